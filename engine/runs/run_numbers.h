// The numbers of a run for other programs, as CSV and JSON. Each one says which run, step and seed it is of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/runs/event.h"

namespace layerlab {

// One route, measured once.
struct MeasuredRow {
    std::int64_t step = 0;          // when it was measured
    std::int64_t weights_step = 0;  // the step whose weights were measured
    bool afterwards = false;        // after the training (measured.jsonl), instead of by it
    std::string split, strategy;
    int stage = 0;  // from 0
    std::string stage_name;
    bool full = false;  // the full route
    RouteResult result;
};

// One step of the training.
struct TrainingRow {
    std::int64_t step = 0;
    double seconds = 0;  // of training; see training_clock.h
    StepFinished what;
    std::string stage_name;
};

struct RunNumbers {
    std::filesystem::path folder;
    std::string run;  // the folder's name
    std::uint64_t seed = 0;
    std::vector<MeasuredRow> results;  // as they were measured
    std::vector<TrainingRow> training;
};
// All of them, nothing thinned. Throws Error(BadInput) where the folder is no run, Error(Io) where it cannot be read.
RunNumbers readRunNumbers(const std::filesystem::path& run);

// A header line and one line a row (RFC 4180); stages count from 1. What a row does not have is left empty. Columns of results:
// run, seed, step, weights_step, measured (training | afterwards), split, stage, stage_name, strategy, full, depth, slots (with
// spaces), variant, accuracy, loss, one column a metric, accuracy_at_N of each difficulty N, parameters, flops, bytes,
// latency_ms. Of the training: run, seed, step, stage, stage_name, seconds, loss.TERM, learning_rate.GROUP, gradient_norm,
// tokens_per_second, and one column a scalar of the techniques.
std::string resultsCsv(const RunNumbers& numbers);
std::string trainingCsv(const RunNumbers& numbers);

// {"run", "seed", "summary": run.json, "experiment": the YAML's text, "results": […], "training": […]}: what the tables have, by
// the same names.
nlohmann::json numbersJson(const RunNumbers& numbers);

// "NAME-results.csv" and "NAME-training.csv" into a folder (one that exists, or a path that ends in '/'), else the results into
// the file `to` and the training beside it, with "-training" in its name. Gives the files. Throws Error(Io).
std::vector<std::filesystem::path> writeNumbersCsv(const RunNumbers& numbers, const std::filesystem::path& to);
// "NAME.json" into a folder, or the file.
std::vector<std::filesystem::path> writeNumbersJson(const RunNumbers& numbers, const std::filesystem::path& to);

}  // namespace layerlab
