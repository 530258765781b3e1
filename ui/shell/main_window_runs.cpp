// MainWindow: training, the run on display, and what may be done when.
#include <QFileInfo>
#include <QTabWidget>
#include <QThread>
#include <exception>

#include "engine/experiment/cost.h"
#include "engine/runs/run_folder.h"
#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/format.h"
#include "ui/inspector/inspector.h"
#include "ui/library/runs_table.h"
#include "ui/session/run_threads.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_tool_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/run_status.h"
#include "ui/shell/segmented_switch.h"
#include "ui/shell/stage_picker.h"
#include "ui/shell/yaml_editor.h"

namespace layerlab {

namespace {

bool haveSameCurve(const Experiment& one, const Experiment& other, int stage) {
    const auto number = static_cast<std::size_t>(stage);
    const std::vector<Stage> ones = expandedStages(one), others = expandedStages(other);
    if (number >= ones.size() || number >= others.size()) return false;
    const auto &theseus = ones[number].techniques.theseus, &theseus_other = others[number].techniques.theseus;
    return theseus && theseus_other && theseus->schedule == theseus_other->schedule &&
           ones[number].train.steps == others[number].train.steps;
}

}  // namespace

bool MainWindow::readyToTrain() {
    if (m_session.isActive()) return false;
    m_inspector->settle();
    QString wrong;
    if (!m_yaml->applyNow()) wrong = tr("The text in the YAML tab cannot be read; correct it first.");
    else wrong = m_document.trainingError();
    if (wrong.isEmpty()) wrong = m_inspector->unfinished();
    if (!wrong.isEmpty()) m_notice->say(NoticeBar::Kind::Error, wrong);
    return wrong.isEmpty();
}

void MainWindow::startTraining() {
    if (!readyToTrain()) return;
    showTraining();
    m_session.train(m_document.experiment(), m_library);
}

void MainWindow::trainOneStep() {
    if (!readyToTrain()) return;
    showTraining();
    m_session.trainOneStep(m_document.experiment(), m_library);
}

void MainWindow::showTraining() {
    m_notice->dismiss();
    m_resuming.clear();
    m_status->begin(0, slotCount(m_document.experiment().model));
    m_show_run_next = true;
    m_shown.startLive(m_document.experiment());
}

void MainWindow::resumeRun(const QString& folder, bool accept_changes) {
    if (m_session.isActive() || folder.isEmpty()) return;
    m_notice->dismiss();
    m_resuming = folder;
    m_status->begin(0, 0);
    m_show_run_next = true;
    m_shown.open(folder, true);
    m_session.resumeRun(folder, accept_changes);
}

void MainWindow::openRun(const QString& folder) {
    const bool live = m_session.isActive() && QFileInfo(m_session.runFolder()) == QFileInfo(folder);
    if (live && m_shown.isLive() && !m_shown.isLoading()) {
        setView(View::Run);
        return;
    }
    m_show_run_next = true;
    m_shown.open(folder, live);
}

void MainWindow::duplicateRun(const QString& folder) {
    if (folder.isEmpty() || folder == m_shown.folder()) {
        newFrom(m_shown.experiment());
        return;
    }
    m_worker.post([this, folder] {
        Experiment experiment;
        QString wrong;
        try {
            experiment = readRunExperiment(folder.toStdString());
        } catch (const std::exception& error) {
            wrong = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, experiment = std::move(experiment), wrong] {
                if (wrong.isEmpty()) newFrom(experiment);
                else m_notice->say(NoticeBar::Kind::Error, wrong);
            },
            Qt::QueuedConnection);
    });
}

void MainWindow::updateRunLook() {
    const QString folder = m_shown.folder();
    m_charts->setRun(folder.isEmpty() ? m_shown.name() : m_runs->displayName(folder), m_runs->colour(folder));
}

void MainWindow::updateOverlays() {
    QStringList folders = m_runs->overlaid();
    folders.removeAll(m_shown.folder());
    m_overlays.setFolders(folders);
    std::vector<RunCurves> runs = m_overlays.runs();
    for (RunCurves& run : runs) {
        run.name = m_runs->displayName(run.folder);
        run.colour = m_runs->colour(run.folder);
    }
    m_charts->setOverlays(runs);
}

