// What is drawn over the curves of a chart: markers, axis titles, the names at the ends of the curves, and the crosshair.
#pragma once

#include <utility>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/charts/qcustomplot.h"

namespace layerlab {

// The application's font at another size.
QFont scaledFont(const QFont& font, double factor);

// Markers, axis titles, end labels and the sentence of an empty chart: all that is placed by pixels, and so has to be
// computed at each drawing, whatever the size is then.
class ChartOverlay : public QCPAbstractItem {
public:
    explicit ChartOverlay(ChartView* view);

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    ChartCurve* labelAt(const QPointF& pixel) const;  // nullptr: no label is there
    void forgetLabels() { m_hits.clear(); }

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Label {
        ChartCurve* curve;
        QString text;
        double x, wanted, y;
    };

    void drawMarkers(QCPPainter* painter, const QRectF& area) const;
    void drawAxisTitles(QCPPainter* painter, const QRectF& area) const;
    void drawEndLabels(QCPPainter* painter, const QRectF& area, bool on_screen);
    static void pushApart(std::vector<Label>& labels, double height, double top, double bottom);

    ChartView* m_view;
    std::vector<std::pair<QRectF, ChartCurve*>> m_hits;
};

// The vertical line at the cursor with the values there. It has a layer of its own, so that moving the mouse repaints a
// line and a box and not a million points.
class ChartCrosshair : public QCPAbstractItem {
public:
    explicit ChartCrosshair(ChartView* view);

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

    double x = 0;
    double middle = 0;  // of the box with the values, in pixels from the top of the plot

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawBox(QCPPainter* painter, const QRectF& area, double line) const;

    ChartView* m_view;
};

}  // namespace layerlab
