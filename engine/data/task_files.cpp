#include "engine/data/task_files.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

#include <nlohmann/json.hpp>

#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

using nlohmann::json;

namespace {

const std::vector<std::pair<const char*, Vocabulary::Kind>> kind_names{
    {"word", Vocabulary::Kind::Word}, {"character", Vocabulary::Kind::Character}, {"wordpiece", Vocabulary::Kind::Wordpiece}};

class Sha256 {
public:
    Sha256() : m_hash(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(m_hash.get(), EVP_sha256(), nullptr); }
    void add(const char* bytes, std::size_t size) { EVP_DigestUpdate(m_hash.get(), bytes, size); }
    std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int length = 0;
        EVP_DigestFinal_ex(m_hash.get(), digest.data(), &length);
        std::string result;
        for (unsigned int i = 0; i < length; ++i) {
            constexpr char digits[] = "0123456789abcdef";
            result += digits[digest[i] >> 4];
            result += digits[digest[i] & 15];
        }
        return result;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_hash;
};

}  // namespace

void saveTaskFile(const std::filesystem::path& run, const TaskSize& size, const std::vector<std::string>& labels,
                  const Vocabulary* vocabulary) {
    json o{{"vocabulary", size.vocabulary}, {"labels", labels}, {"length", size.length}};
    if (vocabulary)
        for (const auto& [name, kind] : kind_names)
            if (kind == vocabulary->kind) o["tokens"] = {{"kind", name}, {"lower_case", vocabulary->lower_case}};
    writeFileAtomically(run / "task.json", o.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

TaskSize readTaskFile(const std::filesystem::path& run, std::vector<std::string>* labels, Vocabulary* vocabulary) {
    try {
        const json o = json::parse(readFile(run / "task.json"));
        const auto names = o.at("labels").get<std::vector<std::string>>();
        if (labels) *labels = names;
        if (const auto tokens = o.find("tokens"); vocabulary && tokens != o.end()) {
            const auto name = tokens->at("kind").get<std::string>();
            for (const auto& [known, kind] : kind_names)
                if (name == known) vocabulary->kind = kind;
            vocabulary->lower_case = tokens->at("lower_case").get<bool>();
        }
        return {o.at("vocabulary").get<int>(), static_cast<int>(names.size()), o.at("length").get<int>()};
    } catch (const json::exception&) {
        throw Error(ErrorKind::Io, text("%1 is damaged", (run / "task.json").string()));
    }
}

std::optional<TaskSize> knownTaskSize(const std::filesystem::path& run, const Experiment& experiment, std::size_t stage) {
    const std::vector<Stage> stages = expandedStages(experiment);
    if (stage >= stages.size() || stages[stage].task) return {};
    try {
        return readTaskFile(run);
    } catch (const Error&) {
        return {};  // a run that has only begun, or that is gone
    }
}

std::string fingerprintOf(const std::filesystem::path& file, const ReadWatch& watch) {
    const std::int64_t all = readableSize(file.string());
    std::ifstream in(file, std::ios::binary);
    Sha256 hash;
    std::vector<char> block(1 << 20);
    std::int64_t size = 0;
    while (in) {
        if (watch.cancelled && watch.cancelled()) throw Error(ErrorKind::Cancelled, text("stopped"));
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        hash.add(block.data(), static_cast<std::size_t>(in.gcount()));
        size += in.gcount();
        if (watch.progress) watch.progress(std::min(size, all), all);
    }
    return file.string() + " " + std::to_string(size) + " " + hash.hex();
}

std::string sha256Of(const std::string& content) {
    Sha256 hash;
    hash.add(content.data(), content.size());
    return hash.hex();
}

}  // namespace layerlab
