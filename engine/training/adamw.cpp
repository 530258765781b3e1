#include "engine/training/adamw.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/platform/vector_clones.h"

namespace layerlab {

namespace {

struct Coefficients {
    float gradient_scale, beta1, beta2, keep, step_size, root_scale, epsilon;
};

LAYERLAB_VECTOR_CLONES
void updateRange(float* w, const float* g, float* m, float* v, std::int64_t begin, std::int64_t end, const Coefficients& c) {
    for (std::int64_t i = begin; i < end; ++i) {
        const float gradient = g[i] * c.gradient_scale;
        m[i] = c.beta1 * m[i] + (1 - c.beta1) * gradient;
        v[i] = c.beta2 * v[i] + (1 - c.beta2) * gradient * gradient;
        w[i] = w[i] * c.keep - c.step_size * m[i] / (std::sqrt(v[i]) * c.root_scale + c.epsilon);
    }
}

// One part of a segment: numbers [from, from + count).
void updatePart(Segment& s, std::int64_t from, std::int64_t count, const Coefficients& c) {
    if (count == 0) return;
    if (s.values.device().is_cpu()) {
        float* w = s.values.data_ptr<float>();
        const float* g = s.gradient.data_ptr<float>();
        float* m = s.first_moment.data_ptr<float>();
        float* v = s.second_moment.data_ptr<float>();
        at::parallel_for(from, from + count, 1 << 15,
                         [&](std::int64_t begin, std::int64_t end) { updateRange(w, g, m, v, begin, end, c); });
        return;
    }
    const torch::Tensor w = s.values.narrow(0, from, count), g = s.gradient.narrow(0, from, count) * c.gradient_scale;
    const torch::Tensor m = s.first_moment.narrow(0, from, count), v = s.second_moment.narrow(0, from, count);
    m.mul_(c.beta1).add_(g, 1 - c.beta1);
    v.mul_(c.beta2).addcmul_(g, g, 1 - c.beta2);
    w.mul_(c.keep).addcdiv_(m, v.sqrt().mul_(c.root_scale).add_(c.epsilon), -c.step_size);
}

}  // namespace

std::vector<double> gradientSquares(const std::vector<Segment*>& segments) {
    std::vector<double> squares;
    for (const Segment* segment : segments)
        squares.push_back(segment->bound() ? at::dot(segment->gradient, segment->gradient).item<double>() : 0.0);
    return squares;
}

void adamwStep(const std::vector<Segment*>& segments, const Train& settings, double learning_rate, double gradient_scale) {
    torch::NoGradGuard no_grad;
    for (Segment* segment : segments) {
        if (!segment->bound()) continue;
        segment->allocateMoments();
        const auto updates = static_cast<double>(++segment->updates);
        Coefficients c{};
        c.gradient_scale = static_cast<float>(gradient_scale);
        c.beta1 = static_cast<float>(settings.beta1);
        c.beta2 = static_cast<float>(settings.beta2);
        c.step_size = static_cast<float>(learning_rate / (1 - std::pow(settings.beta1, updates)));
        c.root_scale = static_cast<float>(1 / std::sqrt(1 - std::pow(settings.beta2, updates)));
        c.epsilon = static_cast<float>(settings.epsilon);
        c.keep = static_cast<float>(1 - learning_rate * settings.weight_decay);
        updatePart(*segment, 0, segment->decayed(), c);
        c.keep = 1;
        updatePart(*segment, segment->decayed(), segment->size() - segment->decayed(), c);
    }
}

double scheduledRate(const Train& settings, std::int64_t step) {
    const double peak = settings.learning_rate;
    if (step < settings.warmup_steps) return peak * static_cast<double>(step + 1) / static_cast<double>(settings.warmup_steps + 1);
    const double span = static_cast<double>(std::max<std::int64_t>(1, settings.steps - settings.warmup_steps));
    const double done = std::clamp(static_cast<double>(step - settings.warmup_steps) / span, 0.0, 1.0);
    switch (settings.schedule) {
        case Train::Schedule::Linear:
            return peak * (1 - done);
        case Train::Schedule::Cosine:
            return peak * 0.5 * (1 + std::cos(std::numbers::pi * done));
        case Train::Schedule::Constant:
            break;
    }
    return peak;
}

}  // namespace layerlab
