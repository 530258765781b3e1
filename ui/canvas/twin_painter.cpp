#include "ui/canvas/twin_painter.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_marks.h"
#include "ui/charts/legible.h"
#include "ui/format.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

enum class Look { Frozen, FrozenOut, Trained, TrainedOut, Skipped };

// μ as a person reads it at a glance: ".83".
QString shareText(double share) {
    const QString digits = QString::number(share, 'f', 2);
    return digits.startsWith(QLatin1Char('0')) ? digits.mid(1) : digits;
}

class TwinDrawing {
public:
    TwinDrawing(QPainter& painter, const StackScene& scene, const QRegion& exposed)
        : m_painter(painter),
          m_scene(scene),
          m_layout(scene.layout),
          m_twin(*scene.twin),
          m_places(*scene.places),
          m_state(*scene.state),
          m_exposed(exposed.translated(scene.offset)),
          m_theme(theme()),
          m_thick(std::clamp(scene.layout.zoom, 0.75, 2.0)),
          m_radius(std::clamp(5.5 * scene.layout.zoom, 2.0, 12.0)) {}

    void theseus() {
        trunk(m_layout.trunk_x, m_layout.embeddings.top(), m_layout.head.bottom() + 1);
        if (!m_places.items.empty()) trunk(m_places.right_x, m_layout.embeddings.top(), m_layout.head.bottom() + 1);
        for (std::size_t i = 0; i < m_places.frames.size(); ++i) frame(i);
        line(passPath(m_layout, m_twin, m_places, m_state), QPen(m_theme.trained, 3 * m_thick));
        // Beside the pass, where there is room for two lines.
        if (m_layout.texts)
            line(gradientPath(m_layout, m_twin, m_places, m_state), dashedPen(m_theme.gradient, 1.4 * m_thick), QPointF(7, 4) * m_thick);
        for (std::size_t i = 0; i < m_places.boundaries.size(); ++i) boundary(i);
        for (std::size_t i = 0; i < m_places.rings.size(); ++i) ring(i);
        endBox(m_layout.head, m_scene.model.head, m_theme.muted);
        endBox(m_layout.embeddings, m_scene.model.embeddings, m_theme.muted);
        leftSlots();
        items();
    }

    void ladder() {
        trunk(m_layout.trunk_x, m_layout.embeddings.top(),
              m_layout.boxes.empty() ? m_layout.embeddings.top() : m_layout.boxes.back().top());
        trunk(m_places.right_x, m_places.entry.top(), m_layout.head.bottom() + 1);
        line({QPointF(m_places.gradient_x, m_layout.head.bottom() + 1), QPointF(m_places.gradient_x, m_places.entry.top())},
             dashedPen(m_theme.gradient, 1.4 * m_thick));
        m_painter.setPen(QPen(trunkColor(m_theme), 1.6 * m_thick));
        const double y = m_layout.embeddings.center().y() + 0.5;
        m_painter.drawLine(QPointF(m_layout.embeddings.right() + 1, y), QPointF(m_places.entry.left(), y));
        arrow({static_cast<double>(m_places.entry.left()), y}, {1, 0}, trunkColor(m_theme));
        for (std::size_t i = 0; i < m_places.rungs.size(); ++i) rung(i);
        endBox(m_layout.head, m_scene.model.head, m_theme.trained);
        endBox(m_places.entry, m_twin.entry, m_theme.trained);
        endBox(m_layout.embeddings, m_scene.model.embeddings, m_theme.frozen);
        leftSlots();
        items();
        arrows();
    }

    int painted() const { return m_painted; }

private:
    bool shown(const QRect& rect) const { return m_exposed.intersects(rect); }

    void trunk(double x, double bottom, double top) {
        m_painter.setPen(QPen(trunkColor(m_theme), 1.6 * m_thick));
        m_painter.drawLine(QPointF(x + 0.5, bottom), QPointF(x + 0.5, top));
    }

    void line(const std::vector<QPointF>& points, QPen pen, QPointF shift = {}) {
        if (points.size() < 2) return;
        pen.setJoinStyle(Qt::MiterJoin);
        pen.setCapStyle(Qt::FlatCap);
        QPolygonF polygon;
        for (const QPointF& point : points) polygon.append(point + QPointF(0.5, 0) + shift);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(polygon);
    }

    // Its tip is at `tip`.
    void arrow(const QPointF& tip, const QPointF& direction, const QColor& color) {
        const double size = std::clamp(6.0 * m_layout.zoom, 3.0, 10.0);
        const QPointF across(-direction.y(), direction.x());
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawPolygon(QPolygonF{tip, tip - direction * size + across * size * 0.55, tip - direction * size - across * size * 0.55});
    }

