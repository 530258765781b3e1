// What a sweep asks for: values, ranges, seeds, the experiments they make, and what is said about those that cannot be.
#include <QtTest>

#include "engine/error.h"
#include "engine/experiment/sweep.h"
#include "engine/experiment/yaml.h"

using namespace layerlab;

namespace {

const char* const head = "layerlab: 1\nname: hops\nseed: 7\ntask: {kind: hops}\n";

std::string allProblems(const ReadResult& result) {
    std::string text;
    for (const auto& problem : result.problems) text += toText(problem, "f.yaml") + "\n";
    return text;
}

Experiment experimentOf(const std::string& yaml) {
    const ReadResult read = readExperiment(head + yaml);
    if (!read.ok()) qFatal("%s", allProblems(read).c_str());
    return read.experiment;
}

}  // namespace

class TestSweep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesAreListsOrRanges_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("values");
        const auto row = [](const char* typed, const char* values) { QTest::newRow(typed) << typed << values; };
        row("0, 0.1, 0.2", "[0, 0.1, 0.2]");
        row("[0, 0.1, 0.2]", "[0, 0.1, 0.2]");
        row("1.0e-3,0.01", "[1.0e-3, 0.01]");
        row("uniform, linear", "[uniform, linear]");
        row("4", "[4]");
        row("[1, 2], [3]", "[[1, 2], [3]]");
        row("off, {rate: 0.2}", "[off, {rate: 0.2}]");
        row("{from: 0, to: 0.5, by: 0.1}", "[0, 0.1, 0.2, 0.3, 0.4, 0.5]");
        row("{from: 2, to: 7, by: 2}", "[2, 4, 6]");
        row("{from: 3, to: 1, by: -1}", "[3, 2, 1]");
        row("{from: 1e-4, to: 1e-2, times: 10}", "[0.0001, 0.001, 0.01]");
        row("{from: 64, to: 512, times: 2}", "[64, 128, 256, 512]");
        row("{from: 8, to: 1, times: 0.5}", "[8, 4, 2, 1]");
        row("{from: 5, to: 5, by: 1}", "[5]");
    }
    void valuesAreListsOrRanges() {
        QFETCH(QString, typed);
        QFETCH(QString, values);
        std::vector<std::string> read;
        QCOMPARE(readSweepValues(typed.toStdString(), read), std::string());
        QCOMPARE(QString::fromStdString(sweepValuesText(read)), values);
        // What was written is read as the same.
        std::vector<std::string> again;
        QCOMPARE(readSweepValues(sweepValuesText(read), again), std::string());
        QCOMPARE(again, read);
    }
    void impossibleValuesAreRefused_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* typed, const char* message) { QTest::newRow(typed) << typed << message; };
        row("", "a list such as");
        row("[1, 2", "a list such as");
        row("1], [2", "a list such as");
        row(",", "");
        row("1, ~", "a value is missing");
        row("{from: 0, to: 1}", "a range:");
        row("{from: 0, to: 1, by: 0}", "by: 0 leads nowhere");
        row("{from: 0, to: 1, by: -0.1}", "never comes from 0 to 1");
        row("{from: 0, to: 1, times: 2}", "above 0");
        row("{from: 1, to: 2, times: 1}", "times is not 1");
        row("{from: 0, to: 1, by: 1e-6}", "more than 10000 values");
        row("{from: 0, to: 1, by: 0.1, times: 2}", "either 'by' or 'times'");
        row("{from: 0, to: 1, step: 0.1}", "unknown key 'step'");
        row("{from: a, to: 1, by: 0.1}", "from: 'a' is not a number");
    }
    void impossibleValuesAreRefused() {
        QFETCH(QString, typed);
        QFETCH(QString, message);
        std::vector<std::string> read{"before"};
        const std::string wrong = readSweepValues(typed.toStdString(), read);
        QVERIFY2(!wrong.empty() && QString::fromStdString(wrong).contains(message), wrong.c_str());
        QCOMPARE(read, std::vector<std::string>{"before"});
    }
    void seedsAreAListOrACount() {
        std::vector<std::uint64_t> seeds;
        QCOMPARE(readSweepSeeds("3", 7, seeds), std::string());
        QCOMPARE(seeds, (std::vector<std::uint64_t>{7, 8, 9}));
        QCOMPARE(readSweepSeeds("[3]", 7, seeds), std::string());
        QCOMPARE(seeds, (std::vector<std::uint64_t>{3}));
        for (const char* wrong : {"0", "-1", "[-1]", "[a]", "{a: 1}", "[[1]]", "many", "["})
            QVERIFY2(!readSweepSeeds(wrong, 7, seeds).empty(), wrong);
        QCOMPARE(seeds, (std::vector<std::uint64_t>{3}));
    }

    void aFileHasASweep() {
        const Experiment e =
            experimentOf("sweep: {grid: {techniques.layer_drop.rate: [0, 0.1], model.layers: {from: 2, to: 6, by: 2}}, seeds: 2}\n");
        QVERIFY(e.sweep.has_value());
        QCOMPARE(e.sweep->grid.size(), std::size_t{2});
        QCOMPARE(e.sweep->grid[0].key, std::string("techniques.layer_drop.rate"));
        QCOMPARE(e.sweep->grid[1].values, (std::vector<std::string>{"2", "4", "6"}));
        QCOMPARE(e.sweep->seeds, (std::vector<std::uint64_t>{7, 8}));
        QCOMPARE(sweepSize(*e.sweep), std::size_t{12});
        QVERIFY(!expanded(e).sweep);  // a run has none
    }
    void aWrittenSweepMeansTheSame_data() {
        QTest::addColumn<QString>("sweep");
        for (const char* sweep : {"{seeds: [5]}", "{seeds: 4}", "{grid: {train.learning_rate: {from: 1e-4, to: 1e-2, times: 10}}}",
                                  "{grid: {techniques.layer_drop: [off, {rate: 0.2}], model.norm: [pre, post]}, seeds: [3, 1]}",
                                  "{grid: {description: ['a, b', '[c]', \"d: e\"]}}",
                                  "{grid: {techniques.layer_drop.per_layer: [[0.1, 0.2], linear], model.layers: [2]}}"})
            QTest::newRow(sweep) << sweep;
        // Longer than a line.
        QString many = QStringLiteral("{grid: {train.steps: [1000");
        for (int i = 1; i < 120; ++i) many += QStringLiteral(", %1").arg(1000 + i);
        QTest::newRow("a long list") << many + QStringLiteral("]}}");
    }
    void aWrittenSweepMeansTheSame() {
        QFETCH(QString, sweep);
        const Experiment e = experimentOf("sweep: " + sweep.toStdString() + "\n");
        const std::string written = writeExperiment(e);
        const ReadResult again = readExperiment(written);
        QVERIFY2(again.ok(), (allProblems(again) + written).c_str());
        QVERIFY2(again.experiment == e, written.c_str());
        QCOMPARE(QString::fromStdString(sweepGridText(again.experiment.sweep->grid)), QString::fromStdString(sweepGridText(e.sweep->grid)));
    }
    void filesOfAnAxisAreRelativeToTheFile() {
        const ReadResult r = readExperiment(
            "layerlab: 1\nname: x\ntask: {kind: text_file, train: a.tsv}\nsweep: {grid: {task.train: [a.tsv, /b.tsv, ../c.tsv]}}\n",
            "/data/x");
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QCOMPARE(r.experiment.sweep->grid[0].values, (std::vector<std::string>{"/data/x/a.tsv", "/b.tsv", "/data/c.tsv"}));
    }

    void pointsComeInOrderSeedsInnermost() {
        const Experiment e = experimentOf("sweep: {grid: {techniques.layer_drop.rate: [0, 0.1], model.layers: [2, 4]}, seeds: [3, 1]}\n");
        const auto points = sweepPoints(e);
        QCOMPARE(points.size(), std::size_t{8});
        QCOMPARE(points[0].settings, (SweepSettings{{"techniques.layer_drop.rate", "0"}, {"model.layers", "2"}, {"seed", "3"}}));
        QCOMPARE(points[1].settings.back(), (std::pair<std::string, std::string>("seed", "1")));
        QCOMPARE(points[2].settings[1].second, std::string("4"));
        QCOMPARE(points[4].settings[0].second, std::string("0.1"));
        const Experiment& last = points.back().experiment;
        QCOMPARE(last.techniques.layer_drop->rate, 0.1);
        QCOMPARE(last.model.stack.size(), std::size_t{4});
        QCOMPARE(last.seed, std::uint64_t{1});
        QVERIFY(!last.sweep);
        QCOMPARE(points.back().name, std::string("hops layer_drop.rate=0.1 layers=4 seed=1"));
        QCOMPARE(last.name, points.back().name);
        for (std::size_t i = 0; i < points.size(); ++i) QCOMPARE(points[i].settings, sweepSettings(*e.sweep)[i]);
    }
    void keysThatWouldBeCalledTheSameAreNamedInFull() {
        const Experiment e = experimentOf(
            "model: {stack: [{}, {}]}\nsweep: {grid: {model.heads: [2, 4], 'model.stack[1].heads': [2, 4], train.steps: [5]}}\n");
        QCOMPARE(shortSweepKey(*e.sweep, "model.heads"), std::string("heads"));
        QCOMPARE(shortSweepKey(*e.sweep, "model.stack[1].heads"), std::string("stack[1].heads"));
        const Experiment same = experimentOf(
            "stages: [{name: a}, {name: b}]\nsweep: {grid: {'stages[1].train.steps': [2, 4], 'stages[2].train.steps': [2, 4]}}\n");
        QCOMPARE(shortSweepKey(*same.sweep, "stages[1].train.steps"), std::string("stages[1].train.steps"));
    }
    void longNamesDoNotHideTheRunsNumber() {
        std::string yaml = "sweep: {grid: {description: [" + std::string(200, 'x') + "]}}\n";
        const auto points = sweepPoints(experimentOf(yaml));
        QCOMPARE(points[0].name, std::string("hops sweep"));
    }
    void stagesFollowWhatTheyInherit() {
        const Experiment e = experimentOf(
            "train: {steps: 9}\nstages: [{name: a}, {name: b, train: {learning_rate: 0.5}}]\nsweep: {grid: {train.learning_rate: [0.1, "
            "0.2]}}\n");
        const auto points = sweepPoints(e);
        QCOMPARE(points[1].experiment.stages[0].train.learning_rate, 0.2);
        QCOMPARE(points[1].experiment.stages[1].train.learning_rate, 0.5);
        QCOMPARE(points[1].experiment.stages[1].train.steps, 9);
    }
    void techniquesAreSweptOnAndOff() {
        const auto points = sweepPoints(experimentOf("sweep: {grid: {techniques.layer_drop: [off, {rate: 0.3}]}}\n"));
        QVERIFY(!points[0].experiment.techniques.layer_drop);
        QCOMPARE(points[1].experiment.techniques.layer_drop->rate, 0.3);
    }

    void problemsNameTheirPlace_data() {
        QTest::addColumn<QString>("sweep");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* sweep, const char* message) { QTest::newRow(name) << sweep << message; };
        row("misspelt key", "grid: {techniques.layer_drop.rat: [0, 0.1]}", "f.yaml:5:43: unknown key 'rat'; did you mean 'rate'?");
        row("misplaced key", "grid: {layer_drop.rate: [0, 0.1]}", "f.yaml:5:33: unknown key 'layer_drop'; it belongs in 'techniques'");
        row("value of the wrong kind", "grid: {train.steps: [5, many]}", "f.yaml:5:33: steps: 'many' is not a whole number");
        row("value out of range", "grid: {techniques.layer_drop.rate: [0, 0.1, 1]}", "f.yaml:5:53: rate: 1 is out of range");
        row("no choice", "grid: {model.norm: [pre, pots]}", "f.yaml:5:34: norm: 'pots' is not allowed; allowed: pre, post");
        row("combination", "grid: {model.heads: [4, 2], model.hidden: [64, 66]}",
            "f.yaml:5:30: with model.heads=4, model.hidden=66: heads: hidden, 66, is not divisible by 4");
        row("empty list", "grid: {train.steps: []}", "f.yaml:5:29: train.steps: at least one value is needed");
        row("twice", "grid: {train.steps: [5, 6, 5]}", "f.yaml:5:36: train.steps: 5 is listed twice");
        row("twice in other digits", "grid: {train.weight_decay: [0.1, 0.10]}", "f.yaml:5:42: train.weight_decay: 0.10 is listed twice");
        row("key twice", "grid: {train.steps: [5], train.steps: [6]}", "grid: 'train.steps' is given twice");
        row("seed twice", "seeds: [1, 2, 1]", "f.yaml:5:23: seeds: 1 is listed twice");
        row("seed as a key", "grid: {seed: [1, 2]}", "seed: list seeds in sweep.seeds");
        row("name as a key", "grid: {name: [a, b]}", "name: this key cannot be swept");
        row("sweep as a key", "grid: {sweep.seeds: [1, 2]}", "sweep.seeds: this key cannot be swept");
        row("nothing", "grid: {}", "f.yaml:5:8: sweep: name values of at least one key in 'grid', or 'seeds'");
        row("range", "grid: {train.steps: {from: 1, to: 5, by: 0}}", "grid: train.steps: by: 0 leads nowhere");
        row("no map", "grid: [1, 2]", "grid: a map from keys to lists is expected");
        row("unknown", "gird: {}", "unknown key 'gird'; did you mean 'grid'?");
        row("too many", "grid: {train.steps: {from: 1, to: 200, by: 1}}, seeds: 100", "f.yaml:5:8: sweep: more than 10000 runs");
        row("too many seeds", "seeds: 100000", "seeds: 100000 is out of range; from 1 to 10000");
        row("no map of a key", "grid: {train.steps.more: [1]}", "steps: one value is expected here, not a map");
    }
    void problemsNameTheirPlace() {
        QFETCH(QString, sweep);
        QFETCH(QString, message);
        const ReadResult r = readExperiment(head + ("sweep: {" + sweep + "}\n").toStdString());
        QVERIFY(!r.ok());
        QVERIFY2(QString::fromStdString(allProblems(r)).contains(message), allProblems(r).c_str());
        QCOMPARE(r.problems.size(), std::size_t{1});
    }
    void blockStyleHasPlacesToo() {
        const ReadResult r = readExperiment(std::string(head) + "sweep:\n  grid:\n    train.steps: [5, x]\n    model.nrom: [pre]\n");
        QVERIFY2(allProblems(r) ==
                     "f.yaml:7:22: steps: 'x' is not a whole number; from 1 to 1.0e+12 is allowed\n"
                     "f.yaml:8:17: unknown key 'nrom'; did you mean 'norm'?\n",
                 allProblems(r).c_str());
    }
    void theCommandLineAddsAndReplacesAxes() {
        const std::string file = std::string(head) + "sweep: {grid: {train.steps: [5], model.norm: [pre, post]}, seeds: [1]}\n";
        const ReadResult r = readExperiment(
            file, "",
            {gridSetting("train.steps=6,7"), gridSetting("techniques.layer_drop.rate={from: 0, to: 0.2, by: 0.1}"), {"sweep.seeds", "2"}});
        QVERIFY2(r.ok(), allProblems(r).c_str());
        QCOMPARE(sweepGridText(r.experiment.sweep->grid),
                 std::string("{train.steps: [6, 7], model.norm: [pre, post], techniques.layer_drop.rate: [0, 0.1, 0.2]}"));
        QCOMPARE(r.experiment.sweep->seeds, (std::vector<std::uint64_t>{7, 8}));
        const ReadResult wrong = readExperiment(head, "", {gridSetting("train.stesp=6,7")});
        QCOMPARE(wrong.problems.size(), std::size_t{1});
        QVERIFY(wrong.problems[0].overridden);
        QCOMPARE(wrong.problems[0].path, std::string("sweep.grid.train.stesp"));
        QVERIFY_EXCEPTION_THROWN(gridSetting("train.steps"), Error);
        QVERIFY_EXCEPTION_THROWN(gridSetting("train.steps="), Error);
    }
    void aLargeGridIsCheckedInTime() {
        QElapsedTimer timer;
        timer.start();
        const Experiment e = experimentOf(
            "sweep: {grid: {train.steps: {from: 1, to: 100, by: 1}, techniques.layer_drop.rate: {from: 0, to: 0.99, by: 0.01}}}\n");
        qInfo("%lld ms for a check", timer.elapsed());
        QCOMPARE(sweepSettings(*e.sweep).size(), std::size_t{10000});
        QVERIFY2(timer.elapsed() < 4000, "the check of a grid is limited");
    }
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
