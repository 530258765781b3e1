#include "engine/runs/event.h"

#include <charconv>
#include <limits>

#include <nlohmann/json.hpp>

namespace layerlab {

using nlohmann::json;

namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

const char* name(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::BadInput:
            return "bad_input";
        case ErrorKind::Io:
            return "io";
        case ErrorKind::Numeric:
            return "numeric";
        case ErrorKind::Cancelled:
            return "cancelled";
        case ErrorKind::Internal:
            break;
    }
    return "internal";
}

ErrorKind kindNamed(const std::string& text) {
    for (const ErrorKind kind : {ErrorKind::BadInput, ErrorKind::Io, ErrorKind::Numeric, ErrorKind::Cancelled})
        if (text == name(kind)) return kind;
    return ErrorKind::Internal;
}

// JSON has no NaN: nlohmann writes null, which reads back as NaN here.
std::map<std::string, double> numbers(const json& o, const char* key) {
    std::map<std::string, double> values;
    if (const auto found = o.find(key); found != o.end())
        for (const auto& [name, value] : found->items())
            values[name] = value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
    return values;
}

RouteResult routeFromJson(const json& o) {
    RouteResult r;
    r.slots = o.at("slots").get<Route>();
    r.accuracy = o.value("accuracy", 0.0);
    r.loss = o.value("loss", 0.0);
    r.parameters = o.value("parameters", std::int64_t{0});
    r.flops = o.value("flops", 0.0);
    if (o.contains("latency_ms")) r.latency_ms = o.at("latency_ms").get<double>();
    if (o.contains("bytes")) r.bytes = o.at("bytes").get<std::int64_t>();
    r.variant = o.value("variant", "");
    r.metrics = numbers(o, "metrics");
    for (const auto& [difficulty, accuracy] : numbers(o, "by_difficulty")) {
        int number = 0;
        const char* const end = difficulty.data() + difficulty.size();
        if (const auto read = std::from_chars(difficulty.data(), end, number); read.ec == std::errc() && read.ptr == end)
            r.by_difficulty[number] = accuracy;
    }
    if (o.contains("confusion")) r.confusion = o.at("confusion").get<std::vector<std::vector<std::int64_t>>>();
    return r;
}

json toJson(const SplitFacts& facts) {
    json o{{"split", facts.split}, {"examples", facts.examples}};
    if (!facts.labels.empty()) o["labels"] = facts.labels;
    if (facts.unknown) o["unknown"] = *facts.unknown;
    return o;
}

SplitFacts factsFromJson(const json& o) {
    SplitFacts facts{o.value("split", ""), o.value("examples", std::int64_t{0}), {}, {}};
    if (o.contains("labels")) facts.labels = o.at("labels").get<std::vector<std::int64_t>>();
    if (o.contains("unknown")) facts.unknown = o.at("unknown").get<double>();
    return facts;
}

void write(json& o, const TaskFacts& facts) {
    if (!facts.baselines.empty()) o["baselines"] = facts.baselines;
    if (!facts.difficulty.empty()) o["difficulty"] = facts.difficulty;
    if (!facts.labels.empty()) o["labels"] = facts.labels;
    for (const SplitFacts& split : facts.data) o["data"].push_back(toJson(split));
}

TaskFacts taskFromJson(const json& o) {
    TaskFacts facts{numbers(o, "baselines"), o.value("difficulty", ""), {}, {}};
    if (o.contains("labels")) facts.labels = o.at("labels").get<std::vector<std::string>>();
    if (o.contains("data"))
        for (const auto& split : o.at("data")) facts.data.push_back(factsFromJson(split));
    return facts;
}

