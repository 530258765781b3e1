#include "engine/training/open_stage.h"

#include <torch/torch.h>

#include <algorithm>

#include "engine/experiment/composition.h"
#include "engine/text.h"
#include "engine/training/stored_model.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

const Stage& stageOf(const Experiment& experiment, int stage) { return experiment.stages[static_cast<std::size_t>(stage)]; }

bool hasVocabulary(const Origin& origin) { return origin.kind == Origin::Kind::Run && fs::exists(fs::path(origin.run) / "vocabulary.txt"); }

// Models that work together have to mean the same by a token's number.
fs::path vocabularyFrom(const Experiment& experiment, const Stage& stage) {
    if (hasVocabulary(stage.from)) return stage.from.run;
    for (const Stage& other : experiment.stages) {
        if (hasVocabulary(other.from)) return other.from.run;
        const auto& distillation = other.techniques.distillation;
        if (distillation && hasVocabulary(distillation->teacher)) return distillation->teacher.run;
    }
    return {};
}

}  // namespace

std::string keyOf(const Experiment& experiment, int stage, const char* key) {
    return experiment.stages.size() > 1 ? "stages[" + std::to_string(stage + 1) + "]." + key : key;
}

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
    else if (const fs::path other = vocabularyFrom(experiment, now); !other.empty()) source = {other, false};
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
    if (const auto& distillation = now.techniques.distillation)
        if (auto stored = loadOrigin(distillation->teacher, run, stage)) {
            if (distillation->teacher.kind == Origin::Kind::Run) {
                const std::string key = keyOf(experiment, stage, "techniques.distillation.teacher");
                mustReadAlike(distillation->teacher.run, *open.data, key);
                if (distillation->soft_labels > 0) mustAnswerAlike(*stored, distillation->teacher.run, *open.data, key);
            }
            teacher = std::move(stored->model);
            teacher->to(device);
        }
    open.techniques = makeTechniques(blueprint, now.techniques, std::move(teacher));
}

std::vector<std::string> startStage(OpenStage& stage, const Experiment& experiment, int number, const fs::path& run,
                                    const StageWatch& watch) {
    const Stage& now = stageOf(experiment, number);
    TakenOver taken;
    if (const auto source = loadOrigin(now.from, run, number)) {
        const std::string key = keyOf(experiment, number, "from");
        taken = startFrom(*source, *stage.model, key);
        const char* technique = freezesHead(now.techniques);
        if (now.from.kind == Origin::Kind::Run) {
            mustReadAlike(now.from.run, *stage.data, key);
            if (technique && taken.head) mustAnswerAlike(*source, now.from.run, *stage.data, key);
        }
        if (technique && !taken.head)
            throw Error(ErrorKind::BadInput,
                        text("%1: the head of the model it starts from answers something else, and %2 would leave a new "
                             "one untrained; set train_head to yes, or fine-tune in a stage before",
                             key, technique));
        const int rows = source->model->size().length;
        if (const char* leaves = freezesEmbeddings(now.techniques); leaves && rows < stage.data->size().length)
            taken.notes.push_back(
                text("%1: the model it starts from read up to %2 tokens, this task has up to %3; %4 leaves the positions "
                     "beyond untrained",
                     key, rows, stage.data->size().length, leaves));
    }
    const std::int64_t drawn = std::int64_t{now.train.steps} * now.train.batch_size;
    for (const auto& technique : stage.techniques)
        technique->begin({*stage.model, *stage.data, experiment.seed, watch.stopping, taken.side, drawn, watch.progress});
    return taken.notes;
}

}  // namespace layerlab
