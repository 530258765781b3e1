#include "engine/runs/run_numbers.h"

#include <cmath>
#include <map>
#include <set>
#include <system_error>

#include <nlohmann/json.hpp>

#include "engine/experiment/experiment.h"
#include "engine/platform/files.h"
#include "engine/runs/csv.h"
#include "engine/runs/measurements.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/training_clock.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

std::string nameOf(const fs::path& folder) {
    const fs::path whole = fs::absolute(folder).lexically_normal();
    return whole.has_filename() ? whole.filename().string() : whole.parent_path().filename().string();
}

std::string stageName(const Experiment& experiment, int stage) {
    const std::vector<Stage> stages = expandedStages(experiment);
    return stage >= 0 && static_cast<std::size_t>(stage) < stages.size() ? stages[static_cast<std::size_t>(stage)].name : std::string();
}

void takeResults(RunNumbers& numbers, const Experiment& experiment, const Event& event, bool afterwards) {
    const auto& evaluated = std::get<Evaluated>(event.what);
    const auto add = [&](const RouteResult& result, bool full) {
        numbers.results.push_back({event.step, weightsStep(event), afterwards, evaluated.split, evaluated.strategy, evaluated.stage,
                                   stageName(experiment, evaluated.stage), full, result});
    };
    bool listed = evaluated.full.slots.empty();
    for (const RouteResult& depth : evaluated.depths) {
        const bool full = depth.slots == evaluated.full.slots && depth.variant == evaluated.full.variant;
        add(depth, full);
        listed = listed || full;
    }
    if (!listed) add(evaluated.full, true);
}

std::string spaced(const Route& slots) {
    std::string all;
    for (const int slot : slots) all += (all.empty() ? "" : " ") + std::to_string(slot);
    return all;
}

// The columns that some rows have and others do not.
template <class Row, class Values>
std::vector<std::string> namesIn(const std::vector<Row>& rows, Values values) {
    std::set<std::string> names;
    for (const Row& row : rows)
        for (const auto& [name, value] : values(row)) names.insert(name);
    return {names.begin(), names.end()};
}

void addFields(std::vector<std::string>& fields, const std::vector<std::string>& names, const std::map<std::string, double>& values) {
    for (const std::string& name : names) {
        const auto value = values.find(name);
        fields.push_back(value == values.end() ? "" : csvNumber(value->second));
    }
}

void addNames(std::vector<std::string>& header, const std::string& prefix, const std::vector<std::string>& names) {
    for (const std::string& name : names) header.push_back(prefix + name);
}

bool isFolder(const fs::path& to) {
    std::error_code ignored;
    return !to.has_filename() || fs::is_directory(to, ignored);
}

void makeParent(const fs::path& file) {
    if (!file.has_parent_path()) return;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) {
        errno = error.value();
        throwIoError(words("cannot make the folder"), file.parent_path());
    }
}

}  // namespace

