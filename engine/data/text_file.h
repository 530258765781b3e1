// Labelled text from TSV files, as sequences of words: [CLS] words… [SEP].
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/data/words.h"

namespace layerlab {

struct TextRow {
    std::string text, label;
};
// Reads the two columns of a file. Throws Error(BadInput) as "FILE:LINE: what is wrong".
std::vector<TextRow> readTextRows(const std::string& file, const TextFileTask& task);

class TextFileData : public TaskData {
public:
    TextFileData(const TextFileTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from);
    TaskSize size() const override;
    Batch trainBatch(std::int64_t step, int batch_size) const override;
    std::vector<Batch> batches(Split split, int batch_size) const override;
    std::vector<std::string> labelNames() const override { return m_labels; }
    void save(const std::filesystem::path& run) const override;
    std::vector<std::string> fingerprint() const override { return m_fingerprint; }

private:
    struct Example {
        std::vector<std::int64_t> tokens;
        std::int64_t label = 0;
    };
    using Examples = std::vector<Example>;
    Examples encode(const std::vector<TextRow>& rows, const std::string& file) const;
    static Batch collate(const Examples& examples, const std::vector<std::uint32_t>& rows);
    // The batches of one pass over the training examples: shuffled, then grouped by length within stretches of many
    // batches, so that little is padding and batches still differ from pass to pass.
    std::vector<std::vector<std::uint32_t>> epochBatches(std::uint64_t epoch, int batch_size) const;

    TextFileTask m_task;
    std::uint64_t m_seed;
    std::vector<std::string> m_labels;
    std::unique_ptr<WordVocabulary> m_vocabulary;
    Examples m_train, m_valid, m_test;
    std::vector<std::string> m_fingerprint;
    mutable std::uint64_t m_epoch = ~std::uint64_t{0};  // a cache of epochBatches: used by one thread
    mutable int m_epoch_batch_size = 0;
    mutable std::vector<std::vector<std::uint32_t>> m_epoch_batches;
};

}  // namespace layerlab
