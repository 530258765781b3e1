#include "ui/session/shown_run.h"

#include <QFileInfo>
#include <exception>
#include <utility>

#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {
constexpr double recent_seconds = 2;  // a trainer writes its events within 0.2 s
}

ShownRun::ShownRun(QObject* parent) : QObject(parent) {}

QString ShownRun::name() const { return m_folder.isEmpty() ? QString::fromStdString(m_experiment.name) : QFileInfo(m_folder).fileName(); }

void ShownRun::startLive(const Experiment& experiment) {
    ++m_request;
    m_loading = false;
    m_live = true;
    m_waiting.clear();
    m_recent.clear();
    show({}, experiment, {});
}

void ShownRun::open(const QString& folder, bool live) {
    const quint64 request = ++m_request;
    m_loading = true;
    m_live = live;
    m_waiting.clear();
    if (live) {
        m_folder = folder;
        m_waiting = std::exchange(m_recent, {});
    }
    m_worker.post([this, folder, request] {
        Experiment experiment;
        std::vector<Event> events;
        QString wrong;
        try {
            experiment = readRunExperiment(folder.toStdString());
            events = resolved(readEvents(folder.toStdString()));
        } catch (const std::exception& error) {
            wrong = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, folder, request, wrong, experiment = std::move(experiment), events = std::move(events)]() mutable {
                if (request != m_request) return;
                m_loading = false;
                if (!wrong.isEmpty()) {
                    m_waiting.clear();
                    Q_EMIT failed(wrong);
                    return;
                }
                const double until = events.empty() ? 0 : events.back().time;
                show(folder, std::move(experiment), std::move(events));
                // What was both heard and read counts once.
                std::erase_if(m_waiting, [until](const Event& event) { return event.time <= until; });
                append(std::exchange(m_waiting, {}));
            },
            Qt::QueuedConnection);
    });
}

void ShownRun::show(const QString& folder, Experiment experiment, std::vector<Event> events) {
    m_exists = true;
    m_folder = folder;
    m_experiment = std::move(experiment);
    m_route.clear();
    Q_EMIT changed();
    Q_EMIT replaced(events);
    Q_EMIT routeChanged();
}

void ShownRun::consume(const std::vector<Event>& events) {
    if (events.empty()) return;
    if (!m_live) {
        m_recent.insert(m_recent.end(), events.begin(), events.end());
        const double since = m_recent.back().time - recent_seconds;
        std::erase_if(m_recent, [since](const Event& event) { return event.time < since; });
        return;
    }
    if (m_loading) m_waiting.insert(m_waiting.end(), events.begin(), events.end());
    else append(events);
}

void ShownRun::append(const std::vector<Event>& events) {
    if (events.empty()) return;
    bool renamed = false, moved = false, over = false;
    for (const Event& event : events) {
        if (const auto* started = std::get_if<RunStarted>(&event.what)) {
            renamed = m_folder != QString::fromStdString(started->run);
            m_folder = QString::fromStdString(started->run);
        } else if (const auto* step = std::get_if<StepFinished>(&event.what)) {
            m_route = step->route;
            moved = true;
        } else if (std::holds_alternative<Finished>(event.what) || std::holds_alternative<Stopped>(event.what) ||
                   std::holds_alternative<Failed>(event.what)) {
            m_route.clear();
            moved = over = true;
        }
    }
    if (renamed) Q_EMIT changed();
    Q_EMIT appended(events);  // still live: the last steps count too
    if (over) m_live = false;
    if (moved) Q_EMIT routeChanged();
}

}  // namespace layerlab
