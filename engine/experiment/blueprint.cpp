#include "engine/experiment/blueprint.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace layerlab {

namespace {

// Names the weights of slots that share them, for a stack that is trained on without its sharing technique.
void nameShared(Model& model, const WeightMap& weights) {
    std::map<int, int> attention, feed_forward;
    for (const int half : weights.attention) ++attention[half];
    for (const int half : weights.feed_forward) ++feed_forward[half];
    for (std::size_t i = 0; i < model.stack.size(); ++i) {
        Slot& slot = model.stack[i];
        const int a = weights.attention[i], f = weights.feed_forward[i];
        slot.attention_weights = a >= 0 && attention[a] > 1 ? "shared " + std::to_string(a + 1) : "";
        slot.feed_forward_weights = f >= 0 && feed_forward[f] > 1 ? "shared " + std::to_string(f + 1) : "";
    }
}

Model withSlots(const Model& model, const std::vector<int>& slots) {
    Model kept = model;
    kept.stack.clear();
    for (const int slot : slots)
        if (slot >= 1 && slot <= slotCount(model)) kept.stack.push_back(model.stack[static_cast<std::size_t>(slot - 1)]);
    return kept;
}

// Layers that are no longer the ones they were copied from share nothing with them.
void forgetNames(Model& model) {
    for (Slot& slot : model.stack) {
        slot.attention_weights.clear();
        slot.feed_forward_weights.clear();
        slot.frozen = false;
        slot.drop_rate.reset();
    }
}

std::vector<int> range(const std::vector<int>& all, std::size_t begin, std::size_t end) {
    return {all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)};
}

Model narrowed(const Model& model, int reduction) {
    Model side = model;
    const int by = std::max(1, reduction);
    side.hidden = std::max(1, model.hidden / by);
    side.feed_forward = std::max(1, model.feed_forward / by);
    side.embedding_size = 0;
    for (Slot& slot : side.stack) {
        if (slot.feed_forward) slot.feed_forward = std::max(1, *slot.feed_forward / by);
        if (slot.head_size) slot.head_size = std::max(1, *slot.head_size / by);
    }
    return side;
}

Techniques sharingOnly(const Techniques& techniques) {
    Techniques only;
    only.sharing = techniques.sharing;
    return only;
}

Blueprint assemble(const Model& start, const Techniques& techniques, const Task& task) {
    Blueprint blueprint;
    blueprint.task = task;
    blueprint.positions = taskLength(task);
    blueprint.causal = isCausal(start, task);
    blueprint.starts.resize(start.stack.size());
    std::iota(blueprint.starts.begin(), blueprint.starts.end(), 1);
    blueprint.slots_before = slotCount(start);
    blueprint.truncated = techniques.truncation.has_value();
    if (blueprint.truncated) blueprint.starts = truncationKeeps(*techniques.truncation, start);
    const Model encoder = withSlots(start, blueprint.starts);
    const bool adds = techniques.theseus || techniques.ladder;
    // Beside a successor or a side network, sharing and LayerDrop act within that, not on what is frozen.
    blueprint.stacks.push_back({"encoder", encoder, weightMap(encoder, adds ? Techniques{} : sharingOnly(techniques)), {}});
    if (techniques.theseus) {
        Model successor = withSlots(encoder, theseusStarts(*techniques.theseus, encoder));
        forgetNames(successor);
        blueprint.modules = theseusModules(*techniques.theseus, encoder);
        blueprint.own_embeddings = techniques.theseus->replace_embeddings;
        blueprint.stacks.push_back({"successor", successor, weightMap(successor, sharingOnly(techniques)), {}});
        blueprint.one_depth = true;
    } else if (techniques.ladder) {
        const LadderSettings& ladder = *techniques.ladder;
        const std::vector<int> rungs = ladder.rungs.empty() ? activeSlots(encoder) : ladder.rungs;
        Model side = narrowed(withSlots(encoder, rungs), ladder.reduction);
        forgetNames(side);
        blueprint.gate = ladder.gate;
        blueprint.fuse = ladder.fuse;
        blueprint.stacks.push_back({"side", side, weightMap(side, sharingOnly(techniques)), rungs});
        blueprint.one_depth = !techniques.layer_drop;
    }
    return blueprint;
}

}  // namespace

WeightMap sharedAnew(const Model& model, const SharingSettings& sharing) {
    Model unnamed = model;
    for (Slot& slot : unnamed.stack) slot.attention_weights.clear(), slot.feed_forward_weights.clear();
    Techniques techniques;
    techniques.sharing = sharing;
    return weightMap(unnamed, techniques);
}

