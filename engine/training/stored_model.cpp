#include "engine/training/stored_model.h"

#include <torch/torch.h>

#include <algorithm>
#include <set>

#include "engine/data/task_files.h"
#include "engine/data/vocabulary.h"
#include "engine/experiment/yaml.h"
#include "engine/interop/safetensors.h"
#include "engine/model/quantized_weights.h"
#include "engine/runs/run_folder.h"
#include "engine/techniques/learned_layer_drop.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

TaskSize sizeOf(const std::map<std::string, torch::Tensor>& weights, const fs::path& file) {
    const auto rows = [&](const char* name) {
        const auto found = weights.find(name);
        if (found == weights.end() || found->second.dim() != 2) throw Error(ErrorKind::Io, text("%1 has no '%2'", file.string(), name));
        return static_cast<int>(found->second.size(0));
    };
    return {rows("embeddings.words"), rows("head.classifier.weight"), rows("embeddings.positions")};
}

// Keys of the model that weights do not depend on.
bool isOfTraining(const std::string& path) {
    for (const char* ending : {"dropout", "attention_dropout", "initializer_range", "drop_rate", "frozen", "weights", "attention_weights",
                               "feed_forward_weights", "pooling", "attention"})
        if (path.ends_with(std::string(".") + ending) && !(path.starts_with("model.stack") && std::string(ending) == "attention"))
            return true;
    return false;
}

std::string shapesThatDiffer(const Model& was, const Model& is) {
    Experiment a, b;
    a.model = was;
    b.model = is;
    std::string all;
    for (const Difference& difference : differences(a, b)) {
        if (!difference.path.starts_with("model.") || isOfTraining(difference.path)) continue;
        const auto shown = [](const std::string& value) { return value.empty() ? std::string("-") : value; };
        all += (all.empty() ? "" : "; ") +
               text("%1 is %2 there and %3 here", difference.path, shown(difference.left), shown(difference.right));
    }
    return all;
}

bool copySegment(const Segment* from, Segment* to) {
    if (!from || !to || from->values.sizes() != to->values.sizes()) return false;
    to->values.copy_(from->values);
    return true;
}

}  // namespace

StoredModel loadStored(const fs::path& run, const std::string& checkpoint) {
    StoredModel stored;
    stored.experiment = expanded(readRunExperiment(run));
    stored.state = readState(run, checkpoint);
    const int last = static_cast<int>(stored.experiment.stages.size()) - 1;
    if (stored.state.stage > last) stored.state.stage = last, stored.state.stage_done = true;  // as runs before stages' ends were kept
    stored.stage = stored.state.stage;
    const fs::path file = run / "checkpoints" / checkpoint / "model.safetensors";
    auto weights = readSafetensors(file);
    const std::vector<std::string> int8 = widen(weights, file);
    stored.model = std::make_unique<EncoderModel>(blueprintOf(stored.experiment, static_cast<std::size_t>(stored.stage)),
                                                  sizeOf(weights, file), stored.experiment.seed);
    fillWeights(weights, segmentsOf(*stored.model), file);
    const Techniques& techniques = stored.experiment.stages[static_cast<std::size_t>(stored.stage)].techniques;
    const Model& measured = stored.model->blueprint().measured().model;
    if (techniques.layer_drop) stored.drop_rates = dropRates(measured, techniques);
    const auto scores = weights.find("layer_drop.scores"), activity = weights.find("layer_drop.activity.mean");
    const Route running = activeSlots(measured);
    if (learnsRates(techniques) && scores != weights.end() && activity != weights.end() &&
        scores->second.numel() == static_cast<std::int64_t>(running.size()) && activity->second.numel() == scores->second.numel())
        stored.drop_rates =
            LearnedLayerDrop::ratesOf(scores->second, activity->second, running, slotCount(measured), techniques.layer_drop->rate);
    stored.int8 = !int8.empty();
    stored.model->computeInInt8(int8);
    return stored;
}

namespace {
// stage: that is asked for, from 1; a stage that was not measured yet has none, whatever the one before left. 0: any.
bool hasBest(const fs::path& run, Origin::Weights weights, int stage) {
    return weights == Origin::Weights::Best && fs::exists(run / "checkpoints" / "best") && readState(run, "best").stage + 1 >= stage;
}

// The name of the checkpoint of a stage before the last one; empty: the last is meant.
std::string nameOfStage(const fs::path& run, int stage) {
    if (stage == 0) return {};
    const int stages = static_cast<int>(expandedStages(readRunExperiment(run)).size());
    if (stage > stages) throw Error(ErrorKind::BadInput, text("%1 has %2 stages, stage %3 is asked for", run.string(), stages, stage));
    const auto names = checkpointNames(run);
    const bool over = stage < stages ? fs::exists(run / "checkpoints" / stageName(stage - 1))
                                     : names.empty() || readState(run, names.front()).stage + 1 >= stage;
    if (!over) throw Error(ErrorKind::BadInput, text("stage %1 of %2 is not over yet", stage, run.string()));
    return stage < stages ? stageName(stage - 1) : std::string();
}

}  // namespace

