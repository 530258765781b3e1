// What each slot contributes to the hidden state on data, and the routes that keep those that contribute most: Sajjad et
// al. 2020, "Poor Man's BERT", section 3.4.
#pragma once

#include <functional>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/depths/choices.h"
#include "engine/model/model.h"

namespace layerlab {

// Of each slot of the full route, in its order: 1 minus the mean cosine between its input and its output. progress: share
// done, 0 … 1; stop: asked before every layer pass. Throws Error(Cancelled) when stopped.
std::vector<double> contributions(const EncoderModel& model, const std::vector<Batch>& batches, const Contribution& settings,
                                  const std::function<bool()>& stop = {}, const std::function<void(double)>& progress = {});

// The `depth` slots of a route that contribute most, in the route's order; of equals the lower one stays.
Route mostContributing(const Route& route, const std::vector<double>& contributions, int depth);

// One route a depth, ascending (see chooseRoutes in experiment.h), by a rule, by contribution on these batches, or by LayerDrop's
// rates: the slots that are dropped least (drop_rates: of every slot; none: all alike). A search is search.h's.
std::vector<Route> routesOn(const Depths& depths, const EncoderModel& model, const std::vector<Batch>& batches, bool every_depth,
                            const std::vector<double>& drop_rates, const Contribution& settings = {},
                            const std::function<bool()>& stop = {});

}  // namespace layerlab
