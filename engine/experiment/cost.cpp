#include "engine/experiment/cost.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "engine/experiment/composition.h"
#include "engine/platform/machine.h"
#include "engine/text.h"

namespace layerlab {

namespace {

int orderOf(GroupWordsTask::Group group) {
    switch (group) {
        case GroupWordsTask::Group::S3:
            return 6;
        case GroupWordsTask::Group::S5:
            return 120;
        case GroupWordsTask::Group::A5:
        case GroupWordsTask::Group::Z60:
            break;
    }
    return 60;
}

// Vocabulary and labels. The vocabulary has the padding token, and one that begins a sequence with one label.
struct SizeOf {
    TaskSize operator()(const HopsTask& task) const { return {1 + task.symbols + task.max_hops + 1, task.symbols + 1}; }
    TaskSize operator()(const ListopsTask& task) const { return {task.binary_brackets ? 19 : 17, 10}; }
    TaskSize operator()(const GroupWordsTask& task) const { return {1 + orderOf(task.group), orderOf(task.group)}; }
    TaskSize operator()(const DyckTask& task) const { return {1 + 2 * task.kinds, task.kinds + 1}; }
    TaskSize operator()(const ModularAdditionTask& task) const { return {4 + task.modulus, task.modulus}; }
    TaskSize operator()(const ComposedTablesTask& task) const { return {2 + task.symbols + task.tables, task.symbols}; }
    TaskSize operator()(const TextFileTask& task) const { return {task.vocabulary.size, 2}; }
    // The labels are the tokens.
    template <class TokenTask>
    TaskSize operator()(const TokenTask& task) const {
        return {task.vocabulary.size, task.vocabulary.size};
    }
};

}  // namespace

TaskSize expectedTaskSize(const Task& task) {
    TaskSize size = std::visit(SizeOf{}, task);
    size.length = taskLength(task);
    return size;
}

namespace {

struct Sizes {
    double hidden, length;
};

// Of a state d wide and heads that are a wide together.
std::int64_t attentionParameters(std::int64_t d, std::int64_t a) { return 3 * (d * a + a) + a * d + d + 2 * d; }
std::int64_t feedForwardParameters(std::int64_t d, std::int64_t f) { return 2 * d * f + f + d + 2 * d; }

std::int64_t headsTogether(const Model& model, const Slot& slot) { return std::int64_t{heads(model, slot)} * headSize(model, slot); }

std::int64_t embeddingParameters(const Blueprint& blueprint, const TaskSize& size) {
    const Model& model = blueprint.encoder().model;
    const std::int64_t d = model.hidden, e = embeddingSize(model);
    std::int64_t count = (size.vocabulary + std::max(size.length, blueprint.positions) + model.token_types) * e;
    if (model.norm == Norm::Post) count += 2 * e;
    if (e != d) count += e * d + d;
    return count;
}

std::int64_t headParameters(const Blueprint& blueprint, const TaskSize& size) {
    const Model& model = blueprint.encoder().model;
    const std::int64_t d = model.hidden;
    std::int64_t count = d * size.labels + size.labels;
    if (model.norm == Norm::Pre) count += 2 * d;  // final norm
    if (model.pooler && !labelsEveryPosition(blueprint.task)) count += d * d + d;
    return count;
}

// Of `rungs` rungs, and of what leads into the side network and out of it.
std::int64_t sideParameters(const Blueprint& blueprint, std::size_t rungs) {
    const std::int64_t d = blueprint.encoder().model.hidden, s = blueprint.measured().model.hidden;
    const std::int64_t norm = blueprint.encoder().model.norm == Norm::Pre ? 2 * s : 0;
    return static_cast<std::int64_t>(rungs) * (d * s + s + 1) + 2 * d * s + s + d + norm;
}

double layerFlops(const Model& model, const Slot& slot, const Sizes& s) {
    double flops = 0;
    const auto inner = static_cast<double>(headsTogether(model, slot));
    if (slot.attention) flops += 2 * s.length * 4 * s.hidden * inner + 2 * 2 * s.length * s.length * inner;
    if (slot.feed_forward_block) flops += 2 * s.length * 2 * s.hidden * feedForward(model, slot);
    return flops;
}

// Layers of a stack: their distinct weights, and what running them costs.
Cost layersCost(const StackBlueprint& stack, const std::vector<int>& route, double length) {
    const Model& model = stack.model;
    const Sizes sizes{static_cast<double>(model.hidden), length};
    Cost total;
    std::set<int> attention, feed_forward;
    for (const int number : route) {
        const auto i = static_cast<std::size_t>(number - 1);
        if (i >= model.stack.size()) continue;
        const Slot& slot = model.stack[i];
        if (stack.weights.attention[i] >= 0 && attention.insert(stack.weights.attention[i]).second)
            total.parameters += attentionParameters(model.hidden, headsTogether(model, slot));
        if (stack.weights.feed_forward[i] >= 0 && feed_forward.insert(stack.weights.feed_forward[i]).second)
            total.parameters += feedForwardParameters(model.hidden, feedForward(model, slot));
        total.flops += layerFlops(model, slot, sizes);
    }
    return total;
}

void add(Cost& total, const Cost& part) {
    total.parameters += part.parameters;
    total.flops += part.flops;
}

// The backbone as far as a side route reads it.
std::vector<int> readPart(const Blueprint& blueprint, const std::vector<int>& side) {
    const auto& reads = blueprint.measured().reads;
    int last = 0;
    for (const int slot : side)
        if (slot >= 1 && slot <= static_cast<int>(reads.size())) last = std::max(last, reads[static_cast<std::size_t>(slot - 1)]);
    std::vector<int> route = activeSlots(blueprint.encoder().model);
    std::erase_if(route, [&](int slot) { return slot > last; });
    return route;
}

}  // namespace

Cost cost(const Blueprint& blueprint, const TaskSize& size, const std::vector<int>& route) {
    const Model& model = blueprint.encoder().model;
    const double length = size.length, d = model.hidden, e = embeddingSize(model);
    Cost total{embeddingParameters(blueprint, size) + headParameters(blueprint, size), 0};
    add(total, layersCost(blueprint.measured(), route, length));
    if (blueprint.isLadder()) {
        add(total, layersCost(blueprint.encoder(), readPart(blueprint, route), length));
        const double s = blueprint.measured().model.hidden;
        total.parameters += sideParameters(blueprint, route.size());
        total.flops += 2 * length * d * s * (static_cast<double>(route.size()) + 2);
    }
    if (e != d) total.flops += 2 * length * e * d;
    const double classified = labelsEveryPosition(blueprint.task) ? length : 1;
    if (model.pooler && !labelsEveryPosition(blueprint.task)) total.flops += 2 * d * d;
    total.flops += 2 * classified * d * size.labels;
    return total;
}

Cost cost(const Experiment& experiment, const Techniques& techniques, const TaskSize& size, const std::vector<int>& route) {
    return cost(blueprintOf(experiment.model, techniques, experiment.task), size, route);
}

namespace {

// Floats kept a token by the layers of a stack: norms' and sub-layers' inputs, query, key, value, context, residual sums
// (6 d, and 4 times the heads' widths together), the feed-forward's two wide states, and three attention matrices (scores,
// probabilities, dropped ones).
double floatsPerToken(const StackBlueprint& stack, double length) {
    double kept = 0;
    for (const int number : activeSlots(stack.model)) {
        const Slot& slot = stack.model.stack[static_cast<std::size_t>(number - 1)];
        kept += 6.0 * stack.model.hidden + 4.0 * static_cast<double>(headsTogether(stack.model, slot));
        if (slot.feed_forward_block) kept += 2.0 * feedForward(stack.model, slot);
        if (slot.attention) kept += 3.0 * heads(stack.model, slot) * length;
    }
    return kept;
}

struct Floats {
    double all = 0, trained = 0;  // weights
    double most = 0;              // at its largest, with what training adds to them
};

Floats floatsOf(const Blueprint& blueprint, const TaskSize& size, const Stage& stage) {
    const Train& train = stage.train;
    const StackBlueprint& measured = blueprint.measured();
    const double length = size.length, d = blueprint.encoder().model.hidden;
    const double answers = labelsEveryPosition(blueprint.task) ? length : 1;  // a sequence
    const auto layers = [&](const StackBlueprint& stack) {
        return static_cast<double>(layersCost(stack, activeSlots(stack.model), length).parameters);
    };
    const auto head = static_cast<double>(headParameters(blueprint, size));
    const auto embeddings = static_cast<double>(embeddingParameters(blueprint, size));
    const double ends = embeddings + head;
    double all = ends + layers(measured), trained = all;
    double kept = 3 * d + floatsPerToken(blueprint.isLadder() ? measured : blueprint.encoder(), length);
    if (blueprint.stacks.size() > 1) {
        all += layers(blueprint.encoder());
        trained = layers(measured) + (freezesHead(stage.techniques) ? 0 : head);
        if (blueprint.own_embeddings) all += embeddings, trained += embeddings;
    }
    if (blueprint.isLadder()) {
        const auto side = static_cast<double>(sideParameters(blueprint, measured.reads.size()));
        all += side, trained += side;
        kept += static_cast<double>(measured.reads.size()) * d;  // what the rungs read
    }
    const double training = all + 3 * trained + train.batch_size * (length * kept + 3.0 * answers * size.labels);
    // Nothing is kept but what rungs read: logits and their softmax are the widest.
    double evaluating = all + 2 * trained + 3.0 * evaluationBatch(train) * answers * size.labels;
    if (blueprint.isLadder()) evaluating += evaluationBatch(train) * length * d * static_cast<double>(measured.reads.size() + 1);
    // The backbone's gradients and their squares, by one example at a time.
    double starting = 0;
    if (const auto& ladder = stage.techniques.ladder; ladder && ladder->initialise == LadderSettings::Initialise::Fisher)
        starting = all + 2 * (layers(blueprint.encoder()) + embeddings) + length * floatsPerToken(blueprint.encoder(), length);
    return {all, trained, std::max({training, evaluating, starting})};
}

}  // namespace

int evaluationBatch(const Train& train) { return std::max(train.batch_size, 64); }

double trainingMemory(const Experiment& experiment, const TaskSize& size) {
    const auto stages = expandedStages(experiment);
    const auto blueprints = blueprintsOf(experiment);
    double most = 0;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        // The size that was asked about is the experiment's task's; a stage with a task of its own has its own.
        const TaskSize its = stages[i].task ? expectedTaskSize(*stages[i].task) : size;
        double floats = floatsOf(blueprints[i], its, stages[i]).most;
        // A teacher stands beside the student; of a past run's only its own folder knows the size.
        if (const auto& distillation = stages[i].techniques.distillation;
            i > 0 && distillation && distillation->teacher.kind == Origin::Kind::Previous) {
            const Blueprint& teacher = blueprints[i - 1];
            floats += static_cast<double>(cost(teacher, its, activeSlots(teacher.measured().model)).parameters);
        }
        most = std::max(most, floats);
    }
    return 4 * most;
}

