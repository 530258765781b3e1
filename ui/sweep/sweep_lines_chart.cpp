#include "ui/sweep/sweep_lines_chart.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSet>
#include <QSignalBlocker>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/charts/curve_graph.h"
#include "ui/charts/qcustomplot.h"
#include "ui/format.h"
#include "ui/inspector/wheel_guard.h"

namespace layerlab {

namespace {

constexpr float band_opacity = 0.14F;
constexpr int colours = 8;
constexpr std::size_t most_named = 12;  // lines with a name at their end

// Lines of one colour differ in their pattern.
QList<double> dashesOf(int line) {
    static const std::array<QList<double>, 5> patterns{QList<double>{}, {9, 3}, {9, 3, 2, 3}, {5, 3}, {9, 3, 2, 3, 2, 3}};
    return patterns[static_cast<std::size_t>(line / colours) % patterns.size()];
}

QString meanText(const SweepMeasure& measure, const Interval& interval) {
    const QString mean = measureText(measure, interval.mean);
    if (interval.count < 2) return mean;
    QString half = measure.unit == QLatin1String("%") ? QString::number(interval.half(), 'f', 1) : valueText(interval.half());
    return SweepLinesChart::tr("%1 ± %2 (%3 runs)").arg(mean, half).arg(interval.count);
}

}  // namespace

SweepLinesChart::SweepLinesChart(QWidget* parent) : ChartView(parent), m_key(new QComboBox(this)) {
    setObjectName(QStringLiteral("sweepLines"));
    setFractionalX();
    setSortedValues(true);
    setEmptyText(tr("A line for each combination appears here as runs finish."));
    m_key->setObjectName(QStringLiteral("sweepLinesKey"));
    m_key->setAccessibleName(tr("Key on the horizontal axis"));
    m_key->setToolTip(tr("Which key goes from left to right"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_key->setMinimumContentsLength(8);
    guardWheel(m_key);
    connect(m_key, &QComboBox::activated, this, [this] {
        m_along = m_key->currentIndex();
        draw();
    });
    auto* spaced = new QWidget(this);
    auto* line = new QHBoxLayout(spaced);
    line->setContentsMargins(8, 0, 2, 0);
    line->addWidget(m_key);
    addControl(spaced);
}

void SweepLinesChart::show(const ShownSweep& sweep, int measure) {
    const bool other = sweep.folder != m_sweep.folder || sweep.state.keys != m_sweep.state.keys;
    const bool same_measure = measure == m_measure;
    m_sweep = sweep;
    m_axes = sweepAxes(sweep);
    m_measure = measure;
    if (other) {
        m_along = firstAxisToShow(m_axes);
        chooseKeys();
    }
    // Time passes in a queue although no run has finished; zoom and crosshair stay meanwhile.
    if (other || !same_measure || sweepLines(m_sweep, m_axes, m_along, this->measure()) != m_lines) draw();
}

void SweepLinesChart::chooseKeys() {
    const QSignalBlocker quiet(m_key);
    m_key->clear();
    for (const SweepAxis& axis : m_axes) m_key->addItem(axis.name, QString::fromStdString(axis.key));
    m_key->setCurrentIndex(m_along);
    m_key->setVisible(m_axes.size() > 1);
}

void SweepLinesChart::removeAll() {
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

QString SweepLinesChart::valueName(double x) const {
    if (m_along < 0) return {};
    const SweepAxis& axis = m_axes[static_cast<std::size_t>(m_along)];
    if (axis.isNumeric()) return QString::number(std::abs(x) < 1e-12 ? 0 : x, 'g', 4);
    const auto i = static_cast<int>(std::lround(x));
    return x == std::floor(x) && i >= 0 && i < axis.values.size() ? axis.values[i] : QString();
}

void SweepLinesChart::draw() {
    QSet<QString> hidden;
    for (const ChartCurve* curve : m_means)
        if (!curve->shown) hidden << curve->name;
    removeAll();
    const SweepMeasure& what = measure();
    m_lines = sweepLines(m_sweep, m_axes, m_along, what);
    const SweepAxis* axis = m_along >= 0 ? &m_axes[static_cast<std::size_t>(m_along)] : nullptr;
    setTitle(axis ? tr("%1 by %2").arg(headline(what), axis->name) : headline(what));
    setAxisTitles(axis ? axis->name : QString(), measureTitle(what));
    setFormats([this](double x) { return valueName(x); }, [this](double y) { return measureText(measure(), y); });
    setYLimits(what.more_is_better && what.scale == 100 ? 0 : no_limit, what.scale == 100 ? 100 : no_limit);
    const QString drawn = m_sweep.folder + QLatin1Char('\n') + (axis ? QString::fromStdString(axis->key) : QString());
    if (drawn != m_drawn && axis) {
        m_drawn = drawn;
        setLogX(axis->isNumeric() && axis->isGeometric());
    }
    bool any_band = false;
    int number = 0;
    for (const SweepLine& line : m_lines) {
        QList<double> x, means, lows, highs;
        bool several = false;
        for (const SweepLine::Spot& spot : line.spots) {
            x << axis->position(spot.value);
            means << spot.interval.mean;
            lows << (what.scale == 100 ? std::max(0.0, spot.interval.low) : spot.interval.low);
            highs << (what.scale == 100 ? std::min(100.0, spot.interval.high) : spot.interval.high);
            several = several || spot.interval.count > 1;
        }
        any_band = any_band || several;
        const QString name = line.name.isEmpty() ? what.name : line.name;
        Band edges;
        CurveLook edge;
        edge.color = [](const Theme&) { return QColor(Qt::transparent); };
        edge.in_values = false;
        if (several) {
            edges.low = addCurve(tr("%1, low").arg(name), edge);
            edges.high = addCurve(tr("%1, high").arg(name), edge);
            setData(edges.low, x, lows);
            setData(edges.high, x, highs);
        }
        m_bands.push_back(edges);
        CurveLook look;
        look.color = [number](const Theme& t) { return t.categorical(number); };
        look.dashes = dashesOf(number);
        look.width = 2.2;
        look.points = true;
        look.end_label = m_lines.size() > 1 && m_lines.size() <= most_named;
        ChartCurve* mean = addCurve(name, look);
        setData(mean, x, means);
        m_means.push_back(mean);
        ++number;
        if (!several) continue;
        edge.with = mean;
        setLook(edges.low, edge);
        setLook(edges.high, edge);
    }
    for (ChartCurve* curve : m_means)
        if (hidden.contains(curve->name)) setCurveShown(curve, false);
    fillBands();
    // All of the axis from the beginning, so that a queue fills the chart and does not stretch it.
    if (axis && !axis->values.isEmpty()) {
        double least = axis->position(0), most = least;
        for (int i = 0; i < axis->values.size(); ++i) {
            least = std::min(least, axis->position(i));
            most = std::max(most, axis->position(i));
        }
        const bool log = logX();
        const double room = log ? std::pow(most / least, 0.03) : (most - least) * 0.03;
        if (most > least) setXRange(log ? least / room : least - room, log ? most * room : most + room);
        else setXRange(no_limit, no_limit);
    }
    setDetail(any_band ? tr("mean over seeds, band = 95 % interval") : QString());
    refresh();
}

void SweepLinesChart::fillBands() {
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        if (!m_bands[i].high) continue;
        QColor colour = theme().categorical(static_cast<int>(i));
        colour.setAlphaF(band_opacity);
        m_bands[i].high->graph->setBrush(colour);
        m_bands[i].high->graph->setChannelFillGraph(m_bands[i].low->graph);
    }
}

void SweepLinesChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) fillBands();
    ChartView::changeEvent(event);
}

// A line has values where runs were made, and nowhere between.
bool SweepLinesChart::valueAt(const ChartCurve* curve, double x, double* key, double* value) const {
    return nearest(curve, x, key, value) && std::abs(*key - x) <= 1e-9 * std::max(1.0, std::abs(x));
}

QList<ChartView::TooltipLine> SweepLinesChart::tooltipAt(double x) const {
    if (m_along < 0) return {};
    const SweepAxis& axis = m_axes[static_cast<std::size_t>(m_along)];
    std::vector<std::pair<double, TooltipLine>> values;
    for (std::size_t i = 0; i < m_lines.size() && i < m_means.size(); ++i) {
        if (!m_means[i]->shown) continue;
        for (const SweepLine::Spot& spot : m_lines[i].spots) {
            const double at = axis.position(spot.value);
            if (std::abs(at - x) > 1e-9 * std::max(1.0, std::abs(x))) continue;
            const QString text = m_means[i]->name + QStringLiteral("  ") + meanText(measure(), spot.interval);
            values.push_back({spot.interval.mean, {text, m_means[i]->look.color(theme()), false}});
        }
    }
    if (values.empty()) return {};
    std::stable_sort(values.begin(), values.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
    QList<TooltipLine> lines{{axis.name + QLatin1Char(' ') + valueName(x), {}, true}};
    for (std::size_t i = 0; i < values.size() && i < most_named; ++i) lines.append(values[i].second);
    return lines;
}

QString SweepLinesChart::summary() const {
    QStringList parts;
    if (m_along >= 0)
        for (std::size_t i = 0; i < m_lines.size() && i < most_named; ++i) {
            QStringList spots;
            for (const SweepLine::Spot& spot : m_lines[i].spots)
                spots << m_axes[static_cast<std::size_t>(m_along)].values[spot.value] + QLatin1Char(' ') +
                             measureText(measure(), spot.interval.mean);
            parts << (m_lines[i].name.isEmpty() ? QString() : m_lines[i].name + QStringLiteral(": ")) + spots.join(QStringLiteral(", "));
        }
    if (parts.isEmpty()) return ChartView::summary();
    return title() + QStringLiteral(": ") + parts.join(QStringLiteral("; "));
}

}  // namespace layerlab
