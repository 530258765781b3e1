#include "engine/depths/measure.h"

#include <torch/torch.h>

#include <filesystem>

#include "engine/data/byte_source.h"
#include "engine/depths/evaluate.h"
#include "engine/platform/clock.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"
#include "engine/training/device.h"
#include "engine/training/stored_model.h"
#include "engine/training/watch.h"

namespace layerlab {

void measureDepths(const DepthsJob& job, Control& control, const EventSink& sink) {
    const std::filesystem::path run(job.run);
    if (!std::filesystem::is_directory(run)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", job.run));
    if (job.split != "valid" && job.split != "test")
        throw Error(ErrorKind::BadInput, text("the split '%1' is not known; valid and test are", job.split));
    const StoredModel stored = loadStored(run, job.best ? Origin::Weights::Best : Origin::Weights::Final);
    const EncoderModel& model = *stored.model;
    const Stage& stage = stored.experiment.stages[static_cast<std::size_t>(stored.stage)];
    const int threads = setThreads(job.threads > 0 ? job.threads : stage.train.threads);
    const auto stop = [&] { return control.stopping(); };
    const auto data = loadTask(taskOf(stored.experiment, stage), stored.experiment.seed, {run, !stage.task}, watchOf(control, sink));
    const auto batches = data->batches(job.split == "valid" ? Split::Valid : Split::Test, 64);

    Depths depths = stage.evaluate.depths;
    if (job.keep) depths.keep = *job.keep;
    std::vector<Route> routes = job.routes.empty() ? chooseRoutes(depths, model.blueprint(), true) : job.routes;
    routes.push_back(fullRoute(model.blueprint()));
    const auto now = [&](auto what) { return Event{stored.state.step, secondsSince1970(), std::move(what)}; };
    std::vector<RouteResult> results = evaluateRoutes(model, *data, batches, routes, stop, [&](double done) {
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
    if (evaluated.depths.empty()) evaluated.depths = {evaluated.full};  // a model of one depth
    sink(now(std::move(evaluated)));
}

}  // namespace layerlab
