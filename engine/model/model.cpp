#include "engine/model/model.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/model/quantized_weights.h"
#include "engine/text.h"

namespace layerlab {

namespace {

using Start = ParameterSpec::Start;

// Places of the parameters inside their segments: the order of the specs below.
enum AttentionPart { qkv_weight, qkv_bias, output_weight, output_bias, attention_norm_weight, attention_norm_bias };
enum FeedForwardPart { up_weight, up_bias, down_weight, down_bias, feed_forward_norm_weight, feed_forward_norm_bias };

// a: width of all heads together; d where none were pruned.
std::vector<ParameterSpec> attentionSpecs(std::int64_t d, std::int64_t a) {
    return {{"query_key_value.weight", {3 * a, d}, Start::Normal, true},
            {"query_key_value.bias", {3 * a}, Start::Zero, false},
            {"output.weight", {d, a}, Start::Normal, true},
            {"output.bias", {d}, Start::Zero, false},
            {"norm.weight", {d}, Start::One, false},
            {"norm.bias", {d}, Start::Zero, false}};
}

std::vector<ParameterSpec> feedForwardSpecs(std::int64_t d, std::int64_t f) {
    return {{"up.weight", {f, d}, Start::Normal, true},   {"up.bias", {f}, Start::Zero, false},
            {"down.weight", {d, f}, Start::Normal, true}, {"down.bias", {d}, Start::Zero, false},
            {"norm.weight", {d}, Start::One, false},      {"norm.bias", {d}, Start::Zero, false}};
}

torch::Tensor activate(const torch::Tensor& x, Activation kind) {
    switch (kind) {
        case Activation::Gelu:
            return at::gelu(x);
        case Activation::GeluTanh:
            return at::gelu(x, "tanh");
        case Activation::Relu:
            break;
    }
    return at::relu(x);
}

// Turns the building of the graph off where nothing in it could learn.
class GraphSwitch {
public:
    explicit GraphSwitch(bool on) : m_guard(on && torch::GradMode::is_enabled()) {}

private:
    torch::AutoGradMode m_guard;
};

// Weights of a frozen step take part without learning.
torch::Tensor weight(const Segment& segment, int part, Learning learning) {
    const torch::Tensor& parameter = segment[static_cast<std::size_t>(part)];
    return learning == Learning::Trained ? parameter : parameter.detach();
}

}  // namespace

TensorBatch toTensors(const Batch& batch, bool causal, torch::Device device) {
    const auto options = torch::TensorOptions().dtype(torch::kInt64);
    const std::int64_t rows = batch.rows, length = batch.length;
    TensorBatch t;
    t.real_tokens = batch.realTokens();
    t.examples = batch.examples;
    t.tokens = torch::tensor(batch.tokens, options).view({rows, length}).to(device);
    t.labels = torch::tensor(batch.labels, options);
    if (static_cast<std::int64_t>(batch.labels.size()) != rows) t.labels = t.labels.view({rows, length});
    t.labels = t.labels.to(device);
    constexpr float hidden = std::numeric_limits<float>::lowest();
    const bool padded = std::any_of(batch.lengths.begin(), batch.lengths.end(), [&](int n) { return n < batch.length; });
    if (padded) {
        torch::Tensor real = torch::zeros({rows, length});
        auto access = real.accessor<float, 2>();
        for (std::int64_t r = 0; r < rows; ++r)
            for (std::int64_t c = 0; c < batch.lengths[static_cast<std::size_t>(r)]; ++c) access[r][c] = 1;
        t.real = real.to(device);
        t.mask = ((1 - t.real) * hidden).view({rows, 1, length});
    }
    if (causal) {
        const torch::Tensor later =
            torch::full({length, length}, hidden, torch::TensorOptions().device(device)).triu(1).view({1, length, length});
        // The lower of the two: adding them could leave the range of floats.
        t.mask = t.mask.defined() ? torch::minimum(t.mask, later) : later;
    }
    return t;
}

EncoderModel::EncoderModel(const Experiment& experiment, const Techniques& techniques, const TaskSize& size)
    : EncoderModel(blueprintOf(experiment.model, techniques, experiment.task), size, experiment.seed) {}

EncoderModel::EncoderModel(const Blueprint& blueprint, const TaskSize& size, std::uint64_t seed)
    : m_blueprint(blueprint), m_settings(blueprint.encoder().model), m_size(size), m_every_position(labelsEveryPosition(blueprint.task)) {
    const std::int64_t d = m_settings.hidden, e = embeddingSize(m_settings), length = std::max(size.length, blueprint.positions);
    std::vector<ParameterSpec> embeddings{{"words", {size.vocabulary, e}, Start::Normal, true},
                                          {"positions", {length, e}, Start::Normal, true}};
    if (m_settings.token_types > 0) embeddings.push_back({"token_types", {m_settings.token_types, e}, Start::Normal, true});
    if (m_settings.norm == Norm::Post) {
        embeddings.push_back({"norm.weight", {e}, Start::One, false});
        embeddings.push_back({"norm.bias", {e}, Start::Zero, false});
    }
    if (e != d) {
        embeddings.push_back({"projection.weight", {d, e}, Start::Normal, true});
        embeddings.push_back({"projection.bias", {d}, Start::Zero, false});
    }
    m_embeddings.push_back(add("embeddings", embeddings));
    addHalves(blueprint.encoder(), "");

    std::vector<ParameterSpec> specs;
    if (m_settings.norm == Norm::Pre) specs = {{"norm.weight", {d}, Start::One, false}, {"norm.bias", {d}, Start::Zero, false}};
    if (m_settings.pooler && !m_every_position) {
        specs.push_back({"pooler.weight", {d, d}, Start::Normal, true});
        specs.push_back({"pooler.bias", {d}, Start::Zero, false});
    }
    specs.push_back({"classifier.weight", {size.labels, d}, Start::Normal, true});
    specs.push_back({"classifier.bias", {size.labels}, Start::Zero, false});
    m_head = add("head", specs);

    for (std::size_t i = 1; i < blueprint.stacks.size(); ++i) addHalves(blueprint.stacks[i], blueprint.stacks[i].name + ".");
    if (blueprint.own_embeddings) m_embeddings.push_back(add("successor.embeddings", embeddings));
    if (blueprint.isLadder()) addSide();

    for (std::size_t i = 0; i < m_segments.size(); ++i)
        m_segments[i]->initialise(Draws(seed, Purpose::Initialise, i), m_settings.initializer_range);
    startGates();
}

void EncoderModel::addHalves(const StackBlueprint& stack, const std::string& prefix) {
    const std::int64_t d = stack.model.hidden;
    int count = 0;
    for (std::size_t i = 0; i < stack.model.stack.size(); ++i) {
        if (stack.weights.attention[i] != count) continue;
        const Slot& slot = stack.model.stack[i];
        const std::int64_t a = std::int64_t{heads(stack.model, slot)} * headSize(stack.model, slot);
        m_attention.push_back(add(prefix + "attention." + std::to_string(count++), attentionSpecs(d, a)));
    }
    count = 0;
    for (std::size_t i = 0; i < stack.model.stack.size(); ++i)
        if (stack.weights.feed_forward[i] == count)
            m_feed_forward.push_back(add(prefix + "feed_forward." + std::to_string(count++),
                                         feedForwardSpecs(d, feedForward(stack.model, stack.model.stack[i]))));
}

Segment* EncoderModel::add(const std::string& name, const std::vector<ParameterSpec>& specs) {
    m_segments.push_back(std::make_unique<Segment>(name, specs));
    return m_segments.back().get();
}

Segment* EncoderModel::segment(const std::string& name) const {
    for (const auto& segment : m_segments)
        if (segment->name() == name) return segment.get();
    return nullptr;
}

torch::Tensor EncoderModel::linear(const Segment& segment, int weight_part, const torch::Tensor& x, Learning learning) const {
    if (!m_packed.empty() && !torch::GradMode::is_enabled()) {
        const auto found = m_packed.find({&segment, weight_part});
        if (found != m_packed.end() && found->second.updates == segment.updates && found->second.version == segment.values._version())
            return found->second.compute(x);
    }
    return at::linear(x, weight(segment, weight_part, learning), weight(segment, weight_part + 1, learning));
}

void EncoderModel::computeInInt8(const std::vector<std::string>& names) {
    if (!PackedLinear::available() || !device().is_cpu()) return;
    torch::NoGradGuard no_grad;
    const std::set<std::string> wanted(names.begin(), names.end());
    for (const auto& segment : m_segments)
        for (std::size_t i = 0; i < segment->count(); ++i) {
            if (!wanted.count(segment->parameterName(i)) || kindOf(segment->parameterName(i), (*segment)[i]) != ParameterKind::Matrix)
                continue;
            const torch::Tensor weight = (*segment)[i].detach();
            const PackedLinear packed(weight, (*segment)[i + 1].detach(), int8Scales(weight));
            m_packed.insert_or_assign({segment.get(), static_cast<int>(i)},
                                      Packed{packed, segment->updates, static_cast<std::uint32_t>(segment->values._version())});
        }
}

torch::Tensor EncoderModel::embed(const TensorBatch& batch, const EndPlan& plan, Dropout& dropout) const {
    const GraphSwitch graph(plan.learning == Learning::Trained);
    const Segment& e = *m_embeddings[static_cast<std::size_t>(plan.which)];
    std::size_t at = 0;
    const std::int64_t length = batch.tokens.size(1);
    torch::Tensor x = at::embedding(e[at++], batch.tokens);
    x = x + e[at++].narrow(0, 0, length);
    if (m_settings.token_types > 0) {
        const torch::Tensor& table = e[at++];
        x = x + (batch.token_types.defined() ? at::embedding(table, batch.token_types) : table[0]);
    }
    if (m_settings.norm == Norm::Post) {
        x = at::layer_norm(x, {x.size(2)}, e[at], e[at + 1], m_settings.norm_epsilon);
        at += 2;
    }
    x = dropout(x, plan.dropout ? m_settings.dropout : 0);
    if (at < e.count()) x = linear(e, static_cast<int>(at), x);
    return x;
}

torch::Tensor EncoderModel::run(const Step& step, const torch::Tensor& state, const TensorBatch& batch, Dropout& dropout,
                                const BackboneStates* states, Taps* tapped) const {
    const GraphSwitch graph(step.learning != Learning::Outside);
    const double drop = step.dropout ? m_settings.dropout : 0, drop_attention = step.dropout ? m_settings.attention_dropout : 0;
    const auto keep = [tapped](Tap::What what, const auto& value) {
        if (tapped && tapped->wanted[static_cast<std::size_t>(what)]) tapped->states[static_cast<std::size_t>(what)] = value();
    };
    torch::Tensor x = state;
    const bool joins = step.rung >= 0 && states;
    if (joins && m_blueprint.fuse == LadderSettings::Fuse::Before) x = join(step, x, *states);
    const std::int64_t rows = x.size(0), length = x.size(1), d = x.size(2);
    const auto normalise = [&](const torch::Tensor& y, const Segment& half, int part) {
        return at::layer_norm(y, {d}, weight(half, part, step.learning), weight(half, part + 1, step.learning), m_settings.norm_epsilon);
    };
    if (step.attention >= 0) {
        const Segment& half = *m_attention[static_cast<std::size_t>(step.attention)];
        const std::int64_t h = step.heads, width = step.head_size;
        const torch::Tensor in = step.norm == Norm::Pre ? normalise(x, half, attention_norm_weight) : x;
        // [3, batch · heads, length, width] in one copy.
        const torch::Tensor qkv = linear(half, qkv_weight, in, step.learning)
                                      .view({rows, length, 3, h, width})
                                      .permute({2, 0, 3, 1, 4})
                                      .reshape({3, rows * h, length, width});
        const auto parts = qkv.unbind(0);
        const double scale = 1.0 / std::sqrt(static_cast<double>(width));
        torch::Tensor scores;
        if (batch.mask.defined()) {
            // One mask a row serves all heads; where all rows share it, it is only broadcast.
            torch::Tensor mask = batch.mask;
            if (mask.size(0) > 1)
                mask = mask.unsqueeze(1).expand({rows, h, mask.size(1), length}).reshape({rows * h, batch.mask.size(1), length});
            scores = at::baddbmm(mask, parts[0], parts[1].transpose(1, 2), 1, scale);
        } else {
            scores = at::bmm(parts[0] * scale, parts[1].transpose(1, 2));
        }
        torch::Tensor probabilities = at::softmax(scores, -1);
        keep(Tap::What::Scores, [&] { return scores.view({rows, h, length, length}); });
        keep(Tap::What::Attention, [&] { return probabilities.view({rows, h, length, length}); });
        keep(Tap::What::Values, [&] { return parts[2].view({rows, h, length, width}); });
        probabilities = dropout(probabilities, drop_attention);
        const torch::Tensor mixed =
            at::bmm(probabilities, parts[2]).view({rows, h, length, width}).transpose(1, 2).reshape({rows, length, h * width});
        x = x + dropout(linear(half, output_weight, mixed, step.learning), drop);
        if (step.norm == Norm::Post) x = normalise(x, half, attention_norm_weight);
    }
    if (step.feed_forward >= 0) {
        const Segment& half = *m_feed_forward[static_cast<std::size_t>(step.feed_forward)];
        const torch::Tensor in = step.norm == Norm::Pre ? normalise(x, half, feed_forward_norm_weight) : x;
        const torch::Tensor wide = activate(linear(half, up_weight, in, step.learning), step.activation);
        x = x + dropout(linear(half, down_weight, wide, step.learning), drop);
        if (step.norm == Norm::Post) x = normalise(x, half, feed_forward_norm_weight);
    }
    if (joins && m_blueprint.fuse == LadderSettings::Fuse::After) x = join(step, x, *states);
    return x;
}

torch::Tensor EncoderModel::head(const torch::Tensor& state, const TensorBatch& batch, const EndPlan& plan, Dropout& dropout) const {
    int at = 0;
    torch::Tensor x = state;
    if (!m_every_position) {
        if (m_settings.pooling == Pooling::First) {
            x = x.select(1, 0);
        } else if (m_settings.norm == Norm::Post) {
            x = batch.real.defined() ? (x * batch.real.unsqueeze(2)).sum(1) / batch.real.sum(1, true) : x.mean(1);
        }
    }
    if (m_settings.norm == Norm::Pre) {
        x = at::layer_norm(x, {x.size(-1)}, weight(*m_head, at, plan.learning), weight(*m_head, at + 1, plan.learning),
                           m_settings.norm_epsilon);
        at += 2;
        // The mean is over normalised states: norm first, then pool.
        if (!m_every_position && m_settings.pooling == Pooling::Mean)
            x = batch.real.defined() ? (x * batch.real.unsqueeze(2)).sum(1) / batch.real.sum(1, true) : x.mean(1);
    }
    if (m_settings.pooler && !m_every_position) {
        x = at::tanh(linear(*m_head, at, x, plan.learning));
        at += 2;
    }
    if (!m_every_position) x = dropout(x, m_settings.dropout);
    return linear(*m_head, at, x, plan.learning);
}

Output EncoderModel::forward(const TensorBatch& batch, const Plan& plan, Dropout& dropout, const BackboneStates* known) const {
    Output output;
    const bool ladder = plan.stacks.count("side") > 0;
    std::optional<BackboneStates> states;
    if (ladder && !known) known = &states.emplace(backbone(batch, plan, dropout));
    torch::Tensor x = ladder ? enterSide(*known, dropout) : embed(batch, plan.embeddings, dropout);
    const std::string stack = ladder ? "side" : "encoder";
    const auto keepHidden = [&](int from, int to) {  // slots in [from, to) have x as their hidden state
        for (const Tap& tap : plan.taps)
            if (tap.what == Tap::What::Hidden && tap.slot >= from && tap.slot < to) output.taps[tap] = x;
    };
    int last = 0;
    for (const Step& step : plan.stacks.at(stack).steps) {
        keepHidden(last, step.slot);
        Taps tapped;
        for (const Tap::What what : {Tap::What::Scores, Tap::What::Attention, Tap::What::Values})
            tapped.wanted[static_cast<std::size_t>(what)] = plan.taps.count({stack, step.slot, what}) > 0;
        const torch::Tensor before = step.learning == Learning::Outside ? x.detach() : x;
        x = run(step, before, batch, dropout, known, &tapped);
        if (const auto gate = plan.gates.find(step.slot); gate != plan.gates.end()) x = before + gate->second * (x - before);
        for (const Tap::What what : {Tap::What::Scores, Tap::What::Attention, Tap::What::Values})
            if (const torch::Tensor& value = tapped.states[static_cast<std::size_t>(what)]; value.defined())
                output.taps[{stack, step.slot, what}] = value;
        last = step.slot;
    }
    keepHidden(last, std::numeric_limits<int>::max());
    if (ladder) x = leaveSide(x, dropout);
    output.logits = head(x, batch, plan.head, dropout);
    return output;
}

torch::Tensor EncoderModel::loss(const torch::Tensor& logits, const torch::Tensor& labels) const {
    return at::cross_entropy_loss(logits.reshape({-1, logits.size(-1)}), labels.reshape({-1}), {}, at::Reduction::Mean, ignored_label);
}

std::vector<Segment*> EncoderModel::trainedBy(const Plan& plan) const {
    std::vector<bool> attention(m_attention.size()), feed_forward(m_feed_forward.size()), rungs(m_rungs.size());
    bool side = false;
    for (const auto& [name, stack] : plan.stacks) {
        for (const Step& step : stack.steps) {
            if (step.learning != Learning::Trained) continue;
            if (step.attention >= 0) attention[static_cast<std::size_t>(step.attention)] = true;
            if (step.feed_forward >= 0) feed_forward[static_cast<std::size_t>(step.feed_forward)] = true;
            if (step.rung >= 0) rungs[static_cast<std::size_t>(step.rung)] = true;
        }
        side = side || name == "side";
    }
    std::vector<Segment*> trained;
    if (plan.embeddings.learning == Learning::Trained) trained.push_back(m_embeddings[static_cast<std::size_t>(plan.embeddings.which)]);
    for (std::size_t i = 0; i < attention.size(); ++i)
        if (attention[i]) trained.push_back(m_attention[i]);
    for (std::size_t i = 0; i < feed_forward.size(); ++i)
        if (feed_forward[i]) trained.push_back(m_feed_forward[i]);
    for (std::size_t i = 0; i < rungs.size(); ++i)
        if (rungs[i]) trained.push_back(m_rungs[i]);
    if (side) trained.push_back(m_side);
    if (plan.head.learning == Learning::Trained) trained.push_back(m_head);
    return trained;
}

std::vector<Segment*> EncoderModel::halvesOf(const Step& step) const {
    std::vector<Segment*> halves;
    if (step.attention >= 0) halves.push_back(m_attention[static_cast<std::size_t>(step.attention)]);
    if (step.feed_forward >= 0) halves.push_back(m_feed_forward[static_cast<std::size_t>(step.feed_forward)]);
    return halves;
}

std::vector<Segment*> EncoderModel::halves() const {
    std::vector<Segment*> all = m_attention;
    all.insert(all.end(), m_feed_forward.begin(), m_feed_forward.end());
    return all;
}

std::int64_t EncoderModel::parameters() const {
    std::int64_t count = 0;
    for (const auto& segment : m_segments) count += segment->size();
    return count;
}

void EncoderModel::to(torch::Device device) {
    if (device != this->device()) m_packed.clear();
    for (auto& segment : m_segments) segment->to(device);
}

void copyLayer(const EncoderModel& source, const Step& from, EncoderModel& target, const Step& to, std::set<const Segment*>& filled) {
    torch::NoGradGuard no_grad;
    const auto old = source.halvesOf(from), fresh = target.halvesOf(to);
    for (std::size_t half = 0; half < std::min(old.size(), fresh.size()); ++half)
        if (filled.insert(fresh[half]).second && old[half]->values.sizes() == fresh[half]->values.sizes())
            fresh[half]->values.copy_(old[half]->values);
}

}  // namespace layerlab
