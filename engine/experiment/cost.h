// What a route costs, from the experiment alone: closed formulas, no tensors. The model is tested to agree.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/experiment/experiment.h"

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
// route: slots from 1, in order.
Cost cost(const Experiment& experiment, const Techniques& techniques, const TaskSize& size, const std::vector<int>& route);

// Bytes of one training step: weights, gradients, both moments, and the activations kept for the backward pass of
// `batch` sequences of full length (an estimate: fp32, methods of section 1.3 of the classic memory model).
double trainingMemory(const Experiment& experiment, const TaskSize& size);

}  // namespace layerlab
