// Parallel coordinates (Inselberg 1985) of a sweep: an upright axis for each key and one for the measure, each run a line across
// them, coloured by its result. Pointing at a line, or the arrow keys, bring one run forward; a click or Enter opens it.
#pragma once

#include <QList>
#include <QPolygonF>
#include <vector>

#include "ui/sweep/painted_chart.h"
#include "ui/sweep/sweep_results.h"

namespace layerlab {

class SweepParallel : public PaintedChart {
    Q_OBJECT

public:
    explicit SweepParallel(QWidget* parent = nullptr);

    void show(const ShownSweep& sweep, int measure);
    using QWidget::show;
    int lineCount() const { return static_cast<int>(m_lines.size()); }
    int highlighted() const { return m_highlighted < 0 ? -1 : m_lines[static_cast<std::size_t>(m_highlighted)].run; }  // its number
    QPolygonF lineOf(int run) const;  // as drawn on the canvas; empty: not drawn
    QString sentence(int run) const;

    QString summary() const override;
    QList<QStringList> rows() const override;

Q_SIGNALS:
    void openRun(const QString& folder);

protected:
    void draw(QPainter& painter, const QRectF& area) const override;
    void drawMarks(QPainter& painter, const QRectF& area) const override;
    void hoverAt(const QPointF& at, const QPoint& global) override;
    void hoverEnded() override;
    void clickAt(const QPointF& at) override;
    bool keyAt(QKeyEvent* event) override;

private:
    struct Line {
        int run = 0;               // SweepEntry::number
        double value = 0;          // of the measure
        std::vector<int> choices;  // of each axis
    };
    struct Places {
        double top = 0, bottom = 0, left = 0, right = 0;
        double axis(std::size_t i, std::size_t axes) const {
            return axes < 2 ? right : left + (right - left) * static_cast<double>(i) / static_cast<double>(axes - 1);
        }
    };
    const SweepMeasure& measure() const { return sweepMeasures()[static_cast<std::size_t>(m_measure)]; }
    std::size_t axes() const { return m_axes.size() + 1; }
    Places places(const QRectF& area) const;
    double share(const SweepAxis& axis, int value) const;  // 0 at the bottom, 1 at the top
    double share(double value) const;                      // of the measure
    QPolygonF polyline(const Places& places, const Line& line) const;
    int lineAt(const QPointF& at) const;  // -1: none is near
    void highlight(int line);
    void drawAxes(QPainter& painter, const Places& p, const QRectF& area) const;
    QFont smallFont() const;

    ShownSweep m_sweep;
    std::vector<SweepAxis> m_axes;
    std::vector<Line> m_lines;  // from the worst to the best, so that the best are drawn on top
    double m_least = 0, m_most = 0;
    int m_measure = 0, m_highlighted = -1;
};

}  // namespace layerlab
