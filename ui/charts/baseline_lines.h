// What is reached without learning anything, as thin dotted lines across a chart of accuracies: they say how much of a
// curve is worth something. They belong to no curve, and a chart shows only those that its range has anyway.
#pragma once

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "engine/runs/event.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/qcustomplot.h"

namespace layerlab {

class BaselineLines : public QCPAbstractItem {
public:
    struct Line {
        QString text;        // "most frequent 31.2 %"
        double percent = 0;  // where it is drawn
    };

    explicit BaselineLines(ChartView& chart);  // the chart's plot owns it

    // Takes what a run says at its start. Whether that changed anything; then the chart has to be drawn anew.
    bool take(const Event& event);
    bool clear();
    const std::vector<Line>& lines() const { return m_lines; }  // from the highest

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override;

private:
    ChartView& m_chart;
    std::map<std::string, double> m_baselines;
    std::vector<Line> m_lines;
};

}  // namespace layerlab
