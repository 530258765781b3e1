#include "ui/sweep/sweep_session.h"

#include <QElapsedTimer>
#include <QSettings>
#include <algorithm>
#include <exception>
#include <future>
#include <utility>

#include "engine/platform/machine.h"
#include "engine/runs/sweep_runner.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

constexpr int tick_ms = 200;
constexpr int look_ms = 2000;
constexpr int tell_ms = 1000;  // time passes although nothing happens
const auto jobs_key = QStringLiteral("sweep/jobs");

}  // namespace

// What the worker has to tell after a look or a command.
struct SweepSession::Report {
    std::optional<ShownSweep> shown;  // nothing: as before
    std::optional<QStringList> sweeps;
    bool active = false;
    QString active_folder;
    QString failure;
    struct End {
        QString folder;
        int finished = 0, failed = 0;
        double seconds = 0;
    };
    std::optional<End> end;
};

// Everything that touches the disk or a process; lives on the worker's thread, which outlives the runs: the system ends a run
// with the thread that has started it.
class SweepSession::Driver {
public:
    explicit Driver(fs::path library) : m_library(std::move(library)) {}

    Report report;

    void list() {
        QStringList folders;
        for (const fs::path& folder : listSweeps(m_library)) folders << QString::fromStdString(folder.string());
        report.sweeps = folders;
        if (m_shown.empty() && !folders.isEmpty()) show(folders.first().toStdString());
    }
    void show(const fs::path& folder) {
        m_shown = folder;
        m_stale = true;
    }
    void start(const Experiment& experiment) {
        if (m_runner) return;
        const fs::path folder = createSweepFolder(m_library, experiment);
        show(folder);
        list();
        open(folder);
    }
    void goOn() {
        if (isOurs()) {
            m_stopping = false;
            m_runner->resume();
        } else if (!m_runner && !m_shown.empty()) {
            open(m_shown);
        }
    }
    void pause() {
        if (m_runner) m_runner->pause();
    }
    void stop() {
        if (!m_runner) return;
        m_stopping = true;
        m_runner->stop();
    }
    void cancel() {
        if (isOurs()) {
            m_runner->cancel();
            return;
        }
        withRunner([](SweepRunner& runner) { runner.cancel(); });
    }
    void setJobs(int jobs) {
        m_jobs = jobs;
        if (m_runner) m_runner->setJobs(jobs);
    }
    void move(int number, int to) {
        withRunner([&](SweepRunner& runner) {
            const auto from_index = indexOf(runner, number), to_index = indexOf(runner, to);
            if (from_index && to_index) runner.move(*from_index, *to_index);
        });
    }
    void each(const QList<int>& numbers, bool (SweepRunner::*change)(std::size_t)) {
        withRunner([&](SweepRunner& runner) {
            for (const int number : numbers)
                if (const auto index = indexOf(runner, number)) (runner.*change)(*index);
        });
    }
    void retry(const QList<int>& numbers) {
        // Of a sweep that has come to its end, a run that is to be tried again is all there is to do.
        const bool ended = !m_runner && !m_shown.empty() && readShownSweep(m_shown).unfinished() == 0;
        if (ended) open(m_shown);
        each(numbers, &SweepRunner::retry);
    }

    // Looks after the runner, and tells what there is to see.
    void tick() {
        bool changed = std::exchange(m_stale, false);
        if (m_runner) {
            try {
                changed |= m_runner->tick();
                m_failure.clear();
            } catch (const std::exception& error) {
                // A full disk: told once, tried again at every tick.
                const QString failure = QString::fromUtf8(error.what());
                if (failure != m_failure) report.failure = failure;
                m_failure = failure;
            }
            if (m_runner->done() || (m_stopping && !m_runner->busy())) {
                close();
                changed = true;
            }
        }
        const bool due = !m_told.isValid() || m_told.elapsed() > (isOurs() ? tell_ms : look_ms - tick_ms);
        if (!m_shown.empty() && ((changed && (isOurs() || !m_runner)) || due)) {
            report.shown = view();
            m_told.start();
        }
        report.active = m_runner && (m_runner->busy() || !m_runner->paused());
        report.active_folder = m_runner ? QString::fromStdString(m_runner->folder().string()) : QString();
    }
    void touch() { m_stale = true; }
    void shut() { m_runner.reset(); }

private:
    bool isOurs() const { return m_runner && m_runner->folder() == m_shown; }

    void open(const fs::path& folder) {
        m_runner = std::make_unique<SweepRunner>(folder);
        m_shown = m_runner->folder();
        m_runner->setJobs(m_jobs);
        m_asked = readSweepExperiment(folder).sweep.value_or(Sweep{});
        m_stopping = false;
        m_began.start();
        m_stale = true;
    }
    // The lock is given back: another process may continue or correct it.
    void close() {
        if (!m_stopping)
            report.end = {QString::fromStdString(m_runner->folder().string()), static_cast<int>(m_runner->count(SweepStatus::Finished)),
                          static_cast<int>(m_runner->count(SweepStatus::Failed)), static_cast<double>(m_began.elapsed()) / 1000};
        m_runner.reset();
        m_stopping = false;
    }
    ShownSweep view() const {
        if (!isOurs()) return readShownSweep(m_shown);
        ShownSweep shown;
        shown.folder = QString::fromStdString(m_shown.string());
        shown.asked = m_asked;
        shown.state = m_runner->state();
        shown.ours = true;
        shown.paused = m_runner->paused();
        shown.stopping = m_stopping;
        shown.busy = m_runner->busy();
        shown.progress = m_runner->progress();
        shown.seconds_left = m_runner->secondsLeft();
        return shown;
    }
    // On the shown sweep, through a runner of the moment where there is none.
    void withRunner(const std::function<void(SweepRunner&)>& change) {
        if (m_shown.empty()) return;
        if (isOurs()) return change(*m_runner);
        SweepRunner moment(m_shown);
        change(moment);
    }
    static std::optional<std::size_t> indexOf(const SweepRunner& runner, int number) {
        const auto& entries = runner.entries();
        const auto found = std::find_if(entries.begin(), entries.end(), [number](const SweepEntry& e) { return e.number == number; });
        if (found == entries.end()) return {};
        return static_cast<std::size_t>(found - entries.begin());
    }

