// Models of runs, read back: for measuring, as a teacher, and as what another training starts from.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/data/task_data.h"
#include "engine/experiment/experiment.h"
#include "engine/training/checkpoint.h"

namespace layerlab {

struct StoredModel {
    Experiment experiment;  // of its run
    int stage = 0;          // whose model it is
    std::unique_ptr<EncoderModel> model;
    TrainingState state;
    std::vector<double> drop_rates;  // LayerDrop's, of every slot of the measured stack, as they were learned; none: LayerDrop was off
    bool int8 = false;               // stored as int8; whether it computes so, too, is model->computesInInt8()
};

// A checkpoint of a run by its name: "best", "stage-1", "step-000000100". Sizes are those of its weights, so no data is
// read. Throws Error(Io) where it is damaged, Error(BadInput) where the run has none.
StoredModel loadStored(const std::filesystem::path& run, const std::string& checkpoint);
// The newest checkpoint that can be read; or the best one, and where there is none (nothing was measured) the newest.
StoredModel loadStored(const std::filesystem::path& run, Origin::Weights weights);

// Where a stage (from 0) of a run, in its folder, takes weights from. Origin::Kind::Scratch gives nothing.
std::unique_ptr<StoredModel> loadOrigin(const Origin& origin, const std::filesystem::path& run, int stage);

// Gives a stage's encoder, embeddings and head the weights of what `source` leaves behind; the head only where it answers
// the same kind of task with as many labels. Of a ladder whose shape is the same the side network, too. Throws
// Error(BadInput) naming what differs. where: for the sentence, such as "stages[2].from".
void startFrom(const StoredModel& source, EncoderModel& model, const std::string& where);

}  // namespace layerlab
