#include "engine/training/step.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "engine/text.h"
#include "engine/training/adamw.h"

namespace layerlab {

namespace {

void mustBeNumber(double value, const char* sentence, const PassPlace& place) {
    if (std::isfinite(value)) return;
    throw Error(ErrorKind::Numeric, text(sentence, place.step + 1));
}

double threeDigits(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return std::strtod(text, nullptr);
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
    mustBeNumber(result.loss,
                 words("the loss is no longer a number at step %1; lower the learning rate, or raise warmup_steps (the last "
                       "checkpoint is kept)"),
                 place);
    loss.backward();
    const auto squares = gradientSquares(trained);
    // In the order of `trained`: a sum over addresses would change with where the segments lie.
    double sum = 0;
    for (const Segment* segment : trained)
        if (const auto found = squares.find(segment); found != squares.end()) sum += found->second;
    result.gradient_norm = std::sqrt(sum);
    for (const Step& step : result.plan.encoder().steps) {
        double of_slot = 0;
        for (const Segment* half : model.halvesOf(step))
            if (const auto found = squares.find(half); found != squares.end()) of_slot += found->second;
        // Shown to people, a thousand times a second kept on disk: three digits say it.
        result.slot_gradients.push_back(threeDigits(std::sqrt(of_slot)));
    }
    mustBeNumber(result.gradient_norm,
                 words("the gradient is no longer a number at step %1; lower the learning rate, or raise warmup_steps (the last "
                       "checkpoint is kept)"),
                 place);
    const bool clip = settings.gradient_clip > 0 && result.gradient_norm > settings.gradient_clip;
    adamwStep(trained, settings, learning_rate, clip ? settings.gradient_clip / (result.gradient_norm + 1e-6) : 1.0);
    return result;
}

}  // namespace layerlab
