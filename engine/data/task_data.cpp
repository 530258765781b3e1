#include "engine/data/task_data.h"

#include <numeric>

#include "engine/data/hops.h"
#include "engine/data/text_file.h"

namespace layerlab {

std::int64_t Batch::realTokens() const { return std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0}); }

std::unique_ptr<TaskData> loadTask(const Experiment& experiment, const std::filesystem::path& vocabulary_from) {
    if (const auto* hops = std::get_if<HopsTask>(&experiment.task)) return std::make_unique<HopsData>(*hops, experiment.seed);
    return std::make_unique<TextFileData>(std::get<TextFileTask>(experiment.task), experiment.seed, vocabulary_from);
}

}  // namespace layerlab
