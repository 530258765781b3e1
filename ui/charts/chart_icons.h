// The signs on a chart's buttons: drawn, not taken from a font that may lack them.
#pragma once

#include <QIcon>

namespace layerlab {

QIcon downloadIcon(const QColor& color, double ratio);
QIcon fitIcon(const QColor& color, double ratio);
QIcon tableIcon(const QColor& color, double ratio);

}  // namespace layerlab
