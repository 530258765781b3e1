#include "ui/charts/training_charts.h"

#include <QMetaMethod>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "ui/charts/legible.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr std::size_t mostEarlier = 12;
constexpr std::size_t mostLabels = 8;
constexpr double noLimit = std::numeric_limits<double>::quiet_NaN();

double trainLoss(const StepFinished& step) {
    if (const auto task = step.losses.find("task"); task != step.losses.end()) return task->second;
    double sum = step.losses.empty() ? noLimit : 0;
    for (const auto& [name, value] : step.losses) sum += value;
    return sum;
}

bool isValidation(const Evaluated& evaluated) { return evaluated.split == "valid"; }

// `count` of 0 … size-1, evenly, the first and the last among them.
std::vector<std::size_t> evenly(std::size_t size, std::size_t count) {
    std::vector<std::size_t> chosen;
    if (size <= count) {
        for (std::size_t i = 0; i < size; ++i) chosen.push_back(i);
        return chosen;
    }
    for (std::size_t i = 0; i < count; ++i) chosen.push_back(count == 1 ? size - 1 : i * (size - 1) / (count - 1));
    return chosen;
}

// "1 3 5 7 9 11", with runs of three and more as "1–24".
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

}  // namespace

QString strategyText(const std::string& strategy) {
    if (strategy == "every_other") return DepthChart::tr("every other layer");
    if (strategy == "first") return DepthChart::tr("first layers");
    if (strategy == "last") return DepthChart::tr("last layers");
    return QString::fromStdString(strategy).replace(QLatin1Char('_'), QLatin1Char(' '));
}

// ---- loss ----------------------------------------------------------------------------------------------------------

LossChart::LossChart(QWidget* parent) : ChartView(parent) {
    setTitle(tr("Loss"));
    setAxisTitles(tr("step"), tr("loss, nats"));
    setEmptyText(tr("Loss appears here when training runs."));
    setXRange(0, noLimit);
    setSmoothingVisible(true);
    setSmoothing(0.6);
    connect(this, &ChartView::smoothingChanged, this, [this] {
        smoothAll();
        refresh();
    });
    start();
}

void LossChart::start() {
    CurveLook raw;
    raw.color = [](const Theme& t) { return blended(t.accent, t.panel, t.dark ? 0.38 : 0.30); };
    m_raw = addCurve(tr("train"), raw);
    CurveLook valid;
    valid.color = [](const Theme& t) { return t.warning; };
    valid.width = 2;
    valid.points = true;
    valid.end_label = true;
    valid.end_text = tr("valid %1");
    CurveLook smooth;
    smooth.color = [](const Theme& t) { return t.accent; };
    smooth.width = 2;
    smooth.end_label = true;
    smooth.end_text = tr("train %1");
    m_smooth = addCurve(tr("train, smoothed"), smooth);
    m_valid = addCurve(tr("valid"), valid);
    m_average = 0;
    m_missing = 1;
}

void LossChart::clear() {
    removeAllCurves();
    removeAllMarkers();
    m_stages.clear();
    start();
    fit();
}

void LossChart::append(const Event& event) {
    const auto step = static_cast<double>(event.step);
    if (const auto* finished = std::get_if<StepFinished>(&event.what)) {
        const double loss = trainLoss(*finished);
        // A run resumed from a checkpoint repeats steps: the new ones count.
        if (m_raw->count > 0 && step <= m_raw->last_x) truncate(step);
        if (!std::isfinite(loss)) return;
        addPoint(m_raw, step, loss);
        smoothPoint(step, loss);
    } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
        if (!isValidation(*evaluated)) return;
        removeFrom(m_valid, step);
        addPoint(m_valid, step, evaluated->full.loss);
    } else if (const auto* stage = std::get_if<StageStarted>(&event.what)) {
        while (!m_stages.empty() && m_stages.back().step >= step) m_stages.pop_back();
        m_stages.push_back({step, QString::fromStdString(stage->name)});
        showStages();
    }
}

// TensorBoard's exponential moving average: its start, which is drawn towards 0, is divided out.
void LossChart::smoothPoint(double x, double y) {
    const double weight = smoothing();
    m_average = m_average * weight + (1 - weight) * y;
    m_missing *= weight;
    addPoint(m_smooth, x, m_average / (1 - m_missing));
}

void LossChart::smoothAll() {
    const double weight = smoothing();
    m_average = 0;
    m_missing = 1;
    QList<double> x, y;
    x.reserve(m_raw->count);
    y.reserve(m_raw->count);
    for (const auto& [step, loss] : data(m_raw)) {
        m_average = m_average * weight + (1 - weight) * loss;
        m_missing *= weight;
        x.append(step);
        y.append(m_average / (1 - m_missing));
    }
    setData(m_smooth, x, y);
}

void LossChart::truncate(double from) {
    removeFrom(m_raw, from);
    removeFrom(m_valid, from);
    smoothAll();
    while (!m_stages.empty() && m_stages.back().step >= from) m_stages.pop_back();
    showStages();
}

