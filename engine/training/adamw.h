// AdamW (Loshchilov and Hutter 2019) in one pass over each segment, with PyTorch's arithmetic: decoupled decay before
// the update, bias-corrected moments, epsilon added to the corrected root.
#pragma once

#include <vector>

#include "engine/experiment/experiment.h"
#include "engine/model/segment.h"

namespace layerlab {

// The squared norm of each segment's gradient, in their order; 0 where it has none.
std::vector<double> gradientSquares(const std::vector<Segment*>& segments);

// Updates segments that have gradients; their gradients are multiplied by gradient_scale on the way (clipping).
void adamwStep(const std::vector<Segment*>& segments, const Train& settings, double learning_rate, double gradient_scale);

// The learning rate of a step (from 0) of a stage: warm-up from 0 towards the peak, then the schedule.
double scheduledRate(const Train& settings, std::int64_t step);

}  // namespace layerlab
