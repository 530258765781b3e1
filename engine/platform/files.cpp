#include "engine/platform/files.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/error.h"
#include "engine/text.h"

namespace layerlab {

void throwIoError(const std::string& what, const std::filesystem::path& path) {
    std::string reason = std::strerror(errno);
    if (errno == ENOSPC || errno == EDQUOT) reason = text("the disk is full");
    if (errno == EFBIG) reason = text("the file would be larger than this system or account allows");
    if (errno == EACCES || errno == EROFS || errno == EPERM) reason = text("no permission to write there");
    if (errno == ENOTDIR) reason = text("a part of that path is a file and no folder");
    if (errno == ENOENT) reason = text("its folder is missing, or nothing can be made in it");
    if (errno == ENAMETOOLONG) reason = text("the name is too long");
    if (errno == EIO) reason = text("the disk or the share does not answer");
    throw Error(ErrorKind::Io, text("%1 %2: %3", text(what.c_str()), path.string(), reason));
}

void writeAll(int file, const void* data, std::size_t size, const std::filesystem::path& path) {
    const char* at = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t written = ::write(file, at, std::min<std::size_t>(size, 1u << 30));
        if (written < 0) {
            if (errno == EINTR) continue;
            throwIoError(words("cannot write"), path);
        }
        at += written;
        size -= static_cast<std::size_t>(written);
    }
}

}  // namespace layerlab
