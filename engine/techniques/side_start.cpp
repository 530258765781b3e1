#include "engine/techniques/side_start.h"

#include <torch/torch.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace layerlab {

namespace {

// How much each weight of a segment matters, in the layout of Segment::values.
using Importance = std::map<const Segment*, torch::Tensor>;

// The backbone by itself: what the importance of its weights is measured on. The head only passes gradients on.
Plan backbonePlan(const Blueprint& blueprint) {
    Plan plan;
    plan.encoder() = stepsOf(blueprint, 0, activeSlots(blueprint.encoder().model));
    for (Step& step : plan.encoder().steps) step.learning = Learning::Trained, step.dropout = false;
    plan.embeddings = {0, Learning::Trained, false};
    plan.head = {0, Learning::Frozen, false};
    return plan;
}

// Gradients for some segments for as long as this lives. Their memory goes too: a ladder's backbone never has any again.
class Gradients {
public:
    explicit Gradients(std::vector<Segment*> segments) : m_segments(std::move(segments)) {}
    Gradients(const Gradients&) = delete;
    Gradients& operator=(const Gradients&) = delete;
    ~Gradients() {
        for (Segment* segment : m_segments) {
            segment->releaseGradients();
            segment->gradient = torch::Tensor();
        }
    }
    void zero() {
        for (Segment* segment : m_segments) segment->bindGradients();
    }

private:
    std::vector<Segment*> m_segments;
};

// The training stream's own first examples, one at a time: the square of a sum over several would be another measure.
Importance fisherImportance(const StageStart& start, int samples) {
    const EncoderModel& model = start.model;
    const Plan plan = backbonePlan(model.blueprint());
    const std::vector<Segment*> segments = model.trainedBy(plan);
    Importance importance;
    for (const Segment* segment : segments) importance[segment] = torch::zeros_like(segment->values);
    Gradients gradients(segments);
    const torch::AutoGradMode with_graph(true);
    Dropout none;
    for (int k = 0; k < samples; ++k) {
        if (start.stopping && start.stopping()) throw Error(ErrorKind::Cancelled, "stopped");
        if (start.progress && k % 16 == 0) start.progress(static_cast<double>(k) / samples);
        const TensorBatch batch = toTensors(start.data.trainBatch(k, 1), model.causal(), model.device());
        gradients.zero();
        model.loss(model.forward(batch, plan, none).logits, batch.labels).backward();
        const torch::NoGradGuard no_grad;
        for (const Segment* segment : segments) importance[segment].addcmul_(segment->gradient, segment->gradient);
    }
    return importance;
}

Importance magnitudes(const EncoderModel& model) {
    Importance importance;
    for (const Segment* segment : model.trainedBy(backbonePlan(model.blueprint()))) importance[segment] = segment->values.abs();
    return importance;
}

// The numbers of the `count` largest, ascending; of equals the first ones.
torch::Tensor largest(const torch::Tensor& sums, std::int64_t count) {
    const torch::Tensor on_cpu = sums.to(torch::kCPU, torch::kDouble).contiguous();
    const double* value = on_cpu.data_ptr<double>();
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(on_cpu.numel()));
    std::iota(numbers.begin(), numbers.end(), 0);
    std::stable_sort(numbers.begin(), numbers.end(), [value](std::int64_t a, std::int64_t b) { return value[a] > value[b]; });
    numbers.resize(std::min(numbers.size(), static_cast<std::size_t>(count)));
    std::sort(numbers.begin(), numbers.end());
    return torch::tensor(numbers, torch::kInt64).to(sums.device());
}

// A half of a backbone layer, and the side layer's half that takes parts of it.
class Half {
public:
    Half(const Segment& from, const torch::Tensor& importance, Segment& to) : m_from(from), m_importance(importance), m_to(to) {}

    std::int64_t rowsOf(const std::string& name) const { return m_from.part(m_from.values, name).size(0); }
    std::int64_t rowsWanted(const std::string& name) const { return m_to.part(m_to.values, name).size(0); }
    // In doubles: products of squared gradients leave the range of floats.
    torch::Tensor importance(const std::string& name, const torch::Tensor& columns) const {
        return m_from.part(m_importance, name).to(torch::kDouble).index_select(1, columns);
    }
    void take(const std::string& name, const torch::Tensor& rows) const {
        m_to.part(m_to.values, name).copy_(m_from.part(m_from.values, name).index_select(0, rows));
    }
    void take(const std::string& name, const torch::Tensor& rows, const torch::Tensor& columns) const {
        m_to.part(m_to.values, name).copy_(m_from.part(m_from.values, name).index_select(0, rows).index_select(1, columns));
    }

private:
    const Segment& m_from;
    const torch::Tensor& m_importance;
    Segment& m_to;
};

