// The keys of a sweep. A part of describe().
#pragma once

#include "engine/experiment/fields.h"

namespace layerlab {

// seed: the experiment's, from which a count of seeds goes on.
void describeSweep(Sweep& sweep, std::uint64_t seed, FieldVisitor& v);

}  // namespace layerlab
