#include "engine/training/trainer.h"

#include <torch/torch.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <thread>

#include "engine/data/byte_source.h"
#include "engine/depths/contribution.h"
#include "engine/depths/evaluate.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/teaching.h"
#include "engine/experiment/yaml.h"
#include "engine/platform/clock.h"
#include "engine/platform/machine.h"
#include "engine/techniques/technique.h"
#include "engine/text.h"
#include "engine/training/adamw.h"
#include "engine/training/checkpoint.h"
#include "engine/training/device.h"
#include "engine/training/open_stage.h"
#include "engine/training/run_writer.h"
#include "engine/training/step.h"
#include "engine/training/stored_model.h"
#include "engine/training/watch.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

constexpr std::size_t checkpoints_kept = 2;

// What run.json says; of a damaged one nothing.
json summaryOf(const fs::path& run) {
    json summary = json::parse(readFile(run / "run.json"), nullptr, false);
    return summary.is_object() ? summary : json::object();
}

class Trainer {
public:
    Trainer(const TrainJob& job, const std::string& kernels, Control& control, const EventSink& sink)
        : m_job(job), m_kernels(kernels), m_control(control), m_sink(sink) {}

    void run() {
        const bool resuming = !m_job.resume.empty();
        if (resuming && !fs::is_directory(m_job.resume)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", m_job.resume));
        if (resuming) refuseTakenOut();
        m_experiment = resuming ? readRunExperiment(m_job.resume) : expanded(m_job.experiment);
        if (!resuming)
            for (const Problem& problem : validate(m_experiment))
                if (!problem.warning) throw Error(ErrorKind::BadInput, problem.message);
        for (const auto& stage : m_experiment.stages) m_total_steps += stage.train.steps;
        m_device = deviceNamed(m_job.device);
        m_threads = setThreads(m_job.threads > 0 ? m_job.threads : m_experiment.stages.front().train.threads);
        if (resuming) {
            m_run = m_job.resume;
            m_writer.emplace(m_run);
            load();
        } else {
            begin();
        }
        try {
            m_writer->set(summary("running"), true);
            if (resuming) emit(Resumed{});
            else emit(started());
            for (const std::string& note : m_open.data->notes()) emit(Warned{note});
            while (nextStage())
                if (!runStage()) return;
            finish();
        } catch (const Error& error) {
            // Stopped while a stage was made ready: the stage before it is whole, and is gone on from.
            if (error.kind() == ErrorKind::Cancelled) {
                m_writer->set(json{{"status", "stopped"}}, true);
                emit(Stopped{});
                return;
            }
            m_writer->set(json{{"status", "failed"}, {"message", error.what()}}, true);
            throw;
        }
    }

private:
    const Stage& stage() const { return m_experiment.stages[static_cast<std::size_t>(m_state.stage)]; }
    bool isLast() const { return m_state.stage + 1 == static_cast<int>(m_experiment.stages.size()); }

    template <class What>
    void emit(What&& what) {
        const Event event{m_state.step, secondsSince1970(), std::forward<What>(what)};
        keepTrying([&] { m_writer->append(event); });
        m_sink(event);
    }

    // A full disk or a share that is away must not end hours of training: once this process has trained, what has to be
    // written waits until it can be, or until the person stops the run.
    void keepTrying(const std::function<void()>& write) {
        for (bool told = false;; told = true) {
            try {
                return write();
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::Io || !m_trained || m_control.stopping()) throw;
                if (!told) m_sink({m_state.step, secondsSince1970(), Warned{text("%1; waiting until it can be written", error.what())}});
                std::this_thread::sleep_for(std::chrono::seconds(1));
            }
        }
    }

    json summary(const char* status) const {
        return {{"status", status},
                {"step", m_state.step},
                {"total_steps", m_total_steps},
                {"seconds", m_state.seconds},
                {"parameters", cost(m_open.model->blueprint(), m_open.data->size(), fullRoute(m_open.model->blueprint())).parameters},
                {"techniques", describeTechniques(m_experiment)}};
    }

