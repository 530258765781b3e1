// What stages are made of and hand on: modules, starts, side widths, costs, all against tables made by hand.
#include <QtTest>

#include "engine/experiment/blueprint.h"
#include "engine/experiment/cost.h"

using namespace layerlab;

using Initialise = TheseusSettings::Initialise;
using Modules = std::vector<std::vector<int>>;

namespace {

Model layered(int layers) {
    Model model;
    model.hidden = 16;
    model.heads = 2;
    model.feed_forward = 32;
    model.stack.assign(static_cast<std::size_t>(layers), Slot{});
    return model;
}

TheseusSettings into(int layers, Initialise initialise = Initialise::First) {
    TheseusSettings settings;
    settings.successor_layers = layers;
    settings.initialise = initialise;
    return settings;
}

Techniques replacing(int layers) {
    Techniques techniques;
    techniques.theseus = into(layers);
    return techniques;
}

Techniques beside(int reduction, std::vector<int> rungs = {}) {
    Techniques techniques;
    techniques.ladder.emplace().reduction = reduction;
    techniques.ladder->rungs = std::move(rungs);
    return techniques;
}

Stage stage(const std::string& name, Origin::Kind from, const Techniques& techniques = {}) {
    Stage made;
    made.name = name;
    made.from.kind = from;
    made.techniques = techniques;
    return made;
}

// 12 tokens, a label at each of them.
const Task hops = HopsTask{11, 4, 2, 32, 32};
constexpr TaskSize size{10, 5, 12};
// 22 rows of the embeddings' tables, 5 labels with their biases, the final norm.
constexpr std::int64_t ends = 22 * 16 + (16 * 5 + 5 + 2 * 16);
// Four matrices of attention and two of 16 × 32, their biases, two norms.
constexpr std::int64_t layer = (4 * 256 + 4 * 16 + 2 * 16) + (2 * 512 + 32 + 16 + 2 * 16);
constexpr double layer_flops = 2.0 * 12 * (4 * 256 + 2 * 512) + 2 * 2.0 * 12 * 12 * 16;
constexpr double head_flops = 2.0 * 12 * 16 * 5;

}  // namespace

