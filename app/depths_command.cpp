#include "app/commands.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/results_table.h"
#include "engine/runs/measurements.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {

using nlohmann::json;

struct DepthsOptions {
    std::string run, keep, split = "valid", weights = "final", positions = "all", at_most, at_least;
    std::vector<std::string> slots;
    Search search;
    int from = 0, to = 0;
    bool as_json = false, no_latency = false;
    int threads = 0, stage = 0;
};

std::string strategyNames() {
    std::string all;
    for (const Strategy strategy : allStrategies()) all += (all.empty() ? "" : ", ") + strategyName(strategy);
    return all;
}

json toJson(const std::string& run, const Evaluated& result) {
    json all{{"run", run}, {"strategy", result.strategy}, {"split", result.split}, {"depths", json::array()}};
    for (const auto& depth : result.depths) all["depths"].push_back(layerlab::toJson(depth));
    return all;
}

int depths(const DepthsOptions& options) {
    DepthsJob job;
    job.run = options.run;
    job.split = options.split;
    job.best = options.weights == "best";
    job.latency = !options.no_latency;
    job.threads = options.threads;
    job.stage = options.stage;
    job.search = options.search;
    job.from = options.from;
    job.to = options.to;
    job.contribution.positions = options.positions == "first" ? Contribution::Positions::First : Contribution::Positions::All;
    for (const Strategy strategy : allStrategies())
        if (options.keep == strategyName(strategy)) job.keep = strategy;
    if (!options.keep.empty() && !job.keep)
        throw Error(ErrorKind::BadInput, "--keep " + options.keep + " is not known; " + strategyNames() + " are");
    for (const std::string& slots : options.slots) job.routes.push_back(routeFrom(slots, "--slots"));
    if (job.keep && !job.routes.empty()) throw Error(ErrorKind::BadInput, "--keep and --slots: either a strategy or routes by hand");
    const std::optional<Target> target = targetFromOptions(options.at_most, options.at_least);
    JobRunner runner;
    std::vector<Evaluated> results;  // of a search also those on test data
    const int code = runner.run(job, [&](const Event& event) {
        if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) results.push_back(*evaluated);
    });
    if (code != 0 || results.empty()) return code;
    std::vector<RouteResult> seen;
    if (target) {
        // Measured before, and now; what could not be kept in the folder counts, too.
        seen = knownResults(resolved(readEvents(options.run)), readMeasurements(options.run), results.front().split);
        for (const RouteResult& depth : results.front().depths) seen.push_back(depth);
    }
    if (options.as_json) {
        json all = toJson(options.run, results.front());
        if (results.size() > 1) all["test"] = toJson(options.run, results[1])["depths"];
        if (target) {
            const RouteResult* best = propose(seen, *target);
            all["proposed"] = best ? layerlab::toJson(*best) : json();
        }
        std::printf("%s\n", all.dump(2, ' ', false, json::error_handler_t::replace).c_str());
        return 0;
    }
    printResults(results.front().depths, false);
    if (results.size() > 1) {
        std::printf("\nThe same routes on test data:\n");
        printResults(results[1].depths, false);
    }
    if (target) std::printf("\n%s\n", proposal(seen, *target).c_str());
    return 0;
}

}  // namespace

void addDepthsCommand(CLI::App& app, int& code) {
    auto options = std::make_shared<DepthsOptions>();
    auto* command = app.add_subcommand("depths", "Accuracy and cost of every pruned depth of a run, or of routes by hand");
    command->add_option("RUN_DIR", options->run, "The run's folder")->required();
    command->add_option("--keep", options->keep, strategyNames() + " (default: the experiment's)");
    command->add_option("--slots", options->slots, "A route by hand instead, such as 1,3,5 (again for more)")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command->add_option("--at-most", options->at_most, "Propose the best route seen within latency_ms=, parameters=, flops= or bytes=");
    command->add_option("--at-least", options->at_least, "Propose the smallest route seen with accuracy=, a share such as 0.9");
    command->add_option("--positions", options->positions, "Where contribution looks: all real positions, or the first token")
        ->check(CLI::IsMember({"all", "first"}));
    command->add_option("--exhaustive", options->search.exhaustive, "search: try every route of models of at most so many slots")
        ->check(CLI::Range(0, 20));
    command->add_option("--beam", options->search.beam, "search: of deeper models keep so many routes of each depth")
        ->check(CLI::Range(1, 1000));
    command->add_option("--from", options->from, "The smallest depth (default: the experiment's; of a search 1)")
        ->check(CLI::Range(1, 10000));
    command->add_option("--to", options->to, "The largest depth (default: the experiment's; of a search all slots)")
        ->check(CLI::Range(1, 10000));
    command->add_option("--split", options->split, "valid or test");
    command->add_option("--weights", options->weights, "final or best")->check(CLI::IsMember({"final", "best"}));
    command->add_option("--stage", options->stage, "What an earlier stage left, counted from 1 (default: the last stage)")
        ->check(CLI::Range(1, 32));
    command->add_option("--threads", options->threads, "Processor threads")->check(CLI::Range(1, 1024));
    command->add_flag("--no-latency", options->no_latency, "Do not time the routes");
    command->add_flag("--json", options->as_json, "Machine-readable");
    command->callback([&code, options] { code = depths(*options); });
}

}  // namespace layerlab
