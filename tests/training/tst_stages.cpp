#include <torch/torch.h>

#include <QtTest/QtTest>

#include <fstream>

#include "engine/depths/evaluate.h"
#include "engine/depths/measure.h"
#include "engine/experiment/composition.h"
#include "engine/experiment/yaml.h"
#include "engine/interop/safetensors.h"
#include "engine/runs/run_folder.h"
#include "engine/training/stored_model.h"
#include "tests/model_fixture.h"
#include "tests/timeless.h"
#include "tests/training/staged.h"
#include "tests/training/trainer_fixture.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

Experiment theseus() {
    Experiment e = staged([](Techniques& t) {
        t.theseus.emplace().schedule.base_rate = 0.4;
        t.theseus->schedule.steps = 10;
    });
    e.stages.push_back(stageOf(e, "fine_tune", previous_stage, 6));
    return e;
}

}  // namespace

class TestStages : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    fs::path run(const TrainJob& job, const std::function<void(const Event&, Control&)>& each = {}) { return trainHere(job, each); }
    fs::path run(const Experiment& experiment, const std::function<void(const Event&, Control&)>& each = {}) {
        for (const Problem& problem : validate(experiment))
            if (!problem.warning) throw Error(ErrorKind::BadInput, problem.path + ": " + problem.message);
        TrainJob job;
        job.experiment = experiment;
        job.library = m_dir.path().toStdString();
        return run(job, each);
    }
    std::string refused(const Experiment& experiment) {
        try {
            run(experiment);
        } catch (const Error& error) {
            return error.kind() == ErrorKind::BadInput ? error.what() : "another kind: " + std::string(error.what());
        }
        return "trained";
    }
    static std::map<std::string, torch::Tensor> weights(const fs::path& run, const std::string& checkpoint) {
        return readSafetensors(run / "checkpoints" / checkpoint / "model.safetensors");
    }

    static Evaluated depthsOf(const fs::path& folder) {
        Control control;
        OpenRuns runs;
        DepthsJob job;
        job.run = folder.string();
        job.latency = false;
        Evaluated measured;
        measureDepths(job, runs, control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) measured = *evaluated;
        });
        return measured;
    }

