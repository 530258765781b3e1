// Reads the runs of a library with their labels, again and again, opening only the files that changed since.
#pragma once

#include <QString>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/runs/labels.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

struct LibraryRun {
    QString folder;
    RunSummary summary;
    RunLabels labels;
};

// Used on one thread.
class LibraryReader {
public:
    explicit LibraryReader(std::filesystem::path library) : m_library(std::move(library)) {}

    // Newest first. Nothing where the folder cannot be read (a share that is away for a moment); a library that was
    // never made is empty.
    std::optional<std::vector<LibraryRun>> read();
    int filesOpened() const { return m_opened; }  // since the beginning

private:
    // Changes whenever a file is written: a rename alone changes the inode.
    using Stamp = std::tuple<std::int64_t, std::int64_t, std::uint64_t, std::int64_t>;
    struct Known {
        Stamp summary_stamp, labels_stamp;
        std::optional<RunSummary> summary;
        RunLabels labels;
        bool seen = false;
    };
    static Stamp stampOf(const std::filesystem::path& file);
    void update(const std::filesystem::path& folder);

    std::filesystem::path m_library;
    std::map<std::string, Known> m_known;
    int m_opened = 0;
};

}  // namespace layerlab
