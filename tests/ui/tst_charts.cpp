// The charts: no value is lost or invented, the view follows or stays as asked, and exports say what the screen says.
#include "tests/ui/ui_fixture.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/chart_table.h"
#include "ui/charts/confusion_matrix.h"
#include "ui/charts/legible.h"
#include "ui/charts/qcustomplot.h"
#include "ui/charts/training_charts.h"
#include "ui/format.h"

using namespace layerlab;

namespace {

ChartCurve* curve(const ChartView& chart, const QString& name) {
    for (ChartCurve* one : chart.curves())
        if (one->name == name) return one;
    return nullptr;
}

double distance(const QColor& a, const QColor& b) {
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

struct SvgText {
    QString text;
    double y;
};

RunCurves overlaid(const QString& name, int colour, double loss, const std::vector<double>& accuracies) {
    std::vector<Event> events;
    for (int step = 1; step <= 20; ++step) events.push_back(stepEvent(step, loss + (step % 2)));
    events.push_back(evaluationEvent(10, accuracies, loss));
    events.push_back(evaluationEvent(20, accuracies, loss));
    RunCurves curves;
    curves.folder = QStringLiteral("/runs/") + name;
    curves.name = name;
    curves.colour = colour;
    extend(curves, events);
    return curves;
}

Event startEvent(const std::string& difficulty, const std::map<std::string, double>& baselines = {}) {
    RunStarted started;
    started.task.difficulty = difficulty;
    started.task.baselines = baselines;
    return {0, 1000, started};
}

Event difficultyEvent(std::int64_t step, const std::map<int, double>& accuracies) {
    Event event = evaluationEvent(step, {0.5, 0.6});
    std::get<Evaluated>(event.what).full.by_difficulty = accuracies;
    return event;
}

Event labelledStart(const std::vector<std::string>& labels = {"negative", "positive"}) {
    RunStarted started;
    started.task.labels = labels;
    started.task.data = {{"train", 67349, {29780, 37569}, 0.0}, {"valid", 872, {428, 444}, 0.021}, {"test", 1821, {912, 909}, 0.03}};
    return {0, 1000, started};
}

Event confusionEvent(std::int64_t step, const std::vector<std::vector<std::int64_t>>& counts) {
    Event event = evaluationEvent(step, {0.5, 0.6});
    std::get<Evaluated>(event.what).full.confusion = counts;
    return event;
}

// After a training: on the test data, of the best weights.
Event testEvent(std::int64_t step, std::int64_t weights, Event event) {
    auto& evaluated = std::get<Evaluated>(event.what);
    event.step = step;
    evaluated.split = "test";
    evaluated.weights_step = weights;
    return event;
}

Event ofStage(int stage, Event event) {
    if (auto* evaluated = std::get_if<Evaluated>(&event.what)) evaluated->stage = stage;
    if (auto* step = std::get_if<StepFinished>(&event.what)) step->stage = stage;
    return event;
}

// An evaluation of a model that is measured as a whole only.
Event wholeEvent(std::int64_t step, int layers, double accuracy) {
    Event event = evaluationEvent(step, std::vector<double>(static_cast<std::size_t>(layers), accuracy));
    std::get<Evaluated>(event.what).depths.clear();
    return event;
}

Event scalarEvent(std::int64_t step, const std::map<std::string, double>& scalars) {
    Event event = stepEvent(step, 1);
    std::get<StepFinished>(event.what).scalars = scalars;
    return event;
}

QStringList labelTexts(const QWidget& chart) {
    QStringList texts;
    for (const QLabel* label : chart.findChildren<QLabel*>()) texts << label->text();
    return texts;
}

// What the crosshair says.
template <class Chart>
struct Telling : Chart {
    QStringList at(double x) const {
        QStringList texts;
        for (const auto& line : this->tooltipAt(x)) texts << line.text;
        return texts;
    }
};

// The table as its CSV file would be.
QString tableText(const QAbstractItemModel& model) {
    QStringList lines;
    for (int row = -1; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            const QString cell = (row < 0 ? model.headerData(column, Qt::Horizontal) : model.index(row, column).data()).toString();
            cells << (cell.contains(',') ? '"' + cell + '"' : cell);
        }
        lines << cells.join(',');
    }
    return lines.join('\n') + '\n';
}

QToolButton* buttonOf(const ChartView& chart, const char* name) {
    for (QToolButton* button : chart.findChildren<QToolButton*>())
        if (button->accessibleName() == QLatin1String(name)) return button;
    return nullptr;
}

// The columns of the picture where something red is near the top of the highest red thing.
QList<int> highColumns(const QImage& image) {
    const auto red = [&](int x, int y) {
        const QRgb pixel = image.pixel(x, y);
        return qRed(pixel) - qGreen(pixel) > 60;
    };
    int top = -1;
    for (int y = 0; y < image.height() && top < 0; ++y)
        for (int x = 0; x < image.width() && top < 0; ++x)
            if (red(x, y)) top = y;
    QList<int> columns;
    for (int x = 0; x < image.width() && top >= 0; ++x)
        for (int y = top + 3; y < std::min(top + 13, image.height()); ++y)
            if (red(x, y)) {
                columns << x;
                break;
            }
    return columns;
}

// All texts of an SVG file; `error` says whether it is well-formed XML.
QList<SvgText> svgTexts(const QString& path, QString& error) {
    QXmlStreamReader reader(readAll(path));
    QList<SvgText> texts;
    bool is_svg = false;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) continue;
        is_svg = is_svg || reader.name() == QLatin1String("svg");
        if (reader.name() != QLatin1String("text")) continue;
        const double y = reader.attributes().value(QLatin1String("y")).toDouble();
        texts.append({reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed(), y});
    }
    error = reader.hasError() ? reader.errorString() : is_svg ? QString() : QStringLiteral("no svg");
    return texts;
}

}  // namespace

class TestCharts : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    static void show(QWidget& chart) {
        chart.resize(700, 400);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        settle();
    }

