// layerlab-cli: everything without a window. Exit codes: 0 done, 1 failed while running, 2 bad input, 130 interrupted.
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <optional>
#include <thread>

#include <nlohmann/json.hpp>

#include "app/terminal.h"
#include "engine/engine.h"
#include "engine/experiment/yaml.h"
#include "engine/platform/files.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int failed = 1, bad_input = 2, interrupted = 130;

int exitCode(ErrorKind kind) { return kind == ErrorKind::BadInput ? bad_input : failed; }

int report(const Error& error) {
    std::fprintf(stderr, "layerlab-cli: %s\n", error.what());
    return exitCode(error.kind());
}

std::vector<std::pair<std::string, std::string>> parseSettings(const std::vector<std::string>& settings) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& text : settings) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Error(ErrorKind::BadInput, "--set " + text + ": key=value is expected, such as train.steps=500");
        pairs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    return pairs;
}

void print(const std::vector<Problem>& problems, const std::string& file) {
    for (const auto& problem : problems) std::fprintf(stderr, "%s\n", toText(problem, file).c_str());
}

// Reads a file. After errors prints all problems and throws Error(BadInput); warnings alone are left to the caller.
ReadResult readOrFail(const std::string& file, const std::vector<std::string>& settings) {
    ReadResult result = readExperimentFile(file, parseSettings(settings));
    if (result.ok()) return result;
    print(result.problems, file);
    throw Error(ErrorKind::BadInput, "");
}

// Runs one job and shows its events; Ctrl+C and SIGTERM ask it to stop, a second one ends the program at once.
class JobRunner {
public:
    JobRunner() {
        sigset_t set;
        sigemptyset(&set);
        for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
        ::pthread_sigmask(SIG_BLOCK, &set, nullptr);  // before the engine's threads start: they inherit it
        m_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
    }
    ~JobRunner() { ::close(m_signals); }

    int run(Job job, const EventSink& extra = {}) {
        const auto engine = loadEngine();
        Terminal terminal;
        int code = 0;
        std::atomic<bool> over = false;
        const JobId id = engine->submit(std::move(job), [&](const Event& event) {
            if (const auto* error = std::get_if<Failed>(&event.what)) {
                terminal.clear();
                std::fprintf(stderr, "layerlab-cli: %s\n", error->message.c_str());
                code = exitCode(error->kind);
            } else {
                terminal.show(event);
                if (std::holds_alternative<Stopped>(event.what)) code = interrupted;
            }
            if (extra) extra(event);
        });
        std::thread watcher([&] {
            for (int count = 0; !over;) {
                pollfd descriptor{m_signals, POLLIN, 0};
                if (::poll(&descriptor, 1, 100) <= 0) continue;
                signalfd_siginfo info{};
                if (::read(m_signals, &info, sizeof info) != sizeof info) continue;
                if (++count > 1) ::_exit(interrupted);
                engine->stop(id);
            }
        });
        engine->wait(id);
        over = true;
        watcher.join();
        return code;
    }

private:
    int m_signals = -1;
};

// ---- run ------------------------------------------------------------------------------------------------------------

// The folder in which the run will make its own, tried before anything is read or computed. What was made of it is taken
// back if no run came into it.
class LibraryFolder {
public:
    explicit LibraryFolder(const fs::path& folder) {
        std::error_code error;
        for (fs::path at = fs::absolute(folder).lexically_normal(); at.has_relative_path() && !fs::exists(at, error); at = at.parent_path())
            m_made.push_back(at);
        try {
            make(folder);
        } catch (const Error& problem) {
            removeEmpty();
            throw Error(ErrorKind::BadInput, std::string(problem.what()) + "; name another folder with --out");
        }
    }
    ~LibraryFolder() { removeEmpty(); }
    LibraryFolder(const LibraryFolder&) = delete;
    LibraryFolder& operator=(const LibraryFolder&) = delete;

private:
    static void make(const fs::path& folder) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error || !fs::is_directory(folder)) {
            errno = error ? error.value() : ENOTDIR;
            throwIoError("cannot make the folder", folder);
        }
        // Permissions alone do not tell: the disk may be full, or mounted to be read.
        std::string name = (folder / ".layerlab-XXXXXX").string();
        const int file = ::mkstemp(name.data());
        if (file < 0) throwIoError("cannot write", folder);
        ::unlink(name.c_str());
        const std::array<char, 4096> block{};
        try {
            writeAll(file, block.data(), block.size(), folder);
        } catch (const Error&) {
            ::close(file);
            throw;
        }
        ::close(file);
    }
    void removeEmpty() {
        std::error_code ignored;
        for (const auto& folder : m_made) fs::remove(folder, ignored);
    }

    std::vector<fs::path> m_made;  // the innermost first
};

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
    if (!options.resume.empty() && !readSummary(options.resume)) throw Error(ErrorKind::BadInput, options.resume + ": no such run folder");
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

