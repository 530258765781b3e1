#include "ui/canvas/map_painter.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/canvas/canvas_marks.h"
#include "ui/charts/legible.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

class MapDrawing {
public:
    MapDrawing(QPainter& painter, const StackScene& scene, const QRegion& exposed)
        : m_painter(painter),
          m_layout(scene.layout),
          m_map(*scene.map),
          m_places(*scene.map_places),
          m_state(*scene.map_state),
          m_exposed(exposed.translated(scene.offset)),
          m_theme(theme()),
          m_thick(std::clamp(scene.layout.zoom, 0.75, 2.0)) {}

    void all() {
        if (!m_exposed.intersects(m_places.area) && !m_exposed.intersects(m_places.title)) return;
        title();
        // What is pointed at is above what is not.
        for (const bool marked : {false, true})
            for (const auto& [student, teacher] : m_map.pairs)
                if (isMarked(student, teacher) == marked) line(student, teacher, marked);
        for (std::size_t i = 0; i < m_places.teachers.size(); ++i) teacher(i);
        for (std::size_t i = 0; i < m_places.handles.size(); ++i) handle(i);
        if (m_state.dragging) dragged();
    }

private:
    bool isMarked(int student, int teacher) const {
        return student == m_state.handle || (m_state.handle == 0 && teacher == m_state.teacher);
    }

    void title() {
        const QFontMetrics metrics(m_layout.small);
        m_painter.setFont(m_layout.small);
        m_painter.setPen(m_theme.muted);
        const QString text = StackText::tr("teacher: %1").arg(m_map.name);
        m_painter.drawText(m_places.title, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
                           metrics.elidedText(text, Qt::ElideMiddle, m_places.title.width()));
    }

    void curve(const QPointF& from, const QPointF& to, const QPen& pen) {
        const double bend = std::max(8.0, (to.x() - from.x()) * 0.5);
        QPainterPath path(from);
        path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(pen);
        m_painter.drawPath(path);
    }

    void line(int student, int teacher, bool marked) {
        if (teacher < 1 || teacher > m_map.teachers || !m_map.mayLearn(student)) return;
        const bool leaving = m_state.dragging && student == m_state.handle;
        const QColor color = marked && !leaving ? m_theme.accent : blended(m_theme.frozen, m_theme.window, leaving ? 0.3 : 0.75);
        curve(m_places.from(teacher), m_places.to(student), QPen(color, (marked && !leaving ? 2.2 : 1.4) * m_thick));
    }

    void teacher(std::size_t i) {
        const QRect& rect = m_places.teachers[i];
        const int number = static_cast<int>(i) + 1;
        const bool runs = m_map.mayTeach(number);
        const bool at = m_state.teacher == number && runs;
        const bool teaches =
            std::any_of(m_map.pairs.begin(), m_map.pairs.end(), [number](const auto& pair) { return pair.second == number; });
        const QColor fill = runs ? blended(m_theme.frozen, m_theme.raised, (m_theme.dark ? 0.22 : 0.11) * (teaches ? 1 : 0.4))
                                 : blended(m_theme.border, m_theme.window, 0.25);
        const double radius = std::min(std::clamp(5.5 * m_layout.zoom, 2.0, 12.0), rect.height() / 2.5);
        if (!runs) m_painter.setPen(dashedPen(blended(m_theme.muted, m_theme.window, 0.55), 1.2));
        else if (at) m_painter.setPen(QPen(m_theme.accent, 2));
        else m_painter.setPen(QPen(blended(m_theme.frozen, m_theme.raised, teaches ? 0.85 : 0.4), 1.25));
        m_painter.setBrush(at ? blended(m_theme.accent, m_theme.raised, 0.25) : fill);
        m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        const QColor ink = !runs ? m_theme.muted : legible(m_theme.frozen, fill);
        m_painter.setFont(m_layout.small);
        if (m_places.texts) {
            m_painter.setPen(ink);
            m_painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, QString::number(number));
        } else if (number % m_places.numbers_every == 0) {
            const int half = QFontMetrics(m_layout.small).height();
            m_painter.setPen(m_theme.muted);
            m_painter.drawText(QRectF(m_layout.map_x - 4, rect.top() + rect.height() / 2.0 - half, rect.left() - m_layout.map_x, 2 * half),
                               Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, QString::number(number));
        }
    }

    // The badges of those that learn are the stack's; here is what invites to draw, and where the keyboard or the mouse is.
    void handle(std::size_t i) {
        const QRect& rect = m_places.handles[i];
        const int student = static_cast<int>(i) + 1;
        if (rect.isNull() || !m_state.editable) return;
        const bool at = m_state.handle == student;
        const QFontMetrics metrics(m_layout.small);
        const double height = std::min<double>(rect.height(), metrics.height() + 2);
        const QRectF pill(rect.left() + 0.5, rect.top() + (rect.height() - height) / 2, rect.width() - 1, height);
        const QColor color = at ? m_theme.accent : blended(m_theme.muted, m_theme.window, 0.5);
        m_painter.setBrush(Qt::NoBrush);
        if (m_map.teacherOf(student) == 0) {
            m_painter.setBrush(m_theme.window);
            m_painter.setPen(QPen(color, 1.2, Qt::DotLine));
            m_painter.drawRoundedRect(pill, height / 3, height / 3);
            const double arm = std::clamp(height * 0.22, 1.5, 5.0);
            m_painter.setPen(QPen(color, 1.3));
            m_painter.drawLine(pill.center() - QPointF(arm, 0), pill.center() + QPointF(arm, 0));
            m_painter.drawLine(pill.center() - QPointF(0, arm), pill.center() + QPointF(0, arm));
        }
        if (!at) return;
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_theme.accent, m_state.at_handle ? 2.2 : 1.4));
        m_painter.drawRoundedRect(pill, height / 3, height / 3);
    }

    void dragged() {
        const QPointF end = m_state.teacher > 0 ? m_places.from(m_state.teacher) : QPointF(m_state.cursor);
        const QPen pen = m_state.teacher > 0 ? QPen(m_theme.accent, 2.4 * m_thick) : dashedPen(m_theme.muted, 1.6 * m_thick);
        curve(end, m_places.to(m_state.handle), pen);
    }

    QPainter& m_painter;
    const StackLayout& m_layout;
    const TeacherMap& m_map;
    const MapLayout& m_places;
    const MapState& m_state;
    QRegion m_exposed;
    const Theme& m_theme;
    double m_thick;
};

}  // namespace

void paintMap(QPainter& painter, const StackScene& scene, const QRegion& exposed) { MapDrawing(painter, scene, exposed).all(); }

}  // namespace layerlab
