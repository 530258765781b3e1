// LayerDrop with learned rates: the formula of techniques/learned_layer_drop.h, its gradient, and what a run keeps of it.
#include "engine/techniques/learned_layer_drop.h"

#include <torch/torch.h>

#include <QtTest/QtTest>

#include <filesystem>

#include "engine/depths/measure.h"
#include "engine/experiment/yaml.h"
#include "engine/runs/run_folder.h"
#include "tests/model_fixture.h"
#include "tests/training/trainer_fixture.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

Experiment learned(int layers = 4, double rate = 0.3) {
    Experiment e = smallExperiment(layers);
    auto& drop = e.techniques.layer_drop.emplace();
    drop.rate = rate;
    drop.per_layer = LayerDropSettings::PerLayer::Learned;
    return e;
}

double meanOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

class TestLearnedLayerDrop : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    void ratesStartAlikeAndKeepTheirMean() {
        const LearnedLayerDrop fresh({1, 2, 3, 4}, 4, 0.3);
        for (const double rate : fresh.dropRates()) QVERIFY(std::abs(rate - 0.3) < 1e-6);
        // s = v tanh(m): by hand for two slots, N = 2: p_d = 2 p (1 - q_d).
        const auto two = LearnedLayerDrop::ratesOf(torch::tensor({1.0f, -0.5f}), torch::tensor({0.4f, 0.8f}), {1, 3}, 3, 0.2);
        const double s1 = std::tanh(0.4), s2 = -0.5 * std::tanh(0.8), q1 = std::exp(s1) / (std::exp(s1) + std::exp(s2));
        QVERIFY(std::abs(two[0] - 0.4 * (1 - q1)) < 1e-6);
        QCOMPARE(two[1], 0.0);  // never runs
        QVERIFY(std::abs(two[2] - 0.4 * q1) < 1e-6);
        torch::manual_seed(1);
        for (const int slots : {2, 5, 12}) {
            Route all(static_cast<std::size_t>(slots));
            std::iota(all.begin(), all.end(), 1);
            const double p = 0.4;
            const auto rates = LearnedLayerDrop::ratesOf(torch::randn({slots}) * 5, torch::rand({slots}), all, slots, p);
            QVERIFY(std::abs(meanOf(rates) - p) < 1e-6);
            for (const double rate : rates) QVERIFY(rate >= -1e-6 && rate < 1);
        }
    }
    // The gradient of v against differences of the loss, with the gates as numbers.
    void theGradientIsThatOfTheGates() {
        const Fixture f(learned());
        LearnedLayerDrop rated({1, 2, 3, 4}, 4, 0.3);
        Segment& scores = *rated.segments()[0];
        {
            torch::NoGradGuard no_grad;
            scores.values.copy_(torch::tensor({0.3f, -0.2f, 0.1f, 0.4f}));
            rated.segments()[1]->values.copy_(torch::tensor({0.5f, 0.9f, 0.7f, 1.2f}));
        }
        const auto shares = [&](const torch::Tensor& v) {
            const auto rates = LearnedLayerDrop::ratesOf(v, rated.segments()[1]->values, {1, 2, 3, 4}, 4, 0.3);
            std::vector<double> kept;
            for (const double rate : rates) kept.push_back(1 - rate);
            return kept;
        };
        // A pass whose draws drop nothing: the rates are what they are, the plan is full.
        std::int64_t step = 0;
        Plan plan;
        for (;; ++step) {
            plan = trainingPlan(f.model.blueprint());
            rated.planTraining(plan, {1, step, 0});
            if (plan.measured().steps.size() == 4) break;
            QVERIFY(step < 1000);
        }
        scores.bindGradients();
        Dropout none;
        bindTrained(f.model, f.model.trainedBy(plan));
        f.model.loss(f.model.forward(f.batch, plan, none).logits, f.batch.labels).backward();
        const torch::Tensor found = scores.gradient.clone();
        const std::vector<double> at = shares(scores.values);
        torch::NoGradGuard no_grad;
        const auto lossAt = [&](const torch::Tensor& v) {
            Plan moved = f.model.fullPlan();
            const std::vector<double> kept = shares(v);
            for (int slot = 1; slot <= 4; ++slot) {
                const auto i = static_cast<std::size_t>(slot - 1);
                moved.gates[slot] = torch::tensor(static_cast<float>(kept[i] / at[i]));
            }
            return f.model.loss(f.model.forward(f.batch, moved, none).logits, f.batch.labels).item<double>();
        };
        for (int i = 0; i < 4; ++i) {
            const float small = 0.05f;
            torch::Tensor up = scores.values.clone(), down = scores.values.clone();
            up[i] += small;
            down[i] -= small;
            const double expected = (lossAt(up) - lossAt(down)) / (2 * small);
            QVERIFY2(std::abs(found[i].item<double>() - expected) < 1e-3 + 0.05 * std::abs(expected),
                     qPrintable(QString("slot %1: %2, by differences %3").arg(i + 1).arg(found[i].item<double>()).arg(expected)));
        }
        QVERIFY(found.abs().max().item<double>() > 1e-4);
    }
    void gatesChangeNoValue() {
        const Fixture f(learned());
        LearnedLayerDrop drop({1, 2, 3, 4}, 4, 0.3);
        Plan plan = trainingPlan(f.model.blueprint());
        drop.planTraining(plan, {1, 3, 0});
        Plan without = plan;
        without.gates.clear();
        QVERIFY(torch::allclose(f.logits(plan), f.logits(without), 1e-4, 1e-5));
    }
    void activityIsARunningMeanOfTheChange() {
        const Fixture f(learned(3));
        LearnedLayerDrop drop({1, 2, 3}, 3, 0.0);
        Plan plan = trainingPlan(f.model.blueprint());
        drop.planTraining(plan, {1, 0, 0});
        torch::NoGradGuard no_grad;
        Dropout none;
        const Output output = f.model.forward(f.batch, plan, none);
        LossTerms terms;
        drop.addLosses(terms, f.batch, output, plan);
        for (int slot = 1; slot <= 3; ++slot) {
            const torch::Tensor in = output.taps.at({"encoder", slot - 1, Tap::What::Hidden}),
                                out = output.taps.at({"encoder", slot, Tap::What::Hidden});
            const double expected = ((out - in).norm(2, -1) / in.norm(2, -1)).mean().item<double>();
            QVERIFY(std::abs(drop.segments()[1]->values[slot - 1].item<double>() - expected) < 1e-5);
        }
        QVERIFY(terms.empty());
    }
    void aRunLearnsRatesResumesThemAndIsPrunedByThem() {
        Experiment e = learned(4, 0.3);
        e.name = "learned";
        e.train.threads = 1;
        e.train.steps = 24;
        e.train.warmup_steps = 0;
        e.train.learning_rate = 0.02;
        e.train.checkpoint_every = 5;
        e.evaluate.every = 8;
        e.evaluate.depths.keep = Strategy::DropRate;
        for (const Problem& problem : validate(e)) QVERIFY2(problem.warning, problem.message.c_str());
        TrainJob job;
        job.experiment = e;
        job.library = m_dir.path().toStdString();
        std::map<std::string, double> last;
        Evaluated evaluated;
        const auto look = [&](const Event& event, Control&) {
            if (const auto* step = std::get_if<StepFinished>(&event.what)) last = step->scalars;
            if (const auto* result = std::get_if<Evaluated>(&event.what); result && result->split == "valid") evaluated = *result;
        };
        const fs::path whole = trainHere(job, look);
        std::vector<double> rates;
        for (int slot = 1; slot <= 4; ++slot) rates.push_back(last.at("layer_drop.rate." + std::to_string(slot)));
        QVERIFY(std::abs(meanOf(rates) - 0.3) < 1e-6);
        QVERIFY(*std::max_element(rates.begin(), rates.end()) - *std::min_element(rates.begin(), rates.end()) > 1e-3);
        const StoredModel stored = loadStored(whole, Origin::Weights::Final);
        // A step's figures are told before it changes the scores for the last time.
        QCOMPARE(stored.drop_rates.size(), std::size_t{4});
        QVERIFY(std::abs(meanOf(stored.drop_rates) - 0.3) < 1e-6);
        Route order{1, 2, 3, 4};
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
            return stored.drop_rates[static_cast<std::size_t>(a - 1)] < stored.drop_rates[static_cast<std::size_t>(b - 1)];
        });
        Route two(order.begin(), order.begin() + 2);
        std::sort(two.begin(), two.end());
        QCOMPARE(evaluated.depths.at(1).slots, two);
        Control control;
        OpenRuns runs;
        DepthsJob depths;
        depths.run = whole.string();
        depths.latency = false;
        measureDepths(depths, runs, control, [&](const Event& event) {
            if (const auto* result = std::get_if<Evaluated>(&event.what)) evaluated = *result;
        });
        QCOMPARE(evaluated.strategy, std::string("drop_rate"));
        QCOMPARE(evaluated.depths.at(1).slots, two);
        // Stopped and resumed it ends with the same bits.
        const fs::path stopped = trainHere(job, [](const Event& event, Control& c) {
            if (event.step == 11) c.stop();
        });
        TrainJob resume;
        resume.resume = stopped.string();
        trainHere(resume);
        const std::string end = "checkpoints/step-000000024/model.safetensors";
        QVERIFY(readFile(whole / end) == readFile(stopped / end));
    }
    void ratesThatCannotBeAreRefused() {
        Experiment e = learned(4, 0.75);
        const auto problems = validate(e);
        QVERIFY(std::any_of(problems.begin(), problems.end(),
                            [](const Problem& p) { return !p.warning && p.path == "techniques.layer_drop.rate"; }));
        e = smallExperiment(4);
        e.evaluate.depths.keep = Strategy::DropRate;
        const auto without = validate(e);
        QVERIFY(std::any_of(without.begin(), without.end(), [](const Problem& p) { return p.path == "evaluate.depths.keep"; }));
    }
};

QTEST_APPLESS_MAIN(TestLearnedLayerDrop)
#include "tst_learned_layer_drop.moc"
