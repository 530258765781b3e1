#include <QtTest>

#include "engine/random.h"

using namespace layerlab;

class TestRandom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Known answers of Philox4x32-10 from the authors' Random123 distribution.
    void philoxKnownAnswers() {
        const auto zero = philox(0, {0, 0, 0, 0});
        QCOMPARE(zero, (std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        const auto ones = philox(~0ull, {~0u, ~0u, ~0u, ~0u});
        QCOMPARE(ones, (std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    }
    void everyPartOfThePlaceMatters() {
        const std::uint64_t base = Draws(1, Purpose::LayerDrop, 2, 3).bits(4);
        QVERIFY(base != Draws(2, Purpose::LayerDrop, 2, 3).bits(4));
        QVERIFY(base != Draws(1, Purpose::Dropout, 2, 3).bits(4));
        QVERIFY(base != Draws(1, Purpose::LayerDrop, 3, 3).bits(4));
        QVERIFY(base != Draws(1, Purpose::LayerDrop, 2, 4).bits(4));
        QVERIFY(base != Draws(1, Purpose::LayerDrop, 2, 3).bits(5));
        QVERIFY(base != Draws(1, Purpose::LayerDrop, 2 + (1ull << 32), 3).bits(4));
        QCOMPARE(base, Draws(1, Purpose::LayerDrop, 2, 3).bits(4));
    }
    void uniformAndNormalHaveTheirMoments() {
        const Draws draws(9, Purpose::Initialise);
        double sum = 0, squares = 0, uniform = 0;
        constexpr int n = 100000;
        for (std::uint32_t i = 0; i < n; ++i) {
            const double x = draws.normal(i);
            sum += x, squares += x * x, uniform += draws.uniform(i);
        }
        QVERIFY(std::abs(sum / n) < 4.0 / std::sqrt(n));
        QVERIFY(std::abs(squares / n - 1) < 0.02);
        QVERIFY(std::abs(uniform / n - 0.5) < 4 * std::sqrt(1.0 / 12 / n));
    }
    void permutationHasEachOnce() {
        auto order = Draws(5, Purpose::Shuffle).permutation(1000);
        QVERIFY(!std::is_sorted(order.begin(), order.end()));
        std::sort(order.begin(), order.end());
        for (std::uint32_t i = 0; i < 1000; ++i) QCOMPARE(order[i], i);
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
