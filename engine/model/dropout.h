// Dropout whose mask is a pure function of a key: nothing is kept for the backward pass but the key, and recomputation
// gives the same mask.
#pragma once

#include <torch/types.h>

#include <cstdint>

#include "engine/random.h"

namespace layerlab {

// The dropout of one training pass: every place in the model asks for the next key. Outside training nothing is dropped.
class Dropout {
public:
    Dropout() = default;  // evaluation
    explicit Dropout(const Draws& draws) : m_draws(draws), m_training(true) {}
    // Zeroes each element with probability `rate` (to 1/65536) and scales the rest by 1 / (1 - rate). Same shape.
    torch::Tensor operator()(const torch::Tensor& x, double rate);
    bool training() const { return m_training; }

private:
    Draws m_draws{0, Purpose::Dropout};
    std::uint32_t m_place = 0;
    bool m_training = false;
};

}  // namespace layerlab
