#include "ui/compare/compare_cost_chart.h"

#include <QComboBox>
#include <QSet>
#include <QSettings>
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/runs/comparison.h"
#include "ui/charts/depth_chart.h"
#include "ui/charts/qcustomplot.h"
#include "ui/compare/compare_words.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr double reach = 14;  // pixels from a point within which it is meant
constexpr double mebibyte = 1024.0 * 1024.0;
constexpr std::size_t most_runs_told = 6;
const auto cost_key = QStringLiteral("compare/cost");

// What one tick of the axis is in the unit of the figure.
double unitOf(CostAxis cost) { return cost == CostAxis::Bytes || cost == CostAxis::Memory ? mebibyte : 1; }

}  // namespace

CompareCostChart::CompareCostChart(QWidget* parent)
    : ChartView(parent), m_comparison(std::make_shared<Comparison>()), m_chooser(new QComboBox(this)) {
    setObjectName(QStringLiteral("compareCosts"));
    setFractionalX();
    setYLimits(0, 100);
    setDetail(tr("dashed: Pareto front"));
    for (const QString& name : {tr("latency"), tr("parameters"), tr("FLOPs"), tr("size"), tr("memory")}) m_chooser->addItem(name);
    m_chooser->setAccessibleName(tr("What accuracy is shown against"));
    m_chooser->setToolTip(
        tr("What accuracy is shown against: latency of one sequence, weights that the route needs, operations of one "
           "pass, bytes of the stored weights, or the peak of memory while training."));
    addControl(m_chooser);
    m_chooser->setCurrentIndex(std::clamp(QSettings().value(cost_key, 0).toInt(), 0, m_chooser->count() - 1));
    chooseWords();
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this](int index) {
        QSettings().setValue(cost_key, index);
        chooseWords();
        draw();
        fit();
    });
}

int CompareCostChart::cost() const { return m_chooser->currentIndex(); }

void CompareCostChart::setCost(int cost) { m_chooser->setCurrentIndex(cost); }

void CompareCostChart::chooseWords() {
    const CostAxis cost = allCosts()[static_cast<std::size_t>(m_chooser->currentIndex())];
    const auto number = [](double tick) { return QString::number(std::abs(tick) < 1e-12 ? 0 : tick, 'g', 5); };
    const auto count = [](double tick) { return tick == 0 ? QStringLiteral("0") : countText(tick); };
    setTitle(tr("Accuracy against %1").arg(m_chooser->currentText()));
    const QString y = tr("accuracy, %");
    const auto words = [&](const QString& x, const std::function<QString(double)>& format, const QString& empty) {
        setAxisTitles(x, y);
        setFormats(format, [](double percent) { return percentText(percent / 100); });
        setEmptyText(empty);
    };
    const QString later = tr("Points appear here once these runs were evaluated.");
    switch (cost) {
        case CostAxis::Latency:
            words(tr("median latency of one sequence, ms"), number,
                  tr("No latency of these runs is known yet. Open a run and measure every depth (Ctrl+M)."));
            break;
        case CostAxis::Parameters:
            words(tr("weights that the route needs"), count, later);
            break;
        case CostAxis::Flops:
            words(tr("operations of one pass of one sequence"), count, later);
            break;
        case CostAxis::Bytes:
            words(tr("stored weights, MiB"), number,
                  tr("No size of these runs is known yet. Open a run and measure every depth (Ctrl+M)."));
            break;
        case CostAxis::Memory:
            words(tr("peak of memory while training, MiB"), number, tr("These runs did not record how much memory their training took."));
            break;
    }
}

void CompareCostChart::show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks) {
    m_comparison = comparison;
    m_looks = looks;
    draw();
}

