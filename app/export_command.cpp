#include "app/commands.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "engine/interop/tensorboard.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/run_numbers.h"

namespace layerlab {

namespace {

namespace fs = std::filesystem;

using Files = std::vector<fs::path>;

Files exportYaml(const fs::path& run, const fs::path& to) {
    const Experiment experiment = readRunExperiment(run);
    const fs::path file = fs::is_directory(to) || !to.has_filename() ? to / (experiment.name + ".yaml") : to;
    if (file.has_parent_path()) {
        std::error_code error;
        fs::create_directories(file.parent_path(), error);
        if (error) throw Error(ErrorKind::Io, "cannot make the folder " + file.parent_path().string() + ": " + error.message());
    }
    writeFileAtomically(file, writeExperiment(experiment, true));
    return {file};
}

Files exportCsv(const fs::path& run, const fs::path& to) { return writeNumbersCsv(readRunNumbers(run), to); }
Files exportJson(const fs::path& run, const fs::path& to) { return writeNumbersJson(readRunNumbers(run), to); }

Files exportTensorBoard(const fs::path& run, const fs::path& to) { return {writeTensorBoard(run, to)}; }

// What a run can be exported as: each writes to a file or into a folder and gives the files that it wrote. A further format is
// a further line.
const struct {
    const char* name;
    const char* what;
    Files (*write)(const fs::path& run, const fs::path& to);
} formats[] = {
    {"yaml", "the experiment, every default written out", exportYaml},
    {"csv", "all that was measured, and the training beside it in NAME-training.csv", exportCsv},
    {"json", "the same in one file", exportJson},
    {"tensorboard", "an event file in a folder of the run's name", exportTensorBoard},
};

int exportRun(const std::string& run, const std::string& format, const std::string& to) {
    std::string known;
    for (const auto& one : formats) {
        known += (known.empty() ? "" : ", ") + std::string(one.name);
        if (format != one.name) continue;
        if (!fs::is_directory(run)) throw Error(ErrorKind::BadInput, run + ": no such run folder");
        for (const fs::path& file : one.write(run, to)) std::printf("%s\n", file.c_str());
        return 0;
    }
    throw Error(ErrorKind::BadInput, "--format " + format + " is not known; known are: " + known);
}

}  // namespace

void addExportCommand(CLI::App& app, int& code) {
    struct Options {
        std::string run, format, to;
    };
    auto options = std::make_shared<Options>();
    std::string help;
    for (const auto& format : formats) help += (help.empty() ? "" : "; ") + std::string(format.name) + ": " + format.what;
    auto* export_command = app.add_subcommand("export", "Take something out of a run");
    export_command->add_option("RUN_DIR", options->run, "The run's folder")->required();
    export_command->add_option("--format", options->format, help)->required();
    export_command->add_option("--to", options->to, "File, or folder (one that exists, or a path that ends in /)")->required();
    export_command->callback([&code, options] { code = exportRun(options->run, options->format, options->to); });
}

}  // namespace layerlab
