#include "engine/depths/evaluate.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>

#include "engine/data/metrics.h"
#include "engine/depths/trie.h"

namespace layerlab {

std::vector<RouteResult> evaluateRoutes(const EncoderModel& model, const EvaluationInput& input, const std::vector<Route>& routes,
                                        const std::function<bool()>& stop, const std::function<void(double)>& progress) {
    std::vector<StackPlan> plans;
    for (const Route& route : routes) plans.push_back(model.planOf(route).encoder());
    const RouteTrie trie(plans);
    const int labels = model.size().labels;
    std::vector<Confusion> confusion(routes.size(), Confusion(labels));
    std::vector<double> loss(routes.size(), 0.0);
    double counted = 0;
    std::size_t done = 0;
    for (const Batch& batch : *input.batches) {
        const TensorBatch tensors = toTensors(batch, model.causal(), model.device());
        const torch::Tensor flat = tensors.labels.reshape({-1});
        const torch::Tensor keep = flat != ignored_label;
        const torch::Tensor truth = flat.masked_select(keep).cpu();
        counted += static_cast<double>(truth.numel());
        trie.walk(model, tensors, stop, [&](std::size_t route, const torch::Tensor& logits) {
            const torch::Tensor rows = logits.reshape({-1, labels});
            loss[route] += at::cross_entropy_loss(rows, flat, {}, at::Reduction::Sum, ignored_label).item<double>();
            const torch::Tensor predicted = rows.argmax(1).masked_select(keep).cpu();
            const std::int64_t* t = truth.data_ptr<std::int64_t>();
            const std::int64_t* p = predicted.data_ptr<std::int64_t>();
            for (std::int64_t i = 0; i < truth.numel(); ++i) confusion[route].add(t[i], p[i]);
        });
        if (progress) progress(static_cast<double>(++done) / static_cast<double>(input.batches->size()));
    }
    const int answers = input.data->countedLabels();
    std::vector<RouteResult> results;
    for (std::size_t r = 0; r < routes.size(); ++r) {
        RouteResult result;
        result.slots = routes[r];
        result.accuracy = confusion[r].accuracy(answers);
        result.loss = counted > 0 ? loss[r] / counted : 0;
        if (answers < labels) {
            result.metrics["accuracy_all"] = confusion[r].accuracy(labels);
        } else {
            result.metrics["macro_f1"] = confusion[r].macroF1();
            result.metrics["matthews"] = confusion[r].matthews();
        }
        const Cost c = cost(*input.experiment, *input.techniques, model.size(), routes[r]);
        result.parameters = c.parameters;
        result.flops = c.flops;
        results.push_back(std::move(result));
    }
    return results;
}

double latency(const EncoderModel& model, const Route& route, int length, int runs, const std::function<bool()>& stop) {
    torch::NoGradGuard no_grad;
    Batch one;
    one.rows = 1;
    one.length = length;
    one.tokens.assign(static_cast<std::size_t>(length), 1);
    one.lengths = {length};
    one.labels = {0};
    const TensorBatch batch = toTensors(one, model.causal(), model.device());
    const Plan plan = model.planOf(route);
    Dropout none;
    std::vector<double> times;
    for (int i = -3; i < runs; ++i) {
        if (stop && stop()) throw Error(ErrorKind::Cancelled, "stopped");
        const auto start = std::chrono::steady_clock::now();
        model.forward(batch, plan, none).logits.cpu();  // on a GPU, waits for the result
        if (i >= 0) times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

}  // namespace layerlab
