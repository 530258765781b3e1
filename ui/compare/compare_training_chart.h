// The training curves of compared runs over each other: loss or validation accuracy, over steps or over seconds of training.
#pragma once

#include <memory>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/compare/group_looks.h"

class QComboBox;

namespace layerlab {

class CompareTrainingChart : public ChartView {
    Q_OBJECT

public:
    explicit CompareTrainingChart(QWidget* parent = nullptr);

    void show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks);
    QComboBox* chooser() const { return m_chooser; }  // loss by step, loss by time, accuracy by step, accuracy by time
    using QWidget::show;

protected:
    QList<TooltipLine> tooltipAt(double x) const override;

private:
    void draw();
    bool byTime() const;
    bool ofAccuracy() const;

    std::shared_ptr<const Comparison> m_comparison;
    std::vector<GroupLook> m_looks;
    QComboBox* m_chooser;
    std::vector<ChartCurve*> m_curves;
};

}  // namespace layerlab
