#include "app/commands.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/terminal.h"
#include "engine/depths/choices.h"
#include "engine/runs/comparison.h"
#include "engine/runs/config_diff.h"
#include "engine/runs/report.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct CompareOptions {
    std::vector<std::string> runs;
    std::string split = "valid", report, at_most, at_least;
    bool as_json = false;
};

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
    const std::string space(width - std::min(width, textWidth(text)), ' ');
    return to_the_right ? space + text : text + space;
}

// Columns as wide as they need to be; the first one is of words where `words`, the others are numbers.
void printColumns(const std::vector<std::vector<std::string>>& rows, bool words) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == widths.size()) widths.push_back(0);
            widths[i] = std::max(widths[i], textWidth(row[i]));
        }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "  " : "") + padded(row[i], widths[i], !words);
        line.erase(line.find_last_not_of(' ') + 1);
        std::printf("%s\n", line.c_str());
    }
}

void printTable(const Comparison& comparison) {
    const DepthTable& table = comparison.table;
    if (table.rows.empty()) return void(std::printf("nothing was measured on %s data\n", comparison.split.c_str()));
    std::vector<std::vector<std::string>> rows{{"depth"}};
    for (const std::string& column : table.columns) rows.front().push_back(column);
    rows.front().insert(rows.front().end(), {"latency", "FLOPs", "parameters"});
    for (const DepthTable::Row& row : table.rows) {
        std::vector<std::string> cells{std::to_string(row.depth)};
        for (const DepthTable::Cell& cell : row.cells) cells.push_back(accuracyText(cell.accuracy) + (cell.best ? " *" : "  "));
        cells.insert(cells.end(), {latencyRangeText(row.latency_ms), countRangeText(row.flops), countRangeText(row.parameters)});
        rows.push_back(std::move(cells));
    }
    std::printf("accuracy on %s data, %% (mean ± half of the 95 %% interval over seeds; * best of its depth)\n", comparison.split.c_str());
    printColumns(rows, false);
}

void printGroups(const Comparison& comparison) {
    std::printf("\n");
    for (const ComparedGroup& group : comparison.groups) {
        std::string members;
        for (const std::size_t index : group.runs) {
            const ComparedRun& run = comparison.runs[index];
            members += (members.empty() ? "" : ", ") + run.name + " (seed " + std::to_string(run.seed) + ")";
        }
        std::printf("%s: %s\n", group.name.c_str(), members.c_str());
    }
}

void printDifferences(const Comparison& comparison) {
    const auto& groups = comparison.groups;
    if (groups.size() < 2) return;
    std::vector<std::vector<std::string>> rows{{"differs in"}};
    for (const ComparedGroup& group : groups) rows.front().push_back(group.name);
    for (const DifferingKey& key : differingKeys(comparison)) {
        std::vector<std::string> cells{key.path};
        bool differs = false;
        for (const ComparedGroup& group : groups) {
            const std::string& value = key.values[group.runs.front()];
            differs = differs || value != key.values[groups.front().runs.front()];
            cells.push_back(value.empty() ? "—" : value);
        }
        if (differs && key.path != "seed") rows.push_back(std::move(cells));
    }
    if (rows.size() == 1) return;
    std::printf("\n");
    printColumns(rows, true);
}

struct Proposal {
    const ComparedRun* run = nullptr;
    std::string split;  // that it was chosen on
    RouteResult result;
    std::optional<RouteResult> on_test;  // the same route and variant
};

// Of all results of single runs, so that it is one that can be taken out of its run. Chosen on validation data wherever there
// are such results: test data are for telling how good the choice was.
Proposal proposalOf(const Comparison& comparison, const Target& target) {
    for (const std::string split : {"valid", "test"}) {
        std::vector<RouteResult> results;
        std::vector<const ComparedRun*> owners;
        for (const ComparedRun& run : comparison.runs)
            for (const RouteResult& result : run.results(split)) results.push_back(result), owners.push_back(&run);
        if (results.empty()) continue;
        const RouteResult* const best = propose(results, target);
        if (!best) return {};
        Proposal proposal{owners[static_cast<std::size_t>(best - results.data())], split, *best, {}};
        for (const RouteResult& result : proposal.run->test)
            if (result.slots == best->slots && result.variant == best->variant) proposal.on_test = result;
        return proposal;
    }
    return {};
}

std::string slotsText(const Route& slots) {
    std::string all;
    for (const int slot : slots) all += (all.empty() ? "" : ",") + std::to_string(slot);
    return all;
}

void printProposal(const Proposal& proposal, const std::string& target) {
    std::printf("\n");
    if (!proposal.run) return void(std::printf("no route that was measured has %s\n", target.c_str()));
    const RouteResult& result = proposal.result;
    const auto accuracy = [&](const RouteResult& measured, const std::string& split) {
        return accuracyText({measured.accuracy, measured.accuracy, measured.accuracy, 1}) + " % on " + split + " data (weights of step " +
               std::to_string(proposal.run->resultsStep(split)) + ")";
    };
    std::string figures = accuracy(result, proposal.split);
    if (proposal.on_test && proposal.split != "test") figures += ", " + accuracy(*proposal.on_test, "test");
    figures += ", " + countText(static_cast<double>(result.parameters)) + " parameters, " + countText(result.flops) + " FLOPs";
    if (result.latency_ms) figures += ", " + latencyRangeText(DepthTable::Range{*result.latency_ms, *result.latency_ms});
    std::printf("best with %s: %s, slots %s%s%s: %s\n", target.c_str(), proposal.run->folder.c_str(), slotsText(result.slots).c_str(),
                result.variant.empty() ? "" : ", ", result.variant.c_str(), figures.c_str());
}

