// Contribution and search against what they are defined to be.
#include <torch/torch.h>

#include <QtTest/QtTest>

#include "engine/depths/contribution.h"
#include "engine/depths/evaluate.h"
#include "engine/depths/search.h"
#include "engine/depths/trie.h"
#include "tests/model_fixture.h"

using namespace layerlab;

namespace {

std::vector<Route> allSubsets(int slots) {
    std::vector<Route> all;
    for (int subset = 1; subset < 1 << slots; ++subset) {
        Route route;
        for (int i = 0; i < slots; ++i)
            if (subset >> i & 1) route.push_back(i + 1);
        all.push_back(route);
    }
    return all;
}

}  // namespace

class TestRoutes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contributionIsOneMinusTheCosine_data() {
        QTest::addColumn<bool>("first");
        QTest::newRow("first token") << true;
        QTest::newRow("all positions") << false;
    }
    void contributionIsOneMinusTheCosine() {
        QFETCH(bool, first);
        Experiment e = smallExperiment(3);
        e.task = ListopsTask{};  // sequences of several lengths: padding must not count
        const Fixture f(e);
        std::vector<Batch> batches = f.data->batches(Split::Valid, 16);
        batches.resize(2);
        const auto found = contributions(f.model, batches, {first ? Contribution::Positions::First : Contribution::Positions::All});
        std::vector<double> sums(3, 0.0);
        double counted = 0;
        torch::NoGradGuard no_grad;
        for (const Batch& batch : batches) {
            const TensorBatch tensors = toTensors(batch, f.model.causal(), torch::kCPU);
            Plan plan = f.model.fullPlan();
            for (int slot = 0; slot <= 3; ++slot) plan.taps.insert({"encoder", slot, Tap::What::Hidden});
            Dropout none;
            const Output output = f.model.forward(tensors, plan, none);
            for (int row = 0; row < batch.rows; ++row)
                for (int t = 0; t < (first ? 1 : batch.lengths[static_cast<std::size_t>(row)]); ++t) {
                    ++counted;
                    for (int slot = 1; slot <= 3; ++slot) {
                        const torch::Tensor in = output.taps.at({"encoder", slot - 1, Tap::What::Hidden})[row][t].to(torch::kDouble);
                        const torch::Tensor out = output.taps.at({"encoder", slot, Tap::What::Hidden})[row][t].to(torch::kDouble);
                        sums[static_cast<std::size_t>(slot - 1)] += (in.dot(out) / (in.norm() * out.norm())).item<double>();
                    }
                }
        }
        QCOMPARE(found.size(), sums.size());
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const double expected = 1 - sums[i] / counted;
            QVERIFY2(std::abs(found[i] - expected) < 1e-5, qPrintable(QString("%1: %2, not %3").arg(i).arg(found[i]).arg(expected)));
        }
        QVERIFY(found[0] > 0.01);
    }
    void whatContributesMostStays() {
        const Route route{1, 3, 4, 6};
        QCOMPARE(mostContributing(route, {0.1, 0.4, 0.1, 0.2}, 1), (Route{3}));
        QCOMPARE(mostContributing(route, {0.1, 0.4, 0.1, 0.2}, 2), (Route{3, 6}));
        QCOMPARE(mostContributing(route, {0.1, 0.4, 0.1, 0.2}, 3), (Route{1, 3, 6}));  // of equals the lower one
        QCOMPARE(mostContributing(route, {0.1, 0.4, 0.1, 0.2}, 4), route);
    }
    void depthsByContributionAreMeasuredByTheTrainer() {
        Experiment e = smallExperiment(4);
        const Fixture f(e);
        Depths depths;
        depths.keep = Strategy::Contribution;
        const auto batches = f.data->batches(Split::Valid, 32);
        const auto routes = routesOn(depths, f.model, batches, true, {});
        QCOMPARE(routes.size(), std::size_t{4});
        const auto by_slot = contributions(f.model, batches, {});
        for (int depth = 1; depth <= 4; ++depth)
            QCOMPARE(routes[static_cast<std::size_t>(depth - 1)], mostContributing({1, 2, 3, 4}, by_slot, depth));
    }
    // Conformance: exhaustive search against brute force, each route run by itself.
    void exhaustiveSearchFindsWhatBruteForceFinds() {
        const Fixture f(smallExperiment(4));
        const auto batches = f.data->batches(Split::Valid, 16);
        std::map<int, RouteResult> best;
        std::int64_t alone = 0;
        for (const Route& route : allSubsets(4)) {
            const RouteResult result = evaluateRoutes(f.model, *f.data, batches, {route}).front();
            alone += result.depth();
            const auto [place, fresh] = best.try_emplace(result.depth(), result);
            const RouteResult& now = place->second;
            if (!fresh && (result.accuracy > now.accuracy || (result.accuracy == now.accuracy && result.loss < now.loss)))
                place->second = result;
        }
        double told = 0;
        const SearchResult found = searchRoutes(f.model, *f.data, batches, {}, {}, [&](double done, const std::string&) {
            QVERIFY(done >= told && done <= 1);
            told = done;
        });
        QCOMPARE(told, 1.0);
        QVERIFY(found.exhaustive);
        QCOMPARE(found.routes, std::int64_t{15});
        QCOMPARE(found.layer_passes, std::int64_t{15});  // one a subset: what it begins with was run already
        QCOMPARE(found.passes_alone, alone);             // 4 · 2³
        QCOMPARE(alone, std::int64_t{32});
        QCOMPARE(found.best.size(), best.size());
        for (const RouteResult& result : found.best) {
            QCOMPARE(result.slots, best.at(result.depth()).slots);
            QCOMPARE(result.accuracy, best.at(result.depth()).accuracy);
        }
    }
    void twelveSlotsCostOnePassASubset() {
        Experiment e = smallExperiment(12);
        e.model.hidden = 4;
        e.model.feed_forward = 4;
        const Fixture f(e);
        std::vector<Plan> plans;
        for (const Route& route : allSubsets(12)) plans.push_back(f.model.planOf(route));
        QCOMPARE(RouteTrie(plans).layerPasses(), std::int64_t{4095});
        std::vector<Plan> first;
        for (int depth = 1; depth <= 12; ++depth) {
            Route route;
            for (int i = 1; i <= depth; ++i) route.push_back(i);
            first.push_back(f.model.planOf(route));
        }
        QCOMPARE(RouteTrie(first).layerPasses(), std::int64_t{12});
    }
    void aWideBeamFindsWhatAllRoutesFind() {
        const Fixture f(smallExperiment(4));
        const auto batches = f.data->batches(Split::Valid, 16);
        const SearchResult all = searchRoutes(f.model, *f.data, batches, {});
        Search wide;
        wide.exhaustive = 3;
        wide.beam = 100;
        const SearchResult beam = searchRoutes(f.model, *f.data, batches, wide);
        QVERIFY(!beam.exhaustive);
        QCOMPARE(beam.routes, all.routes);
        for (std::size_t i = 0; i < all.best.size(); ++i) QCOMPARE(beam.best[i].slots, all.best[i].slots);
        wide.beam = 1;  // greedy: 1 + 4 + 3 + 2
        const SearchResult greedy = searchRoutes(f.model, *f.data, batches, wide);
        QCOMPARE(greedy.routes, std::int64_t{10});
        for (std::size_t i = 0; i + 1 < greedy.best.size(); ++i)
            QVERIFY(std::includes(greedy.best[i + 1].slots.begin(), greedy.best[i + 1].slots.end(), greedy.best[i].slots.begin(),
                                  greedy.best[i].slots.end()));
    }
    void depthsOutsideTheRangeAreLeftOut() {
        const Fixture f(smallExperiment(4));
        const auto batches = f.data->batches(Split::Valid, 32);
        Search some;
        some.from = 2, some.to = 3;
        for (const int exhaustive : {12, 0}) {
            some.exhaustive = exhaustive;
            const SearchResult found = searchRoutes(f.model, *f.data, batches, some);
            QCOMPARE(found.best.size(), std::size_t{2});
            QCOMPARE(found.best.front().depth(), 2);
            QCOMPARE(found.best.back().depth(), 3);
        }
        some.from = 5, some.to = 0;
        QVERIFY_EXCEPTION_THROWN(searchRoutes(f.model, *f.data, batches, some), Error);
    }
    void aSearchIsStoppedWithinALayer() {
        const Fixture f(smallExperiment(6));
        const auto batches = f.data->batches(Split::Valid, 32);
        int asked = 0;
        try {
            searchRoutes(f.model, *f.data, batches, {}, [&] { return ++asked > 3; });
            QFAIL("went on");
        } catch (const Error& error) {
            QVERIFY(error.kind() == ErrorKind::Cancelled);
        }
        QCOMPARE(asked, 4);
    }
};

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_routes.moc"
