#include "engine/depths/open_runs.h"

#include <torch/torch.h>

#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

constexpr int rows_at_once = 64;

// Changes when a checkpoint is added or replaced.
std::string keyOf(const fs::path& run, Origin::Weights weights, int stage) {
    std::error_code error;
    std::string key =
        fs::weakly_canonical(run, error).string() + (weights == Origin::Weights::Best ? " best " : " final ") + std::to_string(stage);
    for (const auto& entry : fs::directory_iterator(run / "checkpoints", error)) {
        const auto written = fs::last_write_time(entry.path() / "state.json", error);
        key += "\n" + entry.path().filename().string();
        if (!error) key += " " + std::to_string(written.time_since_epoch().count());
    }
    return key;
}

}  // namespace

const TaskData& OpenRun::data(const ReadWatch& watch) {
    if (!m_data) m_data = loadTask(task(), stored.experiment.seed, {folder, !stage().task}, watch);
    return *m_data;
}

const std::vector<Batch>& OpenRun::batches(const std::string& split, const ReadWatch& watch) {
    if (split != "valid" && split != "test")
        throw Error(ErrorKind::BadInput, text("the split '%1' is not known; valid and test are", split));
    if (const auto known = m_batches.find(split); known != m_batches.end()) return known->second;
    return m_batches[split] = data(watch).batches(split == "valid" ? Split::Valid : Split::Test, rows_at_once);
}

const TextReader& OpenRun::reader() {
    if (!m_reader) m_reader = std::make_unique<TextReader>(task(), stored.experiment.seed, folder);
    return *m_reader;
}

OpenRun& OpenRuns::open(const fs::path& run, Origin::Weights weights, int stage) {
    if (!fs::is_directory(run)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", run.string()));
    const std::string key = keyOf(run, weights, stage);
    if (m_run && key == m_key) return *m_run;
    m_run.reset();  // not two models at a time
    auto opened = std::make_unique<OpenRun>();
    opened->folder = run;
    opened->stored = loadStored(run, weights, stage);
    m_key = key;
    m_run = std::move(opened);
    return *m_run;
}

}  // namespace layerlab
