// How long the charts keep the window's thread: panning over a million points, many runs at once, the crosshair, and
// steps that arrive. Prints one line of JSON for each; exits with 1 if panning does not reach 60 frames a second.
#include <QtWidgets>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "ui/charts/qcustomplot.h"
#include "ui/charts/training_charts.h"
#include "ui/theme.h"

using namespace layerlab;

namespace {

constexpr double frame_ms = 1000.0 / 60;
constexpr QSize chart_size(900, 600);
constexpr int failed = 1;

double at(const std::vector<double>& sorted, double part) {
    const auto index = static_cast<std::size_t>(std::ceil(part * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(index, 1, sorted.size()) - 1];
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

// In milliseconds, ascending.
std::vector<double> timesOf(int count, const std::function<void(int)>& work) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer clock;
        clock.start();
        work(i);
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times;
}

void print(const char* name, const QString& config, const std::vector<double>& sorted) {
    const QJsonObject line{{"name", name},
                           {"config", config + QStringLiteral(", ") + QGuiApplication::platformName()},
                           {"median", rounded(at(sorted, 0.5))},
                           {"p99", rounded(at(sorted, 0.99))},
                           {"min", rounded(sorted.front())},
                           {"max", rounded(sorted.back())},
                           {"unit", "ms"}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

Event stepEvent(std::int64_t step, double loss) {
    StepFinished finished;
    finished.losses["task"] = loss;
    return {step, 0, finished};
}

// Falls slowly, under noise.
double lossAt(int step, QRandomGenerator& random) { return 2.5 / (1 + step * 1e-5) + random.generateDouble() * 0.5; }

void show(QWidget& widget) {
    widget.resize(chart_size);
    widget.show();
    for (int i = 0; i < 20; ++i) QCoreApplication::processEvents();
}

// Draws at once, and brings it to the window's buffer.
void paint(ChartView& chart) {
    chart.plot()->replot(QCustomPlot::rpImmediateRefresh);
    QCoreApplication::processEvents();
}

bool panning(bool log_x) {
    constexpr int points = 1000000;
    QRandomGenerator random(7);
    LossChart chart;
    for (int step = 1; step <= points; ++step) chart.append(stepEvent(step, lossAt(step, random)));
    chart.setLogX(log_x);
    chart.refresh();
    show(chart);
    paint(chart);
    QCPAxis* axis = chart.plot()->xAxis;
    const auto times = timesOf(200, [&](int i) {
        const double part = i < 100 ? -0.002 : 0.002;
        if (log_x) axis->moveRange(std::pow(axis->range().upper / axis->range().lower, part));
        else axis->moveRange(axis->range().size() * part);
        paint(chart);
    });
    print(
        "charts/pan",
        QStringLiteral("1 M points raw and smoothed, %1 x, 900x600").arg(log_x ? QStringLiteral("logarithmic") : QStringLiteral("linear")),
        times);

    // Before the next: hovering over the same million.
    const QRect area = chart.plot()->axisRect()->rect();
    const auto hovering = timesOf(500, [&](int i) {
        const QPointF place(area.left() + (i * 7) % area.width(), area.center().y());
        QMouseEvent move(QEvent::MouseMove, place, chart.plot()->mapToGlobal(place), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(chart.plot(), &move);
        QCoreApplication::processEvents();
    });
    print("charts/hover", QStringLiteral("1 M points, 900x600"), hovering);

    chart.fit();
    int step = points;
    const auto arriving = timesOf(50, [&](int) {
        for (int i = 0; i < 1000; ++i) {
            ++step;
            chart.append(stepEvent(step, lossAt(step, random)));
        }
        chart.refresh();
        QCoreApplication::processEvents();
    });
    print("charts/append", QStringLiteral("1,000 steps after 1 M, with their replot, 900x600"), arriving);
    return at(times, 0.5) <= frame_ms;
}

void manyRuns() {
    constexpr int runs = 20, steps = 50000;
    QRandomGenerator random(11);
    std::vector<RunCurves> curves;
    for (int run = 0; run < runs; ++run) {
        RunCurves one;
        one.folder = one.name = QStringLiteral("run %1").arg(run + 1);
        one.colour = run;
        for (int step = 1; step <= steps; ++step) {
            one.steps.append(step);
            one.losses.append(lossAt(step * 20, random) + run * 0.05);
        }
        curves.push_back(std::move(one));
    }
    LossChart chart;
    chart.setOverlays(curves);
    chart.refresh();
    show(chart);
    print("charts/replot_runs", QStringLiteral("20 runs of 50,000 steps, smoothed, 900x600"), timesOf(100, [&](int) { paint(chart); }));
    print("charts/smooth_runs", QStringLiteral("20 runs of 50,000 steps, 900x600"), timesOf(20, [&](int i) {
              chart.setSmoothing(0.5 + i * 0.02);
              QCoreApplication::processEvents();
          }));
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setStyle(QStringLiteral("Fusion"));
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("LayerLab"));
    QCoreApplication::setApplicationName(QStringLiteral("LayerLabBench"));
    setTheme(Theme::light());
    const bool linear = panning(false);
    const bool logarithmic = panning(true);
    manyRuns();
    return linear && logarithmic ? 0 : failed;
}
