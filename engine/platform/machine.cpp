#include "engine/platform/machine.h"

#include <dlfcn.h>
#include <malloc.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <sstream>

namespace layerlab {

namespace {

std::string firstLine(const char* path) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    return line;
}

int processorLevel() {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd"))
        return 2;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 1;
#endif
    return 0;
}

using NameFunction = char* (*)();

std::string coreName(void* library) {
    const auto name = reinterpret_cast<NameFunction>(::dlsym(library, "openblas_get_corename"));
    return name ? name() : "";
}

}  // namespace

int allowedThreads() {
    int count = std::max(1, static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)));
    cpu_set_t set;
    if (::sched_getaffinity(0, sizeof set, &set) == 0) count = std::max(1, CPU_COUNT(&set));
    // cgroup version 2: "max 100000" or "150000 100000" (quota and period, in microseconds).
    std::istringstream limit(firstLine("/sys/fs/cgroup/cpu.max"));
    double quota = 0, period = 0;
    if (limit >> quota >> period && quota > 0 && period > 0)
        count = std::min(count, std::max(1, static_cast<int>(std::ceil(quota / period))));
    return count;
}

std::uint64_t memoryLimit() {
    const auto pages = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
    std::uint64_t bytes = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    std::istringstream limit(firstLine("/sys/fs/cgroup/memory.max"));
    std::uint64_t group = 0;
    if (limit >> group && group > 0) bytes = std::min(bytes, group);
    return bytes;
}

std::uint64_t memoryAvailable() {
    std::ifstream machine("/proc/meminfo");
    std::uint64_t bytes = memoryLimit();
    std::string name;
    for (std::uint64_t kib = 0; machine >> name; machine.ignore(100, '\n'))
        if (name == "MemAvailable:" && machine >> kib) bytes = std::min(bytes, kib * 1024);
    std::istringstream limit(firstLine("/sys/fs/cgroup/memory.max")), current(firstLine("/sys/fs/cgroup/memory.current"));
    std::uint64_t most = 0, held = 0, files = 0;
    if (!(limit >> most) || !(current >> held)) return bytes;
    // What is only a copy of files gives way.
    std::ifstream stat("/sys/fs/cgroup/memory.stat");
    for (std::uint64_t value = 0; stat >> name >> value;)
        if (name == "inactive_file") files = value;
    return std::min(bytes, most > held - std::min(held, files) ? most - (held - std::min(held, files)) : 0);
}

std::uint64_t memoryUsed() {
    std::istringstream statm(firstLine("/proc/self/statm"));
    std::uint64_t total = 0, resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::int64_t peakMemory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        std::istringstream field(line);
        std::string name;
        std::int64_t kib = 0;
        if (field >> name >> kib && name == "VmHWM:") return kib * 1024;
    }
    return 0;
}

void resetPeakMemory() { std::ofstream("/proc/self/clear_refs") << 5; }

void releaseMemory() { ::malloc_trim(0); }

int kernelLevel(const std::string& core_name) {
    for (const char* wide : {"SkylakeX", "Cooperlake", "SapphireRapids", "Zen4", "Zen5"})
        if (core_name == wide) return 2;
    for (const char* middle : {"Haswell", "Zen", "Excavator"})
        if (core_name == middle) return 1;
    return 0;
}

std::string prepareBlas() {
    // Freed memory is kept: giving it back and faulting it in again costs several per cent of a training step.
    ::mallopt(M_MMAP_MAX, 0);
    ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
    ::mallopt(M_TOP_PAD, 64 << 20);
    const int level = processorLevel();
    if (level == 2) ::setenv("ATEN_CPU_CAPABILITY", "avx512", 0);

    // The OpenMP flavour shares its threads with LibTorch; the pthread flavour has threads of its own that fight them.
    const char* flavour = "openmp";
    void* blas = nullptr;
    for (const char* path : {
#if defined(__x86_64__)
             "/usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3",
#elif defined(__aarch64__)
             "/usr/lib/aarch64-linux-gnu/openblas-openmp/libblas.so.3",
#endif
                 "libblas.so.3"
         }) {
        blas = ::dlopen(path, RTLD_NOW | RTLD_GLOBAL);
        if (!blas) {
            flavour = "as installed";
            continue;
        }
        std::string core = coreName(blas);
        if (!core.empty() && kernelLevel(core) < level && !std::getenv("OPENBLAS_CORETYPE")) {
            // Not the best kernels for this processor: unload, ask for better ones, load again.
            ::dlclose(blas);
            ::setenv("OPENBLAS_CORETYPE", level == 2 ? "SkylakeX" : "Haswell", 1);
            blas = ::dlopen(path, RTLD_NOW | RTLD_GLOBAL);
            if (blas) core = coreName(blas);
        }
        return core.empty() ? "system BLAS" : core + " (" + flavour + ")";
    }
    return "LibTorch's own";
}

}  // namespace layerlab
