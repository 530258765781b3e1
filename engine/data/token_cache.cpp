#include "engine/data/token_cache.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "engine/error.h"
#include "engine/platform/files.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

constexpr std::array<char, 8> magic{'L', 'L', 'T', 'O', 'K', 'E', 'N', '1'};
constexpr std::size_t spool_buffer = 1u << 20;
constexpr auto unused_for = std::chrono::hours(24 * 30);

struct Header {
    std::array<char, 8> magic{};
    std::uint64_t token_bytes = 0;  // 2 or 4
    std::uint64_t tokens = 0, rows = 0, note = 0;
    // Bytes of the parts behind the header, each filled up to a multiple of 8.
    std::uint64_t tokenPart() const { return (tokens * token_bytes + 7) / 8 * 8; }
    std::uint64_t rowPart() const { return rows * sizeof(TokenRow); }
    std::uint64_t notePart() const { return (note + 7) / 8 * 8; }
};
static_assert(sizeof(Header) % 8 == 0 && sizeof(TokenRow) == 16);

}  // namespace

// ---- the store ------------------------------------------------------------------------------------------------------

TokenStore::~TokenStore() {
    if (m_map) ::munmap(m_map, m_map_size);
}

bool TokenStore::readFrom(const char* bytes, std::size_t size) {
    Header header;
    if (size < sizeof header) return false;
    std::memcpy(&header, bytes, sizeof header);
    const std::uint64_t limit = size;
    if (header.magic != magic || (header.token_bytes != 2 && header.token_bytes != 4) || header.tokens > limit || header.rows > limit ||
        header.note > limit || sizeof header + header.tokenPart() + header.rowPart() + header.notePart() != limit)
        return false;
    const char* at = bytes + sizeof header;
    if (header.token_bytes == 2) m_narrow = reinterpret_cast<const std::uint16_t*>(at);
    else m_wide = reinterpret_cast<const std::uint32_t*>(at);
    m_tokens = header.tokens;
    at += header.tokenPart();
    m_rows = {reinterpret_cast<const TokenRow*>(at), static_cast<std::size_t>(header.rows)};
    at += header.rowPart();
    m_note.assign(at, static_cast<std::size_t>(header.note));
    return true;
}

std::unique_ptr<TokenStore> openTokenStore(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    std::unique_ptr<TokenStore> store(new TokenStore);
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && status.st_size > 0) {
        store->m_map_size = static_cast<std::size_t>(status.st_size);
        void* map = ::mmap(nullptr, store->m_map_size, PROT_READ, MAP_SHARED, descriptor, 0);
        if (map != MAP_FAILED) store->m_map = map;
    }
    ::close(descriptor);
    if (!store->m_map || !store->readFrom(static_cast<const char*>(store->m_map), store->m_map_size)) return nullptr;
    std::error_code ignored;
    fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);  // in use
    return store;
}

// ---- writing it -----------------------------------------------------------------------------------------------------

Spool::Spool(const fs::path& folder) {
    if (!folder.empty()) m_file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (m_file >= 0 || folder.empty()) return;
    // Not every file system has nameless files.
    std::string name = (folder / "spool-XXXXXX").string();
    m_file = ::mkostemp(name.data(), O_CLOEXEC);
    if (m_file >= 0) ::unlink(name.c_str());
}

Spool::~Spool() {
    if (m_file >= 0) ::close(m_file);
}

void Spool::append(const void* bytes, std::size_t size) {
    const char* from = static_cast<const char*>(bytes);
    m_buffer.insert(m_buffer.end(), from, from + size);
    if (m_file < 0 || m_buffer.size() < spool_buffer) return;
    try {
        writeAll(m_file, m_buffer.data(), m_buffer.size(), {});
        m_written += m_buffer.size();
        m_buffer.clear();
    } catch (const Error&) {
        // Full: back into memory, and on there.
        std::vector<char> all;
        all.reserve(static_cast<std::size_t>(m_written) + m_buffer.size());
        each([&](const char* piece, std::size_t count) { all.insert(all.end(), piece, piece + count); });
        ::close(m_file);
        m_file = -1;
        m_written = 0;
        m_buffer = std::move(all);
    }
}

