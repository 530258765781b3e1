// ListOps: nested expressions of MIN, MAX, MED and SM over digits, drawn by Nangia and Bowman's grammar (2018, arXiv
// 1804.06028) or controlled by depth as in Csordás, Irie and Schmidhuber 2021 (arXiv 2110.07732).
#pragma once

#include <vector>

#include "engine/data/generator.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

// A digit, or an operator with its arguments.
struct ListopsNode {
    enum Operator { Min = 10, Max, Median, SumModulo };
    int symbol = 0;                      // 0 … 9, or an Operator
    std::vector<ListopsNode> arguments;  // none: a digit
};

// MED of an even number of arguments is the mean of the two middle ones, rounded down.
int listopsValue(const ListopsNode& node);
// Levels of the tree; a digit alone has 1.
int listopsDepth(const ListopsNode& node);
// The smallest d for which the value is certain when every operator at level d (the root is at level 1) is hidden, that
// is, taken for a digit that nobody knows. An expression needs its whole depth when looking at everything but the
// deepest operators leaves more than one value possible.
int listopsNeededDepth(const ListopsNode& node);

// Tokens: class_token, digits 2 … 11, operators 12 … 15, "]" 16, and with binary brackets "(" 17 and ")" 18.
class ListopsGenerator : public Generator {
public:
    explicit ListopsGenerator(const ListopsTask& task);  // throws Error(BadInput)
    // Throws Error(BadInput) where expressions so short are too rare among those that the task describes.
    ListopsNode drawTree(SampleDraws& draws) const;
    Sample sampleOf(const ListopsNode& node) const;

    Sample draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const override;
    TaskSize size() const override;
    bool everyPosition() const override { return false; }
    std::vector<std::string> labelNames() const override;
    std::vector<std::string> tokenNames() const override;
    std::string difficultyName() const override;
    std::pair<int, int> difficultyRange() const override;
    std::string sizeKey() const override { return "task.max_length"; }
    std::vector<Baseline> ownBaselines(const std::vector<Sample>& samples) const override;

private:
    ListopsTask m_task;
};

}  // namespace layerlab
