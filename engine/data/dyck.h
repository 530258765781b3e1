// Dyck-(k, D): well nested brackets of k kinds, at most D deep, drawn as by Hewitt, Hahn, Ganguli, Liang and Manning 2020
// (arXiv 2010.07515); the question is which bracket may close next.
#pragma once

#include <vector>

#include "engine/data/generator.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

// Tokens: opening brackets 1 … k, closing ones k + 1 … 2 k. A label stands at every closing bracket: the kind of the
// innermost bracket still open, or k, "nothing open", which does not count. An opening bracket has none: there the answer
// would be the bracket itself. Answered causally; the difficulty is how many brackets are open.
class DyckGenerator : public Generator {
public:
    explicit DyckGenerator(const DyckTask& task);  // throws Error(BadInput)

    // Throws Error(BadInput) where sequences of the wanted lengths are too rare.
    Sample draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const override;
    TaskSize size() const override { return {1 + 2 * m_task.kinds, m_task.kinds + 1, m_task.length}; }
    bool everyPosition() const override { return true; }
    int countedLabels() const override { return m_task.kinds; }
    std::vector<std::string> labelNames() const override;
    std::vector<std::string> tokenNames() const override;
    std::string difficultyName() const override;
    std::pair<int, int> difficultyRange() const override { return {1, m_task.max_depth - 1}; }
    std::string sizeKey() const override { return "task.length"; }
    std::vector<Baseline> ownBaselines(const std::vector<Sample>& samples) const override;

private:
    // One walk; false where it cannot end within `length`.
    bool walk(SampleDraws& draws, std::vector<std::int64_t>& tokens) const;
    Sample labelled(std::vector<std::int64_t> tokens) const;
    std::string bracket(int kind, bool opening) const;
    DyckTask m_task;
};

}  // namespace layerlab
