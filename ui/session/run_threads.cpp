#include "ui/session/run_threads.h"

#include "ui/session/experiment_document.h"

namespace layerlab {

int runThreads(const Experiment& experiment) {
    return experiment.stages.empty() ? experiment.train.threads : experiment.stages.front().train.threads;
}

void changeRunThreads(ExperimentDocument& document, int threads) {
    document.edit(ExperimentDocument::tr("change threads"), QStringLiteral("train.threads"), [threads](Experiment& experiment) {
        experiment.train.threads = threads;
        for (Stage& stage : experiment.stages) stage.train.threads = threads;
    });
}

}  // namespace layerlab
