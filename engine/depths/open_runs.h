// The run that was looked at last, kept open: who clicks through the routes of a model must not wait for its files again.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/byte_source.h"
#include "engine/data/task_data.h"
#include "engine/data/text_reading.h"
#include "engine/training/stored_model.h"

namespace layerlab {

struct OpenRun {
    std::filesystem::path folder;
    StoredModel stored;
    const Stage& stage() const { return stored.experiment.stages[static_cast<std::size_t>(stored.stage)]; }
    const Task& task() const { return taskOf(stored.experiment, stage()); }

    // Each is read when it is first asked for. Throws Error(BadInput) or Error(Io).
    const TaskData& data(const ReadWatch& watch);
    const std::vector<Batch>& batches(const std::string& split, const ReadWatch& watch);  // "valid" or "test"
    const TextReader& reader();                                                           // needs no data

private:
    std::unique_ptr<TaskData> m_data;
    std::map<std::string, std::vector<Batch>> m_batches;
    std::unique_ptr<TextReader> m_reader;
};

// Used by one thread.
class OpenRuns {
public:
    // The newest weights of a run, or the best ones; stage: see loadStored(). Throws Error(BadInput) or Error(Io).
    OpenRun& open(const std::filesystem::path& run, Origin::Weights weights, int stage = 0);
    void close() { m_run.reset(); }  // its memory is needed for something else

private:
    std::string m_key;  // which run, weights and time they are from
    std::unique_ptr<OpenRun> m_run;
};

}  // namespace layerlab
