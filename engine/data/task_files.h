// What a run keeps about its data: task.json (sizes and label names), vocabulary.txt, and fingerprints of files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/error.h"
#include "engine/experiment/cost.h"

namespace layerlab {

void saveTaskFile(const std::filesystem::path& run, const TaskSize& size, const std::vector<std::string>& labels);
// Throws Error(Io) where the run has no such file or it is damaged.
TaskSize readTaskFile(const std::filesystem::path& run, std::vector<std::string>* labels = nullptr);
// "path size sha256" of a file.
std::string fingerprintOf(const std::filesystem::path& file);

}  // namespace layerlab
