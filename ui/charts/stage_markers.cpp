#include "ui/charts/stage_markers.h"

#include "ui/charts/chart_view.h"

namespace layerlab {

void StageMarkers::take(const Event& event) {
    const auto step = static_cast<double>(event.step);
    if (const auto* started = std::get_if<StageStarted>(&event.what)) {
        const bool early = !m_markers.empty() && m_markers.back().early && m_markers.back().step == step;
        const QString name = QString::fromStdString(started->name);
        removeFrom(step);
        m_markers.push_back({step, early ? tr("ended early · %1").arg(name) : name, false});
    } else if (const auto* finished = std::get_if<StageFinished>(&event.what); finished && finished->reason == "early_stop") {
        removeFrom(step);
        m_markers.push_back({step, tr("ended early"), true});
    } else {
        return;
    }
    show();
}

void StageMarkers::removeFrom(double step) {
    bool any = false;
    for (; !m_markers.empty() && m_markers.back().step >= step; any = true) m_markers.pop_back();
    if (any) show();
}

void StageMarkers::clear() {
    m_markers.clear();
    show();
}

void StageMarkers::show() {
    m_chart.removeAllMarkers();
    // That the only stage begins at the beginning says nothing.
    if (m_markers.size() < 2) return;
    for (const Marker& marker : m_markers) m_chart.addMarker(marker.step, marker.name);
}

}  // namespace layerlab
