#include "app/commands.h"

#include <cstdio>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/results_table.h"

namespace layerlab {

namespace {

using nlohmann::json;

struct PredictOptions {
    std::string run, slots, weights = "best";
    std::vector<std::string> texts, pairs;
    bool as_json = false;
    int threads = 0;
};

void print(const Predicted& predicted) {
    std::printf("%s\n", predicted.text.c_str());
    if (predicted.unknown > 0)
        std::printf("  (%lld of %zu tokens are unknown to the model)\n", static_cast<long long>(predicted.unknown),
                    predicted.tokens.size());
    for (const Predicted::Answer& answer : predicted.answers) {
        std::string likely;
        for (const auto& [label, probability] : answer.likely) {
            if (probability < 0.005 && !likely.empty()) break;
            char share[32];
            std::snprintf(share, sizeof share, " %.1f %%", 100 * probability);
            likely += (likely.empty() ? "" : ", ") + label + share;
        }
        if (answer.position < 0) std::printf("  %s\n", likely.c_str());
        else
            std::printf("  %3d %-12s %s\n", answer.position + 1, predicted.tokens[static_cast<std::size_t>(answer.position)].c_str(),
                        likely.c_str());
    }
}

int predict(const PredictOptions& options) {
    mustBeRun(options.run);
    PredictJob job;
    job.run = options.run;
    if (!options.slots.empty()) job.route = routeFrom(options.slots, "--slots");
    job.best = options.weights == "best";
    job.threads = options.threads;
    job.texts = options.texts;
    job.pairs = options.pairs;
    if (job.texts.empty())  // one text a line
        for (std::string line; std::getline(std::cin, line);)
            if (!line.empty()) job.texts.push_back(line);
    JobRunner runner;
    return runner.run(job, [&](const Event& event) {
        const auto* predicted = std::get_if<Predicted>(&event.what);
        if (!predicted) return;
        if (options.as_json) {
            json o = toJson(event);
            o.erase("time");
            std::printf("%s\n", o.dump(-1, ' ', false, json::error_handler_t::replace).c_str());
        } else {
            print(*predicted);
        }
    });
}

}  // namespace

void addPredictCommand(CLI::App& app, int& code) {
    auto options = std::make_shared<PredictOptions>();
    auto* command = app.add_subcommand("predict", "Run texts through a trained model: its answers with their probabilities");
    command->add_option("RUN_DIR", options->run, "The run's folder")->required();
    command->add_option("--text", options->texts, "A text (again for more; without it, one a line of the standard input)")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command->add_option("--pair", options->pairs, "The second text, where the task has pairs")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command->add_option("--slots", options->slots, "By this route, such as 1,3,5");
    command->add_option("--weights", options->weights, "best or final")->check(CLI::IsMember({"final", "best"}));
    command->add_option("--threads", options->threads, "Processor threads")->check(CLI::Range(1, 1024));
    command->add_flag("--json", options->as_json, "One JSON object a line");
    command->callback([&code, options] { code = predict(*options); });
}

}  // namespace layerlab
