#include "engine/depths/trie.h"

#include <torch/torch.h>

namespace layerlab {

RouteTrie::RouteTrie(const std::vector<StackPlan>& routes) : m_nodes(1) {
    for (std::size_t r = 0; r < routes.size(); ++r) {
        std::size_t at = 0;
        for (const Step& step : routes[r].steps) {
            std::size_t next = 0;
            for (const std::size_t child : m_nodes[at].children)
                if (m_nodes[child].step.computesLike(step)) next = child;
            if (next == 0) {
                next = m_nodes.size();
                m_nodes.push_back({step, {}, {}});
                m_nodes[at].children.push_back(next);
            }
            at = next;
        }
        m_nodes[at].routes.push_back(r);
    }
}

void RouteTrie::walk(const EncoderModel& model, const TensorBatch& batch, const std::function<bool()>& stop,
                     const std::function<void(std::size_t, const torch::Tensor&)>& result) const {
    torch::NoGradGuard no_grad;
    Dropout none;
    walkNode(0, model.embed(batch, none), model, batch, stop, result);
}

void RouteTrie::walkNode(std::size_t node, const torch::Tensor& state, const EncoderModel& model, const TensorBatch& batch,
                         const std::function<bool()>& stop, const std::function<void(std::size_t, const torch::Tensor&)>& result) const {
    Dropout none;
    const Node& here = m_nodes[node];
    if (!here.routes.empty()) {
        const torch::Tensor logits = model.head(state, batch, none);
        for (const std::size_t route : here.routes) result(route, logits);
    }
    for (const std::size_t child : here.children) {
        if (stop && stop()) throw Error(ErrorKind::Cancelled, "stopped");
        walkNode(child, model.run(m_nodes[child].step, state, batch, none), model, batch, stop, result);
    }
}

}  // namespace layerlab
