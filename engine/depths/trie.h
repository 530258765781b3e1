// Evaluating many routes at the price of few: routes that begin with the same steps share those steps' work. The nodes
// of the trie are keyed by all that a step computes with (weights and settings), not by its slot, so routes of a shared
// stack meet too. Walked depth first; at most as many hidden states are alive as the longest route has steps.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/model/model.h"

namespace layerlab {

class RouteTrie {
public:
    // Plans that differ in the steps of the measured stack only.
    explicit RouteTrie(const std::vector<Plan>& routes);
    // Layer applications that one batch costs.
    std::int64_t layerPasses() const { return static_cast<std::int64_t>(m_nodes.size()) - 1; }

    // Runs every route on a batch and hands each its logits, by the route's number. stop: asked before every layer
    // pass; true ends the walk with Error(Cancelled).
    void walk(const EncoderModel& model, const TensorBatch& batch, const std::function<bool()>& stop,
              const std::function<void(std::size_t, const torch::Tensor&)>& result) const;

private:
    struct Node {
        Step step;
        std::vector<std::size_t> children;
        std::vector<std::size_t> routes;  // that end here
    };
    struct Walk {
        const EncoderModel& model;
        const TensorBatch& batch;
        const BackboneStates* states;  // of a ladder
        const std::function<bool()>& stop;
        const std::function<void(std::size_t, const torch::Tensor&)>& result;
    };
    void walkNode(std::size_t node, const torch::Tensor& state, const Walk& walk) const;
    Plan m_plan;                // what all have in common; of a ladder, of the route that reads most of the backbone
    std::vector<Node> m_nodes;  // 0: before the first step
};

}  // namespace layerlab
