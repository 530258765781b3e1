#include "engine/runs/comparison.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <set>

#include "engine/experiment/yaml.h"
#include "engine/platform/machine.h"
#include "engine/runs/compared_run.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;

namespace {

// ---- groups ---------------------------------------------------------------------------------------------------------

// What runs of one group have in common, as text. Where weights come from another run, that run's own text stands for its
// folder, so that a predecessor of each seed does not tell their successors apart.
std::string kinOf(Experiment experiment, int generations = 8) {
    experiment.name.clear();
    experiment.description.clear();
    experiment.seed = 0;
    experiment.sweep.reset();
    for (Origin* origin : origins(experiment)) {
        if (origin->kind != Origin::Kind::Run || generations == 0) continue;
        try {
            origin->run = kinOf(readRunExperiment(origin->run), generations - 1);
        } catch (const Error&) {
            // It is gone: its folder's name must do.
        }
    }
    return writeExperiment(experiment, true);
}

// "learning_rate 0.001": of a key the last part, of a file its name.
std::string shortSetting(const std::string& path, const std::string& value) {
    std::string shown = value.substr(value.find_last_of('/') == std::string::npos ? 0 : value.find_last_of('/') + 1);
    constexpr std::size_t longest = 24;
    if (shown.size() > longest) {
        std::size_t cut = longest;
        while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xC0) == 0x80) --cut;  // not within a character
        shown.resize(cut);
        shown += "…";
    }
    const auto point = path.find_last_of('.');
    return path.substr(point == std::string::npos ? 0 : point + 1) + " " + (shown.empty() ? "—" : shown);
}

// What tells an experiment from others, in at most three settings.
std::string distinction(const Experiment& experiment, const std::vector<const Experiment*>& others) {
    std::vector<std::string> settings;
    for (const Experiment* other : others)
        for (const Difference& difference : differences(experiment, *other)) {
            if (difference.path == "seed" || difference.path == "name" || difference.path == "description") continue;
            const std::string setting = shortSetting(difference.path, difference.left);
            if (settings.size() < 3 && std::find(settings.begin(), settings.end(), setting) == settings.end()) settings.push_back(setting);
        }
    std::string all;
    for (const std::string& setting : settings) all += (all.empty() ? "" : ", ") + setting;
    return all;
}

void nameGroups(Comparison& comparison) {
    auto& groups = comparison.groups;
    const auto first = [&](const ComparedGroup& group) -> const ComparedRun& { return comparison.runs[group.runs.front()]; };
    for (ComparedGroup& group : groups) {
        const ComparedRun& run = first(group);
        group.name = group.runs.size() == 1 ? run.name : run.techniques.empty() ? text("plain") : run.techniques;
    }
    std::map<std::string, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < groups.size(); ++i) same[groups[i].name].push_back(i);
    for (const auto& [name, members] : same) {
        if (members.size() < 2) continue;
        for (const std::size_t i : members) {
            std::vector<const Experiment*> others;
            for (const std::size_t j : members)
                if (i != j) others.push_back(&first(groups[j]).experiment);
            const std::string differs = distinction(first(groups[i]).experiment, others);
            if (!differs.empty()) groups[i].name += " · " + differs;
        }
    }
    std::set<std::string> taken;
    for (ComparedGroup& group : groups) {
        const std::string name = group.name;
        for (int number = 2; !taken.insert(group.name).second; ++number) group.name = name + " (" + std::to_string(number) + ")";
    }
}

void makeGroups(Comparison& comparison) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < comparison.runs.size(); ++i) {
        const ComparedRun& run = comparison.runs[i];
        if (!run.problem.empty()) continue;
        const auto [place, fresh] = places.try_emplace(kinOf(run.experiment), comparison.groups.size());
        if (fresh) comparison.groups.emplace_back();
        ComparedGroup& group = comparison.groups[place->second];
        group.runs.push_back(i);
        if (!group.colour) group.colour = run.colour;
    }
    nameGroups(comparison);
}

// ---- means over seeds -----------------------------------------------------------------------------------------------

using Found = std::vector<std::pair<std::size_t, RouteResult>>;  // a run and its result

// Runs of one seed are repetitions of one draw, not further draws: they count once.
Interval overSeeds(const Comparison& comparison, const Found& found, double RouteResult::*figure) {
    std::map<std::uint64_t, std::pair<double, int>> sums;
    for (const auto& [run, result] : found) {
        auto& [sum, count] = sums[comparison.runs[run].seed];
        sum += result.*figure, ++count;
    }
    std::vector<double> values;
    for (const auto& [seed, sum] : sums) values.push_back(sum.first / sum.second);
    return interval95(values);
}

