// Runs beside each other: accuracy by depth over seeds, accuracy against cost, the depth × run table, what differs in their
// experiments. Plain values that the window, the command line and reports draw; only compareRuns() reads files. No tensors.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/depths/choices.h"
#include "engine/experiment/experiment.h"
#include "engine/runs/event.h"
#include "engine/runs/statistics.h"

namespace layerlab {

// Seconds of training: the time between events without pauses and without what lies between being stopped and resumed.
struct TrainingPoint {
    std::int64_t step = 0;
    int stage = 0;
    double seconds = 0;
    double loss = 0;  // the task's
};
// Of the full route on validation data.
struct EvaluationPoint {
    std::int64_t step = 0;
    int stage = 0;  // accuracies of stages with different tasks are different things
    double seconds = 0;
    double accuracy = 0;
    double loss = 0;
};

struct ComparedRun {
    std::filesystem::path folder;
    std::string name;           // shown: that of labels.json, else the folder's
    std::optional<int> colour;  // of labels.json
    std::uint64_t seed = 0;
    std::string status;      // as in RunSummary
    std::string techniques;  // describeTechniques()
    std::string host, device, kernels, libtorch, layerlab;
    int threads = 0;
    std::int64_t step = 0;                    // steps trained
    double seconds = 0;                       // of training
    std::optional<double> peak_memory_bytes;  // of training
    Experiment experiment;

    // What is known of the weights that the run ended with (knownResults()); of a run that was stopped between evaluations its
    // last evaluation. The steps are those of the weights that were measured; -1: nothing was.
    std::vector<RouteResult> valid, test;
    std::int64_t valid_step = -1, test_step = -1;
    // Its strategy's route of each depth on the comparison's split, the full one among them, as trained (no variant).
    std::string strategy;
    std::map<int, RouteResult> depths;

    // At most 2000 points; of each block of steps the lowest and the highest loss, so that no peak is lost.
    std::vector<TrainingPoint> training;
    // The same as means, each over a hundredth of the steps of a stage.
    std::vector<TrainingPoint> training_means;
    std::vector<EvaluationPoint> evaluations;

    std::string problem;  // why the run cannot be read; then all but folder and name is empty

    const std::vector<RouteResult>& results(const std::string& split) const { return split == "test" ? test : valid; }
    std::int64_t resultsStep(const std::string& split) const { return split == "test" ? test_step : valid_step; }
};

// Runs whose experiments differ in nothing but seed, name and description (runs that weights come from count as equal where
// they differ in nothing else, either).
struct ComparedGroup {
    std::string name;               // of one run its own, else its techniques and what tells it from the other groups
    std::vector<std::size_t> runs;  // of Comparison::runs, at least one
    std::optional<int> colour;      // the label of its first run that has one
    std::map<int, Interval> accuracy_by_depth;
    std::map<int, RouteResult> cost_by_depth;  // means over seeds; see ComparedPoint::mean
};

// A depth of a group, or a smaller variant of it, as one point of accuracy against cost.
struct ComparedPoint {
    enum class Kind {
        Depth,    // the strategy's route, as trained
        Variant,  // weights made smaller without training: int8, sparsity 0.5
        Chosen    // the most accurate of the other routes that were measured, where it beats the strategy's
    };
    Kind kind = Kind::Depth;
    std::size_t group = 0;
    std::vector<std::size_t> runs;  // whose figures are in it
    int depth = 0;
    std::string variant;
    Interval accuracy;
    // Means over seeds. slots: of the first run. latency_ms and bytes: over the runs that have them.
    RouteResult mean;
    std::optional<double> memory_bytes;  // the peak of training, which only the full route has
};

// What accuracy is shown against.
enum class CostAxis { Latency, Parameters, Flops, Bytes, Memory };
const std::vector<CostAxis>& allCosts();
std::optional<double> costOf(const ComparedPoint& point, CostAxis cost);
// The points that no other one beats in both accuracy and cost (paretoFront() of engine/depths/choices.h), by rising cost.
std::vector<std::size_t> paretoFront(const std::vector<ComparedPoint>& points, CostAxis cost);

struct DepthTable {
    struct Cell {
        Interval accuracy;  // count 0: the group has no such depth
        bool best = false;  // the highest mean of its row, where more than one group has the depth
        std::optional<double> latency_ms;
        double flops = 0;
        std::int64_t parameters = 0;
    };
    struct Range {
        double low = 0, high = 0;
    };
    struct Row {
        int depth = 0;
        std::vector<Cell> cells;                             // one a group
        std::optional<Range> latency_ms, flops, parameters;  // over the groups that have the depth
    };
    std::vector<std::string> columns;  // the groups' names
    std::vector<Row> rows;             // deepest first
};

struct Comparison {
    std::string split;
    std::vector<ComparedRun> runs;  // in the order asked for, those with a problem too
    std::vector<ComparedGroup> groups;
    std::vector<ComparedPoint> points;  // by group, then depth
    DepthTable table;
};

// Reads runs; it takes a second for 100,000 steps. A folder named twice counts once. A run that cannot be read keeps its place with a problem and is in no group. Runs of the same seed in one group
// count as one value, their mean. split: "valid" or "test". Throws Error(BadInput) on another split.
Comparison compareRuns(const std::vector<std::filesystem::path>& runs, const std::string& split = "valid");

// The table as CSV (RFC 4180; a header line, numbers with a point, accuracies as shares): depth, then of each group mean, low,
// high, seeds, latency_ms, flops, parameters.
std::string toCsv(const DepthTable& table);
// As text with tabs, as spreadsheets paste it: "72.4 ± 0.6".
std::string toTabbedText(const DepthTable& table);
// "72.4 ± 0.6" (per cent), "72.4" of one seed, "—" of none.
std::string accuracyText(const Interval& accuracy);
// "4.1 ms", "3.9–4.2 ms"; "0.31 G"; "2.1 M"; "—" where unknown.
std::string latencyRangeText(const std::optional<DepthTable::Range>& latency_ms);
std::string countRangeText(const std::optional<DepthTable::Range>& counts);

}  // namespace layerlab