void MainWindow::take(const std::vector<Event>& events) {
    m_status->consume(events);
    m_shown.consume(events);
    for (const Event& event : events) {
        tellOfTheEnd(event);
        if (std::holds_alternative<RunStarted>(event.what) || std::holds_alternative<Resumed>(event.what)) {
            m_runs->refresh();
            if (m_training_since == 0) m_training_since = event.time;
        } else if (std::holds_alternative<StepFinished>(event.what)) {
            m_resuming.clear();
        } else if (const auto* progress = std::get_if<Progress>(&event.what)) {
            m_status->setPreparation(QStringLiteral("%1 %2").arg(QString::fromStdString(progress->what), percentText(progress->done)));
        } else if (const auto* warned = std::get_if<Warned>(&event.what)) {
            m_notice->say(NoticeBar::Kind::Warning, QString::fromStdString(warned->message));
        } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
            const QString message = QString::fromStdString(failed->message);
            const QString folder = m_resuming;
            // Refused because data, kernels or threads are not what they were: the person may know better.
            if (!folder.isEmpty() && failed->kind == ErrorKind::BadInput)
                m_notice->say(NoticeBar::Kind::Error, message, tr("Resume anyway"), [this, folder] { resumeRun(folder, true); });
            else m_notice->say(NoticeBar::Kind::Error, message);
        }
    }
}

void MainWindow::follow(TrainingSession::State state) {
    using State = TrainingSession::State;
    switch (state) {
        case State::Starting:
            m_status->setPhase(m_session.machine() ? tr("starting") : tr("loading the engine"));
            break;
        case State::Running:
            m_status->setPhase({});
            break;
        case State::Paused:
            m_status->setPhase(tr("paused"));
            break;
        case State::Stopping:
            m_status->setPhase(m_last_state == State::Measuring ? tr("stopping") : tr("stopping: saving a checkpoint"));
            break;
        case State::Measuring:
            m_status->setPhase(!m_session.machine()      ? tr("loading the engine")
                               : m_session.isShrinking() ? tr("making smaller models")
                                                         : tr("measuring depths"));
            break;
        case State::Idle:
            m_training_since = 0;
            m_shown.endLive();
            // Stopped before anything was trained; else the last event has said how it ended.
            if (m_last_state == State::Starting) m_status->setPhase(tr("not started"));
            m_runs->refresh();
            break;
    }
    m_last_state = state;
    updateControls();
    closeIfIdle();
}

void MainWindow::setView(View view) {
    if (view == View::Run && !m_shown.exists()) return;
    if (view == m_view) {
        m_switch->setCurrent(view == View::Draft ? 0 : 1);
        return;
    }
    m_view = view;
    m_switch->setCurrent(view == View::Draft ? 0 : 1);
    updateCanvas();
    updateStackCommands();
    updateControls();
}

void MainWindow::updateCanvas() {
    m_stage_picker->setVisible(m_view == View::Run && m_stage_picker->hasChoice());
    if (m_view == View::Draft) {
        m_canvas->setExperiment(m_document.experiment(), m_document.taskSize());
        m_canvas->setStage(m_document.shownStage());
        m_canvas->setHeading(tr("Draft"), m_document.displayName());
        m_canvas->setProblems(m_document.problems());
        m_canvas->setSelection(m_selection.numbers());
    } else {
        const Experiment& experiment = m_shown.experiment();
        m_canvas->setExperiment(experiment, m_shown.taskSize());
        m_canvas->setStage(m_stage_picker->stage());
        m_canvas->setHeading(tr("Run %1").arg(m_shown.name()), tr("as it was started; edits go to the draft"));
    }
    updateHandRoute();
    updateRoute();
}

void MainWindow::updateRoute() {
    if (m_view == View::Run && m_shown.pass() && m_stage_picker->showsNewest()) m_canvas->showPass(*m_shown.pass());
    else if (m_view == View::Draft) m_canvas->clearRoute();
    else {
        // Gates and rates stay as the last step left them.
        if (const auto last = m_last_steps.find(m_stage_picker->stage()); last != m_last_steps.end()) m_canvas->showPass(last->second);
        m_canvas->rest();
        if (!m_hand_route.isFull() && m_stage_picker->showsNewest()) m_canvas->showMeasured(m_hand_route.route());
    }
}

