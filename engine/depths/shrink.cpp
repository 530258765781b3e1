#include "engine/depths/shrink.h"

#include <torch/torch.h>
#include <torch/version.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <nlohmann/json.hpp>

#include "engine/depths/evaluate.h"
#include "engine/depths/extract.h"
#include "engine/depths/measure.h"
#include "engine/depths/weight_pruning.h"
#include "engine/experiment/yaml.h"
#include "engine/model/quantized_weights.h"
#include "engine/platform/clock.h"
#include "engine/platform/files.h"
#include "engine/runs/run_folder.h"
#include "engine/text.h"
#include "engine/training/device.h"
#include "engine/training/watch.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

struct SmallerModel {
    ExtractedModel extracted;
    NamedTensors stored;  // as a file has them
    std::optional<PrunedWeights> pruned;
    bool own_arithmetic = true;  // false: stored small, widened for computing
};

// The folder that was asked for, made where it is missing.
fs::path madeFolder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error)))
        throw Error(ErrorKind::BadInput, text("%1 exists and is not empty; name a new folder", folder.string()));
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder)) {
        errno = error ? error.value() : ENOTDIR;
        throwIoError(words("cannot make the folder"), folder);
    }
    return folder;
}

class Shrinking {
public:
    Shrinking(const ShrinkJob& job, OpenRun& run, Control& control, const EventSink& sink)
        : m_job(job), m_run(run), m_control(control), m_sink(sink), m_watch(watchOf(control, sink)) {}

    void run() {
        const bool store = !m_job.library.empty() || !m_job.folder.empty();
        if (store && m_job.variants.size() > 1)
            throw Error(ErrorKind::BadInput, text("one smaller model at a time is stored; %1 are asked for", m_job.variants.size()));
        m_threads = setThreads(m_job.threads > 0 ? m_job.threads : m_run.stage().train.threads);
        m_route = m_job.route.empty() ? fullRoute(m_run.stored.model->blueprint()) : m_job.route;
        Evaluated evaluated;
        evaluated.stage = m_run.stored.stage;
        evaluated.split = m_job.split;
        evaluated.strategy = "variants";
        std::optional<SmallerModel> last;
        if (m_job.measure || !store) evaluated.full = measured(made({}), {}, 0);
        for (std::size_t i = 0; i < m_job.variants.size(); ++i) {
            last = made(m_job.variants[i]);
            if (m_job.measure || !store) evaluated.depths.push_back(measured(*last, m_job.variants[i], i + 1));
        }
        if (m_job.measure || !store) {
            const Event event{m_run.stored.state.step, secondsSince1970(), evaluated};
            keepMeasurement(m_job.run, event, m_sink);
            m_sink(event);
        }
        if (!store) return;
        if (!last) last = made({});
        this->store(*last, m_job.variants.empty() ? Variant{} : m_job.variants.front(), evaluated);
    }

private:
    bool stopping() const { return m_control.stopping(); }

    SmallerModel made(const Variant& variant) const {
        if (stopping()) throw Error(ErrorKind::Cancelled, "stopped");
        SmallerModel smaller{extract(m_run.stored, m_route), {}, {}, true};
        ExtractedModel& taken = smaller.extracted;
        if (variant.heads > 0 || variant.units > 0) {
            const StructuredChoice choice = chooseStructured(*taken.model, variant.heads, variant.units);
            Experiment experiment = taken.experiment;
            experiment.model = prunedModel(taken.experiment.model, choice);
            auto model = std::make_unique<EncoderModel>(blueprintOf(experiment), taken.model->size(), experiment.seed);
            copyPruned(*taken.model, *model, choice);
            taken = {std::move(experiment), std::move(model)};
        }
        if (variant.sparsity > 0) smaller.pruned = pruneBySize(*taken.model, variant.sparsity, variant.per_matrix);
        smaller.stored = storedWeights(segmentsOf(*taken.model), variant);
        if (variant.precision == Precision::Float32) return smaller;
        // What is measured is what a file gives back.
        std::map<std::string, torch::Tensor> weights(smaller.stored.begin(), smaller.stored.end());
        const std::vector<std::string> int8 = widen(weights, "model.safetensors");
        auto model = std::make_unique<EncoderModel>(blueprintOf(taken.experiment), taken.model->size(), taken.experiment.seed);
        fillWeights(weights, segmentsOf(*model), "model.safetensors");
        model->computeInInt8(int8);
        smaller.own_arithmetic = model->computesInInt8();
        taken.model = std::move(model);
        return smaller;
    }

