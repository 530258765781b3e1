// A text's tokens as numbers: words, characters, or pieces of words.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/experiment/tasks.h"

namespace layerlab {

struct StringHash {
    using is_transparent = void;  // finds a std::string_view without a copy
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
};

// How often each word (of a character vocabulary: each character) occurs. What memory allows: where there are millions of
// different ones, the rarest are forgotten.
class TokenCounts {
public:
    explicit TokenCounts(const Vocabulary& settings) : m_settings(settings) {}
    void add(std::string_view text);
    void add(const TokenCounts& other);
    std::vector<std::pair<std::string, std::int64_t>> list() const;

private:
    void add(std::string_view token, std::int64_t times);
    void forgetTheRarest();
    Vocabulary m_settings;
    std::unordered_map<std::string, std::int64_t, StringHash, std::equal_to<>> m_counts;
};

// Numbers for tokens: 0 [PAD], 1 [UNK], 2 [CLS], 3 [SEP], 4 [MASK], then words or characters by falling frequency (ties
// by bytes), or pieces as they were trained.
class TokenVocabulary {
public:
    static constexpr std::uint32_t pad = 0, unknown = 1, start = 2, separator = 3, mask = 4, specials = 5;

    TokenVocabulary(const Vocabulary& settings, const TokenCounts& counts);
    TokenVocabulary(const Vocabulary& settings, std::vector<std::string> tokens);
    // Reads vocabulary.txt of a run, and its kind from task.json (otherwise: the settings). Throws Error(Io).
    TokenVocabulary(const std::filesystem::path& run, const Vocabulary& otherwise);
    // Writes vocabulary.txt, one token a line (a line end as \n); the kind belongs into task.json.
    void save(const std::filesystem::path& run) const;

    const Vocabulary& settings() const { return m_settings; }
    int size() const { return static_cast<int>(m_tokens.size()); }
    const std::vector<std::string>& tokens() const { return m_tokens; }
    std::uint32_t number(std::string_view token) const;
    // Appends the tokens of a text. Safe to call from several threads.
    void encode(std::string_view text, std::vector<std::uint32_t>& tokens) const;

private:
    void index();
    void encodeWord(std::string_view word, std::vector<std::uint32_t>& tokens) const;
    using Numbers = std::unordered_map<std::string, std::uint32_t, StringHash, std::equal_to<>>;
    Vocabulary m_settings;
    std::vector<std::string> m_tokens;
    Numbers m_numbers, m_continuations;  // pieces: what may start a word, and what may follow, without its ##
    std::size_t m_longest = 0;           // bytes of a piece
};

}  // namespace layerlab
