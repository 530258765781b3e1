// Measuring the routes of a run that exists on disk.
#pragma once

#include "engine/depths/open_runs.h"
#include "engine/engine.h"
#include "engine/training/control.h"

namespace layerlab {

// Evaluates the routes asked for and emits Progress, then one Evaluated, or two (see DepthsJob). Throws Error.
void measureDepths(const DepthsJob& job, OpenRuns& runs, Control& control, const EventSink& sink);

// Adds a measurement to a run's folder; where that cannot be written a Warned says so, and nothing else is lost.
void keepMeasurement(const std::string& run, const Event& event, const EventSink& sink);

}  // namespace layerlab
