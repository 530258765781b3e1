#include "engine/data/dyck.h"

#include "engine/error.h"
#include "engine/text.h"

namespace layerlab {

namespace {
constexpr int sequence_tries = 10000;  // at one sequence
}

DyckGenerator::DyckGenerator(const DyckTask& task) : m_task(task) {
    if (task.kinds < 2 || task.max_depth < 2)
        throw Error(ErrorKind::BadInput, text("there is nothing to learn below two kinds and two levels of brackets: raise task.kinds and "
                                              "task.max_depth to 2"));
    const int longest = task.length / 2 * 2;  // brackets come in pairs
    if (longest < 2 || task.min_length > longest)
        throw Error(ErrorKind::BadInput, text("no sequence of brackets has %1 to %2 of them: raise task.length or lower task.min_length",
                                              task.min_length, task.length));
}

bool DyckGenerator::walk(SampleDraws& draws, std::vector<std::int64_t>& tokens) const {
    tokens.clear();
    std::vector<std::int64_t> open;
    for (;;) {
        const auto length = static_cast<int>(tokens.size()), depth = static_cast<int>(open.size());
        if (length + depth > m_task.length) return false;
        bool opens = depth < m_task.max_depth && draws.below(2) == 0;
        if (depth == 0) {
            // Half of the time the sequence ends here; an end before the smallest length is drawn again, so it opens.
            if (!opens && length >= m_task.min_length && length > 0) return true;
            opens = true;
        }
        if (opens) {
            open.push_back(draws.below(static_cast<std::uint32_t>(m_task.kinds)));
            tokens.push_back(1 + open.back());
        } else {
            tokens.push_back(1 + m_task.kinds + open.back());
            open.pop_back();
        }
    }
}

Sample DyckGenerator::labelled(std::vector<std::int64_t> tokens) const {
    Sample sample;
    std::vector<std::int64_t> open;
    for (const std::int64_t token : tokens) {
        const bool opening = token <= m_task.kinds;
        if (opening) open.push_back(token - 1);
        else open.pop_back();
        sample.labels.push_back(opening ? ignored_label : open.empty() ? m_task.kinds : open.back());
        sample.difficulty.push_back(opening ? 0 : static_cast<int>(open.size()));
    }
    sample.tokens = std::move(tokens);
    return sample;
}

Sample DyckGenerator::draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const {
    SampleDraws own(draws, example, attempt);
    std::vector<std::int64_t> tokens;
    for (int i = 0; i < sequence_tries; ++i)
        if (walk(own, tokens)) return labelled(std::move(tokens));
    throw Error(ErrorKind::BadInput, text("hardly a sequence of brackets ends after %1 to %2 of them: raise task.length, or lower "
                                          "task.min_length or task.max_depth",
                                          m_task.min_length, m_task.length));
}

std::string DyckGenerator::bracket(int kind, bool opening) const {
    constexpr const char* pairs[] = {"()", "[]", "{}", "<>"};
    if (m_task.kinds <= 4) return {pairs[kind][opening ? 0 : 1]};
    return opening ? "(" + std::to_string(kind + 1) : std::to_string(kind + 1) + ")";
}

std::vector<std::string> DyckGenerator::labelNames() const {
    std::vector<std::string> names;
    for (int kind = 0; kind < m_task.kinds; ++kind) names.push_back(bracket(kind, false));
    names.push_back("nothing open");
    return names;
}

std::vector<std::string> DyckGenerator::tokenNames() const {
    std::vector<std::string> names{"[PAD]"};
    for (const bool opening : {true, false})
        for (int kind = 0; kind < m_task.kinds; ++kind) names.push_back(bracket(kind, opening));
    return names;
}

std::string DyckGenerator::difficultyName() const { return words("brackets open"); }

std::vector<Baseline> DyckGenerator::ownBaselines(const std::vector<Sample>& samples) const {
    // The kind of the opening bracket that is `back` opening brackets before a position.
    const auto opened = [this](int back) {
        return [this, back](const Sample& sample, std::size_t position) {
            int left = back;
            for (std::size_t i = position + 1; i-- > 0;)
                if (sample.tokens[i] <= m_task.kinds && left-- == 0) return sample.tokens[i] - 1;
            return std::int64_t{-1};
        };
    };
    return {
        {words("last bracket opened"), shareRight(samples, m_task.kinds, opened(0))},
        {words("last bracket opened but one"), shareRight(samples, m_task.kinds, opened(1))},
    };
}

}  // namespace layerlab
