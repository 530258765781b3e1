#include "engine/depths/measure.h"

#include <torch/torch.h>

#include <filesystem>

#include "engine/data/byte_source.h"
#include "engine/depths/evaluate.h"
#include "engine/platform/clock.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"
#include "engine/training/checkpoint.h"
#include "engine/training/device.h"

namespace layerlab {

namespace {

TrainingState loadWeights(const std::filesystem::path& run, bool best, EncoderModel& model) {
    if (best) return loadCheckpoint(run, "best", model, false);
    const auto names = checkpointNames(run);
    if (names.empty()) throw Error(ErrorKind::BadInput, text("%1 has no checkpoint yet", run.string()));
    std::string problems;
    for (const auto& name : names) {
        try {
            return loadCheckpoint(run, name, model, false);
        } catch (const Error& error) {
            problems += (problems.empty() ? "" : "; ") + std::string(error.what());
        }
    }
    throw Error(ErrorKind::Io, problems);
}

}  // namespace

void measureDepths(const DepthsJob& job, Control& control, const EventSink& sink) {
    const std::filesystem::path run(job.run);
    if (!std::filesystem::is_directory(run)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", job.run));
    if (job.split != "valid" && job.split != "test")
        throw Error(ErrorKind::BadInput, text("the split '%1' is not known; valid and test are", job.split));
    const Experiment experiment = readRunExperiment(run);
    const Stage& stage = experiment.stages.back();
    const int threads = setThreads(job.threads > 0 ? job.threads : stage.train.threads);
    const auto stop = [&] { return control.stopping(); };
    const auto told = [&](std::int64_t done, std::int64_t all) {
        const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0;
        sink({0, secondsSince1970(), Progress{share, text("preparing the data")}});
    };
    const auto data = loadTask(experiment, run, {told, stop});
    EncoderModel model(experiment, stage.techniques, data->size());
    const TrainingState state = loadWeights(run, job.best, model);
    const auto batches = data->batches(job.split == "valid" ? Split::Valid : Split::Test, 64);

    Depths depths = stage.evaluate.depths;
    if (job.keep) depths.keep = *job.keep;
    std::vector<Route> routes = job.routes.empty() ? chooseRoutes(depths, experiment.model, true) : job.routes;
    const Route full = model.fullPlan().encoder().route();
    routes.push_back(full);
    const auto now = [&](auto what) { return Event{state.step, secondsSince1970(), std::move(what)}; };
    std::vector<RouteResult> results =
        evaluateRoutes(model, {&experiment, &stage.techniques, data.get(), &batches}, routes, stop, [&](double done) {
            sink(now(Progress{done * (job.latency ? 0.8 : 1.0), text("evaluating %1 routes", routes.size())}));
        });
    if (job.latency) {
        for (std::size_t i = 0; i < results.size(); ++i) {
            results[i].latency_ms = latency(model, results[i].slots, data->size().length, 20, stop);
            sink(now(Progress{0.8 + 0.2 * static_cast<double>(i + 1) / static_cast<double>(results.size()),
                              text("timing on %1 threads", threads)}));
        }
    }
    Evaluated evaluated;
    evaluated.split = job.split;
    evaluated.strategy = job.routes.empty() ? strategyName(depths.keep) : "chosen";
    evaluated.full = results.back();
    results.pop_back();
    evaluated.depths = std::move(results);
    sink(now(std::move(evaluated)));
}

}  // namespace layerlab
