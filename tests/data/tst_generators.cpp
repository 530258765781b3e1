#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "engine/data/composed_tables.h"
#include "engine/data/dyck.h"
#include "engine/data/generated_data.h"
#include "engine/data/group_words.h"
#include "engine/data/hops.h"
#include "engine/data/listops.h"
#include "engine/data/modular_addition.h"
#include "engine/data/task_files.h"

using namespace layerlab;

namespace {

using Tokens = std::vector<std::int64_t>;

std::unique_ptr<Generator> make(const QByteArray& name, std::uint64_t seed) {
    if (name == "hops") return std::make_unique<HopsGenerator>(HopsTask{});
    if (name == "listops") return std::make_unique<ListopsGenerator>(ListopsTask{});
    if (name == "listops by depth") {
        ListopsTask task;
        task.grammar = ListopsTask::Grammar::Depth;
        task.max_depth = 4;
        return std::make_unique<ListopsGenerator>(task);
    }
    if (name == "group words") return std::make_unique<GroupWordsGenerator>(GroupWordsTask{});
    if (name == "few group words") return std::make_unique<GroupWordsGenerator>(GroupWordsTask{GroupWordsTask::Group::S3, 5});
    if (name == "dyck") return std::make_unique<DyckGenerator>(DyckTask{});
    if (name == "modular addition") return std::make_unique<ModularAdditionGenerator>(ModularAdditionTask{});
    ComposedTablesTask task;
    if (name == "tables backward") task.order = ComposedTablesTask::Order::Backward;
    return std::make_unique<ComposedTablesGenerator>(task, seed);
}

void addGenerators() {
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"hops", "listops", "listops by depth", "group words", "few group words", "dyck", "modular addition",
                             "tables forward", "tables backward"})
        QTest::newRow(name) << QByteArray(name);
}

GeneratedData dataOf(const QByteArray& name, std::uint64_t seed, int examples) {
    return GeneratedData(make(name, seed), seed, examples, examples);
}

// The sequences of a batch, without padding.
std::vector<Tokens> rowsOf(const Batch& batch) {
    std::vector<Tokens> rows;
    for (int r = 0; r < batch.rows; ++r) {
        const auto begin = batch.tokens.begin() + std::ptrdiff_t{r} * batch.length;
        rows.emplace_back(begin, begin + batch.lengths[static_cast<std::size_t>(r)]);
    }
    return rows;
}

std::set<Tokens> trainRows(const GeneratedData& data, int steps, int batch_size) {
    std::set<Tokens> rows;
    for (int step = 0; step < steps; ++step)
        for (Tokens& row : rowsOf(data.trainBatch(step, batch_size))) rows.insert(std::move(row));
    return rows;
}

std::set<Tokens> splitRows(const GeneratedData& data, Split split) {
    std::set<Tokens> rows;
    for (const Sample& sample : data.samples(split)) rows.insert(sample.tokens);
    return rows;
}

bool disjoint(const std::set<Tokens>& a, const std::set<Tokens>& b) {
    return std::none_of(a.begin(), a.end(), [&](const Tokens& tokens) { return b.contains(tokens); });
}

QString badInput(const std::function<void()>& run) {
    try {
        run();
    } catch (const Error& error) {
        return error.kind() == ErrorKind::BadInput ? QString::fromUtf8(error.what()) : QStringLiteral("an error of another kind");
    }
    return QStringLiteral("no error");
}

// A task that has one sequence.
class OneSequence : public GroupWordsGenerator {
public:
    explicit OneSequence(Split split) : GroupWordsGenerator(GroupWordsTask{}) {
        while (splitOf(m_sample.tokens) != split) ++m_sample.tokens[0];
    }
    Sample draw(const Draws&, std::uint32_t, std::uint32_t) const override { return m_sample; }

private:
    Sample m_sample{{1}, {0}, {1}};
};

}  // namespace

