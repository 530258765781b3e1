// Words and the word vocabulary.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace layerlab {

// Splits UTF-8 text at white space; punctuation and symbols stand alone, except ' and - and _ , which belong to words
// (tokenised sets write "'s", "-lrb-"); every Chinese, Japanese or Korean ideograph stands alone.
std::vector<std::string> splitWords(std::string_view text, bool lower_case);

// Numbers for words: 0 [PAD], 1 [UNK], 2 [CLS], 3 [SEP], 4 [MASK], then words by falling frequency (ties by bytes).
class WordVocabulary {
public:
    static constexpr std::int64_t pad = 0, unknown = 1, start = 2, separator = 3, mask = 4;

    WordVocabulary(const std::unordered_map<std::string, std::int64_t>& counts, int size);
    explicit WordVocabulary(const std::filesystem::path& file);  // one token a line; throws Error
    void save(const std::filesystem::path& file) const;
    std::int64_t operator[](const std::string& word) const;
    int size() const { return static_cast<int>(m_words.size()); }

private:
    void index();
    std::vector<std::string> m_words;
    std::unordered_map<std::string, std::int64_t> m_numbers;
};

}  // namespace layerlab
