// Whether a model can teach another one what a distillation asks for. No tensors: validation asks before anything is trained,
// and Distillation again with the teacher it is given.
#pragma once

#include <string>

#include "engine/experiment/blueprint.h"

namespace layerlab {

// Why not, as a sentence; empty: it can. What only data tell (labels, vocabularies, lengths) is not looked at.
std::string whyNotTaught(const Blueprint& student, const DistillationSettings& settings, const Blueprint& teacher);

// Whether a slot (from 1) of a stack has an attention half.
bool attends(const StackBlueprint& stack, int slot);

}  // namespace layerlab
