// p-hop induction (Sanford, Hsu and Telgarsky 2024, arXiv 2402.09268, section 4): the built-in task whose need of depth
// is dialled by the number of hops.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/random.h"

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
HopsExample drawHops(const HopsTask& task, const Draws& draws, std::uint32_t example);

// Tokens: characters 1 … C (0 is padding), hop counts C+1 … ; labels: characters 0 … C-1, "no answer" C. The first
// position, the hop count, has no label. Every position is answered causally.
class HopsData : public TaskData {
public:
    HopsData(const HopsTask& task, std::uint64_t seed) : m_task(task), m_seed(seed) {}
    TaskSize size() const override;
    Batch trainBatch(std::int64_t step, int batch_size) const override;
    std::vector<Batch> batches(Split split, int batch_size) const override;
    int countedLabels() const override { return m_task.symbols; }
    std::vector<std::string> labelNames() const override;
    void save(const std::filesystem::path& run) const override;

private:
    Batch draw(const Draws& draws, std::uint32_t first, int rows) const;
    HopsTask m_task;
    std::uint64_t m_seed;
};

}  // namespace layerlab
