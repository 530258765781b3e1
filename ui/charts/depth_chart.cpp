#include "ui/charts/depth_chart.h"

#include <QMetaMethod>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/charts/baseline_lines.h"
#include "ui/charts/evenly.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr std::size_t mostNamed = 8;  // depths of the summary

}  // namespace

QString routeText(const Route& route) {
    QStringList parts;
    for (std::size_t i = 0; i < route.size();) {
        std::size_t end = i + 1;
        while (end < route.size() && route[end] == route[end - 1] + 1) ++end;
        if (end - i >= 3) {
            parts.append(QStringLiteral("%1\u2013%2").arg(route[i]).arg(route[end - 1]));
            i = end;
        } else {
            parts.append(QString::number(route[i++]));
        }
    }
    return parts.join(QLatin1Char(' '));
}

QString strategyText(const std::string& strategy) {
    if (strategy == "every_other") return DepthChart::tr("every other layer");
    if (strategy == "first") return DepthChart::tr("first layers");
    if (strategy == "last") return DepthChart::tr("last layers");
    return QString::fromStdString(strategy).replace(QLatin1Char('_'), QLatin1Char(' '));
}

DepthChart::DepthChart(QWidget* parent) : ChartView(parent), m_baselines(new BaselineLines(*this)) {
    setTitle(tr("Accuracy by depth"));
    setAxisTitles(tr("layers kept"), tr("accuracy, %"));
    setEmptyText(tr("The accuracy of each pruned depth appears here at the first evaluation."));
    setFormats({}, [](double percent) { return percentText(percent / 100); });
    setIntegerX(true);
    setYLimits(0, 100);
}

void DepthChart::clear() {
    m_fading.clear();
    m_baselines->clear();
    hideCrosshair();
    m_results.clear();
    showTest({});
    m_searched = false;
    m_most = m_full = m_stage = 0;
    setDetail(QString());
    showOverlays();
    fit();
}

void DepthChart::setOverlays(const std::vector<RunCurves>& runs) {
    const auto update = [this](Overlay& overlay, const RunCurves& run) {
        if (!overlay.curve) overlay.curve = addCurve(run.name, {});
        setLook(overlay.curve, overlaidPointsLook(run.colour));
        overlay.newest = run.newest;
    };
    updateOverlays(m_overlays, runs, update, [this](const Overlay& overlay) { removeCurve(overlay.curve); });
    m_fading.setAmongOthers(!m_overlays.empty());
    showOverlays();
}

void DepthChart::showOverlays() {
    for (const Overlay& overlay : m_overlays) {
        const Comparable shown = comparable(overlay.newest, m_fading.split(), overlay.name);
        QList<double> depths, accuracies;
        if (shown.values)
            for (const RouteResult& result : shown.values->depths) {
                depths.append(result.depth());
                accuracies.append(result.accuracy * 100);
            }
        setName(overlay.curve, shown.name);
        setData(overlay.curve, depths, accuracies);
    }
    showRange();
}

void DepthChart::append(const Event& event) {
    if (m_baselines->take(event)) markChanged();
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated) return;
    const std::vector<RouteResult> measured = depthsOf(*evaluated);
    if (measured.empty()) return;
    // A search is followed by the same routes on test data: a second curve beside the first.
    const bool search = evaluated->strategy == "search";
    if (std::exchange(m_searched, search) && search && evaluated->split == "test") return showTest(measured);
    showTest({});
    const int full = evaluated->full.depth() > 0 ? evaluated->full.depth() : measured.back().depth();
    // Depths of a stage with another number of layers are those of another model.
    if (evaluated->stage != m_stage && full != m_full && m_full > 0) {
        m_fading.clear();
        m_most = 0;
    }
    m_stage = evaluated->stage;
    m_full = full;
    m_results = measured;
    QList<double> depths, accuracies;
    for (const RouteResult& result : m_results) {
        depths.append(result.depth());
        accuracies.append(result.accuracy * 100);
        m_most = std::max(m_most, result.depth());
    }
    const std::string before = m_fading.split();
    m_fading.add(event.step, evaluated->split, depths, accuracies);
    if (evaluated->split != before) showOverlays();
    else showRange();

    QStringList detail = measuredOn(*evaluated, event.step);
    if (evaluated->depths.empty()) detail.prepend(tr("measured as a whole only: no smaller depth was trained"));
    else if (!evaluated->strategy.empty()) detail.prepend(strategyText(evaluated->strategy));
    setDetail(detail.join(QStringLiteral(" \u00b7 ")));
}

