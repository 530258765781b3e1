// What tasks from tables have in common: batches of rows of about one length, and what a run keeps and tells about them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/encoded_table.h"
#include "engine/data/length_batches.h"
#include "engine/data/task_data.h"

namespace layerlab {

class TableData : public TaskData {
public:
    Batch trainBatch(std::int64_t step, int batch_size) const override { return collate(m_order.at(step, batch_size)); }
    std::vector<Batch> batches(Split split, int batch_size) const override;
    std::vector<SplitFacts> facts() const override;
    void save(const std::filesystem::path& run) const override;
    std::vector<std::string> notes() const override { return m_table.notes(); }
    const std::vector<std::string>* tokens() const override { return &m_table.vocabulary().tokens(); }
    std::int64_t returning() const override { return static_cast<std::int64_t>(m_table.rows(Split::Train).size()); }
    std::vector<std::string> fingerprint() const override { return m_table.fingerprint(); }

    double oov(Split split) const { return m_table.unknownShare(split); }                // share of tokens that are [UNK]
    virtual std::vector<std::int64_t> classCounts(Split /*split*/) const { return {}; }  // examples of each label
    const EncodedTable& table() const { return m_table; }

protected:
    TableData(const TableTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from, const DataReading& reading);
    // Rows of the table's store as a batch.
    virtual Batch collate(const std::vector<std::uint32_t>& rows) const = 0;

    int m_max_length;
    EncodedTable m_table;

private:
    LengthBatches m_order;
};

// What the settings of all these tasks say in the same words.
template <class AnyTask>
TableTask tableTask(const AnyTask& task) {
    TableTask table;
    table.files = {task.train, task.valid, task.test};
    table.format = {task.separator, task.quoting, task.header};
    table.split = task.split;
    table.max_length = task.max_length;
    table.train_examples = task.train_examples;
    table.vocabulary = task.vocabulary;
    return table;
}

}  // namespace layerlab
