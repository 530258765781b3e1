#include "app/commands.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace layerlab {

namespace {

using nlohmann::json;

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

}  // namespace

void addBenchCommand(CLI::App& app, int& code) {
    struct Options {
        bool quick = false, as_json = false;
        int threads = 0;
    };
    auto options = std::make_shared<Options>();
    auto* bench_command = app.add_subcommand("bench", "This machine's speed on fixed work");
    bench_command->add_flag("--quick", options->quick, "A few seconds a figure, small models only");
    bench_command->add_flag("--json", options->as_json, "One JSON object a line");
    bench_command->add_option("--threads", options->threads, "Processor threads")->check(CLI::Range(1, 1024));
    bench_command->callback([&code, options] { code = bench(options->quick, options->as_json, options->threads); });
}

}  // namespace layerlab
