// Which stage of an experiment the fields show and edit. A field knows its key as a short experiment has it ("train.steps");
// here, and nowhere else, that becomes the key of the stage that is shown ("stages[2].train.steps").
#pragma once

#include <QString>
#include <functional>
#include <string>
#include <vector>

#include "engine/experiment/blueprint.h"

namespace layerlab {

class ExperimentDocument;

inline bool hasStages(const Experiment& experiment) { return !experiment.stages.empty(); }

// The experiment with what a stage (from 0) has of its own, from, techniques, train, evaluate and perhaps a task, where a short
// experiment has them. Without stages: as it is.
Experiment shownStage(Experiment experiment, int stage);
Experiment shownStage(const ExperimentDocument& document);
// The model that the shown stage has.
Blueprint shownBlueprint(const ExperimentDocument& document);

std::string shownStageName(const ExperimentDocument& document);

// The path of a key as the file has it for the shown stage.
std::string shownPath(const ExperimentDocument& document, const std::string& path);
QString setShown(ExperimentDocument& document, const std::string& path, const std::vector<std::string>& texts);
// What is wrong at exactly this key, not inside it; or nothing.
QString shownProblem(const ExperimentDocument& document, const std::string& path);

// ExperimentDocument::edit() on shownStage(): what was changed goes back into the stage.
void editShown(ExperimentDocument& document, const QString& text, const QString& mergeKey, const std::function<void(Experiment&)>& change);

}  // namespace layerlab