template <class Value>
std::optional<double> meanOf(const Found& found, Value value) {
    double sum = 0;
    int count = 0;
    for (const auto& [run, result] : found)
        if (const std::optional<double> one = value(result)) sum += *one, ++count;
    if (count == 0) return {};
    return sum / count;
}

RouteResult meanResult(const Comparison& comparison, const Found& found) {
    RouteResult mean;
    const RouteResult& first = found.front().second;
    mean.slots = first.slots;
    mean.variant = first.variant;
    mean.accuracy = overSeeds(comparison, found, &RouteResult::accuracy).mean;
    mean.loss = overSeeds(comparison, found, &RouteResult::loss).mean;
    mean.parameters = std::llround(*meanOf(found, [](const RouteResult& r) { return std::optional(static_cast<double>(r.parameters)); }));
    mean.flops = *meanOf(found, [](const RouteResult& r) { return std::optional(r.flops); });
    mean.latency_ms = meanOf(found, [](const RouteResult& r) { return r.latency_ms; });
    if (const auto bytes =
            meanOf(found, [](const RouteResult& r) { return r.bytes ? std::optional(static_cast<double>(*r.bytes)) : std::nullopt; }))
        mean.bytes = std::llround(*bytes);
    for (const auto& [name, ignored] : first.metrics)
        if (const auto metric = meanOf(found, [&key = name](const RouteResult& r) {
                const auto value = r.metrics.find(key);
                return value != r.metrics.end() && std::isfinite(value->second) ? std::optional(value->second) : std::nullopt;
            }))
            mean.metrics[name] = *metric;
    return mean;
}

ComparedPoint pointOf(const Comparison& comparison, ComparedPoint::Kind kind, std::size_t group, const Found& found) {
    ComparedPoint point;
    point.kind = kind;
    point.group = group;
    for (const auto& [run, result] : found) point.runs.push_back(run);
    point.accuracy = overSeeds(comparison, found, &RouteResult::accuracy);
    point.mean = meanResult(comparison, found);
    point.depth = point.mean.depth();
    point.variant = point.mean.variant;
    return point;
}

// ---- points ---------------------------------------------------------------------------------------------------------

// The most accurate route of each depth that is not the strategy's, where it is better than that one. What was measured on
// validation data decides, as far as it is known, so that test data choose nothing.
std::map<int, RouteResult> chosenRoutes(const ComparedRun& run, const std::string& split) {
    std::map<Route, double> on_valid;
    for (const RouteResult& result : run.valid)
        if (result.variant.empty()) on_valid[result.slots] = result.accuracy;
    const auto merit = [&](const RouteResult& result) {
        const auto known = on_valid.find(result.slots);
        return known != on_valid.end() ? known->second : result.accuracy;
    };
    std::map<int, RouteResult> chosen;
    for (const RouteResult& result : run.results(split)) {
        if (!result.variant.empty()) continue;
        if (const auto own = run.depths.find(result.depth()); own != run.depths.end() && merit(result) <= merit(own->second)) continue;
        const auto [place, fresh] = chosen.try_emplace(result.depth(), result);
        if (!fresh && merit(result) > merit(place->second)) place->second = result;
    }
    return chosen;
}

// Of each depth and variant the strategy's route, else the one that became known last.
std::map<std::pair<int, std::string>, RouteResult> variants(const ComparedRun& run, const std::string& split) {
    std::map<std::pair<int, std::string>, RouteResult> found;
    for (const RouteResult& result : run.results(split)) {
        if (result.variant.empty()) continue;
        const auto own = run.depths.find(result.depth());
        const auto [place, fresh] = found.try_emplace({result.depth(), result.variant}, result);
        if (!fresh && (own == run.depths.end() || place->second.slots != own->second.slots)) place->second = result;
    }
    return found;
}

void addPoints(Comparison& comparison, std::size_t index) {
    ComparedGroup& group = comparison.groups[index];
    std::map<int, Found> depths, chosen;
    std::map<std::pair<int, std::string>, Found> smaller;
    for (const std::size_t i : group.runs) {
        const ComparedRun& run = comparison.runs[i];
        for (const auto& [depth, result] : run.depths) depths[depth].emplace_back(i, result);
        for (const auto& [depth, result] : chosenRoutes(run, comparison.split)) chosen[depth].emplace_back(i, result);
        for (const auto& [key, result] : variants(run, comparison.split)) smaller[key].emplace_back(i, result);
    }
    for (const auto& [depth, found] : depths) {
        ComparedPoint point = pointOf(comparison, ComparedPoint::Kind::Depth, index, found);
        group.accuracy_by_depth[depth] = point.accuracy;
        group.cost_by_depth[depth] = point.mean;
        if (depth == depths.rbegin()->first) {
            double sum = 0;
            int count = 0;
            for (const std::size_t run : point.runs)
                if (const auto peak = comparison.runs[run].peak_memory_bytes) sum += *peak, ++count;
            if (count > 0) point.memory_bytes = sum / count;
        }
        comparison.points.push_back(std::move(point));
    }
    for (const auto& [depth, found] : chosen) comparison.points.push_back(pointOf(comparison, ComparedPoint::Kind::Chosen, index, found));
    for (const auto& [key, found] : smaller) comparison.points.push_back(pointOf(comparison, ComparedPoint::Kind::Variant, index, found));
}

