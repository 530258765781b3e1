#include "engine/data/task_files.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>

#include <nlohmann/json.hpp>

#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

using nlohmann::json;

void saveTaskFile(const std::filesystem::path& run, const TaskSize& size, const std::vector<std::string>& labels) {
    const json o{{"vocabulary", size.vocabulary}, {"labels", labels}, {"length", size.length}};
    writeFileAtomically(run / "task.json", o.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

TaskSize readTaskFile(const std::filesystem::path& run, std::vector<std::string>* labels) {
    try {
        const json o = json::parse(readFile(run / "task.json"));
        const auto names = o.at("labels").get<std::vector<std::string>>();
        if (labels) *labels = names;
        return {o.at("vocabulary").get<int>(), static_cast<int>(names.size()), o.at("length").get<int>()};
    } catch (const json::exception&) {
        throw Error(ErrorKind::Io, text("%1 is damaged", (run / "task.json").string()));
    }
}

std::string fingerprintOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::BadInput, file.string() + ": " + text("cannot be read"));
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr);
    std::vector<char> block(1 << 20);
    std::uint64_t size = 0;
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        EVP_DigestUpdate(hash.get(), block.data(), static_cast<std::size_t>(in.gcount()));
        size += static_cast<std::uint64_t>(in.gcount());
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(hash.get(), digest.data(), &length);
    std::string line = file.string() + " " + std::to_string(size) + " ";
    for (unsigned int i = 0; i < length; ++i) {
        constexpr char hex[] = "0123456789abcdef";
        line += hex[digest[i] >> 4];
        line += hex[digest[i] & 15];
    }
    return line;
}

}  // namespace layerlab
