// Language modelling on plain text: what the next token is (causal), or what masked tokens were. The labels are the tokens
// of the vocabulary.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/data/text_stream.h"
#include "engine/random.h"

namespace layerlab {

// What both tasks share: windows of one length out of the text, in training at random places.
class TextStreamData : public TaskData {
public:
    // Of a split, batches() has no more tokens than these.
    static constexpr std::uint64_t most_evaluated = 1u << 24;

    TaskSize size() const override { return {m_text.vocabulary().size(), m_text.vocabulary().size(), m_length}; }
    Batch trainBatch(std::int64_t step, int batch_size) const override;
    std::vector<Batch> batches(Split split, int batch_size) const override;  // windows in order, none overlapping
    std::vector<SplitFacts> facts() const override;
    std::vector<std::string> labelNames() const override { return m_text.vocabulary().tokens(); }
    const std::vector<std::string>* tokens() const override { return &m_text.vocabulary().tokens(); }
    void save(const std::filesystem::path& run) const override;
    std::vector<std::string> notes() const override;
    std::vector<std::string> fingerprint() const override { return m_text.fingerprint(); }

    double oov(Split split) const { return m_text.unknownShare(split); }
    const TextStream& stream() const { return m_text; }

protected:
    // ahead: tokens behind a window that it needs for its labels.
    template <class AnyTask>
    TextStreamData(const AnyTask& task, int ahead, std::uint64_t seed, const VocabularySource& vocabulary_from, const DataReading& reading)
        : m_text({task.train, task.valid, task.test}, task.split, task.vocabulary, vocabulary_from, reading),
          m_length(task.length),
          m_ahead(ahead),
          m_seed(seed) {
        checkSizes({task.train, task.valid, task.test});
    }
    // Appends the tokens of a window, `length` ones from `from` on, and their labels. draws: the window's own, the same
    // whenever it is asked for.
    virtual void addWindow(Batch& batch, std::uint64_t from, int length, const Draws& draws) const = 0;

    TextStream m_text;

private:
    void checkSizes(const TextFiles& files) const;
    void addRow(Batch& batch, std::uint64_t from, int length, const Draws& draws) const;
    std::uint64_t usable(Split split) const;  // tokens of a split with text that batches() makes windows of

    int m_length, m_ahead;
    std::uint64_t m_seed;
};

// The label of a position is the token behind it.
class LanguageModelData : public TextStreamData {
public:
    LanguageModelData(const LanguageModelTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from,
                      const DataReading& reading = {})
        : TextStreamData(task, 1, seed, vocabulary_from, reading) {}

protected:
    void addWindow(Batch& batch, std::uint64_t from, int length, const Draws& draws) const override;
};

// Every position is chosen with probability mask_share (at least one of a window): only chosen ones have labels. In
// training the choice differs from step to step; the windows of the other splits always have the same.
class MaskedLanguageModelData : public TextStreamData {
public:
    MaskedLanguageModelData(const MaskedLanguageModelTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from,
                            const DataReading& reading = {})
        : TextStreamData(task, 0, seed, vocabulary_from, reading), m_mask_share(task.mask_share) {}

protected:
    void addWindow(Batch& batch, std::uint64_t from, int length, const Draws& draws) const override;

private:
    double m_mask_share;
};

}  // namespace layerlab
