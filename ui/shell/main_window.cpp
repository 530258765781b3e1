#include "ui/shell/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QTabWidget>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>
#include <utility>

#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/compare/compare_view.h"
#include "ui/format.h"
#include "ui/importer/import_assistant.h"
#include "ui/inspector/inspector.h"
#include "ui/library/runs_table.h"
#include "ui/session/run_threads.h"
#include "ui/shell/about.h"
#include "ui/shell/actions.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/examples.h"
#include "ui/shell/icons.h"
#include "ui/shell/main_menus.h"
#include "ui/shell/main_tool_bar.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/page_widths.h"
#include "ui/shell/recent_files.h"
#include "ui/shell/run_status.h"
#include "ui/shell/segmented_switch.h"
#include "ui/shell/stage_picker.h"
#include "ui/shell/theme_choice.h"
#include "ui/shell/window_place.h"
#include "ui/shell/yaml_editor.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int load_engine_after_ms = 300;
constexpr int least_centre = 26;  // lines of text
constexpr QSize first_size(1440, 900);
constexpr QMargins window_frame(8, 40, 8, 8);  // that the desktop puts around
const auto geometry_key = QStringLiteral("window/geometry");
const auto state_key = QStringLiteral("window/state");
const auto splitter_key = QStringLiteral("window/splitter");
const auto arrange_key = QStringLiteral("window/arrange");

}  // namespace

MainWindow::MainWindow(const QString& libraryFolder, const QString& file, QWidget* parent)
    : QMainWindow(parent),
      m_library(libraryFolder),
      m_actions(new Actions(this)),
      m_examples_menu(new QMenu(this)),
      m_recent_menu(new QMenu(this)),
      m_machine_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    m_document.newFrom(defaultExperiment());
    build();
    connectActions();
    connectDocument();
    connectRuns();
    connectStack();
    connectAround();
    connectCompare();
    connectSmaller();
    connectSweeps();
    restoreLayout();
    m_dark_icons = theme().dark;
    updateTitle();
    updateMachine();
    updateCanvas();
    updateControls();
    m_canvas->setFocus();  // else the first button of the tool bar would have it
    if (!file.isEmpty()) openPath(file);
}

MainWindow::~MainWindow() {
    // Parts that listen go before what they listen to.
    m_tabs->disconnect(this);
    m_session.disconnect(this);
    m_sweeps.disconnect(this);
    m_hand_route.disconnect(this);
    m_shown.disconnect(this);
    m_document.disconnect(this);
    m_document.undoStack()->disconnect(this);
    m_overlays.disconnect(this);
    m_selection.disconnect(this);
    m_drafts.disconnect(this);
    delete takeCentralWidget();
    delete m_inspector_dock;
    delete m_charts_dock;
}