// ---- check ----------------------------------------------------------------------------------------------------------

int check(const std::string& file, const std::vector<std::string>& settings) {
    print(readOrFail(file, settings).problems, file);
    return 0;
}

// ---- depths ---------------------------------------------------------------------------------------------------------

struct DepthsOptions {
    std::string run, keep, split = "valid", weights = "final";
    bool as_json = false, no_latency = false;
    int threads = 0;
};

int depths(const DepthsOptions& options) {
    DepthsJob job;
    job.run = options.run;
    job.split = options.split;
    job.best = options.weights == "best";
    job.latency = !options.no_latency;
    job.threads = options.threads;
    for (const Strategy strategy : {Strategy::EveryOther, Strategy::First, Strategy::Last})
        if (options.keep == strategyName(strategy)) job.keep = strategy;
    if (!options.keep.empty() && !job.keep)
        throw Error(ErrorKind::BadInput, "--keep " + options.keep + " is not known; every_other, first and last are");
    JobRunner runner;
    Evaluated result;
    const int code = runner.run(job, [&](const Event& event) {
        if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) result = *evaluated;
    });
    if (code != 0) return code;
    if (options.as_json) {
        json all{{"run", options.run}, {"strategy", result.strategy}, {"split", result.split}, {"depths", json::array()}};
        for (const auto& depth : result.depths) all["depths"].push_back(toJson(depth));
        std::printf("%s\n", all.dump(2, ' ', false, json::error_handler_t::replace).c_str());
        return 0;
    }
    std::printf("%5s  %8s  %8s  %12s  %10s  %10s  %s\n", "depth", "accuracy", "loss", "parameters", "FLOPs", "latency", "slots");
    for (const auto& depth : result.depths) {
        std::string slots;
        for (const int slot : depth.slots) slots += (slots.empty() ? "" : " ") + std::to_string(slot);
        char milliseconds[32] = "-";
        if (depth.latency_ms) std::snprintf(milliseconds, sizeof milliseconds, "%.2f ms", *depth.latency_ms);
        std::printf("%5d  %6.1f %%  %8.4f  %12s  %10s  %10s  %s\n", depth.depth(), 100 * depth.accuracy, depth.loss,
                    countText(static_cast<double>(depth.parameters)).c_str(), countText(depth.flops).c_str(), milliseconds, slots.c_str());
    }
    return 0;
}

// ---- export ---------------------------------------------------------------------------------------------------------

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

// ---- bench ----------------------------------------------------------------------------------------------------------

int bench(bool quick, bool as_json, int threads) {
    JobRunner runner;
    const MachineReport machine = loadEngine()->machine();
    if (!as_json)
        std::printf("BLAS kernels %s, LibTorch %s with %s, %d threads allowed%s\n", machine.kernels.c_str(), machine.libtorch.c_str(),
                    machine.vectors.c_str(), machine.threads, machine.cuda ? ", CUDA" : "");
    return runner.run(BenchJob{quick, threads}, [&](const Event& event) {
        const auto* m = std::get_if<Measured>(&event.what);
        if (!m) return;
        if (as_json) {
            std::printf("%s\n", json{{"name", m->name},
                                     {"config", m->config},
                                     {"median", m->median},
                                     {"min", m->min},
                                     {"max", m->max},
                                     {"unit", m->unit},
                                     {"kernels", machine.kernels}}
                                    .dump()
                                    .c_str());
        } else {
            std::printf("%-22s %-50s %10.0f %s (%.0f … %.0f)\n", m->name.c_str(), m->config.c_str(), m->median, m->unit.c_str(), m->min,
                        m->max);
        }
        std::fflush(stdout);
    });
}

