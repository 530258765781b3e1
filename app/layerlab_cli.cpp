// layerlab-cli: everything without a window. Exit codes: 0 done, 1 failed while running, 2 bad input, 130 interrupted.
#include <csignal>
#include <cstdio>

#include "app/commands.h"

namespace layerlab {

namespace {

int report(const Error& error) {
    std::fprintf(stderr, "layerlab-cli: %s\n", error.what());
    return exitCode(error.kind());
}

int runProgram(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error like a full disk, and no reason to die
    CLI::App app{"LayerLab without its window: train, measure and export transformers made shallower."};
    app.name("layerlab-cli");
    app.set_version_flag("--version", std::string("layerlab-cli ") + LAYERLAB_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 failed while running, 2 bad input, 130 interrupted (after saving).");
    int code = 0;
    for (const auto add : {addRunCommand, addCheckCommand, addDepthsCommand, addShrinkCommands, addPredictCommand, addCompareCommand, addExportCommand, addBenchCommand, addSweepCommand}) add(app, code);

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