    // Everything that can be refused is refused before there is a run folder.
    void begin() {
        mustHaveOrigins();
        openData(m_open, m_experiment, 0, {}, watchOf(m_control, m_sink));
        mustReadAlikeThroughout();
        refuseTooLarge();
        openModel(m_open, m_experiment, 0, {}, m_device);
        start({});
        m_run = createRunFolder(m_job.library, m_experiment.name);
        try {
            m_writer.emplace(m_run);
            writeRun();
        } catch (...) {
            // A run that never began leaves nothing behind.
            m_writer.reset();
            std::error_code ignored;
            fs::remove_all(m_run, ignored);
            throw;
        }
    }

    // Runs that stages start from or are taught by, however late: nobody wants to hear of them after hours.
    void mustHaveOrigins() {
        const std::vector<Blueprint> blueprints = blueprintsOf(m_experiment);
        for (std::size_t i = 0; i < blueprints.size(); ++i) {
            const Stage& stage = m_experiment.stages[i];
            const auto key = [&](const char* name) { return keyOf(m_experiment, static_cast<int>(i), name); };
            if (stage.from.kind == Origin::Kind::Run) mustFit(loadStored(stage.from), blueprints[i], key("from"));
            const auto& distillation = stage.techniques.distillation;
            if (!distillation || distillation->teacher.kind != Origin::Kind::Run) continue;
            const StoredModel teacher = loadStored(distillation->teacher);
            if (const std::string why = whyNotTaught(blueprints[i], *distillation, teacher.model->blueprint()); !why.empty())
                throw Error(ErrorKind::BadInput, text("%1: %2", key("techniques.distillation.teacher"), why));
        }
    }

    // A run has one vocabulary, which is known now.
    void mustReadAlikeThroughout() const {
        for (std::size_t i = 0; i < m_experiment.stages.size(); ++i) {
            const Stage& stage = m_experiment.stages[i];
            if (!readsText(taskOf(m_experiment, stage))) continue;
            const auto check = [&](const Origin& origin, const char* name) {
                if (origin.kind == Origin::Kind::Run)
                    mustReadAlike(origin.run, *m_open.data, keyOf(m_experiment, static_cast<int>(i), name));
            };
            check(stage.from, "from");
            if (stage.techniques.distillation) check(stage.techniques.distillation->teacher, "techniques.distillation.teacher");
        }
    }

    // The weights of other runs that are still to be read, by the key that names them; `all`: of the stages that are over, too.
    json modelsOfOthers(bool all) const {
        json models = json::object();
        for (std::size_t i = 0; i < m_experiment.stages.size(); ++i) {
            const Stage& stage = m_experiment.stages[i];
            const auto add = [&](const Origin& origin, const char* name) {
                if (origin.kind == Origin::Kind::Run) models[keyOf(m_experiment, static_cast<int>(i), name)] = fingerprintOfStored(origin);
            };
            const int number = static_cast<int>(i);
            const bool to_begin = number > m_state.stage || (number == m_state.stage && !m_state.stage_started);
            if (all || to_begin) add(stage.from, "from");
            if (stage.techniques.distillation && (all || number >= m_state.stage))
                add(stage.techniques.distillation->teacher, "techniques.distillation.teacher");
        }
        return models;
    }

    // Gives the open stage its first weights.
    void start(const fs::path& run) {
        const StageWatch watch{[this] { return m_control.stopping(); },
                               [this](double share) {
                                   m_sink({m_state.step, secondsSince1970(), Progress{share, text("preparing the side network")}});
                               }};
        for (const std::string& note : startStage(m_open, m_experiment, m_state.stage, run, watch)) warn(note);
    }

    // A model that was taken out of a run (depths/shrink.h) has a folder like a run's, but was never trained in it.
    void refuseTakenOut() const {
        if (summaryOf(m_job.resume).contains("derived"))
            throw Error(ErrorKind::BadInput,
                        text("%1 was taken out of another run and has no training to go on with; train an experiment that starts from it",
                             m_job.resume));
    }

    // What could only end in the machine's out-of-memory killer.
    void refuseTooLarge() {
        if (const std::string shortage = memoryShortage(m_experiment, m_open.data->size()); !shortage.empty())
            throw Error(ErrorKind::BadInput, shortage);
    }

