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

// What both tasks share: windows of one length out of the text.
class TextStreamData : public TaskData {
public:
    // Of a split, batches() has no more tokens than these.
    static constexpr std::uint64_t most_evaluated = 1u << 24;

    TaskSize size() const override { return {m_text.vocabulary().size(), m_text.vocabulary().size(), m_length}; }
    std::vector<Batch> batches(Split split, int batch_size) const override;  // windows in order, none overlapping
    std::vector<std::string> labelNames() const override { return m_text.vocabulary().tokens(); }
    std::vector<Baseline> baselines(Split /*split*/) const override { return {}; }
    void save(const std::filesystem::path& run) const override;
    std::vector<std::string> fingerprint() const override { return m_text.fingerprint(); }

    double oov(Split split) const { return m_text.unknownShare(split); }
    std::vector<std::string> notes() const;
    const TextStream& stream() const { return m_text; }

protected:
    // ahead: tokens behind a window that it needs for its labels.
    TextStreamData(const TextFiles& files, double split, int length, int ahead, const Vocabulary& vocabulary,
                   const std::filesystem::path& vocabulary_from, const DataReading& reading);
    // Adds a row of `length` tokens from `from` on, with labels; number: of the window within its split.
    virtual void addWindow(Batch& batch, Split split, std::uint64_t from, int length, std::uint64_t number) const = 0;
    // Where a window of a training step starts: anywhere in the training text.
    std::uint64_t trainWindow(std::uint64_t seed, std::int64_t step, int row) const;
    static void fill(Batch& batch, int length);  // pads the row added last

    TextStream m_text;
    int m_length, m_ahead;
};

// Windows at random places; the label of a position is the token behind it.
class LanguageModelData : public TextStreamData {
public:
    LanguageModelData(const LanguageModelTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from,
                      const DataReading& reading = {});
    Batch trainBatch(std::int64_t step, int batch_size) const override;

protected:
    void addWindow(Batch& batch, Split split, std::uint64_t from, int length, std::uint64_t number) const override;

private:
    std::uint64_t m_seed;
};

// Every position is chosen with probability mask_share (at least one of a window): only chosen ones have labels. In
// training the choice differs from step to step; the windows of the other splits always have the same.
class MaskedLanguageModelData : public TextStreamData {
public:
    MaskedLanguageModelData(const MaskedLanguageModelTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from,
                            const DataReading& reading = {});
    Batch trainBatch(std::int64_t step, int batch_size) const override;

protected:
    void addWindow(Batch& batch, Split split, std::uint64_t from, int length, std::uint64_t number) const override;

private:
    void addMasked(Batch& batch, std::uint64_t from, int length, const Draws& draws) const;
    double m_mask_share;
    std::uint64_t m_seed;
};

}  // namespace layerlab
