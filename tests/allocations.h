// What the CPU allocator of tensors hands out while an object of this class lives, as LibTorch's own profiler sees it.
#pragma once

#include <c10/util/ThreadLocalDebugInfo.h>
#include <c10/core/Allocator.h>
#include <torch/version.h>

#include <algorithm>
#include <cstdint>
#include <memory>

namespace layerlab {

class AllocationPeak {
public:
    AllocationPeak() : m_report(std::make_shared<Report>()), m_guard(c10::DebugInfoKind::PROFILER_STATE, m_report) {}
    // The most that was held at once beyond what was there before.
    std::int64_t bytes() const { return m_report->peak; }

private:
    struct Report : c10::MemoryReportingInfoBase {
#if TORCH_VERSION_MAJOR >= 2
        using Total = std::size_t;
#else
        using Total = std::int64_t;
#endif
        void reportMemoryUsage(void*, std::int64_t size, Total, Total, c10::Device) override { peak = std::max(peak, held += size); }
        bool memoryProfilingEnabled() const override { return true; }
        std::int64_t held = 0, peak = 0;
    };
    std::shared_ptr<Report> m_report;
    c10::DebugInfoGuard m_guard;
};

}  // namespace layerlab
