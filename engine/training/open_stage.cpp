#include "engine/training/open_stage.h"

#include <torch/torch.h>

#include <algorithm>

#include "engine/text.h"
#include "engine/training/stored_model.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

const Stage& stageOf(const Experiment& experiment, int stage) { return experiment.stages[static_cast<std::size_t>(stage)]; }

// How a message names a key of a stage; a short experiment has no list of them.
std::string keyOf(const Experiment& experiment, int stage, const char* key) {
    return experiment.stages.size() > 1 ? "stages[" + std::to_string(stage + 1) + "]." + key : key;
}

}  // namespace

Segments OpenStage::segments() const {
    Segments all = segmentsOf(*model);
    for (const auto& technique : techniques)
        for (Segment* segment : technique->segments()) all.push_back(segment);
    return all;
}

void openData(OpenStage& open, const Experiment& experiment, int stage, const fs::path& run, const ReadWatch& watch) {
    const Stage& now = stageOf(experiment, stage);
    const Task& task = taskOf(experiment, now);
    if (open.data && open.task == task) return;
    // Where stages learn different things, the folder's labels may be those of another one: they are read from the data again.
    const bool one_task =
        std::none_of(experiment.stages.begin(), experiment.stages.end(), [](const Stage& s) { return s.task.has_value(); });
    VocabularySource source;
    if (!run.empty()) source = {run, one_task};
    else if (now.from.kind == Origin::Kind::Run && fs::exists(fs::path(now.from.run) / "vocabulary.txt")) source = {now.from.run, false};
    open.data = loadTask(task, experiment.seed, source, watch);
    open.task = task;
}

void openModel(OpenStage& open, const Experiment& experiment, int stage, const fs::path& run, torch::Device device) {
    const Stage& now = stageOf(experiment, stage);
    const Blueprint blueprint = blueprintOf(experiment, static_cast<std::size_t>(stage));
    open.techniques.clear();
    open.model = std::make_unique<EncoderModel>(blueprint, open.data->size(), experiment.seed);
    open.model->to(device);
    std::unique_ptr<EncoderModel> teacher;
    if (now.techniques.distillation)
        if (auto stored = loadOrigin(now.techniques.distillation->teacher, run, stage)) {
            teacher = std::move(stored->model);
            teacher->to(device);
        }
    open.techniques = makeTechniques(blueprint, now.techniques, std::move(teacher));
}

void startStage(OpenStage& stage, const Experiment& experiment, int number, const fs::path& run, const std::function<bool()>& stopping) {
    bool goes_on = false;
    if (const auto source = loadOrigin(stageOf(experiment, number).from, run, number)) {
        startFrom(*source, *stage.model, keyOf(experiment, number, "from"));
        goes_on = source->model->blueprint().isLadder() && stage.model->blueprint().isLadder();
    }
    for (const auto& technique : stage.techniques) technique->begin({*stage.model, *stage.data, experiment.seed, stopping, goes_on});
}

}  // namespace layerlab
