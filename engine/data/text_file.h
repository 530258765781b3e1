// Labelled text from tables, as sequences [CLS] text [SEP], or [CLS] text [SEP] second text [SEP]. A batch carries no
// token types: the [SEP] between them tells two texts apart.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/table_data.h"

namespace layerlab {

class TextFileData : public TableData {
public:
    TextFileData(const TextFileTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from, const DataReading& reading = {});
    TaskSize size() const override { return {m_table.vocabulary().size(), static_cast<int>(m_table.labels().size()), m_max_length}; }
    std::vector<std::string> labelNames() const override { return m_table.labels(); }
    std::vector<Baseline> baselines(Split split) const override { return labelBaselines(classCounts(split)); }
    std::vector<std::string> notes() const override;
    std::vector<std::int64_t> classCounts(Split split) const override;

protected:
    Batch collate(const std::vector<std::uint32_t>& rows) const override;
};

}  // namespace layerlab
