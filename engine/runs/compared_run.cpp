#include "engine/runs/compared_run.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>

#include <nlohmann/json.hpp>

#include "engine/runs/labels.h"
#include "engine/runs/measurements.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/training_clock.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::size_t most_points = 2000, mean_blocks = 100;

void readCurves(ComparedRun& run, const std::vector<Event>& events) {
    TrainingClock clock;
    for (const Event& event : events) {
        const double seconds = clock.at(event);
        if (const auto* step = std::get_if<StepFinished>(&event.what)) {
            run.step = std::max(run.step, event.step);
            run.seconds = std::max(run.seconds, seconds);
            const auto loss = step->losses.find("task");
            if (loss != step->losses.end() && std::isfinite(loss->second))
                run.training.push_back({event.step, step->stage, seconds, loss->second});
        } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what); evaluated && evaluated->split == "valid") {
            run.evaluations.push_back({event.step, evaluated->stage, seconds, evaluated->full.accuracy, evaluated->full.loss});
        }
    }
    run.training_means = averaged(run.training, mean_blocks);
    run.training = thinned(std::move(run.training), most_points);
}

const Event* lastEvaluation(const std::vector<Event>& events, const std::string& split) {
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        if (const auto* evaluated = std::get_if<Evaluated>(&event->what); evaluated && evaluated->split == split) return &*event;
    return nullptr;
}

std::vector<RouteResult> resultsOf(const std::vector<Event>& events, const std::vector<Event>& measurements, const std::string& split,
                                   std::int64_t& step) {
    std::vector<RouteResult> known = knownResults(events, measurements, split);
    const Event* last = lastEvaluation(events, split);
    if (!last && !known.empty()) last = lastEvaluation(measurements, split);
    if (known.empty() && last) {
        // Stopped between two evaluations: what the last one found is still the best that is known of the run.
        const auto& evaluated = std::get<Evaluated>(last->what);
        known = evaluated.depths;
        if (!evaluated.full.slots.empty() &&
            std::none_of(known.begin(), known.end(), [&](const RouteResult& result) { return result.slots == evaluated.full.slots; }))
            known.push_back(evaluated.full);
        step = weightsStep(*last);
    } else if (!known.empty()) {
        // knownResults() mixes in measurements of the weights that the run ended with: their step is the last one.
        const bool test = split == "test";
        step = last && (test || events.empty()) ? weightsStep(*last) : -1;
        for (const Event& event : events)
            if (!test && std::holds_alternative<StepFinished>(event.what)) step = std::max(step, event.step);
        if (step < 0 && last) step = weightsStep(*last);
    }
    return known;
}

// Of each depth the strategy's route: the one that was last measured in its name.
std::map<int, RouteResult> strategyDepths(const ComparedRun& run, const std::vector<Event>& events, const std::vector<Event>& measurements,
                                          const std::string& split) {
    std::map<int, Route> routes;
    const Event* last = lastEvaluation(events, split);
    const auto take = [&](const Evaluated& evaluated) {
        if (evaluated.split != split) return;
        if (evaluated.strategy == run.strategy)
            for (const RouteResult& depth : evaluated.depths)
                if (depth.variant.empty()) routes[depth.depth()] = depth.slots;
        if (!evaluated.full.slots.empty() && evaluated.full.variant.empty())
            routes.try_emplace(evaluated.full.depth(), evaluated.full.slots);  // a search calls the deepest route it found full
    };
    if (last) take(std::get<Evaluated>(last->what));
    for (const Event& event : measurements) take(std::get<Evaluated>(event.what));
    std::map<int, RouteResult> depths;
    for (const RouteResult& result : run.results(split))
        if (const auto route = routes.find(result.depth());
            result.variant.empty() && route != routes.end() && route->second == result.slots)
            depths[result.depth()] = result;
    return depths;
}

