// measured.jsonl of a run folder: what was measured after the training (pruned depths, searches, quantised and pruned
// weights), as `evaluated` events, appended by whoever measures. Reports and comparisons read it beside events.jsonl.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/runs/event.h"

namespace layerlab {

// Adds an Evaluated event. Throws Error(Io).
void appendMeasurement(const std::filesystem::path& run, const Event& event);
// All of them, in the order in which they were measured; lines that cannot be read are left out. A run without the file has
// none.
std::vector<Event> readMeasurements(const std::filesystem::path& run);

// All that is known of the weights that a run ended with, on one split: results of its last evaluation of that step and of
// measurements of it. Of equal routes and variants the newest, with a latency or a size that only an older one has.
// split: "valid" or "test".
std::vector<RouteResult> knownResults(const std::vector<Event>& events, const std::vector<Event>& measurements, const std::string& split);

}  // namespace layerlab
