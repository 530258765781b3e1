#include "engine/data/hops.h"

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

HopsExample drawHops(const HopsTask& task, SampleDraws& draws) {
    HopsExample e;
    e.hops = static_cast<int>(draws.below(static_cast<std::uint32_t>(task.max_hops + 1)));
    e.characters.reserve(static_cast<std::size_t>(task.length));
    for (int i = 0; i < task.length; ++i) {
        if (i == 0) {
            e.characters.push_back(static_cast<int>(draws.below(static_cast<std::uint32_t>(task.symbols))));
        } else {
            // One of the other characters: a step of 1 … symbols - 1 around the alphabet.
            const auto step = 1 + draws.below(static_cast<std::uint32_t>(task.symbols - 1));
            e.characters.push_back((e.characters.back() + static_cast<int>(step)) % task.symbols);
        }
    }
    e.answers = hopAnswers(e.characters, e.hops, task.symbols);
    return e;
}

Sample HopsGenerator::draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const {
    SampleDraws own(draws, example, attempt);
    const HopsExample e = drawHops(m_task, own);
    Sample sample{{1 + m_task.symbols + e.hops}, {ignored_label}, {0}};
    for (const int character : e.characters) sample.tokens.push_back(1 + character);
    for (const int answer : e.answers) sample.labels.push_back(answer);
    sample.difficulty.resize(sample.labels.size(), e.hops);
    return sample;
}

// Padding, the characters and the hop counts.
TaskSize HopsGenerator::size() const { return {1 + m_task.symbols + m_task.max_hops + 1, m_task.symbols + 1, m_task.length + 1}; }

std::vector<std::string> HopsGenerator::labelNames() const {
    std::vector<std::string> names;
    for (int c = 0; c < m_task.symbols; ++c) names.push_back(c < 26 ? std::string(1, static_cast<char>('a' + c)) : std::to_string(c));
    names.push_back("no answer");
    return names;
}

std::vector<std::string> HopsGenerator::tokenNames() const {
    std::vector<std::string> names = labelNames();
    names.pop_back();
    names.insert(names.begin(), "[PAD]");
    for (int hops = 0; hops <= m_task.max_hops; ++hops) names.push_back(std::to_string(hops) + (hops == 1 ? " hop" : " hops"));
    return names;
}

std::string HopsGenerator::difficultyName() const { return words("hops"); }

std::vector<Baseline> HopsGenerator::ownBaselines(const std::vector<Sample>& samples) const {
    return {{words("the character itself"),
             shareRight(samples, m_task.symbols, [](const Sample& s, std::size_t position) { return s.tokens[position] - 1; })}};
}

}  // namespace layerlab
