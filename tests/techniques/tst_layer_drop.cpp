// LayerDrop as the paper and its code have it (conformance checks 1 to 4).
#include <torch/torch.h>

#include <QtTest/QtTest>

#include "engine/techniques/layer_drop.h"
#include "engine/training/adamw.h"
#include "tests/model_fixture.h"

using namespace layerlab;

class TestLayerDrop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rateZeroIsThePlainModel() {
        Fixture f(smallExperiment());
        Plan plan = f.model.fullPlan();
        LayerDrop(std::vector<double>(4, 0.0)).planTraining(plan, {1, 0, 0});
        QCOMPARE(plan.encoder().route(), f.model.fullPlan().encoder().route());
        QVERIFY(torch::equal(f.logits(plan), f.logits(f.model.fullPlan())));
    }
    void survivorsAreNotRescaled() {
        Fixture f(smallExperiment());
        Plan plan = f.model.fullPlan();
        LayerDrop({1.0 - 1e-12, 0, 0, 0}).planTraining(plan, {1, 0, 0});
        QCOMPARE(plan.encoder().route(), (Route{2, 3, 4}));
        QVERIFY(torch::equal(f.logits(plan), f.logits(f.model.planOf({2, 3, 4}))));
    }
    // Over 10⁴ passes each slot runs within 4 σ of 1 - p, and slots are independent (|r| < 4/√n).
    void drawsHaveTheirRateAndAreIndependent() {
        const std::vector<double> rates{0.2, 0.5, 0.1, 0.3};
        const LayerDrop drop(rates);
        const Fixture f(smallExperiment());
        constexpr int n = 10000;
        std::vector<std::vector<double>> ran(4, std::vector<double>(n));
        for (int step = 0; step < n; ++step) {
            Plan plan = f.model.fullPlan();
            drop.planTraining(plan, {11, step, 0});
            for (const int slot : plan.encoder().route()) ran[static_cast<std::size_t>(slot - 1)][static_cast<std::size_t>(step)] = 1;
        }
        for (std::size_t a = 0; a < 4; ++a) {
            const double p = rates[a];
            const double mean = std::accumulate(ran[a].begin(), ran[a].end(), 0.0) / n;
            QVERIFY(std::abs(mean - (1 - p)) < 4 * std::sqrt(p * (1 - p) / n));
            for (std::size_t b = a + 1; b < 4; ++b) {
                double covariance = 0;
                for (std::size_t i = 0; i < n; ++i) covariance += (ran[a][i] - 1 + p) * (ran[b][i] - 1 + rates[b]);
                const double r = covariance / n / std::sqrt(p * (1 - p) * rates[b] * (1 - rates[b]));
                QVERIFY2(std::abs(r) < 4 / std::sqrt(n), qPrintable(QString::number(r)));
            }
        }
    }
    void theSamePlaceDrawsTheSame() {
        const LayerDrop drop({0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5});
        const Fixture f(smallExperiment(8));
        const auto route = [&](const PassPlace& place) {
            Plan plan = f.model.fullPlan();
            drop.planTraining(plan, place);
            return plan.encoder().route();
        };
        std::set<Route> routes;
        for (int step = 0; step < 50; ++step) {
            QCOMPARE(route({3, step, 0}), route({3, step, 0}));
            routes.insert(route({3, step, 0}));
        }
        QVERIFY(routes.size() > 30);
        std::set<Route> micro;
        for (std::uint32_t m = 0; m < 20; ++m) micro.insert(route({3, 7, m}));
        QVERIFY(micro.size() > 10);
    }
    // A dropped slot's gradients are undefined, and the optimizer leaves its weights, moments and decay alone.
    void aDroppedSlotIsUntouched() {
        Fixture f(smallExperiment());
        Train settings;
        settings.weight_decay = 0.5;
        std::vector<Segment*> all;
        for (const auto& segment : f.model.segments()) all.push_back(segment.get());
        f.backward(f.model.fullPlan());
        adamwStep(all, settings, 0.1, 1);  // moments are not zero from here on
        Segment& dropped = f.segment("attention.1");
        const torch::Tensor weights = dropped.values.clone(), first = dropped.first_moment.clone(), second = dropped.second_moment.clone();
        const torch::Tensor kept = f.segment("attention.0").values.clone();
        f.backward(f.model.planOf({1, 3, 4}));
        QVERIFY(!dropped[0].grad().defined());
        adamwStep(all, settings, 0.1, 1);
        QVERIFY(torch::equal(dropped.values, weights));
        QVERIFY(torch::equal(dropped.first_moment, first));
        QVERIFY(torch::equal(dropped.second_moment, second));
        QCOMPARE(dropped.updates, 1);
        QVERIFY(!torch::equal(f.segment("attention.0").values, kept));
        QCOMPARE(f.segment("attention.0").updates, 2);
    }
    void aPassThatDropsEverythingStillTrains() {
        Fixture f(smallExperiment());
        Plan plan = f.model.fullPlan();
        LayerDrop(std::vector<double>(4, 1.0 - 1e-12)).planTraining(plan, {1, 0, 0});
        QVERIFY(plan.encoder().steps.empty());
        f.backward(plan);
        QVERIFY(f.segment("head").gradient.abs().sum().item<float>() > 0);
        std::map<std::string, double> scalars;
        LayerDrop({}).scalars(f.model, plan, {}, scalars);
        QCOMPARE(scalars.at("layer_drop.depth"), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestLayerDrop)
#include "tst_layer_drop.moc"
