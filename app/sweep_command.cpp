// layerlab-cli sweep: makes or continues a sweep, and looks after its runs until all have ended or a signal comes.
#include "app/commands.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

#include "app/library_folder.h"
#include "app/terminal.h"
#include "engine/experiment/sweep.h"
#include "engine/platform/machine.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/sweep_runner.h"

namespace layerlab {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr long tick_nanoseconds = 200'000'000;

struct SweepOptions {
    std::string file, out;
    std::vector<std::string> settings, grid;
    int seeds = 0, jobs = 1;
    bool retry = false, as_json = false;
};

// ---- making or finding the sweep --------------------------------------------------------------------------------------

// Problems of what --grid and --seeds say are told by those names.
void printProblem(const Problem& problem, const std::string& file) {
    std::string place;
    const std::string grid = sweep_grid_prefix;
    if (problem.overridden && problem.path.starts_with(grid)) place = "--grid " + problem.path.substr(grid.size());
    if (problem.overridden && problem.path.starts_with("sweep.seeds")) place = "--seeds";
    if (place.empty()) std::fprintf(stderr, "%s\n", toText(problem, file).c_str());
    else std::fprintf(stderr, "%s: %s%s\n", place.c_str(), problem.warning ? "warning: " : "", problem.message.c_str());
}

fs::path createSweep(const SweepOptions& options) {
    auto overrides = parseSettings(options.settings);
    for (const std::string& axis : options.grid) overrides.push_back(gridSetting(axis));
    if (options.seeds > 0) overrides.emplace_back("sweep.seeds", std::to_string(options.seeds));
    const ReadResult read = readExperimentFile(options.file, overrides);
    for (const Problem& problem : read.problems) printProblem(problem, options.file);
    if (!read.ok()) throw Error(ErrorKind::BadInput, "");
    if (!read.experiment.sweep)
        throw Error(
            ErrorKind::BadInput,
            options.file + ": no sweep in it; name values with --grid key=a,b,c, or seeds with --seeds N, or write them under 'sweep:'");
    const fs::path library = options.out.empty() ? defaultLibrary() : fs::path(options.out);
    const LibraryFolder tried(library);
    return createSweepFolder(library, read.experiment);
}

fs::path sweepToContinue(const SweepOptions& options) {
    if (!isSweepFolder(options.file)) throw Error(ErrorKind::BadInput, options.file + ": this folder holds no sweep");
    if (!options.settings.empty() || !options.grid.empty() || options.seeds > 0 || !options.out.empty())
        throw Error(ErrorKind::BadInput, "a sweep goes on as it began; --set, --grid, --seeds and --out cannot change it");
    return options.file;
}

// ---- what is shown ----------------------------------------------------------------------------------------------------

std::string percent(const SweepEntry& entry, const char* figure) {
    const auto found = entry.figures.find(figure);
    if (found == entry.figures.end()) return "-";
    char text[32];
    std::snprintf(text, sizeof text, "%.1f %%", 100 * found->second);
    return text;
}

std::string nameOf(const Sweep& sweep, const SweepEntry& entry) {
    std::string name;
    for (const auto& [key, value] : entry.settings) name += (name.empty() ? "" : ", ") + shortSweepKey(sweep, key) + "=" + value;
    return name;
}

// Says what has changed since it was last called.
class Narrator {
public:
    Narrator(const SweepRunner& runner, const Sweep& sweep) : m_runner(runner), m_sweep(sweep) {
        for (const SweepEntry& entry : runner.entries()) m_before[entry.number] = entry.status;
    }

