#include <QtTest>

#include <cmath>
#include <map>
#include <set>

#include "engine/data/text_file.h"
#include "tests/data/text_fixture.h"

using namespace layerlab;

class TestTextFile : public QObject {
    Q_OBJECT
    TextFolder m_folder;

    static std::vector<std::string> words(const TextFileData& data, const Batch& batch, int row) {
        std::vector<std::string> tokens;
        for (int t = 0; t < batch.lengths[static_cast<std::size_t>(row)]; ++t)
            tokens.push_back(data.table().vocabulary().tokens()[static_cast<std::size_t>(
                batch.tokens[static_cast<std::size_t>(row) * static_cast<std::size_t>(batch.length) + static_cast<std::size_t>(t)])]);
        return tokens;
    }
    std::string wrong(const TextFileTask& task) const {
        return errorOf([&] { TextFileData(task, 1, {}); }, &m_folder);
    }

private Q_SLOTS:
    void rowsBecomeBatches() {
        TextFileTask task;
        task.train = m_folder.file("train.tsv", "one two three\tpos\nfour\tneg\nfive six\tpos\r\nseven\tneg\n");
        task.valid = m_folder.file("valid.tsv", "\xEF\xBB\xBFone unseen\tneg\n");
        const TextFileData data(task, 1, {});
        QCOMPARE(data.labelNames(), (std::vector<std::string>{"neg", "pos"}));
        const auto train = data.batches(Split::Train, 4);
        QCOMPARE(train.size(), std::size_t{1});
        QCOMPARE(train[0].length, 5);  // [CLS] one two three [SEP]
        QCOMPARE(train[0].lengths, (std::vector<int>{3, 3, 4, 5}));
        QCOMPARE(train[0].labels, (std::vector<std::int64_t>{0, 0, 1, 1}));
        QCOMPARE(train[0].tokens[4], padding_token);
        const auto valid = data.batches(Split::Valid, 4);
        QCOMPARE(words(data, valid[0], 0), (std::vector<std::string>{"[CLS]", "one", "[UNK]", "[SEP]"}));
        QCOMPARE(valid[0].labels, (std::vector<std::int64_t>{0}));
        QVERIFY(errorOf([&] { data.batches(Split::Test, 4); }).find("task.test") != std::string::npos);
        data.save(m_folder.path());
        const TextFileData again(task, 1, m_folder.path());
        QCOMPARE(again.batches(Split::Valid, 4)[0].tokens, valid[0].tokens);
    }
    void twoTextsStandOneAfterTheOther() {
        TextFileTask task;
        task.train = m_folder.file("pair.csv", "premise,hypothesis,gold\n\"a b, c\",d e,1\nf,g h i j k l m n,0\n");
        task.valid = task.train;
        task.header = true;
        task.text_column = "premise";
        task.text_pair_column = "hypothesis";
        task.label_column = "gold";
        task.max_length = 9;
        const TextFileData data(task, 1, {});
        const Batch batch = data.batches(Split::Valid, 2)[0];
        QCOMPARE(words(data, batch, 0), (std::vector<std::string>{"[CLS]", "a", "b", ",", "c", "[SEP]", "d", "e", "[SEP]"}));
        QCOMPARE(words(data, batch, 1), (std::vector<std::string>{"[CLS]", "f", "[SEP]", "g", "h", "i", "j", "k", "[SEP]"}));
        QCOMPARE(batch.labels, (std::vector<std::int64_t>{1, 0}));
    }
    void theLongerTextIsCutFirst() {
        using Sizes = std::pair<std::size_t, std::size_t>;
        QCOMPARE(cutToFit(3, 4, 7), Sizes(3, 4));
        QCOMPARE(cutToFit(9, 2, 7), Sizes(5, 2));
        QCOMPARE(cutToFit(2, 9, 7), Sizes(2, 5));
        QCOMPARE(cutToFit(9, 9, 7), Sizes(4, 3));
        QCOMPARE(cutToFit(9, 0, 7), Sizes(7, 0));
    }
    void numbersAreSortedAsNumbers() {
        TextFileTask task;
        task.train = m_folder.file("stars.tsv", "a\t10\nb\t9\nc\t-1\nd\t2\n");
        task.valid = task.train;
        QCOMPARE(TextFileData(task, 1, {}).labelNames(), (std::vector<std::string>{"-1", "2", "9", "10"}));
        task.train = m_folder.file("mixed.tsv", "a\t10\nb\t9\nc\tx\n");
        task.valid = task.train;
        QCOMPARE(TextFileData(task, 1, {}).labelNames(), (std::vector<std::string>{"10", "9", "x"}));
    }
    void everyEpochHasEveryExampleOnceInLengthBuckets() {
        QByteArray rows;
        for (int i = 0; i < 300; ++i) rows += QByteArray("w ").repeated(1 + i % 30) + "\t" + (i % 2 ? "a" : "b") + "\n";
        TextFileTask task;
        task.train = m_folder.file("epoch.tsv", rows);
        task.valid = task.train;
        const TextFileData data(task, 5, {});
        std::int64_t real = 0, slots_ = 0, first_epoch = 0;
        std::map<int, int> lengths;
        for (int step = 0; step < 10; ++step) {
            const Batch batch = data.trainBatch(step, 32);
            first_epoch += batch.rows;
            real += batch.realTokens();
            slots_ += std::int64_t{batch.rows} * batch.length;
            for (const int length : batch.lengths) ++lengths[length];
        }
        QCOMPARE(first_epoch, 300);
        QCOMPARE(lengths.size(), std::size_t{30});
        for (const auto& [length, count] : lengths) QCOMPARE(count, 10);
        QVERIFY2(static_cast<double>(real) / static_cast<double>(slots_) > 0.9, "much padding");
        QVERIFY(data.trainBatch(0, 32).tokens != data.trainBatch(10, 32).tokens);
        QCOMPARE(data.trainBatch(3, 32).tokens, TextFileData(task, 5, {}).trainBatch(3, 32).tokens);
    }
    void splitIsStratifiedAndSeeded() {
        const std::map<std::string, int> sizes{{"a", 1}, {"b", 2}, {"c", 55}, {"d", 142}};
        QByteArray rows;
        for (const auto& [label, size] : sizes)
            for (int i = 0; i < size; ++i) rows += QByteArray(label.c_str()) + QByteArray::number(i) + "\t" + label.c_str() + "\n";
        TextFileTask task;
        task.train = m_folder.file("split.tsv", rows);
        task.split = 0.1;
        const TextFileData data(task, 5, {});
        // Of each a tenth, at least one, but never the only one.
        QCOMPARE(data.classCounts(Split::Valid), (std::vector<std::int64_t>{0, 1, 6, 14}));
        QCOMPARE(data.classCounts(Split::Train), (std::vector<std::int64_t>{1, 1, 49, 128}));
        const auto textsOf = [](const TextFileData& of, Split split) {
            std::set<std::pair<std::size_t, std::uint32_t>> rows_of;  // rows differ by their place in the file
            for (const auto row : of.table().rows(split)) rows_of.emplace(row, of.table().store().rows()[row].value);
            return rows_of;
        };
        QCOMPARE(textsOf(TextFileData(task, 5, {}), Split::Valid), textsOf(data, Split::Valid));
        QVERIFY(textsOf(TextFileData(task, 6, {}), Split::Valid) != textsOf(data, Split::Valid));
    }
    void trainingExamplesAreDrawn() {
        QByteArray rows;
        for (int i = 0; i < 200; ++i) rows += QByteArray::number(i) + "\t" + (i < 60 ? "rare" : "usual") + "\n";
        TextFileTask task;
        task.train = m_folder.file("fewer.tsv", rows);
        task.train_examples = 100;
        const auto wordsOf = [](const TextFileData& data) { return data.table().vocabulary().tokens(); };
        const TextFileData data(task, 5, {});
        QCOMPARE(data.table().rows(Split::Train).size(), std::size_t{100});
        QCOMPARE(data.classCounts(Split::Valid), (std::vector<std::int64_t>{6, 14}));
        QCOMPARE(data.size().vocabulary, 105);  // nothing of the other rows
        QCOMPARE(wordsOf(TextFileData(task, 5, {})), wordsOf(data));
        QVERIFY(wordsOf(TextFileData(task, 6, {})) != wordsOf(data));
        task.train_examples = 1'000;
        QCOMPARE(TextFileData(task, 5, {}).table().rows(Split::Train).size(), std::size_t{180});
    }
    void fewTrainingExamplesHaveEveryLabel() {
        QByteArray rows;
        for (int i = 0; i < 200; ++i) rows += QByteArray::number(i) + "\t" + (i < 3 ? "rare" : i < 6 ? "odd" : "usual") + "\n";
        TextFileTask task;
        task.train = m_folder.file("labels.tsv", rows);
        task.train_examples = 3;
        for (std::uint64_t seed = 1; seed < 6; ++seed)
            QCOMPARE(TextFileData(task, seed, {}).classCounts(Split::Train), (std::vector<std::int64_t>{1, 1, 1}));
        task.train_examples = 2;
        QCOMPARE(errorOf([&] { TextFileData(task, 1, {}); }, &m_folder),
                 std::string("labels.tsv: task.train_examples: 2 is fewer than the file's 3 labels; raise it"));
    }
    void unknownWordsAreCounted() {
        TextFileTask task;
        task.train = m_folder.file("known.tsv", "a b\tx\na b\ty\n");
        task.valid = m_folder.file("other.tsv", "a c d b\tx\nc a b d\ty\n");
        const TextFileData data(task, 1, {});
        QCOMPARE(data.oov(Split::Train), 0.0);
        QCOMPARE(data.oov(Split::Valid), 0.5);
        QCOMPARE(data.notes(),
                 (std::vector<std::string>{"50.0 percent of the validation text is not in the vocabulary; is it like the training text?"}));
        task.valid = task.train;
        QVERIFY(TextFileData(task, 1, {}).notes().empty());
    }
    void factsAreThoseOfTheTable() {
        TextFileTask task;
        task.train = m_folder.file("facts.tsv", "a b\tx\na b\ty\nb\tx\n");
        task.valid = m_folder.file("facts-valid.tsv", "a d\ty\nb b\tx\n");
        const auto two = TextFileData(task, 1, {}).facts();
        QCOMPARE(two.size(), std::size_t{2});
        QCOMPARE(two[0].split, std::string("train"));
        QCOMPARE(two[0].examples, std::int64_t{3});
        QCOMPARE(two[0].labels, (std::vector<std::int64_t>{2, 1}));
        QCOMPARE(two[0].unknown, std::optional(0.0));
        QCOMPARE(two[1].split, std::string("valid"));
        QCOMPARE(two[1].labels, (std::vector<std::int64_t>{1, 1}));
        QCOMPARE(two[1].unknown, std::optional(0.25));
        task.test = m_folder.file("facts-test.tsv", "c\tx\n");
        task.train = m_folder.file("facts.tsv", "a b\tx\na b\ty\nb\tx\na\ty\n");
        task.train_examples = 3;
        task.vocabulary.kind = Vocabulary::Kind::Character;  // characters may be unknown, too
        const auto three = TextFileData(task, 2, {}).facts();
        QCOMPARE(three.size(), std::size_t{3});
        QCOMPARE(three[0].examples, std::int64_t{3});  // those that were drawn
        QCOMPARE(three[2].split, std::string("test"));
        QCOMPARE(three[2].examples, std::int64_t{1});
        QCOMPARE(three[2].labels, (std::vector<std::int64_t>{1, 0}));
        QCOMPARE(three[2].unknown, std::optional(1.0));
    }
    void baselinesComeFromTheLabels() {
        TextFileTask task;
        task.train = m_folder.file("usual.tsv", "a\tx\nb\ty\nc\tz\nd\tz\n");
        task.valid = m_folder.file("usual-valid.tsv", "a\ty\nb\ty\nc\ty\nd\tz\n");
        const auto all = TextFileData(task, 1, {}).baselines(Split::Valid);
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].accuracy, 0.75);
        QCOMPARE(all[1].accuracy, 1.0 / 3);
    }
    void validationWithOneLabelIsTold() {
        TextFileTask task;
        task.train = m_folder.file("both.tsv", "a\tx\na\ty\n");
        task.valid = m_folder.file("one-label.tsv", "a\ty\na\ty\n");
        QCOMPARE(TextFileData(task, 1, {}).notes(),
                 (std::vector<std::string>{"all validation examples have one label, 'y': their accuracy says little"}));
    }
    void badFilesAreNamedByLine_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << QByteArray("") << "bad.tsv: the file is empty";
        QTest::newRow("one column") << QByteArray("a\nb\n")
                                    << "bad.tsv:1:1: 1 column; task.label_column is column 2 (columns are separated by tabs)";
        QTest::newRow("ragged") << QByteArray("a\tx\nb\n")
                                << "bad.tsv:2:2: number of columns: 1 here, 2 in line 1 (columns are separated by tabs)";
        QTest::newRow("not UTF-8") << QByteArray("a\tx\nb\xff\ty\n") << "bad.tsv:2:2: bytes that are not UTF-8; save the file as UTF-8";
        QTest::newRow("NUL") << QByteArray("a\tx\nb\0c\ty\n", 10) << "bad.tsv:2:2: a NUL byte: this is no text file";
        QTest::newRow("no label") << QByteArray("ab\t\n") << "bad.tsv:1:4: the label is empty";
        QTest::newRow("one class") << QByteArray("a\tx\nb\tx\n")
                                   << "bad.tsv: only one label, 'x', so there is nothing to learn; is task.label_column right?";
        QTest::newRow("blank lines") << QByteArray("\n\n") << "bad.tsv: no rows, only blank lines; name a file with rows";
    }
    void badFilesAreNamedByLine() {
        QFETCH(QByteArray, content);
        TextFileTask task;
        task.train = m_folder.file("bad.tsv", content);
        task.valid = m_folder.file("good.tsv", "a\tx\nb\ty\n");
        QTEST(QString::fromStdString(wrong(task)), "message");
    }
    void otherBadInput() {
        TextFileTask task;
        task.train = m_folder.path("none.tsv");
        QCOMPARE(wrong(task), std::string("none.tsv: no such file; check the path"));
        task.train = m_folder.file("named.tsv", "text\tlabel\na\tx\nb\ty\n");
        task.valid = m_folder.file("unseen.tsv", "text\tlabel\nb\ty\na\tz\n");
        task.header = true;
        task.text_column = "text";
        task.label_column = "lable";
        QCOMPARE(wrong(task), std::string("named.tsv:1:1: task.label_column: no column 'lable'; the header has: text, label"));
        task.label_column = "label";
        QCOMPARE(
            wrong(task),
            std::string("unseen.tsv:3:3: the label 'z' does not occur in the training data; add rows with it there, or correct it here"));
        task.test = task.valid;
        task.valid = task.train;
        QCOMPARE(
            wrong(task),
            std::string("unseen.tsv:3:3: the label 'z' does not occur in the training data; add rows with it there, or correct it here"));
        task.test = m_folder.file("no-rows.tsv", "text\tlabel\n");
        QCOMPARE(wrong(task), std::string("no-rows.tsv: only a header line and no rows; if the line is a row, set task.header to false"));
        task.test.clear();
        task.valid = m_folder.file("no-rows.tsv", "text\tlabel\n");
        QCOMPARE(wrong(task), std::string("no-rows.tsv: only a header line and no rows; if the line is a row, set task.header to false"));
        task.header = false;
        QCOMPARE(wrong(task),
                 std::string("named.tsv: task.text_column: no column 'text'; without a header line columns are numbers from 1"));
        task.header = true;
        task.valid.clear();
        task.train = m_folder.file("two.tsv", "text\tlabel\na\tx\nb\ty\n");
        QCOMPARE(wrong(task), std::string("two.tsv: too few rows to split off validation examples; name a file in task.valid"));
        QByteArray labels = "text\tlabel\n";
        for (int i = 0; i <= 10'000; ++i) labels += "a\t" + QByteArray::number(i) + "\n";
        task.train = m_folder.file("many.tsv", labels);
        QCOMPARE(wrong(task), std::string("many.tsv:10002:3: more than 10 000 different labels; is label_column right?"));
    }
};

QTEST_APPLESS_MAIN(TestTextFile)
#include "tst_text_file.moc"
