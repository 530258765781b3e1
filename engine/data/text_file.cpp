#include "engine/data/text_file.h"

#include <algorithm>

#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

namespace {

TableTask tableOf(const TextFileTask& task) {
    TableTask table;
    table.layout = TableTask::Layout::Labelled;
    table.files = {task.train, task.valid, task.test};
    table.format = {task.separator, task.quoting, task.header};
    table.first_column = task.text_column;
    table.first_key = "task.text_column";
    table.second_column = task.text_pair_column;
    table.second_key = "task.text_pair_column";
    table.label_column = task.label_column;
    table.split = task.split;
    table.max_length = task.max_length;
    table.train_examples = task.train_examples;
    table.vocabulary = task.vocabulary;
    return table;
}

}  // namespace

TextFileData::TextFileData(const TextFileTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from,
                           const DataReading& reading)
    : m_max_length(task.max_length),
      m_table(tableOf(task), seed, vocabulary_from, reading),
      m_order(seed, m_table.store(), m_table.rows(Split::Train)) {}

Batch TextFileData::collate(const std::vector<std::uint32_t>& rows) const {
    const TokenStore& store = m_table.store();
    Batch batch;
    batch.rows = static_cast<int>(rows.size());
    for (const auto i : rows) batch.length = std::max(batch.length, static_cast<int>(store.rows()[i].length));
    batch.tokens.reserve(rows.size() * static_cast<std::size_t>(batch.length));
    for (const auto i : rows) {
        const TokenRow& row = store.rows()[i];
        for (std::uint32_t t = 0; t < row.length; ++t) batch.tokens.push_back(store.token(row.begin + t));
        batch.lengths.push_back(static_cast<int>(row.length));
        batch.tokens.resize(batch.lengths.size() * static_cast<std::size_t>(batch.length), padding_token);
        batch.labels.push_back(row.value);
    }
    return batch;
}

Batch TextFileData::trainBatch(std::int64_t step, int batch_size) const { return collate(m_order.at(step, batch_size)); }

std::vector<Batch> TextFileData::batches(Split split, int batch_size) const {
    if (m_table.rows(split).empty()) throw Error(ErrorKind::BadInput, text("the experiment names no test file; set task.test"));
    std::vector<Batch> all;
    for (const auto& rows : batchesByLength(m_table.store(), m_table.rows(split), batch_size)) all.push_back(collate(rows));
    return all;
}

std::vector<std::int64_t> TextFileData::classCounts(Split split) const {
    std::vector<std::int64_t> counts(m_table.labels().size());
    for (const auto i : m_table.rows(split)) ++counts[m_table.store().rows()[i].value];
    return counts;
}

void TextFileData::save(const std::filesystem::path& run) const {
    saveTaskFile(run, size(), m_table.labels(), &m_table.vocabulary().settings());
    m_table.vocabulary().save(run);
}

}  // namespace layerlab
