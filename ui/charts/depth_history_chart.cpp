#include "ui/charts/depth_history_chart.h"

#include <algorithm>
#include <limits>
#include <set>

#include "ui/charts/baseline_lines.h"
#include "ui/charts/evenly.h"
#include "ui/charts/legible.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr std::size_t most_depths_named = 8;

}  // namespace

DepthHistoryChart::DepthHistoryChart(QWidget* parent) : ChartView(parent), m_baselines(new BaselineLines(*this)) {
    setTitle(tr("Accuracy of each depth over time"));
    setAxisTitles(tr("step"), tr("accuracy, %"));
    setEmptyText(tr("How each depth learns appears here, one point at every evaluation."));
    setFormats({}, [](double percent) { return percentText(percent / 100); });
    setYLimits(0, 100);
    setXRange(0, no_limit);
}

void DepthHistoryChart::clear() {
    for (const auto& [key, curve] : m_depths) removeCurve(curve);
    hideCrosshair();
    m_depths.clear();
    m_models.clear();
    m_stages.clear();
    m_markers.clear();
    m_baselines->clear();
    fit();
}

void DepthHistoryChart::setRun(const QString& name, int colour) {
    m_name = name;
    m_colour = colour;
    relabel();
}

void DepthHistoryChart::setOverlays(const std::vector<RunCurves>& runs) {
    const auto update = [this](Overlay& overlay, const RunCurves& run) {
        if (!overlay.full) {
            overlay.full = addCurve(run.name, {});
            overlay.half = addCurve(run.name, {});
        }
        const CurveLook look = overlaidRunLook(run.colour);
        setLook(overlay.full, look);
        setLook(overlay.half, secondLook(look, overlay.full));
        setName(overlay.full, run.name);
        setName(overlay.half, tr("%1, half depth").arg(run.name));
        setData(overlay.full, run.evaluated, run.full);
        setData(overlay.half, run.half_evaluated, run.half);
    };
    updateOverlays(m_overlays, runs, update, [this](const Overlay& overlay) {
        removeCurve(overlay.full);
        removeCurve(overlay.half);
    });
    setSortedValues(!m_overlays.empty());
    relabel();
}

void DepthHistoryChart::append(const Event& event) {
    if (m_baselines->take(event)) markChanged();
    m_markers.take(event);
    if (const auto* stage = std::get_if<StageStarted>(&event.what)) m_stages[stage->stage] = QString::fromStdString(stage->name);
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated || !isValidation(*evaluated)) return;
    const auto step = static_cast<double>(event.step);
    const std::size_t before = m_models.size();
    const Models models = modelsOf(*evaluated);
    bool fresh = m_models.size() != before;
    for (auto at = m_depths.upper_bound({models.stage, std::numeric_limits<int>::max()}); at != m_depths.end(); at = m_depths.erase(at))
        removeCurve(at->second);
    for (const auto& [key, curve] : m_depths) removeFrom(curve, step);
    std::set<int> seen;
    for (const RouteResult& result : depthsOf(*evaluated)) {
        if (!seen.insert(result.depth()).second) continue;
        ChartCurve*& curve = m_depths[{models.stage, result.depth()}];
        if (!curve) {
            curve = addCurve(tr("depth %1").arg(result.depth()), CurveLook());
            fresh = true;
        }
        addPoint(curve, step, result.accuracy * 100);
    }
    if (fresh) relabel();
}

DepthHistoryChart::Models DepthHistoryChart::modelsOf(const Evaluated& evaluated) {
    const int layers = evaluated.full.depth();
    // A run that was resumed from a checkpoint may go back to an earlier stage.
    while (!m_models.empty() && m_models.back().stage > evaluated.stage) m_models.pop_back();
    if (m_models.empty()) m_models.push_back({evaluated.stage, layers});
    else if (m_models.back().layers != layers && m_models.back().stage == evaluated.stage) m_models.back().layers = layers;
    else if (m_models.back().layers != layers) m_models.push_back({evaluated.stage, layers});
    return m_models.back();
}

QString DepthHistoryChart::nameOf(const Key& key) const {
    if (m_models.size() < 2) return tr("depth %1").arg(key.second);
    const auto stage = m_stages.find(key.first);
    return stage != m_stages.end() ? tr("depth %1, %2").arg(QString::number(key.second), stage->second)
                                   : tr("depth %1, stage %2").arg(key.second).arg(key.first + 1);
}

void DepthHistoryChart::relabel() {
    if (!m_overlays.empty()) return showAsRun();
    std::map<int, std::vector<Key>> by_models;
    for (const auto& [key, curve] : m_depths) by_models[key.first].push_back(key);
    for (const auto& [stage, keys] : by_models) {
        // Only the newest models' curves end at the right edge, where their names stand.
        const bool newest = stage == by_models.rbegin()->first;
        const auto labelled = evenly(keys.size(), most_depths_named);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const double position = keys.size() > 1 ? static_cast<double>(i) / static_cast<double>(keys.size() - 1) : 0.5;
            CurveLook look;
            look.color = [position](const Theme& t) { return t.sequential(position); };
            look.width = keys.size() > 24 ? 1.2 : 1.8;
            look.end_label = newest && std::find(labelled.begin(), labelled.end(), i) != labelled.end();
            setLook(m_depths[keys[i]], look);
            setName(m_depths[keys[i]], nameOf(keys[i]));
        }
    }
}

// Beside other runs its full and its half depth stand for the run; the other depths step back.
void DepthHistoryChart::showAsRun() {
    if (m_depths.empty()) return;
    const QString name = m_name.isEmpty() ? tr("this run") : m_name;
    const Models newest = m_models.empty() ? Models{0, 0} : m_models.back();
    const Key whole{newest.stage, newest.layers}, full = m_depths.count(whole) ? whole : m_depths.rbegin()->first;
    const Key half{full.first, halfDepth(full.second)};
    for (const auto& [key, curve] : m_depths) {
        CurveLook look = ownRunLook(m_colour);
        if (key == full) {
            setName(curve, name);
        } else if (key == half) {
            look = secondLook(look, m_depths[full]);
            setName(curve, tr("%1, half depth").arg(name));
        } else {
            look = CurveLook();
            look.color = [](const Theme& t) { return blended(t.muted, t.panel, 0.3); };
            look.in_values = false;
            look.with = m_depths[full];
            setName(curve, nameOf(key));
        }
        setLook(curve, look);
    }
}

}  // namespace layerlab
