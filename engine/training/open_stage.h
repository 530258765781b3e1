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

// Reads the data of a stage (from 0), unless they are those that are open. run: the run's folder where it has one, whose
// vocabulary is used then; else that of the run it starts from, if it starts from one. Throws Error(BadInput).
void openData(OpenStage& open, const Experiment& experiment, int stage, const std::filesystem::path& run, const ReadWatch& watch);

// Makes the model and the techniques, with first weights of a model from scratch; teachers are read from run, or from theirs.
void openModel(OpenStage& open, const Experiment& experiment, int stage, const std::filesystem::path& run, torch::Device device);

// Gives the model the weights that the stage starts from, and the techniques theirs. Throws Error(BadInput) naming what
// differs, Error(Cancelled) when stopping.
void startStage(OpenStage& stage, const Experiment& experiment, int number, const std::filesystem::path& run,
                const std::function<bool()>& stopping);

}  // namespace layerlab
