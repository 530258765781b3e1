// The command line as a person or a script uses it, the real program in its own process.
#include <signal.h>

#include <QtTest>

#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/experiment/yaml.h"
#include "engine/runs/run_folder.h"
#include "tests/program.h"
#include "tests/timeless.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

const char* const quick = R"(layerlab: 1
name: quick
task: {kind: hops, length: 11, max_hops: 1, valid_examples: 32, test_examples: 32}
model: {layers: 4, hidden: 16, heads: 2, feed_forward: 32}
techniques: {layer_drop: {rate: 0.3}, sharing: {group_size: 2}}
train: {steps: 60, batch_size: 8, threads: 1, checkpoint_every: 10}
evaluate: {every: 20}
)";

}  // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString path(const QString& name) const { return m_dir.filePath(name); }
    QString write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
        file.write(content);
        return file.fileName();
    }
    static Result cli(const QStringList& arguments) { return start(QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli"), arguments); }
    QString trained(const QByteArray& extra = {}) {
        const Result r = cli({"run", write("quick.yaml", quick + extra), "--out", path("library")});
        if (r.code != 0) qFatal("%s", r.err.constData());
        return QString::fromUtf8(r.out.trimmed().split('\n').last());
    }
    static std::string finalWeights(const QString& run) {
        return readFile((run + "/checkpoints/step-000000400/model.safetensors").toStdString());
    }
    // Whether a run has a checkpoint to be resumed from (older ones are removed as it goes on).
    static bool hasCheckpoint(const QString& run) { return !QDir(run + "/checkpoints").entryList({"step-?????????"}).isEmpty(); }

private Q_SLOTS:
    void helpAndVersion() {
        for (const QStringList& arguments : {QStringList{"--help"}, {"--version"}, {"run", "--help"}, {"depths", "--help"}}) {
            const Result r = cli(arguments);
            QCOMPARE(r.code, 0);
            QVERIFY(!r.out.isEmpty());
        }
    }
    void badUseIsBadInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        QTest::newRow("nothing") << QStringList{} << "subcommand";
        QTest::newRow("unknown") << QStringList{"fly"} << "";
        QTest::newRow("no file") << QStringList{"run"} << "name an experiment file";
        QTest::newRow("missing file") << QStringList{"run", "/nowhere.yaml"} << "/nowhere.yaml: no such file";
        QTest::newRow("folder") << QStringList{"check", "/tmp"} << "this is a folder";
        QTest::newRow("missing run") << QStringList{"run", "--resume", "/nowhere"} << "/nowhere";
        QTest::newRow("depths of nothing") << QStringList{"depths", "/nowhere"} << "no such run folder";
        QTest::newRow("strategy") << QStringList{"depths", "/nowhere", "--keep", "best"} << "symmetric, alternate_even";
        QTest::newRow("export format") << QStringList{"export", "/tmp", "--format", "x", "--to", "y"} << "is not known";
        QTest::newRow("set") << QStringList{"check", "/nowhere.yaml", "--set", "x"} << "key=value is expected";
    }
    void badUseIsBadInput() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        const Result r = cli(arguments);
        QCOMPARE(r.code, 2);
        QVERIFY2(QString::fromUtf8(r.err).contains(message), r.err);
    }
    void badFilesAreBadInput_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("misspelt") << QByteArray(quick) + "trian: {}\n"
                                  << "bad.yaml:8:1: unknown key 'trian'; did you mean 'train'?";
        QTest::newRow("empty") << QByteArray() << "bad.yaml: the file is empty";
        QTest::newRow("tab") << QByteArray("layerlab: 1\n\tname: x\n") << "bad.yaml:2:1: a tab";
        QTest::newRow("binary") << QByteArray(
                                       "\x7f"
                                       "ELF\0\1\2",
                                       7)
                                << "bad.yaml:1:";
    }
    void badFilesAreBadInput() {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        for (const char* command : {"check", "run"}) {
            const Result r = cli({command, write("bad.yaml", content)});
            QCOMPARE(r.code, 2);
            QVERIFY2(QString::fromUtf8(r.err).contains(message), r.err);
            QVERIFY(!r.err.contains("terminate"));
        }
    }
    void cudaIsRefusedWhereThereIsNone() {
        const Result r = cli({"run", write("quick.yaml", quick), "--out", path("library"), "--device", "cuda"});
        if (r.code == 0) QSKIP("this machine has CUDA");
        QCOMPARE(r.code, 2);
        QVERIFY(r.err.contains("--device cpu"));
        QVERIFY(cli({"run", path("quick.yaml"), "--device", "abacus"}).code == 2);
    }
    void unwritableLibrary() {
        const Result r = cli({"run", write("quick.yaml", quick), "--out", "/proc/library"});
        QCOMPARE(r.code, 2);
        QVERIFY2(r.err.contains("/proc/library"), r.err);
    }
    void runPrintsItsFolder() {
        const QString run = trained();
        QVERIFY(QFileInfo(run + "/events.jsonl").isFile());
        QCOMPARE(QFileInfo(run).dir().path(), path("library"));
        const Result set = cli({"run", path("quick.yaml"), "--out", path("library"), "--set", "train.steps=5", "--set", "name=other"});
        QCOMPARE(set.code, 0);
        QVERIFY(set.out.trimmed().endsWith("other-0001"));
    }
    void killedAndResumedEndsWithTheSameBits() {
        QByteArray longer(quick);
        longer.replace("steps: 60", "steps: 400");
        const Result unbroken = cli({"run", write("killed.yaml", longer), "--out", path("whole")});
        QCOMPARE(unbroken.code, 0);
        const QString whole = QString::fromUtf8(unbroken.out.trimmed());
        QProcess process;
        process.start(QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli"), {"run", path("killed.yaml"), "--out", path("killed")});
        const QString run = path("killed/quick-0001");
        // Killed in the middle: after a checkpoint, before the end.
        while (!hasCheckpoint(run) && process.state() != QProcess::NotRunning) process.waitForFinished(2);
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        process.waitForFinished();
        QCOMPARE(readSummary(run.toStdString())->status, std::string("killed"));
        const Result r = cli({"run", "--resume", run});
        QVERIFY2(r.code == 0, r.err);
        QCOMPARE(QString::fromUtf8(r.out.trimmed()), run);
        QCOMPARE(timeless(run.toStdString()), timeless(whole.toStdString()));
        QVERIFY(finalWeights(run) == finalWeights(whole));
    }
    void interruptedSavesAndExits130() {
        QByteArray longer(quick);
        longer.replace("steps: 60", "steps: 1000000");
        QProcess process;
        process.start(QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli"),
                      {"run", write("long.yaml", longer), "--out", path("interrupted")});
        const QString run = path("interrupted/quick-0001");
        QTRY_VERIFY_WITH_TIMEOUT(hasCheckpoint(run), 30000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 130);
        QCOMPARE(readSummary(run.toStdString())->status, std::string("stopped"));
        const auto events = readEvents(run.toStdString());
        QVERIFY(std::holds_alternative<Stopped>(events.back().what));
        // A second process on the same run is refused while one trains it.
        QProcess first;
        first.start(QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli"), {"run", "--resume", run});
        QTRY_VERIFY_WITH_TIMEOUT(readSummary(run.toStdString())->status == "running", 60000);
        const Result second = cli({"run", "--resume", run});
        QCOMPARE(second.code, 2);
        QVERIFY(second.err.contains("another process"));
        ::kill(static_cast<pid_t>(first.processId()), SIGTERM);
        QVERIFY(first.waitForFinished(20000));
        QCOMPARE(first.exitCode(), 130);
    }
    void depthsAsJson() {
        const QString run = trained();
        const Result r = cli({"depths", run, "--json", "--keep", "first", "--split", "test"});
        QVERIFY2(r.code == 0, r.err);
        const auto o = nlohmann::json::parse(r.out.toStdString());
        QCOMPARE(o.at("run"), run.toStdString());
        QCOMPARE(o.at("strategy"), "first");
        QCOMPARE(o.at("depths").size(), std::size_t{4});
        const auto& third = o.at("depths").at(2);
        QCOMPARE(third.at("slots"), (std::vector<int>{1, 2, 3}));
        for (const char* key : {"depth", "accuracy", "loss", "parameters", "flops", "latency_ms"}) QVERIFY2(third.contains(key), key);
        // Two layers share, so the second costs no parameters.
        QCOMPARE(o.at("depths").at(0).at("parameters"), o.at("depths").at(1).at("parameters"));
        QVERIFY(cli({"depths", run, "--weights", "best", "--no-latency"}).out.contains("accuracy"));
    }
    void anyRuleMeasuresSomeDepthsOnly() {
        const QString run = trained();
        const Result some = cli({"depths", run, "--json", "--keep", "last", "--from", "2", "--to", "3", "--no-latency"});
        QVERIFY2(some.code == 0, some.err);
        const auto depths = nlohmann::json::parse(some.out.toStdString()).at("depths");
        QCOMPARE(depths.size(), std::size_t{2});
        QCOMPARE(depths.at(0).at("slots"), (std::vector<int>{3, 4}));
        QCOMPARE(depths.at(1).at("slots"), (std::vector<int>{2, 3, 4}));
        for (const char* rule : {"first", "search"}) {
            const Result none = cli({"depths", run, "--keep", rule, "--from", "5", "--no-latency"});
            QCOMPARE(none.code, 2);
            QVERIFY2(none.err.contains("there is no depth from 5 to 4; 4 slots run"), none.err);
        }
    }
    void aSearchOfSomeDepthsTellsTheFullRouteToo() {
        const QString run = trained();
        const auto found = [&](const QStringList& more) {
            return cli(QStringList{"depths", run, "--keep", "search", "--no-latency"} + more).err;
        };
        const QByteArray some = found({"--to", "1"}), all = found({});
        const QRegularExpression full(QStringLiteral("(?<!of )step 60  accuracy [0-9.]+ %  loss [0-9.]+"));
        const auto of = full.match(QString::fromUtf8(all));
        QVERIFY2(of.hasMatch(), all);
        QCOMPARE(full.match(QString::fromUtf8(some)).captured(), of.captured());
        // What is told of test data afterwards is of the weights that were loaded.
        QVERIFY2(some.contains("test data, weights of step 60 "), some);
    }
    void exportWritesTheWholeExperiment() {
        const QString run = trained();
        const Result r = cli({"export", run, "--format", "yaml", "--to", path("exported/")});
        QVERIFY2(r.code == 0, r.err);
        const auto back = readExperimentFile(path("exported/quick.yaml").toStdString());
        QVERIFY(back.ok());
        QVERIFY(back.experiment == expanded(readExperimentFile(path("quick.yaml").toStdString()).experiment));
    }
    void textTrainsFromAFile() {
        QByteArray rows;
        for (int i = 0; i < 400; ++i)
            rows += QByteArray(i % 3 ? "the film was good " : "the film was bad ") + QByteArray::number(i % 17) +
                    (i % 3 ? "\tpos\n" : "\tneg\n");
        write("reviews.tsv", rows);
        const Result r = cli({"run",
                              write("text.yaml",
                                    "layerlab: 1\nname: text\ntask: {kind: text_file, train: reviews.tsv}\n"
                                    "model: {layers: 2, hidden: 16, heads: 2, feed_forward: 32}\n"
                                    "train: {steps: 80, learning_rate: 0.01, threads: 1}\nevaluate: {every: 80}\n"),
                              "--out", path("library")});
        QVERIFY2(r.code == 0, r.err);
        const fs::path run = r.out.trimmed().toStdString();
        QVERIFY(fs::exists(run / "vocabulary.txt"));
        QVERIFY(*readSummary(run)->accuracy_full > 0.95);
        // Changed data is noticed on resuming.
        write("reviews.tsv", rows + "one more\tpos\n");
        const Result again = cli({"run", "--resume", QString::fromStdString(run.string())});
        QCOMPARE(again.code, 2);
        QVERIFY2(again.err.contains("data files"), again.err);
    }
    void aFullDiskIsSaidInWords() {
        if (!QFileInfo::exists("/dev/full")) QSKIP("no /dev/full");
        // A library on a tiny file system would need root; an event log that is /dev/full shows the same error.
        const QString library = path("full");
        QDir().mkpath(library);
        const QString run = trained();
        QFile::remove(run + "/events.jsonl");
        QVERIFY(QFile::link("/dev/full", run + "/events.jsonl"));
        const Result r = cli({"run", "--resume", run, "--accept-changes"});
        QCOMPARE(r.code, 1);
        QVERIFY2(r.err.contains("the disk is full"), r.err);
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