private Q_SLOTS:
    void theseusLeavesASuccessor() {
        const fs::path folder = run(theseus());
        const StoredModel left = loadStored(folder, Origin::Weights::Final);
        QCOMPARE(left.stage, 2);
        QCOMPARE(slotCount(left.model->blueprint().encoder().model), 2);
        QVERIFY(!left.model->segment("successor.attention.0"));
        // The last stage began with the successor's weights, which the stage before had trained.
        const auto replaced = weights(folder, "stage-2"), first = weights(folder, "stage-1");
        QVERIFY(!torch::equal(replaced.at("successor.attention.0.output.weight"), first.at("attention.0.output.weight")));
        QVERIFY(torch::equal(replaced.at("attention.0.output.weight"), first.at("attention.0.output.weight")));  // frozen
        QVERIFY(torch::equal(replaced.at("embeddings.words"), first.at("embeddings.words")));
        int stages = 0;
        for (const Event& event : readEvents(folder)) {
            if (std::holds_alternative<StageStarted>(event.what)) ++stages;
            const auto* step = std::get_if<StepFinished>(&event.what);
            if (!step) continue;
            QCOMPARE(step->replaced.size(), step->stage == 1 ? std::size_t{2} : std::size_t{0});
            QCOMPARE(step->scalars.count("theseus.rate"), step->stage == 1 ? std::size_t{1} : std::size_t{0});
            // A replaced module's two slots did not run.
            if (step->stage == 1) QCOMPARE(step->route.size(), std::size_t(4 - 2 * (step->replaced[0] + step->replaced[1])));
        }
        QCOMPARE(stages, 3);
        // A successor has one depth.
        for (const Event& event : readEvents(folder))
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
                QCOMPARE(evaluated->depths.empty(), evaluated->stage > 0);
                QCOMPARE(evaluated->full.depth(), evaluated->stage > 0 ? 2 : 4);
            }
    }
    void everyStageCanBeStoppedAndGoneOnWith_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("theseus") << 0;
        QTest::newRow("ladder") << 1;
        QTest::newRow("distillation and truncation") << 2;
    }
    void everyStageCanBeStoppedAndGoneOnWith() {
        QFETCH(int, which);
        const Experiment e = which == 0   ? theseus()
                             : which == 1 ? staged([](Techniques& t) {
                                   t.ladder.emplace().reduction = 2;
                                   t.ladder->samples = 8;
                                   t.layer_drop.emplace().rate = 0.3;
                               })
                                          : staged([](Techniques& t) {
                                                t.truncation.emplace().keep = {1, 3};
                                                t.distillation.emplace().hidden = 1;
                                            });
        const fs::path whole = run(e);
        for (const std::int64_t at : {3, 12, 15, 24}) {
            const fs::path folder = run(e, [&](const Event& event, Control& control) {
                if (event.step == at && std::holds_alternative<StepFinished>(event.what)) control.stop();
            });
            TrainJob job;
            job.resume = folder.string();
            run(job);
            QCOMPARE(timeless(folder), timeless(whole));
            const StoredModel left = loadStored(folder, Origin::Weights::Final), expected = loadStored(whole, Origin::Weights::Final);
            for (std::size_t i = 0; i < left.model->segments().size(); ++i)
                QVERIFY(torch::equal(left.model->segments()[i]->values, expected.model->segments()[i]->values));
        }
    }
    void aLadderLeavesItsBackboneAlone() {
        const fs::path folder = run(staged([](Techniques& t) {
            t.ladder.emplace().reduction = 2;
            t.ladder->initialise = LadderSettings::Initialise::Magnitude;
        }));
        const auto before = weights(folder, "stage-1"), after = weights(folder, "step-000000024");
        for (const auto& [name, tensor] : before)
            if (!name.starts_with("head.")) QVERIFY2(torch::equal(tensor, after.at(name)), name.c_str());
        bool gates = false;
        for (const Event& event : readEvents(folder))
            if (const auto* step = std::get_if<StepFinished>(&event.what); step && step->stage == 1) {
                gates = gates || step->scalars.count("ladder.gate.4");
                QVERIFY(step->side);
                QCOMPARE(*step->side, (Route{1, 2, 3, 4}));
            }
        QVERIFY(gates);
        Control control;
        OpenRuns runs;
        DepthsJob job;
        job.run = folder.string();
        Evaluated measured;
        measureDepths(job, runs, control, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) measured = *evaluated;
        });
        QCOMPARE(measured.depths.size(), std::size_t{1});
        QCOMPARE(measured.depths[0].slots, measured.full.slots);
        QVERIFY(measured.full.latency_ms);
    }
    void aLadderGoesOnWithWhatItLearned() {
        Experiment e = staged([](Techniques& t) {
            t.ladder.emplace().reduction = 2;
            t.ladder->initialise = LadderSettings::Initialise::Magnitude;
        });
        e.stages.push_back(e.stages[1]);
        e.stages[2].name = "third";
        e.stages[2].train.learning_rate = 1e-12;
        const fs::path folder = run(e);
        const auto before = weights(folder, "stage-2"), after = weights(folder, "step-000000036");
        for (const auto& [name, tensor] : before) QVERIFY2(torch::allclose(tensor, after.at(name), 1e-5, 1e-7), name.c_str());
    }
    void truncationBeginsWithTheKeptLayers() {
        Experiment e = staged([](Techniques& t) { t.truncation.emplace().keep = {2, 4}; });
        e.stages[1].train.learning_rate = 1e-12;
        const fs::path folder = run(e);
        const auto before = weights(folder, "stage-1"), after = weights(folder, "step-000000024");
        QVERIFY(torch::allclose(before.at("attention.1.output.weight"), after.at("attention.0.output.weight"), 1e-5, 1e-7));
        QVERIFY(torch::allclose(before.at("feed_forward.3.up.weight"), after.at("feed_forward.1.up.weight"), 1e-5, 1e-7));
        QVERIFY(!after.count("attention.2.output.weight"));
    }
    void sharingGoesOnInLaterStages() {
        Experiment e = staged([](Techniques&) {});
        e.stages[0].techniques.sharing.emplace().group_size = 2;
        const fs::path folder = run(e);
        QVERIFY(weights(folder, "step-000000024").count("attention.1.output.weight"));
        QVERIFY(!weights(folder, "step-000000024").count("attention.2.output.weight"));
    }
    void aPastRunIsWhatAnotherStartsFrom() {
        Experiment first = smallExperiment(4);
        first.train.steps = 6;
        first.train.threads = 1;
        const fs::path trained = run(first);
        Experiment second = first;
        second.from = {Origin::Kind::Run, trained.string(), Origin::Weights::Final};
        second.train.learning_rate = 1e-12;
        second.train.steps = 2;
        second.train.warmup_steps = 0;
        const fs::path folder = run(second);
        const auto before = weights(trained, "step-000000006"), after = weights(folder, "step-000000002");
        for (const auto& [name, tensor] : before) QVERIFY2(torch::allclose(tensor, after.at(name), 1e-5, 1e-7), name.c_str());

        second.from.run = (trained / "nowhere").string();
        QVERIFY2(QString::fromStdString(refused(second)).contains("no such run folder"), refused(second).c_str());
        second.from.run = trained.string();
        second.model.feed_forward = 48;
        second.model.activation = Activation::Relu;
        const std::string wide = refused(second);
        QVERIFY2(wide.find("model.feed_forward is 32 there and 48 here") != std::string::npos, wide.c_str());
        QVERIFY2(wide.find("model.activation") != std::string::npos, wide.c_str());
        second.model = first.model;
        second.model.stack.resize(3);
        QVERIFY2(refused(second).find("truncation") != std::string::npos, refused(second).c_str());
        // Nothing of what was refused is left.
        for (const auto& entry : fs::directory_iterator(m_dir.path().toStdString())) QVERIFY(fs::exists(entry.path() / "run.json"));
    }
    void theBestWeightsOfAnEarlyStopGoOn() {
        Experiment e = staged([](Techniques&) {});
        e.stages[0].train.steps = 200;
        e.stages[0].train.learning_rate = 0.05;
        e.stages[0].train.early_stop.emplace().patience = 2;
        std::int64_t best = -1, end = 0;
        const fs::path folder = run(e, [&](const Event& event, Control&) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what); evaluated && evaluated->stage == 0 && evaluated->best)
                best = event.step;
            if (const auto* stage = std::get_if<StageFinished>(&event.what); stage && stage->stage == 0) end = event.step;
        });
        QVERIFY(best > 0 && best < end);
        QCOMPARE(readState(folder, "stage-1").step, best);
    }
    void hiddenWordsFirstThenLabels() {
        QTemporaryDir data;
        const auto write = [&](const char* name, const std::string& content) {
            std::ofstream(data.filePath(name).toStdString()) << content;
            return data.filePath(name).toStdString();
        };
        std::string lines, rows;
        for (int i = 0; i < 40; ++i) {
            const std::string sentence = i % 2 ? "a good film and a fine day" : "a bad film and a long night";
            lines += sentence + "\n";
            rows += sentence + (i % 2 ? "\tgood\n" : "\tbad\n");
        }
        Experiment e = staged([](Techniques&) {});
        e.model.pooling = Pooling::Mean;
        TextFileTask labels;
        labels.train = write("train.tsv", rows);
        labels.max_length = 12;
        MaskedLanguageModelTask words;
        words.train = write("train.txt", lines);
        words.length = 16;
        e.task = labels;
        e.stages[0].task = words;
        const fs::path whole = run(e);
        const auto first = weights(whole, "stage-1"), last = weights(whole, "step-000000024");
        QCOMPARE(first.at("embeddings.words").sizes(), last.at("embeddings.words").sizes());
        QCOMPARE(first.at("head.classifier.weight").size(0), first.at("embeddings.words").size(0));
        QCOMPARE(last.at("head.classifier.weight").size(0), std::int64_t{2});
        bool told = false;
        for (const Event& event : readEvents(whole))
            if (const auto* stage = std::get_if<StageStarted>(&event.what); stage && stage->stage == 1)
                told = stage->task && stage->task->labels == std::vector<std::string>{"bad", "good"};
        QVERIFY(told);
        for (const std::int64_t at : {5, 12, 17}) {
            const fs::path folder = run(e, [&](const Event& event, Control& control) {
                if (event.step == at && std::holds_alternative<StepFinished>(event.what)) control.stop();
            });
            TrainJob job;
            job.resume = folder.string();
            run(job);
            QCOMPARE(timeless(folder), timeless(whole));
        }
    }
    void techniquesGoTogetherAsTheTableSays_data() {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("allowed");
        for (const Composition& pair : compositions())
            QTest::addRow("%s and %s", pair.one, pair.other) << QString(pair.one) << QString(pair.other) << pair.allowed;
    }
    // Trained, and every depth that it has measured; or refused with the table's reason.
    void techniquesGoTogetherAsTheTableSays() {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(bool, allowed);
        const Experiment e = staged([&](Techniques& t) {
            for (const QString& name : {one, other}) {
                if (name == "layer_drop") t.layer_drop.emplace().rate = 0.3;
                if (name == "sharing") t.sharing.emplace().groups = 1;
                if (name == "theseus") t.theseus.emplace().schedule.base_rate = 0.7;
                if (name == "ladder") t.ladder.emplace().reduction = 2, t.ladder->initialise = LadderSettings::Initialise::Magnitude;
                if (name == "distillation") t.distillation.emplace();
                if (name == "truncation") t.truncation.emplace().keep = {1, 2, 4};
            }
        });
        if (!allowed) {
            std::string reason;
            for (const Composition& pair : compositions())
                if (one == pair.one && other == pair.other) reason = pair.how;
            QVERIFY2(refused(e).find(reason) != std::string::npos, refused(e).c_str());
            return;
        }
        const fs::path folder = run(e);
        const bool drops = one == "layer_drop", ladder = one == "ladder" || other == "ladder";
        const bool theseus = one == "theseus" || other == "theseus", truncated = one == "truncation" || other == "truncation";
        const int slots = theseus ? 2 : truncated ? 3 : 4;
        bool left_out = false, learned_from_teacher = false;
        for (const Event& event : readEvents(folder))
            if (const auto* step = std::get_if<StepFinished>(&event.what); step && step->stage == 1) {
                left_out = left_out || static_cast<int>((ladder ? *step->side : step->route).size()) < slots;
                learned_from_teacher = learned_from_teacher || step->losses.count("soft_labels");
            }
        if (drops) QVERIFY(left_out);
        QCOMPARE(learned_from_teacher, one == "distillation" || other == "distillation");
        if (one == "sharing" || other == "sharing") {
            const std::string prefix = theseus ? "successor." : ladder ? "side." : "";
            const auto all = weights(folder, "step-000000024");
            QVERIFY(all.count(prefix + "attention.0.output.weight") && !all.count(prefix + "attention.1.output.weight"));
        }
        const Evaluated measured = depthsOf(folder);
        QCOMPARE(measured.full.depth(), slots);
        QCOMPARE(static_cast<int>(measured.depths.size()), theseus || (ladder && !drops) ? 1 : slots);
    }
    void stoppedWhileAStageIsMadeReadyItGoesOn() {
        const Experiment e = staged([](Techniques& t) {
            t.ladder.emplace().reduction = 2;
            t.ladder->samples = 200'000;  // long enough to be stopped in
        });
        const fs::path folder = run(e, [&](const Event& event, Control& control) {
            if (std::holds_alternative<StageFinished>(event.what)) control.stop();
        });
        QCOMPARE(readSummary(folder)->status, std::string("stopped"));
        QCOMPARE(readState(folder, checkpointNames(folder).front()).stage_done, true);
        QVERIFY(std::holds_alternative<Stopped>(readEvents(folder).back().what));
    }
    void aStepThatTeachesNothingIsCounted() {
        Experiment e = theseus();
        e.stages[1].techniques.theseus->schedule.base_rate = 0.01;
        e.stages[1].techniques.theseus->schedule.steps = 1'000'000;
        const fs::path folder = run(e);
        double empty = 0;
        for (const Event& event : readEvents(folder))
            if (const auto* step = std::get_if<StepFinished>(&event.what); step && step->stage == 1) {
                const bool any = step->replaced[0] || step->replaced[1];
                QCOMPARE(step->losses.empty(), !any);
                if (!any) ++empty;
                if (empty > 0) QCOMPARE(step->scalars.at("theseus.empty_draws"), empty);
            }
        QVERIFY(empty > 5);
    }
    // Whatever is done about an empty draw: drawing again raises the rate, and a person has to see by how much.
    void emptyDrawsAreCountedWhateverIsDoneAboutThem() {
        using EmptyDraw = TheseusSettings::EmptyDraw;
        for (const EmptyDraw way : {EmptyDraw::Redraw, EmptyDraw::Force}) {
            Experiment e = theseus();
            e.stages[1].techniques.theseus->schedule.base_rate = 0.05;
            e.stages[1].techniques.theseus->schedule.steps = 1'000'000;
            e.stages[1].techniques.theseus->empty_draw = way;
            double empty = 0;
            for (const Event& event : readEvents(run(e)))
                if (const auto* step = std::get_if<StepFinished>(&event.what); step && step->stage == 1) {
                    QVERIFY(step->replaced[0] || step->replaced[1]);
                    if (step->scalars.count("theseus.empty_draws")) empty = step->scalars.at("theseus.empty_draws");
                }
            // 12 steps: about 11 of them begin with an empty draw, and drawing again meets about 9 more each time.
            QVERIFY2(way == EmptyDraw::Force ? empty > 5 && empty <= 12 : empty > 30, std::to_string(empty).c_str());
        }
    }
    // A successor has one depth until LayerDrop trains it, in whatever stage that was.
    void aSuccessorThatLayerDropTrainedHasManyDepths() {
        Experiment e = theseus();
        e.stages[2].techniques.layer_drop.emplace().rate = 0.4;
        e.stages.push_back(stageOf(e, "polish", previous_stage, 4));
        const fs::path folder = run(e);
        bool left_out = false;
        for (const Event& event : readEvents(folder)) {
            const auto* step = std::get_if<StepFinished>(&event.what);
            if (step && step->stage == 2) left_out = left_out || step->route.size() < 2;
            const auto* evaluated = std::get_if<Evaluated>(&event.what);
            if (evaluated) QCOMPARE(evaluated->depths.empty(), evaluated->stage == 1);
        }
        QVERIFY(left_out);
        Evaluated measured = depthsOf(folder);
        QCOMPARE(measured.depths.size(), std::size_t{2});
        // One layer fewer is another model.
        QVERIFY(measured.depths[0].loss != measured.depths[1].loss);
        QVERIFY(measured.depths[0].parameters < measured.depths[1].parameters);
    }
    void sharingInsideASuccessorOutlivesItsStage() {
        Experiment e = theseus();
        e.stages[1].techniques.sharing.emplace().groups = 1;
        const fs::path folder = run(e);
        const auto last = weights(folder, "step-000000030");
        QVERIFY(last.count("attention.0.output.weight") && !last.count("attention.1.output.weight"));
        QVERIFY(!torch::equal(last.at("attention.0.output.weight"), weights(folder, "stage-2").at("successor.attention.0.output.weight")));
        QCOMPARE(depthsOf(folder).full.depth(), 2);
    }
    // What is kept of a model that shares goes on sharing, said once more or not.
    void sharingGoesWithTruncationOfAModelThatShares() {
        Experiment e = staged([](Techniques& t) {
            t.truncation.emplace().keep = {1, 2, 3, 4};
            t.sharing.emplace().group_size = 2;
        });
        e.model.stack.resize(6);
        e.stages[0].techniques.sharing.emplace().group_size = 2;
        const fs::path folder = run(e);
        const auto last = weights(folder, "step-000000024");
        QVERIFY(last.count("attention.1.output.weight") && !last.count("attention.2.output.weight"));
        QCOMPARE(depthsOf(folder).depths.size(), std::size_t{4});
        e.stages[1].techniques.sharing->group_size = 4;
        QVERIFY2(refused(e).find("does it differently") != std::string::npos, refused(e).c_str());
    }
    void everyTermOfDistillationIsLearnedWhereLayersAreLeftOut_data() {
        QTest::addColumn<int>("beside");
        QTest::newRow("layer_drop") << 0;
        QTest::newRow("sharing") << 1;
        QTest::newRow("truncation") << 2;
        QTest::newRow("theseus") << 3;
    }
    void everyTermOfDistillationIsLearnedWhereLayersAreLeftOut() {
        QFETCH(int, beside);
        const fs::path folder = run(staged([&](Techniques& t) {
            DistillationSettings& d = t.distillation.emplace();
            d.relation = 0.5;
            if (beside != 3) d.hidden = d.attention = 0.5, d.relation_of = DistillationSettings::RelationOf::Values;
            else d.relation_of = DistillationSettings::RelationOf::Batch;
            if (beside == 0) t.layer_drop.emplace().rate = 0.3;
            if (beside == 1) t.sharing.emplace().group_size = 2;
            if (beside == 2) t.truncation.emplace().keep = {1, 4};
            if (beside == 3) t.theseus.emplace().schedule.base_rate = 0.8;
        }));
        std::set<std::string> terms;
        double left_out = 0;
        for (const Event& event : readEvents(folder))
            if (const auto* step = std::get_if<StepFinished>(&event.what); step && step->stage == 1) {
                for (const auto& [name, value] : step->losses) terms.insert(name);
                if (const auto left = step->scalars.find("distillation.left_out"); left != step->scalars.end()) left_out += left->second;
            }
        std::set<std::string> expected{"task", "soft_labels", "relation"};
        if (beside != 3) expected.insert({"hidden", "attention"});
        QVERIFY(terms == expected);
        QCOMPARE(left_out > 0, beside == 0);
        const Evaluated measured = depthsOf(folder);
        QCOMPARE(measured.depths.size(), std::size_t(beside == 2 ? 2 : beside == 3 ? 1 : 4));
        // The figure of a depth is that of the model with only these layers.
        const StoredModel left = loadStored(folder, Origin::Weights::Final);
        const auto data = loadTask(left.experiment);
        const Route shallow = measured.depths.front().slots;
        const auto alone =
            evaluateRoutes(*left.model, *data, data->batches(Split::Valid, 64), {shallow}, {});
        QVERIFY(std::abs(alone.front().loss - measured.depths.front().loss) < 1e-4);
    }
};

QTEST_GUILESS_MAIN(TestStages)
#include "tst_stages.moc"
