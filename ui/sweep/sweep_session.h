// The window's hold on sweeps: which ones the library has, the one on display, and the runner of the one that this window runs.
// The runner lives on a thread of its own, which looks after it five times a second, so that neither disks nor processes hold
// up the window.
#pragma once

#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <functional>
#include <memory>

#include "engine/experiment/experiment.h"
#include "ui/session/background_worker.h"
#include "ui/sweep/shown_sweep.h"

namespace layerlab {

class SweepSession : public QObject {
    Q_OBJECT

public:
    explicit SweepSession(const QString& libraryFolder, QObject* parent = nullptr);
    ~SweepSession() override;  // running runs are stopped with a checkpoint; blocks until they are

    const ShownSweep& shown() const { return m_shown; }
    const QStringList& sweeps() const { return m_sweeps; }  // folders, newest first
    // Whether this window runs a sweep that closing would break off.
    bool isActive() const { return m_active; }
    QString activeFolder() const { return m_active_folder; }
    int jobs() const { return m_jobs; }

    void setWatched(const QObject* by, bool watched);  // whether anybody looks: only then the disk is asked again
    void refresh();                                    // looks for sweeps now
    void show(const QString& folder);
    // Makes a sweep of the experiment, shows it and runs it. Only while none is active.
    void start(const Experiment& experiment);
    void goOn();  // the shown one: from a pause, or from where it was stopped or killed
    void pause();
    void stop();    // the active one; it can be continued
    void cancel();  // what has not finished is not wanted any more
    void setJobs(int jobs);

    // Of the shown sweep, by SweepEntry::number.
    void move(int number, int to_place_of);
    void remove(const QList<int>& numbers);
    void cancelRuns(const QList<int>& numbers);
    void retry(const QList<int>& numbers);

Q_SIGNALS:
    void changed();                                                               // shown()
    void listed();                                                                // sweeps()
    void activeChanged();                                                         // isActive()
    void ended(const QString& folder, int finished, int failed, double seconds);  // an active one, by itself
    void failed(const QString& message);

private:
    class Driver;
    struct Report;
    void post(std::function<void(Driver&)> command);
    void take(Report& report);
    void schedule();

    ShownSweep m_shown;
    QStringList m_sweeps;
    QString m_active_folder;
    bool m_active = false;
    QSet<const QObject*> m_watchers;
    int m_pending = 0;  // commands that the worker has not answered
    int m_jobs = 1;
    QTimer m_timer;
    std::shared_ptr<Driver> m_driver;  // of the worker alone
    BackgroundWorker m_worker;         // last: ends before what it reports to
};

}  // namespace layerlab
