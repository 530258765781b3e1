// What the model of a stage is made of: its stacks, whose weights their slots name, and how the stages of an experiment
// hand their models on. Closed rules, no tensors: the window draws it, validation checks it, the model is built from it.
#pragma once

#include <string>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

struct StackBlueprint {
    std::string name;        // "encoder": what the stage begins with; "successor", "side": what a technique adds
    Model model;             // its width, slots and what these inherit
    WeightMap weights;       // of its slots, counted within the stack
    std::vector<int> reads;  // a side network: the encoder's slot that each of its slots reads; else empty
};

struct Blueprint {
    std::vector<StackBlueprint> stacks;  // the encoder first
    Task task;
    bool causal = false;
    bool truncated = false;                 // slots of the model before were left out
    std::vector<int> starts;                // the slot of the model before that each of the encoder's slots was; see `from`
    int slots_before = 0;                   // of that model
    int positions = 0;                      // rows of the position table: the longest sequence of all stages
    std::vector<std::vector<int>> modules;  // Theseus: the encoder's slots that each slot of the successor replaces
    bool own_embeddings = false;            // Theseus: the successor has embeddings of its own
    bool one_depth = false;                 // only the whole stack is measured
    LadderSettings::Gate gate;
    LadderSettings::Fuse fuse = LadderSettings::Fuse::Before;

    const StackBlueprint& encoder() const { return stacks.front(); }
    // The stack whose routes are measured: what is left of the model once the stage is over, or the side network.
    const StackBlueprint& measured() const { return stacks.back(); }
    bool isLadder() const { return !stacks.back().reads.empty(); }
};

// The models of all stages, in order. Settings that cannot be (validate.cpp) give a blueprint that cannot run.
std::vector<Blueprint> blueprintsOf(const Experiment& experiment);
// Of one stage (from 0).
Blueprint blueprintOf(const Experiment& experiment, std::size_t stage);
// Of the last stage: the model that a run leaves.
Blueprint blueprintOf(const Experiment& experiment);
// Of a model that is trained by itself, with these techniques.
Blueprint blueprintOf(const Model& model, const Techniques& techniques, const Task& task);

// What the stage's model is once the stage is over, and the next one begins: of Theseus the successor; shared weights are
// named in the slots, so that they stay shared.
Model modelAfter(const Blueprint& blueprint);

// The weights of a stack's slots if this sharing alone decided, whatever names they have.
WeightMap sharedAnew(const Model& model, const SharingSettings& sharing);

// Equal modules, as even as can be, of the slots that run; or those that the settings name.
std::vector<std::vector<int>> theseusModules(const TheseusSettings& settings, const Model& predecessor);
// The predecessor's slot that each layer of the successor starts from (and has its shape from, where it starts at random).
std::vector<int> theseusStarts(const TheseusSettings& settings, const Model& predecessor);
// The slots that stay.
std::vector<int> truncationKeeps(const TruncationSettings& settings, const Model& model);

// The routes that are measured while training, without the whole stack's unless it is among them.
std::vector<std::vector<int>> chooseRoutes(const Depths& depths, const Blueprint& blueprint, bool every_depth = false);

}  // namespace layerlab
