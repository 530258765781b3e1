#include "engine/training/step.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

#include "engine/training/adamw.h"

namespace layerlab {

namespace {

void mustBeNumber(double value, const char* what, const PassPlace& place) {
    if (std::isfinite(value)) return;
    throw Error(ErrorKind::Numeric, "the " + std::string(what) + " is no longer a number at step " + std::to_string(place.step + 1) +
                                        "; lower the learning rate, or raise warmup_steps (the last checkpoint is kept)");
}

}  // namespace

void bindTrained(const EncoderModel& model, const std::vector<Segment*>& trained) {
    for (const auto& segment : model.segments()) {
        if (std::find(trained.begin(), trained.end(), segment.get()) != trained.end()) segment->bindGradients();
        else segment->releaseGradients();
    }
}

StepResult trainStep(EncoderModel& model, const std::vector<std::unique_ptr<Technique>>& techniques, const PassPlace& place,
                     const TensorBatch& batch, const Train& settings, double learning_rate) {
    StepResult result;
    result.plan = model.fullPlan();
    for (const auto& technique : techniques) technique->planTraining(result.plan, place);
    const std::vector<Segment*> trained = model.trainedBy(result.plan);
    bindTrained(model, trained);
    Dropout dropout(Draws(place.seed, Purpose::Dropout, static_cast<std::uint64_t>(place.step), place.micro_batch));
    const torch::Tensor loss = model.loss(model.forward(batch, result.plan, dropout).logits, batch.labels);
    result.loss = loss.item<double>();
    mustBeNumber(result.loss, "loss", place);
    loss.backward();
    result.gradient_norm = gradientNorm(trained);
    mustBeNumber(result.gradient_norm, "gradient", place);
    const bool clip = settings.gradient_clip > 0 && result.gradient_norm > settings.gradient_clip;
    adamwStep(trained, settings, learning_rate, clip ? settings.gradient_clip / (result.gradient_norm + 1e-6) : 1.0);
    return result;
}

}  // namespace layerlab
