#include "engine/data/generator.h"

#include <algorithm>
#include <map>

#include "engine/text.h"

namespace layerlab {

namespace {

// The finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): a bijection
// of 64 bits in which every bit of the argument sways every bit of the result.
std::uint64_t mixed(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9;
    x ^= x >> 27;
    x *= 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

void forEachCounted(const std::vector<Sample>& samples, int counted, const std::function<void(const Sample&, std::size_t)>& visit) {
    for (const Sample& sample : samples)
        for (std::size_t i = 0; i < sample.labels.size(); ++i)
            if (sample.labels[i] >= 0 && sample.labels[i] < counted) visit(sample, i);
}

}  // namespace

SampleDraws::SampleDraws(const Draws& draws, std::uint32_t example, std::uint32_t attempt)
    : m_draws(draws.bits(example * max_attempts + attempt), Purpose::TrainData) {}

Split splitOf(const std::vector<std::int64_t>& tokens) {
    // The constant tells this use from others; it is no part of any seed.
    std::uint64_t hash = 0x6C617965726C6162;
    for (const std::int64_t token : tokens) hash = mixed(hash + 0x9E3779B97F4A7C15 + static_cast<std::uint64_t>(token));
    const std::uint64_t tenth = hash % 10;
    return tenth < 8 ? Split::Train : tenth == 8 ? Split::Valid : Split::Test;
}

double shareRight(const std::vector<Sample>& samples, int counted, const Guess& guess) {
    std::int64_t all = 0, right = 0;
    forEachCounted(samples, counted, [&](const Sample& sample, std::size_t i) {
        ++all;
        right += guess(sample, i) == sample.labels[i];
    });
    return all > 0 ? static_cast<double>(right) / static_cast<double>(all) : 0;
}

double shareOfMostFrequent(const std::vector<Sample>& samples, int counted, const Guess& feature) {
    std::map<std::int64_t, std::map<std::int64_t, std::int64_t>> counts;
    std::int64_t all = 0, right = 0;
    forEachCounted(samples, counted, [&](const Sample& sample, std::size_t i) {
        ++all;
        ++counts[feature(sample, i)][sample.labels[i]];
    });
    for (const auto& [value, labels] : counts) {
        std::int64_t most = 0;
        for (const auto& [label, count] : labels) most = std::max(most, count);
        right += most;
    }
    return all > 0 ? static_cast<double>(right) / static_cast<double>(all) : 0;
}

std::vector<Baseline> baselines(const Generator& generator, const std::vector<Sample>& samples) {
    const int counted = generator.countedLabels();
    std::vector<Baseline> all{
        {words("most frequent"), shareOfMostFrequent(samples, counted, [](const Sample&, std::size_t) { return 0; })},
        {words("chance"), 1.0 / counted},
    };
    for (Baseline& own : generator.ownBaselines(samples)) all.push_back(std::move(own));
    return all;
}

}  // namespace layerlab
