// Every bad input that people were seen to give, and what the command line answers: one line with the place and what to
// do, the right exit code, nothing harmed. `tst_bad_input --table` prints inputs and answers as a Markdown table.
// LAYERLAB_BIG_MIB: size of the huge file (default 48).
#include <signal.h>
#include <sys/resource.h>

#include <QtTest>

#include <cstdio>
#include <functional>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
constexpr bool memory_is_limited = false;  // the sanitizer's own memory would count
#else
constexpr bool memory_is_limited = true;
#endif

namespace {

constexpr int longest_wait_ms = 600'000;
constexpr long most_memory_kib = 1l << 20;
constexpr qint64 hashed_up_to = 1 << 20;  // of larger files size and time must do

struct Answer {
    int code = -1;
    QStringList lines;  // of stderr
};

// What the program runs in: a folder with the files given to it, caches and home of its own.
class Place {
public:
    Place() {
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert("XDG_CACHE_HOME", m_home.filePath("cache"));
        m_environment.insert("XDG_DATA_HOME", m_home.filePath("data"));
        m_environment.insert("OMP_NUM_THREADS", "1");
        m_environment.insert("LC_ALL", "C.UTF-8");
    }
    QString folder() const { return m_dir.path(); }
    QString path(const QString& name) const { return m_dir.filePath(name); }
    // Blocks are written one after the other, so that a huge file needs no memory here.
    QString write(const QString& name, const QByteArray& content, qint64 times = 1, const QByteArray& end = {}) const {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
        for (qint64 i = 0; i < times; ++i) file.write(content);
        file.write(end);
        return file.fileName();
    }

    // limit: a command of the shell that limits what the program may do.
    void start(QProcess& process, const QStringList& arguments, const QString& limit = {}) const {
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(m_dir.path());
        const QString program = QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli");
        if (limit.isEmpty()) process.start(program, arguments);
        else process.start("bash", QStringList{"-c", limit + "; exec \"$0\" \"$@\"", program} + arguments);
    }
    Answer finish(QProcess& process, QByteArray said = {}) const {
        if (!process.waitForFinished(longest_wait_ms)) process.kill();
        said += process.readAllStandardError();
        Answer answer;
        if (process.exitStatus() == QProcess::NormalExit) answer.code = process.exitCode();
        for (const QByteArray& line : said.split('\n'))
            if (!line.isEmpty()) answer.lines << shortened(QString::fromUtf8(line));
        return answer;
    }
    Answer run(const QStringList& arguments, const QString& limit = {}) const {
        QProcess process;
        start(process, arguments, limit);
        return finish(process);
    }

    // Everything in the folder: names with sizes and contents.
    QStringList content() const {
        QStringList all;
        QDirIterator it(m_dir.path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            it.next();
            const QFileInfo info = it.fileInfo();
            QString entry = info.filePath() + ' ' + QString::number(info.isFile() ? info.size() : -1);
            if (info.isFile() && info.size() > hashed_up_to) entry += info.lastModified().toString(Qt::ISODateWithMs);
            if (QFile file(info.filePath()); info.isFile() && info.size() <= hashed_up_to && file.open(QIODevice::ReadOnly))
                entry += QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha1).toHex();
            all << entry;
        }
        all.sort();
        return all;
    }
    // Half-written tokens and the like.
    QStringList leftInCaches() const {
        QStringList all;
        QDirIterator it(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) all << it.next();
        return all;
    }

private:
    // The same on every machine: without the folder's name and the machine's size.
    QString shortened(QString line) const {
        line.remove(m_dir.path() + '/').replace(m_dir.path(), "folder");
        line.replace(QRegularExpression("this machine has [0-9.]+ GiB"), "this machine has N GiB");
        return line;
    }

    QTemporaryDir m_dir, m_home;
    QProcessEnvironment m_environment;
};

struct BadInput {
    const char* name;
    const char* answer;  // contained in it
    int code;
    // Writes the files and gives the experiment's name, or all arguments.
    std::function<QStringList(const Place&)> prepare;
    QString limit = {};
    bool experiment = false;  // the file itself is wrong: `check` says the same
};

