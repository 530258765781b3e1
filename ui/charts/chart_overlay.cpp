#include "ui/charts/chart_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/charts/legible.h"

namespace layerlab {

QFont scaledFont(const QFont& font, double factor) {
    QFont result = font;
    if (font.pointSizeF() > 0) result.setPointSizeF(font.pointSizeF() * factor);
    else result.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factor))));
    return result;
}

ChartOverlay::ChartOverlay(ChartView* view) : QCPAbstractItem(view->m_plot), m_view(view) {
    setClipToAxisRect(false);
    setSelectable(false);
}

ChartCurve* ChartOverlay::labelAt(const QPointF& pixel) const {
    for (const auto& [rect, curve] : m_hits)
        if (rect.contains(pixel)) return curve;
    return nullptr;
}

void ChartOverlay::draw(QCPPainter* painter) {
    const Theme& t = theme();
    const QCPAxisRect* axes = m_view->m_plot->axisRect();
    const QRectF area = axes->rect();
    // An export is drawn at another size: the places on the screen stay those of the last drawing there.
    const bool on_screen = !painter->modes().testFlag(QCPPainter::pmNoCaching);
    if (on_screen) m_hits.clear();
    painter->setAntialiasing(true);
    painter->setFont(m_view->font());
    if (m_view->isEmpty()) {
        painter->setPen(t.muted);
        const QRectF room = QRectF(mParentPlot->viewport()).adjusted(16, 8, -16, -8);
        painter->drawText(room, Qt::AlignCenter | Qt::TextWordWrap, m_view->m_empty_text);
        return;
    }
    drawMarkers(painter, area);
    drawAxisTitles(painter, area);
    drawEndLabels(painter, area, on_screen);
}

void ChartOverlay::drawMarkers(QCPPainter* painter, const QRectF& area) const {
    const QFont small = scaledFont(m_view->font(), 0.88);
    const QFontMetricsF metrics(small);
    painter->setFont(small);
    struct Name {
        QString text;
        double left, width;
        std::size_t row;
    };
    std::vector<Name> names;
    // A name that meets the one before goes below it; short stages in a row are three names deep at most.
    std::array<double, 3> free_from{area.left(), area.left(), area.left()};
    for (const auto& marker : m_view->m_markers) {
        const double x = mParentPlot->xAxis->coordToPixel(marker.x);
        if (!(x >= area.left() - 0.5 && x <= area.right() + 0.5)) continue;
        painter->setPen(QPen(blended(theme().muted, theme().panel, 0.6), 1));
        const double sharp = std::floor(x) + 0.5;
        painter->drawLine(QPointF(sharp, area.top()), QPointF(sharp, area.bottom()));
        const QString text = metrics.elidedText(marker.name, Qt::ElideRight, area.width() - 8);
        const double width = metrics.horizontalAdvance(text);
        // At the right edge it stands on the other side of its line.
        const double left = sharp + 4 + width <= area.right() ? sharp + 4 : std::max(area.left(), sharp - 4 - width);
        for (std::size_t row = 0; row < free_from.size(); ++row) {
            if (left < free_from[row]) continue;
            names.push_back({text, left, width, row});
            free_from[row] = left + width + 6;
            break;
        }
    }
    for (const Name& name : names) {
        const QRectF box(name.left - 2, area.top() + static_cast<double>(name.row) * metrics.height(), name.width + 4, metrics.height());
        QColor paper = theme().panel;
        paper.setAlphaF(0.85F);
        painter->fillRect(box, paper);
        painter->setPen(theme().muted);
        painter->drawText(QPointF(name.left, box.top() + metrics.ascent()), name.text);
    }
}

