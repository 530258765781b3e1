#include "ui/session/stack_edit.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <set>

#include "engine/experiment/blueprint.h"
#include "engine/experiment/yaml.h"

namespace layerlab {

namespace {

// A slot of the new stack: one that was there (from 0), or a fresh one that resembles `from` (-1: none).
struct Source {
    int from = -1;
    std::optional<Slot> fresh;
};

// Whether a stage leaves fewer layers than its model began with.
bool shrinks(const Techniques& techniques) { return techniques.theseus || techniques.truncation; }

// What speaks of the slots of the experiment's stack by their numbers; not that of stages whose model has shrunk before.
struct Speaker {
    Techniques* techniques;
    bool has_teacher_slots;  // the teacher of its distillation, which is the stage before, has these slots too
};

std::vector<Speaker> speakers(Experiment& experiment) {
    std::vector<Speaker> all{{&experiment.techniques, false}};
    bool same = true, before_same = false;
    for (Stage& stage : experiment.stages) {
        if (stage.from.kind != Origin::Kind::Previous) same = true;
        if (same) all.push_back({&stage.techniques, before_same});
        before_same = same && !shrinks(stage.techniques) && !stage.techniques.ladder;
        same = same && !shrinks(stage.techniques);
    }
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

std::vector<Source> asTheyAre(const Experiment& experiment) {
    std::vector<Source> order;
    for (int i = 0; i < slotCount(experiment.model); ++i) order.push_back({i, {}});
    return order;
}

// Slots by their numbers (from 1), as they are in the new order. Of a copy both are named, of a fresh slot nothing.
SlotNumbers renumbered(const SlotNumbers& numbers, const std::vector<Source>& order) {
    SlotNumbers places;
    for (std::size_t i = 0; i < order.size(); ++i)
        if (std::find(numbers.begin(), numbers.end(), order[i].from + 1) != numbers.end()) places.push_back(static_cast<int>(i) + 1);
    return places;
}

// Of slots (by their numbers before), the nearest that is left and runs; the lower of two.
SlotNumbers nearest(const SlotNumbers& numbers, const std::vector<Source>& order, const Model& model) {
    SlotNumbers found;
    int least = std::numeric_limits<int>::max();
    for (const int slot : activeSlots(model)) {
        const int before = order[static_cast<std::size_t>(slot - 1)].from + 1;
        if (before == 0) continue;
        for (const int number : numbers)
            if (const int distance = std::abs(before - number); distance < least) {
                least = distance;
                found = {slot};
            }
    }
    return found;
}

// The same for a list that would mean something else if it became empty: all slots, or a rule.
SlotNumbers renumberedOrNearest(const SlotNumbers& numbers, const std::vector<Source>& order, const Model& model) {
    const SlotNumbers places = renumbered(numbers, order);
    return places.empty() ? nearest(numbers, order, model) : places;
}

// Modules must have every slot that runs, in order. module_of: of each slot, -1 where nobody said. A slot that nobody spoke of
// joins the one below; where the order of modules is broken, equal ones of the same number take their place.
void fitModules(TheseusSettings& theseus, const Model& model, const std::vector<int>& module_of) {
    std::vector<std::vector<int>> modules;
    int last = -1, open = -1;
    for (const int slot : activeSlots(model)) {
        const int module = module_of[static_cast<std::size_t>(slot - 1)];
        if (module >= 0 && module < last) {
            theseus.successor_layers = std::min(static_cast<int>(theseus.modules.size()), static_cast<int>(activeSlots(model).size()));
            theseus.modules.clear();
            return;
        }
        if (modules.empty() || (module >= 0 && open >= 0 && module != open)) modules.emplace_back();
        if (module >= 0) last = open = module;
        modules.back().push_back(slot);
    }
    if (theseus.successor_layers == static_cast<int>(theseus.modules.size())) theseus.successor_layers = static_cast<int>(modules.size());
    theseus.modules = std::move(modules);
}

std::vector<int> modulesOf(const TheseusSettings& theseus, std::size_t slots) {
    std::vector<int> module_of(slots, -1);
    for (std::size_t module = 0; module < theseus.modules.size(); ++module)
        for (const int slot : theseus.modules[module])
            if (slot >= 1 && static_cast<std::size_t>(slot) <= slots)
                module_of[static_cast<std::size_t>(slot - 1)] = static_cast<int>(module);
    return module_of;
}

void followSlots(const Speaker& speaker, const Model& model, const std::vector<Source>& order, std::size_t old_size) {
    Techniques& techniques = *speaker.techniques;
    if (techniques.truncation) techniques.truncation->keep = renumberedOrNearest(techniques.truncation->keep, order, model);
    if (techniques.ladder) techniques.ladder->rungs = renumberedOrNearest(techniques.ladder->rungs, order, model);
    if (techniques.theseus && !techniques.theseus->modules.empty()) {
        const std::vector<int> before = modulesOf(*techniques.theseus, old_size);
        std::vector<int> now;
        for (const Source& source : order) now.push_back(source.from >= 0 ? before[static_cast<std::size_t>(source.from)] : -1);
        fitModules(*techniques.theseus, model, now);
    }
    if (!techniques.distillation) return;
    const bool student = !shrinks(techniques) && !techniques.ladder;
    const bool teacher = speaker.has_teacher_slots && techniques.distillation->teacher.kind == Origin::Kind::Previous;
    std::vector<std::vector<int>> pairs;
    for (std::vector<int> pair : techniques.distillation->pairs) {
        if (pair.size() != 2) continue;
        const SlotNumbers first = student ? renumbered({pair[0]}, order) : SlotNumbers{pair[0]};
        const SlotNumbers second = teacher ? renumbered({pair[1]}, order) : SlotNumbers{pair[1]};
        if (!first.empty() && !second.empty()) pairs.push_back({first.front(), second.front()});
    }
    techniques.distillation->pairs = std::move(pairs);
}

// Slots that no longer run can be no rung and in no module.
void followRunning(Experiment& experiment) {
    const SlotNumbers running = activeSlots(experiment.model);
    for (const Speaker& speaker : speakers(experiment)) {
        Techniques& techniques = *speaker.techniques;
        if (techniques.ladder && !techniques.ladder->rungs.empty()) {
            SlotNumbers& rungs = techniques.ladder->rungs;
            const SlotNumbers before = rungs;
            std::erase_if(rungs, [&](int slot) { return !std::binary_search(running.begin(), running.end(), slot); });
            if (rungs.empty()) rungs = nearest(before, asTheyAre(experiment), experiment.model);
        }
        if (techniques.theseus && !techniques.theseus->modules.empty())
            fitModules(*techniques.theseus, experiment.model, modulesOf(*techniques.theseus, experiment.model.stack.size()));
    }
}

void rebuild(Experiment& experiment, const std::vector<Source>& order) {
    const std::vector<Slot> old = experiment.model.stack;
    std::vector<Slot> stack;
    for (const Source& source : order) stack.push_back(source.fresh ? *source.fresh : old[static_cast<std::size_t>(source.from)]);
    experiment.model.stack = std::move(stack);
    for (const Speaker& speaker : speakers(experiment)) {
        Techniques* const techniques = speaker.techniques;
        followSlots(speaker, experiment.model, order, old.size());
        // Beside a side network or a successor it is their slots that these speak of, which follow where there are as many.
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
    followRunning(experiment);
    fitDepths(experiment);
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
    Techniques techniques = expandedStages(experiment).front().techniques;
    if (techniques.theseus || techniques.ladder) techniques.sharing.reset();  // it acts within a successor or a side network
    // What shares within a later successor or side network does so in any case.
    experiment.techniques.sharing.reset();
    for (Stage& stage : experiment.stages)
        if (stage.from.kind != Origin::Kind::Previous || !(stage.techniques.theseus || stage.techniques.ladder))
            stage.techniques.sharing.reset();
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

void resizeStack(Experiment& experiment, int wanted) {
    const int now = slotCount(experiment.model);
    if (wanted > now) insertSlots(experiment, now, std::vector<Slot>(static_cast<std::size_t>(wanted - now)));
    SlotNumbers surplus;
    for (int number = wanted + 1; number <= now; ++number) surplus.push_back(number);
    if (!surplus.empty()) removeSlots(experiment, surplus);
}

void changeSlots(Experiment& experiment, const SlotNumbers& numbers, const std::function<void(Slot&)>& change) {
    for (const int number : numbers)
        if (number >= 1 && number <= slotCount(experiment.model)) change(experiment.model.stack[static_cast<std::size_t>(number - 1)]);
    followRunning(experiment);
    fitDepths(experiment);
}

void fitDepths(Experiment& experiment) {
    const auto fit = [](Depths& depths, const Model& model) {
        const int active = static_cast<int>(activeSlots(model).size());
        if (depths.to > active) depths.to = 0;
        depths.from = std::clamp(depths.from, 1, std::max(1, active));
    };
    fit(experiment.evaluate.depths, experiment.model);
    if (experiment.stages.empty()) return;
    const auto blueprints = blueprintsOf(experiment);
    for (std::size_t i = 0; i < blueprints.size(); ++i) fit(experiment.stages[i].evaluate.depths, blueprints[i].measured().model);
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
    const WeightMap weights = blueprintOf(experiment, 0).encoder().weights;
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