    void endBox(const QRect& rect, const QString& text, const QColor& hue) {
        if (!shown(rect.adjusted(-2, -2, 2, 2))) return;
        const bool plain = hue == m_theme.muted;
        m_painter.setPen(QPen(plain ? blended(hue, m_theme.window, 0.45) : blended(hue, m_theme.raised, 0.85), 1.2 * m_thick));
        m_painter.setBrush(plain ? blended(m_theme.border, m_theme.raised, m_theme.dark ? 0.55 : 0.62) : filled(hue));
        m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
        if (!m_layout.texts) return;
        m_painter.setFont(m_layout.font);
        m_painter.setPen(plain ? m_theme.text : legible(hue, filled(hue)));
        m_painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine,
                           QFontMetrics(m_layout.font).elidedText(text, Qt::ElideRight, rect.width() - 12));
    }

    QColor filled(const QColor& hue) const { return blended(hue, m_theme.raised, m_theme.dark ? 0.22 : 0.11); }

    void frame(std::size_t i) {
        const QRect& rect = m_places.frames[i];
        if (rect.isNull() || !shown(rect.adjusted(-2, -2, 2, 2))) return;
        m_painter.setPen(dashedPen(blended(m_theme.muted, m_theme.window, 0.5), 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
        if (m_places.label_height == 0) return;
        m_painter.setFont(m_layout.small);
        m_painter.setPen(m_theme.muted);
        const QRect room(rect.left() + 7, rect.top() + 2, rect.width() - 14, m_places.label_height);
        const QString name = StackText::tr("module %1").arg(i + 1);
        m_painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                           QFontMetrics(m_layout.small).elidedText(name, Qt::ElideRight, room.width()));
    }

    // What is dragged: a grip between two modules.
    void boundary(std::size_t i) {
        const QRect& rect = m_places.boundaries[i];
        if (!m_state.editable || rect.isNull() || !shown(rect)) return;
        const bool at = m_state.boundary == static_cast<int>(i);
        const double y = rect.top() + rect.height() / 2.0, reach = at ? rect.width() / 2.0 - 6 : 9;
        const double middle = rect.left() + rect.width() * 0.2;
        const QColor color = at ? m_theme.accent : blended(m_theme.muted, m_theme.window, 0.7);
        m_painter.setPen(QPen(color, at ? 3 : 2.4, Qt::SolidLine, Qt::RoundCap));
        if (at) m_painter.drawLine(QPointF(rect.center().x() - reach, y), QPointF(rect.center().x() + reach, y));
        else m_painter.drawLine(QPointF(middle - reach, y), QPointF(middle + reach, y));
    }

    // The replacing rate, and the way from the module to the successor's layer.
    void ring(std::size_t i) {
        const QRect& rect = m_places.rings[i];
        if (rect.isNull() || !shown(QRect(QPoint(m_places.frames[i].right(), rect.top()), QPoint(m_places.items[i].left(), rect.bottom()))))
            return;
        const QRectF circle = QRectF(rect).adjusted(2, 2, -2, -2);
        const double y = circle.center().y();
        const bool replaced = m_state.passing && i < m_state.out.size() && !m_state.out[i];
        const QColor color = replaced || !m_state.passing ? m_theme.trained : blended(m_theme.trained, m_theme.window, 0.45);
        m_painter.setPen(QPen(blended(m_theme.muted, m_theme.window, 0.45), 1.2));
        m_painter.drawLine(QPointF(m_places.frames[i].right() + 1, y), QPointF(rect.left(), y));
        m_painter.setPen(QPen(color, 1.6 * m_thick));
        m_painter.drawLine(QPointF(rect.right() + 2, y), QPointF(m_places.items[i].left() - 2, y));
        arrow({m_places.items[i].left() - 1.0, y}, {1, 0}, color);

        const double width = std::clamp(circle.width() * 0.11, 2.0, 6.0);
        m_painter.setBrush(m_theme.window);
        m_painter.setPen(QPen(blended(m_theme.muted, m_theme.window, 0.3), width));
        m_painter.drawEllipse(circle);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_theme.trained, width, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawArc(circle, 90 * 16, -static_cast<int>(std::lround(std::clamp(m_state.rate, 0.0, 1.0) * 360 * 16)));
        const QString percent = QString::number(std::lround(m_state.rate * 100)) + QLatin1Char('%');
        const QFont bold = bolder(m_layout.small);
        if (QFontMetrics(bold).horizontalAdvance(percent) > circle.width() - 2 * width) return;
        m_painter.setFont(bold);
        m_painter.setPen(m_theme.text);
        m_painter.drawText(circle, Qt::AlignCenter | Qt::TextSingleLine, percent);
    }

    void rung(std::size_t i) {
        const QRect &rect = m_places.rungs[i], &gate = m_places.gates[i];
        const int slot = static_cast<int>(i) + 1;
        if (rect.isNull() || !shown(rect)) return;
        const int item = m_twin.itemAt(slot);
        const double y = gate.top() + gate.height() / 2.0;
        const bool hovered = m_state.rung == slot;
        if (item < 0) {
            if (!m_state.editable) return;
            const QColor faint = hovered ? m_theme.accent : blended(m_theme.muted, m_theme.window, 0.5);
            m_painter.setPen(QPen(faint, 1.2, Qt::DotLine));
            m_painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
            const double radius = std::clamp(gate.height() * 0.36, 2.0, 9.0);
            const QPointF center(gate.left() + gate.width() / 2.0, y);
            m_painter.setPen(QPen(faint, 1.2));
            m_painter.setBrush(m_theme.window);
            m_painter.drawEllipse(center, radius, radius);
            m_painter.drawLine(center - QPointF(radius * 0.5, 0), center + QPointF(radius * 0.5, 0));
            m_painter.drawLine(center - QPointF(0, radius * 0.5), center + QPointF(0, radius * 0.5));
            return;
        }
        const auto at = static_cast<std::size_t>(item);
        const bool out = m_state.passing && at < m_state.out.size() && m_state.out[at];
        m_painter.setPen(out ? dashedPen(blended(m_theme.frozen, m_theme.window, 0.45), 1.4 * m_thick)
                             : QPen(m_theme.frozen, 1.8 * m_thick));
        m_painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
        const QColor color = hovered && m_state.editable ? m_theme.accent : m_theme.warning;
        m_painter.setPen(QPen(out ? blended(color, m_theme.window, 0.5) : color, 1.3));
        m_painter.setBrush(m_theme.raised);
        m_painter.drawRoundedRect(QRectF(gate).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
        const double share = at < m_state.gates.size() && std::isfinite(m_state.gates[at]) ? m_state.gates[at] : m_twin.gate;
        if (!m_layout.texts) {
            // Too low for a number: as much of it is filled as the side's state has.
            QRectF part = QRectF(gate).adjusted(1.5, 1.5, -1.5, -1.5);
            if (m_twin.gated) part.setWidth(part.width() * std::clamp(share, 0.0, 1.0));
            m_painter.fillRect(part, blended(color, m_theme.raised, 0.6));
            return;
        }
        const QString value = m_twin.gated ? QStringLiteral("\u03bc ") + shareText(share) : QStringLiteral("\u03a3");
        const QFontMetrics metrics(m_layout.small);
        m_painter.setFont(m_layout.small);
        m_painter.setPen(legible(m_theme.warning, m_theme.raised));
        m_painter.drawText(gate, Qt::AlignCenter | Qt::TextSingleLine,
                           metrics.horizontalAdvance(value) <= gate.width() - 2 ? value
                           : m_twin.gated                                       ? shareText(share)
                                                                                : value);
    }

    // Upwards between the slots of the side network and of the backbone; downwards where the gradient goes.
    void arrows() {
        const QColor up = trunkColor(m_theme);
        for (const QRect& rect : m_layout.boxes)
            if (shown(rect.adjusted(0, 0, 0, 8))) arrow({m_layout.trunk_x + 0.5, rect.bottom() + 1.0}, {0, -1}, up);
        std::vector<QRect> chain{m_places.entry};
        for (const QRect& item : m_places.items) chain.push_back(item);
        chain.push_back(m_layout.head);
        std::sort(chain.begin(), chain.end(), [](const QRect& a, const QRect& b) { return a.top() > b.top(); });
        for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
            if (!shown(QRect(chain[i + 1].bottomLeft(), chain[i].topRight()).adjusted(0, -8, 0, 8))) continue;
            arrow({m_places.right_x + 0.5, chain[i + 1].bottom() + 1.0}, {0, -1}, up);
            arrow({m_places.gradient_x + 0.5, static_cast<double>(chain[i].top())}, {0, 1}, m_theme.gradient);
        }
    }

    void leftSlots() {
        for (std::size_t i = 0; i < m_layout.boxes.size(); ++i) {
            const QRect& rect = m_layout.boxes[i];
            if (!shown(rect.adjusted(-4, -4, 4, 4))) continue;
            const StackSlot& item = m_scene.model.items[i];
            const bool out = i < m_scene.dropped.size() && m_scene.dropped[i];
            box(rect, item, item.skip ? Look::Skipped : out ? Look::FrozenOut : Look::Frozen, false);
            if (m_scene.selection.contains(item.number)) outline(rect, m_theme.accent, 2, Qt::SolidLine);
            else if (m_scene.current == item.number && m_state.boundary < 0)
                outline(rect, blended(m_theme.accent, m_theme.window, 0.7), 1, Qt::DotLine);
            ++m_painted;
        }
    }

    void items() {
        for (std::size_t i = 0; i < m_places.items.size(); ++i) {
            const QRect& rect = m_places.items[i];
            if (rect.isNull() || !shown(rect.adjusted(-2, -2, m_layout.badge_width + 2, 2))) continue;
            const bool out = m_state.passing && i < m_state.out.size() && m_state.out[i];
            const StackSlot& item = m_twin.items[i];
            box(rect, item, out ? Look::TrainedOut : Look::Trained, m_twin.kind == TwinModel::Kind::Theseus);
            ++m_painted;
            if (item.teacher == 0) continue;
            const double y = rect.center().y() + 0.5, left = m_layout.badge_x + 12;
            m_painter.setPen(QPen(blended(m_theme.muted, m_theme.window, 0.7), 1));
            m_painter.drawLine(QPointF(rect.right() + 1, y), QPointF(left, y));
            drawTeacher(m_painter, m_layout.small, QRectF(left, rect.top(), m_layout.badge_width - 12, rect.height()), item.badge());
        }
    }

    void outline(const QRect& rect, const QColor& color, double width, Qt::PenStyle style) {
        m_painter.setPen(QPen(color, width, style));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(rect).adjusted(-1.5, -1.5, 1.5, 1.5), m_radius + 1.5, m_radius + 1.5);
    }

    void box(const QRect& rect, const StackSlot& item, Look look, bool two_lines) {
        const bool trained = look == Look::Trained || look == Look::TrainedOut;
        const bool absent = look == Look::FrozenOut || look == Look::TrainedOut || look == Look::Skipped;
        const QColor hue = trained ? m_theme.trained : m_theme.frozen;
        const QColor fill = !absent ? filled(hue) : blended(m_theme.border, m_theme.window, 0.25);
        if (look == Look::TrainedOut) m_painter.setPen(dashedPen(blended(hue, m_theme.window, 0.75), 1.2 * m_thick));
        else if (absent) m_painter.setPen(dashedPen(blended(m_theme.muted, m_theme.window, 0.55), 1.2 * m_thick));
        else m_painter.setPen(QPen(blended(hue, m_theme.raised, 0.85), (trained && m_state.passing ? 1.8 : 1.25) * m_thick));
        if (!item.problem.isEmpty()) m_painter.setPen(QPen(m_theme.error, 1.6 * m_thick));
        m_painter.setBrush(fill);
        m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
        const bool carried = m_scene.dragging && !trained && m_scene.selection.contains(item.number);
        m_painter.setOpacity(carried ? 0.4 : 1);
        const QColor ink = look == Look::TrainedOut ? legible(blended(hue, m_theme.window, 0.85), fill)
                           : absent                 ? blended(m_theme.muted, m_theme.window, 0.72)
                                                    : legible(hue, fill);
        texts(rect, item, ink, absent, two_lines);
        m_painter.setOpacity(1);
    }

    void texts(const QRect& rect, const StackSlot& item, const QColor& ink, bool absent, bool two_lines) {
        const int flags = Qt::AlignVCenter | Qt::TextSingleLine;
        m_painter.setPen(ink);
        if (!m_layout.texts) {
            m_painter.setFont(m_layout.font);
            m_painter.drawText(QRectF(rect.left() + 5, rect.top() - 1, rect.width() - 8, rect.height() + 2), flags | Qt::AlignLeft,
                               QString::number(item.number));
            return;
        }
        const double scale = std::max(1.0, m_layout.zoom);
        const QFont bold = bolder(m_layout.font);
        const QFontMetrics metrics(m_layout.font), bold_metrics(bold);
        double left = rect.left() + 10 * scale, right = rect.right() - 9 * scale;
        const int line = metrics.height();
        const bool both = two_lines && !item.detail.isEmpty() && rect.height() >= 2 * line + 2;
        const double top = both ? rect.top() + (rect.height() - 2 * line) / 2.0 : rect.top();
        const double height = both ? line : rect.height();
        if (item.frozen && right - left > metrics.height() * 2.5) {
            const double radius = metrics.ascent() * 0.42;
            drawSnowflake(m_painter, QPointF(left + radius, top + height / 2), radius,
                          absent ? blended(m_theme.frozen, m_theme.window, 0.45) : m_theme.frozen);
            left += radius * 2 + 6 * scale;
        }
        if (!item.problem.isEmpty()) {
            drawProblem(m_painter, QPointF(right - metrics.ascent() * 0.6, top + height / 2), metrics.ascent() * 0.62);
            right -= metrics.ascent() * 1.3 + 6 * scale;
        }
        m_painter.setFont(bold);
        m_painter.setPen(ink);
        const QString name = bold_metrics.elidedText(item.name, Qt::ElideRight, static_cast<int>(right - left));
        m_painter.drawText(QRectF(left, top, right - left + 2, height), flags | Qt::AlignLeft, name);
        m_painter.setFont(m_layout.font);
        if (both) {
            m_painter.drawText(QRectF(left, top + line, right - left + 2, line), flags | Qt::AlignLeft,
                               metrics.elidedText(item.detail, Qt::ElideRight, static_cast<int>(right - left)));
            return;
        }
        left += bold_metrics.horizontalAdvance(name) + 9 * scale;
        if (item.rate && !absent) {
            const QString rate = QString::number(*item.rate, 'f', 2);
            const int width = metrics.horizontalAdvance(rate);
            if (left + width < right) {
                m_painter.setPen(m_theme.muted);
                m_painter.drawText(QRectF(right - width - 1, rect.top(), width + 2, rect.height()), flags | Qt::AlignRight, rate);
                right -= width + 9 * scale;
            }
        }
        if (right - left < metrics.averageCharWidth() * 6) return;
        m_painter.setPen(ink);
        m_painter.drawText(QRectF(left, rect.top(), right - left + 1, rect.height()), flags | Qt::AlignRight,
                           metrics.elidedText(item.detail, Qt::ElideRight, static_cast<int>(right - left)));
    }

    QPainter& m_painter;
    const StackScene& m_scene;
    const StackLayout& m_layout;
    const TwinModel& m_twin;
    const TwinLayout& m_places;
    const TwinState& m_state;
    QRegion m_exposed;
    const Theme& m_theme;
    double m_thick, m_radius;
    int m_painted = 0;
};

}  // namespace

