#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/data/sequence_pairs.h"
#include "engine/data/text_file.h"
#include "engine/data/text_stream_data.h"
#include "tests/data/text_fixture.h"

using namespace layerlab;
using Kind = Vocabulary::Kind;

class TestTextTasks : public QObject {
    Q_OBJECT
    TextFolder m_folder;

    QByteArray prose(int lines) const {
        QByteArray content;
        for (int i = 0; i < lines; ++i)
            content +=
                "line " + QByteArray::number(qint64{i} * i) + " of some text, 电影 " + QByteArray("and more ").repeated(i % 7) + "\n";
        return content;
    }
    QByteArray table(int rows) const {
        QByteArray content;
        for (int i = 0; i < rows; ++i)
            content +=
                "row " + QByteArray::number(i * 31 % 977) + " " + QByteArray("word ").repeated(i % 11) + "\t" + (i % 3 ? "a" : "b") + "\n";
        return content;
    }
    int cached() const {
        return static_cast<int>(QDir(QString::fromStdString(m_folder.path("cache/layerlab/tokens"))).entryList(QDir::Files).size());
    }
    static std::string shown(const std::vector<std::string>& names, const std::vector<std::int64_t>& numbers, std::int64_t from,
                             std::int64_t count) {
        std::string all;
        for (std::int64_t i = from; i < from + count; ++i) {
            const std::int64_t number = numbers[static_cast<std::size_t>(i)];
            all += number == ignored_label ? "." : names[static_cast<std::size_t>(number)];
        }
        return all;
    }
    static bool same(const std::vector<Batch>& a, const std::vector<Batch>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Batch& x, const Batch& y) {
            return x.tokens == y.tokens && x.labels == y.labels && x.lengths == y.lengths;
        });
    }

