#include "engine/data/vocabulary.h"

#include <algorithm>
#include <fstream>

#include "engine/data/task_files.h"
#include "engine/data/wordpiece.h"
#include "engine/data/words.h"
#include "engine/error.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::size_t most_counted = 3'000'000;
constexpr std::size_t longest_word = 200;  // bytes of a word that pieces are looked for in; longer ones are no words

const std::vector<std::string>& specialTokens() {
    static const std::vector<std::string> names{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
    return names;
}

WordRule ruleOf(const Vocabulary& settings) { return settings.kind == Vocabulary::Kind::Wordpiece ? WordRule::Pieces : WordRule::Words; }

}  // namespace

void TokenCounts::add(std::string_view content) {
    const auto count = [this](std::string_view token) { add(token, 1); };
    if (m_settings.kind != Vocabulary::Kind::Character) eachWord(content, m_settings.lower_case, ruleOf(m_settings), count);
    else if (m_settings.lower_case) eachCharacter(lowerCase(content), count);
    else eachCharacter(content, count);
}

void TokenCounts::add(const TokenCounts& other) {
    for (const auto& [token, times] : other.m_counts) add(token, times);
    if (m_counts.size() > most_counted) forgetTheRarest();
}

void TokenCounts::add(std::string_view token, std::int64_t times) {
    if (const auto found = m_counts.find(token); found != m_counts.end()) found->second += times;
    else m_counts.emplace(token, times);
}

void TokenCounts::forgetTheRarest() {
    for (std::int64_t rare = 1; m_counts.size() > most_counted / 2; rare *= 2)
        std::erase_if(m_counts, [rare](const auto& entry) { return entry.second <= rare; });
}

std::vector<std::pair<std::string, std::int64_t>> TokenCounts::list() const { return {m_counts.begin(), m_counts.end()}; }

TokenVocabulary::TokenVocabulary(const Vocabulary& settings, const TokenCounts& counts) : m_settings(settings), m_tokens(specialTokens()) {
    auto list = counts.list();
    const auto room = static_cast<std::size_t>(std::max(0, settings.size - static_cast<int>(specials)));
    if (settings.kind == Vocabulary::Kind::Wordpiece) {
        for (auto& piece : trainPieces(std::move(list), static_cast<int>(room))) m_tokens.push_back(std::move(piece));
    } else {
        std::sort(list.begin(), list.end(),
                  [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
        for (std::size_t i = 0; i < std::min(room, list.size()); ++i) m_tokens.push_back(std::move(list[i].first));
    }
    index();
}

TokenVocabulary::TokenVocabulary(const Vocabulary& settings, std::vector<std::string> tokens)
    : m_settings(settings), m_tokens(std::move(tokens)) {
    index();
}

TokenVocabulary::TokenVocabulary(const std::filesystem::path& run, const Vocabulary& otherwise) : m_settings(otherwise) {
    const std::filesystem::path file = run / "vocabulary.txt";
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::Io, text("cannot read %1", file.string()));
    for (std::string line; std::getline(in, line);) m_tokens.push_back(line == "\\n" ? "\n" : line);
    if (m_tokens.size() < specials || !std::equal(specialTokens().begin(), specialTokens().end(), m_tokens.begin()))
        throw Error(ErrorKind::Io, text("%1 is no vocabulary of LayerLab", file.string()));
    readTaskFile(run, nullptr, &m_settings);
    index();
}

void TokenVocabulary::index() {
    const bool pieces = m_settings.kind == Vocabulary::Kind::Wordpiece;
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const std::string& token = m_tokens[i];
        const bool continuation = pieces && token.size() > 2 && token.starts_with("##");
        const std::string key = continuation ? token.substr(2) : token;
        (continuation ? m_continuations : m_numbers).emplace(key, static_cast<std::uint32_t>(i));
        m_longest = std::max(m_longest, key.size());
    }
}

void TokenVocabulary::save(const std::filesystem::path& run) const {
    std::string all;
    for (const auto& token : m_tokens) all += (token == "\n" ? "\\n" : token) + "\n";
    writeFileAtomically(run / "vocabulary.txt", all);
}

std::uint32_t TokenVocabulary::number(std::string_view token) const {
    const auto found = m_numbers.find(token);
    return found == m_numbers.end() ? unknown : found->second;
}

void TokenVocabulary::encodeWord(std::string_view word, std::vector<std::uint32_t>& tokens) const {
    const std::size_t before = tokens.size();
    for (std::size_t from = 0; from < word.size();) {
        const Numbers& numbers = from == 0 ? m_numbers : m_continuations;
        std::size_t size = std::min(word.size() - from, m_longest);
        auto found = numbers.end();
        // A place within a character is no end of a piece, and no piece is found for it.
        for (; size > 0 && found == numbers.end(); --size) found = numbers.find(word.substr(from, size));
        if (found == numbers.end() || word.size() > longest_word) {
            tokens.resize(before);
            tokens.push_back(unknown);
            return;
        }
        tokens.push_back(found->second);
        from += found->first.size();
    }
}

void TokenVocabulary::encode(std::string_view content, std::vector<std::uint32_t>& tokens) const {
    const auto whole = [&](std::string_view token) { tokens.push_back(number(token)); };
    switch (m_settings.kind) {
        case Vocabulary::Kind::Word:
            return eachWord(content, m_settings.lower_case, WordRule::Words, whole);
        case Vocabulary::Kind::Wordpiece:
            return eachWord(content, m_settings.lower_case, WordRule::Pieces, [&](std::string_view word) { encodeWord(word, tokens); });
        case Vocabulary::Kind::Character:
            break;
    }
    if (m_settings.lower_case) eachCharacter(lowerCase(content), whole);
    else eachCharacter(content, whole);
}

}  // namespace layerlab
