// The library below the canvas: every run of the folder, kept up to date, a double click away from its charts; to be
// searched, labelled, overlaid and thrown away.
#pragma once

#include <QAction>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <memory>

#include "ui/library/grouped_runs.h"
#include "ui/library/library_edits.h"
#include "ui/library/library_reader.h"
#include "ui/library/runs_model.h"
#include "ui/library/runs_order.h"
#include "ui/session/background_worker.h"

class QLabel;
class QMenu;
class QPushButton;
class QTableView;
class QToolButton;

namespace layerlab {

class FilterLine;
class RunActions;
class RunsDelegate;

class RunsTable : public QWidget {
    Q_OBJECT

public:
    explicit RunsTable(const QString& libraryFolder, QWidget* parent = nullptr);

    void refresh();                                       // reads the library again, on another thread
    void setOpenRun(const QString& folder);               // the one on display
    void setResumeReason(const QString& reason_against);  // why no run can be resumed now; empty: one can
    void focusFilter();
    const RunSummary* run(const QString& folder) const { return m_model.run(folder); }
    QString displayName(const QString& folder) const { return m_model.displayName(folder); }
    int colour(const QString& folder) const { return m_model.colour(folder); }  // for Theme::categorical

    // Runs drawn in the charts beside the one on display, in the order of their choice.
    const QStringList& overlaid() const { return m_overlaid; }
    void setOverlaid(const QStringList& folders);

    bool select(const QString& folder);                                                 // alone; false: it is not in the table now
    QStringList selected() const;                                                       // folders, as they stand in the table
    QStringList runsWhere(const std::function<bool(const LibraryRun&)>& wanted) const;  // folders, also of runs that are filtered away

    // Labels and trash. Ctrl+Z and Ctrl+Shift+Z in the table are its own.
    QUndoStack* undoStack() { return m_edits.undoStack(); }
    void undoTrash() { m_edits.undoTrash(); }  // brings back what was trashed last
    QList<QAction*> runActions() const;        // of the selected runs
    QAction* compareAction() const;

    // By a key of GroupedRuns::ownKeys() or of experiments; empty: no groups.
    void groupBy(const QString& key);

    QTableView* view() { return m_view; }
    FilterLine* filterLine() { return m_filter; }
    QSize sizeHint() const override { return {600, 190}; }

Q_SIGNALS:
    void openRun(const QString& folder);
    void resumeRun(const QString& folder);
    void duplicateRun(const QString& folder);
    void smallerModel(const QString& folder);
    void compareRuns(const QStringList& folders);
    void overlaysChanged(const QStringList& folders);
    void labelsChanged(const QString& folder);  // name, colour, tags or note; also when a run is first seen
    void trashed(const QStringList& names);
    void failed(const QString& message);
    void listed();  // the table shows a new reading

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    // runs_table.cpp: what is shown
    void buildView();
    void take(const std::vector<LibraryRun>& runs);
    void showWhatThereIs();
    void showColumns();
    void showColumnMenu(const QPoint& position);
    void giveOwnColour(const QString& folder);

    // runs_table_groups.cpp: in groups, and what experiments say
    void connectGroups();
    void followSelection();
    void showGroups();
    void fillGroupMenu();
    void askForKey();
    void showGroupMenu(int row, const QPoint& global);
    bool isGroup(const QModelIndex& index) const;
    void foldByKey(int key);
    void readExperiments();

    // runs_table_actions.cpp: what is done with runs
    void connectActions();
    void updateActions();
    void showMenu(const QPoint& position);
    void toggleOverlay();
    void editTags();
    void editNote();
    void trashSelected();
    void askToEmptyTrash();
    void popUp(QWidget* editor, const QString& title, const QString& hint, bool several_lines, std::function<void()> keep);
    QString folderAt(const QModelIndex& index) const;

    QString m_library;
    RunsModel m_model;
    RunsOrder m_sorted;
    GroupedRuns m_groups;
    FilterLine* m_filter;
    QTableView* m_view;
    QLabel* m_empty;
    QWidget* m_nothing_found;
    QLabel* m_why_nothing;
    QPushButton* m_clear_filter;
    QToolButton* m_group_button;
    QToolButton* m_archive_button;
    QMenu* m_group_menu;
    RunsDelegate* m_delegate;
    RunActions* m_actions;
    QTimer m_timer;
    bool m_reading = false;
    bool m_reading_experiments = false;
    QStringList m_selected_before;   // while groups are made anew
    QString m_current_before;        // the current run's folder
    QString m_current_group_before;  // where it is a group
    bool m_current_is_group_before = false;
    bool m_sized = false;
    QString m_open;
    QStringList m_overlaid;
    QString m_resume_reason;
    std::shared_ptr<LibraryReader> m_reader;  // of the worker alone
    LibraryEdits m_edits;
    BackgroundWorker m_worker;  // last: ends before what it reports to
};

}  // namespace layerlab
