#include "ui/session/shown_run.h"

#include <QFileInfo>
#include <exception>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "engine/data/task_files.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {

constexpr double recent_seconds = 2;  // a trainer writes its events within 0.2 s
constexpr int follow_live_every_ms = 500;

bool isTrained(const RunSummary& run) { return run.status == "running" || run.status == "paused"; }

// Moved away or thrown away; a share that cannot be asked is not.
bool isGone(const QString& folder) {
    std::error_code error;
    return !std::filesystem::exists(folder.toStdString(), error) && !error;
}

// The stage that the newest of these is of; `before` where none says one.
int stageAfter(const std::vector<Event>& events, int before) {
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (const auto* step = std::get_if<StepFinished>(&event->what)) return step->stage;
        if (const auto* evaluated = std::get_if<Evaluated>(&event->what)) return evaluated->stage;
        if (const auto* started = std::get_if<StageStarted>(&event->what)) return started->stage;
        if (const auto* finished = std::get_if<StageFinished>(&event->what)) return finished->stage;
    }
    return before;
}

}  // namespace

ShownRun::ShownRun(QObject* parent) : QObject(parent) {
    m_follow.setInterval(follow_live_every_ms);
    connect(&m_follow, &QTimer::timeout, this, &ShownRun::poll);
}

QString ShownRun::name() const { return m_folder.isEmpty() ? QString::fromStdString(m_experiment.name) : QFileInfo(m_folder).fileName(); }

void ShownRun::startLive(const Experiment& experiment) {
    ++m_request;
    m_loading = false;
    m_live = true;
    m_waiting.clear();
    m_recent.clear();
    endFollowing();
    show({}, experiment, {});
}

void ShownRun::open(const QString& folder, bool live) {
    const quint64 request = ++m_request;
    if (m_loading && m_loading_live) m_recent = std::move(m_waiting);
    m_waiting.clear();
    if (live) m_waiting = std::exchange(m_recent, {});
    m_loading = true;
    m_loading_live = live;
    auto tail = std::make_shared<EventTail>(folder.toStdString());
    m_worker.post([this, folder, live, request, tail] {
        Experiment experiment;
        std::vector<Event> events;
        bool trained = false;
        QString wrong;
        try {
            experiment = readRunExperiment(folder.toStdString());
            const auto summary = readSummary(folder.toStdString());
            trained = !live && summary && isTrained(*summary);
            events = tail->read().events;
        } catch (const std::exception& error) {
            wrong = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this,
            [this, folder, request, wrong, trained, tail, experiment = std::move(experiment), events = std::move(events)]() mutable {
                if (request != m_request) return;
                if (!wrong.isEmpty()) {
                    m_loading = false;
                    if (m_loading_live) m_recent = std::move(m_waiting);
                    m_waiting.clear();
                    Q_EMIT failed(wrong);
                    return;
                }
                const double until = events.empty() ? 0 : events.back().time;
                endFollowing();
                m_loading = false;  // from here on what is said is of the new one
                m_live = m_loading_live;
                m_tail = tail;
                if (trained) m_follow.start();
                show(folder, std::move(experiment), std::move(events));
                if (trained) Q_EMIT followedChanged();
                // What was both heard and read counts once.
                std::erase_if(m_waiting, [until](const Event& event) { return event.time <= until; });
                append(std::exchange(m_waiting, {}));
            },
            Qt::QueuedConnection);
    });
}

void ShownRun::poll() {
    if (std::exchange(m_polling, true)) return;
    m_worker.post([this, folder = m_folder, tail = m_tail] {
        // In this order: what a process wrote before it ended is read.
        std::optional<RunSummary> summary;
        EventTail::Reading reading;
        try {
            summary = readSummary(folder.toStdString());
            reading = tail->read();
        } catch (const std::exception&) {
            // A share that is away for a moment.
        }
        QMetaObject::invokeMethod(
            this,
            [this, tail, over = summary && !isTrained(*summary), gone = isGone(folder), reading = std::move(reading)] {
                m_polling = false;
                if (tail != m_tail || !isFollowed()) return;
                if (reading.whole) {
                    forgetPass();
                    moveTo(stageAfter(reading.events, 0));
                    Q_EMIT replaced(reading.events);
                    Q_EMIT routeChanged();
                } else {
                    append(reading.events);
                }
                if (over || gone) endFollowing();
                if (gone) Q_EMIT vanished();
            },
            Qt::QueuedConnection);
    });
}

