#include "engine/data/sequence_pairs.h"

#include <algorithm>

namespace layerlab {

namespace {

TableTask tableOf(const SequencePairsTask& task) {
    TableTask table = tableTask(task);
    table.layout = TableTask::Layout::Pair;
    table.first_column = task.source_column;
    table.first_key = "task.source_column";
    table.second_column = task.target_column;
    table.second_key = "task.target_column";
    return table;
}

}  // namespace

SequencePairsData::SequencePairsData(const SequencePairsTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from,
                                     const DataReading& reading)
    : TableData(tableOf(task), seed, vocabulary_from, reading) {}

Batch SequencePairsData::collate(const std::vector<std::uint32_t>& rows) const {
    const TokenStore& store = m_table.store();
    Batch batch;
    batch.rows = static_cast<int>(rows.size());
    // The last token has no next one: it is only a label.
    for (const auto i : rows) batch.length = std::max(batch.length, static_cast<int>(store.rows()[i].length) - 1);
    for (const auto i : rows) {
        const TokenRow& row = store.rows()[i];
        for (std::uint32_t t = 0; t + 1 < row.length; ++t) {
            batch.tokens.push_back(store.token(row.begin + t));
            batch.labels.push_back(t >= row.value ? store.token(row.begin + t + 1) : ignored_label);
        }
        batch.lengths.push_back(static_cast<int>(row.length) - 1);
        batch.examples.push_back(i);
        batch.tokens.resize(batch.lengths.size() * static_cast<std::size_t>(batch.length), padding_token);
        batch.labels.resize(batch.tokens.size(), ignored_label);
    }
    return batch;
}

}  // namespace layerlab