QByteArray experiment(const QByteArray& task = {}, const QByteArray& model = {}, const QByteArray& more = {}) {
    return "layerlab: 1\nname: bad\ntask: " +
           (task.isEmpty() ? QByteArray("{kind: hops, length: 11, max_hops: 1, valid_examples: 16, test_examples: 16}") : task) +
           "\nmodel: " + (model.isEmpty() ? QByteArray("{layers: 2, hidden: 16, heads: 2, feed_forward: 32}") : model) +
           "\ntrain: {steps: 20, batch_size: 4, warmup_steps: 5, threads: 1}\nevaluate: {every: 10}\n" + more;
}

QByteArray reviews(char separator = '\t') {
    QByteArray rows;
    for (int i = 0; i < 100; ++i)
        rows += "the film number " + QByteArray::number(i) + (i % 2 ? " is good" : " is bad") + separator + (i % 2 ? "pos\n" : "neg\n");
    return rows;
}

// An experiment file that is wrong.
BadInput file(const char* name, const QByteArray& content, const char* answer, qint64 times = 1) {
    return {name,
            answer,
            2,
            [content, times](const Place& place) {
                return QStringList{"run", place.write("bad.yaml", content, times), "--out", place.path("library")};
            },
            {},
            true};
}

// A table that is wrong, under the given keys of the task.
BadInput table(const char* name, const QByteArray& content, const char* answer, const QByteArray& keys = {}, const QByteArray& valid = {}) {
    return {name, answer, 2, [content, keys, valid](const Place& place) {
                place.write("bad.tsv", content);
                if (!valid.isEmpty()) place.write("dev.tsv", valid);
                place.write("text.yaml", experiment("{kind: text_file, train: bad.tsv" + keys + "}"));
                return QStringList{"run", place.path("text.yaml"), "--out", place.path("library")};
            }};
}

// An experiment that is right, asked for in a way that cannot be.
BadInput asked(const char* name, const QStringList& more, const char* answer, const QString& limit = {}) {
    return {name, answer, 2,
            [more](const Place& place) {
                place.write("plain", "a file\n");
                QStringList arguments{"run", place.write("good.yaml", experiment())};
                for (const QString& one : more) arguments << QString(one).replace("DIR", place.folder());
                if (!more.contains("--out")) arguments << "--out" << place.path("library");
                return arguments;
            },
            limit};
}

