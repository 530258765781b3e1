// The route that a person makes by hand of the run on display: slots clicked off and on, its accuracy and cost asked of the
// engine a moment after the last click, without times first, because these take longer. What was measured once is known.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <optional>

#include "engine/runs/event.h"
#include "ui/session/training_session.h"

namespace layerlab {

class HandRoute : public QObject {
    Q_OBJECT

public:
    explicit HandRoute(TrainingSession& session, QObject* parent = nullptr);

    // all: the slots of the measured stack that can run. The same run with the same slots keeps its route.
    void setRun(const QString& folder, const Route& all);
    // Whether routes can be chosen now: a run is on display and nothing trains it. What was measured before it was trained further
    // is forgotten.
    void setAllowed(bool allowed);

    bool isAllowed() const { return m_allowed && !m_all.empty(); }
    QString folder() const { return m_folder; }
    const Route& all() const { return m_all; }
    const Route& route() const { return m_route; }
    bool isFull() const { return m_route == m_all; }

    void toggle(int slot);       // the last one stays
    void setRoute(Route route);  // slots that cannot run are left out
    void reset();                // every slot
    bool isMeasuring() const { return m_question != 0 || m_soon.isActive(); }
    bool isWaiting() const { return m_session.isActive(); }  // for what the engine does otherwise
    QString problem() const { return m_problem; }
    // Of the route, of every slot: on validation data, of the newest weights; nothing: not measured yet.
    const RouteResult* result() const { return resultOf(m_route); }
    const RouteResult* full() const { return resultOf(m_all); }

Q_SIGNALS:
    void routeChanged();
    void resultChanged();

private:
    const RouteResult* resultOf(const Route& route) const;
    void measureSoon();
    void measure();
    void take(TrainingSession::Question question, const std::vector<Event>& events);

    TrainingSession& m_session;
    QString m_folder;
    Route m_all, m_route;
    bool m_allowed = false;
    std::map<Route, RouteResult> m_results;
    TrainingSession::Question m_question = 0;
    Route m_asked;  // of the question
    QString m_problem;
    QTimer m_soon;
};

}  // namespace layerlab
