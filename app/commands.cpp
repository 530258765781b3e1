#include "app/commands.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

#include "app/terminal.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

int exitCode(ErrorKind kind) { return kind == ErrorKind::BadInput ? bad_input : failed; }

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

void mustBeRun(const std::string& folder) {
    if (!readSummary(folder)) throw Error(ErrorKind::BadInput, folder + ": no such run folder");
}

JobRunner::JobRunner() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);  // before the engine's threads start: they inherit it
    m_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
}

JobRunner::~JobRunner() { ::close(m_signals); }

int JobRunner::run(Job job, const EventSink& extra) {
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

}  // namespace layerlab
