// The Compare tab: runs of a library on disk are chosen, taken out, drawn over seeds, told apart, and proposed for a target.
#include "tests/ui/ui_fixture.h"

#include <QClipboard>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/experiment/yaml.h"
#include "engine/runs/comparison.h"
#include "engine/runs/labels.h"
#include "engine/runs/measurements.h"
#include "engine/runs/run_folder.h"
#include "ui/charts/legible.h"
#include "ui/compare/compare_cost_chart.h"
#include "ui/compare/compare_depth_chart.h"
#include "ui/compare/compare_training_chart.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/compare_words.h"
#include "ui/compare/config_diff_card.h"
#include "ui/compare/depth_table_card.h"
#include "ui/compare/proposal.h"
#include "ui/compare/report_file.h"
#include "ui/compare/run_chips.h"
#include "ui/compare/target_line.h"
#include "ui/library/run_actions.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/render_runs.h"
#include "ui/shell/segmented_switch.h"

using namespace layerlab;
using nlohmann::json;

namespace {

struct RunOptions {
    double drop = 0;  // LayerDrop's rate; 0: without
    std::uint64_t seed = 1;
    std::vector<double> accuracies;   // of depths 1, 2, …
    std::vector<double> tested = {};  // the same on test data
    double latency_ms = 0;            // of one layer; 0: not measured
    QString label = {};
};

Evaluated evaluation(const std::vector<double>& accuracies, double latency, const std::string& split) {
    Evaluated evaluated = std::get<Evaluated>(evaluationEvent(0, accuracies).what);
    evaluated.split = split;
    for (RouteResult& result : evaluated.depths) {
        result.parameters = 1000 * result.depth();
        result.flops = 1e6 * result.depth();
        if (latency > 0) result.latency_ms = latency * result.depth();
        result.bytes = 4000 * result.depth();
    }
    evaluated.full = evaluated.depths.back();
    return evaluated;
}

}  // namespace

class TestCompare : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CompareView> m_view;
    int m_started = 0;

    std::filesystem::path library() const { return std::filesystem::path(m_dir->path().toStdString()) / "library"; }
    QString folder(const QString& name) const { return QString::fromStdString((library() / name.toStdString()).string()); }

    QString add(const QString& name, const RunOptions& options) {
        const std::filesystem::path run = folder(name).toStdString();
        std::filesystem::create_directories(run);
        Experiment experiment;
        experiment.name = "kind-" + std::to_string(options.drop);
        experiment.seed = options.seed;
        experiment.model.stack.resize(options.accuracies.size());
        if (options.drop > 0) {
            experiment.techniques.layer_drop.emplace();
            experiment.techniques.layer_drop->rate = options.drop;
        }
        std::ofstream(run / "experiment.yaml") << writeExperiment(experiment, true);
        writeFileAtomically(run / "run.json", json{{"status", "finished"},
                                                   {"name", experiment.name},
                                                   {"seed", options.seed},
                                                   {"step", 4},
                                                   {"started", ++m_started},
                                                   {"peak_memory_bytes", 1024.0 * 1024 * 64}}
                                                  .dump());
        for (int step = 1; step <= 4; ++step) append(name, stepEvent(step, 2.0 / step));
        append(name, {4, 1005, evaluation(options.accuracies, options.latency_ms, "valid")});
        if (!options.tested.empty()) append(name, {4, 1006, evaluation(options.tested, 0, "test")});
        append(name, {4, 1007, Finished{5}});
        if (!options.label.isEmpty()) {
            RunLabels labels;
            labels.name = options.label.toStdString();
            writeLabels(run, labels);
        }
        return folder(name);
    }
    void append(const QString& run, const Event& event) const {
        std::ofstream(std::filesystem::path(folder(run).toStdString()) / "events.jsonl", std::ios::binary | std::ios::app)
            << toJson(event).dump() << "\n";
    }
    // Three seeds without LayerDrop, two with it.
    QStringList addFive() {
        return {add("plain-0001", {.seed = 1, .accuracies = {.20, .40, .90}, .tested = {.19, .39, .88}, .latency_ms = 1}),
                add("plain-0002", {.seed = 2, .accuracies = {.30, .50, .92}, .latency_ms = 1}),
                add("plain-0003", {.seed = 3, .accuracies = {.25, .45, .91}, .latency_ms = 1}),
                add("drop-0001", {.drop = .2, .seed = 1, .accuracies = {.60, .80, .89}, .latency_ms = 1}),
                add("drop-0002", {.drop = .2, .seed = 2, .accuracies = {.62, .84, .91}, .latency_ms = 1})};
    }
    void open(QSize size = QSize(1300, 900)) {
        m_view = std::make_unique<CompareView>();
        m_view->resize(size);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void compare(const QStringList& folders) {
        m_view->setRuns(folders);
        waitForRuns();
    }
    void waitForRuns() const {
        QTRY_VERIFY(!m_view->isReading() && m_view->comparison()->runs.size() == static_cast<std::size_t>(m_view->runs().size()));
        settle();
    }
    QString groupName(std::size_t group) const { return QString::fromStdString(m_view->comparison()->groups.at(group).name); }
    QList<QToolButton*> crosses() const {
        QList<QToolButton*> buttons = m_view->chips()->widget()->findChildren<QToolButton*>();
        buttons.removeIf([](const QToolButton* button) { return button->isHidden() || button->parentWidget()->isHidden(); });
        return buttons;
    }
    template <class Widget>
    Widget* named(const char* name) const {
        return m_view->findChild<Widget*>(QLatin1String(name));
    }
    static void choose(QComboBox* chooser, int index) {
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Home);
        for (int i = 0; i < index; ++i) QTest::keyClick(chooser, Qt::Key_Down);
        QCOMPARE(chooser->currentIndex(), index);
    }