// Lists of lists of lists, each of nine: as many values as there is memory, were they written out.
QByteArray aliasBomb() {
    QByteArray lists = "&a [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]";
    for (char c = 'b'; c <= 'j'; ++c) {
        const QByteArray before = QByteArray("*") + static_cast<char>(c - 1);
        lists += QByteArray(", &") + c + " [" + before + (", " + before).repeated(8) + ']';
    }
    return experiment({}, {}, "techniques: {layer_drop: {per_layer: [" + lists + "]}}\n");
}
// A list of 10 000 names, used by as many stages.
QByteArray usedManyTimes() {
    return experiment({}, {},
                      "stages:\n- &s {techniques: {sharing: {map: [" + QByteArray("a, ").repeated(9'999) + "a]}}}\n" +
                          QByteArray("- *s\n").repeated(9'999));
}

QStringList hugeTable(const Place& place) {
    bool given = false;
    const int mib = qEnvironmentVariableIntValue("LAYERLAB_BIG_MIB", &given);
    const QByteArray rows = "\"quoted, with a comma\",pos\n" + reviews(',');
    const qint64 times = (qint64(given ? mib : 48) << 20) / rows.size() + 1;
    place.write("huge.csv", rows, times, "\"open,pos\n");
    return {"run", place.write("text.yaml", experiment("{kind: text_file, train: huge.csv}")), "--out", place.path("library")};
}

std::vector<BadInput> badInputs() {
    const QByteArray good = reviews();
    std::vector<BadInput> all{
        // ---- the experiment file
        {"an experiment file that is missing",
         "none.yaml: no such file; check the path",
         2,
         [](const Place& place) {
             return QStringList{"run", place.path("none.yaml"), "--out", place.path("library")};
         },
         {},
         true},
        {"a folder instead of an experiment file",
         "folder: this is a folder; an experiment file is expected",
         2,
         [](const Place& place) {
             return QStringList{"run", place.folder(), "--out", place.path("library")};
         },
         {},
         true},
        file("a binary file",
             QByteArray("\x7f"
                        "ELF\0\1\2",
                        7),
             "bad.yaml:1:5: a control character: this is no text file"),
        file("an empty file", "", "bad.yaml: the file is empty"),
        file("a tab in the indentation", "layerlab: 1\n\tname: x\n",
             "bad.yaml:2:1: a tab is used for indentation; YAML allows only spaces"),
        file("a key given twice", experiment({}, {}, "seed: 1\nseed: 2\n"), "bad.yaml:8:1: 'seed' is given twice; remove one of the two"),
        file("100 MB of nested brackets", QByteArray(1 << 20, '['), "bad.yaml: larger than 4 MiB: this is no experiment file", 100),
        file("3 MB of nested brackets", QByteArray(1 << 20, '['), "bad.yaml:1:101: nested more than 100 deep; is a bracket not closed?", 3),
        file("nested lists without brackets", QByteArray("- ").repeated(500'000), ": nested more than 100 deep; is a bracket not closed?"),
        file("an alias bomb", aliasBomb(), "bad.yaml:7:38: per_layer: a list of plain values is expected"),
        file("an alias used 10 000 times", usedManyTimes(), ": more than 1000000 values, aliases counted each time; write fewer"),
        file("a quote that is not closed", experiment({}, {}, "description: \"It is\nseed: 3\n"),
             "bad.yaml:7:14: not YAML: the quote opened here is never closed; close it"),
        file("a bracket that is not closed", experiment({}, {}, "techniques: {layer_drop: {rate: 0.1}\n"),
             "bad.yaml:8:1: not YAML: a '{' before this place is not closed; write '}' where its keys end"),
        file("bytes that are not UTF-8", experiment({}, {}, "description: caf\xe9\n"),
             "bad.yaml:7:17: bytes that are not UTF-8; save the file as UTF-8"),
        file("a NUL byte", experiment({}, {}, QByteArray("description: a\0b\n", 17)),
             "bad.yaml:7:15: a control character: this is no text file"),
        file("hidden not divisible by heads", experiment({}, "{layers: 2, hidden: 16, heads: 3, feed_forward: 32}"),
             "bad.yaml:4:39: heads: hidden, 16, is not divisible by 3; 1, 2, 4, 8 and 16 are"),
        file("a rate of 1.5", experiment({}, {}, "techniques: {layer_drop: {rate: 1.5}}\n"),
             "bad.yaml:7:33: rate: 1.5 is out of range; from 0 to 1 (not itself) is allowed"),
        file("a group size of 0", experiment({}, {}, "techniques: {sharing: {group_size: 0}}\n"),
             "bad.yaml:7:36: group_size: 0 is out of range; from 1 to 10000 is allowed"),
        file("10⁹ layers", experiment({}, "{layers: 1000000000}"),
             "bad.yaml:4:17: layers: 1000000000 is out of range; from 1 to 10000 is allowed"),
        // ---- data files
        {"a data file that is missing", "none.tsv: no such file; check the path", 2,
         [](const Place& place) {
             place.write("text.yaml", experiment("{kind: text_file, train: none.tsv}"));
             return QStringList{"run", place.path("text.yaml"), "--out", place.path("library")};
         }},
        {"a folder instead of a data file", "rows: this is a folder; a text file is expected", 2,
         [](const Place& place) {
             QDir().mkpath(place.path("rows"));
             place.write("text.yaml", experiment("{kind: text_file, train: rows}"));
             return QStringList{"run", place.path("text.yaml"), "--out", place.path("library")};
         }},
        table("a binary data file",
              QByteArray("\x7f"
                         "ELF\0\1\2\n",
                         8),
              "bad.tsv:1:5: a NUL byte: this is no text file"),
        table("an empty data file", "", "bad.tsv: the file is empty"),
        table("zero rows", "\n\n\n", "bad.tsv: no rows, only blank lines; name a file with rows"),
        table("zero rows below a header", "text\tlabel\n",
              "bad.tsv: only a header line and no rows; if the line is a row, set task.header to false",
              ", header: true, text_column: text, label_column: label"),
        table("a column that is missing", good, "bad.tsv:1:1: 2 columns; task.label_column is column 3 (columns are separated by tabs)",
              ", label_column: 3"),
        table("a column's name that is missing", "text\tmood\n" + good,
              "bad.tsv:1:1: task.label_column: no column 'label'; the header has: text, mood",
              ", header: true, text_column: text, label_column: label"),
        table("a row with a column too many", good + "one\ttwo\tthree\n" + good,
              "bad.tsv:101:9: number of columns: 3 here, 2 in line 1 (columns are separated by tabs)"),
        table("a row with a column too few", good + "one\n" + good,
              "bad.tsv:101:4: number of columns: 1 here, 2 in line 1 (columns are separated by tabs)"),
        {"a quote that is not closed at the end of a huge file",
         ":1: the quote opened here is never closed; close it, or set task.quoting to none", 2, hugeTable},
        table("a label not seen in training", good,
              "dev.tsv:1:8: the label 'neutral' does not occur in the training data; add rows with it there, or correct it here",
              ", valid: dev.tsv", "a film\tneutral\n"),
        table("one class only", "a film\tpos\nanother\tpos\nthe third\tpos\n",
              "bad.tsv: only one label, 'pos', so there is nothing to learn; is task.label_column right?"),
        table("one row only", "a film\tpos\n", "bad.tsv: too few rows to split off validation examples; name a file in task.valid"),
        table("data that are not UTF-8", good + "caf\xe9\tpos\n" + good, "bad.tsv:101:4: bytes that are not UTF-8; save the file as UTF-8"),
        table("data in UTF-16",
              QByteArray("\xff\xfe"
                         "a\0\t\0b\0\n\0",
                         10),
              "bad.tsv:1:1: the text is UTF-16; save the file as UTF-8"),
        table("data with a NUL byte", good + QByteArray("a\0b\tpos\n", 8) + good, "bad.tsv:101:2: a NUL byte: this is no text file"),
        table("a row of 10 MB", good + QByteArray("word ").repeated(2 << 20) + "\tpos\n" + good,
              "bad.tsv:101:1: a row of more than 8 MiB; divide it into several"),
        // ---- what is asked of the machine
        asked("an output folder below a file", {"--out", "DIR/plain/library"},
              "cannot make the folder plain/library: a part of that path is a file and no folder; name another folder with --out"),
        asked("an output folder that cannot be made", {"--out", "/proc/library"},
              "cannot make the folder /proc/library: its folder is missing, or nothing can be made in it; name another folder with --out"),
        asked("a model that cannot fit in memory",
              {"--set", "model.layers=1000", "--set", "model.hidden=65536", "--set", "model.feed_forward=262144"},
              "GiB of memory, this machine has N GiB; lower layers, hidden or batch_size"),
        asked("a disk without any room", {},
              "cannot write library: the file would be larger than this system or account allows; name another folder with --out",
              "ulimit -f 0"),
        asked("CUDA asked of a CPU build", {"--device", "cuda"}, "--device cuda: "),
    };
    return all;
}

struct Outcome {
    Answer answer, check;
    QStringList before, after, caches;
};

Outcome outcomeOf(const BadInput& input) {
    Place place;
    const QStringList arguments = input.prepare(place);
    Outcome outcome;
    outcome.before = place.content();
    outcome.answer = place.run(arguments, input.limit);
    if (input.experiment) outcome.check = place.run({"check", arguments.at(1)});
    outcome.after = place.content();
    outcome.caches = place.leftInCaches();
    return outcome;
}

// A disk that fills while a run trains: it waits, and goes on when there is room. A limit on the size of files, which this
// process lifts again, shows the same without the rights to mount a small disk.
Answer filledWhileTraining(QString& run) {
    Place place;
    QProcess process;
    QByteArray said;
    place.start(process, {"run", place.write("good.yaml", experiment()), "--out", place.path("library")}, "ulimit -S -f 16");
    process.setReadChannel(QProcess::StandardError);
    const QByteArray sign = "waiting until";
    const QDeadlineTimer deadline(longest_wait_ms);
    while (!said.contains(sign) && process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        process.waitForReadyRead(1000);
        said += process.readAllStandardError();
    }
    const auto id = static_cast<pid_t>(process.processId());
    rlimit limit{};
    ::prlimit(id, RLIMIT_FSIZE, nullptr, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::prlimit(id, RLIMIT_FSIZE, &limit, nullptr);
    Answer answer = place.finish(process, said);
    const QStringList runs = QDir(place.path("library")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    if (!runs.isEmpty() && QFile::exists(place.path("library/" + runs.first() + "/checkpoints/step-000000020/model.safetensors")))
        run = runs.first();
    for (const QString& line : QStringList(answer.lines))
        if (!line.contains(sign)) answer.lines.removeOne(line);
    return answer;
}

bool isRaw(const QString& answer) {
    for (const char* word : {"std::", "yaml-cpp", "basic_string", "terminate", "exception", "what()", "Errno", "Assert", "Traceback",
                             "No such file", "Not a directory", "AddressSanitizer"})
        if (answer.contains(QLatin1String(word))) return true;
    return false;
}

}  // namespace

class TestBadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isAnsweredInOneLineAndHarmsNothing_data() {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const BadInput& input : badInputs()) QTest::newRow(input.name) << number++;
    }
    void isAnsweredInOneLineAndHarmsNothing() {
        QFETCH(int, number);
        const BadInput input = badInputs().at(static_cast<std::size_t>(number));
        const Outcome outcome = outcomeOf(input);
        const QString answer = outcome.answer.lines.join('\n');
        if (QByteArray(input.name).startsWith("CUDA") && outcome.answer.code == 0) QSKIP("this machine has CUDA");
        QVERIFY2(outcome.answer.code == input.code, qPrintable(QString::number(outcome.answer.code) + ": " + answer));
        QVERIFY2(outcome.answer.lines.size() == 1, qPrintable(answer));
        QVERIFY2(answer.contains(QString::fromUtf8(input.answer)), qPrintable(answer));
        QVERIFY2(!isRaw(answer), qPrintable(answer));
        QCOMPARE(outcome.after, outcome.before);
        QCOMPARE(outcome.caches, QStringList());
        if (!input.experiment) return;
        QCOMPARE(outcome.check.code, input.code);
        QCOMPARE(outcome.check.lines.join('\n'), answer);
    }
    void aDiskThatFillsWhileTrainingLosesNothing() {
        QString run;
        const Answer answer = filledWhileTraining(run);
        QCOMPARE(answer.lines.size(), 1);
        QVERIFY2(answer.lines.first().contains("cannot write"), qPrintable(answer.lines.first()));
        QVERIFY2(!isRaw(answer.lines.first()), qPrintable(answer.lines.first()));
        QCOMPARE(answer.code, 0);
        QVERIFY(!run.isEmpty());
    }
    // A fault that comes after the warnings of a run that cannot start stands alone; of one that starts they are all said.
    void warningsAreSaidOnceTheRunHasStarted() {
        Place place;
        const QByteArray warned = experiment().replace("warmup_steps: 5", "warmup_steps: 50");
        const Answer answer = place.run({"run", place.write("warned.yaml", warned), "--out", place.path("library")});
        QCOMPARE(answer.code, 0);
        QCOMPARE(answer.lines.filter("warned.yaml:5:").size(), 1);
        const Answer check = place.run({"check", place.path("warned.yaml")});
        QCOMPARE(check.code, 0);
        QCOMPARE(check.lines.filter("warned.yaml:5:").size(), 1);
    }
    // Over all that ran before, the huge files too.
    void memoryStayedBounded() {
        if (!memory_is_limited) QSKIP("with a sanitizer");
        rusage used{};
        QCOMPARE(::getrusage(RUSAGE_CHILDREN, &used), 0);
        QVERIFY2(used.ru_maxrss < most_memory_kib, qPrintable(QString::number(used.ru_maxrss)));
    }
};

namespace {

void printRow(const QString& input, const QString& answer, int code) {
    QString cell = answer;
    cell.replace('|', "\\|").replace("<", "&lt;").replace("\n", "<br>");
    std::printf("| %s | %s | %d |\n", input.toUtf8().constData(), cell.toUtf8().constData(), code);
    std::fflush(stdout);
}

int printTable() {
    std::printf("| input | answer | exit |\n| --- | --- | --- |\n");
    for (const BadInput& input : badInputs()) {
        const Answer answer = outcomeOf(input).answer;
        printRow(QString::fromUtf8(input.name), answer.lines.join('\n'), answer.code);
    }
    QString run;
    const Answer filled = filledWhileTraining(run);
    printRow("a disk that fills while a run trains, and has room again", filled.lines.join('\n'), filled.code);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    if (application.arguments().contains("--table")) return printTable();
    TestBadInput test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_bad_input.moc"