std::vector<std::vector<int>> theseusModules(const TheseusSettings& settings, const Model& predecessor) {
    if (!settings.modules.empty()) return settings.modules;
    const std::vector<int> slots = activeSlots(predecessor);
    const std::size_t n = slots.size();
    const std::size_t m = std::clamp<std::size_t>(
        settings.successor_layers > 0 ? static_cast<std::size_t>(settings.successor_layers) : (n + 1) / 2, 1, std::max<std::size_t>(n, 1));
    std::vector<std::vector<int>> modules;
    for (std::size_t i = 0; i < m; ++i) modules.push_back(range(slots, i * n / m, (i + 1) * n / m));
    return modules;
}

std::vector<int> theseusStarts(const TheseusSettings& settings, const Model& predecessor) {
    const std::vector<int> slots = activeSlots(predecessor);
    const auto modules = theseusModules(settings, predecessor);
    std::vector<int> starts;
    for (std::size_t i = 0; i < modules.size(); ++i) {
        if (modules[i].empty() || slots.empty()) continue;
        using Initialise = TheseusSettings::Initialise;
        switch (settings.initialise) {
            case Initialise::First:
                starts.push_back(slots[std::min(i, slots.size() - 1)]);
                break;
            case Initialise::ModuleEnds:
                starts.push_back(modules[i].back());
                break;
            case Initialise::Spread: {
                const double step =
                    modules.size() > 1 ? static_cast<double>(slots.size() - 1) / static_cast<double>(modules.size() - 1) : 0;
                starts.push_back(slots[static_cast<std::size_t>(std::lround(step * static_cast<double>(i)))]);
                break;
            }
            case Initialise::ModuleStarts:
            case Initialise::Random:
                starts.push_back(modules[i].front());
                break;
        }
    }
    return starts;
}

std::vector<int> truncationKeeps(const TruncationSettings& settings, const Model& model) {
    if (!settings.keep.empty()) return settings.keep;
    const std::vector<int> slots = activeSlots(model);
    return range(slots, 0, (slots.size() + 1) / 2);
}

Model modelAfter(const Blueprint& blueprint) {
    const StackBlueprint& left = blueprint.isLadder() ? blueprint.encoder() : blueprint.measured();
    Model model = left.model;
    nameShared(model, left.weights);
    return model;
}

Blueprint blueprintOf(const Model& model, const Techniques& techniques, const Task& task) { return assemble(model, techniques, task); }

std::vector<Blueprint> blueprintsOf(const Experiment& experiment) {
    const std::vector<Stage> stages = expandedStages(experiment);
    int positions = 0;
    for (const Stage& stage : stages) positions = std::max(positions, taskLength(taskOf(experiment, stage)));
    std::vector<Blueprint> all;
    Model model = experiment.model;
    bool alone = false;                            // a successor that LayerDrop has not trained since
    std::optional<StackBlueprint> dropped_ladder;  // a side network that LayerDrop trained
    for (const Stage& now : stages) {
        if (now.from.kind != Origin::Kind::Previous) {
            model = experiment.model;
            alone = false;
            dropped_ladder.reset();
        }
        Techniques techniques = now.techniques;
        // A later stage that shares as before names nothing anew.
        if (techniques.sharing && now.from.kind == Origin::Kind::Previous && !techniques.theseus && !techniques.ladder) {
            const Model kept = techniques.truncation ? withSlots(model, truncationKeeps(*techniques.truncation, model)) : model;
            if (sharedAnew(kept, *techniques.sharing) == weightMap(kept, {})) techniques.sharing.reset();
        }
        all.push_back(assemble(model, techniques, taskOf(experiment, now)));
        Blueprint& blueprint = all.back();
        blueprint.positions = positions;
        if (blueprint.isLadder()) {
            const StackBlueprint& side = blueprint.measured();
            if (dropped_ladder && dropped_ladder->model == side.model && dropped_ladder->reads == side.reads) blueprint.one_depth = false;
            else dropped_ladder.reset();
            if (techniques.layer_drop) dropped_ladder = side;
        } else {
            dropped_ladder.reset();
            alone = techniques.theseus || (alone && !techniques.layer_drop);
            blueprint.one_depth = alone;
        }
        model = modelAfter(blueprint);
    }
    return all;
}

Blueprint blueprintOf(const Experiment& experiment, std::size_t stage) { return std::move(blueprintsOf(experiment).at(stage)); }

Blueprint blueprintOf(const Experiment& experiment) { return std::move(blueprintsOf(experiment).back()); }

std::vector<std::vector<int>> chooseRoutes(const Depths& depths, const Blueprint& blueprint, bool every_depth) {
    if (blueprint.one_depth) return {};
    return chooseRoutes(depths, blueprint.measured().model, every_depth);
}

}  // namespace layerlab
