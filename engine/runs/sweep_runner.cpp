#include "engine/runs/sweep_runner.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

#include "engine/error.h"
#include "engine/experiment/yaml.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/platform/machine.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int cannot_start = 127;                       // as shells say it
constexpr std::chrono::seconds longest_saving{60};      // that a run may need for its last checkpoint
constexpr const char* error_prefix = "layerlab-cli: ";  // of what a run says at its end
constexpr double clock_difference = 60;                 // seconds that a shared disk's clock may be off

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string lastLine(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string line, last;
    while (std::getline(in, line))
        if (!line.empty()) last = line;
    return last;
}

// What a process was started with, its parts ended by zeros; nothing when it is gone or another user's.
std::string commandLineOf(std::int64_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/cmdline", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Process {
    std::vector<std::string> arguments;
    fs::path output, errors;
};

// A group of its own, so that Ctrl+C in a terminal reaches only us, who ask once; and SIGTERM when we are gone, which makes
// it save a checkpoint. Output goes to files, which outlive us where pipes would not.
pid_t startProcess(const Process& process) {
    const auto opened = [](const fs::path& file, int flags) {
        const int descriptor = ::open(file.c_str(), flags | O_CLOEXEC, 0666);
        if (descriptor < 0) throwIoError(words("cannot write"), file);
        return descriptor;
    };
    std::vector<char*> arguments;
    for (const std::string& argument : process.arguments) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const int input = opened("/dev/null", O_RDONLY);
    const int output = opened(process.output, O_WRONLY | O_CREAT | O_TRUNC);
    const int errors = opened(process.errors, O_WRONLY | O_CREAT | O_TRUNC);
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0) {
        // Between fork and exec only what is safe in a signal handler: this process may have threads.
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) ::_exit(cannot_start);
        ::dup2(input, STDIN_FILENO);
        ::dup2(output, STDOUT_FILENO);
        ::dup2(errors, STDERR_FILENO);
        sigset_t none;
        ::sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::execv(arguments[0], arguments.data());
        const char* reason = ::strerrordesc_np(errno);  // unlike strerror, this takes no lock
        [[maybe_unused]] ssize_t written = ::write(STDERR_FILENO, "cannot be started: ", 19);
        written = ::write(STDERR_FILENO, reason, std::strlen(reason));
        ::_exit(cannot_start);
    }
    const int error = errno;
    for (const int descriptor : {input, output, errors}) ::close(descriptor);
    if (pid < 0) {
        errno = error;
        throwIoError(words("cannot start"), process.arguments[0]);
    }
    return pid;
}

}  // namespace

fs::path commandLineProgram() {
    const char* name = "layerlab-cli";
    std::error_code error;
    const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path() / name;
    if (!error && ::access(beside.c_str(), X_OK) == 0) return beside;
    std::istringstream path(std::getenv("PATH") ? std::getenv("PATH") : "");
    for (std::string folder; std::getline(path, folder, ':');)
        if (const fs::path found = fs::path(folder.empty() ? "." : folder) / name; ::access(found.c_str(), X_OK) == 0)
            return fs::absolute(found);
    throw Error(ErrorKind::Io, text("layerlab-cli is neither beside this program nor on PATH; it is needed to run a sweep"));
}

SweepRunner::SweepRunner(fs::path folder, fs::path program)
    : m_folder(fs::absolute(folder / ".").lexically_normal().parent_path()),
      m_library(m_folder.parent_path()),
      m_program(program.empty() ? commandLineProgram() : fs::absolute(program)) {
    if (!isSweepFolder(m_folder)) throw Error(ErrorKind::BadInput, text("%1: no such sweep folder", m_folder.string()));
    const fs::path lock = m_folder / "lock";
    m_lock = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (m_lock < 0) throwIoError(words("cannot write"), lock);
    try {
        if (::flock(m_lock, LOCK_EX | LOCK_NB) != 0)
            throw Error(ErrorKind::BadInput, text("%1 is being run by another process", m_folder.string()));
        m_experiment = readSweepExperiment(m_folder);
        m_state = readSweep(m_folder);
        for (SweepEntry& entry : m_state.entries) takeUp(entry);
    } catch (...) {
        ::close(m_lock);
        throw;
    }
}