std::string fingerprintOfStored(const Origin& origin) {
    const fs::path run = origin.run;
    const auto names = checkpointNames(run);
    std::string name = nameOfStage(run, origin.stage);
    if (name.empty()) name = hasBest(run, origin.weights, origin.stage) ? "best" : names.empty() ? "" : names.front();
    return name.empty() ? "" : fingerprintOf(run / "checkpoints" / name / "model.safetensors");
}

StoredModel loadStored(const fs::path& run, Origin::Weights weights, int stage) {
    if (!fs::is_directory(run)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", run.string()));
    if (const std::string name = nameOfStage(run, stage); !name.empty()) return loadStored(run, name);
    if (hasBest(run, weights, stage)) return loadStored(run, "best");
    const auto names = checkpointNames(run);
    if (names.empty()) throw Error(ErrorKind::BadInput, text("%1 has no checkpoint yet", run.string()));
    std::string problems;
    for (const auto& name : names) {
        try {
            return loadStored(run, name);
        } catch (const Error& error) {
            problems += (problems.empty() ? "" : "; ") + std::string(error.what());
        }
    }
    throw Error(ErrorKind::Io, problems);
}

std::unique_ptr<StoredModel> loadOrigin(const Origin& origin, const fs::path& run, int stage) {
    switch (origin.kind) {
        case Origin::Kind::Scratch:
            break;
        case Origin::Kind::Previous:
            return std::make_unique<StoredModel>(loadStored(run, stageName(stage - 1)));
        case Origin::Kind::Run:
            return std::make_unique<StoredModel>(loadStored(origin));
    }
    return nullptr;
}

namespace {

// What is left of a ladder when it is over is its backbone with the side network; of any other stage, what was measured.
const StackBlueprint& leftOf(const Blueprint& before) { return before.isLadder() ? before.encoder() : before.measured(); }

// Side layers and rungs of the slots that were read before, too. False, and nothing is copied, where others are read now or
// their shapes differ.
bool takeSide(const EncoderModel& source, EncoderModel& model) {
    const Blueprint &before = source.blueprint(), &now = model.blueprint();
    if (!before.isLadder() || !now.isLadder()) return false;
    const StackBlueprint &old = before.measured(), &fresh = now.measured();
    std::vector<std::size_t> places;  // in the old side network, of each slot of the new one
    Model there = fresh.model;
    for (std::size_t i = 0; i < fresh.reads.size(); ++i) {
        const auto at = std::find(old.reads.begin(), old.reads.end(), fresh.reads[i]);
        if (at == old.reads.end()) return false;
        places.push_back(static_cast<std::size_t>(at - old.reads.begin()));
        there.stack[i] = old.model.stack[places.back()];
    }
    there.hidden = old.model.hidden;
    there.feed_forward = old.model.feed_forward;
    if (!shapesThatDiffer(there, fresh.model).empty()) return false;
    std::set<const Segment*> filled;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const int was = static_cast<int>(places[i]) + 1, is = static_cast<int>(i) + 1;
        copyLayer(source, stepsOf(before, 1, {was}).steps.front(), model, stepsOf(now, 1, {is}).steps.front(), filled);
        copySegment(source.segment("side.rung." + std::to_string(places[i])), model.segment("side.rung." + std::to_string(i)));
    }
    copySegment(source.segment("side.ends"), model.segment("side.ends"));
    return true;
}

}  // namespace

void mustFit(const StoredModel& source, const Blueprint& now, const std::string& where) {
    const Blueprint& before = source.model->blueprint();
    if (before.isLadder() && !now.isLadder())
        throw Error(ErrorKind::BadInput,
                    text("%1: the model it starts from is a ladder, whose side network answers, and this stage has none; "
                         "keep ladder on, or start from what its backbone was before",
                         where));
    const StackBlueprint& left = leftOf(before);
    // What was there before slots were left out.
    Model expected = now.encoder().model;
    expected.stack.resize(now.starts.size());
    Model there = left.model;
    there.stack.clear();
    for (const int slot : now.starts) {
        if (slot > slotCount(left.model))
            throw Error(ErrorKind::BadInput,
                        text("%1: the model it starts from has %2 slots, slot %3 is asked for", where, slotCount(left.model), slot));
        there.stack.push_back(left.model.stack[static_cast<std::size_t>(slot - 1)]);
    }
    if (now.truncated && now.slots_before != slotCount(left.model))
        throw Error(ErrorKind::BadInput,
                    text("%1: the model it starts from has %2 slots, and this file says %3; set model.layers to %2, so "
                         "that truncation keeps what is meant",
                         where, slotCount(left.model), now.slots_before));
    if (now.starts.size() < left.model.stack.size() && !now.truncated)
        throw Error(ErrorKind::BadInput, text("%1: the model it starts from has %2 slots, this one %3; say which to keep with truncation",
                                              where, slotCount(left.model), now.starts.size()));
    if (const std::string differ = shapesThatDiffer(there, expected); !differ.empty())
        throw Error(ErrorKind::BadInput, text("%1: the model it starts from is another one: %2", where, differ));
}

