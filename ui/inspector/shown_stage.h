// What of an experiment the inspector and the canvas show: with stages, the techniques, training and evaluation of the
// first one. Stages are edited as text, so these fields then only show.
#pragma once

#include <string>

#include "engine/experiment/experiment.h"

namespace layerlab {

inline bool hasStages(const Experiment& experiment) { return !experiment.stages.empty(); }

inline Experiment shownStage(Experiment experiment) {
    if (!hasStages(experiment)) return experiment;
    const Stage& first = experiment.stages.front();
    experiment.techniques = first.techniques;
    experiment.train = first.train;
    experiment.evaluate = first.evaluate;
    return experiment;
}

// Whether a key is one that every stage has its own value of.
inline bool belongsToStages(const std::string& path) {
    return path.starts_with("techniques.") || path.starts_with("train.") || path.starts_with("evaluate.");
}

}  // namespace layerlab
