#include "engine/runs/trash.h"

#include <cerrno>
#include <cstdio>
#include <string>

#include "engine/error.h"
#include "engine/platform/files.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

fs::path trashOf(const fs::path& library) { return library / ".trash"; }

// Moves to the first of NAME, NAME.2, NAME.3, … that is free.
fs::path moveTo(const fs::path& from, const fs::path& wanted) {
    std::error_code error;
    if (!fs::is_directory(from, error)) throw Error(ErrorKind::Io, text("cannot move %1: the folder is no longer there", from.string()));
    for (int number = 1;; ++number) {
        fs::path to = wanted;
        if (number > 1) to += "." + std::to_string(number);
        const fs::file_type taken = fs::symlink_status(to, error).type();
        if (taken == fs::file_type::none) {
            errno = error.value();
            throwIoError(words("cannot write"), to);
        }
        if (taken != fs::file_type::not_found) continue;
        if (std::rename(from.c_str(), to.c_str()) == 0) return to;
        if (errno == EEXIST || errno == ENOTEMPTY) continue;  // another process was first
        if (errno == EXDEV)
            throw Error(ErrorKind::Io, text("%1 lies on another disk than %2; move it by hand", from.string(), to.string()));
        throwIoError(words("cannot move"), from);
    }
}

}  // namespace

fs::path moveToTrash(const fs::path& run) {
    const fs::path trash = trashOf(run.parent_path());
    std::error_code error;
    fs::create_directory(trash, error);
    if (error) {
        errno = error.value();
        throwIoError(words("cannot make the folder"), trash);
    }
    return moveTo(run, trash / run.filename());
}

fs::path restoreFromTrash(const fs::path& place, const fs::path& folder) { return moveTo(place, folder); }

std::vector<TrashedRun> listTrash(const fs::path& library) {
    std::vector<TrashedRun> runs;
    std::error_code error;
    for (fs::directory_iterator it(trashOf(library), error), end; !error && it != end; it.increment(error)) {
        TrashedRun run{it->path(), 0};
        std::error_code inside;
        for (fs::recursive_directory_iterator file(run.place, inside), last; !inside && file != last; file.increment(inside)) {
            std::error_code unreadable;
            if (!file->is_regular_file(unreadable)) continue;
            const std::uintmax_t size = file->file_size(unreadable);
            if (!unreadable) run.bytes += size;
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

void emptyTrash(const fs::path& library) {
    for (const TrashedRun& run : listTrash(library)) {
        std::error_code error;
        fs::remove_all(run.place, error);
        if (!error) continue;
        errno = error.value();
        throwIoError(words("cannot delete"), run.place);
    }
}

}  // namespace layerlab
