#include "ui/session/training_session.h"

#include <exception>
#include <mutex>

namespace layerlab {

namespace {
constexpr int drain_every_ms = 30;
}

// Outlives the session if the engine still speaks when the session goes.
struct TrainingSession::Inbox {
    std::mutex mutex;
    std::vector<Event> events;
};

TrainingSession::TrainingSession(QObject* parent) : QObject(parent) {
    m_timer.setInterval(drain_every_ms);
    connect(&m_timer, &QTimer::timeout, this, &TrainingSession::drain);
}

TrainingSession::~TrainingSession() {
    if (m_engine && m_job != 0) {
        m_engine->stop(m_job);
        m_engine->wait(m_job);
    }
}

void TrainingSession::preload() {
    if (m_engine || m_loading) return;
    m_loading = true;
    m_worker.post([this] {
        std::shared_ptr<Engine> engine;
        std::optional<MachineReport> machine;
        QString wrong;
        try {
            engine = loadEngine();
            machine = engine->machine();
        } catch (const std::exception& error) {
            engine.reset();
            wrong = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, engine, machine, wrong] {
                m_loading = false;
                m_engine = engine;
                m_machine = machine;
                if (m_engine) {
                    Q_EMIT machineKnown();
                    if (m_pending) submit();
                    return;
                }
                m_pending.reset();
                setState(State::Idle);
                Q_EMIT failed(wrong);
            },
            Qt::QueuedConnection);
    });
}

void TrainingSession::train(const Experiment& experiment, const QString& libraryFolder) {
    if (isActive()) return;
    m_folder.clear();
    TrainJob job;
    job.experiment = experiment;
    job.library = libraryFolder.toStdString();
    m_step_once = false;
    start(std::move(job), State::Starting);
}

void TrainingSession::trainOneStep(const Experiment& experiment, const QString& libraryFolder) {
    if (isActive()) return;
    m_folder.clear();
    TrainJob job;
    job.experiment = experiment;
    job.library = libraryFolder.toStdString();
    job.start_paused = true;
    m_step_once = true;
    start(std::move(job), State::Starting);
}

void TrainingSession::resumeRun(const QString& folder, bool acceptChanges) {
    if (isActive()) return;
    m_folder = folder;
    TrainJob job;
    job.resume = folder.toStdString();
    job.accept_changes = acceptChanges;
    m_step_once = false;
    start(std::move(job), State::Starting);
}

void TrainingSession::measureDepths(const QString& folder) {
    if (isActive()) return;
    DepthsJob job;
    job.run = folder.toStdString();
    m_step_once = false;
    start(std::move(job), State::Measuring);
}

void TrainingSession::start(Job job, State state) {
    m_pending = std::move(job);
    setState(state);
    if (m_engine) submit();
    else preload();
}

void TrainingSession::submit() {
    m_measuring = std::holds_alternative<DepthsJob>(*m_pending);
    auto inbox = std::make_shared<Inbox>();
    m_inbox = inbox;
    m_job = m_engine->submit(std::move(*m_pending), [inbox](const Event& event) {
        const std::lock_guard lock(inbox->mutex);
        inbox->events.push_back(event);
    });
    m_pending.reset();
    if (m_step_once) m_engine->step(m_job);
    m_timer.start();
}

void TrainingSession::pause() {
    if (m_job != 0 && m_state == State::Running) m_engine->pause(m_job);
}

void TrainingSession::resume() {
    if (m_job == 0 || m_state != State::Paused) return;
    m_step_once = false;
    m_engine->resume(m_job);
    setState(State::Running);
}

void TrainingSession::step() {
    if (m_job == 0 || (m_state != State::Running && m_state != State::Paused)) return;
    m_step_once = true;
    m_engine->step(m_job);
}

void TrainingSession::stop() {
    if (m_state == State::Idle || m_state == State::Stopping) return;
    if (m_pending) {  // the engine is still loading: nothing has begun
        m_pending.reset();
        setState(State::Idle);
        return;
    }
    setState(State::Stopping);
    if (m_job != 0) m_engine->stop(m_job);
}

void TrainingSession::drain() {
    std::vector<Event> batch;
    {
        const std::lock_guard lock(m_inbox->mutex);
        batch.swap(m_inbox->events);
    }
    if (batch.empty()) return;
    // Before anyone is told: whoever hears of the run's start may ask for its folder.
    for (const Event& event : batch)
        if (const auto* started = std::get_if<RunStarted>(&event.what)) m_folder = QString::fromStdString(started->run);
    if (m_measuring) Q_EMIT measured(batch);
    else Q_EMIT events(batch);
    for (const Event& event : batch) follow(event);
}

void TrainingSession::follow(const Event& event) {
    const bool stopping = m_state == State::Stopping;
    if (std::holds_alternative<Finished>(event.what) || std::holds_alternative<Stopped>(event.what) ||
        std::holds_alternative<Failed>(event.what)) {
        m_job = 0;
        m_timer.stop();
        setState(State::Idle);
    } else if (stopping || m_measuring) {
        return;
    } else if (std::holds_alternative<Paused>(event.what)) {
        setState(State::Paused);
    } else if (std::holds_alternative<StepFinished>(event.what)) {
        setState(m_step_once ? State::Paused : State::Running);
    } else if (std::holds_alternative<RunStarted>(event.what) || std::holds_alternative<Resumed>(event.what)) {
        setState(m_step_once ? State::Paused : State::Running);
    }
}

void TrainingSession::setState(State state) {
    if (state == m_state) return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

}  // namespace layerlab
