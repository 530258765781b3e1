#include "ui/compare/comparison_reader.h"

#include <QElapsedTimer>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "engine/runs/comparison.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

constexpr int look_every_ms = 2000;
constexpr int rest = 4;  // of the time at least so many parts are not spent reading: a hundred runs may take seconds

std::vector<std::int64_t> stampsOf(const std::vector<fs::path>& runs) {
    std::vector<std::int64_t> stamps;
    for (const fs::path& run : runs)
        for (const char* name : {"run.json", "events.jsonl", "measured.jsonl", "labels.json", "experiment.yaml"}) {
            std::error_code error;
            const auto time = fs::last_write_time(run / name, error);
            stamps.push_back(error ? -1 : static_cast<std::int64_t>(time.time_since_epoch().count()));
            const auto size = fs::file_size(run / name, error);
            stamps.push_back(error ? -1 : static_cast<std::int64_t>(size));
        }
    return stamps;
}

}  // namespace

ComparisonReader::ComparisonReader(QObject* parent) : QObject(parent), m_comparison(std::make_shared<Comparison>()) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ComparisonReader::read);
}

void ComparisonReader::setRuns(const QStringList& folders, const std::string& split) {
    if (folders == m_folders && split == m_split) return;
    m_folders = folders;
    m_split = split;
    ++m_asked;
    m_stamps.clear();
    read();
}

void ComparisonReader::setActive(bool active) {
    m_active = active;
    if (active) read();
    else m_timer.stop();
}

void ComparisonReader::read() {
    if (m_reading) {
        m_again = true;
        return;
    }
    m_timer.stop();
    if (m_folders.isEmpty()) {
        auto empty = std::make_shared<Comparison>();
        empty->split = m_split;
        m_comparison = std::move(empty);
        Q_EMIT changed();
        return;
    }
    m_reading = true;
    std::vector<fs::path> runs;
    for (const QString& folder : m_folders) runs.emplace_back(folder.toStdString());
    m_worker.post([this, runs = std::move(runs), split = m_split, known = m_stamps, asked = m_asked] {
        QElapsedTimer watch;
        watch.start();
        Stamps stamps = stampsOf(runs);  // before reading: what is written meanwhile is read the next time
        std::shared_ptr<const Comparison> comparison;
        if (stamps != known) comparison = std::make_shared<Comparison>(compareRuns(runs, split));
        QMetaObject::invokeMethod(
            this,
            [this, asked, comparison, stamps = std::move(stamps), took = static_cast<int>(watch.elapsed())]() mutable {
                m_reading = false;
                if (asked == m_asked && comparison) {
                    m_stamps = std::move(stamps);
                    m_comparison = comparison;
                    Q_EMIT changed();
                }
                if (std::exchange(m_again, false) || asked != m_asked) read();
                else if (m_active && !m_folders.isEmpty()) m_timer.start(std::max(look_every_ms, rest * took));
            },
            Qt::QueuedConnection);
    });
}

}  // namespace layerlab
