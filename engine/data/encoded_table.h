// A table's rows as sequences of tokens: labels and the split are found in a first pass, words counted in a second, and
// the third encodes, block by block. In memory are a few numbers for each row, never the text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/encoded_text.h"
#include "engine/data/table_reader.h"

namespace layerlab {

struct TableTask {
    // Labelled: [CLS] first [SEP], or [CLS] first [SEP] second [SEP]; TokenRow::value is the label's number.
    // Pair: first [SEP] second [SEP]; value is the length of first, and a target that was cut has no last [SEP].
    enum class Layout { Labelled, Pair };
    Layout layout = Layout::Labelled;
    TextFiles files;
    TableFormat format;
    std::string first_column, second_column, label_column;  // the last two may be empty
    const char *first_key = "", *second_key = "";
    double split = 0;
    int max_length = 0;
    std::int64_t train_examples = 0;
    Vocabulary vocabulary;
};

class EncodedTable : public EncodedText {
public:
    EncodedTable(const TableTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from, const DataReading& reading);
    const std::vector<std::uint32_t>& rows(Split split) const { return m_rows[static_cast<std::size_t>(split)]; }

private:
    void divide();          // first pass
    void makeVocabulary();  // second
    void encode();          // third
    void sortOutSplits();
    struct Columns {
        std::size_t first, second, label;
    };
    Columns columnsOf(const TableReader& reader) const;
    struct Block;
    struct Encoded;
    template <class Choose, class Use>
    void eachBlock(Split file, const Choose& choose, const Use& use);
    Encoded encoded(const Block& block) const;

    TableTask m_task;
    std::uint64_t m_seed;
    VocabularySource m_vocabulary_from;
    int m_threads;
    ReadingPasses m_passes;
    std::vector<std::uint8_t> m_part;                  // of each row of the training file: its split, or that it is not used
    std::array<std::vector<std::uint32_t>, 3> m_rows;  // of each split
};

// How much of two texts is kept so that both have `room` tokens at most: the longer one is cut first.
std::pair<std::size_t, std::size_t> cutToFit(std::size_t first, std::size_t second, std::size_t room);

}  // namespace layerlab
