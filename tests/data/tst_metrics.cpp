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
    void emptyAndConstantAreDefined() {
        QCOMPARE(Confusion(2).accuracy(2), 0.0);
        Confusion c(2);
        c.add(0, 0), c.add(1, 0);
        QCOMPARE(c.matthews(), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
