// Pairs of texts, such as a sentence and its translation, as one causal sequence: source [SEP] target [SEP]. Every
// position is asked for the token after it; what counts is the target and the [SEP] that ends it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/encoded_table.h"
#include "engine/data/length_batches.h"
#include "engine/data/task_data.h"

namespace layerlab {

class SequencePairsData : public TaskData {
public:
    SequencePairsData(const SequencePairsTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from,
                      const DataReading& reading = {});
    // The labels are the tokens.
    TaskSize size() const override { return {m_table.vocabulary().size(), m_table.vocabulary().size(), m_max_length}; }
    Batch trainBatch(std::int64_t step, int batch_size) const override;
    std::vector<Batch> batches(Split split, int batch_size) const override;
    std::vector<std::string> labelNames() const override { return m_table.vocabulary().tokens(); }
    std::vector<Baseline> baselines(Split /*split*/) const override { return {}; }
    void save(const std::filesystem::path& run) const override;
    std::vector<std::string> fingerprint() const override { return m_table.fingerprint(); }

    double oov(Split split) const { return m_table.unknownShare(split); }
    std::vector<std::string> notes() const { return m_table.notes(); }

private:
    Batch collate(const std::vector<std::uint32_t>& rows) const;
    int m_max_length;
    EncodedTable m_table;
    LengthBatches m_order;
};

}  // namespace layerlab