private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_started = 0;
        QSettings().clear();
        setTheme(Theme::light());
    }
    void cleanup() {
        m_view.reset();
        m_dir.reset();
    }

    void withoutRunsItSaysHowToChooseThem() {
        open();
        const auto* words = named<QLabel>("compareEmpty");
        QVERIFY(words->isVisible());
        QVERIFY(words->text().contains("Ctrl+E"));
        QVERIFY(!m_view->depthChart()->isVisible());
        QAction compare_action, report;
        Actions::allow(&compare_action, "Select a run in the table first.");
        m_view->setCommands(&compare_action, &report);
        auto* button = named<QPushButton>("compareSelected");
        QVERIFY(!button->isEnabled());
        QVERIFY(button->toolTip().contains("Select a run"));
        Actions::allow(&compare_action, {});
        QSignalSpy pressed(&compare_action, &QAction::triggered);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(pressed.size(), 1);
    }

    void selectedRunsAreAddedAndTakenOut() {
        addFive();
        RunsTable table(QString::fromStdString(library().string()));
        open();
        QAction report;
        m_view->setCommands(table.compareAction(), &report);
        m_view->setColours([&table](const QString& run) { return table.colour(run); });
        connect(&table, &RunsTable::compareRuns, m_view.get(), &CompareView::addRuns);
        table.resize(900, 400);
        table.show();
        QVERIFY(QTest::qWaitForWindowActive(&table));
        QSignalSpy listed(&table, &RunsTable::listed);
        table.refresh();
        QTRY_VERIFY(!listed.isEmpty());
        QVERIFY(!table.compareAction()->isEnabled());
        QVERIFY(!Actions::reasonAgainst(table.compareAction()).isEmpty());
        table.view()->setFocus();
        table.view()->selectAll();
        QVERIFY(table.compareAction()->isEnabled());
        QTest::keyClick(table.view(), Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(m_view->runs().size(), 5);
        waitForRuns();
        QCOMPARE(m_view->title(), "Compare 5 runs, 2 experiments");
        QCOMPARE(m_view->chips()->chips().size(), 5);
        // Runs of one group share its colour; groups differ.
        QMap<QString, int> colours;
        for (const RunChip& chip : m_view->chips()->chips()) {
            const QString kind = chip.name.section('-', 0, 0);
            QVERIFY(!colours.contains(kind) || colours[kind] == chip.colour);
            colours[kind] = chip.colour;
        }
        QVERIFY(colours["plain"] != colours["drop"]);

        m_view->activateWindow();
        QCOMPARE(crosses().size(), 5);
        const QString gone = m_view->runs().first();
        QTest::mouseClick(crosses().first(), Qt::LeftButton);
        QVERIFY(!m_view->runs().contains(gone));
        waitForRuns();
        QCOMPARE(m_view->chips()->chips().size(), 4);
        // By the keyboard, too; the last one leaves the words on how to choose.
        while (!m_view->runs().isEmpty()) {
            crosses().last()->setFocus();
            QTest::keyClick(crosses().last(), Qt::Key_Space);
            waitForRuns();
        }
        QVERIFY(named<QLabel>("compareEmpty")->isVisible());
        // The same run twice is one run.
        m_view->addRuns({folder("plain-0001"), folder("plain-0001")});
        QCOMPARE(m_view->runs().size(), 1);
    }

    void bandsAreTheIntervalsOverSeeds() {
        open();
        compare(addFive());
        QCOMPARE(m_view->comparison()->groups.size(), std::size_t{2});
        CompareDepthChart* chart = m_view->depthChart();
        QCOMPARE(chart->means().size(), std::size_t{2});
        // Depth 1 without LayerDrop: mean of 20, 30, 25; s = 5; t(0.975, 2) = 4.303; half = 4.303 · 5 / √3 = 12.42.
        const auto mean = chart->data(chart->means()[0]), low = chart->data(chart->bands()[0].low),
                   high = chart->data(chart->bands()[0].high);
        QCOMPARE(mean.size(), 3);
        QCOMPARE(mean[0].first, 1.0);
        QVERIFY(std::abs(mean[0].second - 25) < 1e-9);
        const double half = 4.303 * 5 / std::sqrt(3.0);
        QVERIFY(std::abs(low[0].second - (25 - half)) < 0.01);
        QVERIFY(std::abs(high[0].second - (25 + half)) < 0.01);
        // Two seeds with it, depth 2: 80, 84; s = 2.828; t(0.975, 1) = 12.706: the band would leave the axis and ends at 100.
        const auto drop_low = chart->data(chart->bands()[1].low), drop_high = chart->data(chart->bands()[1].high);
        QVERIFY(std::abs(drop_low[1].second - (82 - 12.706 * 2)) < 0.05);
        QCOMPARE(drop_high[1].second, 100.0);
        QVERIFY(chart->csv().contains(groupName(0) + ", low"));
        QVERIFY(chart->summary().contains("91.0"));
        // One seed has no band, and a model of one depth is a single mark.
        compare({add("single-0001", {.accuracies = {.5}}), folder("plain-0001")});
        QVERIFY(!chart->bands()[0].high && !chart->bands()[1].high);
        QCOMPARE(chart->means()[0]->look.shape, CurveLook::Shape::Diamond);
        QVERIFY(!chart->means()[0]->look.line);
        QCOMPARE(chart->means()[1]->look.shape, CurveLook::Shape::Circle);
    }

    void hiddenCurvesStayHiddenWhenRunsMove() {
        open();
        compare(addFive());
        CompareDepthChart* chart = m_view->depthChart();
        chart->setCurveShown(chart->means()[1], false);
        QVERIFY(!chart->bands()[1].high->shown);
        m_view->removeRun(folder("plain-0003"));
        waitForRuns();
        QVERIFY(chart->means()[0]->shown);
        QVERIFY(!chart->means()[1]->shown);
        QVERIFY(!chart->bands()[1].high->shown);
    }

    void theParetoFrontIsWhatNoPointBeats() {
        open();
        compare(addFive());
        CompareCostChart* chart = m_view->costChart();
        QVERIFY(chart->title().contains("latency"));
        // Means: plain 25, 45, 91 and drop 61, 82, 90 at 1, 2, 3 ms and 1000, 2000, 3000 weights. At each cost the better one,
        // and each better than the cheaper ones: drop 1, drop 2, plain 3.
        const auto front = [chart, this] {
            QStringList points;
            for (const std::size_t i : chart->front()) {
                const ComparedPoint& point = m_view->comparison()->points[i];
                points << QStringLiteral("%1:%2").arg(point.group).arg(point.depth);
            }
            return points;
        };
        const QStringList expected{"1:1", "1:2", "0:3"};
        QCOMPARE(front(), expected);
        choose(chart->costChooser(), 1);
        QVERIFY(chart->title().contains("parameters"));
        QCOMPARE(front(), expected);
        QCOMPARE(chart->xTitle(), "weights that the route needs");
        // Only full routes have a peak of memory: both the same, so the more accurate one is the front.
        choose(chart->costChooser(), 4);
        QCOMPARE(front(), QStringList{"0:3"});
        QVERIFY(chart->csv().contains(",91,") || chart->csv().contains(",91\n"));
        // The choice is kept.
        CompareView another;
        QCOMPARE(another.costChart()->cost(), 4);
    }

    void aPointTellsItsRunsAndOffersTheirRoutes() {
        open();
        compare(addFive());
        CompareCostChart* chart = m_view->costChart();
        QTRY_VERIFY(chart->replots() > 0);
        std::size_t index = 0;
        while (m_view->comparison()->points[index].group != 1 || m_view->comparison()->points[index].depth != 2) ++index;
        const QString text = chart->pointText(index);
        for (const char* part : {"2 layers: 1 2", "82.0 ±", "2 seeds", "2.0 ms", "drop-0001", "seed 1", "drop-0002", "seed 2", "step 4"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        QSignalSpy chosen(m_view.get(), &CompareView::routeChosen);
        const QPoint at = chart->pixelOf(index).toPoint();
        auto* plot = reinterpret_cast<QWidget*>(chart->plot());
        QTest::mouseMove(plot, at);
        QTest::mouseClick(plot, Qt::LeftButton, {}, at);
        auto* menu = m_view->findChild<QMenu*>("routesOfPoint");
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 2);
        menu->actions().at(1)->trigger();
        menu->close();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), folder("drop-0002"));
        QCOMPARE(chosen[0][1].value<Route>(), (Route{1, 2}));
        // Beside every point nothing happens.
        QTest::mouseClick(plot, Qt::LeftButton, {}, chart->pixelOf(index).toPoint() - QPoint(0, 40));
        QCOMPARE(chosen.size(), 1);
    }

    void theTableShowsTheBestAndIsCopied() {
        open();
        compare(addFive());
        QAbstractItemModel& model = *m_view->table()->view()->model();
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 5);  // layers, two groups, latency, FLOPs
        QCOMPARE(model.index(0, 0).data().toInt(), 3);
        QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), groupName(0));
        QCOMPARE(model.index(2, 1).data().toString(), QStringLiteral("25.0 ± 12.4"));
        QCOMPARE(model.index(2, 3).data().toString(), "1.0 ms");
        // Full depth: plain is better, half of it: LayerDrop.
        QCOMPARE(model.index(0, 1).data(Qt::ForegroundRole).value<QColor>(), theme().trained);
        QVERIFY(!model.index(0, 2).data(Qt::ForegroundRole).isValid());
        QCOMPARE(model.index(2, 2).data(Qt::ForegroundRole).value<QColor>(), theme().trained);
        QVERIFY(model.index(2, 1).data(Qt::ToolTipRole).toString().contains("3 seeds"));

        QTest::mouseClick(m_view->table()->copyButton(), Qt::LeftButton);
        const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
        QVERIFY(copied->text().startsWith("layers\t" + groupName(0)));
        QVERIFY(copied->text().contains(QStringLiteral("25.0 ± 12.4\t")));
        const QStringList lines = QString::fromUtf8(copied->data("text/csv")).split("\r\n");
        QVERIFY(lines[0].startsWith("depth,"));
        const QStringList last = lines[3].split(',');
        QCOMPARE(last[0], "1");
        QVERIFY(std::abs(last[1].toDouble() - 0.25) < 1e-9);
        QVERIFY(std::abs(last[2].toDouble() - (0.25 - 0.12421)) < 1e-4);
        QCOMPARE(last[4], "3");
        // A part of it by the keyboard.
        m_view->table()->view()->setFocus();
        m_view->table()->view()->selectionModel()->select(QItemSelection(model.index(1, 0), model.index(2, 1)),
                                                          QItemSelectionModel::ClearAndSelect);
        QTest::keyClick(m_view->table()->view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("2\t45.0 ± 12.4\n1\t25.0 ± 12.4\n"));
        // Enter on an accuracy of one run shows its route.
        compare({folder("plain-0001"), folder("drop-0001")});
        QSignalSpy chosen(m_view.get(), &CompareView::routeChosen);
        m_view->table()->view()->setCurrentIndex(model.index(1, 2));
        QTest::keyClick(m_view->table()->view(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), folder("drop-0001"));
        QCOMPARE(chosen[0][1].value<Route>(), (Route{1, 2}));
    }

    void testDataAreShownWhenAskedFor() {
        open();
        compare(addFive());
        QTest::mouseClick(m_view->splitSwitch()->findChildren<QToolButton*>().at(1), Qt::LeftButton);
        QTRY_COMPARE(QString::fromStdString(m_view->comparison()->split), "test");
        settle();
        CompareDepthChart* chart = m_view->depthChart();
        QCOMPARE(chart->data(chart->means()[0])[2].second, 88.0);  // only plain-0001 was tested
        QVERIFY(!chart->bands()[0].high);
        QVERIFY(chart->data(chart->means()[1]).isEmpty());
    }

    void targetsAreUnderstood_data() {
        QTest::addColumn<int>("figure");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("value");  // negative: not understood
        const auto row = [](Target::Figure figure, const char* typed, double value) {
            QTest::addRow("%d %s", static_cast<int>(figure), typed) << static_cast<int>(figure) << QString::fromUtf8(typed) << value;
        };
        row(Target::Figure::Latency, "3", 3);
        row(Target::Figure::Latency, " 3.5 ms ", 3.5);
        row(Target::Figure::Latency, "0,5ms", 0.5);
        row(Target::Figure::Latency, "2 s", 2000);
        row(Target::Figure::Latency, "3 M", -1);
        row(Target::Figure::Latency, "fast", -1);
        row(Target::Figure::Latency, "-3", -1);
        row(Target::Figure::Parameters, "1.2 M", 1.2e6);
        row(Target::Figure::Parameters, "1.2M parameters", 1.2e6);
        row(Target::Figure::Parameters, "1e6", 1e6);
        row(Target::Figure::Flops, "200 MFLOP", 2e8);
        row(Target::Figure::Flops, "0.2 G", 2e8);
        row(Target::Figure::Bytes, "4", 4.0 * 1024 * 1024);
        row(Target::Figure::Bytes, "4 MB", 4e6);
        row(Target::Figure::Bytes, "4 %", -1);
        row(Target::Figure::Accuracy, "90 %", 0.9);
        row(Target::Figure::Accuracy, "90", 0.9);
        row(Target::Figure::Accuracy, "0.9", 0.9);
        row(Target::Figure::Accuracy, "0.5 %", 0.005);
        row(Target::Figure::Accuracy, "120", -1);
    }
    void targetsAreUnderstood() {
        QFETCH(int, figure);
        QFETCH(QString, typed);
        QFETCH(double, value);
        const auto target = typedTarget(static_cast<Target::Figure>(figure), typed);
        QCOMPARE(target.has_value(), value >= 0);
        if (target) QVERIFY(std::abs(target->value - value) < 1e-9 * std::max(1.0, value));
    }

    void theBestRouteForATargetIsProposed() {
        open();
        compare(addFive());
        TargetLine* line = m_view->target();
        QVERIFY(!line->button()->isVisible());
        QTest::keyClicks(line->value(), "2 ms");
        // Of routes of at most 2 ms: drop-0002 with 84 %.
        QVERIFY2(line->sentence().contains("drop-0002 with 2 layers (1 2): 84.0 %"), qPrintable(line->sentence()));
        QSignalSpy chosen(m_view.get(), &CompareView::routeChosen);
        QTest::mouseClick(line->button(), Qt::LeftButton);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), folder("drop-0002"));
        QCOMPARE(chosen[0][1].value<Route>(), (Route{1, 2}));

        line->value()->clear();
        QTest::keyClicks(line->value(), "0.1");
        QVERIFY2(line->sentence().contains("least is 1.0 ms"), qPrintable(line->sentence()));
        QVERIFY(!line->button()->isVisible());

        choose(line->figure(), 4);  // accuracy at least
        QVERIFY(line->value()->text().isEmpty());
        QTest::keyClicks(line->value(), "80 %");
        QVERIFY2(line->sentence().contains("2 layers"), qPrintable(line->sentence()));
        line->value()->clear();
        QTest::keyClicks(line->value(), "95");
        QVERIFY2(line->sentence().contains("92.0 %"), qPrintable(line->sentence()));
        line->value()->clear();
        QTest::keyClicks(line->value(), "lots");
        QVERIFY2(line->sentence().contains("not understood"), qPrintable(line->sentence()));
        // Chosen by validation data, told on test data.
        compare({folder("plain-0001")});
        line->value()->clear();
        QTest::keyClicks(line->value(), "85 %");
        QVERIFY2(line->sentence().contains("90.0 %, 88.0 % on test data"), qPrintable(line->sentence()));
    }

    void aBrokenRunSaysWhyAndLeavesTheOthersAlone() {
        open();
        const QStringList runs = addFive();
        const std::filesystem::path broken = library() / "broken-0001";
        std::filesystem::create_directories(broken);
        writeFile(QString::fromStdString((broken / "experiment.yaml").string()), "layerlab: 1\nmodle: {}\n");
        compare(runs + QStringList{folder("broken-0001"), folder("gone-0001")});
        QCOMPARE(m_view->comparison()->groups.size(), std::size_t{2});
        QVERIFY2(m_view->problems().contains("broken-0001 cannot be compared: "), qPrintable(m_view->problems()));
        QVERIFY2(m_view->problems().contains("gone-0001"), qPrintable(m_view->problems()));
        QVERIFY2(m_view->problems().contains("modle"), qPrintable(m_view->problems()));
        QCOMPARE(m_view->chips()->chips().at(5).colour, -1);
        m_view->removeRun(folder("broken-0001"));
        m_view->removeRun(folder("gone-0001"));
        waitForRuns();
        QVERIFY(m_view->problems().isEmpty());
        QVERIFY(!named<QLabel>("error")->isVisible());
        // Alone it is no reason to fail, either.
        compare({folder("broken-0001")});
        QVERIFY(m_view->problems().contains("broken-0001"));
        QCOMPARE(m_view->comparison()->groups.size(), std::size_t{0});
    }

    void whatDiffersIsMarkedInEitherTheme() {
        open();
        compare(addFive());
        ConfigDiffCard* card = m_view->configs();
        QCOMPARE(card->left()->currentText(), groupName(0));
        QCOMPARE(card->right()->currentText(), groupName(1));
        const QString text = card->text()->toPlainText();
        QVERIFY2(text.contains(QRegularExpression("^\\+ .*layer_drop:", QRegularExpression::MultilineOption)), qPrintable(text));
        QVERIFY2(text.contains(QRegularExpression("^\\+ .*rate: 0.2", QRegularExpression::MultilineOption)), qPrintable(text));
        // Groups are compared by runs of one seed.
        QVERIFY2(!text.contains(QRegularExpression("^[-+] seed:", QRegularExpression::MultilineOption)), qPrintable(text));
        const auto check = [card] {
            int tinted = 0;
            for (const QTextEdit::ExtraSelection& line : card->text()->extraSelections()) {
                const QColor paper = line.format.background().color();
                if (line.format.background().style() == Qt::NoBrush) continue;
                ++tinted;
                QVERIFY(paper != theme().panel);
                QVERIFY(contrast(theme().text, paper) >= 4.5);
            }
            QVERIFY(tinted >= 2);
        };
        check();
        setTheme(Theme::darkTheme());
        settle();
        check();
        QCOMPARE(m_view->table()->view()->model()->index(0, 1).data(Qt::ForegroundRole).value<QColor>(), Theme::darkTheme().trained);
        // The other way round: what was added is taken away.
        card->left()->setCurrentIndex(1);
        card->right()->setCurrentIndex(0);
        QVERIFY(card->text()->toPlainText().contains(QRegularExpression("^- .*layer_drop:", QRegularExpression::MultilineOption)));
        // Single runs of one group differ in the seed.
        card->left()->setCurrentIndex(card->left()->findText("plain-0001"));
        card->right()->setCurrentIndex(card->right()->findText("plain-0002"));
        QVERIFY(card->text()->toPlainText().contains("- seed: 1\n+ seed: 2"));
        compare({folder("plain-0001")});
        QVERIFY(card->text()->toPlainText().contains("second run"));
    }

    void trainingCurvesAreOverlaid() {
        open();
        compare(addFive());
        auto* which = m_view->depthChart()->findChild<SegmentedSwitch*>();
        QTest::mouseClick(which->findChildren<QToolButton*>().at(1), Qt::LeftButton);
        CompareTrainingChart* chart = m_view->trainingChart();
        QVERIFY(chart->isVisible());
        QVERIFY(!m_view->depthChart()->isVisible());
        chart->setSmoothing(0);
        QCOMPARE(chart->curves().size(), std::size_t{5});
        const auto loss = chart->data(chart->curves()[0]);
        QCOMPARE(loss.size(), 4);
        QCOMPARE(loss[1], (std::pair<double, double>(2, 1)));
        choose(chart->chooser(), 1);  // loss by time: an event a second
        const auto timed = chart->data(chart->curves()[0]);
        QCOMPARE(timed.size(), 4);
        QVERIFY(std::abs(timed[3].first - timed[0].first - 3) < 1e-6);
        choose(chart->chooser(), 2);  // accuracy by step
        QCOMPARE(chart->data(chart->curves()[0]), (QList<std::pair<double, double>>{{4, 90}}));
        auto* back = chart->findChild<SegmentedSwitch*>();
        QTest::mouseClick(back->findChildren<QToolButton*>().at(0), Qt::LeftButton);
        QVERIFY(m_view->depthChart()->isVisible());
    }

    void runsThatTrainGoOnMoving() {
        open();
        compare({add("plain-0001", {.accuracies = {.2, .4, .9}})});
        append("plain-0001", stepEvent(5, 0.1));
        Event measured{5, 1010, evaluation({.3, .5, .95}, 0, "valid")};
        append("plain-0001", measured);
        // What is measured later appears as well.
        measured.what = evaluation({.3, .55, .95}, 2, "valid");
        appendMeasurement(folder("plain-0001").toStdString(), measured);
        CompareDepthChart* chart = m_view->depthChart();
        QTRY_COMPARE_WITH_TIMEOUT(std::lround(chart->data(chart->means()[0]).last().second), 95L, 8000);
        QCOMPARE(std::lround(chart->data(chart->means()[0]).at(1).second), 55L);
        QCOMPARE(m_view->table()->view()->model()->index(0, 2).data().toString(), "6.0 ms");
    }

    void fortyRunsWithLongNamesKeepTheirPlaces_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("wide") << QSize(1400, 860);
        QTest::newRow("narrow") << QSize(640, 560);
    }
    void fortyRunsWithLongNamesKeepTheirPlaces() {
        QFETCH(QSize, size);
        QStringList runs;
        const QString latin = "a-run-with-a-name-that-goes-on-and-on-as-names-made-by-scripts-do",
                      chinese = QString::fromUtf8("非常长的中文运行名称用于检查标签是否会被截断或者互相重叠");
        for (int i = 0; i < 40; ++i)
            runs << add(QStringLiteral("run-%1").arg(i + 1, 4, 10, QLatin1Char('0')),
                        {.drop = 0.01 * (i + 1),
                         .seed = 1,
                         .accuracies = {.3 + i * .001, .5, .8},
                         .latency_ms = 1 + i * 0.1,
                         .label = (i % 2 ? latin : chinese) + QString::number(i)});
        open(size);
        compare(runs);
        QCOMPARE(m_view->comparison()->groups.size(), std::size_t{40});
        QCOMPARE(m_view->size(), size);  // nothing pushed the window wider
        const int width = m_view->chips()->viewport()->width();
        for (const QToolButton* cross : crosses()) {
            const QRect chip = cross->parentWidget()->geometry();
            QVERIFY(chip.left() >= 0 && chip.right() < width);
            QVERIFY(cross->width() >= cross->minimumSizeHint().width());
        }
        QVERIFY(m_view->chips()->height() < size.height() / 4);
        // What can be pressed shows its words.
        for (const QAbstractButton* button : m_view->findChildren<QAbstractButton*>())
            if (button->isVisible() && !button->text().isEmpty())
                QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
        for (const QComboBox* chooser : m_view->findChildren<QComboBox*>())
            if (chooser->isVisible()) QVERIFY(chooser->width() >= chooser->minimumSizeHint().width());
        // Every group has a look of its own.
        QSet<QString> looks;
        for (const ChartCurve* curve : m_view->depthChart()->means()) {
            QString look = curve->look.color(theme()).name();
            for (const double dash : curve->look.dashes) look += QStringLiteral(" %1").arg(dash);
            looks << look;
        }
        QCOMPARE(looks.size(), 40);
        QVERIFY(m_view->table()->view()->columnWidth(1) < 400);
        QVERIFY(!m_view->grab().isNull());
    }

    void aReportIsWrittenAsPageOrPdf() {
        const QStringList runs = addFive();
        const QString html = m_dir->filePath("report.html"), pdf = m_dir->filePath("report.pdf");
        QCOMPARE(saveReport(runs, "valid", html), QString());
        const QString page = QString::fromUtf8(readAll(html));
        QVERIFY(page.contains("<svg"));
        QVERIFY(page.contains("plain-0001") && page.contains("drop-0002"));
        QVERIFY(!page.contains("<script"));
        QCOMPARE(saveReport(runs, "valid", pdf), QString());
        const QByteArray printed = readAll(pdf);
        QVERIFY(printed.startsWith("%PDF"));
        QVERIFY(printed.contains("/Image"));  // its figures
        QVERIFY(saveReport(runs, "valid", m_dir->filePath("report.doc")).contains("html or pdf"));
        QVERIFY(saveReport(runs, "valid", "/nowhere/report.html").contains("/nowhere/report.html"));
    }

    void renderingWritesReportsOfEachRunAndOfAll() {
        const QStringList runs = addFive();
        const QDir to(m_dir->filePath("rendered"));
        QCOMPARE(renderRuns({runs[0], runs[3]}, to.path()), 0);
        for (const char* name : {"plain-0001/report", "drop-0001/report", "report"}) {
            QVERIFY2(readAll(to.filePath(name + QStringLiteral(".pdf"))).startsWith("%PDF"), name);
            QVERIFY2(readAll(to.filePath(name + QStringLiteral(".html"))).contains("<svg"), name);
        }
        QVERIFY(QFile::exists(to.filePath("plain-0001/canvas.png")));
        QVERIFY(!QFile::exists(to.filePath("plain-0001/canvas_stage_1.png")));
        QVERIFY(readAll(to.filePath("report.html")).contains("drop-0001"));
        QVERIFY(!readAll(to.filePath("plain-0001/report.html")).contains("drop-0001"));
    }

    void allRunsOfAnExperimentAreAddedButArchivedOnes() {
        addFive();
        RunLabels archived;
        archived.archived = true;
        writeLabels(folder("plain-0002").toStdString(), archived);
        MainWindow window(QString::fromStdString(library().string()));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy listed(window.runsTable(), &RunsTable::listed);
        QTRY_VERIFY(!listed.isEmpty());
        CompareView* view = window.compareView();
        window.actions().compare_tab->trigger();
        view->addRuns({folder("plain-0001")});
        QMenu* menu = view->findChild<QToolButton*>(QStringLiteral("addFamilies"))->menu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY2(menu->actions().first()->text().contains(QStringLiteral("plain")), qPrintable(menu->actions().first()->text()));
        menu->actions().first()->trigger();
        QVERIFY(view->runs().size() > 1);
        for (const QString& run : view->runs())
            QVERIFY2(run.contains(QStringLiteral("plain-")) && run != folder("plain-0002"), qPrintable(run));
    }
    void theWindowMakesRoomForTheComparisonAndGivesItBack() {
        addFive();
        MainWindow window(QString::fromStdString(library().string()));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy listed(window.runsTable(), &RunsTable::listed);
        QTRY_VERIFY(!listed.isEmpty());
        QVERIFY(!window.actions().export_report->isEnabled());
        QVERIFY(!Actions::reasonAgainst(window.actions().export_report).isEmpty());
        window.runsTable()->view()->setFocus();
        window.runsTable()->view()->selectAll();
        QTest::keyClick(window.runsTable()->view(), Qt::Key_E, Qt::ControlModifier);
        CompareView* view = window.compareView();
        QVERIFY(view->isVisible());
        QCOMPARE(view->runs().size(), 5);
        const auto docks = window.findChildren<QDockWidget*>();
        QCOMPARE(docks.size(), 2);
        for (const QDockWidget* dock : docks) QVERIFY(dock->isHidden());
        QVERIFY(window.actions().export_report->isEnabled());
        QVERIFY(window.actions().all().contains(window.actions().export_report));
        QVERIFY(window.actions().all().contains(window.actions().compare_tab));
        QTRY_VERIFY(!view->isReading() && view->comparison()->runs.size() == 5);
        // A proposed route is shown on the stack of its run.
        Q_EMIT view->routeChosen(folder("drop-0001"), Route{1, 2});
        QTRY_VERIFY(!view->isVisible());
        QTRY_COMPARE(window.shownRun().folder(), folder("drop-0001"));
        for (const QDockWidget* dock : docks) QVERIFY(!dock->isHidden());
        QTest::keyClick(&window, Qt::Key_3, Qt::AltModifier);
        QVERIFY(view->isVisible());
        QTest::keyClick(&window, Qt::Key_1, Qt::AltModifier);
        QVERIFY(!view->isVisible());
        // A run that is thrown away leaves the comparison.
        std::filesystem::remove_all(folder("plain-0002").toStdString());
        window.runsTable()->refresh();
        QTRY_COMPARE(view->runs().size(), 4);
    }
};

int main(int argc, char** argv) { return runUiTest<TestCompare>(argc, argv); }
#include "tst_compare.moc"
