#include "engine/experiment/experiment.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace layerlab {

std::vector<Stage> expandedStages(const Experiment& experiment) {
    if (!experiment.stages.empty()) return experiment.stages;
    return {Stage{"train", experiment.from, {}, experiment.techniques, experiment.train, experiment.evaluate}};
}

Experiment expanded(const Experiment& experiment) {
    Experiment all = experiment;
    all.stages = expandedStages(experiment);
    all.from = {};  // the first stage has it
    all.sweep.reset();
    return all;
}

std::vector<Origin*> origins(Experiment& experiment) {
    std::vector<Origin*> all{&experiment.from};
    const auto teacher = [&](Techniques& techniques) {
        if (techniques.distillation) all.push_back(&techniques.distillation->teacher);
    };
    teacher(experiment.techniques);
    for (Stage& stage : experiment.stages) {
        all.push_back(&stage.from);
        teacher(stage.techniques);
    }
    return all;
}

Techniques& techniquesOfStage(Experiment& experiment, int stage) {
    if (experiment.stages.empty()) return experiment.techniques;
    const auto last = static_cast<int>(experiment.stages.size()) - 1;
    return experiment.stages[static_cast<std::size_t>(std::clamp(stage, 0, last))].techniques;
}

const Task& taskOf(const Experiment& experiment, const Stage& stage) { return stage.task ? *stage.task : experiment.task; }

int slotCount(const Model& model) { return static_cast<int>(model.stack.size()); }

int embeddingSize(const Model& model) { return model.embedding_size > 0 ? model.embedding_size : model.hidden; }

namespace {

template <class... Kinds>
bool isOneOf(const Task& task) {
    return (std::holds_alternative<Kinds>(task) || ...);
}

struct LengthOf {
    int operator()(const HopsTask& task) const { return task.length + 1; }
    int operator()(const ListopsTask& task) const { return task.max_length + 1; }
    int operator()(const GroupWordsTask& task) const { return task.length; }
    int operator()(const DyckTask& task) const { return task.length; }
    int operator()(const ModularAdditionTask&) const { return 5; }
    int operator()(const ComposedTablesTask& task) const { return task.max_compositions + 2; }
    int operator()(const TextFileTask& task) const { return task.max_length; }
    int operator()(const LanguageModelTask& task) const { return task.length; }
    int operator()(const MaskedLanguageModelTask& task) const { return task.length; }
    int operator()(const SequencePairsTask& task) const { return task.max_length; }
};

}  // namespace

bool predictsTokens(const Task& task) { return isOneOf<LanguageModelTask, MaskedLanguageModelTask, SequencePairsTask>(task); }

bool labelsEveryPosition(const Task& task) { return isOneOf<HopsTask, GroupWordsTask, DyckTask>(task) || predictsTokens(task); }

bool readsText(const Task& task) {
    return std::visit(
        [](const auto& kind) {
            return requires { kind.vocabulary; };
        },
        task);
}

bool examplesComeAgain(const Task& task) { return isOneOf<TextFileTask, SequencePairsTask, ModularAdditionTask>(task); }

bool isCausal(const Model& model, const Task& task) {
    // A masked token is guessed from both sides; every other answer at a position from what stands before it.
    if (model.attention == Attention::Automatic) return labelsEveryPosition(task) && !isOneOf<MaskedLanguageModelTask>(task);
    return model.attention == Attention::Causal;
}

int taskLength(const Task& task) { return std::visit(LengthOf{}, task); }

int heads(const Model& model, const Slot& slot) { return slot.heads.value_or(model.heads); }
int headSize(const Model& model, const Slot& slot) { return slot.head_size.value_or(model.hidden / std::max(1, heads(model, slot))); }
int feedForward(const Model& model, const Slot& slot) { return slot.feed_forward.value_or(model.feed_forward); }
Activation activation(const Model& model, const Slot& slot) { return slot.activation.value_or(model.activation); }
Norm norm(const Model& model, const Slot& slot) { return slot.norm.value_or(model.norm); }

namespace {

// The group each slot belongs to by the sharing technique; empty: no technique.
std::vector<std::string> sharingGroups(const SharingSettings& sharing, int slots) {
    std::vector<std::string> group(static_cast<std::size_t>(slots));
    for (int i = 0; i < slots; ++i) {
        auto& name = group[static_cast<std::size_t>(i)];
        if (!sharing.map.empty()) {
            if (i < static_cast<int>(sharing.map.size())) name = sharing.map[static_cast<std::size_t>(i)];
        } else if (sharing.groups) {
            // ⌊i·G/L⌋ in integers: the floating-point form of the reference is wrong for some (L, G, i).
            name = std::to_string(static_cast<long long>(i) * std::max(1, *sharing.groups) / std::max(1, slots));
        } else {
            name = std::to_string(i / std::max(1, sharing.group_size.value_or(1)));
        }
    }
    return group;
}

}  // namespace

WeightMap weightMap(const Model& model, const Techniques& techniques) {
    const int slots = slotCount(model);
    std::vector<std::string> groups;
    if (techniques.sharing) groups = sharingGroups(*techniques.sharing, slots);
    const auto share = techniques.sharing ? techniques.sharing->share : SharingSettings::Share::Layer;

    const auto resolve = [&](bool attention_half) {
        std::map<std::string, int> numbers;
        std::vector<int> weights;
        const bool shared_by_technique =
            techniques.sharing && share != (attention_half ? SharingSettings::Share::FeedForward : SharingSettings::Share::Attention);
        for (int i = 0; i < slots; ++i) {
            const Slot& slot = model.stack[static_cast<std::size_t>(i)];
            if (!(attention_half ? slot.attention : slot.feed_forward_block)) {
                weights.push_back(-1);
                continue;
            }
            // The prefixes keep a group's name, a slot's own name and a slot's number apart.
            std::string name = attention_half ? slot.attention_weights : slot.feed_forward_weights;
            if (!name.empty()) {
                name = "named " + name;
            } else if (shared_by_technique && !groups[static_cast<std::size_t>(i)].empty()) {
                name = "group " + groups[static_cast<std::size_t>(i)];
            } else {
                name = "slot " + std::to_string(i);
            }
            weights.push_back(numbers.try_emplace(name, static_cast<int>(numbers.size())).first->second);
        }
        return weights;
    };
    return {resolve(true), resolve(false)};
}