    // number: of this variant; 0 is the model as it is.
    RouteResult measured(const SmallerModel& smaller, const Variant& variant, std::size_t number) {
        const EncoderModel& model = *smaller.extracted.model;
        const double steps = static_cast<double>(m_job.variants.size() + 1);
        const auto tell = [&](double done) {
            m_sink({m_run.stored.state.step, secondsSince1970(),
                    Progress{(static_cast<double>(number) + done) / steps, text("measuring %1", variantName(variant))}});
        };
        const TaskData& data = m_run.data(m_watch);
        const Route own = fullRoute(model.blueprint());
        RouteResult result = evaluateRoutes(
                                 model, data, m_run.batches(m_job.split, m_watch), {own}, [this] { return stopping(); },
                                 [&](double done) { tell(done * (m_job.latency ? 0.8 : 1)); })
                                 .front();
        // Times of weights that are only widened would be those of fp32: none is claimed.
        if (m_job.latency && smaller.own_arithmetic)
            result.latency_ms = latency(model, own, data.size().length, 20, [this] { return stopping(); });
        result.slots = m_route;
        result.confusion.clear();
        result.by_difficulty.clear();
        if (number > 0) result.variant = variantName(variant);
        result.bytes = storedBytes(smaller.stored);
        if (smaller.pruned) {
            result.metrics["sparsity"] = smaller.pruned->sparsity;
            result.metrics["nonzero_parameters"] = static_cast<double>(smaller.pruned->nonzero);
        }
        tell(1);
        return result;
    }

    // As a run that trained nothing: what reads runs can measure it, start from it, and go on making it smaller.
    void store(const SmallerModel& smaller, const Variant& variant, const Evaluated& evaluated) {
        const Route whole = fullRoute(m_run.stored.model->blueprint());
        const std::string source = fs::absolute(m_job.run).lexically_normal().string();
        Experiment experiment = smaller.extracted.experiment;
        std::string what;
        if (m_route.size() < whole.size()) what = text("%1 of %2 slots", m_route.size(), whole.size());
        if (variant != Variant{}) what += (what.empty() ? "" : ", ") + variantName(variant);
        // A ladder is never from scratch; this is where its weights are from.
        if (experiment.techniques.ladder)
            experiment.from = {Origin::Kind::Run, source, m_job.best ? Origin::Weights::Best : Origin::Weights::Final};
        if (m_route.size() < whole.size()) experiment.name += "-depth-" + std::to_string(m_route.size());
        if (variant != Variant{}) experiment.name += "-" + variantName(variant);
        experiment.description =
            text("Taken out of %1 at step %2: %3", source, m_run.stored.state.step, what.empty() ? text("whole") : what);

        const fs::path folder = m_job.folder.empty() ? createRunFolder(m_job.library, experiment.name) : madeFolder(m_job.folder);
        try {
            write(folder, smaller, variant, experiment, evaluated, what, source);
        } catch (...) {
            std::error_code ignored;
            fs::remove_all(folder, ignored);
            throw;
        }
        m_sink({m_run.stored.state.step, secondsSince1970(), ModelSaved{folder.string(), storedBytes(smaller.stored)}});
    }

