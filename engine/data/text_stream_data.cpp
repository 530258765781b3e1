#include "engine/data/text_stream_data.h"

#include <algorithm>

#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

namespace {

// BERT, section 3.1: of the chosen tokens 80 % are masked, 10 % become any other, 10 % stay.
constexpr double masked_share = 0.8, random_share = 0.1;

}  // namespace

void TextStreamData::checkSizes(const TextFiles& files) const {
    const auto least = static_cast<std::uint64_t>(m_length + m_ahead);
    if (m_text.size(Split::Train) < least)
        wrongInput(
            files.train, 0, 0,
            text("the training text has %1 tokens, fewer than a window of task.length %2; lower it", m_text.size(Split::Train), m_length));
    for (const Split part : {Split::Valid, Split::Test})
        if (m_text.size(part) > 0 && m_text.size(part) <= static_cast<std::uint64_t>(m_ahead))
            wrongInput(files.of(part), 0, 0, text("only one token to validate or test on"));
}

void TextStreamData::addRow(Batch& batch, std::uint64_t from, int length, const Draws& draws) const {
    addWindow(batch, from, length, draws);
    batch.lengths.push_back(length);
    batch.rows = static_cast<int>(batch.lengths.size());
    const std::size_t all = batch.lengths.size() * static_cast<std::size_t>(batch.length);
    batch.tokens.resize(all, padding_token);
    batch.labels.resize(all, ignored_label);
}

Batch TextStreamData::trainBatch(std::int64_t step, int batch_size) const {
    const auto number = static_cast<std::uint64_t>(step);
    const std::uint64_t places = m_text.size(Split::Train) - static_cast<std::uint64_t>(m_length + m_ahead) + 1;
    const Draws where(m_seed, Purpose::TrainData, number);
    Batch batch;
    batch.length = m_length;
    for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(batch_size); ++row) {
        const auto place = static_cast<std::uint64_t>(where.uniform(row) * static_cast<double>(places));
        addRow(batch, m_text.begin(Split::Train) + place, m_length, Draws(m_seed, Purpose::TrainData, number, row + 1));
    }
    return batch;
}

std::uint64_t TextStreamData::usable(Split split) const {
    return std::min(m_text.size(split) - static_cast<std::uint64_t>(m_ahead), most_evaluated);
}

std::vector<Batch> TextStreamData::batches(Split split, int batch_size) const {
    if (m_text.size(split) == 0) throw Error(ErrorKind::BadInput, text("the experiment names no test file; set task.test"));
    // Draws of their own for the training text, where someone evaluates on it.
    const Purpose purpose = split == Split::Test ? Purpose::TestData : Purpose::ValidData;
    const std::uint32_t trained = split == Split::Train ? 1 : 0;
    const auto length = static_cast<std::uint64_t>(m_length);
    std::vector<Batch> all;
    std::uint64_t number = 0;
    const std::uint64_t tokens = usable(split);
    for (std::uint64_t from = 0; from < tokens; from += length, ++number) {
        const int row_length = static_cast<int>(std::min(length, tokens - from));
        if (number % static_cast<std::uint64_t>(batch_size) == 0) {
            all.emplace_back();
            all.back().length = row_length;
        }
        addRow(all.back(), m_text.begin(split) + from, row_length, Draws(m_seed, purpose, number, trained));
    }
    return all;
}

std::vector<SplitFacts> TextStreamData::facts() const {
    std::vector<SplitFacts> all;
    const auto length = static_cast<std::uint64_t>(m_length);
    for (const Split split : {Split::Train, Split::Valid, Split::Test}) {
        if (m_text.size(split) == 0) continue;
        // Training draws from all of the text.
        const std::uint64_t tokens = split == Split::Train ? m_text.size(split) - static_cast<std::uint64_t>(m_ahead) : usable(split);
        all.push_back({splitName(split), static_cast<std::int64_t>((tokens + length - 1) / length), {}, oov(split)});
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
    if (m_text.size(Split::Test) > most_evaluated)
        notes.push_back(text("the test text has %1 tokens; the first %2 are used", m_text.size(Split::Test), most_evaluated));
    return notes;
}

void LanguageModelData::addWindow(Batch& batch, std::uint64_t from, int length, const Draws& /*draws*/) const {
    for (std::uint64_t t = from; t < from + static_cast<std::uint64_t>(length); ++t) {
        batch.tokens.push_back(m_text.store().token(t));
        batch.labels.push_back(m_text.store().token(t + 1));
    }
}

void MaskedLanguageModelData::addWindow(Batch& batch, std::uint64_t from, int length, const Draws& draws) const {
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
}

}  // namespace layerlab
