// The charts: no value is lost or invented, the view follows or stays as asked, and exports say what the screen says.
#include "tests/ui/ui_fixture.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/qcustomplot.h"
#include "ui/charts/training_charts.h"

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
    void aReferenceStaysWhenTheRunChanges() {
        DepthChart chart;
        std::vector<RouteResult> results(2);
        results[0].slots = {1};
        results[0].accuracy = 0.25;
        results[1].slots = {1, 2};
        results[1].accuracy = 0.5;
        chart.setReference(QStringLiteral("other"), results);
        chart.append(evaluationEvent(10, {0.1, 0.2}));
        chart.clear();
        QVERIFY(chart.results().empty());
        QCOMPARE(chart.data(curve(chart, QStringLiteral("other"))).last().second, 50.0);
        chart.setReference(QStringLiteral("other"), {});
        QVERIFY(!curve(chart, QStringLiteral("other")));
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
};

int main(int argc, char** argv) { return runUiTest<TestCharts>(argc, argv); }
#include "tst_charts.moc"
