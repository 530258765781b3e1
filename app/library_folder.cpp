#include "app/library_folder.h"

#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "engine/error.h"
#include "engine/platform/files.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

void make(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder)) {
        errno = error ? error.value() : ENOTDIR;
        throwIoError("cannot make the folder", folder);
    }
    // Permissions alone do not tell: the disk may be full, or mounted to be read.
    std::string name = (folder / ".layerlab-XXXXXX").string();
    const int file = ::mkstemp(name.data());
    if (file < 0) throwIoError("cannot write", folder);
    ::unlink(name.c_str());
    const std::array<char, 4096> block{};
    try {
        writeAll(file, block.data(), block.size(), folder);
    } catch (const Error&) {
        ::close(file);
        throw;
    }
    ::close(file);
}

}  // namespace

LibraryFolder::LibraryFolder(const fs::path& folder) {
    std::error_code error;
    for (fs::path at = fs::absolute(folder).lexically_normal(); at.has_relative_path() && !fs::exists(at, error); at = at.parent_path())
        m_made.push_back(at);
    try {
        make(folder);
    } catch (const Error& problem) {
        removeEmpty();
        throw Error(ErrorKind::BadInput, std::string(problem.what()) + "; name another folder with --out");
    }
}

LibraryFolder::~LibraryFolder() { removeEmpty(); }

void LibraryFolder::removeEmpty() {
    std::error_code ignored;
    for (const auto& folder : m_made) fs::remove(folder, ignored);
}

}  // namespace layerlab
