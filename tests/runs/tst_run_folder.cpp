#include <QtTest>

#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/runs/run_folder.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

Event stepEvent(std::int64_t step, double loss) {
    StepFinished e;
    e.losses["task"] = loss;
    e.learning_rates["all"] = 1e-3;
    e.scalars["layer_drop.depth"] = 3;
    e.route = {1, 2, 5};
    return {step, 12.5, e};
}

}  // namespace

class TestRunFolder : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path folder(const char* name) {
        const fs::path path = fs::path(m_dir.path().toStdString()) / name;
        fs::create_directories(path);
        return path;
    }

private Q_SLOTS:
    void eventsSurviveTheFile() {
        const fs::path run = folder("events");
        Evaluated evaluated;
        evaluated.full = {{1, 2}, 0.9, 0.3, {{"accuracy_all", 0.8}}, 10, 1e6, 4.5, {{0, 1.0}, {12, 0.25}}, {{3, 1}, {0, 2}}};
        evaluated.depths = {evaluated.full};
        evaluated.strategy = "first";
        const std::vector<Event> events{
            {0, 1,
             RunStarted{
                 "/r", "r-1", "cpu", "Haswell", 2, 100, 55, {{{"chance", 0.25}}, "hops", {"no", "yes"}, {{"valid", 5, {2, 3}, 0.125}}}}},
            {0, 1, StageStarted{0, "train", 100, {}}},
            stepEvent(1, 0.5),
            {1, 1, evaluated},
            {1, 1, CheckpointSaved{"checkpoints/x"}},
            {1, 1, Warned{"quote \" and 中"}},
            {1, 1, Failed{ErrorKind::Numeric, "no number"}},
            {1, 1, Finished{3.5}}};
        {
            EventLog log(run);
            for (const auto& event : events) log.append(event);
        }
        const auto back = readEvents(run);
        QCOMPARE(back.size(), events.size());
        for (std::size_t i = 0; i < events.size(); ++i) QCOMPARE(toJson(back[i]).dump(), toJson(events[i]).dump());
        // The contract of the file: names that scripts rely on.
        const auto object = toJson(events[2]);
        QCOMPARE(object.at("event"), "step_finished");
        QCOMPARE(object.at("route"), (std::vector<int>{1, 2, 5}));
        QCOMPARE(toJson(events[0]).at("baselines").dump(), std::string(R"({"chance":0.25})"));
        const auto full = toJson(events[3]).at("full");
        QCOMPARE(full.at("by_difficulty").dump(), std::string(R"({"0":1.0,"12":0.25})"));
        QCOMPARE(full.at("confusion").dump(), std::string("[[3,1],[0,2]]"));
        const auto& read = std::get<Evaluated>(back[3].what).full;
        QVERIFY(read.by_difficulty == evaluated.full.by_difficulty && read.confusion == evaluated.full.confusion);
        const auto& started = std::get<RunStarted>(back[0].what);
        QCOMPARE(started.task.baselines.at("chance"), 0.25);
        QCOMPARE(started.task.difficulty, std::string("hops"));
    }
    // A perplexity may be beyond all numbers; JSON has no infinity.
    void aMetricThatIsNoNumberIsReadBack() {
        Evaluated evaluated;
        evaluated.full.metrics["perplexity"] = std::numeric_limits<double>::infinity();
        const Event back = eventFromJson(nlohmann::json::parse(toJson(Event{1, 1, evaluated}).dump()));
        QVERIFY(std::isnan(std::get<Evaluated>(back.what).full.metrics.at("perplexity")));
    }
    void infinitiesDoNotBreakALine() {
        const fs::path run = folder("nan");
        {
            EventLog log(run);
            log.append(stepEvent(1, std::numeric_limits<double>::quiet_NaN()));
        }
        const auto back = readEvents(run);
        QCOMPARE(back.size(), std::size_t{1});
        QVERIFY(std::isnan(std::get<StepFinished>(back[0].what).losses.at("task")));
    }
    void aTornLastLineIsTolerated() {
        const fs::path run = folder("torn");
        {
            EventLog log(run);
            log.append(stepEvent(1, 1));
            log.append(stepEvent(2, 2));
        }
        fs::resize_file(run / "events.jsonl", fs::file_size(run / "events.jsonl") - 20);
        QCOMPARE(readEvents(run).size(), std::size_t{1});
        {
            EventLog log(run);  // a resumed process
            log.append(stepEvent(2, 3));
        }
        const auto back = readEvents(run);
        QCOMPARE(back.size(), std::size_t{2});
        QCOMPARE(std::get<StepFinished>(back[1].what).losses.at("task"), 3.0);
    }
    void resumingSupersedesLaterSteps() {
        std::vector<Event> events{stepEvent(1, 1), stepEvent(2, 1), stepEvent(3, 1), {2, 0, Resumed{}}, stepEvent(3, 9)};
        const auto kept = resolved(events);
        QCOMPARE(kept.size(), std::size_t{4});
        QCOMPARE(kept[1].step, 2);
        QCOMPARE(std::get<StepFinished>(kept[3].what).losses.at("task"), 9.0);
    }
    void oneProcessTrainsARun() {
        const fs::path run = folder("lock");
        EventLog log(run);
        QVERIFY_EXCEPTION_THROWN(EventLog second(run), Error);
    }
    void runsAreNumbered() {
        const fs::path library = folder("library");
        QCOMPARE(createRunFolder(library, "a b/c").filename().string(), std::string("a-b-c-0001"));
        QCOMPARE(createRunFolder(library, "a b/c").filename().string(), std::string("a-b-c-0002"));
        QCOMPARE(createRunFolder(library, "../..").filename().string(), std::string("run-0001"));
        QCOMPARE(createRunFolder(library, std::string(300, 'x')).filename().string().size(), std::size_t{85});
        QVERIFY_EXCEPTION_THROWN(createRunFolder("/proc/nothing", "x"), Error);
    }
    void summariesAreRead() {
        const fs::path library = folder("summaries");
        const fs::path run = createRunFolder(library, "x");
        QVERIFY(!readSummary(run));
        writeFileAtomically(run / "run.json",
                            R"({"status": "running", "host": "another-host", "pid": 1, "heartbeat": 5, "accuracy_full": 0.5})");
        QCOMPARE(readSummary(run)->status, std::string("killed"));  // no heartbeat for long
        QCOMPARE(*readSummary(run)->accuracy_full, 0.5);
        QCOMPARE(listRuns(library).size(), std::size_t{1});
        writeFileAtomically(run / "run.json", "{\"status\": 5");
        QVERIFY(listRuns(library).empty());
    }
    void atomicWritesKeepTheOldFileOnFailure() {
        const fs::path target = folder("atomic") / "f";
        writeFileAtomically(target, "old");
        QVERIFY_EXCEPTION_THROWN(writeFileAtomically(folder("atomic") / "no" / "f", "x"), Error);
        writeFileAtomically(target, "new");
        QCOMPARE(readFile(target), std::string("new"));
    }
};

QTEST_APPLESS_MAIN(TestRunFolder)
#include "tst_run_folder.moc"
