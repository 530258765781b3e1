#include "engine/data/task_data.h"

#include <algorithm>
#include <numeric>

#include "engine/data/composed_tables.h"
#include "engine/data/dyck.h"
#include "engine/data/generated_data.h"
#include "engine/data/group_words.h"
#include "engine/data/hops.h"
#include "engine/data/listops.h"
#include "engine/data/modular_addition.h"
#include "engine/data/reading.h"
#include "engine/data/sequence_pairs.h"
#include "engine/data/text_file.h"
#include "engine/data/text_stream_data.h"
#include "engine/text.h"

namespace layerlab {

std::int64_t Batch::realTokens() const { return std::accumulate(lengths.begin(), lengths.end(), std::int64_t{0}); }

const char* splitName(Split split) { return split == Split::Train ? "train" : split == Split::Valid ? "valid" : "test"; }

TaskFacts factsOf(const TaskData& data) {
    constexpr int most_labels_shown = 32;  // by name
    TaskFacts facts;
    for (const Baseline& baseline : data.baselines(Split::Valid)) facts.baselines[baseline.name] = baseline.accuracy;
    facts.difficulty = data.difficultyName();
    if (data.size().labels <= most_labels_shown) facts.labels = data.labelNames();
    facts.data = data.facts();
    return facts;
}

std::vector<Baseline> labelBaselines(const std::vector<std::int64_t>& counts) {
    std::int64_t all = 0, most = 0;
    for (const std::int64_t count : counts) {
        all += count;
        most = std::max(most, count);
    }
    return {{words("most frequent"), all > 0 ? static_cast<double>(most) / static_cast<double>(all) : 0.0},
            {words("chance"), counts.empty() ? 0.0 : 1.0 / static_cast<double>(counts.size())}};
}

namespace {

class Loader {
public:
    Loader(std::uint64_t seed, const VocabularySource& vocabulary_from, const ReadWatch& watch)
        : m_seed(seed), m_vocabulary_from(vocabulary_from) {
        m_reading.watch = watch;
    }

    std::unique_ptr<TaskData> operator()(const HopsTask& task) const { return drawn<HopsGenerator>(task); }
    std::unique_ptr<TaskData> operator()(const ListopsTask& task) const { return drawn<ListopsGenerator>(task); }
    std::unique_ptr<TaskData> operator()(const GroupWordsTask& task) const { return drawn<GroupWordsGenerator>(task); }
    std::unique_ptr<TaskData> operator()(const DyckTask& task) const { return drawn<DyckGenerator>(task); }
    std::unique_ptr<TaskData> operator()(const ModularAdditionTask& task) const {
        return std::make_unique<GeneratedData>(std::make_unique<ModularAdditionGenerator>(task), m_seed);
    }
    std::unique_ptr<TaskData> operator()(const ComposedTablesTask& task) const { return drawn<ComposedTablesGenerator>(task, m_seed); }
    std::unique_ptr<TaskData> operator()(const TextFileTask& task) const { return read<TextFileData>(task); }
    std::unique_ptr<TaskData> operator()(const LanguageModelTask& task) const { return read<LanguageModelData>(task); }
    std::unique_ptr<TaskData> operator()(const MaskedLanguageModelTask& task) const { return read<MaskedLanguageModelData>(task); }
    std::unique_ptr<TaskData> operator()(const SequencePairsTask& task) const { return read<SequencePairsData>(task); }

private:
    template <class AnyGenerator, class AnyTask, class... More>
    std::unique_ptr<TaskData> drawn(const AnyTask& task, const More&... more) const {
        return std::make_unique<GeneratedData>(std::make_unique<AnyGenerator>(task, more...), m_seed, task.valid_examples,
                                               task.test_examples, m_reading.watch);
    }
    template <class Data, class AnyTask>
    std::unique_ptr<TaskData> read(const AnyTask& task) const {
        return std::make_unique<Data>(task, m_seed, m_vocabulary_from, m_reading);
    }

    std::uint64_t m_seed;
    const VocabularySource& m_vocabulary_from;
    DataReading m_reading;
};

}  // namespace

std::unique_ptr<TaskData> loadTask(const Task& task, std::uint64_t seed, const VocabularySource& vocabulary_from, const ReadWatch& watch) {
    return std::visit(Loader(seed, vocabulary_from, watch), task);
}

std::unique_ptr<TaskData> loadTask(const Experiment& experiment) { return loadTask(experiment.task, experiment.seed); }

}  // namespace layerlab
