// Where the stages of a run begin, and which of them ended early, as the vertical markers of a chart over steps.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <vector>

#include "engine/runs/event.h"

namespace layerlab {

class ChartView;

class StageMarkers {
    Q_DECLARE_TR_FUNCTIONS(StageMarkers)

public:
    explicit StageMarkers(ChartView& chart) : m_chart(chart) {}
    // Stages that a resumed run begins again replace the old ones.
    void take(const Event& event);
    void removeFrom(double step);  // those at step and later
    void clear();

private:
    struct Marker {
        double step;
        QString name;
        bool early;  // a stage that ended early, and no other began there
    };
    void show();

    ChartView& m_chart;
    std::vector<Marker> m_markers;
};

}  // namespace layerlab
