#include "engine/data/byte_source.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <unicode/utf8.h>
#include <zlib.h>

#include "engine/text.h"

namespace layerlab {

void wrongInput(const std::string& file, std::int64_t line, std::int64_t column, const std::string& message) {
    std::string place = file;
    if (line > 0) place += ":" + std::to_string(line);
    if (line > 0 && column > 0) place += ":" + std::to_string(column);
    throw Error(ErrorKind::BadInput, place + ": " + message);
}

TextPlace placeOf(std::string_view content, std::size_t position) {
    TextPlace place;
    for (const char c : content.substr(0, position)) {
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++place.column;
        }
    }
    return place;
}

std::size_t firstWrongByte(std::string_view content) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(content.data());
    const std::size_t size = content.size();
    for (std::size_t i = 0; i < size;) {
        // Most text is ASCII: eight bytes at once, none of them zero or above 127.
        std::uint64_t eight = 0;
        while (i + 8 <= size) {
            std::memcpy(&eight, bytes + i, 8);
            if (((eight | (eight - 0x0101010101010101u)) & 0x8080808080808080u) != 0) break;
            i += 8;
        }
        if (i >= size) break;
        if (bytes[i] == 0) return i;
        UChar32 c = 0;
        const auto left = static_cast<std::int32_t>(std::min<std::size_t>(size - i, 8));
        std::int32_t step = 0;
        U8_NEXT(bytes + i, step, left, c);
        if (c < 0) return i;
        i += static_cast<std::size_t>(step);
    }
    return std::string_view::npos;
}

std::string wrongByteMessage(std::string_view content, std::size_t position) {
    return content[position] == '\0' ? text("a NUL byte: this is no text file") : text("bytes that are not UTF-8; save the file as UTF-8");
}

std::int64_t readableSize(const std::string& file) {
    std::error_code problem;
    const auto status = std::filesystem::status(file, problem);
    if (!std::filesystem::exists(status))
        wrongInput(
            file, 0, 0,
            std::filesystem::status_known(status) ? text("no such file; check the path") : text("cannot be read; check its permissions"));
    if (std::filesystem::is_directory(status)) wrongInput(file, 0, 0, text("this is a folder; a text file is expected"));
    if (!std::filesystem::is_regular_file(status)) wrongInput(file, 0, 0, text("this is a device or a pipe; a text file is expected"));
    if (!std::ifstream(file, std::ios::binary)) wrongInput(file, 0, 0, text("cannot be read; check its permissions"));
    const auto size = std::filesystem::file_size(file, problem);
    return problem ? 0 : static_cast<std::int64_t>(size);
}

ByteSource::ByteSource(const std::string& file, const ReadWatch& watch) : m_file(file), m_watch(watch), m_size(readableSize(file)) {
    m_stream = gzopen(file.c_str(), "rb");  // reads what is not packed as it is
    if (!m_stream) wrongInput(file, 0, 0, text("cannot be read; check its permissions"));
    gzbuffer(static_cast<gzFile>(m_stream), 256u << 10);
}

ByteSource::~ByteSource() { gzclose(static_cast<gzFile>(m_stream)); }

bool ByteSource::read(std::string& to) {
    if (m_watch.cancelled && m_watch.cancelled()) throw Error(ErrorKind::Cancelled, text("stopped"));
    const auto stream = static_cast<gzFile>(m_stream);
    const std::size_t before = to.size();
    to.resize(before + block);
    const int got = gzread(stream, to.data() + before, static_cast<unsigned>(block));
    to.resize(before + static_cast<std::size_t>(std::max(got, 0)));
    int code = Z_OK;
    gzerror(stream, &code);
    if (got < 0 || code == Z_BUF_ERROR)
        wrongInput(m_file, 0, 0,
                   code == Z_ERRNO ? text("cannot be read; is the disk or the share all right?")
                                   : text("the archive is damaged or cut off; copy it again"));
    if (m_watch.progress) m_watch.progress(std::min<std::int64_t>(gzoffset(stream), m_size), m_size);
    if (m_first && got > 0) {
        m_first = false;
        const std::string_view start = std::string_view(to).substr(before);
        if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"))
            wrongInput(m_file, 1, 1, text("the text is UTF-16; save the file as UTF-8"));
        if (start.starts_with("\xEF\xBB\xBF")) to.erase(before, 3);
    }
    return got > 0;
}

}  // namespace layerlab
