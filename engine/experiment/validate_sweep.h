// What is wrong with a sweep: its keys, its values, and the experiments that they make together.
#pragma once

#include <vector>

#include "engine/experiment/yaml.h"

namespace layerlab {

// The experiment itself has no errors. Every value is tried once, and of the combinations at most 200, spread evenly.
void validateSweep(const Experiment& experiment, std::vector<Problem>& problems);

}  // namespace layerlab
