// Where a window comes back that was closed on a larger screen.
#pragma once

#include <QRect>

namespace layerlab {

// The window, made no larger than `available` and moved inside.
QRect placedWithin(const QRect& window, const QRect& available);

}  // namespace layerlab
