// The ticks of a chart's axes: whole numbers where there is no half of anything, and logarithms that stay useful within
// one decade, where a loss mostly lives.
#pragma once

#include <functional>

#include "ui/charts/qcustomplot.h"

namespace layerlab {

// Ticks on a linear axis, at whole numbers only where asked, labelled by a function.
class LinearTicker : public QCPAxisTicker {
public:
    bool integers = false;
    std::function<QString(double)> label;

protected:
    double getTickStep(const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return label(tick); }
};

class LogTicker : public QCPAxisTicker {
public:
    std::function<QString(double)> label;

protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    QVector<double> createSubTickVector(int, const QVector<double>&) override { return {}; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return label(tick); }
};

}  // namespace layerlab
