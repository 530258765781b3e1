// A sweep as the window shows it: a value, read from its folder or from the runner that runs it.
#pragma once

#include <QString>
#include <filesystem>
#include <optional>
#include <utility>

#include "engine/runs/sweep_folder.h"

namespace layerlab {

struct ShownSweep {
    QString folder;  // empty: none
    Sweep asked;     // as it was asked for
    SweepState state;
    bool ours = false;       // this window's runner has it
    bool elsewhere = false;  // runs of it are running in other processes
    bool paused = false;     // of ours: no new runs start
    bool stopping = false;   // of ours: running ones save a checkpoint and end
    bool busy = false;       // of ours: processes run
    double progress = 0;     // 0 … 1
    std::optional<double> seconds_left;
    QString problem;  // why it cannot be read

    bool exists() const { return !folder.isEmpty(); }
    const SweepEntry* find(int number) const;
    std::size_t count(SweepStatus status) const;
    std::size_t unfinished() const;  // waiting, running or stopped
};

// Read from disk, whoever runs it. What is wrong stands in `problem`.
ShownSweep readShownSweep(const std::filesystem::path& folder);

}  // namespace layerlab
