// Compositional table lookup (Liška, Kruszewski and Baroni 2018, arXiv 1802.06467): a symbol goes through one table after
// the other. Tables are random bijections of the symbols, fixed by the seed.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/generator.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

// Sequences class_token x f g … (forward) or class_token … g f x (backward); tokens: symbols from 2, then the tables;
// labels: symbols. The difficulty is the number of lookups.
class ComposedTablesGenerator : public Generator {
public:
    ComposedTablesGenerator(const ComposedTablesTask& task, std::uint64_t seed);
    // [tables, symbols]: what a table gives for a symbol.
    const std::vector<std::vector<std::uint32_t>>& tables() const { return m_tables; }

    Sample draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const override;
    TaskSize size() const override { return {2 + m_task.symbols + m_task.tables, m_task.symbols, 2 + m_task.max_compositions}; }
    bool everyPosition() const override { return false; }
    std::vector<std::string> labelNames() const override;
    std::vector<std::string> tokenNames() const override;
    std::string difficultyName() const override;
    std::pair<int, int> difficultyRange() const override { return {1, m_task.max_compositions}; }
    std::string sizeKey() const override { return "task.max_compositions"; }
    std::vector<Baseline> ownBaselines(const std::vector<Sample>& samples) const override;

private:
    ComposedTablesTask m_task;
    std::vector<std::vector<std::uint32_t>> m_tables;
};

}  // namespace layerlab
