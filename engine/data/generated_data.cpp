#include "engine/data/generated_data.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::int64_t examples_told = 1024;  // how often someone hears of the progress

// The example's first attempt that falls into the split and that `wanted` takes; nothing where there is hardly one.
template <class Wanted>
std::optional<Sample> drawFor(Split split, const Generator& generator, const Draws& draws, std::uint32_t example, const Wanted& wanted) {
    for (std::uint32_t attempt = 0; attempt < SampleDraws::max_attempts; ++attempt) {
        Sample sample = generator.draw(draws, example, attempt);
        if (splitOf(sample.tokens) == split && wanted(sample)) return sample;
    }
    return {};
}

}  // namespace

GeneratedData::GeneratedData(std::unique_ptr<Generator> generator, std::uint64_t seed, int valid_examples, int test_examples,
                             const ReadWatch& watch)
    : m_generator(std::move(generator)), m_seed(seed) {
    if (m_generator->listed() > 0) {
        divideList();
        return;
    }
    trainSample(0, 1, 0);  // throws where nothing is left to train on
    const std::int64_t all = std::int64_t{valid_examples} + test_examples;
    std::int64_t done = 0;
    const auto drawn = [&] {
        if (watch.cancelled && watch.cancelled()) throw Error(ErrorKind::Cancelled, text("stopped"));
        ++done;
        // Small sets are there at once.
        if (watch.progress && all > examples_told && (done % examples_told == 0 || done == all)) watch.progress(done, all);
    };
    m_valid = drawDifferent(Split::Valid, valid_examples, drawn);
    m_test = drawDifferent(Split::Test, test_examples, drawn);
}

std::vector<Sample> GeneratedData::drawDifferent(Split split, int count, const std::function<void()>& drawn) const {
    const Draws draws(m_seed, split == Split::Valid ? Purpose::ValidData : Purpose::TestData);
    std::set<std::vector<std::int64_t>> seen;
    std::vector<Sample> samples;
    for (int example = 0; example < count; ++example) {
        auto sample = drawFor(split, *m_generator, draws, static_cast<std::uint32_t>(example),
                              [&](const Sample& s) { return seen.insert(s.tokens).second; });
        if (!sample)
            throw Error(ErrorKind::BadInput,
                        text("%1 asks for %2 different sequences, and hardly more than %3 were found: lower it, or raise %4",
                             split == Split::Valid ? "task.valid_examples" : "task.test_examples", count, example, m_generator->sizeKey()));
        samples.push_back(std::move(*sample));
        drawn();
    }
    return samples;
}

std::uint32_t listedForTraining(const Generator& generator) {
    const std::uint32_t all = generator.listed();
    const auto train = static_cast<std::uint32_t>(std::lround(generator.trainShare() * all));
    if (train < 1 || train + 2 > all)
        throw Error(
            ErrorKind::BadInput,
            text(
                "with this task.train_share %1 of %2 sequences would be left to train on and %3 to measure on: choose another, or raise %4",
                train, all, all - std::min(train, all), generator.sizeKey()));
    return train;
}

void GeneratedData::divideList() {
    const std::uint32_t all = m_generator->listed(), train = listedForTraining(*m_generator);
    const std::vector<std::uint32_t> order = Draws(m_seed, Purpose::Split).permutation(all);
    const std::uint32_t valid_end = train + (all - train) / 2;
    m_train.assign(order.begin(), order.begin() + train);
    for (std::uint32_t i = train; i < all; ++i) (i < valid_end ? m_valid : m_test).push_back(m_generator->listedSample(order[i]));
}

std::uint32_t GeneratedData::listedNumber(std::int64_t step, int batch_size, int row) const {
    // Every pass over the list has an order of its own.
    const auto number = static_cast<std::uint64_t>(step) * static_cast<std::uint64_t>(batch_size) + static_cast<std::uint64_t>(row);
    const std::uint64_t epoch = number / m_train.size();
    if (epoch != m_epoch || m_epoch_order.empty()) {
        m_epoch_order = Draws(m_seed, Purpose::Shuffle, epoch).permutation(static_cast<std::uint32_t>(m_train.size()));
        m_epoch = epoch;
    }
    return m_epoch_order[number % m_train.size()];
}