void MainWindow::build() {
    m_examples_menu->setTitle(tr("New from e&xample"));
    m_recent_menu->setTitle(tr("Open re&cent"));
    connect(m_examples_menu, &QMenu::aboutToShow, this, [this] { fillExamples(m_examples_menu); });
    connect(m_recent_menu, &QMenu::aboutToShow, this, [this] { fillRecent(m_recent_menu); });
    connect(m_machine_menu, &QMenu::aboutToShow, this, [this] { fillMachine(m_machine_menu); });
    m_machine_menu->setToolTipsVisible(true);
    auto* exports = new QMenu(this);
    fillExports(*exports, *m_actions);
    m_tool_bar = new MainToolBar(*m_actions, m_examples_menu, exports, m_machine_menu, this);
    addToolBar(Qt::TopToolBarArea, m_tool_bar);

    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notice = new NoticeBar(centre);
    column->addWidget(m_notice);
    m_splitter = new QSplitter(Qt::Vertical, centre);
    m_splitter->setChildrenCollapsible(false);
    column->addWidget(m_splitter, 1);
    m_tabs = new QTabWidget(m_splitter);
    m_canvas = new StackCanvas(m_tabs);
    m_canvas->setAccessibleName(tr("Layer stack"));
    m_yaml = new YamlEditor(m_document, m_tabs);
    m_tabs->addTab(m_canvas, tr("Stack"));
    m_compare = new CompareView(m_tabs);
    m_tabs->addTab(m_yaml, tr("YAML"));
    m_tabs->addTab(m_compare, tr("Compare"));
    m_switch = new SegmentedSwitch({tr("Draft"), tr("Run")}, m_tabs);
    m_switch->setAccessibleName(tr("What the stack shows"));
    m_switch->hide();
    m_tabs->setCornerWidget(m_switch, Qt::TopRightCorner);
    m_stage_picker = new StagePicker(m_canvas);
    m_canvas->setHeader(m_stage_picker);
    m_tabs->setAttribute(Qt::WA_StyledBackground);  // the strip of the tabs goes on behind the switch
    m_lower = new QTabWidget(m_splitter);
    m_lower->setDocumentMode(true);
    m_runs = new RunsTable(m_library, m_lower);
    m_lower->addTab(m_runs, tr("Runs"));
    buildSweeps();
    buildMenus(*menuBar(), *m_actions, m_examples_menu, m_recent_menu, m_runs->runActions());
    m_splitter->addWidget(m_tabs);
    m_splitter->addWidget(m_lower);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    for (QTabWidget* tabs : {m_tabs, m_lower}) onlyShownPageAsksForWidth(*tabs);
    centre->setMinimumWidth(fontMetrics().height() * least_centre);  // panels beside give way first
    setCentralWidget(centre);

    const auto dock = [this](const QString& title, const char* name, QWidget* widget, Qt::DockWidgetArea area) {
        auto* added = new QDockWidget(title, this);
        added->setObjectName(QString::fromLatin1(name));
        added->setWidget(widget);
        addDockWidget(area, added);
        return added;
    };
    m_charts = new TrainingCharts;
    m_charts->remember();
    m_inspector = new Inspector(m_document, m_selection);
    m_inspector_dock = dock(tr("Experiment"), "inspectorDock", m_inspector, Qt::LeftDockWidgetArea);
    m_charts_dock = dock(tr("Charts"), "chartsDock", m_charts, Qt::RightDockWidgetArea);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);

    m_status = new RunStatus(this);
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);
    m_palette = new CommandPalette(this);
}

