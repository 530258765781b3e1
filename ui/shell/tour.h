// The first start's tour: a small card beside one part of the real window after another, with an arrow at it. It is no
// dialog: the window stays usable, and whatever part goes away is left out.
#pragma once

#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace layerlab {

class Tour : public QWidget {
    Q_OBJECT

public:
    struct Step {
        QPointer<QWidget> target;
        QString title, text;
    };

    explicit Tour(QWidget* window);
    ~Tour() override;

    void start(const QList<Step>& steps);
    void next();
    void back();
    void finish();                             // also what Skip does
    int current() const { return m_current; }  // -1: not running

    // Whether it was started once; the first start asks.
    static bool seen();
    static void markSeen();

Q_SIGNALS:
    void finished();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool canShow(int step) const;
    int nearest(int from, int direction) const;  // the next step that can be shown; -1: none
    void showStep(int step);
    void watch(QWidget* target);
    void placeSoon();
    void place();
    QSize cardSize(int width) const;

    QWidget* m_window;
    QPointer<QWidget> m_outline;  // the window's child, as this is: either may go first
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_count;
    QPushButton* m_skip;
    QPushButton* m_back;
    QPushButton* m_next;
    QList<Step> m_steps;
    QList<QPointer<QWidget>> m_watched;
    QPointer<QWidget> m_focus_before;
    int m_current = -1;
    bool m_placing = false;
    QPoint m_tip;  // the arrow's, in this widget
    Qt::Edge m_arrow = Qt::LeftEdge;
    bool m_has_arrow = false;
};

// The parts of the main window that the tour shows, and what it says of them.
struct TourTargets {
    QWidget* experiment = nullptr;
    QWidget* stack = nullptr;
    QWidget* train = nullptr;
    QWidget* charts = nullptr;
    QWidget* runs = nullptr;
    QWidget* commands = nullptr;
};
QList<Tour::Step> firstTour(const TourTargets& targets);

}  // namespace layerlab