std::size_t Spool::readBack(std::vector<char>& piece, std::uint64_t at) const {
    const ssize_t got = ::pread(m_file, piece.data(), std::min<std::uint64_t>(piece.size(), m_written - at), static_cast<off_t>(at));
    if (got <= 0) throw Error(ErrorKind::Io, text("cannot read back what was written to the cache folder; is the disk all right?"));
    return static_cast<std::size_t>(got);
}

TokenWriter::TokenWriter(const fs::path& file, int vocabulary)
    : m_file(file), m_narrow(vocabulary <= 65'536), m_tokens(file.parent_path()), m_rows(file.parent_path()) {}

void TokenWriter::add(std::span<const std::uint32_t> tokens, std::uint32_t value, Split split) {
    TokenRow row{};
    row.begin = m_count & ((std::uint64_t{1} << 56) - 1);
    row.split = static_cast<std::uint8_t>(split);
    row.length = static_cast<std::uint32_t>(tokens.size());
    row.value = value;
    m_rows.append(&row, sizeof row);
    m_count += tokens.size();
    if (m_narrow) {
        m_short.assign(tokens.begin(), tokens.end());
        m_tokens.append(m_short.data(), m_short.size() * sizeof m_short[0]);
    } else {
        m_tokens.append(tokens.data(), tokens.size() * sizeof tokens[0]);
    }
}

std::unique_ptr<TokenStore> TokenWriter::finish(const std::string& note) {
    const Header header{magic, m_narrow ? 2u : 4u, m_count, m_rows.size() / sizeof(TokenRow), note.size()};
    const std::array<char, 8> zeros{};
    const auto parts = [&](const auto& put) {
        put(reinterpret_cast<const char*>(&header), sizeof header);
        m_tokens.each(put);
        put(zeros.data(), static_cast<std::size_t>(header.tokenPart() - m_tokens.size()));
        m_rows.each(put);
        put(note.data(), note.size());
        put(zeros.data(), static_cast<std::size_t>(header.notePart() - note.size()));
    };
    if (!m_file.empty()) {
        std::string name = m_file.string() + ".XXXXXX";
        const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor >= 0) {
            bool written = true;
            try {
                parts([&](const char* bytes, std::size_t size) { writeAll(descriptor, bytes, size, name); });
            } catch (const Error&) {
                written = false;
            }
            written = ::fsync(descriptor) == 0 && written;
            ::close(descriptor);
            if (written && ::rename(name.c_str(), m_file.c_str()) == 0) {
                if (auto store = openTokenStore(m_file)) return store;
            } else {
                ::unlink(name.c_str());
            }
        }
    }
    std::unique_ptr<TokenStore> store(new TokenStore);
    const std::uint64_t size = sizeof header + header.tokenPart() + header.rowPart() + header.notePart();
    store->m_memory.resize(static_cast<std::size_t>(size / 8));
    char* bytes = reinterpret_cast<char*>(store->m_memory.data());
    std::size_t at = 0;
    parts([&](const char* piece, std::size_t count) {
        if (count > 0) std::memcpy(bytes + at, piece, count);
        at += count;
    });
    store->readFrom(bytes, static_cast<std::size_t>(size));
    return store;
}

fs::path tokenCacheFile(const std::string& key) {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    fs::path folder;
    if (cache && *cache == '/') folder = cache;
    else if (home && *home == '/') folder = fs::path(home) / ".cache";
    else return {};
    folder /= "layerlab/tokens";
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || ::access(folder.c_str(), W_OK) != 0) return {};
    const auto oldest = fs::file_time_type::clock::now() - unused_for;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const auto used = fs::last_write_time(it->path(), ignored);
        if (!ignored && used < oldest) fs::remove(it->path(), ignored);
    }
    return folder / (key + ".tokens");
}

}  // namespace layerlab
