// What the runs of a sweep are: every combination of the grid's values, each with every seed, as experiments of their own.
// Values are set by dotted path and as YAML, as --set does, so stages follow the keys that they inherit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

constexpr std::size_t most_sweep_runs = 10'000;
// What follows is a swept key in one piece, dots and all, wherever settings are named by their paths.
constexpr const char* sweep_grid_prefix = "sweep.grid.";

// (dotted key, value as YAML writes it), in the grid's order; where the sweep names seeds, ("seed", "2") is the last.
using SweepSettings = std::vector<std::pair<std::string, std::string>>;

struct SweepPoint {
    SweepSettings settings;
    std::string name;       // see sweepPointName()
    Experiment experiment;  // of that name and without a sweep
};

// How many runs there are; of more than most_sweep_runs any number above.
std::size_t sweepSize(const Sweep& sweep);
// Of every run, the first axis outermost and seeds innermost. Cheap: no experiment is made.
std::vector<SweepSettings> sweepSettings(const Sweep& sweep);
// One run's experiment and name. Throws Error(BadInput) where a value is not allowed for its key; values taken together
// are checked by validate().
SweepPoint sweepPoint(const Experiment& experiment, const SweepSettings& settings);
// All of them, in the order of sweepSettings(). Throws like sweepPoint(), and for more than most_sweep_runs.
std::vector<SweepPoint> sweepPoints(const Experiment& experiment);

// "hops-sweep layer_drop.rate=0.1 seed=2"; where that would be too long for a folder's name, "hops-sweep sweep".
std::string sweepPointName(const Experiment& experiment, const SweepSettings& settings);

// A key without the part it begins with, where that leaves something: "layer_drop.rate". The whole where another of the
// sweep's axes would be called the same.
std::string shortSweepKey(const Sweep& sweep, const std::string& key);

// What a person types for an axis, and what a file says: "0, 0.1, 0.2", "[0, 0.1, 0.2]", one value,
// "{from: 0, to: 0.5, by: 0.1}" (both ends included) or "{from: 1e-4, to: 1e-2, times: 10}". Says what is wrong, or nothing.
std::string readSweepValues(const std::string& typed, std::vector<std::string>& values);
std::string sweepValuesText(const std::vector<std::string>& values);  // "[0, 0.1, 0.2]"
// The whole grid as one line of YAML.
std::string readSweepGrid(const std::string& typed, std::vector<Sweep::Axis>& grid);
std::string sweepGridText(const std::vector<Sweep::Axis>& grid);
// A list of seeds, or a count N of them: first_seed, first_seed + 1, … (a list of one is written [5]).
std::string readSweepSeeds(const std::string& typed, std::uint64_t first_seed, std::vector<std::uint64_t>& seeds);
std::string sweepSeedsText(const std::vector<std::uint64_t>& seeds);

// "key=a,b,c" of --grid as a setting of the experiment file: ("sweep.grid.key", "[a,b,c]"). Throws Error(BadInput).
std::pair<std::string, std::string> gridSetting(const std::string& typed);

}  // namespace layerlab
