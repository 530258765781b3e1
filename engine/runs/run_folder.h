// A run on disk: experiment.yaml (what ran), events.jsonl (append-only, the truth), checkpoints/, run.json (the
// trainer's summary, so that listing never reads events) and labels.json (the person's). See "The run folder" in the
// README. No tensors in here.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/experiment/experiment.h"
#include "engine/runs/event.h"

namespace layerlab {

// Where runs go unless --out says otherwise: $XDG_DATA_HOME/layerlab/runs.
std::filesystem::path defaultLibrary();

// Makes LIBRARY/NAME-0001 (the next free number, safe against other processes). Throws Error(Io).
std::filesystem::path createRunFolder(const std::filesystem::path& library, const std::string& name);

// Writes through a temporary name, syncs and renames: a reader sees the old or the new content, never a part.
void writeFileAtomically(const std::filesystem::path& path, const std::string& content);
std::string readFile(const std::filesystem::path& path);  // throws Error(Io)

// Appends events, one line and one write() each, so that a killed process loses none that it reported.
class EventLog {
public:
    explicit EventLog(const std::filesystem::path& run);  // opens for appending, repairing a torn last line
    ~EventLog();
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;
    void append(const Event& event);  // throws Error(Io), e.g. on a full disk
    void sync();

private:
    int m_file = -1;
    std::filesystem::path m_path;
};

// Reads events.jsonl from `offset` on, leaving out lines that do not parse (a torn last one). On a Resumed event that
// follows a restart, events of later steps were superseded: `resolved` drops them.
std::vector<Event> readEvents(const std::filesystem::path& run);
std::vector<Event> resolved(std::vector<Event> events);

// run.json, as far as lists need it.
struct RunSummary {
    std::filesystem::path folder;
    std::string name;
    std::string status;  // running | stopped | finished | failed | killed (heartbeat too old)
    std::string host;
    std::int64_t pid = 0;
    double started = 0, heartbeat = 0, seconds = 0;
    std::int64_t step = 0, total_steps = 0;
    std::string techniques;  // "LayerDrop 0.2 · share ×2"
    std::int64_t parameters = 0;
    std::optional<double> accuracy_full, accuracy_half, accuracy_test, loss, latency_half_ms;
    std::string message;  // why it failed
};
std::optional<RunSummary> readSummary(const std::filesystem::path& run);  // nullopt: no run folder
std::vector<RunSummary> listRuns(const std::filesystem::path& library);   // newest first
Experiment readRunExperiment(const std::filesystem::path& run);           // throws Error

// What of techniques its stages use, in short: "LayerDrop 0.2 · Theseus 6→3".
std::string describeTechniques(const Experiment& experiment);

}  // namespace layerlab
