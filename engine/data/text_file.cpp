#include "engine/data/text_file.h"

#include <algorithm>

#include "engine/text.h"

namespace layerlab {

namespace {

TableTask tableOf(const TextFileTask& task) {
    TableTask table = tableTask(task);
    table.layout = TableTask::Layout::Labelled;
    table.first_column = task.text_column;
    table.first_key = "task.text_column";
    table.second_column = task.text_pair_column;
    table.second_key = "task.text_pair_column";
    table.label_column = task.label_column;
    return table;
}

}  // namespace

TextFileData::TextFileData(const TextFileTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from,
                           const DataReading& reading)
    : TableData(tableOf(task), seed, vocabulary_from, reading) {}

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
        batch.examples.push_back(i);
    }
    return batch;
}

std::vector<std::int64_t> TextFileData::classCounts(Split split) const {
    std::vector<std::int64_t> counts(m_table.labels().size());
    for (const auto i : m_table.rows(split)) ++counts[m_table.store().rows()[i].value];
    return counts;
}

std::vector<std::string> TextFileData::notes() const {
    std::vector<std::string> notes = TableData::notes();
    const std::vector<std::int64_t> counts = classCounts(Split::Valid);
    const auto labels = static_cast<std::size_t>(std::count_if(counts.begin(), counts.end(), [](std::int64_t n) { return n > 0; }));
    if (labels == 1 && counts.size() > 1)
        notes.push_back(text("all validation examples have one label, '%1': their accuracy says little",
                             m_table.labels()[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())]));
    return notes;
}

}  // namespace layerlab
