// The colours of a heat map's cells: viridis (Smith and van der Walt, matplotlib 2015), whose lightness rises evenly, so that it is
// read by colour-blind people and in grey; the same on light and dark.
#pragma once

#include <QColor>
#include <algorithm>
#include <array>
#include <cmath>

namespace layerlab {

// position: 0 … 1.
inline QColor viridis(double position) {
    static const std::array<QRgb, 9> stops{0xff440154, 0xff482475, 0xff414487, 0xff355f8d, 0xff2a788e,
                                           0xff21918c, 0xff35b779, 0xff90d743, 0xfffde725};
    const double at = std::clamp(std::isfinite(position) ? position : 0.0, 0.0, 1.0) * (stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(at), stops.size() - 2);
    const double part = at - static_cast<double>(below);
    const QColor a(stops[below]), b(stops[below + 1]);
    const auto mixed = [part](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * part)); };
    return {mixed(a.red(), b.red()), mixed(a.green(), b.green()), mixed(a.blue(), b.blue())};
}

}  // namespace layerlab
