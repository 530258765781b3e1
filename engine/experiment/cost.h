// What a route costs, from the experiment alone: closed formulas, no tensors. The model is tested to agree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/experiment/blueprint.h"

namespace layerlab {

// Sizes that the data decides. For a text task before its data was read: the largest it may be.
struct TaskSize {
    int vocabulary = 0;
    int labels = 0;
    int length = 0;  // tokens of a sequence
};
TaskSize expectedTaskSize(const Task& task);

struct Cost {
    std::int64_t parameters = 0;  // distinct weights the route needs
    double flops = 0;             // 2 per multiply-add, one forward pass of one sequence of the task's length
};
// What the model costs once it is trained. route: slots of the measured stack (from 1), in order; a ladder's backbone runs
// as far as a rung of the route reads it.
Cost cost(const Blueprint& blueprint, const TaskSize& size, const std::vector<int>& route);
// Of a model that is trained by itself.
Cost cost(const Experiment& experiment, const Techniques& techniques, const TaskSize& size, const std::vector<int>& route);

// Sequences at a time while evaluating.
int evaluationBatch(const Train& train);

// Bytes that a run needs at its largest: weights, gradients, both moments, and the activations kept for the backward pass
// of one batch of sequences of full length, or the widest moment of an evaluation or of a ladder's start, in its most demanding
// stage (an estimate: fp32, one layer's stored states summed up).
double trainingMemory(const Experiment& experiment, const TaskSize& size);

// What a stage trains and needs, beside full fine-tuning of the model that it begins with. size: of its task.
struct StageCost {
    std::int64_t parameters = 0, trained = 0;  // distinct weights; trained: those that get gradients, in one pass or another
    double memory = 0, full_memory = 0;        // bytes, as trainingMemory()
};
StageCost stageCost(const Stage& stage, const Blueprint& blueprint, const TaskSize& size);

// Bytes that a ladder's cache keeps of one sequence of so many tokens, and the most that one keeps on this machine: a quarter of
// the memory that is free now, so that runs side by side leave each other some.
double keptStateBytes(const Blueprint& blueprint, double tokens);
double keptStateLimit();

// One sentence where that is more than this machine (or its control group) has; else empty.
std::string memoryShortage(const Experiment& experiment, const TaskSize& size);

}  // namespace layerlab
