// Editing the stack: what each command does to slots and to what is said slot by slot elsewhere, and that any sequence
// of edits can be undone and redone.
#include "tests/ui/ui_fixture.h"

#include <random>

#include "engine/experiment/yaml.h"
#include "ui/session/stack_editor.h"

using namespace layerlab;

namespace {

// Slots that can be told apart: slot i has feed_forward 10 · i.
Experiment marked(int count) {
    Experiment experiment;
    experiment.model.stack.assign(static_cast<std::size_t>(count), Slot());
    for (int i = 0; i < count; ++i) experiment.model.stack[static_cast<std::size_t>(i)].feed_forward = 10 * (i + 1);
    return experiment;
}

std::vector<int> marks(const Experiment& experiment) {
    std::vector<int> all;
    for (const Slot& slot : experiment.model.stack) all.push_back(slot.feed_forward.value_or(0) / 10);
    return all;
}

using Numbers = std::vector<int>;

}  // namespace

class TestStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void slotsMoveToTheGapThatIsPointedAt_data() {
        QTest::addColumn<QList<int>>("moved");
        QTest::addColumn<int>("gap");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("one up") << QList<int>{1} << 2 << QList<int>{2, 1, 3, 4, 5};
        QTest::newRow("one to the top") << QList<int>{2} << 5 << QList<int>{1, 3, 4, 5, 2};
        QTest::newRow("one down") << QList<int>{4} << 1 << QList<int>{1, 4, 2, 3, 5};
        QTest::newRow("two apart come together") << QList<int>{1, 4} << 3 << QList<int>{2, 3, 1, 4, 5};
        QTest::newRow("to where they are") << QList<int>{2, 3} << 2 << QList<int>{1, 2, 3, 4, 5};
        QTest::newRow("to the bottom") << QList<int>{3, 5} << 0 << QList<int>{3, 5, 1, 2, 4};
    }
    void slotsMoveToTheGapThatIsPointedAt() {
        QFETCH(QList<int>, moved);
        QFETCH(int, gap);
        QFETCH(QList<int>, expected);
        ExperimentDocument document;
        document.newFrom(marked(5));
        SlotSelection selection;
        StackEditor editor(document, selection);
        editor.moveTo(moved, gap);
        QCOMPARE(marks(document.experiment()), Numbers(expected.begin(), expected.end()));
        // The same layers are selected, where they are now.
        for (qsizetype i = 0; i < moved.size() && !selection.numbers().isEmpty(); ++i)
            QCOMPARE(marks(document.experiment())[static_cast<std::size_t>(selection.numbers()[i] - 1)], moved[i]);
    }

    void whatIsSaidSlotBySlotFollowsItsSlot() {
        Experiment experiment = marked(4);
        experiment.techniques.layer_drop.emplace().rates = {0.1, 0.2, 0.3, 0.4};
        moveSlots(experiment, {1}, 3);
        QCOMPARE(experiment.techniques.layer_drop->rates, (std::vector<double>{0.2, 0.3, 0.4, 0.1}));
        removeSlots(experiment, {2, 3});
        QCOMPARE(experiment.techniques.layer_drop->rates, (std::vector<double>{0.2, 0.1}));
        duplicateSlots(experiment, {1});
        QCOMPARE(experiment.techniques.layer_drop->rates, (std::vector<double>{0.2, 0.2, 0.1}));
        insertSlots(experiment, 0, {Slot()});
        QCOMPARE(experiment.techniques.layer_drop->rates.size(), std::size_t(4));
        QVERIFY(validate(experiment).empty());
    }
    void aSharingMapFollowsItsSlots() {
        Experiment experiment;
        experiment.model.stack.resize(4);
        experiment.techniques.sharing.emplace().map = {"a", "a", "b", "b"};
        insertSlots(experiment, 2, {Slot()});
        QCOMPARE(experiment.techniques.sharing->map, (std::vector<std::string>{"a", "a", "c", "b", "b"}));
        moveSlots(experiment, {1}, 4);
        QCOMPARE(experiment.techniques.sharing->map, (std::vector<std::string>{"a", "c", "b", "b", "a"}));
        QVERIFY(validate(experiment).empty());
    }
    void theStagesOfAnExperimentFollowToo() {
        Experiment experiment = marked(3);
        experiment.stages.resize(2);
        experiment.stages[1].name = "second";
        experiment.stages[1].techniques.layer_drop.emplace().rates = {0.1, 0.2, 0.3};
        experiment.stages[1].evaluate.depths.to = 3;
        removeSlots(experiment, {2});
        QCOMPARE(experiment.stages[1].techniques.layer_drop->rates, (std::vector<double>{0.1, 0.3}));
        QCOMPARE(experiment.stages[1].evaluate.depths.to, 0);
    }

    void whatTechniquesSayOfSlotsFollowsThem() {
        Experiment experiment = marked(6);
        experiment.stages.resize(3);
        Stage& theseus = experiment.stages[1];
        theseus.name = "replace";
        theseus.from.kind = Origin::Kind::Previous;
        theseus.techniques.theseus.emplace().modules = {{1}, {2, 3}, {4, 5, 6}};
        Stage& ladder = experiment.stages[2];
        ladder.name = "ladder";
        ladder.from = {Origin::Kind::Run, "/runs/1", {}};
        ladder.techniques.ladder.emplace().rungs = {2, 4, 6};
        removeSlots(experiment, {1, 4});
        QCOMPARE(experiment.stages[1].techniques.theseus->modules, (std::vector<Numbers>{{1, 2}, {3, 4}}));
        QCOMPARE(experiment.stages[2].techniques.ladder->rungs, (Numbers{1, 4}));
        insertSlots(experiment, 2, {Slot()});
        QCOMPARE(experiment.stages[1].techniques.theseus->modules, (std::vector<Numbers>{{1, 2, 3}, {4, 5}}));
        QCOMPARE(experiment.stages[2].techniques.ladder->rungs, (Numbers{1, 5}));
        changeSlots(experiment, {5}, [](Slot& slot) { slot.skip = true; });
        QCOMPARE(experiment.stages[1].techniques.theseus->modules, (std::vector<Numbers>{{1, 2, 3}, {4}}));
        QCOMPARE(experiment.stages[2].techniques.ladder->rungs, Numbers{1});
        // Modules that a move tears apart become equal ones of the same number.
        moveSlots(experiment, {1}, 4);
        QVERIFY(experiment.stages[1].techniques.theseus->modules.empty());
        QCOMPARE(experiment.stages[1].techniques.theseus->successor_layers, 2);
    }
    void layersThatAreKeptFollowOnlyWhileTheModelIsTheExperiments() {
        Experiment experiment = marked(6);
        experiment.stages.resize(3);
        for (std::size_t i = 1; i < 3; ++i) {
            experiment.stages[i].name = "truncate " + std::to_string(i);
            experiment.stages[i].from.kind = Origin::Kind::Previous;
            experiment.stages[i].techniques.truncation.emplace();
        }
        experiment.stages[1].techniques.truncation->keep = {1, 3, 5};
        experiment.stages[2].techniques.truncation->keep = {1, 3};
        experiment.stages[1].techniques.distillation.emplace().pairs = {{2, 4}, {3, 2}};
        removeSlots(experiment, {2});
        QCOMPARE(experiment.stages[1].techniques.truncation->keep, (Numbers{1, 2, 4}));
        QCOMPARE(experiment.stages[2].techniques.truncation->keep, (Numbers{1, 3}));  // of the truncated model
        QCOMPARE(experiment.stages[1].techniques.distillation->pairs, (std::vector<Numbers>{{2, 3}}));
    }

    // A list that became empty would mean all slots, or a rule.
    void theLastRungAndTheLastLayerKeptMoveToTheNearest() {
        Experiment experiment = marked(6);
        experiment.stages.resize(2);
        experiment.stages[0].techniques.ladder.emplace().rungs = {3};
        experiment.stages[1].name = "truncate";
        experiment.stages[1].from = {Origin::Kind::Run, "/runs/1", {}};
        experiment.stages[1].techniques.truncation.emplace().keep = {5, 6};
        const auto rungs = [&] { return experiment.stages[0].techniques.ladder->rungs; };
        const auto keep = [&] { return experiment.stages[1].techniques.truncation->keep; };
        removeSlots(experiment, {3});
        QCOMPARE(rungs(), Numbers{2});
        QCOMPARE(keep(), (Numbers{4, 5}));
        changeSlots(experiment, {2}, [](Slot& slot) { slot.skip = true; });
        QCOMPARE(rungs(), Numbers{1});
        removeSlots(experiment, {1});  // the next one that is left never runs
        QCOMPARE(rungs(), Numbers{2});
        QCOMPARE(keep(), (Numbers{3, 4}));
        removeSlots(experiment, {3, 4});
        QCOMPARE(keep(), Numbers{2});
        // Nothing said stays nothing said.
        experiment.stages[0].techniques.ladder->rungs.clear();
        experiment.stages[1].techniques.truncation->keep.clear();
        insertSlots(experiment, 2, {Slot()});
        removeSlots(experiment, {1});
        QVERIFY(rungs().empty() && keep().empty());
    }

    void sharingNamesTheSameWeights() {
        Experiment experiment;
        experiment.model.stack.resize(4);
        shareSlots(experiment, {1, 3}, Share::Layer);
        WeightMap weights = weightMap(experiment.model, {});
        QCOMPARE(weights.attention, (Numbers{0, 1, 0, 2}));
        QCOMPARE(weights.feed_forward, (Numbers{0, 1, 0, 2}));
        shareSlots(experiment, {2, 4}, Share::Attention);
        weights = weightMap(experiment.model, {});
        QCOMPARE(weights.attention, (Numbers{0, 1, 0, 1}));
        QCOMPARE(weights.feed_forward, (Numbers{0, 1, 0, 2}));
        unshareSlots(experiment, {1});
        QCOMPARE(weightMap(experiment.model, {}).attention, (Numbers{0, 1, 2, 1}));
        // Nobody else uses the name that slot 3 had left.
        QVERIFY(experiment.model.stack[2].attention_weights.empty());
    }
    void sharedFeedForwardsAreEquallyWide() {
        Experiment experiment = marked(3);
        shareSlots(experiment, {1, 2, 3}, Share::FeedForward);
        QCOMPARE(marks(experiment), (Numbers{1, 1, 1}));
        QVERIFY(validate(experiment).empty());
    }
    void sharingByHandWritesTheRuleOut() {
        Experiment experiment;
        experiment.model.stack.resize(6);
        experiment.techniques.sharing.emplace().group_size = 2;
        const WeightMap before = weightMap(experiment.model, experiment.techniques);
        shareSlots(experiment, {5, 6}, Share::Layer);
        QVERIFY(!experiment.techniques.sharing);
        QVERIFY(validate(experiment).empty());
        QCOMPARE(weightMap(experiment.model, experiment.techniques).attention, before.attention);
        QCOMPARE(weightMap(experiment.model, experiment.techniques).feed_forward, before.feed_forward);
        shareSlots(experiment, {1, 6}, Share::Layer);
        QCOMPARE(weightMap(experiment.model, experiment.techniques).attention, (Numbers{0, 1, 2, 2, 3, 0}));
    }

    void aStackThatWasEmptiedCanBeFilledAgain() {
        ExperimentDocument document;
        document.newFrom(marked(2));
        SlotSelection selection;
        StackEditor editor(document, selection);
        selection.set({1, 2});
        editor.remove();
        QCOMPARE(slotCount(document.experiment().model), 0);
        QVERIFY(document.firstError().contains(QStringLiteral("at least one slot")));
        // The text of an experiment without slots reads back as one.
        const ReadResult read = readExperiment(document.yaml().toStdString());
        QCOMPARE(slotCount(read.experiment.model), 0);
        editor.insertAbove();
        editor.insertAbove();
        QCOMPARE(slotCount(document.experiment().model), 2);
        QCOMPARE(selection.numbers(), QList<int>{2});
        QVERIFY(document.firstError().isEmpty());
    }

    void slotsTravelThroughTheClipboard() {
        Experiment experiment = marked(3);
        experiment.model.stack[0].frozen = true;
        shareSlots(experiment, {1, 3}, Share::Attention);
        ExperimentDocument document;
        document.newFrom(experiment);
        SlotSelection selection;
        StackEditor editor(document, selection);
        selection.set({1, 3});
        editor.copy();
        editor.paste();
        // Beside the originals the copies share with them.
        QCOMPARE(weightMap(document.experiment().model, {}).attention, (Numbers{0, 1, 0, 0, 0}));
        QVERIFY(document.experiment().model.stack[3].frozen);

        // Elsewhere they share among themselves, and with nobody who happens to use the same name.
        ExperimentDocument other;
        Experiment target = marked(2);
        shareSlots(target, {1, 2}, Share::Attention);
        other.newFrom(target);
        SlotSelection there;
        StackEditor pasting(other, there);
        pasting.paste();
        QCOMPARE(weightMap(other.experiment().model, {}).attention, (Numbers{0, 0, 1, 1}));
        QCOMPARE(there.numbers(), (QList<int>{3, 4}));
        // As text it is an experiment file.
        QVERIFY(readExperiment(QApplication::clipboard()->text().toStdString()).ok());
        QApplication::clipboard()->setText(QStringLiteral("a model is no experiment"));
        pasting.paste();
        QCOMPARE(slotCount(other.experiment().model), 4);
    }

    void anySequenceOfEditsCanBeUndoneAndRedone_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 12; ++seed) QTest::addRow("seed %u", seed) << seed;
    }
    void anySequenceOfEditsCanBeUndoneAndRedone() {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto below = [&random](int count) { return static_cast<int>(random() % static_cast<unsigned>(std::max(1, count))); };
        ExperimentDocument document;
        Experiment first = marked(6);
        if (seed % 2 == 0) first.techniques.sharing.emplace().group_size = 2;
        if (seed % 3 == 0) first.techniques.layer_drop.emplace().rates = {0.1, 0.2, 0.3, 0.1, 0.2, 0.3};
        document.newFrom(first);
        SlotSelection selection;
        StackEditor editor(document, selection);
        std::vector<Experiment> history{document.experiment()};
        for (int i = 0; i < 60; ++i) {
            const int count = slotCount(document.experiment().model);
            QList<int> chosen;
            for (int number = 1; number <= count; ++number)
                if (below(3) == 0) chosen << number;
            selection.set(chosen);
            switch (below(14)) {
                case 0:
                    editor.insert(below(count + 1));
                    break;
                case 1:
                    editor.duplicate();
                    break;
                case 2:
                    editor.remove();
                    break;
                case 3:
                    editor.cut();
                    break;
                case 4:
                    editor.copy();
                    editor.paste();
                    break;
                case 5:
                    editor.move(below(2) == 0 ? 1 : -1);
                    break;
                case 6:
                    editor.moveTo(chosen, below(count + 1));
                    break;
                case 7:
                    editor.share(Share::Layer);
                    break;
                case 8:
                    editor.share(Share::FeedForward);
                    break;
                case 9:
                    editor.unshare();
                    break;
                case 10:
                    editor.toggleSkip();
                    break;
                case 11:
                    editor.toggleFrozen();
                    break;
                case 12:
                    document.setPath("train.steps", {std::to_string(1 + below(1000))});
                    break;
                default: {
                    QString text = document.yaml();
                    text += QStringLiteral("\ndescription: typed %1\n").arg(i);
                    document.setYaml(text);
                }
            }
            if (document.experiment() != history.back()) history.push_back(document.experiment());
            QVERIFY(slotCount(document.experiment().model) < 5000);
            if (slotCount(document.experiment().model) > 40) {
                selection.set({});
                document.edit(QStringLiteral("cut down"), {}, [](Experiment& e) { e.model.stack.resize(3); });
                history.push_back(document.experiment());
            }
        }
        QVERIFY(history.size() > 20);
        QUndoStack* stack = document.undoStack();
        // Edits that belong together are one step, so the way back meets some of the states, in order.
        std::size_t at = history.size() - 1;
        while (stack->canUndo()) {
            stack->undo();
            while (at > 0 && !(history[at] == document.experiment())) --at;
            QVERIFY(history[at] == document.experiment());
        }
        QVERIFY(document.experiment() == first);
        QVERIFY(!document.isModified());
        while (stack->canRedo()) stack->redo();
        QVERIFY(document.experiment() == history.back());
    }
};

int main(int argc, char** argv) { return runUiTest<TestStack>(argc, argv); }
#include "tst_stack.moc"
