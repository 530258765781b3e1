// The folder in which runs will make their own, tried before anything is read or computed. What was made of it is taken back
// if no run came into it.
#pragma once

#include <filesystem>
#include <vector>

namespace layerlab {

class LibraryFolder {
public:
    // Throws Error(BadInput) where nothing can be written there.
    explicit LibraryFolder(const std::filesystem::path& folder);
    ~LibraryFolder();
    LibraryFolder(const LibraryFolder&) = delete;
    LibraryFolder& operator=(const LibraryFolder&) = delete;

private:
    void removeEmpty();

    std::vector<std::filesystem::path> m_made;  // the innermost first
};

}  // namespace layerlab
