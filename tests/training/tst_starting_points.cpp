// Where stages and runs start from: what is taken over, and what is refused by name of what differs.
#include <torch/torch.h>

#include <QtTest/QtTest>

#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/depths/measure.h"
#include "engine/experiment/yaml.h"
#include "engine/interop/safetensors.h"
#include "engine/runs/run_folder.h"
#include "engine/training/stored_model.h"
#include "tests/training/staged.h"
#include "tests/training/trainer_fixture.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

Origin runOf(const fs::path& run) { return {Origin::Kind::Run, run.string(), Origin::Weights::Final}; }

LadderSettings ladderOf(std::vector<int> rungs, int reduction = 2) {
    LadderSettings settings;
    settings.rungs = std::move(rungs);
    settings.reduction = reduction;
    settings.initialise = LadderSettings::Initialise::Magnitude;
    return settings;
}

}  // namespace

class TestStartingPoints : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    TrainJob job(const Experiment& experiment) const {
        TrainJob job;
        job.experiment = experiment;
        job.library = m_dir.path().toStdString();
        return job;
    }
    fs::path run(const Experiment& experiment) {
        for (const Problem& problem : validate(experiment))
            if (!problem.warning) throw Error(ErrorKind::BadInput, problem.path + ": " + problem.message);
        return trainHere(job(experiment));
    }
    std::string refused(const std::function<void()>& what) {
        try {
            what();
        } catch (const Error& error) {
            return error.kind() == ErrorKind::BadInput ? error.what() : "another kind: " + std::string(error.what());
        }
        return "done";
    }
    std::string refused(const Experiment& experiment) {
        return refused([&] { run(experiment); });
    }
    std::size_t runs() const {
        std::size_t count = 0;
        for (const auto& entry : fs::directory_iterator(m_dir.path().toStdString())) count += fs::exists(entry.path() / "events.jsonl");
        return count;
    }
    static std::map<std::string, torch::Tensor> weights(const fs::path& run, const std::string& checkpoint) {
        return readSafetensors(run / "checkpoints" / checkpoint / "model.safetensors");
    }
    static std::string warningsOf(const fs::path& run) {
        std::string all;
        for (const Event& event : readEvents(run))
            if (const auto* warned = std::get_if<Warned>(&event.what)) all += warned->message + "\n";
        return all;
    }
    static bool says(const std::string& sentence, const char* part) {
        if (sentence.find(part) != std::string::npos) return true;
        qWarning("%s", sentence.c_str());
        return false;
    }

    std::string file(const char* name, const std::string& content) const {
        const std::string path = m_dir.filePath(name).toStdString();
        std::ofstream(path) << content;
        return path;
    }
    // Labelled sentences of these words.
    TextFileTask sentences(const char* name, const std::vector<std::string>& words, const std::vector<std::string>& labels) const {
        std::string rows;
        for (std::size_t i = 0; i < 60; ++i)
            rows += words[i % words.size()] + " " + words[(i * 7 + 3) % words.size()] + "\t" + labels[i % labels.size()] + "\n";
        TextFileTask task;
        task.train = file(name, rows);
        task.max_length = 12;
        return task;
    }
    static Experiment about(const Task& task, int steps = 4) {
        Experiment e = smallExperiment(4);
        e.task = task;
        e.train.threads = 1;
        e.train.warmup_steps = 0;
        e.train.steps = steps;
        e.evaluate.every = 100;
        return e;
    }
    const std::vector<std::string> m_words{"good", "bad", "film", "day", "night", "fine", "long", "short"};