json toJson(const Interval& interval) {
    return {{"mean", interval.mean}, {"low", interval.low}, {"high", interval.high}, {"seeds", interval.count}};
}

// Each number with the runs, steps and seeds that it is of.
json toJson(const Comparison& comparison) {
    json all{{"split", comparison.split}, {"runs", json::array()}, {"groups", json::array()}, {"differences", json::array()}};
    for (const ComparedRun& run : comparison.runs) {
        json one{{"run", run.folder.string()}, {"name", run.name}};
        if (!run.problem.empty()) {
            one["problem"] = run.problem;
        } else {
            one["seed"] = run.seed, one["status"] = run.status, one["step"] = run.step, one["seconds"] = run.seconds;
            one["techniques"] = run.techniques, one["strategy"] = run.strategy;
            one["weights_step"] = run.resultsStep(comparison.split);
            if (run.peak_memory_bytes) one["peak_memory_bytes"] = *run.peak_memory_bytes;
            one["results"] = json::array();
            for (const RouteResult& result : run.results(comparison.split)) one["results"].push_back(toJson(result));
        }
        all["runs"].push_back(std::move(one));
    }
    for (const ComparedGroup& group : comparison.groups) {
        json one{{"name", group.name}, {"runs", json::array()}, {"depths", json::array()}};
        for (const std::size_t run : group.runs) one["runs"].push_back(comparison.runs[run].folder.string());
        for (const auto& [depth, accuracy] : group.accuracy_by_depth) {
            const RouteResult& cost = group.cost_by_depth.at(depth);
            json at{{"depth", depth}, {"accuracy", toJson(accuracy)}, {"parameters", cost.parameters}, {"flops", cost.flops}};
            if (cost.latency_ms) at["latency_ms"] = *cost.latency_ms;
            one["depths"].push_back(std::move(at));
        }
        all["groups"].push_back(std::move(one));
    }
    for (const DifferingKey& key : differingKeys(comparison)) {
        json values = json::array();
        for (const std::string& value : key.values) values.push_back(value);
        all["differences"].push_back({{"key", key.path}, {"values", std::move(values)}});
    }
    return all;
}

int compare(const CompareOptions& options) {
    std::optional<Target> target;
    std::string bound;
    if (!options.at_most.empty()) {
        target = targetFrom(options.at_most);
        if (target->figure == Target::Figure::Accuracy)
            throw Error(ErrorKind::BadInput, "--at-most bounds a cost; for an accuracy use --at-least");
        bound = "at most " + options.at_most;
    } else if (!options.at_least.empty()) {
        target = targetFrom(options.at_least);
        if (target->figure != Target::Figure::Accuracy)
            throw Error(ErrorKind::BadInput, "--at-least bounds the accuracy; for a cost use --at-most");
        bound = "at least " + options.at_least;
    }
    const std::vector<fs::path> folders(options.runs.begin(), options.runs.end());
    const Comparison comparison = compareRuns(folders, options.split);
    for (const ComparedRun& run : comparison.runs)
        if (!run.problem.empty()) std::fprintf(stderr, "layerlab-cli: %s\n", run.problem.c_str());
    if (comparison.groups.empty()) return bad_input;
    Proposal proposal;
    if (target) proposal = proposalOf(comparison, *target);
    if (options.as_json) {
        json all = toJson(comparison);
        if (target) {
            all["proposal"] = nullptr;
            if (proposal.run) {
                all["proposal"] = toJson(proposal.result);
                all["proposal"]["run"] = proposal.run->folder.string();
                all["proposal"]["seed"] = proposal.run->seed;
                all["proposal"]["split"] = proposal.split;
                all["proposal"]["weights_step"] = proposal.run->resultsStep(proposal.split);
                if (proposal.on_test) all["proposal"]["test"] = toJson(*proposal.on_test);
            }
        }
        std::printf("%s\n", all.dump(2, ' ', false, json::error_handler_t::replace).c_str());
    } else {
        printTable(comparison);
        printGroups(comparison);
        printDifferences(comparison);
        if (target) printProposal(proposal, bound);
    }
    if (!options.report.empty()) {
        writeFileAtomically(options.report, makeReport(comparison).html);
        if (!options.as_json) std::printf("\n%s\n", options.report.c_str());
    }
    return 0;
}

}  // namespace

void addCompareCommand(CLI::App& app, int& code) {
    auto options = std::make_shared<CompareOptions>();
    auto* command = app.add_subcommand("compare", "Accuracy by depth of several runs, seeds put together, and what differs in them");
    command->add_option("RUN_DIR", options->runs, "The runs' folders")->required();
    command->add_option("--split", options->split, "valid or test")->check(CLI::IsMember({"valid", "test"}));
    auto* at_most = command->add_option("--at-most", options->at_most,
                                        "The most accurate route with at most so much: latency_ms=3, parameters=1e6, flops=1e8, bytes=4e6");
    command->add_option("--at-least", options->at_least, "The smallest route with at least so much: accuracy=0.9")->excludes(at_most);
    command->add_option("--report", options->report, "Writes a report that needs nothing else: FILE.html");
    command->add_flag("--json", options->as_json, "Machine-readable");
    command->callback([&code, options] { code = compare(*options); });
}

}  // namespace layerlab
