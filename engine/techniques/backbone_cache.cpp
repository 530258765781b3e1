#include "engine/techniques/backbone_cache.h"

#include <torch/torch.h>

#include <algorithm>

namespace layerlab {

namespace {

// Real tokens of a row.
std::int64_t lengthOf(const TensorBatch& batch, std::int64_t row) {
    if (!batch.real.defined()) return batch.tokens.size(1);
    return std::max<std::int64_t>(1, batch.real[row].sum().item<std::int64_t>());
}

// What the backbone needs of one row, without its padding.
TensorBatch alone(const TensorBatch& batch, std::int64_t row, bool causal) {
    const std::int64_t length = lengthOf(batch, row);
    TensorBatch one;
    one.tokens = batch.tokens.narrow(0, row, 1).narrow(1, 0, length);
    if (batch.token_types.defined()) one.token_types = batch.token_types.narrow(0, row, 1).narrow(1, 0, length);
    // Without padding a mask says only who comes later.
    if (causal) one.mask = batch.mask.narrow(0, batch.mask.size(0) > 1 ? row : 0, 1).narrow(1, 0, length).narrow(2, 0, length);
    return one;
}

// What the backbone needs of some rows.
TensorBatch together(const TensorBatch& batch, const torch::Tensor& rows) {
    TensorBatch some;
    some.tokens = batch.tokens.index_select(0, rows);
    if (batch.token_types.defined()) some.token_types = batch.token_types.index_select(0, rows);
    if (batch.mask.defined()) some.mask = batch.mask.size(0) > 1 ? batch.mask.index_select(0, rows) : batch.mask;
    return some;
}

torch::Tensor stacked(const BackboneStates& states) {
    std::vector<torch::Tensor> all{states.embedded};
    all.insert(all.end(), states.read.begin(), states.read.end());
    return torch::stack(all);
}

}  // namespace

BackboneCache::BackboneCache(const Blueprint& blueprint, double limit)
    : m_capacity(static_cast<std::int64_t>(limit / bytesFor(blueprint, 1, std::max(1, taskLength(blueprint.task))))) {}

double BackboneCache::bytesFor(const Blueprint& blueprint, std::int64_t examples, double tokens) {
    return static_cast<double>(examples) * keptStateBytes(blueprint, tokens);
}

const torch::Tensor& BackboneCache::keep(const EncoderModel& model, const TensorBatch& batch, const Plan& plan, std::int64_t row) {
    torch::Tensor& kept = m_kept[batch.examples[static_cast<std::size_t>(row)]];
    if (!kept.defined()) {
        Dropout none;
        kept = stacked(model.backbone(alone(batch, row, model.causal()), plan, none)).squeeze(1).cpu();
        m_bytes += static_cast<double>(kept.numel()) * static_cast<double>(sizeof(float));
    }
    return kept;
}

const BackboneStates* BackboneCache::of(const EncoderModel& model, const TensorBatch& batch, const Plan& pass) {
    const torch::NoGradGuard no_grad;
    // With every rung, whichever this pass leaves out: a later one reads what is kept now.
    Plan plan = pass;
    plan.measured() = model.fullPlan().measured();
    const std::int64_t rows = batch.tokens.size(0), length = batch.tokens.size(1), hidden = model.blueprint().encoder().model.hidden;
    const auto states = static_cast<std::int64_t>(model.blueprint().measured().reads.size()) + 1;
    torch::Tensor all = torch::zeros({states, rows, length, hidden});
    std::vector<std::int64_t> others;
    for (std::int64_t row = 0; row < rows; ++row) {
        if (batch.examples[static_cast<std::size_t>(row)] >= m_capacity) {
            others.push_back(row);
            continue;
        }
        const torch::Tensor& kept = keep(model, batch, plan, row);
        all.select(1, row).narrow(1, 0, kept.size(1)).copy_(kept);
    }
    all = all.to(model.device());
    if (!others.empty()) {
        m_full = true;
        Dropout none;
        const torch::Tensor which = torch::tensor(others, torch::kInt64).to(model.device());
        all.index_copy_(1, which, stacked(model.backbone(together(batch, which), plan, none)));
    }
    m_states.embedded = all[0];
    m_states.read.clear();
    for (std::int64_t i = 1; i < states; ++i) m_states.read.push_back(all[i]);
    return &m_states;
}

}  // namespace layerlab
