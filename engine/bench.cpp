#include "engine/bench.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>

#include "engine/depths/trie.h"
#include "engine/model/model.h"
#include "engine/platform/clock.h"
#include "engine/random.h"
#include "engine/training/device.h"
#include "engine/training/step.h"

namespace layerlab {

namespace {

// BERT-shaped classifiers: post-norm, exact GELU, dropout 0.1, two labels, 8,000 words.
struct Shape {
    const char* name;
    int layers, hidden, heads, length, batch;
};
constexpr Shape shapes[] = {{"tiny", 4, 128, 2, 64, 32}, {"small", 6, 256, 4, 128, 32}, {"mini-bert", 12, 256, 4, 128, 16}};
constexpr int vocabulary = 8000, labels = 2;

Experiment experimentOf(const Shape& shape) {
    Experiment e;
    TextFileTask task;
    task.max_length = shape.length;
    e.task = task;
    e.model.hidden = shape.hidden;
    e.model.heads = shape.heads;
    e.model.feed_forward = 4 * shape.hidden;
    e.model.norm = Norm::Post;
    e.model.pooler = true;
    e.model.stack.assign(static_cast<std::size_t>(shape.layers), Slot{});
    e.train.batch_size = shape.batch;
    e.train.learning_rate = 1e-4;
    return e;
}

Batch randomBatch(const Shape& shape) {
    const Draws draws(1, Purpose::Bench);
    Batch batch;
    batch.rows = shape.batch;
    batch.length = shape.length;
    const auto tokens = static_cast<std::uint32_t>(shape.batch * shape.length);
    for (std::uint32_t i = 0; i < tokens; ++i) batch.tokens.push_back(1 + draws.below(i, vocabulary - 1));
    batch.lengths.assign(static_cast<std::size_t>(shape.batch), shape.length);
    for (int i = 0; i < shape.batch; ++i) batch.labels.push_back(draws.below(tokens + static_cast<std::uint32_t>(i), labels));
    return batch;
}

std::string configOf(const Shape& shape, const std::string& more) {
    char config[160];
    std::snprintf(config, sizeof config, "%s: L%d H%d A%d S%d B%d%s", shape.name, shape.layers, shape.hidden, shape.heads, shape.length,
                  shape.batch, more.c_str());
    return config;
}

// All depths of the rule `first` on 2,000 sequences (timed on some batches, scaled): routes sharing what they begin with, and
// each by itself.
void benchDepths(const Shape& shape, int threads, double budget, Control& control, const EventSink& sink) {
    using Clock = std::chrono::steady_clock;
    constexpr int sequences = 2000;
    torch::NoGradGuard no_grad;
    const EncoderModel model(experimentOf(shape), {}, {vocabulary, labels, shape.length});
    const TensorBatch batch = toTensors(randomBatch(shape), false, torch::kCPU);
    std::vector<Plan> plans;
    std::int64_t alone = 0;
    for (int depth = 1; depth <= shape.layers; ++depth) {
        Route route;
        for (int slot = 1; slot <= depth; ++slot) route.push_back(slot);
        plans.push_back(model.planOf(route));
        alone += depth;
    }
    const RouteTrie trie(plans);
    const auto answer = [](std::size_t, const torch::Tensor& logits) { logits.argmax(1).sum().item<std::int64_t>(); };
    const auto measure = [&](const std::string& name, std::int64_t passes, const std::function<void()>& once) {
        std::vector<double> seconds;
        const auto begin = Clock::now();
        for (int i = -1; i < 5 || std::chrono::duration<double>(Clock::now() - begin).count() < budget / 2; ++i) {
            if (control.stopping()) throw Error(ErrorKind::Cancelled, "stopped");
            const auto start = Clock::now();
            once();
            if (i >= 0) seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count() * sequences / shape.batch);
        }
        std::sort(seconds.begin(), seconds.end());
        sink({0, secondsSince1970(),
              Measured{name,
                       configOf(shape, ", 2000 seqs; " + std::to_string(passes) + " layer passes a batch, " + std::to_string(threads) +
                                           " threads"),
                       "s", seconds[seconds.size() / 2], seconds.front(), seconds.back()}});
    };
    measure("sweep/depths together", trie.layerPasses(), [&] { trie.walk(model, batch, {}, answer); });
    measure("sweep/depths alone", alone, [&] {
        for (const Plan& plan : plans) {
            Dropout none;
            answer(0, model.forward(batch, plan, none).logits);
        }
    });
}

}  // namespace

void bench(const BenchJob& job, Control& control, const EventSink& sink) {
    using Clock = std::chrono::steady_clock;
    const int threads = setThreads(job.threads);
    const double budget = job.quick ? 4 : 15;  // seconds of sampling a figure
    const auto measure = [&](const std::string& name, const Shape& shape, const Techniques& techniques) {
        Experiment experiment = experimentOf(shape);
        experiment.techniques = techniques;
        EncoderModel model(experiment, techniques, {vocabulary, labels, shape.length});
        const auto planners = makeTechniques(model.blueprint(), techniques);
        const TensorBatch batch = toTensors(randomBatch(shape), false, torch::kCPU);
        std::vector<double> speeds;
        const auto begin = Clock::now();
        for (std::int64_t step = 0;; ++step) {
            if (control.stopping()) throw Error(ErrorKind::Cancelled, "stopped");
            const auto start = Clock::now();
            trainStep(model, planners, {1, step, 0}, batch, experiment.train, experiment.train.learning_rate);
            if (step >= 2)
                speeds.push_back(static_cast<double>(shape.batch * shape.length) /
                                 std::chrono::duration<double>(Clock::now() - start).count());
            if (step >= 6 && std::chrono::duration<double>(Clock::now() - begin).count() > budget) break;
        }
        std::sort(speeds.begin(), speeds.end());
        const std::string config = configOf(shape, " V" + std::to_string(vocabulary) + " p0.1; " + std::to_string(threads) + " threads");
        sink({0, secondsSince1970(), Measured{name, config, "tokens/s", speeds[speeds.size() / 2], speeds.front(), speeds.back()}});
    };
    for (const Shape& shape : shapes) {
        if (job.quick && std::string(shape.name) == "mini-bert") continue;
        measure("train/layerlab", shape, {});
    }
    benchDepths({"H128", 12, 128, 2, 64, 32}, threads, budget, control, sink);
    for (const Shape& shape : shapes) {
        if (job.quick || std::string(shape.name) == "tiny") continue;
        Techniques drop, share;
        drop.layer_drop.emplace().rate = 0.5;
        share.sharing.emplace().groups = 1;
        measure("share/layerdrop0.5", shape, drop);
        measure("share/albert-shared", shape, share);
    }
}

}  // namespace layerlab
