#include "engine/data/text_stream.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::size_t part_bytes = 2u << 20;

// How much of an unfinished text can be used by itself.
std::size_t goodEnd(std::string_view content) {
    for (const char c : {'\n', ' '})
        if (const std::size_t at = content.rfind(c); at != std::string_view::npos) return at + 1;
    std::size_t end = content.size();
    for (int i = 0; i < 4 && end > 1; ++i)
        if ((static_cast<unsigned char>(content[--end]) & 0xC0) != 0x80) return end;
    return content.size();  // no UTF-8 at all: the check says so
}

// Line ends of other systems are line ends.
void useLineFeeds(std::string& content) {
    if (content.find('\r') == std::string::npos) return;
    std::size_t to = 0;
    for (std::size_t i = 0; i < content.size(); ++i)
        if (content[i] != '\r' || i + 1 >= content.size() || content[i + 1] != '\n') content[to++] = content[i];
    content.resize(to);
}

struct EncodedBlock {
    std::vector<std::uint32_t> tokens;
    Split split = Split::Train;
};

}  // namespace

void eachTextBlock(const std::string& file, const ReadWatch& watch, const std::function<void(std::string&&, std::uint64_t)>& use) {
    ByteSource source(file, watch);
    std::string content;
    std::uint64_t before = 0;
    TextPlace place;
    for (bool more = true; more;) {
        more = source.read(content);
        if (more && content.size() < part_bytes) continue;
        const std::size_t end = more ? goodEnd(content) : content.size();
        std::string rest = content.substr(end);
        content.resize(end);
        const std::size_t wrong = firstWrongByte(content);
        const TextPlace within = placeOf(content, std::min(wrong, end));
        place.column = within.line > 1 ? within.column : place.column + within.column - 1;
        place.line += within.line - 1;
        if (wrong != std::string_view::npos) wrongInput(file, place.line, place.column, wrongByteMessage(content, wrong));
        if (!content.empty()) use(std::move(content), before);
        before += end;
        content = std::move(rest);
    }
    if (before == 0) wrongInput(file, 0, 0, text("the file is empty"));
}

TextStream::TextStream(const TextFiles& files, double split, const Vocabulary& vocabulary, const VocabularySource& vocabulary_from,
                       const DataReading& reading)
    : m_files(files),
      m_split(split),
      m_settings(vocabulary),
      m_vocabulary_from(vocabulary_from),
      m_threads(reading.threads),
      m_passes(reading.watch, 2 * files.bytes() + 3 * readableSize(files.train)) {
    const nlohmann::json settings{"stream", static_cast<int>(vocabulary.kind), vocabulary.size, vocabulary.lower_case,
                                  files.valid.empty() ? split : 0.0};
    identify(files, settings.dump(), vocabulary_from, reading, m_passes);
    if (!restore()) {
        if (files.valid.empty()) divide();
        makeVocabulary();
        encode();
    }
    for (const TokenRow& row : m_store->rows()) {
        const std::size_t i = row.split;
        if (m_size[i] == 0) m_begin[i] = row.begin;
        m_size[i] += row.length;
    }
    for (const Split part : {Split::Train, Split::Valid, Split::Test})
        if (size(part) == 0 && (part != Split::Test || !files.test.empty()))
            wrongInput(files.of(part), 0, 0, text("there is no text in it, only white space"));
}

void TextStream::divide() {
    const std::string& file = m_files.train;
    std::uint64_t bytes = 0;
    eachTextBlock(file, m_passes.next(readableSize(file)),
                  [&](std::string&& block, std::uint64_t before) { bytes = before + block.size(); });
    const auto target = static_cast<std::uint64_t>((1 - m_split) * static_cast<double>(bytes));
    std::uint64_t line_before = 0, line_after = 0, space_after = 0;  // places behind them; 0: none
    eachTextBlock(file, m_passes.next(readableSize(file)), [&](std::string&& block, std::uint64_t before) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            const std::uint64_t behind = before + i + 1;
            if (behind >= bytes || (block[i] != '\n' && block[i] != ' ')) continue;
            const bool line = block[i] == '\n';
            if (behind < target && line) line_before = behind;
            if (behind >= target && line && line_after == 0) line_after = behind;
            if (behind >= target && space_after == 0) space_after = behind;
        }
    });
    m_valid_from = line_after > 0 ? line_after : line_before > 0 ? line_before : space_after;
    if (m_valid_from == 0) wrongInput(file, 0, 0, text("too little text to split off validation text; name a file in task.valid"));
}

void TextStream::eachBlock(Split file, const ReadWatch& watch, const std::function<void(Block&&)>& use) const {
    const auto hand = [&](std::string&& content, Split split) {
        useLineFeeds(content);
        if (!content.empty()) use({std::move(content), split});
    };
    eachTextBlock(m_files.of(file), watch, [&](std::string&& content, std::uint64_t before) {
        if (file != Split::Train || before + content.size() <= m_valid_from) return hand(std::move(content), file);
        const std::size_t train = before < m_valid_from ? static_cast<std::size_t>(m_valid_from - before) : 0;
        hand(content.substr(0, train), Split::Train);
        hand(content.substr(train), Split::Valid);
    });
}

void TextStream::makeVocabulary() {
    if (!m_vocabulary_from.empty()) {
        m_vocabulary = std::make_unique<TokenVocabulary>(m_vocabulary_from.run, m_settings);
        return;
    }
    TokenCounts counts(m_settings);
    const auto countBlock = [this](const Block& block) {
        TokenCounts own(m_settings);
        own.add(block.content);
        return own;
    };
    InOrder<Block, TokenCounts> work(m_threads, countBlock, [&](TokenCounts&& own) { counts.add(own); });
    eachBlock(Split::Train, m_passes.next(readableSize(m_files.train)), [&](Block&& block) {
        if (block.split == Split::Train) work.add(std::move(block));
    });
    work.finish();
    m_vocabulary = std::make_unique<TokenVocabulary>(m_settings, counts);
}

void TextStream::encode() {
    TokenWriter writer(m_cache, m_vocabulary->size());
    const auto encodeBlock = [this](const Block& block) {
        EncodedBlock result;
        result.split = block.split;
        m_vocabulary->encode(block.content, result.tokens);
        return result;
    };
    InOrder<Block, EncodedBlock> work(m_threads, encodeBlock, [&](EncodedBlock&& result) {
        writer.add(result.tokens, 0, result.split);
        count(result.split, static_cast<std::int64_t>(result.tokens.size()),
              std::count(result.tokens.begin(), result.tokens.end(), TokenVocabulary::unknown));
    });
    for (const Split file : {Split::Train, Split::Valid, Split::Test}) {
        if (file != Split::Train && (file == Split::Valid ? m_files.valid : m_files.test).empty()) continue;
        eachBlock(file, m_passes.next(readableSize(m_files.of(file))), [&](Block&& block) { work.add(std::move(block)); });
    }
    work.finish();
    keep(writer);
}

}  // namespace layerlab
