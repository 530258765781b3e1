// Smaller models without training: a route of its own, heads and units taken out, weights pruned, numbers stored in fewer
// bits; each measured beside the model as it is, and stored where that is asked for.
#pragma once

#include "engine/depths/open_runs.h"
#include "engine/engine.h"
#include "engine/training/control.h"

namespace layerlab {

// See ShrinkJob. Throws Error.
void shrink(const ShrinkJob& job, OpenRuns& runs, Control& control, const EventSink& sink);

}  // namespace layerlab
