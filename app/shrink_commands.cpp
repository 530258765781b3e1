// extract, quantize and prune: a smaller model out of a run, measured beside it and stored where that is asked for.
#include "app/commands.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <sstream>

#include <nlohmann/json.hpp>

#include "app/results_table.h"
#include "engine/experiment/blueprint.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {

using nlohmann::json;

struct ShrinkOptions {
    std::string run, slots, to, split = "valid", weights = "final", keep;
    int depth = 0;
    std::string precision, sparsity, heads, units;
    bool embeddings = false, per_matrix = false, no_latency = false, no_measure = false, as_json = false;
    int threads = 0;
};

std::vector<double> shares(const std::string& typed, const std::string& option) {
    std::vector<double> all;
    std::istringstream in(typed);
    for (std::string word; std::getline(in, word, ',');) {
        std::size_t used = 0;
        double share = -1;
        try {
            share = std::stod(word, &used);
        } catch (const std::exception&) {
            used = 0;
        }
        if (used == 0 || used != word.size() || !(share >= 0 && share < 1))
            throw Error(ErrorKind::BadInput,
                        option + ": '" + word + "' is no share from 0 up to, but below, 1; several are written 0.3,0.5");
        all.push_back(share);
    }
    return all;
}

// The route of --depth by the strategy, or that of --slots. Needs the run's experiment only.
Route routeOf(const ShrinkOptions& options) {
    if (!options.slots.empty() && options.depth > 0) throw Error(ErrorKind::BadInput, "--depth and --slots: either one or the other");
    if (!options.slots.empty()) return routeFrom(options.slots, "--slots");
    if (options.depth == 0) return {};
    const Experiment experiment = readRunExperiment(options.run);
    const Blueprint blueprint = blueprintOf(experiment);
    const Route all = activeSlots(blueprint.measured().model);
    if (options.depth > static_cast<int>(all.size()))
        throw Error(ErrorKind::BadInput,
                    "--depth " + std::to_string(options.depth) + ": the model has " + std::to_string(all.size()) + " slots");
    Strategy keep = expandedStages(experiment).back().evaluate.depths.keep;
    for (const Strategy strategy : allStrategies())
        if (options.keep == strategyName(strategy)) keep = strategy;
    if (!isRule(keep))
        throw Error(ErrorKind::BadInput, "--depth: " + strategyName(keep) +
                                             " needs data to choose; find the route with layerlab-cli depths and name it with --slots");
    return chooseRoute(keep, all, options.depth);
}

int shrink(const ShrinkOptions& options, std::vector<Variant> variants) {
    mustBeRun(options.run);
    ShrinkJob job;
    job.run = options.run;
    job.route = routeOf(options);
    job.variants = std::move(variants);
    job.folder = options.to;
    job.split = options.split;
    job.best = options.weights == "best";
    job.latency = !options.no_latency;
    job.measure = !options.no_measure;
    job.threads = options.threads;
    if (!job.folder.empty() && job.variants.size() > 1)
        throw Error(ErrorKind::BadInput, "--to stores one smaller model; " + std::to_string(job.variants.size()) + " are asked for");
    JobRunner runner;
    Evaluated measured;
    ModelSaved saved;
    const int code = runner.run(job, [&](const Event& event) {
        if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) measured = *evaluated;
        if (const auto* stored = std::get_if<ModelSaved>(&event.what)) saved = *stored;
    });
    if (code != 0) return code;
    std::vector<RouteResult> results{measured.full};
    results.insert(results.end(), measured.depths.begin(), measured.depths.end());
    if (options.as_json) {
        json all{{"run", options.run}, {"split", measured.split}, {"slots", measured.full.slots}, {"variants", json::array()}};
        if (!options.no_measure)
            for (const RouteResult& result : results) all["variants"].push_back(toJson(result));
        if (!saved.run.empty()) all["saved"] = {{"run", saved.run}, {"bytes", saved.bytes}};
        std::printf("%s\n", all.dump(2, ' ', false, json::error_handler_t::replace).c_str());
        return 0;
    }
    if (!options.no_measure) {
        printResults(results, true);
        if (std::any_of(results.begin(), results.end(), [](const RouteResult& r) { return !r.variant.empty() && !r.latency_ms; }) &&
            !options.no_latency)
            std::printf("Without a latency: stored small, widened to fp32 for computing, as fast as that.\n");
    }
    if (!saved.run.empty()) std::printf("%s\n", saved.run.c_str());
    return 0;
}