void MainWindow::connectActions() {
    Actions& a = *m_actions;
    const auto on = [this](QAction* action, auto&& run) { connect(action, &QAction::triggered, this, run); };
    on(a.new_experiment, [this] { newFrom(defaultExperiment()); });
    on(a.open, [this] { chooseFile(); });
    on(a.open_run, [this] { chooseRun(); });
    on(a.save, [this] { save(); });
    on(a.save_as, [this] { saveAs(); });
    on(a.revert, [this] {
        takeTyped();
        if (const QString wrong = m_document.revert(); !wrong.isEmpty()) m_notice->say(NoticeBar::Kind::Error, wrong);
    });
    on(a.quit, [this] { close(); });
    // A click into the tool bar leaves no field, and the keys shall not either.
    const auto go = [this](void (QUndoStack::*there)()) {
        const QPointer<QWidget> field = focusWidget();
        takeTyped();
        (m_document.undoStack()->*there)();
        if (field && field->isVisible()) field->setFocus();
    };
    on(a.undo, [go] { go(&QUndoStack::undo); });
    on(a.redo, [go] { go(&QUndoStack::redo); });
    on(a.train, [this] { startTraining(); });
    on(a.pause, [this] {
        if (m_session.state() == TrainingSession::State::Paused) m_session.resume();
        else m_session.pause();
    });
    on(a.step, [this] {
        if (m_session.isActive()) m_session.step();
        else trainOneStep();
    });
    on(a.stop, [this] { m_session.stop(); });
    on(a.resume_run, [this] { resumeRun(m_shown.folder()); });
    on(a.duplicate_run, [this] { duplicateRun(m_shown.folder()); });
    on(a.measure_depths, [this] { measureDepths(); });
    on(a.show_draft, [this] { setView(View::Draft); });
    on(a.show_run, [this] { setView(View::Run); });
    on(a.stack_tab, [this] { m_tabs->setCurrentWidget(m_canvas); });
    on(a.yaml_tab, [this] {
        m_tabs->setCurrentWidget(m_yaml);
        m_yaml->setFocus();
    });
    on(a.fit_stack, [this] { m_canvas->fitToHeight(); });
    on(a.inspector_panel, [this](bool shown) { m_inspector_dock->setVisible(shown); });
    on(a.charts_panel, [this](bool shown) { m_charts_dock->setVisible(shown); });
    on(a.runs_panel, [this](bool shown) { m_lower->setVisible(shown); });
    // The panel's own state is the truth, however it came about; minimising the window is not hiding a panel.
    const auto follow = [](const QWidget* panel, QAction* action) { action->setChecked(!panel->isHidden()); };
    connect(m_inspector_dock, &QDockWidget::visibilityChanged, a.inspector_panel,
            [this, follow] { follow(m_inspector_dock, m_actions->inspector_panel); });
    connect(m_charts_dock, &QDockWidget::visibilityChanged, a.charts_panel,
            [this, follow] { follow(m_charts_dock, m_actions->charts_panel); });
    a.inspector_panel->setChecked(true);
    a.charts_panel->setChecked(true);
    a.runs_panel->setChecked(true);
    connect(a.arrange_panels, &QAction::toggled, this, &MainWindow::arrangePanels);
    on(a.theme_system, [this] { chooseTheme(static_cast<int>(ThemeChoice::System)); });
    on(a.theme_light, [this] { chooseTheme(static_cast<int>(ThemeChoice::Light)); });
    on(a.theme_dark, [this] { chooseTheme(static_cast<int>(ThemeChoice::Dark)); });
    on(a.toggle_theme, [this] { chooseTheme(static_cast<int>(theme().dark ? ThemeChoice::Light : ThemeChoice::Dark)); });
    on(a.commands, [this] { m_palette->open(allCommands()); });
    on(a.about, [this] { showAbout(this); });
    on(a.about_qt, [this] { showAboutQt(this); });
    const ThemeChoice saved = savedThemeChoice();
    (saved == ThemeChoice::System ? a.theme_system : saved == ThemeChoice::Light ? a.theme_light : a.theme_dark)->setChecked(true);
}

void MainWindow::connectDocument() {
    connect(&m_document, &ExperimentDocument::problemsChanged, this, [this] {
        // Whoever edits wants to see what the edit does.
        setView(View::Draft);
        updateCanvas();
        updateStackCommands();  // what they can do goes by the stack, not the selection alone
        updateControls();
        updateMachine();
        updateStageStep();
    });
    connect(&m_document, &ExperimentDocument::fileChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &ExperimentDocument::modifiedChanged, this, [this] {
        updateTitle();
        updateControls();
    });
    connect(m_yaml, &YamlEditor::validityChanged, this, &MainWindow::updateControls);
    QUndoStack* stack = m_document.undoStack();
    const auto follow = [this, stack] {
        Actions::allow(m_actions->undo, stack->canUndo() ? QString() : tr("There is nothing to undo."));
        Actions::allow(m_actions->redo, stack->canRedo() ? QString() : tr("There is nothing to redo."));
        m_actions->undo->setText(stack->canUndo() ? tr("&Undo: %1").arg(stack->undoText()) : tr("&Undo"));
        m_actions->redo->setText(stack->canRedo() ? tr("&Redo: %1").arg(stack->redoText()) : tr("&Redo"));
    };
    connect(stack, &QUndoStack::canUndoChanged, this, follow);
    connect(stack, &QUndoStack::canRedoChanged, this, follow);
    connect(stack, &QUndoStack::undoTextChanged, this, follow);
    connect(stack, &QUndoStack::redoTextChanged, this, follow);
    follow();
}

