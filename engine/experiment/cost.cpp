#include "engine/experiment/cost.h"

#include <algorithm>
#include <cstdio>
#include <set>

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
    double hidden, embedding, length;
};

std::int64_t attentionParameters(std::int64_t d) { return 4 * d * d + 4 * d + 2 * d; }
std::int64_t feedForwardParameters(std::int64_t d, std::int64_t f) { return 2 * d * f + f + d + 2 * d; }

std::int64_t outsideParameters(const Experiment& experiment, const TaskSize& size) {
    const Model& model = experiment.model;
    const std::int64_t d = model.hidden, e = embeddingSize(model);
    std::int64_t count = (size.vocabulary + std::max(size.length, taskLength(experiment.task)) + model.token_types) * e;
    if (model.norm == Norm::Post) count += 2 * e;  // norm of the embeddings
    else count += 2 * d;                           // final norm
    if (e != d) count += e * d + d;
    if (model.pooler && !labelsEveryPosition(experiment.task)) count += d * d + d;
    return count + d * size.labels + size.labels;
}

double layerFlops(const Model& model, const Slot& slot, const Sizes& s) {
    double flops = 0;
    if (slot.attention) flops += 2 * s.length * 4 * s.hidden * s.hidden + 2 * 2 * s.length * s.length * s.hidden;
    if (slot.feed_forward_block) flops += 2 * s.length * 2 * s.hidden * feedForward(model, slot);
    return flops;
}

}  // namespace

Cost cost(const Experiment& experiment, const Techniques& techniques, const TaskSize& size, const std::vector<int>& route) {
    const Model& model = experiment.model;
    const WeightMap weights = weightMap(model, techniques);
    const Sizes sizes{static_cast<double>(model.hidden), static_cast<double>(embeddingSize(model)), static_cast<double>(size.length)};
    Cost total;
    total.parameters = outsideParameters(experiment, size);
    std::set<int> attention, feed_forward;
    for (const int number : route) {
        const auto i = static_cast<std::size_t>(number - 1);
        if (i >= model.stack.size()) continue;
        const Slot& slot = model.stack[i];
        if (weights.attention[i] >= 0 && attention.insert(weights.attention[i]).second)
            total.parameters += attentionParameters(model.hidden);
        if (weights.feed_forward[i] >= 0 && feed_forward.insert(weights.feed_forward[i]).second)
            total.parameters += feedForwardParameters(model.hidden, feedForward(model, slot));
        total.flops += layerFlops(model, slot, sizes);
    }
    if (sizes.embedding != sizes.hidden) total.flops += 2 * sizes.length * sizes.embedding * sizes.hidden;
    const double classified = labelsEveryPosition(experiment.task) ? sizes.length : 1;
    if (model.pooler && !labelsEveryPosition(experiment.task)) total.flops += 2 * sizes.hidden * sizes.hidden;
    total.flops += 2 * classified * sizes.hidden * size.labels;
    return total;
}

namespace {

// Floats kept a token: norms' and sub-layers' inputs, query, key, value, context, residual sums (10 d), the feed-forward's
// two wide states, and three attention matrices (scores, probabilities, dropped ones), of every layer; the head's states.
double floatsPerToken(const Experiment& experiment, const TaskSize& size) {
    const Model& model = experiment.model;
    double kept = 3.0 * model.hidden + 3.0 * size.labels * (labelsEveryPosition(experiment.task) ? 1.0 : 1.0 / std::max(1, size.length));
    for (const int number : activeSlots(model)) {
        const Slot& slot = model.stack[static_cast<std::size_t>(number - 1)];
        kept += 10.0 * model.hidden;
        if (slot.feed_forward_block) kept += 2.0 * feedForward(model, slot);
        if (slot.attention) kept += 3.0 * heads(model, slot) * size.length;
    }
    return kept;
}

}  // namespace

int evaluationBatch(const Train& train) { return std::max(train.batch_size, 64); }

double trainingMemory(const Experiment& experiment, const TaskSize& size) {
    double most = 0;
    for (const Stage& stage : expandedStages(experiment)) {
        const auto weights = static_cast<double>(cost(experiment, stage.techniques, size, activeSlots(experiment.model)).parameters);
        const double training = 4 * weights + static_cast<double>(stage.train.batch_size) * size.length * floatsPerToken(experiment, size);
        // Nothing is kept: logits and their softmax are the widest.
        const double evaluating = 3 * weights + 3.0 * evaluationBatch(stage.train) *
                                                    (labelsEveryPosition(experiment.task) ? size.length : 1) *
                                                    static_cast<double>(size.labels);
        most = std::max({most, training, evaluating});
    }
    return 4 * most;
}

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
