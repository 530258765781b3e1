// A run's figures as TensorBoard's event file, so that runs can be looked at beside those of other programs.
#pragma once

#include <filesystem>

namespace layerlab {

// Writes TARGET/RUN/events.out.tfevents.SECONDS.HOST.layerlab and returns its path. SECONDS (when the run started) and HOST
// are the run's own: exporting it again replaces the file instead of adding its points a second time.
// Tags: loss/TERM, learning_rate (one that differs: learning_rate/GROUP), gradient_norm, tokens_per_second and what
// techniques emit (theseus.rate: theseus/rate) at each step; accuracy/full, accuracy/depth_K, METRIC/full and loss/valid at
// each evaluation, of another split accuracy_test/full, …, loss/test; the experiment's YAML as text.
// Throws Error(BadInput) where `run` is no run's folder, Error(Io).
std::filesystem::path writeTensorBoard(const std::filesystem::path& run, const std::filesystem::path& target);

}  // namespace layerlab
