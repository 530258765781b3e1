#include "ui/shell/window_place.h"

namespace layerlab {

QRect placedWithin(const QRect& window, const QRect& available) {
    QRect placed(window.topLeft(), window.size().boundedTo(available.size()));
    if (placed.right() > available.right()) placed.moveRight(available.right());
    if (placed.bottom() > available.bottom()) placed.moveBottom(available.bottom());
    if (placed.left() < available.left()) placed.moveLeft(available.left());
    if (placed.top() < available.top()) placed.moveTop(available.top());
    return placed;
}

}  // namespace layerlab
