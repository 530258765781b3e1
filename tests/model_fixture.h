// Small experiments and batches for the tests of the engine.
#pragma once

#include <torch/torch.h>

#include "engine/model/model.h"
#include "engine/training/step.h"

namespace layerlab {

inline Experiment smallExperiment(int layers = 4) {
    Experiment e;
    e.task = HopsTask{11, 4, 2, 32, 32};
    e.model.hidden = 16;
    e.model.heads = 2;
    e.model.feed_forward = 32;
    e.model.dropout = e.model.attention_dropout = 0;
    e.model.initializer_range = 0.3;
    e.model.stack.assign(static_cast<std::size_t>(layers), Slot{});
    e.train.batch_size = 8;
    return e;
}

struct Fixture {
    explicit Fixture(const Experiment& e)
        : experiment(e),
          data(loadTask(e)),
          model(e, e.techniques, data->size()),
          batch(toTensors(data->trainBatch(0, e.train.batch_size), model.causal(), torch::kCPU)) {}
    torch::Tensor logits(const Plan& plan) const {
        torch::NoGradGuard no_grad;
        Dropout none;
        return model.forward(batch, plan, none).logits;
    }
    // Gradients of the loss under a plan, bound as the trainer binds them.
    void backward(const Plan& plan, Dropout dropout = {}) {
        bindTrained(model, model.trainedBy(plan));
        model.loss(model.forward(batch, plan, dropout).logits, batch.labels).backward();
    }
    Segment& segment(const std::string& name) const {
        for (const auto& s : model.segments())
            if (s->name() == name) return *s;
        throw std::runtime_error("no segment " + name);
    }
    Experiment experiment;
    std::unique_ptr<TaskData> data;
    EncoderModel model;
    TensorBatch batch;
};

}  // namespace layerlab
