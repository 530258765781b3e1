// What is said about sweeps and their runs, in one place for the queue and the charts.
#pragma once

#include <QString>
#include <cstddef>

#include "engine/runs/sweep_folder.h"

namespace layerlab {

QString statusText(SweepStatus status);  // "waiting", in the window's language
QString runsText(std::size_t runs);      // "1 run", "12 runs"
// "layer_drop.rate=0.1, seed=2", the keys without their beginnings.
QString settingsText(const Sweep& sweep, const SweepSettings& settings);
QString nameOfSweep(const QString& folder);  // "hops-sweep-0001"

}  // namespace layerlab