private Q_SLOTS:
    // ---- the head --------------------------------------------------------------------------------------------------

    void aHeadThatIsNewIsNotLeftUntrained() {
        MaskedLanguageModelTask hidden;
        hidden.train = file("words.txt",
                            "a good film and a fine day\na bad film and a long night\na short night and a bad day\n"
                            "a fine film and a good night\n");
        hidden.length = 8;
        hidden.split = 0.3;
        Experiment e = staged([](Techniques& t) { t.theseus.emplace(); });
        e.task = sentences("labels.tsv", m_words, {"no", "yes"});
        e.stages[0].task = hidden;
        QVERIFY(says(refused(e), "train_head"));
        e.stages[1].techniques.theseus->train_head = true;
        QCOMPARE(refused(e), std::string("done"));
        e.stages[1].techniques.theseus.reset();
        e.stages[1].techniques.ladder = ladderOf({});
        e.stages[1].techniques.ladder->train_head = false;
        QVERIFY(says(refused(e), "ladder would leave it untrained"));
    }
    void aRunsHeadOfOtherLabelsIsNotLeftUntrained() {
        const fs::path two = run(about(sentences("two.tsv", m_words, {"no", "yes"})));
        Experiment e = about(sentences("three.tsv", m_words, {"no", "perhaps", "yes"}));
        e.from = runOf(two);
        e.techniques.theseus.emplace();
        const std::size_t before = runs();
        QVERIFY(says(refused(e), "set train_head to yes"));
        e.task = sentences("others.tsv", m_words, {"down", "up"});
        QVERIFY(says(refused(e), "number 1 is 'no' there and 'down' here"));
        QCOMPARE(runs(), before);  // nothing of what was refused is left
        e.techniques.theseus->train_head = true;
        QCOMPARE(refused(e), std::string("done"));
    }
    void positionsThatNobodyTrainedAreTold() {
        Experiment e = about(sentences("positions.tsv", m_words, {"no", "yes"}));
        std::get<TextFileTask>(e.task).max_length = 4;
        const fs::path few = run(e);
        std::string rows;
        for (int i = 0; i < 40; ++i) rows += std::string("good bad film day night fine long short\t") + (i % 2 ? "no\n" : "yes\n");
        TextFileTask longer = std::get<TextFileTask>(e.task);
        longer.train = file("longer.tsv", rows);
        longer.max_length = 12;
        e.task = longer;
        e.from = runOf(few);
        e.techniques.ladder = ladderOf({});
        QVERIFY(says(warningsOf(run(e)), "leaves the positions beyond untrained"));
        e.techniques.ladder.reset();
        QVERIFY(warningsOf(run(e)).find("positions") == std::string::npos);  // full fine-tuning trains them
    }

    // ---- tokens ----------------------------------------------------------------------------------------------------

    void aStudentReadsAsItsTeacherDoes() {
        const fs::path teacher = run(about(sentences("teacher.tsv", m_words, {"no", "yes"})));
        Experiment e = about(sentences("student.tsv", {"day", "good", "good", "good", "wine", "bad"}, {"no", "yes"}));
        e.techniques.distillation.emplace().teacher = runOf(teacher);
        const fs::path student = run(e);
        QCOMPARE(readFile(student / "vocabulary.txt"), readFile(teacher / "vocabulary.txt"));
        // A teacher that reads otherwise teaches nothing.
        const fs::path other =
            run(about(sentences("other.tsv", {"red", "blue", "green", "pink", "grey", "white", "black", "brown"}, {"no", "yes"})));
        QCOMPARE(loadStored(other, Origin::Weights::Final).model->size().vocabulary,
                 loadStored(teacher, Origin::Weights::Final).model->size().vocabulary);
        e.from = runOf(other);
        QVERIFY(says(refused(e), "was trained with other tokens: number 5 is"));
        fs::rename(other / "vocabulary.txt", other / "away.txt");
        QVERIFY(says(refused(e), "has no vocabulary.txt"));
        // Nor does one that answers otherwise, in labels.
        e.from = {};
        e.task = sentences("up.tsv", m_words, {"down", "up"});
        QVERIFY(says(refused(e), "answers other labels"));
        e.techniques.distillation->soft_labels = 0;
        e.techniques.distillation->hidden = 1;
        QCOMPARE(refused(e), std::string("done"));
    }
    void aLaterStagesRunIsReadAlikeToo() {
        const fs::path other =
            run(about(sentences("other2.tsv", {"red", "blue", "green", "pink", "grey", "white", "black", "brown"}, {"no", "yes"})));
        Experiment e = staged([](Techniques&) {});
        e.task = sentences("here.tsv", m_words, {"no", "yes"});
        e.stages[1].from = runOf(other);
        const fs::path folder = run(e);  // the first stage takes its words from it
        QCOMPARE(readFile(folder / "vocabulary.txt"), readFile(other / "vocabulary.txt"));
        // One that cannot be read alike is refused before the first stage is trained.
        e.stages[0].from = runOf(run(about(sentences("here2.tsv", m_words, {"no", "yes"}))));
        const std::size_t before = runs();
        QVERIFY(says(refused(e), "stages[2].from"));
        QCOMPARE(runs(), before);
    }

    // ---- ladders ---------------------------------------------------------------------------------------------------

    void aLadderWithFewerRungsKeepsTheirLayers() {
        Experiment e = staged([](Techniques& t) { t.ladder = ladderOf({}); });
        e.stages.push_back(stageOf(e, "fewer", previous_stage, 4));
        e.stages[2].techniques.ladder = ladderOf({2, 4});
        e.stages[2].train.learning_rate = 1e-12;
        const fs::path folder = run(e);
        const auto all = weights(folder, "stage-2"), fewer = weights(folder, "step-000000028");
        const auto same = [&](const char* is, const char* was) { return torch::allclose(fewer.at(is), all.at(was), 1e-5, 1e-6); };
        QVERIFY(same("side.attention.0.output.weight", "side.attention.1.output.weight"));
        QVERIFY(same("side.feed_forward.1.up.weight", "side.feed_forward.3.up.weight"));
        QVERIFY(same("side.rung.0.down.weight", "side.rung.1.down.weight"));
        QVERIFY(same("side.rung.1.gate", "side.rung.3.gate"));
        QVERIFY(same("side.ends.in.weight", "side.ends.in.weight"));
        QVERIFY(!fewer.count("side.attention.2.output.weight"));
    }
    void aLadderOfAnotherShapeBeginsAnew_data() {
        QTest::addColumn<int>("reduction");
        QTest::addColumn<bool>("other_rung");
        QTest::newRow("narrower") << 4 << false;
        QTest::newRow("a rung that was none") << 2 << true;
    }
    void aLadderOfAnotherShapeBeginsAnew() {
        QFETCH(int, reduction);
        QFETCH(bool, other_rung);
        Experiment e = staged([](Techniques& t) { t.ladder = ladderOf({1, 2}); });
        e.model.heads = 2;
        e.stages.push_back(stageOf(e, "other", previous_stage, 4));
        e.stages[2].techniques.ladder = ladderOf(other_rung ? std::vector{1, 3} : std::vector{1, 2}, reduction);
        e.stages[2].train.learning_rate = 1e-12;
        const fs::path folder = run(e);
        QVERIFY(says(warningsOf(folder), "the side network begins anew"));
        // By magnitude, from the backbone: not at random, nor from what other slots' layers had learned.
        Experiment alone = staged([](Techniques&) {});
        alone.stages[1] = e.stages[2];
        alone.stages[1].name = "second";
        const auto anew = weights(folder, "step-000000028"), first = weights(run(alone), "step-000000016");
        for (const char* name : {"side.attention.0.query_key_value.weight", "side.feed_forward.1.up.weight"})
            QVERIFY2(torch::allclose(anew.at(name), first.at(name), 1e-5, 1e-6), name);
    }
    void aLaddersRunIsNoModelWithoutItsSideNetwork() {
        Experiment e = staged([](Techniques& t) { t.ladder = ladderOf({}); });
        const fs::path ladder = run(e);
        Experiment plain = smallExperiment(4);
        plain.train.threads = 1;
        plain.train.steps = 2;
        plain.from = runOf(ladder);
        QVERIFY(says(refused(plain), "is a ladder"));
        plain.techniques.truncation.emplace();
        QVERIFY(says(refused(plain), "is a ladder"));
        plain.techniques.truncation.reset();
        plain.techniques.ladder = ladderOf({});
        QCOMPARE(refused(plain), std::string("done"));
    }

    // ---- before anything is trained --------------------------------------------------------------------------------

    void whatALaterStageCannotDoIsToldFirst() {
        Experiment e = staged([](Techniques& t) {
            t.distillation.emplace().hidden = 1;
            t.distillation->map = DistillationSettings::Map::Pairs;
            t.distillation->pairs = {{1, 9}};
        });
        QVERIFY(says(refused(e), "names slot 9 of the teacher, which does not run"));
        Experiment narrow = smallExperiment(4);
        narrow.train.threads = 1;
        narrow.train.steps = 2;
        narrow.model.feed_forward = 48;
        const fs::path other = run(narrow);
        const std::size_t before = runs();
        Experiment late = staged([](Techniques&) {});
        late.stages[1].from = runOf(other);
        QVERIFY(says(refused(late), "stages[2].from: the model it starts from is another one: model.feed_forward is 48 there and 32 here"));
        Experiment taught = staged([&](Techniques& t) {
            t.distillation.emplace().teacher = runOf(other);
            t.distillation->attention = 1;
            t.distillation->map = DistillationSettings::Map::Pairs;
            t.distillation->pairs = {{1, 5}};
        });
        QVERIFY(says(refused(taught), "stages[2].techniques.distillation.teacher: the distillation's pair [1, 5] names slot 5"));
        QCOMPARE(runs(), before);
    }
    void truncationOfARunKeepsWhatTheFileMeans() {
        Experiment deep = smallExperiment(6);
        deep.train.threads = 1;
        deep.train.steps = 2;
        const fs::path six = run(deep);
        Experiment half = smallExperiment(4);
        half.train.threads = 1;
        half.train.steps = 2;
        half.from = runOf(six);
        half.techniques.truncation.emplace();
        QVERIFY(says(refused(half), "has 6 slots, and this file says 4"));
        half.model.stack.resize(6);
        QCOMPARE(slotCount(loadStored(run(half), Origin::Weights::Final).model->blueprint().encoder().model), 3);
    }
    void aModelThatWasSharedIsToldWhenItNoLongerIs() {
        Experiment e = smallExperiment(4);
        e.train.threads = 1;
        e.train.steps = 2;
        e.techniques.sharing.emplace().group_size = 2;
        const fs::path shared = run(e);
        Experiment apart = e;
        apart.techniques.sharing.reset();
        apart.from = runOf(shared);
        QVERIFY(says(warningsOf(run(apart)), "shares weights, this one has a copy for every slot"));
        apart.techniques.sharing = e.techniques.sharing;
        QVERIFY(warningsOf(run(apart)).find("shares weights") == std::string::npos);
        // Beside a side network it is that which shares; names are the backbone's.
        apart.techniques.ladder = ladderOf({});
        apart.model.stack[0].attention_weights = apart.model.stack[0].feed_forward_weights = "a";
        apart.model.stack[1].attention_weights = apart.model.stack[1].feed_forward_weights = "a";
        QCOMPARE(refused(apart), std::string("done"));
    }
    void anotherTeacherIsNoticedWhenARunGoesOn() {
        Experiment e = smallExperiment(4);
        e.train.threads = 1;
        e.train.warmup_steps = 0;
        e.train.steps = 6;
        const fs::path teacher = run(e);
        Experiment student = staged([&](Techniques& t) { t.distillation.emplace().teacher = runOf(teacher); });
        fs::path folder = trainHere(job(student), [](const Event& event, Control& control) {
            if (event.step == 14 && std::holds_alternative<StepFinished>(event.what)) control.stop();
        });
        // The teacher learns on: its newest weights are others now.
        const fs::path newest = teacher / "checkpoints" / checkpointNames(teacher).front() / "model.safetensors";
        auto changed = readSafetensors(newest);
        NamedTensors all;
        for (auto& [name, tensor] : changed) all.emplace_back(name, tensor * 1.5);
        writeSafetensors(newest, all);
        TrainJob on;
        on.resume = folder.string();
        QVERIFY(says(refused([&] { trainHere(on); }), "the weights of stages[2].techniques.distillation.teacher"));
        on.accept_changes = true;
        trainHere(on);
        QCOMPARE(readSummary(folder)->status, std::string("finished"));
        // Also what the first stage starts from, where nothing was kept of it yet.
        Experiment plain = smallExperiment(4);
        plain.train.threads = 1;
        plain.train.steps = 6;
        plain.from = runOf(teacher);
        const fs::path begun = trainHere(job(plain), [](const Event& event, Control& control) {
            if (event.step == 1 && std::holds_alternative<StepFinished>(event.what)) control.stop();
        });
        for (const std::string& name : checkpointNames(begun)) fs::remove_all(begun / "checkpoints" / name);
        for (auto& [name, tensor] : all) tensor = tensor * 1.5;
        writeSafetensors(newest, all);
        TrainJob again;
        again.resume = begun.string();
        QVERIFY(says(refused([&] { trainHere(again); }), "the weights of from"));
        // What was told once is not told again.
        QVERIFY(says(warningsOf(folder), "resumed with changed"));
    }
    void whatAnEarlierStageLeftIsAStartingPoint() {
        const fs::path source = run(staged([](Techniques& t) { t.theseus.emplace(); }));
        Experiment e = smallExperiment(4);
        e.train.threads = 1;
        e.train.warmup_steps = 0;
        e.train.steps = 2;
        e.train.learning_rate = 1e-12;
        e.from = runOf(source);
        QVERIFY(says(refused(e), "truncation") || says(refused(e), "slots"));  // the successor has two layers
        e.from.stage = 1;
        const fs::path folder = run(e);
        const auto before = weights(source, "stage-1"), after = weights(folder, "step-000000002");
        QVERIFY(torch::allclose(before.at("attention.3.output.weight"), after.at("attention.3.output.weight"), 1e-5, 1e-7));
        // Said in a file, and read again.
        const auto written = readExperiment(writeExperiment(e, true));
        QCOMPARE(expandedStages(written.experiment).front().from.stage, 1);
        e.from.stage = 3;
        QVERIFY(says(refused(e), "has 2 stages, stage 3 is asked for"));
        // A stage that a stopped run did not come to has no weights, whatever the one before left.
        const fs::path stopped =
            trainHere(job(staged([](Techniques& t) { t.theseus.emplace(); })), [](const Event& event, Control& control) {
                if (event.step == 8 && std::holds_alternative<StepFinished>(event.what)) control.stop();
            });
        e.from.run = stopped.string();
        for (const int stage : {1, 2}) {
            e.from.stage = stage;
            QVERIFY(says(refused(e), ("stage " + std::to_string(stage) + " of").c_str()) && says(refused(e), "is not over yet"));
        }
        // And measured; the run's own figures are its last model's.
        Control control;
        OpenRuns runs;
        DepthsJob job;
        job.run = source.string();
        job.latency = false;
        job.stage = 1;
        Evaluated measured;
        measureDepths(job, runs, control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) measured = *evaluated;
        });
        QCOMPARE(measured.full.depth(), 4);
        QCOMPARE(measured.depths.size(), std::size_t(4));
        QVERIFY(!fs::exists(source / "measured.jsonl"));
        job.stage = 0;
        measureDepths(job, runs, control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) measured = *evaluated;
        });
        QCOMPARE(measured.full.depth(), 2);
        QVERIFY(fs::exists(source / "measured.jsonl"));
    }
    // How many examples' states a ladder keeps is decided once, by the memory that was free then.
    void whatAStageDecidedByItsMachineIsTakenOver() {
        Experiment e = staged([](Techniques& t) { t.ladder = ladderOf({}); });
        e.task = ModularAdditionTask{};
        std::get<ModularAdditionTask>(e.task).modulus = 7;  // few examples, which come again within the stage
        const auto kept = [](const fs::path& run) {
            double mib = 0;
            for (const Event& event : readEvents(run))
                if (const auto* step = std::get_if<StepFinished>(&event.what); step && step->scalars.count("ladder.cache_mib"))
                    mib = step->scalars.at("ladder.cache_mib");
            return mib;
        };
        fs::path folder = trainHere(job(e), [](const Event& event, Control& control) {
            if (event.step == 16 && std::holds_alternative<StepFinished>(event.what)) control.stop();
        });
        QVERIFY(kept(folder) > 0);
        auto run_file = nlohmann::json::parse(readFile(folder / "run.json"));
        QVERIFY(run_file["decided_in_stage-2"]["ladder.kept_examples"] > 100);
        run_file["decided_in_stage-2"]["ladder.kept_examples"] = 2;
        writeFileAtomically(folder / "run.json", run_file.dump());
        const double before = kept(folder);
        TrainJob on;
        on.resume = folder.string();
        trainHere(on);
        QVERIFY(kept(folder) > 0 && kept(folder) < before);
    }
    void whatEachStageTookIsKnown() {
        int stages = 0;
        for (const Event& event : readEvents(run(staged([](Techniques& t) { t.ladder = ladderOf({}); }))))
            if (const auto* finished = std::get_if<StageFinished>(&event.what)) {
                ++stages;
                QVERIFY(finished->peak_memory_bytes > 1 << 20);
            }
        QCOMPARE(stages, 2);
    }
};

QTEST_GUILESS_MAIN(TestStartingPoints)
#include "tst_starting_points.moc"