void LossChart::showStages() {
    removeAllMarkers();
    if (m_stages.size() < 2) return;
    for (const Stage& stage : m_stages) addMarker(stage.step, stage.name);
}

// ---- accuracy by depth ---------------------------------------------------------------------------------------------

DepthChart::DepthChart(QWidget* parent) : ChartView(parent) {
    setTitle(tr("Accuracy by depth"));
    setAxisTitles(tr("layers kept"), tr("accuracy, %"));
    setEmptyText(tr("The accuracy of each pruned depth appears here at the first evaluation."));
    setFormats({}, [](double percent) { return percentText(percent / 100); });
    setIntegerX(true);
    setYLimits(0, 100);
    start();
}

void DepthChart::start() {
    m_earlier.clear();
    // Earlier evaluations fade into the panel, the oldest the most.
    for (std::size_t i = 0; i < mostEarlier; ++i) {
        CurveLook look;
        look.color = [i](const Theme& t) { return blended(t.accent, t.panel, 0.14 + 0.32 * static_cast<double>(i + 1) / mostEarlier); };
        look.in_values = false;
        m_earlier.push_back(addCurve(tr("earlier %1").arg(i + 1), look));
    }
    CurveLook current;
    current.color = [](const Theme& t) { return t.accent; };
    current.width = 2.2;
    current.points = true;
    m_current = addCurve(tr("accuracy"), current);
}

void DepthChart::clear() {
    removeCurve(m_current);
    for (ChartCurve* curve : m_earlier) removeCurve(curve);
    m_results.clear();
    m_evaluations.clear();
    m_most = 0;
    for (const auto& [name, curve] : m_references) m_most = std::max(m_most, static_cast<int>(curve->max_x));
    setDetail(QString());
    start();
    showRange();
    fit();
}

void DepthChart::append(const Event& event) {
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated || evaluated->depths.empty()) return;
    m_results = evaluated->depths;
    std::stable_sort(m_results.begin(), m_results.end(), [](const RouteResult& a, const RouteResult& b) { return a.depth() < b.depth(); });
    Earlier now{event.step, evaluated->split, {}, {}};
    for (const RouteResult& result : m_results) {
        now.depths.append(result.depth());
        now.accuracies.append(result.accuracy * 100);
        m_most = std::max(m_most, result.depth());
    }
    while (!m_evaluations.empty() && m_evaluations.back().step >= event.step) m_evaluations.pop_back();
    setData(m_current, now.depths, now.accuracies);
    m_evaluations.push_back(std::move(now));
    showEarlier();
    showRange();

    QStringList detail;
    if (!evaluated->strategy.empty()) detail.append(strategyText(evaluated->strategy));
    if (!isValidation(*evaluated)) detail.append(tr("%1 data").arg(QString::fromStdString(evaluated->split)));
    detail.append(tr("step %1").arg(stepText(event.step)));
    setDetail(detail.join(QStringLiteral(" \u00b7 ")));
}

void DepthChart::showEarlier() {
    std::vector<const Earlier*> earlier;
    for (std::size_t i = 0; i + 1 < m_evaluations.size(); ++i)
        if (m_evaluations[i].split == m_evaluations.back().split) earlier.push_back(&m_evaluations[i]);
    const auto chosen = evenly(earlier.size(), mostEarlier);
    for (std::size_t i = 0; i < mostEarlier; ++i) {
        // The newest ones use the strongest colours, also when there are few.
        ChartCurve* curve = m_earlier[mostEarlier - 1 - i];
        if (i >= chosen.size()) {
            if (curve->count > 0) setData(curve, {}, {});
            continue;
        }
        const Earlier& shown = *earlier[chosen[chosen.size() - 1 - i]];
        setData(curve, shown.depths, shown.accuracies);
        setName(curve, tr("step %1").arg(stepText(shown.step)));
    }
}

void DepthChart::showRange() {
    if (m_most > 0) setXRange(0.5, m_most + 0.5);
    else setXRange(noLimit, noLimit);
}

void DepthChart::setReference(const QString& name, const std::vector<RouteResult>& results) {
    const auto known = m_references.find(name);
    if (results.empty()) {
        if (known != m_references.end()) {
            removeCurve(known->second);
            m_references.erase(known);
        }
        refresh();
        return;
    }
    std::map<int, double> points;
    for (const RouteResult& result : results) points[result.depth()] = result.accuracy * 100;
    QList<double> depths, accuracies;
    for (const auto& [depth, accuracy] : points) {
        depths.append(depth);
        accuracies.append(accuracy);
        m_most = std::max(m_most, depth);
    }
    ChartCurve* curve = known != m_references.end() ? known->second : nullptr;
    if (!curve) {
        CurveLook look;
        look.color = [](const Theme& t) { return t.muted; };
        look.width = 1.4;
        look.dashed = true;
        look.end_label = true;
        curve = addCurve(name, look);
        m_references[name] = curve;
    }
    setData(curve, depths, accuracies);
    showRange();
    refresh();
}

