// Everything a running training writes into its run folder but checkpoints: events as they happen, and run.json with a
// heartbeat every few seconds from a thread of its own, so that a long step does not look like a dead run.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include <nlohmann/json.hpp>

#include "engine/runs/run_folder.h"

namespace layerlab {

class RunWriter {
public:
    // Takes the run's lock; throws Error(BadInput) while another process trains it.
    explicit RunWriter(const std::filesystem::path& run);
    ~RunWriter();
    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;

    void append(const Event& event) { m_log.append(event); }
    void sync() { m_log.sync(); }

    // Sets keys of run.json, written within a few seconds, or now.
    void set(const nlohmann::json& keys, bool now = false);

private:
    void write();  // under the lock
    std::filesystem::path m_run;
    EventLog m_log;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    nlohmann::json m_summary;
    bool m_end = false;
    std::thread m_heart;
};

}  // namespace layerlab
