// A measure along one key of a sweep: one line for every combination of the other keys, its mean over seeds with the 95 %
// interval as a band.
#pragma once

#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/sweep/sweep_results.h"

class QComboBox;

namespace layerlab {

class SweepLinesChart : public ChartView {
    Q_OBJECT

public:
    explicit SweepLinesChart(QWidget* parent = nullptr);

    void show(const ShownSweep& sweep, int measure);
    using QWidget::show;
    QComboBox* keyChooser() const { return m_key; }
    const std::vector<SweepLine>& lines() const { return m_lines; }
    const std::vector<ChartCurve*>& means() const { return m_means; }  // one a line
    QString summary() const override;

protected:
    QList<TooltipLine> tooltipAt(double x) const override;
    bool valueAt(const ChartCurve* curve, double x, double* key, double* value) const override;
    void changeEvent(QEvent* event) override;

private:
    struct Band {
        ChartCurve* low = nullptr;
        ChartCurve* high = nullptr;
    };
    void chooseKeys();
    void draw();
    void removeAll();
    void fillBands();
    QString valueName(double x) const;
    const SweepMeasure& measure() const { return sweepMeasures()[static_cast<std::size_t>(m_measure)]; }

    ShownSweep m_sweep;
    std::vector<SweepAxis> m_axes;
    int m_measure = 0, m_along = -1;
    QString m_drawn;  // which sweep, and along what
    QComboBox* m_key;
    std::vector<SweepLine> m_lines;
    std::vector<ChartCurve*> m_means;
    std::vector<Band> m_bands;
};

}  // namespace layerlab
