// The keys under `task`; which there are depends on task.kind. A part of describe().
#pragma once

#include "engine/experiment/fields.h"

namespace layerlab {

void describeTask(Task& task, FieldVisitor& visitor);

}  // namespace layerlab
