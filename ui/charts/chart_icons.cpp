#include "ui/charts/chart_icons.h"

#include <QPainter>
#include <QPixmap>
#include <functional>

namespace layerlab {

namespace {

constexpr int side = 16;

QIcon drawn(const QColor& color, double ratio, const std::function<void(QPainter&)>& draw) {
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    draw(painter);
    return QIcon(pixmap);
}

}  // namespace

QIcon downloadIcon(const QColor& color, double ratio) {
    return drawn(color, ratio, [](QPainter& painter) {
        painter.drawLine(QPointF(8, 2.5), QPointF(8, 10));
        painter.drawPolyline(QPolygonF({QPointF(5, 7.2), QPointF(8, 10.2), QPointF(11, 7.2)}));
        painter.drawPolyline(QPolygonF({QPointF(2.8, 11), QPointF(2.8, 13.5), QPointF(13.2, 13.5), QPointF(13.2, 11)}));
    });
}

QIcon fitIcon(const QColor& color, double ratio) {
    return drawn(color, ratio, [](QPainter& painter) {
        painter.drawLine(QPointF(4, 12), QPointF(12, 4));
        painter.drawPolyline(QPolygonF({QPointF(8, 3.2), QPointF(12.8, 3.2), QPointF(12.8, 8)}));
        painter.drawPolyline(QPolygonF({QPointF(3.2, 8), QPointF(3.2, 12.8), QPointF(8, 12.8)}));
    });
}

QIcon tableIcon(const QColor& color, double ratio) {
    return drawn(color, ratio, [](QPainter& painter) {
        painter.drawRoundedRect(QRectF(2.5, 3, 11, 10), 1, 1);
        painter.drawLine(QPointF(2.5, 6.4), QPointF(13.5, 6.4));
        painter.drawLine(QPointF(2.5, 9.7), QPointF(13.5, 9.7));
        painter.drawLine(QPointF(6.6, 6.4), QPointF(6.6, 13));
    });
}

}  // namespace layerlab
