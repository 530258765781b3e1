// labels.json of a run folder: what a person added to a run (name, colour, tags, note, archived). The trainer never writes it, so
// that a run can be labelled while it trains.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace layerlab {

struct RunLabels {
    std::string name;           // shown instead of the folder's
    std::optional<int> colour;  // of the palette, from 0; without one the library chooses
    std::vector<std::string> tags;
    std::string note;
    bool archived = false;  // kept, but out of sight

    bool operator==(const RunLabels&) const = default;
};

// A file that is missing or broken has no labels.
RunLabels readLabels(const std::filesystem::path& run);
// Keeps the keys of the file that it does not know. Throws Error(Io).
void writeLabels(const std::filesystem::path& run, const RunLabels& labels);

}  // namespace layerlab
