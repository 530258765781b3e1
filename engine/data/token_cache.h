// Encoded text kept outside of memory: what does not fit there is written to a file once and mapped, and found again as
// long as the data and the settings are the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/data/task_data.h"

namespace layerlab {

// A sequence of tokens. value: what the task keeps about it, such as its label.
struct TokenRow {
    std::uint64_t begin : 56;
    std::uint64_t split : 8;
    std::uint32_t length;
    std::uint32_t value;
};

class TokenStore {
public:
    ~TokenStore();
    TokenStore(const TokenStore&) = delete;
    TokenStore& operator=(const TokenStore&) = delete;

    std::span<const TokenRow> rows() const { return m_rows; }
    std::uint64_t tokens() const { return m_tokens; }
    std::int64_t token(std::uint64_t i) const { return m_narrow ? m_narrow[i] : m_wide[i]; }
    const std::string& note() const { return m_note; }  // what was handed to TokenWriter::finish()
    bool mapped() const { return m_map != nullptr; }

private:
    friend class TokenWriter;
    friend std::unique_ptr<TokenStore> openTokenStore(const std::filesystem::path& file);
    TokenStore() = default;
    bool readFrom(const char* bytes, std::size_t size);  // false: damaged

    void* m_map = nullptr;
    std::size_t m_map_size = 0;
    std::vector<std::uint64_t> m_memory;  // instead of a map; aligned
    std::span<const TokenRow> m_rows;
    const std::uint16_t* m_narrow = nullptr;
    const std::uint32_t* m_wide = nullptr;
    std::uint64_t m_tokens = 0;
    std::string m_note;
};

// Bytes that are written to a nameless file, or stay in memory where none is wanted or the disk is full.
class Spool {
public:
    explicit Spool(const std::filesystem::path& folder);  // empty: memory
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    void append(const void* bytes, std::size_t size);
    std::uint64_t size() const { return m_written + m_buffer.size(); }
    // Hands on everything, in pieces.
    template <class Use>
    void each(const Use& use) {
        std::vector<char> piece(1u << 20);
        for (std::uint64_t at = 0; at < m_written;) {
            const std::size_t got = readBack(piece, at);
            use(piece.data(), got);
            at += got;
        }
        use(m_buffer.data(), m_buffer.size());
    }

private:
    std::size_t readBack(std::vector<char>& piece, std::uint64_t at) const;
    int m_file = -1;
    std::uint64_t m_written = 0;
    std::vector<char> m_buffer;
};

class TokenWriter {
public:
    // file: where the store is kept; empty: in memory. vocabulary: how many numbers there are.
    TokenWriter(const std::filesystem::path& file, int vocabulary);
    void add(std::span<const std::uint32_t> tokens, std::uint32_t value, Split split);
    std::unique_ptr<TokenStore> finish(const std::string& note);

private:
    std::filesystem::path m_file;
    bool m_narrow;
    std::uint64_t m_count = 0;
    Spool m_tokens, m_rows;
    std::vector<std::uint16_t> m_short;
};

// nullptr where there is none, or it is damaged.
std::unique_ptr<TokenStore> openTokenStore(const std::filesystem::path& file);

// Where the store of that key is: in $XDG_CACHE_HOME/layerlab/tokens, whose folder is made and rid of what was not used for
// a month. Empty where no folder can be made.
std::filesystem::path tokenCacheFile(const std::string& key);

}  // namespace layerlab