double numberOf(const json& o, const char* key) {
    const auto found = o.find(key);
    if (found == o.end()) return 0;
    return found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

json toJson(const RouteResult& r) {
    json o{{"depth", r.depth()}, {"slots", r.slots},           {"accuracy", r.accuracy},
           {"loss", r.loss},     {"parameters", r.parameters}, {"flops", r.flops}};
    if (r.latency_ms) o["latency_ms"] = *r.latency_ms;
    if (r.bytes) o["bytes"] = *r.bytes;
    if (!r.variant.empty()) o["variant"] = r.variant;
    if (!r.metrics.empty()) o["metrics"] = r.metrics;
    for (const auto& [difficulty, accuracy] : r.by_difficulty) o["by_difficulty"][std::to_string(difficulty)] = accuracy;
    if (!r.confusion.empty()) o["confusion"] = r.confusion;
    return o;
}

std::int64_t weightsStep(const Event& evaluated) {
    const std::int64_t step = std::get<Evaluated>(evaluated.what).weights_step;
    return step >= 0 ? step : evaluated.step;
}

const TaskFacts* taskFacts(const Event& event) {
    if (const auto* started = std::get_if<RunStarted>(&event.what)) return &started->task;
    if (const auto* stage = std::get_if<StageStarted>(&event.what)) return stage->task ? &*stage->task : nullptr;
    return nullptr;
}

json toJson(const Event& event) {
    json o{{"step", event.step}, {"time", event.time}};
    std::visit(Overloaded{
                   [&](const RunStarted& e) {
                       o["event"] = "run_started";
                       o["run"] = e.run, o["name"] = e.name, o["device"] = e.device, o["kernels"] = e.kernels;
                       o["threads"] = e.threads, o["total_steps"] = e.total_steps, o["parameters"] = e.parameters;
                       write(o, e.task);
                   },
                   [&](const StageStarted& e) {
                       o["event"] = "stage_started";
                       o["stage"] = e.stage, o["name"] = e.name, o["steps"] = e.steps;
                       if (e.task) write(o["task"] = json::object(), *e.task);
                   },
                   [&](const StepFinished& e) {
                       o["event"] = "step_finished";
                       o["stage"] = e.stage, o["losses"] = e.losses, o["learning_rates"] = e.learning_rates;
                       o["gradient_norm"] = e.gradient_norm, o["tokens_per_second"] = e.tokens_per_second;
                       if (!e.scalars.empty()) o["scalars"] = e.scalars;
                       if (e.side) o["routes"] = {{"encoder", e.route}, {"side", *e.side}};
                       else o["route"] = e.route;
                       if (!e.replaced.empty()) o["replaced"] = e.replaced;
                       if (!e.slot_gradients.empty()) o["slot_gradient_norms"] = e.slot_gradients;
                   },
                   [&](const Evaluated& e) {
                       o["event"] = "evaluated";
                       o["stage"] = e.stage, o["split"] = e.split, o["strategy"] = e.strategy, o["best"] = e.best;
                       if (e.weights_step >= 0) o["weights_step"] = e.weights_step;
                       o["full"] = toJson(e.full);
                       o["depths"] = json::array();
                       for (const auto& depth : e.depths) o["depths"].push_back(toJson(depth));
                   },
                   [&](const CheckpointSaved& e) { o["event"] = "checkpoint_saved", o["path"] = e.path; },
                   [&](const StageFinished& e) {
                       o["event"] = "stage_finished", o["stage"] = e.stage, o["reason"] = e.reason;
                       if (e.peak_memory_bytes > 0) o["peak_memory_bytes"] = e.peak_memory_bytes;
                   },
                   [&](const Paused&) { o["event"] = "paused"; },
                   [&](const Resumed&) { o["event"] = "resumed"; },
                   [&](const Stopped&) { o["event"] = "stopped"; },
                   [&](const Warned& e) { o["event"] = "warned", o["message"] = e.message; },
                   [&](const Finished& e) { o["event"] = "finished", o["seconds"] = e.seconds; },
                   [&](const Failed& e) { o["event"] = "failed", o["kind"] = name(e.kind), o["message"] = e.message; },
                   [&](const ModelSaved& e) { o["event"] = "model_saved", o["run"] = e.run, o["bytes"] = e.bytes; },
                   [&](const Predicted& e) {
                       o["event"] = "predicted";
                       o["text"] = e.text, o["tokens"] = e.tokens, o["unknown"] = e.unknown, o["milliseconds"] = e.milliseconds;
                       o["answers"] = json::array();
                       for (const Predicted::Answer& answer : e.answers) {
                           json one{{"likely", json::array()}};
                           if (answer.position >= 0) one["position"] = answer.position;
                           for (const auto& [label, probability] : answer.likely)
                               one["likely"].push_back({{"label", label}, {"probability", probability}});
                           o["answers"].push_back(std::move(one));
                       }
                   },
                   [&](const Progress& e) { o["event"] = "progress", o["done"] = e.done, o["what"] = e.what; },
                   [&](const Measured& e) {
                       o["event"] = "measured";
                       o["name"] = e.name, o["config"] = e.config, o["unit"] = e.unit;
                       o["median"] = e.median, o["min"] = e.min, o["max"] = e.max;
                   },
               },
               event.what);
    return o;
}

Event eventFromJson(const json& o) {
    try {
        Event event;
        event.step = o.at("step").get<std::int64_t>();
        event.time = o.value("time", 0.0);
        const std::string kind = o.at("event").get<std::string>();
        if (kind == "run_started") {
            RunStarted e;
            e.run = o.value("run", ""), e.name = o.value("name", ""), e.device = o.value("device", ""), e.kernels = o.value("kernels", "");
            e.threads = o.value("threads", 0);
            e.total_steps = o.value("total_steps", std::int64_t{0}), e.parameters = o.value("parameters", std::int64_t{0});
            e.task = taskFromJson(o);
            event.what = std::move(e);
        } else if (kind == "stage_started") {
            StageStarted e{o.value("stage", 0), o.value("name", ""), o.value("steps", std::int64_t{0}), {}};
            if (o.contains("task")) e.task = taskFromJson(o.at("task"));
            event.what = std::move(e);
        } else if (kind == "step_finished") {
            StepFinished e;
            e.stage = o.value("stage", 0);
            e.losses = numbers(o, "losses");
            e.learning_rates = numbers(o, "learning_rates");
            e.gradient_norm = numberOf(o, "gradient_norm");
            e.tokens_per_second = numberOf(o, "tokens_per_second");
            e.scalars = numbers(o, "scalars");
            if (o.contains("route")) e.route = o.at("route").get<Route>();
            if (o.contains("routes")) {
                e.route = o.at("routes").at("encoder").get<Route>();
                e.side = o.at("routes").at("side").get<Route>();
            }
            if (o.contains("replaced")) e.replaced = o.at("replaced").get<std::vector<int>>();
            if (const auto norms = o.find("slot_gradient_norms"); norms != o.end())
                for (const auto& norm : *norms)
                    e.slot_gradients.push_back(norm.is_number() ? norm.get<double>() : std::numeric_limits<double>::quiet_NaN());
            event.what = std::move(e);
        } else if (kind == "evaluated") {
            Evaluated e;
            e.stage = o.value("stage", 0);
            e.split = o.value("split", "valid");
            e.strategy = o.value("strategy", "");
            e.best = o.value("best", false);
            e.weights_step = o.value("weights_step", std::int64_t{-1});
            if (o.contains("full")) e.full = routeFromJson(o.at("full"));
            if (o.contains("depths"))
                for (const auto& depth : o.at("depths")) e.depths.push_back(routeFromJson(depth));
            event.what = std::move(e);
        } else if (kind == "checkpoint_saved") {
            event.what = CheckpointSaved{o.value("path", "")};
        } else if (kind == "stage_finished") {
            event.what = StageFinished{o.value("stage", 0), o.value("reason", ""), o.value("peak_memory_bytes", std::int64_t{0})};
        } else if (kind == "paused") {
            event.what = Paused{};
        } else if (kind == "resumed") {
            event.what = Resumed{};
        } else if (kind == "stopped") {
            event.what = Stopped{};
        } else if (kind == "warned") {
            event.what = Warned{o.value("message", "")};
        } else if (kind == "finished") {
            event.what = Finished{o.value("seconds", 0.0)};
        } else if (kind == "failed") {
            event.what = Failed{kindNamed(o.value("kind", "")), o.value("message", "")};
        } else {
            throw Error(ErrorKind::BadInput, "unknown event '" + kind + "'");
        }
        return event;
    } catch (const json::exception&) {
        throw Error(ErrorKind::BadInput, "not an event of a run");
    }
}

}  // namespace layerlab
