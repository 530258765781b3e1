#include "engine/depths/predict.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>

#include "engine/platform/clock.h"
#include "engine/text.h"
#include "engine/training/device.h"

namespace layerlab {

namespace {

constexpr std::int64_t all_shown = 32, some_shown = 5;  // labels of an answer

Predicted::Answer answerOf(const torch::Tensor& logits, int position, const std::vector<std::string>& labels) {
    const std::int64_t count = logits.size(0);
    const auto [values, numbers] = at::softmax(logits.to(torch::kDouble), 0).sort(0, true);
    Predicted::Answer answer{position, {}};
    for (std::int64_t i = 0; i < (count <= all_shown ? count : some_shown); ++i) {
        const auto number = static_cast<std::size_t>(numbers[i].item<std::int64_t>());
        answer.likely.emplace_back(number < labels.size() ? labels[number] : std::to_string(number), values[i].item<double>());
    }
    return answer;
}

}  // namespace

void predict(const PredictJob& job, OpenRuns& runs, Control& control, const EventSink& sink) {
    torch::NoGradGuard no_grad;
    if (job.texts.empty()) throw Error(ErrorKind::BadInput, text("there is no text to read"));
    if (!job.pairs.empty() && job.pairs.size() != job.texts.size())
        throw Error(ErrorKind::BadInput, text("there are %1 texts and %2 second texts", job.texts.size(), job.pairs.size()));
    OpenRun& run = runs.open(job.run, job.best ? Origin::Weights::Best : Origin::Weights::Final);
    const EncoderModel& model = *run.stored.model;
    const TextReader& reader = run.reader();
    setThreads(job.threads > 0 ? job.threads : run.stage().train.threads);
    const Plan plan = model.planOf(job.route.empty() ? fullRoute(model.blueprint()) : job.route);
    for (std::size_t i = 0; i < job.texts.size(); ++i) {
        if (control.stopping()) throw Error(ErrorKind::Cancelled, "stopped");
        const TextReading reading = reader.read(job.texts[i], job.pairs.empty() ? std::string() : job.pairs[i]);
        const auto start = std::chrono::steady_clock::now();
        Dropout none;
        const torch::Tensor logits = model.forward(toTensors(reading.batch, model.causal(), model.device()), plan, none).logits.cpu();
        Predicted predicted;
        predicted.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        predicted.text = job.texts[i];
        predicted.tokens = reading.tokens;
        predicted.unknown = reading.unknown;
        const torch::Tensor row = logits.select(0, 0);  // [labels], or [length, labels]
        if (reading.asked.empty()) predicted.answers.push_back(answerOf(row, -1, reader.labels()));
        for (const int position : reading.asked) predicted.answers.push_back(answerOf(row.select(0, position), position, reader.labels()));
        sink({run.stored.state.step, secondsSince1970(), std::move(predicted)});
    }
}

}  // namespace layerlab
