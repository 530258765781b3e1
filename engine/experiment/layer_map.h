// Which slot of a teacher teaches which slot of a student. No tensors: validation and the canvas ask it too.
#pragma once

#include <utility>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

// Pairs of student slot and teacher slot. The two lists are the slots that run in each measured stack, in order (activeSlots);
// m of n and M of N below are places in these lists, from 1. Uniform: m learns from ⌊m·N/n⌋ (Jiao et al. 2020, section 3).
// Skip: the same without m = n, so 12 to 6 takes 2, 4, … 10; last: m = 1 … n - 1 learn from N - n + 1 … N - 1 (Sun et al. 2019,
// section 3.2). A student slot whose place would fall below the teacher's first has no pair. Pairs: as given, unchecked.
std::vector<std::pair<int, int>> layerMap(const DistillationSettings& settings, const std::vector<int>& student_slots,
                                          const std::vector<int>& teacher_slots);

}  // namespace layerlab
