#include <torch/torch.h>

#include <QtTest/QtTest>

#include <cmath>

#include "engine/depths/evaluate.h"
#include "tests/model_fixture.h"

using namespace layerlab;

namespace {

// A task of which only the sizes are asked.
class Sizes : public TaskData {
public:
    Sizes(const TaskSize& size, int counted) : m_size(size), m_counted(counted) {}
    TaskSize size() const override { return m_size; }
    Batch trainBatch(std::int64_t, int) const override { return {}; }
    std::vector<Batch> batches(Split, int) const override { return {}; }
    int countedLabels() const override { return m_counted; }
    std::vector<std::string> labelNames() const override { return {}; }
    void save(const std::filesystem::path&) const override {}

private:
    TaskSize m_size;
    int m_counted;
};

Batch batchOf(int rows, int length, std::vector<std::int64_t> tokens, std::vector<std::int64_t> labels, std::vector<int> difficulty) {
    Batch batch;
    batch.rows = rows;
    batch.length = length;
    batch.tokens = std::move(tokens);
    batch.lengths.assign(static_cast<std::size_t>(rows), length);
    batch.labels = std::move(labels);
    batch.difficulty = std::move(difficulty);
    return batch;
}

// What the full model answers at every label of the batch.
std::vector<std::int64_t> answersOf(const EncoderModel& model, const Batch& batch) {
    torch::NoGradGuard no_grad;
    Dropout none;
    const torch::Tensor logits = model.forward(toTensors(batch, model.causal(), torch::kCPU), model.fullPlan(), none).logits;
    const torch::Tensor best = logits.reshape({-1, model.size().labels}).argmax(1).contiguous();
    return {best.data_ptr<std::int64_t>(), best.data_ptr<std::int64_t>() + best.numel()};
}

}  // namespace

class TestEvaluate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void difficultiesAreCountedByHand() {
        const Experiment e = smallExperiment(4);  // hops, 4 symbols, "no answer" is label 4
        const Sizes data({8, 5, 12}, 4);
        const EncoderModel model(e, e.techniques, data.size());
        Batch batch = batchOf(2, 4, {5, 1, 2, 3, 7, 2, 4, 1}, {ignored_label, 0, 0, 0, ignored_label, 0, 0, 0}, {0, 1, 1, 1, 0, 3, 3, 3});
        // The labels are made of the model's own answers, so that it is known which are right.
        const auto answers = answersOf(model, batch);
        for (const std::size_t right : {1u, 2u, 5u}) batch.labels[right] = answers[right];
        batch.labels[3] = (answers[3] + 1) % 4;
        batch.labels[6] = answers[6] == 0 ? 1 : 0;
        batch.labels[7] = 4;                          // "no answer" is asked for, but does not count
        std::map<int, std::pair<int, int>> expected;  // right, all
        int all_right = 0;
        for (std::size_t i = 0; i < batch.labels.size(); ++i) {
            all_right += batch.labels[i] == answers[i];
            if (batch.labels[i] < 0 || batch.labels[i] >= 4) continue;
            auto& [right, all] = expected[batch.difficulty[i]];
            right += batch.labels[i] == answers[i];
            ++all;
        }
        const std::vector<Batch> batches{batch};
        const Route full{1, 2, 3, 4};
        const auto results = evaluateRoutes(model, data, batches, {{1}, full});
        const RouteResult& result = results[1];
        QCOMPARE(result.by_difficulty.size(), expected.size());
        int right = 0, counted = 0;
        for (const auto& [difficulty, counts] : expected) {
            QCOMPARE(result.by_difficulty.at(difficulty), static_cast<double>(counts.first) / counts.second);
            right += counts.first, counted += counts.second;
        }
        QCOMPARE(result.accuracy, static_cast<double>(right) / counted);
        QCOMPARE(result.metrics.at("accuracy_all"), all_right / 6.0);
        QCOMPARE(results[0].by_difficulty.size(), expected.size());
        // The matrix belongs to the full route alone, and its sum is what was asked.
        QVERIFY(results[0].confusion.empty());
        QCOMPARE(result.confusion.size(), std::size_t{5});
        std::int64_t sum = 0, diagonal = 0;
        for (std::size_t t = 0; t < 5; ++t)
            for (std::size_t p = 0; p < 5; ++p) {
                sum += result.confusion[t][p];
                if (t == p) diagonal += result.confusion[t][p];
            }
        QCOMPARE(sum, std::int64_t{6});
        QCOMPARE(diagonal, std::int64_t{all_right});
    }
    void tokensArePredictedWithAPerplexity() {
        Experiment e = smallExperiment(2);
        LanguageModelTask task;
        task.length = 4;
        e.task = task;
        const Sizes data({6, 6, 4}, 6);
        const EncoderModel model(e, e.techniques, data.size());
        const std::vector<Batch> batches{batchOf(2, 4, {1, 2, 3, 4, 5, 4, 3, 2}, {2, 3, 4, 5, 4, 3, 2, ignored_label}, {})};
        const auto results = evaluateRoutes(model, data, batches, {{1, 2}});
        QCOMPARE(results[0].metrics.size(), std::size_t{1});
        QCOMPARE(results[0].metrics.at("perplexity"), std::exp(results[0].loss));
        QVERIFY(results[0].loss > 0);
        QVERIFY(results[0].by_difficulty.empty() && results[0].confusion.empty());
    }
    void manyLabelsNeedNoMatrix() {
        Experiment e = smallExperiment(1);
        e.task = TextFileTask{};
        const Sizes data({6, 5000, 4}, 5000);
        const EncoderModel model(e, e.techniques, data.size());
        Batch batch = batchOf(2, 4, {1, 2, 3, 4, 5, 4, 3, 2}, {0, 0}, {});
        batch.labels = answersOf(model, batch);
        batch.labels[1] = batch.labels[1] == 0 ? 1 : 0;
        const std::vector<Batch> batches{batch};
        const auto results = evaluateRoutes(model, data, batches, {{1}});
        QCOMPARE(results[0].accuracy, 0.5);
        QVERIFY(results[0].metrics.empty() && results[0].confusion.empty());
    }
};

QTEST_APPLESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
