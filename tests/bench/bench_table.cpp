// What a large table costs: makes a TSV of the given size (default 1024 MiB) in a temporary folder, reads it, encodes it,
// and finds it encoded. Prints one line of JSON for each with seconds, MiB per second, and the peak and the private memory
// of this process until then.
#include <cstdio>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "engine/data/table_preview.h"
#include "engine/data/table_reader.h"
#include "engine/data/text_file.h"
#include "engine/error.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

constexpr int failed = 1, bad_input = 2;

// KiB of a line of /proc/self/status.
long statusOf(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(key + ":")) return std::atol(line.c_str() + key.size() + 1);
    return 0;
}

template <class Action>
void timed(const char* what, double mebibytes, const Action& action) {
    const auto start = std::chrono::steady_clock::now();
    const std::int64_t rows = action();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf(
        "{\"what\": \"%s\", \"rows\": %lld, \"seconds\": %.3f, \"mib_per_second\": %.1f, \"peak_mib\": %ld, \"private_mib\": %ld}\n", what,
        static_cast<long long>(rows), seconds, mebibytes / seconds, statusOf("VmHWM") / 1024, statusOf("RssAnon") / 1024);
    std::fflush(stdout);
}

// Words of a small language, the first ones frequent; some rows are quoted and have another script.
std::int64_t writeTable(const fs::path& file, std::int64_t bytes) {
    std::ofstream out(file, std::ios::binary);
    std::uint64_t state = 1;
    const auto below = [&](std::uint64_t bound) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return (state >> 33) % bound;
    };
    std::int64_t rows = 0;
    std::string block;
    for (std::int64_t written = 0; written < bytes; written += static_cast<std::int64_t>(block.size())) {
        block.clear();
        while (block.size() < 1u << 20) {
            const std::uint64_t words = 4 + below(40);
            const bool other = below(20) == 0;
            for (std::uint64_t w = 0; w < words; ++w) {
                std::uint64_t number = below(1 + below(60'000));
                if (other && w % 3 == 0) block += "电影";
                do block += static_cast<char>('a' + number % 26);
                while ((number /= 26) > 0);
                block += w % 9 == 8 ? ", " : " ";
            }
            block += "\t" + std::to_string(below(5)) + "\n";
            ++rows;
        }
        out << block;
    }
    if (!out.flush()) throw Error(ErrorKind::Io, "cannot write " + file.string());
    return rows;
}

}  // namespace

int main(int argc, char** argv) {
    const double mebibytes = argc > 1 ? std::atof(argv[1]) : 1024;
    if (mebibytes <= 0) {
        std::fprintf(stderr, "usage: bench_table [MEBIBYTES]\n");
        return bad_input;
    }
    std::string name = (fs::temp_directory_path() / "bench_table-XXXXXX").string();
    if (!::mkdtemp(name.data())) {
        std::perror("cannot make a temporary folder");
        return failed;
    }
    const fs::path folder = name;
    ::setenv("XDG_CACHE_HOME", name.c_str(), 1);
    int result = 0;
    try {
        TextFileTask task;
        task.train = folder / "table.tsv";
        timed("write", mebibytes, [&] { return writeTable(task.train, static_cast<std::int64_t>(mebibytes * (1 << 20))); });
        timed("preview", mebibytes, [&] { return previewTable(task.train).rows_read; });
        timed("read", mebibytes, [&] {
            TableReader reader(task.train, {});
            std::int64_t rows = 0;
            while (reader.next()) ++rows;
            return rows;
        });
        const auto load = [&] {
            const TextFileData data(task, 1, {});
            return static_cast<std::int64_t>(data.table().rows(Split::Train).size() + data.table().rows(Split::Valid).size());
        };
        timed("encode", mebibytes, load);
        timed("encoded before", mebibytes, load);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        result = failed;
    }
    fs::remove_all(folder);
    return result;
}
