#include "engine/data/words.h"

#include <algorithm>
#include <fstream>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "engine/error.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

namespace {

bool belongsToWord(UChar32 c) { return c == '\'' || c == '-' || c == '_' || c == 0x2019; }

}  // namespace

std::vector<std::string> splitWords(std::string_view text, bool lower_case) {
    std::string lowered;
    if (lower_case) {
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))).toLower().toUTF8String(lowered);
        text = lowered;
    }
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        const std::int32_t from = i;
        UChar32 c = 0;
        U8_NEXT(bytes, i, size, c);
        if (c < 0 || u_isUWhiteSpace(c) || u_iscntrl(c)) {
            end();
            continue;
        }
        const std::string character(text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(i - from)));
        const bool ideograph = u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC);
        const bool symbol = (u_ispunct(c) || (u_charType(c) >= U_MATH_SYMBOL && u_charType(c) <= U_OTHER_SYMBOL)) && !belongsToWord(c);
        if (ideograph || symbol) {
            end();
            words.push_back(character);
        } else {
            word += character;
        }
    }
    end();
    return words;
}

WordVocabulary::WordVocabulary(const std::unordered_map<std::string, std::int64_t>& counts, int size)
    : m_words{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"} {
    std::vector<std::pair<std::int64_t, std::string>> order;
    order.reserve(counts.size());
    for (const auto& [word, count] : counts) order.emplace_back(-count, word);
    std::sort(order.begin(), order.end());
    for (const auto& [count, word] : order) {
        if (static_cast<int>(m_words.size()) >= size) break;
        m_words.push_back(word);
    }
    index();
}

WordVocabulary::WordVocabulary(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorKind::Io, text("cannot read %1", file.string()));
    for (std::string line; std::getline(in, line);) m_words.push_back(line);
    if (m_words.size() < 5 || m_words[0] != "[PAD]") throw Error(ErrorKind::Io, text("%1 is no vocabulary of LayerLab", file.string()));
    index();
}

void WordVocabulary::index() {
    for (std::size_t i = 0; i < m_words.size(); ++i) m_numbers.try_emplace(m_words[i], static_cast<std::int64_t>(i));
}

void WordVocabulary::save(const std::filesystem::path& file) const {
    std::string all;
    for (const auto& word : m_words) all += word + "\n";
    writeFileAtomically(file, all);
}

std::int64_t WordVocabulary::operator[](const std::string& word) const {
    const auto found = m_numbers.find(word);
    return found == m_numbers.end() ? unknown : found->second;
}

}  // namespace layerlab
