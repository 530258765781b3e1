#include <QtTest>

#include <algorithm>
#include <cmath>

#include "engine/data/dyck.h"
#include "engine/error.h"

using namespace layerlab;

namespace {

DyckTask brackets(int kinds, int max_depth, int min_length, int length) {
    DyckTask task;
    task.kinds = kinds;
    task.max_depth = max_depth;
    task.min_length = min_length;
    task.length = length;
    return task;
}

// The innermost bracket still open after `at`, found without a stack: going back, brackets that are closed again are
// skipped by counting. -1: none.
std::int64_t innermostOpen(const std::vector<std::int64_t>& tokens, std::size_t at, int kinds) {
    int closed = 0;
    for (std::size_t i = at + 1; i-- > 0;) {
        if (tokens[i] > kinds) ++closed;
        else if (closed-- == 0) return tokens[i] - 1;
    }
    return -1;
}

}  // namespace

class TestDyck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sequencesAreWellNestedAndBounded_data() {
        QTest::addColumn<int>("kinds");
        QTest::addColumn<int>("max_depth");
        QTest::addColumn<int>("min_length");
        QTest::addColumn<int>("length");
        QTest::newRow("defaults") << 4 << 4 << 16 << 32;
        QTest::newRow("two of each") << 2 << 2 << 2 << 12;
        QTest::newRow("deep, many kinds") << 128 << 10 << 20 << 100;
        QTest::newRow("one length only") << 3 << 5 << 20 << 20;
        QTest::newRow("deeper than long") << 3 << 50 << 2 << 7;
    }
    void sequencesAreWellNestedAndBounded() {
        QFETCH(int, kinds);
        QFETCH(int, max_depth);
        QFETCH(int, min_length);
        QFETCH(int, length);
        const DyckGenerator generator(brackets(kinds, max_depth, min_length, length));
        const Draws draws(6, Purpose::TrainData);
        int deepest = 0;
        for (std::uint32_t example = 0; example < 1000; ++example) {
            const Sample sample = generator.draw(draws, example, 0);
            const auto size = static_cast<int>(sample.tokens.size());
            QVERIFY(size >= min_length && size <= length && size > 0);
            QCOMPARE(sample.labels.size(), sample.tokens.size());
            QCOMPARE(sample.difficulty.size(), sample.tokens.size());
            int depth = 0;
            for (std::size_t i = 0; i < sample.tokens.size(); ++i) {
                const std::int64_t token = sample.tokens[i];
                QVERIFY(token >= 1 && token <= 2 * kinds);
                const bool opening = token <= kinds;
                // A bracket closes the innermost one open before it.
                if (!opening) QCOMPARE(innermostOpen(sample.tokens, i - 1, kinds), token - kinds - 1);
                depth += opening ? 1 : -1;
                deepest = std::max(deepest, depth);
                QVERIFY(depth >= 0 && depth <= max_depth);
                const std::int64_t open = innermostOpen(sample.tokens, i, kinds);
                QCOMPARE(sample.labels[i], opening ? ignored_label : open < 0 ? kinds : open);
                QCOMPARE(sample.difficulty[i], opening ? 0 : depth);
            }
            QCOMPARE(depth, 0);
        }
        QCOMPARE(deepest, std::min(max_depth, length / 2));  // the bound is reached
    }
    // Of the walk itself: at depth 0 it ends half of the time, so half of the sequences are one block; a block reaches
    // depth d with probability 1 / d (the gambler's ruin) and has 2 D brackets in the mean, a sequence 4 D.
    void walkHasItsStatistics() {
        constexpr int kinds = 3, max_depth = 5, samples = 6000;
        const DyckGenerator generator(brackets(kinds, max_depth, 2, 4000));
        const Draws draws(7, Purpose::TrainData);
        std::vector<double> reached(max_depth + 1), opened(kinds);
        double tokens = 0, single = 0;
        for (std::uint32_t example = 0; example < samples; ++example) {
            const Sample sample = generator.draw(draws, example, 0);
            tokens += static_cast<double>(sample.tokens.size());
            int depth = 0, deepest = 0;
            std::size_t end = 0;
            do {
                depth += sample.tokens[end] <= kinds ? 1 : -1;
                deepest = std::max(deepest, depth);
                ++end;
            } while (depth > 0);
            single += end == sample.tokens.size();
            for (int d = 1; d <= deepest; ++d) ++reached[static_cast<std::size_t>(d)];
            for (const auto token : sample.tokens)
                if (token <= kinds) ++opened[static_cast<std::size_t>(token - 1)];
        }
        QVERIFY2(std::abs(tokens / samples - 4 * max_depth) < 1.7, qPrintable(QString::number(tokens / samples)));
        QVERIFY2(std::abs(single / samples - 0.5) < 0.03, qPrintable(QString::number(single / samples)));
        for (int d = 1; d <= max_depth; ++d)
            QVERIFY2(std::abs(reached[static_cast<std::size_t>(d)] / samples - 1.0 / d) < 0.03, qPrintable(QString::number(d)));
        for (const double count : opened) QVERIFY(std::abs(count / (tokens / 2) - 1.0 / kinds) < 0.015);
    }
    void countedLabelsAreBalanced() {
        const DyckGenerator generator(DyckTask{});
        const Draws draws(9, Purpose::TrainData);
        std::vector<Sample> samples;
        for (std::uint32_t example = 0; example < 2000; ++example) samples.push_back(generator.draw(draws, example, 0));
        QCOMPARE(generator.countedLabels(), 4);
        QVERIFY(shareOfMostFrequent(samples, 4, [](const Sample&, std::size_t) { return 0; }) < 0.28);
    }
    void trivialRulesAreMeasured() {
        const DyckGenerator generator(brackets(2, 4, 2, 16));
        // ( [ ] ( ) ): after "]" the answer is ")", and the last but one that opened was "("; after ")" it is ")" again,
        // but the last but one that opened was "[".
        const std::vector<std::int64_t> tokens{1, 2, 4, 1, 3, 3};
        const Sample sample{tokens, {ignored_label, ignored_label, 0, ignored_label, 0, 2}, {0, 0, 1, 0, 1, 0}};
        const auto own = generator.ownBaselines({sample});
        QCOMPARE(own.size(), std::size_t{2});
        QCOMPARE(own[0].accuracy, 0.5);  // "[" was wrong, "(" right by luck
        QCOMPARE(own[1].accuracy, 0.5);
    }
    void impossibleSettingsAreNamed_data() {
        QTest::addColumn<int>("kinds");
        QTest::addColumn<int>("max_depth");
        QTest::addColumn<int>("min_length");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("key");
        QTest::newRow("one kind") << 1 << 4 << 16 << 32 << "task.kinds";
        QTest::newRow("one level") << 2 << 1 << 16 << 32 << "task.max_depth";
        QTest::newRow("smallest above largest") << 2 << 4 << 34 << 32 << "task.min_length";
        QTest::newRow("an odd number") << 2 << 4 << 31 << 31 << "task.length";
    }
    void impossibleSettingsAreNamed() {
        QFETCH(int, kinds);
        QFETCH(int, max_depth);
        QFETCH(int, min_length);
        QFETCH(int, length);
        QFETCH(QString, key);
        try {
            const DyckGenerator generator(brackets(kinds, max_depth, min_length, length));
            QFAIL("no error");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::BadInput);
            QVERIFY2(QString::fromUtf8(error.what()).contains(key), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestDyck)
#include "tst_dyck.moc"