SweepRunner::~SweepRunner() {
    try {
        stop();
        for (const auto begin = Clock::now(); busy(); std::this_thread::sleep_for(std::chrono::milliseconds(20))) {
            for (SweepEntry& entry : m_state.entries) look(entry);
            if (Clock::now() - begin > longest_saving) kill();
        }
        save();
    } catch (const std::exception&) {
        // What could not be written is found out again from the runs themselves.
    }
    ::close(m_lock);
}

// An entry as another process left it.
void SweepRunner::takeUp(SweepEntry& entry) {
    if (entry.status == SweepStatus::Stopped) entry.status = SweepStatus::Waiting, m_unsaved = true;
    if (entry.status != SweepStatus::Running) return;
    m_children[entry.number].own = false;
    look(entry);
}

// ---- processes ------------------------------------------------------------------------------------------------------

bool SweepRunner::tick() {
    bool changed = false;
    for (SweepEntry& entry : m_state.entries) changed |= look(entry);
    for (SweepEntry& entry : m_state.entries) {
        if (m_paused || m_children.size() >= static_cast<std::size_t>(m_jobs)) break;
        if (entry.status != SweepStatus::Waiting) continue;
        start(entry);
        changed = true;
    }
    if (m_unsaved) save();
    return changed;
}

bool SweepRunner::look(SweepEntry& entry) {
    const auto child = m_children.find(entry.number);
    if (child == m_children.end()) return false;
    const auto pid = static_cast<pid_t>(entry.pid);
    bool changed = false;
    if (entry.run.empty() && findRun(entry)) m_unsaved = changed = true;
    if (child->second.own) {
        int status = 0;
        const pid_t gone = ::waitpid(pid, &status, WNOHANG);
        if (gone == pid || (gone < 0 && errno == ECHILD)) {
            ended(entry, gone == pid ? std::optional(status) : std::nullopt);
            return true;
        }
    } else {
        // Its number may be another process's by now; its command line is not.
        const std::string command = commandLineOf(entry.pid);
        const bool here = command.find(pointFile(m_folder, entry.number, ".yaml").string()) != std::string::npos ||
                          (!entry.run.empty() && command.find(entry.run.string()) != std::string::npos);
        const auto summary = entry.run.empty() ? std::nullopt : readSummary(entry.run);
        if (!here && (!summary || summary->status != "running")) {
            ended(entry, std::nullopt);
            return true;
        }
    }
    const auto before = entry.step;
    return (takeFigures(entry) && entry.step != before) || changed;
}

