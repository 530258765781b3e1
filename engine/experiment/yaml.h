// The experiment file: YAML in and out. All problems of a file are reported at once, each with line and column, what is
// allowed and the nearest right spelling.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

struct Problem {
    std::string path;          // "train.learning_rate"
    std::string message;       // what is wrong and what is allowed
    int line = 0, column = 0;  // from 1; 0: not in the file (a default, or --set)
    bool warning = false;      // allowed, but probably not meant
    bool overridden = false;   // the value came from --set
};

inline bool hasErrors(const std::vector<Problem>& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) { return !problem.warning; });
}

struct ReadResult {
    Experiment experiment;  // as far as it could be read
    std::vector<Problem> problems;
    bool ok() const;  // no problem but warnings
};

// The bytes of a file that may be an experiment's, hardly more than one may have; or what is wrong with the file.
std::optional<Problem> readExperimentText(const std::string& file, std::string& yaml);
// overrides: (dotted path, YAML value) of --set. base: folder that relative paths of the file are relative to.
ReadResult readExperiment(const std::string& yaml, const std::string& base = {},
                          const std::vector<std::pair<std::string, std::string>>& overrides = {});
ReadResult readExperimentFile(const std::string& file, const std::vector<std::pair<std::string, std::string>>& overrides = {});
// "FILE:LINE:COLUMN: message (at path)", or "--set path: message".
std::string toText(const Problem& problem, const std::string& file);

// all: every default written out, as in a run folder; else only what differs from the defaults.
std::string writeExperiment(const Experiment& experiment, bool all = false);

// The experiment with values set by dotted path, as --set sets them in its file: stages follow the keys that they inherit.
// The problems are those of reading; what is wrong with the values taken together is validate()'s to say. Without its sweep.
ReadResult withSettings(const Experiment& experiment, const std::vector<std::pair<std::string, std::string>>& settings);

// What is wrong with the values taken together (validate.cpp). Paths as in the file.
std::vector<Problem> validate(const Experiment& experiment);

// Differences as data: every path whose value differs, with both values ("" where it has none).
struct Difference {
    std::string path, left, right;
};
std::vector<Difference> differences(const Experiment& left, const Experiment& right);

}  // namespace layerlab
