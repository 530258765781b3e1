// A route of a trained model as a model of its own: the weights of what the route runs, shared ones once, and nothing else.
#pragma once

#include <memory>

#include "engine/model/model.h"
#include "engine/training/stored_model.h"

namespace layerlab {

struct ExtractedModel {
    Experiment experiment;  // of a run that trains this model from scratch: one stage, only a ladder among its techniques
    std::unique_ptr<EncoderModel> model;
};

// route: slots of the measured stack (from 1), in order; empty: all that run. Of a ladder the backbone stays as far as a rung
// of the route reads it. The logits are bit for bit those of the source by this route. Throws Error(BadInput) on a slot that
// does not run.
ExtractedModel extract(const StoredModel& source, const Route& route);

}  // namespace layerlab
