#include <QtTest>

#include <limits>

#include "engine/error.h"
#include "engine/interop/tensorboard.h"
#include "engine/runs/run_folder.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

// The published definitions, as far as they are needed to read the file with protoc alone: tensorflow/core/util/event.proto
// and tensorflow/core/framework/{summary,tensor,tensor_shape,types}.proto. Written again here, so that a wrong number in the
// program's own file is noticed.
const char* const published_schema = R"(syntax = "proto3";
package tensorflow;
enum DataType { DT_INVALID = 0; DT_FLOAT = 1; DT_DOUBLE = 2; DT_INT32 = 3; DT_STRING = 7; }
message TensorShapeProto {
  message Dim { int64 size = 1; string name = 2; }
  repeated Dim dim = 2;
  bool unknown_rank = 3;
}
message TensorProto {
  DataType dtype = 1;
  TensorShapeProto tensor_shape = 2;
  int32 version_number = 3;
  bytes tensor_content = 4;
  repeated float float_val = 5 [packed = true];
  repeated bytes string_val = 8;
}
message SummaryMetadata {
  message PluginData { string plugin_name = 1; bytes content = 2; }
  PluginData plugin_data = 1;
  string display_name = 2;
  string summary_description = 3;
}
message Summary {
  message Value {
    string node_name = 7;
    string tag = 1;
    SummaryMetadata metadata = 9;
    oneof value {
      float simple_value = 2;
      bytes obsolete_old_style_histogram = 3;
      TensorProto tensor = 8;
    }
  }
  repeated Value value = 1;
}
message Event {
  double wall_time = 1;
  int64 step = 2;
  oneof what {
    string file_version = 3;
    bytes graph_def = 4;
    Summary summary = 5;
    bytes meta_graph_def = 9;
  }
}
)";

// Bit by bit, as the polynomial is defined; the program's own goes by bytes.
quint32 crc32c(const QByteArray& data) {
    quint32 crc = 0xFFFFFFFF;
    for (const char c : data) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
    }
    return ~crc;
}
quint32 masked(quint32 crc) { return ((crc >> 15) | (crc << 17)) + 0xA282EAD8; }

template <class Number>
Number littleEndian(const QByteArray& bytes) {
    return qFromLittleEndian<Number>(bytes.constData());
}

// The records of a file; none, with a failure, where a length or a checksum is wrong.
QList<QByteArray> records(const fs::path& path) {
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QList<QByteArray> found;
    while (!file.atEnd()) {
        const QByteArray length = file.read(8);
        const QByteArray length_crc = file.read(4);
        if (length_crc.size() != 4 || littleEndian<quint32>(length_crc) != masked(crc32c(length))) return {};
        const auto size = static_cast<qint64>(littleEndian<quint64>(length));
        const QByteArray data = file.read(size);
        const QByteArray crc = file.read(4);
        if (data.size() != size || crc.size() != 4 || littleEndian<quint32>(crc) != masked(crc32c(data))) return {};
        found << data;
    }
    return found;
}

Event step(std::int64_t number, double loss) {
    StepFinished e;
    e.losses = {{"task", loss}, {"distillation", 0.25}};
    e.learning_rates = {{"all", 1e-3}, {"side", 2e-3}};
    e.gradient_norm = 1.5;
    e.tokens_per_second = 4096;
    e.scalars = {{"theseus.rate", 0.5}, {"ladder.gate.3", 0.125}};
    e.route = {1, 2};
    return {number, 1000.5 + static_cast<double>(number), e};
}

Event evaluation(std::int64_t number, const char* split, double accuracy) {
    Evaluated e;
    e.split = split;
    e.full.slots = {1, 2};
    e.full.accuracy = accuracy, e.full.loss = 0.75, e.full.metrics = {{"macro_f1", 0.625}};
    RouteResult half;
    half.slots = {1};
    half.accuracy = accuracy / 2;
    e.depths = {half};
    return {number, 2000.25, e};
}

}  // namespace

class TestTensorBoard : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    fs::path m_run;

    // One record in protoc's text form. Empty, with a failure, where protoc refuses it.
    QString decoded(const QByteArray& record) {
        QProcess protoc;
        protoc.start(QStringLiteral("protoc"), {QStringLiteral("--decode=tensorflow.Event"), QStringLiteral("--proto_path=") + m_dir.path(),
                                                QStringLiteral("event.proto")});
        protoc.write(record);
        protoc.closeWriteChannel();
        if (!protoc.waitForFinished() || protoc.exitCode() != 0) {
            qWarning() << protoc.readAllStandardError();
            return {};
        }
        return QString::fromUtf8(protoc.readAllStandardOutput());
    }
    // "loss/task" → "0.5" of one decoded event.
    static QMap<QString, QString> scalars(const QString& event) {
        static const QRegularExpression value(QStringLiteral("value \\{\\s*tag: \"([^\"]*)\"\\s*simple_value: (\\S+)\\s*\\}"));
        QMap<QString, QString> found;
        for (auto match = value.globalMatch(event); match.hasNext();) {
            const auto one = match.next();
            found[one.captured(1)] = one.captured(2);
        }
        return found;
    }
    fs::path exported(const char* folder) {
        return writeTensorBoard(m_run, fs::path(m_dir.filePath(QString::fromLatin1(folder)).toStdString()));
    }

