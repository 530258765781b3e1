// The experiment that goes on with a model which was taken out of a run.
#pragma once

#include <string>

#include "engine/experiment/experiment.h"

namespace layerlab {

// stored: the experiment of the run that the smaller model is. One stage from its weights, with its last stage's training but a
// quarter of the steps: what was left out is made up for quickly (Sajjad et al. 2020, section 4, fine-tune for a few epochs).
Experiment fineTuning(const Experiment& stored, const std::string& folder);

}  // namespace layerlab
