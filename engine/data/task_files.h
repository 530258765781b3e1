// What a run keeps about its data: task.json (sizes, label names, kind of vocabulary), vocabulary.txt, and fingerprints of files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/byte_source.h"
#include "engine/error.h"
#include "engine/experiment/cost.h"

namespace layerlab {

// vocabulary: of a task that reads text, how it is made into the tokens of vocabulary.txt.
void saveTaskFile(const std::filesystem::path& run, const TaskSize& size, const std::vector<std::string>& labels,
                  const Vocabulary* vocabulary = nullptr);
// Throws Error(Io) where the run has no such file or it is damaged. A vocabulary that is not in there stays as it is.
TaskSize readTaskFile(const std::filesystem::path& run, std::vector<std::string>* labels = nullptr, Vocabulary* vocabulary = nullptr);
// Of the experiment's own task, as a run's folder has it once its stage (from 0) has begun: the folder tells of the data that were
// opened last, so nothing is known where that stage has a task of its own, or the file cannot be read.
std::optional<TaskSize> knownTaskSize(const std::filesystem::path& run, const Experiment& experiment, std::size_t stage);
// "path size sha256" of a file.
std::string fingerprintOf(const std::filesystem::path& file, const ReadWatch& watch = {});
std::string sha256Of(const std::string& content);

}  // namespace layerlab