void MainWindow::connectRuns() {
    connect(m_switch, &SegmentedSwitch::chosen, this, [this](int segment) { setView(segment == 0 ? View::Draft : View::Run); });
    connect(m_runs, &RunsTable::openRun, this, &MainWindow::openRun);
    connect(m_runs, &RunsTable::resumeRun, this, [this](const QString& folder) { resumeRun(folder); });
    connect(m_runs, &RunsTable::duplicateRun, this, &MainWindow::duplicateRun);

    connect(m_runs, &RunsTable::failed, this, [this](const QString& message) { m_notice->say(NoticeBar::Kind::Error, message); });
    connect(m_runs, &RunsTable::trashed, this, [this](const QStringList& names) {
        const QString what =
            names.size() == 1 ? tr("%1 is in the trash.").arg(names.first()) : tr("%1 runs are in the trash.").arg(names.size());
        m_notice->say(NoticeBar::Kind::Information, what, tr("Undo"), [this] { m_runs->undoTrash(); });
    });
    connect(m_runs, &RunsTable::overlaysChanged, this, &MainWindow::updateOverlays);
    connect(m_runs, &RunsTable::labelsChanged, this, [this](const QString& folder) {
        if (folder == m_shown.folder() || m_runs->overlaid().contains(folder)) {
            updateRunLook();
            updateOverlays();
        }
    });
    connect(&m_overlays, &OverlaidRuns::changed, this, &MainWindow::updateOverlays);
    connect(&m_overlays, &OverlaidRuns::failed, this, [this](const QString& message) { m_notice->say(NoticeBar::Kind::Error, message); });
    connect(m_charts, &TrainingCharts::failed, this, [this](const QString& message) { m_notice->say(NoticeBar::Kind::Error, message); });

    connect(&m_session, &TrainingSession::events, this, &MainWindow::take);
    connect(&m_session, &TrainingSession::measured, this, &MainWindow::takeMeasured);
    connect(&m_session, &TrainingSession::shrunk, this, &MainWindow::takeShrunk);
    connect(&m_session, &TrainingSession::stateChanged, this, &MainWindow::follow);
    connect(&m_session, &TrainingSession::machineKnown, this, &MainWindow::updateMachine);
    connect(&m_session, &TrainingSession::failed, this, [this](const QString& message) { m_notice->say(NoticeBar::Kind::Error, message); });

    connect(&m_shown, &ShownRun::changed, this, [this] {
        m_switch->setText(1, tr("Run %1").arg(m_shown.name()));
        m_switch->show();
        m_stage_picker->setRun(m_shown.experiment());
        m_stage_picker->setNewest(m_shown.stage());
        m_runs->setOpenRun(m_shown.folder());
        updateRunLook();
        updateOverlays();
        if (m_shown.isLive()) m_status->setLayers(slotCount(m_shown.experiment().model));
        if (!m_shown.isLoading() && std::exchange(m_show_run_next, false)) {
            setView(View::Run);
            m_tabs->setCurrentWidget(m_canvas);
        }
        updateCanvas();
        updateControls();
    });
    const auto draw = [this](const std::vector<Event>& events) {
        std::map<int, const StepFinished*> last;
        for (const Event& event : events) {
            m_charts->append(event);
            if (const auto* step = std::get_if<StepFinished>(&event.what)) last[step->stage] = step;
            // Every step's route, so that the canvas can count how often a layer ran.
            if (const auto* step = std::get_if<StepFinished>(&event.what);
                step && (m_shown.isLive() || m_shown.isFollowed()) && m_view == View::Run)
                m_canvas->setPass(*step);
            if (std::holds_alternative<StageStarted>(event.what)) m_stage_began = event.step;
            if (std::holds_alternative<StepFinished>(event.what)) m_stage_step = event.step - m_stage_began - 1;
            if (std::holds_alternative<Finished>(event.what)) m_run_finished = true;
            if (std::holds_alternative<Resumed>(event.what)) m_run_finished = false;
        }
        m_charts->refresh();
        for (const auto& [stage, step] : last) m_last_steps[stage] = *step;
        updateStageStep();
    };
    connect(&m_shown, &ShownRun::replaced, this, [this, draw](const std::vector<Event>& events) {
        m_charts->clear();
        m_canvas->clearRoute();
        m_run_finished = false;
        m_stage_began = m_stage_step = 0;
        m_last_steps.clear();
        draw(events);
        updateRoute();
        updateControls();
    });
    connect(&m_shown, &ShownRun::appended, this, draw);
    connect(&m_shown, &ShownRun::stageChanged, this, [this] { m_stage_picker->setNewest(m_shown.stage()); });
    connect(&m_shown, &ShownRun::sizeKnown, this, [this] {
        if (m_view == View::Run) updateCanvas();
    });
    connect(m_stage_picker, &StagePicker::stageChanged, this, [this] {
        if (m_view == View::Run) updateCanvas();
    });
    connect(&m_shown, &ShownRun::routeChanged, this, [this] {
        if (!m_shown.route().empty()) return;
        updateRoute();
        updateStageStep();  // no step now: it may be over
    });
    connect(&m_shown, &ShownRun::followedChanged, this, [this] {
        updateControls();
        updateRoute();
    });
    connect(&m_shown, &ShownRun::failed, this, [this](const QString& message) {
        m_show_run_next = false;
        m_notice->say(NoticeBar::Kind::Error, message);
        updateControls();
    });
    connect(&m_shown, &ShownRun::vanished, this,
            [this] { m_notice->say(NoticeBar::Kind::Warning, tr("The folder of %1 is gone.").arg(m_shown.name())); });
    // A depth that is clicked is shown on the stack, while no training draws its own.
    connect(m_charts->depthChart(), &DepthChart::depthClicked, this, [this](int depth) {
        if (m_shown.isLive() || m_shown.isFollowed()) return;
        for (const RouteResult& result : m_charts->depthChart()->results())
            if (result.depth() == depth) showOnStack(result.slots);
    });
}

