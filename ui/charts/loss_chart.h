// Training loss, raw and smoothed, its further terms, and validation loss by step; losses of other runs over it.
#pragma once

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/charts/run_curves.h"
#include "ui/charts/smoothing.h"
#include "ui/charts/stage_markers.h"

namespace layerlab {

class LossChart : public ChartView {
    Q_OBJECT

public:
    explicit LossChart(QWidget* parent = nullptr);

    void clear();  // overlaid runs stay
    void append(const Event& event);
    void setRun(const QString& name, int colour);
    void setOverlays(const std::vector<RunCurves>& runs);

private:
    struct Overlay {
        QString folder, name;
        QList<double> steps, losses;
        ChartCurve* train = nullptr;
        ChartCurve* valid = nullptr;
    };

    void start();
    void applyLooks();
    void applyTermLooks();
    void addTerms(const StepFinished& finished, double step);
    void smoothAll();
    void smoothOverlay(const Overlay& overlay);
    void truncate(double from);

    ChartCurve* m_raw = nullptr;
    ChartCurve* m_smooth = nullptr;
    ChartCurve* m_valid = nullptr;
    std::map<std::string, ChartCurve*> m_terms;  // losses besides that of the task
    StageMarkers m_stages{*this};
    Smoothing m_smoothing{0};
    QString m_name;
    int m_colour = 0;
    std::vector<Overlay> m_overlays;
};

}  // namespace layerlab