// The half's second matrix, which leads back to the layer's width, and its norm. Gives the columns of the state that stay.
torch::Tensor takeOut(const Half& half, const std::string& matrix, const torch::Tensor& inner, const torch::Tensor& in, Norm norm) {
    const std::string weight = matrix + ".weight";
    const torch::Tensor out = largest(half.importance(weight, inner).sum(1), half.rowsWanted(weight));
    half.take(weight, out, inner);
    half.take(matrix + ".bias", out);
    // Of what the half is given, or of what it gives.
    const torch::Tensor& normed = norm == Norm::Pre ? in : out;
    half.take("norm.weight", normed);
    half.take("norm.bias", normed);
    return out;
}

torch::Tensor takeAttention(const Half& half, const torch::Tensor& in, Norm norm) {
    const std::string matrix = "query_key_value.weight";
    const std::int64_t wide = half.rowsOf(matrix) / 3;  // of all heads together
    const torch::Tensor joint = half.importance(matrix, in).view({3, wide, in.size(0)}).prod(0);
    const torch::Tensor inner = largest(joint.sum(1), half.rowsWanted(matrix) / 3);
    const torch::Tensor stacked = torch::cat({inner, inner + wide, inner + 2 * wide});
    half.take(matrix, stacked, in);
    half.take("query_key_value.bias", stacked);
    return takeOut(half, "output", inner, in, norm);
}

torch::Tensor takeFeedForward(const Half& half, const torch::Tensor& in, Norm norm) {
    const torch::Tensor inner = largest(half.importance("up.weight", in).sum(1), half.rowsWanted("up.weight"));
    half.take("up.weight", inner, in);
    half.take("up.bias", inner);
    return takeOut(half, "down", inner, in, norm);
}

// The columns of the embedded state that stay; of factorised embeddings by way of their projection.
torch::Tensor embeddedColumns(const EncoderModel& model, const Importance& importance) {
    const Segment& embeddings = *model.segment("embeddings");
    const torch::Tensor& block = importance.at(&embeddings);
    const std::int64_t wide = model.blueprint().encoder().model.hidden, narrow = model.blueprint().measured().model.hidden;
    const torch::Tensor words = embeddings.part(block, "words").sum(0, false, torch::kDouble);
    const torch::Tensor columns = largest(words, std::max<std::int64_t>(1, words.size(0) * narrow / wide));
    const torch::Tensor projection = embeddings.part(block, "projection.weight");
    return projection.defined() ? largest(projection.to(torch::kDouble).index_select(1, columns).sum(1), narrow) : columns;
}

}  // namespace

void startSide(const StageStart& start, const LadderSettings& settings) {
    if (settings.initialise == LadderSettings::Initialise::Random) return;
    const EncoderModel& model = start.model;
    const Blueprint& blueprint = model.blueprint();
    const bool fisher = settings.initialise == LadderSettings::Initialise::Fisher;
    const Importance importance = fisher ? fisherImportance(start, settings.samples) : magnitudes(model);

    const torch::NoGradGuard no_grad;
    torch::Tensor columns = embeddedColumns(model, importance);
    std::map<const Segment*, torch::Tensor> filled;  // by half: what it left of the state, since shared halves are met again
    const auto& reads = blueprint.measured().reads;
    for (std::size_t i = 0; i < reads.size(); ++i) {
        const Step to = stepsOf(blueprint, 1, {static_cast<int>(i) + 1}).steps.front();
        const auto source = model.halvesOf(stepsOf(blueprint, 0, {reads[i]}).steps.front()), target = model.halvesOf(to);
        for (std::size_t h = 0; h < target.size(); ++h) {
            torch::Tensor& left = filled[target[h]];
            if (!left.defined()) {
                const Half half(*source[h], importance.at(source[h]), *target[h]);
                const bool attention = to.attention >= 0 && h == 0;
                left = attention ? takeAttention(half, columns, to.norm) : takeFeedForward(half, columns, to.norm);
            }
            columns = left;
        }
    }
}

}  // namespace layerlab
