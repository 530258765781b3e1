// The engine's words: arguments at their places, and a catalogue that may say them in another language.
#include <QtTest>

#include "engine/experiment/yaml.h"
#include "engine/text.h"

using namespace layerlab;

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { setTextCatalogue(nullptr); }

    void argumentsStandAtTheirPlaces_data() {
        QTest::addColumn<std::string>("said");
        QTest::addColumn<std::string>("expected");
        QTest::newRow("none") << text("the file is empty") << std::string("the file is empty");
        QTest::newRow("in order") << text("%1 rates for %2 slots", 3, 6) << std::string("3 rates for 6 slots");
        QTest::newRow("in another order") << text("%2 before %1", "a", "b") << std::string("b before a");
        QTest::newRow("twice") << text("%1 and %1", "a") << std::string("a and a");
        QTest::newRow("nine") << text("%1%2%3%4%5%6%7%8%9", 1, 2, 3, 4, 5, 6, 7, 8, 9) << std::string("123456789");
        QTest::newRow("a missing argument's place stays") << text("%1 and %2", "a") << std::string("a and %2");
        QTest::newRow("an argument without a place is left out") << text("only %1", "a", "b") << std::string("only a");
        QTest::newRow("places have one digit") << text("%10", "a") << std::string("a0");
        QTest::newRow("no place zero") << text("%0", "a") << std::string("%0");
        QTest::newRow("percent") << text("20 % of %1%", 5) << std::string("20 % of 5%");
        QTest::newRow("what an argument holds is no place") << text("%1 %2", "%2", "b") << std::string("%2 b");
        QTest::newRow("string") << text("'%1'", std::string("a b")) << std::string("'a b'");
        QTest::newRow("negative") << text("%1", std::int64_t{-9'000'000'000}) << std::string("-9000000000");
        QTest::newRow("unsigned") << text("%1", std::size_t{7}) << std::string("7");
        QTest::newRow("doubles are short") << text("%1 %2 %3", 0.1, 2.0, 1e-5) << std::string("0.1 2 1e-05");
    }
    void argumentsStandAtTheirPlaces() {
        QFETCH(std::string, said);
        QTEST(said, "expected");
    }

    void aCatalogueAnswersInItsOwnWordsAndOrder() {
        setTextCatalogue([](const char* english) -> std::string { return std::string(english) == "from %1 to %2" ? "zu %2 von %1" : ""; });
        QCOMPARE(text("from %1 to %2", 1, 5), std::string("zu 5 von 1"));
        QCOMPARE(text("at most %1", 5), std::string("at most 5"));  // no answer: English
        setTextCatalogue(nullptr);
        QCOMPARE(text("from %1 to %2", 1, 5), std::string("from 1 to 5"));
    }
    void markedWordsStayEnglishUntilTheyAreSaid() {
        setTextCatalogue([](const char*) { return std::string("anders"); });
        const char* kept = words("steps");
        QCOMPARE(kept, "steps");
        QCOMPARE(text(kept), std::string("anders"));
    }
    void messagesOfTheEngineAskTheCatalogue() {
        const auto firstProblem = [] {
            const ReadResult result = readExperiment("layerlab: 1\ntrain: {steps: many}\n", "");
            return result.problems.empty() ? std::string() : result.problems.front().message;
        };
        const std::string english = firstProblem();
        QVERIFY2(english.find("'many' is not a whole number") != std::string::npos, english.c_str());
        setTextCatalogue([](const char* sentence) { return "<" + std::string(sentence) + ">"; });
        const std::string other = firstProblem();
        QVERIFY2(other.find("<'many' is not a whole number; <") != std::string::npos, other.c_str());
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
