#include "ui/compare/compare_depth_chart.h"

#include <QEvent>
#include <QSet>
#include <algorithm>
#include <cmath>

#include "engine/runs/comparison.h"
#include "ui/charts/curve_graph.h"
#include "ui/charts/legible.h"
#include "ui/compare/compare_words.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr double least_room = 5;  // per cent, around the means
constexpr float band_opacity = 0.14F;

}  // namespace

CompareDepthChart::CompareDepthChart(QWidget* parent) : ChartView(parent), m_comparison(std::make_shared<Comparison>()) {
    setObjectName(QStringLiteral("compareDepths"));
    setTitle(tr("Accuracy by depth"));
    setAxisTitles(tr("layers kept"), tr("accuracy, %"));
    setFormats({}, [](double percent) { return percentText(percent / 100); });
    setIntegerX(true);
    setYLimits(0, 100);
    connect(plot(), &QCustomPlot::beforeReplot, this, [this] {
        for (const auto& [bars, group] : m_bars) bars->setVisible(m_means[group]->shown);
    });
}

void CompareDepthChart::removeAll() {
    for (const auto& [bars, group] : m_bars) plot()->removePlottable(bars);
    m_bars.clear();
    // The upper edge first: its fill reaches to the lower one.
    for (const Band& band : m_bands)
        if (band.high) {
            removeCurve(band.high);
            removeCurve(band.low);
        }
    for (ChartCurve* curve : m_means) removeCurve(curve);
    m_bands.clear();
    m_means.clear();
}

void CompareDepthChart::show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks) {
    QSet<QString> hidden;
    for (const ChartCurve* curve : m_means)
        if (!curve->shown) hidden << curve->name;
    removeAll();
    m_comparison = comparison;
    m_looks = looks;
    int most = 0;
    double lowest = no_limit, highest = no_limit;  // of the means, in per cent
    std::size_t seeds = 0;
    bool same_seeds = true, any_band = false;
    for (std::size_t i = 0; i < comparison->groups.size(); ++i) {
        const ComparedGroup& group = comparison->groups[i];
        QList<double> depths, means, low_depths, lows, highs;
        for (const auto& [depth, accuracy] : group.accuracy_by_depth) {
            depths << depth;
            means << accuracy.mean * 100;
            lowest = std::isnan(lowest) ? means.last() : std::min(lowest, means.last());
            highest = std::isnan(highest) ? means.last() : std::max(highest, means.last());
            lows << std::max(0.0, accuracy.low) * 100;
            highs << std::min(1.0, accuracy.high) * 100;
            any_band = any_band || accuracy.count > 1;
            if (accuracy.count > 1) low_depths << depth;
            same_seeds = same_seeds && (seeds == 0 || seeds == accuracy.count);
            seeds = std::max(seeds, accuracy.count);
            most = std::max(most, depth);
        }
        const bool band = !low_depths.isEmpty();
        const QString name = QString::fromStdString(group.name);
        Band edges;
        CurveLook edge;
        edge.color = [](const Theme&) { return QColor(Qt::transparent); };
        edge.in_values = false;
        if (band) {
            edges.low = addCurve(tr("%1, low").arg(name), edge);
            edges.high = addCurve(tr("%1, high").arg(name), edge);
            setData(edges.low, depths, lows);
            setData(edges.high, depths, highs);
        }
        m_bands.push_back(edges);
        CurveLook look = curveLook(looks[i]);
        look.width = 2.2;
        look.points = true;
        look.end_label = true;
        if (depths.size() == 1) {
            look.line = false;
            look.shape = CurveLook::Shape::Diamond;
            look.point_size = 13;
            look.end_text = QStringLiteral("\u25c6 ") + name;
        } else if (depths.size() > 24) {
            look.point_size = 4.5;
        }
        ChartCurve* mean = addCurve(name, look);
        setData(mean, depths, means);
        m_means.push_back(mean);
        if (band && depths.size() == 1) {
            auto* bars = new QCPErrorBars(plot()->xAxis, plot()->yAxis);
            bars->removeFromLegend();
            bars->setSelectable(QCP::stNone);
            bars->setDataPlottable(mean->graph);
            bars->setSymbolGap(look.point_size);
            bars->setData({means.first() - lows.first()}, {highs.first() - means.first()});
            m_bars.emplace_back(bars, i);
        }
        if (!band) continue;
        edge.with = mean;
        setLook(edges.low, edge);
        setLook(edges.high, edge);
        if (hidden.contains(name)) setCurveShown(mean, false);
    }
    for (ChartCurve* curve : m_means)
        if (hidden.contains(curve->name)) setCurveShown(curve, false);
    // A single mark is easily under a line.
    for (ChartCurve* curve : m_means)
        if (!curve->look.line) curve->graph->setLayer(curve->graph->layer());
    fillBands();
    // Two seeds may have an interval as wide as the axis; that must not press the means into one line.
    const double room = std::max(least_room, highest - lowest);
    setYLimits(std::isnan(lowest) ? 0 : std::max(0.0, lowest - room), std::isnan(highest) ? 100 : std::min(100.0, highest + room));
    if (most > 0) setXRange(0.5, most + 0.5);
    else setXRange(no_limit, no_limit);
    if (!any_band) setDetail(QString());
    else if (same_seeds) setDetail(tr("mean of %1, band = 95 % interval").arg(seedsText(seeds)));
    else setDetail(tr("mean over seeds, band = 95 % interval"));
    refresh();
}

void CompareDepthChart::fillBands() {
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        if (!m_bands[i].high) continue;
        QColor colour = theme().categorical(m_looks[i].colour);
        colour.setAlphaF(band_opacity);
        m_bands[i].high->graph->setBrush(colour);
        m_bands[i].high->graph->setChannelFillGraph(m_bands[i].low->graph);
    }
    for (const auto& [bars, group] : m_bars)
        bars->setPen(QPen(blended(theme().categorical(m_looks[group].colour), theme().panel, 0.5), 1.2));
}

void CompareDepthChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) fillBands();
    ChartView::changeEvent(event);
}

// A group with one depth has a value there and nowhere else.
bool CompareDepthChart::valueAt(const ChartCurve* curve, double x, double* key, double* value) const {
    return nearest(curve, x, key, value) && std::lround(*key) == std::lround(x);
}

QList<ChartView::TooltipLine> CompareDepthChart::tooltipAt(double x) const {
    const int depth = static_cast<int>(std::lround(x));
    std::vector<std::pair<double, TooltipLine>> values;
    for (std::size_t i = 0; i < m_means.size(); ++i) {
        const auto& accuracies = m_comparison->groups[i].accuracy_by_depth;
        const auto found = accuracies.find(depth);
        if (found == accuracies.end() || !m_means[i]->shown) continue;
        values.push_back({found->second.mean,
                          {m_means[i]->name + QStringLiteral("  ") + meanText(found->second), m_means[i]->look.color(theme()), false}});
    }
    if (values.empty()) return {};
    std::stable_sort(values.begin(), values.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
    QList<TooltipLine> lines{{layersText(depth), {}, true}};
    for (const auto& [mean, line] : values) lines.append(line);
    return lines;
}

QString CompareDepthChart::summary() const {
    QStringList parts;
    for (const ComparedGroup& group : m_comparison->groups)
        if (!group.accuracy_by_depth.empty()) {
            const auto& [depth, accuracy] = *group.accuracy_by_depth.rbegin();
            parts << tr("%1 %2 with %3").arg(QString::fromStdString(group.name), meanText(accuracy), layersText(depth));
        }
    if (parts.isEmpty()) return ChartView::summary();
    return title() + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

}  // namespace layerlab
