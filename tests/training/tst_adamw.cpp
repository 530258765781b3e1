#include <torch/torch.h>

#include <QtTest/QtTest>

#include "engine/training/adamw.h"
#include "tests/model_fixture.h"

using namespace layerlab;

class TestAdamW : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // LibTorch's own AdamW, with the same two groups, over twenty steps.
    void agreesWithLibTorch() {
        Fixture f(smallExperiment(2));
        Train settings;
        settings.weight_decay = 0.1;
        std::vector<torch::Tensor> decayed, plain;
        std::vector<std::pair<torch::Tensor, torch::Tensor>> pairs;  // ours, theirs
        for (const auto& segment : f.model.segments())
            for (std::size_t i = 0; i < segment->count(); ++i) {
                const torch::Tensor theirs = (*segment)[i].detach().clone().set_requires_grad(true);
                const std::string& name = segment->parameterName(i);
                const bool no_decay = name.ends_with(".bias") || name.find("norm.") != std::string::npos;
                (no_decay ? plain : decayed).push_back(theirs);
                pairs.emplace_back((*segment)[i], theirs);
            }
        const auto options = [&](double decay) {
            return std::make_unique<torch::optim::AdamWOptions>(torch::optim::AdamWOptions(0.01).weight_decay(decay));
        };
        torch::optim::AdamW reference({{decayed, options(0.1)}, {plain, options(0.0)}}, torch::optim::AdamWOptions(0.01));
        for (int step = 0; step < 20; ++step) {
            f.backward(f.model.fullPlan());
            for (auto& [ours, theirs] : pairs) theirs.mutable_grad() = ours.grad().clone() * 0.5;
            adamwStep(f.model.trainedBy(f.model.fullPlan()), settings, 0.01, 0.5);
            reference.step();
            // From here both start from the same weights, so that rounding cannot add up.
            torch::NoGradGuard no_grad;
            for (auto& [ours, theirs] : pairs) {
                QVERIFY2(torch::allclose(ours, theirs, 1e-5, 1e-6), qPrintable(QString::number(step)));
                theirs.copy_(ours);
            }
        }
    }
    void normIsOverAllTrainedWeights() {
        Fixture f(smallExperiment(2));
        f.backward(f.model.planOf({1}));
        double squares = 0;
        for (Segment* s : f.model.trainedBy(f.model.planOf({1}))) squares += s->gradient.square().sum().item<double>();
        std::vector<Segment*> all;
        for (const auto& s : f.model.segments()) all.push_back(s.get());
        double sum = 0;
        for (const double square : gradientSquares(all)) sum += square;
        QVERIFY(std::abs(std::sqrt(sum) - std::sqrt(squares)) < 1e-6 * std::sqrt(squares));
    }
    void schedulesHaveTheirShape() {
        Train t;
        t.learning_rate = 1;
        t.steps = 110;
        t.warmup_steps = 10;
        QVERIFY(scheduledRate(t, 0) > 0 && scheduledRate(t, 0) < 0.1);
        QVERIFY(scheduledRate(t, 5) < scheduledRate(t, 9));
        QCOMPARE(scheduledRate(t, 10), 1.0);
        QCOMPARE(scheduledRate(t, 60), 0.5);
        QCOMPARE(scheduledRate(t, 110), 0.0);
        t.schedule = Train::Schedule::Cosine;
        QVERIFY(std::abs(scheduledRate(t, 60) - 0.5) < 1e-12);
        QVERIFY(scheduledRate(t, 35) > 0.75);
        t.schedule = Train::Schedule::Constant;
        QCOMPARE(scheduledRate(t, 109), 1.0);
        t.warmup_steps = 0;
        QCOMPARE(scheduledRate(t, 0), 1.0);
    }
};

QTEST_APPLESS_MAIN(TestAdamW)
#include "tst_adamw.moc"
