// Values that are more than one scalar: lists, lists of lists, and where weights come from. A part of describe().
#pragma once

#include "engine/experiment/field_values.h"

namespace layerlab::values {

// Lists of numbers in a list: [[1, 2], [3]].
Value lists(std::vector<std::vector<int>>& target, Range range);
Value lists(std::vector<std::vector<double>>& target, Range range);
// A list of whole numbers. word: how an empty list is written; without one an empty list is left out.
Value numbers(std::vector<int>& target, Range range, const std::string& word = {});
// scratch (where it makes sense), previous, or a run as {run: FOLDER} or {run: FOLDER, weights: final}.
Value origin(Origin& target, bool scratch_allowed);

}  // namespace layerlab::values
