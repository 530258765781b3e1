// Measuring the routes of a run that exists on disk.
#pragma once

#include "engine/engine.h"
#include "engine/training/control.h"

namespace layerlab {

// Loads the run's weights and data, evaluates the routes asked for and emits Progress, then one Evaluated. Throws Error.
void measureDepths(const DepthsJob& job, Control& control, const EventSink& sink);

}  // namespace layerlab