    void writeRun() {
        std::error_code error;
        if (fs::create_directories(m_run / "checkpoints", error); error)
            throw Error(ErrorKind::Io,
                        text("%1 %2: %3", text("cannot make the folder"), (m_run / "checkpoints").string(), error.message()));
        writeFileAtomically(m_run / "experiment.yaml", writeExperiment(m_experiment, true));
        m_open.data->save(m_run);
        m_task = factsOf(*m_open.data);
        m_writer->set({{"name", m_experiment.name},
                       {"seed", m_experiment.seed},
                       {"device", m_job.device},
                       {"kernels", m_kernels},
                       {"threads", m_threads},
                       {"libtorch", TORCH_VERSION},
                       {"layerlab", LAYERLAB_VERSION},
                       {"data", m_open.data->fingerprint()},
                       {"models", modelsOfOthers(true)},
                       {"baselines", m_task.baselines},
                       {"difficulty", m_task.difficulty}});
    }

    RunStarted started() const {
        return {m_run.string(), m_run.filename().string(),  m_job.device, m_kernels, m_threads,
                m_total_steps,  m_open.model->parameters(), m_task};
    }

    // Where run.json keeps the fingerprints of the stage's data.
    std::string dataKey() const {
        int first = m_state.stage;  // that has this task
        while (first > 0 && taskOf(m_experiment, m_experiment.stages[static_cast<std::size_t>(first - 1)]) == m_open.task) --first;
        return first == 0 ? "data" : "data_of_" + stageName(first);
    }

    // The same bits come only from the same data, kernels and threads.
    void checkUnchanged() {
        const json before = summaryOf(m_run);
        std::string changed;
        const auto compare = [&](const char* key, const json& now, const std::string& what) {
            const auto found = before.find(key);
            if (found == before.end() || *found == now) return;
            changed += (changed.empty() ? "" : ", ") + text("%1 (was %2, is %3)", what, found->dump(), now.dump());
        };
        compare(dataKey().c_str(), m_open.data->fingerprint(), text("data files"));
        const json models = modelsOfOthers(false);
        const json recorded = before.value("models", json::object());
        for (const auto& [key, now] : models.items())
            if (recorded.contains(key) && recorded[key] != now)
                changed += (changed.empty() ? "" : ", ") +
                           text("%1 (was %2, is %3)", text("the weights of %1", key), recorded[key].dump(), now.dump());
        compare("kernels", m_kernels, text("BLAS kernels"));
        compare("threads", m_threads, text("threads"));
        compare("device", m_job.device, text("device"));
        if (changed.empty()) return;
        if (!m_job.accept_changes)
            throw Error(ErrorKind::BadInput,
                        text("not resumed, because the result would differ from an unbroken run's: changed %1; use the same "
                             "again, or resume with --accept-changes",
                             changed));
        warn(text("resumed with changed %1", changed));
        m_writer->set({{"kernels", m_kernels}, {"threads", m_threads}, {"device", m_job.device}, {dataKey(), m_open.data->fingerprint()}});
        if (!models.empty()) {
            json all = recorded;
            all.update(models);
            m_writer->set({{"models", all}});
        }
    }

    // Goes on where the newest whole checkpoint is; from the beginning where there is none yet.
    void load() {
        std::string problems;
        for (const std::string& name : checkpointNames(m_run)) {
            try {
                m_state = readState(m_run, name);
                const int last = static_cast<int>(m_experiment.stages.size()) - 1;
                if (m_state.stage > last) m_state.stage = last, m_state.stage_done = true;  // as runs before stages' ends were kept
                open();
                loadCheckpoint(m_run, name, m_open.segments(), true);
                if (!problems.empty()) warn(text("%1; resumed from the one before", problems));
                m_last_saved = m_state.step;
                return;
            } catch (const Error& error) {
                if (error.kind() == ErrorKind::Cancelled) throw;
                // Only a damaged checkpoint has another behind it: bad data will not be better there.
                if (error.kind() != ErrorKind::Io) throw;
                problems += (problems.empty() ? "" : "; ") + std::string(error.what());
            }
        }
        if (!problems.empty()) throw Error(ErrorKind::Io, text("no checkpoint of %1 can be read: %2", m_run.string(), problems));
        warn(text("there was no checkpoint yet; training starts again from step 0"));
        m_state = {};
        open();
        start(m_run);
    }

