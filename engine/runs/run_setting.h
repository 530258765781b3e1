// What a run was told for one key of its experiment: what libraries are filtered and grouped by.
#pragma once

#include <string>

#include "engine/experiment/experiment.h"

namespace layerlab {

// As YAML. Of what each stage has for itself (techniques, train, evaluate, from) the values of all stages that have one, each once and
// in the order of the stages: "3000, 500". Empty: it has none, as the rate of a technique that is off.
std::string runSetting(const Experiment& experiment, const std::string& key);

}  // namespace layerlab
