// A transformer encoder that runs plans, with what techniques add to it: successor layers, a side network. It owns every
// weight once, as segments; a plan's steps name the halves they use, so that sharing, pruning and replacement need nothing
// else.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/experiment.h"
#include "engine/model/dropout.h"
#include "engine/model/plan.h"
#include "engine/model/packed_linear.h"
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
    std::vector<std::int64_t> examples;  // as in Batch
};
TensorBatch toTensors(const Batch& batch, bool causal, torch::Device device);

// What run() hands out of a layer: set those that are wanted.
struct Taps {
    bool wanted[4] = {};  // by Tap::What
    torch::Tensor states[4];
};

struct Output {
    torch::Tensor logits;               // [batch, labels], or [batch, length, labels]
    std::map<Tap, torch::Tensor> taps;  // hidden [batch, length, hidden]; scores and probabilities [batch, heads, length,
                                        // length]; values [batch, heads, length, head size]
};

// The backbone's states that a ladder reads: what left the embeddings, and the state after each slot that a rung reads.
struct BackboneStates {
    torch::Tensor embedded;           // [batch, length, hidden]
    std::vector<torch::Tensor> read;  // the same, one a rung; undefined where the pass leaves the rung out
    bool dropped = false;             // the embeddings were dropped from in training, and are not once more on the way in
};

class EncoderModel {
public:
    // Weights start normal with deviation initializer_range, drawn from the seed; norms at 1, biases at 0.
    EncoderModel(const Blueprint& blueprint, const TaskSize& size, std::uint64_t seed);
    // A model that is trained by itself.
    EncoderModel(const Experiment& experiment, const Techniques& techniques, const TaskSize& size);

    const Blueprint& blueprint() const { return m_blueprint; }
    // Every slot of the measured stack that runs, in order; each by its settings.
    Plan fullPlan() const { return planOf(fullRoute(m_blueprint)); }
    // The plan of a route (slots from 1). Throws Error(BadInput) on a slot that does not exist or never runs.
    Plan planOf(const Route& route) const { return layerlab::planOf(m_blueprint, route); }

    // known: the backbone's states of this batch, where they are kept; else the backbone runs.
    Output forward(const TensorBatch& batch, const Plan& plan, Dropout& dropout, const BackboneStates* known = nullptr) const;

    // The pieces of forward(), for evaluating many routes at once: what the measured stack starts with, its steps, and what
    // follows it.
    torch::Tensor embed(const TensorBatch& batch, const EndPlan& plan, Dropout& dropout) const;  // [batch, length, hidden]
    BackboneStates backbone(const TensorBatch& batch, const Plan& plan, Dropout& dropout) const;
    torch::Tensor enterSide(const BackboneStates& states, Dropout& dropout) const;  // [batch, length, hidden of the side]
    // A step of the measured stack; states: of a ladder, else nullptr. tapped: what plan.taps asks for, of this step.
    torch::Tensor run(const Step& step, const torch::Tensor& state, const TensorBatch& batch, Dropout& dropout,
                      const BackboneStates* states = nullptr, Taps* tapped = nullptr) const;  // [batch, length, hidden]
    torch::Tensor leaveSide(const torch::Tensor& state, Dropout& dropout) const;              // [batch, length, hidden]
    torch::Tensor head(const torch::Tensor& state, const TensorBatch& batch, const EndPlan& plan, Dropout& dropout) const;

    // Mean cross-entropy over labels that are not ignored_label.
    torch::Tensor loss(const torch::Tensor& logits, const torch::Tensor& labels) const;

    // Segments in a fixed order: embeddings, attention halves, feed-forward halves and head of the stack a stage begins with,
    // then what techniques add. Names are those of checkpoints.
    const std::vector<std::unique_ptr<Segment>>& segments() const { return m_segments; }
    Segment* segment(const std::string& name) const;  // nullptr: there is none
    // What a plan's trained parts use.
    std::vector<Segment*> trainedBy(const Plan& plan) const;
    std::vector<Segment*> halvesOf(const Step& step) const;  // the weights that a step computes with
    std::vector<Segment*> halves() const;                    // of the layers of all stacks, each once

    // The side state's share at each rung, 0 … 1.
    std::vector<double> gates() const;
    // Sets every gate so that the side state's share is this.
    void setGates(double share);

    std::int64_t parameters() const;
    const TaskSize& size() const { return m_size; }
    bool causal() const { return m_blueprint.causal; }
    void to(torch::Device device);

    // From now on linear layers with these weights (names of checkpoints, "attention.0.output.weight") run in 8-bit arithmetic
    // where no gradient is wanted, for as long as the weights stay as they are. They have to be what an int8 file gives: whole
    // multiples of their row's largest / 127. Other names are passed over; without such arithmetic (PackedLinear::available), and
    // away from the CPU, everything stays in F32.
    void computeInInt8(const std::vector<std::string>& names);
    bool computesInInt8() const { return !m_packed.empty(); }
    torch::Device device() const { return m_segments.front()->values.device(); }

private:
    Segment* add(const std::string& name, const std::vector<ParameterSpec>& specs);
    void addHalves(const StackBlueprint& stack, const std::string& prefix);
    void addSide();
    void startGates();
    torch::Tensor join(const Step& step, const torch::Tensor& state, const BackboneStates& states) const;
    // All linear layers go through here. The bias is the parameter after the weight.
    torch::Tensor linear(const Segment& segment, int weight, const torch::Tensor& x, Learning learning = Learning::Trained) const;

    Blueprint m_blueprint;
    Model m_settings;  // of the encoder
    TaskSize m_size;
    bool m_every_position = false;
    std::vector<std::unique_ptr<Segment>> m_segments;
    std::vector<Segment*> m_embeddings;
    Segment* m_head = nullptr;
    Segment* m_side = nullptr;  // what leads into the side network and out of it
    std::vector<Segment*> m_attention, m_feed_forward, m_rungs;
    struct Packed {
        PackedLinear compute;
        std::int64_t updates = 0;   // of the segment when its weights were packed: what changed since is not computed with
        std::uint32_t version = 0;  // the same, of its values
    };
    std::map<std::pair<const Segment*, int>, Packed> m_packed;  // by segment and number of the weight
};

// Copies the weights of a layer onto another of its shape. filled: halves that have their weights and keep them; those that
// are copied join them, so that a shared half is the first of its slots'.
void copyLayer(const EncoderModel& source, const Step& from, EncoderModel& target, const Step& to, std::set<const Segment*>& filled);

}  // namespace layerlab
