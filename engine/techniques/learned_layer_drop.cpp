#include "engine/techniques/learned_layer_drop.h"

#include <torch/torch.h>

#include <algorithm>

#include "engine/techniques/layer_drop.h"

namespace layerlab {

namespace {

constexpr double decay = 0.99;

torch::Tensor keptShares(const torch::Tensor& scores, const torch::Tensor& activity, double rate) {
    const auto count = static_cast<double>(scores.size(0));
    if (count < 2) return torch::full_like(scores, 1 - rate) + 0 * scores;
    const torch::Tensor q = at::softmax(scores * activity.clamp_min(0).tanh(), 0);
    return 1 - rate * count * (1 - q) / (count - 1);
}

const char* stackOf(const Plan& plan) { return plan.stacks.count("side") ? "side" : "encoder"; }

}  // namespace

LearnedLayerDrop::LearnedLayerDrop(const Route& slots, int of_slots, double rate)
    : m_slots(slots),
      m_of_slots(of_slots),
      m_rate(rate),
      m_scores(std::make_unique<Segment>(
          "layer_drop",
          std::vector<ParameterSpec>{{"scores", {static_cast<std::int64_t>(slots.size())}, ParameterSpec::Start::Zero, false}})),
      m_activity(std::make_unique<Segment>(
          "layer_drop.activity",
          std::vector<ParameterSpec>{{"mean", {static_cast<std::int64_t>(slots.size())}, ParameterSpec::Start::Zero, false}})) {
    torch::NoGradGuard no_grad;
    m_activity->values.fill_(-1);  // not known yet
}

torch::Tensor LearnedLayerDrop::kept() const { return keptShares((*m_scores)[0], m_activity->values.clone(), m_rate); }

std::vector<double> LearnedLayerDrop::ratesOf(const torch::Tensor& scores, const torch::Tensor& activity, const Route& slots, int of_slots,
                                              double rate) {
    torch::NoGradGuard no_grad;
    const torch::Tensor rates = (1 - keptShares(scores, activity, rate)).to(torch::kCPU, torch::kDouble).contiguous();
    std::vector<double> all(static_cast<std::size_t>(of_slots), 0.0);
    for (std::size_t i = 0; i < slots.size() && static_cast<std::int64_t>(i) < rates.size(0); ++i)
        all[static_cast<std::size_t>(slots[i] - 1)] = rates.data_ptr<double>()[i];
    return all;
}

std::vector<double> LearnedLayerDrop::dropRates() const {
    return ratesOf(m_scores->values, m_activity->values, m_slots, m_of_slots, m_rate);
}

void LearnedLayerDrop::planTraining(Plan& plan, const PassPlace& place) const {
    dropLayers(plan, place, dropRates());
    const torch::Tensor shares = kept();
    const torch::Tensor gates = shares / shares.detach();
    const std::string stack = stackOf(plan);
    for (const Step& step : plan.measured().steps) {
        const auto place_of = std::find(m_slots.begin(), m_slots.end(), step.slot) - m_slots.begin();
        plan.gates[step.slot] = gates[place_of];
        plan.taps.insert({stack, step.slot - 1, Tap::What::Hidden});
        plan.taps.insert({stack, step.slot, Tap::What::Hidden});
    }
}

void LearnedLayerDrop::addLosses(LossTerms&, const TensorBatch& batch, const Output& output, const Plan& plan) {
    torch::NoGradGuard no_grad;
    const std::string stack = stackOf(plan);
    for (const Step& step : plan.measured().steps) {
        const torch::Tensor in = output.taps.at({stack, step.slot - 1, Tap::What::Hidden}).detach();
        const torch::Tensor out = output.taps.at({stack, step.slot, Tap::What::Hidden}).detach();
        torch::Tensor change = (out - in).norm(2, -1) / in.norm(2, -1).clamp_min(1e-6);  // [batch, length]
        const double mean =
            batch.real.defined() ? ((change * batch.real).sum() / batch.real.sum()).item<double>() : change.mean().item<double>();
        torch::Tensor known = m_activity->values[std::find(m_slots.begin(), m_slots.end(), step.slot) - m_slots.begin()];
        const double before = known.item<double>();
        known.fill_(before < 0 ? mean : decay * before + (1 - decay) * mean);
    }
}

void LearnedLayerDrop::scalars(const EncoderModel&, const Plan& plan, const PassPlace&, std::map<std::string, double>& named) const {
    named["layer_drop.depth"] = static_cast<double>(plan.measured().steps.size());
    const std::vector<double> rates = dropRates();
    for (const int slot : m_slots) named["layer_drop.rate." + std::to_string(slot)] = rates[static_cast<std::size_t>(slot - 1)];
}

}  // namespace layerlab
