#include <QtTest>

#include <algorithm>

#include "engine/data/generated_data.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/experiment.h"
#include "engine/experiment/fields.h"

using namespace layerlab;

namespace {

Experiment withSlots(int count) {
    Experiment e;
    e.model.stack.assign(static_cast<std::size_t>(count), Slot{});
    return e;
}

// BERT-base's shape with ALBERT's vocabulary, for the parameter counts of ALBERT's Table 4.
Experiment albertBase(int embedding) {
    Experiment e = withSlots(12);
    TextFileTask task;
    task.max_length = 512;
    e.task = task;
    e.model.hidden = 768;
    e.model.heads = 12;
    e.model.feed_forward = 3072;
    e.model.norm = Norm::Post;
    e.model.pooler = true;
    e.model.token_types = 2;
    e.model.embedding_size = embedding;
    return e;
}

}  // namespace

class TestValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Indices for which the reference's floating-point int(i / L * G) is wrong (methods: ALBERT sharing).
    void groupsUseIntegerArithmetic_data() {
        QTest::addColumn<int>("slotCount");
        QTest::addColumn<int>("groups");
        for (int layers : {22, 23, 26, 47}) QTest::addRow("%d of %d", layers, layers) << layers << layers;
        QTest::addRow("22 of 44") << 44 << 22;
        QTest::addRow("23 of 46") << 46 << 23;
        QTest::addRow("3 of 12") << 12 << 3;
        QTest::addRow("5 of 12, uneven") << 12 << 5;
    }
    void groupsUseIntegerArithmetic() {
        QFETCH(int, slotCount);
        QFETCH(int, groups);
        Experiment e = withSlots(slotCount);
        e.techniques.sharing.emplace().groups = groups;
        const WeightMap map = weightMap(e.model, e.techniques);
        for (int i = 0; i < slotCount; ++i) QCOMPARE(map.attention[static_cast<std::size_t>(i)], i * groups / slotCount);
        QCOMPARE(map.attention, map.feed_forward);
    }
    void everyTwoLayersShare() {
        Experiment e = withSlots(7);
        e.techniques.sharing.emplace().group_size = 2;
        QCOMPARE(weightMap(e.model, e.techniques).attention, (std::vector<int>{0, 0, 1, 1, 2, 2, 3}));
    }
    void sharingOneHalfLeavesTheOther() {
        Experiment e = withSlots(4);
        auto& sharing = e.techniques.sharing.emplace();
        sharing.groups = 1;
        sharing.share = SharingSettings::Share::Attention;
        const WeightMap map = weightMap(e.model, e.techniques);
        QCOMPARE(map.attention, (std::vector<int>{0, 0, 0, 0}));
        QCOMPARE(map.feed_forward, (std::vector<int>{0, 1, 2, 3}));
    }
    void mapsAndNamedSlotsShare() {
        Experiment e = withSlots(4);
        e.techniques.sharing.emplace().map = {"a", "b", "a", "b"};
        QCOMPARE(weightMap(e.model, e.techniques).attention, (std::vector<int>{0, 1, 0, 1}));
        Experiment named = withSlots(4);
        named.model.stack[1].attention_weights = named.model.stack[3].attention_weights = "x";
        named.model.stack[2].feed_forward_block = false;
        const WeightMap map = weightMap(named.model, named.techniques);
        QCOMPARE(map.attention, (std::vector<int>{0, 1, 2, 1}));
        QCOMPARE(map.feed_forward, (std::vector<int>{0, 1, -1, 2}));
    }

    void dropRatesFollowTheRule() {
        Experiment e = withSlots(4);
        QCOMPARE(dropRates(e.model, e.techniques), (std::vector<double>{0, 0, 0, 0}));
        auto& drop = e.techniques.layer_drop.emplace();
        drop.rate = 0.4;
        e.model.stack[1].drop_rate = 0.0;
        QCOMPARE(dropRates(e.model, e.techniques), (std::vector<double>{0.4, 0.0, 0.4, 0.4}));
        drop.per_layer = LayerDropSettings::PerLayer::Linear;
        QCOMPARE(dropRates(e.model, e.techniques)[3], 0.4);
        QCOMPARE(dropRates(e.model, e.techniques)[0], 0.1);
        drop.rates = {0.1, 0.2, 0.3, 0.4};
        QCOMPARE(dropRates(e.model, e.techniques)[2], 0.3);
    }

    // Conformance check 6: the paper's every-other rule at 1/2, and an even spread at every depth.
    void everyOtherSpreadsEvenly() {
        std::vector<int> sixteen(16);
        for (int i = 0; i < 16; ++i) sixteen[static_cast<std::size_t>(i)] = i + 1;
        QCOMPARE(chooseRoute(Strategy::EveryOther, sixteen, 8), (std::vector<int>{1, 3, 5, 7, 9, 11, 13, 15}));
        const std::vector<int> twelve(sixteen.begin(), sixteen.begin() + 12);
        QCOMPARE(chooseRoute(Strategy::EveryOther, twelve, 8), (std::vector<int>{1, 2, 4, 5, 7, 8, 10, 11}));     // drops every third
        QCOMPARE(chooseRoute(Strategy::EveryOther, twelve, 9), (std::vector<int>{1, 2, 3, 5, 6, 7, 9, 10, 11}));  // drops every fourth
        QCOMPARE(chooseRoute(Strategy::EveryOther, twelve, 1), (std::vector<int>{1}));
        QCOMPARE(chooseRoute(Strategy::EveryOther, twelve, 12), twelve);
        QCOMPARE(chooseRoute(Strategy::First, twelve, 3), (std::vector<int>{1, 2, 3}));
        QCOMPARE(chooseRoute(Strategy::Last, twelve, 3), (std::vector<int>{10, 11, 12}));
    }
    void skippedSlotsAreNoRoute() {
        Experiment e = withSlots(4);
        e.model.stack[1].skip = true;
        QCOMPARE(activeSlots(e.model), (std::vector<int>{1, 3, 4}));
        QCOMPARE(chooseRoutes(e.evaluate.depths, e.model).back(), (std::vector<int>{1, 3, 4}));
    }

    void deepStacksAreMeasuredAtFewDepths() {
        const Experiment e = withSlots(48);
        const auto routes = chooseRoutes(e.evaluate.depths, e.model);
        QVERIFY(routes.size() <= 12 && routes.size() >= 11);
        std::vector<std::size_t> depths;
        for (const auto& route : routes) depths.push_back(route.size());
        QVERIFY(std::is_sorted(depths.begin(), depths.end()));
        for (const std::size_t wanted : {1, 24, 48}) QVERIFY(std::find(depths.begin(), depths.end(), wanted) != depths.end());
        QCOMPARE(chooseRoutes(e.evaluate.depths, e.model, true).size(), std::size_t{48});
    }

    // ---- what follows from the kind of task -------------------------------------------------------------------------
    void theSizesOfGeneratedTasksAreKnownBeforehand_data() {
        QTest::addColumn<int>("kind");
        for (std::size_t kind = 0; kind < taskKinds().size(); ++kind)
            if (Experiment e; e.task = plainTask(kind), !getValue(e, "task.train"))
                QTest::newRow(taskKinds()[kind].c_str()) << static_cast<int>(kind);
    }
    void theSizesOfGeneratedTasksAreKnownBeforehand() {
        QFETCH(int, kind);
        Experiment e;
        e.task = plainTask(static_cast<std::size_t>(kind));
        std::vector<Task> tasks{e.task};
        if (auto* listops = std::get_if<ListopsTask>(&e.task)) listops->binary_brackets = true, listops->max_length = 64;
        if (auto* dyck = std::get_if<DyckTask>(&e.task)) dyck->kinds = 7, dyck->length = 41;
        tasks.push_back(e.task);
        if (auto* words = std::get_if<GroupWordsTask>(&e.task))
            for (const auto group : {GroupWordsTask::Group::A5, GroupWordsTask::Group::S5, GroupWordsTask::Group::Z60})
                words->group = group, tasks.push_back(e.task);
        for (const Task& task : tasks) {
            e.task = task;
            const TaskSize expected = expectedTaskSize(task), found = loadTask(e)->size();
            QCOMPARE(expected.vocabulary, found.vocabulary);
            QCOMPARE(expected.labels, found.labels);
            QCOMPARE(expected.length, found.length);
            QCOMPARE(taskLength(task), found.length);
        }
    }
    void generatedTasksAreAllOfOneMake() {
        for (std::size_t kind = 0; kind < taskKinds().size(); ++kind) {
            Experiment e;
            e.task = plainTask(kind);
            if (getValue(e, "task.train")) continue;
            const auto data = loadTask(e);
            const auto* generated = dynamic_cast<const GeneratedData*>(data.get());
            QVERIFY2(generated, taskKinds()[kind].c_str());
            QCOMPARE(generated->generator().everyPosition(), labelsEveryPosition(e.task));
            QVERIFY(!data->difficultyName().empty());
            QVERIFY(data->baselines(Split::Valid).size() >= 2);
        }
    }
    void theTaskDecidesHowAttentionLooks_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("causal");
        QTest::addColumn<bool>("everyPosition");
        QTest::addColumn<bool>("tokens");
        const auto row = [](const char* kind, bool causal, bool every, bool tokens) {
            QTest::newRow(kind) << QString(kind) << causal << every << tokens;
        };
        row("hops", true, true, false);
        row("listops", false, false, false);
        row("group_words", true, true, false);
        row("dyck", true, true, false);
        row("modular_addition", false, false, false);
        row("composed_tables", false, false, false);
        row("text_file", false, false, false);
        row("language_model", true, true, true);
        row("masked_language_model", false, true, true);
        row("sequence_pairs", true, true, true);
    }
    void theTaskDecidesHowAttentionLooks() {
        QFETCH(QString, kind);
        QFETCH(bool, causal);
        QFETCH(bool, everyPosition);
        QFETCH(bool, tokens);
        const auto& kinds = taskKinds();
        Experiment e;
        e.task = plainTask(static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind.toStdString()) - kinds.begin()));
        QCOMPARE(isCausal(e.model, e.task), causal);
        QCOMPARE(labelsEveryPosition(e.task), everyPosition);
        QCOMPARE(predictsTokens(e.task), tokens);
        e.model.attention = Attention::Causal;
        QVERIFY(isCausal(e.model, e.task));
        e.model.attention = Attention::Bidirectional;
        QVERIFY(!isCausal(e.model, e.task));
        const TaskSize size = expectedTaskSize(e.task);
        QCOMPARE(size.labels == size.vocabulary, tokens);
        QCOMPARE(size.length, taskLength(e.task));
    }

    // Conformance check 5: a 16-layer model pruned to 8 (fairseq's example: 246,933,504 → 146,163,712).
    void pruningRemovesWholeBlocks() {
        Experiment e = withSlots(16);
        e.model.hidden = 1024;
        e.model.heads = 16;
        e.model.feed_forward = 4096;
        const TaskSize size = expectedTaskSize(e.task);
        const auto full = cost(e, e.techniques, size, chooseRoute(Strategy::EveryOther, activeSlots(e.model), 16)).parameters;
        const auto half = cost(e, e.techniques, size, chooseRoute(Strategy::EveryOther, activeSlots(e.model), 8)).parameters;
        QCOMPARE(full - half, std::int64_t{246'933'504 - 146'163'712});
    }
    // Conformance check 7: ALBERT's Table 4, millions of parameters.
    void albertParameterCounts_data() {
        QTest::addColumn<int>("embedding");
        QTest::addColumn<int>("share");  // -1: none
        QTest::addColumn<int>("millions");
        const int table[2][4] = {{12, 64, 38, 89}, {31, 83, 57, 108}};
        for (int e = 0; e < 2; ++e)
            for (int s = 0; s < 4; ++s) QTest::addRow("E%d sharing %d", e, s) << (e == 0 ? 128 : 768) << (s == 3 ? -1 : s) << table[e][s];
    }
    void albertParameterCounts() {
        QFETCH(int, embedding);
        QFETCH(int, share);
        QFETCH(int, millions);
        Experiment e = albertBase(embedding);
        if (share >= 0) {
            auto& sharing = e.techniques.sharing.emplace();
            sharing.groups = 1;
            sharing.share = static_cast<SharingSettings::Share>(share);
        }
        const auto count = cost(e, e.techniques, {30000, 2, 512}, activeSlots(e.model)).parameters;
        // The paper's figures are whole millions, some rounded up and some down.
        QVERIFY2(std::abs(static_cast<double>(count) / 1e6 - millions) < 1.1, qPrintable(QString::number(count)));
    }
    void flopsOfARouteAreThoseOfItsLayers() {
        Experiment e = withSlots(2);
        const TaskSize size{10, 5, 8};
        const double d = 64, f = 256, n = 8;
        const double layer = 2 * n * (4 * d * d + 2 * d * f) + 4 * n * n * d;
        QCOMPARE(cost(e, e.techniques, size, {1, 2}).flops - cost(e, e.techniques, size, {2}).flops, layer);
        QCOMPARE(cost(e, e.techniques, size, {}).flops, 2 * n * d * 5);
    }
};

QTEST_APPLESS_MAIN(TestValues)
#include "tst_values.moc"
