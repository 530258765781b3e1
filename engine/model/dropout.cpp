#include "engine/model/dropout.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/platform/vector_clones.h"

namespace layerlab {

namespace {

// A 32-bit mixer of two multiplications (the "lowbias32" constants found by Chris Wellons' hash prospector), keyed
// twice. Philox would do too, at four times the cost; a mask needs no more.
inline std::uint32_t mix(std::uint32_t x) {
    x ^= x >> 16;
    x *= 0x7feb352dU;
    x ^= x >> 15;
    x *= 0x846ca68bU;
    x ^= x >> 16;
    return x;
}

constexpr std::int64_t block = 32;  // elements: 16 words of randomness, two 16-bit draws each

// Elements [begin, end) of y = keep ? scale · x : 0; begin is a multiple of `block`.
LAYERLAB_VECTOR_CLONES
void maskRange(const float* x, float* y, std::int64_t begin, std::int64_t end, std::uint64_t key, std::uint32_t threshold, float scale) {
    const auto low = static_cast<std::uint32_t>(key), high = static_cast<std::uint32_t>(key >> 32);
    for (std::int64_t at = begin; at < end; at += block) {
        std::uint32_t words[16];
        const auto first = static_cast<std::uint32_t>(at / 2);
        const auto far = static_cast<std::uint32_t>((at / 2) >> 32);
        for (std::uint32_t j = 0; j < 16; ++j) words[j] = mix(mix((first + j) ^ low) + high + far);
        if (at + block <= end) {
            for (int j = 0; j < 16; ++j) y[at + j] = (words[j] & 0xFFFF) < threshold ? 0.0f : x[at + j] * scale;
            for (int j = 0; j < 16; ++j) y[at + 16 + j] = (words[j] >> 16) < threshold ? 0.0f : x[at + 16 + j] * scale;
        } else {
            for (std::int64_t j = 0; j < end - at; ++j) {
                const std::uint32_t draw = j < 16 ? words[j] & 0xFFFF : words[j - 16] >> 16;
                y[at + j] = draw < threshold ? 0.0f : x[at + j] * scale;
            }
        }
    }
}

torch::Tensor masked(const torch::Tensor& x, double rate, std::uint64_t key) {
    const auto threshold = static_cast<std::uint32_t>(std::lround(rate * 65536));
    const double keep = 1.0 - threshold / 65536.0;
    if (x.device().is_cpu() && x.scalar_type() == torch::kFloat) {
        const torch::Tensor in = x.contiguous();
        torch::Tensor out = torch::empty_like(in);
        const float* from = in.data_ptr<float>();
        float* to = out.data_ptr<float>();
        const std::int64_t size = in.numel();
        at::parallel_for(0, (size + block - 1) / block, 1024, [&](std::int64_t first, std::int64_t last) {
            maskRange(from, to, first * block, std::min(last * block, size), key, threshold, static_cast<float>(1.0 / keep));
        });
        return out;
    }
    // Other devices: their own counter-based generator, seeded with the key. The same mask each time, not the CPU's.
    auto generator = at::globalContext().defaultGenerator(x.device()).clone();
    generator.set_current_seed(key);
    return x * torch::empty_like(x).bernoulli_(keep, generator) / keep;
}

class DropoutFunction : public torch::autograd::Function<DropoutFunction> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x, double rate, std::int64_t key) {
        context->saved_data["rate"] = rate;
        context->saved_data["key"] = key;
        return masked(x, rate, static_cast<std::uint64_t>(key));
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context, torch::autograd::tensor_list gradients) {
        return {
            masked(gradients[0], context->saved_data["rate"].toDouble(), static_cast<std::uint64_t>(context->saved_data["key"].toInt())),
            torch::Tensor(), torch::Tensor()};
    }
};

}  // namespace

torch::Tensor Dropout::operator()(const torch::Tensor& x, double rate) {
    if (!m_training || rate <= 0) return x;
    return DropoutFunction::apply(x, rate, static_cast<std::int64_t>(m_draws.bits(m_place++)));
}

}  // namespace layerlab
