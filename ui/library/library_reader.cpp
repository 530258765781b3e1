#include "ui/library/library_reader.h"

#include <sys/stat.h>

#include <algorithm>
#include <exception>

namespace layerlab {

namespace fs = std::filesystem;

LibraryReader::Stamp LibraryReader::stampOf(const fs::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) return {};
    return {found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_ino, found.st_size};
}

void LibraryReader::update(const fs::path& folder) {
    const Stamp summary = stampOf(folder / "run.json");
    if (summary == Stamp{}) return;  // no run
    const auto [entry, is_new] = m_known.try_emplace(folder.filename().string());
    Known& known = entry->second;
    known.seen = true;
    // Whether a running one still lives is not in its file.
    const bool running = known.summary && (known.summary->status == "running" || known.summary->status == "paused");
    if (is_new || running || summary != known.summary_stamp) {
        try {
            known.summary = readSummary(folder);
        } catch (const std::exception&) {
            known.summary.reset();  // a disk that cannot read it: the other runs are still there
        }
        known.summary_stamp = summary;
        ++m_opened;
    }
    const Stamp labels = stampOf(folder / "labels.json");
    if (labels != known.labels_stamp) {
        known.labels = readLabels(folder);
        known.labels_stamp = labels;
        ++m_opened;
    }
}

std::optional<std::vector<LibraryRun>> LibraryReader::read() {
    std::error_code error;
    fs::directory_iterator it(m_library, error);
    if (error == std::errc::no_such_file_or_directory) return std::vector<LibraryRun>{};
    for (auto& [name, known] : m_known) known.seen = false;
    for (const fs::directory_iterator end; !error && it != end; it.increment(error))
        if (it->path().filename().native().front() != '.') update(it->path());
    if (error) return std::nullopt;
    std::erase_if(m_known, [](const auto& entry) { return !entry.second.seen; });

    std::vector<LibraryRun> runs;
    runs.reserve(m_known.size());
    for (const auto& [name, known] : m_known)
        if (known.summary) runs.push_back({QString::fromStdString(known.summary->folder.string()), *known.summary, known.labels});
    std::stable_sort(runs.begin(), runs.end(),
                     [](const LibraryRun& a, const LibraryRun& b) { return a.summary.started > b.summary.started; });
    return runs;
}

}  // namespace layerlab
