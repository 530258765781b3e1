// Turns an experiment that trains a model into one that then makes it smaller: the stages, steps and learning rates of each
// paper's recipe, scaled to the steps that the model itself is trained for.
#pragma once

#include <QString>

#include "engine/experiment/experiment.h"

namespace layerlab {

// Theseus: replace, then fine-tune the successor. Ladder: a side network. Distil: a student of every other layer. Truncate: the
// first half, fine-tuned. LayerDrop: in the stage after a Theseus replacement.
enum class Smaller { Theseus, Ladder, Distil, Truncate, LayerDrop };

// Why it cannot be done now, or nothing.
QString reasonAgainst(Smaller kind, const Experiment& experiment);
// The stage (from 0) that is shown, or the nearest before it that leaves a whole model, is what is made smaller; stages after
// it go. Settings that the shown stage has of the technique are kept. Returns the stage to show.
int makeSmaller(Experiment& experiment, Smaller kind, int shown);
// The stages that come of it, with their steps and learning rates, and why these.
QString smallerHelp(Smaller kind, const Experiment& experiment, int shown);

// Trains, in a stage before, the model that the techniques of this stage need: a short experiment gets the whole recipe.
int trainBefore(Experiment& experiment, int stage);

// The paper's reduction of 8, or the largest below it that divides the model's widths.
int fittingReduction(const Model& model);
// The rate reaches 1 after three fifths of the replacing steps, the rest trains the successor alone.
std::int64_t replacingSteps(const Train& train);

}  // namespace layerlab
