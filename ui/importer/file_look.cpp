#include "ui/importer/file_look.h"

#include <QSet>
#include <exception>
#include <string_view>

#include "engine/data/byte_source.h"

namespace layerlab {

namespace {

constexpr qsizetype shown_characters = 20'000;

// Blocks end anywhere, also within a character.
void dropTornCharacter(std::string& text) {
    std::size_t start = text.size();
    while (start > 0 && text.size() - start < 4 && (static_cast<unsigned char>(text[start - 1]) & 0xC0) == 0x80) --start;
    if (start == 0) return;
    const auto lead = static_cast<unsigned char>(text[start - 1]);
    const std::size_t needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (needed > 1 && text.size() - (start - 1) < needed) text.resize(start - 1);
}

void lookAtText(const std::string& path, const ReadWatch& watch, FileLook& look) {
    ByteSource source(path, watch);
    std::string start, rest;
    source.read(start);
    look.whole_text = !source.read(rest);
    if (!look.whole_text) dropTornCharacter(start);
    if (const std::size_t at = firstWrongByte(start); at != std::string::npos) {
        const TextPlace place = placeOf(start, at);
        wrongInput(path, place.line, place.column, wrongByteMessage(start, at));
    }
    const QString text = QString::fromStdString(start);
    QSet<uint> different;
    const auto characters = text.toUcs4();
    for (const uint character : characters) different.insert(character);
    look.characters = characters.size();
    look.different = different.size();
    look.text = text.left(shown_characters);
}

template <class Reading>
QString wrongWith(const Reading& reading) {
    try {
        reading();
        return {};
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
}

}  // namespace

FileLook lookAt(const std::string& path, const PreviewOptions& options) {
    FileLook look;
    look.text_wrong = wrongWith([&] { lookAtText(path, options.watch, look); });
    look.table_wrong = wrongWith([&] { look.table = previewTable(path, options); });
    return look;
}

}  // namespace layerlab
