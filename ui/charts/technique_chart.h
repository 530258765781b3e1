// What a technique emits by step: the replacing rate of Theseus, the gates of a ladder. For runs that have such numbers.
#pragma once

#include <map>

#include "ui/charts/chart_view.h"
#include "ui/charts/run_curves.h"

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

    ChartCurve* m_rate = nullptr;
    std::map<int, ChartCurve*> m_gates;  // by the backbone's slot
    double m_newest = 0;                 // step
};

}  // namespace layerlab