// The folder that the entry's process has made: it was written after the process began, and names it.
bool SweepRunner::findRun(SweepEntry& entry) const {
    std::error_code error;
    for (fs::directory_iterator it(m_library, error), end; !error && it != end; it.increment(error)) {
        struct stat info {};
        if (::stat(it->path().c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) continue;
        if (static_cast<double>(info.st_mtim.tv_sec) < entry.started - clock_difference) continue;
        const auto summary = readSummary(it->path());
        if (!summary || summary->pid != entry.pid || summary->started < entry.started - clock_difference) continue;
        entry.run = it->path();
        return true;
    }
    return false;
}

// wait_status: unknown where the process was not ours; then the run tells.
void SweepRunner::ended(SweepEntry& entry, std::optional<int> wait_status) {
    const Child child = m_children.at(entry.number);
    m_children.erase(entry.number);
    m_unsaved = true;
    entry.pid = 0;
    if (const fs::path run = lastLine(pointFile(m_folder, entry.number, ".out")); !run.empty() && readSummary(run)) entry.run = run;
    entry.message.clear();
    const bool known = takeFigures(entry);
    const auto stopped = child.cancelled ? SweepStatus::Cancelled : SweepStatus::Stopped;
    if (!wait_status) {
        const auto summary = known ? readSummary(entry.run) : std::nullopt;
        const std::string status = summary ? summary->status : "";
        entry.status = status == "finished"  ? SweepStatus::Finished
                       : status == "failed"  ? SweepStatus::Failed
                       : child.cancelled     ? SweepStatus::Cancelled
                       : child.asked_to_stop ? SweepStatus::Stopped
                                             : SweepStatus::Waiting;
        return;
    }
    if (WIFEXITED(*wait_status) && WEXITSTATUS(*wait_status) == 0) {
        entry.status = SweepStatus::Finished;
        m_wall_seconds += child.first_step == 0 ? secondsSince(child.started) : 0;
        m_wall_runs += child.first_step == 0 ? 1 : 0;
    } else if ((WIFEXITED(*wait_status) && WEXITSTATUS(*wait_status) == 130) || (WIFSIGNALED(*wait_status) && child.asked_to_stop)) {
        entry.status = stopped;
    } else {
        entry.status = SweepStatus::Failed;
        const std::string said = lastLine(pointFile(m_folder, entry.number, ".log"));
        if (WIFSIGNALED(*wait_status)) {
            const int number = WTERMSIG(*wait_status);
            entry.message = number == SIGKILL ? text("its process was killed; perhaps the machine ran out of memory")
                                              : text("its process was ended by signal %1 (%2)", number, ::strsignal(number));
        } else if (!said.empty()) {
            entry.message = said.starts_with(error_prefix) ? said.substr(std::strlen(error_prefix)) : said;
        } else if (entry.message.empty()) {
            entry.message = text("its process ended with code %1", WEXITSTATUS(*wait_status));
        }
    }
}

std::vector<std::string> SweepRunner::arguments(const SweepEntry& entry) const {
    // A run that has begun goes on with the threads it began with.
    if (!entry.run.empty()) return {m_program.string(), "run", "--resume", entry.run.string()};
    const SweepPoint point = sweepPoint(m_experiment, entry.settings);
    const fs::path file = pointFile(m_folder, entry.number, ".yaml");
    writeFileAtomically(file, writeExperiment(point.experiment));
    std::vector<std::string> all{m_program.string(), "run", file.string(), "--out", m_library.string()};
    // Threads that the experiment names are the person's; `auto` would be the whole machine for each run.
    if (expandedStages(point.experiment).front().train.threads == 0)
        all.insert(all.end(), {"--threads", std::to_string(std::max(1, allowedThreads() / m_jobs))});
    return all;
}

void SweepRunner::start(SweepEntry& entry) {
    m_unsaved = true;
    entry.message.clear();
    if (!entry.run.empty() && !readSummary(entry.run)) entry.run.clear(), entry.step = 0;  // thrown away: it begins anew
    std::vector<std::string> command;
    try {
        command = arguments(entry);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::Io) throw;
        entry.status = SweepStatus::Failed;
        entry.message = error.what();
        return;
    }
    entry.started = secondsSince1970();
    entry.pid = startProcess({command, pointFile(m_folder, entry.number, ".out"), pointFile(m_folder, entry.number, ".log")});
    entry.status = SweepStatus::Running;
    Child& child = m_children[entry.number];
    child = {};
    child.first_step = entry.run.empty() ? 0 : entry.step;
}

void SweepRunner::askToStop(const SweepEntry& entry, bool cancelled) {
    const auto child = m_children.find(entry.number);
    if (child == m_children.end()) return;
    child->second.cancelled |= cancelled;
    // Once only: a second signal would end it without a checkpoint. One that another process began was told when that ended.
    if (!child->second.asked_to_stop && child->second.own) ::kill(static_cast<pid_t>(entry.pid), SIGTERM);
    child->second.asked_to_stop = true;
}

void SweepRunner::save() {
    writeSweep(m_folder, m_state);
    m_unsaved = false;
}

// ---- what a person may ask for ----------------------------------------------------------------------------------------

void SweepRunner::setJobs(int jobs) { m_jobs = std::clamp(jobs, 1, allowedThreads()); }

void SweepRunner::pause() { m_paused = true; }

void SweepRunner::resume() {
    m_paused = false;
    for (SweepEntry& entry : m_state.entries)
        if (entry.status == SweepStatus::Stopped) entry.status = SweepStatus::Waiting, m_unsaved = true;
}

void SweepRunner::stop() {
    m_paused = true;
    for (const SweepEntry& entry : m_state.entries) askToStop(entry, false);
}

void SweepRunner::cancel() {
    for (std::size_t i = 0; i < m_state.entries.size(); ++i) cancel(i);
}

void SweepRunner::kill() {
    for (const SweepEntry& entry : m_state.entries) {
        const auto child = m_children.find(entry.number);
        if (child == m_children.end()) continue;
        child->second.asked_to_stop = true;
        if (child->second.own) ::kill(static_cast<pid_t>(entry.pid), SIGKILL);
    }
}

