#include <QtTest>

#include <cmath>
#include <fstream>

#include "engine/runs/comparison.h"
#include "engine/runs/compared_run.h"
#include "engine/runs/config_diff.h"
#include "engine/runs/run_setting.h"
#include "engine/runs/csv.h"
#include "tests/runs/run_fixture.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

bool near(double a, double b, double within = 1e-9) { return std::abs(a - b) <= within; }

void withLayerDrop(Experiment& experiment) { experiment.techniques.layer_drop.emplace(); }

}  // namespace

class TestComparison : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_libraries = 0;
    fs::path library() { return fs::path(m_dir.path().toStdString()) / std::to_string(++m_libraries); }

private Q_SLOTS:
    void aSettingIsWhatTheRunOrItsStagesWereTold() {
        Experiment plain;
        plain.seed = 7;
        plain.techniques.layer_drop.emplace();
        plain.techniques.layer_drop->rate = 0.25;
        for (const Experiment& run : {plain, expanded(plain)}) {
            QCOMPARE(runSetting(run, "seed"), std::string("7"));
            QCOMPARE(runSetting(run, "techniques.layer_drop.rate"), std::string("0.25"));
            QCOMPARE(runSetting(run, "techniques.theseus.successor_layers"), std::string());
            QCOMPARE(runSetting(run, "no.such.key"), std::string());
        }
        Experiment staged;
        for (const std::int64_t steps : {300, 200, 300}) {
            staged.stages.emplace_back();
            staged.stages.back().train.steps = steps;
        }
        staged.stages[1].techniques = plain.techniques;
        QCOMPARE(runSetting(staged, "train.steps"), std::string("300, 200"));
        QCOMPARE(runSetting(staged, "techniques.layer_drop.rate"), std::string("0.25"));
    }
    void quantilesAreStudents_data() {
        QTest::addColumn<int>("df");
        QTest::addColumn<double>("quantile");
        QTest::newRow("1") << 1 << 12.706;
        QTest::newRow("2") << 2 << 4.303;
        QTest::newRow("9") << 9 << 2.262;
        QTest::newRow("30") << 30 << 2.042;
        QTest::newRow("31") << 31 << 2.040;
        QTest::newRow("40") << 40 << 2.021;
        QTest::newRow("60") << 60 << 2.000;
        QTest::newRow("120") << 120 << 1.980;
        QTest::newRow("many") << 1000000 << 1.960;
    }
    void quantilesAreStudents() {
        QFETCH(int, df);
        QFETCH(double, quantile);
        QVERIFY2(near(tQuantile975(static_cast<std::size_t>(df)), quantile, 0.00051), qPrintable(QString::number(tQuantile975(df))));
    }
    // By hand: mean 0.8, s = 0.1, half = 4.303 · 0.1 / √3.
    void intervalsAreThoseOfStudentsT() {
        const Interval three = interval95({0.7, 0.8, 0.9});
        QVERIFY(near(three.mean, 0.8));
        QVERIFY(near(three.half(), 4.303 * 0.1 / std::sqrt(3.0)));
        QVERIFY(near(three.low, 0.551566, 1e-6));
        QCOMPARE(three.count, std::size_t{3});
        QCOMPARE(interval95({0.7}), (Interval{0.7, 0.7, 0.7, 1}));
        QCOMPARE(interval95({}).count, std::size_t{0});
        QCOMPARE(interval95({0.7, std::nan("")}), (Interval{0.7, 0.7, 0.7, 1}));
    }

    void runsThatDifferInTheirSeedsAreOneGroup() {
        const fs::path in = library();
        const std::vector<fs::path> runs{makeRun(in, {"a", 1, {{2, 0.6}, {4, 0.9}}}), makeRun(in, {"b", 2, {{2, 0.7}, {4, 0.9}}}),
                                         makeRun(in, {"c", 3, {{2, 0.8}, {4, 0.9}}}), makeRun(in, {"d", 1, {{2, 0.9}}, withLayerDrop})};
        const Comparison comparison = compareRuns(runs);
        QCOMPARE(comparison.groups.size(), std::size_t{2});
        QCOMPARE(comparison.groups[0].runs, (std::vector<std::size_t>{0, 1, 2}));
        QCOMPARE(comparison.groups[0].name, std::string("plain"));
        QCOMPARE(comparison.groups[1].name, std::string("d"));  // alone
        const Interval half = comparison.groups[0].accuracy_by_depth.at(2);
        QVERIFY(near(half.mean, 0.7) && near(half.half(), 4.303 * 0.1 / std::sqrt(3.0)));
        const Interval full = comparison.groups[0].accuracy_by_depth.at(4);
        QVERIFY(near(full.mean, 0.9) && near(full.half(), 0));
        QCOMPARE(comparison.groups[0].cost_by_depth.at(2).parameters, std::int64_t{2000});
        QCOMPARE(comparison.runs[0].threads, 2);
        QCOMPARE(comparison.runs[0].valid_step, std::int64_t{10});
    }
    void aRepeatedSeedIsNoFurtherDraw() {
        const fs::path in = library();
        const Comparison comparison =
            compareRuns({makeRun(in, {"a", 1, {{4, 0.5}}}), makeRun(in, {"b", 1, {{4, 0.7}}}), makeRun(in, {"c", 2, {{4, 0.8}}})});
        const Interval full = comparison.groups.at(0).accuracy_by_depth.at(4);
        QCOMPARE(full.count, std::size_t{2});
        QVERIFY(near(full.mean, 0.7));  // of 0.6 and 0.8
        QVERIFY(near(full.half(), 12.706 * std::sqrt(0.02) / std::sqrt(2.0)));
    }
    void aFolderGivenTwiceCountsOnce() {
        const fs::path run = makeRun(library(), {"a", 1, {{4, 0.5}}});
        QCOMPARE(compareRuns({run, fs::path(run.string() + "/")}).runs.size(), std::size_t{1});
        QCOMPARE(compareRuns({fs::path(run.string() + "/")}).runs[0].name, std::string("a"));
    }
    void weightsFromRunsThatAreAlikeKeepAGroupTogether() {
        const fs::path in = library();
        const auto from = [](const fs::path& run) {
            return [run](Experiment& experiment) { experiment.from = {Origin::Kind::Run, run.string(), Origin::Weights::Best}; };
        };
        const fs::path one = makeRun(in, {"pre1", 1, {{4, 0.5}}}), two = makeRun(in, {"pre2", 2, {{4, 0.5}}});
        const fs::path other = makeRun(in, {"pre3", 3, {{4, 0.5}}, withLayerDrop});
        const Comparison comparison =
            compareRuns({makeRun(in, {"t1", 1, {{4, 0.6}}, from(one)}), makeRun(in, {"t2", 2, {{4, 0.6}}, from(two)}),
                         makeRun(in, {"t3", 3, {{4, 0.6}}, from(other)})});
        QCOMPARE(comparison.groups.size(), std::size_t{2});
        QCOMPARE(comparison.groups[0].runs, (std::vector<std::size_t>{0, 1}));
    }
    void groupsOfOneTechniqueAreToldApart() {
        const fs::path in = library();
        const auto rate = [](double value) { return [value](Experiment& e) { e.train.learning_rate = value; }; };
        const Comparison comparison =
            compareRuns({makeRun(in, {"a", 1, {{4, 0.5}}, rate(0.001)}), makeRun(in, {"b", 2, {{4, 0.5}}, rate(0.001)}),
                         makeRun(in, {"c", 1, {{4, 0.5}}, rate(0.002)}), makeRun(in, {"d", 2, {{4, 0.5}}, rate(0.002)})});
        QCOMPARE(comparison.groups.size(), std::size_t{2});
        QCOMPARE(comparison.groups[0].name, std::string("plain · learning_rate 0.001"));
        QCOMPARE(comparison.groups[1].name, std::string("plain · learning_rate 0.002"));
    }

    void aBrokenRunKeepsItsPlaceAndHarmsNoOther() {
        const fs::path in = library();
        const fs::path good = makeRun(in, {"good", 1, {{4, 0.9}}});
        const fs::path bad = makeRun(in, {"bad", 2, {{4, 0.9}}});
        writeFileAtomically(bad / "experiment.yaml", "model: {layers: many}\n");
        const fs::path torn = makeRun(in, {"torn", 3, {{4, 0.9}}});
        writeFileAtomically(torn / "run.json", "{\"status\": ");
        std::ofstream(torn / "events.jsonl", std::ios::app) << "{\"event\": \"step_fin";
        const Comparison comparison = compareRuns({in / "nothing", bad, good, torn});
        QCOMPARE(comparison.runs.size(), std::size_t{4});
        QVERIFY(comparison.runs[0].problem.find("no such run folder") != std::string::npos);
        QVERIFY(!comparison.runs[1].problem.empty());
        QCOMPARE(comparison.runs[1].name, std::string("bad"));
        QVERIFY(comparison.runs[1].valid.empty());
        QCOMPARE(comparison.groups.size(), std::size_t{1});
        QCOMPARE(comparison.groups[0].runs, (std::vector<std::size_t>{2, 3}));
        QCOMPARE(comparison.runs[3].depths.at(4).accuracy, 0.9);
        QVERIFY_EXCEPTION_THROWN(compareRuns({good}, "train"), Error);
    }

    void ofEachDepthTheStrategysRouteCounts() {
        const fs::path run = makeRun(library(), {"a", 1, {{2, 0.6}, {4, 0.9}}});
        Evaluated other;
        other.strategy = "first";
        other.depths = {resultOf(2, 0.8), resultOf(3, 0.7)};
        other.depths[0].slots = {1, 2};
        other.depths[1].slots = {1, 2, 3};
        other.full = resultOf(4, 0.9);
        other.full.latency_ms = 40;
        appendMeasurement(run, {10, 2000, other});
        const Comparison comparison = compareRuns({run});
        const ComparedRun& read = comparison.runs[0];
        QCOMPARE(read.depths.at(2).slots, (Route{1, 3}));
        QCOMPARE(*read.depths.at(4).latency_ms, 40.0);
        QVERIFY(!read.depths.count(3));
        QCOMPARE(read.valid.size(), std::size_t{4});
        std::vector<std::pair<int, double>> chosen;
        for (const ComparedPoint& point : comparison.points)
            if (point.kind == ComparedPoint::Kind::Chosen) chosen.emplace_back(point.depth, point.accuracy.mean);
        QCOMPARE(chosen, (std::vector<std::pair<int, double>>{{2, 0.8}, {3, 0.7}}));
    }
    void variantsArePointsOfTheirOwn() {
        const fs::path run = makeRun(library(), {"a", 1, {{2, 0.6}, {4, 0.9}}});
        Evaluated small;
        small.strategy = "every_other";
        small.full = resultOf(4, 0.88);
        small.full.variant = "int8";
        small.full.bytes = 1100;
        appendMeasurement(run, {10, 2000, small});
        const Comparison comparison = compareRuns({run});
        QCOMPARE(comparison.table.rows[0].cells[0].accuracy.mean, 0.9);  // no variant in the table
        const auto point = std::find_if(comparison.points.begin(), comparison.points.end(),
                                        [](const ComparedPoint& p) { return p.kind == ComparedPoint::Kind::Variant; });
        QVERIFY(point != comparison.points.end());
        QCOMPARE(point->variant, std::string("int8"));
        QCOMPARE(*costOf(*point, CostAxis::Bytes), 1100.0);
        QCOMPARE(point->runs, (std::vector<std::size_t>{0}));
    }
    void aRunThatWasStoppedHasItsLastEvaluation() {
        const fs::path run = makeRun(library(), {"a", 1, {{4, 0.7}}});
        {
            EventLog log(run);
            log.append(trained(11, 0.1));
        }
        const Comparison comparison = compareRuns({run});
        QCOMPARE(comparison.runs[0].depths.at(4).accuracy, 0.7);
        QCOMPARE(comparison.runs[0].valid_step, std::int64_t{10});
        QCOMPARE(comparison.runs[0].step, std::int64_t{11});
    }
    void testDataAreComparedWhereAskedFor() {
        const fs::path run = makeRun(library(), {"a", 1, {{4, 0.7}}});
        {
            EventLog log(run);
            Event event = evaluation(10, {{2, 0.5}, {4, 0.6}}, "test");
            std::get<Evaluated>(event.what).weights_step = 5;
            log.append(event);
        }
        const Comparison comparison = compareRuns({run}, "test");
        QCOMPARE(comparison.groups[0].accuracy_by_depth.at(4).mean, 0.6);
        QCOMPARE(comparison.runs[0].test_step, std::int64_t{5});
        QCOMPARE(compareRuns({run}).groups[0].accuracy_by_depth.size(), std::size_t{1});
    }

    void theFrontIsWhatNothingBeats() {
        const fs::path in = library();
        const fs::path cheap = makeRun(in, {"a", 1, {{1, 0.5}, {2, 0.7}, {3, 0.65}, {4, 0.9}}});
        const fs::path better = makeRun(in, {"b", 1, {{2, 0.8}, {4, 0.85}}, withLayerDrop});
        const Comparison comparison = compareRuns({cheap, better});
        std::vector<std::pair<std::size_t, int>> front;
        for (const std::size_t i : paretoFront(comparison.points, CostAxis::Parameters))
            front.emplace_back(comparison.points[i].group, comparison.points[i].depth);
        QCOMPARE(front, (std::vector<std::pair<std::size_t, int>>{{0, 1}, {1, 2}, {0, 4}}));
        QVERIFY(paretoFront(comparison.points, CostAxis::Memory).empty());  // nobody measured it
    }
    void memoryIsThatOfTheTraining() {
        const fs::path run = makeRun(library(), {"a", 1, {{2, 0.5}, {4, 0.9}}});
        auto summary = nlohmann::json::parse(readFile(run / "run.json"));
        summary["peak_memory_bytes"] = 5e8;
        writeFileAtomically(run / "run.json", summary.dump());
        const Comparison comparison = compareRuns({run});
        QCOMPARE(paretoFront(comparison.points, CostAxis::Memory).size(), std::size_t{1});  // the full depth alone
        QCOMPARE(*costOf(comparison.points[1], CostAxis::Memory), 5e8);
    }

    void theTableMarksTheBestOfEachDepth() {
        const fs::path in = library();
        const Comparison comparison = compareRuns(
            {makeRun(in, {"a", 1, {{2, 0.6}, {4, 0.9}}}), makeRun(in, {"b", 1, {{2, 0.8}, {3, 0.7}, {4, 0.85}}, withLayerDrop})});
        const DepthTable& table = comparison.table;
        QCOMPARE(table.columns, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(table.rows.size(), std::size_t{3});
        QCOMPARE(table.rows[0].depth, 4);
        QVERIFY(table.rows[0].cells[0].best && !table.rows[0].cells[1].best);
        QVERIFY(!table.rows[1].cells[1].best);  // the only one of its depth
        QCOMPARE(table.rows[1].cells[0].accuracy.count, std::size_t{0});
        QVERIFY(!table.rows[2].cells[0].best && table.rows[2].cells[1].best);
        QCOMPARE(table.rows[2].flops->low, 2e6);
        QCOMPARE(toTabbedText(table), std::string("layers\ta\tb\tlatency\tFLOPs\n4\t90.0\t85.0\t4.0 ms\t4 M\n3\t—\t70.0\t3.0 ms\t3 M\n"
                                                  "2\t60.0\t80.0\t2.0 ms\t2 M\n"));
    }
    void theTableLeavesAsCsv() {
        const fs::path in = library();
        const fs::path run = makeRun(in, {"a", 1, {{4, 0.25}}});
        writeLabels(run, {"half, \"quoted\"", {}, {}, ""});
        QCOMPARE(
            toCsv(compareRuns({run}).table),
            std::string(
                "depth,\"half, \"\"quoted\"\" mean\",\"half, \"\"quoted\"\" low\",\"half, \"\"quoted\"\" high\",\"half, \"\"quoted\"\" "
                "seeds\",\"half, \"\"quoted\"\" latency_ms\",\"half, \"\"quoted\"\" flops\",\"half, \"\"quoted\"\" parameters\"\r\n"
                "4,0.25,0.25,0.25,1,4,4e+06,4000\r\n"));
    }
    void fieldsAreQuotedWhereTheyMustBe() {
        QCOMPARE(csvLine({"plain", "a,b", "say \"x\"", "two\nlines", ""}),
                 std::string("plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\r\n"));
        QCOMPARE(csvNumber(0.1), std::string("0.1"));
        QCOMPARE(csvNumber(std::nan("")), std::string());
    }
    void accuraciesAreWrittenForPeople() {
        QCOMPARE(accuracyText({}), std::string("—"));
        QCOMPARE(accuracyText({0.724, 0.724, 0.724, 1}), std::string("72.4"));
        QCOMPARE(accuracyText({0.724, 0.718, 0.73, 3}), std::string("72.4 ± 0.6"));
        QCOMPARE(latencyRangeText(DepthTable::Range{3.94, 4.16}), std::string("3.9–4.2 ms"));
        QCOMPARE(countRangeText(DepthTable::Range{2.41e6, 2.41e6}), std::string("2.41 M"));
    }

    void peaksSurviveThinning() {
        std::vector<TrainingPoint> curve;
        for (int i = 0; i < 100000; ++i) curve.push_back({i + 1, 0, i * 0.1, 1.0 + 0.001 * (i % 7)});
        curve[54321].loss = 50;
        curve[77777].loss = -3;
        const auto kept = thinned(curve, 2000);
        QVERIFY(kept.size() <= 2000 && kept.size() > 1900);
        const auto has = [&](std::int64_t step) {
            return std::any_of(kept.begin(), kept.end(), [&](const TrainingPoint& point) { return point.step == step; });
        };
        QVERIFY(has(54322) && has(77778) && has(1) && has(100000));
        QVERIFY(std::is_sorted(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.step < b.step; }));
        QCOMPARE(thinned({curve.begin(), curve.begin() + 5}, 2000).size(), std::size_t{5});
        const auto means = averaged({{1, 0, 1, 1.0}, {2, 0, 2, 3.0}, {3, 0, 3, 5.0}, {4, 0, 4, 7.0}, {5, 1, 5, 9.0}}, 2);
        QCOMPARE(means.size(), std::size_t{3});
        QCOMPARE(means[0].loss, 2.0);
        QCOMPARE(means[0].step, std::int64_t{2});
        QCOMPARE(means[2].loss, 9.0);  // of the next stage
    }
    void pausesAreNoTraining() {
        const fs::path run = library() / "paused";
        makeRun(run.parent_path(), {"paused", 1, {}, {}, 0});
        {
            EventLog log(run);
            const auto at = [](double time, Event event) {
                event.time = time;
                return event;
            };
            log.append(at(1000, {0, 0, RunStarted{}}));
            log.append(at(1001, trained(1, 1)));
            log.append(at(1002, trained(2, 1)));
            log.append(at(1002.5, {2, 0, Paused{}}));
            log.append(at(2000, {2, 0, Resumed{}}));
            log.append(at(2001, trained(3, 1)));
            log.append(at(9000, {1, 0, Resumed{}}));  // from a checkpoint: steps 2 and 3 are superseded
            log.append(at(9002, trained(2, 5)));
        }
        const ComparedRun read = readComparedRun(run, "valid");
        QCOMPARE(read.training.size(), std::size_t{2});
        QCOMPARE(read.training[0].seconds, 1.0);
        QCOMPARE(read.training[1].seconds, 3.0);
        QCOMPARE(read.training[1].loss, 5.0);
    }

    void changedLinesAreShownUnderTheirKeys() {
        Experiment left, right;
        left.name = "a", right.name = "b";
        QVERIFY(configDiff(left, right).empty());  // names do not count
        right.techniques.layer_drop.emplace();
        right.train.learning_rate = 0.002;
        const std::vector<DiffLine> lines = configDiff(left, right, 0);
        const auto at = [&](const DiffLine& line) { return std::find(lines.begin(), lines.end(), line) - lines.begin(); };
        const auto none = static_cast<std::ptrdiff_t>(lines.size());
        QVERIFY(at({'+', "  layer_drop:"}) < none && at({'+', "    rate: 0.2"}) == at({'+', "  layer_drop:"}) + 1);
        QVERIFY(at({' ', "train:"}) < at({'-', "  learning_rate: 0.001"}));
        QCOMPARE(at({'+', "  learning_rate: 0.002"}), at({'-', "  learning_rate: 0.001"}) + 1);
        QCOMPARE(at({' ', "  optimizer: adamw"}), none);  // no context was asked for
        QCOMPARE(std::count_if(lines.begin(), lines.end(),
                               [](const DiffLine& line) { return line.text.find("learning_rate") != std::string::npos; }),
                 std::ptrdiff_t{2});  // said once, not for the stage again
    }
    void differingKeysHaveAValueOfEachRun() {
        const fs::path in = library();
        const auto rate = [](Experiment& experiment) { experiment.train.learning_rate = 0.002; };
        const Comparison comparison = compareRuns({makeRun(in, {"a", 1, {{4, 0.5}}}), in / "nothing", makeRun(in, {"b", 2, {{4, 0.5}}}),
                                                   makeRun(in, {"c", 1, {{4, 0.5}}, rate})});
        const std::vector<DifferingKey> keys = differingKeys(comparison);
        QCOMPARE(keys.size(), std::size_t{2});
        QCOMPARE(keys[0].path, std::string("seed"));
        QCOMPARE(keys[0].values, (std::vector<std::string>{"1", "", "2", "1"}));
        QCOMPARE(keys[1].path, std::string("train.learning_rate"));
        QCOMPARE(keys[1].values, (std::vector<std::string>{"0.001", "", "0.001", "0.002"}));
    }
};

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"
