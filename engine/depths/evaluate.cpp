#include "engine/depths/evaluate.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/data/metrics.h"
#include "engine/depths/trie.h"

namespace layerlab {

namespace {

constexpr int most_shown = 32;             // labels of a confusion matrix that is kept
constexpr std::size_t most_detailed = 64;  // routes that have a confusion matrix while they are evaluated: it is large

// The labels of a batch that are asked for, in the order in which their predictions are selected.
struct Answers {
    explicit Answers(const Batch& batch) {
        for (std::size_t i = 0; i < batch.labels.size(); ++i) {
            if (batch.labels[i] == ignored_label) continue;
            truth.push_back(batch.labels[i]);
            if (!batch.difficulty.empty()) difficulty.push_back(batch.difficulty[i]);
        }
    }
    void addTo(Tally& tally, const std::int64_t* predicted) const {
        for (std::size_t i = 0; i < truth.size(); ++i) {
            if (difficulty.empty()) tally.add(truth[i], predicted[i]);
            else tally.add(truth[i], predicted[i], difficulty[i]);
        }
    }
    std::vector<std::int64_t> truth;
    std::vector<int> difficulty;  // as many, or none
};

}  // namespace

std::vector<RouteResult> evaluateRoutes(const EncoderModel& model, const TaskData& data, const std::vector<Batch>& batches,
                                        const std::vector<Route>& routes, const std::function<bool()>& stop,
                                        const std::function<void(double)>& progress) {
    std::vector<Plan> plans;
    for (const Route& route : routes) plans.push_back(model.planOf(route));
    const RouteTrie trie(plans);
    const int labels = model.size().labels;
    const bool tokens = predictsTokens(model.blueprint().task);
    const Route full = fullRoute(model.blueprint());
    std::vector<Tally> tallies;
    for (const Route& route : routes) tallies.emplace_back(labels, data.countedLabels(), routes.size() <= most_detailed || route == full);
    std::vector<double> loss(routes.size(), 0.0);
    double counted = 0;
    std::size_t done = 0;
    for (const Batch& batch : batches) {
        const TensorBatch tensors = toTensors(batch, model.causal(), model.device());
        const torch::Tensor flat = tensors.labels.reshape({-1});
        const torch::Tensor keep = flat != ignored_label;
        const Answers answers(batch);
        counted += static_cast<double>(answers.truth.size());
        trie.walk(model, tensors, stop, [&](std::size_t route, const torch::Tensor& logits) {
            const torch::Tensor rows = logits.reshape({-1, labels});
            loss[route] += at::cross_entropy_loss(rows, flat, {}, at::Reduction::Sum, ignored_label).item<double>();
            const torch::Tensor predicted = rows.argmax(1).masked_select(keep).cpu();
            answers.addTo(tallies[route], predicted.data_ptr<std::int64_t>());
        });
        if (progress) progress(static_cast<double>(++done) / static_cast<double>(batches.size()));
    }
    std::vector<RouteResult> results;
    for (std::size_t r = 0; r < routes.size(); ++r) {
        RouteResult result;
        result.slots = routes[r];
        const Tally& tally = tallies[r];
        result.accuracy = tally.accuracy();
        result.loss = counted > 0 ? loss[r] / counted : 0;
        if (tokens) {
            result.metrics["perplexity"] = std::exp(result.loss);
        } else if (data.countedLabels() < labels) {
            result.metrics["accuracy_all"] = tally.accuracyOfAll();
        } else if (const Confusion* confusion = tally.confusion()) {
            result.metrics["macro_f1"] = confusion->macroF1();
            result.metrics["matthews"] = confusion->matthews();
        }
        result.by_difficulty = tally.byDifficulty();
        if (labels <= most_shown && !tokens && routes[r] == full && tally.confusion()) result.confusion = tally.confusion()->rows();
        const Cost c = cost(model.blueprint(), data.size(), routes[r]);
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
