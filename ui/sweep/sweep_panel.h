// The queue: one sweep of the library with its progress, what can be done with it, and a table of its runs.
#pragma once

#include <QList>
#include <QWidget>

#include "ui/sweep/sweep_model.h"

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;
class QSpinBox;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace layerlab {

class SweepSession;

class SweepPanel : public QWidget {
    Q_OBJECT

public:
    explicit SweepPanel(SweepSession& session, QWidget* parent = nullptr);

    // Continue, Pause or Resume; Stop; Cancel. Shown as buttons, with the reasons when disabled.
    void setCommands(QAction* go, QAction* stop, QAction* cancel);

    QTableView* view() const { return m_view; }
    const SweepModel& model() const { return m_model; }
    QComboBox* chooser() const { return m_chooser; }
    QSpinBox* jobs() const { return m_jobs; }
    QString progressText() const;
    QList<QAction*> runActions() const { return {m_open, m_up, m_down, m_retry, m_cancel, m_remove}; }
    QSize sizeHint() const override { return {600, 190}; }
    QSize minimumSizeHint() const override;  // with what goes where there is little room gone

Q_SIGNALS:
    void openRun(const QString& folder);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTop();
    void buildView();
    void buildActions();
    void list();
    void follow();
    void size();
    void arrange();
    void updateActions();
    QList<int> selected() const;  // numbers
    void moveSelected(int by);

    SweepSession& m_session;
    SweepModel m_model;
    QStackedWidget* m_pages;  // nothing yet; the queue
    QComboBox* m_chooser;
    QProgressBar* m_bar;
    QLabel* m_left;
    QLabel* m_problem;
    QLabel* m_jobs_label;
    QSpinBox* m_jobs;
    QList<QToolButton*> m_buttons;
    QTableView* m_view;
    QAction* m_open;
    QAction* m_up;
    QAction* m_down;
    QAction* m_retry;
    QAction* m_cancel;
    QAction* m_remove;
    QString m_sized;  // the sweep whose columns have their widths
};

}  // namespace layerlab
