#include <QtTest>

#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "engine/data/listops.h"
#include "engine/error.h"

using namespace layerlab;

namespace {

using Words = std::vector<std::string>;

// The expression as people read it, without the class token.
Words wordsOf(const ListopsGenerator& generator, const Sample& sample) {
    const Words names = generator.tokenNames();
    Words result;
    for (std::size_t i = 1; i < sample.tokens.size(); ++i) result.push_back(names[static_cast<std::size_t>(sample.tokens[i])]);
    return result;
}

std::string joined(const Words& all) {
    std::string line;
    for (const auto& word : all) line += (line.empty() ? "" : " ") + word;
    return line;
}

// Evaluates from the text, from left to right: round brackets mean nothing, an operator reads values up to "]".
int evaluate(const Words& all, std::size_t& at) {
    while (all[at] == "(" || all[at] == ")") ++at;
    const std::string word = all[at++];
    if (word.size() == 1) return word[0] - '0';
    std::multiset<int> values;
    int sum = 0;
    for (;;) {
        while (all[at] == "(" || all[at] == ")") ++at;
        if (all[at] == "]") break;
        const int value = evaluate(all, at);
        values.insert(value);
        sum += value;
    }
    ++at;
    if (word == "[MIN") return *values.begin();
    if (word == "[MAX") return *values.rbegin();
    if (word == "[SM") return sum % 10;
    // The median: take away the smallest and the largest until one or two are left.
    while (values.size() > 2) {
        values.erase(values.begin());
        values.erase(std::prev(values.end()));
    }
    return static_cast<int>(std::floor((*values.begin() + *values.rbegin()) / 2.0));
}

int evaluate(const Words& all) {
    std::size_t at = 0;
    return evaluate(all, at);
}

// Levels: the most brackets open at once, and one for the digits.
int levels(const Words& all) {
    int open = 0, most = 0;
    for (const auto& word : all) {
        if (word == "]") --open;
        else if (word.size() > 1) most = std::max(most, ++open);
    }
    return most + 1;
}

// Every operator at the level, with all that it encloses, becomes "?".
Words hidden(const Words& all, int level) {
    Words result;
    int open = 0;
    for (const auto& word : all) {
        if (word.size() > 1 && ++open == level) result.push_back("?");
        else if (open < level) result.push_back(word);
        if (word == "]") --open;
    }
    return result;
}

// Whether the value is the same whatever digits stand for "?".
bool certain(Words all) {
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] == "?") unknown.push_back(i);
    std::set<int> values;
    const auto combinations = static_cast<int>(std::pow(10, unknown.size()));
    for (int n = 0; n < combinations; ++n) {
        int rest = n;
        for (const auto i : unknown) {
            all[i] = std::string(1, static_cast<char>('0' + rest % 10));
            rest /= 10;
        }
        values.insert(evaluate(all));
    }
    return values.size() == 1;
}

// By trying all digits in all places; nothing where that would take long.
std::optional<int> neededLevels(const Words& all) {
    for (int level = 1;; ++level) {
        const Words rest = hidden(all, level);
        if (std::count(rest.begin(), rest.end(), "?") > 3) return {};
        if (certain(rest)) return level;
    }
}

ListopsNode digit(int value) { return {value, {}}; }
ListopsNode op(ListopsNode::Operator symbol, std::vector<ListopsNode> arguments) { return {symbol, std::move(arguments)}; }

ListopsTask settings(int depth, int arguments, double probability, int length) {
    ListopsTask task;
    task.max_depth = depth;
    task.max_arguments = arguments;
    task.operator_probability = probability;
    task.max_length = length;
    return task;
}

}  // namespace

