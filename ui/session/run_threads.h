// The processor threads of a run: one number for all of its stages, which the file says in each of them.
#pragma once

#include "engine/experiment/experiment.h"

namespace layerlab {

class ExperimentDocument;

int runThreads(const Experiment& experiment);  // 0: as many as this process may use
void changeRunThreads(ExperimentDocument& document, int threads);

}  // namespace layerlab