private Q_SLOTS:
    void initTestCase() {
        QFile schema(m_dir.filePath(QStringLiteral("event.proto")));
        QVERIFY(schema.open(QIODevice::WriteOnly));
        schema.write(published_schema);

        m_run = fs::path(m_dir.path().toStdString()) / "library" / "hops-0001";
        fs::create_directories(m_run);
        writeFileAtomically(m_run / "experiment.yaml", "name: hops\n");
        writeFileAtomically(m_run / "run.json", R"({"status": "finished", "host": "node7", "started": 1000})");
        EventLog log(m_run);
        log.append({0, 1000.5, RunStarted{}});
        log.append(step(1, 0.5));
        log.append(step(2, 99));  // superseded
        log.append({1, 1010, Resumed{}});
        log.append(step(2, std::numeric_limits<double>::quiet_NaN()));
        log.append(evaluation(2, "valid", 0.5));
        Event test = evaluation(2, "test", 0.25);
        std::get<Evaluated>(test.what).weights_step = 1;  // of the best weights
        log.append(test);
    }
    // RFC 3720, appendix B.4; the test's own checksum has to be right for the others to mean something.
    void checksumsOfThisTestAreThePublishedOnes() {
        QCOMPARE(crc32c(QByteArray(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c(QByteArray(32, '\xFF')), 0x62A8AB43U);
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
    }
    void everyRecordIsFramedAndChecked() {
        const fs::path file = exported("framed");
        QCOMPARE(file.parent_path().filename().string(), std::string("hops-0001"));
        QCOMPARE(file.filename().string(), std::string("events.out.tfevents.1000.node7.layerlab"));
        QCOMPARE(records(file).size(), 6);  // version, text, two steps, two evaluations
    }
    void protocReadsThemByThePublishedSchema() {
        if (QStandardPaths::findExecutable(QStringLiteral("protoc")).isEmpty())
            QSKIP("protoc is not installed (Debian: protobuf-compiler), so the records cannot be decoded independently");
        QStringList events;
        for (const QByteArray& record : records(exported("decoded"))) events << decoded(record);
        QCOMPARE(events.size(), 6);
        // protoc shows fields by number where a schema lacks them.
        for (const QString& event : std::as_const(events)) {
            QVERIFY(event.startsWith(QStringLiteral("wall_time: ")));
            QVERIFY2(!event.contains(QRegularExpression(QStringLiteral("(^|\\n)\\s*\\d+[:\\s]"))), qPrintable(event));
        }
        QCOMPARE(events[0], QStringLiteral("wall_time: 1000.5\nfile_version: \"brain.Event:2\"\n"));
        QVERIFY2(events[1].contains(QStringLiteral("plugin_name: \"text\"")) && events[1].contains(QStringLiteral("dtype: DT_STRING")) &&
                     events[1].contains(QStringLiteral("size: 1")) &&
                     events[1].contains(QStringLiteral(R"(string_val: "```yaml\nname: hops\n\n```\n")")),
                 qPrintable(events[1]));

        QVERIFY(events[2].startsWith(QStringLiteral("wall_time: 1001.5\nstep: 1\n")));
        const QMap<QString, QString> first{
            {QStringLiteral("loss/task"), QStringLiteral("0.5")},       {QStringLiteral("loss/distillation"), QStringLiteral("0.25")},
            {QStringLiteral("learning_rate"), QStringLiteral("0.001")}, {QStringLiteral("learning_rate/side"), QStringLiteral("0.002")},
            {QStringLiteral("gradient_norm"), QStringLiteral("1.5")},   {QStringLiteral("tokens_per_second"), QStringLiteral("4096")},
            {QStringLiteral("theseus/rate"), QStringLiteral("0.5")},    {QStringLiteral("ladder/gate/3"), QStringLiteral("0.125")}};
        QCOMPARE(scalars(events[2]), first);
        QVERIFY(events[3].contains(QStringLiteral("step: 2\n")));
        QCOMPARE(scalars(events[3]).value(QStringLiteral("loss/task")), QStringLiteral("nan"));

        QVERIFY(events[4].startsWith(QStringLiteral("wall_time: 2000.25\nstep: 2\n")));
        const QMap<QString, QString> valid{{QStringLiteral("accuracy/full"), QStringLiteral("0.5")},
                                           {QStringLiteral("accuracy/depth_1"), QStringLiteral("0.25")},
                                           {QStringLiteral("macro_f1/full"), QStringLiteral("0.625")},
                                           {QStringLiteral("loss/valid"), QStringLiteral("0.75")}};
        QCOMPARE(scalars(events[4]), valid);
        QVERIFY(events[5].contains(QStringLiteral("step: 1\n")));
        const QMap<QString, QString> test{{QStringLiteral("accuracy_test/full"), QStringLiteral("0.25")},
                                          {QStringLiteral("accuracy_test/depth_1"), QStringLiteral("0.125")},
                                          {QStringLiteral("macro_f1_test/full"), QStringLiteral("0.625")},
                                          {QStringLiteral("loss/test"), QStringLiteral("0.75")}};
        QCOMPARE(scalars(events[5]), test);
    }
    // TensorBoard reads all files of a folder: a second one would show every point twice.
    void exportingAgainReplacesTheFile() {
        const fs::path once = exported("again");
        QCOMPARE(writeTensorBoard(m_run / "", fs::path(m_dir.filePath(QStringLiteral("again")).toStdString())), once);
        QCOMPARE(std::distance(fs::directory_iterator(once.parent_path()), fs::directory_iterator()), 1);
    }
    void whatIsNoRunIsRefused() {
        const fs::path nothing = fs::path(m_dir.path().toStdString()) / "library";
        QVERIFY_EXCEPTION_THROWN(writeTensorBoard(nothing, m_dir.path().toStdString()), Error);
    }
    void aTargetThatCannotBeWrittenIsAnError() { QVERIFY_EXCEPTION_THROWN(writeTensorBoard(m_run, "/proc/nothing"), Error); }
};

QTEST_APPLESS_MAIN(TestTensorBoard)
#include "tst_tensorboard.moc"
