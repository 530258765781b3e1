// Checkpoints: a folder with weights, moments and counters, written under a temporary name, synced and renamed, so that
// one is there whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "engine/interop/safetensors.h"
#include "engine/model/model.h"

namespace layerlab {

// Where a run stands, beside the weights. All draws are functions of the seed and the step, so no generator is kept.
struct TrainingState {
    std::int64_t step = 0;  // finished, over all stages
    int stage = 0;
    std::int64_t stage_step = 0;  // finished, of this stage
    double seconds = 0;           // trained so far
    double best_metric = 0;       // of early stopping and of the best checkpoint
    bool has_best = false;
    int evaluations_without_best = 0;
    std::int64_t best_step = -1;
    std::int64_t last_evaluated = -1;  // step of the last evaluation, so that a resumed run neither repeats nor misses one
    bool stage_started = false;
    bool stage_done = false;       // the next stage comes next
    std::int64_t empty_draws = 0;  // of this stage: see Plan::empty_draws
    std::string stage_end = {};    // why the stage ended: "steps" or "early_stop"
};

using Segments = std::vector<Segment*>;
Segments segmentsOf(const EncoderModel& model);

// Writes RUN/checkpoints/NAME. Throws Error(Io), leaving what was there before.
void saveCheckpoint(const std::filesystem::path& run, const std::string& name, const Segments& segments, const TrainingState& state,
                    bool with_moments);
// One that holds weights in whatever form (model/quantized_weights.h), to be loaded and never trained on. Throws Error(Io).
void saveWeights(const std::filesystem::path& run, const std::string& name, const NamedTensors& weights,
                 const std::map<std::string, std::string>& metadata, const TrainingState& state);
// Reads one into the segments. Throws Error(Io) where it is damaged, Error(BadInput) where it belongs to another model.
TrainingState loadCheckpoint(const std::filesystem::path& run, const std::string& name, const Segments& segments, bool with_moments);
// Under another name, whole or not at all. Throws Error(Io).
void copyCheckpoint(const std::filesystem::path& run, const std::string& from, const std::string& to);
// The values of the segments, from tensors that were read from `file`. Throws Error(BadInput) where these belong to another
// model.
void fillWeights(const std::map<std::string, torch::Tensor>& weights, const Segments& segments, const std::filesystem::path& file);
// Only where the run stood, which says what its model is made of. Throws Error(Io).
TrainingState readState(const std::filesystem::path& run, const std::string& name);

// The weights that a stage (from 0) ended with.
std::string stageName(int stage);
// Names of the numbered checkpoints ("step-000001200"), newest first.
std::vector<std::string> checkpointNames(const std::filesystem::path& run);
std::string checkpointName(std::int64_t step);
// Removes numbered checkpoints but the newest `keep`.
void pruneCheckpoints(const std::filesystem::path& run, std::size_t keep);

}  // namespace layerlab
