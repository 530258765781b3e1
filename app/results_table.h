// Measured routes as lines on a terminal and as JSON: what depths, quantize and prune print.
#pragma once

#include <string>
#include <vector>

#include "engine/depths/choices.h"
#include "engine/runs/event.h"

namespace layerlab {

// variants: with the columns that tell smaller models of one route apart.
void printResults(const std::vector<RouteResult>& results, bool variants);

// "1,3,5" or "1 3 5" as slots. Throws Error(BadInput). option: for the sentence.
Route routeFrom(const std::string& text, const std::string& option);

// The targets of --at-most and --at-least, at most one of both. Throws Error(BadInput) where the figure is bounded from the other
// side.
std::optional<Target> targetFromOptions(const std::string& at_most, const std::string& at_least);
// One line: the route of these that keeps to the target best, or that there is none.
std::string proposal(const std::vector<RouteResult>& results, const Target& target);

}  // namespace layerlab
