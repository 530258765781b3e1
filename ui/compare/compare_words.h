// Words that several parts of the Compare view say alike.
#pragma once

#include <QString>

#include "engine/runs/comparison.h"

namespace layerlab {

QString meanText(const Interval& accuracy);  // "72.4 ± 0.6 %", "72.4 %" of one seed
QString seedsText(std::size_t seeds);        // "3 seeds", "1 seed"
QString layersText(int depth);               // "6 layers"
// "1.2 M parameters · 0.16 GFLOP · 4.1 ms · 4.8 MiB", as far as they are known.
QString costsText(const RouteResult& result);

}  // namespace layerlab
