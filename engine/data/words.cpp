#include "engine/data/words.h"

#include <algorithm>
#include <array>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace layerlab {

namespace {

enum class Kind : std::uint8_t { Letter, Joiner, Alone, Space };

Kind kindOf(UChar32 c) {
    if (c < 0 || u_isUWhiteSpace(c) || u_iscntrl(c)) return Kind::Space;
    if (c == '\'' || c == '-' || c == '_' || c == 0x2019) return Kind::Joiner;
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) || u_ispunct(c)) return Kind::Alone;
    const auto type = u_charType(c);
    return type >= U_MATH_SYMBOL && type <= U_OTHER_SYMBOL ? Kind::Alone : Kind::Letter;
}

const std::array<Kind, 128>& asciiKinds() {
    static const std::array<Kind, 128> kinds = [] {
        std::array<Kind, 128> all{};
        for (int c = 0; c < 128; ++c) all[static_cast<std::size_t>(c)] = kindOf(c);
        return all;
    }();
    return kinds;
}

// The code point at `i`, which moves behind it; negative where the bytes are none.
UChar32 characterAt(std::string_view content, std::size_t& i) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(content.data()) + i;
    const auto left = static_cast<std::int32_t>(std::min<std::size_t>(content.size() - i, 8));
    std::int32_t step = 0;
    UChar32 c = 0;
    U8_NEXT(bytes, step, left, c);
    i += static_cast<std::size_t>(step);
    return c;
}

template <class Use>
void visitWords(std::string_view content, WordRule rule, const Use& use) {
    const auto& ascii = asciiKinds();
    std::size_t start = 0;
    bool within = false;
    for (std::size_t i = 0; i < content.size();) {
        const std::size_t from = i;
        const auto byte = static_cast<unsigned char>(content[i]);
        const Kind kind = byte < 128 ? (++i, ascii[byte]) : kindOf(characterAt(content, i));
        if (kind == Kind::Letter || (kind == Kind::Joiner && rule == WordRule::Words)) {
            if (!within) start = from;
            within = true;
            continue;
        }
        if (within) use(content.substr(start, from - start));
        within = false;
        if (kind != Kind::Space) use(content.substr(from, i - from));
    }
    if (within) use(content.substr(start));
}

}  // namespace

std::string lowerCase(std::string_view content) {
    std::string lowered(content);
    if (std::all_of(content.begin(), content.end(), [](char c) { return static_cast<unsigned char>(c) < 128; })) {
        for (char& c : lowered)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        return lowered;
    }
    lowered.clear();
    icu::UnicodeString::fromUTF8(icu::StringPiece(content.data(), static_cast<std::int32_t>(content.size())))
        .toLower(icu::Locale::getRoot())
        .toUTF8String(lowered);
    return lowered;
}

void eachWord(std::string_view content, bool lower_case, WordRule rule, const std::function<void(std::string_view)>& use) {
    if (lower_case) visitWords(lowerCase(content), rule, use);
    else visitWords(content, rule, use);
}

std::vector<std::string> splitWords(std::string_view content, bool lower_case, WordRule rule) {
    std::vector<std::string> words;
    eachWord(content, lower_case, rule, [&](std::string_view word) { words.emplace_back(word); });
    return words;
}

int countWords(std::string_view content) {
    int count = 0;
    visitWords(content, WordRule::Words, [&](std::string_view) { ++count; });
    return count;
}

void eachCharacter(std::string_view content, const std::function<void(std::string_view)>& use) {
    for (std::size_t i = 0; i < content.size();) {
        const std::size_t from = i;
        characterAt(content, i);
        use(content.substr(from, i - from));
    }
}

}  // namespace layerlab
