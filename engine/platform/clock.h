// The time of day, as events and run.json keep it.
#pragma once

#include <chrono>

namespace layerlab {

inline double secondsSince1970() { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }

}  // namespace layerlab
