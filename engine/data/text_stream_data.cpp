#include "engine/data/text_stream_data.h"

#include <algorithm>

#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

namespace {

// BERT, section 3.1: of the chosen tokens 80 % are masked, 10 % become any other, 10 % stay.
constexpr double masked_share = 0.8, random_share = 0.1;

}  // namespace

TextStreamData::TextStreamData(const TextFiles& files, double split, int length, int ahead, const Vocabulary& vocabulary,
                               const std::filesystem::path& vocabulary_from, const DataReading& reading)
    : m_text(files, split, vocabulary, vocabulary_from, reading), m_length(length), m_ahead(ahead) {
    const auto least = static_cast<std::uint64_t>(length + ahead);
    if (m_text.size(Split::Train) < least)
        wrongInput(
            files.train, 0, 0,
            text("the training text has %1 tokens, fewer than a window of task.length %2; lower it", m_text.size(Split::Train), length));
    for (const Split part : {Split::Valid, Split::Test})
        if (m_text.size(part) > 0 && m_text.size(part) <= static_cast<std::uint64_t>(ahead))
            wrongInput(files.of(part), 0, 0, text("only one token to validate or test on"));
}

std::uint64_t TextStreamData::trainWindow(std::uint64_t seed, std::int64_t step, int row) const {
    const std::uint64_t places = m_text.size(Split::Train) - static_cast<std::uint64_t>(m_length + m_ahead) + 1;
    const double draw = Draws(seed, Purpose::TrainData, static_cast<std::uint64_t>(step)).uniform(static_cast<std::uint32_t>(row));
    return m_text.begin(Split::Train) + static_cast<std::uint64_t>(draw * static_cast<double>(places));
}

void TextStreamData::fill(Batch& batch, int length) {
    batch.lengths.push_back(length);
    batch.rows = static_cast<int>(batch.lengths.size());
    const std::size_t all = batch.lengths.size() * static_cast<std::size_t>(batch.length);
    batch.tokens.resize(all, padding_token);
    batch.labels.resize(all, ignored_label);
}

std::vector<Batch> TextStreamData::batches(Split split, int batch_size) const {
    if (m_text.size(split) == 0) throw Error(ErrorKind::BadInput, text("the experiment names no test file; set task.test"));
    const std::uint64_t usable = std::min(m_text.size(split) - static_cast<std::uint64_t>(m_ahead), most_evaluated);
    const auto length = static_cast<std::uint64_t>(m_length);
    std::vector<Batch> all;
    std::uint64_t number = 0;
    for (std::uint64_t from = 0; from < usable; from += length, ++number) {
        if (number % static_cast<std::uint64_t>(batch_size) == 0) {
            all.emplace_back();
            all.back().length = static_cast<int>(std::min(length, usable - from));
        }
        addWindow(all.back(), split, m_text.begin(split) + from, static_cast<int>(std::min(length, usable - from)), number);
    }
    return all;
}

void TextStreamData::save(const std::filesystem::path& run) const {
    saveTaskFile(run, size(), labelNames(), &m_text.vocabulary().settings());
    m_text.vocabulary().save(run);
}

std::vector<std::string> TextStreamData::notes() const {
    std::vector<std::string> notes = m_text.notes();
    if (m_text.size(Split::Valid) > most_evaluated)
        notes.push_back(text("the validation text has %1 tokens; the first %2 are used", m_text.size(Split::Valid), most_evaluated));
    return notes;
}

LanguageModelData::LanguageModelData(const LanguageModelTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from,
                                     const DataReading& reading)
    : TextStreamData({task.train, task.valid, task.test}, task.split, task.length, 1, task.vocabulary, vocabulary_from, reading),
      m_seed(seed) {}

void LanguageModelData::addWindow(Batch& batch, Split /*split*/, std::uint64_t from, int length, std::uint64_t /*number*/) const {
    for (std::uint64_t t = from; t < from + static_cast<std::uint64_t>(length); ++t) {
        batch.tokens.push_back(m_text.store().token(t));
        batch.labels.push_back(m_text.store().token(t + 1));
    }
    fill(batch, length);
}

Batch LanguageModelData::trainBatch(std::int64_t step, int batch_size) const {
    Batch batch;
    batch.length = m_length;
    for (int row = 0; row < batch_size; ++row)
        addWindow(batch, Split::Train, trainWindow(m_seed, step, row), m_length, static_cast<std::uint64_t>(row));
    return batch;
}

MaskedLanguageModelData::MaskedLanguageModelData(const MaskedLanguageModelTask& task, std::uint64_t seed,
                                                 const std::filesystem::path& vocabulary_from, const DataReading& reading)
    : TextStreamData({task.train, task.valid, task.test}, task.split, task.length, 0, task.vocabulary, vocabulary_from, reading),
      m_mask_share(task.mask_share),
      m_seed(seed) {}

void MaskedLanguageModelData::addMasked(Batch& batch, std::uint64_t from, int length, const Draws& draws) const {
    const auto positions = static_cast<std::uint32_t>(length);
    std::vector<bool> chosen(positions);
    for (std::uint32_t p = 0; p < positions; ++p) chosen[p] = draws.uniform(3 * p) < m_mask_share;
    // Without a label there would be no loss.
    if (std::find(chosen.begin(), chosen.end(), true) == chosen.end()) chosen[draws.below(3 * positions, positions)] = true;
    const auto ordinary = static_cast<std::uint32_t>(m_text.vocabulary().size()) - TokenVocabulary::specials;
    for (std::uint32_t p = 0; p < positions; ++p) {
        const std::int64_t token = m_text.store().token(from + p);
        std::int64_t shown = token;
        if (chosen[p]) {
            const double how = draws.uniform(3 * p + 1);
            if (how < masked_share) shown = TokenVocabulary::mask;
            else if (how < masked_share + random_share && ordinary > 0)
                shown = TokenVocabulary::specials + draws.below(3 * p + 2, ordinary);
        }
        batch.tokens.push_back(shown);
        batch.labels.push_back(chosen[p] ? token : ignored_label);
    }
    fill(batch, length);
}

void MaskedLanguageModelData::addWindow(Batch& batch, Split split, std::uint64_t from, int length, std::uint64_t number) const {
    // Draws of their own for the training text, where someone evaluates on it.
    const Purpose purpose = split == Split::Test ? Purpose::TestData : Purpose::ValidData;
    addMasked(batch, from, length, Draws(m_seed, purpose, number, split == Split::Train ? 1 : 0));
}

Batch MaskedLanguageModelData::trainBatch(std::int64_t step, int batch_size) const {
    Batch batch;
    batch.length = m_length;
    for (int row = 0; row < batch_size; ++row)
        addMasked(batch, trainWindow(m_seed, step, row), m_length,
                  Draws(m_seed, Purpose::TrainData, static_cast<std::uint64_t>(step), static_cast<std::uint32_t>(row) + 1));
    return batch;
}

}  // namespace layerlab
