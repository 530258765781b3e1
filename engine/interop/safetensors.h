// The safetensors format: u64 little-endian header length, a JSON header, then raw little-endian tensors. Read with every
// length, offset and shape checked, so that a damaged or hostile file is an error and never undefined behaviour.
#pragma once

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace layerlab {

using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

// Writes and syncs the file (no temporary name: the caller renames the folder it is in). Throws Error(Io).
void writeSafetensors(const std::filesystem::path& file, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& metadata = {});
// Reads all tensors onto the CPU. Throws Error(Io) naming the file and what is wrong with it.
std::map<std::string, torch::Tensor> readSafetensors(const std::filesystem::path& file);

}  // namespace layerlab