bool isShared(const std::vector<int>& halves) {
    std::set<int> met;
    return std::any_of(halves.begin(), halves.end(), [&](int half) { return half >= 0 && !met.insert(half).second; });
}

std::vector<double> dropRates(const Model& model, const Techniques& techniques) {
    const int slots = slotCount(model);
    std::vector<double> rates(static_cast<std::size_t>(slots), 0.0);
    if (!techniques.layer_drop) return rates;
    const LayerDropSettings& drop = *techniques.layer_drop;
    for (int i = 0; i < slots; ++i) {
        const auto index = static_cast<std::size_t>(i);
        if (model.stack[index].drop_rate) {
            rates[index] = *model.stack[index].drop_rate;
        } else if (!drop.rates.empty()) {
            rates[index] = index < drop.rates.size() ? drop.rates[index] : 0.0;
        } else if (drop.per_layer == LayerDropSettings::PerLayer::Linear) {
            rates[index] = drop.rate * (i + 1) / slots;
        } else {
            rates[index] = drop.rate;
        }
    }
    return rates;
}

bool learnsRates(const Techniques& techniques) {
    return techniques.layer_drop && techniques.layer_drop->rates.empty() &&
           techniques.layer_drop->per_layer == LayerDropSettings::PerLayer::Learned;
}

std::vector<int> activeSlots(const Model& model) {
    std::vector<int> active;
    for (int i = 0; i < slotCount(model); ++i) {
        const Slot& slot = model.stack[static_cast<std::size_t>(i)];
        if (!slot.skip && (slot.attention || slot.feed_forward_block)) active.push_back(i + 1);
    }
    return active;
}

namespace {

const std::vector<std::string> strategy_names{"every_other",   "first",     "last",         "symmetric", "alternate_even",
                                              "alternate_odd", "drop_rate", "contribution", "search"};

// Which of `count` slots (from 0) stay when every other one goes from the top down, beginning with `top`.
std::vector<bool> keptByAlternation(int count, int depth, int top) {
    std::vector<bool> kept(static_cast<std::size_t>(count), true);
    int left = count;
    for (int at = top; at >= 0 && left > depth; at -= 2) kept[static_cast<std::size_t>(at)] = false, --left;
    for (int at = count - 1; at >= 0 && left > depth; --at)
        if (kept[static_cast<std::size_t>(at)]) kept[static_cast<std::size_t>(at)] = false, --left;
    return kept;
}

}  // namespace

std::string strategyName(Strategy strategy) { return strategy_names[static_cast<std::size_t>(strategy)]; }

const std::vector<Strategy>& allStrategies() {
    static const std::vector<Strategy> all{Strategy::EveryOther, Strategy::First,         Strategy::Last,
                                           Strategy::Symmetric,  Strategy::AlternateEven, Strategy::AlternateOdd,
                                           Strategy::DropRate,   Strategy::Contribution,  Strategy::Search};
    return all;
}

bool isRule(Strategy strategy) {
    return strategy != Strategy::DropRate && strategy != Strategy::Contribution && strategy != Strategy::Search;
}

std::vector<int> chooseRoute(Strategy strategy, const std::vector<int>& slots, int depth) {
    const int count = static_cast<int>(slots.size());
    std::vector<int> route;
    if (strategy == Strategy::AlternateEven || strategy == Strategy::AlternateOdd) {
        const std::vector<bool> kept = keptByAlternation(count, depth, strategy == Strategy::AlternateEven ? count - 1 : count - 2);
        for (int i = 0; i < count; ++i)
            if (kept[static_cast<std::size_t>(i)]) route.push_back(slots[static_cast<std::size_t>(i)]);
        return route;
    }
    for (int i = 0; i < depth; ++i) {
        int at = static_cast<int>(static_cast<long long>(i) * count / depth);  // every_other
        if (strategy == Strategy::First) at = i;
        if (strategy == Strategy::Last) at = count - depth + i;
        if (strategy == Strategy::Symmetric) at = i < (depth + 1) / 2 ? i : count - depth + i;
        route.push_back(slots[static_cast<std::size_t>(at)]);
    }
    return route;
}

std::vector<std::vector<int>> chooseRoutes(const Depths& depths, const Model& model, bool every_depth) {
    const std::vector<int> slots = activeSlots(model);
    const int count = static_cast<int>(slots.size());
    const int first = std::max(1, depths.from), last = depths.to > 0 ? std::min(depths.to, count) : count;
    std::set<int> chosen;
    if (every_depth || last - first < depths.at_most) {
        for (int depth = first; depth <= last; ++depth) chosen.insert(depth);
    } else {
        if (const int half = std::max(1, count / 2); half >= first && half <= last) chosen.insert(half);
        for (int i = 0, others = depths.at_most - static_cast<int>(chosen.size()); i < others; ++i)
            chosen.insert(others == 1 ? last : first + static_cast<int>(std::lround(static_cast<double>(last - first) * i / (others - 1))));
    }
    std::vector<std::vector<int>> routes;
    for (const int depth : chosen) routes.push_back(chooseRoute(depths.keep, slots, depth));
    return routes;
}

}  // namespace layerlab
