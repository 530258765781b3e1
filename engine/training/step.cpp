#include "engine/training/step.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>

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

StepResult trainStep(EncoderModel& model, const TechniqueList& techniques, const PassPlace& place, const TensorBatch& batch,
                     const Train& settings, double learning_rate) {
    StepResult result;
    result.plan = trainingPlan(model.blueprint());
    for (const auto& technique : techniques) {
        technique->prepare(model, place);
        technique->planTraining(result.plan, place);
    }
    std::vector<Segment*> trained = model.trainedBy(result.plan);
    if (trained.empty()) {
        result.skipped = true;
        return result;
    }
    bindTrained(model, trained);
    const BackboneStates* kept = nullptr;
    for (const auto& technique : techniques) {
        for (Segment* segment : technique->segments()) {
            segment->bindGradients();
            trained.push_back(segment);
        }
        if (const BackboneStates* states = technique->keptStates(model, batch, result.plan)) kept = states;
    }
    Dropout dropout(Draws(place.seed, Purpose::Dropout, static_cast<std::uint64_t>(place.step), place.micro_batch));
    const Output output = model.forward(batch, result.plan, dropout, kept);
    LossTerms terms{{"task", {model.loss(output.logits, batch.labels), 1}}};
    for (const auto& technique : techniques) technique->addLosses(terms, batch, output, result.plan);
    torch::Tensor loss;
    for (const auto& [name, term] : terms) {
        result.losses[name] = term.value.item<double>();
        const torch::Tensor part = term.weight == 1 ? term.value : term.value * term.weight;
        loss = loss.defined() ? loss + part : part;
    }
    result.loss = loss.item<double>();
    mustBeNumber(result.loss,
                 words("the loss is no longer a number at step %1; lower the learning rate, or raise warmup_steps (the last "
                       "checkpoint is kept)"),
                 place);
    loss.backward();
    const std::vector<double> squares = gradientSquares(trained);
    // In the order of `trained`: a sum over addresses would change with where the segments lie.
    result.gradient_norm = std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
    for (const Step& step : result.plan.measured().steps) {
        double of_slot = 0;
        for (const Segment* half : model.halvesOf(step))
            if (const auto at = std::find(trained.begin(), trained.end(), half); at != trained.end())
                of_slot += squares[static_cast<std::size_t>(at - trained.begin())];
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
