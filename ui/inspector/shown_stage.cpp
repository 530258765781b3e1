#include "ui/inspector/shown_stage.h"

#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

const Stage* stageOf(const Experiment& experiment, int stage) {
    const auto i = static_cast<std::size_t>(stage);
    return stage >= 0 && i < experiment.stages.size() ? &experiment.stages[i] : nullptr;
}

// Whether a key is one that the stage has its own value of.
bool belongsToStage(const Stage& stage, const std::string& path) {
    for (const char* group : {"techniques.", "train.", "evaluate.", "from."})
        if (path.starts_with(group)) return true;
    return path == "from" || path == "techniques" || (stage.task && path.starts_with("task."));
}

void putBack(Experiment& experiment, int number, const Experiment& shown) {
    Experiment all = shown;
    all.stages = experiment.stages;
    all.from = experiment.from;
    all.techniques = experiment.techniques;
    all.train = experiment.train;
    all.evaluate = experiment.evaluate;
    Stage& stage = all.stages[static_cast<std::size_t>(number)];
    stage.from = shown.from;
    stage.techniques = shown.techniques;
    stage.train = shown.train;
    stage.evaluate = shown.evaluate;
    if (stage.task) {
        stage.task = shown.task;
        all.task = experiment.task;
    }
    experiment = std::move(all);
}

}  // namespace

Experiment shownStage(Experiment experiment, int stage) {
    if (const Stage* shown = stageOf(experiment, stage)) {
        experiment.from = shown->from;
        experiment.techniques = shown->techniques;
        experiment.train = shown->train;
        experiment.evaluate = shown->evaluate;
        if (shown->task) experiment.task = *shown->task;
    }
    return experiment;
}

Experiment shownStage(const ExperimentDocument& document) { return shownStage(document.experiment(), document.shownStage()); }

Blueprint shownBlueprint(const ExperimentDocument& document) {
    return blueprintOf(document.experiment(), static_cast<std::size_t>(document.shownStage()));
}

std::string shownStageName(const ExperimentDocument& document) {
    return expandedStages(document.experiment()).at(static_cast<std::size_t>(document.shownStage())).name;
}

std::string shownPath(const ExperimentDocument& document, const std::string& path) {
    const Stage* stage = stageOf(document.experiment(), document.shownStage());
    if (!stage || !belongsToStage(*stage, path)) return path;
    return "stages[" + std::to_string(document.shownStage() + 1) + "]." + path;
}

QString setShown(ExperimentDocument& document, const std::string& path, const std::vector<std::string>& texts) {
    return document.setPath(shownPath(document, path), texts);
}

QString shownProblem(const ExperimentDocument& document, const std::string& path) {
    const std::string full = shownPath(document, path);
    for (const Problem& problem : document.problems())
        if (!problem.warning && problem.path == full) return QString::fromStdString(problem.message);
    return {};
}

void editShown(ExperimentDocument& document, const QString& text, const QString& mergeKey, const std::function<void(Experiment&)>& change) {
    const int number = document.shownStage();
    const QString key = mergeKey.isEmpty() ? mergeKey : QStringLiteral("%1 of stage %2").arg(mergeKey).arg(number + 1);
    document.edit(text, key, [&](Experiment& experiment) {
        if (!stageOf(experiment, number)) return change(experiment);
        Experiment shown = shownStage(experiment, number);
        change(shown);
        putBack(experiment, number, shown);
    });
}

}  // namespace layerlab
