// LayerDrop: Fan, Grave and Joulin 2019, "Reducing Transformer Depth on Demand with Structured Dropout", section 3.1.
// Each slot is left out of a training pass by an independent draw, once a pass for the whole batch. Survivors are not
// rescaled, embeddings and head are never dropped, and evaluation drops nothing. A pass that drops every slot is the
// head on the embeddings.
#pragma once

#include "engine/techniques/technique.h"

namespace layerlab {

class LayerDrop : public Technique {
public:
    explicit LayerDrop(std::vector<double> rates) : m_rates(std::move(rates)) {}
    void planTraining(Plan& plan, const PassPlace& place) const override;
    void scalars(const EncoderModel& model, const Plan& plan, const PassPlace& place, std::map<std::string, double>& named) const override;
    std::vector<double> dropRates() const override { return m_rates; }

private:
    std::vector<double> m_rates;  // of every slot
};

// Leaves slots out of a training pass, each with its rate.
void dropLayers(Plan& plan, const PassPlace& place, const std::vector<double>& rates);

}  // namespace layerlab