void MainWindow::fillExamples(QMenu* menu) {
    menu->clear();
    for (const Example& example : examples())
        menu->addAction(example.title, this, [this, example] {
            Experiment experiment;
            if (const QString wrong = readExample(example.path, experiment); !wrong.isEmpty()) m_notice->say(NoticeBar::Kind::Error, wrong);
            else newFrom(experiment);
        });
    if (menu->isEmpty()) menu->addAction(m_actions->new_experiment);
}

void MainWindow::fillRecent(QMenu* menu) {
    menu->clear();
    for (const QString& file : recentFiles()) {
        QAction* action = menu->addAction(QFileInfo(file).fileName(), this, [this, file] { openPath(file); });
        action->setToolTip(QDir::toNativeSeparators(file));
    }
    menu->setToolTipsVisible(true);
    if (menu->isEmpty()) {
        menu->addAction(tr("Nothing was opened yet"))->setEnabled(false);
        return;
    }
    menu->addSeparator();
    menu->addAction(tr("Forget these"), this, [] { forgetRecentFiles(); });
}

void MainWindow::fillMachine(QMenu* menu) {
    menu->clear();
    const auto& machine = m_session.machine();
    if (machine) {
        const QString kernels = QString::fromStdString(machine->kernels);
        const QString libtorch = QString::fromStdString(machine->libtorch);
        const QString vectors = QString::fromStdString(machine->vectors);
        menu->addAction(tr("Kernels: %1").arg(kernels))->setEnabled(false);
        menu->addAction(tr("LibTorch %1, %2").arg(libtorch, vectors))->setEnabled(false);
        menu->addSeparator();
    }
    auto* group = new QActionGroup(menu);
    const int now = runThreads(m_document.experiment());
    const int most = machine ? qMax(1, machine->threads) : QThread::idealThreadCount();
    QList<int> counts{0};
    for (int threads = 1; threads < most; threads *= 2) counts << threads;
    counts << most;
    if (!counts.contains(now)) counts << now;
    for (const int threads : counts) {
        const QString text = threads == 0 ? tr("Threads: auto") : threadsText(threads);
        QAction* action = menu->addAction(text, this, [this, threads] {
            takeTyped();
            changeRunThreads(m_document, threads);
        });
        action->setCheckable(true);
        action->setChecked(threads == now);
        group->addAction(action);
    }
}

