// A transformer encoder that runs plans. It owns every weight once, as segments; a plan's steps name the halves they
// use, so that sharing, pruning and replacement need nothing else.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/experiment.h"
#include "engine/model/dropout.h"
#include "engine/model/plan.h"
#include "engine/model/segment.h"

namespace layerlab {

// A batch on its device. masks are what is added to attention scores: 0, or the lowest float where nothing may be seen.
struct TensorBatch {
    torch::Tensor tokens;       // [batch, length] int64
    torch::Tensor token_types;  // [batch, length] int64, or undefined: all 0
    torch::Tensor labels;       // [batch] or [batch, length] int64
    torch::Tensor real;         // [batch, length] float: 1 for tokens, 0 for padding; undefined without padding
    torch::Tensor mask;         // [1 or batch, 1 or length, length]; undefined where everything may be seen
    std::int64_t real_tokens = 0;
};
TensorBatch toTensors(const Batch& batch, bool causal, torch::Device device);

struct Output {
    torch::Tensor logits;               // [batch, labels], or [batch, length, labels]
    std::map<Tap, torch::Tensor> taps;  // hidden [batch, length, hidden]; attention [batch, heads, length, length]
};

class EncoderModel {
public:
    // Weights start normal with deviation initializer_range, drawn from the experiment's seed; norms at 1, biases at 0.
    EncoderModel(const Experiment& experiment, const Techniques& techniques, const TaskSize& size);

    // Every slot that runs, in order; each by its settings. The base that techniques change.
    Plan fullPlan() const;
    // The plan of a route (slots from 1). Throws Error(BadInput) on a slot that does not exist or never runs.
    Plan planOf(const Route& route) const;

    Output forward(const TensorBatch& batch, const Plan& plan, Dropout& dropout) const;

    // The pieces of forward(), for evaluating many routes at once.
    torch::Tensor embed(const TensorBatch& batch, Dropout& dropout) const;  // [batch, length, hidden]
    torch::Tensor run(const Step& step, const torch::Tensor& state, const TensorBatch& batch, Dropout& dropout,
                      torch::Tensor* attention = nullptr) const;  // [batch, length, hidden]
    torch::Tensor head(const torch::Tensor& state, const TensorBatch& batch, Dropout& dropout) const;

    // Mean cross-entropy over labels that are not ignored_label.
    torch::Tensor loss(const torch::Tensor& logits, const torch::Tensor& labels) const;

    // Segments in a fixed order: embeddings, attention halves, feed-forward halves, head. Names are those of checkpoints.
    const std::vector<std::unique_ptr<Segment>>& segments() const { return m_segments; }
    // What a plan's trained steps use, embeddings and head included.
    std::vector<Segment*> trainedBy(const Plan& plan) const;
    std::vector<Segment*> halvesOf(const Step& step) const;  // the weights that a step computes with

    std::int64_t parameters() const;
    const TaskSize& size() const { return m_size; }
    bool causal() const { return m_causal; }
    void to(torch::Device device);
    torch::Device device() const { return m_segments.front()->values.device(); }

private:
    Segment* add(const std::string& name, const std::vector<ParameterSpec>& specs);

    Model m_settings;
    TaskSize m_size;
    WeightMap m_weights;
    bool m_causal = false, m_every_position = false;
    std::vector<std::unique_ptr<Segment>> m_segments;
    Segment* m_embeddings = nullptr;
    Segment* m_head = nullptr;
    std::vector<Segment*> m_attention, m_feed_forward;
};

}  // namespace layerlab