private Q_SLOTS:
    void everyPointIsKeptAlsoASpike() {
        LossChart chart;
        for (int step = 1; step <= 5000; ++step) chart.append(stepEvent(step, step == 2500 ? 1e6 : 1.0 / step));
        const auto points = chart.data(curve(chart, QStringLiteral("train")));
        QCOMPARE(points.size(), 5000);
        QCOMPARE(points[2499].first, 2500.0);
        QCOMPARE(points[2499].second, 1e6);
        show(chart);
        chart.refresh();
        settle();
        QVERIFY(chart.plot()->yAxis->range().upper >= 1e6);  // and it is in view
        QVERIFY(chart.plot()->xAxis->range().contains(5000));
    }
    void whatIsNoNumberIsLeftOut() {
        LossChart chart;
        chart.append(stepEvent(1, 2));
        chart.append(stepEvent(2, std::nan("")));
        chart.append(stepEvent(3, std::numeric_limits<double>::infinity()));
        chart.append(stepEvent(4, 1));
        QCOMPARE(chart.data(curve(chart, QStringLiteral("train"))).size(), 2);
        for (const auto& [x, y] : chart.data(curve(chart, QStringLiteral("train, smoothed")))) QVERIFY(std::isfinite(y));
    }
    void smoothingIsTensorBoardsWithItsStartCorrected() {
        LossChart chart;
        chart.setSmoothing(0.5);
        for (const auto& [step, loss] : {std::pair(1, 4.0), std::pair(2, 2.0), std::pair(3, 1.0)}) chart.append(stepEvent(step, loss));
        // last = last · w + x · (1 - w); shown = last / (1 - w^n):
        // 2 / 0.5, (1 + 1) / 0.75, (1 + 0.5) / 0.875
        const auto points = chart.data(curve(chart, QStringLiteral("train, smoothed")));
        QCOMPARE(points.size(), 3);
        QCOMPARE(points[0].second, 4.0);
        QCOMPARE(points[1].second, 8.0 / 3);
        QCOMPARE(points[2].second, 12.0 / 7);
        // Another weight smooths the same values anew; none shows them as they are.
        chart.setSmoothing(0);
        const auto raw = chart.data(curve(chart, QStringLiteral("train, smoothed")));
        QCOMPARE(raw.size(), 3);
        QCOMPARE(raw[1].second, 2.0);
        QCOMPARE(raw[2].second, 1.0);
    }
    void stepsRepeatedAfterAResumeReplaceTheOldOnes() {
        LossChart chart;
        for (int step = 1; step <= 10; ++step) chart.append(stepEvent(step, 1));
        chart.append(evaluationEvent(10, {0.5}, 3));
        chart.append(stepEvent(6, 7));
        const auto points = chart.data(curve(chart, QStringLiteral("train")));
        QCOMPARE(points.size(), 6);
        QCOMPARE(points.last().second, 7.0);
        QVERIFY(chart.data(curve(chart, QStringLiteral("valid"))).isEmpty());
        QCOMPARE(chart.data(curve(chart, QStringLiteral("train, smoothed"))).size(), 6);
    }

    void earlierEvaluationsStayAndFade() {
        DepthChart chart;
        for (const int step : {20, 40, 60, 80}) chart.append(evaluationEvent(step, {0.1, 0.2, step / 100.0}));
        QCOMPARE(chart.results().size(), std::size_t(3));
        const auto newest = chart.data(curve(chart, QStringLiteral("accuracy")));
        QCOMPARE(newest.size(), 3);
        QCOMPARE(newest.last().second, 80.0);
        double strength = 0;
        for (const int step : {20, 40, 60}) {
            const ChartCurve* earlier = curve(chart, QStringLiteral("step %1").arg(step));
            QVERIFY(earlier);
            QCOMPARE(chart.data(earlier).last().second, static_cast<double>(step));
            const double now = distance(earlier->look.color(theme()), theme().panel);
            QVERIFY(now > strength);  // the older, the fainter
            strength = now;
        }
        QVERIFY(distance(theme().accent, theme().panel) > strength);
    }
    void manyEvaluationsKeepTheFirstAndStayFew() {
        DepthChart chart;
        for (int step = 1; step <= 200; ++step) chart.append(evaluationEvent(step, {0.1, 0.2}));
        int drawn = 0;
        for (const ChartCurve* one : chart.curves()) drawn += one->count > 0;
        QVERIFY(drawn > 4 && drawn <= 20);
        QVERIFY(curve(chart, QStringLiteral("step 1")));
    }
    void labelsAtTheEndsDoNotOverlap() {
        DepthHistoryChart chart;
        // Six depths that end at almost the same accuracy.
        for (const int step : {20, 40, 60}) chart.append(evaluationEvent(step, {0.500, 0.501, 0.502, 0.503, 0.504, 0.505}));
        const QString path = m_dir.filePath(QStringLiteral("labels.svg"));
        QCOMPARE(chart.saveTo(path, {800, 450}), QString());
        QString error;
        QList<double> heights;
        for (const SvgText& text : svgTexts(path, error))
            if (text.text.startsWith(QLatin1String("depth "))) heights << text.y;
        QCOMPARE(error, QString());
        QCOMPARE(heights.size(), 6);
        std::sort(heights.begin(), heights.end());
        QFont font = chart.font();
        font.setPointSizeF(font.pointSizeF() * 0.94);
        const double line = QFontMetricsF(font).height();
        for (qsizetype i = 1; i < heights.size(); ++i)
            QVERIFY2(heights[i] - heights[i - 1] >= line * 0.95,
                     qPrintable(QStringLiteral("%1 px apart").arg(heights[i] - heights[i - 1])));
    }
    void accuraciesOfADepthAreKeptByStep() {
        DepthHistoryChart chart;
        chart.append(evaluationEvent(20, {0.1, 0.2}));
        chart.append(evaluationEvent(40, {0.3, 0.4}));
        const auto points = chart.data(curve(chart, QStringLiteral("depth 2")));
        QCOMPARE(points.size(), 2);
        QCOMPARE(points[1].first, 40.0);
        QCOMPARE(points[1].second, 40.0);
    }

    // ---- difficulty ----
    void accuracyByDifficultyIsShownWhereTheTaskHasDifficulties() {
        TrainingCharts charts;
        charts.resize(700, 1200);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        DifficultyChart* chart = charts.difficultyChart();
        QVERIFY(!chart->isVisible());
        charts.append(startEvent("hops"));
        charts.append(difficultyEvent(20, {{0, 0.9}, {1, 0.5}, {2, 0.3}}));
        charts.append(difficultyEvent(40, {{0, 1.0}, {1, 0.75}, {2, 0.5}}));
        charts.refresh();
        settle();
        QVERIFY(chart->isVisible());
        QVERIFY(chart->plot()->height() >= chart->plot()->minimumHeight());
        QVERIFY(chart->title().contains(QLatin1String("hops")));
        QCOMPARE(chart->xTitle(), QStringLiteral("hops"));
        const QList<std::pair<double, double>> newest{{0, 100}, {1, 75}, {2, 50}}, earlier{{0, 90}, {1, 50}, {2, 30}};
        QCOMPARE(chart->data(curve(*chart, QStringLiteral("accuracy"))), newest);
        QCOMPARE(chart->data(curve(*chart, QStringLiteral("step 20"))), earlier);
        QVERIFY(chart->csv().contains(QLatin1String("75")));

        // The next run has no difficulty.
        charts.clear();
        charts.append(startEvent(""));
        charts.append(evaluationEvent(20, {0.5, 0.6}));
        charts.refresh();
        settle();
        QVERIFY(!chart->isVisible());
        QVERIFY(charts.depthChart()->isVisible());
    }
    void otherRunsAreShownWhereTheirDifficultyIsTheSame() {
        RunCurves same, other;
        same.name = QStringLiteral("same");
        same.folder = QStringLiteral("/runs/same");
        extend(same, {startEvent("hops"), difficultyEvent(10, {{0, 0.1}}), difficultyEvent(20, {{0, 0.8}, {1, 0.4}})});
        other.name = QStringLiteral("other");
        other.folder = QStringLiteral("/runs/other");
        extend(other, {startEvent("depth"), difficultyEvent(10, {{3, 0.7}})});

        DifficultyChart chart;
        chart.setRun(QStringLiteral("mine"), 0);
        chart.append(startEvent("hops"));
        chart.append(difficultyEvent(20, {{0, 1.0}, {1, 0.9}}));
        chart.setOverlays({same, other});
        const QList<std::pair<double, double>> newest{{0, 80}, {1, 40}};
        QCOMPARE(chart.data(curve(chart, QStringLiteral("same"))), newest);
        QVERIFY(chart.data(curve(chart, QStringLiteral("other"))).isEmpty());
        QVERIFY(curve(chart, QStringLiteral("mine")));
        chart.setOverlays({});
        QVERIFY(!curve(chart, QStringLiteral("same")));
        QVERIFY(curve(chart, QStringLiteral("accuracy")));
        // Without a run on display the chart is about what is laid over it.
        chart.clear();
        QVERIFY(!chart.hasDifficulty());
        chart.setOverlays({other});
        QCOMPARE(chart.xTitle(), QStringLiteral("depth"));
    }
    void anEvaluationRepeatedAfterAResumeTakesThePlaceOfTheOldOnes() {
        DifficultyChart chart;
        chart.append(startEvent("hops"));
        chart.append(difficultyEvent(20, {{0, 0.2}}));
        chart.append(difficultyEvent(40, {{0, 0.4}}));
        chart.append(difficultyEvent(20, {{0, 0.3}}));
        const ChartCurve* old = curve(chart, QStringLiteral("step 20"));
        QVERIFY(!old || old->count == 0);
        QCOMPARE(chart.data(curve(chart, QStringLiteral("accuracy"))).first().second, 30.0);
    }

    // ---- answers by label ----
    void answersByLabelAreShownWhileTheRunHasAMatrix() {
        TrainingCharts charts;
        charts.resize(700, 1200);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        ConfusionChart* chart = charts.confusionChart();
        QVERIFY(!chart->isVisible());
        charts.append(labelledStart());
        charts.append(evaluationEvent(10, {0.5, 0.6}));
        charts.refresh();
        QVERIFY(!chart->isVisible());  // labels alone are no matrix
        charts.append(startEvent("hops"));
        Event event = confusionEvent(20, {{18, 82}, {10, 90}});
        std::get<Evaluated>(event.what).full.by_difficulty = {{0, 0.9}, {1, 0.5}};
        charts.append(event);
        charts.refresh();
        settle();
        // Two come at once, and each finds its room.
        for (const QWidget* one :
             {static_cast<QWidget*>(chart), static_cast<QWidget*>(charts.difficultyChart()), static_cast<QWidget*>(charts.lossChart())}) {
            QVERIFY(one->isVisible());
            QVERIFY2(one->height() > 1200 / 8, qPrintable(QString::number(one->height())));
        }

        charts.clear();
        charts.append(startEvent(""));
        charts.append(evaluationEvent(20, {0.5, 0.6}));
        charts.refresh();
        settle();
        QVERIFY(!chart->isVisible());
        QVERIFY(charts.depthChart()->isVisible());
    }
    void cellsSayShareAndCountAsRoomAllows() {
        ConfusionMatrix matrix;
        matrix.setConfusion(Confusion({{18, 82}, {1, 1999}}, {"negative", "positive"}));
        const int line = QFontMetrics(matrix.font()).height(), around = line + 14;
        matrix.resize(700, around + 8 * line);
        QCOMPARE(matrix.cellText(0, 1), QStringLiteral("82 %\n82"));
        QCOMPARE(matrix.cellText(1, 0), QStringLiteral("< 1 %\n1"));
        QCOMPARE(matrix.cellText(1, 1), QStringLiteral("> 99 %\n") + stepText(1999));
        QCOMPARE(matrix.totalText(0), QStringLiteral("100 \u00b7 5 %"));
        matrix.resize(700, around + 3 * line);
        QCOMPARE(matrix.cellText(0, 1), QStringLiteral("82 %"));
        matrix.resize(700, around + line);
        QCOMPARE(matrix.cellText(0, 1), QString());
        // A label that no example has says nothing in its row.
        matrix.setConfusion(Confusion({{0, 0}, {3, 5}}, {"never", "always"}));
        matrix.resize(700, around + 8 * line);
        QCOMPARE(matrix.cellText(0, 1), QString());
        QVERIFY(matrix.cellText(1, 1).startsWith(QLatin1String("63 %")));
    }
    void cellsAreColouredByTheirShareAndLegible_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void cellsAreColouredByTheirShareAndLegible() {
        QFETCH(bool, dark);
        setTheme(dark ? Theme::darkTheme() : Theme::light());
        ConfusionMatrix matrix;
        matrix.setConfusion(Confusion({{50, 30, 20}, {0, 0, 10}, {1, 1, 998}}, {"a", "b", "c"}));
        matrix.resize(600, 300);
        const QImage picture = matrix.grab().toImage();
        double strength = -1;
        for (const auto& [label, answer] :
             {std::pair(1, 0), std::pair(2, 0), std::pair(0, 2), std::pair(0, 1), std::pair(0, 0), std::pair(1, 2)}) {
            const QColor paper = matrix.cellColor(label, answer);
            const double now = distance(paper, theme().panel);
            QVERIFY(now > strength);
            strength = now;
            const QRectF cell = matrix.cellRect(label, answer);
            const QPointF inside = (cell.topLeft() + QPointF(4, 4)) * picture.devicePixelRatio();
            QVERIFY(distance(picture.pixelColor(inside.toPoint()), paper) <= 3);
            // Something in the cell is as dark or light as text has to be.
            double best = 0;
            for (int y = static_cast<int>(cell.top()) + 3; y < cell.bottom() - 3; ++y)
                for (int x = static_cast<int>(cell.left()) + 3; x < cell.right() - 3; ++x)
                    best = std::max(best, contrast(picture.pixelColor((QPointF(x, y) * picture.devicePixelRatio()).toPoint()), paper));
            QVERIFY2(best > 2.5, qPrintable(QString::number(best)));
        }
        setTheme(Theme::light());
    }
    void aCellUnderTheMouseSaysItsSentence() {
        ConfusionChart chart;
        chart.append(labelledStart());
        chart.append(confusionEvent(20, {{18, 82}, {10, 90}}));
        show(chart);
        ConfusionMatrix* matrix = chart.matrix();
        QTest::mouseMove(matrix, matrix->cellRect(1, 1).center().toPoint());
        QTest::mouseMove(matrix, matrix->cellRect(0, 1).center().toPoint());
        QTRY_COMPARE(QToolTip::text(), QStringLiteral("82 of 100 'negative' were answered 'positive'"));
        const QRectF first = matrix->cellRect(0, 0);
        QTest::mouseMove(matrix, QPoint(static_cast<int>(first.left()) - 12, static_cast<int>(first.center().y())));
        QTRY_COMPARE(QToolTip::text(), QStringLiteral("'negative' is the true label of 100 of 200 examples: 50.0 %"));
        QTest::mouseMove(matrix, QPoint(static_cast<int>(first.center().x()), static_cast<int>(first.top()) - 8));
        QTRY_COMPARE(QToolTip::text(), QStringLiteral("18 of 28 answers 'negative' are right"));
        QToolTip::hideText();
    }
    void aLabelIsNeverMarkup() {
        ConfusionChart chart;
        chart.append(labelledStart({"<b>bold</b>", "%1 %2"}));
        chart.append(confusionEvent(20, {{1, 2}, {3, 4}}));
        show(chart);
        ConfusionMatrix* matrix = chart.matrix();
        QCOMPARE(matrix->confusion().sentence(0, 1), QStringLiteral("2 of 3 '<b>bold</b>' were answered '%1 %2'"));
        QTest::mouseMove(matrix, matrix->cellRect(1, 1).center().toPoint());
        QTest::mouseMove(matrix, matrix->cellRect(0, 1).center().toPoint());
        QTRY_VERIFY2(QToolTip::text().contains(QLatin1String("&lt;b&gt;bold")), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }
    void theArrowKeysReachEveryCell() {
        ConfusionChart chart;
        chart.append(labelledStart());
        chart.append(confusionEvent(20, {{18, 82}, {10, 90}}));
        show(chart);
        ConfusionMatrix* matrix = chart.matrix();
        QVERIFY(matrix->focusPolicy() & Qt::TabFocus);
        matrix->setFocus();
        QCOMPARE(matrix->accessibleDescription(), QStringLiteral("18 of 100 'negative' were answered 'negative'"));
        QTest::keyClick(matrix, Qt::Key_Right);
        QCOMPARE(matrix->accessibleDescription(), QStringLiteral("82 of 100 'negative' were answered 'positive'"));
        QTest::keyClick(matrix, Qt::Key_Right);  // there is no further one
        QTest::keyClick(matrix, Qt::Key_Down);
        QCOMPARE(matrix->accessibleDescription(), QStringLiteral("90 of 100 'positive' were answered 'positive'"));
        QTest::keyClick(matrix, Qt::Key_Home);
        QCOMPARE(matrix->accessibleDescription(), QStringLiteral("10 of 100 'positive' were answered 'negative'"));
        QTest::mouseClick(matrix, Qt::LeftButton, {}, matrix->cellRect(0, 0).center().toPoint());
        QCOMPARE(matrix->accessibleDescription(), QStringLiteral("18 of 100 'negative' were answered 'negative'"));
        // The next evaluation is told of where the keyboard is.
        QTest::keyClick(matrix, Qt::Key_End);
        chart.append(confusionEvent(40, {{60, 40}, {10, 90}}));
        QCOMPARE(matrix->accessibleDescription(), QStringLiteral("40 of 100 'negative' were answered 'positive'"));
        QVERIFY(chart.accessibleName().contains(QLatin1String("60 of 100")));
        QToolTip::hideText();
    }
    void longNamesOfLabelsAreShortened() {
        const std::string name(100, 'n');
        const QString whole = QString::fromStdString(name);
        ConfusionChart chart;
        chart.append(labelledStart({name, "positive"}));
        chart.append(confusionEvent(20, {{18, 82}, {10, 90}}));
        chart.matrix()->resize(400, 200);
        const QString shown = chart.matrix()->labelText(0);
        QVERIFY(shown.endsWith(QChar(0x2026)) && shown.size() < 60);
        QVERIFY(chart.matrix()->cellRect(0, 1).width() > 60);  // and leave room for the cells
        QVERIFY(chart.matrix()->confusion().sentence(0, 1).contains(whole));
        const QString path = m_dir.filePath(QStringLiteral("long.svg"));
        QString error = chart.saveTo(path, {640, 360});
        QCOMPARE(error, QString());
        for (const SvgText& text : svgTexts(path, error)) QVERIFY(!text.text.contains(whole));
        QCOMPARE(error, QString());
    }
    void manyLabelsNameAsManyAsHaveRoom() {
        std::vector<std::string> names;
        std::vector<std::vector<std::int64_t>> counts(32, std::vector<std::int64_t>(32, 1));
        for (int i = 0; i < 32; ++i) names.push_back("label-" + std::to_string(i));
        ConfusionChart chart;
        chart.append(labelledStart(names));
        chart.append(confusionEvent(20, counts));
        const QString path = m_dir.filePath(QStringLiteral("many.svg"));
        QString error = chart.saveTo(path, {420, 260});
        QCOMPARE(error, QString());
        int named = 0;
        for (const SvgText& text : svgTexts(path, error)) named += text.text.startsWith(QLatin1String("label-"));
        QVERIFY(named >= 8 && named < 64);
        // Every cell is still there to be pointed at.
        chart.matrix()->resize(420, 220);
        QVERIFY(chart.matrix()->cellRect(31, 31).width() > 0);
        QCOMPARE(chart.matrix()->cellText(31, 31), QString());
    }
    void answersByLabelAreCopiedAndExported() {
        ConfusionChart chart;
        chart.append(labelledStart({"not, good", "positive"}));
        chart.append(confusionEvent(20, {{18, 82}, {10, 90}}));
        show(chart);
        QTest::keyClick(chart.matrix(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("label \\ answer\tnot, good\tpositive\ttotal\nnot, good\t18\t82\t100\npositive\t10\t90\t100\n"));
        const QString csv = QStringLiteral("label \\ answer,\"not, good\",positive,total\n\"not, good\",18,82,100\npositive,10,90,100\n");
        QCOMPARE(QString::fromUtf8(QApplication::clipboard()->mimeData()->data(QStringLiteral("text/csv"))), csv);
        const auto save = [&](const char* suffix) {
            const QString path = m_dir.filePath(QStringLiteral("answers.") + QLatin1String(suffix));
            const QString wrong = chart.saveTo(path, {640, 360});
            return wrong.isEmpty() ? path : QString();
        };
        QCOMPARE(QString::fromUtf8(readAll(save("csv"))), csv);
        QCOMPARE(QImage(save("png")).size(), QSize(1280, 720));
        QVERIFY(readAll(save("pdf")).startsWith("%PDF"));
        QString error;
        QStringList texts;
        for (const SvgText& text : svgTexts(save("svg"), error)) texts << text.text;
        QCOMPARE(error, QString());
        for (const char* said : {"Answers by label", "positive", "82 %", "90 %"}) QVERIFY2(texts.contains(QLatin1String(said)), said);

        const QString file = writeFile(m_dir.filePath(QStringLiteral("flat")), "x");
        for (const char* suffix : {"png", "svg", "pdf", "csv", "docx"}) {
            const QString path = file + QStringLiteral("/x.") + QLatin1String(suffix);
            QVERIFY2(chart.saveTo(path).contains(path), suffix);
        }
        QSignalSpy failed(&chart, &ConfusionChart::failed);
        chart.exportWithDialog(QStringLiteral("csv"));
        auto* dialog = chart.findChild<QFileDialog*>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file + QStringLiteral("/x.csv"));
        QCOMPARE(failed.size(), 1);
        delete dialog;
    }
    void withoutAMatrixTheViewSaysWhatWillCome() {
        ConfusionChart chart;
        const auto said = [&] {
            const QString path = m_dir.filePath(QStringLiteral("none.svg"));
            QString error = chart.saveTo(path, {640, 360});
            QStringList texts;
            for (const SvgText& text : svgTexts(path, error)) texts << text.text;
            return texts.join(' ');
        };
        QVERIFY2(said().contains(QLatin1String("first evaluation")), qPrintable(said()));
        // Files of others may hold anything: what is no square of counts is none.
        for (const auto& counts : std::vector<std::vector<std::vector<std::int64_t>>>{{{1, 2}, {3}}, {{1, 2}}, {{1, -2}, {3, 4}}}) {
            chart.append(confusionEvent(20, counts));
            QVERIFY(!chart.hasMatrix());
        }
        chart.append(confusionEvent(20, {{1, 2}, {3, 4}}));
        QVERIFY(chart.hasMatrix());
        QVERIFY(!said().contains(QLatin1String("first evaluation")));
        QCOMPARE(chart.matrix()->labelText(1), QStringLiteral("2"));  // a label without a name
        chart.clear();
        QVERIFY(!chart.hasMatrix());
        QCOMPARE(chart.csv(), QString());
        QVERIFY(said().contains(QLatin1String("first evaluation")));
    }
    void figuresAndFactsOfTheDataStandAboveTheMatrix() {
        ConfusionChart chart;
        chart.append(labelledStart());
        QVERIFY(chart.facts().contains(
            QStringLiteral("train %1 \u00b7 validation 872 \u00b7 test %2 examples").arg(stepText(67349), stepText(1821))));
        QVERIFY(chart.facts().contains(QLatin1String("negative 44 %, positive 56 %")));
        QVERIFY(chart.facts().contains(QLatin1String("2.1 % of words unknown")));
        Event event = confusionEvent(400, {{18, 82}, {10, 90}});
        std::get<Evaluated>(event.what).full.metrics = {{"macro_f1", 0.5125}, {"matthews", std::nan("")}};
        chart.append(event);
        QCOMPARE(chart.detail(), QStringLiteral("step 400 \u00b7 macro-F1 ") + valueText(0.5125));
        std::get<Evaluated>(event.what).full.metrics = {{"macro_f1", 0.5}, {"matthews", 0.25}};
        chart.append(testEvent(400, 300, event));
        QCOMPARE(chart.detail(), QStringLiteral("test data \u00b7 weights of step 300 \u00b7 macro-F1 %1 \u00b7 Matthews %2")
                                     .arg(valueText(0.5), valueText(0.25)));
        chart.append(startEvent(""));  // of a task whose data has no end and no labels
        QCOMPARE(chart.facts(), QString());
    }

    // ---- test data ----
    void anEvaluationOfTheTestDataSaysSoAndLeavesWhatValidationSaid() {
        TrainingCharts charts;
        charts.append(startEvent("hops"));
        for (const int step : {20, 40}) {
            Event event = difficultyEvent(step, {{0, 0.5}, {1, 0.4}});
            charts.append(event);
        }
        charts.append(testEvent(40, 20, difficultyEvent(40, {{0, 0.3}, {1, 0.2}})));
        for (const QWidget* chart : {static_cast<QWidget*>(charts.depthChart()), static_cast<QWidget*>(charts.difficultyChart())})
            QVERIFY2(!labelTexts(*chart).filter(QStringLiteral("test data \u00b7 weights of step 20")).isEmpty(),
                     qPrintable(labelTexts(*chart).join('|')));
        QCOMPARE(charts.lossChart()->data(curve(*charts.lossChart(), QStringLiteral("valid"))).size(), 2);
        QCOMPARE(charts.historyChart()->data(curve(*charts.historyChart(), QStringLiteral("depth 2"))).size(), 2);
        // Trained on, the validations before are still there to be compared with.
        charts.append(difficultyEvent(60, {{0, 0.6}, {1, 0.5}}));
        for (const ChartView* chart : {static_cast<ChartView*>(charts.depthChart()), static_cast<ChartView*>(charts.difficultyChart())}) {
            QVERIFY(labelTexts(*chart).filter(QStringLiteral("test data")).isEmpty());
            for (const char* step : {"step 20", "step 40"}) {
                const ChartCurve* earlier = curve(*chart, QLatin1String(step));
                QVERIFY2(earlier && earlier->count > 0, step);
            }
        }
    }
    void runsAreComparedOnTheSameData() {
        RunCurves tested = overlaid(QStringLiteral("tested"), 1, 0.5, {0.3, 0.5, 0.6, 0.7}),
                  untested = overlaid(QStringLiteral("other"), 2, 0.5, {0.2, 0.4});
        extend(tested, {testEvent(20, 10, evaluationEvent(20, {0.1, 0.15, 0.18, 0.2}))});
        QCOMPARE(tested.full.last(), 70.0);
        QCOMPARE(tested.half.last(), 50.0);
        DepthChart chart;
        chart.setRun(QStringLiteral("mine"), 0);
        chart.append(evaluationEvent(40, {0.8, 0.9}));
        chart.setOverlays({tested, untested});
        QCOMPARE(chart.data(curve(chart, QStringLiteral("tested"))).last().second, 70.0);
        chart.append(testEvent(40, 40, evaluationEvent(40, {0.7, 0.75})));
        QCOMPARE(chart.data(curve(chart, QStringLiteral("tested"))).last().second, 20.0);
        QCOMPARE(chart.data(curve(chart, QStringLiteral("other, validation data"))).last().second, 40.0);
        chart.clear();
        QCOMPARE(chart.data(curve(chart, QStringLiteral("tested"))).last().second, 70.0);
        QVERIFY(curve(chart, QStringLiteral("other")));
    }

    // ---- baselines ----
    void baselinesAreNamedOnTheChartAndNowhereElse_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("by depth") << 0;
        QTest::newRow("over time") << 1;
        QTest::newRow("by difficulty") << 2;
    }
    void baselinesAreNamedOnTheChartAndNowhereElse() {
        QFETCH(int, which);
        TrainingCharts charts;
        const QList<ChartView*> all{charts.depthChart(), charts.historyChart(), charts.difficultyChart()};
        ChartView* chart = all[which];
        charts.append(startEvent("hops", {{"most frequent", 0.312}, {"chance", 0.05}}));
        for (const int step : {20, 40}) {
            Event event = evaluationEvent(step, {0.25, 0.5});
            std::get<Evaluated>(event.what).full.by_difficulty = {{0, 0.25}, {1, 0.5}};
            charts.append(event);
        }
        const auto names = [&] {
            const QString path = m_dir.filePath(QStringLiteral("baselines.svg"));
            QString error = chart->saveTo(path, {800, 450});
            QStringList found;
            for (const SvgText& text : svgTexts(path, error)) found << text.text;
            return error.isEmpty() ? found.join('\n') : error;
        };
        const QString texts = names();
        QVERIFY2(texts.contains(QStringLiteral("most frequent ") + percentText(0.312)), qPrintable(texts));
        QVERIFY(!texts.contains(QLatin1String("chance")));  // below what is in view, and no reason to look there
        QVERIFY(!chart->csv().contains(QLatin1String("frequent")));
        charts.clear();
        charts.append(startEvent("hops"));
        charts.append(difficultyEvent(20, {{0, 0.25}, {1, 0.5}}));
        QVERIFY(!names().contains(QLatin1String("frequent")));
    }
    void baselinesOfOneHeightAreNamedSideBySide() {
        DepthChart chart;
        chart.append(startEvent("", {{"most frequent", 0.3001}, {"chance", 0.3}}));
        chart.append(evaluationEvent(20, {0.1, 0.9}));
        const QString path = m_dir.filePath(QStringLiteral("two.svg"));
        QCOMPARE(chart.saveTo(path, {800, 450}), QString());
        QString error;
        int found = 0;
        for (const SvgText& text : svgTexts(path, error))
            found += text.text.startsWith(QLatin1String("most frequent")) || text.text.startsWith(QLatin1String("chance"));
        QCOMPARE(error, QString());
        QCOMPARE(found, 2);
    }

    void perplexityStandsBesideTheLoss() {
        LossChart chart;
        const auto said = [&chart] { return labelTexts(chart); };
        Event event = evaluationEvent(20, {0.5}, 2.5);
        chart.append(event);
        QVERIFY(said().filter(QStringLiteral("perplexity")).isEmpty());
        std::get<Evaluated>(event.what).full.metrics["perplexity"] = 12.3;
        event.step = 40;
        chart.append(event);
        QVERIFY(said().contains(QStringLiteral("perplexity 12.30")));
        chart.clear();
        QVERIFY(said().filter(QStringLiteral("perplexity")).isEmpty());
    }

    void zoomingStopsFollowingAndFitFollowsAgain() {
        LossChart chart;
        for (int step = 1; step <= 100; ++step) chart.append(stepEvent(step, 1.0 / step));
        show(chart);
        QVERIFY(chart.followsEnd());
        wheel(chart.plot(), 240);
        QVERIFY(!chart.followsEnd());
        const QCPRange zoomed = chart.plot()->xAxis->range();
        QVERIFY(zoomed.size() < 99);
        chart.append(stepEvent(500, 0.5));
        chart.refresh();
        settle();
        QCOMPARE(chart.plot()->xAxis->range().upper, zoomed.upper);  // the person's view stays
        for (QToolButton* button : chart.findChildren<QToolButton*>())
            if (button->accessibleName() == QLatin1String("Fit")) QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(chart.followsEnd());
        settle();
        QVERIFY(chart.plot()->xAxis->range().contains(500));
        chart.append(stepEvent(900, 0.5));
        chart.refresh();
        settle();
        QVERIFY(chart.plot()->xAxis->range().contains(900));
    }
    void hiddenChartsDoNotReplotAndCatchUpOnceWhenShown() {
        LossChart chart;
        chart.append(stepEvent(1, 1));
        chart.refresh();
        show(chart);
        QVERIFY(chart.replots() > 0);
        chart.hide();
        settle();
        const auto before = chart.replots();
        for (int step = 2; step <= 50; ++step) {
            chart.append(stepEvent(step, 1));
            chart.refresh();
            settle();
        }
        QCOMPARE(chart.replots(), before);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QTRY_COMPARE(chart.replots(), before + 1);
        settle();
        QCOMPARE(chart.replots(), before + 1);
        QVERIFY(chart.plot()->xAxis->range().contains(50));
    }
    void manyRefreshesAreOneReplot() {
        LossChart chart;
        show(chart);
        const auto before = chart.replots();
        for (int step = 1; step <= 1000; ++step) {
            chart.append(stepEvent(step, 1));
            chart.refresh();
        }
        settle();
        QCOMPARE(chart.replots(), before + 1);
        chart.refresh();  // nothing new
        settle();
        QCOMPARE(chart.replots(), before + 1);
    }
    void aLogarithmicAxisIgnoresWhatItCannotShow() {
        ChartView chart;
        ChartCurve* values = chart.addCurve(QStringLiteral("values"), {});
        for (const auto& [x, y] : {std::pair(1.0, 0.0), std::pair(2.0, -5.0), std::pair(3.0, 0.1), std::pair(4.0, 10.0)})
            chart.addPoint(values, x, y);
        chart.setLogY(true);
        show(chart);
        const QCPRange range = chart.plot()->yAxis->range();
        QVERIFY(range.lower > 0.01 && range.lower <= 0.1);
        QVERIFY(range.upper >= 10 && range.upper < 100);
        QCOMPARE(chart.data(values).size(), 4);
        chart.setLogY(false);
        settle();
        QVERIFY(chart.plot()->yAxis->range().contains(-5));
        // Nothing positive at all: drawn as nothing, without harm.
        chart.setData(values, {1, 2}, {-1, 0});
        chart.setLogY(true);
        chart.refresh();
        settle();
        QVERIFY(!chart.picture().isNull());
    }

    // ---- crosshair ----
    void theCrosshairStandsAtTheSameStepInLinkedChartsWithoutAReplot() {
        TrainingCharts charts;
        for (int step = 1; step <= 100; ++step) {
            charts.append(stepEvent(step, 1.0 / step));
            if (step % 20 == 0) charts.append(evaluationEvent(step, {0.1, 0.2, step / 200.0}));
        }
        charts.refresh();
        charts.resize(700, 1000);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        settle();
        LossChart* loss = charts.lossChart();
        DepthHistoryChart* history = charts.historyChart();
        const auto replots = [&] { return loss->replots() + history->replots() + charts.depthChart()->replots(); };
        const auto before = replots();
        const QImage clean = history->plot()->grab().toImage();
        QSignalSpy hovered(loss, &ChartView::hovered);
        const QCPAxisRect* axes = loss->plot()->axisRect();
        for (const int step : {10, 40}) {
            const int x = static_cast<int>(std::lround(loss->plot()->xAxis->coordToPixel(step)));
            QTest::mouseMove(loss->plot(), QPoint(x, axes->center().y()));
            settle();
        }
        QVERIFY(!hovered.isEmpty());
        QCOMPARE(hovered.last().first().toDouble(), 40.0);
        QVERIFY(loss->crosshairShown());
        QVERIFY(history->crosshairShown());
        QVERIFY(!charts.depthChart()->crosshairShown());  // its x is no step
        QVERIFY(history->plot()->grab().toImage() != clean);

        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(loss->plot(), &leave);
        settle();
        QVERIFY(!loss->crosshairShown());
        QVERIFY(!history->crosshairShown());
        QCOMPARE(history->plot()->grab().toImage(), clean);
        QCOMPARE(replots(), before);
    }
    void theCrosshairOfAnotherChartStaysAwayWhereThisOneShowsNothing() {
        LossChart chart;
        for (int step = 1; step <= 10; ++step) chart.append(stepEvent(step, 1));
        chart.showCrosshairAt(5);
        QVERIFY(!chart.crosshairShown());  // not on the screen at all
        show(chart);
        chart.showCrosshairAt(5);
        QVERIFY(chart.crosshairShown());
        chart.showCrosshairAt(5000);
        QVERIFY(!chart.crosshairShown());
    }
    void theCrosshairNamesRunsByTheirValueAndNoneThatHasEnded() {
        Telling<LossChart> chart;
        chart.setSmoothing(0);
        chart.setRun(QStringLiteral("mine"), 0);
        for (int step = 1; step <= 100; ++step) chart.append(stepEvent(step, 2));
        chart.setOverlays({overlaid(QStringLiteral("low"), 1, 0.25, {0.5}), overlaid(QStringLiteral("high"), 2, 7, {0.5})});
        const QStringList both = chart.at(10);
        const auto place = [&](const char* name) {
            for (qsizetype i = 0; i < both.size(); ++i)
                if (both[i].startsWith(QLatin1String(name) + QLatin1String("  "))) return i;
            return qsizetype(-1);
        };
        QVERIFY2(place("high") > 0, qPrintable(both.join('|')));
        QVERIFY2(place("high") < place("mine") && place("mine") < place("low"), qPrintable(both.join('|')));
        const QStringList later = chart.at(90);  // the others ended at step 20
        QCOMPARE(later.size(), 2);
        QVERIFY(later[1].startsWith(QLatin1String("mine")));
    }

    // ---- overlaid runs ----
    void overlaidRunsHaveTheirColourInEveryChart() {
        TrainingCharts charts;
        charts.setRun(QStringLiteral("mine"), 3);
        for (int step = 1; step <= 20; ++step) charts.append(stepEvent(step, 1));
        charts.append(evaluationEvent(20, {0.1, 0.2, 0.3, 0.4}));
        const QString valid = QStringLiteral("mine, valid");
        QVERIFY(!curve(*charts.lossChart(), valid));
        charts.setOverlays(
            {overlaid(QStringLiteral("a"), 1, 0.5, {0.3, 0.5, 0.6, 0.7}), overlaid(QStringLiteral("b"), 2, 0.7, {0.2, 0.4})});
        const Theme& t = theme();
        for (const ChartView* chart :
             {static_cast<const ChartView*>(charts.lossChart()), static_cast<const ChartView*>(charts.depthChart()),
              static_cast<const ChartView*>(charts.historyChart())})
            for (const auto& [name, colour] : {std::pair("mine", 3), std::pair("a", 1), std::pair("b", 2)}) {
                const ChartCurve* run = curve(*chart, QLatin1String(name));
                QVERIFY2(run, name);
                QCOMPARE(run->look.color(t), t.categorical(colour));
                QVERIFY(run->look.end_label);
            }
        const ChartCurve* a = curve(*charts.lossChart(), QStringLiteral("a"));
        const ChartCurve* b = curve(*charts.lossChart(), QStringLiteral("b"));
        QVERIFY(a->look.dashes != b->look.dashes);  // colour is not the only difference
        QCOMPARE(curve(*charts.lossChart(), QStringLiteral("a, valid"))->look.color(t), t.categorical(1));
        const auto depths = charts.depthChart()->data(curve(*charts.depthChart(), QStringLiteral("a")));
        QCOMPARE(depths.size(), 4);
        QCOMPARE(depths.last().second, 70.0);
        const auto full = charts.historyChart()->data(curve(*charts.historyChart(), QStringLiteral("a")));
        const auto half = charts.historyChart()->data(curve(*charts.historyChart(), QStringLiteral("a, half depth")));
        QCOMPARE(full.size(), 2);
        QCOMPARE(full.last().second, 70.0);
        QCOMPARE(half.last().second, 50.0);

        charts.setOverlays({});
        QVERIFY(!curve(*charts.lossChart(), QStringLiteral("a")));
        QVERIFY(!curve(*charts.lossChart(), QStringLiteral("mine")));
        QCOMPARE(curve(*charts.lossChart(), QStringLiteral("train, smoothed"))->look.color(t), t.accent);
        QCOMPARE(curve(*charts.lossChart(), QStringLiteral("valid"))->look.color(t), t.warning);
        QCOMPARE(curve(*charts.depthChart(), QStringLiteral("accuracy"))->look.color(t), t.accent);
        QVERIFY(curve(*charts.historyChart(), QStringLiteral("depth 4")));
    }
    void overlaidRunsStayWhenTheRunOnDisplayChanges() {
        TrainingCharts charts;
        charts.append(stepEvent(1, 1));
        charts.append(evaluationEvent(1, {0.5}));
        charts.setOverlays({overlaid(QStringLiteral("a"), 1, 0.5, {0.3, 0.5})});
        charts.clear();
        QVERIFY(charts.depthChart()->results().empty());
        QCOMPARE(charts.lossChart()->data(curve(*charts.lossChart(), QStringLiteral("a"))).size(), 20);
        QCOMPARE(charts.depthChart()->data(curve(*charts.depthChart(), QStringLiteral("a"))).size(), 2);
        QCOMPARE(charts.historyChart()->data(curve(*charts.historyChart(), QStringLiteral("a"))).size(), 2);
    }
    void aHiddenRunStaysHiddenWithItsSecondCurveAsRunsComeAndGo() {
        LossChart chart;
        const RunCurves a = overlaid(QStringLiteral("a"), 1, 0.5, {0.5}), b = overlaid(QStringLiteral("b"), 2, 0.5, {0.5});
        chart.setOverlays({a});
        chart.setCurveShown(curve(chart, QStringLiteral("a")), false);
        QVERIFY(!curve(chart, QStringLiteral("a, valid"))->shown);
        chart.setOverlays({b, a});
        QVERIFY(!curve(chart, QStringLiteral("a"))->shown);
        QVERIFY(!curve(chart, QStringLiteral("a, valid"))->shown);
        QVERIFY(curve(chart, QStringLiteral("b"))->shown);
    }
    void smoothingActsOnOverlaidRuns() {
        LossChart chart;
        chart.setSmoothing(0);
        chart.setOverlays({overlaid(QStringLiteral("a"), 1, 1, {0.5})});
        const ChartCurve* run = curve(chart, QStringLiteral("a"));
        const auto swing = [&] { return run->max_y - run->min_y; };
        QCOMPARE(swing(), 1.0);
        chart.setSmoothing(0.9);
        QVERIFY(swing() < 0.99 && run->last_y > 1.4 && run->last_y < 1.6);
        QCOMPARE(chart.data(run).size(), 20);
    }
    void repeatedStepsOfAnOverlaidRunReplaceTheOldOnes() {
        RunCurves curves = overlaid(QStringLiteral("a"), 1, 0.5, {0.5});
        extend(curves, {stepEvent(15, 9)});
        QCOMPARE(curves.steps.size(), 15);
        QCOMPARE(curves.losses.last(), 9.0);
        QCOMPARE(curves.evaluated, QList<double>({10}));
    }

    // ---- table ----
    void theTableSaysWhatTheCsvFileSays() {
        LossChart chart;
        for (int step = 1; step <= 30; ++step) chart.append(stepEvent(step, 1.0 / step));
        chart.append(evaluationEvent(10, {0.5}, 1.75));
        show(chart);
        QVERIFY(!chart.tableShown());
        QTest::mouseClick(buttonOf(chart, "Values as a table"), Qt::LeftButton);
        QVERIFY(chart.tableShown());
        QVERIFY(chart.table()->isVisible());
        QVERIFY(!chart.plot()->isVisible());
        const QAbstractItemModel& model = *chart.table()->model();
        QCOMPARE(model.rowCount(), 30);
        QCOMPARE(tableText(model), chart.csv());

        const auto replots = chart.replots();
        // An x that no other curve has yet, which then has to find its place.
        chart.append(evaluationEvent(35, {0.5}, 1.5));
        chart.refresh();
        QCOMPARE(tableText(model), chart.csv());
        for (int step = 31; step <= 40; ++step) {
            chart.append(stepEvent(step, 2));
            chart.refresh();
            QCOMPARE(tableText(model), chart.csv());
        }
        QCOMPARE(model.rowCount(), 40);
        chart.setSmoothing(0.1);
        QCOMPARE(tableText(model), chart.csv());
        chart.append(stepEvent(20, 3));  // resumed from a checkpoint
        chart.refresh();
        QCOMPARE(tableText(model), chart.csv());
        settle();
        QCOMPARE(chart.replots(), replots);  // the plot is not seen

        QTest::mouseClick(buttonOf(chart, "Values as a table"), Qt::LeftButton);
        QVERIFY(chart.plot()->isVisible());
        QVERIFY(!chart.table()->isVisible());
        QTRY_VERIFY(chart.replots() > replots);
    }
    void theTableTakesSeveralValuesAtOneX() {
        ChartView chart;
        chart.setData(chart.addCurve(QStringLiteral("one"), {}), {1, 2, 2, 3}, {10, 20, 21, 30});
        chart.setData(chart.addCurve(QStringLiteral("two"), {}), {2, 2, 2, 4}, {5, 6, 7, 8});
        chart.setTableShown(true);
        QCOMPARE(tableText(*chart.table()->model()), chart.csv());
    }
    void theNewestRowStaysInViewUnlessThePersonReadsElsewhere() {
        LossChart chart;
        for (int step = 1; step <= 500; ++step) chart.append(stepEvent(step, 1));
        show(chart);
        chart.setTableShown(true);
        settle();
        ChartTable* table = chart.table();
        const auto lastSeen = [&] {
            const QModelIndex last = table->model()->index(table->model()->rowCount() - 1, 0);
            return table->viewport()->rect().intersects(table->visualRect(last));
        };
        QVERIFY(lastSeen());
        for (int step = 501; step <= 600; ++step) chart.append(stepEvent(step, 1));
        chart.refresh();
        settle();
        QCOMPARE(table->model()->rowCount(), 600);
        QVERIFY(lastSeen());
        table->scrollToTop();
        for (int step = 601; step <= 700; ++step) chart.append(stepEvent(step, 1));
        chart.refresh();
        settle();
        QVERIFY(!lastSeen());
        QTest::mouseClick(buttonOf(chart, "Fit"), Qt::LeftButton);
        QVERIFY(lastSeen());
    }
    void selectedCellsAreCopied() {
        LossChart chart;
        chart.setSmoothing(0);
        for (const auto& [step, loss] : {std::pair(1, 4.0), std::pair(2, 2.25), std::pair(3, 1.5)}) chart.append(stepEvent(step, loss));
        show(chart);
        chart.setTableShown(true);
        ChartTable* table = chart.table();
        const QAbstractItemModel* model = table->model();
        table->setFocus();
        table->selectionModel()->select(QItemSelection(model->index(0, 0), model->index(1, 1)), QItemSelectionModel::ClearAndSelect);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("1\t4\n2\t2.25\n"));
        table->selectAll();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith(QLatin1String("step\t")));
    }

    // ---- clipboard ----
    void pictureAndDataAreCopied() {
        LossChart chart;
        chart.setSmoothing(0);
        for (const auto& [step, loss] : {std::pair(1, 4.0), std::pair(2, 2.25)}) chart.append(stepEvent(step, loss));
        chart.copyPicture();
        QCOMPARE(QApplication::clipboard()->image().size(), QSize(1600, 900));
        chart.copyData();
        QTRY_COMPARE(QApplication::clipboard()->text(), QStringLiteral("step\ttrain\ttrain, smoothed\n1\t4\t4\n2\t2.25\t2.25\n"));
        QCOMPARE(QString::fromUtf8(QApplication::clipboard()->mimeData()->data(QStringLiteral("text/csv"))), chart.csv());
    }
    void anExportThatFailsIsToldOfWithoutStoppingTheWindow() {
        TrainingCharts charts;
        charts.lossChart()->append(stepEvent(1, 1));
        charts.show();
        QSignalSpy failed(&charts, &TrainingCharts::failed);
        const QString file = writeFile(m_dir.filePath(QStringLiteral("no_folder")), "x");
        int told = 0;
        for (const char* suffix : {"png", "csv"}) {
            charts.lossChart()->exportWithDialog(QLatin1String(suffix));
            auto* dialog = charts.lossChart()->findChild<QFileDialog*>();
            QVERIFY(dialog);
            const QString path = file + QStringLiteral("/x.") + QLatin1String(suffix);
            Q_EMIT dialog->fileSelected(path);
            ++told;  // not inside of the comparison, which is made more than once
            QTRY_COMPARE(failed.size(), told);
            QVERIFY(failed.last().first().toString().contains(path));
            delete dialog;
        }
    }

    // ---- remembered, follow, keys ----
    void axesSmoothingAndTableAreRemembered() {
        {
            TrainingCharts charts;
            charts.remember();
            charts.lossChart()->setLogX(true);
            charts.lossChart()->setLogY(true);
            charts.lossChart()->setSmoothing(0.25);
            charts.depthChart()->setTableShown(true);
        }
        TrainingCharts later;
        QVERIFY(!later.lossChart()->logX());
        later.remember();
        QVERIFY(later.lossChart()->logX());
        QVERIFY(later.lossChart()->logY());
        QCOMPARE(later.lossChart()->smoothing(), 0.25);
        QVERIFY(later.depthChart()->tableShown());
        QVERIFY(!later.depthChart()->logY());
        QVERIFY(!later.historyChart()->tableShown());
        QSettings().remove(QStringLiteral("charts"));
    }
    void followingIsSeenAndOneKeyOrADoubleClickBringsItBack() {
        LossChart chart;
        for (int step = 1; step <= 100; ++step) chart.append(stepEvent(step, 1.0 / step));
        show(chart);
        QToolButton* fit = buttonOf(chart, "Fit");
        QVERIFY(fit->isChecked());
        for (const Qt::Key key : {Qt::Key_Home, Qt::Key_0}) {
            QTest::keyClick(chart.plot(), Qt::Key_Plus);
            QVERIFY(!chart.followsEnd());
            QVERIFY(!fit->isChecked());
            QTest::keyClick(chart.plot(), key);
            QVERIFY(chart.followsEnd());
            QVERIFY(fit->isChecked());
        }
        QTest::mouseClick(fit, Qt::LeftButton);
        QVERIFY(fit->isChecked());  // pressed while following it keeps following
        QTest::keyClick(chart.plot(), Qt::Key_Left);
        QVERIFY(!chart.followsEnd());
        QTest::mouseDClick(chart.plot(), Qt::LeftButton, {}, chart.plot()->axisRect()->center());
        QVERIFY(chart.followsEnd());
    }
    void zoomAndPanWorkOnLogarithmicAxesWhileStepsArrive() {
        LossChart chart;
        for (int step = 1; step <= 1000; ++step) chart.append(stepEvent(step, 1.0 / step));
        chart.setLogX(true);
        chart.setLogY(true);
        show(chart);
        QVERIFY(chart.plot()->xAxis->range().lower >= 0.9);
        const QCPRange all = chart.plot()->xAxis->range();
        QTest::keyClick(chart.plot(), Qt::Key_Plus);
        QTest::keyClick(chart.plot(), Qt::Key_Right);
        const QCPRange seen = chart.plot()->xAxis->range();
        QVERIFY(seen.lower > all.lower);
        QVERIFY(seen.upper / seen.lower < all.upper / all.lower);
        for (int step = 1001; step <= 1100; ++step) {
            chart.append(stepEvent(step, 1.0 / step));
            chart.refresh();
        }
        settle();
        QCOMPARE(chart.plot()->xAxis->range().lower, seen.lower);
        QCOMPARE(chart.plot()->xAxis->range().upper, seen.upper);
    }

    // ---- painting ----
    void manyEventsInOneTurnAreAtMostOneReplotOfEachChart() {
        TrainingCharts charts;
        charts.resize(700, 1000);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        settle();
        const QList<ChartView*> all{charts.lossChart(), charts.depthChart(), charts.historyChart()};
        QList<std::int64_t> before;
        for (const ChartView* chart : all) before << chart->replots();
        for (int step = 1; step <= 1000; ++step) {
            charts.append(stepEvent(step, 1));
            if (step % 100 == 0) charts.append(evaluationEvent(step, {0.1, 0.2}));
            charts.refresh();
        }
        settle();
        for (qsizetype i = 0; i < all.size(); ++i) QCOMPARE(all[i]->replots(), before[i] + 1);
    }
    void noSpikeOfAMillionPointsIsLost_data() {
        QTest::addColumn<bool>("log");
        QTest::addColumn<QSize>("size");
        for (const bool log : {false, true})
            for (const QSize size : {QSize(500, 300), QSize(900, 600), QSize(1501, 407)})
                QTest::addRow("%s %dx%d", log ? "log" : "linear", size.width(), size.height()) << log << size;
    }
    void noSpikeOfAMillionPointsIsLost() {
        QFETCH(bool, log);
        QFETCH(QSize, size);
        constexpr int count = 1000000, first = 1000, last = 990000;
        QRandomGenerator random(7);
        QList<double> x(count), y(count);
        for (int i = 0; i < count; ++i) {
            x[i] = i + 1;
            y[i] = random.generateDouble();
        }
        // Single points, evenly spread over the decades; the first and the last tell where the axis lies in the picture.
        QList<int> spikes{first, last};
        for (int i = 0; i < 25; ++i)
            spikes << static_cast<int>(std::exp(std::log(first) + random.generateDouble() * (std::log(last) - std::log(first))));
        for (const int spike : spikes) y[spike] = 100;
        ChartView chart;
        CurveLook look;
        look.color = [](const Theme&) { return QColor(Qt::red); };
        chart.setData(chart.addCurve(QStringLiteral("noise"), look), x, y);
        chart.setLogX(log);
        const QList<int> columns = highColumns(chart.picture(size, 1));
        QVERIFY(columns.size() > 2);
        const auto place = [&](int index) { return log ? std::log(x[index]) : x[index]; };
        const double left = columns.first(), right = columns.last();
        QVERIFY(right - left > size.width() * 0.25);
        for (const int spike : spikes) {
            const double expected = left + (place(spike) - place(first)) / (place(last) - place(first)) * (right - left);
            const bool painted = std::any_of(columns.begin(), columns.end(), [&](int column) { return std::abs(column - expected) <= 2; });
            QVERIFY2(painted, qPrintable(QStringLiteral("step %1, at column %2").arg(x[spike]).arg(expected)));
        }
    }

    void exportsSayWhatTheScreenSays() {
        LossChart chart;
        chart.setSmoothing(0);
        for (const auto& [step, loss] : {std::pair(1, 4.0), std::pair(2, 2.25), std::pair(3, 1.5)}) chart.append(stepEvent(step, loss));
        chart.append(evaluationEvent(3, {0.5}, 1.75));
        const auto save = [&](const char* suffix) {
            const QString path = m_dir.filePath(QStringLiteral("loss.") + QLatin1String(suffix));
            const QString wrong = chart.saveTo(path, {640, 360});
            return wrong.isEmpty() ? path : QString();
        };
        const QImage png(save("png"));
        QCOMPARE(png.size(), QSize(1280, 720));
        QSet<QRgb> seen;
        for (int y = 0; y < png.height(); y += 2)
            for (int x = 0; x < png.width(); x += 2) seen.insert(png.pixel(x, y));
        QVERIFY(seen.size() > 8);

        QString error;
        const auto texts = svgTexts(save("svg"), error);
        QCOMPARE(error, QString());
        QVERIFY(std::any_of(texts.begin(), texts.end(), [](const SvgText& t) { return t.text == QLatin1String("Loss"); }));
        QVERIFY(std::any_of(texts.begin(), texts.end(), [](const SvgText& t) { return t.text.startsWith(QLatin1String("valid")); }));

        const QByteArray pdf = readAll(save("pdf"));
        QVERIFY(pdf.startsWith("%PDF"));
        QVERIFY(pdf.size() > 1000);

        const auto lines = QString::fromUtf8(readAll(save("csv"))).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines, QStringList({QStringLiteral("step,train,\"train, smoothed\",valid"), QStringLiteral("1,4,4,"),
                                     QStringLiteral("2,2.25,2.25,"), QStringLiteral("3,1.5,1.5,1.75")}));
    }
    void exportsOfAnEmptyChartAreFilesToo() {
        DepthChart chart;
        for (const char* suffix : {"png", "svg", "pdf", "csv"}) {
            const QString path = m_dir.filePath(QStringLiteral("empty.") + QLatin1String(suffix));
            QCOMPARE(chart.saveTo(path), QString());
            QVERIFY(QFileInfo(path).size() > 0);
        }
    }
    void exportsThatFailSayWhy() {
        LossChart chart;
        chart.append(stepEvent(1, 1));
        const QString file = writeFile(m_dir.filePath(QStringLiteral("plain")), "x");
        for (const char* suffix : {"png", "svg", "pdf", "csv"}) {
            const QString path = file + QStringLiteral("/x.") + QLatin1String(suffix);
            QVERIFY2(chart.saveTo(path).contains(path), suffix);
        }
        QVERIFY(!chart.saveTo(m_dir.filePath(QStringLiteral("x.docx"))).isEmpty());
    }
    void theAccessibleNameSaysTheLastValues() {
        LossChart chart;
        chart.append(stepEvent(7, 0.5));
        chart.refresh();
        QTRY_VERIFY2(chart.accessibleName().contains(QLatin1String("0.5")), qPrintable(chart.accessibleName()));
        QVERIFY(chart.accessibleName().contains(QLatin1String("7")));
    }

    // ---- stages and techniques ----
    void eachTermOfTheLossHasItsOwnLine() {
        LossChart chart;
        for (int step = 1; step <= 4; ++step) {
            Event event = stepEvent(step, 1.0 / step);
            auto& losses = std::get<StepFinished>(event.what).losses;
            losses["soft_labels"] = 2.0 * step;
            if (step > 2) losses["hidden"] = 0.5;
            chart.append(event);
        }
        QCOMPARE(chart.data(curve(chart, QStringLiteral("train"))).size(), 4);
        const QList<std::pair<double, double>> soft{{1, 2}, {2, 4}, {3, 6}, {4, 8}};
        QCOMPARE(chart.data(curve(chart, QStringLiteral("soft labels"))), soft);
        QCOMPARE(chart.data(curve(chart, QStringLiteral("hidden states"))).size(), 2);
        QVERIFY(curve(chart, QStringLiteral("soft labels"))->look.end_label);
        // A step in which nothing could learn leaves no point anywhere.
        Event nothing = stepEvent(5, 1);
        std::get<StepFinished>(nothing.what).losses.clear();
        chart.append(nothing);
        QCOMPARE(chart.data(curve(chart, QStringLiteral("train"))).size(), 4);
        // Steps repeated after a resume replace the old ones.
        chart.append(stepEvent(3, 1));
        QCOMPARE(chart.data(curve(chart, QStringLiteral("soft labels"))).size(), 2);
        QVERIFY(chart.data(curve(chart, QStringLiteral("hidden states"))).isEmpty());
        // Beside other runs the terms step back, and come again.
        chart.setOverlays({overlaid(QStringLiteral("other"), 1, 2, {0.5})});
        QVERIFY(!curve(chart, QStringLiteral("this run, soft labels"))->look.end_label);
        chart.setOverlays({});
        QVERIFY(curve(chart, QStringLiteral("soft labels"))->look.end_label);
        chart.clear();
        QVERIFY(!curve(chart, QStringLiteral("soft labels")));
    }
    void shortStagesAreNamedInFull() {
        LossChart chart;
        chart.append({0, 1000, StageStarted{0, "predecessor", 1000, {}}});
        for (int step = 1; step <= 1000; ++step) chart.append(stepEvent(step, 1));
        chart.append({1000, 1000, StageStarted{1, "replace", 10, {}}});
        for (int step = 1001; step <= 1010; ++step) chart.append(stepEvent(step, 1));
        chart.append({1010, 1000, StageStarted{2, "fine_tune", 10, {}}});
        for (int step = 1011; step <= 1020; ++step) chart.append(stepEvent(step, 1));
        const QString path = m_dir.filePath(QStringLiteral("stages.svg"));
        QCOMPARE(chart.saveTo(path, {800, 450}), QString());
        QString error;
        QMap<QString, double> heights;
        for (const SvgText& text : svgTexts(path, error)) heights[text.text] = text.y;
        QCOMPARE(error, QString());
        for (const char* name : {"predecessor", "replace", "fine_tune"}) QVERIFY2(heights.contains(QLatin1String(name)), name);
        QVERIFY(heights[QStringLiteral("replace")] != heights[QStringLiteral("fine_tune")]);
    }
    void everyChartOverStepsMarksTheStages() {
        LossChart loss;
        DepthHistoryChart history;
        TechniqueChart technique;
        const std::initializer_list<ChartView*> charts{&loss, &history, &technique};
        const auto append = [&](const Event& event) {
            loss.append(event);
            history.append(event);
            technique.append(event);
        };
        const auto texts = [&](ChartView* chart) {
            QString error;
            QStringList all;
            const QString path = m_dir.filePath(QStringLiteral("marked.svg"));
            chart->saveTo(path, {900, 450});
            for (const SvgText& text : svgTexts(path, error)) all << text.text;
            return all;
        };
        append({0, 1000, StageStarted{0, "predecessor", 500, {}}});
        for (int step = 1; step <= 300; ++step) append(scalarEvent(step, {{"theseus.rate", 0.5}}));
        append(wholeEvent(300, 3, 0.7));
        append({300, 1000, StageFinished{0, "early_stop"}});
        // The last stage that ended early, until another begins there.
        for (ChartView* chart : charts) QVERIFY2(texts(chart).contains(QStringLiteral("ended early")), qPrintable(chart->title()));
        append({300, 1000, StageStarted{1, "replace", 300, {}}});
        for (int step = 301; step <= 600; ++step) append(scalarEvent(step, {{"theseus.rate", 0.5}}));
        append(wholeEvent(600, 3, 0.7));
        append({600, 1000, StageFinished{1, "steps"}});
        for (ChartView* chart : charts) {
            const QStringList all = texts(chart);
            QVERIFY2(all.contains(QStringLiteral("predecessor")), qPrintable(chart->title()));
            QVERIFY2(all.contains(QStringLiteral("ended early · replace")), qPrintable(chart->title()));
        }
        // Resumed from a checkpoint before the second stage.
        append(scalarEvent(250, {{"theseus.rate", 0.5}}));
        QVERIFY(!texts(&technique).contains(QStringLiteral("ended early · replace")));
    }
    void whatADrawOrACacheCameToStandsInTheTitleLine() {
        TechniqueChart chart;
        chart.append(scalarEvent(1, {{"theseus.rate", 0.3}}));
        const auto detail = [&] { return chart.detail(); };
        QCOMPARE(detail(), QString());
        chart.append(scalarEvent(2, {{"theseus.rate", 0.3}, {"theseus.empty_draws", 1}}));
        QCOMPARE(detail(), QStringLiteral("empty draws: 1"));
        chart.append(scalarEvent(3, {{"theseus.rate", 0.3}, {"theseus.empty_draws", 14}}));
        QCOMPARE(detail(), QStringLiteral("empty draws: 14"));
        chart.clear();
        QCOMPARE(detail(), QString());
        chart.append(scalarEvent(1, {{"ladder.gate.2", 0.5}, {"ladder.cache_mib", 35.25}}));
        QVERIFY2(detail().startsWith(QStringLiteral("states kept: 3")), qPrintable(detail()));
    }
    void theRateOfReplacingIsShownWhileARunHasOne() {
        TrainingCharts charts;
        charts.resize(700, 1200);
        charts.show();
        QVERIFY(QTest::qWaitForWindowExposed(&charts));
        TechniqueChart* chart = charts.techniqueChart();
        charts.append(stepEvent(1, 1));
        charts.refresh();
        QVERIFY(!chart->isVisible());
        for (int step = 2; step <= 5; ++step) charts.append(scalarEvent(step, {{"theseus.rate", 0.1 * step}, {"theseus.replaced", 2}}));
        charts.refresh();
        settle();
        QVERIFY(chart->isVisible());
        QCOMPARE(chart->title(), QStringLiteral("Theseus rate"));
        QCOMPARE(chart->curves().size(), std::size_t(1));
        QCOMPARE(chart->data(curve(*chart, QStringLiteral("replacing rate"))).size(), 4);
        QCOMPARE(chart->data(curve(*chart, QStringLiteral("replacing rate"))).last().second, 0.5);
        charts.append(scalarEvent(3, {{"theseus.rate", 0.9}}));  // resumed from a checkpoint
        QCOMPARE(chart->data(curve(*chart, QStringLiteral("replacing rate"))).size(), 2);
        charts.clear();
        charts.refresh();
        QVERIFY(!chart->isVisible());
    }
    void eachGateHasItsLine() {
        TechniqueChart chart;
        for (int step = 1; step <= 1000; ++step)
            chart.append(scalarEvent(step, {{"ladder.gate.2", 0.5 + step * 1e-4}, {"ladder.gate.10", 0.5}}));
        QCOMPARE(chart.title(), QStringLiteral("Gates"));
        const auto moving = chart.data(curve(chart, QStringLiteral("gate 2"))), still = chart.data(curve(chart, QStringLiteral("gate 10")));
        QVERIFY(moving.size() < 1000 && moving.size() > 90);
        QVERIFY(still.size() > 1);
        // However few points are kept, the line is never far from what was said.
        for (const auto& [step, share] : moving) QVERIFY(std::abs(share - (0.5 + step * 1e-4)) < 1e-9);
        QVERIFY(moving.last().first >= 980);
    }
    void aModelOfOneDepthIsOnePoint() {
        DepthChart chart;
        chart.append(wholeEvent(20, 3, 0.7));
        const QList<std::pair<double, double>> point{{3, 70}};
        QCOMPARE(chart.data(curve(chart, QStringLiteral("accuracy"))), point);
        QVERIFY(!labelTexts(chart).filter(QStringLiteral("as a whole only")).isEmpty());
        QCOMPARE(chart.results().size(), std::size_t(1));
        DepthHistoryChart history;
        history.append(wholeEvent(20, 3, 0.7));
        history.append(wholeEvent(40, 3, 0.8));
        QCOMPARE(history.curves().size(), std::size_t(1));
        QCOMPARE(history.data(curve(history, QStringLiteral("depth 3"))).size(), 2);
    }
    void depthsOfStagesWithOtherModelsAreNotMixed() {
        const std::vector<Event> events{{0, 1000, StageStarted{0, "predecessor", 20, {}}},
                                        evaluationEvent(20, {0.1, 0.2, 0.3, 0.4}),
                                        {20, 1000, StageStarted{1, "successor", 20, {}}},
                                        ofStage(1, evaluationEvent(40, {0.5, 0.6}))};
        DepthHistoryChart history;
        for (const Event& event : events) history.append(event);
        const QList<std::pair<double, double>> before{{20, 20}}, after{{40, 60}};
        QCOMPARE(history.data(curve(history, QStringLiteral("depth 2, predecessor"))), before);
        QCOMPARE(history.data(curve(history, QStringLiteral("depth 2, successor"))), after);
        QVERIFY(!curve(history, QStringLiteral("depth 4, predecessor"))->look.end_label);
        QVERIFY(curve(history, QStringLiteral("depth 2, successor"))->look.end_label);
        // A checkpoint of the first stage is gone on from: the same curve.
        history.append(evaluationEvent(20, {0.1, 0.25, 0.3, 0.4}));
        QCOMPARE(history.data(curve(history, QStringLiteral("depth 2"))).size(), 1);

        DepthChart depths;
        for (const Event& event : events) depths.append(event);
        QCOMPARE(depths.results().size(), std::size_t(2));
        for (const ChartCurve* one : depths.curves()) QVERIFY(one->count == 0 || one->max_x <= 2);

        RunCurves run;
        extend(run, events);
        QCOMPARE(run.full, (QList<double>{40, 60}));
        QCOMPARE(run.half_evaluated, QList<double>{40});  // half of two, not of four
        QCOMPARE(run.half, QList<double>{50});
        QCOMPARE(run.newest.at("valid").depths.size(), std::size_t(2));
        extend(run, {ofStage(2, wholeEvent(60, 1, 0.9))});
        QVERIFY(run.half.isEmpty());
        QCOMPARE(run.newest.at("valid").depths.size(), std::size_t(1));
    }
    void stagesWithAsManyLayersGoOnInOneCurve() {
        DepthHistoryChart history;
        history.append(evaluationEvent(20, {0.1, 0.2}));
        history.append(ofStage(1, evaluationEvent(40, {0.3, 0.4})));
        QCOMPARE(history.data(curve(history, QStringLiteral("depth 2"))).size(), 2);
        RunCurves run;
        extend(run, {evaluationEvent(20, {0.1, 0.2}), ofStage(1, evaluationEvent(40, {0.3, 0.4}))});
        QCOMPARE(run.half, (QList<double>{10, 30}));
    }
    void aStageWithAnotherTaskBeginsAnew() {
        TrainingCharts charts;
        charts.append(startEvent("hops", {{"majority", 0.25}}));
        charts.append(difficultyEvent(10, {{0, 0.5}, {1, 0.25}}));
        charts.append(difficultyEvent(20, {{0, 0.75}, {1, 0.5}}));
        charts.append(confusionEvent(20, {{1, 2}, {3, 4}}));
        charts.refresh();
        QVERIFY(charts.difficultyChart()->hasDifficulty());
        QVERIFY(charts.confusionChart()->hasMatrix());
        // A stage on the same data says nothing of it, and nothing changes.
        charts.append({20, 1000, StageStarted{1, "again", 10, {}}});
        QVERIFY(charts.confusionChart()->hasMatrix());
        TaskFacts other;
        other.difficulty = "depth";
        other.labels = {"no", "yes"};
        other.baselines = {{"majority", 0.75}};
        charts.append({20, 1000, StageStarted{2, "other", 10, other}});
        charts.refresh();
        QVERIFY(!charts.confusionChart()->hasMatrix());
        QVERIFY(charts.difficultyChart()->title().contains(QLatin1String("depth")));
        for (const ChartCurve* one : charts.difficultyChart()->curves()) QCOMPARE(one->count, std::int64_t(0));
        const QString path = m_dir.filePath(QStringLiteral("baselines.svg"));
        charts.append(ofStage(2, evaluationEvent(30, {0.2, 0.9})));
        QCOMPARE(charts.depthChart()->saveTo(path, {800, 450}), QString());
        QString error;
        QStringList texts;
        for (const SvgText& text : svgTexts(path, error)) texts << text.text;
        QVERIFY(!texts.filter(percentText(0.75)).isEmpty());
        QVERIFY(texts.filter(percentText(0.25)).isEmpty());
        // A task without difficulty has no such chart.
        charts.append({30, 1000, StageStarted{3, "plain", 10, TaskFacts{}}});
        QVERIFY(!charts.difficultyChart()->hasDifficulty());
        RunCurves run;
        extend(run, {startEvent("hops"), difficultyEvent(10, {{0, 0.5}}), {10, 1000, StageStarted{1, "other", 10, other}}});
        QCOMPARE(run.difficulty, std::string("depth"));
        QVERIFY(run.newest.at("valid").by_difficulty.empty());
    }
};

int main(int argc, char** argv) { return runUiTest<TestCharts>(argc, argv); }
#include "tst_charts.moc"
