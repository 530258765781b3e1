#include "engine/data/text_reading.h"

#include <algorithm>
#include <cstring>

#include "engine/data/composed_tables.h"
#include "engine/data/dyck.h"
#include "engine/data/encoded_table.h"
#include "engine/data/group_words.h"
#include "engine/data/hops.h"
#include "engine/data/listops.h"
#include "engine/data/modular_addition.h"
#include "engine/data/task_files.h"
#include "engine/text.h"

namespace layerlab {

namespace {

struct GeneratorOf {
    std::uint64_t seed;
    std::unique_ptr<Generator> operator()(const HopsTask& task) const { return std::make_unique<HopsGenerator>(task); }
    std::unique_ptr<Generator> operator()(const ListopsTask& task) const { return std::make_unique<ListopsGenerator>(task); }
    std::unique_ptr<Generator> operator()(const GroupWordsTask& task) const { return std::make_unique<GroupWordsGenerator>(task); }
    std::unique_ptr<Generator> operator()(const DyckTask& task) const { return std::make_unique<DyckGenerator>(task); }
    std::unique_ptr<Generator> operator()(const ModularAdditionTask& task) const {
        return std::make_unique<ModularAdditionGenerator>(task);
    }
    std::unique_ptr<Generator> operator()(const ComposedTablesTask& task) const {
        return std::make_unique<ComposedTablesGenerator>(task, seed);
    }
    template <class TextTask>
    std::unique_ptr<Generator> operator()(const TextTask&) const {
        return nullptr;
    }
};

struct VocabularyOf {
    template <class AnyTask>
    const Vocabulary* operator()(const AnyTask& task) const {
        if constexpr (requires { task.vocabulary; }) return &task.vocabulary;
        else return nullptr;
    }
};

std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
    return all;
}

// Text in which [MASK] stands for the masked token.
void encodeWithMasks(const TokenVocabulary& vocabulary, const std::string& content, std::vector<std::uint32_t>& tokens) {
    static constexpr const char* mask = "[MASK]";
    for (std::size_t from = 0;;) {
        const std::size_t at = content.find(mask, from);
        vocabulary.encode(std::string_view(content).substr(from, at == std::string::npos ? at : at - from), tokens);
        if (at == std::string::npos) return;
        tokens.push_back(TokenVocabulary::mask);
        from = at + std::strlen(mask);
    }
}

void finish(TextReading& reading, std::int64_t unasked) {
    reading.batch.rows = 1;
    reading.batch.length = static_cast<int>(reading.batch.tokens.size());
    reading.batch.lengths = {reading.batch.length};
    reading.batch.labels.assign(reading.asked.empty() ? 1 : reading.batch.tokens.size(), unasked);
}

}  // namespace

TextReader::TextReader(const Task& task, std::uint64_t seed, const std::filesystem::path& run)
    : m_task(task), m_generator(std::visit(GeneratorOf{seed}, task)) {
    if (m_generator) {
        m_labels = m_generator->labelNames();
        return;
    }
    Vocabulary settings = *std::visit(VocabularyOf{}, task);
    readTaskFile(run, &m_labels, &settings);
    m_vocabulary = std::make_unique<TokenVocabulary>(run, settings);
}

TextReader::~TextReader() = default;

TextReading TextReader::read(const std::string& content, const std::string& second) const {
    const auto* table = std::get_if<TextFileTask>(&m_task);
    const bool pair = table && !table->text_pair_column.empty();
    if (pair && second.empty()) throw Error(ErrorKind::BadInput, text("this task reads two texts; give the second one, too"));
    if (!second.empty() && !pair) throw Error(ErrorKind::BadInput, text("this task reads one text, not two"));
    return m_generator ? readTokens(content) : readWords(content, second);
}

