#include "app/commands.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/terminal.h"

namespace layerlab {

namespace {

using nlohmann::json;

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

}  // namespace

void addDepthsCommand(CLI::App& app, int& code) {
    auto options = std::make_shared<DepthsOptions>();
    auto* depths_command = app.add_subcommand("depths", "Accuracy and cost of every pruned depth of a run");
    depths_command->add_option("RUN_DIR", options->run, "The run's folder")->required();
    depths_command->add_option("--keep", options->keep, "every_other, first or last (default: the experiment's)");
    depths_command->add_option("--split", options->split, "valid or test");
    depths_command->add_option("--weights", options->weights, "final or best")->check(CLI::IsMember({"final", "best"}));
    depths_command->add_option("--threads", options->threads, "Processor threads")->check(CLI::Range(1, 1024));
    depths_command->add_flag("--no-latency", options->no_latency, "Do not time the routes");
    depths_command->add_flag("--json", options->as_json, "Machine-readable");
    depths_command->callback([&code, options] { code = depths(*options); });
}

}  // namespace layerlab
