#include "engine/data/hops.h"

#include <algorithm>
#include <numeric>

#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

std::vector<int> hopAnswers(const std::vector<int>& characters, int hops, int symbols) {
    const std::size_t length = characters.size();
    // find[i], or -1: filled in one pass by remembering where each character was seen last.
    std::vector<int> find(length, -1), last(static_cast<std::size_t>(symbols), -1);
    for (std::size_t i = 0; i < length; ++i) {
        int& seen = last[static_cast<std::size_t>(characters[i])];
        if (seen >= 0) find[i] = seen + 1;
        seen = static_cast<int>(i);
    }
    std::vector<int> answers(length);
    for (std::size_t i = 0; i < length; ++i) {
        int at = static_cast<int>(i);
        for (int hop = 0; hop < hops && at >= 0; ++hop) at = find[static_cast<std::size_t>(at)];
        answers[i] = at >= 0 ? characters[static_cast<std::size_t>(at)] : symbols;
    }
    return answers;
}

HopsExample drawHops(const HopsTask& task, const Draws& draws, std::uint32_t example) {
    HopsExample e;
    auto index = example * static_cast<std::uint32_t>(task.length + 1);
    e.hops = static_cast<int>(draws.below(index++, static_cast<std::uint32_t>(task.max_hops + 1)));
    e.characters.reserve(static_cast<std::size_t>(task.length));
    for (int i = 0; i < task.length; ++i) {
        if (i == 0) {
            e.characters.push_back(static_cast<int>(draws.below(index++, static_cast<std::uint32_t>(task.symbols))));
        } else {
            // One of the other characters: a step of 1 … symbols - 1 around the alphabet.
            const auto step = 1 + draws.below(index++, static_cast<std::uint32_t>(task.symbols - 1));
            e.characters.push_back((e.characters.back() + static_cast<int>(step)) % task.symbols);
        }
    }
    e.answers = hopAnswers(e.characters, e.hops, task.symbols);
    return e;
}

// Padding, the characters and the hop counts.
TaskSize HopsData::size() const { return {1 + m_task.symbols + m_task.max_hops + 1, m_task.symbols + 1, m_task.length + 1}; }

Batch HopsData::draw(const Draws& draws, std::uint32_t first, int rows) const {
    Batch batch;
    batch.rows = rows;
    batch.length = m_task.length + 1;
    batch.tokens.reserve(static_cast<std::size_t>(rows) * static_cast<std::size_t>(batch.length));
    batch.labels.reserve(batch.tokens.capacity());
    for (int r = 0; r < rows; ++r) {
        const HopsExample e = drawHops(m_task, draws, first + static_cast<std::uint32_t>(r));
        batch.tokens.push_back(1 + m_task.symbols + e.hops);
        batch.labels.push_back(ignored_label);
        for (const int c : e.characters) batch.tokens.push_back(1 + c);
        for (const int a : e.answers) batch.labels.push_back(a);
        batch.lengths.push_back(batch.length);
    }
    return batch;
}

Batch HopsData::trainBatch(std::int64_t step, int batch_size) const {
    return draw(Draws(m_seed, Purpose::TrainData, static_cast<std::uint64_t>(step)), 0, batch_size);
}

std::vector<Batch> HopsData::batches(Split split, int batch_size) const {
    if (split == Split::Train)
        throw Error(ErrorKind::BadInput, text("hops generates its training data without end; use the valid or the test split"));
    const int examples = split == Split::Valid ? m_task.valid_examples : m_task.test_examples;
    const Draws draws(m_seed, split == Split::Valid ? Purpose::ValidData : Purpose::TestData);
    std::vector<Batch> all;
    for (int first = 0; first < examples; first += batch_size)
        all.push_back(draw(draws, static_cast<std::uint32_t>(first), std::min(batch_size, examples - first)));
    return all;
}

std::vector<std::string> HopsData::labelNames() const {
    std::vector<std::string> names;
    for (int c = 0; c < m_task.symbols; ++c) names.push_back(c < 26 ? std::string(1, static_cast<char>('a' + c)) : std::to_string(c));
    names.push_back("no answer");
    return names;
}

void HopsData::save(const std::filesystem::path& run) const { saveTaskFile(run, size(), labelNames()); }

}  // namespace layerlab
