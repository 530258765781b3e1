#include "app/commands.h"

#include <memory>

namespace layerlab {

namespace {

int check(const std::string& file, const std::vector<std::string>& settings) {
    print(readOrFail(file, settings).problems, file);
    return 0;
}

}  // namespace

void addCheckCommand(CLI::App& app, int& code) {
    struct Options {
        std::string file;
        std::vector<std::string> settings;
    };
    auto options = std::make_shared<Options>();
    auto* check_command = app.add_subcommand("check", "Read an experiment and report every problem as FILE:LINE:COLUMN: message");
    check_command->add_option("FILE.yaml", options->file, "The experiment")->required();
    check_command->add_option("--set", options->settings, "key=value")->take_all()->expected(1)->allow_extra_args(false);
    check_command->callback([&code, options] { code = check(options->file, options->settings); });
}

}  // namespace layerlab
