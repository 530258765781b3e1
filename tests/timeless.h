// What two runs of the same experiment must have in common, whenever and however fast they ran.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/runs/run_folder.h"

namespace layerlab {

// Step and evaluation events without what depends on the clock.
inline std::vector<std::string> timeless(const std::filesystem::path& run) {
    std::vector<std::string> lines;
    for (const auto& event : resolved(readEvents(run))) {
        auto o = toJson(event);
        if (o["event"] != "step_finished" && o["event"] != "evaluated") continue;
        o.erase("time");
        o.erase("tokens_per_second");
        lines.push_back(o.dump());
    }
    return lines;
}

}  // namespace layerlab
