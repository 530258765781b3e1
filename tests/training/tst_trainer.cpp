#include <torch/torch.h>

#include <QtTest/QtTest>

#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/depths/measure.h"
#include "engine/runs/run_folder.h"
#include "tests/model_fixture.h"
#include "tests/timeless.h"
#include "tests/training/trainer_fixture.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

Experiment quick() {
    Experiment e = smallExperiment(4);
    e.name = "quick";
    e.model.dropout = e.model.attention_dropout = 0.1;
    e.techniques.layer_drop.emplace().rate = 0.3;
    e.techniques.sharing.emplace().group_size = 2;
    e.train.steps = 40;
    e.train.threads = 1;
    e.train.checkpoint_every = 10;
    e.evaluate.every = 8;
    return e;
}

std::string weightsOf(const fs::path& run, std::int64_t step) {
    char name[64];
    std::snprintf(name, sizeof name, "checkpoints/step-%09lld/model.safetensors", static_cast<long long>(step));
    return readFile(run / name);
}

}  // namespace

class TestTrainer : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::string library() const { return m_dir.path().toStdString(); }

    fs::path run(const TrainJob& job, const std::function<void(const Event&, Control&)>& each = {}) { return trainHere(job, each); }
    fs::path run(const Experiment& experiment, const std::function<void(const Event&, Control&)>& each = {}) {
        TrainJob job;
        job.experiment = experiment;
        job.library = library();
        return run(job, each);
    }
    static TrainJob resume(const fs::path& folder) {
        TrainJob job;
        job.resume = folder.string();
        return job;
    }

