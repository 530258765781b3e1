// The accuracies of the newest evaluation as one curve, over those of earlier evaluations, which fade into the panel: the
// older, the fainter.
#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>
#include <cstdint>
#include <string>
#include <vector>

#include "ui/charts/chart_view.h"

namespace layerlab {

class FadingCurves {
    Q_DECLARE_TR_FUNCTIONS(layerlab::FadingCurves)

public:
    explicit FadingCurves(ChartView& chart);

    void clear();
    // Beside other runs the newest curve bears its run's name and colour.
    void setRun(const QString& name, int colour);
    void setAmongOthers(bool among_others);
    // Later evaluations, and this split's of the same step, are superseded. Accuracies in per cent.
    void add(std::int64_t step, const std::string& split, const QList<double>& x, const QList<double>& accuracies);

    ChartCurve* newest() const { return m_newest; }
    std::int64_t step() const { return m_evaluations.empty() ? 0 : m_evaluations.back().step; }
    // Which data the newest curve is about.
    std::string split() const { return m_evaluations.empty() ? "valid" : m_evaluations.back().split; }

private:
    struct Evaluation {
        std::int64_t step;
        std::string split;
        QList<double> x, accuracies;
    };

    void start();
    void applyLooks();
    void showEarlier();

    ChartView& m_chart;
    std::vector<Evaluation> m_evaluations;  // the newest is the last
    std::vector<ChartCurve*> m_earlier;
    ChartCurve* m_newest = nullptr;
    QString m_name;
    int m_colour = 0;
    bool m_among_others = false;
};

}  // namespace layerlab
