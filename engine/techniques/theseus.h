// BERT-of-Theseus (Xu et al. 2020, arXiv 2002.02925): in every training pass each module of the frozen predecessor is replaced
// by its successor layer with some probability, drawn for every module and pass. Only successor layers that ran learn, from
// the task's loss alone.
#pragma once

#include "engine/experiment/schedules.h"
#include "engine/techniques/technique.h"

namespace layerlab {

class Theseus : public Technique {
public:
    Theseus(const Blueprint& blueprint, const TheseusSettings& settings);
    // Copies the chosen layers of the predecessor into the successor, and its embeddings where they are replaced too.
    void begin(const StageStart& start) override;
    void planTraining(Plan& plan, const PassPlace& place) const override;
    void scalars(const EncoderModel& model, const Plan& plan, const PassPlace& place, std::map<std::string, double>& named) const override;

private:
    struct Drawn {
        std::vector<bool> replaced;  // each module, and the embeddings where they are replaced
        int empty = 0;               // draws that replaced nothing
    };
    Drawn draw(const PassPlace& place) const;

    Blueprint m_blueprint;
    TheseusSettings m_settings;
    std::vector<int> m_starts;
    std::vector<StackPlan> m_predecessor;  // of each module, as it runs frozen
    std::vector<Step> m_successor;         // of each module, the layer that takes its place
};

}  // namespace layerlab
