#include "engine/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace layerlab {

std::array<std::uint32_t, 4> philox(std::uint64_t key, const std::array<std::uint32_t, 4>& counter) {
    std::array<std::uint32_t, 4> c = counter;
    auto k0 = static_cast<std::uint32_t>(key);
    auto k1 = static_cast<std::uint32_t>(key >> 32);
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * c[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * c[2];
        c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(b),
             static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(a)};
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
    }
    return c;
}

Draws::Draws(std::uint64_t seed, Purpose purpose, std::uint64_t step, std::uint32_t micro_batch)
    : m_seed(seed),
      m_counter{0, static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(step >> 32),
                (static_cast<std::uint32_t>(purpose) << 24) | (micro_batch & 0xFFFFFF)} {}

std::uint64_t Draws::bits(std::uint32_t index) const {
    auto counter = m_counter;
    counter[0] = index;
    const auto words = philox(m_seed, counter);
    return (std::uint64_t{words[1]} << 32) | words[0];
}

double Draws::uniform(std::uint32_t index) const { return static_cast<double>(bits(index) >> 11) * 0x1.0p-53; }

std::uint32_t Draws::below(std::uint32_t index, std::uint32_t bound) const {
    // 64 random bits against a 32-bit bound: the bias is below 2^-32.
    return static_cast<std::uint32_t>(((bits(index) >> 32) * bound) >> 32);
}

double Draws::normal(std::uint32_t index) const {
    auto counter = m_counter;
    counter[0] = index;
    const auto words = philox(m_seed, counter);
    const double u = (words[0] + 0.5) * 0x1.0p-32;
    const double v = (words[1] + 0.5) * 0x1.0p-32;
    return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
}

std::vector<std::uint32_t> Draws::permutation(std::uint32_t size) const {
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0u);
    for (std::uint32_t i = size; i > 1; --i) std::swap(order[i - 1], order[below(i, i)]);
    return order;
}

}  // namespace layerlab
