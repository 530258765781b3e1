// The small marks that every drawing of a stack uses: pens, the snowflake of what is frozen, the mark of a problem.
#pragma once

#include <QColor>
#include <QFont>
#include <QPen>
#include <QPointF>
#include <QRectF>
#include <QString>

#include "ui/theme.h"

class QPainter;

namespace layerlab {

QFont bolder(const QFont& font);
QColor outlineColor(const Theme& theme);
QColor trunkColor(const Theme& theme);
QPen dashedPen(const QColor& color, double width);
void drawSnowflake(QPainter& painter, const QPointF& center, double radius, const QColor& color);
// Something is wrong here; the tooltip says what.
void drawProblem(QPainter& painter, const QPointF& center, double radius);
// The teacher's slot that a slot learns from, as a small badge at the middle of the left edge of `room`.
void drawTeacher(QPainter& painter, const QFont& font, const QRectF& room, const QString& badge);

}  // namespace layerlab
