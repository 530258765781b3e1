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
// The newest checkpoint that can be read; or the best one, and where there is none (nothing was measured) the newest. stage (from
// 1, 0: the last): what an earlier stage of the run left to the next one, of which only that is kept.
StoredModel loadStored(const std::filesystem::path& run, Origin::Weights weights, int stage = 0);

inline StoredModel loadStored(const Origin& origin) { return loadStored(origin.run, origin.weights, origin.stage); }

// "path size sha256" of the weights that loadStored() reads there, as long as they are not damaged; empty: there are none.
std::string fingerprintOfStored(const Origin& origin);

// Where a stage (from 0) of a run, in its folder, takes weights from. Origin::Kind::Scratch gives nothing.
std::unique_ptr<StoredModel> loadOrigin(const Origin& origin, const std::filesystem::path& run, int stage);

// Throws Error(BadInput) naming what differs where a stage with this blueprint cannot begin with what `source` leaves behind, as
// far as their shapes tell. where: for the sentence, such as "stages[2].from".
void mustFit(const StoredModel& source, const Blueprint& now, const std::string& where);

// What a stage got from the model it started from, beside the encoder's layers and the embeddings.
struct TakenOver {
    bool head = false;               // only of the same kind of task with as many labels
    bool side = false;               // a ladder's: only where each of its rungs was one before, with layers of the same shape
    std::vector<std::string> notes;  // what a person should know of what was not, a sentence each
};
// Gives it all that. Throws as mustFit(), and where the task has another number of tokens.
TakenOver startFrom(const StoredModel& source, EncoderModel& model, const std::string& where);

// Throws Error(BadInput) naming the first token, or label, that differs from what a run's model was trained with. A task that reads
// no text has no tokens to compare; labels are only known of a run's last stage.
void mustReadAlike(const std::filesystem::path& run, const TaskData& data, const std::string& where);
void mustAnswerAlike(const StoredModel& source, const std::filesystem::path& run, const TaskData& data, const std::string& where);

}  // namespace layerlab
