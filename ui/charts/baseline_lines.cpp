#include "ui/charts/baseline_lines.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/chart_overlay.h"
#include "ui/charts/legible.h"
#include "ui/engine_text.h"
#include "ui/format.h"

namespace layerlab {

BaselineLines::BaselineLines(ChartView& chart) : QCPAbstractItem(chart.plot()), m_chart(chart) {
    setLayer(QStringLiteral("legend"));
    setSelectable(false);
}

bool BaselineLines::take(const Event& event) {
    const TaskFacts* task = taskFacts(event);
    if (!task || task->baselines == m_baselines) return false;
    m_baselines = task->baselines;
    m_lines.clear();
    for (const auto& [name, accuracy] : m_baselines)
        if (std::isfinite(accuracy)) m_lines.push_back({engineText(name) + QLatin1Char(' ') + percentText(accuracy), accuracy * 100});
    std::stable_sort(m_lines.begin(), m_lines.end(), [](const Line& a, const Line& b) { return a.percent > b.percent; });
    return true;
}

bool BaselineLines::clear() {
    const bool any = !m_lines.empty();
    m_baselines.clear();
    m_lines.clear();
    return any;
}

void BaselineLines::draw(QCPPainter* painter) {
    const auto curves = m_chart.curves();
    if (std::all_of(curves.begin(), curves.end(), [](const ChartCurve* curve) { return curve->count == 0; })) return;
    const Theme& t = theme();
    const QRectF area = mParentPlot->axisRect()->rect();
    const QFont font = scaledFont(m_chart.font(), 0.88);
    const QFontMetricsF metrics(font);
    painter->setAntialiasing(true);
    painter->setFont(font);
    std::vector<QRectF> taken;
    for (const Line& line : m_lines) {
        if (!mParentPlot->yAxis->range().contains(line.percent)) continue;
        const double y = std::floor(mParentPlot->yAxis->coordToPixel(line.percent)) + 0.5;
        painter->setPen(QPen(t.muted, 1, Qt::DotLine));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));

        // Above its line, or below it, or beside the names that are there already.
        QRectF place(area.left() + 4, y - metrics.height() - 1, metrics.horizontalAdvance(line.text), metrics.height());
        const auto hides = [&] {
            return place.top() < area.top() || place.bottom() > area.bottom() ||
                   std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return place.intersects(other); });
        };
        if (hides()) place.moveTop(y + 1);
        if (hides())
            for (const QRectF& other : taken)
                if (place.intersects(other)) place.moveLeft(other.right() + metrics.averageCharWidth() * 2);
        if (place.right() > area.right()) place.setRight(area.right());
        if (place.width() < metrics.averageCharWidth() * 6) continue;
        taken.push_back(place);
        // Where curves begin is where they are lowest: the name stays legible over them.
        QColor paper = t.panel;
        paper.setAlphaF(0.7F);
        painter->fillRect(place.adjusted(-2, 0, 2, 0), paper);
        painter->setPen(t.muted);
        painter->drawText(place.adjusted(0, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(line.text, Qt::ElideRight, place.width() + 1));
    }
}

}  // namespace layerlab
