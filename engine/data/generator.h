// What a generated task is made of: samples that are pure functions of the seed, the split each of them belongs to, and
// the accuracies that need no learning.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/random.h"

namespace layerlab {

// The first token of a sequence with one label: its state is what the classifier reads (Pooling::First).
constexpr std::int64_t class_token = 1;

// One sequence. With one label for all of it, labels and difficulty have one element; else one for each token, with
// ignored_label and 0 where a token has none.
struct Sample {
    std::vector<std::int64_t> tokens;
    std::vector<std::int64_t> labels;
    std::vector<int> difficulty;  // what Generator::difficultyName says
};

// The draws of one attempt at one example, in order. The pair has an index of its own among the 2^32 of `draws` (20 bits
// for the example, 12 for the attempt), and the 64 bits found there seed a stream that the sample has for itself: so
// however much a sample draws, it never runs into another's draws.
class SampleDraws {
public:
    static constexpr std::uint32_t max_examples = 1u << 20, max_attempts = 1u << 12;

    SampleDraws(const Draws& draws, std::uint32_t example, std::uint32_t attempt);
    std::uint32_t below(std::uint32_t bound) { return m_draws.below(m_next++, bound); }
    double uniform() { return m_draws.uniform(m_next++); }

private:
    Draws m_draws;
    std::uint32_t m_next = 0;
};

class Generator {
public:
    virtual ~Generator() = default;

    // A pure function of the arguments. example < max_examples, attempt < max_attempts.
    virtual Sample draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const = 0;
    // Where the task is a list of all its samples (modular_addition), how many there are; 0: they are drawn.
    virtual std::uint32_t listed() const { return 0; }
    virtual Sample listedSample(std::uint32_t /*number*/) const { return {}; }
    virtual double trainShare() const { return 0; }  // of the list

    virtual TaskSize size() const = 0;
    virtual bool everyPosition() const = 0;
    virtual int countedLabels() const { return size().labels; }
    virtual std::vector<std::string> labelNames() const = 0;
    virtual std::vector<std::string> tokenNames() const = 0;  // one for each token, to show a sequence to people
    virtual std::string difficultyName() const = 0;           // English, marked by words()
    virtual std::pair<int, int> difficultyRange() const = 0;  // first and last
    // The key to raise where there are fewer different sequences than asked for.
    virtual std::string sizeKey() const = 0;
    // Rules of this task that look like learning.
    virtual std::vector<Baseline> ownBaselines(const std::vector<Sample>& /*samples*/) const { return {}; }
};

// The split that a sequence belongs to, whatever the seed and whoever draws it: 80 % train, 10 % valid, 10 % test. So
// the splits cannot share a sequence, not even those of two seeds.
Split splitOf(const std::vector<std::int64_t>& tokens);

// The share of counted labels that `guess(sample, position)` gets right; position counts within sample.labels.
using Guess = std::function<std::int64_t(const Sample&, std::size_t)>;
double shareRight(const std::vector<Sample>& samples, int counted, const Guess& guess);
// Always the label that is most frequent in these samples among those for which `feature` gives the same number.
double shareOfMostFrequent(const std::vector<Sample>& samples, int counted, const Guess& feature);
// Most frequent label, uniform guessing among the counted labels, and the task's own rules.
std::vector<Baseline> baselines(const Generator& generator, const std::vector<Sample>& samples);

}  // namespace layerlab