void DepthChart::showTest(const std::vector<RouteResult>& measured) {
    m_test_results = measured;
    if (measured.empty() && !m_test) return;
    if (!m_test) {
        CurveLook look;
        look.color = [](const Theme& t) { return t.warning; };
        look.width = 1.6;
        look.dashes = {4, 3};
        look.points = true;
        look.shape = CurveLook::Shape::Diamond;
        look.end_label = true;
        m_test = addCurve(tr("test data"), look);
    }
    QList<double> depths, accuracies;
    for (const RouteResult& result : measured) {
        depths.append(result.depth());
        accuracies.append(result.accuracy * 100);
    }
    setData(m_test, depths, accuracies);
}

void DepthChart::showRange() {
    double most = m_most;
    for (const Overlay& overlay : m_overlays)
        if (overlay.curve->count > 0) most = std::max(most, overlay.curve->max_x);
    if (most > 0) setXRange(0.5, most + 0.5);
    else setXRange(no_limit, no_limit);
}

QList<ChartView::TooltipLine> DepthChart::tooltipAt(double x) const {
    const int depth = static_cast<int>(std::lround(x));
    const QString layers = depth == 1 ? tr("1 layer") : tr("%1 layers").arg(depth);
    QList<TooltipLine> lines;
    std::vector<std::pair<double, TooltipLine>> values;  // of the runs, when there are several
    for (const RouteResult& result : m_results) {
        if (result.depth() != depth || !m_fading.newest()->shown) continue;
        lines.append({tr("%1: %2").arg(layers, routeText(result.slots)), {}, true});
        QStringList figures;
        if (m_overlays.empty()) figures.append(percentText(result.accuracy));
        else values.push_back({result.accuracy * 100, valueLine(*m_fading.newest(), result.accuracy * 100)});
        if (result.parameters > 0) figures.append(countText(static_cast<double>(result.parameters)));
        if (result.flops > 0) figures.append(flopsText(result.flops));
        if (result.latency_ms) figures.append(millisecondsText(*result.latency_ms));
        if (!figures.isEmpty()) lines.append({figures.join(QStringLiteral(" \u00b7 ")), {}, false});
        for (const RouteResult& test : m_test_results)
            if (test.depth() == depth && m_test->shown)
                lines.append({tr("%1 on test data").arg(percentText(test.accuracy)), m_test->look.color(theme()), false});
        break;
    }
    for (const Overlay& overlay : m_overlays) {
        double key = 0, value = 0;
        if (overlay.curve->shown && nearest(overlay.curve, depth, &key, &value) && std::lround(key) == depth)
            values.push_back({value, valueLine(*overlay.curve, value)});
    }
    if (lines.isEmpty() && !values.empty()) lines.append({layers, {}, true});
    std::stable_sort(values.begin(), values.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
    for (const auto& [value, line] : values) lines.append(line);
    if (!m_results.empty() && isSignalConnected(QMetaMethod::fromSignal(&DepthChart::depthClicked)))
        lines.append({tr("click to choose this depth"), {}, false});
    return lines;
}

ChartView::TooltipLine DepthChart::valueLine(const ChartCurve& curve, double value) const {
    return {curve.name + QStringLiteral("  ") + yText(value), curve.look.color(theme()), false};
}

void DepthChart::clicked(const QPointF& pixel) {
    int best = 0;
    double distance = 14;
    for (const RouteResult& result : m_results) {
        const QPointF offset = toPixel(result.depth(), result.accuracy * 100) - pixel;
        if (const double d = std::hypot(offset.x(), offset.y()); d < distance) {
            distance = d;
            best = result.depth();
        }
    }
    if (best > 0 && m_fading.newest()->shown) Q_EMIT depthClicked(best);
}

QString DepthChart::summary() const {
    if (m_results.empty()) return ChartView::summary();
    QStringList parts;
    for (const std::size_t i : evenly(m_results.size(), mostNamed))
        parts.append(tr("%1 of depth %2").arg(percentText(m_results[i].accuracy)).arg(m_results[i].depth()));
    return tr("%1 at step %2: %3").arg(title(), stepText(m_fading.step()), parts.join(QStringLiteral(", ")));
}

}  // namespace layerlab