RunNumbers readRunNumbers(const fs::path& run) {
    if (!fs::is_directory(run)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", run.string()));
    const Experiment experiment = readRunExperiment(run);
    RunNumbers numbers;
    numbers.folder = run;
    numbers.run = nameOf(run);
    numbers.seed = experiment.seed;
    const std::vector<Event> measurements = readMeasurements(run);
    std::vector<Event> events;
    try {
        events = resolved(readEvents(run));
    } catch (const Error&) {
        if (measurements.empty()) throw;  // a model that was only measured has no events
    }
    TrainingClock clock;
    for (Event& event : events) {
        const double seconds = clock.at(event);
        if (std::holds_alternative<Evaluated>(event.what)) takeResults(numbers, experiment, event, false);
        else if (auto* step = std::get_if<StepFinished>(&event.what))
            numbers.training.push_back({event.step, seconds, std::move(*step), stageName(experiment, step->stage)});
    }
    for (const Event& event : measurements) takeResults(numbers, experiment, event, true);
    return numbers;
}

std::string resultsCsv(const RunNumbers& numbers) {
    const auto metrics = namesIn(numbers.results, [](const MeasuredRow& row) { return row.result.metrics; });
    std::set<int> difficulties;
    for (const MeasuredRow& row : numbers.results)
        for (const auto& [difficulty, accuracy] : row.result.by_difficulty) difficulties.insert(difficulty);
    std::vector<std::string> header{"run",      "seed", "step",  "weights_step", "measured", "split",    "stage", "stage_name",
                                    "strategy", "full", "depth", "slots",        "variant",  "accuracy", "loss"};
    addNames(header, "", metrics);
    for (const int difficulty : difficulties) header.push_back("accuracy_at_" + std::to_string(difficulty));
    header.insert(header.end(), {"parameters", "flops", "bytes", "latency_ms"});
    std::string csv = csvLine(header);
    for (const MeasuredRow& row : numbers.results) {
        const RouteResult& r = row.result;
        std::vector<std::string> fields{numbers.run,
                                        std::to_string(numbers.seed),
                                        std::to_string(row.step),
                                        std::to_string(row.weights_step),
                                        row.afterwards ? "afterwards" : "training",
                                        row.split,
                                        std::to_string(row.stage + 1),
                                        row.stage_name,
                                        row.strategy,
                                        row.full ? "yes" : "no",
                                        std::to_string(r.depth()),
                                        spaced(r.slots),
                                        r.variant,
                                        csvNumber(r.accuracy),
                                        csvNumber(r.loss)};
        addFields(fields, metrics, r.metrics);
        for (const int difficulty : difficulties) {
            const auto accuracy = r.by_difficulty.find(difficulty);
            fields.push_back(accuracy == r.by_difficulty.end() ? "" : csvNumber(accuracy->second));
        }
        fields.push_back(std::to_string(r.parameters));
        fields.push_back(csvNumber(r.flops));
        fields.push_back(r.bytes ? std::to_string(*r.bytes) : "");
        fields.push_back(r.latency_ms ? csvNumber(*r.latency_ms) : "");
        csv += csvLine(fields);
    }
    return csv;
}

std::string trainingCsv(const RunNumbers& numbers) {
    const auto losses = namesIn(numbers.training, [](const TrainingRow& row) { return row.what.losses; });
    const auto rates = namesIn(numbers.training, [](const TrainingRow& row) { return row.what.learning_rates; });
    const auto scalars = namesIn(numbers.training, [](const TrainingRow& row) { return row.what.scalars; });
    std::vector<std::string> header{"run", "seed", "step", "stage", "stage_name", "seconds"};
    addNames(header, "loss.", losses);
    addNames(header, "learning_rate.", rates);
    header.insert(header.end(), {"gradient_norm", "tokens_per_second"});
    addNames(header, "", scalars);
    std::string csv = csvLine(header);
    for (const TrainingRow& row : numbers.training) {
        std::vector<std::string> fields{
            numbers.run,    std::to_string(numbers.seed), std::to_string(row.step), std::to_string(row.what.stage + 1),
            row.stage_name, csvNumber(row.seconds)};
        addFields(fields, losses, row.what.losses);
        addFields(fields, rates, row.what.learning_rates);
        fields.push_back(csvNumber(row.what.gradient_norm));
        fields.push_back(csvNumber(row.what.tokens_per_second));
        addFields(fields, scalars, row.what.scalars);
        csv += csvLine(fields);
    }
    return csv;
}

json numbersJson(const RunNumbers& numbers) {
    json all{{"run", numbers.run}, {"seed", numbers.seed}, {"results", json::array()}, {"training", json::array()}};
    const auto fileText = [&](const char* name) {
        try {
            return readFile(numbers.folder / name);
        } catch (const Error&) {
            return std::string();
        }
    };
    if (json summary = json::parse(fileText("run.json"), nullptr, false); summary.is_object()) all["summary"] = std::move(summary);
    all["experiment"] = fileText("experiment.yaml");
    for (const MeasuredRow& row : numbers.results) {
        json one = toJson(row.result);
        one["run"] = numbers.run, one["seed"] = numbers.seed, one["step"] = row.step, one["weights_step"] = row.weights_step;
        one["measured"] = row.afterwards ? "afterwards" : "training";
        one["split"] = row.split, one["stage"] = row.stage + 1, one["stage_name"] = row.stage_name, one["strategy"] = row.strategy;
        one["full"] = row.full;
        all["results"].push_back(std::move(one));
    }
    for (const TrainingRow& row : numbers.training) {
        json one{{"run", numbers.run},
                 {"seed", numbers.seed},
                 {"step", row.step},
                 {"stage", row.what.stage + 1},
                 {"stage_name", row.stage_name},
                 {"seconds", row.seconds},
                 {"losses", row.what.losses},
                 {"learning_rates", row.what.learning_rates},
                 {"gradient_norm", row.what.gradient_norm},
                 {"tokens_per_second", row.what.tokens_per_second}};
        if (!row.what.scalars.empty()) one["scalars"] = row.what.scalars;
        all["training"].push_back(std::move(one));
    }
    return all;
}

std::vector<fs::path> writeNumbersCsv(const RunNumbers& numbers, const fs::path& to) {
    fs::path results = to, training;
    if (isFolder(to)) {
        results = to / (numbers.run + "-results.csv");
        training = to / (numbers.run + "-training.csv");
    } else {
        training = to.parent_path() / (to.stem().string() + "-training" + to.extension().string());
    }
    makeParent(results);
    writeFileAtomically(results, resultsCsv(numbers));
    writeFileAtomically(training, trainingCsv(numbers));
    return {results, training};
}

std::vector<fs::path> writeNumbersJson(const RunNumbers& numbers, const fs::path& to) {
    const fs::path file = isFolder(to) ? to / (numbers.run + ".json") : to;
    makeParent(file);
    writeFileAtomically(file, numbersJson(numbers).dump(1, ' ', false, json::error_handler_t::replace) + "\n");
    return {file};
}

}  // namespace layerlab
