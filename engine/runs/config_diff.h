// What differs in the experiments of runs, for people: as lines of YAML, and as a table of keys.
#pragma once

#include <string>
#include <vector>

#include "engine/experiment/experiment.h"
#include "engine/runs/comparison.h"

namespace layerlab {

// The experiment's YAML with every default, each setting said once: a run's file says what its stages inherit a second time.
std::string plainConfig(const Experiment& experiment);

struct DiffLine {
    char mark = ' ';  // ' ' both have the line, '-' only the left, '+' only the right one; '@': lines were left out here
    std::string text;

    bool operator==(const DiffLine&) const = default;
};
// The changed lines with some lines around them and the keys that they stand under. Names and descriptions do not count.
// Nothing where the experiments are equal.
std::vector<DiffLine> configDiff(const Experiment& left, const Experiment& right, int context = 2);

// The keys in which any of the runs differ; names and descriptions do not count.
struct DifferingKey {
    std::string path;
    std::vector<std::string> values;  // one a run of Comparison::runs; "" where it has none
};
std::vector<DifferingKey> differingKeys(const Comparison& comparison);

}  // namespace layerlab
