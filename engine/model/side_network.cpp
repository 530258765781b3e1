// The side network of a ladder: what leads into it, the rungs at which the backbone's states join, what leads out of it.
// Sung, Cho and Bansal 2022, section 3.2, as in the authors' code.
#include <torch/torch.h>

#include <algorithm>
#include <cmath>

#include "engine/model/model.h"

namespace layerlab {

namespace {

using Start = ParameterSpec::Start;

// Places of the parameters inside their segments: the order of the specs below.
enum RungPart { rung_weight, rung_bias, rung_gate };
enum SidePart { in_weight, in_bias, out_weight, out_bias, norm_weight, norm_bias };

}  // namespace

void EncoderModel::addSide() {
    const StackBlueprint& side = m_blueprint.measured();
    const std::int64_t wide = m_settings.hidden, narrow = side.model.hidden;
    // The ways in and out are plain linear layers in the authors' code, which start as PyTorch's do: within 1/√(width they read).
    const double from_wide = 1 / std::sqrt(static_cast<double>(wide)), from_narrow = 1 / std::sqrt(static_cast<double>(narrow));
    for (std::size_t i = 0; i < side.reads.size(); ++i)
        m_rungs.push_back(add("side.rung." + std::to_string(i), {{"down.weight", {narrow, wide}, Start::Uniform, true, from_wide},
                                                                 {"down.bias", {narrow}, Start::Uniform, false, from_wide},
                                                                 {"gate", {1}, Start::Zero, false}}));
    std::vector<ParameterSpec> ends{{"in.weight", {narrow, wide}, Start::Uniform, true, from_wide},
                                    {"in.bias", {narrow}, Start::Uniform, false, from_wide},
                                    {"out.weight", {wide, narrow}, Start::Uniform, true, from_narrow},
                                    {"out.bias", {wide}, Start::Uniform, false, from_narrow}};
    if (m_settings.norm == Norm::Pre) {
        ends.push_back({"norm.weight", {narrow}, Start::One, false});
        ends.push_back({"norm.bias", {narrow}, Start::Zero, false});
    }
    m_side = add("side.ends", ends);
}

void EncoderModel::startGates() {
    torch::NoGradGuard no_grad;
    for (const Segment* rung : m_rungs) rung->part(rung->values, rung_gate).fill_(m_blueprint.gate.start);
}

void EncoderModel::setGates(double share) {
    torch::NoGradGuard no_grad;
    const double inside = std::clamp(share, 1e-6, 1 - 1e-6);
    for (const Segment* rung : m_rungs)
        rung->part(rung->values, rung_gate).fill_(m_blueprint.gate.temperature * std::log(inside / (1 - inside)));
}

std::vector<double> EncoderModel::gates() const {
    std::vector<double> shares;
    for (const Segment* rung : m_rungs)
        shares.push_back(1 / (1 + std::exp(-rung->part(rung->values, rung_gate).item<double>() / m_blueprint.gate.temperature)));
    return shares;
}

BackboneStates EncoderModel::backbone(const TensorBatch& batch, const Plan& plan, Dropout& dropout) const {
    const std::vector<int>& reads = m_blueprint.measured().reads;
    BackboneStates states;
    states.embedded = embed(batch, plan.embeddings, dropout);
    states.dropped = plan.embeddings.dropout;
    states.read.resize(reads.size());
    torch::Tensor x = states.embedded;
    int last = 0;  // of the slots that a rung of this pass reads
    for (const Step& step : plan.measured().steps)
        if (step.rung >= 0) last = std::max(last, reads[static_cast<std::size_t>(step.rung)]);
    for (const Step& step : plan.encoder().steps) {
        if (step.slot > last) break;  // nothing reads what lies above
        x = run(step, x, batch, dropout);
        for (std::size_t i = 0; i < reads.size(); ++i)
            if (reads[i] == step.slot) states.read[i] = x;
    }
    return states;
}

torch::Tensor EncoderModel::enterSide(const BackboneStates& states, Dropout& dropout) const {
    return linear(*m_side, in_weight, dropout(states.embedded, states.dropped ? 0.0 : m_settings.dropout));
}

// μ · side + (1 - μ) · down(backbone), μ = sigmoid(α / T); of a plain sum: side + down(backbone).
torch::Tensor EncoderModel::join(const Step& step, const torch::Tensor& state, const BackboneStates& states) const {
    const auto number = static_cast<std::size_t>(step.rung);
    const Segment& rung = *m_rungs[number];
    const torch::Tensor down = linear(rung, rung_weight, states.read[number]);
    if (m_blueprint.gate.kind == LadderSettings::Gate::Kind::Sum) return state + down;
    const bool learns = m_blueprint.gate.kind == LadderSettings::Gate::Kind::Learned;
    const torch::Tensor share = at::sigmoid((learns ? rung[rung_gate] : rung[rung_gate].detach()) / m_blueprint.gate.temperature);
    return share * state + (1 - share) * down;
}

torch::Tensor EncoderModel::leaveSide(const torch::Tensor& state, Dropout& dropout) const {
    torch::Tensor x = state;
    if (m_settings.norm == Norm::Pre)
        x = at::layer_norm(x, {x.size(2)}, (*m_side)[norm_weight], (*m_side)[norm_bias], m_settings.norm_epsilon);
    return linear(*m_side, out_weight, dropout(x, m_settings.dropout));
}

}  // namespace layerlab
