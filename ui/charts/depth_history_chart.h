// The accuracy on validation data in per cent of each depth by step; of other runs that of the full and of half the depth.
#pragma once

#include <QString>
#include <map>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/charts/run_curves.h"

namespace layerlab {

class BaselineLines;

class DepthHistoryChart : public ChartView {
    Q_OBJECT

public:
    explicit DepthHistoryChart(QWidget* parent = nullptr);

    void clear();  // overlaid runs stay
    void append(const Event& event);
    void setRun(const QString& name, int colour);
    void setOverlays(const std::vector<RunCurves>& runs);

private:
    struct Overlay {
        QString folder, name;
        ChartCurve* full = nullptr;
        ChartCurve* half = nullptr;
    };

    void relabel();
    void showAsRun();

    BaselineLines* m_baselines;
    std::map<int, ChartCurve*> m_depths;
    int m_full = 0;  // the depth of the full route
    QString m_name;
    int m_colour = 0;
    std::vector<Overlay> m_overlays;
};

}  // namespace layerlab
