// p-hop induction (Sanford, Hsu and Telgarsky 2024, arXiv 2402.09268, section 4): the built-in task whose need of depth
// is dialled by the number of hops.
#pragma once

#include <vector>

#include "engine/data/generator.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

// A sequence of `length` characters over `symbols`, no two neighbours equal; hops drawn from 0 … max_hops.
struct HopsExample {
    int hops = 0;
    std::vector<int> characters;
    std::vector<int> answers;  // one a character; `symbols` where a hop leads nowhere
};

// find(i) is the position just after the latest earlier occurrence of the character at i; an answer is the character
// reached by `hops` such steps.
std::vector<int> hopAnswers(const std::vector<int>& characters, int hops, int symbols);
HopsExample drawHops(const HopsTask& task, SampleDraws& draws);

// Tokens: characters 1 … C (0 is padding), hop counts C+1 … ; labels: characters 0 … C-1, "no answer" C, which does not
// count. The first position, the hop count, has no label. Every position is answered causally; the difficulty is the
// number of hops.
class HopsGenerator : public Generator {
public:
    explicit HopsGenerator(const HopsTask& task) : m_task(task) {}

    Sample draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const override;
    TaskSize size() const override;
    bool everyPosition() const override { return true; }
    int countedLabels() const override { return m_task.symbols; }
    std::vector<std::string> labelNames() const override;
    std::vector<std::string> tokenNames() const override;
    std::string difficultyName() const override;
    std::pair<int, int> difficultyRange() const override { return {0, m_task.max_hops}; }
    std::string sizeKey() const override { return "task.length"; }
    std::vector<Baseline> ownBaselines(const std::vector<Sample>& samples) const override;

private:
    HopsTask m_task;
};

}  // namespace layerlab
