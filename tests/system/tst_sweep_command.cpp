// A sweep as a script runs it: real runs in processes of their own.
#include <signal.h>

#include <QtTest>

#include <nlohmann/json.hpp>

#include "engine/experiment/yaml.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/sweep_folder.h"
#include "engine/runs/sweep_runner.h"
#include "tests/program.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

const char* const tiny = R"(layerlab: 1
name: tiny
task: {kind: hops, length: 11, max_hops: 1, valid_examples: 16, test_examples: 16}
model: {layers: 2, hidden: 16, heads: 2, feed_forward: 16}
train: {steps: 6, batch_size: 4, threads: 1, checkpoint_every: 20}
evaluate: {every: 1000000}
sweep: {grid: {techniques.layer_drop.rate: [0, 0.3]}, seeds: [1, 2]}
)";

}  // namespace

class TestSweepCommand : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString path(const QString& name) const { return m_dir.filePath(name); }
    QString write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
        file.write(content);
        return file.fileName();
    }
    static void begin(QProcess& process, const QStringList& arguments) {
        process.start(QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli"), QStringList{"sweep"} + arguments);
    }
    static Result sweep(const QStringList& arguments) {
        QProcess process;
        begin(process, arguments);
        return result(process);
    }
    // The sweep that is being run; before there is one, a state without runs.
    static SweepState stateOf(const QString& folder) {
        return isSweepFolder(folder.toStdString()) ? readSweep(folder.toStdString()) : SweepState{};
    }
    static std::size_t count(const QString& folder, SweepStatus status) {
        const SweepState state = stateOf(folder);
        return static_cast<std::size_t>(
            std::count_if(state.entries.begin(), state.entries.end(), [&](const auto& e) { return e.status == status; }));
    }
    static bool hasCheckpoint(const fs::path& run) {
        return !QDir(QString::fromStdString((run / "checkpoints").string())).entryList({"step-?????????"}).isEmpty();
    }
    static std::string finalWeights(const fs::path& run) {
        std::string newest;
        for (const auto& one : fs::directory_iterator(run / "checkpoints"))
            if (const std::string name = one.path().filename().string(); name.starts_with("step-")) newest = std::max(newest, name);
        return readFile(run / "checkpoints" / newest / "model.safetensors");
    }

private Q_SLOTS:
    void everyCombinationIsTrained() {
        const Result r = sweep({write("tiny.yaml", tiny), "--jobs", "2", "--out", path("library")});
        QVERIFY2(r.code == 0, r.err);
        const QString folder = QString::fromUtf8(r.out.trimmed().split('\n').last());
        QCOMPARE(folder, path("library/tiny-sweep-0001"));
        QVERIFY2(r.out.contains("layer_drop.rate") && r.out.contains("half depth"), r.out);
        QCOMPARE(r.err.count("finished, accuracy"), 4);
        const auto runs = listRuns(path("library").toStdString());  // the sweep's own folder is no run
        QCOMPARE(runs.size(), std::size_t{4});
        for (const RunSummary& run : runs) QCOMPARE(run.status, std::string("finished"));
        for (const SweepEntry& entry : stateOf(folder).entries) {
            QCOMPARE(entry.status, SweepStatus::Finished);
            QCOMPARE(entry.run.parent_path().string(), path("library").toStdString());
            QCOMPARE(entry.step, 6);
            QVERIFY(entry.figures.contains("accuracy_full") && entry.figures.contains("accuracy_half"));
            // What ran is what was asked for, and no sweep.
            const Experiment ran = readRunExperiment(entry.run);
            QVERIFY(!ran.sweep);
            QCOMPARE(std::to_string(ran.seed), entry.settings.back().second);
            QCOMPARE(ran.stages.front().techniques.layer_drop->rate, std::stod(entry.settings.front().second));
            QVERIFY2(entry.run.filename().string().starts_with("tiny-layer_drop.rate-"), entry.run.c_str());
        }
    }
    void resultsAsJson() {
        const Result r = sweep({write("one.yaml", tiny), "--grid", "techniques.layer_drop.rate=0.5", "--seeds", "1", "--set", "seed=9",
                                "--set", "train.steps=20", "--json", "--out", path("json")});
        QVERIFY2(r.code == 0, r.err);
        const auto o = nlohmann::json::parse(r.out.toStdString());
        QCOMPARE(o.at("sweep"), path("json/tiny-sweep-0001").toStdString());
        QCOMPARE(o.at("runs").size(), std::size_t{1});
        const auto& run = o.at("runs").at(0);
        QCOMPARE(run.at("settings").at("seed"), "9");
        QCOMPARE(run.at("settings").at("techniques.layer_drop.rate"), "0.5");
        QCOMPARE(run.at("status"), "finished");
        for (const char* key : {"accuracy_full", "accuracy_half", "seconds", "run", "loss"}) QVERIFY2(run.contains(key), key);
    }
    void aStoppedSweepContinuesWhereItWas() {
        QByteArray longer(tiny);
        longer.replace("steps: 6", "steps: 500");
        longer.replace("[0, 0.3]", "[0.3]");
        const Result whole = sweep({write("longer.yaml", longer), "--jobs", "2", "--out", path("whole")});
        QVERIFY2(whole.code == 0, whole.err);
        QProcess process;
        begin(process, {path("longer.yaml"), "--out", path("parts")});
        const QString folder = path("parts/tiny-sweep-0001");
        // In the middle of a run, after a checkpoint.
        const fs::path first = path("parts/tiny-layer_drop.rate-0.3-seed-1-0001").toStdString();
        QTRY_VERIFY_WITH_TIMEOUT(hasCheckpoint(first), 30000);
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        const Result stopped = result(process);
        QVERIFY2(stopped.code == 130, stopped.err);
        QCOMPARE(readSummary(first)->status, std::string("stopped"));
        QCOMPARE(count(folder, SweepStatus::Stopped), std::size_t{1});
        QCOMPARE(count(folder, SweepStatus::Waiting), std::size_t{1});
        const Result rest = sweep({folder});
        QVERIFY2(rest.code == 0, rest.err);
        QVERIFY2(rest.err.contains("goes on at step"), rest.err);
        QCOMPARE(listRuns(path("parts").toStdString()).size(), std::size_t{2});
        const SweepState parts = stateOf(folder), all = stateOf(path("whole/tiny-sweep-0001"));
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(parts.entries[i].settings, all.entries[i].settings);
            QCOMPARE(parts.entries[i].status, SweepStatus::Finished);
            QCOMPARE(parts.entries[i].figures.at("loss"), all.entries[i].figures.at("loss"));
            QVERIFY(finalWeights(parts.entries[i].run) == finalWeights(all.entries[i].run));
        }
        // Nothing is left to do: nothing is run.
        const Result again = sweep({folder});
        QCOMPARE(again.code, 0);
        QCOMPARE(listRuns(path("parts").toStdString()).size(), std::size_t{2});
    }
    void aKilledSweepLosesNothing() {
        QByteArray longer(tiny);
        longer.replace("steps: 6", "steps: 500");
        longer.replace("[0, 0.3]", "[0.3]");
        longer.replace("[1, 2]", "[1]");
        QProcess process;
        begin(process, {write("killed.yaml", longer), "--out", path("killed")});
        const QString folder = path("killed/tiny-sweep-0001");
        const fs::path run = path("killed/tiny-layer_drop.rate-0.3-seed-1-0001").toStdString();
        QTRY_VERIFY_WITH_TIMEOUT(hasCheckpoint(run), 30000);
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        process.waitForFinished();
        // The run hears of it and saves; the sweep may be continued at once.
        const Result rest = sweep({folder});
        QVERIFY2(rest.code == 0, rest.err);
        QCOMPARE(listRuns(path("killed").toStdString()).size(), std::size_t{1});
        QCOMPARE(readSummary(run)->status, std::string("finished"));
    }
    void aFailedRunIsSaidAndTheOthersGoOn() {
        QByteArray text(
            "layerlab: 1\nname: text\ntask: {kind: text_file, train: good.tsv}\nmodel: {layers: 2, hidden: 16, heads: 2, feed_forward: "
            "16}\n"
            "train: {steps: 2, batch_size: 4, threads: 1}\nsweep: {grid: {task.train: [missing.tsv, good.tsv]}}\n");
        QByteArray rows;
        for (int i = 0; i < 60; ++i) rows += i % 2 ? "a good film\tpos\n" : "a bad film\tneg\n";
        write("good.tsv", rows);
        const Result r = sweep({write("text.yaml", text), "--out", path("failing")});
        QCOMPARE(r.code, 1);
        QVERIFY2(r.err.contains("run 1 failed (train=" + path("missing.tsv").toUtf8() + "): "), r.err);
        const QString folder = QString::fromUtf8(r.out.trimmed().split('\n').last());
        QCOMPARE(count(folder, SweepStatus::Finished), std::size_t{1});
        QVERIFY(stateOf(folder).entries[0].message.find("missing.tsv") != std::string::npos);
        // Once the reason is gone it can be tried again; what has finished stays as it is.
        QCOMPARE(sweep({folder}).code, 1);
        write("missing.tsv", rows);
        const Result again = sweep({folder, "--retry"});
        QVERIFY2(again.code == 0, again.err);
        QCOMPARE(listRuns(path("failing").toStdString()).size(), std::size_t{2});
    }
    void badUseIsBadInput_data() {
        QTest::addColumn<QByteArray>("sweep");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const QByteArray none;
        QTest::newRow("no sweep") << none << QStringList{} << "bad.yaml: no sweep in it; name values with --grid";
        QTest::newRow("key") << QByteArray("sweep: {grid: {train.stesp: [1, 2]}}\n") << QStringList{}
                             << "bad.yaml:7:29: unknown key 'stesp'; did you mean 'steps'?";
        QTest::newRow("combination") << QByteArray("sweep: {grid: {model.heads: [2, 4], model.hidden: [16, 18]}}\n") << QStringList{}
                                     << "bad.yaml:7:33: with model.heads=4, model.hidden=18: heads: hidden, 18, is not divisible by 4";
        QTest::newRow("--grid") << none << QStringList{"--grid", "model.norm=pre,pots"}
                                << "--grid model.norm[2]: norm: 'pots' is not allowed";
        QTest::newRow("--grid without values") << none << QStringList{"--grid", "model.norm"} << "--grid model.norm: key=value,value";
        QTest::newRow("--seeds") << none << QStringList{"--seeds", "0"} << "--seeds";
        QTest::newRow("--set") << none << QStringList{"--seeds", "2", "--set", "train.steps=x"} << "--set train.steps: steps: 'x'";
        QTest::newRow("library") << none << QStringList{"--seeds", "2", "--out", "/proc/library"} << "/proc/library";
    }
    void badUseIsBadInput() {
        QFETCH(QByteArray, sweep);
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        QByteArray file(tiny);
        file.truncate(file.indexOf("sweep:"));
        QStringList all{write("bad.yaml", file + sweep)};
        if (!arguments.contains("--out")) all << "--out" << path("none");
        const Result r = TestSweepCommand::sweep(all + arguments);
        QCOMPARE(r.code, 2);
        QVERIFY2(QString::fromUtf8(r.err).contains(message), r.err);
        QVERIFY(!QFileInfo::exists(path("none")));
    }
    void foldersThatAreNoSweepAreRefused() {
        QVERIFY(sweep({m_dir.path()}).err.contains("this folder holds no sweep"));
        const fs::path folder = createSweepFolder(path("fresh").toStdString(), readExperiment(tiny).experiment);
        const Result r = sweep({QString::fromStdString(folder.string()), "--seeds", "3"});
        QCOMPARE(r.code, 2);
        QVERIFY2(r.err.contains("goes on as it began"), r.err);
    }
    void runTrainsTheExperimentAlone() {
        const Result r =
            start(QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli"), {"run", write("alone.yaml", tiny), "--out", path("alone")});
        QVERIFY2(r.code == 0, r.err);
        QVERIFY2(r.err.contains("warning: this trains the experiment alone; layerlab-cli sweep"), r.err);
        QCOMPARE(listRuns(path("alone").toStdString()).size(), std::size_t{1});
        QVERIFY(!readRunExperiment(r.out.trimmed().toStdString()).sweep);
    }

    // ---- the queue itself -------------------------------------------------------------------------------------------

    void theQueueIsReorderedPausedAndCancelled() {
        const fs::path folder = createSweepFolder(path("queue").toStdString(), readExperiment(tiny).experiment);
        const auto order = [](const SweepRunner& runner) {
            std::string numbers;
            for (const SweepEntry& entry : runner.entries()) numbers += std::to_string(entry.number);
            return numbers;
        };
        {
            SweepRunner runner(folder, LAYERLAB_BINARY_DIR "/layerlab-cli");
            QVERIFY_EXCEPTION_THROWN(SweepRunner(folder, LAYERLAB_BINARY_DIR "/layerlab-cli"), Error);
            const Result second = sweep({QString::fromStdString(folder.string())});
            QCOMPARE(second.code, 2);
            QVERIFY2(second.err.contains("is being run by another process"), second.err);
            runner.pause();
            runner.tick();
            QVERIFY(!runner.busy() && !runner.done());
            QVERIFY(runner.move(3, 0));
            QCOMPARE(order(runner), std::string("4123"));
            QVERIFY(runner.move(1, 2));
            QCOMPARE(order(runner), std::string("4213"));
            QVERIFY(runner.cancel(3));
            QVERIFY(!runner.move(0, 3));  // what is cancelled has no place in the queue
            QVERIFY(runner.remove(1));
            QVERIFY(!runner.retry(0));
            QVERIFY(!runner.cancel(9) && !runner.remove(9) && !runner.retry(9) && !runner.move(0, 9));
            runner.tick();
        }
        SweepRunner runner(folder, LAYERLAB_BINARY_DIR "/layerlab-cli");
        QCOMPARE(order(runner), std::string("413"));
        QCOMPARE(runner.count(SweepStatus::Cancelled), std::size_t{1});
        QVERIFY(!runner.secondsLeft());
        runner.tick();
        QCOMPARE(runner.entries()[0].status, SweepStatus::Running);
        QCOMPARE(runner.entries()[1].status, SweepStatus::Waiting);  // one at a time unless told otherwise
        QVERIFY(!runner.remove(0));
        while (!runner.done()) {
            runner.tick();
            QTest::qWait(20);
        }
        QCOMPARE(runner.count(SweepStatus::Finished), std::size_t{2});
        QCOMPARE(runner.progress(), 1.0);
        QCOMPARE(*runner.secondsLeft(), 0.0);
        QVERIFY(runner.retry(2));
        QVERIFY(*runner.secondsLeft() > 0.05);
    }
    void aRunThatEndsBadlyIsSaidInWords_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("message");
        QTest::newRow("says why") << QByteArray("#!/bin/sh\necho layerlab-cli: no room >&2\nexit 1\n") << "no room";
        QTest::newRow("killed") << QByteArray("#!/bin/sh\nkill -9 $$\n") << "its process was killed; perhaps the machine ran out of memory";
        QTest::newRow("crashed") << QByteArray("#!/bin/sh\nkill -SEGV $$\n") << "its process was ended by signal 11";
        QTest::newRow("says nothing") << QByteArray("#!/bin/sh\nexit 3\n") << "its process ended with code 3";
        QTest::newRow("no program") << QByteArray("no program\n") << "cannot be started: ";
    }
    void aRunThatEndsBadlyIsSaidInWords() {
        QFETCH(QByteArray, script);
        QFETCH(QString, message);
        const QString program = write("program", script);
        QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        SweepRunner runner(createSweepFolder(path("badly").toStdString(), readExperiment(tiny).experiment), program.toStdString());
        while (!runner.done()) {
            runner.tick();
            QTest::qWait(10);
        }
        QCOMPARE(runner.count(SweepStatus::Failed), std::size_t{4});
        QVERIFY2(QString::fromStdString(runner.entries()[0].message).contains(message), runner.entries()[0].message.c_str());
    }
    void threadsAreSharedUnlessTheExperimentNamesThem() {
        const QString program = write("arguments", "#!/bin/sh\necho \"$@\" >&2\nexit 1\n");
        QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        for (const bool named : {true, false}) {
            QByteArray file(tiny);
            if (!named) file.replace("threads: 1, ", "");
            SweepRunner runner(createSweepFolder(path("threads").toStdString(), readExperiment(file.toStdString()).experiment),
                               program.toStdString());
            while (!runner.done()) {
                runner.tick();
                QTest::qWait(10);
            }
            const std::string said = runner.entries()[0].message;
            QVERIFY2(said.starts_with("run "), said.c_str());
            QCOMPARE(said.find("--threads ") != std::string::npos, !named);
        }
    }
};

QTEST_GUILESS_MAIN(TestSweepCommand)
#include "tst_sweep_command.moc"