int runProgram(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error like a full disk, and no reason to die
    CLI::App app{"LayerLab without its window: train, measure and export transformers made shallower."};
    app.name("layerlab-cli");
    app.set_version_flag("--version", std::string("layerlab-cli ") + LAYERLAB_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 failed while running, 2 bad input, 130 interrupted (after saving).");
    int code = 0;

    RunOptions run_options;
    auto* run_command = app.add_subcommand("run", "Train an experiment, or go on with a run; prints the run's folder as the last line");
    run_command->add_option("FILE.yaml", run_options.file, "The experiment");
    run_command->add_option("--out", run_options.out,
                            "Library folder in which the run makes its own (default: " + defaultLibrary().string() + ")");
    run_command->add_option("--set", run_options.settings, "key=value, such as train.steps=500 (again for more)")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    run_command->add_option("--resume", run_options.resume, "A run folder to go on with");
    run_command->add_option("--threads", run_options.threads, "Processor threads (default: the experiment's)")->check(CLI::Range(1, 1024));
    run_command->add_option("--device", run_options.device, "cpu or cuda");
    run_command->add_flag("--accept-changes", run_options.accept_changes, "Resume although data, BLAS kernels, threads or device changed");
    run_command->callback([&] { code = run(run_options); });

    std::string check_file;
    std::vector<std::string> check_settings;
    auto* check_command = app.add_subcommand("check", "Read an experiment and report every problem as FILE:LINE:COLUMN: message");
    check_command->add_option("FILE.yaml", check_file, "The experiment")->required();
    check_command->add_option("--set", check_settings, "key=value")->take_all()->expected(1)->allow_extra_args(false);
    check_command->callback([&] { code = check(check_file, check_settings); });

    DepthsOptions depths_options;
    auto* depths_command = app.add_subcommand("depths", "Accuracy and cost of every pruned depth of a run");
    depths_command->add_option("RUN_DIR", depths_options.run, "The run's folder")->required();
    depths_command->add_option("--keep", depths_options.keep, "every_other, first or last (default: the experiment's)");
    depths_command->add_option("--split", depths_options.split, "valid or test");
    depths_command->add_option("--weights", depths_options.weights, "final or best")->check(CLI::IsMember({"final", "best"}));
    depths_command->add_option("--threads", depths_options.threads, "Processor threads")->check(CLI::Range(1, 1024));
    depths_command->add_flag("--no-latency", depths_options.no_latency, "Do not time the routes");
    depths_command->add_flag("--json", depths_options.as_json, "Machine-readable");
    depths_command->callback([&] { code = depths(depths_options); });

    std::string export_run, export_format, export_to;
    auto* export_command = app.add_subcommand("export", "Take something out of a run");
    export_command->add_option("RUN_DIR", export_run, "The run's folder")->required();
    export_command->add_option("--format", export_format, "yaml: the experiment, every default written out")->required();
    export_command->add_option("--to", export_to, "File or folder")->required();
    export_command->callback([&] { code = exportRun(export_run, export_format, export_to); });

    bool quick = false, bench_json = false;
    int bench_threads = 0;
    auto* bench_command = app.add_subcommand("bench", "This machine's speed on fixed work");
    bench_command->add_flag("--quick", quick, "A few seconds a figure, small models only");
    bench_command->add_flag("--json", bench_json, "One JSON object a line");
    bench_command->add_option("--threads", bench_threads, "Processor threads")->check(CLI::Range(1, 1024));
    bench_command->callback([&] { code = bench(quick, bench_json, bench_threads); });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return app.exit(error);
        std::fprintf(stderr, "layerlab-cli: %s (see layerlab-cli --help)\n", error.what());
        return bad_input;
    } catch (const Error& error) {
        return *error.what() ? report(error) : exitCode(error.kind());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "layerlab-cli: %s\n", error.what());
        return failed;
    }
    return code;
}

}  // namespace

}  // namespace layerlab

int main(int argc, char** argv) { return layerlab::runProgram(argc, argv); }
