// The draft's sweep, edited: which keys can be swept, whether values fit their key, and axes put in and taken out, each as one
// undo step.
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

class ExperimentDocument;

// Whether a field of this key (as the file has it, "stages[2].train.steps") is offered to be swept: numbers, choices, switches.
bool isSweepable(const std::string& key);
// Why it cannot be, although it is of a kind that could; or nothing.
QString reasonAgainstSweeping(const std::string& key);

// nullptr: not swept.
const Sweep::Axis* sweepAxis(const Experiment& experiment, const std::string& key);

// What a person typed for an axis, read and tried one by one on the key. Says what is wrong, or nothing.
QString readAxisValues(const Experiment& experiment, const std::string& key, const QString& typed, std::vector<std::string>& values);
// "0, 0.1, 0.2", as it is typed; where there are many: the first and the last of them, and how many.
QString axisValuesText(const std::vector<std::string>& values);
QString shortAxisValuesText(const std::vector<std::string>& values);
// What a range comes to, or what is wrong with it. times: step is a factor.
QString readRange(const QString& from, const QString& to, const QString& step, bool times, std::vector<std::string>& values);

void setAxis(ExperimentDocument& document, const std::string& key, const std::vector<std::string>& values);
void removeAxis(ExperimentDocument& document, const std::string& key);
// "3" (how many) or "1, 2, 5"; an emptied line: the experiment's seed alone. Says what is wrong, or nothing.
QString setSweepSeeds(ExperimentDocument& document, const QString& typed);
QString sweepSeedsTyped(const Experiment& experiment);  // "1, 2, 3"

}  // namespace layerlab
