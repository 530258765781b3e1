// The machine under the engine: threads this process may use, BLAS kernels that fit the processor, memory. Everything
// that must be decided before LibTorch is loaded, because BLAS reads the environment only while it loads.
#pragma once

#include <cstdint>
#include <string>

namespace layerlab {

// Threads that affinity and cgroup allow: at least 1.
int allowedThreads();

// Bytes of memory that this machine (or cgroup) has, 0 if unknown; and what this process uses.
std::uint64_t memoryLimit();
std::uint64_t memoryUsed();
// Bytes that a program could have now without taking them from another, 0 if unknown.
std::uint64_t memoryAvailable();
// The most that this process has held since resetPeakMemory(), in bytes (the kernel's high-water mark of resident memory, all
// of the program); 0 if unknown.
std::int64_t peakMemory();
void resetPeakMemory();
// Gives the machine back what was freed, which prepareBlas() makes the allocator keep.
void releaseMemory();

// Loads OpenBLAS with the kernels this processor deserves, and sets what LibTorch reads from the environment. Call once,
// before LibTorch is loaded. What the user set in OPENBLAS_CORETYPE or ATEN_CPU_CAPABILITY is respected, and kernels
// that OpenBLAS chose by itself are only ever replaced by better ones: Debian 12's version does not know recent
// processors (it runs a fifth as fast on them) or knows them as older ones.
// Gives "SkylakeX (openmp)", or what else is in use.
std::string prepareBlas();

// For tests: how wide a kernel's vectors are: 0 SSE, 1 AVX2, 2 AVX-512.
int kernelLevel(const std::string& core_name);

}  // namespace layerlab
