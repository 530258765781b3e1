// The trash of a library: deleted runs wait in LIBRARY/.trash until it is emptied, so that a slip loses nothing. Runs
// are moved by rename, never copied: that is done at once and whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace layerlab {

// Returns the run's place in the trash, numbered where another run of this name lies there. Throws Error(Io).
std::filesystem::path moveToTrash(const std::filesystem::path& run);
// Returns the folder it has again: `folder`, numbered if another run took that name meanwhile. Throws Error(Io).
std::filesystem::path restoreFromTrash(const std::filesystem::path& place, const std::filesystem::path& folder);

struct TrashedRun {
    std::filesystem::path place;
    std::uintmax_t bytes = 0;
};
std::vector<TrashedRun> listTrash(const std::filesystem::path& library);
void emptyTrash(const std::filesystem::path& library);  // throws Error(Io)

}  // namespace layerlab
