#include <QtTest>

#include <set>

#include "engine/data/hops.h"

using namespace layerlab;

namespace {

// The definition, word by word: no tables.
int naiveAnswer(const std::vector<int>& x, int at, int hops, int none) {
    for (int hop = 0; hop < hops; ++hop) {
        int found = -1;
        for (int j = at - 1; j >= 0 && found < 0; --j)
            if (x[static_cast<std::size_t>(j)] == x[static_cast<std::size_t>(at)]) found = j + 1;
        if (found < 0) return none;
        at = found;
    }
    return x[static_cast<std::size_t>(at)];
}

}  // namespace

class TestHops : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersAgreeWithTheDefinition() {
        for (std::uint32_t example = 0; example < 200; ++example) {
            const HopsTask task{5 + static_cast<int>(example % 40), 2 + static_cast<int>(example % 5), 6, 1, 1};
            const HopsExample e = drawHops(task, Draws(example, Purpose::TrainData), example);
            for (int i = 0; i < task.length; ++i)
                QCOMPARE(e.answers[static_cast<std::size_t>(i)], naiveAnswer(e.characters, i, e.hops, task.symbols));
        }
    }
    void neighboursDifferAndHopsAreUniform() {
        const HopsTask task{31, 4, 3, 1, 1};
        const Draws draws(3, Purpose::TrainData);
        std::vector<int> hops(4), symbols(4);
        for (std::uint32_t n = 0; n < 4000; ++n) {
            const HopsExample e = drawHops(task, draws, n);
            ++hops[static_cast<std::size_t>(e.hops)];
            for (std::size_t i = 0; i < e.characters.size(); ++i) {
                ++symbols[static_cast<std::size_t>(e.characters[i])];
                if (i) QVERIFY(e.characters[i] != e.characters[i - 1]);
            }
        }
        for (const int count : hops) QVERIFY(std::abs(count - 1000) < 4 * 27.4);
        for (const int count : symbols) QVERIFY(std::abs(count - 31000) < 1200);
    }
    // Published shares of positions without an answer at 1, 2, 3 hops, T = 31, C = 4: 13, 23 and 32 per cent.
    void shareWithoutAnswer_data() {
        QTest::addColumn<int>("hops");
        QTest::addColumn<double>("share");
        QTest::newRow("1") << 1 << 0.13;
        QTest::newRow("2") << 2 << 0.23;
        QTest::newRow("3") << 3 << 0.32;
    }
    void shareWithoutAnswer() {
        QFETCH(int, hops);
        QFETCH(double, share);
        const HopsTask task{31, 4, 3, 1, 1};
        const Draws draws(4, Purpose::TrainData);
        double none = 0, all = 0;
        for (std::uint32_t n = 0; n < 3000; ++n) {
            const HopsExample e = drawHops(task, draws, n);
            for (const int answer : hopAnswers(e.characters, hops, 4)) none += answer == 4, all += 1;
        }
        QVERIFY2(std::abs(none / all - share) < 0.01, qPrintable(QString::number(none / all)));
    }
    void batchesAreFunctionsOfSeedAndStep() {
        const HopsData data({31, 4, 2, 100, 50}, 7), other({31, 4, 2, 100, 50}, 8);
        QCOMPARE(data.trainBatch(3, 4).tokens, data.trainBatch(3, 4).tokens);
        QVERIFY(data.trainBatch(3, 4).tokens != data.trainBatch(4, 4).tokens);
        QVERIFY(data.trainBatch(3, 4).tokens != other.trainBatch(3, 4).tokens);
        int valid = 0;
        for (const auto& batch : data.batches(Split::Valid, 32)) valid += batch.rows;
        QCOMPARE(valid, 100);
        const Batch batch = data.trainBatch(0, 2);
        QCOMPARE(batch.length, 32);
        QCOMPARE(batch.labels[0], ignored_label);
        for (const auto token : batch.tokens) QVERIFY(token > 0 && token < data.size().vocabulary);
    }
    void splitsAreDisjoint() {
        const HopsData data({31, 4, 2, 200, 200}, 7);
        std::set<std::vector<std::int64_t>> seen;
        std::size_t rows = 0;
        const auto add = [&](const Batch& batch) {
            for (int r = 0; r < batch.rows; ++r, ++rows)
                seen.insert({batch.tokens.begin() + r * batch.length, batch.tokens.begin() + (r + 1) * batch.length});
        };
        for (int step = 0; step < 50; ++step) add(data.trainBatch(step, 32));
        for (const Split split : {Split::Valid, Split::Test})
            for (const auto& batch : data.batches(split, 64)) add(batch);
        QCOMPARE(seen.size(), rows);
    }
};

QTEST_APPLESS_MAIN(TestHops)
#include "tst_hops.moc"
