// Which of all routes that compared runs have seen fits a target.
#pragma once

#include <QString>
#include <cstddef>
#include <optional>

#include "engine/depths/choices.h"

namespace layerlab {

struct Comparison;

struct Proposal {
    std::size_t run = 0;  // of Comparison::runs
    RouteResult result;   // on validation data, by which it was chosen
    std::optional<double> test_accuracy;
};

// The best route within the target over all runs, by validation data (propose() of engine/depths/choices.h). Nothing: none is.
std::optional<Proposal> proposeRoute(const Comparison& comparison, const Target& target);
// The route that comes nearest to the target: the cheapest one, of an accuracy the most accurate. Nothing: the figure is known
// of no route.
std::optional<Proposal> nearestRoute(const Comparison& comparison, Target::Figure figure);

// What a person types: "3", "3 ms", "1.2M", "200 MFLOP", "9.6 MiB" (a size without a unit is in MiB), "90 %", "90", "0.9".
// Nothing: it cannot be read, or is no figure of this kind.
std::optional<Target> typedTarget(Target::Figure figure, const QString& typed);
// "3.0 ms", "1.20 M parameters", "90.0 %".
QString figureText(Target::Figure figure, double value);
// "sst2-full-0002 with 3 layers (1 3 5): 94.2 %, 93.8 % on test data; 1.2 M parameters · 2.1 ms"
QString proposalText(const Comparison& comparison, const Proposal& proposal);

}  // namespace layerlab