std::vector<QPointF> passPath(const StackLayout& layout, const TwinModel& twin, const TwinLayout& places, const TwinState& state) {
    std::vector<QPointF> path;
    if (!state.passing || twin.kind != TwinModel::Kind::Theseus) return path;
    const QRect* below = &layout.embeddings;
    for (std::size_t i = 0; i < places.frames.size() && i < state.out.size(); ++i) {
        const QRect& frame = places.frames[i];
        if (frame.isNull()) continue;
        const double x = state.out[i] ? layout.trunk_x : places.right_x;
        if (path.empty()) {
            path.emplace_back(x, layout.embeddings.top());
        } else if (path.back().x() != x) {
            const double y = (below->top() + frame.bottom() + 1) / 2.0;
            path.emplace_back(path.back().x(), y);
            path.emplace_back(x, y);
        }
        below = &frame;
    }
    if (!path.empty()) path.emplace_back(path.back().x(), layout.head.bottom() + 1);
    return path;
}

std::vector<QPointF> gradientPath(const StackLayout& layout, const TwinModel& twin, const TwinLayout& places, const TwinState& state) {
    std::vector<QPointF> path = passPath(layout, twin, places, state);
    std::reverse(path.begin(), path.end());
    int lowest = -1;
    for (std::size_t i = 0; i < state.out.size() && i < places.items.size() && lowest < 0; ++i)
        if (!state.out[i] && !places.items[i].isNull()) lowest = static_cast<int>(i);
    if (lowest < 0 || path.empty()) return {};
    // What lies below the lowest layer that learns has no gradient.
    const double end = places.items[static_cast<std::size_t>(lowest)].top();
    std::vector<QPointF> above;
    for (const QPointF& point : path) {
        if (point.y() > end) break;
        above.push_back(point);
    }
    if (above.empty()) return {};
    above.emplace_back(above.back().x(), end);
    return above;
}

int paintTwin(QPainter& painter, const StackScene& scene, const QRegion& exposed) {
    TwinDrawing drawing(painter, scene, exposed);
    if (scene.twin->kind == TwinModel::Kind::Theseus) drawing.theseus();
    else drawing.ladder();
    return drawing.painted();
}

}  // namespace layerlab
