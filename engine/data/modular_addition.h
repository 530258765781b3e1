// a + b = ? modulo p, all p² equations of it (Power, Burda, Edwards, Babuschkin and Misra 2022, "Grokking", arXiv
// 2201.02177). As there, a + b and b + a are two equations: a model that knows only that they agree answers about
// train_share of the others from memory.
#pragma once

#include "engine/data/generator.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

// Sequences class_token a + b =; tokens "+" 2, "=" 3, numbers from 4; labels: the sums.
class ModularAdditionGenerator : public Generator {
public:
    explicit ModularAdditionGenerator(const ModularAdditionTask& task) : m_task(task) {}

    Sample draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const override;
    std::uint32_t listed() const override;
    Sample listedSample(std::uint32_t number) const override;
    double trainShare() const override { return m_task.train_share; }
    TaskSize size() const override { return {4 + m_task.modulus, m_task.modulus, 5}; }
    bool everyPosition() const override { return false; }
    std::vector<std::string> labelNames() const override;
    std::vector<std::string> tokenNames() const override;
    std::string difficultyName() const override;
    std::pair<int, int> difficultyRange() const override { return {0, 1}; }
    std::string sizeKey() const override { return "task.modulus"; }

private:
    ModularAdditionTask m_task;
};

}  // namespace layerlab
