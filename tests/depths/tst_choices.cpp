// Which slots a depth keeps by each rule, what fits a target, and what is on the Pareto front: values worked out by hand.
#include <QtTest>

#include "engine/depths/choices.h"
#include "engine/experiment/experiment.h"
#include "engine/runs/measurements.h"

using namespace layerlab;

namespace {

RouteResult result(const Route& slots, double accuracy, std::int64_t parameters, std::optional<double> milliseconds = {},
                   const std::string& variant = {}) {
    RouteResult r;
    r.slots = slots;
    r.accuracy = accuracy;
    r.parameters = parameters;
    r.flops = 10.0 * static_cast<double>(parameters);
    r.latency_ms = milliseconds;
    r.variant = variant;
    return r;
}

Event evaluated(std::int64_t step, std::vector<RouteResult> depths, const std::string& split = "valid") {
    Evaluated e;
    e.split = split;
    e.full = depths.back();
    depths.pop_back();
    e.depths = std::move(depths);
    return {step, 0, e};
}

}  // namespace

class TestChoices : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Sajjad et al. 2020, section 3, for 12 layers: the layers that go.
    void rulesDropWhatThePaperDrops_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<int>>("dropped");
        QTest::newRow("top 4") << "first" << QList<int>{9, 10, 11, 12};
        QTest::newRow("bottom 4") << "last" << QList<int>{1, 2, 3, 4};
        QTest::newRow("symmetric 2") << "symmetric" << QList<int>{6, 7};
        QTest::newRow("symmetric 4") << "symmetric" << QList<int>{5, 6, 7, 8};
        QTest::newRow("symmetric 6") << "symmetric" << QList<int>{4, 5, 6, 7, 8, 9};
        QTest::newRow("even 2") << "alternate_even" << QList<int>{10, 12};
        QTest::newRow("even 4") << "alternate_even" << QList<int>{6, 8, 10, 12};
        QTest::newRow("even 6") << "alternate_even" << QList<int>{2, 4, 6, 8, 10, 12};
        QTest::newRow("odd 2") << "alternate_odd" << QList<int>{9, 11};
        QTest::newRow("odd 4") << "alternate_odd" << QList<int>{5, 7, 9, 11};
        QTest::newRow("odd 6") << "alternate_odd" << QList<int>{1, 3, 5, 7, 9, 11};
        QTest::newRow("even 8: the rest goes from the top") << "alternate_even" << QList<int>{2, 4, 6, 8, 9, 10, 11, 12};
    }
    void rulesDropWhatThePaperDrops() {
        QFETCH(QString, name);
        QFETCH(QList<int>, dropped);
        Route twelve, kept;
        for (int i = 1; i <= 12; ++i) {
            twelve.push_back(i);
            if (!dropped.contains(i)) kept.push_back(i);
        }
        for (const Strategy strategy : allStrategies())
            if (strategyName(strategy) == name.toStdString()) {
                QVERIFY(isRule(strategy));
                QCOMPARE(chooseRoute(strategy, twelve, 12 - static_cast<int>(dropped.size())), kept);
            }
    }
    void everyRuleKeepsAsManyAsAsked() {
        for (const Strategy strategy : allStrategies()) {
            if (!isRule(strategy)) continue;
            for (int count = 1; count <= 9; ++count) {
                Route slots;
                for (int i = 1; i <= count; ++i) slots.push_back(i);
                for (int depth = 1; depth <= count; ++depth) {
                    const Route route = chooseRoute(strategy, slots, depth);
                    QCOMPARE(static_cast<int>(route.size()), depth);
                    QVERIFY(std::is_sorted(route.begin(), route.end()));
                    QVERIFY(std::adjacent_find(route.begin(), route.end()) == route.end());
                }
            }
        }
    }
    void targetsAreRead() {
        QCOMPARE(targetFrom("latency_ms=3").value, 3.0);
        QVERIFY(targetFrom("flops=1e8").figure == Target::Figure::Flops);
        for (const char* wrong : {"latency", "latency_ms=", "latency_ms=fast", "speed=3", "parameters=-1", "accuracy=90", "bytes=1e6x"})
            QVERIFY_EXCEPTION_THROWN(targetFrom(wrong), Error);
    }
    void theBestWithinATargetIsProposed() {
        const std::vector<RouteResult> all{result({1}, 0.5, 100, 1.0), result({1, 2}, 0.8, 200, 2.0), result({1, 3}, 0.8, 150, 2.5),
                                           result({1, 2, 3}, 0.9, 300)};
        const auto slots = [&](const char* target) {
            const RouteResult* best = propose(all, targetFrom(target));
            return best ? best->slots : Route{};
        };
        QCOMPARE(slots("parameters=250"), (Route{1, 3}));  // as accurate as [1, 2], and smaller
        QCOMPARE(slots("latency_ms=2.1"), (Route{1, 2}));
        QCOMPARE(slots("latency_ms=100"), (Route{1, 3}));  // the full route was not timed
        QCOMPARE(slots("accuracy=0.75"), (Route{1, 3}));
        QCOMPARE(slots("accuracy=0.85"), (Route{1, 2, 3}));
        QCOMPARE(slots("accuracy=0.95"), Route{});
        QCOMPARE(slots("bytes=10"), Route{});
    }
    void theParetoFrontHasWhatNothingBeats() {
        const std::vector<RouteResult> all{result({1}, 0.5, 100),    result({2}, 0.4, 100),    result({1, 2}, 0.8, 200),
                                           result({1, 3}, 0.8, 250), result({2, 3}, 0.7, 200), result({1, 2, 3}, 0.9, 300)};
        QCOMPARE(paretoFront(all, Target::Figure::Parameters), (std::vector<std::size_t>{0, 2, 5}));
        QVERIFY(paretoFront(all, Target::Figure::Latency).empty());
    }
    void variantsHaveNames() {
        Variant variant;
        QCOMPARE(variantName(variant), std::string("fp32"));
        variant.precision = Precision::Int8;
        variant.embeddings = true;
        variant.sparsity = 0.5;
        QCOMPARE(variantName(variant), std::string("sparsity 0.5, int8 with embeddings"));
        for (const Precision precision : allPrecisions()) QCOMPARE(precisionNamed(precisionName(precision)).value(), precision);
        QVERIFY(!precisionNamed("int4"));
    }
    // Of a route the newest figures count, and a time that only an older measurement has stays.
    void whatIsKnownOfARunIsOfItsLastWeights() {
        const std::vector<Event> events{{10, 0, StepFinished{}},
                                        evaluated(10, {result({1}, 0.1, 100), result({1, 2}, 0.2, 200)}),
                                        {20, 0, StepFinished{}},
                                        evaluated(20, {result({1}, 0.3, 100), result({1, 2}, 0.4, 200)}),
                                        evaluated(20, {result({1, 2}, 0.35, 200)}, "test")};
        const std::vector<Event> measurements{evaluated(10, {result({2}, 0.9, 100)}),  // of other weights
                                              evaluated(20, {result({1}, 0.3, 100, 5.0), result({1, 2}, 0.4, 200, 9.0)}),
                                              evaluated(20, {result({1}, 0.31, 100), result({1}, 0.29, 100, {}, "int8")})};
        const auto known = knownResults(events, measurements, "valid");
        QCOMPARE(known.size(), std::size_t{3});
        QCOMPARE(known[0].slots, Route{1});
        QCOMPARE(known[0].accuracy, 0.31);
        QCOMPARE(known[0].latency_ms.value(), 5.0);
        QCOMPARE(known[1].latency_ms.value(), 9.0);
        QCOMPARE(known[2].variant, std::string("int8"));
        const auto test = knownResults(events, measurements, "test");
        QCOMPARE(test.size(), std::size_t{1});
        QCOMPARE(test[0].accuracy, 0.35);
    }
    void measurementsSurviveATornLine() {
        QTemporaryDir dir;
        const std::filesystem::path run = dir.path().toStdString();
        QVERIFY(readMeasurements(run).empty());
        appendMeasurement(run, evaluated(5, {result({1}, 0.5, 100)}));
        QFile file(dir.filePath("measured.jsonl"));
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"event\":\"evaluated\",\"st");
        file.close();
        appendMeasurement(run, evaluated(6, {result({1}, 0.6, 100)}));
        const auto read = readMeasurements(run);
        QCOMPARE(read.size(), std::size_t{2});
        QCOMPARE(read[1].step, std::int64_t{6});
        QCOMPARE(std::get<Evaluated>(read[1].what).full.accuracy, 0.6);
        QVERIFY_EXCEPTION_THROWN(appendMeasurement(run / "nowhere", read[0]), Error);
    }
};

QTEST_APPLESS_MAIN(TestChoices)
#include "tst_choices.moc"
