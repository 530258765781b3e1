// Quantities that follow a schedule over the steps of a stage. No tensors: the window draws them before training.
#pragma once

#include <cstdint>

#include "engine/experiment/experiment.h"

namespace layerlab {

// The replacing rate of a step (from 0) of the stage. Linear: min(1, b + k·step) with k = (1 - b) / steps, as the reference's
// scheduler with its base rate and coefficient; constant: b for the first `steps` steps, then 1.
double replacingRate(const TheseusSettings::Schedule& schedule, std::int64_t step);

// The side state's share by a schedule, at a step (from 0) of a stage: linear from 0.1 to 0.9; hyperbolic 1 / (1 + tenths of
// the stage), between 0.1 and 0.9.
double scheduledGate(LadderSettings::Gate::Schedule schedule, std::int64_t step, std::int64_t steps);

}  // namespace layerlab
