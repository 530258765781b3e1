#include "ui/canvas/stack_painter.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_marks.h"
#include "ui/canvas/map_painter.h"
#include "ui/canvas/twin_painter.h"
#include "ui/charts/legible.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

QColor neutralEdge(const Theme& t) { return blended(blended(t.frozen, t.muted, 0.35), t.raised, 0.7); }

void drawBackground(QPainter& painter, const QRect& exposed, const QPoint& offset) {
    const Theme& t = theme();
    painter.fillRect(exposed, t.window);
    constexpr int step = 18;
    QList<QPointF> dots;
    const auto first = [](int from, int shift) { return from - (((from + shift) % step) + step) % step; };
    for (int y = first(exposed.top(), offset.y()); y <= exposed.bottom() + 1; y += step)
        for (int x = first(exposed.left(), offset.x()); x <= exposed.right() + 1; x += step) dots.append(QPointF(x + 0.5, y + 0.5));
    painter.setPen(QPen(blended(t.border, t.window, t.dark ? 0.75 : 0.95), 1.7, Qt::SolidLine, Qt::RoundCap));
    painter.drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

class StackDrawing {
public:
    StackDrawing(QPainter& painter, const StackScene& scene)
        : m_painter(painter),
          m_scene(scene),
          m_model(scene.model),
          m_layout(scene.layout),
          m_theme(theme()),
          m_thick(std::clamp(scene.layout.zoom, 0.75, 2.0)),
          m_radius(std::clamp(5.5 * scene.layout.zoom, 2.0, 12.0)) {}

    void endBox(const QRect& rect, const QString& text, bool top) {
        const QRectF box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
        m_painter.setPen(QPen(blended(m_theme.muted, m_theme.window, 0.45), 1.2 * m_thick));
        m_painter.setBrush(blended(m_theme.border, m_theme.raised, m_theme.dark ? 0.55 : 0.62));
        m_painter.drawRoundedRect(box, m_radius, m_radius);
        // Half of the outermost gap belongs to the neighbour slot's cell, the other half is drawn here.
        m_painter.setPen(QPen(trunkColor(m_theme), 1.6 * m_thick));
        const double x = m_layout.trunk_x + 0.5;
        if (!m_layout.cells.empty()) {
            if (top) m_painter.drawLine(QPointF(x, rect.bottom() + 1), QPointF(x, m_layout.cells.back().top()));
            else m_painter.drawLine(QPointF(x, m_layout.cells.front().bottom() + 1), QPointF(x, rect.top()));
        }
        if (!m_layout.texts) return;
        m_painter.setFont(m_layout.font);
        m_painter.setPen(m_theme.text);
        const QString shown = QFontMetrics(m_layout.font).elidedText(text, Qt::ElideRight, rect.width() - 16);
        m_painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, shown);
    }

    void slot(std::size_t i) {
        const StackSlot& item = m_model.items[i];
        const QRect& cell = m_layout.cells[i];
        const QRectF box = QRectF(m_layout.boxes[i]).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool dropped = !item.skip && i < m_scene.dropped.size() && m_scene.dropped[i];
        const bool absent = dropped || item.skip;
        const double x = m_layout.trunk_x + 0.5;
        m_painter.save();
        m_painter.setClipRect(cell, Qt::IntersectClip);

        if (absent) {
            bypass(cell, x, dropped ? m_theme.warning : blended(m_theme.muted, m_theme.window, 0.65), item.skip);
        } else {
            m_painter.setPen(QPen(trunkColor(m_theme), 1.6 * m_thick));
            m_painter.drawLine(QPointF(x, cell.top()), QPointF(x, cell.bottom() + 1));
        }

        if (item.teacher > 0) teacher(item, m_layout.boxes[i]);

        QColor fill = m_theme.raised;
        if (absent) fill = blended(m_theme.border, m_theme.window, 0.25);
        else if (item.frozen) fill = blended(m_theme.frozen, m_theme.raised, m_theme.dark ? 0.22 : 0.11);
        QColor edge = item.group >= 0 ? m_theme.categorical(m_model.groups[static_cast<std::size_t>(item.group)].colour)
                      : item.frozen   ? m_theme.frozen
                                      : neutralEdge(m_theme);
        if (absent) edge = blended(edge, fill, item.skip ? 0.22 : 0.38);

        QPainterPath outline;
        outline.addRoundedRect(box, m_radius, m_radius);
        m_painter.fillPath(outline, fill);
        const double edge_width = std::clamp(8.5 * m_layout.zoom, 6.0, 18.0);
        QPainterPath strip;
        strip.addRect(QRectF(box.left() - 1, box.top() - 1, edge_width + 1, box.height() + 2));
        m_painter.fillPath(outline.intersected(strip), edge);

        m_painter.setBrush(Qt::NoBrush);
        if (absent) m_painter.setPen(dashedPen(blended(m_theme.muted, m_theme.window, 0.55), 1.2 * m_thick));
        else m_painter.setPen(QPen(item.frozen ? blended(m_theme.frozen, m_theme.raised, 0.85) : outlineColor(m_theme), 1.25 * m_thick));
        if (!item.problem.isEmpty()) m_painter.setPen(QPen(m_theme.error, 1.6 * m_thick));
        m_painter.drawPath(outline);

        if (m_scene.selection.contains(item.number)) ring(box, cell, m_theme.accent, 2, Qt::SolidLine);
        else if (m_scene.current == item.number) ring(box, cell, blended(m_theme.accent, m_theme.window, 0.7), 1, Qt::DotLine);

        if (m_scene.dragging && m_scene.selection.contains(item.number)) m_painter.setOpacity(0.4);
        texts(item, m_layout.boxes[i], edge_width, dropped);
        m_painter.restore();
    }

    // From the teacher's slot that this one learns from.
    void teacher(const StackSlot& item, const QRect& box) {
        const double y = box.top() + box.height() / 2.0;
        const double right = m_layout.badge_x + m_layout.badge_width - 12;
        m_painter.setPen(QPen(blended(m_theme.muted, m_theme.window, 0.7), 1));
        m_painter.drawLine(QPointF(right, y), QPointF(box.left(), y));
        drawTeacher(m_painter, m_layout.small, QRectF(m_layout.badge_x, box.top(), m_layout.badge_width - 12, box.height()), item.badge());
    }

    // Where the first slot would be.
    void placeholder() {
        const QRectF box = QRectF(m_layout.placeholder).adjusted(0.5, 0.5, -0.5, -0.5);
        m_painter.setPen(QPen(trunkColor(m_theme), 1.6 * m_thick));
        const double x = m_layout.trunk_x + 0.5;
        m_painter.drawLine(QPointF(x, m_layout.head.bottom() + 1), QPointF(x, box.top()));
        m_painter.drawLine(QPointF(x, box.bottom()), QPointF(x, m_layout.embeddings.top()));
        m_painter.setPen(dashedPen(m_theme.accent, 1.4 * m_thick));
        m_painter.setBrush(blended(m_theme.accent, m_theme.window, 0.06));
        m_painter.drawRoundedRect(box, m_radius, m_radius);
        m_painter.setFont(m_layout.font);
        m_painter.setPen(legible(m_theme.accent, m_theme.window));
        m_painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine,
                           QFontMetrics(m_layout.font)
                               .elidedText(StackText::tr("+ Add the first layer"), Qt::ElideRight, static_cast<int>(box.width()) - 12));
    }

    void insertion(int gap) {
        const QPointF center(m_layout.trunk_x + 0.5, QRectF(m_layout.gapRect(gap)).center().y());
        const double radius = std::clamp(7.0 * m_layout.zoom, 6.0, 12.0), arm = radius * 0.5;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.accent);
        m_painter.drawEllipse(center, radius, radius);
        m_painter.setPen(QPen(Qt::white, std::max(1.4, radius * 0.2), Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLine(center - QPointF(arm, 0), center + QPointF(arm, 0));
        m_painter.drawLine(center - QPointF(0, arm), center + QPointF(0, arm));
    }

    void drop(int gap) {
        const QRectF rect = m_layout.gapRect(gap);
        const double y = rect.center().y();
        m_painter.setPen(QPen(m_theme.accent, 3, Qt::SolidLine, Qt::RoundCap));
        m_painter.drawLine(QPointF(rect.left() - 6, y), QPointF(rect.right() + 6, y));
        m_painter.setBrush(m_theme.window);
        m_painter.setPen(QPen(m_theme.accent, 2));
        m_painter.drawEllipse(QPointF(rect.left() - 8, y), 4, 4);
    }

    // What the cursor carries; viewport coordinates.
    void carried() {
        const QFontMetrics metrics(m_layout.small);
        const QRect rect(m_scene.cursor + QPoint(14, 8), QSize(metrics.horizontalAdvance(m_scene.dragged) + 18, metrics.height() + 8));
        m_painter.setPen(QPen(m_theme.accent, 1));
        m_painter.setBrush(m_theme.raised);
        m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
        m_painter.setFont(m_layout.small);
        m_painter.setPen(m_theme.text);
        m_painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, m_scene.dragged);
    }

    void brackets(const QRegion& exposed) {
        const QFontMetrics metrics(m_layout.small);
        for (const StackBracket& bracket : m_layout.brackets) {
            const SharedGroup& group = m_model.groups[bracket.group];
            const int width = metrics.horizontalAdvance(bracket.label);
            const QRect all(QPoint(bracket.spine.left(), bracket.spine.top() - metrics.height()),
                            QPoint(bracket.label_x + width + 2, bracket.spine.bottom() + metrics.height()));
            if (!exposed.intersects(all.translated(-m_scene.offset))) continue;
            const bool whole = group.kind == SharedGroup::Kind::Layer;
            const QColor color = m_theme.categorical(group.colour);
            const double width_of_line = (whole ? 1.8 : 1.3) * std::min(m_thick, 1.4);
            QPen pen(whole ? color : blended(color, m_theme.window, 0.55), width_of_line);
            pen.setJoinStyle(Qt::MiterJoin);
            pen.setCapStyle(Qt::FlatCap);
            m_painter.setPen(pen);
            m_painter.setBrush(Qt::NoBrush);
            const QRectF s = QRectF(bracket.spine).adjusted(0.5, 0.5, -0.5, -0.5);
            m_painter.drawPolyline(QPolygonF({s.topLeft(), s.topRight(), s.bottomRight(), s.bottomLeft()}));
            // The name stays in sight as long as any of its bracket does.
            const double half = metrics.height() / 2.0;
            const double seen_top = std::max<double>(s.top(), m_scene.offset.y());
            const double seen_bottom = std::min<double>(s.bottom(), m_scene.offset.y() + m_layout.viewport.height());
            double middle = (s.top() + s.bottom()) / 2;
            if (seen_bottom > seen_top && (middle < seen_top + half || middle > seen_bottom - half)) middle = (seen_top + seen_bottom) / 2;
            if (!m_layout.texts && s.height() + 4 < metrics.height() && m_model.groups.size() > 1) continue;
            m_painter.setFont(m_layout.small);
            m_painter.setPen(legible(color, m_theme.window));
            m_painter.drawText(QRectF(bracket.label_x, middle - half, width + 2, metrics.height()),
                               Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, bracket.label);
        }
    }

    // Viewport coordinates from here on.
    void legend() {
        const QRect& rect = m_layout.legend_rect;
        m_painter.setPen(QPen(m_theme.border, 1));
        m_painter.setBrush(m_theme.panel);
        m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        const QFontMetrics metrics(m_layout.small);
        const int line = metrics.height() + 4, left = rect.left() + 13;
        int top = rect.top() + 9;
        const bool figures = !m_layout.legend.empty() && m_layout.legend.front().kind == LegendEntry::Kind::Figure;
        m_painter.setFont(bolder(m_layout.small));
        m_painter.setPen(m_theme.text);
        m_painter.drawText(QRect(left, top, rect.width() - 20, line), Qt::AlignLeft | Qt::AlignVCenter,
                           figures ? StackText::tr("What it costs") : StackText::tr("Legend"));
        m_painter.setFont(m_layout.small);
        for (const LegendEntry& entry : m_layout.legend) {
            top += line;
            const double y = top + line / 2.0;
            switch (entry.kind) {
                case LegendEntry::Kind::Figure: {
                    const QRect row(left, top, rect.width() - 26, line);
                    m_painter.setPen(m_theme.muted);
                    m_painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, entry.text);
                    m_painter.setPen(m_theme.text);
                    m_painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, entry.value);
                    continue;
                }
                case LegendEntry::Kind::Runs:
                    m_painter.setPen(QPen(outlineColor(m_theme), 2.4));
                    break;
                case LegendEntry::Kind::Dropped:
                    m_painter.setPen(dashedPen(m_theme.warning, 2));
                    break;
                case LegendEntry::Kind::Skipped:
                    m_painter.setPen(dashedPen(blended(m_theme.muted, m_theme.panel, 0.7), 2));
                    break;
                case LegendEntry::Kind::Frozen:
                    m_painter.setPen(QPen(m_theme.frozen, 2.4));
                    break;
                case LegendEntry::Kind::Trained:
                    m_painter.setPen(QPen(m_theme.trained, 2.4));
                    break;
                case LegendEntry::Kind::Gradient:
                    m_painter.setPen(dashedPen(m_theme.gradient, 2));
                    break;
            }
            m_painter.drawLine(QPointF(left, y), QPointF(left + 22, y));
            m_painter.setPen(m_theme.text);
            m_painter.drawText(QRect(left + 32, top, rect.width() - 42, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                               entry.text);
        }
    }

    QRect headingRect() const {
        if (m_scene.heading.isEmpty() && m_scene.heading_detail.isEmpty()) return {};
        const QFontMetrics metrics(m_layout.small);
        return {10, 8, headingRoom(), metrics.height() + 6};
    }

    void heading() {
        const QFont bold = bolder(m_layout.small);
        const QFontMetrics metrics(m_layout.small), bold_metrics(bold);
        const QRect rect = headingRect();
        const QString name = bold_metrics.elidedText(m_scene.heading, Qt::ElideRight, rect.width() - 12);
        const int name_width = bold_metrics.horizontalAdvance(name);
        const int room = rect.width() - name_width - 20;
        const QString detail =
            room > metrics.averageCharWidth() * 4 ? metrics.elidedText(m_scene.heading_detail, Qt::ElideRight, room) : QString();
        const int width = name_width + (detail.isEmpty() ? 0 : metrics.horizontalAdvance(detail) + 8) + 12;
        paper(QRect(rect.left(), rect.top(), width, rect.height()));
        m_painter.setFont(bold);
        m_painter.setPen(m_theme.text);
        m_painter.drawText(QRect(rect.left() + 6, rect.top(), name_width + 2, rect.height()),
                           Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
        m_painter.setFont(m_layout.small);
        m_painter.setPen(m_theme.muted);
        m_painter.drawText(QRect(rect.left() + 6 + name_width + 8, rect.top(), room + 2, rect.height()),
                           Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, detail);
    }

    QRect hintRect() const {
        const QFontMetrics metrics(m_layout.small);
        const int height = metrics.height() + 4;
        const int width = std::min(m_layout.viewport.width() - 20, metrics.horizontalAdvance(m_scene.hint) + 14);
        return {10, m_layout.viewport.height() - height - 6, width, height};
    }

    void hint() {
        const QRect rect = hintRect();
        const QFontMetrics metrics(m_layout.small);
        paper(rect);
        m_painter.setFont(m_layout.small);
        m_painter.setPen(m_theme.muted);
        m_painter.drawText(rect.adjusted(6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                           metrics.elidedText(m_scene.hint, Qt::ElideRight, rect.width() - 8));
    }

private:
    int headingRoom() const {
        const bool beside_legend = m_layout.legendFits(m_scene.offset);
        return std::max(40, (beside_legend ? m_layout.legend_rect.left() : m_layout.viewport.width()) - 20);
    }

    // So that words stay readable where a scrolled stack passes below them.
    void paper(const QRect& rect) {
        QColor color = m_theme.window;
        color.setAlphaF(0.9F);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawRoundedRect(rect, 4, 4);
    }

    void ring(const QRectF& box, const QRect& cell, const QColor& color, double width, Qt::PenStyle style) {
        const double above = box.top() - cell.top(), below = cell.bottom() + 1 - box.bottom();
        const double room = std::min({3.5, above - width / 2, below - width / 2});
        const double out = std::max(0.0, room);
        m_painter.setPen(QPen(color, width, style));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(box.adjusted(-out, -out, out, out), m_radius + out, m_radius + out);
    }

    void bypass(const QRect& cell, double x, const QColor& color, bool dashed) {
        const double width = 1.8 * m_thick;
        // Within the cell, so that a neighbour's repainting never cuts it in half.
        const double top = cell.top() + width / 2, bottom = cell.bottom() + 1 - width / 2;
        const double left = m_layout.bypass_x + 0.5;
        const double round = std::min({7.0 * m_thick, (bottom - top) / 2});
        QPainterPath path(QPointF(x, bottom));
        path.lineTo(left + round, bottom);
        path.quadTo(left, bottom, left, bottom - round);
        path.lineTo(left, top + round);
        path.quadTo(left, top, left + round, top);
        path.lineTo(x, top);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(dashed ? dashedPen(color, width) : QPen(color, width));
        m_painter.drawPath(path);
        // The trunk's ends meet it.
        m_painter.setPen(QPen(color, width));
        m_painter.drawPoint(QPointF(x, top));
        m_painter.drawPoint(QPointF(x, bottom));
    }

    void texts(const StackSlot& item, const QRect& box, double edge_width, bool dropped) {
        const double scale = std::max(1.0, m_layout.zoom);
        const bool absent = dropped || item.skip;
        const int flags = Qt::AlignVCenter | Qt::TextSingleLine;
        if (!m_layout.texts) {
            m_painter.setFont(m_layout.font);
            m_painter.setPen(dropped ? legible(m_theme.warning, m_theme.window) : m_theme.muted);
            m_painter.drawText(QRectF(box.left() + edge_width + 5, box.top() - 1, box.width() - edge_width - 8, box.height() + 2),
                               flags | Qt::AlignLeft, QString::number(item.number));
            return;
        }
        const QFont bold = bolder(m_layout.font);
        const QFontMetrics metrics(m_layout.font), bold_metrics(bold);
        double left = box.left() + edge_width + 11 * scale;
        double right = box.right() - 11 * scale;

        const QString name = bold_metrics.elidedText(item.name, Qt::ElideRight, static_cast<int>(right - left));
        m_painter.setFont(bold);
        m_painter.setPen(absent ? blended(m_theme.muted, m_theme.window, 0.72) : m_theme.text);
        m_painter.drawText(QRectF(left, box.top(), right - left, box.height()), flags | Qt::AlignLeft, name);
        left += bold_metrics.horizontalAdvance(name) + 9 * scale;
        if (item.frozen && left + metrics.height() < right) {
            const double radius = metrics.ascent() * 0.45;
            m_painter.setRenderHint(QPainter::Antialiasing);
            drawSnowflake(m_painter, QPointF(left + radius, box.top() + box.height() / 2.0), radius,
                          absent ? blended(m_theme.frozen, m_theme.window, 0.5) : m_theme.frozen);
            left += radius * 2 + 7 * scale;
        }
        m_painter.setFont(m_layout.font);
        if (!item.problem.isEmpty()) {
            drawProblem(m_painter, QPointF(right - metrics.ascent() * 0.6, box.top() + box.height() / 2.0), metrics.ascent() * 0.62);
            right -= metrics.ascent() * 1.3 + 8 * scale;
        }
        if (absent) {
            const QString word = dropped ? StackText::tr("dropped") : StackText::tr("skipped");
            m_painter.setPen(dropped ? legible(m_theme.warning, m_theme.window) : m_theme.muted);
            const double room = right - left;
            m_painter.drawText(QRectF(left, box.top(), room, box.height()), flags | Qt::AlignRight,
                               metrics.elidedText(word, Qt::ElideRight, static_cast<int>(room)));
            return;
        }
        if (item.rate) {
            const QString rate = QString::number(*item.rate, 'f', 2);
            const int width = metrics.horizontalAdvance(rate);
            if (left + width < right) {
                m_painter.setPen(m_theme.muted);
                m_painter.drawText(QRectF(right - width - 1, box.top(), width + 2, box.height()), flags | Qt::AlignRight, rate);
                right -= width + 11 * scale;
            }
        }
        const double room = right - left;
        if (room < metrics.averageCharWidth() * 5) return;
        m_painter.setPen(blended(m_theme.text, m_theme.raised, 0.78));
        m_painter.drawText(QRectF(left, box.top(), room + 1, box.height()), flags | Qt::AlignRight,
                           metrics.elidedText(item.detail, Qt::ElideRight, static_cast<int>(room)));
    }

    QPainter& m_painter;
    const StackScene& m_scene;
    const StackModel& m_model;
    const StackLayout& m_layout;
    const Theme& m_theme;
    double m_thick, m_radius;
};

}  // namespace