private Q_SLOTS:
    void pairsAreAskedForTheirTarget() {
        SequencePairsTask task;
        task.train = m_folder.file("pairs.tsv", "a b\tx y z\nb\tz\n");
        task.valid = task.train;
        const SequencePairsData data(task, 1, {});
        const Batch batch = data.batches(Split::Valid, 2)[0];
        const auto names = data.labelNames();
        QCOMPARE(data.size().labels, data.size().vocabulary);
        QCOMPARE(batch.lengths, (std::vector<int>{3, 6}));
        QCOMPARE(shown(names, batch.tokens, 0, 3), std::string("b[SEP]z"));
        QCOMPARE(shown(names, batch.labels, 0, 6), std::string(".z[SEP]..."));
        QCOMPARE(shown(names, batch.tokens, 6, 6), std::string("ab[SEP]xyz"));
        QCOMPARE(shown(names, batch.labels, 6, 6), std::string("..xyz[SEP]"));
        // A target that was cut does not end.
        task.max_length = 4;
        const SequencePairsData cut(task, 1, {});
        const Batch last = cut.batches(Split::Valid, 2)[0];
        QCOMPARE(last.length, 3);
        QCOMPARE(shown(names, last.tokens, 0, 3), std::string("ab[SEP]"));
        QCOMPARE(shown(names, last.labels, 0, 3), std::string("..x"));
        QVERIFY(data.baselines(Split::Valid).empty());
        QVERIFY(!data.trainBatch(0, 2).labels.empty());
        const auto facts = data.facts();
        QCOMPARE(facts.size(), std::size_t{2});
        QCOMPARE(facts[1].examples, std::int64_t{2});
        QVERIFY(facts[1].labels.empty());
        QCOMPARE(facts[1].unknown, std::optional(0.0));
    }
    void aPairNeedsItsColumns() {
        SequencePairsTask task;
        task.train = m_folder.file("single.tsv", "a\nb\n");
        task.valid = task.train;
        QCOMPARE(errorOf([&] { SequencePairsData(task, 1, {}); }, &m_folder),
                 std::string("single.tsv:1:1: 1 column; task.target_column is column 2 (columns are separated by tabs)"));
    }

    void theNextCharacterIsTheLabel() {
        LanguageModelTask task;
        task.train = m_folder.file("train.txt", "abcdefghij\r\nklm");
        task.valid = m_folder.file("valid.txt", "abcdefg");
        task.length = 3;
        const LanguageModelData data(task, 1, {});
        const auto names = data.labelNames();
        const auto valid = data.batches(Split::Valid, 2);
        QCOMPARE(valid.size(), std::size_t{1});
        QCOMPARE(valid[0].rows, 2);
        QCOMPARE(shown(names, valid[0].tokens, 0, 6), std::string("abcdef"));
        QCOMPARE(shown(names, valid[0].labels, 0, 6), std::string("bcdefg"));
        const std::string text = "abcdefghij\nklm";
        std::set<std::string> windows;
        for (int step = 0; step < 200; ++step) {
            const Batch batch = data.trainBatch(step, 4);
            QCOMPARE(batch.rows, 4);
            for (int row = 0; row < 4; ++row) {
                const std::string tokens = shown(names, batch.tokens, 3 * row, 3), labels = shown(names, batch.labels, 3 * row, 3);
                const std::size_t at = text.find(tokens);
                QVERIFY(at != std::string::npos);
                QCOMPARE(labels, text.substr(at + 1, 3));
                windows.insert(tokens);
            }
        }
        QCOMPARE(windows.size(), text.size() - 3);  // every place
        QCOMPARE(data.trainBatch(7, 4).tokens, LanguageModelData(task, 1, {}).trainBatch(7, 4).tokens);
        QVERIFY(data.trainBatch(7, 4).tokens != data.trainBatch(8, 4).tokens);
    }
    void theLastWindowIsShorter() {
        LanguageModelTask task;
        task.train = m_folder.file("train.txt", "abcdefgh");
        task.valid = m_folder.file("valid.txt", "abcdef");
        task.length = 4;
        const LanguageModelData data(task, 1, {});
        const Batch batch = data.batches(Split::Valid, 8).at(0);
        QCOMPARE(batch.lengths, (std::vector<int>{4, 1}));
        QCOMPARE(shown(data.labelNames(), batch.labels, 0, 8), std::string("bcdef..."));
    }
    void factsCountWindows() {
        LanguageModelTask task;
        task.train = m_folder.file("train.txt", "abcdefghij\nklm");
        task.valid = m_folder.file("valid.txt", "abcdefg");
        task.test = m_folder.file("test.txt", "abz?");
        task.length = 3;
        const LanguageModelData data(task, 1, {});
        const auto facts = data.facts();
        QCOMPARE(facts.size(), std::size_t{3});
        QCOMPARE(facts[0].split, std::string("train"));
        QCOMPARE(facts[0].examples, std::int64_t{5});  // of 14 characters, the last of which is only a label
        QCOMPARE(facts[0].unknown, std::optional(0.0));
        QCOMPARE(facts[1].examples, std::int64_t{2});
        QCOMPARE(facts[2].split, std::string("test"));
        QCOMPARE(facts[2].examples, std::int64_t{1});
        QCOMPARE(facts[2].unknown, std::optional(0.5));
        for (const SplitFacts& split : facts) QVERIFY(split.labels.empty());
        MaskedLanguageModelTask masked;
        masked.train = m_folder.file("prose.txt", prose(300));
        masked.length = 7;
        const MaskedLanguageModelData words(masked, 1, {});
        const auto counted = words.facts();
        QCOMPARE(counted.size(), std::size_t{2});
        for (std::size_t i = 0; i < 2; ++i) {
            std::int64_t rows = 0;
            for (const Batch& batch : words.batches(i == 0 ? Split::Train : Split::Valid, 8)) rows += batch.rows;
            QCOMPARE(counted[i].examples, rows);
        }
        QCOMPARE(counted[1].unknown, std::optional(words.oov(Split::Valid)));
    }
    void validationIsTheEndOfTheText_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("train");
        QTest::addColumn<QByteArray>("valid");
        QTest::newRow("lines") << QByteArray("aaaa\nbbbb\ncccc\ndddd\neeee\n") << QByteArray("aaaa\nbbbb\ncccc\n")
                               << QByteArray("dddd\neeee\n");
        QTest::newRow("a long last line") << QByteArray("aa\nbbbbbbbbbbbbbbbb") << QByteArray("aa\n") << QByteArray("bbbbbbbbbbbbbbbb");
        QTest::newRow("one line") << QByteArray("aaaa bbbb cccc dddd eeee") << QByteArray("aaaa bbbb cccc ") << QByteArray("dddd eeee");
    }
    void validationIsTheEndOfTheText() {
        QFETCH(QByteArray, content);
        LanguageModelTask task;
        task.train = m_folder.packed("all.txt.gz", content);
        task.split = 0.45;
        task.length = 2;
        const LanguageModelData data(task, 1, {});
        const auto textOf = [&](Split split) {
            std::string all;
            const TextStream& stream = data.stream();
            for (std::uint64_t t = stream.begin(split); t < stream.begin(split) + stream.size(split); ++t)
                all += stream.vocabulary().tokens()[static_cast<std::size_t>(stream.store().token(t))];
            return all;
        };
        QFETCH(QByteArray, train);
        QFETCH(QByteArray, valid);
        QCOMPARE(textOf(Split::Train), train.toStdString());
        // What training does not have is unknown there.
        std::string expected;
        for (const char c : valid) expected += train.contains(c) ? std::string(1, c) : "[UNK]";
        QCOMPARE(textOf(Split::Valid), expected);
    }
    void badTextIsNamed() {
        const auto wrong = [&](const QByteArray& content, int length = 2) {
            LanguageModelTask task;
            task.train = m_folder.file("bad.txt", content);
            task.length = length;
            return errorOf([&] { LanguageModelData(task, 1, {}); }, &m_folder);
        };
        QCOMPARE(wrong(""), std::string("bad.txt: the file is empty"));
        QCOMPARE(wrong("ab\nc\xff\n"), std::string("bad.txt:2:2: bytes that are not UTF-8; save the file as UTF-8"));
        QCOMPARE(wrong(QByteArray("ab\n\0", 4)), std::string("bad.txt:2:1: a NUL byte: this is no text file"));
        QCOMPARE(wrong("abcdef"), std::string("bad.txt: too little text to split off validation text; name a file in task.valid"));
        QCOMPARE(wrong("ab\ncd\n", 100),
                 std::string("bad.txt: the training text has 3 tokens, fewer than a window of task.length 100; lower it"));
        QByteArray late = QByteArray("x").repeated(5 << 20);
        QCOMPARE(wrong(late + "\xff"), std::string("bad.txt:1:5242881: bytes that are not UTF-8; save the file as UTF-8"));
        LanguageModelTask words;
        words.vocabulary.kind = Kind::Word;
        words.train = m_folder.file("ok.txt", "a b c d e f\n");
        words.valid = m_folder.file("white.txt", " \n \n");
        words.length = 2;
        QCOMPARE(errorOf([&] { LanguageModelData(words, 1, {}); }, &m_folder),
                 std::string("white.txt: there is no text in it, only white space"));
    }

    void masksAreDrawnAsInThePaper() {
        MaskedLanguageModelTask task;
        task.train = m_folder.file("prose.txt", prose(3'000));
        task.length = 50;
        task.vocabulary.size = 200;
        const MaskedLanguageModelData data(task, 3, {});
        double all = 0, chosen = 0, masked = 0, stayed = 0;
        for (int step = 0; step < 60; ++step) {
            const Batch batch = data.trainBatch(step, 16);
            QCOMPARE(batch.rows, 16);
            for (std::size_t i = 0; i < batch.tokens.size(); ++i) {
                ++all;
                if (batch.labels[i] == ignored_label) {
                    QVERIFY(batch.tokens[i] != TokenVocabulary::mask);
                    continue;
                }
                ++chosen;
                masked += batch.tokens[i] == TokenVocabulary::mask;
                stayed += batch.tokens[i] == batch.labels[i];
                QVERIFY(batch.tokens[i] == TokenVocabulary::mask || batch.tokens[i] == batch.labels[i] ||
                        batch.tokens[i] >= TokenVocabulary::specials);
            }
        }
        // 48 000 positions: five deviations of a binomial.
        QVERIFY2(std::abs(chosen / all - 0.15) < 5 * std::sqrt(0.15 * 0.85 / all), qPrintable(QString::number(chosen / all)));
        QVERIFY2(std::abs(masked / chosen - 0.8) < 5 * std::sqrt(0.8 * 0.2 / chosen), qPrintable(QString::number(masked / chosen)));
        QVERIFY2(std::abs(stayed / chosen - 0.1) < 5 * std::sqrt(0.1 * 0.9 / chosen), qPrintable(QString::number(stayed / chosen)));
        // The labels are the text; the same windows are masked in the same way.
        const auto valid = data.batches(Split::Valid, 8);
        const TextStream& stream = data.stream();
        std::uint64_t at = stream.begin(Split::Valid);
        for (const Batch& batch : valid)
            for (int row = 0; row < batch.rows; ++row) {
                int labels = 0;
                for (int t = 0; t < batch.lengths[static_cast<std::size_t>(row)]; ++t, ++at) {
                    const std::size_t i =
                        static_cast<std::size_t>(row) * static_cast<std::size_t>(batch.length) + static_cast<std::size_t>(t);
                    QCOMPARE(batch.labels[i] == ignored_label ? batch.tokens[i] : batch.labels[i], stream.store().token(at));
                    labels += batch.labels[i] != ignored_label;
                }
                QVERIFY(labels > 0);
            }
        QCOMPARE(at, stream.begin(Split::Valid) + stream.size(Split::Valid));
        QVERIFY(same(valid, MaskedLanguageModelData(task, 3, {}).batches(Split::Valid, 8)));
        QVERIFY(!same(valid, MaskedLanguageModelData(task, 4, {}).batches(Split::Valid, 8)));
    }

    void threadsAndTheCacheChangeNothing_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("word") << static_cast<int>(Kind::Word);
        QTest::newRow("character") << static_cast<int>(Kind::Character);
        QTest::newRow("wordpiece") << static_cast<int>(Kind::Wordpiece);
    }
    void threadsAndTheCacheChangeNothing() {
        QFETCH(int, kind);
        TextFileTask rows;
        rows.train = m_folder.file("rows.tsv", table(200'000));  // several blocks
        rows.vocabulary = {static_cast<Kind>(kind), 300, true};
        LanguageModelTask lines;
        lines.train = m_folder.file("lines.txt", prose(60'000));
        lines.vocabulary = rows.vocabulary;
        DataReading one, three, kept;
        one.threads = 1;
        three.threads = 3;
        kept.cache_from = 0;
        const TextFileData table_one(rows, 2, {}, one), table_three(rows, 2, {}, three), table_kept(rows, 2, {}, kept);
        const TextFileData table_found(rows, 2, {}, kept);
        QVERIFY(!table_one.table().store().mapped());
        QVERIFY(table_kept.table().store().mapped() && table_found.table().store().mapped());
        const auto valid = table_one.batches(Split::Valid, 64);
        for (const TextFileData* other : {&table_three, &table_kept, &table_found}) {
            QCOMPARE(other->table().vocabulary().tokens(), table_one.table().vocabulary().tokens());
            QCOMPARE(other->labelNames(), table_one.labelNames());
            QVERIFY(same(other->batches(Split::Valid, 64), valid));
            QCOMPARE(other->trainBatch(5, 32).tokens, table_one.trainBatch(5, 32).tokens);
            QCOMPARE(other->oov(Split::Valid), table_one.oov(Split::Valid));
        }
        const LanguageModelData lines_one(lines, 2, {}, one), lines_three(lines, 2, {}, three), lines_kept(lines, 2, {}, kept);
        const LanguageModelData lines_found(lines, 2, {}, kept);
        QVERIFY(lines_found.stream().store().mapped());
        const auto text = lines_one.batches(Split::Valid, 16);
        for (const LanguageModelData* other : {&lines_three, &lines_kept, &lines_found}) {
            QVERIFY(same(other->batches(Split::Valid, 16), text));
            QCOMPARE(other->trainBatch(5, 8).tokens, lines_one.trainBatch(5, 8).tokens);
        }
    }
    void theCacheKnowsWhatChanged() {
        QVERIFY(QDir(QString::fromStdString(m_folder.path("cache"))).removeRecursively());
        DataReading kept;
        kept.cache_from = 0;
        TextFileTask task;
        task.train = m_folder.file("changes.tsv", "one two\ta\nthree\tb\nfour\ta\nfive\tb\n");
        task.valid = task.train;
        TextFileData(task, 1, {}, kept);
        TextFileData(task, 1, {}, kept);
        QCOMPARE(cached(), 1);
        m_folder.file("changes.tsv", "one two\ta\nthree\tb\nfour\ta\nsix\tb\n");
        const TextFileData changed(task, 1, {}, kept);
        QCOMPARE(cached(), 2);
        QVERIFY(changed.table().vocabulary().number("six") != TokenVocabulary::unknown);
        QCOMPARE(changed.table().vocabulary().number("five"), TokenVocabulary::unknown);
        task.max_length = 3;
        QCOMPARE(TextFileData(task, 1, {}, kept).batches(Split::Train, 4)[0].length, 3);
        QCOMPARE(cached(), 3);
        // A damaged one is made again.
        const QDir folder(QString::fromStdString(m_folder.path("cache/layerlab/tokens")));
        for (const QString& name : folder.entryList(QDir::Files)) QVERIFY(QFile::resize(folder.filePath(name), 100));
        QCOMPARE(TextFileData(task, 1, {}, kept).batches(Split::Train, 4)[0].length, 3);
        QCOMPARE(cached(), 3);
    }
    void withoutACacheFolderMemoryServes() {
        m_folder.file("in-the-way", "");
        const QByteArray before = qgetenv("XDG_CACHE_HOME");
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(m_folder.path("in-the-way")));
        DataReading kept;
        kept.cache_from = 0;
        TextFileTask task;
        task.train = m_folder.file("memory.tsv", "one\ta\ntwo\tb\n");
        task.valid = task.train;
        const TextFileData data(task, 1, {}, kept);
        qputenv("XDG_CACHE_HOME", before);
        QVERIFY(!data.table().store().mapped());
        QCOMPARE(data.batches(Split::Train, 2)[0].rows, 2);
    }
    void readingIsFollowedAndStopped() {
        DataReading reading;
        std::int64_t last = 0, all = 1;
        bool grows = true;
        reading.watch.progress = [&](std::int64_t done, std::int64_t of) {
            grows = grows && done >= last;
            last = done;
            all = of;
        };
        TextFileTask task;
        task.train = m_folder.file("follow.tsv", table(200'000));
        TextFileData(task, 1, {}, reading);
        QVERIFY(grows);
        QCOMPARE(last, all);
        LanguageModelTask text;
        text.train = m_folder.file("follow.txt", prose(60'000));
        last = 0;
        LanguageModelData(text, 1, {}, reading);
        QVERIFY(grows);
        QCOMPARE(last, all);
        const std::string stopped = "kind " + std::to_string(static_cast<int>(ErrorKind::Cancelled)) + ": stopped";
        for (const int after : {0, 5, 12, 20}) {
            int asked = 0;
            reading.watch.cancelled = [&] { return asked++ >= after; };
            QCOMPARE(errorOf([&] { TextFileData(task, 1, {}, reading); }), stopped);
            asked = 0;
            QCOMPARE(errorOf([&] { LanguageModelData(text, 1, {}, reading); }), stopped);
        }
    }
};

QTEST_APPLESS_MAIN(TestTextTasks)
#include "tst_text_tasks.moc"
