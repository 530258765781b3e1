// Accuracy by depth of the groups of a comparison: means over seeds with their 95 % intervals as bands; a group whose model
// has one depth (a successor, a ladder) is a diamond.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/compare/group_looks.h"

class QCPErrorBars;

namespace layerlab {

class CompareDepthChart : public ChartView {
    Q_OBJECT

public:
    explicit CompareDepthChart(QWidget* parent = nullptr);

    void show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks);
    QString summary() const override;
    struct Band {
        ChartCurve* low = nullptr;
        ChartCurve* high = nullptr;
    };
    const std::vector<Band>& bands() const { return m_bands; }         // one a group, null where it has one seed only
    const std::vector<ChartCurve*>& means() const { return m_means; }  // one a group
    using QWidget::show;

protected:
    QList<TooltipLine> tooltipAt(double x) const override;
    bool valueAt(const ChartCurve* curve, double x, double* key, double* value) const override;
    void changeEvent(QEvent* event) override;

private:
    void removeAll();
    void fillBands();

    std::shared_ptr<const Comparison> m_comparison;
    std::vector<GroupLook> m_looks;
    std::vector<ChartCurve*> m_means;
    std::vector<Band> m_bands;
    std::vector<std::pair<QCPErrorBars*, std::size_t>> m_bars;  // intervals of the groups that have one depth; owned by the plot
};

}  // namespace layerlab