void CompareCostChart::draw() {
    QSet<QString> hidden;
    for (const ChartCurve* curve : m_all)
        if (!curve->shown) hidden << curve->name;
    for (ChartCurve* curve : m_all) removeCurve(curve);
    m_all.clear();
    m_spots.clear();
    m_hovered.reset();
    hideCrosshair();
    const CostAxis cost = allCosts()[static_cast<std::size_t>(m_chooser->currentIndex())];
    const double unit = unitOf(cost);
    const auto at = [&](std::size_t i) { return *costOf(m_comparison->points[i], cost) / unit; };
    const auto height = [&](std::size_t i) { return m_comparison->points[i].accuracy.mean * 100; };

    m_front = paretoFront(m_comparison->points, cost);
    CurveLook line;
    line.color = [](const Theme& t) { return t.text; };
    line.width = 1.3;
    line.dashes = {4, 3};
    line.in_values = false;
    QList<double> xs, ys;
    for (const std::size_t i : m_front) {
        xs << at(i);
        ys << height(i);
    }
    m_all.push_back(addCurve(tr("Pareto front"), line));
    setData(m_all.back(), xs, ys);

    double most = 0;
    for (std::size_t group = 0; group < m_comparison->groups.size(); ++group) {
        const QString name = QString::fromStdString(m_comparison->groups[group].name);
        // Depths are discs; what was made smaller without training, or found by a search, looks different.
        static constexpr std::array kinds{ComparedPoint::Kind::Depth, ComparedPoint::Kind::Chosen, ComparedPoint::Kind::Variant};
        const ChartCurve* main = nullptr;
        for (const auto kind : kinds) {
            std::vector<std::size_t> points;
            for (std::size_t i = 0; i < m_comparison->points.size(); ++i) {
                const ComparedPoint& point = m_comparison->points[i];
                if (point.group == group && point.kind == kind && costOf(point, cost)) points.push_back(i);
            }
            if (points.empty() && kind != ComparedPoint::Kind::Depth) continue;
            std::stable_sort(points.begin(), points.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
            CurveLook look = curveLook(m_looks[group]);
            look.line = false;
            look.points = true;
            const bool single = m_comparison->groups[group].accuracy_by_depth.size() == 1;
            look.point_size = kind == ComparedPoint::Kind::Depth && !single ? 10 : 13;
            look.shape = kind == ComparedPoint::Kind::Depth && !single ? CurveLook::Shape::Disc
                         : kind == ComparedPoint::Kind::Depth          ? CurveLook::Shape::Diamond
                                                                       : CurveLook::Shape::Circle;
            if (kind == ComparedPoint::Kind::Variant) look.point_size = 8;
            if (kind == ComparedPoint::Kind::Depth) look.end_label = true;
            look.with = main;
            ChartCurve* curve = addCurve(kind == ComparedPoint::Kind::Depth    ? name
                                         : kind == ComparedPoint::Kind::Chosen ? tr("%1, searched").arg(name)
                                                                               : tr("%1, made smaller").arg(name),
                                         look);
            if (!main) main = curve;
            QList<double> x, y;
            for (const std::size_t i : points) {
                x << at(i);
                y << height(i);
                m_spots.push_back({i, at(i), height(i), curve});
                most = std::max(most, at(i));
            }
            setData(curve, x, y);
            m_all.push_back(curve);
        }
    }
    for (ChartCurve* curve : m_all)
        if (hidden.contains(curve->name)) setCurveShown(curve, false);
    if (most > 0) setXRange(0, most * 1.04);
    else setXRange(no_limit, no_limit);
    refresh();
}

QPointF CompareCostChart::pixelOf(std::size_t point) const {
    for (const Spot& spot : m_spots)
        if (spot.point == point) return toPixel(spot.x, spot.y);
    return {};
}

const CompareCostChart::Spot* CompareCostChart::spotAt(const QPointF& pixel) const {
    const Spot* best = nullptr;
    double distance = reach;
    for (const Spot& spot : m_spots) {
        if (!spot.curve->shown) continue;
        const QPointF offset = toPixel(spot.x, spot.y) - pixel;
        if (const double d = std::hypot(offset.x(), offset.y()); d < distance) {
            distance = d;
            best = &spot;
        }
    }
    return best;
}

double CompareCostChart::crosshairAt(const QPointF& pixel) {
    const Spot* spot = spotAt(pixel);
    m_hovered = spot ? std::optional(*spot) : std::nullopt;
    plot()->setCursor(spot ? Qt::PointingHandCursor : Qt::ArrowCursor);
    return spot ? spot->x : no_limit;
}

bool CompareCostChart::valueAt(const ChartCurve* curve, double, double* key, double* value) const {
    if (!m_hovered || m_hovered->curve != curve) return false;
    *key = m_hovered->x;
    *value = m_hovered->y;
    return true;
}

QList<ChartView::TooltipLine> CompareCostChart::linesOf(std::size_t index) const {
    const ComparedPoint& point = m_comparison->points[index];
    const ComparedGroup& group = m_comparison->groups[point.group];
    QList<TooltipLine> lines{{QString::fromStdString(group.name), theme().categorical(m_looks[point.group].colour), true}};
    QString route = tr("%1: %2").arg(layersText(point.depth), routeText(point.mean.slots));
    if (!point.variant.empty()) route += QStringLiteral(" \u00b7 ") + QString::fromStdString(point.variant);
    lines.append({route, {}, false});
    lines.append({tr("%1, %2").arg(meanText(point.accuracy), seedsText(point.accuracy.count)), {}, false});
    lines.append({costsText(point.mean), {}, false});
    if (point.memory_bytes) lines.append({tr("%1 of memory to train").arg(bytesText(*point.memory_bytes)), {}, false});
    for (std::size_t i = 0; i < point.runs.size(); ++i) {
        if (i == most_runs_told && point.runs.size() > most_runs_told + 1) {
            lines.append({tr("… and %1 more runs").arg(point.runs.size() - i), {}, false});
            break;
        }
        const ComparedRun& run = m_comparison->runs[point.runs[i]];
        lines.append({tr("%1 \u00b7 seed %2 \u00b7 step %3")
                          .arg(QString::fromStdString(run.name))
                          .arg(run.seed)
                          .arg(stepText(run.resultsStep(m_comparison->split))),
                      {},
                      false});
    }
    return lines;
}

QList<ChartView::TooltipLine> CompareCostChart::tooltipAt(double) const {
    if (!m_hovered) return {};
    QList<TooltipLine> lines = linesOf(m_hovered->point);
    lines.append({tr("click to show a route"), {}, false});
    return lines;
}

QString CompareCostChart::pointText(std::size_t point) const {
    QStringList lines;
    for (const TooltipLine& line : linesOf(point)) lines << line.text;
    return lines.join(QLatin1Char('\n'));
}

void CompareCostChart::clicked(const QPointF& pixel) {
    if (const Spot* spot = spotAt(pixel)) Q_EMIT pointClicked(spot->point, plot()->mapToGlobal(pixel.toPoint()));
}

QString CompareCostChart::summary() const {
    if (m_spots.empty()) return ChartView::summary();
    QStringList parts;
    for (const std::size_t i : m_front) {
        const ComparedPoint& point = m_comparison->points[i];
        parts << tr("%1 with %2 of %3")
                     .arg(meanText(point.accuracy), layersText(point.depth),
                          QString::fromStdString(m_comparison->groups[point.group].name));
    }
    return tr("%1; on the Pareto front: %2").arg(title(), parts.join(QStringLiteral(", ")));
}

}  // namespace layerlab
