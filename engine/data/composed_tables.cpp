#include "engine/data/composed_tables.h"

#include <algorithm>

#include "engine/text.h"

namespace layerlab {

namespace {
constexpr std::int64_t first_symbol = 2;
}

ComposedTablesGenerator::ComposedTablesGenerator(const ComposedTablesTask& task, std::uint64_t seed) : m_task(task) {
    // Nothing else here draws for the purpose of splitting: this task's splits need no randomness.
    for (int table = 0; table < task.tables; ++table)
        m_tables.push_back(
            Draws(seed, Purpose::Split, static_cast<std::uint64_t>(table)).permutation(static_cast<std::uint32_t>(task.symbols)));
}

Sample ComposedTablesGenerator::draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const {
    SampleDraws own(draws, example, attempt);
    const auto lookups = 1 + own.below(static_cast<std::uint32_t>(m_task.max_compositions));
    std::uint32_t symbol = own.below(static_cast<std::uint32_t>(m_task.symbols));
    Sample sample{{first_symbol + symbol}, {}, {static_cast<int>(lookups)}};
    for (std::uint32_t i = 0; i < lookups; ++i) {
        const std::uint32_t table = own.below(static_cast<std::uint32_t>(m_task.tables));
        symbol = m_tables[table][symbol];
        sample.tokens.push_back(first_symbol + m_task.symbols + table);
    }
    if (m_task.order == ComposedTablesTask::Order::Backward) std::reverse(sample.tokens.begin(), sample.tokens.end());
    sample.tokens.insert(sample.tokens.begin(), class_token);
    sample.labels = {symbol};
    return sample;
}

std::vector<std::string> ComposedTablesGenerator::labelNames() const {
    std::vector<std::string> names;
    for (int symbol = 0; symbol < m_task.symbols; ++symbol) names.push_back(std::to_string(symbol));
    return names;
}

std::vector<std::string> ComposedTablesGenerator::tokenNames() const {
    std::vector<std::string> names{"[PAD]", "[CLS]"};
    for (const std::string& symbol : labelNames()) names.push_back(symbol);
    for (int table = 0; table < m_task.tables; ++table)
        names.push_back(m_task.tables <= 26 ? std::string(1, static_cast<char>('a' + table)) : "t" + std::to_string(table + 1));
    return names;
}

std::string ComposedTablesGenerator::difficultyName() const { return words("lookups"); }

std::vector<Baseline> ComposedTablesGenerator::ownBaselines(const std::vector<Sample>& samples) const {
    const bool forward = m_task.order == ComposedTablesTask::Order::Forward;
    return {{words("start symbol"), shareRight(samples, m_task.symbols, [forward](const Sample& s, std::size_t) {
                 return (forward ? s.tokens[1] : s.tokens.back()) - first_symbol;
             })}};
}

}  // namespace layerlab