private Q_SLOTS:
    void aRunLeavesItsFiles() {
        const fs::path folder = run(quick());
        for (const char* file : {"experiment.yaml", "events.jsonl", "run.json", "task.json", "checkpoints/best/model.safetensors"})
            QVERIFY2(fs::exists(folder / file), file);
        const auto events = readEvents(folder);
        QVERIFY(std::holds_alternative<RunStarted>(events.front().what));
        QVERIFY(std::holds_alternative<Finished>(events.back().what));
        const auto steps =
            std::count_if(events.begin(), events.end(), [](const Event& e) { return std::holds_alternative<StepFinished>(e.what); });
        QCOMPARE(steps, 40);
        const auto summary = readSummary(folder);
        QCOMPARE(summary->status, std::string("finished"));
        QVERIFY(summary->accuracy_full && summary->accuracy_half && summary->latency_half_ms);
        QVERIFY(readRunExperiment(folder) == expanded(quick()));
        std::set<Route> routes;
        for (const auto& e : events)
            if (const auto* step = std::get_if<StepFinished>(&e.what)) routes.insert(step->route);
        QVERIFY(routes.size() > 4);  // LayerDrop's draws
    }
    void baselinesAndDifficultiesAreInTheEvents() {
        const fs::path folder = run(quick());
        const auto events = readEvents(folder);
        const auto& started = std::get<RunStarted>(events.front().what);
        QCOMPARE(started.task.difficulty, std::string("hops"));
        QCOMPARE(started.task.baselines.at("chance"), 0.25);
        const double most = started.task.baselines.at("most frequent");
        QVERIFY(most > 0.25 && most < 0.5);
        const auto summary = nlohmann::json::parse(readFile(folder / "run.json"));
        QCOMPARE(summary.at("difficulty").get<std::string>(), std::string("hops"));
        QCOMPARE(summary.at("baselines").at("most frequent").get<double>(), most);
        int evaluations = 0;
        for (const auto& event : events) {
            const auto* evaluated = std::get_if<Evaluated>(&event.what);
            if (!evaluated) continue;
            ++evaluations;
            QCOMPARE(evaluated->full.by_difficulty.size(), std::size_t{3});  // 0, 1 and 2 hops
            QCOMPARE(evaluated->full.confusion.size(), std::size_t{5});
            for (const RouteResult& depth : evaluated->depths) QVERIFY(depth.by_difficulty.empty() && depth.confusion.empty());
        }
        QVERIFY(evaluations > 3);
    }
    void theSameSeedGivesTheSameBits() {
        const fs::path a = run(quick()), b = run(quick());
        QCOMPARE(timeless(a), timeless(b));
        QVERIFY(weightsOf(a, 40) == weightsOf(b, 40));
    }
    void evaluationDoesNotDisturbTraining() {
        Experiment often = quick();
        often.evaluate.every = 3;
        QVERIFY(weightsOf(run(quick()), 40) == weightsOf(run(often), 40));
    }
    void stoppedAndResumedEndsWithTheSameBits_data() {
        QTest::addColumn<int>("at");
        for (const int at : {1, 7, 8, 10, 39}) QTest::addRow("step %d", at) << at;
    }
    void stoppedAndResumedEndsWithTheSameBits() {
        QFETCH(int, at);
        const fs::path whole = run(quick());
        const fs::path folder = run(quick(), [&](const Event& event, Control& control) {
            if (event.step == at && std::holds_alternative<StepFinished>(event.what)) control.stop();
        });
        QCOMPARE(readSummary(folder)->status, std::string("stopped"));
        run(resume(folder));
        QCOMPARE(timeless(folder), timeless(whole));
        QVERIFY(weightsOf(folder, 40) == weightsOf(whole, 40));
        QCOMPARE(readSummary(folder)->status, std::string("finished"));
    }
    void aTruncatedCheckpointFallsBackToTheOneBefore() {
        const fs::path whole = run(quick());
        const fs::path folder = run(quick(), [](const Event& event, Control& control) {
            if (event.step == 25) control.stop();
        });
        fs::resize_file(folder / "checkpoints/step-000000025/model.safetensors", 100);
        bool warned = false;
        run(resume(folder), [&](const Event& event, Control&) { warned = warned || std::holds_alternative<Warned>(event.what); });
        QVERIFY(warned);
        QCOMPARE(timeless(folder), timeless(whole));
        QVERIFY(weightsOf(folder, 40) == weightsOf(whole, 40));
    }
    // What cannot be written is waited for, as long as the person does not stop the run (a full disk, a share that is away).
    void theLastWeightsWaitUntilTheyCanBeWritten() {
        const fs::path whole = run(quick());
        fs::path folder;
        int waits = 0;
        run(quick(), [&](const Event& event, Control&) {
            if (const auto* started = std::get_if<RunStarted>(&event.what)) folder = started->run;
            if (event.step == 35 && std::holds_alternative<StepFinished>(event.what)) {
                fs::rename(folder / "checkpoints", folder / "aside");
                std::ofstream(folder / "checkpoints") << "in the way";
            }
            const auto* warned = std::get_if<Warned>(&event.what);
            if (warned && QString::fromStdString(warned->message).contains("waiting")) {
                ++waits;
                fs::remove(folder / "checkpoints");
                fs::rename(folder / "aside", folder / "checkpoints");
            }
        });
        QCOMPARE(waits, 1);
        QCOMPARE(readSummary(folder)->status, std::string("finished"));
        QVERIFY(weightsOf(folder, 40) == weightsOf(whole, 40));
    }
    void changedThreadsAreRefusedByName() {
        const fs::path folder = run(quick(), [](const Event& event, Control& control) {
            if (event.step == 5) control.stop();
        });
        TrainJob job = resume(folder);
        job.threads = 2;
        try {
            run(job);
            QFAIL("resumed");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("threads (was 1, is 2)"), error.what());
            QCOMPARE(error.kind(), ErrorKind::BadInput);
        }
        job.accept_changes = true;
        run(job);
        QCOMPARE(readSummary(folder)->status, std::string("finished"));
    }
    void pausingAndSingleSteps() {
        TrainJob job;
        job.experiment = quick();
        job.library = library();
        job.start_paused = true;
        std::vector<std::int64_t> pauses;
        std::thread person;
        run(job, [&](const Event& event, Control& control) {
            if (std::holds_alternative<Paused>(event.what)) {
                pauses.push_back(event.step);
                person = std::thread([&control] {
                    control.step();
                    QTest::qSleep(50);
                    control.step();
                    QTest::qSleep(50);
                    control.resume();
                });
            }
        });
        person.join();
        QCOMPARE(pauses, (std::vector<std::int64_t>{0}));
    }
    void earlyStopEndsTheStage() {
        Experiment e = quick();
        e.train.steps = 1000;
        e.train.learning_rate = 1e-9;  // nothing gets better
        e.train.early_stop.emplace().patience = 2;
        std::string reason;
        run(e, [&](const Event& event, Control&) {
            if (const auto* finished = std::get_if<StageFinished>(&event.what)) {
                reason = finished->reason;
                QVERIFY(event.step < 1000);
            }
        });
        QCOMPARE(reason, std::string("early_stop"));
    }
    void stagesFollowOneAnother() {
        Experiment e = quick();
        e.stages = {{"a", {}, {}, e.techniques, e.train, e.evaluate},
                    {"b", {Origin::Kind::Previous, {}, {}}, {}, e.techniques, e.train, e.evaluate}};
        e.stages[1].techniques.layer_drop.reset();
        e.stages[0].train.steps = 12;
        e.stages[1].train.steps = 9;
        const auto check = [&](const fs::path& folder) {
            std::vector<std::string> names;
            std::int64_t last = 0;
            for (const auto& event : resolved(readEvents(folder))) {
                if (const auto* stage = std::get_if<StageStarted>(&event.what)) names.push_back(stage->name);
                if (const auto* step = std::get_if<StepFinished>(&event.what)) {
                    last = event.step;
                    if (step->stage == 1) QCOMPARE(step->route.size(), std::size_t{4});  // no LayerDrop there
                }
            }
            QCOMPARE(names, (std::vector<std::string>{"a", "b"}));
            QCOMPARE(last, 21);
        };
        const fs::path whole = run(e);
        check(whole);
        for (const int at : {12, 15}) {
            const fs::path folder = run(e, [&](const Event& event, Control& control) {
                if (event.step == at && std::holds_alternative<StepFinished>(event.what)) control.stop();
            });
            run(resume(folder));
            check(folder);
            QVERIFY(weightsOf(folder, 21) == weightsOf(whole, 21));
        }
    }
    void divergenceIsSaidInWords() {
        Experiment e = quick();
        e.train.learning_rate = 100;
        e.train.warmup_steps = 0;
        e.train.weight_decay = 10;
        e.train.gradient_clip = 0;
        e.train.steps = 2000;
        fs::path folder;
        try {
            run(e, [&](const Event& event, Control&) {
                if (const auto* started = std::get_if<RunStarted>(&event.what)) folder = started->run;
            });
            QFAIL("trained");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Numeric);
            QVERIFY2(QString(error.what()).contains("lower the learning rate"), error.what());
        }
        QCOMPARE(readSummary(folder)->status, std::string("failed"));
    }
    void modelsThatCannotFitAreRefused() {
        Experiment e = quick();
        e.techniques.sharing.reset();
        e.model.hidden = 65536;
        e.model.stack.assign(1000, Slot{});
        try {
            run(e);
            QFAIL("trained");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains("GiB"), error.what());
        }
    }
    void theBestWeightsMeetTheTestSplitAtTheEnd() {
        Experiment e = quick();
        e.train.steps = 60;
        e.train.learning_rate = 0.05;  // wild enough that the last weights are hardly the best
        e.evaluate.every = 5;
        const fs::path folder = run(e);
        Evaluated test;
        double best = 0;
        std::int64_t best_step = 0;
        int tests = 0;
        for (const auto& event : readEvents(folder))
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
                if (evaluated->split == "test") test = *evaluated, ++tests;
                else if (evaluated->best) best = evaluated->full.accuracy, best_step = event.step;
            }
        QCOMPARE(tests, 1);
        QVERIFY(best > 0);
        QCOMPARE(test.weights_step, best_step);
        Control control;
        OpenRuns runs;
        DepthsJob job;
        job.run = folder.string();
        job.split = "test";
        job.best = true;
        Evaluated measured;
        measureDepths(job, runs, control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) measured = *evaluated;
        });
        QCOMPARE(test.full.accuracy, measured.full.accuracy);
        QCOMPARE(readSummary(folder)->accuracy_test, std::optional(test.full.accuracy));
    }
    void depthsOfARunAreThoseOfItsLastEvaluation() {
        const fs::path folder = run(quick());
        Evaluated last, measured;
        for (const auto& event : readEvents(folder))
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what); evaluated && evaluated->split == "valid") last = *evaluated;
        Control control;
        OpenRuns runs;
        DepthsJob job;
        job.run = folder.string();
        measureDepths(job, runs, control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) measured = *evaluated;
        });
        QCOMPARE(measured.depths.size(), std::size_t{4});
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(measured.depths[i].slots, last.depths[i].slots);
            QCOMPARE(measured.depths[i].accuracy, last.depths[i].accuracy);
            QVERIFY(measured.depths[i].latency_ms);
            QCOMPARE(measured.depths[i].by_difficulty.size(), std::size_t{3});
        }
        job.split = "nonsense";
        QVERIFY_EXCEPTION_THROWN(measureDepths(job, runs, control, [](const Event&) {}), Error);
        job.run = library() + "/nowhere";
        QVERIFY_EXCEPTION_THROWN(measureDepths(job, runs, control, [](const Event&) {}), Error);
    }
};

QTEST_APPLESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
