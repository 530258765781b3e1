// LayerDrop whose rates are learned: Fan, Grave and Joulin 2019, section 3.3, "data driven pruning". The paper says: each
// layer has a rate of its own whose mean is p, "a non-linear function of the activation of its layer" followed by a softmax, and
// the k highest scoring layers are kept for good. It gives no formula and no code; this is what is done here, for N slots:
//
//   m_d = running mean, over the passes in which slot d ran, of how much it changes what goes through it: the mean over the
//         batch's positions of |h_d - h_{d-1}| / |h_{d-1}| (decay 0.99; its first value is taken as it is)
//   s_d = v_d tanh(m_d), with v_d learned, 0 at the start
//   q   = softmax(s)
//   p_d = p N (1 - q_d) / (N - 1), whose mean is p, and p for all at the start
//
// A kept layer's update is multiplied by g_d = (1 - p_d) / stop_gradient(1 - p_d), which is 1, and whose gradient is that of
// log(1 - p_d): so v_d learns to keep a layer whose update lowers the loss (a straight-through estimate; what a dropped layer
// would have done is not known). Weight decay does not touch v.
#pragma once

#include <memory>

#include "engine/techniques/technique.h"

namespace layerlab {

class LearnedLayerDrop : public Technique {
public:
    // slots: those of the measured stack that run; of_slots: how many it has in all.
    LearnedLayerDrop(const Route& slots, int of_slots, double rate);
    void planTraining(Plan& plan, const PassPlace& place) const override;
    void addLosses(LossTerms& terms, const TensorBatch& batch, const Output& output, const Plan& plan) override;
    std::vector<Segment*> segments() const override { return {m_scores.get(), m_activity.get()}; }
    // "layer_drop.depth", and "layer_drop.rate.3" of each slot.
    void scalars(const EncoderModel& model, const Plan& plan, const PassPlace& place, std::map<std::string, double>& named) const override;
    std::vector<double> dropRates() const override;

    // The same from what a checkpoint keeps, both [slots].
    static std::vector<double> ratesOf(const torch::Tensor& scores, const torch::Tensor& activity, const Route& slots, int of_slots,
                                       double rate);

private:
    torch::Tensor kept() const;  // [slots], 1 - p_d, with its graph

    Route m_slots;
    int m_of_slots;
    double m_rate;
    // Of one value a slot each, in segments of their own: a running mean that moves must not disturb the scores' graph.
    std::unique_ptr<Segment> m_scores, m_activity;
};

}  // namespace layerlab
