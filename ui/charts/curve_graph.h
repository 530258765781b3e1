// The line of one curve. QCustomPlot keeps the least and the greatest value of every pixel column, also on a logarithmic
// axis, so no spike is lost; how that line is stroked is decided here.
#pragma once

#include "ui/charts/qcustomplot.h"

namespace layerlab {

// Strokes in short pieces: one stroke of thousands of noisy points takes seconds with a pen wider than a device pixel,
// also in exports, where QCP::phFastPolylines has no effect.
class CurveGraph : public QCPGraph {
public:
    using QCPGraph::QCPGraph;

protected:
    void drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const override;

private:
    void drawDashed(QCPPainter* painter, const QVector<QPointF>& lines) const;
};

}  // namespace layerlab
