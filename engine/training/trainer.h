// Trains a run: stage after stage, step after step, with evaluations, checkpoints, pausing and resuming. Knows nothing of
// windows or terminals; all it says is events.
#pragma once

#include "engine/engine.h"
#include "engine/training/control.h"

namespace layerlab {

// Runs a training job to its end. Every event is in the run folder before the sink sees it. Throws Error where the job
// cannot start or go on; when asked to stop it saves a checkpoint and emits Stopped. kernels: what prepareBlas() said.
void train(const TrainJob& job, const std::string& kernels, Control& control, const EventSink& sink);

}  // namespace layerlab
