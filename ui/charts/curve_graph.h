// The line of one curve: how a million points become the few that a pixel column can show, and how these are stroked. Of
// every column the first, the least, the greatest and the last value are drawn, also on a logarithmic axis, so that no
// spike is lost.
#pragma once

#include <vector>

#include "ui/charts/qcustomplot.h"

namespace layerlab {

// Strokes in short pieces: one stroke of thousands of noisy points takes seconds with a pen wider than a device pixel,
// also in exports, where QCP::phFastPolylines has no effect.
class CurveGraph : public QCPGraph {
public:
    using QCPGraph::QCPGraph;

    // Points from this one on were changed or taken away; those that are only appended need no word.
    void changedFrom(int index);

protected:
    void getOptimizedLineData(QVector<QCPGraphData>* lines, const QCPGraphDataContainer::const_iterator& begin,
                              const QCPGraphDataContainer::const_iterator& end) const override;
    void drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const override;

private:
    struct Extent {
        double least, greatest;
    };
    Extent extentOf(int from, int to) const;  // of the points [from, to)
    void drawDashed(QCPPainter* painter, const QVector<QPointF>& lines) const;

    mutable std::vector<Extent> m_blocks;  // of every block of points that is full
};

}  // namespace layerlab