void ShownRun::endLive() {
    m_loading_live = false;
    m_recent.clear();
    if (!std::exchange(m_live, false)) return;
    forgetPass();
    Q_EMIT routeChanged();
}

void ShownRun::endFollowing() {
    if (!isFollowed()) return;
    m_follow.stop();
    forgetPass();
    Q_EMIT routeChanged();
    Q_EMIT followedChanged();
}

void ShownRun::forgetPass() {
    m_route.clear();
    m_pass.reset();
}

void ShownRun::moveTo(int stage) {
    if (std::exchange(m_stage, stage) == stage) return;
    Q_EMIT stageChanged();
    readSize();
}

void ShownRun::show(const QString& folder, Experiment experiment, std::vector<Event> events) {
    m_exists = true;
    m_folder = folder;
    m_experiment = std::move(experiment);
    m_size.reset();
    forgetPass();
    // changed() already finds the stage it is about.
    const int before = std::exchange(m_stage, stageAfter(events, 0));
    Q_EMIT changed();
    if (m_stage != before) Q_EMIT stageChanged();
    Q_EMIT replaced(events);
    Q_EMIT routeChanged();
    readSize();
}

TaskSize ShownRun::taskSize() const { return m_size.value_or(expectedTaskSize(m_experiment.task)); }

void ShownRun::readSize() {
    if (m_folder.isEmpty()) return;
    m_worker.post([this, folder = m_folder, experiment = m_experiment, stage = static_cast<std::size_t>(m_stage)] {
        const std::optional<TaskSize> size = knownTaskSize(folder.toStdString(), experiment, stage);
        QMetaObject::invokeMethod(
            this,
            [this, folder, size] {
                if (folder != m_folder || !size) return;
                m_size = size;
                Q_EMIT sizeKnown();
            },
            Qt::QueuedConnection);
    });
}

void ShownRun::consume(const std::vector<Event>& events) {
    if (events.empty()) return;
    if (m_loading && m_loading_live) {
        m_waiting.insert(m_waiting.end(), events.begin(), events.end());
    } else if (m_live) {
        append(events);
    } else {
        m_recent.insert(m_recent.end(), events.begin(), events.end());
        const double since = m_recent.back().time - recent_seconds;
        std::erase_if(m_recent, [since](const Event& event) { return event.time < since; });
    }
}

void ShownRun::append(const std::vector<Event>& events) {
    if (events.empty()) return;
    const bool followed = isFollowed();
    bool renamed = false, moved = false, over = false;
    const StepFinished* newest = nullptr;
    for (const Event& event : events) {
        if (const auto* started = std::get_if<RunStarted>(&event.what); started && !followed) {
            renamed = m_folder != QString::fromStdString(started->run);
            m_folder = QString::fromStdString(started->run);
        } else if (const auto* step = std::get_if<StepFinished>(&event.what)) {
            newest = step;
            moved = true;
        } else if (std::holds_alternative<Finished>(event.what) || std::holds_alternative<Stopped>(event.what) ||
                   std::holds_alternative<Failed>(event.what)) {
            newest = nullptr;
            forgetPass();
            moved = over = true;
        }
    }
    if (newest) {
        m_route = newest->route;
        m_pass = *newest;
    }
    if (renamed) {
        Q_EMIT changed();
        readSize();
    }
    moveTo(stageAfter(events, m_stage));
    Q_EMIT appended(events);  // still live: the last steps count too
    if (over) m_live = false;
    if (over && followed) endFollowing();
    else if (moved) Q_EMIT routeChanged();
}

}  // namespace layerlab
