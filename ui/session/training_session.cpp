#include "ui/session/training_session.h"

#include <exception>
#include <mutex>
#include <utility>

namespace layerlab {

namespace {

constexpr int drain_every_ms = 30;

// Whether it is the last event of its job.
bool isLast(const Event& event) {
    return std::holds_alternative<Finished>(event.what) || std::holds_alternative<Stopped>(event.what) ||
           std::holds_alternative<Failed>(event.what);
}

}  // namespace

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
    if (!m_engine) return;
    for (const auto& [question, asked] : m_asked) m_engine->stop(asked.id);
    if (m_job != 0) {
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
                    for (auto& [question, asked] : m_asked) {
                        submit(asked);
                        if (m_pending) m_engine->stop(asked.id);
                    }
                    if (m_pending) submit();
                    return;
                }
                m_pending.reset();
                for (const auto& [question, asked] : std::exchange(m_asked, {}))
                    Q_EMIT answered(question, {Event{0, 0, Failed{ErrorKind::Io, wrong.toStdString()}}});
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

void TrainingSession::measureDepths(const DepthsJob& job) {
    if (isActive()) return;
    m_step_once = false;
    start(job, State::Measuring);
}

void TrainingSession::shrink(const ShrinkJob& job) {
    if (isActive()) return;
    m_step_once = false;
    start(job, State::Measuring);
}

void TrainingSession::start(Job job, State state) {
    // What was asked in passing makes room; it ends within one layer pass.
    if (m_engine)
        for (const auto& [question, asked] : m_asked) m_engine->stop(asked.id);
    m_purpose = std::holds_alternative<DepthsJob>(job)   ? Purpose::Measuring
                : std::holds_alternative<ShrinkJob>(job) ? Purpose::Shrinking
                                                         : Purpose::Training;
    m_pending = std::move(job);
    setState(state);
    if (m_engine) submit();
    else preload();
}

void TrainingSession::submit() {
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

TrainingSession::Question TrainingSession::ask(Job job) {
    if (isActive()) return 0;
    const Question question = ++m_last_question;
    Asked& asked = m_asked[question];
    asked.job = std::move(job);
    asked.inbox = std::make_shared<Inbox>();
    if (m_engine) submit(asked);
    else preload();
    return question;
}

void TrainingSession::submit(Asked& asked) {
    asked.id = m_engine->submit(std::move(*asked.job), [inbox = asked.inbox](const Event& event) {
        const std::lock_guard lock(inbox->mutex);
        inbox->events.push_back(event);
    });
    asked.job.reset();
    m_timer.start();
}

void TrainingSession::drop(Question question) {
    const auto found = m_asked.find(question);
    if (found == m_asked.end()) return;
    if (m_engine && found->second.id != 0) m_engine->stop(found->second.id);
    m_asked.erase(found);
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
    drainAnswers();
    if (m_job == 0) {
        if (m_asked.empty()) m_timer.stop();
        return;
    }
    std::vector<Event> batch;
    {
        const std::lock_guard lock(m_inbox->mutex);
        batch.swap(m_inbox->events);
    }
    if (batch.empty()) return;
    // Before anyone is told: whoever hears of the run's start may ask for its folder.
    for (const Event& event : batch)
        if (const auto* started = std::get_if<RunStarted>(&event.what)) m_folder = QString::fromStdString(started->run);
    switch (m_purpose) {
        case Purpose::Training:
            Q_EMIT events(batch);
            break;
        case Purpose::Measuring:
            Q_EMIT measured(batch);
            break;
        case Purpose::Shrinking:
            Q_EMIT shrunk(batch);
            break;
    }
    for (const Event& event : batch) follow(event);
}

void TrainingSession::drainAnswers() {
    std::vector<std::pair<Question, std::vector<Event>>> answers;
    for (auto asked = m_asked.begin(); asked != m_asked.end();) {
        std::vector<Event> batch;
        {
            const std::lock_guard lock(asked->second.inbox->mutex);
            batch.swap(asked->second.inbox->events);
        }
        const Question question = asked->first;
        const bool over = !batch.empty() && isLast(batch.back());
        if (over) asked = m_asked.erase(asked);
        else ++asked;
        if (!batch.empty()) answers.emplace_back(question, std::move(batch));
    }
    // Whoever hears an answer may ask again.
    for (const auto& [question, batch] : answers) Q_EMIT answered(question, batch);
}

void TrainingSession::follow(const Event& event) {
    const bool stopping = m_state == State::Stopping;
    if (isLast(event)) {
        m_job = 0;
        setState(State::Idle);
    } else if (stopping || m_purpose != Purpose::Training) {
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
