// A few out of many, evenly spread.
#pragma once

#include <cstddef>
#include <vector>

namespace layerlab {

// `count` of 0 … size-1, evenly, the first and the last among them.
inline std::vector<std::size_t> evenly(std::size_t size, std::size_t count) {
    std::vector<std::size_t> chosen;
    if (size <= count) {
        for (std::size_t i = 0; i < size; ++i) chosen.push_back(i);
        return chosen;
    }
    for (std::size_t i = 0; i < count; ++i) chosen.push_back(count == 1 ? size - 1 : i * (size - 1) / (count - 1));
    return chosen;
}

}  // namespace layerlab
