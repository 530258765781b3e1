#include <QtTest>

#include <set>

#include "engine/data/text_file.h"
#include "engine/error.h"

using namespace layerlab;

class TestTextFile : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::string file(const char* name, const QByteArray& content) {
        QFile f(m_dir.filePath(name));
        if (!f.open(QIODevice::WriteOnly)) qFatal("cannot write");
        f.write(content);
        return f.fileName().toStdString();
    }
    static std::string errorOf(const std::function<void()>& action) {
        try {
            action();
        } catch (const Error& error) {
            return error.kind() == ErrorKind::BadInput ? error.what() : std::string("kind? ") + error.what();
        }
        return "nothing was wrong";
    }

private Q_SLOTS:
    void wordsAreSplit_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("spaces") << "a  b\tc" << QStringList{"a", "b", "c"};
        QTest::newRow("lower case") << "ÄRGER Straße" << QStringList{"ärger", "straße"};
        QTest::newRow("punctuation") << "good, (really)!" << QStringList{"good", ",", "(", "really", ")", "!"};
        QTest::newRow("words keep ' and -") << "it 's -lrb- don't" << QStringList{"it", "'s", "-lrb-", "don't"};
        QTest::newRow("Chinese") << QString::fromUtf8("我爱 film电影") << QStringList{"我", "爱", "film", "电", "影"};
        QTest::newRow("emoji") << QString::fromUtf8("ok😀") << QStringList{"ok", QString::fromUtf8("😀")};
        QTest::newRow("nothing") << " \u3000 " << QStringList{};
    }
    void wordsAreSplit() {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        QStringList got;
        for (const auto& word : splitWords(text.toStdString(), true)) got << QString::fromStdString(word);
        QCOMPARE(got, words);
    }
    void vocabularyKeepsTheMostFrequent() {
        const WordVocabulary v({{"b", 3}, {"a", 3}, {"c", 1}}, 7);
        QCOMPARE(v.size(), 7);
        QCOMPARE(v["a"], 5);
        QCOMPARE(v["b"], 6);
        QCOMPARE(v["c"], WordVocabulary::unknown);
        const auto path = std::filesystem::path(m_dir.filePath("v.txt").toStdString());
        v.save(path);
        QCOMPARE(WordVocabulary(path)["b"], 6);
    }
    void rowsBecomeBatches() {
        TextFileTask task;
        task.train = file("train.tsv", "one two three\tpos\nfour\tneg\nfive six\tpos\r\nseven\tneg\n");
        task.valid = file("valid.tsv", "\xEF\xBB\xBFone unseen\tneg\n");
        const TextFileData data(task, 1, {});
        QCOMPARE(data.labelNames(), (std::vector<std::string>{"neg", "pos"}));
        const auto train = data.batches(Split::Train, 4);
        QCOMPARE(train.size(), std::size_t{1});
        QCOMPARE(train[0].length, 5);  // [CLS] one two three [SEP]
        const auto valid = data.batches(Split::Valid, 4);
        QCOMPARE(valid[0].tokens[0], WordVocabulary::start);
        QVERIFY(valid[0].tokens[1] > WordVocabulary::mask);
        QCOMPARE(valid[0].tokens[2], WordVocabulary::unknown);
        QCOMPARE(valid[0].labels[0], 0);
        QVERIFY(errorOf([&] { data.batches(Split::Test, 4); }).find("task.test") != std::string::npos);
        data.save(m_dir.path().toStdString());
        const TextFileData again(task, 1, m_dir.path().toStdString());
        QCOMPARE(again.batches(Split::Valid, 4)[0].tokens, valid[0].tokens);
    }
    void everyEpochHasEveryExampleOnceInLengthBuckets() {
        QByteArray rows;
        for (int i = 0; i < 300; ++i) rows += QByteArray("w ").repeated(1 + i % 30) + "\t" + (i % 2 ? "a" : "b") + "\n";
        TextFileTask task;
        task.train = file("epoch.tsv", rows);
        task.valid = task.train;
        const TextFileData data(task, 5, {});
        std::int64_t real = 0, slots_ = 0, first_epoch = 0;
        for (int step = 0; step < 10; ++step) {
            const Batch batch = data.trainBatch(step, 32);
            first_epoch += batch.rows;
            real += batch.realTokens();
            slots_ += std::int64_t{batch.rows} * batch.length;
        }
        QCOMPARE(first_epoch, 300);
        QVERIFY2(static_cast<double>(real) / static_cast<double>(slots_) > 0.9, "much padding");
        QVERIFY(data.trainBatch(0, 32).tokens != data.trainBatch(10, 32).tokens);
        QCOMPARE(data.trainBatch(3, 32).tokens, TextFileData(task, 5, {}).trainBatch(3, 32).tokens);
    }
    void splitIsStratifiedAndSeeded() {
        QByteArray rows;
        for (int i = 0; i < 200; ++i) rows += QByteArray::number(i) + "\t" + (i < 50 ? "rare" : "common") + "\n";
        TextFileTask task;
        task.train = file("split.tsv", rows);
        task.split = 0.1;
        const TextFileData data(task, 5, {});
        int rare = 0, all = 0;
        for (const auto& batch : data.batches(Split::Valid, 8))
            for (const auto label : batch.labels) ++all, rare += label == 1;
        QCOMPARE(all, 20);
        QCOMPARE(rare, 5);
    }
    void badFilesAreNamedByLine_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("empty") << QByteArray("") << "the file is empty";
        QTest::newRow("one column") << QByteArray("a\tx\nb\n") << ":2: 1 column; column 2 is needed";
        QTest::newRow("not UTF-8") << QByteArray("a\tx\nb\xff\ty\n") << ":2: bytes that are not UTF-8";
        QTest::newRow("NUL") << QByteArray("a\tx\nb\0c\ty\n", 10) << ":2: a NUL byte";
        QTest::newRow("no label") << QByteArray("a\t\n") << ":1: the label is empty";
        QTest::newRow("one class") << QByteArray("a\tx\nb\tx\n") << "only one label, 'x'";
        QTest::newRow("blank lines") << QByteArray("\n\n") << "no rows";
    }
    void badFilesAreNamedByLine() {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        TextFileTask task;
        task.train = file("bad.tsv", content);
        task.valid = file("good.tsv", "a\tx\nb\ty\n");
        const std::string error = errorOf([&] { TextFileData(task, 1, {}); });
        QVERIFY2(QString::fromStdString(error).contains(message), error.c_str());
        QVERIFY(QString::fromStdString(error).contains("bad.tsv"));
    }
    void otherBadInput() {
        TextFileTask task;
        task.train = "/nowhere/x.tsv";
        QVERIFY(errorOf([&] { TextFileData(task, 1, {}); }).find("no such file") != std::string::npos);
        task.train = m_dir.path().toStdString();
        QVERIFY(errorOf([&] { TextFileData(task, 1, {}); }).find("folder") != std::string::npos);
        task.train = file("named.tsv", "text\tlabel\na\tx\nb\ty\n");
        task.valid = file("unseen.tsv", "text\tlabel\na\tz\n");
        task.header = true;
        task.text_column = "text";
        task.label_column = "lable";
        QVERIFY(errorOf([&] { TextFileData(task, 1, {}); }).find("no column 'lable'; the header has: text, label") != std::string::npos);
        task.label_column = "label";
        QVERIFY(errorOf([&] { TextFileData(task, 1, {}); }).find("'z' does not occur in the training data") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestTextFile)
#include "tst_text_file.moc"
