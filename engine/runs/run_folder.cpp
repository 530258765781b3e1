#include "engine/runs/run_folder.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/experiment/blueprint.h"
#include "engine/experiment/yaml.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// A running run says so at least this often (training/run_writer.h); past three times that it was killed.
constexpr double heartbeat_limit = 30;

// On this host the process table knows; on another one the heartbeat must do.
bool alive(const RunSummary& s) {
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    if (s.host == host) return s.pid > 0 && (::kill(static_cast<pid_t>(s.pid), 0) == 0 || errno == EPERM);
    return secondsSince1970() - s.heartbeat < heartbeat_limit;
}

// A name that is safe as a folder's: letters, digits, - _ . and everything beyond ASCII.
std::string folderName(const std::string& name) {
    std::string safe;
    for (const char c : name) {
        const auto u = static_cast<unsigned char>(c);
        safe += std::isalnum(u) || c == '-' || c == '_' || c == '.' || u >= 0x80 ? c : '-';
    }
    while (!safe.empty() && (safe.front() == '.' || safe.front() == '-')) safe.erase(safe.begin());
    if (safe.size() > 80) {
        safe.resize(80);
        while (!safe.empty() && (static_cast<unsigned char>(safe.back()) & 0xC0) == 0x80) safe.pop_back();
        if (!safe.empty() && static_cast<unsigned char>(safe.back()) >= 0xC0) safe.pop_back();
    }
    return safe.empty() ? "run" : safe;
}

}  // namespace

fs::path defaultLibrary() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data == '/') return fs::path(data) / "layerlab" / "runs";
    const char* home = std::getenv("HOME");
    return fs::path(home && *home ? home : "/tmp") / ".local" / "share" / "layerlab" / "runs";
}

fs::path createRunFolder(const fs::path& library, const std::string& name) {
    std::error_code error;
    fs::create_directories(library, error);
    if (error || !fs::is_directory(library)) {
        if (error) errno = error.value();
        else errno = ENOTDIR;
        throwIoError(words("cannot make the folder"), library);
    }
    const std::string stem = folderName(name);
    int number = 0;
    for (fs::directory_iterator it(library, error), end; !error && it != end; it.increment(error)) {
        const std::string entry = it->path().filename().string();
        if (entry.size() > stem.size() + 1 && entry.starts_with(stem + "-")) {
            const std::string digits = entry.substr(stem.size() + 1);
            if (std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c); }) && digits.size() < 9)
                number = std::max(number, std::stoi(digits));
        }
    }
    for (;;) {
        char digits[16];
        std::snprintf(digits, sizeof digits, "%04d", ++number);
        const fs::path run = library / (stem + "-" + digits);
        if (::mkdir(run.c_str(), 0777) == 0) return run;  // fails where another process was first
        if (errno != EEXIST) throwIoError(words("cannot make the folder"), run);
    }
}

void writeFileAtomically(const fs::path& path, const std::string& content) {
    fs::path target = path;
    std::error_code ignored;
    if (fs::is_symlink(path, ignored)) target = fs::weakly_canonical(path, ignored);  // keep the link, replace what it names
    const fs::path temporary = target.string() + ".tmp" + std::to_string(::getpid());
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) throwIoError(words("cannot write"), path);
    try {
        writeAll(file, content.data(), content.size(), path);
        if (::fsync(file) != 0) throwIoError(words("cannot write"), path);
    } catch (...) {
        ::close(file);
        ::unlink(temporary.c_str());
        throw;
    }
    ::close(file);
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        const int saved = errno;
        ::unlink(temporary.c_str());
        errno = saved;
        throwIoError(words("cannot write"), path);
    }
}

std::string readFile(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorKind::Io, text("cannot read %1", path.string()));
    return {std::istreambuf_iterator<char>(in), {}};
}

