#include "app/commands.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {

namespace fs = std::filesystem;

int exportRun(const std::string& run, const std::string& format, const std::string& to) {
    if (!fs::is_directory(run)) throw Error(ErrorKind::BadInput, run + ": no such run folder");
    if (format != "yaml") throw Error(ErrorKind::BadInput, "--format " + format + " is not known; yaml is");
    const Experiment experiment = readRunExperiment(run);
    const fs::path target(to);
    const fs::path file = fs::is_directory(target) || to.ends_with('/') ? target / (experiment.name + ".yaml") : target;
    if (file.has_parent_path()) {
        std::error_code error;
        fs::create_directories(file.parent_path(), error);
        if (error) throw Error(ErrorKind::Io, "cannot make the folder " + file.parent_path().string() + ": " + error.message());
    }
    writeFileAtomically(file, writeExperiment(experiment, true));
    std::printf("%s\n", file.c_str());
    return 0;
}

}  // namespace

void addExportCommand(CLI::App& app, int& code) {
    struct Options {
        std::string run, format, to;
    };
    auto options = std::make_shared<Options>();
    auto* export_command = app.add_subcommand("export", "Take something out of a run");
    export_command->add_option("RUN_DIR", options->run, "The run's folder")->required();
    export_command->add_option("--format", options->format, "yaml: the experiment, every default written out")->required();
    export_command->add_option("--to", options->to, "File or folder")->required();
    export_command->callback([&code, options] { code = exportRun(options->run, options->format, options->to); });
}

}  // namespace layerlab
