// What is wrong with the stages of an experiment: how they follow one another, and what their techniques ask of the model
// that each of them has. A part of validate().
#pragma once

#include <vector>

#include "engine/experiment/yaml.h"

namespace layerlab {

// The model must have slots. Adds to the problems.
void validateStages(const Experiment& experiment, std::vector<Problem>& problems);

}  // namespace layerlab
