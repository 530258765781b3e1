#include "ui/inspector/stage_edit.h"

#include <algorithm>
#include <utility>

#include "ui/session/stack_edit.h"

namespace layerlab {

namespace {

const Origin from_previous{Origin::Kind::Previous, {}, {}};

auto place(Experiment& experiment, int stage) { return experiment.stages.begin() + stage; }
Stage& at(Experiment& experiment, int stage) { return experiment.stages.at(static_cast<std::size_t>(stage)); }

void forgetTrained(Techniques& techniques) {
    techniques.theseus.reset();
    techniques.ladder.reset();
    techniques.truncation.reset();
}

void forgetTeacherBefore(Techniques& techniques) {
    if (techniques.distillation && techniques.distillation->teacher.kind != Origin::Kind::Run) techniques.distillation.reset();
}

}  // namespace

void writeOutStages(Experiment& experiment) {
    if (!experiment.stages.empty()) return;
    experiment.stages = expandedStages(experiment);
    experiment.from = {};
    forgetTrained(experiment.techniques);
    experiment.techniques.distillation.reset();
}

std::string freeStageName(const Experiment& experiment, const std::string& wanted) {
    const auto taken = [&](const std::string& name) {
        return std::any_of(experiment.stages.begin(), experiment.stages.end(), [&](const Stage& stage) { return stage.name == name; });
    };
    std::string name = wanted;
    for (int number = 2; taken(name); ++number) name = wanted + " " + std::to_string(number);
    return name;
}

bool needTrainedModel(const Techniques& techniques) { return techniques.theseus || techniques.ladder || techniques.truncation; }

int addStage(Experiment& experiment, int after) {
    writeOutStages(experiment);
    Stage added = at(experiment, after);
    added.name = freeStageName(experiment, "stage " + std::to_string(experiment.stages.size() + 1));
    added.from = from_previous;
    added.techniques.theseus.reset();
    added.techniques.truncation.reset();
    experiment.stages.insert(place(experiment, after + 1), std::move(added));
    fitDepths(experiment);
    return after + 1;
}

int removeStage(Experiment& experiment, int stage) {
    const Origin from = at(experiment, stage).from;
    experiment.stages.erase(place(experiment, stage));
    if (experiment.stages.empty()) return 0;
    Stage& first = experiment.stages.front();
    if (stage == 0 && first.from.kind == Origin::Kind::Previous) first.from = from;
    if (experiment.stages.size() == 1 && !first.task) {
        const Stage left = std::exchange(experiment.stages, {}).front();
        experiment.from = left.from;
        experiment.techniques = left.techniques;
        experiment.train = left.train;
        experiment.evaluate = left.evaluate;
    }
    fitDepths(experiment);
    return std::clamp(stage, 0, std::max(0, static_cast<int>(experiment.stages.size()) - 1));
}

int moveStage(Experiment& experiment, int stage, int by) {
    const int to = stage + by;
    if (to < 0 || to >= static_cast<int>(experiment.stages.size())) return stage;
    std::swap(at(experiment, stage), at(experiment, to));
    // The first stage has none before it: where its weights come from stays with the place.
    if (std::min(stage, to) == 0 && experiment.stages[0].from.kind == Origin::Kind::Previous)
        std::swap(experiment.stages[0].from, experiment.stages[1].from);
    fitDepths(experiment);
    return to;
}

int insertTrainingBefore(Experiment& experiment, int stage) {
    writeOutStages(experiment);
    Stage trains = at(experiment, stage);
    const char* name = trains.techniques.theseus ? "predecessor" : trains.techniques.ladder ? "backbone" : "teacher";
    trains.name = freeStageName(experiment, trains.techniques.truncation ? "train_before" : name);
    forgetTrained(trains.techniques);
    if (stage == 0) forgetTeacherBefore(trains.techniques);
    if (needTrainedModel(at(experiment, stage).techniques)) at(experiment, stage).from = from_previous;
    experiment.stages.insert(place(experiment, stage), std::move(trains));
    fitDepths(experiment);
    return stage + 1;
}

}  // namespace layerlab