// ---- the table ------------------------------------------------------------------------------------------------------

void widen(std::optional<DepthTable::Range>& range, double value) {
    if (!range) range = {value, value};
    range->low = std::min(range->low, value);
    range->high = std::max(range->high, value);
}

DepthTable tableOf(const std::vector<ComparedGroup>& groups) {
    DepthTable table;
    std::set<int, std::greater<>> depths;
    for (const ComparedGroup& group : groups) {
        table.columns.push_back(group.name);
        for (const auto& [depth, accuracy] : group.accuracy_by_depth) depths.insert(depth);
    }
    for (const int depth : depths) {
        DepthTable::Row row;
        row.depth = depth;
        double best = -1;
        int have = 0;
        for (const ComparedGroup& group : groups) {
            DepthTable::Cell cell;
            if (const auto accuracy = group.accuracy_by_depth.find(depth); accuracy != group.accuracy_by_depth.end()) {
                const RouteResult& cost = group.cost_by_depth.at(depth);
                cell = {accuracy->second, false, cost.latency_ms, cost.flops, cost.parameters};
                best = std::max(best, cell.accuracy.mean), ++have;
                if (cost.latency_ms) widen(row.latency_ms, *cost.latency_ms);
                widen(row.flops, cost.flops);
                widen(row.parameters, static_cast<double>(cost.parameters));
            }
            row.cells.push_back(cell);
        }
        for (DepthTable::Cell& cell : row.cells) cell.best = have > 1 && cell.accuracy.count > 0 && cell.accuracy.mean >= best;
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

const std::vector<CostAxis>& allCosts() {
    static const std::vector<CostAxis> all{CostAxis::Latency, CostAxis::Parameters, CostAxis::Flops, CostAxis::Bytes, CostAxis::Memory};
    return all;
}

std::optional<double> costOf(const ComparedPoint& point, CostAxis cost) {
    switch (cost) {
        case CostAxis::Latency:
            return figureOf(point.mean, Target::Figure::Latency);
        case CostAxis::Parameters:
            return figureOf(point.mean, Target::Figure::Parameters);
        case CostAxis::Flops:
            return figureOf(point.mean, Target::Figure::Flops);
        case CostAxis::Bytes:
            // Weights as trained are float32, whether or not somebody measured their size.
            if (!point.mean.bytes && point.variant.empty()) return 4.0 * static_cast<double>(point.mean.parameters);
            return figureOf(point.mean, Target::Figure::Bytes);
        case CostAxis::Memory:
            break;
    }
    return point.memory_bytes;
}

std::vector<std::size_t> paretoFront(const std::vector<ComparedPoint>& points, CostAxis cost) {
    // One rule for what is on the front, whatever the cost is called.
    std::vector<RouteResult> results(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        results[i].accuracy = points[i].accuracy.mean;
        results[i].latency_ms = costOf(points[i], cost);
    }
    return paretoFront(results, Target::Figure::Latency);
}

Comparison compareRuns(const std::vector<fs::path>& folders, const std::string& split) {
    if (split != "valid" && split != "test")
        throw Error(ErrorKind::BadInput, text("the split '%1' is not known; valid and test are", split));
    std::vector<fs::path> runs;
    std::set<fs::path> seen;
    for (const fs::path& folder : folders) {
        std::error_code ignored;
        if (seen.insert(fs::weakly_canonical(folder, ignored)).second) runs.push_back(folder);
    }
    Comparison comparison;
    comparison.split = split;
    comparison.runs.resize(runs.size());
    // Reading is parsing, mostly; a few runs at a time, because each needs its events in memory for a moment.
    const auto readers = std::min<std::size_t>({runs.size(), static_cast<std::size_t>(allowedThreads()), 4});
    std::vector<std::future<void>> reading;
    for (std::size_t reader = 0; reader < readers; ++reader)
        reading.push_back(std::async(std::launch::async, [&, reader] {
            for (std::size_t i = reader; i < runs.size(); i += readers) comparison.runs[i] = readComparedRun(runs[i], split);
        }));
    for (std::future<void>& reader : reading) reader.get();

    makeGroups(comparison);
    for (std::size_t group = 0; group < comparison.groups.size(); ++group) addPoints(comparison, group);
    comparison.table = tableOf(comparison.groups);
    return comparison;
}

}  // namespace layerlab