StageCost stageCost(const Stage& stage, const Blueprint& blueprint, const TaskSize& size) {
    const Floats floats = floatsOf(blueprint, size, stage);
    // The same stack, alone and trained as it is.
    Stage plain = stage;
    plain.techniques = {};
    const Floats full = floatsOf(blueprintOf(blueprint.encoder().model, {}, blueprint.task), size, plain);
    return {static_cast<std::int64_t>(floats.all), static_cast<std::int64_t>(floats.trained), 4 * floats.most, 4 * full.most};
}

double keptStateBytes(const Blueprint& blueprint, double tokens) {
    return tokens * static_cast<double>(blueprint.measured().reads.size() + 1) * blueprint.encoder().model.hidden * sizeof(float);
}

double keptStateLimit() { return static_cast<double>(memoryAvailable()) / 4; }

std::string memoryShortage(const Experiment& experiment, const TaskSize& size) {
    const double needed = trainingMemory(experiment, size), limit = static_cast<double>(memoryLimit());
    if (limit <= 0 || needed <= limit) return {};
    const auto gib = [](double bytes) {
        char figure[32];
        std::snprintf(figure, sizeof figure, "%.1f", bytes / (1 << 30));
        return std::string(figure);
    };
    return text("training would need about %1 GiB of memory, this machine has %2 GiB; lower layers, hidden or batch_size", gib(needed),
                gib(limit));
}

}  // namespace layerlab
