// Plain text as one stream of tokens for each split, encoded block by block.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "engine/data/encoded_text.h"

namespace layerlab {

// The text of a file in blocks that end where a line does, or where lines are very long at a space, or else after a
// character. Throws Error(BadInput) "FILE:LINE:COLUMN: …" on bytes that are no text. use(block, bytes before it).
void eachTextBlock(const std::string& file, const ReadWatch& watch, const std::function<void(std::string&&, std::uint64_t)>& use);

// Without a file of its own, validation has the last part of the training text, from the first line that starts in the
// last `split` of it (of few long lines: from the last line, or from a space).
class TextStream : public EncodedText {
public:
    TextStream(const TextFiles& files, double split, const Vocabulary& vocabulary, const VocabularySource& vocabulary_from,
               const DataReading& reading);
    std::uint64_t begin(Split split) const { return m_begin[static_cast<std::size_t>(split)]; }
    std::uint64_t size(Split split) const { return m_size[static_cast<std::size_t>(split)]; }  // tokens

private:
    void divide();
    void makeVocabulary();
    void encode();
    struct Block {
        std::string content;
        Split split;
    };
    void eachBlock(Split file, const ReadWatch& watch, const std::function<void(Block&&)>& use) const;

    TextFiles m_files;
    double m_split;
    Vocabulary m_settings;
    VocabularySource m_vocabulary_from;
    int m_threads;
    ReadingPasses m_passes;
    std::uint64_t m_valid_from = ~std::uint64_t{0};  // bytes of the training text
    std::array<std::uint64_t, 3> m_begin{}, m_size{};
};

}  // namespace layerlab
