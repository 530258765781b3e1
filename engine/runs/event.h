// Events: all that a run says about itself. The trainer emits them, the run folder keeps them one JSON object a line,
// the window and the terminal draw them. They carry no tensors.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "engine/error.h"

namespace layerlab {

using Route = std::vector<int>;  // slots that run, from 1, in order

// One route of a model, measured.
struct RouteResult {
    Route slots;
    double accuracy = 0;  // the task's accuracy, 0 … 1
    double loss = 0;
    std::map<std::string, double> metrics;  // accuracy_all, macro_f1, matthews, perplexity: as the task has them
    std::int64_t parameters = 0;
    double flops = 0;
    std::optional<double> latency_ms;
    std::map<int, double> by_difficulty;               // accuracy of each difficulty, where the task has them
    std::vector<std::vector<std::int64_t>> confusion;  // [label][answer], of the full route and few labels
    std::optional<std::int64_t> bytes;                 // of its weights as they are stored
    std::string variant = {};                          // how the weights were made smaller: "int8", "sparsity 0.5"; empty: as trained
    int depth() const { return static_cast<int>(slots.size()); }
};

// What a split of the task's data holds.
struct SplitFacts {
    std::string split;  // "train", "valid" or "test"
    std::int64_t examples = 0;
    std::vector<std::int64_t>
        labels;                     // how many examples (or labelled positions) have each counted label; empty where tokens are predicted
    std::optional<double> unknown;  // share of tokens that the vocabulary lacks; unset where every token is known by construction
};

// What a person should know about a task's data.
struct TaskFacts {
    std::map<std::string, double> baselines;  // accuracy on the validation set of rules that need no learning
    std::string difficulty;                   // what RouteResult::by_difficulty counts ("hops"); empty: nothing
    std::vector<std::string> labels;          // their names, where they are few (see RouteResult::confusion)
    std::vector<SplitFacts> data;             // of the splits that have a fixed size
};

struct RunStarted {
    std::string run;  // the folder
    std::string name;
    std::string device;
    std::string kernels;  // of BLAS, e.g. "SkylakeX (openmp)"
    int threads = 0;
    std::int64_t total_steps = 0;  // of all stages
    std::int64_t parameters = 0;
    TaskFacts task;  // of the first stage
};
struct StageStarted {
    int stage = 0;  // from 0
    std::string name;
    std::int64_t steps = 0;
    std::optional<TaskFacts> task;  // where the stage's task is another than that of the stage before
};
struct StepFinished {
    int stage = 0;
    std::map<std::string, double> losses;          // "task" and one a further loss term, unweighted; none: nothing could learn
    std::map<std::string, double> learning_rates;  // "all", later one a group of weights
    double gradient_norm = 0;
    double tokens_per_second = 0;
    std::map<std::string, double> scalars;  // what techniques emit, e.g. "layer_drop.depth"
    Route route;                            // of the encoder; of Theseus the predecessor's slots
    std::vector<int> replaced;              // Theseus: of each module, 1 where the successor ran
    std::optional<Route> side;              // of a ladder's side network
    std::vector<double> slot_gradients;     // of each slot of the route (of Theseus: of each module; of a ladder: of the side's
                                            // route): the norm of its weights' gradient, over all their uses
};
struct Evaluated {
    int stage = 0;
    std::string split = "valid";
    RouteResult full;                 // the full route
    std::vector<RouteResult> depths;  // by depth, ascending
    std::string strategy;
    bool best = false;               // a new best of this run
    std::int64_t weights_step = -1;  // the step whose weights were measured, where it is not this event's: the best ones
};
struct CheckpointSaved {
    std::string path;
};
struct StageFinished {
    int stage = 0;
    std::string reason;                  // "steps" or "early_stop"
    std::int64_t peak_memory_bytes = 0;  // the most that the program held in this stage; 0: not known
};
struct Paused {};
struct Resumed {};  // from a pause, or from a checkpoint: later steps of the file are superseded
struct Stopped {};  // asked to; the run can be resumed
struct Warned {
    std::string message;
};
struct Finished {
    double seconds = 0;  // of training in all
};
struct Failed {
    ErrorKind kind = ErrorKind::Internal;
    std::string message;
};
// Not kept in a run folder: a model that was stored in a folder of its own, and the answer to a text.
struct ModelSaved {
    std::string run;  // the folder
    std::int64_t bytes = 0;
};
struct Predicted {
    std::string text;
    std::vector<std::string> tokens;                              // as the model reads it
    std::int64_t unknown = 0;                                     // of these
    struct Answer {
        int position = -1;                                        // the token it is at, from 0; -1: of the whole text
        std::vector<std::pair<std::string, double>> likely;       // labels with their probabilities, most likely first
    };
    std::vector<Answer> answers;
    double milliseconds = 0;
};
// Not kept in a run folder: progress of a job that is no training (0 … 1), and a benchmark's figure.
struct Progress {
    double done = 0;
    std::string what;
};
struct Measured {
    std::string name, config, unit;
    double median = 0, min = 0, max = 0;
};

struct Event {
    std::int64_t step = 0;  // steps finished so far in the run, over all stages
    double time = 0;        // seconds since 1970
    using What = std::variant<RunStarted, StageStarted, StepFinished, Evaluated, CheckpointSaved, StageFinished, Paused, Resumed, Stopped,
                              Warned, Finished, Failed, ModelSaved, Predicted, Progress, Measured>;
    What what;
};

using EventSink = std::function<void(const Event&)>;

// The step whose weights an Evaluated event's figures are of.
std::int64_t weightsStep(const Event& evaluated);

// Of a run or a stage that begins with data of its own; else nullptr.
const TaskFacts* taskFacts(const Event& event);

nlohmann::json toJson(const Event& event);
nlohmann::json toJson(const RouteResult& result);
// Throws Error(BadInput) on an object that is no event.
Event eventFromJson(const nlohmann::json& object);

}  // namespace layerlab
