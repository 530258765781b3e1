#include "ui/sweep/shown_sweep.h"

#include <algorithm>
#include <exception>

#include "engine/runs/run_folder.h"

namespace layerlab {

const SweepEntry* ShownSweep::find(int number) const {
    const auto found =
        std::find_if(state.entries.begin(), state.entries.end(), [number](const SweepEntry& entry) { return entry.number == number; });
    return found == state.entries.end() ? nullptr : &*found;
}

std::size_t ShownSweep::count(SweepStatus status) const {
    return static_cast<std::size_t>(
        std::count_if(state.entries.begin(), state.entries.end(), [status](const SweepEntry& entry) { return entry.status == status; }));
}

std::size_t ShownSweep::unfinished() const {
    return count(SweepStatus::Waiting) + count(SweepStatus::Running) + count(SweepStatus::Stopped);
}

ShownSweep readShownSweep(const std::filesystem::path& folder) {
    ShownSweep shown;
    shown.folder = QString::fromStdString(folder.string());
    try {
        shown.asked = readSweepExperiment(folder).sweep.value_or(Sweep{});
        shown.state = readSweep(folder);
    } catch (const std::exception& error) {
        shown.problem = QString::fromUtf8(error.what());
        return shown;
    }
    double done = 0;
    for (SweepEntry& entry : shown.state.entries) {
        if (entry.status == SweepStatus::Running) {
            takeFigures(entry);
            const auto summary = entry.run.empty() ? std::nullopt : readSummary(entry.run);
            if (summary && summary->status == "running") shown.elsewhere = true;
            else if (!entry.run.empty()) entry.status = SweepStatus::Stopped;  // its process is gone
        }
        const bool ended =
            entry.status == SweepStatus::Finished || entry.status == SweepStatus::Failed || entry.status == SweepStatus::Cancelled;
        if (ended) done += 1;
        else if (entry.total_steps > 0) done += static_cast<double>(entry.step) / static_cast<double>(entry.total_steps);
    }
    if (!shown.state.entries.empty()) shown.progress = done / static_cast<double>(shown.state.entries.size());
    return shown;
}

}  // namespace layerlab