    void tell() {
        for (const SweepEntry& entry : m_runner.entries()) {
            SweepStatus& before = m_before[entry.number];
            if (before == entry.status) continue;
            before = entry.status;
            m_terminal.line(place(entry) + nameOf(m_sweep, entry) + ": " + news(entry));
        }
        if (!m_terminal.isLive()) return;
        std::string text = std::to_string(finished()) + "/" + std::to_string(m_runner.entries().size()) + " runs";
        if (const auto left = m_runner.secondsLeft()) text += "  " + durationText(*left) + " left";
        m_terminal.bar(m_runner.progress(), text);
    }
    void say(const std::string& text) { m_terminal.line(text); }

private:
    std::string place(const SweepEntry& entry) const {
        return "[" + std::to_string(entry.number) + "/" + std::to_string(m_runner.entries().size()) + "] ";
    }
    static std::string news(const SweepEntry& entry) {
        switch (entry.status) {
            case SweepStatus::Running:
                return entry.step > 0 ? "goes on at step " + std::to_string(entry.step) : "started";
            case SweepStatus::Finished:
                return "finished, accuracy " + percent(entry, "accuracy_full") + ", at half depth " + percent(entry, "accuracy_half");
            case SweepStatus::Failed:
                return "failed: " + entry.message;
            case SweepStatus::Stopped:
                return "stopped at step " + std::to_string(entry.step);
            default:
                return sweepStatusWord(entry.status);
        }
    }
    std::size_t finished() const { return m_runner.count(SweepStatus::Finished) + m_runner.count(SweepStatus::Failed); }

    const SweepRunner& m_runner;
    const Sweep& m_sweep;
    std::map<int, SweepStatus> m_before;
    Terminal m_terminal;
};

std::vector<SweepEntry> inOrderOfTheGrid(const SweepRunner& runner) {
    std::vector<SweepEntry> entries = runner.entries();
    std::sort(entries.begin(), entries.end(), [](const SweepEntry& a, const SweepEntry& b) { return a.number < b.number; });
    return entries;
}

void printTable(const SweepRunner& runner, const Sweep& sweep) {
    std::vector<std::vector<std::string>> rows{{}};
    for (const std::string& key : runner.state().keys) rows[0].push_back(shortSweepKey(sweep, key));
    for (const char* title : {"full depth", "half depth", "seconds", "run"}) rows[0].push_back(title);
    for (const SweepEntry& entry : inOrderOfTheGrid(runner)) {
        std::vector<std::string> row;
        for (const auto& [key, value] : entry.settings) row.push_back(value);
        char seconds[32];
        std::snprintf(seconds, sizeof seconds, "%.1f", entry.seconds);
        for (const std::string& cell : {percent(entry, "accuracy_full"), percent(entry, "accuracy_half"), std::string(seconds)})
            row.push_back(cell);
        std::string run = entry.run.string();
        if (entry.status != SweepStatus::Finished) run += (run.empty() ? "(" : " (") + sweepStatusWord(entry.status) + ")";
        row.push_back(run);
        rows.push_back(std::move(row));
    }
    std::vector<std::size_t> widths(rows[0].size());
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], textWidth(row[i]));
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i + 1 < row.size(); ++i) line += std::string(widths[i] - textWidth(row[i]), ' ') + row[i] + "  ";
        std::printf("%s%s\n", line.c_str(), row.back().c_str());
    }
}

void printJson(const SweepRunner& runner) {
    json runs = json::array();
    for (const SweepEntry& entry : inOrderOfTheGrid(runner)) {
        json settings = json::object();
        for (const auto& [key, value] : entry.settings) settings[key] = value;
        json o(entry.figures);
        if (!o.is_object()) o = json::object();
        o.update({{"settings", settings}, {"status", sweepStatusWord(entry.status)}, {"seconds", entry.seconds}});
        o["run"] = entry.run.empty() ? json() : json(entry.run.string());
        if (!entry.message.empty()) o["message"] = entry.message;
        runs.push_back(std::move(o));
    }
    const json all{{"sweep", runner.folder().string()}, {"keys", runner.state().keys}, {"runs", runs}};
    std::printf("%s\n", all.dump(2, ' ', false, json::error_handler_t::replace).c_str());
}

