#include "app/commands.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

#include "app/library_folder.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct RunOptions {
    std::string file, out, resume, device = "cpu";
    std::vector<std::string> settings;
    int threads = 0;
    bool accept_changes = false;
};

int run(const RunOptions& options) {
    if (options.file.empty() == options.resume.empty())
        throw Error(ErrorKind::BadInput, "run: name an experiment file, or a run folder with --resume");
    if (!options.resume.empty() && (!options.settings.empty() || !options.out.empty()))
        throw Error(ErrorKind::BadInput, "run --resume goes on as the run began; --set and --out cannot change it");
    if (!options.resume.empty()) mustBeRun(options.resume);
    JobRunner runner;
    std::optional<LibraryFolder> library;
    std::vector<Problem> warnings;
    TrainJob job;
    job.resume = options.resume;
    job.device = options.device;
    job.threads = options.threads;
    job.accept_changes = options.accept_changes;
    if (options.resume.empty()) {
        ReadResult read = readOrFail(options.file, options.settings);
        job.experiment = std::move(read.experiment);
        warnings = std::move(read.problems);
        if (job.experiment.sweep)
            warnings.push_back(
                {"sweep", "this trains the experiment alone; layerlab-cli sweep trains the runs of its sweep", 0, 0, true, false});
        job.library = options.out.empty() ? defaultLibrary().string() : options.out;
        library.emplace(job.library);
    } else if (job.threads == 0) {
        // Go on with the threads the run had, whatever `auto` means on this machine now.
        const json before = json::parse(readFile(fs::path(options.resume) / "run.json"), nullptr, false);
        if (before.is_object()) job.threads = before.value("threads", 0);
    }
    std::string folder = options.resume;
    const int code = runner.run(job, [&](const Event& event) {
        const auto* started = std::get_if<RunStarted>(&event.what);
        if (!started) return;
        folder = started->run;
        print(warnings, options.file);  // only now: what stops a run from starting is said alone
    });
    if (!folder.empty() && fs::is_directory(folder)) std::printf("%s\n", folder.c_str());
    return code;
}

}  // namespace

void addRunCommand(CLI::App& app, int& code) {
    auto options = std::make_shared<RunOptions>();
    auto* run_command = app.add_subcommand("run", "Train an experiment, or go on with a run; prints the run's folder as the last line");
    run_command->add_option("FILE.yaml", options->file, "The experiment");
    run_command->add_option("--out", options->out,
                            "Library folder in which the run makes its own (default: " + defaultLibrary().string() + ")");
    run_command->add_option("--set", options->settings, "key=value, such as train.steps=500 (again for more)")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    run_command->add_option("--resume", options->resume, "A run folder to go on with");
    run_command->add_option("--threads", options->threads, "Processor threads (default: the experiment's)")->check(CLI::Range(1, 1024));
    run_command->add_option("--device", options->device, "cpu or cuda");
    run_command->add_flag("--accept-changes", options->accept_changes, "Resume although data, BLAS kernels, threads or device changed");
    run_command->callback([&code, options] { code = run(*options); });
}

}  // namespace layerlab