// Where the training is on the curve of a schedule, while the inspector shows the stage that trains, as it trains.
void MainWindow::updateStageStep() {
    const bool trains = m_shown.isLive() || m_shown.isFollowed();
    const bool shown = trains && m_shown.stage() == m_document.shownStage() &&
                       haveSameCurve(m_shown.experiment(), m_document.experiment(), m_shown.stage());
    m_inspector->showStageStep(shown ? std::optional(m_stage_step) : std::nullopt);
}

void MainWindow::updateControls() {
    using State = TrainingSession::State;
    const State state = m_session.state();
    const bool idle = state == State::Idle;
    const bool steerable = state == State::Running || state == State::Paused;
    QString draft_wrong = m_document.trainingError();
    if (m_yaml->hasInvalidText()) draft_wrong = tr("The text in the YAML tab cannot be read; correct it first.");
    const bool measuring = state == State::Measuring;
    const QString busy = !measuring                ? tr("A training runs already.")
                         : m_session.isShrinking() ? tr("Smaller models are being measured.")
                                                   : tr("Depths are being measured.");
    const QString waiting = measuring                  ? busy
                            : state == State::Starting ? tr("The training is still starting.")
                                                       : tr("The training is being stopped.");
    const QString nothing = tr("Nothing is being trained.");

    Actions& a = *m_actions;
    Actions::allow(a.train, idle ? draft_wrong : busy);
    Actions::allow(a.pause, steerable ? QString() : idle ? nothing : waiting);
    Actions::allow(a.step, steerable ? QString() : idle ? draft_wrong : waiting);
    Actions::allow(a.stop, idle ? nothing : state == State::Stopping ? waiting : QString());
    a.setPaused(state == State::Paused);

    const QString no_run = tr("No run is open.");
    const bool has_run = m_shown.exists();
    Actions::allow(a.resume_run, !has_run                     ? no_run
                                 : m_shown.isFollowed()       ? tr("Another process trains this run.")
                                 : !idle                      ? busy
                                 : m_run_finished             ? tr("This run is finished.")
                                 : m_shown.folder().isEmpty() ? tr("This run never began.")
                                                              : QString());
    Actions::allow(a.duplicate_run, has_run ? QString() : no_run);
    Actions::allow(a.measure_depths, !has_run                     ? no_run
                                     : !idle                      ? busy
                                     : m_shown.folder().isEmpty() ? tr("This run never began.")
                                                                  : QString());
    Actions::allow(a.revert, m_document.path().isEmpty() ? tr("The draft was never saved.")
                             : !m_document.isModified()  ? tr("Nothing was changed since it was saved.")
                                                         : QString());
    Actions::allow(a.show_run, has_run ? QString() : no_run);
    m_runs->setResumeReason(idle ? QString() : busy);
    updateReport();
    updateSweeps();
    updateHandRoute();
    updateSmaller();
}

void MainWindow::updateTitle() {
    const QString name = m_document.displayName();
    setWindowTitle(name + QStringLiteral("[*] — LayerLab"));
    setWindowModified(m_document.isModified());
    setWindowFilePath(m_document.path());
    m_tool_bar->setDocument(name, m_document.isModified());
    if (m_view == View::Draft) m_canvas->setHeading(tr("Draft"), name);
}

void MainWindow::updateMachine() {
    const auto& machine = m_session.machine();
    int threads = runThreads(m_document.experiment());
    if (threads == 0) threads = machine ? machine->threads : QThread::idealThreadCount();
    QString details = tr("What the training computes with. Press to choose the number of threads.");
    if (machine) {
        const QString kernels = QString::fromStdString(machine->kernels);
        const QString libtorch = QString::fromStdString(machine->libtorch);
        details = tr("Kernels %1, LibTorch %2.").arg(kernels, libtorch) + '\n' + details;
        if (!m_session.isActive()) m_status->setMachine(kernels, threads);
    }
    m_tool_bar->setMachine(tr("CPU · %1").arg(threadsText(threads)), details);
}

}  // namespace layerlab