class TestBlueprint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modulesAreAsEvenAsCanBe_data() {
        QTest::addColumn<int>("predecessor");
        QTest::addColumn<int>("successor");
        QTest::addColumn<Modules>("modules");
        QTest::addRow("12 to 6") << 12 << 6 << Modules{{1, 2}, {3, 4}, {5, 6}, {7, 8}, {9, 10}, {11, 12}};
        QTest::addRow("12 to 4") << 12 << 4 << Modules{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};
        QTest::addRow("7 to 3") << 7 << 3 << Modules{{1, 2}, {3, 4}, {5, 6, 7}};
        QTest::addRow("7 to half, rounded up") << 7 << 0 << Modules{{1}, {2, 3}, {4, 5}, {6, 7}};
        QTest::addRow("as many") << 3 << 3 << Modules{{1}, {2}, {3}};
        QTest::addRow("more than there are") << 2 << 5 << Modules{{1}, {2}};
    }
    void modulesAreAsEvenAsCanBe() {
        QFETCH(int, predecessor);
        QFETCH(int, successor);
        QFETCH(Modules, modules);
        QVERIFY(theseusModules(into(successor), layered(predecessor)) == modules);
    }
    void modulesDrawnByHandStay() {
        TheseusSettings settings = into(2);
        settings.modules = {{1}, {2, 3, 4}};
        QVERIFY(theseusModules(settings, layered(4)) == settings.modules);
    }
    void slotsThatNeverRunAreInNoModule() {
        Model model = layered(5);
        model.stack[1].skip = true;
        QVERIFY(theseusModules(into(2), model) == (Modules{{1, 3}, {4, 5}}));
        QCOMPARE(theseusStarts(into(2), model), (std::vector<int>{1, 3}));
    }
    void startsAreAsByHand_data() {
        QTest::addColumn<int>("predecessor");
        QTest::addColumn<int>("successor");
        QTest::addColumn<int>("initialise");
        QTest::addColumn<std::vector<int>>("starts");
        const auto row = [](const char* name, int from, int to, Initialise initialise, const std::vector<int>& starts) {
            QTest::addRow("%d to %d, %s", from, to, name) << from << to << static_cast<int>(initialise) << starts;
        };
        row("first", 12, 6, Initialise::First, {1, 2, 3, 4, 5, 6});
        row("module starts", 12, 6, Initialise::ModuleStarts, {1, 3, 5, 7, 9, 11});
        row("module ends", 12, 6, Initialise::ModuleEnds, {2, 4, 6, 8, 10, 12});
        row("spread", 12, 6, Initialise::Spread, {1, 3, 5, 8, 10, 12});  // 0, 2.2, 4.4, 6.6, 8.8, 11
        row("random", 12, 6, Initialise::Random, {1, 3, 5, 7, 9, 11});
        row("first", 12, 4, Initialise::First, {1, 2, 3, 4});
        row("module starts", 12, 4, Initialise::ModuleStarts, {1, 4, 7, 10});
        row("module ends", 12, 4, Initialise::ModuleEnds, {3, 6, 9, 12});
        row("spread", 12, 4, Initialise::Spread, {1, 5, 8, 12});  // 0, 3.67, 7.33, 11
        row("random", 12, 4, Initialise::Random, {1, 4, 7, 10});
        row("first", 7, 3, Initialise::First, {1, 2, 3});
        row("module starts", 7, 3, Initialise::ModuleStarts, {1, 3, 5});
        row("module ends", 7, 3, Initialise::ModuleEnds, {2, 4, 7});
        row("spread", 7, 3, Initialise::Spread, {1, 4, 7});
        row("random", 7, 3, Initialise::Random, {1, 3, 5});
    }
    void startsAreAsByHand() {
        QFETCH(int, predecessor);
        QFETCH(int, successor);
        QFETCH(int, initialise);
        QFETCH(std::vector<int>, starts);
        QCOMPARE(theseusStarts(into(successor, static_cast<Initialise>(initialise)), layered(predecessor)), starts);
    }
    void truncationKeepsTheFirstHalfOrWhatIsNamed() {
        QCOMPARE(truncationKeeps({}, layered(6)), (std::vector<int>{1, 2, 3}));
        QCOMPARE(truncationKeeps({}, layered(5)), (std::vector<int>{1, 2, 3}));
        QCOMPARE(truncationKeeps({{1, 4, 6}}, layered(6)), (std::vector<int>{1, 4, 6}));
        Model skipping = layered(5);
        skipping.stack[0].skip = true;
        QCOMPARE(truncationKeeps({}, skipping), (std::vector<int>{2, 3}));
        Model uneven = layered(6);
        uneven.stack[3].feed_forward = 48;
        Techniques techniques;
        techniques.truncation = TruncationSettings{{1, 4, 6}};
        const Blueprint blueprint = blueprintOf(uneven, techniques, hops);
        QCOMPARE(blueprint.stacks.size(), std::size_t{1});
        QCOMPARE(slotCount(blueprint.encoder().model), 3);
        QCOMPARE(feedForward(blueprint.encoder().model, blueprint.encoder().model.stack[1]), 48);
        QCOMPARE(slotCount(modelAfter(blueprint)), 3);
        QVERIFY(!blueprint.one_depth);
    }

    void whatWasSharedStaysSharedByName() {
        Techniques techniques;
        techniques.sharing.emplace().group_size = 2;
        const Blueprint blueprint = blueprintOf(layered(4), techniques, hops);
        const Model after = modelAfter(blueprint);
        const WeightMap map = weightMap(after, {});
        QCOMPARE(map.attention, (std::vector<int>{0, 0, 1, 1}));
        QCOMPARE(map.feed_forward, map.attention);
        QCOMPARE(after.stack[0].attention_weights, after.stack[1].attention_weights);
        QVERIFY(after.stack[1].attention_weights != after.stack[2].attention_weights);
        techniques.sharing->share = SharingSettings::Share::Attention;
        const Model half = modelAfter(blueprintOf(layered(4), techniques, hops));
        QCOMPARE(weightMap(half, {}).attention, (std::vector<int>{0, 0, 1, 1}));
        QCOMPARE(weightMap(half, {}).feed_forward, (std::vector<int>{0, 1, 2, 3}));
        QVERIFY(half.stack[0].feed_forward_weights.empty());
    }
    void theseusLeavesTheSuccessor() {
        Model predecessor = layered(4);
        for (Slot& slot : predecessor.stack) slot.frozen = true, slot.attention_weights = "one";
        Techniques techniques = replacing(2);
        techniques.theseus->initialise = Initialise::ModuleEnds;
        predecessor.stack[3].feed_forward = 48;
        const Blueprint blueprint = blueprintOf(predecessor, techniques, hops);
        QCOMPARE(blueprint.stacks.size(), std::size_t{2});
        QCOMPARE(blueprint.stacks[1].name, std::string("successor"));
        QVERIFY(blueprint.modules == (Modules{{1, 2}, {3, 4}}));
        QVERIFY(blueprint.one_depth);
        const Model after = modelAfter(blueprint);
        QCOMPARE(slotCount(after), 2);
        QCOMPARE(feedForward(after, after.stack[1]), 48);  // the shape of what it starts from
        QVERIFY(!after.stack[0].frozen);                   // copies learn, and share nothing
        QVERIFY(after.stack[0].attention_weights.empty());
    }
    void theLadderLeavesTheBackbone() { QCOMPARE(slotCount(modelAfter(blueprintOf(layered(4), beside(4), hops))), 4); }
    void sharingBesideAnotherTechniqueIsWithinWhatThatAdds() {
        Techniques techniques = replacing(2);
        techniques.sharing.emplace().groups = 1;
        const Blueprint theseus = blueprintOf(layered(4), techniques, hops);
        QCOMPARE(theseus.encoder().weights.attention, (std::vector<int>{0, 1, 2, 3}));
        QCOMPARE(theseus.measured().weights.attention, (std::vector<int>{0, 0}));
        QCOMPARE(weightMap(modelAfter(theseus), {}).attention, (std::vector<int>{0, 0}));
        techniques = beside(4);
        techniques.sharing.emplace().groups = 2;
        const Blueprint ladder = blueprintOf(layered(4), techniques, hops);
        QCOMPARE(ladder.encoder().weights.attention, (std::vector<int>{0, 1, 2, 3}));
        QCOMPARE(ladder.measured().weights.attention, (std::vector<int>{0, 0, 1, 1}));
    }

    void aStageBeginsWithWhatTheOneBeforeLeft() {
        Experiment e;
        e.task = hops;
        e.model = layered(8);
        e.stages = {stage("predecessor", Origin::Kind::Scratch), stage("replace", Origin::Kind::Previous, replacing(4)),
                    stage("fine-tune", Origin::Kind::Previous)};
        QCOMPARE(slotCount(blueprintOf(e, 0).encoder().model), 8);
        QVERIFY(!blueprintOf(e, 0).one_depth);
        QCOMPARE(slotCount(blueprintOf(e, 1).encoder().model), 8);
        QCOMPARE(slotCount(blueprintOf(e, 1).measured().model), 4);
        QVERIFY(blueprintOf(e, 1).one_depth);
        const Blueprint last = blueprintOf(e);
        QCOMPARE(last.stacks.size(), std::size_t{1});
        QCOMPARE(slotCount(last.encoder().model), 4);
        // A successor has one depth, unless LayerDrop trains it for more.
        QVERIFY(last.one_depth);
        QVERIFY(chooseRoutes(Depths{}, last).empty());
        e.stages[2].techniques.layer_drop.emplace();
        QVERIFY(!blueprintOf(e).one_depth);
        QCOMPARE(chooseRoutes(Depths{}, blueprintOf(e)).size(), std::size_t{4});
        // A stage that begins anew has the experiment's model, and all its depths.
        e.stages[2] = stage("direct", Origin::Kind::Scratch);
        QCOMPARE(slotCount(blueprintOf(e).encoder().model), 8);
        QVERIFY(!blueprintOf(e).one_depth);
    }
    void sharingGoesOnOverStages() {
        Experiment e;
        e.task = hops;
        e.model = layered(4);
        Techniques sharing;
        sharing.sharing.emplace().group_size = 2;
        e.stages = {stage("first", Origin::Kind::Scratch, sharing), stage("as before", Origin::Kind::Previous, sharing),
                    stage("by name", Origin::Kind::Previous)};
        for (std::size_t i = 0; i < 3; ++i) QCOMPARE(blueprintOf(e, i).encoder().weights.attention, (std::vector<int>{0, 0, 1, 1}));
    }
    void aLadderHasOneDepthUnlessLayerDropTrainsIt() {
        Techniques techniques = beside(4);
        QVERIFY(blueprintOf(layered(4), techniques, hops).one_depth);
        techniques.layer_drop.emplace();
        QVERIFY(!blueprintOf(layered(4), techniques, hops).one_depth);
    }
    void theSideNetworkIsNarrower() {
        Model model = layered(4);
        model.embedding_size = 8;
        model.stack[3].feed_forward = 64;
        model.stack[1].drop_rate = 0.5;
        const Blueprint blueprint = blueprintOf(model, beside(4, {2, 4}), hops);
        QVERIFY(blueprint.isLadder());
        const StackBlueprint& side = blueprint.measured();
        QCOMPARE(side.name, std::string("side"));
        QCOMPARE(side.reads, (std::vector<int>{2, 4}));
        QCOMPARE(slotCount(side.model), 2);
        QCOMPARE(side.model.hidden, 4);
        QCOMPARE(side.model.heads, 2);
        QCOMPARE(feedForward(side.model, side.model.stack[0]), 8);
        QCOMPARE(feedForward(side.model, side.model.stack[1]), 16);
        QVERIFY(!side.model.stack[0].drop_rate);
        QCOMPARE(blueprintOf(layered(3), beside(8), hops).measured().reads, (std::vector<int>{1, 2, 3}));
        QVERIFY(!blueprintOf(layered(3), {}, hops).isLadder());
    }
    void positionsAreThoseOfTheLongestStage() {
        Experiment e;
        e.task = hops;
        e.model = layered(2);
        e.stages = {stage("short", Origin::Kind::Scratch), stage("long", Origin::Kind::Previous)};
        e.stages[1].task = GroupWordsTask{GroupWordsTask::Group::S3, 40, 32, 32};
        QVERIFY(taskLength(*e.stages[1].task) > taskLength(hops));
        QCOMPARE(blueprintOf(e, 0).positions, taskLength(*e.stages[1].task));
        QCOMPARE(blueprintOf(e, 1).positions, taskLength(*e.stages[1].task));
        QVERIFY(blueprintOf(e, 1).task == *e.stages[1].task);
        QCOMPARE(blueprintOf(e.model, {}, hops).positions, taskLength(hops));
    }

    void aSuccessorCostsWhatIsLeft() {
        const Cost whole = cost(blueprintOf(layered(4), replacing(2), hops), size, {1, 2});
        QCOMPARE(whole.parameters, ends + 2 * layer);
        QCOMPARE(whole.flops, 2 * layer_flops + head_flops);
    }
    void aLadderCostsItsBackboneToo() {
        // Width 4, feed-forward 8.
        constexpr std::int64_t side = (4 * 16 + 4 * 4 + 2 * 4) + (2 * 32 + 8 + 4 + 2 * 4), rung = 16 * 4 + 4 + 1;
        constexpr std::int64_t side_ends = 2 * 16 * 4 + 4 + 16 + 2 * 4;
        constexpr double side_flops = 2.0 * 12 * (4 * 16 + 2 * 32) + 2 * 2.0 * 12 * 12 * 4, projection = 2.0 * 12 * 16 * 4;
        const Blueprint to_the_top = blueprintOf(layered(4), beside(4, {2, 4}), hops);
        const Cost whole = cost(to_the_top, size, {1, 2});
        QCOMPARE(whole.parameters, ends + 4 * layer + 2 * (side + rung) + side_ends);
        QCOMPARE(whole.flops, 4 * layer_flops + 2 * side_flops + 4 * projection + head_flops);
        const Cost one = cost(to_the_top, size, {1});
        // The backbone runs as far as a rung of the route reads it, here slot 2: nothing above is needed.
        QCOMPARE(one.parameters, ends + 2 * layer + side + rung + side_ends);
        QCOMPARE(one.flops, 2 * layer_flops + side_flops + 3 * projection + head_flops);
        // What lies above the last rung does not run.
        const Cost low = cost(blueprintOf(layered(4), beside(4, {1, 2}), hops), size, {1, 2});
        QCOMPARE(low.parameters, ends + 2 * layer + 2 * (side + rung) + side_ends);
        QCOMPARE(low.flops, 2 * layer_flops + 2 * side_flops + 4 * projection + head_flops);
    }
};

QTEST_APPLESS_MAIN(TestBlueprint)
#include "tst_blueprint.moc"