bool SweepRunner::move(std::size_t from, std::size_t to) {
    auto& entries = m_state.entries;
    const auto waits = [&](std::size_t i) { return i < entries.size() && entries[i].status == SweepStatus::Waiting; };
    if (!waits(from) || !waits(to)) return false;
    const auto at = [&](std::size_t i) { return entries.begin() + static_cast<std::ptrdiff_t>(i); };
    if (from < to) std::rotate(at(from), at(from + 1), at(to + 1));
    else std::rotate(at(to), at(from), at(from + 1));
    m_unsaved = true;
    return true;
}

bool SweepRunner::remove(std::size_t index) {
    if (index >= m_state.entries.size() || m_state.entries[index].status == SweepStatus::Running) return false;
    m_state.entries.erase(m_state.entries.begin() + static_cast<std::ptrdiff_t>(index));
    return m_unsaved = true;
}

bool SweepRunner::cancel(std::size_t index) {
    if (index >= m_state.entries.size()) return false;
    SweepEntry& entry = m_state.entries[index];
    if (entry.status == SweepStatus::Running) {
        askToStop(entry, true);
    } else if (entry.status == SweepStatus::Waiting || entry.status == SweepStatus::Stopped) {
        entry.status = SweepStatus::Cancelled;
    } else {
        return false;
    }
    return m_unsaved = true;
}

bool SweepRunner::retry(std::size_t index) {
    if (index >= m_state.entries.size()) return false;
    SweepEntry& entry = m_state.entries[index];
    if (entry.status != SweepStatus::Failed && entry.status != SweepStatus::Stopped && entry.status != SweepStatus::Cancelled) return false;
    entry.status = SweepStatus::Waiting;
    entry.message.clear();
    return m_unsaved = true;
}

// ---- progress -------------------------------------------------------------------------------------------------------

bool SweepRunner::busy() const { return !m_children.empty(); }

bool SweepRunner::done() const { return !busy() && count(SweepStatus::Waiting) == 0; }

std::size_t SweepRunner::count(SweepStatus status) const {
    return static_cast<std::size_t>(
        std::count_if(m_state.entries.begin(), m_state.entries.end(), [&](const SweepEntry& entry) { return entry.status == status; }));
}

namespace {

double shareDone(const SweepEntry& entry) {
    if (entry.status == SweepStatus::Finished || entry.status == SweepStatus::Failed || entry.status == SweepStatus::Cancelled) return 1;
    return entry.total_steps > 0 ? static_cast<double>(entry.step) / static_cast<double>(entry.total_steps) : 0;
}

}  // namespace

double SweepRunner::progress() const {
    double done = 0;
    for (const SweepEntry& entry : m_state.entries) done += shareDone(entry);
    return m_state.entries.empty() ? 1 : done / static_cast<double>(m_state.entries.size());
}

// All of a running entry, from its first step to its last, by the pace it has; nothing before it has one.
std::optional<double> SweepRunner::wholeSeconds(const SweepEntry& entry) const {
    const Child& child = m_children.at(entry.number);
    const auto steps = static_cast<double>(entry.step - child.first_step);
    if (!child.own || steps <= 0) return {};
    return secondsSince(child.started) / steps * static_cast<double>(entry.total_steps);
}

std::optional<double> SweepRunner::secondsLeft() const {
    double usual = 0;
    int known = m_wall_runs;
    if (m_wall_runs > 0) {
        usual = m_wall_seconds / m_wall_runs;
    } else {
        // Of a sweep that was continued the times of training are known; of one that has just begun, how far its runs are.
        for (const SweepEntry& entry : m_state.entries)
            if (entry.status == SweepStatus::Finished) usual += entry.seconds, ++known;
        if (known == 0)
            for (const SweepEntry& entry : m_state.entries)
                if (entry.status == SweepStatus::Running)
                    if (const auto whole = wholeSeconds(entry)) usual += *whole, ++known;
        if (known > 0) usual /= known;
    }
    double longest = 0, all = 0;
    for (const SweepEntry& entry : m_state.entries) {
        if (entry.status == SweepStatus::Running) {
            const auto whole = wholeSeconds(entry);
            if (!whole && known == 0) return {};
            const double elapsed = secondsSince(m_children.at(entry.number).started);
            const double left = whole ? *whole * (1 - shareDone(entry)) : std::max(0.0, usual * (1 - shareDone(entry)) - elapsed);
            longest = std::max(longest, left);
            all += left;
        } else if (entry.status == SweepStatus::Waiting && !m_paused) {
            if (known == 0) return {};
            all += usual * (1 - shareDone(entry));
        }
    }
    return std::max(longest, all / m_jobs);
}

}  // namespace layerlab
