// The window's hold on the engine: loads it on a thread of its own, starts and steers one job at a time (a training, a
// measurement, a smaller model), asks it short questions in between, and brings events to the window's thread in batches. The
// worker never waits for the window, nor the window for it.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/engine.h"
#include "engine/experiment/experiment.h"
#include "engine/runs/event.h"
#include "ui/session/background_worker.h"

namespace layerlab {

class TrainingSession : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Starting, Running, Paused, Stopping, Measuring };
    Q_ENUM(State)

    explicit TrainingSession(QObject* parent = nullptr);
    ~TrainingSession() override;  // an active training is stopped with a checkpoint; blocks until it is

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::Idle; }
    bool isShrinking() const { return m_purpose == Purpose::Shrinking && isActive(); }  // else it trains, or measures depths
    QString runFolder() const { return m_folder; }  // of the newest training, known from its first event
    const std::optional<MachineReport>& machine() const { return m_machine; }

    void preload();  // starts loading the engine, if it is not loaded
    void train(const Experiment& experiment, const QString& libraryFolder);
    void trainOneStep(const Experiment& experiment, const QString& libraryFolder);  // then paused
    void resumeRun(const QString& folder, bool acceptChanges = false);
    void measureDepths(const DepthsJob& job);
    void shrink(const ShrinkJob& job);
    void pause();
    void resume();
    void step();  // of an active training: one step, then paused
    void stop();

    // A short job that a person waits for while clicking or typing (a route by hand, a text). It leaves the state alone: a
    // training that starts meanwhile goes first, and the question is answered by Stopped. 0: not while something else is done.
    using Question = quint64;
    Question ask(Job job);
    void drop(Question question);  // its answer is not wanted any more

Q_SIGNALS:
    void stateChanged(layerlab::TrainingSession::State state);
    void events(const std::vector<layerlab::Event>& events);    // of a training
    void measured(const std::vector<layerlab::Event>& events);  // of a measurement of depths: progress, then the depths
    void shrunk(const std::vector<layerlab::Event>& events);    // of a smaller model: progress, what was measured, where it is stored
    void answered(layerlab::TrainingSession::Question question, const std::vector<layerlab::Event>& events);
    void machineKnown();
    void failed(const QString& message);  // the engine could not be loaded

private:
    enum class Purpose { Training, Measuring, Shrinking };
    struct Inbox;
    struct Asked {
        std::optional<Job> job;  // waits for the engine
        JobId id = 0;
        std::shared_ptr<Inbox> inbox;
    };
    void start(Job job, State state);
    void submit();
    void submit(Asked& asked);
    void drain();
    void drainAnswers();
    void follow(const Event& event);
    void setState(State state);

    State m_state = State::Idle;
    std::shared_ptr<Engine> m_engine;
    std::optional<MachineReport> m_machine;
    bool m_loading = false;
    std::optional<Job> m_pending;  // waits for the engine
    bool m_step_once = false;
    Purpose m_purpose = Purpose::Training;  // of the job submitted
    JobId m_job = 0;
    QString m_folder;
    std::shared_ptr<Inbox> m_inbox;
    std::map<Question, Asked> m_asked;
    Question m_last_question = 0;
    QTimer m_timer;
    BackgroundWorker m_worker;  // last: ends before what it reports to
};

}  // namespace layerlab
