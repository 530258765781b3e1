#include <QtTest>

#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/data/group_words.h"

using namespace layerlab;

namespace {

using Group = GroupWordsTask::Group;

GroupWordsTask words(Group group, int length) {
    GroupWordsTask task;
    task.group = group;
    task.length = length;
    return task;
}

void addGroups() {
    QTest::addColumn<Group>("group");
    QTest::addColumn<int>("order");
    QTest::newRow("S3") << Group::S3 << 6;
    QTest::newRow("A5") << Group::A5 << 60;
    QTest::newRow("S5") << Group::S5 << 120;
    QTest::newRow("Z60") << Group::Z60 << 60;
}

// All products of the two elements.
std::set<int> generated(const GroupTable& table, int a, int b) {
    std::set<int> found{0};
    std::vector<int> next{0};
    while (!next.empty()) {
        const int element = next.back();
        next.pop_back();
        for (const int factor : {a, b})
            if (found.insert(table.product(element, factor)).second) next.push_back(table.product(element, factor));
    }
    return found;
}

int elementOf(const GroupTable& table, const std::vector<int>& permutation) {
    for (int element = 0; element < table.order(); ++element)
        if (table.permutation(element) == permutation) return element;
    return -1;
}

}  // namespace

class TestGroupWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesAreGroups_data() { addGroups(); }
    void tablesAreGroups() {
        QFETCH(Group, group);
        QFETCH(int, order);
        const GroupTable table(group);
        QCOMPARE(table.order(), order);
        for (int a = 0; a < order; ++a) {
            QCOMPARE(table.product(a, 0), a);
            QCOMPARE(table.product(0, a), a);
            // Every row and column holds every element once: closed, and every element has an inverse.
            std::set<int> row, column;
            for (int b = 0; b < order; ++b) {
                row.insert(table.product(a, b));
                column.insert(table.product(b, a));
            }
            for (const auto& line : {row, column}) {
                QCOMPARE(static_cast<int>(line.size()), order);
                QCOMPARE(*line.begin(), 0);
                QCOMPARE(*line.rbegin(), order - 1);
            }
        }
        const Draws draws(1, Purpose::Bench);
        const auto bound = static_cast<std::uint32_t>(order);
        for (std::uint32_t i = 0; i < 5000; ++i) {
            const int a = static_cast<int>(draws.below(3 * i, bound)), b = static_cast<int>(draws.below(3 * i + 1, bound)),
                      c = static_cast<int>(draws.below(3 * i + 2, bound));
            QCOMPARE(table.product(table.product(a, b), c), table.product(a, table.product(b, c)));
        }
    }
    void tablesAreTheGroupsOfTheirNames() {
        const GroupTable s3(Group::S3), a5(Group::A5), s5(Group::S5), z60(Group::Z60);
        // Two elements that generate each group, as in any textbook.
        QCOMPARE(generated(s3, elementOf(s3, {1, 0, 2}), elementOf(s3, {1, 2, 0})).size(), std::size_t{6});
        QCOMPARE(generated(a5, elementOf(a5, {1, 2, 0, 3, 4}), elementOf(a5, {1, 2, 3, 4, 0})).size(), std::size_t{60});
        QCOMPARE(generated(s5, elementOf(s5, {1, 0, 2, 3, 4}), elementOf(s5, {1, 2, 3, 4, 0})).size(), std::size_t{120});
        QCOMPARE(generated(z60, 1, 1).size(), std::size_t{60});
        QCOMPARE(elementOf(a5, {1, 0, 2, 3, 4}), -1);  // odd
        // An even permutation of n points has n less an even number of cycles.
        for (int element = 0; element < a5.order(); ++element) {
            std::set<int> left{0, 1, 2, 3, 4};
            int cycles = 0;
            for (; !left.empty(); ++cycles)
                for (int at = *left.begin(); left.erase(at) > 0;) at = a5.permutation(element)[static_cast<std::size_t>(at)];
            QCOMPARE((5 - cycles) % 2, 0);
        }
        for (const auto& [table, commutes] : {std::pair(&s3, false), std::pair(&a5, false), std::pair(&s5, false), std::pair(&z60, true)}) {
            bool all = true;
            for (int a = 0; a < table->order(); ++a)
                for (int b = 0; b < table->order(); ++b) all = all && table->product(a, b) == table->product(b, a);
            QCOMPARE(all, commutes);
        }
    }
    // A point is carried through the word, permutation by permutation; of Z60, the residues are summed.
    void labelsAgreeWithMovingPoints_data() { addGroups(); }
    void labelsAgreeWithMovingPoints() {
        QFETCH(Group, group);
        const GroupWordsGenerator generator(words(group, 12));
        const GroupTable& table = generator.table();
        const Draws draws(3, Purpose::TrainData);
        for (std::uint32_t example = 0; example < 400; ++example) {
            const Sample sample = generator.draw(draws, example, 0);
            QCOMPARE(sample.tokens.size(), std::size_t{12});
            QCOMPARE(sample.labels.size(), std::size_t{12});
            for (std::size_t end = 0; end < sample.labels.size(); ++end) {
                const auto label = static_cast<int>(sample.labels[end]);
                QCOMPARE(sample.difficulty[end], static_cast<int>(end) + 1);
                if (group == Group::Z60) {
                    std::int64_t sum = 0;
                    for (std::size_t i = 0; i <= end; ++i) sum += sample.tokens[i] - 1;
                    QCOMPARE(label, static_cast<int>(sum % 60));
                    continue;
                }
                for (std::size_t start = 0; start < table.permutation(0).size(); ++start) {
                    auto point = static_cast<int>(start);
                    for (std::size_t i = 0; i <= end; ++i)
                        point = table.permutation(static_cast<int>(sample.tokens[i]) - 1)[static_cast<std::size_t>(point)];
                    QCOMPARE(table.permutation(label)[start], point);
                }
            }
        }
    }
    void labelsAreUniform_data() { addGroups(); }
    void labelsAreUniform() {
        QFETCH(Group, group);
        QFETCH(int, order);
        const GroupWordsGenerator generator(words(group, 6));
        const Draws draws(4, Purpose::TrainData);
        std::vector<Sample> samples;
        std::vector<int> counts(static_cast<std::size_t>(order));
        const int many = 200 * order;
        for (int example = 0; example < many; ++example) {
            samples.push_back(generator.draw(draws, static_cast<std::uint32_t>(example), 0));
            ++counts[static_cast<std::size_t>(samples.back().labels.back())];
        }
        for (const int count : counts) QVERIFY2(std::abs(count - 200) < 5 * std::sqrt(200.0), qPrintable(QString::number(count)));
        // Repeating the last element is right at the first position, and after that where the product so far was 1.
        const double expected = (1 + 5.0 / order) / 6;
        const auto own = generator.ownBaselines(samples);
        QCOMPARE(own.size(), std::size_t{1});
        QVERIFY2(std::abs(own[0].accuracy - expected) < 0.02, qPrintable(QString::number(own[0].accuracy)));
    }
    void namesAreThePermutations() {
        const GroupWordsGenerator generator(words(Group::S3, 4));
        QCOMPARE(generator.labelNames(), (std::vector<std::string>{"123", "132", "213", "231", "312", "321"}));
        QCOMPARE(generator.tokenNames().size(), std::size_t{7});
    }
};

QTEST_APPLESS_MAIN(TestGroupWords)
#include "tst_group_words.moc"