    void warn(const std::string& warning) { m_warning += (m_warning.empty() ? "" : "; ") + warning; }

    // The stage that m_state names, in a run that has a folder.
    void open() {
        const bool first = !m_open.data;
        openData(m_open, m_experiment, m_state.stage, m_run, watchOf(m_control, m_sink));
        refuseTooLarge();
        if (first) checkUnchanged();
        openModel(m_open, m_experiment, m_state.stage, m_run, m_device);
    }

    // What techniques decided by this machine when the stage was first made ready, and a run that goes on takes over.
    void keepDecisions() {
        const std::string key = "decided_in_" + stageName(m_state.stage);
        if (const json run = summaryOf(m_run); run.contains(key)) {
            const auto decided = run.value(key, std::map<std::string, double>{});
            for (const auto& technique : m_open.techniques) technique->restore(decided);
            return;
        }
        std::map<std::string, double> decided;
        for (const auto& technique : m_open.techniques) decided.merge(technique->state());
        if (!decided.empty()) m_writer->set({{key, decided}}, true);
    }

    // Makes the stage ready that is to be trained; false when all are over.
    bool nextStage() {
        if (m_state.stage_done) {
            if (isLast()) return false;
            const auto before = m_open.data;
            ++m_state.stage;
            m_state.stage_step = 0;
            m_state.stage_started = m_state.stage_done = m_state.has_best = false;
            m_state.evaluations_without_best = 0;
            m_state.empty_draws = 0;
            m_open.techniques.clear();
            m_open.model.reset();
            open();
            start(m_run);
            if (m_open.data != before) {
                keepTrying([this] { m_open.data->save(m_run); });
                m_writer->set({{dataKey(), m_open.data->fingerprint()}});
            }
        }
        releaseMemory();  // of what the start took
        resetPeakMemory();
        keepDecisions();
        m_valid = m_open.data->batches(Split::Valid, evaluationBatch(stage().train));
        if (!m_state.stage_started) {
            m_state.stage_started = true;
            StageStarted event{m_state.stage, stage().name, stage().train.steps, {}};
            if (m_state.stage > 0 &&
                !(taskOf(m_experiment, stage()) == taskOf(m_experiment, m_experiment.stages[static_cast<std::size_t>(m_state.stage) - 1])))
                event.task = factsOf(*m_open.data);
            emit(std::move(event));
        }
        return true;
    }

    bool runStage() {
        if (!m_warning.empty()) emit(Warned{std::exchange(m_warning, {})});
        const Train& settings = stage().train;
        std::string reason = "steps";
        for (;;) {
            const bool end = m_state.stage_step >= settings.steps;
            if (m_state.stage_step > 0 && m_state.last_evaluated != m_state.step &&
                (end || m_state.stage_step % stage().evaluate.every == 0)) {
                if (!evaluate()) return stopped();
            }
            if (settings.early_stop && m_state.evaluations_without_best >= settings.early_stop->patience) {
                reason = "early_stop";
                break;
            }
            if (end) break;
            if (m_state.stage_step > 0 && m_state.stage_step % settings.checkpoint_every == 0 && m_last_saved != m_state.step) save();
            const bool go = m_control.waitForTurn([this](bool paused) {
                if (paused) emit(Paused{});
                else emit(Resumed{});
                m_writer->set(summary(paused ? "paused" : "running"), true);
            });
            if (!go) return stopped();
            step(settings);
        }
        const std::int64_t peak = peakMemory();
        m_peak = std::max(m_peak, peak);
        emit(StageFinished{m_state.stage, reason, peak});
        if (!isLast()) keepResult(reason == "early_stop");
        m_state.stage_done = true;
        saveForSure();
        return true;
    }

    // It could not be written where the disk was full: what is there may be older, or a stage before's.
    bool bestIsKept() const {
        if (!m_state.has_best) return false;
        try {
            const TrainingState kept = readState(m_run, "best");
            return kept.stage == m_state.stage && kept.step == m_state.best_step;
        } catch (const Error&) {
            return false;
        }
    }

