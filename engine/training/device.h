// Devices and threads of this process.
#pragma once

#include <torch/types.h>

#include <string>

namespace layerlab {

// "cpu" or "cuda"; throws Error(BadInput) for one that this build or machine lacks.
torch::Device deviceNamed(const std::string& name);

// Sets this thread's number of threads; 0: as many as allowed. Returns it.
int setThreads(int threads);

}  // namespace layerlab
