// Looks for the best route of each depth on data: all of them where they are few enough, else from the top down with a
// beam. Routes share the work of what they begin with (trie.h), so that all subsets of 12 slots cost 4,095 layer passes a
// batch and not 24,576.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/data/task_data.h"
#include "engine/depths/choices.h"
#include "engine/model/model.h"

namespace layerlab {

struct SearchResult {
    std::vector<RouteResult> best;  // one a depth, ascending: the highest accuracy, of equals the lowest loss
    std::int64_t routes = 0;        // that were evaluated
    std::int64_t layer_passes = 0;  // for each batch
    std::int64_t passes_alone = 0;  // the same if every route ran by itself
    bool exhaustive = false;
};

// progress: share done, 0 … 1, and what is being done. Throws Error(Cancelled) when stopped, Error(BadInput) where the
// depths asked for are none.
SearchResult searchRoutes(const EncoderModel& model, const TaskData& data, const std::vector<Batch>& batches, const Search& settings,
                          const std::function<bool()>& stop = {}, const std::function<void(double, const std::string&)>& progress = {});

}  // namespace layerlab