    // What the next stage starts from: the last weights, or the best ones of a stage that went on until they got no better.
    void keepResult(bool best) {
        keepTrying([&] {
            if (best && bestIsKept()) copyCheckpoint(m_run, "best", stageName(m_state.stage));
            else saveCheckpoint(m_run, stageName(m_state.stage), m_open.segments(), m_state, false);
        });
    }

    void step(const Train& settings) {
        const auto start = Clock::now();
        const TensorBatch batch = toTensors(m_open.data->trainBatch(m_state.step, settings.batch_size), m_open.model->causal(), m_device);
        const double rate = scheduledRate(settings, m_state.stage_step);
        const PassPlace place{m_experiment.seed, m_state.step, 0, m_state.stage_step, settings.steps};
        const StepResult result = trainStep(*m_open.model, m_open.techniques, place, batch, settings, rate);
        ++m_state.step;
        ++m_state.stage_step;
        m_state.empty_draws += result.plan.empty_draws;
        m_trained = true;
        const double seconds = secondsSince(start);
        m_state.seconds += seconds;
        const double speed = static_cast<double>(batch.real_tokens) / std::max(seconds, 1e-9);
        m_speed = m_speed > 0 ? 0.9 * m_speed + 0.1 * speed : speed;
        StepFinished event;
        event.stage = m_state.stage;
        event.losses = result.losses;
        event.learning_rates["all"] = rate;
        event.gradient_norm = result.gradient_norm;
        event.tokens_per_second = m_speed;
        for (const auto& technique : m_open.techniques) technique->scalars(*m_open.model, result.plan, place, event.scalars);
        if (m_state.empty_draws > 0) event.scalars["theseus.empty_draws"] = static_cast<double>(m_state.empty_draws);
        for (const Step& one : result.plan.encoder().steps)
            if (one.stack == 0) event.route.push_back(one.slot);
        event.replaced.assign(result.plan.replaced.begin(), result.plan.replaced.end());
        if (const auto side = result.plan.stacks.find("side"); side != result.plan.stacks.end()) event.side = side->second.route();
        event.slot_gradients = result.slot_gradients;
        emit(std::move(event));
        if (m_state.step % 16 == 0 && !result.skipped)
            m_writer->set({{"step", m_state.step}, {"seconds", m_state.seconds}, {"loss", result.loss}});
    }

    std::vector<double> dropRatesNow() const {
        for (const auto& technique : m_open.techniques)
            if (std::vector<double> rates = technique->dropRates(); !rates.empty()) return rates;
        return {};
    }

