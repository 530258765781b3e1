// Accuracy against what it costs: each depth of each group as a point, the points that no other one beats joined by the
// Pareto front. Hovering tells what a point is; a click offers its routes.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/compare/group_looks.h"

class QComboBox;

namespace layerlab {

class CompareCostChart : public ChartView {
    Q_OBJECT

public:
    explicit CompareCostChart(QWidget* parent = nullptr);

    void show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks);
    int cost() const;  // of allCosts()
    void setCost(int cost);
    QComboBox* costChooser() const { return m_chooser; }
    // Indexes of Comparison::points on the front that is drawn, by rising cost.
    const std::vector<std::size_t>& front() const { return m_front; }
    QString pointText(std::size_t point) const;  // what hovering tells, a line each
    QPointF pixelOf(std::size_t point) const;    // in the plot
    QString summary() const override;
    using QWidget::show;

Q_SIGNALS:
    void pointClicked(std::size_t point, const QPoint& global);

protected:
    QList<TooltipLine> tooltipAt(double x) const override;
    bool valueAt(const ChartCurve* curve, double x, double* key, double* value) const override;
    double crosshairAt(const QPointF& pixel) override;
    void clicked(const QPointF& pixel) override;

private:
    struct Spot {
        std::size_t point;
        double x, y;  // as drawn
        const ChartCurve* curve;
    };
    void draw();
    void chooseWords();
    const Spot* spotAt(const QPointF& pixel) const;
    QList<TooltipLine> linesOf(std::size_t point) const;

    std::shared_ptr<const Comparison> m_comparison;
    std::vector<GroupLook> m_looks;
    QComboBox* m_chooser;
    std::vector<ChartCurve*> m_all;
    std::vector<Spot> m_spots;
    std::vector<std::size_t> m_front;
    std::optional<Spot> m_hovered;
};

}  // namespace layerlab