// ---- the command ------------------------------------------------------------------------------------------------------

// Looks after the runs until they have ended. Returns whether it was interrupted.
bool runToTheEnd(SweepRunner& runner, Narrator& narrator, const sigset_t& signals) {
    int interruptions = 0;
    while (interruptions > 0 ? runner.busy() : !runner.done()) {
        runner.tick();
        narrator.tell();
        const timespec pause{0, tick_nanoseconds};
        if (::sigtimedwait(&signals, nullptr, &pause) < 0) continue;
        if (++interruptions == 1) {
            narrator.say("stopping; each run saves a checkpoint");
            runner.stop();
        } else {
            runner.kill();
        }
    }
    runner.tick();
    narrator.tell();
    return interruptions > 0;
}

int sweep(const SweepOptions& options) {
    // Before anything is started: what comes is waited for in runToTheEnd(), and runs have a mask of their own.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, number);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);

    std::error_code ignored;
    const fs::path folder = fs::is_directory(options.file, ignored) ? sweepToContinue(options) : createSweep(options);
    SweepRunner runner(folder);
    runner.setJobs(options.jobs);
    if (runner.jobs() < options.jobs) std::fprintf(stderr, "--jobs %d: this machine allows %d at a time\n", options.jobs, runner.jobs());
    if (options.retry)
        for (std::size_t i = 0; i < runner.entries().size(); ++i)
            if (runner.entries()[i].status == SweepStatus::Failed) runner.retry(i);
    const Sweep asked = readSweepExperiment(folder).sweep.value_or(Sweep{});
    bool stopped = false;
    {
        Narrator narrator(runner, asked);
        stopped = runToTheEnd(runner, narrator, signals);
    }
    if (options.as_json) printJson(runner);
    else printTable(runner, asked);
    for (const SweepEntry& entry : inOrderOfTheGrid(runner))
        if (entry.status == SweepStatus::Failed)
            std::fprintf(stderr, "layerlab-cli: run %d failed (%s): %s\n", entry.number, nameOf(asked, entry).c_str(),
                         entry.message.c_str());
    stopped |= runner.count(SweepStatus::Stopped) > 0;
    if (stopped) std::fprintf(stderr, "stopped; layerlab-cli sweep %s goes on\n", runner.folder().c_str());
    if (!options.as_json) std::printf("%s\n", runner.folder().c_str());
    if (stopped) return interrupted;
    return runner.count(SweepStatus::Failed) > 0 ? failed : 0;
}

}  // namespace

void addSweepCommand(CLI::App& app, int& code) {
    auto options = std::make_shared<SweepOptions>();
    auto* command = app.add_subcommand(
        "sweep", "Train one experiment with several values and seeds; prints a table, and the sweep's folder as the last line");
    command->add_option("FILE.yaml", options->file, "The experiment, or the folder of a sweep to go on with")->required();
    const auto several = [&](const char* name, std::vector<std::string>& target, const char* help) {
        command->add_option(name, target, help)->take_all()->expected(1)->allow_extra_args(false);
    };
    several("--grid", options->grid, "key=a,b,c: values of a key, besides those in the file or in their place (again for more keys)");
    command->add_option("--seeds", options->seeds, "Seeds for every combination, counted up from the experiment's")
        ->check(CLI::Range(std::size_t{1}, most_sweep_runs));
    command->add_option("--jobs", options->jobs, "Runs at a time, at most one a processor (default: 1)")->check(CLI::Range(1, 1024));
    several("--set", options->settings, "key=value of all runs, such as train.steps=500 (again for more)");
    command->add_option("--out", options->out, "Library folder for the sweep and its runs (default: " + defaultLibrary().string() + ")");
    command->add_flag("--retry", options->retry, "Of a sweep that goes on: try its failed runs again");
    command->add_flag("--json", options->as_json, "Machine-readable");
    command->callback([&code, options] { code = sweep(*options); });
}

}  // namespace layerlab
