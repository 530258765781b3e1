// The window: puts the views around the draft, the training and the run on display, and decides what may be done when.
// What each part looks like and does is in files of its own.
#pragma once

#include <QFileDialog>
#include <QMainWindow>
#include <QPointer>
#include <QString>
#include <functional>
#include <vector>

#include "engine/runs/event.h"
#include "ui/session/background_worker.h"
#include "ui/session/draft_keeper.h"
#include "ui/session/experiment_document.h"
#include "ui/session/overlaid_runs.h"
#include "ui/session/run_models.h"
#include "ui/session/shown_run.h"
#include "ui/session/slot_selection.h"
#include "ui/session/stack_editor.h"
#include "ui/session/training_session.h"
#include "ui/sweep/sweep_session.h"
#include "ui/smaller/hand_route.h"

class QDockWidget;
class QMenu;
class QMessageBox;
class QSplitter;
class QTabWidget;

namespace layerlab {

class Actions;
class ChartView;
class CommandPalette;
class CompareView;
class HandRouteBar;
class HelpWindow;
class ImportAssistant;
class Inspector;
class MainToolBar;
class NoticeBar;
class Notifier;
class RunStatus;
class RunsTable;
class SegmentedSwitch;
class StagePicker;
class SmallerDialog;
class StackCanvas;
class SweepPanel;
class SweepView;
class Tour;
class TrainingCharts;
class TryBox;
class YamlEditor;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    // file: an experiment file or a run folder; empty: the default experiment.
    explicit MainWindow(const QString& libraryFolder, const QString& file = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    void startTraining();
    // What a person who starts the program finds: drafts that a program left behind, the tour, once, and a word about
    // fonts if the language in force cannot be shown (see ensureChineseFont).
    void welcome(bool hasFonts = true);
    // Stops a training with a checkpoint and ends the program without asking anything (SIGTERM, SIGINT).
    void quitCleanly();
    bool startsAgain() const { return m_restart; }  // once it has closed

    ExperimentDocument& document() { return m_document; }
    TrainingSession& session() { return m_session; }
    ShownRun& shownRun() { return m_shown; }
    Actions& actions() { return *m_actions; }
    StackCanvas* canvas() { return m_canvas; }
    SlotSelection& selection() { return m_selection; }
    TrainingCharts* charts() { return m_charts; }
    YamlEditor* yamlEditor() { return m_yaml; }
    RunsTable* runsTable() { return m_runs; }
    CompareView* compareView() { return m_compare; }
    SweepSession& sweeps() { return m_sweeps; }
    SweepPanel* sweepPanel() { return m_sweep_panel; }
    SweepView* sweepView() { return m_sweep_view; }
    NoticeBar* notice() { return m_notice; }
    HandRoute& handRoute() { return m_hand_route; }
    SmallerDialog* smallerDialog() { return m_smaller; }  // null until asked for
    TryBox* tryBox() { return m_try; }                    // null until asked for
    Tour* tour() { return m_tour; }
    HelpWindow* help() { return m_help; }  // null until asked for

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum class View { Draft, Run };

    // main_window.cpp: what the window is made of
    void build();
    void connectActions();
    void connectDocument();
    void connectRuns();
    void connectStack();  // main_window_stack.cpp
    void updateStackCommands();
    void fillExamples(QMenu* menu);
    void fillRecent(QMenu* menu);
    void fillMachine(QMenu* menu);
    void arrangePanels(bool movable);
    void restoreLayout();
    void saveLayout();
    void chooseTheme(int choice);

    // main_window_compare.cpp: the comparison, and reports
    void connectCompare();
    void compareRuns(const QStringList& folders);
    void makeRoomToCompare();
    void putAside(QDockWidget* dock);
    void giveRoomBack();
    void showRoute(const QString& folder, const Route& route);
    void showOnStack(const Route& route);
    void updateReport();
    void exportReport();

    // main_window_smaller.cpp: what comes after training: routes, smaller models, trying one
    void connectSmaller();
    void updateHandRoute();
    void updateSmaller();
    void openSmaller(bool by_hand = false);
    void openTry();
    void fineTune(const QString& folder);
    void measureDepths(DepthsJob job = {});
    void measureBy();
    void takeMeasured(const std::vector<Event>& events);
    void takeShrunk(const std::vector<Event>& events);

    // main_window_sweeps.cpp: sweeps
    void buildSweeps();
    void connectSweeps();
    void showSweepTabs();
    void showSweeps();
    void runSweep();
    void offerSweep();
    void updateSweeps();
    void closeIfIdle();

    // main_window_around.cpp: help, tour, language, exports, drafts, notifications
    void connectAround();
    void showHelp(const QString& page);
    void startTour();
    void chooseLanguage(int language);
    void importData(const QString& path);
    void exportStack();
    void offerDrafts(const QList<Draft>& drafts);
    void tellOfTheEnd(const Event& event);
    QList<QAction*> allCommands() const;

    // main_window_files.cpp: files in and out
    void openPath(const QString& path);
    void openFile(const QString& path);
    void newFrom(const Experiment& experiment);
    void choose(const QString& title, QFileDialog::FileMode mode, QFileDialog::AcceptMode accept, const QString& start,
                const std::function<void(const QString&)>& then);
    void chooseFile();
    void chooseRun();
    void takeTyped();
    void save(std::function<void()> then = {});
    void saveAs(std::function<void()> then = {});
    void write(const QString& path, const std::function<void()>& then);
    // Goes on at once if nothing is unsaved, after the person's answer otherwise, or not at all.
    void confirmUnsaved(std::function<void()> then);
    void confirmStop();
    void finishClosing();
    void restart();
    QMessageBox* ask(const QString& title, const QString& text);

    // main_window_runs.cpp: training, and the run on display
    void trainOneStep();
    bool readyToTrain();
    void showTraining();
    void resumeRun(const QString& folder, bool accept_changes = false);
    void openRun(const QString& folder);
    void duplicateRun(const QString& folder);
    void updateOverlays();
    void updateRunLook();
    void take(const std::vector<Event>& events);
    void follow(TrainingSession::State state);
    void setView(View view);
    void updateCanvas();
    void updateRoute();
    void updateStageStep();
    void updateControls();
    void updateTitle();
    void updateMachine();

    QString m_library;
    ExperimentDocument m_document;
    SlotSelection m_selection;
    StackEditor m_stack_editor{m_document, m_selection};
    TrainingSession m_session;
    HandRoute m_hand_route{m_session};
    SweepSession m_sweeps{m_library};
    ShownRun m_shown;
    RunModels m_run_models;
    OverlaidRuns m_overlays;
    DraftKeeper m_drafts{m_document};

    Actions* m_actions;
    QMenu* m_examples_menu;
    QMenu* m_recent_menu;
    QMenu* m_machine_menu;
    MainToolBar* m_tool_bar = nullptr;
    NoticeBar* m_notice = nullptr;
    QSplitter* m_splitter = nullptr;
    QTabWidget* m_tabs = nullptr;
    StackCanvas* m_canvas = nullptr;
    YamlEditor* m_yaml = nullptr;
    CompareView* m_compare = nullptr;
    HandRouteBar* m_hand_bar = nullptr;
    SmallerDialog* m_smaller = nullptr;
    TryBox* m_try = nullptr;
    SweepView* m_sweep_view = nullptr;
    SegmentedSwitch* m_switch = nullptr;
    StagePicker* m_stage_picker = nullptr;
    QTabWidget* m_lower = nullptr;  // runs and, once there are any, sweeps
    SweepPanel* m_sweep_panel = nullptr;
    RunsTable* m_runs = nullptr;
    TrainingCharts* m_charts = nullptr;
    Inspector* m_inspector = nullptr;
    QDockWidget* m_inspector_dock = nullptr;
    QDockWidget* m_charts_dock = nullptr;
    RunStatus* m_status = nullptr;
    CommandPalette* m_palette = nullptr;
    HelpWindow* m_help = nullptr;
    QPointer<ImportAssistant> m_importer;  // gone once closed
    Tour* m_tour = nullptr;
    Notifier* m_notifier = nullptr;

    View m_view = View::Draft;
    TrainingSession::State m_last_state = TrainingSession::State::Idle;
    bool m_show_run_next = false;                      // when the run being read has arrived
    std::map<int, StepFinished> m_last_steps;          // of each stage of the run on display
    std::int64_t m_stage_began = 0, m_stage_step = 0;  // of the run on display
    bool m_run_finished = false;                       // the run on display came to its end
    QString m_resuming;                                // the folder being resumed, until its training goes
    bool m_first_show = true;
    bool m_layout_restored = false;
    bool m_dark_icons = false;
    bool m_asking = false;
    bool m_close_when_idle = false;
    bool m_may_close = false;
    bool m_sweep_offered = false;
    bool m_quitting = false;
    bool m_restart = false;            // in another language, once this one has closed; false again while it is asked about
    double m_training_since = 0;       // seconds since 1970
    QString m_measured;                // the run whose depths are being measured
    QByteArray m_state_before;         // the panels, before any was put aside
    QHash<QDockWidget*, int> m_aside;  // panels that are hidden while runs are compared, with their widths
    QList<int> m_heights_before;       // of the tabs and the runs; empty: runs are not compared
    QString m_select_next;             // a run that was just stored, to be selected when the table has it
    bool m_smaller_next = false;       // a smaller model of the run being read is wanted
    Route m_route_next;                // of the run being read, to be shown when it has arrived
    BackgroundWorker m_worker;         // last: ends before what it reports to
};

}  // namespace layerlab