    // The full depth and the pruned ones, or nothing when stopped in the middle.
    std::optional<Evaluated> measure(const std::vector<Batch>& batches) {
        Evaluated event;
        event.stage = m_state.stage;
        event.strategy = strategyName(stage().evaluate.depths.keep);
        try {
            std::vector<Route> routes = routesOn(stage().evaluate.depths, *m_open.model, batches, false, dropRatesNow(), {},
                                                 [this] { return m_control.stopping(); });
            routes.push_back(fullRoute(m_open.model->blueprint()));
            event.depths = evaluateRoutes(*m_open.model, *m_open.data, batches, routes, [this] { return m_control.stopping(); });
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::Cancelled) return {};
            throw;
        }
        event.full = std::move(event.depths.back());
        event.depths.pop_back();
        // Events are many: details of the full depth only.
        for (RouteResult& depth : event.depths) depth.by_difficulty.clear(), depth.confusion.clear();
        return event;
    }

    // False when stopped: then nothing of the evaluation counts.
    bool evaluate() {
        const auto start = Clock::now();
        std::optional<Evaluated> measured = measure(m_valid);
        if (!measured) return false;
        Evaluated& event = *measured;
        const bool by_loss = stage().train.early_stop && stage().train.early_stop->metric == EarlyStop::Metric::Loss;
        const double metric = by_loss ? -event.full.loss : event.full.accuracy;
        event.best = !m_state.has_best || metric > m_state.best_metric;
        m_state.last_evaluated = m_state.step;
        if (event.best) {
            m_state.best_metric = metric;
            m_state.has_best = true;
            m_state.best_step = m_state.step;
            m_state.evaluations_without_best = 0;
        } else {
            ++m_state.evaluations_without_best;
        }
        m_state.seconds += secondsSince(start);
        json figures{{"accuracy_full", event.full.accuracy}};
        if (event.depths.empty()) figures["accuracy_half"] = nullptr;  // that of a stage before is another model's
        const int half = std::max(1, event.full.depth() / 2);
        for (const RouteResult& depth : event.depths)
            if (depth.depth() == half) figures["accuracy_half"] = depth.accuracy;
        const bool best = event.best;
        emit(std::move(event));
        m_writer->set(figures);
        if (best) trySave("best", false);
        return true;
    }

    // A checkpoint that cannot be written (a full disk) is no reason to lose the training that goes on.
    bool trySave(const std::string& name, bool with_moments) {
        try {
            m_writer->sync();
            saveCheckpoint(m_run, name, m_open.segments(), m_state, with_moments);
            return true;
        } catch (const Error& error) {
            emit(Warned{text("%1; training goes on, the checkpoint is missing", error.what())});
            return false;
        }
    }

    void save() {
        if (trySave(checkpointName(m_state.step), true)) saved();
    }

    // The last weights of a stage or of a stopped run: they are the result.
    void saveForSure() {
        const std::string name = checkpointName(m_state.step);
        keepTrying([&] { saveCheckpoint(m_run, name, m_open.segments(), m_state, true); });
        saved();
    }

    void saved() {
        const std::string name = checkpointName(m_state.step);
        m_last_saved = m_state.step;
        pruneCheckpoints(m_run, checkpoints_kept);
        emit(CheckpointSaved{"checkpoints/" + name});
        m_writer->set(summary("running"), true);
    }

    bool stopped() {
        if (m_last_saved != m_state.step) saveForSure();
        emit(Stopped{});
        m_writer->set(summary("stopped"), true);
        return false;
    }

    // The weights that did best on validation data, on data that no choice was made on. False when stopped.
    bool test() {
        const std::vector<SplitFacts> facts = m_open.data->facts();
        if (std::none_of(facts.begin(), facts.end(), [](const SplitFacts& split) { return split.split == "test"; })) return true;
        std::int64_t of_step = m_state.step;
        if (m_state.best_step != m_state.step && bestIsKept()) of_step = loadCheckpoint(m_run, "best", m_open.segments(), false).step;
        std::optional<Evaluated> event = measure(m_open.data->batches(Split::Test, evaluationBatch(stage().train)));
        if (!event) return false;
        event->split = "test";
        event->weights_step = of_step;
        m_writer->set({{"accuracy_test", event->full.accuracy}});
        emit(std::move(*event));
        return true;
    }

    void finish() {
        if (!test()) return void(stopped());
        json figures = summary("finished");
        if (const std::int64_t peak = std::max(m_peak, peakMemory()); peak > 0) figures["peak_memory_bytes"] = peak;
        const Blueprint& blueprint = m_open.model->blueprint();
        const Route full = fullRoute(blueprint);
        const int length = m_open.data->size().length;
        figures["latency_full_ms"] = latency(*m_open.model, full, length);
        if (!blueprint.one_depth)
            figures["latency_half_ms"] = latency(
                *m_open.model, chooseRoute(stage().evaluate.depths.keep, full, std::max(1, static_cast<int>(full.size()) / 2)), length);
        figures["best_step"] = m_state.best_step;
        emit(Finished{m_state.seconds});
        m_writer->sync();
        m_writer->set(figures, true);
    }

    const TrainJob& m_job;
    const std::string& m_kernels;
    Control& m_control;
    const EventSink& m_sink;
    Experiment m_experiment;
    torch::Device m_device = torch::kCPU;
    int m_threads = 1;
    OpenStage m_open;
    std::vector<Batch> m_valid;
    TaskFacts m_task;  // of the first stage
    fs::path m_run;
    std::optional<RunWriter> m_writer;
    TrainingState m_state;
    std::int64_t m_total_steps = 0, m_last_saved = -1;
    std::int64_t m_peak = 0;  // bytes, of the stages that this process trained
    double m_speed = 0;
    bool m_trained = false;  // in this process
    std::string m_warning;
};

}  // namespace

void train(const TrainJob& job, const std::string& kernels, Control& control, const EventSink& sink) {
    Trainer(job, kernels, control, sink).run();
}

}  // namespace layerlab
