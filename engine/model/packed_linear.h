// A linear layer in 8-bit arithmetic: weights packed once, inputs quantised at every call, sums in 32 bits ("dynamic
// quantisation"). LibTorch has no C++ interface for it, only its operators.
#pragma once

#include <torch/types.h>

#include <memory>

namespace layerlab {

class PackedLinear {
public:
    // Whether this LibTorch and this processor have such arithmetic and it gives right results (found out once).
    static bool available();
    // weight: F32 [out, in], bias: F32 [out], scales: F32 [out], above 0: the weights are multiples of them, -128 … 127.
    // Throws Error(Internal) where it is not available.
    PackedLinear(const torch::Tensor& weight, const torch::Tensor& bias, const torch::Tensor& scales);
    // [..., in] to [..., out], as at::linear. One range for the whole input, 0 … 255 between its least and its largest value,
    // so that a row's result depends on the rows beside it. No gradients. Throws Error(Numeric) where x is not finite, or its
    // range or the product of its and the weights' scales is no normal number.
    torch::Tensor operator()(const torch::Tensor& x) const;

private:
    struct Packed;
    std::shared_ptr<const Packed> m_packed;
};

}  // namespace layerlab
