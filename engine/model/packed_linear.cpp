#include "engine/model/packed_linear.h"

#include <ATen/Context.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>

#include "engine/error.h"
#include "engine/text.h"

namespace layerlab {

struct PackedLinear::Packed {
    c10::IValue weights;
    std::int64_t out = 0;
};

namespace {

using Stack = std::vector<c10::IValue>;

c10::IValue call(const char* name, Stack arguments) {
    c10::Dispatcher::singleton().findSchemaOrThrow(name, "").callBoxed(arguments);
    return arguments.at(0);
}

c10::IValue pack(const torch::Tensor& weight, const torch::Tensor& bias, const torch::Tensor& scales) {
    const torch::Tensor zeros = torch::zeros({scales.size(0)}, torch::kLong);
    const torch::Tensor codes = at::quantize_per_channel(weight.contiguous(), scales.to(torch::kDouble), zeros, 0, torch::kQInt8);
    return call("quantized::linear_prepack", {codes, bias});
}

torch::Tensor apply(const c10::IValue& weights, const torch::Tensor& x) {
    return call("quantized::linear_dynamic", {x.contiguous(), weights, false}).toTensor();
}

// Kernels for processors without 8-bit dot products add pairs of products in 16 bits, which overflow where both are large.
// So it is not enough that they run.
bool worksNow() {
    try {
        const torch::Tensor weight = torch::cat(
            {torch::full({4, 64}, 127.0f), torch::full({4, 64}, -127.0f), torch::arange(64, torch::kFloat).sub(32).expand({4, 64})});
        const torch::Tensor bias = torch::arange(12, torch::kFloat);
        const torch::Tensor x = torch::cat({torch::full({1, 64}, 255.0f), torch::arange(64, torch::kFloat).mul(3).unsqueeze(0)});
        const torch::Tensor is = apply(pack(weight, bias, torch::ones({12})), x), wanted = at::linear(x, weight, bias);
        return is.sizes() == wanted.sizes() && (is - wanted).abs().max().item<double>() < 1e-3 * wanted.abs().max().item<double>();
    } catch (const std::exception&) {
        return false;
    }
}

bool findEngine() {
    const torch::NoGradGuard no_grad;
    at::Context& context = at::globalContext();
    const at::QEngine first = context.qEngine();
    if (first != at::QEngine::NoQEngine && worksNow()) return true;
    for (const at::QEngine engine : at::Context::supportedQEngines()) {
        if (engine == at::QEngine::NoQEngine || engine == first) continue;
        try {
            context.setQEngine(engine);
            if (worksNow()) return true;
        } catch (const std::exception&) {  // the next one
        }
    }
    context.setQEngine(first);
    return false;
}

}  // namespace

bool PackedLinear::available() {
    static const bool found = findEngine();
    return found;
}

PackedLinear::PackedLinear(const torch::Tensor& weight, const torch::Tensor& bias, const torch::Tensor& scales) {
    if (!available()) throw Error(ErrorKind::Internal, text("this machine has no 8-bit arithmetic"));
    const torch::NoGradGuard no_grad;
    m_packed = std::make_shared<const Packed>(Packed{pack(weight, bias, scales), weight.size(0)});
}

torch::Tensor PackedLinear::operator()(const torch::Tensor& x) const {
    if (x.numel() == 0) {
        std::vector<std::int64_t> shape = x.sizes().vec();
        shape.back() = m_packed->out;
        return x.new_zeros(shape);
    }
    // LibTorch 1.13 refuses what has no range, or oneDNN does for it; 2.x rounds it to something.
    const auto [least, most] = at::aminmax(x);
    if (!std::isfinite(least.item<float>()) || !std::isfinite(most.item<float>()))
        throw Error(ErrorKind::Numeric, text("a layer's input is not finite; its numbers cannot be rounded to 8 bits"));
    try {
        return apply(m_packed->weights, x);
    } catch (const std::exception&) {  // LibTorch's, or oneDNN's
        throw Error(ErrorKind::Numeric, text("a layer's numbers are too large or too small to be computed in 8 bits"));
    }
}

}  // namespace layerlab
