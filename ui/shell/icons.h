// The window's icons: SVG files drawn in one neutral colour, recoloured for the theme and rendered sharp at every
// device pixel ratio.
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace layerlab {

// name: of a file in resources/icons, without its ending. Without a colour the theme's text colour; disabled icons are
// paler.
QIcon icon(const QString& name, const QColor& colour = {});
QIcon applicationIcon();

}  // namespace layerlab