void MainWindow::arrangePanels(bool movable) {
    for (QDockWidget* dock : {m_inspector_dock, m_charts_dock}) {
        QWidget* blank = dock->titleBarWidget();
        if (movable == (blank == nullptr)) continue;
        dock->setTitleBarWidget(movable ? nullptr : new QWidget(dock));
        delete blank;
    }
    QSettings().setValue(arrange_key, movable);
}

void MainWindow::restoreLayout() {
    QSettings settings;
    const QScreen* screen = QApplication::primaryScreen();
    resize(screen ? first_size.boundedTo(screen->availableGeometry().marginsRemoved(window_frame).size()) : first_size);
    restoreGeometry(settings.value(geometry_key).toByteArray());
    // A window across two screens is left alone. Before the panels, whose widths go by the window's.
    const bool fills = isMaximized() || isFullScreen();
    if (const QScreen* here = this->screen(); here && !fills && !here->availableVirtualGeometry().contains(geometry()))
        setGeometry(placedWithin(geometry(), here->availableGeometry().marginsRemoved(window_frame)));
    m_layout_restored = restoreState(settings.value(state_key).toByteArray());
    if (!m_splitter->restoreState(settings.value(splitter_key).toByteArray())) m_splitter->setSizes({height() * 3 / 4, height() / 4});
    const bool movable = settings.value(arrange_key, false).toBool();
    m_actions->arrange_panels->setChecked(movable);
    arrangePanels(movable);
}

void MainWindow::saveLayout() {
    QSettings settings;
    settings.setValue(geometry_key, saveGeometry());
    settings.setValue(state_key, m_aside.isEmpty() ? saveState() : m_state_before);
    if (!m_heights_before.isEmpty()) m_splitter->setSizes(m_heights_before);
    settings.setValue(splitter_key, m_splitter->saveState());
}

void MainWindow::chooseTheme(int choice) {
    const auto chosen = static_cast<ThemeChoice>(choice);
    saveThemeChoice(chosen);
    applyTheme(chosen);
    Actions& a = *m_actions;
    (chosen == ThemeChoice::System ? a.theme_system : chosen == ThemeChoice::Light ? a.theme_light : a.theme_dark)->setChecked(true);
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && m_dark_icons != theme().dark) {
        m_dark_icons = theme().dark;
        m_actions->recolour();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (!std::exchange(m_first_show, false)) return;
    if (!m_layout_restored)
        resizeDocks({m_inspector_dock, m_charts_dock}, {qBound(240, width() * 19 / 100, 320), width() * 35 / 100}, Qt::Horizontal);
    QTimer::singleShot(load_engine_after_ms, &m_session, &TrainingSession::preload);
    QTimer::singleShot(load_engine_after_ms, &m_sweeps, &SweepSession::refresh);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !urls.first().isLocalFile()) return;
    event->acceptProposedAction();
    const QString path = urls.first().toLocalFile();
    // After the drag has ended: a question must not hold up the program it came from.
    QTimer::singleShot(0, this, [this, path] {
        if (ImportAssistant::isData(path)) importData(path);
        else openPath(path);
    });
}

}  // namespace layerlab
