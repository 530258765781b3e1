#include "engine/training/device.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/error.h"
#include "engine/platform/machine.h"
#include "engine/text.h"

namespace layerlab {

torch::Device deviceNamed(const std::string& name) {
    if (name == "cpu") return torch::kCPU;
    if (name != "cuda") throw Error(ErrorKind::BadInput, text("--device %1 is not known; cpu and cuda are", name));
    if (!torch::hasCUDA()) throw Error(ErrorKind::BadInput, text("--device cuda: this build of LibTorch has no CUDA; use --device cpu"));
    if (torch::cuda::device_count() == 0)
        throw Error(ErrorKind::BadInput, text("--device cuda: no CUDA device was found; use --device cpu"));
    return torch::kCUDA;
}

int setThreads(int threads) {
    if (threads <= 0) threads = allowedThreads();
    at::set_num_threads(threads);
    return threads;
}

}  // namespace layerlab
