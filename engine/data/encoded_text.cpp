#include "engine/data/encoded_text.h"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "engine/data/task_files.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

using nlohmann::json;

namespace {

constexpr double much_unknown = 0.05;
constexpr int cache_version = 1;  // raise when the same settings give other tokens

}  // namespace

std::int64_t TextFiles::bytes() const {
    std::int64_t all = 0;
    for (const std::string* file : {&train, &valid, &test})
        if (!file->empty() || file == &train) all += readableSize(*file);
    return all;
}

void EncodedText::identify(const TextFiles& files, const std::string& settings, const VocabularySource& vocabulary_from,
                           const DataReading& reading, ReadingPasses& passes) {
    json key{cache_version, settings};
    for (const std::string* file : {&files.train, &files.valid, &files.test}) {
        if (file->empty()) {
            key.push_back("");
            continue;
        }
        const std::string line = fingerprintOf(*file, passes.next(readableSize(*file)));
        m_fingerprint.push_back(line);
        // A moved file is the same file, as long as its name means the same format.
        key.push_back({line.substr(line.rfind(' ')), std::filesystem::path(*file).extension().string(),
                       std::filesystem::path(*file).stem().extension().string()});
    }
    if (!vocabulary_from.empty())
        key.push_back(
            {readFile(vocabulary_from.run / "vocabulary.txt"), vocabulary_from.labels ? readFile(vocabulary_from.run / "task.json") : ""});
    if (files.bytes() >= reading.cache_from) m_cache = tokenCacheFile(sha256Of(key.dump(-1, ' ', false, json::error_handler_t::replace)));
}

bool EncodedText::restore() {
    if (m_cache.empty()) return false;
    auto store = openTokenStore(m_cache);
    if (!store) return false;
    try {
        const json o = json::parse(store->note());
        Vocabulary settings;
        settings.kind = static_cast<Vocabulary::Kind>(o.at("kind").get<int>());
        settings.lower_case = o.at("lower_case").get<bool>();
        settings.size = o.at("size").get<int>();
        m_vocabulary = std::make_unique<TokenVocabulary>(settings, o.at("tokens").get<std::vector<std::string>>());
        m_labels = o.at("labels").get<std::vector<std::string>>();
        m_counted = o.at("counted").get<std::array<std::int64_t, 3>>();
        m_unknown = o.at("unknown").get<std::array<std::int64_t, 3>>();
    } catch (const json::exception&) {
        return false;
    }
    m_store = std::move(store);
    return true;
}

void EncodedText::keep(TokenWriter& writer) {
    const Vocabulary& settings = m_vocabulary->settings();
    const json note{{"kind", static_cast<int>(settings.kind)},
                    {"lower_case", settings.lower_case},
                    {"size", settings.size},
                    {"tokens", m_vocabulary->tokens()},
                    {"labels", m_labels},
                    {"counted", m_counted},
                    {"unknown", m_unknown}};
    m_store = writer.finish(note.dump(-1, ' ', false, json::error_handler_t::replace));
}

void EncodedText::count(Split split, std::int64_t tokens, std::int64_t unknown) {
    m_counted[static_cast<std::size_t>(split)] += tokens;
    m_unknown[static_cast<std::size_t>(split)] += unknown;
}

double EncodedText::unknownShare(Split split) const {
    const auto i = static_cast<std::size_t>(split);
    return m_counted[i] > 0 ? static_cast<double>(m_unknown[i]) / static_cast<double>(m_counted[i]) : 0;
}

std::vector<std::string> EncodedText::notes() const {
    std::vector<std::string> notes;
    for (const Split split : {Split::Train, Split::Valid, Split::Test}) {
        if (unknownShare(split) <= much_unknown) continue;
        char percent[16];
        std::snprintf(percent, sizeof percent, "%.1f", 100 * unknownShare(split));
        notes.push_back(
            split == Split::Train
                ? text("%1 percent of the training text is not in the vocabulary; raise task.vocabulary.size or choose wordpiece", percent)
            : split == Split::Valid
                ? text("%1 percent of the validation text is not in the vocabulary; is it like the training text?", percent)
                : text("%1 percent of the test text is not in the vocabulary; is it like the training text?", percent));
    }
    return notes;
}

}  // namespace layerlab
