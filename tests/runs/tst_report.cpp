// Reports and exported numbers.
#include <QtTest>

#include <QXmlStreamReader>

#include <algorithm>
#include <locale>
#include <sstream>

#include "engine/runs/comparison_figures.h"
#include "engine/runs/figure_svg.h"
#include "engine/runs/html.h"
#include "engine/runs/number_text.h"
#include "engine/runs/report.h"
#include "engine/runs/run_numbers.h"
#include "tests/runs/run_fixture.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Empty where it is well-formed XML.
QString xmlError(const std::string& xml) {
    QXmlStreamReader reader(QByteArray::fromStdString(xml));
    while (!reader.atEnd()) reader.readNext();
    return reader.hasError() ? reader.errorString() + QStringLiteral(" at %1").arg(reader.lineNumber()) : QString();
}

std::vector<std::string> lines(const std::string& csv) {
    std::vector<std::string> all;
    std::istringstream in(csv);
    for (std::string line; std::getline(in, line);) all.push_back(line.substr(0, line.find('\r')));
    return all;
}

}  // namespace

class TestReport : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_libraries = 0;
    fs::path library() { return fs::path(m_dir.path().toStdString()) / std::to_string(++m_libraries); }

    Comparison several() {
        const fs::path in = library();
        const auto drop = [](Experiment& experiment) { experiment.techniques.layer_drop.emplace(); };
        const fs::path odd = makeRun(in, {"odd", 9, {{2, 0.7}, {4, 0.9}}, [](Experiment& e) {
                                              e.train.learning_rate = 0.004;
                                              e.description = "</pre><script>alert(1)</script>";
                                          }});
        writeLabels(odd, {"a < b & \"c\" <script>", {}, {}, ""});
        Evaluated small;
        small.full = resultOf(4, 0.89);
        small.full.variant = "int8 & <more>";
        small.full.bytes = 4000;
        appendMeasurement(odd, {10, 2000, small});
        return compareRuns({makeRun(in, {"a", 1, {{1, 0.4}, {2, 0.6}, {4, 0.9}}}), makeRun(in, {"b", 2, {{1, 0.45}, {2, 0.62}, {4, 0.91}}}),
                            makeRun(in, {"c", 1, {{1, 0.5}, {2, 0.8}, {4, 0.89}}, drop}),
                            makeRun(in, {"d", 2, {{1, 0.55}, {2, 0.83}, {4, 0.9}}, drop}), odd, in / "missing & gone"});
    }

