// Writes one key of an experiment by its dotted path, with the checks that describe() gives it: the counterpart of
// getValue(), so that a field of the inspector and a line of YAML accept the same words.
#pragma once

#include <string>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

// path: "train.learning_rate", "model.stack[3].heads" (from 1). A map on the way that has no value yet is given one.
// Says what is wrong and what is allowed, or nothing.
std::string setKey(Experiment& experiment, const std::string& path, const std::vector<std::string>& texts);

}  // namespace layerlab
