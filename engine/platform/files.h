// Writing to files so that errors are noticed and said in words.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace layerlab {

// Throws Error(Io) "WHAT PATH: reason" for the current errno, with the reason in plain words. what: English, marked by
// words(); it is translated here.
[[noreturn]] void throwIoError(const std::string& what, const std::filesystem::path& path);

// Writes everything or throws Error(Io).
void writeAll(int file, const void* data, std::size_t size, const std::filesystem::path& path);

}  // namespace layerlab
