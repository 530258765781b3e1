// A generated task's data: training batches without end, and validation and test sets that share no sequence with them
// nor with one another.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/byte_source.h"
#include "engine/data/generator.h"
#include "engine/data/task_data.h"

namespace layerlab {

// Of a task that is a list of all its samples, how many are trained on. Throws Error(BadInput) where that leaves nothing to
// train or to measure on.
std::uint32_t listedForTraining(const Generator& generator);

class GeneratedData : public TaskData {
public:
    // The examples of both sets are all different; where the task is a list of all its samples, the numbers asked for
    // do not matter: what training leaves is halved. Throws Error(BadInput) where a split would stay short. watch: asked at
    // every example, told now and then how many of both sets are drawn.
    GeneratedData(std::unique_ptr<Generator> generator, std::uint64_t seed, int valid_examples = 0, int test_examples = 0,
                  const ReadWatch& watch = {});

    TaskSize size() const override { return m_generator->size(); }
    Batch trainBatch(std::int64_t step, int batch_size) const override;
    std::vector<Batch> batches(Split split, int batch_size) const override;
    int countedLabels() const override { return m_generator->countedLabels(); }
    std::vector<std::string> labelNames() const override { return m_generator->labelNames(); }
    std::string difficultyName() const override { return m_generator->difficultyName(); }
    std::vector<Baseline> baselines(Split split) const override { return layerlab::baselines(*m_generator, samples(split)); }
    std::int64_t returning() const override { return static_cast<std::int64_t>(m_train.size()); }
    std::vector<SplitFacts> facts() const override;
    void save(const std::filesystem::path& run) const override;

    const Generator& generator() const { return *m_generator; }
    const std::vector<Sample>& samples(Split split) const;  // of Valid and Test; throws Error(BadInput) for Train

private:
    std::vector<Sample> drawDifferent(Split split, int count, const std::function<void()>& drawn) const;
    void divideList();
    // Of a list: the place in m_train of what a row of a step's batch is.
    std::uint32_t listedNumber(std::int64_t step, int batch_size, int row) const;
    Sample trainSample(std::int64_t step, int batch_size, int row) const;
    Batch collate(const std::vector<const Sample*>& rows) const;

    std::unique_ptr<Generator> m_generator;
    std::uint64_t m_seed;
    std::vector<Sample> m_valid, m_test;
    std::vector<std::uint32_t> m_train;                 // of a list: the training samples' numbers
    mutable std::uint64_t m_epoch = ~std::uint64_t{0};  // a cache of one epoch's order: used by one thread
    mutable std::vector<std::uint32_t> m_epoch_order;
};

}  // namespace layerlab
