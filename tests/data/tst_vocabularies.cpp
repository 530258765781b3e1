#include <QtTest>

#include <algorithm>
#include <set>

#include "engine/data/task_files.h"
#include "engine/data/vocabulary.h"
#include "engine/data/wordpiece.h"
#include "engine/data/words.h"
#include "tests/data/text_fixture.h"

using namespace layerlab;
using Kind = Vocabulary::Kind;
using Strings = std::vector<std::string>;

class TestVocabularies : public QObject {
    Q_OBJECT
    TextFolder m_folder;

    static TokenVocabulary made(const Vocabulary& settings, std::string_view content) {
        TokenCounts counts(settings);
        counts.add(content);
        return {settings, counts};
    }
    static Strings encoded(const TokenVocabulary& vocabulary, std::string_view content) {
        std::vector<std::uint32_t> numbers;
        vocabulary.encode(content, numbers);
        Strings tokens;
        for (const auto number : numbers) tokens.push_back(vocabulary.tokens()[number]);
        return tokens;
    }

private Q_SLOTS:
    void wordsAreSplit_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<bool>("pieces");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("spaces") << "a  b\tc" << false << QStringList{"a", "b", "c"};
        QTest::newRow("lower case") << "ÄRGER Straße" << false << QStringList{"ärger", "straße"};
        QTest::newRow("punctuation") << "good, (really)!" << false << QStringList{"good", ",", "(", "really", ")", "!"};
        QTest::newRow("symbols") << "a+b=$5^2" << false << QStringList{"a", "+", "b", "=", "$", "5", "^", "2"};
        QTest::newRow("words keep ' and -") << "it 's -lrb- don't" << false << QStringList{"it", "'s", "-lrb-", "don't"};
        QTest::newRow("pieces split them") << "don't well-known" << true << QStringList{"don", "'", "t", "well", "-", "known"};
        QTest::newRow("Chinese") << "我爱 film电影" << false << QStringList{"我", "爱", "film", "电", "影"};
        QTest::newRow("emoji") << "ok😀" << false << QStringList{"ok", "😀"};
        QTest::newRow("nothing") << " \u3000 " << false << QStringList{};
    }
    void wordsAreSplit() {
        QFETCH(QString, content);
        QFETCH(bool, pieces);
        QStringList got;
        for (const auto& word : splitWords(content.toStdString(), true, pieces ? WordRule::Pieces : WordRule::Words))
            got << QString::fromStdString(word);
        QTEST(got, "words");
        if (!pieces) QCOMPARE(countWords(content.toStdString()), static_cast<int>(got.size()));
    }
    void theMostFrequentWordsAreKept() {
        const auto v = made({Kind::Word, 7, true}, "b B a a b a c");
        QCOMPARE(v.tokens(), (Strings{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b"}));
        QCOMPARE(encoded(v, "A c b"), (Strings{"a", "[UNK]", "b"}));
        const auto exact = made({Kind::Word, 100, false}, "b B");
        QCOMPARE(exact.size(), 7);
        QCOMPARE(encoded(exact, "B b"), (Strings{"B", "b"}));
    }
    void charactersAreCodePoints() {
        const auto v = made({Kind::Character, 100, false}, "好a 好\n");
        QCOMPARE(encoded(v, "a好\n é"), (Strings{"a", "好", "\n", " ", "[UNK]"}));
        QCOMPARE(v.number("好"), TokenVocabulary::specials);
    }
    void piecesAreMergedByFrequency() {
        // By hand: hug 10, pug 5, pun 12, bun 4, hugs 5. Pairs: ##u ##g 20, ##u ##n 16, h ##u 15, p ##u 17, b ##u 4, ##g
        // ##s 5. ##ug first; then ##un 16 before h ##ug 15; then h ##ug 15, p ##un 12, hug ##s 5, p ##ug 5, b ##un 4.
        const std::vector<std::pair<std::string, std::int64_t>> counts{{"hug", 10}, {"pug", 5}, {"pun", 12}, {"bun", 4}, {"hugs", 5}};
        QCOMPARE(trainPieces(counts, 11), (Strings{"##u", "##g", "p", "##n", "h", "##s", "b", "##ug", "##un", "hug", "pun"}));
        const Strings all = trainPieces(counts, 100);
        QCOMPARE(all.size(), std::size_t{14});
        QCOMPARE((std::set<std::string>(all.begin() + 11, all.end())), (std::set<std::string>{"hugs", "pug", "bun"}));
        auto turned = counts;
        std::reverse(turned.begin(), turned.end());
        QCOMPARE(trainPieces(turned, 100), all);
        QCOMPARE(trainPieces(counts, 3), (Strings{"##u", "##g", "p"}));
        QVERIFY(trainPieces(counts, 0).empty());
    }
    void theLongestPieceIsTaken() {
        const TokenVocabulary v({Kind::Wordpiece, 100, true},
                                Strings{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "##a", "una", "电", "!"});
        QCOMPARE(encoded(v, "unaffable"), (Strings{"[UNK]"}));  // una, and then nothing that starts with ff
        QCOMPARE(encoded(v, "Unable"), (Strings{"[UNK]"}));     // una, and nothing that starts with b
        QCOMPARE(encoded(v, "unaa!"), (Strings{"una", "##a", "!"}));
        QCOMPARE(encoded(v, "un电un"), (Strings{"un", "电", "un"}));
        QCOMPARE(encoded(v, "able aff"), (Strings{"[UNK]", "[UNK]"}));  // only within words
        QCOMPARE(encoded(v, std::string(500, 'a') + " un"), (Strings{"[UNK]", "un"}));
    }
    void trainedPiecesSpellEveryWord() {
        const std::string content = "low low low lower lower newest newest widest 电影 好电影";
        const auto v = made({Kind::Wordpiece, 60, true}, content);
        for (const auto& word : splitWords(content, true, WordRule::Pieces)) {
            std::string spelt;
            for (const auto& piece : encoded(v, word)) spelt += piece.starts_with("##") ? piece.substr(2) : piece;
            QCOMPARE(spelt, word);
        }
        QCOMPARE(encoded(v, "lowest"), (Strings{"low", "##est"}));
        QCOMPARE(encoded(v, "low" + std::string("q")), (Strings{"[UNK]"}));
    }
    void aRunKeepsItsVocabulary_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("word") << static_cast<int>(Kind::Word);
        QTest::newRow("character") << static_cast<int>(Kind::Character);
        QTest::newRow("wordpiece") << static_cast<int>(Kind::Wordpiece);
    }
    void aRunKeepsItsVocabulary() {
        QFETCH(int, kind);
        const std::string content = "Some lines,\nof text; \\ and \r 电影\n";
        const Vocabulary settings{static_cast<Kind>(kind), 1'000, false};
        const auto before = made(settings, content);
        const std::filesystem::path run = m_folder.path();
        before.save(run);
        saveTaskFile(run, {before.size(), 2, 8}, {"a", "b"}, &settings);
        const TokenVocabulary after(run, Vocabulary{});
        QCOMPARE(after.settings().kind, settings.kind);
        QVERIFY(!after.settings().lower_case);
        QCOMPARE(after.tokens(), before.tokens());
        QCOMPARE(encoded(after, content), encoded(before, content));
        // Runs of before say nothing about the kind.
        saveTaskFile(run, {before.size(), 2, 8}, {"a", "b"});
        QCOMPARE(TokenVocabulary(run, settings).settings(), settings);
    }
    void otherFilesAreNoVocabulary() {
        m_folder.file("vocabulary.txt", "the\nof\n");
        const std::filesystem::path run = m_folder.path();
        QVERIFY(errorOf([&] { TokenVocabulary(run, Vocabulary{}); }).ends_with("is no vocabulary of LayerLab"));
    }
};

QTEST_APPLESS_MAIN(TestVocabularies)
#include "tst_vocabularies.moc"
