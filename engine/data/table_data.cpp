#include "engine/data/table_data.h"

#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

TableData::TableData(const TableTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from, const DataReading& reading)
    : m_max_length(task.max_length),
      m_table(task, seed, vocabulary_from, reading),
      m_order(seed, m_table.store(), m_table.rows(Split::Train)) {}

std::vector<Batch> TableData::batches(Split split, int batch_size) const {
    if (m_table.rows(split).empty()) throw Error(ErrorKind::BadInput, text("the experiment names no test file; set task.test"));
    std::vector<Batch> all;
    for (const auto& rows : batchesByLength(m_table.store(), m_table.rows(split), batch_size)) all.push_back(collate(rows));
    return all;
}

std::vector<SplitFacts> TableData::facts() const {
    std::vector<SplitFacts> all;
    for (const Split split : {Split::Train, Split::Valid, Split::Test})
        if (const auto examples = static_cast<std::int64_t>(m_table.rows(split).size()); examples > 0)
            all.push_back({splitName(split), examples, classCounts(split), oov(split)});
    return all;
}

void TableData::save(const std::filesystem::path& run) const {
    saveTaskFile(run, size(), labelNames(), &m_table.vocabulary().settings());
    m_table.vocabulary().save(run);
}

}  // namespace layerlab
