// The run on display: the one being trained in this window, or one opened from disk. It holds the run's own experiment
// (a run never changes) and passes its events on to whoever draws them, so that both kinds look alike to the charts. A
// run that another process trains is followed: what that process writes is passed on too.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "engine/experiment/cost.h"
#include "engine/experiment/experiment.h"
#include "engine/runs/event.h"
#include "engine/runs/event_tail.h"
#include "ui/session/background_worker.h"

namespace layerlab {

class ShownRun : public QObject {
    Q_OBJECT

public:
    explicit ShownRun(QObject* parent = nullptr);

    bool exists() const { return m_exists; }
    bool isLive() const { return m_live; }                   // events of the training in this window belong to it
    bool isFollowed() const { return m_follow.isActive(); }  // another process trains it
    bool isLoading() const { return m_loading; }
    QString folder() const { return m_folder; }  // empty until a new training has made its folder
    QString name() const;                        // "hops-0007"
    const Experiment& experiment() const { return m_experiment; }
    const Route& route() const { return m_route; }  // of the newest step while it trains, here or elsewhere; else empty

    int stage() const { return m_stage; }  // of the newest event, from 0
    // Of the experiment's own task: as the run's data have it, or as expected as long as they are not known.
    TaskSize taskSize() const;
    // The newest step while it trains, here or elsewhere: all that the canvas shows of it.
    const std::optional<StepFinished>& pass() const { return m_pass; }

    // A training of this experiment begins here.
    void startLive(const Experiment& experiment);
    // Reads a run folder on another thread; what was shown goes on until it is read, and stays if it cannot be. live: its
    // training goes on in this window, and what it says meanwhile is added to what was read.
    void open(const QString& folder, bool live = false);
    // The training in this window is over, whether or not an event has said so.
    void endLive();
    // Events of the training in this window, whether or not it is the one on display.
    void consume(const std::vector<Event>& events);

Q_SIGNALS:
    void changed();                                             // another run, name or experiment
    void replaced(const std::vector<layerlab::Event>& events);  // start again with these
    void appended(const std::vector<layerlab::Event>& events);
    void routeChanged();
    void sizeKnown();        // taskSize() is another one
    void stageChanged();     // before the events of the new stage are passed on
    void followedChanged();  // isFollowed()
    void vanished();         // the folder that was followed is gone
    void failed(const QString& message);

private:
    void show(const QString& folder, Experiment experiment, std::vector<Event> events);
    void append(const std::vector<Event>& events);
    void forgetPass();
    void moveTo(int stage);
    void readSize();
    void poll();
    void endFollowing();

    bool m_exists = false;
    bool m_live = false;
    bool m_loading = false;
    bool m_loading_live = false;  // of the run being read: its training goes on in this window
    QString m_folder;
    Experiment m_experiment;
    Route m_route;
    std::optional<StepFinished> m_pass;
    int m_stage = 0;
    std::optional<TaskSize> m_size;
    std::vector<Event> m_waiting;  // live events that came while the folder was read
    std::vector<Event> m_recent;   // the last seconds of a training not on display: maybe not yet in its file
    quint64 m_request = 0;         // only the newest request's answer counts
    QTimer m_follow;
    bool m_polling = false;
    std::shared_ptr<EventTail> m_tail;  // of the run opened last; read on the worker only
    BackgroundWorker m_worker;          // last: ends before what it reports to
};

}  // namespace layerlab