private Q_SLOTS:
    void thePageNeedsNothingElse() {
        const Report report = makeReport(several());
        QVERIFY(report.figures.empty());
        for (const char* part : {"http:", "https:", "src=", "href", "<script", "@import", "url(", "<link", "<iframe"})
            QVERIFY2(!has(report.html, part), part);
        QVERIFY(has(report.html, "<svg"));
        QVERIFY(has(report.html, "prefers-color-scheme: dark") && has(report.html, "@media print"));
    }
    void namesAreText() {
        const Comparison comparison = several();
        for (const Figures figures : {Figures::Inline, Figures::Named}) {
            const Report report = makeReport(comparison, figures, "all & <any>");
            QVERIFY(has(report.html, "<h1>all &amp; &lt;any&gt;</h1>"));
            QVERIFY(has(report.html, "a &lt; b &amp; &quot;c&quot; &lt;script&gt;"));
            QVERIFY(!has(report.html, "<script") && !has(report.html, "<more>") && !has(report.html, "<any>"));
            QVERIFY(has(report.html, "missing &amp; gone"));
        }
    }
    void everyNumberIsTraced() {
        const Report report = makeReport(several());
        // Run, seed and step of the pruned depth of d.
        QVERIFY(has(report.html,
                    "<td>d</td><td class=\"n\">2</td><td class=\"n\">10</td><td>valid</td><td class=\"n\">2</td><td>1 3</td>"
                    "<td>as trained</td><td class=\"n\">83.00 %</td>"));
        QVERIFY(has(report.html, "Haswell (openmp)") && has(report.html, "1.13.1") && has(report.html, "one-host"));
        QVERIFY(has(report.html, "learning_rate: 0.004"));                            // its configuration
        QVERIFY(has(report.html, "<span class=\"added\">+   learning_rate: 0.004"));  // and the difference
        QVERIFY(has(report.html, "no such run folder"));
    }
    void printingHasItsFiguresBeside() {
        const Report report = makeReport(several(), Figures::Named);
        QVERIFY(!has(report.html, "<svg") && !has(report.html, "@media") && !has(report.html, "var("));
        QVERIFY(report.figures.size() >= 4);
        std::size_t number = 0;
        for (const auto& [name, svg] : report.figures) {
            QCOMPARE(name, "figure-" + std::to_string(++number) + ".svg");
            QVERIFY(has(report.html, "<img src=\"" + name + "\""));
            QCOMPARE(xmlError(svg), QString());
            QVERIFY(has(svg, "xmlns=\"http://www.w3.org/2000/svg\""));
        }
    }
    void aRunAloneHasAReport() {
        const fs::path run = makeRun(library(), {"only", 3, {{2, 0.5}, {4, 0.8}}});
        const Report report = makeReport(compareRuns({run}));
        QVERIFY(has(report.html, "<h1>only</h1>"));
        QVERIFY(has(report.html, "seed: 3"));
        QVERIFY(!has(report.html, "What differs"));
    }
    void nothingMeasuredIsNoFailure() {
        const fs::path run = makeRun(library(), {"empty", 1, {}, {}, 0});
        const Report report = makeReport(compareRuns({run, fs::path("/nowhere")}));
        QVERIFY(!has(report.html, "<svg"));
        QVERIFY(has(report.html, "empty"));
        QVERIFY(has(makeReport(compareRuns({})).html, "0 runs"));
    }

    void figuresAreWellFormedAndMarkWhatTheyShow() {
        const std::vector<Figure> figures = comparisonFigures(several());
        QCOMPARE(figures[0].title, std::string("Accuracy by depth"));
        QCOMPARE(figures[0].series.size(), std::size_t{3});
        QCOMPARE(figures[0].series[0].band.size(), std::size_t{3});
        QVERIFY(figures[0].series[2].band.empty());  // one seed has no interval
        for (const Figure& figure : figures) QCOMPARE(xmlError(toSvg(figure, true)), QString());
        const auto latency =
            std::find_if(figures.begin(), figures.end(), [](const Figure& f) { return f.title == "Accuracy against latency"; });
        QVERIFY(latency != figures.end());
        QVERIFY(latency->front.size() >= 2);
        QVERIFY(std::is_sorted(latency->front.begin(), latency->front.end(),
                               [](const auto& a, const auto& b) { return a.x < b.x && a.y < b.y; }));
        QVERIFY(std::any_of(figures.begin(), figures.end(), [](const Figure& f) { return f.title == "Accuracy against size"; }));
    }
    void coordinatesAreWhereTheyBelong() {
        Figure figure;
        figure.x.format = FigureAxis::Format::Whole;
        figure.series.push_back(
            {"s", 0, "", true, FigureSeries::Marker::None, {{0, 1, "", ""}, {100, 2, "", ""}, {50, std::nan(""), "", ""}}, {}});
        const std::string svg = toSvg(figure, false);
        QVERIFY(!has(svg, "nan") && !has(svg, "inf"));
        // 0 … 103 on 58 … 622 px; 0.94 … 2.06 on 294 … 44 px.
        QVERIFY2(has(svg, "points=\"58,280.6 605.6,57.4\""), svg.c_str());
    }
    void ticksAreRound_data() {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<bool>("whole");
        QTest::addColumn<QList<double>>("ticks");
        QTest::newRow("share") << 0.0 << 1.0 << false << QList<double>{0, 0.2, 0.4, 0.6, 0.8, 1.0};
        QTest::newRow("within") << 0.33 << 0.81 << false << QList<double>{0.4, 0.5, 0.6, 0.7, 0.8};
        QTest::newRow("whole") << 1.0 << 3.0 << true << QList<double>{1, 2, 3};
        QTest::newRow("large") << 0.0 << 4.6e6 << false << QList<double>{0, 1e6, 2e6, 3e6, 4e6};
        QTest::newRow("nothing") << 2.0 << 2.0 << false << QList<double>{2};
    }
    void ticksAreRound() {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(bool, whole);
        QFETCH(QList<double>, ticks);
        const std::vector<double> found = axisTicks(low, high, 5, whole);
        QCOMPARE(found.size(), static_cast<std::size_t>(ticks.size()));
        for (std::size_t i = 0; i < found.size(); ++i) QVERIFY(std::abs(found[i] - ticks[static_cast<qsizetype>(i)]) < 1e-9 * (1 + high));
    }
    void brokenTextStaysText() {
        QCOMPARE(escaped("<a href='x'>&</a>"), std::string("&lt;a href=&#39;x&#39;&gt;&amp;&lt;/a&gt;"));
        QCOMPARE(escaped("层 ×2"), std::string("层 ×2"));
        QCOMPARE(escaped("a\xC3(\x01\xFFz"), std::string("a\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBDz"));
    }
    void numbersAreShort() {
        QCOMPARE(scaledText(2.412e6), std::string("2.41 M"));
        QCOMPARE(scaledText(999.9), std::string("1 k"));
        QCOMPARE(scaledText(0), std::string("0"));
        QCOMPARE(fixedText(-0.001, 1), std::string("0.0"));
        QCOMPARE(fixedText(std::nan(""), 1), std::string("—"));
        QCOMPARE(shortMilliseconds(0.824), std::string("0.82"));
        QCOMPARE(shortMilliseconds(4.06), std::string("4.1"));
    }

    void exportedNumbersNameRunStepAndSeed() {
        const fs::path run = makeRun(library(), {"a", 7, {{2, 0.5}, {4, 0.75}}, {}, 2});
        Evaluated later;
        later.strategy = "chosen";
        later.full = resultOf(3, 0.6);
        later.full.variant = "heads 0.25, int8";
        later.full.bytes = 123;
        later.full.by_difficulty[5] = 0.25;
        later.full.latency_ms.reset();
        appendMeasurement(run, {2, 2000, later});
        const RunNumbers numbers = readRunNumbers(run);
        const std::vector<std::string> results = lines(resultsCsv(numbers));
        QCOMPARE(results.size(), std::size_t{4});
        QCOMPARE(results[0],
                 std::string("run,seed,step,weights_step,measured,split,stage,stage_name,strategy,full,depth,slots,variant,accuracy,loss,"
                             "macro_f1,accuracy_at_5,parameters,flops,bytes,latency_ms"));
        QCOMPARE(results[1], std::string("a,7,2,2,training,valid,1,train,every_other,no,2,1 3,,0.5,0.5,0.25,,2000,2e+06,,2"));
        QCOMPARE(results[3],
                 std::string("a,7,2,2,afterwards,valid,1,train,chosen,yes,3,1 2 3,\"heads 0.25, int8\",0.6,0.4,0.3,0.25,3000,3e+06,123,"));
        const std::vector<std::string> training = lines(trainingCsv(numbers));
        QCOMPARE(training.size(), std::size_t{3});
        QCOMPARE(training[0],
                 std::string("run,seed,step,stage,stage_name,seconds,loss.task,learning_rate.all,gradient_norm,tokens_per_second"));
        QCOMPARE(training[2], std::string("a,7,2,1,train,2,0.5,0.001,0.5,100"));
        const nlohmann::json json = numbersJson(numbers);
        QCOMPARE(json.at("results").size(), std::size_t{3});
        QCOMPARE(json.at("results")[2].at("seed"), 7);
        QCOMPARE(json.at("results")[2].at("bytes"), 123);
        QCOMPARE(json.at("training")[1].at("losses").at("task"), 0.5);
        QCOMPARE(json.at("summary").at("threads"), 2);
        QVERIFY(has(json.at("experiment").get<std::string>(), "seed: 7"));
    }
    void numbersGoIntoAFileOrAFolder() {
        const fs::path in = library();
        const RunNumbers numbers = readRunNumbers(makeRun(in, {"a", 1, {{4, 0.75}}}));
        QCOMPARE(writeNumbersCsv(numbers, in / "out" / ""),
                 (std::vector<fs::path>{in / "out" / "a-results.csv", in / "out" / "a-training.csv"}));
        QCOMPARE(writeNumbersCsv(numbers, in / "new" / "x.csv"),
                 (std::vector<fs::path>{in / "new" / "x.csv", in / "new" / "x-training.csv"}));
        QCOMPARE(writeNumbersJson(numbers, in / "out"), (std::vector<fs::path>{in / "out" / "a.json"}));
        QCOMPARE(readFile(in / "new" / "x.csv"), resultsCsv(numbers));
        QVERIFY(nlohmann::json::parse(readFile(in / "out" / "a.json")).is_object());
        QVERIFY_EXCEPTION_THROWN(readRunNumbers(in / "nothing"), Error);
        QVERIFY_EXCEPTION_THROWN(writeNumbersJson(numbers, in / "new" / "x.csv" / "y.json"), Error);
    }
};

QTEST_APPLESS_MAIN(TestReport)
#include "tst_report.moc"
