// The keys under `techniques`. A part of describe().
#pragma once

#include "engine/experiment/fields.h"

namespace layerlab {

void describeTechniques(Techniques& techniques, FieldVisitor& visitor);

}  // namespace layerlab