void ChartOverlay::drawAxisTitles(QCPPainter* painter, const QRectF& area) const {
    const QFont small = scaledFont(m_view->font(), 0.88);
    const QFontMetricsF metrics(small);
    painter->setFont(small);
    painter->setPen(theme().muted);
    const QRectF all = mParentPlot->viewport();
    painter->drawText(QRectF(area.left(), all.bottom() - metrics.height() - 1, area.width(), metrics.height()),
                      static_cast<int>(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextDontClip,  // an underscore is low
                      metrics.elidedText(m_view->m_x_title, Qt::ElideRight, area.width()));
    const double left = 8;
    painter->drawText(QRectF(left, area.top() - metrics.height() - 9, all.width() - 2 * left, metrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_view->m_y_title, Qt::ElideRight, all.width() - 2 * left));
}

void ChartOverlay::drawEndLabels(QCPPainter* painter, const QRectF& area, bool on_screen) {
    const QFont font = scaledFont(m_view->font(), 0.94);
    const QFontMetricsF metrics(font);
    const double height = metrics.height();
    std::vector<Label> labels;
    for (const auto& curve : m_view->m_curves) {
        if (!curve->look.end_label || curve->count == 0) continue;
        // In the margin, at the height where the curve ends (or the nearest in view): labels are also the legend,
        // and over the curves they could not be read.
        const double y = mParentPlot->yAxis->coordToPixel(curve->last_y);
        const double clamped = std::clamp(std::isfinite(y) ? y : area.bottom(), area.top(), area.bottom());
        labels.push_back({curve.get(), m_view->endText(*curve), area.right() + 9, clamped, clamped});
    }
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.wanted < b.wanted; });
    // Where not all fit, an even choice with the first and the last.
    const auto room = static_cast<std::size_t>(std::max(1.0, std::floor(area.height() / height) + 1));
    if (labels.size() > room) {
        std::vector<Label> chosen;
        for (std::size_t i = 0; i < room; ++i) chosen.push_back(labels[room == 1 ? 0 : i * (labels.size() - 1) / (room - 1)]);
        labels = std::move(chosen);
    }
    pushApart(labels, height, area.top(), area.bottom());

    painter->setFont(font);
    for (const Label& label : labels) {
        const double width = mParentPlot->viewport().right() - label.x - 3;
        const QString text = metrics.elidedText(label.text, Qt::ElideRight, std::max(0.0, width));
        const QRectF rect(label.x, label.y - height / 2, metrics.horizontalAdvance(text), height);
        const Theme& t = theme();
        const QColor ink = legible(label.curve->look.color(t), t.panel);
        painter->setPen(label.curve->shown ? ink : blended(t.muted, t.panel, 0.75));
        painter->drawText(rect.adjusted(0, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        if (!label.curve->shown) painter->drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
        if (on_screen) m_hits.emplace_back(rect.adjusted(-4, 0, 4, 0), label.curve);
    }
}

// The places nearest to the wanted ones (least squares) that are at least `height` apart: neighbours that collide
// merge into blocks around their mean.
void ChartOverlay::pushApart(std::vector<Label>& labels, double height, double top, double bottom) {
    struct Block {
        double sum;
        std::size_t count;
        double mean() const { return sum / static_cast<double>(count); }
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        blocks.push_back({labels[i].wanted - static_cast<double>(i) * height, 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
            blocks[blocks.size() - 2].sum += blocks.back().sum;
            blocks[blocks.size() - 2].count += blocks.back().count;
            blocks.pop_back();
        }
    }
    std::size_t i = 0;
    const double last = static_cast<double>(labels.size()) - 1;
    for (const Block& block : blocks)
        for (std::size_t k = 0; k < block.count; ++k, ++i) {
            const double base = std::clamp(block.mean(), top, std::max(top, bottom - last * height));
            labels[i].y = base + static_cast<double>(i) * height;
        }
}

ChartCrosshair::ChartCrosshair(ChartView* view) : QCPAbstractItem(view->m_plot), m_view(view) {
    setClipToAxisRect(false);
    setSelectable(false);
    setVisible(false);
}

void ChartCrosshair::draw(QCPPainter* painter) {
    const Theme& t = theme();
    const QRectF area = mParentPlot->axisRect()->rect();
    painter->setAntialiasing(true);
    const double line = std::floor(mParentPlot->xAxis->coordToPixel(x)) + 0.5;
    if (!(line >= area.left() - 1 && line <= area.right() + 1)) return;
    painter->setPen(QPen(blended(t.muted, t.panel, 0.65), 1));
    painter->drawLine(QPointF(line, area.top()), QPointF(line, area.bottom()));
    for (const auto& curve : m_view->m_curves) {
        double key = 0, value = 0;
        if (!curve->shown || !curve->look.in_values || !m_view->valueAt(curve.get(), x, &key, &value)) continue;
        const QPointF at(mParentPlot->xAxis->coordToPixel(key), mParentPlot->yAxis->coordToPixel(value));
        if (!area.adjusted(-1, -1, 1, 1).contains(at)) continue;
        painter->setPen(QPen(t.panel, 1.5));
        painter->setBrush(curve->look.color(t));
        painter->drawEllipse(at, 4, 4);
    }
    drawBox(painter, area, line);
}

void ChartCrosshair::drawBox(QCPPainter* painter, const QRectF& area, double line) const {
    auto lines = m_view->tooltipAt(x);
    if (lines.isEmpty()) return;
    QFont normal = scaledFont(m_view->font(), 0.94), bold = normal;
    bold.setBold(true);
    const QFontMetricsF metrics(normal), bold_metrics(bold);
    const double height = std::ceil(metrics.height() * 1.15), mark = height * 0.85;
    const double most = std::max(80.0, area.width() - 40);
    const auto room_for = static_cast<qsizetype>(std::max(3.0, std::floor((mParentPlot->viewport().height() - 16) / height)));
    if (lines.size() > room_for) {
        const qsizetype left_out = lines.size() - room_for + 1;
        lines.resize(room_for - 1);
        lines.append({ChartView::tr("… and %1 more").arg(left_out), {}, false});
    }
    double width = 0;
    for (const auto& l : lines)
        width = std::max(width, (l.bold ? bold_metrics : metrics).horizontalAdvance(l.text) + (l.color.isValid() ? mark : 0));
    width = std::min(width, most);
    QRectF box(0, 0, width + 20, static_cast<double>(lines.size()) * height + 12);
    box.moveTop(std::clamp(middle - box.height() / 2, 2.0, std::max(2.0, mParentPlot->viewport().height() - box.height() - 2.0)));
    box.moveLeft(line + 12);
    if (box.right() > mParentPlot->viewport().right() - 2) box.moveRight(line - 12);
    box.moveLeft(std::max(2.0, box.left()));

    const QPalette palette = theme().palette();
    const QColor paper = palette.color(QPalette::ToolTipBase), ink = palette.color(QPalette::ToolTipText);
    painter->setPen(theme().dark ? QPen(theme().border, 1) : QPen(Qt::NoPen));
    painter->setBrush(paper);
    painter->drawRoundedRect(box, 5, 5);
    double top = box.top() + 6;
    for (const auto& l : lines) {
        double left = box.left() + 10;
        if (l.color.isValid()) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(legible(l.color, paper, 3));
            const double side = height * 0.42;
            painter->drawRoundedRect(QRectF(left, top + (height - side) / 2, side, side), 2, 2);
            left += mark;
        }
        painter->setFont(l.bold ? bold : normal);
        painter->setPen(ink);
        const double room = box.right() - 8 - left;
        painter->drawText(QRectF(left, top, room + 2, height), Qt::AlignLeft | Qt::AlignVCenter,
                          (l.bold ? bold_metrics : metrics).elidedText(l.text, Qt::ElideRight, room));
        top += height;
    }
}

}  // namespace layerlab