    void write(const fs::path& folder, const SmallerModel& smaller, const Variant& variant, const Experiment& experiment,
               const Evaluated& evaluated, const std::string& what, const std::string& source) {
        std::error_code error;
        if (fs::create_directories(folder / "checkpoints", error); error) {
            errno = error.value();
            throwIoError(words("cannot make the folder"), folder / "checkpoints");
        }
        writeFileAtomically(folder / "experiment.yaml", writeExperiment(expanded(experiment), true));
        for (const char* name : {"task.json", "vocabulary.txt"})
            if (fs::exists(m_run.folder / name)) writeFileAtomically(folder / name, readFile(m_run.folder / name));
        TrainingState state;
        state.step = m_run.stored.state.step;
        state.seconds = m_run.stored.state.seconds;
        state.stage_started = state.stage_done = true;
        state.stage_end = "steps";
        saveWeights(folder, checkpointName(state.step), smaller.stored, storedMetadata(variant), state);

        const Blueprint& blueprint = smaller.extracted.model->blueprint();
        const Route own = fullRoute(blueprint);
        const std::int64_t parameters = cost(blueprint, smaller.extracted.model->size(), own).parameters;
        json run = sourceFacts();
        run["name"] = experiment.name;
        run["seed"] = experiment.seed;
        run["status"] = "finished";
        run["started"] = run["heartbeat"] = secondsSince1970();
        run["step"] = run["total_steps"] = state.step;
        run["seconds"] = 0;
        run["pid"] = ::getpid();
        run["parameters"] = parameters;
        const std::string before = describeTechniques(m_run.stored.experiment);
        run["techniques"] = before + (before.empty() || what.empty() ? "" : " · ") + what;
        run["derived"] = {{"run", source},    {"step", m_run.stored.state.step}, {"weights", m_job.best ? "best" : "final"},
                          {"slots", m_route}, {"variant", variantName(variant)}, {"bytes", storedBytes(smaller.stored)}};

        EventLog log(folder);
        const auto add = [&](Event::What event) { log.append({state.step, secondsSince1970(), std::move(event)}); };
        RunStarted started;
        started.run = folder.string();
        started.name = folder.filename().string();
        started.device = "cpu";
        started.threads = m_threads;
        started.total_steps = state.step;
        started.parameters = parameters;
        if (m_job.measure) {
            started.task = factsOf(m_run.data(m_watch));
            run["data"] = m_run.data(m_watch).fingerprint();
        }
        add(started);
        if (m_job.measure) {
            Evaluated own_result = evaluated;
            own_result.stage = 0;
            own_result.full = evaluated.depths.empty() ? evaluated.full : evaluated.depths.back();
            own_result.full.slots = own;  // slots count anew in a model of its own
            own_result.full.variant.clear();
            own_result.depths = {own_result.full};
            own_result.strategy = strategyName(experiment.evaluate.depths.keep);
            run[own_result.split == "test" ? "accuracy_test" : "accuracy_full"] = own_result.full.accuracy;
            if (own_result.full.latency_ms) run["latency_full_ms"] = *own_result.full.latency_ms;
            add(std::move(own_result));
        }
        add(Finished{0});
        log.sync();
        writeFileAtomically(folder / "run.json", run.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
    }

    // What run.json of the source says of data and machine.
    json sourceFacts() const {
        json facts = json::object();
        const json before = json::parse(readFile(m_run.folder / "run.json"), nullptr, false);
        for (const char* key : {"data", "baselines", "difficulty", "kernels", "libtorch", "device", "host"})
            if (before.is_object() && before.contains(key)) facts[key] = before[key];
        facts["layerlab"] = LAYERLAB_VERSION;
        facts["threads"] = m_threads;
        return facts;
    }

    const ShrinkJob& m_job;
    OpenRun& m_run;
    Control& m_control;
    const EventSink& m_sink;
    ReadWatch m_watch;
    Route m_route;
    int m_threads = 1;
};

}  // namespace

void shrink(const ShrinkJob& job, OpenRuns& runs, Control& control, const EventSink& sink) {
    OpenRun& run = runs.open(job.run, job.best ? Origin::Weights::Best : Origin::Weights::Final);
    Shrinking(job, run, control, sink).run();
}

}  // namespace layerlab
