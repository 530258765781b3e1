#include "engine/runs/sweep_folder.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/experiment/yaml.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int format = 1;
constexpr const char* state_file = "sweep.json";
constexpr std::array status_words{"waiting", "running", "finished", "failed", "stopped", "cancelled"};

SweepStatus statusOf(const std::string& word) {
    const auto found = std::find(status_words.begin(), status_words.end(), word);
    if (found == status_words.end()) throw Error(ErrorKind::BadInput, text("unknown status '%1'", word));
    return static_cast<SweepStatus>(found - status_words.begin());
}

// By its name alone where it lies in the sweep's library, so that a library can be moved.
std::string storedRun(const fs::path& folder, const fs::path& run) {
    return !run.empty() && run.parent_path() == folder.parent_path() ? run.filename().string() : run.string();
}

json toJson(const fs::path& folder, const SweepEntry& e) {
    json settings = json::object();
    for (const auto& [key, value] : e.settings) settings[key] = value;
    json o{{"number", e.number}, {"settings", settings}, {"name", e.name}, {"status", sweepStatusWord(e.status)}};
    if (!e.run.empty()) o["run"] = storedRun(folder, e.run);
    if (!e.message.empty()) o["message"] = e.message;
    if (e.seconds > 0) o["seconds"] = e.seconds;
    if (!e.figures.empty()) o["figures"] = e.figures;
    if (e.total_steps > 0) o["step"] = e.step, o["total_steps"] = e.total_steps;
    if (e.status == SweepStatus::Running) o["pid"] = e.pid, o["started"] = e.started;
    return o;
}

SweepEntry entryFromJson(const fs::path& folder, const std::vector<std::string>& keys, const json& o) {
    SweepEntry e;
    e.number = o.at("number").get<int>();
    for (const std::string& key : keys)
        if (const auto found = o.at("settings").find(key); found != o.at("settings").end())
            e.settings.emplace_back(key, found->get<std::string>());
    e.name = o.at("name").get<std::string>();
    e.status = statusOf(o.at("status").get<std::string>());
    if (const std::string run = o.value("run", ""); !run.empty()) e.run = folder.parent_path() / run;
    e.message = o.value("message", "");
    e.seconds = o.value("seconds", 0.0);
    e.figures = o.value("figures", e.figures);
    e.step = o.value("step", e.step);
    e.total_steps = o.value("total_steps", e.total_steps);
    e.pid = o.value("pid", e.pid);
    e.started = o.value("started", 0.0);
    return e;
}

}  // namespace

std::string sweepStatusWord(SweepStatus status) { return status_words.at(static_cast<std::size_t>(status)); }

fs::path createSweepFolder(const fs::path& library, const Experiment& experiment) {
    if (!experiment.sweep) throw Error(ErrorKind::BadInput, text("the experiment has no sweep: name values of a key, or seeds"));
    SweepState state;
    state.name = experiment.name;
    for (const auto& axis : experiment.sweep->grid) state.keys.push_back(axis.key);
    if (!experiment.sweep->seeds.empty()) state.keys.push_back("seed");
    for (SweepSettings& settings : sweepSettings(*experiment.sweep)) {
        SweepEntry entry;
        entry.number = static_cast<int>(state.entries.size()) + 1;
        entry.name = sweepPointName(experiment, settings);
        entry.settings = std::move(settings);
        state.entries.push_back(std::move(entry));
    }
    const fs::path folder = createRunFolder(fs::absolute(library).lexically_normal(), experiment.name + "-sweep");
    try {
        if (std::error_code error; !fs::create_directory(folder / "points", error))
            throw Error(ErrorKind::Io, text("cannot make the folder %1: %2", (folder / "points").string(), error.message()));
        writeFileAtomically(folder / "experiment.yaml", writeExperiment(experiment));
        writeSweep(folder, state);
    } catch (const Error&) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        throw;
    }
    return folder;
}

bool isSweepFolder(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / state_file, ignored);
}

SweepState readSweep(const fs::path& folder) {
    const fs::path file = folder / state_file;
    const fs::path absolute = fs::absolute(folder / ".").lexically_normal().parent_path();
    try {
        const json o = json::parse(readFile(file));
        if (o.at("layerlab").get<int>() != format)
            throw Error(ErrorKind::BadInput, text("%1 was written by another version of LayerLab", file.string()));
        SweepState state;
        state.name = o.at("name").get<std::string>();
        state.keys = o.at("keys").get<std::vector<std::string>>();
        for (const json& entry : o.at("runs")) state.entries.push_back(entryFromJson(absolute, state.keys, entry));
        return state;
    } catch (const json::exception&) {
        throw Error(ErrorKind::BadInput, text("%1 is damaged: it cannot be read", file.string()));
    }
}

void writeSweep(const fs::path& folder, const SweepState& state) {
    json runs = json::array();
    for (const SweepEntry& entry : state.entries) runs.push_back(toJson(folder, entry));
    const json o{{"layerlab", format}, {"name", state.name}, {"keys", state.keys}, {"runs", runs}};
    writeFileAtomically(folder / state_file, o.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

Experiment readSweepExperiment(const fs::path& folder) {
    const std::string file = (folder / "experiment.yaml").string();
    const ReadResult result = readExperimentFile(file);
    if (!result.ok()) throw Error(ErrorKind::BadInput, toText(result.problems.front(), file));
    return result.experiment;
}

std::vector<fs::path> listSweeps(const fs::path& library) {
    std::vector<std::pair<fs::file_time_type, fs::path>> found;
    std::error_code error;
    for (fs::directory_iterator it(library, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (isSweepFolder(it->path())) found.emplace_back(fs::last_write_time(it->path() / "experiment.yaml", ignored), it->path());
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<fs::path> folders;
    for (auto& [time, folder] : found) folders.push_back(std::move(folder));
    return folders;
}

fs::path pointFile(const fs::path& folder, int number, const std::string& extension) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%04d", number);
    return folder / "points" / (digits + extension);
}

bool takeFigures(SweepEntry& entry) {
    const auto summary = entry.run.empty() ? std::nullopt : readSummary(entry.run);
    if (!summary) return false;
    const auto take = [&](const char* name, const std::optional<double>& value) {
        if (value) entry.figures[name] = *value;
    };
    take("accuracy_full", summary->accuracy_full);
    take("accuracy_half", summary->accuracy_half);
    take("accuracy_test", summary->accuracy_test);
    take("loss", summary->loss);
    take("latency_half_ms", summary->latency_half_ms);
    if (summary->parameters > 0) entry.figures["parameters"] = static_cast<double>(summary->parameters);
    entry.seconds = summary->seconds;
    entry.step = summary->step;
    entry.total_steps = summary->total_steps;
    if (summary->status == "failed") entry.message = summary->message;
    return true;
}

}  // namespace layerlab
