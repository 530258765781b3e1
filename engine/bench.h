// This machine's speed on fixed work: training steps of fixed models on random tokens.
#pragma once

#include "engine/engine.h"
#include "engine/training/control.h"

namespace layerlab {

void bench(const BenchJob& job, Control& control, const EventSink& sink);

}  // namespace layerlab
