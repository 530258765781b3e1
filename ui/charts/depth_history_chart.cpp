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

constexpr std::size_t mostLabels = 8;
constexpr double noLimit = std::numeric_limits<double>::quiet_NaN();

}  // namespace

DepthHistoryChart::DepthHistoryChart(QWidget* parent) : ChartView(parent), m_baselines(new BaselineLines(*this)) {
    setTitle(tr("Accuracy of each depth over time"));
    setAxisTitles(tr("step"), tr("accuracy, %"));
    setEmptyText(tr("How each depth learns appears here, one point at every evaluation."));
    setFormats({}, [](double percent) { return percentText(percent / 100); });
    setYLimits(0, 100);
    setXRange(0, noLimit);
}

void DepthHistoryChart::clear() {
    for (const auto& [depth, curve] : m_depths) removeCurve(curve);
    hideCrosshair();
    m_depths.clear();
    m_baselines->clear();
    m_full = 0;
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
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated || !isValidation(*evaluated)) return;
    const auto step = static_cast<double>(event.step);
    bool fresh = m_full != evaluated->full.depth();
    m_full = evaluated->full.depth();
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
    if (!m_overlays.empty()) return showAsRun();
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
        setName(m_depths[depths[i]], tr("depth %1").arg(depths[i]));
    }
}

// Beside other runs its full and its half depth stand for the run; the other depths step back.
void DepthHistoryChart::showAsRun() {
    if (m_depths.empty()) return;
    const QString name = m_name.isEmpty() ? tr("this run") : m_name;
    const int full = m_depths.count(m_full) ? m_full : m_depths.rbegin()->first;
    for (const auto& [depth, curve] : m_depths) {
        CurveLook look = ownRunLook(m_colour);
        if (depth == full) {
            setName(curve, name);
        } else if (depth == halfDepth(full)) {
            look = secondLook(look, m_depths[full]);
            setName(curve, tr("%1, half depth").arg(name));
        } else {
            look = CurveLook();
            look.color = [](const Theme& t) { return blended(t.muted, t.panel, 0.3); };
            look.in_values = false;
            look.with = m_depths[full];
            setName(curve, tr("depth %1").arg(depth));
        }
        setLook(curve, look);
    }
}

}  // namespace layerlab
