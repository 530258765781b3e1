// Ladder Side-Tuning (Sung, Cho and Bansal 2022, arXiv 2206.06522): the backbone runs outside the graph, and a narrow side
// network reads its states. What learns is the side network, and the head.
#pragma once

#include "engine/techniques/backbone_cache.h"
#include "engine/experiment/schedules.h"
#include "engine/techniques/technique.h"

namespace layerlab {

class Ladder : public Technique {
public:
    Ladder(const Blueprint& blueprint, const LadderSettings& settings);
    // Gives the side layers their first weights; see side_start.h.
    void begin(const StageStart& start) override;
    void prepare(EncoderModel& model, const PassPlace& place) const override;
    void planTraining(Plan& plan, const PassPlace& place) const override;
    // How many examples' states are kept depends on the machine's memory, and decides last bits.
    std::map<std::string, double> state() const override;
    void restore(const std::map<std::string, double>& state) override;
    // Where the examples come again and the backbone drops nothing.
    const BackboneStates* keptStates(const EncoderModel& model, const TensorBatch& batch, const Plan& plan) override;
    void scalars(const EncoderModel& model, const Plan& plan, const PassPlace& place, std::map<std::string, double>& named) const override;

private:
    LadderSettings m_settings;
    std::vector<int> m_rungs;  // backbone slots
    BackboneCache m_cache;
};

}  // namespace layerlab
