// What the commands of layerlab-cli have in common: exit codes, reading experiments, and running a job to its end.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "engine/engine.h"
#include "engine/experiment/yaml.h"

namespace layerlab {

constexpr int failed = 1, bad_input = 2, interrupted = 130;
int exitCode(ErrorKind kind);

// "key=value" pairs. Throws Error(BadInput).
std::vector<std::pair<std::string, std::string>> parseSettings(const std::vector<std::string>& settings);
void print(const std::vector<Problem>& problems, const std::string& file);
// Reads a file. After errors prints all problems and throws Error(BadInput) without words; warnings alone are left to the
// caller.
ReadResult readOrFail(const std::string& file, const std::vector<std::string>& settings);
// Throws Error(BadInput) unless it is the folder of a run.
void mustBeRun(const std::string& folder);

// Runs one job and shows its events; Ctrl+C and SIGTERM ask it to stop, a second one ends the program at once.
class JobRunner {
public:
    JobRunner();
    ~JobRunner();
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;
    // Returns the exit code.
    int run(Job job, const EventSink& extra = {});

private:
    int m_signals = -1;
};

// Each adds its command; `code` is the exit code that it leaves when it has run.
void addRunCommand(CLI::App& app, int& code);
void addCheckCommand(CLI::App& app, int& code);
void addDepthsCommand(CLI::App& app, int& code);
void addShrinkCommands(CLI::App& app, int& code);
void addPredictCommand(CLI::App& app, int& code);
void addCompareCommand(CLI::App& app, int& code);
void addExportCommand(CLI::App& app, int& code);
void addBenchCommand(CLI::App& app, int& code);
void addSweepCommand(CLI::App& app, int& code);

}  // namespace layerlab
