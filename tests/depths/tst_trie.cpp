#include <torch/torch.h>

#include <QtTest/QtTest>

#include "engine/data/metrics.h"
#include "engine/depths/evaluate.h"
#include "engine/depths/trie.h"
#include "tests/model_fixture.h"

using namespace layerlab;

class TestTrie : public QObject {
    Q_OBJECT
    static std::vector<Plan> plans(const EncoderModel& model, const std::vector<Route>& routes) {
        std::vector<Plan> all;
        for (const Route& route : routes) all.push_back(model.planOf(route));
        return all;
    }
    static std::vector<Route> subsets(int slotsInAll) {
        std::vector<Route> routes;
        for (int mask = 1; mask < 1 << slotsInAll; ++mask) {
            Route route;
            for (int i = 0; i < slotsInAll; ++i)
                if (mask >> i & 1) route.push_back(i + 1);
            routes.push_back(route);
        }
        return routes;
    }

private Q_SLOTS:
    void firstKCostsOnePass() {
        const Fixture f(smallExperiment(12));
        std::vector<Route> routes;
        for (int depth = 1; depth <= 12; ++depth)
            routes.push_back(chooseRoute(Strategy::First, f.model.fullPlan().encoder().route(), depth));
        QCOMPARE(RouteTrie(plans(f.model, routes)).layerPasses(), 12);
    }
    void allSubsetsOfTwelve() {
        const Fixture f(smallExperiment(12));
        QCOMPARE(RouteTrie(plans(f.model, subsets(12))).layerPasses(), 4095);
    }
    void routesThatComputeTheSameMeet() {
        Experiment e = smallExperiment(6);
        e.techniques.sharing.emplace().groups = 1;
        const Fixture f(e);
        QCOMPARE(RouteTrie(plans(f.model, subsets(6))).layerPasses(), 6);  // only the number of applications counts
    }
    void everyRouteIsAsIfRunAlone() {
        const Fixture f(smallExperiment(5));
        const auto routes = subsets(5);
        const RouteTrie trie(plans(f.model, routes));
        std::size_t results = 0;
        trie.walk(f.model, f.batch, {}, [&](std::size_t route, const torch::Tensor& logits) {
            ++results;
            if (!torch::equal(logits, f.logits(f.model.planOf(routes[route])))) qFatal("a route differs");
        });
        QCOMPARE(results, routes.size());
    }
    void stoppingIsQuick() {
        const Fixture f(smallExperiment(5));
        int asked = 0;
        QVERIFY_EXCEPTION_THROWN(RouteTrie(plans(f.model, subsets(5)))
                                     .walk(
                                         f.model, f.batch, [&] { return ++asked > 3; }, [](std::size_t, const torch::Tensor&) {}),
                                 Error);
        QCOMPARE(asked, 4);
    }
    void figuresAreThoseOfTheLogits() {
        const Fixture f(smallExperiment(3));
        const auto batches = f.data->batches(Split::Valid, 10);
        const auto results = evaluateRoutes(f.model, *f.data, batches, {{1, 3}});
        double right = 0, answerable = 0, loss = 0, labelled = 0;
        for (const auto& batch : batches) {
            const TensorBatch t = toTensors(batch, true, torch::kCPU);
            torch::NoGradGuard no_grad;
            Dropout none;
            const torch::Tensor logits = f.model.forward(t, f.model.planOf({1, 3}), none).logits.log_softmax(-1);
            for (int r = 0; r < batch.rows; ++r)
                for (int c = 0; c < batch.length; ++c) {
                    const auto label = batch.labels[static_cast<std::size_t>(r * batch.length + c)];
                    if (label == ignored_label) continue;
                    loss -= logits[r][c][label].item<double>();
                    ++labelled;
                    if (label == 4) continue;  // no answer
                    ++answerable;
                    right += logits[r][c].argmax().item<std::int64_t>() == label;
                }
        }
        QCOMPARE(results[0].accuracy, right / answerable);
        QVERIFY(std::abs(results[0].loss - loss / labelled) < 1e-5);
        QVERIFY(results[0].metrics.count("accuracy_all"));
        QVERIFY(latency(f.model, {1, 3}, 12) > 0);
    }
};

QTEST_APPLESS_MAIN(TestTrie)
#include "tst_trie.moc"
