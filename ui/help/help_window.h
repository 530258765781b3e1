// The help: a window of its own beside the work, with contents and search at the left and one page at the right.
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

#include "ui/help/help_pages.h"
#include "ui/session/background_worker.h"

class QAction;
class QLabel;
class QLineEdit;
class QSplitter;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;
class QUrl;

namespace layerlab {

class HelpBrowser;

class HelpWindow : public QWidget {
    Q_OBJECT

public:
    // owner: the window it belongs to; the help closes with it.
    explicit HelpWindow(QWidget* owner = nullptr);

    // Opens the window, or brings it to the front, at a page ("layer_drop") and one of its headings ("settings").
    // Anchors are those of the English page, in whatever language the page is shown.
    void showHelp(const QString& page = QStringLiteral("first_steps"), const QString& anchor = {});
    // What the page of commands lists.
    void setActions(const QList<QAction*>& actions);

    QString page() const { return m_place.page; }

    // The page about what has the focus: the nearest parent's property "helpPage".
    static QString pageFor(const QWidget* focus);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    struct Place {
        QString page;
        int scroll = 0;
    };
    // A page as the contents and the search know it: read aside, while the page asked for is on display already.
    struct Known {
        QString page, title, text;
        QList<HelpHeading> headings;
    };

    QToolButton* button(const QString& text, const QString& name, const QList<QKeySequence>& keys);
    QString markdownOf(const QString& page) const;
    static Known read(const QString& page, const QString& markdown);
    void readPages();
    void fillContents();
    void search(const QString& typed);
    void follow(const QUrl& link);
    void go(const QString& page, const QString& anchor);
    void display(const Place& place);
    void back();
    void forward();
    void moveToMatch(int by);
    void openItem(const QTreeWidgetItem* item);
    void setPositionInContents();
    void updateButtons();
    int positionOf(const QString& anchor) const;  // on the page on display

    QList<QPointer<QAction>> m_actions;
    QList<Known> m_known;    // empty: not read yet
    int m_reading = 0;       // answers to earlier readings are dropped
    bool m_current = false;  // what is read, or being read, is in force
    bool m_chinese = false;
    Place m_place;
    QList<Place> m_back, m_forward;
    QList<HelpMatch> m_matches;  // on this page
    int m_match = -1;

    QToolButton *m_back_button, *m_forward_button, *m_home_button;
    QLineEdit* m_search;
    QLabel* m_found;
    QSplitter* m_splitter;
    QTreeWidget* m_contents;
    HelpBrowser* m_browser;
    BackgroundWorker m_worker;  // last: ends before what it reports to
};

}  // namespace layerlab
