#include "engine/techniques/distillation_losses.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

#include "engine/data/task_data.h"

namespace layerlab {

namespace {

constexpr double masked_below = -1e4;  // no score comes here by itself
constexpr double unseen = -1e9;        // a score whose probability is 0, and whose logarithm is still a number

torch::Tensor meanOverReal(const torch::Tensor& values, const torch::Tensor& real) {  // [batch, length]
    return real.defined() ? (values * real).sum() / real.sum() : values.mean();
}

torch::Tensor direction(const torch::Tensor& x) { return x / x.square().sum(-1, true).clamp_min(1e-24).sqrt(); }

// Σ p · (log p - log q) over the last dimension, of logarithms.
torch::Tensor divergence(const torch::Tensor& p, const torch::Tensor& q) { return (p.exp() * (p - q)).sum(-1); }

// Logarithms of the relations, [batch, heads, length, length].
torch::Tensor valueRelations(const torch::Tensor& values, std::int64_t heads, const torch::Tensor& real) {
    const std::int64_t rows = values.size(0), length = values.size(2), width = values.size(1) * values.size(3);
    torch::Tensor v = values;
    if (v.size(1) != heads) v = v.transpose(1, 2).reshape({rows, length, heads, width / heads}).transpose(1, 2);
    torch::Tensor scores = at::matmul(v, v.transpose(2, 3)) / std::sqrt(static_cast<double>(v.size(3)));
    if (real.defined()) scores = scores.masked_fill((real == 0).view({rows, 1, 1, length}), unseen);
    return at::log_softmax(scores, -1);
}

torch::Tensor similarities(const torch::Tensor& states, const torch::Tensor& real) {  // [batch, batch]
    const torch::Tensor pooled = real.defined() ? (states * real.unsqueeze(2)).sum(1) / real.sum(1, true) : states.mean(1);
    const torch::Tensor towards = direction(pooled);
    return at::matmul(towards, towards.t());
}

}  // namespace

torch::Tensor softLabelLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& labels, double temperature) {
    const torch::Tensor answered = (labels.reshape({-1}) != ignored_label).nonzero().squeeze(1);
    const auto answers = [&](const torch::Tensor& logits) {
        return at::log_softmax(logits.reshape({-1, logits.size(-1)}).index_select(0, answered) / temperature, -1);
    };
    const auto count = static_cast<double>(std::max<std::int64_t>(answered.size(0), 1));
    return divergence(answers(teacher), answers(student)).sum() * (temperature * temperature / count);
}

torch::Tensor hiddenLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real, bool normalise,
                         bool first_only) {
    torch::Tensor s = student, t = teacher;
    if (first_only) s = s.narrow(1, 0, 1), t = t.narrow(1, 0, 1);
    if (normalise) s = direction(s), t = direction(t);
    return meanOverReal((s - t).square().mean(-1), first_only ? torch::Tensor() : real);
}

torch::Tensor attentionLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real,
                            DistillationSettings::AttentionOf of) {
    const auto compared = [&](const torch::Tensor& x) {
        const torch::Tensor seen = of == DistillationSettings::AttentionOf::Scores ? x.masked_fill(x < masked_below, 0) : x;
        return student.size(1) == teacher.size(1) ? seen : seen.mean(1, true);
    };
    const torch::Tensor difference = (compared(student) - compared(teacher)).square().mean(1);
    if (!real.defined()) return difference.mean();
    const torch::Tensor both = real.unsqueeze(2) * real.unsqueeze(1);
    return (difference * both).sum() / both.sum();
}

torch::Tensor valueRelationLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real) {
    const std::int64_t wanted = teacher.size(1), width = student.size(1) * student.size(3);
    const std::int64_t heads = width % wanted == 0 ? wanted : 1;
    return meanOverReal(divergence(valueRelations(teacher, heads, real), valueRelations(student, heads, real)).mean(1), real);
}

torch::Tensor batchRelationLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real) {
    return (similarities(student, real) - similarities(teacher, real)).square().mean();
}

}  // namespace layerlab
