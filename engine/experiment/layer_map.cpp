#include "engine/experiment/layer_map.h"

namespace layerlab {

std::vector<std::pair<int, int>> layerMap(const DistillationSettings& settings, const std::vector<int>& student_slots,
                                          const std::vector<int>& teacher_slots) {
    using Map = DistillationSettings::Map;
    std::vector<std::pair<int, int>> pairs;
    if (settings.map == Map::Pairs) {
        for (const auto& pair : settings.pairs)
            if (pair.size() == 2) pairs.emplace_back(pair[0], pair[1]);
        return pairs;
    }
    const auto n = static_cast<int>(student_slots.size()), all = static_cast<int>(teacher_slots.size());
    const int top = settings.map == Map::Uniform ? n : n - 1;
    for (int m = 1; m <= top; ++m) {
        const int from = settings.map == Map::Last ? all - n + m : m * all / n;
        if (from >= 1)
            pairs.emplace_back(student_slots[static_cast<std::size_t>(m - 1)], teacher_slots[static_cast<std::size_t>(from - 1)]);
    }
    return pairs;
}

}  // namespace layerlab