    fs::path m_library, m_shown;
    Sweep m_asked;  // of the runner's
    std::unique_ptr<SweepRunner> m_runner;
    int m_jobs = 1;
    bool m_stopping = false, m_stale = false;
    QElapsedTimer m_told, m_began;
    QString m_failure;
};

SweepSession::SweepSession(const QString& libraryFolder, QObject* parent)
    : QObject(parent),
      m_jobs(std::clamp(QSettings().value(jobs_key, 1).toInt(), 1, allowedThreads())),
      m_driver(std::make_shared<Driver>(fs::path(libraryFolder.toStdString()))) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        post([runs = !m_active_folder.isEmpty()](Driver& driver) {
            if (!runs) driver.list();
        });
    });
    post([jobs = m_jobs](Driver& driver) { driver.setJobs(jobs); });
}

SweepSession::~SweepSession() {
    // On its own thread, which starts and ends the processes.
    std::promise<void> shut;
    m_worker.post([driver = m_driver, &shut] {
        driver->shut();
        shut.set_value();
    });
    shut.get_future().wait();
}

void SweepSession::post(std::function<void(Driver&)> command) {
    ++m_pending;
    m_timer.stop();
    m_worker.post([this, driver = m_driver, command = std::move(command)] {
        driver->report = {};
        try {
            command(*driver);
        } catch (const std::exception& error) {
            driver->report.failure = QString::fromUtf8(error.what());
        }
        driver->tick();
        QMetaObject::invokeMethod(
            this, [this, report = std::make_shared<Report>(std::move(driver->report))] { take(*report); }, Qt::QueuedConnection);
    });
}

void SweepSession::take(Report& report) {
    --m_pending;
    const bool active_changed = report.active != m_active || report.active_folder != m_active_folder;
    m_active = report.active;
    m_active_folder = report.active_folder;
    if (report.sweeps && *report.sweeps != m_sweeps) {
        m_sweeps = *report.sweeps;
        Q_EMIT listed();
    }
    if (report.shown) {
        m_shown = std::move(*report.shown);
        Q_EMIT changed();
    }
    if (!report.failure.isEmpty()) Q_EMIT failed(report.failure);
    if (report.end) Q_EMIT ended(report.end->folder, report.end->finished, report.end->failed, report.end->seconds);
    if (active_changed) Q_EMIT activeChanged();
    schedule();
}

void SweepSession::schedule() {
    if (m_pending > 0) return;
    if (!m_active_folder.isEmpty()) m_timer.start(tick_ms);
    else if (!m_watchers.isEmpty()) m_timer.start(look_ms);
}

void SweepSession::setWatched(const QObject* by, bool watched) {
    if (!watched) {
        m_watchers.remove(by);
        return;
    }
    m_watchers.insert(by);
    refresh();
}

void SweepSession::refresh() {
    post([](Driver& driver) { driver.list(); });
}

void SweepSession::show(const QString& folder) {
    post([folder](Driver& driver) { driver.show(folder.toStdString()); });
}

void SweepSession::start(const Experiment& experiment) {
    post([experiment](Driver& driver) { driver.start(experiment); });
}

void SweepSession::goOn() {
    post([](Driver& driver) {
        driver.goOn();
        driver.touch();
    });
}

void SweepSession::pause() {
    post([](Driver& driver) {
        driver.pause();
        driver.touch();
    });
}

void SweepSession::stop() {
    post([](Driver& driver) {
        driver.stop();
        driver.touch();
    });
}

void SweepSession::cancel() {
    post([](Driver& driver) {
        driver.cancel();
        driver.touch();
    });
}

void SweepSession::setJobs(int jobs) {
    m_jobs = std::clamp(jobs, 1, allowedThreads());
    QSettings().setValue(jobs_key, m_jobs);
    post([jobs = m_jobs](Driver& driver) { driver.setJobs(jobs); });
}

void SweepSession::move(int number, int to_place_of) {
    post([number, to_place_of](Driver& driver) {
        driver.move(number, to_place_of);
        driver.touch();
    });
}

void SweepSession::remove(const QList<int>& numbers) {
    post([numbers](Driver& driver) {
        driver.each(numbers, &SweepRunner::remove);
        driver.touch();
    });
}

void SweepSession::cancelRuns(const QList<int>& numbers) {
    post([numbers](Driver& driver) {
        driver.each(numbers, qOverload<std::size_t>(&SweepRunner::cancel));
        driver.touch();
    });
}

void SweepSession::retry(const QList<int>& numbers) {
    post([numbers](Driver& driver) {
        driver.retry(numbers);
        driver.touch();
    });
}

}  // namespace layerlab
