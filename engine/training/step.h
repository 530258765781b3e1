// One training step: plan, forward, backward, clip, update. What the trainer and the benchmark have in common.
#pragma once

#include <memory>
#include <vector>

#include "engine/model/model.h"
#include "engine/techniques/technique.h"

namespace layerlab {

struct StepResult {
    Plan plan;                             // what ran
    bool skipped = false;                  // nothing that ran could learn: no pass was made, nothing changed
    std::map<std::string, double> losses;  // each term by itself, unweighted; "task" is the task's
    double loss = 0;                       // their weighted sum
    double gradient_norm = 0;              // over all trained weights, before clipping
    std::vector<double> slot_gradients;    // the same of each step of the measured stack
};

// Gives gradients to the segments that a plan trains, and takes them from all others.
void bindTrained(const EncoderModel& model, const std::vector<Segment*>& trained);

// Throws Error(Numeric) where loss or gradient is no number; the weights are then as before.
StepResult trainStep(EncoderModel& model, const TechniqueList& techniques, const PassPlace& place, const TensorBatch& batch,
                     const Train& settings, double learning_rate);

}  // namespace layerlab