void readMachine(ComparedRun& run) {
    if (const auto summary = readSummary(run.folder)) {
        run.status = summary->status;
        run.host = summary->host;
        run.step = summary->step;
        run.seconds = summary->seconds;
    }
    std::ifstream in(run.folder / "run.json", std::ios::binary);
    const json o = in ? json::parse(in, nullptr, false) : json();
    if (!o.is_object()) return;
    const auto word = [&](const char* key) {
        const auto found = o.find(key);
        return found != o.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    run.device = word("device");
    run.kernels = word("kernels");
    run.libtorch = word("libtorch");
    run.layerlab = word("layerlab");
    if (const auto threads = o.find("threads"); threads != o.end() && threads->is_number_integer()) run.threads = threads->get<int>();
    if (const auto peak = o.find("peak_memory_bytes"); peak != o.end() && peak->is_number()) run.peak_memory_bytes = peak->get<double>();
}

ComparedRun named(const fs::path& folder) {
    ComparedRun run;
    run.folder = folder;
    run.name = fs::absolute(folder).lexically_normal().filename().string();
    if (run.name.empty()) run.name = fs::absolute(folder).lexically_normal().parent_path().filename().string();
    return run;
}

}  // namespace

std::vector<TrainingPoint> thinned(std::vector<TrainingPoint> curve, std::size_t most) {
    if (curve.size() <= most) return curve;
    const std::size_t blocks = (most - 2) / 2, inner = curve.size() - 2;
    std::vector<TrainingPoint> kept{curve.front()};
    const auto by_loss = [](const TrainingPoint& a, const TrainingPoint& b) { return a.loss < b.loss; };
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto begin = curve.begin() + 1 + static_cast<std::ptrdiff_t>(block * inner / blocks);
        const auto end = curve.begin() + 1 + static_cast<std::ptrdiff_t>((block + 1) * inner / blocks);
        auto [low, high] = std::minmax_element(begin, end, by_loss);
        if (low > high) std::swap(low, high);
        kept.push_back(*low);
        if (low != high) kept.push_back(*high);
    }
    kept.push_back(curve.back());
    return kept;
}

std::vector<TrainingPoint> averaged(const std::vector<TrainingPoint>& curve, std::size_t blocks) {
    std::vector<TrainingPoint> means;
    for (std::size_t begin = 0, end = 0; begin < curve.size(); begin = end) {
        while (end < curve.size() && curve[end].stage == curve[begin].stage) ++end;
        const std::size_t size = end - begin, parts = std::min(blocks, size);
        for (std::size_t part = 0; part < parts; ++part) {
            const std::size_t from = begin + part * size / parts, to = begin + (part + 1) * size / parts;
            double sum = 0;
            for (std::size_t i = from; i < to; ++i) sum += curve[i].loss;
            TrainingPoint mean = curve[to - 1];
            mean.loss = sum / static_cast<double>(to - from);
            means.push_back(mean);
        }
    }
    return means;
}

ComparedRun readComparedRun(const fs::path& folder, const std::string& split) {
    ComparedRun run;
    try {
        run = named(folder);
        if (!fs::is_directory(folder)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", folder.string()));
        const RunLabels labels = readLabels(folder);
        if (!labels.name.empty()) run.name = labels.name;
        run.colour = labels.colour;
        run.experiment = readRunExperiment(folder);
        run.seed = run.experiment.seed;
        run.techniques = describeTechniques(run.experiment);
        run.strategy = strategyName(expandedStages(run.experiment).back().evaluate.depths.keep);
        readMachine(run);
        const std::vector<Event> measurements = readMeasurements(folder);
        std::vector<Event> events;
        try {
            events = resolved(readEvents(folder));
        } catch (const Error&) {
            if (measurements.empty()) throw;  // a model that was only measured has no events
        }
        readCurves(run, events);
        run.valid = resultsOf(events, measurements, "valid", run.valid_step);
        run.test = resultsOf(events, measurements, "test", run.test_step);
        run.depths = strategyDepths(run, events, measurements, split);
        return run;
    } catch (const std::exception& error) {
        ComparedRun broken;
        broken.folder = folder;
        broken.name = run.name.empty() ? folder.string() : run.name;
        broken.problem = error.what();
        return broken;
    }
}

}  // namespace layerlab
