#include "engine/depths/trie.h"

#include <torch/torch.h>

#include <algorithm>

namespace layerlab {

namespace {

int highestRung(const Plan& plan) {
    int rung = -1;
    for (const Step& step : plan.measured().steps) rung = std::max(rung, step.rung);
    return rung;
}

}  // namespace

RouteTrie::RouteTrie(const std::vector<Plan>& routes)
    : m_plan(*std::max_element(routes.begin(), routes.end(), [](const Plan& a, const Plan& b) { return highestRung(a) < highestRung(b); })),
      m_nodes(1) {
    for (std::size_t r = 0; r < routes.size(); ++r) {
        std::size_t at = 0;
        for (const Step& step : routes[r].measured().steps) {
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
    if (!model.blueprint().isLadder())
        return walkNode(0, model.embed(batch, m_plan.embeddings, none), {model, batch, nullptr, stop, result});
    const BackboneStates states = model.backbone(batch, m_plan, none);
    walkNode(0, model.enterSide(states, none), {model, batch, &states, stop, result});
}

void RouteTrie::walkNode(std::size_t node, const torch::Tensor& state, const Walk& walk) const {
    Dropout none;
    const Node& here = m_nodes[node];
    if (!here.routes.empty()) {
        const torch::Tensor last = walk.states ? walk.model.leaveSide(state, none) : state;
        const torch::Tensor logits = walk.model.head(last, walk.batch, m_plan.head, none);
        for (const std::size_t route : here.routes) walk.result(route, logits);
    }
    for (const std::size_t child : here.children) {
        if (walk.stop && walk.stop()) throw Error(ErrorKind::Cancelled, "stopped");
        walkNode(child, walk.model.run(m_nodes[child].step, state, walk.batch, none, walk.states), walk);
    }
}

}  // namespace layerlab
