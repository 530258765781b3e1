// Labelled text from tables, as sequences [CLS] text [SEP], or [CLS] text [SEP] second text [SEP]. A batch carries no
// token types: the [SEP] between them tells two texts apart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/encoded_table.h"
#include "engine/data/length_batches.h"
#include "engine/data/task_data.h"

namespace layerlab {

class TextFileData : public TaskData {
public:
    TextFileData(const TextFileTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from,
                 const DataReading& reading = {});
    TaskSize size() const override { return {m_table.vocabulary().size(), static_cast<int>(m_table.labels().size()), m_max_length}; }
    Batch trainBatch(std::int64_t step, int batch_size) const override;
    std::vector<Batch> batches(Split split, int batch_size) const override;
    std::vector<std::string> labelNames() const override { return m_table.labels(); }
    void save(const std::filesystem::path& run) const override;
    std::vector<std::string> fingerprint() const override { return m_table.fingerprint(); }

    double oov(Split split) const { return m_table.unknownShare(split); }  // share of tokens that are [UNK]
    std::vector<std::int64_t> classCounts(Split split) const;              // examples of each label
    std::vector<std::string> notes() const { return m_table.notes(); }
    const EncodedTable& table() const { return m_table; }

private:
    Batch collate(const std::vector<std::uint32_t>& rows) const;
    int m_max_length;
    EncodedTable m_table;
    LengthBatches m_order;
};

}  // namespace layerlab