Sample GeneratedData::trainSample(std::int64_t step, int batch_size, int row) const {
    if (m_generator->listed() > 0) return m_generator->listedSample(m_train[listedNumber(step, batch_size, row)]);
    auto sample = drawFor(Split::Train, *m_generator, Draws(m_seed, Purpose::TrainData, static_cast<std::uint64_t>(step)),
                          static_cast<std::uint32_t>(row), [](const Sample&) { return true; });
    if (!sample)
        throw Error(ErrorKind::BadInput, text("hardly a sequence of the task is left to train on: raise %1", m_generator->sizeKey()));
    return std::move(*sample);
}

Batch GeneratedData::collate(const std::vector<const Sample*>& rows) const {
    Batch batch;
    batch.rows = static_cast<int>(rows.size());
    for (const Sample* sample : rows) batch.length = std::max(batch.length, static_cast<int>(sample->tokens.size()));
    const auto length = static_cast<std::size_t>(batch.length);
    const std::size_t labels = m_generator->everyPosition() ? length : 1;
    for (const Sample* sample : rows) {
        batch.lengths.push_back(static_cast<int>(sample->tokens.size()));
        batch.tokens.insert(batch.tokens.end(), sample->tokens.begin(), sample->tokens.end());
        batch.tokens.resize(batch.lengths.size() * length, padding_token);
        batch.labels.insert(batch.labels.end(), sample->labels.begin(), sample->labels.end());
        batch.labels.resize(batch.lengths.size() * labels, ignored_label);
        batch.difficulty.insert(batch.difficulty.end(), sample->difficulty.begin(), sample->difficulty.end());
        batch.difficulty.resize(batch.labels.size(), 0);
    }
    return batch;
}

Batch GeneratedData::trainBatch(std::int64_t step, int batch_size) const {
    std::vector<Sample> samples;
    for (int row = 0; row < batch_size; ++row) samples.push_back(trainSample(step, batch_size, row));
    std::vector<const Sample*> rows;
    for (const Sample& sample : samples) rows.push_back(&sample);
    Batch batch = collate(rows);
    if (!m_train.empty())
        for (int row = 0; row < batch_size; ++row) batch.examples.push_back(listedNumber(step, batch_size, row));
    return batch;
}

const std::vector<Sample>& GeneratedData::samples(Split split) const {
    if (split == Split::Train)
        throw Error(ErrorKind::BadInput, text("a generated task has no finished training set; use the valid or the test split"));
    return split == Split::Valid ? m_valid : m_test;
}

std::vector<Batch> GeneratedData::batches(Split split, int batch_size) const {
    std::vector<const Sample*> order;
    for (const Sample& sample : samples(split)) order.push_back(&sample);
    // Neighbours of about one length need little padding.
    std::stable_sort(order.begin(), order.end(), [](const Sample* a, const Sample* b) { return a->tokens.size() < b->tokens.size(); });
    std::vector<Batch> all;
    for (std::size_t first = 0; first < order.size(); first += static_cast<std::size_t>(batch_size)) {
        const std::size_t end = std::min(order.size(), first + static_cast<std::size_t>(batch_size));
        all.push_back(collate({order.begin() + static_cast<std::ptrdiff_t>(first), order.begin() + static_cast<std::ptrdiff_t>(end)}));
    }
    return all;
}

std::vector<SplitFacts> GeneratedData::facts() const {
    std::vector<SplitFacts> all;
    for (const Split split : {Split::Train, Split::Valid, Split::Test}) {
        SplitFacts facts{splitName(split), 0, std::vector<std::int64_t>(static_cast<std::size_t>(countedLabels())), {}};
        const auto add = [&](const Sample& sample) {
            ++facts.examples;
            for (const std::int64_t label : sample.labels)
                if (label >= 0 && label < countedLabels()) ++facts.labels[static_cast<std::size_t>(label)];
        };
        if (split == Split::Train) {
            for (const std::uint32_t number : m_train) add(m_generator->listedSample(number));
        } else {
            for (const Sample& sample : samples(split)) add(sample);
        }
        if (facts.examples > 0) all.push_back(std::move(facts));
    }
    return all;
}

void GeneratedData::save(const std::filesystem::path& run) const { saveTaskFile(run, size(), labelNames()); }

}  // namespace layerlab