EventLog::EventLog(const fs::path& run) : m_path(run / "events.jsonl") {
    m_file = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (m_file < 0) throwIoError(words("cannot write"), m_path);
    if (::flock(m_file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(m_file);
        throw Error(ErrorKind::BadInput, text("%1 is being trained by another process", run.string()));
    }
    // A line torn by a kill is ended, so that it alone is lost and not the next one with it.
    char last = '\n';
    const off_t size = ::lseek(m_file, 0, SEEK_END);
    if (size > 0 && ::pread(m_file, &last, 1, size - 1) == 1 && last != '\n') writeAll(m_file, "\n", 1, m_path);
}

EventLog::~EventLog() {
    if (m_file >= 0) ::close(m_file);
}

void EventLog::append(const Event& event) {
    const std::string line = toJson(event).dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    const off_t before = ::lseek(m_file, 0, SEEK_END);
    try {
        writeAll(m_file, line.data(), line.size(), m_path);
    } catch (const Error&) {
        // A part of the line may have found room: without it the next attempt starts on a fresh line.
        [[maybe_unused]] const int cut = before >= 0 ? ::ftruncate(m_file, before) : 0;
        throw;
    }
}

void EventLog::sync() {
    if (::fsync(m_file) != 0) throwIoError(words("cannot write"), m_path);
}

std::vector<Event> readEvents(const fs::path& run) {
    std::ifstream in(run / "events.jsonl", std::ios::binary);
    if (!in) throw Error(ErrorKind::Io, text("no events.jsonl in %1", run.string()));
    std::vector<Event> events;
    std::string line;
    while (std::getline(in, line)) {
        if (line.empty()) continue;
        const json object = json::parse(line, nullptr, false);
        if (object.is_discarded() || !object.is_object()) continue;
        try {
            events.push_back(eventFromJson(object));
        } catch (const Error&) {
            // Written by a newer version, or torn: the rest of the file still counts.
        }
    }
    return events;
}

std::vector<Event> resolved(std::vector<Event> events) {
    std::vector<Event> kept;
    kept.reserve(events.size());
    for (auto& event : events) {
        if (std::holds_alternative<Resumed>(event.what))
            while (!kept.empty() && kept.back().step > event.step) kept.pop_back();
        kept.push_back(std::move(event));
    }
    return kept;
}

std::optional<RunSummary> readSummary(const fs::path& run) {
    std::ifstream in(run / "run.json", std::ios::binary);
    if (!in) return std::nullopt;
    const json o = json::parse(in, nullptr, false);
    if (o.is_discarded() || !o.is_object()) return std::nullopt;
    try {
        RunSummary s;
        s.folder = run;
        s.name = run.filename().string();
        s.status = o.value("status", "");
        s.host = o.value("host", "");
        s.pid = o.value("pid", std::int64_t{0});
        s.started = o.value("started", 0.0);
        s.heartbeat = o.value("heartbeat", 0.0);
        s.seconds = o.value("seconds", 0.0);
        s.step = o.value("step", std::int64_t{0});
        s.total_steps = o.value("total_steps", std::int64_t{0});
        s.techniques = o.value("techniques", "");
        s.parameters = o.value("parameters", std::int64_t{0});
        s.message = o.value("message", "");
        const auto optional = [&](const char* key) -> std::optional<double> {
            const auto found = o.find(key);
            if (found == o.end() || !found->is_number()) return std::nullopt;
            return found->get<double>();
        };
        s.accuracy_full = optional("accuracy_full");
        s.accuracy_half = optional("accuracy_half");
        s.accuracy_test = optional("accuracy_test");
        s.loss = optional("loss");
        s.latency_half_ms = optional("latency_half_ms");
        if ((s.status == "running" || s.status == "paused") && !alive(s)) s.status = "killed";
        return s;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::vector<RunSummary> listRuns(const fs::path& library) {
    std::vector<RunSummary> runs;
    std::error_code error;
    for (fs::directory_iterator it(library, error), end; !error && it != end; it.increment(error))
        if (auto summary = readSummary(it->path())) runs.push_back(std::move(*summary));
    std::sort(runs.begin(), runs.end(), [](const RunSummary& a, const RunSummary& b) { return a.started > b.started; });
    return runs;
}

Experiment readRunExperiment(const fs::path& run) {
    const fs::path file = run / "experiment.yaml";
    const ReadResult result = readExperimentFile(file.string());
    if (!result.ok()) throw Error(ErrorKind::BadInput, toText(result.problems.front(), file.string()));
    return result.experiment;
}

namespace {

std::string sharingText(const SharingSettings& s) {
    std::string part = !s.map.empty() ? "share by map"
                       : s.groups     ? *s.groups == 1 ? "share all" : "share in " + std::to_string(*s.groups)
                                      : "share ×" + std::to_string(s.group_size.value_or(1));
    if (s.share == SharingSettings::Share::Attention) part += " (attention)";
    if (s.share == SharingSettings::Share::FeedForward) part += " (feed-forward)";
    return part;
}

}  // namespace

std::string describeTechniques(const Experiment& experiment) {
    std::string all;
    std::vector<std::string> parts;
    const auto add = [&](const std::string& part) {
        if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    };
    const auto stages = expandedStages(experiment);
    const auto blueprints = blueprintsOf(experiment);
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const Techniques& techniques = stages[i].techniques;
        const Blueprint& blueprint = blueprints[i];
        const int before = slotCount(blueprint.encoder().model), after = slotCount(blueprint.measured().model);
        if (techniques.layer_drop) {
            char rate[32];
            std::snprintf(rate, sizeof rate, "%g", techniques.layer_drop->rate);
            add(techniques.layer_drop->rates.empty() ? std::string("LayerDrop ") + rate : "LayerDrop by slot");
        }
        if (techniques.sharing) add(sharingText(*techniques.sharing));
        if (techniques.theseus) add("Theseus " + std::to_string(before) + "→" + std::to_string(after));
        if (techniques.ladder) add("ladder ÷" + std::to_string(techniques.ladder->reduction));
        if (techniques.distillation) add("distillation");
        if (techniques.truncation) add("keep " + std::to_string(after));
    }
    for (const std::string& part : parts) all += (all.empty() ? "" : " · ") + part;
    return all;
}

}  // namespace layerlab
