// What a person adds to runs, the trash they go to, and the events that another process appends.
#include <QtTest>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/runs/event_tail.h"
#include "engine/runs/labels.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/trash.h"

using namespace layerlab;

namespace {

Event stepEvent(std::int64_t step, double loss) {
    StepFinished finished;
    finished.losses["task"] = loss;
    return {step, 12.5, finished};
}

double lossOf(const Event& event) { return std::get<StepFinished>(event.what).losses.at("task"); }

void appendText(const std::filesystem::path& run, const std::string& text) {
    std::ofstream(run / "events.jsonl", std::ios::binary | std::ios::app) << text;
}

std::string lineOf(const Event& event) { return toJson(event).dump() + "\n"; }

}  // namespace

class TestLabels : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::filesystem::path folder(const char* name) {
        const std::filesystem::path path = std::filesystem::path(m_dir.path().toStdString()) / name;
        std::filesystem::create_directories(path);
        return path;
    }

private Q_SLOTS:
    void labelsSurviveTheFile() {
        const std::filesystem::path run = folder("labels");
        const RunLabels labels{"a 名字", 5, {"baseline", "to keep"}, "first line\nsecond"};
        writeLabels(run, labels);
        QVERIFY(readLabels(run) == labels);
        writeLabels(run, {});
        QVERIFY(readLabels(run) == RunLabels());
    }
    void keysOfOthersAreKept() {
        const std::filesystem::path run = folder("others");
        writeFileAtomically(run / "labels.json", R"({"starred": true, "note": "old", "tags": ["x"]})");
        RunLabels labels = readLabels(run);
        QCOMPARE(labels.note, std::string("old"));
        labels.note.clear();
        labels.colour = 0;
        writeLabels(run, labels);
        const auto object = nlohmann::json::parse(readFile(run / "labels.json"));
        QCOMPARE(object, (nlohmann::json{{"starred", true}, {"colour", 0}, {"tags", {"x"}}}));
    }
    void aBrokenOrMissingFileHasNoLabels_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("missing") << QByteArray();
        QTest::newRow("torn") << QByteArray("{\"name\": \"x");
        QTest::newRow("a list") << QByteArray("[1, 2]");
        QTest::newRow("wrong types") << QByteArray(R"({"name": 5, "colour": "red", "tags": "x", "note": null})");
        QTest::newRow("impossible colours") << QByteArray(R"({"colour": -1, "tags": [4, {}]})");
    }
    void aBrokenOrMissingFileHasNoLabels() {
        QFETCH(QByteArray, content);
        const std::filesystem::path run = folder(QTest::currentDataTag());
        if (!content.isEmpty()) writeFileAtomically(run / "labels.json", content.toStdString());
        QVERIFY(readLabels(run) == RunLabels());
        writeLabels(run, {"named", {}, {}, {}});
        QCOMPARE(readLabels(run).name, std::string("named"));
    }
    void labelsThatCannotBeWrittenAreAnError() {
        QVERIFY_THROWS_EXCEPTION(Error, writeLabels(std::filesystem::path(m_dir.path().toStdString()) / "nowhere", {}));
    }

    void aRunGoesToTheTrashAndComesBack() {
        const std::filesystem::path library = folder("trash");
        const std::filesystem::path run = createRunFolder(library, "x");
        writeFileAtomically(run / "run.json", R"({"status": "finished"})");
        const std::filesystem::path place = moveToTrash(run);
        QCOMPARE(place, library / ".trash" / run.filename());
        QVERIFY(!std::filesystem::exists(run));
        QVERIFY(listRuns(library).empty());
        const auto trash = listTrash(library);
        QCOMPARE(trash.size(), std::size_t{1});
        QCOMPARE(trash[0].bytes, std::filesystem::file_size(place / "run.json"));

        QCOMPARE(restoreFromTrash(place, run), run);
        QCOMPARE(listRuns(library).size(), std::size_t{1});
        QVERIFY(listTrash(library).empty());
    }
    void namesThatAreTakenAreNumbered() {
        const std::filesystem::path library = folder("taken");
        const std::filesystem::path run = library / "x-0001";
        std::filesystem::create_directories(run);
        writeFileAtomically(run / "first", "1");
        const std::filesystem::path first = moveToTrash(run);
        std::filesystem::create_directories(run);
        const std::filesystem::path second = moveToTrash(run);
        QVERIFY(first != second);
        QVERIFY(std::filesystem::exists(first / "first") && !std::filesystem::exists(second / "first"));
        // A new run took the name meanwhile: neither is lost, not even an empty one.
        std::filesystem::create_directories(run);
        const std::filesystem::path back = restoreFromTrash(first, run);
        QVERIFY(back != run);
        QVERIFY(std::filesystem::exists(back / "first"));
        QVERIFY(std::filesystem::is_empty(run));
        QVERIFY_THROWS_EXCEPTION(Error, restoreFromTrash(first, run));
    }
    void anEmptiedTrashIsEmpty() {
        const std::filesystem::path library = folder("emptied");
        const std::filesystem::path kept = createRunFolder(library, "x");
        moveToTrash(createRunFolder(library, "x"));
        emptyTrash(library);
        QVERIFY(listTrash(library).empty());
        QVERIFY(std::filesystem::exists(kept));
        emptyTrash(folder("never used"));
        QVERIFY_THROWS_EXCEPTION(Error, moveToTrash(library / "nothing"));
    }

    void aTailGivesWhatWasAppended() {
        const std::filesystem::path run = folder("tail");
        appendText(run, lineOf(stepEvent(1, 1)) + lineOf(stepEvent(2, 2)));
        EventTail tail(run);
        EventTail::Reading reading = tail.read();
        QVERIFY(reading.whole);
        QCOMPARE(reading.events.size(), std::size_t{2});
        reading = tail.read();
        QVERIFY(!reading.whole && reading.events.empty());

        const std::string line = lineOf(stepEvent(3, 3));
        appendText(run, line.substr(0, 20));
        QVERIFY(tail.read().events.empty());
        appendText(run, line.substr(20) + "no event\n" + lineOf(stepEvent(4, 4)));
        reading = tail.read();
        QVERIFY(!reading.whole);
        QCOMPARE(reading.events.size(), std::size_t{2});
        QCOMPARE(lossOf(reading.events[0]), 3.0);
    }
    void aTailBeginsAgainWhereStepsWereSuperseded() {
        const std::filesystem::path run = folder("superseded");
        appendText(run, lineOf(stepEvent(1, 1)) + lineOf(stepEvent(2, 2)) + lineOf(stepEvent(3, 3)));
        EventTail tail(run);
        tail.read();
        appendText(run, lineOf({3, 0, Paused{}}) + lineOf({3, 0, Resumed{}}) + lineOf(stepEvent(4, 4)));
        EventTail::Reading reading = tail.read();
        QVERIFY(!reading.whole);  // from a pause
        QCOMPARE(reading.events.size(), std::size_t{3});
        appendText(run, lineOf({2, 0, Resumed{}}) + lineOf(stepEvent(3, 30)));
        reading = tail.read();
        QVERIFY(reading.whole);
        QCOMPARE(lossOf(reading.events.back()), 30.0);
        QCOMPARE(reading.events.size(), std::size_t{4});  // 1, 2, resumed, 3
        appendText(run, lineOf(stepEvent(4, 40)));
        reading = tail.read();
        QVERIFY(!reading.whole);
        QCOMPARE(reading.events.size(), std::size_t{1});
    }
    void aTailBeginsAgainWhereTheFileWasCutOrReplaced() {
        const std::filesystem::path run = folder("cut");
        appendText(run, lineOf(stepEvent(1, 1)) + lineOf(stepEvent(2, 2)));
        EventTail tail(run);
        tail.read();
        std::filesystem::resize_file(run / "events.jsonl", lineOf(stepEvent(1, 1)).size());
        EventTail::Reading reading = tail.read();
        QVERIFY(reading.whole);
        QCOMPARE(reading.events.size(), std::size_t{1});
        std::string longer;
        for (int step = 1; step < 9; ++step) longer += lineOf(stepEvent(step, 7));
        writeFileAtomically(run / "events.jsonl", longer);
        reading = tail.read();
        QVERIFY(reading.whole);
        QCOMPARE(reading.events.size(), std::size_t{8});
        std::filesystem::remove(run / "events.jsonl");
        QVERIFY_THROWS_EXCEPTION(Error, tail.read());
    }
};

QTEST_APPLESS_MAIN(TestLabels)
#include "tst_labels.moc"
