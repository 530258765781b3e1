// The accuracy on validation data in per cent of each depth by step; of other runs that of the full and of half the depth.
// A depth of a stage with another number of layers is another model's, and has a curve of its own.
#pragma once

#include <QString>
#include <map>
#include <utility>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/charts/run_curves.h"
#include "ui/charts/stage_markers.h"

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

    // Stages that follow each other with as many layers.
    struct Models {
        int stage;  // the first of them
        int layers;
    };
    using Key = std::pair<int, int>;  // the first stage of its models, and the depth

    void relabel();
    void showAsRun();
    Models modelsOf(const Evaluated& evaluated);
    QString nameOf(const Key& key) const;

    BaselineLines* m_baselines;
    std::vector<Models> m_models;
    std::map<int, QString> m_stages;  // their names
    StageMarkers m_markers{*this};
    std::map<Key, ChartCurve*> m_depths;
    QString m_name;
    int m_colour = 0;
    std::vector<Overlay> m_overlays;
};

}  // namespace layerlab
