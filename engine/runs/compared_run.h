// Reads what a comparison needs of one run folder.
#pragma once

#include <filesystem>
#include <string>

#include "engine/runs/comparison.h"

namespace layerlab {

// Never throws: what cannot be read is the run's `problem`.
ComparedRun readComparedRun(const std::filesystem::path& folder, const std::string& split);

// Lowest and highest loss of each block of steps, beside the first and the last point: at most `most` (≥ 4) points, by step.
std::vector<TrainingPoint> thinned(std::vector<TrainingPoint> curve, std::size_t most);
// Means over `blocks` equal parts of each stage's steps, each at its part's last step; of a shorter stage its points.
std::vector<TrainingPoint> averaged(const std::vector<TrainingPoint>& curve, std::size_t blocks);

}  // namespace layerlab
