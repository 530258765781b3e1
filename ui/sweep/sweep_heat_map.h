// A measure over two keys of a sweep: a cell for each pair of values, its mean over everything else as colour and, where it fits,
// as text. Cells are pointed at and reached with the arrow keys.
#pragma once

#include <vector>

#include "ui/sweep/painted_chart.h"
#include "ui/sweep/sweep_results.h"

class QComboBox;

namespace layerlab {

class SweepHeatMap : public PaintedChart {
    Q_OBJECT

public:
    explicit SweepHeatMap(QWidget* parent = nullptr);

    void show(const ShownSweep& sweep, int measure);
    using QWidget::show;
    QComboBox* columnChooser() const { return m_columns; }
    QComboBox* rowChooser() const { return m_rows; }
    const SweepCells& cells() const { return m_cells; }
    // As drawn at the canvas's size.
    QRectF cellRect(int row, int column) const;
    QString cellText(int row, int column) const;  // empty where there is no room, or nothing was measured
    QColor cellColour(int row, int column) const;

    QString summary() const override;
    QList<QStringList> rows() const override;

protected:
    void draw(QPainter& painter, const QRectF& area) const override;
    void drawMarks(QPainter& painter, const QRectF& area) const override;
    void hoverAt(const QPointF& at, const QPoint& global) override;
    void hoverEnded() override;
    bool keyAt(QKeyEvent* event) override;

private:
    struct Places {
        QRectF cells, bar;
        double width = 0, height = 0;
        double names = 0;  // width of the rows' names
        int every_row = 1, every_column = 1;
        bool upright = false;  // the columns' names stand on end
        bool texts = false;    // cells have room for their values
    };
    void chooseKeys();
    void count();
    bool isPossible() const { return m_column >= 0 && m_row >= 0; }
    const SweepAxis& columnAxis() const { return m_axes[static_cast<std::size_t>(m_column)]; }
    const SweepAxis& rowAxis() const { return m_axes[static_cast<std::size_t>(m_row)]; }
    const SweepMeasure& measure() const { return sweepMeasures()[static_cast<std::size_t>(m_measure)]; }
    Places places(const QRectF& area) const;
    QRectF cellAt(const Places& places, int row, int column) const;
    QString sentence(int row, int column) const;
    QFont smallFont() const;
    void drawNames(QPainter& painter, const Places& p, const QRectF& area) const;
    void drawBar(QPainter& painter, const Places& p) const;

    ShownSweep m_sweep;
    std::vector<SweepAxis> m_axes;
    int m_measure = 0, m_column = -1, m_row = -1;
    QComboBox* m_columns;
    QComboBox* m_rows;
    SweepCells m_cells;
    QPoint m_hovered{-1, -1};  // column, row
    QPoint m_current{0, 0};    // where the keyboard is
};

}  // namespace layerlab
