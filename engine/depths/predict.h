// Running a trained model on text that somebody types.
#pragma once

#include "engine/depths/open_runs.h"
#include "engine/engine.h"
#include "engine/training/control.h"

namespace layerlab {

// See PredictJob: probabilities are the softmax of the logits, the five most likely labels of each answer (all where there are
// at most 32). Throws Error.
void predict(const PredictJob& job, OpenRuns& runs, Control& control, const EventSink& sink);

}  // namespace layerlab
