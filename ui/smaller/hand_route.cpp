#include "ui/smaller/hand_route.h"

#include <algorithm>
#include <utility>

namespace layerlab {

namespace {
constexpr int measure_after_ms = 150;
}

HandRoute::HandRoute(TrainingSession& session, QObject* parent) : QObject(parent), m_session(session) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(measure_after_ms);
    connect(&m_soon, &QTimer::timeout, this, &HandRoute::measure);
    connect(&session, &TrainingSession::answered, this, &HandRoute::take);
    // What had to make room for a training or a measurement is asked again.
    connect(&session, &TrainingSession::stateChanged, this, [this](TrainingSession::State state) {
        if (state == TrainingSession::State::Idle && isAllowed() && !isFull()) measureSoon();
        Q_EMIT resultChanged();
    });
}

void HandRoute::setRun(const QString& folder, const Route& all) {
    if (folder == m_folder && all == m_all) return;
    m_session.drop(std::exchange(m_question, 0));
    m_soon.stop();
    m_folder = folder;
    m_all = m_route = all;
    m_results.clear();
    m_problem.clear();
    Q_EMIT routeChanged();
    Q_EMIT resultChanged();
}

void HandRoute::setAllowed(bool allowed) {
    if (allowed == m_allowed) return;
    m_allowed = allowed;
    if (!allowed) {
        reset();
        m_results.clear();
    }
    Q_EMIT resultChanged();
}

const RouteResult* HandRoute::resultOf(const Route& route) const {
    const auto found = m_results.find(route);
    return found == m_results.end() ? nullptr : &found->second;
}

void HandRoute::toggle(int slot) {
    if (!isAllowed()) return;
    Route route = m_route;
    if (const auto found = std::find(route.begin(), route.end(), slot); found != route.end()) route.erase(found);
    else route.push_back(slot);
    setRoute(std::move(route));
}

void HandRoute::setRoute(Route route) {
    std::erase_if(route, [this](int slot) { return std::find(m_all.begin(), m_all.end(), slot) == m_all.end(); });
    std::sort(route.begin(), route.end());
    if (route.empty() || route == m_route) return;
    m_route = std::move(route);
    m_problem.clear();
    Q_EMIT routeChanged();
    measureSoon();
    Q_EMIT resultChanged();
}

void HandRoute::reset() { setRoute(m_all); }

void HandRoute::measureSoon() {
    m_session.drop(std::exchange(m_question, 0));
    m_soon.stop();
    const RouteResult* known = result();
    if (isAllowed() && !isFull() && !(known && known->latency_ms)) m_soon.start();
}

void HandRoute::measure() {
    if (m_question != 0 || m_session.isActive() || !isAllowed()) return;
    DepthsJob job;
    job.run = m_folder.toStdString();
    job.routes = {m_route};
    job.latency = result() != nullptr;  // accuracy and cost first
    m_asked = m_route;
    m_question = m_session.ask(std::move(job));
    if (m_question != 0) Q_EMIT resultChanged();
}

void HandRoute::take(TrainingSession::Question question, const std::vector<Event>& events) {
    if (question == 0 || question != m_question) return;
    bool over = false, stopped = false;
    for (const Event& event : events) {
        if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
            const auto keep = [this](const RouteResult& result) {
                RouteResult& kept = m_results[result.slots];
                const std::optional<double> latency = result.latency_ms ? result.latency_ms : kept.latency_ms;
                kept = result;
                kept.latency_ms = latency;
            };
            for (const RouteResult& depth : evaluated->depths) keep(depth);
            keep(evaluated->full);
        } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
            m_problem = QString::fromStdString(failed->message);
            over = true;
        } else if (std::holds_alternative<Finished>(event.what)) {
            over = true;
        } else if (std::holds_alternative<Stopped>(event.what)) {
            over = stopped = true;
        }
    }
    if (!over) return;
    m_question = 0;
    if (m_problem.isEmpty() && !stopped) {
        const RouteResult* known = resultOf(m_asked);
        if (known && !known->latency_ms && m_asked == m_route) measure();
    }
    Q_EMIT resultChanged();
}

}  // namespace layerlab
