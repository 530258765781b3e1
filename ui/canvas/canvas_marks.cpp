#include "ui/canvas/canvas_marks.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/charts/legible.h"

namespace layerlab {

QFont bolder(const QFont& font) {
    QFont bold = font;
    bold.setBold(true);
    return bold;
}

QColor outlineColor(const Theme& t) { return blended(t.muted, t.raised, t.dark ? 0.7 : 0.8); }
QColor trunkColor(const Theme& t) { return blended(t.muted, t.window, 0.85); }

QPen dashedPen(const QColor& color, double width) {
    QPen pen(color, width);
    pen.setDashPattern({4, 3});
    return pen;
}

void drawSnowflake(QPainter& painter, const QPointF& center, double radius, const QColor& color) {
    painter.setPen(QPen(color, std::max(1.0, radius * 0.22), Qt::SolidLine, Qt::RoundCap));
    for (int arm = 0; arm < 6; ++arm) {
        const double angle = (arm + 0.5) * std::numbers::pi / 3;
        const QPointF direction(std::cos(angle), std::sin(angle));
        painter.drawLine(center, center + direction * radius);
        for (const double side : {-0.7, 0.7}) {
            const QPointF branch(std::cos(angle + side), std::sin(angle + side));
            const QPointF fork = center + direction * radius * 0.5;
            painter.drawLine(fork, fork + branch * radius * 0.4);
        }
    }
}

void drawProblem(QPainter& painter, const QPointF& center, double radius) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().error);
    painter.drawEllipse(center, radius, radius);
    painter.setPen(QPen(Qt::white, std::max(1.4, radius * 0.28), Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(center - QPointF(0, radius * 0.5), center + QPointF(0, radius * 0.1));
    painter.drawPoint(center + QPointF(0, radius * 0.55));
}

void drawTeacher(QPainter& painter, const QFont& font, const QRectF& room, const QString& badge) {
    const Theme& t = theme();
    const QFontMetricsF metrics(font);
    const double height = std::min(room.height(), metrics.height() + 2);
    const QRectF box(room.left() + 0.5, room.center().y() - height / 2, room.width() - 1, height);
    painter.setPen(QPen(blended(t.muted, t.window, 0.7), 1));
    painter.setBrush(t.raised);
    painter.drawRoundedRect(box, height / 3, height / 3);
    // Too low for its text: the badge alone says that there is a teacher.
    if (height < metrics.height() * 0.8) return;
    painter.setFont(font);
    painter.setPen(legible(t.muted, t.raised));
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, badge);
}

}  // namespace layerlab
