#include "ui/session/stack_edit.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/experiment/yaml.h"

namespace layerlab {

namespace {

// A slot of the new stack: one that was there (from 0), or a fresh one that resembles `from` (-1: none).
struct Source {
    int from = -1;
    std::optional<Slot> fresh;
};

std::vector<Techniques*> allTechniques(Experiment& experiment) {
    std::vector<Techniques*> all{&experiment.techniques};
    for (Stage& stage : experiment.stages) all.push_back(&stage.techniques);
    return all;
}

std::vector<Evaluate*> allEvaluations(Experiment& experiment) {
    std::vector<Evaluate*> all{&experiment.evaluate};
    for (Stage& stage : experiment.stages) all.push_back(&stage.evaluate);
    return all;
}

// a, b, …, z, aa, …: the first that is not taken, which it then is.
std::string freshName(std::set<std::string>& taken) {
    for (int i = 0;; ++i) {
        std::string name;
        for (int rest = i + 1; rest > 0; rest = (rest - 1) / 26) name.insert(name.begin(), static_cast<char>('a' + (rest - 1) % 26));
        if (taken.insert(name).second) return name;
    }
}

std::set<std::string> namesOf(const Experiment& experiment) {
    std::set<std::string> names;
    for (const Slot& slot : experiment.model.stack) {
        names.insert(slot.attention_weights);
        names.insert(slot.feed_forward_weights);
    }
    return names;
}

// A name that one slot alone uses says nothing.
void forgetLonelyNames(Model& model) {
    std::map<std::string, int> attention, feed_forward;
    for (const Slot& slot : model.stack) {
        ++attention[slot.attention_weights];
        ++feed_forward[slot.feed_forward_weights];
    }
    for (Slot& slot : model.stack) {
        if (attention[slot.attention_weights] == 1) slot.attention_weights.clear();
        if (feed_forward[slot.feed_forward_weights] == 1) slot.feed_forward_weights.clear();
    }
}

// Fewer slots that run: depths that no longer exist are not asked for.
void fitDepths(Experiment& experiment) {
    const int active = static_cast<int>(activeSlots(experiment.model).size());
    for (Evaluate* evaluate : allEvaluations(experiment)) {
        if (evaluate->depths.to > active) evaluate->depths.to = 0;
        evaluate->depths.from = std::clamp(evaluate->depths.from, 1, std::max(1, active));
    }
}

void rebuild(Experiment& experiment, const std::vector<Source>& order) {
    const std::vector<Slot> old = experiment.model.stack;
    std::vector<Slot> stack;
    for (const Source& source : order) stack.push_back(source.fresh ? *source.fresh : old[static_cast<std::size_t>(source.from)]);
    experiment.model.stack = std::move(stack);
    for (Techniques* techniques : allTechniques(experiment)) {
        if (techniques->layer_drop && techniques->layer_drop->rates.size() == old.size()) {
            const std::vector<double> before = techniques->layer_drop->rates;
            std::vector<double>& rates = techniques->layer_drop->rates;
            rates.clear();
            for (const Source& source : order)
                rates.push_back(source.from >= 0 ? before[static_cast<std::size_t>(source.from)] : techniques->layer_drop->rate);
        }
        if (techniques->sharing && techniques->sharing->map.size() == old.size()) {
            const std::vector<std::string> before = techniques->sharing->map;
            std::set<std::string> taken(before.begin(), before.end());
            std::vector<std::string>& map = techniques->sharing->map;
            map.clear();
            for (const Source& source : order)
                map.push_back(source.from >= 0 ? before[static_cast<std::size_t>(source.from)] : freshName(taken));
        }
    }
    forgetLonelyNames(experiment.model);
    fitDepths(experiment);
}

std::vector<Source> asTheyAre(const Experiment& experiment) {
    std::vector<Source> order;
    for (int i = 0; i < slotCount(experiment.model); ++i) order.push_back({i, {}});
    return order;
}

bool contains(const SlotNumbers& numbers, int number) { return std::binary_search(numbers.begin(), numbers.end(), number); }

SlotNumbers put(Experiment& experiment, std::vector<Source> order, int below, const std::vector<Source>& added) {
    below = std::clamp(below, 0, static_cast<int>(order.size()));
    order.insert(order.begin() + below, added.begin(), added.end());
    rebuild(experiment, order);
    SlotNumbers places;
    for (std::size_t i = 0; i < added.size(); ++i) places.push_back(below + 1 + static_cast<int>(i));
    return places;
}

// The sharing technique's groups as names of weights, and the technique switched off.
void writeOutSharing(Experiment& experiment) {
    if (!experiment.techniques.sharing && experiment.stages.empty()) return;
    const Techniques techniques = expandedStages(experiment).front().techniques;
    for (Techniques* each : allTechniques(experiment)) each->sharing.reset();
    if (!techniques.sharing) return;
    const WeightMap weights = weightMap(experiment.model, techniques);
    std::set<std::string> taken = namesOf(experiment);
    // Both halves of a layer that is shared whole get the same name.
    std::map<std::pair<int, int>, std::string> names;
    const auto uses = [](const std::vector<int>& all, int which) { return which >= 0 && std::count(all.begin(), all.end(), which) > 1; };
    for (std::size_t i = 0; i < experiment.model.stack.size(); ++i) {
        Slot& slot = experiment.model.stack[i];
        const int attention = uses(weights.attention, weights.attention[i]) ? weights.attention[i] : -1;
        const int feed_forward = uses(weights.feed_forward, weights.feed_forward[i]) ? weights.feed_forward[i] : -1;
        if (attention < 0 && feed_forward < 0) continue;
        std::string& name = names[{attention, feed_forward}];
        if (name.empty()) name = freshName(taken);
        if (attention >= 0) slot.attention_weights = name;
        if (feed_forward >= 0) slot.feed_forward_weights = name;
    }
}

}  // namespace

SlotNumbers insertSlots(Experiment& experiment, int below, const std::vector<Slot>& fresh) {
    std::vector<Source> added;
    bool named = false;
    for (const Slot& slot : fresh) {
        added.push_back({-1, slot});
        named = named || !slot.attention_weights.empty() || !slot.feed_forward_weights.empty();
    }
    if (named) writeOutSharing(experiment);
    return put(experiment, asTheyAre(experiment), below, added);
}

SlotNumbers duplicateSlots(Experiment& experiment, const SlotNumbers& numbers, int below) {
    std::vector<Source> added;
    for (const int number : numbers) added.push_back({number - 1, experiment.model.stack[static_cast<std::size_t>(number - 1)]});
    return put(experiment, asTheyAre(experiment), below, added);
}

SlotNumbers duplicateSlots(Experiment& experiment, const SlotNumbers& numbers) {
    return numbers.empty() ? numbers : duplicateSlots(experiment, numbers, numbers.back());
}

SlotNumbers moveSlots(Experiment& experiment, const SlotNumbers& numbers, int below) {
    std::vector<Source> rest, taken;
    for (Source& source : asTheyAre(experiment)) (contains(numbers, source.from + 1) ? taken : rest).push_back(source);
    return put(experiment, rest, below, taken);
}

int belowAfterTaking(const SlotNumbers& numbers, int gap) {
    return gap - static_cast<int>(std::count_if(numbers.begin(), numbers.end(), [gap](int number) { return number <= gap; }));
}

void removeSlots(Experiment& experiment, const SlotNumbers& numbers) {
    std::vector<Source> rest = asTheyAre(experiment);
    std::erase_if(rest, [&numbers](const Source& source) { return contains(numbers, source.from + 1); });
    rebuild(experiment, rest);
}

void changeSlots(Experiment& experiment, const SlotNumbers& numbers, const std::function<void(Slot&)>& change) {
    for (const int number : numbers)
        if (number >= 1 && number <= slotCount(experiment.model)) change(experiment.model.stack[static_cast<std::size_t>(number - 1)]);
    fitDepths(experiment);
}

void shareSlots(Experiment& experiment, const SlotNumbers& numbers, Share part) {
    if (numbers.size() < 2) return;
    writeOutSharing(experiment);
    std::set<std::string> taken = namesOf(experiment);
    const std::string name = freshName(taken);
    std::optional<int> width;
    changeSlots(experiment, numbers, [&](Slot& slot) {
        if (part != Share::FeedForward && slot.attention) slot.attention_weights = name;
        if (part == Share::Attention || !slot.feed_forward_block) return;
        slot.feed_forward_weights = name;
        if (!width) width = feedForward(experiment.model, slot);
        else if (feedForward(experiment.model, slot) != *width) slot.feed_forward = *width;
    });
    forgetLonelyNames(experiment.model);
}

void unshareSlots(Experiment& experiment, const SlotNumbers& numbers) {
    writeOutSharing(experiment);
    changeSlots(experiment, numbers, [](Slot& slot) {
        slot.attention_weights.clear();
        slot.feed_forward_weights.clear();
    });
    forgetLonelyNames(experiment.model);
}

bool sharesWeights(const Experiment& experiment, const SlotNumbers& numbers) {
    const WeightMap weights = weightMap(experiment.model, expandedStages(experiment).front().techniques);
    const auto shared = [&](const std::vector<int>& halves) {
        return std::any_of(numbers.begin(), numbers.end(), [&](int number) {
            const auto i = static_cast<std::size_t>(number - 1);
            return i < halves.size() && halves[i] >= 0 && std::count(halves.begin(), halves.end(), halves[i]) > 1;
        });
    };
    return shared(weights.attention) || shared(weights.feed_forward);
}

std::string writeSlots(const Experiment& experiment, const SlotNumbers& numbers) {
    Experiment part;
    part.model.stack.clear();
    for (const int number : numbers) part.model.stack.push_back(experiment.model.stack[static_cast<std::size_t>(number - 1)]);
    return writeExperiment(part);
}

std::optional<std::vector<Slot>> readSlots(const std::string& text) {
    if (text.find("model") == std::string::npos) return std::nullopt;
    const ReadResult result = readExperiment(text);
    if (!result.ok() || result.experiment.model.stack.empty()) return std::nullopt;
    return result.experiment.model.stack;
}

void renameWeights(const Experiment& experiment, std::vector<Slot>& fresh) {
    std::set<std::string> taken = namesOf(experiment);
    const std::set<std::string> used = taken;
    for (const Slot& slot : fresh) taken.insert({slot.attention_weights, slot.feed_forward_weights});
    std::map<std::string, std::string> names;
    const auto rename = [&](std::string& name) {
        if (name.empty() || !used.contains(name)) return;
        std::string& other = names[name];
        if (other.empty()) other = freshName(taken);
        name = other;
    };
    for (Slot& slot : fresh) {
        rename(slot.attention_weights);
        rename(slot.feed_forward_weights);
    }
}

}  // namespace layerlab
