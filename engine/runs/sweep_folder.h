// A sweep on disk, in the library beside its runs: LIBRARY/NAME-sweep-0001/ with experiment.yaml (what was asked for),
// sweep.json (one entry a run, written whole after every change) and points/ (each run's experiment, and what it printed).
// The runs themselves are ordinary runs of the library; sweep.json names them.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/sweep.h"

namespace layerlab {

// Stopped: ended before its last step, goes on where it was when the sweep is continued. Cancelled: not wanted any more.
enum class SweepStatus { Waiting, Running, Finished, Failed, Stopped, Cancelled };
std::string sweepStatusWord(SweepStatus status);  // "waiting", as in sweep.json

struct SweepEntry {
    int number = 0;  // from 1 in the order of sweepSettings(); its files are points/0001.*
    SweepSettings settings;
    std::string name;
    SweepStatus status = SweepStatus::Waiting;
    std::filesystem::path run;               // its folder; empty until it is known
    std::string message;                     // why it failed
    double seconds = 0;                      // of training
    std::map<std::string, double> figures;   // accuracy_full, accuracy_half, accuracy_test, loss, parameters, latency_half_ms: those it has
    double started = 0;                      // when its process was started, in seconds since 1970
    std::int64_t pid = 0;                    // of its process while it runs
    std::int64_t step = 0, total_steps = 0;  // as far as run.json tells
};

struct SweepState {
    std::string name;                 // of the experiment
    std::vector<std::string> keys;    // the grid's, in its order; "seed" last where seeds were given
    std::vector<SweepEntry> entries;  // in the order in which they are run
};

// Makes LIBRARY/NAME-sweep-0001 with every run waiting. The experiment is what validate() finds nothing wrong with. Throws Error.
std::filesystem::path createSweepFolder(const std::filesystem::path& library, const Experiment& experiment);
bool isSweepFolder(const std::filesystem::path& folder);
SweepState readSweep(const std::filesystem::path& folder);  // throws Error; any process may read, whoever runs it
void writeSweep(const std::filesystem::path& folder, const SweepState& state);
Experiment readSweepExperiment(const std::filesystem::path& folder);                  // as asked for, with its sweep; throws Error
std::vector<std::filesystem::path> listSweeps(const std::filesystem::path& library);  // newest first

// "points/0001.yaml" and the like, in the sweep's folder.
std::filesystem::path pointFile(const std::filesystem::path& folder, int number, const std::string& extension);
// Takes figures, seconds, steps and the reason of a failure from the run's run.json; false where there is none.
bool takeFigures(SweepEntry& entry);

}  // namespace layerlab