TakenOver startFrom(const StoredModel& source, EncoderModel& model, const std::string& where) {
    torch::NoGradGuard no_grad;
    const Blueprint &before = source.model->blueprint(), &now = model.blueprint();
    mustFit(source, now, where);
    const StackBlueprint& left = leftOf(before);
    const int left_number = before.isLadder() ? 0 : static_cast<int>(before.stacks.size()) - 1;
    if (source.model->size().vocabulary != model.size().vocabulary)
        throw Error(ErrorKind::BadInput, text("%1: the model it starts from knows %2 tokens, this task has %3", where,
                                              source.model->size().vocabulary, model.size().vocabulary));
    TakenOver taken;
    const Segment* from = source.model->segment(before.own_embeddings ? "successor.embeddings" : "embeddings");
    Segment* to = model.segment("embeddings");
    for (std::size_t i = 0; i < to->count(); ++i) {
        const torch::Tensor old = from->part(from->values, i), fresh = to->part(to->values, i);
        const std::int64_t rows = std::min(old.size(0), fresh.size(0));  // there may be more positions now, or fewer
        fresh.narrow(0, 0, rows).copy_(old.narrow(0, 0, rows));
    }
    if (before.task.index() == now.task.index()) taken.head = copySegment(source.model->segment("head"), model.segment("head"));
    const Route run_before = activeSlots(left.model), run_now = activeSlots(now.encoder().model);
    std::set<const Segment*> filled;
    for (std::size_t i = 0; i < now.starts.size(); ++i) {
        const int slot = static_cast<int>(i) + 1;
        if (std::find(run_now.begin(), run_now.end(), slot) == run_now.end() ||
            std::find(run_before.begin(), run_before.end(), now.starts[i]) == run_before.end())
            continue;
        copyLayer(*source.model, stepsOf(before, left_number, {now.starts[i]}).steps.front(), model, stepsOf(now, 0, {slot}).steps.front(),
                  filled);
    }
    const WeightMap& named = now.encoder().weights;
    if ((isShared(left.weights.attention) && !isShared(named.attention)) ||
        (isShared(left.weights.feed_forward) && !isShared(named.feed_forward)))
        taken.notes.push_back(text("%1: the model it starts from shares weights, this one has a copy for every slot", where));
    taken.side = takeSide(*source.model, model);
    if (before.isLadder() && !taken.side)
        taken.notes.push_back(
            text("%1: the side network begins anew, because its rungs or its width are others than those of the ladder it "
                 "starts from",
                 where));
    return taken;
}

void mustReadAlike(const fs::path& run, const TaskData& data, const std::string& where) {
    const std::vector<std::string>* own = data.tokens();
    if (!own) return;
    if (!fs::exists(run / "vocabulary.txt"))
        throw Error(ErrorKind::BadInput,
                    text("%1: %2 has no vocabulary.txt, so what its model's tokens stand for is not known", where, run.string()));
    const std::vector<std::string> there = TokenVocabulary(run, Vocabulary{}).tokens();
    const auto [a, b] = std::mismatch(there.begin(), there.end(), own->begin(), own->end());
    if (a == there.end() || b == own->end()) return;  // another number of tokens is told by who compares sizes
    throw Error(ErrorKind::BadInput,
                text("%1: %2 was trained with other tokens: number %3 is '%4' there and '%5' here; train both with one "
                     "vocabulary, by starting one from the other or both from one run",
                     where, run.string(), a - there.begin(), *a, *b));
}

void mustAnswerAlike(const StoredModel& source, const fs::path& run, const TaskData& data, const std::string& where) {
    const std::vector<std::string> own = data.labelNames();
    std::vector<std::string> there;
    // task.json has the labels of the last stage that had data of its own.
    if (source.stage + 1 != static_cast<int>(source.experiment.stages.size()) || !fs::exists(run / "task.json")) return;
    readTaskFile(run, &there);
    if (there.size() != own.size()) return;
    const auto [a, b] = std::mismatch(there.begin(), there.end(), own.begin());
    if (a == there.end()) return;
    throw Error(ErrorKind::BadInput, text("%1: %2 answers other labels: number %3 is '%4' there and '%5' here", where, run.string(),
                                          a - there.begin() + 1, *a, *b));
}

}  // namespace layerlab
