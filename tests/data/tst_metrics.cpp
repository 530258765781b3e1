#include <QtTest>

#include "engine/data/metrics.h"

using namespace layerlab;

class TestMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoClassesByHand() {
        Confusion c(2);
        for (int i = 0; i < 6; ++i) c.add(1, 1);
        for (int i = 0; i < 3; ++i) c.add(0, 0);
        for (int i = 0; i < 1; ++i) c.add(0, 1);
        for (int i = 0; i < 2; ++i) c.add(1, 0);
        QCOMPARE(c.accuracy(2), 0.75);
        const double f1_1 = 12.0 / 15.0, f1_0 = 6.0 / 9.0;
        QCOMPARE(c.macroF1(), (f1_1 + f1_0) / 2);
        QCOMPARE(c.matthews(), (6.0 * 3 - 1 * 2) / std::sqrt(7.0 * 8 * 4 * 5));
    }
    void uncountedLabelsAreLeftOut() {
        Confusion c(3);
        c.add(0, 0), c.add(1, 0), c.add(2, 2), c.add(2, 2);
        QCOMPARE(c.accuracy(2), 0.5);
        QCOMPARE(c.accuracy(3), 0.75);
    }
    void theMatrixIsGivenRowByRow() {
        Confusion c(2);
        c.add(0, 1), c.add(0, 1), c.add(1, 1);
        QCOMPARE(c.rows(), (std::vector<std::vector<std::int64_t>>{{0, 2}, {0, 1}}));
    }
    void answersAreTalliedByDifficulty() {
        Tally tally(4, 3);  // label 3 does not count
        tally.add(0, 0, 2), tally.add(1, 0, 2), tally.add(2, 2, 2), tally.add(1, 1, 2);
        tally.add(0, 1, 5), tally.add(3, 3, 5), tally.add(3, 3, 7);
        QCOMPARE(tally.accuracy(), 3.0 / 5);
        QCOMPARE(tally.accuracyOfAll(), 5.0 / 7);
        QVERIFY(tally.byDifficulty() == (std::map<int, double>{{2, 0.75}, {5, 0.0}}));
        QVERIFY(tally.confusion());
        QCOMPARE(tally.confusion()->count(3, 3), std::int64_t{2});
        QCOMPARE(tally.confusion()->accuracy(3), tally.accuracy());
    }
    void withoutDifficultiesThereAreNone() {
        Tally tally(2, 2);
        QCOMPARE(tally.accuracy(), 0.0);
        tally.add(0, 0);
        QCOMPARE(tally.accuracy(), 1.0);
        QVERIFY(tally.byDifficulty().empty());
    }
    void thousandsOfLabelsHaveNoMatrix() {
        Tally few(1000, 1000), many(1001, 1001);
        QVERIFY(few.confusion());
        QVERIFY(!many.confusion());
        many.add(1000, 1000), many.add(999, 0);
        QCOMPARE(many.accuracy(), 0.5);
    }
    void emptyAndConstantAreDefined() {
        QCOMPARE(Confusion(2).accuracy(2), 0.0);
        Confusion c(2);
        c.add(0, 0), c.add(1, 0);
        QCOMPARE(c.matthews(), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