class TestGenerators : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // ---- every generator --------------------------------------------------------------------------------------------
    void samplesFitTheirDescription_data() { addGenerators(); }
    void samplesFitTheirDescription() {
        QFETCH(QByteArray, name);
        const auto generator = make(name, 3);
        const TaskSize size = generator->size();
        QCOMPARE(static_cast<int>(generator->tokenNames().size()), size.vocabulary);
        QCOMPARE(static_cast<int>(generator->labelNames().size()), size.labels);
        const auto names = generator->tokenNames();
        QCOMPARE(std::set<std::string>(names.begin(), names.end()).size(), names.size());
        QVERIFY(generator->countedLabels() <= size.labels);
        QVERIFY(!generator->difficultyName().empty());
        const auto [first, last] = generator->difficultyRange();
        const Draws draws(3, Purpose::TrainData);
        std::set<int> difficulties;
        std::size_t longest = 0;
        for (std::uint32_t example = 0; example < 3000; ++example) {
            const Sample sample = generator->draw(draws, example, 0);
            longest = std::max(longest, sample.tokens.size());
            for (const auto token : sample.tokens) QVERIFY(token > padding_token && token < size.vocabulary);
            QCOMPARE(sample.labels.size(), generator->everyPosition() ? sample.tokens.size() : std::size_t{1});
            QCOMPARE(sample.difficulty.size(), sample.labels.size());
            if (!generator->everyPosition()) QCOMPARE(sample.tokens[0], class_token);
            for (std::size_t i = 0; i < sample.labels.size(); ++i) {
                if (sample.labels[i] == ignored_label) continue;
                QVERIFY(sample.labels[i] >= 0 && sample.labels[i] < size.labels);
                if (sample.labels[i] >= generator->countedLabels()) continue;
                QVERIFY(sample.difficulty[i] >= first && sample.difficulty[i] <= last);
                difficulties.insert(sample.difficulty[i]);
            }
        }
        QVERIFY(static_cast<int>(longest) <= size.length);
        QCOMPARE(static_cast<int>(difficulties.size()), last - first + 1);  // every difficulty occurs
    }
    void drawsAreFunctionsOfTheirArguments_data() { addGenerators(); }
    void drawsAreFunctionsOfTheirArguments() {
        QFETCH(QByteArray, name);
        const auto generator = make(name, 3), again = make(name, 3);
        const Draws draws(3, Purpose::TrainData, 5), later(3, Purpose::TrainData, 6);
        int same_example = 0, same_attempt = 0, same_step = 0;
        for (std::uint32_t example = 0; example < 100; ++example) {
            const Sample sample = generator->draw(draws, example, 1);
            const Sample repeated = again->draw(Draws(3, Purpose::TrainData, 5), example, 1);
            QCOMPARE(repeated.tokens, sample.tokens);
            QCOMPARE(repeated.labels, sample.labels);
            same_example += generator->draw(draws, example + 1, 1).tokens == sample.tokens;
            same_attempt += generator->draw(draws, example, 2).tokens == sample.tokens;
            same_step += generator->draw(later, example, 1).tokens == sample.tokens;
        }
        QVERIFY(same_example < 10 && same_attempt < 10 && same_step < 10);
    }
    void labelsAreBalanced_data() { addGenerators(); }
    void labelsAreBalanced() {
        QFETCH(QByteArray, name);
        const auto generator = make(name, 3);
        const Draws draws(3, Purpose::TrainData);
        std::vector<Sample> samples;
        for (std::uint32_t example = 0; example < 4000; ++example) samples.push_back(generator->draw(draws, example, 0));
        const double most = shareOfMostFrequent(samples, generator->countedLabels(), [](const Sample&, std::size_t) { return 0; });
        QVERIFY2(most < 1.5 / generator->countedLabels() + 0.005, qPrintable(QString::number(most)));
    }
    void attemptsAndExamplesDoNotCollide() {
        const Draws draws(1, Purpose::ValidData);
        std::set<std::uint32_t> seen;
        int pairs = 0;
        for (const std::uint32_t example : {0u, 1u, 2u, 1023u, 1024u, 4095u, 4096u, SampleDraws::max_examples - 1})
            for (const std::uint32_t attempt : {0u, 1u, 2u, 1023u, 1024u, SampleDraws::max_attempts - 1}) {
                seen.insert(SampleDraws(draws, example, attempt).below(~0u));
                ++pairs;
            }
        QCOMPARE(static_cast<int>(seen.size()), pairs);
    }

    // ---- splits -----------------------------------------------------------------------------------------------------
    void splitsAreDisjoint_data() { addGenerators(); }
    void splitsAreDisjoint() {
        QFETCH(QByteArray, name);
        const int examples = name.startsWith("tables") ? 300 : 400;
        const GeneratedData data = dataOf(name, 7, examples);
        const auto train = trainRows(data, 150, 32), valid = splitRows(data, Split::Valid), test = splitRows(data, Split::Test);
        QVERIFY(train.size() > 1000);
        if (name != "modular addition") {
            QCOMPARE(static_cast<int>(valid.size()), examples);  // all different
            QCOMPARE(static_cast<int>(test.size()), examples);
        }
        QVERIFY(disjoint(train, valid));
        QVERIFY(disjoint(train, test));
        QVERIFY(disjoint(valid, test));
        // Nor does a run with another seed train on what is tested here.
        if (name != "modular addition") {
            const GeneratedData other = dataOf(name, 8, examples);
            QVERIFY(disjoint(trainRows(other, 50, 32), test));
            QVERIFY(disjoint(splitRows(other, Split::Valid), test));
        }
    }
    void splitsHaveTheirShares() {
        const auto generator = make("group words", 1);
        const Draws draws(1, Purpose::TrainData);
        std::map<Split, int> counts;
        for (std::uint32_t example = 0; example < 10000; ++example) ++counts[splitOf(generator->draw(draws, example, 0).tokens)];
        QVERIFY2(std::abs(counts[Split::Train] - 8000) < 200, qPrintable(QString::number(counts[Split::Train])));
        QVERIFY2(std::abs(counts[Split::Valid] - 1000) < 150, qPrintable(QString::number(counts[Split::Valid])));
        QVERIFY2(std::abs(counts[Split::Test] - 1000) < 150, qPrintable(QString::number(counts[Split::Test])));
    }
    // The split of a sequence is part of the meaning of every result: it must never change.
    void splitOfASequenceIsFixed() {
        std::map<Split, int> counts;
        for (std::int64_t a = 1; a <= 6; ++a)
            for (std::int64_t b = 1; b <= 6; ++b)
                for (std::int64_t c = 1; c <= 6; ++c) ++counts[splitOf({a, b, c})];
        QCOMPARE(counts[Split::Train], 174);
        QCOMPARE(counts[Split::Valid], 22);
        QCOMPARE(counts[Split::Test], 20);
    }
    void tinySpacesAreUsedUpToTheLastSequence() {
        // 216 sequences, of which 22 are for validation and 20 for the test.
        const GroupWordsTask task{GroupWordsTask::Group::S3, 3};
        const GeneratedData data(std::make_unique<GroupWordsGenerator>(task), 5, 22, 20);
        const auto train = trainRows(data, 200, 32), valid = splitRows(data, Split::Valid), test = splitRows(data, Split::Test);
        QCOMPARE(train.size(), std::size_t{174});
        QCOMPARE(valid.size(), std::size_t{22});
        QCOMPARE(test.size(), std::size_t{20});
        QVERIFY(disjoint(train, valid) && disjoint(train, test) && disjoint(valid, test));
    }
    void spacesThatAreTooSmallAreNamed() {
        const GroupWordsTask task{GroupWordsTask::Group::S3, 3};
        const QString valid = badInput([&] { GeneratedData(std::make_unique<GroupWordsGenerator>(task), 5, 23, 20); });
        QVERIFY2(valid.contains("task.valid_examples") && valid.contains("22") && valid.contains("task.length"), qPrintable(valid));
        const QString test = badInput([&] { GeneratedData(std::make_unique<GroupWordsGenerator>(task), 5, 22, 21); });
        QVERIFY2(test.contains("task.test_examples") && test.contains("20"), qPrintable(test));
        const QString train = badInput([] { GeneratedData(std::make_unique<OneSequence>(Split::Test), 5, 0, 1); });
        QVERIFY2(train.contains("to train on") && train.contains("task.length"), qPrintable(train));
        ComposedTablesTask tables;
        tables.max_compositions = 1;
        const QString composed = badInput([&] { GeneratedData(std::make_unique<ComposedTablesGenerator>(tables, 1), 1, 512, 512); });
        QVERIFY2(composed.contains("task.max_compositions"), qPrintable(composed));
        for (const double share : {0.0, 0.001, 0.999, 1.0}) {
            const ModularAdditionTask addition{3, share};
            const QString message = badInput([&] { GeneratedData(std::make_unique<ModularAdditionGenerator>(addition), 1); });
            QVERIFY2(message.contains("task.train_share") && message.contains("task.modulus"), qPrintable(message));
        }
    }

    // ---- batches ----------------------------------------------------------------------------------------------------
    void batchesAreFunctionsOfSeedAndStep_data() { addGenerators(); }
    void batchesAreFunctionsOfSeedAndStep() {
        QFETCH(QByteArray, name);
        const GeneratedData data = dataOf(name, 7, 50), again = dataOf(name, 7, 50), other = dataOf(name, 8, 50);
        const Batch late = data.trainBatch(900, 16);
        data.trainBatch(3, 16);
        QCOMPARE(data.trainBatch(900, 16).tokens, late.tokens);  // whatever was asked before
        QCOMPARE(again.trainBatch(900, 16).tokens, late.tokens);
        QCOMPARE(again.trainBatch(900, 16).labels, late.labels);
        QVERIFY(data.trainBatch(901, 16).tokens != late.tokens);
        QVERIFY(other.trainBatch(900, 16).tokens != late.tokens);
        QVERIFY(splitRows(data, Split::Valid) == splitRows(again, Split::Valid));
        QVERIFY(splitRows(data, Split::Valid) != splitRows(other, Split::Valid));
    }
    void batchesAreSortedAndPadded_data() { addGenerators(); }
    void batchesAreSortedAndPadded() {
        QFETCH(QByteArray, name);
        const GeneratedData data = dataOf(name, 7, 100);
        const bool dense = data.generator().everyPosition();
        std::map<Tokens, Tokens> labels;
        std::map<Tokens, std::vector<int>> difficulty;
        for (const Sample& sample : data.samples(Split::Test)) {
            labels[sample.tokens] = sample.labels;
            difficulty[sample.tokens] = sample.difficulty;
        }
        std::size_t rows = 0;
        int last = 0;
        for (const Batch& batch : data.batches(Split::Test, 32)) {
            QVERIFY(batch.rows > 0 && batch.rows <= 32);
            QCOMPARE(batch.lengths.size(), static_cast<std::size_t>(batch.rows));
            QCOMPARE(batch.tokens.size(), static_cast<std::size_t>(batch.rows) * static_cast<std::size_t>(batch.length));
            QCOMPARE(batch.labels.size(), dense ? batch.tokens.size() : static_cast<std::size_t>(batch.rows));
            QCOMPARE(batch.difficulty.size(), batch.labels.size());
            QCOMPARE(*std::max_element(batch.lengths.begin(), batch.lengths.end()), batch.length);
            const auto sequences = rowsOf(batch);
            for (int r = 0; r < batch.rows; ++r, ++rows) {
                const int length = batch.lengths[static_cast<std::size_t>(r)];
                QVERIFY(length >= last);
                last = length;
                QVERIFY(labels.contains(sequences[static_cast<std::size_t>(r)]));
                const Tokens& expected = labels.at(sequences[static_cast<std::size_t>(r)]);
                const std::vector<int>& hard = difficulty.at(sequences[static_cast<std::size_t>(r)]);
                if (!dense) {
                    QCOMPARE(batch.labels[static_cast<std::size_t>(r)], expected[0]);
                    QCOMPARE(batch.difficulty[static_cast<std::size_t>(r)], hard[0]);
                    continue;
                }
                for (int i = 0; i < batch.length; ++i) {
                    const auto at = static_cast<std::size_t>(r) * static_cast<std::size_t>(batch.length) + static_cast<std::size_t>(i);
                    QCOMPARE(batch.tokens[at] == padding_token, i >= length);
                    QCOMPARE(batch.labels[at], i < length ? expected[static_cast<std::size_t>(i)] : ignored_label);
                    QCOMPARE(batch.difficulty[at], i < length ? hard[static_cast<std::size_t>(i)] : 0);
                }
            }
        }
        QCOMPARE(rows, data.samples(Split::Test).size());
        QVERIFY(badInput([&] { data.batches(Split::Train, 32); }).contains("valid"));
    }
    void runFolderKeepsSizesAndLabels() {
        QTemporaryDir folder;
        const GeneratedData data = dataOf("dyck", 7, 10);
        data.save(folder.path().toStdString());
        std::vector<std::string> labels;
        const TaskSize size = readTaskFile(folder.path().toStdString(), &labels);
        QCOMPARE(labels, data.labelNames());
        QCOMPARE(size.vocabulary, 9);
        QCOMPARE(size.length, 32);
        QCOMPARE(data.countedLabels(), 4);
    }

    // ---- baselines --------------------------------------------------------------------------------------------------
    void baselinesAreExact() {
        const auto generator = make("dyck", 1);
        // Of five labels 0, 0, 1, 2 count; "nothing open", 4, does not, and ignored positions neither.
        const std::vector<Sample> samples{{{1, 5}, {0, 4}, {1, 0}}, {{1, 5, 1, 5}, {0, 1, 2, ignored_label}, {1, 1, 1, 0}}};
        const auto all = baselines(*generator, samples);
        QCOMPARE(all[0].name, std::string("most frequent"));
        QCOMPARE(all[0].accuracy, 0.5);
        QCOMPARE(all[1].name, std::string("chance"));
        QCOMPARE(all[1].accuracy, 0.25);
        QCOMPARE(shareRight(samples, 4, [](const Sample&, std::size_t) { return 2; }), 0.25);
        QCOMPARE(shareOfMostFrequent(samples, 4, [](const Sample&, std::size_t i) { return static_cast<std::int64_t>(i); }), 1.0);
        QCOMPARE(shareRight({}, 4, [](const Sample&, std::size_t) { return 0; }), 0.0);
    }
    void labelsAloneGiveTheTwoPlainBaselines() {
        const auto all = labelBaselines({3, 1, 1});
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].name, std::string("most frequent"));
        QCOMPARE(all[0].accuracy, 0.6);
        QCOMPARE(all[1].name, std::string("chance"));
        QCOMPARE(all[1].accuracy, 1.0 / 3);
        QCOMPARE(labelBaselines({0, 0})[0].accuracy, 0.0);
    }
    void baselinesAreThoseOfTheSplit_data() { addGenerators(); }
    void baselinesAreThoseOfTheSplit() {
        QFETCH(QByteArray, name);
        const GeneratedData data = dataOf(name, 7, 100);
        std::map<std::int64_t, double> counts;
        double all = 0;
        for (const Sample& sample : data.samples(Split::Valid))
            for (const auto label : sample.labels)
                if (label >= 0 && label < data.countedLabels()) ++counts[label], ++all;
        double most = 0;
        for (const auto& [label, count] : counts) most = std::max(most, count / all);
        const auto found = data.baselines(Split::Valid);
        QCOMPARE(found[0].accuracy, most);
        for (const Baseline& baseline : found) QVERIFY(baseline.accuracy >= 0 && baseline.accuracy <= 1);
    }

    // ---- what is told about the data --------------------------------------------------------------------------------
    void factsCountExamplesAndLabels_data() { addGenerators(); }
    void factsCountExamplesAndLabels() {
        QFETCH(QByteArray, name);
        const GeneratedData data = dataOf(name, 7, 100);
        std::vector<Split> splits{Split::Valid, Split::Test};
        if (name == "modular addition") splits.insert(splits.begin(), Split::Train);
        const auto facts = data.facts();
        QCOMPARE(facts.size(), splits.size());
        for (std::size_t i = 0; i < splits.size(); ++i) {
            std::vector<Batch> batches;
            if (splits[i] != Split::Train) batches = data.batches(splits[i], 32);
            else
                for (int step = 0; step < 4705; ++step) batches.push_back(data.trainBatch(step, 1));  // one pass
            std::int64_t rows = 0;
            std::vector<std::int64_t> labels(static_cast<std::size_t>(data.countedLabels()));
            for (const Batch& batch : batches) {
                rows += batch.rows;
                for (const auto label : batch.labels)
                    if (label >= 0 && label < data.countedLabels()) ++labels[static_cast<std::size_t>(label)];
            }
            QCOMPARE(facts[i].split, std::string(splitName(splits[i])));
            QCOMPARE(facts[i].examples, rows);
            QCOMPARE(facts[i].labels, labels);
            QVERIFY(!facts[i].unknown);
        }
    }
    void factsLeaveOutWhatIsMissing() {
        const auto facts = GeneratedData(make("hops", 1), 1, 10, 0).facts();
        QCOMPARE(facts.size(), std::size_t{1});
        QCOMPARE(facts[0].split, std::string("valid"));
        QCOMPARE(facts[0].examples, std::int64_t{10});
    }
    void drawingIsFollowedAndStopped() {
        std::vector<std::int64_t> told;
        bool all_is_right = true;
        ReadWatch watch;
        watch.progress = [&](std::int64_t done, std::int64_t all) {
            told.push_back(done);
            all_is_right = all_is_right && all == 3500;
        };
        Experiment e;
        e.task = GroupWordsTask{GroupWordsTask::Group::A5, 8, 2000, 1500};
        loadTask(e.task, e.seed, {}, watch);
        QVERIFY(told.size() > 2);
        QVERIFY(std::adjacent_find(told.begin(), told.end(), std::greater_equal<>()) == told.end());  // it always rises
        QCOMPARE(told.back(), std::int64_t{3500});
        QVERIFY(all_is_right);
        int asked = 0;
        watch.cancelled = [&] { return ++asked == 2100; };  // among the test examples
        try {
            loadTask(e.task, e.seed, {}, watch);
            QFAIL("it was not stopped");
        } catch (const Error& error) {
            QCOMPARE(error.kind(), ErrorKind::Cancelled);
        }
        QCOMPARE(asked, 2100);
    }
    void smallSetsAreDrawnWithoutAWord() {
        bool told = false;
        ReadWatch watch;
        watch.progress = [&](std::int64_t, std::int64_t) { told = true; };
        GeneratedData(make("hops", 1), 1, 500, 500, watch);
        QVERIFY(!told);
    }

    // ---- modular addition -------------------------------------------------------------------------------------------
    void everyEquationIsInOneSplit_data() {
        QTest::addColumn<int>("modulus");
        QTest::addColumn<double>("share");
        QTest::addColumn<int>("train");
        QTest::newRow("97, half") << 97 << 0.5 << 4705;  // of 9409, rounded to the nearest (up at a half)
        QTest::newRow("11, 5 %") << 11 << 0.05 << 6;
        QTest::newRow("3, most") << 3 << 0.75 << 7;
    }
    void everyEquationIsInOneSplit() {
        QFETCH(int, modulus);
        QFETCH(double, share);
        QFETCH(int, train);
        const ModularAdditionTask task{modulus, share};
        const GeneratedData data(std::make_unique<ModularAdditionGenerator>(task), 3);
        std::map<Tokens, int> seen;
        // One pass: batches of one equation, as many as there are to train on.
        for (int step = 0; step < train; ++step) {
            const Batch batch = data.trainBatch(step, 1);
            ++seen[batch.tokens];
            QCOMPARE(batch.labels[0], (batch.tokens[1] - 4 + batch.tokens[3] - 4) % modulus);
        }
        QCOMPARE(static_cast<int>(seen.size()), train);
        QVERIFY(seen.contains(data.trainBatch(train, 1).tokens));  // the second pass has the same equations
        for (const Split split : {Split::Valid, Split::Test}) {
            for (const Sample& sample : data.samples(split)) {
                ++seen[sample.tokens];
                QCOMPARE(sample.labels[0], (sample.tokens[1] - 4 + sample.tokens[3] - 4) % modulus);
                QCOMPARE(sample.difficulty[0], sample.tokens[1] - 4 + sample.tokens[3] - 4 >= modulus ? 1 : 0);
            }
        }
        QCOMPARE(static_cast<int>(seen.size()), modulus * modulus);
        for (const auto& [tokens, count] : seen) QCOMPARE(count, 1);
        const auto valid = data.samples(Split::Valid).size(), test = data.samples(Split::Test).size();
        QVERIFY(test == valid || test == valid + 1);
    }
    void everyPassHasItsOwnOrder() {
        const GeneratedData data(std::make_unique<ModularAdditionGenerator>(ModularAdditionTask{5, 0.6}), 3);  // 15 to train on
        const Batch both = data.trainBatch(0, 30);  // a batch may reach into the next pass
        const auto rows = rowsOf(both);
        const std::vector<Tokens> first(rows.begin(), rows.begin() + 15), second(rows.begin() + 15, rows.end());
        QVERIFY(first != second);
        QCOMPARE(std::set<Tokens>(first.begin(), first.end()).size(), std::size_t{15});
        QVERIFY(std::set<Tokens>(first.begin(), first.end()) == std::set<Tokens>(second.begin(), second.end()));
    }

    // ---- composed tables --------------------------------------------------------------------------------------------
    void tablesAreBijectionsOfTheSeed() {
        const ComposedTablesTask task;
        const ComposedTablesGenerator generator(task, 3), again(task, 3), other(task, 4);
        QCOMPARE(static_cast<int>(generator.tables().size()), task.tables);
        for (const auto& table : generator.tables())
            QCOMPARE(std::set<std::uint32_t>(table.begin(), table.end()).size(), static_cast<std::size_t>(task.symbols));
        QVERIFY(generator.tables() == again.tables());
        QVERIFY(generator.tables() != other.tables());
        QVERIFY(generator.tables()[0] != generator.tables()[1]);
    }
    void lookupsGoStepByStep_data() {
        QTest::addColumn<bool>("forward");
        QTest::newRow("forward") << true;
        QTest::newRow("backward") << false;
    }
    void lookupsGoStepByStep() {
        QFETCH(bool, forward);
        ComposedTablesTask task;
        task.symbols = 5;
        task.tables = 3;
        task.max_compositions = 6;
        task.order = forward ? ComposedTablesTask::Order::Forward : ComposedTablesTask::Order::Backward;
        const ComposedTablesGenerator generator(task, 9);
        const auto names = generator.tokenNames();
        const Draws draws(2, Purpose::TrainData);
        std::vector<int> lookups(7);
        std::vector<Sample> samples;
        double unmoved = 0;
        for (std::uint32_t example = 0; example < 3000; ++example) {
            const Sample sample = generator.draw(draws, example, 0);
            // Read as text: [CLS] 3 b a …, or [CLS] … a b 3.
            std::vector<std::string> text;
            for (const auto token : sample.tokens) text.push_back(names[static_cast<std::size_t>(token)]);
            QCOMPARE(text[0], std::string("[CLS]"));
            if (!forward) std::reverse(text.begin() + 1, text.end());
            auto symbol = static_cast<std::uint32_t>(std::stoi(text[1]));
            unmoved += static_cast<std::int64_t>(symbol) == sample.labels[0];
            for (std::size_t i = 2; i < text.size(); ++i) symbol = generator.tables()[static_cast<std::size_t>(text[i][0] - 'a')][symbol];
            QCOMPARE(sample.labels[0], std::int64_t{symbol});
            QCOMPARE(sample.difficulty[0], static_cast<int>(text.size()) - 2);
            ++lookups[text.size() - 2];
            samples.push_back(sample);
        }
        for (std::size_t m = 1; m <= 6; ++m) QVERIFY2(std::abs(lookups[m] - 500) < 100, qPrintable(QString::number(lookups[m])));
        const auto own = generator.ownBaselines(samples);
        QCOMPARE(own.size(), std::size_t{1});
        QCOMPARE(own[0].accuracy, unmoved / 3000);
    }
};

QTEST_APPLESS_MAIN(TestGenerators)
#include "tst_generators.moc"