class TestListops : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownValues() {
        using Node = ListopsNode;
        QCOMPARE(listopsValue(op(Node::Max, {digit(2), digit(9), op(Node::Min, {digit(4), digit(7)}), digit(0)})), 9);
        QCOMPARE(listopsValue(op(Node::Median, {digit(9), digit(2), digit(5)})), 5);
        QCOMPARE(listopsValue(op(Node::Median, {digit(9), digit(2), digit(5), digit(0)})), 3);  // ⌊(2 + 5) / 2⌋
        QCOMPARE(listopsValue(op(Node::SumModulo, {digit(9), digit(9), digit(5)})), 3);
    }
    void valuesAgreeWithAnEvaluatorOfTheText_data() {
        QTest::addColumn<bool>("by_depth");
        QTest::addColumn<bool>("binary");
        QTest::newRow("classic") << false << false;
        QTest::newRow("classic, binary brackets") << false << true;
        QTest::newRow("by depth") << true << false;
        QTest::newRow("by depth, binary brackets") << true << true;
    }
    void valuesAgreeWithAnEvaluatorOfTheText() {
        QFETCH(bool, by_depth);
        QFETCH(bool, binary);
        ListopsTask task = settings(5, 5, 0.3, 80);
        task.grammar = by_depth ? ListopsTask::Grammar::Depth : ListopsTask::Grammar::Classic;
        task.binary_brackets = binary;
        const ListopsGenerator generator(task);
        const Draws draws(5, Purpose::TrainData);
        for (std::uint32_t example = 0; example < 1000; ++example) {
            const Sample sample = generator.draw(draws, example, 0);
            const Words text = wordsOf(generator, sample);
            QCOMPARE(sample.labels, (std::vector<std::int64_t>{evaluate(text)}));
            QCOMPARE(sample.difficulty, (std::vector<int>{levels(text)}));
            QVERIFY(static_cast<int>(text.size()) <= task.max_length);
        }
    }
    void textIsThatOfThePaper() {
        const ListopsNode node = op(ListopsNode::Max, {digit(2), digit(9)});
        ListopsTask task;
        const ListopsGenerator plain(task);
        QCOMPARE(joined(wordsOf(plain, plain.sampleOf(node))), std::string("[MAX 2 9 ]"));
        task.binary_brackets = true;
        const ListopsGenerator binary(task);
        QCOMPARE(joined(wordsOf(binary, binary.sampleOf(node))), std::string("( ( ( [MAX 2 ) 9 ) ] )"));
    }
    // Mean length, share of expressions of the greatest depth and share of the most frequent label, as measured for
    // these settings with another implementation.
    void statistics_data() {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("arguments");
        QTest::addColumn<double>("probability");
        QTest::addColumn<int>("length");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("deepest");
        QTest::newRow("3 levels, 3 arguments") << 3 << 3 << 0.40 << 32 << 8.0 << 0.71;
        QTest::newRow("4 levels, 3 arguments") << 4 << 3 << 0.40 << 32 << 11.4 << 0.56;
        QTest::newRow("4 levels, 4 arguments") << 4 << 4 << 0.35 << 40 << 13.5 << 0.57;
        QTest::newRow("5 levels, 5 arguments") << 5 << 5 << 0.30 << 50 << 17.5 << 0.42;
    }
    void statistics() {
        QFETCH(int, depth);
        QFETCH(int, arguments);
        QFETCH(double, probability);
        QFETCH(int, length);
        QFETCH(double, mean);
        QFETCH(double, deepest);
        const ListopsGenerator generator(settings(depth, arguments, probability, length));
        const Draws draws(11, Purpose::TrainData);
        constexpr int samples = 6000;
        double tokens = 0, deep = 0;
        std::map<std::int64_t, double> labels;
        for (std::uint32_t example = 0; example < samples; ++example) {
            const Sample sample = generator.draw(draws, example, 0);
            tokens += static_cast<double>(sample.tokens.size() - 1);
            deep += sample.difficulty[0] == depth;
            ++labels[sample.labels[0]];
        }
        QVERIFY2(std::abs(tokens / samples / mean - 1) < 0.05, qPrintable(QString::number(tokens / samples)));
        QVERIFY2(std::abs(deep / samples - deepest) < 0.04, qPrintable(QString::number(deep / samples)));
        QCOMPARE(labels.size(), std::size_t{10});
        double most = 0;
        for (const auto& [label, count] : labels) {
            most = std::max(most, count / samples);
            QVERIFY(count / samples > 0.065);
        }
        QVERIFY2(std::abs(most - 0.11) < 0.02, qPrintable(QString::number(most)));
    }
    void rootIsADigitAsOftenAsInThePaperWhereThatIsAllowed() {
        ListopsTask task = settings(20, 5, 0.25, 400);
        task.operator_root = false;
        const ListopsGenerator generator(task);
        const Draws draws(2, Purpose::TrainData);
        int digits = 0;
        for (std::uint32_t example = 0; example < 4000; ++example) digits += generator.draw(draws, example, 0).tokens.size() == 2;
        QVERIFY2(std::abs(digits / 4000.0 - 0.75) < 0.03, qPrintable(QString::number(digits)));
        QCOMPARE(generator.difficultyRange(), (std::pair<int, int>{1, 20}));
    }
    void neededDepthOfKnownExpressions() {
        using Node = ListopsNode;
        QCOMPARE(listopsNeededDepth(digit(7)), 1);
        QCOMPARE(listopsNeededDepth(op(Node::Max, {digit(2), digit(9)})), 2);
        // Nothing is below 0, so the deep branch does not matter.
        QCOMPARE(listopsNeededDepth(op(Node::Min, {digit(0), op(Node::Max, {digit(1), digit(2)})})), 2);
        QCOMPARE(listopsNeededDepth(op(Node::Min, {digit(1), op(Node::Max, {digit(1), digit(2)})})), 3);
        // The median of 4, 4 and anything is 4.
        QCOMPARE(listopsNeededDepth(op(Node::Median, {digit(4), digit(4), op(Node::Max, {digit(1), digit(2)})})), 2);
        QCOMPARE(listopsNeededDepth(op(Node::Median, {digit(4), digit(5), op(Node::Max, {digit(1), digit(2)})})), 3);
        // Two zeros hide each other, but not both at once.
        const ListopsNode zero = op(Node::Min, {digit(0), digit(3)});
        QCOMPARE(listopsNeededDepth(op(Node::Min, {zero, zero})), 3);
    }
    void neededDepthAgreesWithTryingAllDigits() {
        const ListopsGenerator generator(settings(5, 4, 0.4, 24));
        const Draws draws(21, Purpose::TrainData);
        std::map<bool, int> shallow;  // whether less than the whole depth is needed
        for (std::uint32_t example = 0; example < 500; ++example) {
            SampleDraws own(draws, example, 0);
            const ListopsNode node = generator.drawTree(own);
            const Words text = wordsOf(generator, generator.sampleOf(node));
            const auto needed = neededLevels(text);
            if (!needed) continue;
            QVERIFY2(listopsNeededDepth(node) == *needed, joined(text).c_str());
            ++shallow[*needed < levels(text)];
        }
        QVERIFY(shallow[true] > 40 && shallow[false] > 40);  // both kinds were seen
    }
    void expressionsByDepthNeedTheirDepthAndCoverAllDepths() {
        ListopsTask task = settings(6, 4, 0.3, 60);
        task.grammar = ListopsTask::Grammar::Depth;
        const ListopsGenerator generator(task);
        QCOMPARE(generator.difficultyRange(), (std::pair<int, int>{2, 6}));
        const Draws draws(8, Purpose::TrainData);
        std::map<int, int> depths;
        int tried = 0;
        for (std::uint32_t example = 0; example < 2000; ++example) {
            SampleDraws own(draws, example, 0);
            const ListopsNode node = generator.drawTree(own);
            QCOMPARE(listopsNeededDepth(node), listopsDepth(node));
            ++depths[listopsDepth(node)];
            if (example >= 200) continue;
            const Words text = wordsOf(generator, generator.sampleOf(node));
            if (const auto needed = neededLevels(text)) {
                QVERIFY2(*needed == levels(text), joined(text).c_str());
                ++tried;
            }
        }
        QVERIFY(tried > 50);
        QCOMPARE(depths.size(), std::size_t{5});
        for (const auto& [depth, count] : depths) QVERIFY2(std::abs(count - 400) < 90, qPrintable(QString::number(count)));
    }
    void impossibleSettingsAreNamed_data() {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("arguments");
        QTest::addColumn<double>("probability");
        QTest::addColumn<int>("length");
        QTest::addColumn<bool>("by_depth");
        QTest::addColumn<QString>("key");
        QTest::newRow("too short for an operator") << 3 << 3 << 0.4 << 3 << false << "task.max_length";
        QTest::newRow("too short for the depth") << 6 << 3 << 0.4 << 15 << true << "task.max_length";
        QTest::newRow("no level for digits below the root") << 1 << 3 << 0.4 << 32 << false << "task.max_depth";
        QTest::newRow("one argument") << 3 << 1 << 0.4 << 32 << false << "task.max_arguments";
        QTest::newRow("expressions almost never end") << 30 << 10 << 0.9999 << 12 << false << "task.operator_probability";
    }
    void impossibleSettingsAreNamed() {
        QFETCH(int, depth);
        QFETCH(int, arguments);
        QFETCH(double, probability);
        QFETCH(int, length);
        QFETCH(bool, by_depth);
        QFETCH(QString, key);
        ListopsTask task = settings(depth, arguments, probability, length);
        if (by_depth) task.grammar = ListopsTask::Grammar::Depth;
        try {
            ListopsGenerator(task).draw(Draws(1, Purpose::TrainData), 0, 0);
            QFAIL("no error");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::BadInput);
            QVERIFY2(QString::fromUtf8(error.what()).contains(key), error.what());
        }
    }
    void trivialRulesAreMeasured() {
        const ListopsGenerator generator(ListopsTask{});
        const ListopsNode right = op(ListopsNode::Max, {digit(9), digit(2)}), wrong = op(ListopsNode::Max, {digit(2), digit(9)}),
                          least = op(ListopsNode::Min, {digit(4), digit(1)}), nested = op(ListopsNode::Min, {right, digit(1)});
        std::vector<Sample> samples;
        for (const ListopsNode* node : {&right, &wrong, &least, &nested}) samples.push_back(generator.sampleOf(*node));
        std::map<std::string, double> found;
        for (const Baseline& baseline : baselines(generator, samples)) found[baseline.name] = baseline.accuracy;
        QCOMPARE(found.at("most frequent"), 0.5);
        QCOMPARE(found.at("chance"), 0.1);
        QCOMPARE(found.at("first digit"), 0.25);
        QCOMPARE(found.at("most frequent for the outermost operator"), 1.0);
    }
};

QTEST_APPLESS_MAIN(TestListops)
#include "tst_listops.moc"