void addCommon(CLI::App& command, ShrinkOptions& options, bool must_store) {
    command.add_option("RUN_DIR", options.run, "The run's folder")->required();
    command.add_option("--depth", options.depth, "So many slots, chosen by --keep")->check(CLI::Range(1, 10000));
    command.add_option("--slots", options.slots, "These slots, such as 1,3,5");
    command.add_option("--keep", options.keep, "The rule of --depth (default: the experiment's)")
        ->check(CLI::IsMember({"every_other", "first", "last", "symmetric", "alternate_even", "alternate_odd"}));
    auto* to = command.add_option("--to", options.to, "The folder that the smaller model is stored in, a run of no steps");
    if (must_store) to->required();
    command.add_option("--split", options.split, "valid or test");
    command.add_option("--weights", options.weights, "final or best")->check(CLI::IsMember({"final", "best"}));
    command.add_option("--threads", options.threads, "Processor threads")->check(CLI::Range(1, 1024));
    command.add_flag("--no-latency", options.no_latency, "Do not time");
    command.add_flag("--json", options.as_json, "Machine-readable");
}

std::vector<Variant> quantized(const ShrinkOptions& options) {
    std::vector<Variant> variants;
    std::istringstream in(options.precision);
    for (std::string word; std::getline(in, word, ',');) {
        const std::optional<Precision> precision = precisionNamed(word);
        if (!precision || *precision == Precision::Float32)
            throw Error(ErrorKind::BadInput, "--format " + word + " is not known; fp16, bf16, int8, int2 and binary are");
        Variant variant;
        variant.precision = *precision;
        variant.embeddings = options.embeddings;
        variants.push_back(variant);
    }
    return variants;
}

// One variant for each share of --sparsity, --heads and --units; with one share each, they act together.
std::vector<Variant> pruned(const ShrinkOptions& options) {
    const auto sparsity = shares(options.sparsity, "--sparsity"), heads = shares(options.heads, "--heads"),
               units = shares(options.units, "--units");
    if (sparsity.empty() && heads.empty() && units.empty())
        throw Error(ErrorKind::BadInput, "prune: say what is to go with --sparsity, --heads or --units, such as --sparsity 0.5");
    std::vector<Variant> variants;
    Variant variant;
    variant.per_matrix = options.per_matrix;
    if (sparsity.size() <= 1 && heads.size() <= 1 && units.size() <= 1) {
        if (!sparsity.empty()) variant.sparsity = sparsity.front();
        if (!heads.empty()) variant.heads = heads.front();
        if (!units.empty()) variant.units = units.front();
        return {variant};
    }
    if ((sparsity.size() > 1) + (heads.size() > 1) + (units.size() > 1) > 1)
        throw Error(ErrorKind::BadInput,
                    "prune: several shares of one of --sparsity, --heads and --units make a curve, of two they do not");
    const auto& curve = sparsity.size() > 1 ? sparsity : heads.size() > 1 ? heads : units;
    for (const double share : curve) {
        Variant one = variant;
        one.sparsity = sparsity.size() > 1 ? share : sparsity.empty() ? 0 : sparsity.front();
        one.heads = heads.size() > 1 ? share : heads.empty() ? 0 : heads.front();
        one.units = units.size() > 1 ? share : units.empty() ? 0 : units.front();
        variants.push_back(one);
    }
    return variants;
}

}  // namespace

void addShrinkCommands(CLI::App& app, int& code) {
    auto extract_options = std::make_shared<ShrinkOptions>();
    auto* extract = app.add_subcommand("extract", "A depth or a route of a run as a model of its own");
    addCommon(*extract, *extract_options, true);
    extract->add_flag("--no-measure", extract_options->no_measure, "Do not measure it on data");
    extract->callback([&code, options = extract_options] { code = shrink(*options, {}); });

    auto quantize_options = std::make_shared<ShrinkOptions>();
    auto* quantize = app.add_subcommand("quantize", "Weights in fewer bits: size, latency and accuracy beside fp32");
    addCommon(*quantize, *quantize_options, false);
    quantize->add_option("--format", quantize_options->precision, "fp16, bf16, int8, int2 or binary, or several: fp16,int8")->required();
    quantize->add_flag("--embeddings", quantize_options->embeddings, "int8, int2 and binary: the tables of embeddings, too");
    quantize->callback([&code, options = quantize_options] { code = shrink(*options, quantized(*options)); });

    auto prune_options = std::make_shared<ShrinkOptions>();
    auto* prune = app.add_subcommand("prune", "Small weights become zero, weak heads and units are taken out");
    addCommon(*prune, *prune_options, false);
    prune->add_option("--sparsity", prune_options->sparsity, "Share of the layers' weights that become zero, or several: 0.3,0.5,0.7");
    prune->add_flag("--per-matrix", prune_options->per_matrix, "That share of every matrix, instead of all together");
    prune->add_option("--heads", prune_options->heads, "Share of attention heads that go");
    prune->add_option("--units", prune_options->units, "Share of feed-forward units that go");
    prune->callback([&code, options = prune_options] { code = shrink(*options, pruned(*options)); });
}

}  // namespace layerlab
