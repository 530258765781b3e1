// Accuracy in per cent over the number of layers kept, of the newest evaluation, over the fading earlier ones and the
// newest of other runs. Where a stage's model has one depth (a successor, a ladder) that is the one point.
#pragma once

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/charts/fading_curves.h"
#include "ui/charts/run_curves.h"

namespace layerlab {

class BaselineLines;

// "every_other" → "every other layer", for people.
QString strategyText(const std::string& strategy);
// "1 3 5 7 9 11", with runs of three and more as "1–24".
QString routeText(const Route& route);

class DepthChart : public ChartView {
    Q_OBJECT

public:
    explicit DepthChart(QWidget* parent = nullptr);

    void clear();  // overlaid runs stay
    void append(const Event& event);
    void setRun(const QString& name, int colour) { m_fading.setRun(name, colour); }
    void setOverlays(const std::vector<RunCurves>& runs);
    const std::vector<RouteResult>& results() const { return m_results; }  // of the newest evaluation
    QString summary() const override;

Q_SIGNALS:
    void depthClicked(int depth);

protected:
    QList<TooltipLine> tooltipAt(double x) const override;
    void clicked(const QPointF& pixel) override;

private:
    struct Overlay {
        QString folder, name;
        ChartCurve* curve = nullptr;
        std::map<std::string, NewestEvaluation> newest;
    };

    void showOverlays();
    void showTest(const std::vector<RouteResult>& measured);
    TooltipLine valueLine(const ChartCurve& curve, double value) const;
    void showRange();

    std::vector<RouteResult> m_results;
    FadingCurves m_fading{*this};
    ChartCurve* m_test = nullptr;           // after a search: what its routes do on data that they were not chosen on
    std::vector<RouteResult> m_test_results;
    bool m_searched = false;                // the newest evaluation is a search
    BaselineLines* m_baselines;
    int m_most = 0;   // the greatest depth seen of models with as many layers as the newest
    int m_full = 0;   // the newest model's layers
    int m_stage = 0;  // of the newest evaluation
    std::vector<Overlay> m_overlays;
};

}  // namespace layerlab
