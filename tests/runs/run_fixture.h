// Run folders made by hand, as a trainer would leave them, for tests of what is read from them.
#pragma once

#include <functional>
#include <map>

#include <nlohmann/json.hpp>

#include "engine/experiment/yaml.h"
#include "engine/runs/labels.h"
#include "engine/runs/measurements.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

// A route of four slots, as every_other keeps them.
inline RouteResult resultOf(int depth, double accuracy) {
    RouteResult result;
    result.slots = chooseRoute(Strategy::EveryOther, {1, 2, 3, 4}, depth);
    result.accuracy = accuracy;
    result.loss = 1 - accuracy;
    result.metrics["macro_f1"] = accuracy / 2;
    result.parameters = 1000 * depth;
    result.flops = 1e6 * depth;
    result.latency_ms = depth;
    return result;
}

struct MadeRun {
    std::string name;
    std::uint64_t seed = 1;
    std::map<int, double> accuracies;              // by depth, of the last evaluation; 4 is the full depth
    std::function<void(Experiment&)> change = {};  // of the experiment
    std::int64_t steps = 10;
    std::string split = "valid";
};

inline Event evaluation(std::int64_t step, const std::map<int, double>& accuracies, const std::string& split = "valid",
                        const std::string& strategy = "every_other") {
    Evaluated evaluated;
    evaluated.split = split;
    evaluated.strategy = strategy;
    for (const auto& [depth, accuracy] : accuracies) {
        if (depth == 4) evaluated.full = resultOf(depth, accuracy);
        else evaluated.depths.push_back(resultOf(depth, accuracy));
    }
    return {step, 1000.0 + static_cast<double>(step), evaluated};
}

inline Event trained(std::int64_t step, double loss) {
    StepFinished finished;
    finished.losses["task"] = loss;
    finished.learning_rates["all"] = 1e-3;
    finished.gradient_norm = 0.5;
    finished.tokens_per_second = 100;
    return {step, 1000.0 + static_cast<double>(step), finished};
}

inline std::filesystem::path makeRun(const std::filesystem::path& library, const MadeRun& made) {
    const std::filesystem::path run = library / made.name;
    std::filesystem::create_directories(run);
    Experiment experiment;
    experiment.name = made.name;
    experiment.seed = made.seed;
    experiment.model.stack.assign(4, Slot{});
    if (made.change) made.change(experiment);
    writeFileAtomically(run / "experiment.yaml", writeExperiment(experiment, true));
    const nlohmann::json summary{{"status", "finished"}, {"host", "one-host"},  {"seed", made.seed},      {"threads", 2},
                                 {"device", "cpu"},      {"step", made.steps},  {"seconds", made.steps},  {"kernels", "Haswell (openmp)"},
                                 {"libtorch", "1.13.1"}, {"layerlab", "0.1.0"}, {"name", experiment.name}};
    writeFileAtomically(run / "run.json", summary.dump());
    EventLog log(run);
    log.append({0, 1000, RunStarted{run.string(), made.name, "cpu", "Haswell", 2, made.steps, 4000, {}}});
    for (std::int64_t step = 1; step <= made.steps; ++step) log.append(trained(step, 1.0 / static_cast<double>(step)));
    if (!made.accuracies.empty()) log.append(evaluation(made.steps, made.accuracies, made.split));
    return run;
}

}  // namespace layerlab
