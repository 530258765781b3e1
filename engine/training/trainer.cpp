#include "engine/training/trainer.h"

#include <torch/torch.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <thread>

#include "engine/data/byte_source.h"
#include "engine/depths/evaluate.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/yaml.h"
#include "engine/platform/clock.h"
#include "engine/platform/machine.h"
#include "engine/techniques/technique.h"
#include "engine/text.h"
#include "engine/training/adamw.h"
#include "engine/training/checkpoint.h"
#include "engine/training/device.h"
#include "engine/training/run_writer.h"
#include "engine/training/step.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

using Clock = std::chrono::steady_clock;
double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

constexpr std::size_t checkpoints_kept = 2;
constexpr int most_labels_shown = 32;  // by name

class Trainer {
public:
    Trainer(const TrainJob& job, const std::string& kernels, Control& control, const EventSink& sink)
        : m_job(job), m_kernels(kernels), m_control(control), m_sink(sink) {}

    void run() {
        const bool resuming = !m_job.resume.empty();
        if (resuming && !fs::is_directory(m_job.resume)) throw Error(ErrorKind::BadInput, text("%1: no such run folder", m_job.resume));
        m_experiment = resuming ? readRunExperiment(m_job.resume) : expanded(m_job.experiment);
        if (!resuming)
            for (const Problem& problem : validate(m_experiment))
                if (!problem.warning) throw Error(ErrorKind::BadInput, problem.message);
        m_device = deviceNamed(m_job.device);
        m_threads = setThreads(m_job.threads > 0 ? m_job.threads : m_experiment.stages.front().train.threads);
        m_data = loadTask(m_experiment, resuming ? fs::path(m_job.resume) : fs::path(), watch());
        m_facts = m_data->facts();
        // Refuses early what could only end in the machine's out-of-memory killer.
        if (const std::string shortage = memoryShortage(m_experiment, m_data->size()); !shortage.empty())
            throw Error(ErrorKind::BadInput, shortage);
        m_run = resuming ? fs::path(m_job.resume) : createRunFolder(m_job.library, m_experiment.name);
        try {
            m_writer.emplace(m_run);
            if (resuming) checkUnchanged();
            m_model.emplace(m_experiment, m_experiment.stages.front().techniques, m_data->size());
            m_model->to(m_device);
            if (resuming) load();
            else begin();
        } catch (...) {
            // A run that never began leaves nothing behind.
            m_writer.reset();
            std::error_code ignored;
            if (!resuming) fs::remove_all(m_run, ignored);
            throw;
        }
        try {
            for (const auto& stage : m_experiment.stages) m_total_steps += stage.train.steps;
            m_writer->set(summary("running"), true);
            if (resuming) {
                emit(Resumed{});
            } else {
                RunStarted started{
                    m_run.string(), m_run.filename().string(), m_job.device, m_kernels, m_threads, m_total_steps, m_model->parameters(),
                    m_baselines,    m_data->difficultyName(),  {},           m_facts};
                if (m_data->size().labels <= most_labels_shown) started.labels = m_data->labelNames();
                emit(std::move(started));
                for (const std::string& note : m_data->notes()) emit(Warned{note});
            }
            if (resuming && m_state.stage >= static_cast<int>(m_experiment.stages.size())) return finish();
            m_valid = m_data->batches(Split::Valid, evaluationBatch(m_experiment.train));
            while (m_state.stage < static_cast<int>(m_experiment.stages.size()))
                if (!runStage()) return;
            finish();
        } catch (const Error& error) {
            m_writer->set(json{{"status", "failed"}, {"message", error.what()}}, true);
            throw;
        }
    }

private:
    const Stage& stage() const { return m_experiment.stages[static_cast<std::size_t>(m_state.stage)]; }
    // Large files take a while to be read: that is told, and can be stopped.
    ReadWatch watch() {
        return {[this](std::int64_t done, std::int64_t all) {
                    const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 0;
                    m_sink({0, secondsSince1970(), Progress{share, text("preparing the data")}});
                },
                [this] { return m_control.stopping(); }};
    }

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
                {"parameters", m_model->parameters()},
                {"techniques", describeTechniques(m_experiment.stages.back().techniques)}};
    }

    void begin() {
        std::error_code error;
        if (fs::create_directories(m_run / "checkpoints", error); error)
            throw Error(ErrorKind::Io,
                        text("%1 %2: %3", text("cannot make the folder"), (m_run / "checkpoints").string(), error.message()));
        writeFileAtomically(m_run / "experiment.yaml", writeExperiment(m_experiment, true));
        m_data->save(m_run);
        for (const Baseline& baseline : m_data->baselines(Split::Valid)) m_baselines[baseline.name] = baseline.accuracy;
        m_writer->set({{"name", m_experiment.name},
                       {"seed", m_experiment.seed},
                       {"device", m_job.device},
                       {"kernels", m_kernels},
                       {"threads", m_threads},
                       {"libtorch", TORCH_VERSION},
                       {"layerlab", LAYERLAB_VERSION},
                       {"data", m_data->fingerprint()},
                       {"baselines", m_baselines},
                       {"difficulty", m_data->difficultyName()}});
    }

    // The same bits come only from the same data, kernels and threads.
    void checkUnchanged() {
        const json before = json::parse(readFile(m_run / "run.json"), nullptr, false);
        std::string changed;
        const auto compare = [&](const char* key, const json& now, const std::string& what) {
            const auto found = before.is_object() ? before.find(key) : before.end();
            if (found == before.end() || *found == now) return;
            changed += (changed.empty() ? "" : ", ") + text("%1 (was %2, is %3)", what, found->dump(), now.dump());
        };
        compare("data", m_data->fingerprint(), text("data files"));
        compare("kernels", m_kernels, text("BLAS kernels"));
        compare("threads", m_threads, text("threads"));
        compare("device", m_job.device, text("device"));
        if (changed.empty()) return;
        if (!m_job.accept_changes)
            throw Error(ErrorKind::BadInput,
                        text("not resumed, because the result would differ from an unbroken run's: changed %1; use the same "
                             "again, or resume with --accept-changes",
                             changed));
        m_warning = text("resumed with changed %1", changed);
        m_writer->set({{"kernels", m_kernels}, {"threads", m_threads}, {"device", m_job.device}, {"data", m_data->fingerprint()}});
    }

    void load() {
        const auto names = checkpointNames(m_run);
        std::string problems;
        for (const std::string& name : names) {
            try {
                m_state = loadCheckpoint(m_run, name, *m_model, true);
                // A later stage may differ in techniques, never in weights: stages share them the same way.
                if (!problems.empty()) m_warning += (m_warning.empty() ? "" : "; ") + text("%1; resumed from the one before", problems);
                m_last_saved = m_state.step;
                return;
            } catch (const Error& error) {
                problems += (problems.empty() ? "" : "; ") + std::string(error.what());
            }
        }
        if (!problems.empty()) throw Error(ErrorKind::Io, text("no checkpoint of %1 can be read: %2", m_run.string(), problems));
        m_warning = text("there was no checkpoint yet; training starts again from step 0");
    }

    bool runStage() {
        if (!m_state.stage_started) {
            if (m_state.stage > 0 && stage().from == Stage::From::Scratch) {
                m_model.emplace(m_experiment, stage().techniques, m_data->size());
                m_model->to(m_device);
            }
            m_state.stage_started = true;
            emit(StageStarted{m_state.stage, stage().name, stage().train.steps});
        }
        if (!m_warning.empty()) emit(Warned{std::exchange(m_warning, {})});
        const Train& settings = stage().train;
        const auto techniques = makeTechniques(m_experiment.model, stage().techniques);
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
            step(settings, techniques);
        }
        emit(StageFinished{m_state.stage, reason});
        ++m_state.stage;
        m_state.stage_step = 0;
        m_state.stage_started = false;
        m_state.evaluations_without_best = 0;
        if (m_state.stage < static_cast<int>(m_experiment.stages.size()))  // a new stage, a new optimizer
            for (const auto& segment : m_model->segments()) segment->forgetMoments();
        saveForSure();
        return true;
    }

    void step(const Train& settings, const std::vector<std::unique_ptr<Technique>>& techniques) {
        const auto start = Clock::now();
        const TensorBatch batch = toTensors(m_data->trainBatch(m_state.step, settings.batch_size), m_model->causal(), m_device);
        const double rate = scheduledRate(settings, m_state.stage_step);
        const StepResult result = trainStep(*m_model, techniques, {m_experiment.seed, m_state.step, 0}, batch, settings, rate);
        ++m_state.step;
        ++m_state.stage_step;
        m_trained = true;
        const double seconds = secondsSince(start);
        m_state.seconds += seconds;
        const double speed = static_cast<double>(batch.real_tokens) / std::max(seconds, 1e-9);
        m_speed = m_speed > 0 ? 0.9 * m_speed + 0.1 * speed : speed;
        StepFinished event;
        event.stage = m_state.stage;
        event.losses["task"] = result.loss;
        event.learning_rates["all"] = rate;
        event.gradient_norm = result.gradient_norm;
        event.tokens_per_second = m_speed;
        for (const auto& technique : techniques) technique->scalars(result.plan, event.scalars);
        event.route = result.plan.encoder().route();
        event.slot_gradients = result.slot_gradients;
        emit(std::move(event));
        if (m_state.step % 16 == 0) m_writer->set({{"step", m_state.step}, {"seconds", m_state.seconds}, {"loss", result.loss}});
    }

    // The full depth and the pruned ones, or nothing when stopped in the middle.
    std::optional<Evaluated> measure(const std::vector<Batch>& batches) {
        const Stage& measured = m_experiment.stages[std::min(static_cast<std::size_t>(m_state.stage), m_experiment.stages.size() - 1)];
        std::vector<Route> routes = chooseRoutes(measured.evaluate.depths, m_experiment.model);
        routes.push_back(m_model->fullPlan().encoder().route());
        Evaluated event;
        event.stage = m_state.stage;
        event.strategy = strategyName(measured.evaluate.depths.keep);
        try {
            event.depths = evaluateRoutes(*m_model, {&m_experiment, &measured.techniques, m_data.get(), &batches}, routes,
                                          [this] { return m_control.stopping(); });
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
            saveCheckpoint(m_run, name, *m_model, m_state, with_moments);
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
        keepTrying([&] { saveCheckpoint(m_run, name, *m_model, m_state, true); });
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
        if (std::none_of(m_facts.begin(), m_facts.end(), [](const SplitFacts& facts) { return facts.split == "test"; })) return true;
        std::int64_t of_step = m_state.step;
        if (m_state.has_best && m_state.best_step != m_state.step) of_step = loadCheckpoint(m_run, "best", *m_model, false).step;
        std::optional<Evaluated> event = measure(m_data->batches(Split::Test, evaluationBatch(m_experiment.stages.back().train)));
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
        const Route full = m_model->fullPlan().encoder().route();
        const Route half =
            chooseRoute(m_experiment.stages.back().evaluate.depths.keep, full, std::max<int>(1, static_cast<int>(full.size()) / 2));
        figures["latency_full_ms"] = latency(*m_model, full, m_data->size().length);
        figures["latency_half_ms"] = latency(*m_model, half, m_data->size().length);
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
    std::unique_ptr<TaskData> m_data;
    std::vector<Batch> m_valid;
    std::vector<SplitFacts> m_facts;
    std::map<std::string, double> m_baselines;
    fs::path m_run;
    std::optional<RunWriter> m_writer;
    std::optional<EncoderModel> m_model;
    TrainingState m_state;
    std::int64_t m_total_steps = 0, m_last_saved = -1;
    double m_speed = 0;
    bool m_trained = false;  // in this process
    std::string m_warning;
};

}  // namespace

void train(const TrainJob& job, const std::string& kernels, Control& control, const EventSink& sink) {
    Trainer(job, kernels, control, sink).run();
}

}  // namespace layerlab
