// What a technique emits by step: the replacing rate of Theseus and how many draws replaced nothing, the gates of a ladder and how
// much its kept states take. For runs that have such numbers.
#pragma once

#include <map>

#include "ui/charts/chart_view.h"
#include "ui/charts/run_curves.h"
#include "ui/charts/stage_markers.h"

namespace layerlab {

class TechniqueChart : public ChartView {
    Q_OBJECT

public:
    explicit TechniqueChart(QWidget* parent = nullptr);

    void clear();
    void append(const Event& event);
    bool hasValues() const { return m_rate || !m_gates.empty(); }

private:
    void applyLooks();
    void addGate(int slot, double step, double share);
    void showDetail();

    ChartCurve* m_rate = nullptr;
    std::map<int, ChartCurve*> m_gates;  // by the backbone's slot
    double m_newest = 0;                 // step
    StageMarkers m_stages{*this};
    // Of the newest step that has them; below 0: none.
    double m_empty_draws = -1, m_kept_mib = -1;
};

}  // namespace layerlab
