// The charts of a comparison, ready to be drawn.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/runs/comparison.h"
#include "engine/runs/figure_svg.h"

namespace layerlab {

// Those that there are figures for: accuracy by depth; accuracy against latency, parameters, size (where weights were made
// smaller) and memory; training loss and validation accuracy by step, over the stages that have the last one's task.
std::vector<Figure> comparisonFigures(const Comparison& comparison);

// "latency", "parameters", …, and with its unit.
std::string costName(CostAxis cost);
std::string costText(CostAxis cost, double value);

}  // namespace layerlab
