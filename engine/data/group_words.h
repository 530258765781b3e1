// Word problems of finite groups (Merrill, Petty and Sabharwal 2024, arXiv 2404.08819): after every element of a sequence,
// the product of all elements so far.
#pragma once

#include <vector>

#include "engine/data/generator.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

// A group's elements as numbers from 0, which is the identity. Those of S3, A5 and S5 are permutations in lexicographic
// order; those of Z60 are the residues.
class GroupTable {
public:
    explicit GroupTable(GroupWordsTask::Group group);
    int order() const { return m_order; }
    // Read from left to right: of two permutations, a is applied first.
    int product(int a, int b) const { return m_products[static_cast<std::size_t>(a * m_order + b)]; }
    // Where the permutation takes 0, 1, 2 …; empty for Z60.
    const std::vector<int>& permutation(int element) const { return m_permutations[static_cast<std::size_t>(element)]; }
    std::string name(int element) const;

private:
    int m_order = 0;
    std::vector<std::vector<int>> m_permutations;
    std::vector<int> m_products;  // [order, order]
};

// Tokens: element + 1; labels: elements. Every position has a label, answered causally.
class GroupWordsGenerator : public Generator {
public:
    explicit GroupWordsGenerator(const GroupWordsTask& task) : m_task(task), m_table(task.group) {}
    const GroupTable& table() const { return m_table; }

    Sample draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const override;
    TaskSize size() const override { return {1 + m_table.order(), m_table.order(), m_task.length}; }
    bool everyPosition() const override { return true; }
    std::vector<std::string> labelNames() const override;
    std::vector<std::string> tokenNames() const override;
    std::string difficultyName() const override;
    std::pair<int, int> difficultyRange() const override { return {1, m_task.length}; }
    std::string sizeKey() const override { return "task.length"; }
    std::vector<Baseline> ownBaselines(const std::vector<Sample>& samples) const override;

private:
    GroupWordsTask m_task;
    GroupTable m_table;
};

}  // namespace layerlab
