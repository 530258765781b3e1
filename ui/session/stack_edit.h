// What can be done to the slots of a stack, as functions on an experiment. All that is said slot by slot elsewhere (a
// list of LayerDrop rates, a sharing map, a ladder's rungs, modules, layers that are kept, pairs of layers) follows its slots
// when they move, in every stage whose model begins with this stack.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

using SlotNumbers = std::vector<int>;  // from 1, ascending, each once

enum class Share { Layer, Attention, FeedForward };

// Those that put slots somewhere return where these are afterwards. `below`: how many slots end up below the place, of
// those that are not themselves moved; 0 is next to the embeddings.
SlotNumbers insertSlots(Experiment& experiment, int below, const std::vector<Slot>& fresh);
SlotNumbers duplicateSlots(Experiment& experiment, const SlotNumbers& numbers);  // above the highest of them
SlotNumbers duplicateSlots(Experiment& experiment, const SlotNumbers& numbers, int below);
SlotNumbers moveSlots(Experiment& experiment, const SlotNumbers& numbers, int below);
// A gap between slots as it is seen while they are all still there: the `below` that moveSlots needs.
int belowAfterTaking(const SlotNumbers& numbers, int gap);
// To this number; slots come and go at the top, and those that stay keep their settings.
void resizeStack(Experiment& experiment, int wanted);
void removeSlots(Experiment& experiment, const SlotNumbers& numbers);
void changeSlots(Experiment& experiment, const SlotNumbers& numbers, const std::function<void(Slot&)>& change);

// Names one set of weights for these slots. The sharing technique's groups are first written out as names, because a
// stack is shared either by rule or by hand; a shared feed-forward half takes the width of the lowest slot.
void shareSlots(Experiment& experiment, const SlotNumbers& numbers, Share part);
void unshareSlots(Experiment& experiment, const SlotNumbers& numbers);
// Depths that a stage's model does not have are not asked for.
void fitDepths(Experiment& experiment);
// Whether any of these slots uses weights that another slot uses too.
bool sharesWeights(const Experiment& experiment, const SlotNumbers& numbers);

// The slots as an experiment file of their own, for the clipboard; readable by people and by readSlots().
std::string writeSlots(const Experiment& experiment, const SlotNumbers& numbers);
// nullopt: the text has no slots.
std::optional<std::vector<Slot>> readSlots(const std::string& text);
// Gives names that the experiment uses already to others, so that slots from elsewhere share among themselves only.
void renameWeights(const Experiment& experiment, std::vector<Slot>& fresh);

}  // namespace layerlab
