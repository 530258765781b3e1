// The boundary between programs and tensors: start a job, get events. What is behind it lives in a shared library that
// links LibTorch (0.4 s to load); loadEngine() prepares the machine (platform/machine.h) and opens it on first use, so
// that a window, `check` and `--help` start at once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/depths/choices.h"
#include "engine/experiment/experiment.h"
#include "engine/runs/event.h"

namespace layerlab {

struct TrainJob {
    Experiment experiment;
    std::string library;  // the folder in which the run makes its own
    std::string resume;   // not empty: resume this run folder instead; experiment is not looked at
    std::string device = "cpu";
    int threads = 0;              // not 0: instead of the experiment's
    bool accept_changes = false;  // resume although data, kernels or threads changed
    bool start_paused = false;
};

// Measures routes of a finished, stopped or running run's newest weights. Emits Progress, then one Evaluated; of a search
// on validation data whose task has test data a second one, of the chosen routes on these. What was measured is added to
// the run's measured.jsonl (runs/measurements.h).
struct DepthsJob {
    std::string run;
    std::optional<Strategy> keep;  // unset: the experiment's
    std::vector<Route> routes;     // not empty: these instead of a strategy's
    int from = 0, to = 0;          // depths; 0: the experiment's, or of a search all
    std::string split = "valid";
    bool best = false;  // the best checkpoint instead of the last
    int stage = 0;      // what an earlier stage (from 1) left to the next one, of which the run keeps no figures; 0: the last
    bool latency = true;
    int threads = 0;
    Search search;  // its depths are those above
    Contribution contribution;
};

// Makes a run's model smaller without training, measures what became of it, and stores it in a folder of its own where that
// is asked for. Emits Progress, one Evaluated (full: as it is; depths: one result a variant), and ModelSaved.
struct ShrinkJob {
    std::string run;
    Route route;                    // empty: every slot
    std::vector<Variant> variants;  // none: only the route is taken
    std::string library;            // not empty: the one variant is stored in here, as a run of no steps in a folder of its own
    std::string folder;             // not empty: it is stored in just this folder, which must be new or empty
    std::string split = "valid";
    bool best = false;
    bool measure = true;  // accuracy on the split
    bool latency = true;
    int threads = 0;
};

// Runs texts through a run's model. Emits one Predicted a text.
struct PredictJob {
    std::string run;
    Route route;  // empty: every slot
    std::vector<std::string> texts;
    std::vector<std::string> pairs;  // the second texts, where the task has pairs; as many, or none
    bool best = true;
    int threads = 0;
};

// Fixed work, timed. Emits Measured.
struct BenchJob {
    bool quick = true;
    int threads = 0;
};

using Job = std::variant<TrainJob, DepthsJob, ShrinkJob, PredictJob, BenchJob>;
using JobId = std::uint64_t;

// What this process computes with.
struct MachineReport {
    std::string kernels;  // "SkylakeX, openmp"
    std::string vectors;  // LibTorch's own kernels, "AVX512"
    int threads = 0;
    std::string libtorch;  // "1.13.1"
    bool cuda = false;
};

// One engine thread with a queue of jobs. All functions may be called from any thread and never wait for a job, except
// wait(). Sinks are called on the engine thread; a job's last event is Finished, Stopped or Failed, and no exception
// ever leaves.
class Engine {
public:
    virtual ~Engine() = default;  // stops the running job with a checkpoint, drops queued ones, joins the thread
    virtual JobId submit(Job job, EventSink sink) = 0;
    virtual void pause(JobId id) = 0;
    virtual void resume(JobId id) = 0;
    virtual void step(JobId id) = 0;  // one training step, then paused again
    virtual void stop(JobId id) = 0;  // training: a checkpoint first
    virtual void wait(JobId id) = 0;
    virtual MachineReport machine() = 0;
};

// Opens the tensor library; throws Error(Io) saying what is missing. Safe to call from several threads; takes about
// half a second the first time.
std::shared_ptr<Engine> loadEngine();

}  // namespace layerlab
