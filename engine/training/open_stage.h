// A stage made ready to train: its data, its model with the weights it starts from, its techniques.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "engine/data/task_data.h"
#include "engine/techniques/technique.h"
#include "engine/training/checkpoint.h"

namespace layerlab {

struct OpenStage {
    Task task;
    std::shared_ptr<TaskData> data;  // of the task
    std::unique_ptr<EncoderModel> model;
    TechniqueList techniques;
    // Everything that a checkpoint keeps: the model's segments and the techniques' own.
    Segments segments() const;
};

// How a message names a key of a stage (from 0); a short experiment has no list of them.
std::string keyOf(const Experiment& experiment, int stage, const char* key);

// Reads the data of a stage (from 0), unless they are those that are open. run: the run's folder where it has one, whose
// vocabulary is used then; else that of the run which the stage starts from, or of the first one that any stage starts from or
// is taught by. Throws Error(BadInput).
void openData(OpenStage& open, const Experiment& experiment, int stage, const std::filesystem::path& run, const ReadWatch& watch);

// Makes the model and the techniques, with first weights of a model from scratch; teachers are read from run, or from theirs.
// Throws Error(BadInput) where a teacher reads or answers otherwise than the task.
void openModel(OpenStage& open, const Experiment& experiment, int stage, const std::filesystem::path& run, torch::Device device);

// How the making of a stage is followed, and ended.
struct StageWatch {
    std::function<bool()> stopping;
    std::function<void(double)> progress;
};

// Gives the model the weights that the stage starts from, and the techniques theirs. Throws Error(BadInput) naming what
// differs, or what would be left untrained, Error(Cancelled) when stopping. Gives what a person should know, a sentence each.
std::vector<std::string> startStage(OpenStage& stage, const Experiment& experiment, int number, const std::filesystem::path& run,
                                    const StageWatch& watch);

}  // namespace layerlab
