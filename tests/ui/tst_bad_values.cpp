// What is wrong is said in the window in the words of the command line: where a file is opened, under the YAML text,
// beside the field, and where a training does not start.
#include "tests/ui/ui_fixture.h"

#include "engine/experiment/yaml.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/shell/actions.h"
#include "ui/shell/code_edit.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/yaml_editor.h"

using namespace layerlab;

namespace {

constexpr int long_enough_ms = 90000;

QByteArray experiment(const QByteArray& task = "{kind: hops, length: 11, max_hops: 1}", const QByteArray& model = "{layers: 2, heads: 4}",
                      const QByteArray& techniques = "{layer_drop: {rate: 0.2}}") {
    return "layerlab: 1\nname: bad\ntask: " + task + "\nmodel: " + model + "\ntechniques: " + techniques +
           "\ntrain: {steps: 20, warmup_steps: 5, threads: 1}\n";
}

}  // namespace

class TestBadValues : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;

    QString open(const QByteArray& content) {
        const QString path = writeFile(m_dir->filePath(QStringLiteral("bad.yaml")), content);
        m_window = std::make_unique<MainWindow>(m_dir->filePath(QStringLiteral("library")), path);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        if (!QTest::qWaitForWindowActive(m_window.get())) qFatal("no window");
        return path;
    }
    QStringList said(const std::vector<Problem>& problems) const {
        QStringList lines;
        for (const Problem& problem : problems)
            lines << QStringLiteral("%1:%2  %3").arg(problem.line).arg(problem.column).arg(QString::fromStdString(problem.message));
        return lines;
    }
    QStringList underTheText() const {
        for (const QListWidget* list : m_window->yamlEditor()->findChildren<QListWidget*>()) {
            if (list->accessibleName() != QLatin1String("Problems of the text")) continue;
            QStringList lines;
            for (int row = 0; row < list->count(); ++row) lines << list->item(row)->text();
            return list->isHidden() ? QStringList() : lines;
        }
        qFatal("no list of problems");
    }
    FieldRow* row(const QString& path) const {
        for (FieldRow* row : m_window->findChildren<FieldRow*>())
            if (row->editor()->control()->objectName() == path) return row;
        qFatal("no row %s", qPrintable(path));
    }
    QString besideTheField(const QString& path) const {
        const auto* complaint = row(path)->findChild<QLabel*>(QStringLiteral("error"));
        return complaint->isHidden() ? QString() : complaint->text();
    }
    static QString lastPart(const QString& path) { return path.section('.', -1); }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void cleanup() {
        m_window.reset();
        m_dir.reset();
        QSettings().clear();
    }

    void aWrongFileIsRefusedInTheSameWords_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("typed");  // the same mistake, made in the field
        const auto add = [](const char* name, const QByteArray& content, const char* path = "", const char* typed = "") {
            QTest::newRow(name) << content << QString::fromLatin1(path) << QString::fromLatin1(typed);
        };
        const QByteArray hops = "{kind: hops, length: 11, max_hops: 1}", model = "{layers: 2, heads: 4}";
        add("hidden not divisible by heads", experiment(hops, "{layers: 2, heads: 3}"), "model.heads", "3");
        add("a rate of 1.5", experiment(hops, model, "{layer_drop: {rate: 1.5}}"), "techniques.layer_drop.rate", "1.5");
        add("a group size of 0", experiment(hops, model, "{sharing: {group_size: 0}}"), "techniques.sharing.group_size", "0");
        add("10⁹ layers", experiment(hops, "{layers: 1000000000, heads: 4}"), "model.layers", "1000000000");
        add("text and label in one column", experiment("{kind: text_file, train: a.tsv, text_column: 2, label_column: 2}"),
            "task.label_column", "1");
        add("a key given twice", experiment() + "seed: 1\nseed: 2\n");
        add("a misspelt key", experiment() + "trian: {}\n");
        add("a tab", "layerlab: 1\n\tname: x\n");
        add("a binary file", QByteArray("\x7f"
                                        "ELF\0\1\2",
                                        7));
        add("an open quote", experiment() + "description: \"It is\nseed: 3\n");
        add("an open bracket", experiment() + "evaluate: {every: 5\n");
        add("nested brackets", QByteArray(100'000, '['));
        add("an empty text", "\n");
    }
    void aWrongFileIsRefusedInTheSameWords() {
        QFETCH(QByteArray, content);
        const QString path = open(content);
        const ReadResult read = readExperimentFile(path.toStdString());
        QVERIFY(!read.ok());
        QStringList lines;
        for (const Problem& problem : read.problems)
            if (!problem.warning) lines << QString::fromStdString(toText(problem, path.toStdString()));
        QCOMPARE(m_window->notice()->message(), lines.join('\n'));
        QVERIFY(m_window->document().path().isEmpty());  // the draft is what it was
        QCOMPARE(readAll(path), content);
    }

    void typedAsYamlTheSameWordsStandUnderTheText_data() { aWrongFileIsRefusedInTheSameWords_data(); }
    void typedAsYamlTheSameWordsStandUnderTheText() {
        QFETCH(QByteArray, content);
        if (content.contains('\0')) QSKIP("nobody types these");
        open(experiment());
        QCOMPARE(underTheText(), QStringList());
        const Experiment before = m_window->document().experiment();
        m_window->yamlEditor()->editor()->setPlainText(QString::fromUtf8(content));
        QVERIFY(!m_window->yamlEditor()->applyNow());
        const ReadResult read = readExperiment(content.toStdString(), m_dir->path().toStdString());
        QCOMPARE(underTheText(), said(read.problems));
        QVERIFY(m_window->document().experiment() == before);
        // Pressing Train says that the text comes first, and starts nothing.
        m_window->startTraining();
        QVERIFY(m_window->notice()->message().contains(QLatin1String("YAML")));
        QVERIFY(!m_window->session().isActive());
    }

    void typedInTheFieldTheSameWordsStandBesideIt_data() { aWrongFileIsRefusedInTheSameWords_data(); }
    void typedInTheFieldTheSameWordsStandBesideIt() {
        QFETCH(QByteArray, content);
        QFETCH(QString, path);
        QFETCH(QString, typed);
        if (path.isEmpty()) QSKIP("not to be typed in a field");
        QByteArray right = experiment();
        if (path.startsWith(QLatin1String("task."))) right = experiment("{kind: text_file, train: a.tsv, text_column: 1, label_column: 2}");
        if (path.contains(QLatin1String("sharing"))) right.replace("{layer_drop: {rate: 0.2}}", "{sharing: {group_size: 2}}");
        open(right);
        QCOMPARE(besideTheField(path), QString());
        auto* line = qobject_cast<QLineEdit*>(row(path)->editor()->control());
        QVERIFY(line && line->isVisible());
        line->selectAll();
        QTest::keyClicks(line, typed);
        QTest::keyClick(line, Qt::Key_Return);
        settle();
        // The name stands before the field; the file's line has it before the colon.
        const QString beside = besideTheField(path), name = lastPart(path) + QStringLiteral(": ");
        const ReadResult read = readExperiment(content.toStdString(), m_dir->path().toStdString());
        QCOMPARE(read.problems.size(), std::size_t(1));
        const QString expected = QString::fromStdString(read.problems.front().message);
        QVERIFY2(beside == expected || name + beside == expected, qPrintable(beside + QLatin1String(" / ") + expected));
        QCOMPARE(line->accessibleDescription(), beside);
    }

    void aTrainingThatCannotStartSaysWhatTheCommandLineSays_data() {
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QByteArray>("table");
        const auto add = [](const char* name, const QByteArray& keys, const QByteArray& table) {
            QTest::newRow(name) << QByteArray("{kind: text_file, train: rows.tsv" + keys + '}') << table;
        };
        QByteArray rows;
        for (int i = 0; i < 40; ++i) rows += "film " + QByteArray::number(i) + (i % 2 ? "\tgood\n" : "\tbad\n");
        add("no training file", "", "");
        add("a column that is missing", ", label_column: 3", rows);
        add("a row with a column too many", "", rows + "a\tb\tc\n");
        add("one class only", "", QByteArray(rows).replace("bad", "good"));
        add("bytes that are not UTF-8", "", rows + "caf\xe9\tgood\n");
    }
    void aTrainingThatCannotStartSaysWhatTheCommandLineSays() {
        QFETCH(QByteArray, task);
        QFETCH(QByteArray, table);
        if (!table.isEmpty()) writeFile(m_dir->filePath(QStringLiteral("rows.tsv")), table);
        const QString path = open(experiment(task));
        QVERIFY2(m_window->notice()->message().isEmpty(), qPrintable(m_window->notice()->message()));
        auto* train = m_window->findChild<QToolButton*>(QStringLiteral("train"));
        QVERIFY(train && train->isEnabled());
        QTest::mouseClick(train, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->notice()->message().isEmpty(), long_enough_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isActive(), long_enough_ms);

        QProcess program;
        program.start(QStringLiteral(LAYERLAB_BINARY_DIR "/layerlab-cli"),
                      {QStringLiteral("run"), path, QStringLiteral("--out"), m_dir->filePath(QStringLiteral("other"))});
        QVERIFY(program.waitForFinished(long_enough_ms));
        QCOMPARE(program.exitCode(), 2);
        QCOMPARE(QLatin1String("layerlab-cli: ") + m_window->notice()->message(),
                 QString::fromUtf8(program.readAllStandardError()).trimmed());
        // Nothing is left of it, and the way on is open.
        QVERIFY(QDir(m_dir->filePath(QStringLiteral("library"))).entryList({QStringLiteral("bad-*")}).isEmpty());
        QVERIFY(train->isEnabled());
    }
};

int main(int argc, char** argv) { return runUiTest<TestBadValues>(argc, argv); }
#include "tst_bad_values.moc"
