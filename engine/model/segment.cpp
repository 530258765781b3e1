#include "engine/model/segment.h"

#include <torch/torch.h>

namespace layerlab {

namespace {

std::int64_t numel(const std::vector<std::int64_t>& shape) {
    std::int64_t n = 1;
    for (const auto d : shape) n *= d;
    return n;
}

}  // namespace

Segment::Segment(std::string name, const std::vector<ParameterSpec>& specs) : m_name(std::move(name)), m_specs(specs) {
    m_offsets.resize(specs.size());
    std::int64_t at = 0;
    for (const bool decay : {true, false}) {
        for (std::size_t i = 0; i < specs.size(); ++i) {
            if (specs[i].decay != decay) continue;
            m_offsets[i] = at;
            at += numel(specs[i].shape);
        }
        if (decay) m_decayed = at;
    }
    for (const auto& spec : specs) m_names.push_back(m_name + "." + spec.name);
    values = torch::zeros({at});
    makeParameters();
}

torch::Tensor Segment::part(const torch::Tensor& block, std::size_t i) const {
    return block.narrow(0, m_offsets[i], numel(m_specs[i].shape)).view(m_specs[i].shape);
}

torch::Tensor Segment::part(const torch::Tensor& block, const std::string& name) const {
    for (std::size_t i = 0; i < m_specs.size(); ++i)
        if (m_specs[i].name == name) return part(block, i);
    return {};
}

void Segment::makeParameters() {
    m_parameters.clear();
    for (std::size_t i = 0; i < m_specs.size(); ++i) m_parameters.push_back(part(values, i).detach().set_requires_grad(true));
}

void Segment::initialise(const Draws& draws, double deviation) {
    torch::NoGradGuard no_grad;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        torch::Tensor block = part(values, i);
        if (m_specs[i].start == ParameterSpec::Start::Normal) {
            float* numbers = block.data_ptr<float>();
            for (std::int64_t k = 0; k < block.numel(); ++k)
                numbers[k] = static_cast<float>(deviation * draws.normal(static_cast<std::uint32_t>(m_offsets[i] + k)));
        } else if (m_specs[i].start == ParameterSpec::Start::Uniform) {
            float* numbers = block.data_ptr<float>();
            for (std::int64_t k = 0; k < block.numel(); ++k)
                numbers[k] = static_cast<float>(m_specs[i].bound * (2 * draws.uniform(static_cast<std::uint32_t>(m_offsets[i] + k)) - 1));
        } else {
            block.fill_(m_specs[i].start == ParameterSpec::Start::One ? 1.0 : 0.0);
        }
    }
}

void Segment::to(torch::Device device) {
    if (values.device() == device) return;
    values = values.to(device);
    if (first_moment.defined()) first_moment = first_moment.to(device), second_moment = second_moment.to(device);
    gradient = torch::Tensor();
    m_bound = false;
    makeParameters();
}

void Segment::bindGradients() {
    if (gradient.defined()) gradient.zero_();
    else gradient = torch::zeros_like(values);
    if (m_bound) return;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) m_parameters[i].mutable_grad() = part(gradient, i);
    m_bound = true;
}

void Segment::releaseGradients() {
    if (!m_bound) return;
    for (auto& parameter : m_parameters) parameter.mutable_grad() = torch::Tensor();
    m_bound = false;
}

void Segment::allocateMoments() {
    if (first_moment.defined()) return;
    first_moment = torch::zeros_like(values);
    second_moment = torch::zeros_like(values);
}

void Segment::forgetMoments() {
    first_moment = torch::Tensor();
    second_moment = torch::Tensor();
    updates = 0;
}

}  // namespace layerlab
