// Runs a sweep: a queue of child `layerlab-cli run` processes, as many at once as asked. No threads and no Qt in here: who
// owns it calls tick() about five times a second, always from one thread, which outlives the runs. Whatever happens to this process, the sweep's folder says what is left.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/runs/sweep_folder.h"

namespace layerlab {

// layerlab-cli beside the running program, else the one on PATH. Throws Error(Io) where there is none.
std::filesystem::path commandLineProgram();

class SweepRunner {
public:
    // Opens a sweep's folder (createSweepFolder() makes one) and takes its lock; nothing starts before the first tick().
    // What was stopped, or running when its process was killed, is taken up where it was. Throws Error(BadInput) while another
    // process runs this sweep. program: what is started for each run; empty: commandLineProgram().
    explicit SweepRunner(std::filesystem::path folder, std::filesystem::path program = {});
    // As stop(), then waits until every run has saved its checkpoint.
    ~SweepRunner();
    SweepRunner(const SweepRunner&) = delete;
    SweepRunner& operator=(const SweepRunner&) = delete;

    const std::filesystem::path& folder() const { return m_folder; }
    const SweepState& state() const { return m_state; }
    const std::vector<SweepEntry>& entries() const { return m_state.entries; }

    // Looks after the processes: ends, starts, progress. True where something changed. Throws Error(Io), e.g. on a full disk;
    // calling it again is fine.
    bool tick();

    int jobs() const { return m_jobs; }
    void setJobs(int jobs);  // runs at a time, from 1 to allowedThreads(); takes effect as runs start and end
    void pause();            // no new runs start; those that run go on
    void resume();           // after pause() or stop(): new runs start, and what was stopped goes on
    bool paused() const { return m_paused; }
    void stop();    // running ones save a checkpoint and end; they and the waiting ones are left for later
    void cancel();  // the same, but what has not finished is cancelled
    void kill();    // ends running processes at once, without a checkpoint of the moment

    // By index in entries(). Each says whether it could be done.
    bool move(std::size_t from, std::size_t to);  // among waiting ones: from stands where `to` stood
    bool remove(std::size_t index);               // takes out one that does not run; its run folder, if any, stays
    bool cancel(std::size_t index);
    bool retry(std::size_t index);  // a failed, stopped or cancelled one waits again, to go on from its last checkpoint

    bool busy() const;  // processes run
    bool done() const;  // nothing runs and nothing waits
    std::size_t count(SweepStatus status) const;
    double progress() const;  // of the whole sweep, from 0 to 1
    // Seconds until the last run ends, as runs of this sweep have taken so far; nothing before there is something to go by.
    std::optional<double> secondsLeft() const;

private:
    struct Child {
        bool own = true;  // started by this process; else by one that is gone
        bool asked_to_stop = false;
        bool cancelled = false;
        std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
        std::int64_t first_step = 0;
    };
    void takeUp(SweepEntry& entry);
    bool look(SweepEntry& entry);
    bool findRun(SweepEntry& entry) const;
    void ended(SweepEntry& entry, std::optional<int> wait_status);
    void start(SweepEntry& entry);
    std::vector<std::string> arguments(const SweepEntry& entry) const;
    void askToStop(const SweepEntry& entry, bool cancelled);
    std::optional<double> wholeSeconds(const SweepEntry& entry) const;
    void save();

    std::filesystem::path m_folder, m_library, m_program;
    Experiment m_experiment;
    SweepState m_state;
    std::map<int, Child> m_children;  // by the entry's number
    int m_lock = -1;
    int m_jobs = 1;
    bool m_paused = false;
    bool m_unsaved = false;
    double m_wall_seconds = 0;  // that runs took from their start to their end, loading included
    int m_wall_runs = 0;
};

}  // namespace layerlab
