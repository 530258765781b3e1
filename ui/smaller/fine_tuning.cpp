#include "ui/smaller/fine_tuning.h"

#include <algorithm>

namespace layerlab {

Experiment fineTuning(const Experiment& stored, const std::string& folder) {
    const Stage last = expandedStages(stored).back();
    Experiment experiment = stored;
    experiment.name = stored.name + "-tuned";
    experiment.description.clear();
    experiment.stages.clear();
    experiment.task = taskOf(stored, last);
    experiment.from = {Origin::Kind::Run, folder, Origin::Weights::Final};
    experiment.techniques = last.techniques;
    experiment.train = last.train;
    experiment.evaluate = last.evaluate;
    experiment.train.steps = std::max<std::int64_t>(1, last.train.steps / 4);
    experiment.train.warmup_steps = std::min(last.train.warmup_steps, experiment.train.steps / 10);
    return experiment;
}

}  // namespace layerlab