int paintStack(QPainter& painter, const StackScene& scene, const QRegion& exposed) {
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QRect& rect : exposed) drawBackground(painter, rect, scene.offset);

    StackDrawing drawing(painter, scene);
    const StackLayout& layout = scene.layout;
    const auto shown = [&](const QRect& rect) { return exposed.intersects(rect.translated(-scene.offset)); };
    const int gap = StackLayout::full_gap * 2;
    int painted = 0;
    painter.save();
    painter.translate(-scene.offset);
    if (scene.twin) {
        painted += paintTwin(painter, scene, exposed);
    } else {
        if (shown(layout.head.adjusted(-2, -2, 2, gap))) drawing.endBox(layout.head, scene.model.head, true);
        if (shown(layout.embeddings.adjusted(-2, -gap, 2, 2))) drawing.endBox(layout.embeddings, scene.model.embeddings, false);
        for (std::size_t i = 0; i < layout.cells.size(); ++i) {
            if (!shown(layout.cells[i])) continue;
            drawing.slot(i);
            ++painted;
        }
    }
    if (layout.boxes.empty() && shown(layout.placeholder.adjusted(-2, -gap, 2, gap))) drawing.placeholder();
    if (scene.map) paintMap(painter, scene, exposed);
    drawing.brackets(exposed);
    if (scene.insertion >= 0) drawing.insertion(scene.insertion);
    if (scene.drop >= 0) drawing.drop(scene.drop);
    painter.restore();

    if (layout.legendFits(scene.offset) && exposed.intersects(layout.legend_rect)) drawing.legend();
    if (const QRect heading = drawing.headingRect(); exposed.intersects(heading)) drawing.heading();
    if (!scene.hint.isEmpty() && exposed.intersects(drawing.hintRect())) drawing.hint();
    if (!scene.dragged.isEmpty()) drawing.carried();
    return painted;
}

}  // namespace layerlab
