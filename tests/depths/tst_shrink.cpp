// Smaller models out of runs: bit-equal where a route is taken out, measured and stored where weights change, and read again
// as runs of their own.
#include <torch/torch.h>

#include <QtTest/QtTest>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "engine/depths/extract.h"
#include "engine/depths/measure.h"
#include "engine/depths/predict.h"
#include "engine/depths/shrink.h"
#include "engine/experiment/yaml.h"
#include "engine/runs/measurements.h"
#include "engine/runs/run_folder.h"
#include "tests/model_fixture.h"
#include "tests/training/trainer_fixture.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

Stage stageOf(const Experiment& e, const std::string& name, const Origin& from, std::int64_t steps) {
    Stage stage{name, from, {}, {}, e.train, e.evaluate};
    stage.train.steps = steps;
    return stage;
}

Experiment tiny(const char* kind) {
    Experiment e = smallExperiment(4);
    const std::string name = kind;
    e.name = name;
    e.train.threads = 1;
    e.train.warmup_steps = 0;
    e.train.steps = 3;
    e.train.learning_rate = 0.01;
    e.model.initializer_range = 0.3;
    if (name == "shared") e.techniques.sharing.emplace().group_size = 2;
    if (name == "skipping") e.model.stack[1].skip = true;
    const Origin previous{Origin::Kind::Previous, {}, {}};
    if (name == "theseus" || name == "ladder" || name == "ladder shared") {
        e.stages = {stageOf(e, "first", {}, 3), stageOf(e, "second", previous, 3)};
        Techniques& second = e.stages[1].techniques;
        if (name == "theseus") {
            second.theseus.emplace().replace_embeddings = true;
            second.theseus->schedule.base_rate = 1;
        } else {
            auto& ladder = second.ladder.emplace();
            ladder.reduction = 2;
            ladder.initialise = LadderSettings::Initialise::Random;
            if (name == "ladder shared") second.sharing.emplace().group_size = 2;
        }
    }
    return e;
}

torch::Tensor logitsOf(const EncoderModel& model, const Plan& plan, const TensorBatch& batch) {
    torch::NoGradGuard no_grad;
    Dropout none;
    return model.forward(batch, plan, none).logits;
}

}  // namespace

class TestShrink : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    Control m_control;
    OpenRuns m_runs;

    std::string library() const { return m_dir.path().toStdString(); }
    fs::path trained(const char* kind) {
        static std::map<std::string, fs::path> known;
        if (const auto found = known.find(kind); found != known.end()) return found->second;
        TrainJob job;
        job.experiment = tiny(kind);
        job.library = library();
        return known[kind] = trainHere(job);
    }
    std::vector<Event> shrunk(const ShrinkJob& job) {
        std::vector<Event> events;
        shrink(job, m_runs, m_control, [&](const Event& event) { events.push_back(event); });
        return events;
    }
    static const Evaluated& measured(const std::vector<Event>& events) {
        for (const Event& event : events)
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) return *evaluated;
        throw std::runtime_error("nothing was measured");
    }
    static std::string saved(const std::vector<Event>& events) {
        for (const Event& event : events)
            if (const auto* model = std::get_if<ModelSaved>(&event.what)) return model->run;
        return {};
    }