TextReading TextReader::readWords(const std::string& content, const std::string& second) const {
    std::vector<std::uint32_t> first, other, tokens;
    const bool masked = std::holds_alternative<MaskedLanguageModelTask>(m_task);
    if (masked) encodeWithMasks(*m_vocabulary, content, first);
    else m_vocabulary->encode(content, first);
    m_vocabulary->encode(second, other);
    if (first.empty() && other.empty()) throw Error(ErrorKind::BadInput, text("there is no word in the text"));
    const auto most = static_cast<std::size_t>(std::max(1, taskLength(m_task)));
    TextReading reading;
    const auto append = [&](const std::vector<std::uint32_t>& from, std::size_t begin, std::size_t end) {
        tokens.insert(tokens.end(), from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(end));
    };
    if (std::holds_alternative<TextFileTask>(m_task)) {
        const bool two = !second.empty();
        const auto [first_size, other_size] = cutToFit(first.size(), other.size(), most > 3 ? most - (two ? 3 : 2) : 1);
        tokens.push_back(TokenVocabulary::start);
        append(first, 0, first_size);
        tokens.push_back(TokenVocabulary::separator);
        append(other, 0, other_size);
        if (two) tokens.push_back(TokenVocabulary::separator);
    } else if (std::holds_alternative<SequencePairsTask>(m_task)) {
        append(first, 0, std::min(first.size(), most > 2 ? most - 2 : 1));
        tokens.push_back(TokenVocabulary::separator);  // what follows it is asked
    } else if (masked) {
        append(first, 0, std::min(first.size(), most));
    } else {
        append(first, first.size() - std::min(first.size(), most), first.size());  // what comes next follows from the end
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        reading.batch.tokens.push_back(tokens[i]);
        reading.tokens.push_back(m_vocabulary->tokens()[tokens[i]]);
        reading.unknown += tokens[i] == TokenVocabulary::unknown;
        if (masked && tokens[i] == TokenVocabulary::mask) reading.asked.push_back(static_cast<int>(i));
    }
    if (masked && reading.asked.empty()) throw Error(ErrorKind::BadInput, text("write [MASK] where a word is to be guessed"));
    if (!masked && predictsTokens(m_task)) reading.asked = {static_cast<int>(tokens.size()) - 1};
    finish(reading, ignored_label);
    return reading;
}

TextReading TextReader::readTokens(const std::string& content) const {
    std::vector<std::string> names = m_generator->tokenNames();
    const bool every = m_generator->everyPosition();
    TextReading reading;
    if (!every) {
        reading.batch.tokens.push_back(class_token);
        reading.tokens.push_back(names[static_cast<std::size_t>(class_token)]);
    }
    const std::size_t first = every ? 1 : 2;  // neither padding nor what begins a sequence is typed
    for (std::size_t at = 0; at < content.size();) {
        if (content[at] == ' ' || content[at] == '\n' || content[at] == '\t' || content[at] == ',') {
            ++at;
            continue;
        }
        std::size_t best = 0;  // the longest name that stands here: "10" is not "1" and "0"
        for (std::size_t i = first; i < names.size(); ++i)
            if (content.compare(at, names[i].size(), names[i]) == 0 && (best == 0 || names[i].size() > names[best].size())) best = i;
        if (best == 0) {
            const std::size_t end = content.find_first_of(" \n\t,", at);
            const std::size_t shown = std::min<std::size_t>(names.size() - first, 40);
            throw Error(ErrorKind::BadInput, text("'%1' is no token of this task; its tokens are: %2", content.substr(at, end - at),
                                                  listed({names.begin() + static_cast<std::ptrdiff_t>(first),
                                                          names.begin() + static_cast<std::ptrdiff_t>(first + shown)}) +
                                                      (first + shown < names.size() ? " …" : "")));
        }
        reading.batch.tokens.push_back(static_cast<std::int64_t>(best));
        reading.tokens.push_back(names[best]);
        at += names[best].size();
    }
    if (reading.tokens.size() < (every ? 1u : 2u)) throw Error(ErrorKind::BadInput, text("there is no token in the text"));
    if (const int most = taskLength(m_task); static_cast<int>(reading.tokens.size()) > most)
        throw Error(ErrorKind::BadInput, text("the text has %1 tokens, the model reads at most %2", reading.tokens.size(), most));
    if (every)
        for (int i = 0; i < static_cast<int>(reading.tokens.size()); ++i) reading.asked.push_back(i);
    finish(reading, ignored_label);
    return reading;
}

}  // namespace layerlab
