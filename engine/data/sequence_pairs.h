// Pairs of texts, such as a sentence and its translation, as one causal sequence: source [SEP] target [SEP]. Every
// position is asked for the token after it; what counts is the target and the [SEP] that ends it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/table_data.h"

namespace layerlab {

class SequencePairsData : public TableData {
public:
    SequencePairsData(const SequencePairsTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from,
                      const DataReading& reading = {});
    // The labels are the tokens.
    TaskSize size() const override { return {m_table.vocabulary().size(), m_table.vocabulary().size(), m_max_length}; }
    std::vector<std::string> labelNames() const override { return m_table.vocabulary().tokens(); }

protected:
    Batch collate(const std::vector<std::uint32_t>& rows) const override;
};

}  // namespace layerlab
