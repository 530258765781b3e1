// Colours chosen for lines and fills, made dark (or light) enough to be read as text on a given background.
#pragma once

#include <QColor>

namespace layerlab {

// The contrast of WCAG 2: 1 … 21.
double contrast(const QColor& a, const QColor& b);
// `ink`, moved towards black or white until its contrast with `paper` reaches `least`.
QColor legible(const QColor& ink, const QColor& paper, double least = 4.5);
// Opaque: `part` of `ink` over `paper`. Unlike a transparent pen it does not darken where a line crosses itself.
QColor blended(const QColor& ink, const QColor& paper, double part);

}  // namespace layerlab
