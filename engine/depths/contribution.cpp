#include "engine/depths/contribution.h"

#include <torch/torch.h>

#include <algorithm>
#include <numeric>

namespace layerlab {

std::vector<double> contributions(const EncoderModel& model, const std::vector<Batch>& batches, const Contribution& settings,
                                  const std::function<bool()>& stop, const std::function<void(double)>& progress) {
    torch::NoGradGuard no_grad;
    Dropout none;
    const Plan plan = model.fullPlan();
    const std::vector<Step>& steps = plan.measured().steps;
    std::vector<double> similar(steps.size(), 0.0);
    double counted = 0;
    std::size_t done = 0;
    for (const Batch& batch : batches) {
        const TensorBatch tensors = toTensors(batch, model.causal(), model.device());
        BackboneStates states;
        torch::Tensor x;
        if (model.blueprint().isLadder()) {
            states = model.backbone(tensors, plan, none);
            x = model.enterSide(states, none);
        } else {
            x = model.embed(tensors, plan.embeddings, none);
        }
        const bool first = settings.positions == Contribution::Positions::First;
        counted += first ? batch.rows : static_cast<double>(batch.realTokens());
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (stop && stop()) throw Error(ErrorKind::Cancelled, "stopped");
            const torch::Tensor y = model.run(steps[i], x, tensors, none, model.blueprint().isLadder() ? &states : nullptr);
            torch::Tensor cosine = at::cosine_similarity(x, y, -1);  // [rows, length]
            if (first) cosine = cosine.select(1, 0);
            else if (tensors.real.defined()) cosine = cosine * tensors.real;
            similar[i] += cosine.sum().item<double>();
            x = y;
        }
        if (progress) progress(static_cast<double>(++done) / static_cast<double>(batches.size()));
    }
    for (double& sum : similar) sum = counted > 0 ? 1 - sum / counted : 0;
    return similar;
}

Route mostContributing(const Route& route, const std::vector<double>& contributions, int depth) {
    std::vector<std::size_t> order(route.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return contributions[a] > contributions[b]; });
    order.resize(static_cast<std::size_t>(depth));
    std::sort(order.begin(), order.end());
    Route kept;
    for (const std::size_t i : order) kept.push_back(route[i]);
    return kept;
}

std::vector<Route> routesOn(const Depths& depths, const EncoderModel& model, const std::vector<Batch>& batches, bool every_depth,
                            const std::vector<double>& drop_rates, const Contribution& settings, const std::function<bool()>& stop) {
    std::vector<Route> routes = chooseRoutes(depths, model.blueprint(), every_depth);  // the depths, whichever the rule
    if (isRule(depths.keep) || routes.empty()) return routes;
    const Route full = fullRoute(model.blueprint());
    std::vector<double> worth;
    if (depths.keep == Strategy::DropRate)
        for (const int slot : full)
            worth.push_back(static_cast<std::size_t>(slot) <= drop_rates.size() ? -drop_rates[static_cast<std::size_t>(slot - 1)] : 0.0);
    else worth = contributions(model, batches, settings, stop);
    for (Route& route : routes) route = mostContributing(full, worth, static_cast<int>(route.size()));
    return routes;
}

}  // namespace layerlab
