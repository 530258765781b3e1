// What every task from text files has: tokens in a store, their vocabulary, and what is worth saying about them.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/reading.h"
#include "engine/data/token_cache.h"
#include "engine/data/vocabulary.h"

namespace layerlab {

struct TextFiles {
    std::string train, valid, test;  // empty: none
    std::int64_t bytes() const;      // of all; throws Error(BadInput) where one cannot be read
    const std::string& of(Split split) const {
        return split == Split::Valid && !valid.empty() ? valid : split == Split::Test ? test : train;
    }
};

class EncodedText {
public:
    const TokenStore& store() const { return *m_store; }
    const TokenVocabulary& vocabulary() const { return *m_vocabulary; }
    const std::vector<std::string>& labels() const { return m_labels; }
    const std::vector<std::string>& fingerprint() const { return m_fingerprint; }
    // The share of a split's tokens that the vocabulary does not have.
    double unknownShare(Split split) const;
    // Sentences for people: what may spoil the training.
    std::vector<std::string> notes() const;

protected:
    // Reads the files' fingerprints, and decides where the tokens are kept: with `settings` (everything that they depend
    // on beside the files) they make the key.
    void identify(const TextFiles& files, const std::string& settings, const VocabularySource& vocabulary_from, const DataReading& reading,
                  ReadingPasses& passes);
    bool restore();  // from the cache; false: has to be made
    void keep(TokenWriter& writer);
    void count(Split split, std::int64_t tokens, std::int64_t unknown);

    std::filesystem::path m_cache;  // empty: memory
    std::unique_ptr<TokenStore> m_store;
    std::unique_ptr<TokenVocabulary> m_vocabulary;
    std::vector<std::string> m_labels;

private:
    std::vector<std::string> m_fingerprint;
    std::array<std::int64_t, 3> m_counted{}, m_unknown{};  // of each split
};

}  // namespace layerlab
