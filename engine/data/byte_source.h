// Bytes of a text file in blocks, gzip unpacked, with progress and a way to stop: however large a file is, one block of it
// is in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/error.h"

namespace layerlab {

// How someone follows a long reading, and ends it. Both are called on the thread that reads, about once a block.
struct ReadWatch {
    std::function<void(std::int64_t done, std::int64_t all)> progress;  // bytes on disk
    std::function<bool()> cancelled;
};

// Throws Error(BadInput) "FILE:LINE:COLUMN: message"; a line or column of 0 is left out.
[[noreturn]] void wrongInput(const std::string& file, std::int64_t line, std::int64_t column, const std::string& message);

// Where a position within some text is: lines and columns (code points) from 1.
struct TextPlace {
    std::int64_t line = 1, column = 1;
};
TextPlace placeOf(std::string_view text, std::size_t position);

// The first byte that is NUL or not UTF-8; npos: all is well.
std::size_t firstWrongByte(std::string_view text);
// Says what is wrong with that byte.
std::string wrongByteMessage(std::string_view text, std::size_t position);

class ByteSource {
public:
    static constexpr std::size_t block = 1u << 20;

    // Throws Error(BadInput) where there is no such file, or it is a folder, or nothing that can be read twice.
    explicit ByteSource(const std::string& file, const ReadWatch& watch = {});
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    // Appends the next block; false at the end. A byte order mark is left out. Throws Error(BadInput) on a damaged
    // archive, Error(Cancelled) when told to stop.
    bool read(std::string& to);
    const std::string& file() const { return m_file; }

private:
    void* m_stream = nullptr;  // gzFile
    std::string m_file;
    const ReadWatch m_watch;
    std::int64_t m_size = 0;
    bool m_first = true;
};

// Size on disk; throws as ByteSource does.
std::int64_t readableSize(const std::string& file);

}  // namespace layerlab
