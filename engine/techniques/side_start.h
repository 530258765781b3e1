// The first weights of a ladder's side layers: parts of the backbone's, chosen by importance (Sung, Cho and Bansal 2022,
// section 3.3; the authors' code's version 2).
#pragma once

#include "engine/techniques/technique.h"

namespace layerlab {

// Random leaves what the model was made with. Magnitude takes the weights themselves as importance; Fisher the sum of squared
// gradients over the first `samples` examples of the training data, one at a time, of the backbone with its head, without
// dropout. The walk goes from the embedding through the backbone layers that the side layers read, in their order: every
// matrix loses the columns that the one before lost as rows, and keeps the rows whose importance sums up to the most. What
// leads into the side network and out of it, rungs and gates stay as they are. Throws Error(Cancelled).
void startSide(const StageStart& start, const LadderSettings& settings);

}  // namespace layerlab
