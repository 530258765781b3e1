#include "engine/interop/safetensors.h"

#include <fcntl.h>
#include <torch/torch.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/platform/files.h"
#include "engine/text.h"

namespace layerlab {

using nlohmann::json;

namespace {

constexpr std::uint64_t largest_header = 100'000'000;  // the format's own limit

struct Type {
    const char* name;
    torch::ScalarType type;
};
const std::vector<Type> types{{"F32", torch::kFloat}, {"F64", torch::kDouble}, {"F16", torch::kHalf},  {"BF16", torch::kBFloat16},
                              {"I64", torch::kLong},  {"I32", torch::kInt},    {"I16", torch::kShort}, {"I8", torch::kChar},
                              {"U8", torch::kByte},   {"BOOL", torch::kBool}};

[[noreturn]] void damaged(const std::filesystem::path& file, const std::string& why) {
    throw Error(ErrorKind::Io, text("%1 is damaged: %2", file.string(), why));
}

}  // namespace

void writeSafetensors(const std::filesystem::path& file, const NamedTensors& tensors, const std::map<std::string, std::string>& metadata) {
    json header = json::object();
    if (!metadata.empty()) header["__metadata__"] = metadata;
    std::uint64_t at = 0;
    std::vector<torch::Tensor> blocks;
    for (const auto& [name, tensor] : tensors) {
        const auto type = std::find_if(types.begin(), types.end(), [&](const Type& t) { return t.type == tensor.scalar_type(); });
        if (type == types.end()) throw Error(ErrorKind::Internal, text("safetensors has no type for %1", name));
        blocks.push_back(tensor.detach().cpu().contiguous());
        const std::uint64_t end = at + static_cast<std::uint64_t>(blocks.back().nbytes());
        header[name] = {{"dtype", type->name}, {"shape", tensor.sizes().vec()}, {"data_offsets", {at, end}}};
        at = end;
    }
    std::string head = header.dump();
    head.resize((head.size() + 7) / 8 * 8, ' ');  // aligned, as the reference writer does
    const int out = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (out < 0) throwIoError(words("cannot write"), file);
    try {
        const std::uint64_t length = head.size();
        writeAll(out, &length, sizeof length, file);
        writeAll(out, head.data(), head.size(), file);
        for (const auto& block : blocks) writeAll(out, block.data_ptr(), block.nbytes(), file);
        if (::fsync(out) != 0) throwIoError(words("cannot write"), file);
    } catch (...) {
        ::close(out);
        throw;
    }
    ::close(out);
}

std::map<std::string, torch::Tensor> readSafetensors(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::Io, text("cannot read %1", file.string()));
    in.seekg(0, std::ios::end);
    const auto size = static_cast<std::uint64_t>(in.tellg());
    in.seekg(0);
    std::uint64_t length = 0;
    if (size < 8 || !in.read(reinterpret_cast<char*>(&length), 8)) damaged(file, text("shorter than its first field"));
    if (length > largest_header || length > size - 8) damaged(file, text("its header is cut off"));
    std::string head(length, '\0');
    in.read(head.data(), static_cast<std::streamsize>(length));
    const json header = json::parse(head, nullptr, false);
    if (header.is_discarded() || !header.is_object()) damaged(file, text("its header is not JSON"));
    const std::uint64_t data = size - 8 - length;
    std::map<std::string, torch::Tensor> tensors;
    try {
        for (const auto& [name, entry] : header.items()) {
            if (name == "__metadata__") continue;
            const auto type_name = entry.at("dtype").get<std::string>();
            const auto type = std::find_if(types.begin(), types.end(), [&](const Type& t) { return type_name == t.name; });
            if (type == types.end()) damaged(file, text("'%1' has the unknown type %2", name, type_name));
            const auto shape = entry.at("shape").get<std::vector<std::uint64_t>>();
            const auto offsets = entry.at("data_offsets").get<std::vector<std::uint64_t>>();
            std::uint64_t bytes = torch::elementSize(type->type);
            for (const std::uint64_t d : shape) {
                if (d > (std::uint64_t{1} << 62) || (d != 0 && bytes > data / d)) damaged(file, text("'%1' is larger than the file", name));
                bytes *= d;
            }
            if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > data || offsets[1] - offsets[0] != bytes)
                damaged(file, text("'%1' does not lie inside the file", name));
            torch::Tensor tensor = torch::empty(std::vector<std::int64_t>(shape.begin(), shape.end()), type->type);
            in.seekg(static_cast<std::streamoff>(8 + length + offsets[0]));
            if (bytes > 0 && !in.read(static_cast<char*>(tensor.data_ptr()), static_cast<std::streamsize>(bytes)))
                damaged(file, text("'%1' cannot be read", name));
            tensors.emplace(name, tensor);
        }
    } catch (const json::exception&) {
        damaged(file, text("its header does not describe tensors"));
    }
    return tensors;
}

}  // namespace layerlab