QList<ChartView::TooltipLine> DepthChart::tooltipAt(double x) const {
    const int depth = static_cast<int>(std::lround(x));
    QList<TooltipLine> lines;
    for (const RouteResult& result : m_results) {
        if (result.depth() != depth || !m_current->shown) continue;
        const QString route = routeText(result.slots);
        lines.append({depth == 1 ? tr("1 layer: %1").arg(route) : tr("%1 layers: %2").arg(depth).arg(route), {}, true});
        QStringList figures{percentText(result.accuracy)};
        if (result.parameters > 0) figures.append(countText(static_cast<double>(result.parameters)));
        if (result.flops > 0) figures.append(flopsText(result.flops));
        if (result.latency_ms) figures.append(millisecondsText(*result.latency_ms));
        lines.append({figures.join(QStringLiteral(" \u00b7 ")), {}, false});
        break;
    }
    for (const auto& [name, curve] : m_references) {
        double key = 0, value = 0;
        if (curve->shown && nearest(curve, depth, &key, &value) && std::lround(key) == depth)
            lines.append({name + QStringLiteral("  ") + yText(value), curve->look.color(theme()), false});
    }
    if (!m_results.empty() && isSignalConnected(QMetaMethod::fromSignal(&DepthChart::depthClicked)))
        lines.append({tr("click to choose this depth"), {}, false});
    return lines;
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
    if (best > 0 && m_current->shown) Q_EMIT depthClicked(best);
}

QString DepthChart::summary() const {
    if (m_results.empty()) return ChartView::summary();
    QStringList parts;
    for (const std::size_t i : evenly(m_results.size(), mostLabels))
        parts.append(tr("%1 of depth %2").arg(percentText(m_results[i].accuracy)).arg(m_results[i].depth()));
    return tr("%1 at step %2: %3").arg(title(), stepText(m_evaluations.back().step), parts.join(QStringLiteral(", ")));
}

// ---- accuracy of each depth over time ------------------------------------------------------------------------------

DepthHistoryChart::DepthHistoryChart(QWidget* parent) : ChartView(parent) {
    setTitle(tr("Accuracy of each depth over time"));
    setAxisTitles(tr("step"), tr("accuracy, %"));
    setEmptyText(tr("How each depth learns appears here, one point at every evaluation."));
    setFormats({}, [](double percent) { return percentText(percent / 100); });
    setYLimits(0, 100);
    setXRange(0, noLimit);
}

void DepthHistoryChart::clear() {
    removeAllCurves();
    m_depths.clear();
    fit();
}

void DepthHistoryChart::append(const Event& event) {
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated || !isValidation(*evaluated)) return;
    const auto step = static_cast<double>(event.step);
    bool fresh = false;
    for (const auto& [depth, curve] : m_depths) removeFrom(curve, step);
    std::set<int> seen;
    for (const RouteResult& result : evaluated->depths) {
        if (!seen.insert(result.depth()).second) continue;
        ChartCurve*& curve = m_depths[result.depth()];
        if (!curve) {
            curve = addCurve(tr("depth %1").arg(result.depth()), CurveLook());
            fresh = true;
        }
        addPoint(curve, step, result.accuracy * 100);
    }
    if (fresh) relabel();
}

void DepthHistoryChart::relabel() {
    std::vector<int> depths;
    for (const auto& [depth, curve] : m_depths) depths.push_back(depth);
    const auto labelled = evenly(depths.size(), mostLabels);
    for (std::size_t i = 0; i < depths.size(); ++i) {
        const double position = depths.size() > 1 ? static_cast<double>(i) / static_cast<double>(depths.size() - 1) : 0.5;
        CurveLook look;
        look.color = [position](const Theme& t) { return t.sequential(position); };
        look.width = depths.size() > 24 ? 1.2 : 1.8;
        look.end_label = std::find(labelled.begin(), labelled.end(), i) != labelled.end();
        setLook(m_depths[depths[i]], look);
    }
}

// ---- together ------------------------------------------------------------------------------------------------------

TrainingCharts::TrainingCharts(QWidget* parent) : QWidget(parent) {
    m_loss = new LossChart(this);
    m_depth = new DepthChart(this);
    m_history = new DepthHistoryChart(this);
    m_loss->setObjectName(QStringLiteral("lossChart"));
    m_depth->setObjectName(QStringLiteral("depthChart"));
    m_history->setObjectName(QStringLiteral("historyChart"));
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    for (ChartView* chart : {static_cast<ChartView*>(m_loss), static_cast<ChartView*>(m_depth), static_cast<ChartView*>(m_history)})
        m_splitter->addWidget(chart);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

void TrainingCharts::clear() {
    m_loss->clear();
    m_depth->clear();
    m_history->clear();
}

void TrainingCharts::append(const Event& event) {
    m_loss->append(event);
    m_depth->append(event);
    m_history->append(event);
}

void TrainingCharts::refresh() {
    m_loss->refresh();
    m_depth->refresh();
    m_history->refresh();
}

}  // namespace layerlab
