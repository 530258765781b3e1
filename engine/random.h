// Randomness: every draw is a pure function of (seed, purpose, step, micro-batch, index), so evaluation, resuming and
// recomputation cannot disturb one another. The generator is Philox4x32-10 (Salmon et al. 2011, "Parallel random
// numbers: as easy as 1, 2, 3").
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace layerlab {

// What a draw is for. Values are part of the meaning of a run: append, never renumber.
enum class Purpose : std::uint32_t {
    Initialise = 1,
    TrainData = 2,
    ValidData = 3,
    TestData = 4,
    Shuffle = 5,
    Split = 6,
    LayerDrop = 7,
    Dropout = 8,
    Bench = 9,
    Theseus = 10,
    Fisher = 11,
};

std::array<std::uint32_t, 4> philox(std::uint64_t key, const std::array<std::uint32_t, 4>& counter);

// The draws of one place in time: fixed (seed, purpose, step, micro-batch); the index is the draw's number.
class Draws {
public:
    Draws(std::uint64_t seed, Purpose purpose, std::uint64_t step = 0, std::uint32_t micro_batch = 0);

    std::uint64_t bits(std::uint32_t index) const;
    double uniform(std::uint32_t index) const;                            // [0, 1)
    std::uint32_t below(std::uint32_t index, std::uint32_t bound) const;  // 0 … bound - 1; bound > 0
    double normal(std::uint32_t index) const;                             // mean 0, deviation 1
    std::vector<std::uint32_t> permutation(std::uint32_t size) const;     // of 0 … size - 1

private:
    std::uint64_t m_seed;
    std::array<std::uint32_t, 4> m_counter;
};

}  // namespace layerlab
