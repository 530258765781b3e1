#include "ui/session/overlaid_runs.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "engine/runs/event_tail.h"

namespace layerlab {

namespace {

constexpr int follow_every_ms = 2000;
constexpr std::size_t most_parked = 8;

}  // namespace

struct OverlaidRuns::Source {
    explicit Source(const QString& folder) : tail(folder.toStdString()) {}
    EventTail tail;
    RunCurves curves;
};

OverlaidRuns::OverlaidRuns(QObject* parent) : QObject(parent) {
    m_timer.setInterval(follow_every_ms);
    connect(&m_timer, &QTimer::timeout, this, &OverlaidRuns::poll);
}

std::vector<RunCurves> OverlaidRuns::runs() const {
    std::vector<RunCurves> curves;
    for (const Run& run : m_runs) {
        curves.push_back(run.curves);
        curves.back().folder = run.folder;
    }
    return curves;
}

void OverlaidRuns::setFolders(const QStringList& folders) {
    const bool same = std::equal(m_runs.begin(), m_runs.end(), folders.begin(), folders.end(),
                                 [](const Run& run, const QString& folder) { return run.folder == folder; });
    if (same) return;
    std::move(m_runs.begin(), m_runs.end(), std::back_inserter(m_parked));
    m_runs.clear();
    for (const QString& folder : folders) {
        const auto known = std::find_if(m_parked.begin(), m_parked.end(), [&folder](const Run& run) { return run.folder == folder; });
        if (known == m_parked.end()) {
            m_runs.push_back({folder, {}, std::make_shared<Source>(folder)});
        } else {
            m_runs.push_back(std::move(*known));
            m_parked.erase(known);
        }
    }
    while (m_parked.size() > most_parked) m_parked.pop_front();
    m_complained.clear();
    if (m_runs.empty()) m_timer.stop();
    else m_timer.start();
    Q_EMIT changed();
    poll();
}

void OverlaidRuns::poll() {
    if (m_runs.empty()) return;
    if (m_polling) {
        m_again = true;
        return;
    }
    m_polling = true;
    std::vector<std::pair<QString, std::shared_ptr<Source>>> sources;
    for (const Run& run : m_runs) sources.emplace_back(run.folder, run.source);
    m_worker.post([this, sources = std::move(sources)] {
        std::vector<Answer> answers;
        for (const auto& [folder, source] : sources) {
            Answer answer{folder, {}, {}};
            bool news = false;
            try {
                const EventTail::Reading reading = source->tail.read();
                news = reading.whole || !reading.events.empty();
                if (reading.whole) source->curves = {};
                extend(source->curves, reading.events);
                answer.curves = source->curves;
            } catch (const std::exception& error) {
                answer.wrong = QString::fromUtf8(error.what());
            }
            if (news || !answer.wrong.isEmpty()) answers.push_back(std::move(answer));
        }
        QMetaObject::invokeMethod(
            this, [this, answers = std::move(answers)] { take(answers); }, Qt::QueuedConnection);
    });
}

void OverlaidRuns::take(const std::vector<Answer>& answers) {
    m_polling = false;
    bool any = false;
    for (const Answer& answer : answers) {
        if (!answer.wrong.isEmpty()) {
            if (!m_complained.contains(answer.folder)) Q_EMIT failed(answer.wrong);
            m_complained.insert(answer.folder);
            continue;
        }
        const auto give = [&answer](auto& runs) {
            for (Run& run : runs)
                if (run.folder == answer.folder) {
                    run.curves = answer.curves;
                    return true;
                }
            return false;
        };
        any = give(m_runs) || any;
        give(m_parked);
    }
    if (any) Q_EMIT changed();
    if (std::exchange(m_again, false)) poll();
}

}  // namespace layerlab