private Q_SLOTS:
    void aRouteTakenOutGivesTheSameBits_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QList<int>>("slots_kept");
        QTest::newRow("plain") << "plain" << QList<int>{1, 3};
        QTest::newRow("whole") << "plain" << QList<int>{};
        QTest::newRow("shared, both of a group") << "shared" << QList<int>{1, 2, 4};
        QTest::newRow("past a slot that never runs") << "skipping" << QList<int>{1, 4};
        QTest::newRow("successor with embeddings of its own") << "theseus" << QList<int>{};
        QTest::newRow("one layer of a successor") << "theseus" << QList<int>{2};
        QTest::newRow("ladder") << "ladder" << QList<int>{1, 3};
        QTest::newRow("ladder without its top") << "ladder" << QList<int>{2};
        QTest::newRow("ladder whose side shares") << "ladder shared" << QList<int>{};
    }
    void aRouteTakenOutGivesTheSameBits() {
        QFETCH(QString, kind);
        QFETCH(QList<int>, slots_kept);
        const Route route(slots_kept.begin(), slots_kept.end());
        const StoredModel source = loadStored(trained(kind.toUtf8()), Origin::Weights::Final);
        const EncoderModel& full = *source.model;
        const ExtractedModel taken = extract(source, route);
        const auto data = loadTask(source.experiment);
        const TensorBatch batch = toTensors(data->trainBatch(3, 8), full.causal(), torch::kCPU);
        const Plan masked = full.planOf(route.empty() ? fullRoute(full.blueprint()) : route);
        const torch::Tensor expected = logitsOf(full, masked, batch), found = logitsOf(*taken.model, taken.model->fullPlan(), batch);
        QVERIFY(torch::equal(expected, found));
        // Only what the route needs, shared weights once; the cost formula agrees.
        const Cost needs = cost(full.blueprint(), full.size(), masked.measured().route());
        QCOMPARE(taken.model->parameters(), needs.parameters);
        QCOMPARE(fullRoute(taken.model->blueprint()).size(), masked.measured().steps.size());
        for (const Problem& problem : validate(taken.experiment))
            QVERIFY2(problem.warning || kind.startsWith("ladder"), problem.message.c_str());
    }
    void slotsThatDoNotRunAreRefused() {
        const StoredModel source = loadStored(trained("skipping"), Origin::Weights::Final);
        QVERIFY_EXCEPTION_THROWN(extract(source, {1, 2}), Error);
        QVERIFY_EXCEPTION_THROWN(extract(source, {9}), Error);
    }
    void aStoredModelIsARunOfItsOwn_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QList<int>>("slots_kept");
        QTest::newRow("plain") << "plain" << QList<int>{2, 4};
        QTest::newRow("shared") << "shared" << QList<int>{1, 2, 3};
        QTest::newRow("theseus") << "theseus" << QList<int>{1};
        QTest::newRow("ladder") << "ladder" << QList<int>{1, 2};
    }
    void aStoredModelIsARunOfItsOwn() {
        QFETCH(QString, kind);
        QFETCH(QList<int>, slots_kept);
        ShrinkJob job;
        job.run = trained(kind.toUtf8()).string();
        job.route.assign(slots_kept.begin(), slots_kept.end());
        job.library = library();
        const auto events = shrunk(job);
        const fs::path folder = saved(events);
        QVERIFY(fs::is_directory(folder));
        const StoredModel source = loadStored(job.run, Origin::Weights::Final), again = loadStored(folder, Origin::Weights::Final);
        const auto data = loadTask(source.experiment);
        const TensorBatch batch = toTensors(data->trainBatch(5, 8), source.model->causal(), torch::kCPU);
        QVERIFY(torch::equal(logitsOf(*source.model, source.model->planOf(job.route), batch),
                             logitsOf(*again.model, again.model->fullPlan(), batch)));
        const auto summary = readSummary(folder);
        QVERIFY(summary.has_value());
        QCOMPARE(summary->status, std::string("finished"));
        QCOMPARE(summary->parameters, again.model->parameters());
        QCOMPARE(summary->accuracy_full.value(), measured(events).full.accuracy);
        const auto run = nlohmann::json::parse(readFile(folder / "run.json"));
        QCOMPARE(run.at("derived").at("slots").get<Route>(), job.route);
        QCOMPARE(run.at("derived").at("step").get<int>(), static_cast<int>(source.state.step));
        // It is measured like any run: by hand the whole route gives the same accuracy.
        DepthsJob depths;
        depths.run = folder.string();
        depths.latency = false;
        Evaluated result;
        measureDepths(depths, m_runs, m_control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) result = *evaluated;
        });
        QCOMPARE(result.full.accuracy, measured(events).full.accuracy);
        // And trained further.
        TrainJob further;
        further.experiment = readRunExperiment(folder);
        further.experiment.name = "further";
        further.experiment.stages.front().from = {Origin::Kind::Run, folder.string(), Origin::Weights::Final};
        further.experiment.stages.front().train.steps = 2;
        further.library = library();
        const fs::path trained_on = trainHere(further);
        QCOMPARE(readSummary(trained_on)->status, std::string("finished"));
        QVERIFY(loadStored(trained_on, Origin::Weights::Final).model->parameters() == again.model->parameters());
        // But it is no training that could go on.
        TrainJob resume;
        resume.resume = folder.string();
        QVERIFY_EXCEPTION_THROWN(trainHere(resume), Error);
    }
    void everyFormatIsMeasuredBesideTheModelAsItIs() {
        ShrinkJob job;
        job.run = trained("plain").string();
        for (const Precision precision : allPrecisions()) {
            Variant variant;
            variant.precision = precision;
            if (precision != Precision::Float32) job.variants.push_back(variant);
        }
        const Evaluated result = measured(shrunk(job));
        QCOMPARE(result.depths.size(), std::size_t{5});
        const std::int64_t fp32 = result.full.bytes.value();
        QCOMPARE(fp32, 4 * result.full.parameters);
        QVERIFY(result.full.latency_ms.has_value());
        std::map<std::string, RouteResult> by_name;
        for (const RouteResult& depth : result.depths) by_name[depth.variant] = depth;
        QCOMPARE(by_name.at("fp16").bytes.value(), fp32 / 2);
        QCOMPARE(by_name.at("bf16").bytes.value(), fp32 / 2);
        QVERIFY(by_name.at("int8").bytes.value() < fp32 / 2);
        QVERIFY(by_name.at("int2").bytes.value() < by_name.at("int8").bytes.value());
        QVERIFY(by_name.at("binary").bytes.value() < by_name.at("int2").bytes.value());
        // What is only widened claims no time.
        for (const char* widened : {"fp16", "bf16", "int2", "binary"}) QVERIFY(!by_name.at(widened).latency_ms);
        QVERIFY(std::abs(by_name.at("fp16").loss - result.full.loss) < 1e-3);
        QVERIFY(std::abs(by_name.at("int8").loss - result.full.loss) < 0.05);
        QVERIFY(std::abs(by_name.at("binary").loss - result.full.loss) > 1e-3);  // another model
        // Kept in the run's folder, for comparisons.
        const auto known = knownResults(resolved(readEvents(job.run)), readMeasurements(job.run), "valid");
        QVERIFY(std::any_of(known.begin(), known.end(), [](const RouteResult& r) { return r.variant == "int8" && r.bytes; }));
    }
    void prunedAndQuantisedModelsAreReadAgain_data() {
        QTest::addColumn<Variant>("variant");
        Variant v;
        v.sparsity = 0.5;
        QTest::newRow("sparse") << v;
        v = {};
        v.heads = 0.5;
        v.units = 0.25;
        QTest::newRow("structured") << v;
        v.precision = Precision::Int8;
        v.embeddings = true;
        QTest::newRow("structured, int8") << v;
        v = {};
        v.precision = Precision::Int2;
        QTest::newRow("int2") << v;
        v.precision = Precision::BFloat16;
        QTest::newRow("bf16") << v;
    }
    void prunedAndQuantisedModelsAreReadAgain() {
        QFETCH(Variant, variant);
        ShrinkJob job;
        job.run = trained("shared").string();
        job.route = {1, 2, 4};
        job.variants = {variant};
        job.folder = m_dir.filePath(QString("variant-%1").arg(QTest::currentDataTag())).toStdString();
        const auto events = shrunk(job);
        QCOMPARE(saved(events), job.folder);
        const RouteResult& result = measured(events).depths.at(0);
        DepthsJob depths;
        depths.run = job.folder;
        depths.latency = false;
        Evaluated again;
        measureDepths(depths, m_runs, m_control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) again = *evaluated;
        });
        QCOMPARE(again.full.accuracy, result.accuracy);
        QVERIFY(std::abs(again.full.loss - result.loss) < 1e-6);
        QCOMPARE(again.full.parameters, result.parameters);
        // A second time into the same folder is refused, and nothing is lost.
        QVERIFY_EXCEPTION_THROWN(shrunk(job), Error);
        QVERIFY(fs::exists(fs::path(job.folder) / "run.json"));
    }
    void aReadOnlyRunIsMeasuredAllTheSame() {
        const fs::path copy = m_dir.filePath("read-only").toStdString();
        fs::copy(trained("plain"), copy, fs::copy_options::recursive);
        fs::remove(copy / "measured.jsonl");
        fs::create_directory(copy / "measured.jsonl");  // nobody can write to it, root neither
        DepthsJob job;
        job.run = copy.string();
        job.latency = false;
        bool warned = false, told = false;
        measureDepths(job, m_runs, m_control, [&](const Event& event) {
            warned = warned || std::holds_alternative<Warned>(event.what);
            told = told || std::holds_alternative<Evaluated>(event.what);
        });
        QVERIFY(warned && told);
    }
    void answersHaveProbabilities() {
        PredictJob job;
        job.run = trained("plain").string();
        job.best = false;
        const auto names = loadTask(tiny("plain"))->labelNames();
        job.texts = {"2 hops " + names[0] + " " + names[1] + " " + names[0] + " " + names[2]};
        std::vector<Predicted> all;
        predict(job, m_runs, m_control, [&](const Event& event) {
            if (const auto* predicted = std::get_if<Predicted>(&event.what)) all.push_back(*predicted);
        });
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].tokens.size(), std::size_t{5});
        QCOMPARE(all[0].answers.size(), std::size_t{5});
        for (const auto& answer : all[0].answers) {
            QCOMPARE(answer.likely.size(), names.size());
            double sum = 0, last = 1;
            for (const auto& [label, probability] : answer.likely) {
                QVERIFY(probability <= last);
                QVERIFY(std::find(names.begin(), names.end(), label) != names.end());
                sum += probability, last = probability;
            }
            QVERIFY(std::abs(sum - 1) < 1e-6);
        }
        // The most likely label is the model's own answer.
        const StoredModel stored = loadStored(job.run, Origin::Weights::Final);
        TextReader reader(stored.experiment.task, stored.experiment.seed, job.run);
        const TensorBatch batch = toTensors(reader.read(job.texts[0], {}).batch, stored.model->causal(), torch::kCPU);
        const torch::Tensor best = logitsOf(*stored.model, stored.model->fullPlan(), batch)[0].argmax(1);
        for (std::size_t i = 0; i < 5; ++i)
            QCOMPARE(all[0].answers[i].likely[0].first,
                     names[static_cast<std::size_t>(best[static_cast<std::int64_t>(i)].item<std::int64_t>())]);
        for (const char* wrong : {"", "2 hops !", "7 hops"}) {
            job.texts = {wrong};
            QVERIFY_EXCEPTION_THROWN(predict(job, m_runs, m_control, [](const Event&) {}), Error);
        }
    }
};

QTEST_APPLESS_MAIN(TestShrink)
#include "tst_shrink.moc"
