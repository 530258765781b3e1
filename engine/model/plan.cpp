#include "engine/model/plan.h"

#include <algorithm>

#include "engine/text.h"

namespace layerlab {

namespace {

int halvesIn(const std::vector<int>& weights) {
    int most = -1;
    for (const int number : weights) most = std::max(most, number);
    return most + 1;
}

void leaveAlone(StackPlan& plan, Learning learning, bool dropout) {
    for (Step& step : plan.steps) step.learning = learning, step.dropout = dropout;
}

}  // namespace

StackPlan stepsOf(const Blueprint& blueprint, int stack, const Route& slots) {
    int attention = 0, feed_forward = 0;  // halves of the stacks before
    for (int i = 0; i < stack; ++i) {
        attention += halvesIn(blueprint.stacks[static_cast<std::size_t>(i)].weights.attention);
        feed_forward += halvesIn(blueprint.stacks[static_cast<std::size_t>(i)].weights.feed_forward);
    }
    const StackBlueprint& from = blueprint.stacks[static_cast<std::size_t>(stack)];
    const Route active = activeSlots(from.model);
    StackPlan plan;
    for (const int number : slots) {
        if (std::find(active.begin(), active.end(), number) == active.end())
            throw Error(ErrorKind::BadInput, text("slot %1 does not run in this model", number));
        const auto i = static_cast<std::size_t>(number - 1);
        const Slot& slot = from.model.stack[i];
        Step step;
        step.slot = number;
        step.stack = stack;
        if (from.weights.attention[i] >= 0) step.attention = attention + from.weights.attention[i];
        if (from.weights.feed_forward[i] >= 0) step.feed_forward = feed_forward + from.weights.feed_forward[i];
        step.heads = heads(from.model, slot);
        step.head_size = headSize(from.model, slot);
        step.activation = activation(from.model, slot);
        step.norm = norm(from.model, slot);
        step.learning = slot.frozen ? Learning::Frozen : Learning::Trained;
        if (!from.reads.empty()) step.rung = number - 1;
        plan.steps.push_back(step);
    }
    return plan;
}

Route fullRoute(const Blueprint& blueprint) { return activeSlots(blueprint.measured().model); }

Plan planOf(const Blueprint& blueprint, const Route& route) {
    const int last = static_cast<int>(blueprint.stacks.size()) - 1;
    Plan plan;
    if (!blueprint.isLadder()) {
        plan.encoder() = stepsOf(blueprint, last, route);
        plan.embeddings.which = blueprint.own_embeddings ? 1 : 0;
        return plan;
    }
    plan.encoder() = stepsOf(blueprint, 0, activeSlots(blueprint.encoder().model));
    leaveAlone(plan.encoder(), Learning::Outside, false);
    plan.embeddings = {0, Learning::Outside, false};
    plan.stacks["side"] = stepsOf(blueprint, last, route);
    return plan;
}

Plan trainingPlan(const Blueprint& blueprint) {
    if (blueprint.isLadder()) return planOf(blueprint, fullRoute(blueprint));
    Plan plan;
    plan.encoder() = stepsOf(blueprint, 0, activeSlots(blueprint.encoder().model));
    return plan;
}

}  // namespace layerlab
