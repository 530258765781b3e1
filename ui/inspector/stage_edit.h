// What can be done to the stages of an experiment, as functions on it; stages count from 0. An experiment without stages is
// given its one stage written out first.
#pragma once

#include <string>

#include "engine/experiment/experiment.h"

namespace layerlab {

constexpr std::size_t most_stages = 32;  // as validation has it

// Writes the one stage out. What only some stages can have stays with them and is not inherited by new ones.
void writeOutStages(Experiment& experiment);
// `wanted`, or with a number where another stage is called so.
std::string freeStageName(const Experiment& experiment, const std::string& wanted);
// Whether these techniques make no sense without a model that was trained before.
bool needTrainedModel(const Techniques& techniques);

// A stage after this one that goes on with its model and its settings, but neither replaces nor truncates again. Its number.
int addStage(Experiment& experiment, int after);
// What is left keeps a place to start from; of two stages the one that is left becomes a short experiment again, unless it goes
// by more than such a one has. Returns the stage that took its place, or the last one.
int removeStage(Experiment& experiment, int stage);
// To the place of its neighbour, by -1 or 1. Its number then.
int moveStage(Experiment& experiment, int stage, int by);
// Puts a stage before this one that trains the model it needs. The number of this one then.
int insertTrainingBefore(Experiment& experiment, int stage);

}  // namespace layerlab
