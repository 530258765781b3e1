// New text as a trained model reads it, from what its run folder keeps: the vocabulary and the labels' names. The data that
// it was trained on need not be there any more.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/generator.h"
#include "engine/data/task_data.h"
#include "engine/data/vocabulary.h"

namespace layerlab {

struct TextReading {
    Batch batch;                      // one row; no label is asked for
    std::vector<std::string> tokens;  // as many as the row has
    std::int64_t unknown = 0;         // of them
    // Positions whose answer is of interest, from 0: of a language model the last one, of masked words the masked ones, of a
    // generated task all. None: the whole text has one label.
    std::vector<int> asked;
};

class TextReader {
public:
    // task: of the run's stage whose model it is. Throws Error(Io) where the folder lacks what is needed.
    TextReader(const Task& task, std::uint64_t seed, const std::filesystem::path& run);
    ~TextReader();

    // Cut where it is too long. second: of tasks that read two texts, else empty. In text for masked words [MASK] is the masked
    // token; a generated task's text is its tokens by name with spaces between them, the one that begins every sequence left
    // out. Throws Error(BadInput) saying what the task reads.
    TextReading read(const std::string& text, const std::string& second) const;
    const std::vector<std::string>& labels() const { return m_labels; }

private:
    TextReading readWords(const std::string& text, const std::string& second) const;
    TextReading readTokens(const std::string& text) const;

    Task m_task;
    std::unique_ptr<TokenVocabulary> m_vocabulary;  // of text tasks
    std::unique_ptr<Generator> m_generator;         // of the others
    std::vector<std::string> m_labels;
};

}  // namespace layerlab
