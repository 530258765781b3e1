#include "engine/data/sequence_pairs.h"

#include <algorithm>

#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

namespace {

TableTask tableOf(const SequencePairsTask& task) {
    TableTask table;
    table.layout = TableTask::Layout::Pair;
    table.files = {task.train, task.valid, task.test};
    table.format = {task.separator, task.quoting, task.header};
    table.first_column = task.source_column;
    table.first_key = "task.source_column";
    table.second_column = task.target_column;
    table.second_key = "task.target_column";
    table.split = task.split;
    table.max_length = task.max_length;
    table.train_examples = task.train_examples;
    table.vocabulary = task.vocabulary;
    return table;
}

}  // namespace

SequencePairsData::SequencePairsData(const SequencePairsTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from,
                                     const DataReading& reading)
    : m_max_length(task.max_length),
      m_table(tableOf(task), seed, vocabulary_from, reading),
      m_order(seed, m_table.store(), m_table.rows(Split::Train)) {}

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
        batch.tokens.resize(batch.lengths.size() * static_cast<std::size_t>(batch.length), padding_token);
        batch.labels.resize(batch.tokens.size(), ignored_label);
    }
    return batch;
}

Batch SequencePairsData::trainBatch(std::int64_t step, int batch_size) const { return collate(m_order.at(step, batch_size)); }

std::vector<Batch> SequencePairsData::batches(Split split, int batch_size) const {
    if (m_table.rows(split).empty()) throw Error(ErrorKind::BadInput, text("the experiment names no test file; set task.test"));
    std::vector<Batch> all;
    for (const auto& rows : batchesByLength(m_table.store(), m_table.rows(split), batch_size)) all.push_back(collate(rows));
    return all;
}

void SequencePairsData::save(const std::filesystem::path& run) const {
    saveTaskFile(run, size(), labelNames(), &m_table.vocabulary().settings());
    m_table.vocabulary().save(run);
}

}  // namespace layerlab
