#include <QtTest>

#include <set>

#include "engine/data/generated_data.h"
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

HopsExample exampleOf(const HopsTask& task, const Draws& draws, std::uint32_t example) {
    SampleDraws own(draws, example, 0);
    return drawHops(task, own);
}

GeneratedData dataOf(const HopsTask& task, std::uint64_t seed) {
    return GeneratedData(std::make_unique<HopsGenerator>(task), seed, task.valid_examples, task.test_examples);
}

}  // namespace

class TestHops : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersAgreeWithTheDefinition() {
        for (std::uint32_t example = 0; example < 200; ++example) {
            const HopsTask task{5 + static_cast<int>(example % 40), 3 + static_cast<int>(example % 5), 6, 1, 1};
            const HopsExample e = exampleOf(task, Draws(example, Purpose::TrainData), example);
            for (int i = 0; i < task.length; ++i)
                QCOMPARE(e.answers[static_cast<std::size_t>(i)], naiveAnswer(e.characters, i, e.hops, task.symbols));
        }
    }
    void neighboursDifferAndHopsAreUniform() {
        const HopsTask task{31, 4, 3, 1, 1};
        const Draws draws(3, Purpose::TrainData);
        std::vector<int> hops(4), symbols(4);
        for (std::uint32_t n = 0; n < 4000; ++n) {
            const HopsExample e = exampleOf(task, draws, n);
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
            const HopsExample e = exampleOf(task, draws, n);
            for (const int answer : hopAnswers(e.characters, hops, 4)) none += answer == 4, all += 1;
        }
        QVERIFY2(std::abs(none / all - share) < 0.01, qPrintable(QString::number(none / all)));
    }
    void aSequenceIsTheHopCountAndTheCharacters() {
        const HopsTask task{31, 4, 2, 100, 50};
        const HopsGenerator generator(task);
        const Draws draws(5, Purpose::TrainData);
        for (std::uint32_t n = 0; n < 50; ++n) {
            const HopsExample e = exampleOf(task, draws, n);
            const Sample sample = generator.draw(draws, n, 0);
            QCOMPARE(sample.tokens.size(), std::size_t{32});
            QCOMPARE(sample.tokens[0], std::int64_t{5 + e.hops});
            QCOMPARE(sample.labels[0], ignored_label);
            for (std::size_t i = 0; i < e.characters.size(); ++i) {
                QCOMPARE(sample.tokens[i + 1], std::int64_t{1 + e.characters[i]});
                QCOMPARE(sample.labels[i + 1], std::int64_t{e.answers[i]});
                QCOMPARE(sample.difficulty[i + 1], e.hops);
            }
        }
    }
    void batchesAreFunctionsOfSeedAndStep() {
        const GeneratedData data = dataOf({31, 4, 2, 100, 50}, 7), other = dataOf({31, 4, 2, 100, 50}, 8);
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
    void batchesSayHowDifficultTheyAre() {
        const GeneratedData data = dataOf({31, 4, 2, 100, 50}, 7);
        QCOMPARE(data.difficultyName(), std::string("hops"));
        const Batch batch = data.batches(Split::Valid, 64).front();
        QCOMPARE(batch.difficulty.size(), batch.labels.size());
        for (std::size_t row = 0; row < 64; ++row)
            for (std::size_t i = 1; i < 32; ++i) QCOMPARE(std::int64_t{batch.difficulty[32 * row + i]}, batch.tokens[32 * row] - 5);
    }
    // Of 3 characters in 3 places there are 12 sequences, with 3 hop counts 36: one split has all of a sequence.
    void splitsOfATinyTaskAreDisjoint() {
        const HopsTask task{3, 3, 2, 2, 2};
        const GeneratedData data = dataOf(task, 7);
        std::set<std::vector<std::int64_t>> train, held;
        for (int step = 0; step < 40; ++step) {
            const Batch batch = data.trainBatch(step, 16);
            for (int r = 0; r < batch.rows; ++r)
                train.insert({batch.tokens.begin() + r * batch.length, batch.tokens.begin() + (r + 1) * batch.length});
        }
        for (const Split split : {Split::Valid, Split::Test})
            for (const Sample& sample : data.samples(split)) held.insert(sample.tokens);
        QCOMPARE(held.size(), std::size_t{4});
        QVERIFY(train.size() > 20);
        for (const auto& tokens : held) QVERIFY(!train.contains(tokens));
    }
    void answeringWithTheCharacterItselfIsABaseline() {
        // Without hops the character is the answer; with one hop it never is: no two neighbours are equal.
        const auto none = dataOf({31, 4, 0, 50, 50}, 7).baselines(Split::Valid);
        QCOMPARE(none.back().name, std::string("the character itself"));
        QCOMPARE(none.back().accuracy, 1.0);
        const HopsTask task{31, 4, 1, 1, 1};
        const HopsGenerator generator(task);
        std::vector<Sample> one_hop;
        for (std::uint32_t n = 0; n < 40; ++n)
            if (Sample sample = generator.draw(Draws(1, Purpose::TestData), n, 0); sample.difficulty.back() == 1) one_hop.push_back(sample);
        QVERIFY(one_hop.size() > 5);
        QCOMPARE(generator.ownBaselines(one_hop)[0].accuracy, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestHops)
#include "tst_hops.moc"
