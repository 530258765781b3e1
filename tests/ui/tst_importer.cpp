// The import assistant, clicked through: from files as people have them to the task that is asked for.
#include "tests/ui/ui_fixture.h"

#include <optional>

#include "engine/experiment/tasks.h"
#include "ui/importer/bar_list.h"
#include "ui/importer/import_assistant.h"
#include "ui/importer/import_choices.h"
#include "ui/importer/length_histogram.h"

using namespace layerlab;

namespace {

// An assistant on the screen, driven by what a person sees.
struct Assistant {
    ImportAssistant dialog;
    std::optional<Task> task;

    Assistant() {
        QObject::connect(&dialog, &ImportAssistant::chosen, [this](const Task& chosen) { task = chosen; });
        dialog.open();
    }

    template <class Widget>
    Widget* named(const char* name) const {
        for (Widget* widget : dialog.findChildren<Widget*>())
            if (widget->accessibleName() == QLatin1String(name)) return widget;
        return nullptr;
    }
    QAbstractButton* button(const char* text) const {
        for (QAbstractButton* button : dialog.findChildren<QAbstractButton*>())
            if (button->text().remove(QLatin1Char('&')) == QLatin1String(text)) return button;
        return nullptr;
    }
    bool ready() const { return button("Use")->isEnabled(); }
    QString complaint() const {
        QStringList texts;
        for (const QLabel* label : dialog.findChildren<QLabel*>(QStringLiteral("error")))
            if (label->isVisible()) texts << label->text();
        return texts.join(QLatin1Char('\n'));
    }
    bool says(const QString& part) const {
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(part)) return true;
        return false;
    }
    // As with the arrow keys.
    void choose(const char* name, const QString& entry) const {
        auto* box = named<QComboBox>(name);
        if (!box || box->findText(entry) < 0) qFatal("no such choice");
        box->setFocus();
        for (int left = box->count(); box->currentText() != entry && left > 0; --left)
            QTest::keyClick(box, box->findText(entry) > box->currentIndex() ? Qt::Key_Down : Qt::Key_Up);
    }
    void type(const char* name, const QString& text) const {
        auto* line = named<QLineEdit>(name);
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    QTableView* table() const { return named<QTableView>("First rows of the file"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QString heading(int column) const { return table()->model()->headerData(column, Qt::Horizontal).toString(); }
    // A click on a column's heading, and an entry of the menu that opens there.
    void setRole(int column, const QString& role) const {
        const QHeaderView* header = table()->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {header->sectionViewportPosition(column) + 12, header->height() / 2});
        QMenu* menu = nullptr;
        for (QMenu* one : dialog.findChildren<QMenu*>())
            if (one->isVisible()) menu = one;
        if (!menu) qFatal("no menu");
        for (QAction* action : menu->actions())
            if (action->text() == role) {
                // By key: Qt 6.8 takes no click from a menu that has only just opened.
                menu->setActiveAction(action);
                return QTest::keyClick(menu, Qt::Key_Return);
            }
    }
    void use() const { QTest::mouseClick(button("Use"), Qt::LeftButton); }
};

QByteArray reviews(bool header) {
    QByteArray table = header ? "sentence\tlabel\n" : "";
    for (int i = 0; i < 40; ++i)
        table += "number " + QByteArray::number(i) + " is what the review says\t" + (i % 4 == 0 ? "bad" : "good") + '\n';
    return table;
}

}  // namespace

class TestImporter : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString file(const char* name, const QByteArray& content) const { return writeFile(m_dir.filePath(QLatin1String(name)), content); }

private Q_SLOTS:
    void aTableWithAHeaderIsGuessedAndUsed() {
        Assistant assistant;
        QVERIFY(!assistant.ready());
        const QString path = file("reviews.tsv", reviews(true));
        assistant.type("File to import", path);
        QTRY_VERIFY(assistant.ready());
        QCOMPARE(assistant.complaint(), QString());
        QVERIFY(assistant.button("Header line")->isChecked());
        QCOMPARE(assistant.cell(0, 0), QStringLiteral("number 0 is what the review says"));
        QVERIFY(assistant.heading(0).contains(QLatin1String("sentence")) && assistant.heading(0).contains(QLatin1String("Text")));
        QVERIFY(assistant.heading(1).contains(QLatin1String("Label")));
        QVERIFY(assistant.says(QStringLiteral("2 labels")) && assistant.says(QStringLiteral("40 rows")));

        assistant.use();
        QVERIFY(assistant.task);
        QVERIFY(!assistant.dialog.isVisible());
        const auto* task = std::get_if<TextFileTask>(&*assistant.task);
        QVERIFY(task);
        TextFileTask expected;
        expected.train = path.toStdString();
        expected.header = true;
        expected.separator = TextFileTask::Separator::Tab;
        expected.quoting = TextFileTask::Quoting::None;
        expected.text_column = "sentence";
        expected.label_column = "label";
        expected.max_length = 16;  // seven words, two special tokens, in eights
        QVERIFY(*task == expected);
    }
    void labelsAreCountedAndSplitAsTheDataWillBe() {
        Assistant assistant;
        assistant.dialog.setFile(file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        const auto* bars = assistant.named<BarList>("Rows of each label");
        QVERIFY(bars->isVisible());
        QCOMPARE(bars->bars().size(), std::size_t(2));
        QCOMPARE(bars->bars()[0].name, QStringLiteral("good"));
        QCOMPARE(bars->bars()[0].first, 27.0);
        QCOMPARE(bars->bars()[0].second, 3.0);
        QCOMPARE(bars->bars()[1].first, 9.0);
        QCOMPARE(bars->bars()[1].second, 1.0);
        auto* part = assistant.named<QSpinBox>("Part that is split off for validation");
        part->setFocus();
        part->selectAll();
        QTest::keyClicks(part, QStringLiteral("50"));
        QTest::keyClick(part, Qt::Key_Return);
        QCOMPARE(bars->bars()[1].second, 5.0);
        QVERIFY(bars->accessibleDescription().contains(QLatin1String("good: 15 + 15")));
        QVERIFY(assistant.named<LengthHistogram>("Lengths of the texts")->accessibleDescription().contains(QLatin1String("7 words")));
        assistant.use();
        QCOMPARE(std::get<TextFileTask>(*assistant.task).split, 0.5);
    }
    void aQuotedTableKeepsItsCommasAndLines() {
        QByteArray table;
        for (int i = 0; i < 12; ++i) table += i % 3 == 0 ? "\"Fine, really\nand \"\"good\"\" too\",yes\r\n" : "\"Nothing, at all\",no\r\n";
        Assistant assistant;
        assistant.dialog.setFile(file("quoted.csv", table));
        QTRY_VERIFY(assistant.ready());
        QCOMPARE(assistant.named<QComboBox>("Separator")->currentText(), QStringLiteral("comma"));
        QCOMPARE(assistant.cell(0, 0), QStringLiteral("Fine, really and \"good\" too"));
        QCOMPARE(assistant.table()->model()->rowCount(), 12);
        assistant.use();
        const auto& task = std::get<TextFileTask>(*assistant.task);
        QVERIFY(task.separator == TextFileTask::Separator::Comma);
        QVERIFY(task.quoting == TextFileTask::Quoting::Double);
        QVERIFY(!task.header);
        QCOMPARE(task.text_column, std::string("1"));
        QCOMPARE(task.label_column, std::string("2"));
    }
    void aGuessIsCorrectedByHand() {
        Assistant assistant;
        assistant.dialog.setFile(file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        // The header is a row after all.
        auto* header = assistant.button("Header line");
        QTest::mouseClick(header, Qt::LeftButton, {}, {header->height() / 2, header->height() / 2});
        QTRY_COMPARE(assistant.cell(0, 0), QStringLiteral("sentence"));
        QTRY_VERIFY(assistant.ready());
        assistant.setRole(0, QStringLiteral("Label"));
        QVERIFY(assistant.heading(0).contains(QLatin1String("Label")));
        QVERIFY(assistant.heading(1).contains(QLatin1String("Text")));  // a column has one use
        assistant.choose("Tokens", QStringLiteral("word pieces"));
        assistant.use();
        const auto& task = std::get<TextFileTask>(*assistant.task);
        QVERIFY(!task.header);
        QCOMPARE(task.text_column, std::string("2"));
        QCOMPARE(task.label_column, std::string("1"));
        QVERIFY(task.vocabulary.kind == Vocabulary::Kind::Wordpiece);
    }
    void twoTextsAreAPairOrASequenceAndItsContinuation() {
        QByteArray table = "premise\thypothesis\tlabel\n";
        for (int i = 0; i < 20; ++i)
            table += "the first text " + QByteArray::number(i) + "\tand the second text\t" + (i % 2 ? "yes" : "no") + '\n';
        const QString path = file("pairs.tsv", table);
        {
            Assistant assistant;
            assistant.dialog.setFile(path);
            QTRY_VERIFY(assistant.ready());
            assistant.choose("Make", QStringLiteral("Classification of text pairs"));
            assistant.use();
            const auto& task = std::get<TextFileTask>(*assistant.task);
            QCOMPARE(task.text_column, std::string("premise"));
            QCOMPARE(task.text_pair_column, std::string("hypothesis"));
            QCOMPARE(task.label_column, std::string("label"));
        }
        Assistant assistant;
        assistant.dialog.setFile(path);
        QTRY_VERIFY(assistant.ready());
        assistant.choose("Make", QStringLiteral("Sequence pairs"));
        QVERIFY(!assistant.named<BarList>("Rows of each label")->isVisible());
        assistant.use();
        const auto& task = std::get<SequencePairsTask>(*assistant.task);
        QCOMPARE(task.source_column, std::string("premise"));
        QCOMPARE(task.target_column, std::string("hypothesis"));
        QVERIFY(task.header);
    }
    void plainTextIsForLanguageModels() {
        const QString path = file("story.txt", "It was a dark night.\nNobody, least of all the dog, slept.\n");
        Assistant assistant;
        assistant.dialog.setFile(path);
        QTRY_VERIFY(assistant.ready());
        auto* text = assistant.named<QPlainTextEdit>("Beginning of the text");
        QVERIFY(text->isVisible());
        QVERIFY(text->toPlainText().contains(QLatin1String("least of all the dog")));
        QVERIFY(!assistant.named<QComboBox>("Separator")->isVisible());
        assistant.use();
        LanguageModelTask expected;
        expected.train = path.toStdString();
        QVERIFY(std::get<LanguageModelTask>(*assistant.task) == expected);

        Assistant other;
        other.dialog.setFile(path);
        QTRY_VERIFY(other.ready());
        other.choose("Make", QStringLiteral("Masked language model"));
        other.use();
        MaskedLanguageModelTask masked;
        masked.train = path.toStdString();
        QVERIFY(std::get<MaskedLanguageModelTask>(*other.task) == masked);
    }
    void whatCannotBeReadSaysWhy_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("said");
        QTest::newRow("binary") << QByteArray("good text\tyes\nbad\0text\tno\n", 26) << QStringLiteral("NUL");
        QTest::newRow("not UTF-8") << QByteArray("good text\tyes\nbad \xff\tno\n") << QStringLiteral("UTF-8");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
        QTest::newRow("missing") << QByteArray("-") << QStringLiteral("no such file");
    }
    void whatCannotBeReadSaysWhy() {
        QFETCH(QByteArray, content);
        QFETCH(QString, said);
        const QString path = m_dir.filePath(QStringLiteral("broken.tsv"));
        QFile::remove(path);
        if (content != "-") writeFile(path, content);
        Assistant assistant;
        assistant.dialog.setFile(path);
        QTRY_VERIFY2(assistant.complaint().contains(said), qPrintable(assistant.complaint()));
        QVERIFY(assistant.complaint().startsWith(QLatin1String("broken.tsv:")));
        QVERIFY(!assistant.ready());
        assistant.use();
        QVERIFY(!assistant.task);
        // Another file, and all is well.
        assistant.type("File to import", file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        QCOMPARE(assistant.complaint(), QString());
    }
    void aTextThatIsNoTableCanStillBeText() {
        Assistant assistant;
        assistant.dialog.setFile(file("ragged.tsv", "one\ttwo\nthree\tfour\tfive\nsix\n"));
        QTRY_VERIFY(!assistant.complaint().isEmpty());
        QVERIFY(!assistant.ready());
        assistant.choose("Make", QStringLiteral("Language model"));
        QVERIFY(assistant.ready());
        QCOMPARE(assistant.complaint(), QString());
    }
    void oneLabelIsNothingToLearn() {
        Assistant assistant;
        QByteArray table;
        for (int i = 0; i < 10; ++i) table += "some text here " + QByteArray::number(i) + "\tsame\n";
        assistant.dialog.setFile(file("one.tsv", table));
        QTRY_VERIFY(assistant.table()->isVisible());
        assistant.choose("Make", QStringLiteral("Text classification"));
        QVERIFY(!assistant.ready());
        QVERIFY(assistant.says(QStringLiteral("only one label")));
    }
    void theValidationFileIsLookedAt() {
        Assistant assistant;
        assistant.dialog.setFile(file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        assistant.choose("Validation data", QStringLiteral("another file"));
        QVERIFY(!assistant.ready());
        assistant.type("Validation file", m_dir.filePath(QStringLiteral("nowhere.tsv")));
        QTRY_VERIFY(assistant.complaint().contains(QLatin1String("no such file")));
        QVERIFY(!assistant.ready());
        const QString path = file("dev.tsv", reviews(true));
        assistant.type("Validation file", path);
        QTRY_VERIFY(assistant.says(QStringLiteral("rows")) && assistant.ready());
        QCOMPARE(assistant.complaint(), QString());
        assistant.use();
        QCOMPARE(std::get<TextFileTask>(*assistant.task).valid, path.toStdString());
    }
    void aTestFileIsPartOfTheTask() {
        const QString path = file("reviews.tsv", reviews(true)), test = file("heldout.tsv", reviews(true));
        {
            Assistant assistant;
            assistant.dialog.setFile(path);
            QTRY_VERIFY(assistant.ready());
            assistant.type("Test file", m_dir.filePath(QStringLiteral("nowhere.tsv")));
            QTRY_VERIFY(assistant.complaint().contains(QLatin1String("no such file")));
            QVERIFY(!assistant.ready());
            // Files are named from where the training examples lie.
            assistant.type("Test file", QStringLiteral("heldout.tsv"));
            QTRY_VERIFY(assistant.ready());
            QVERIFY(assistant.says(QStringLiteral("test with heldout.tsv")));
            assistant.use();
            const auto& task = std::get<TextFileTask>(*assistant.task);
            QCOMPARE(task.test, test.toStdString());
            QVERIFY(task.valid.empty());
        }
        // None again, and for other uses too.
        Assistant assistant;
        assistant.dialog.setFile(path);
        QTRY_VERIFY(assistant.ready());
        assistant.type("Test file", m_dir.filePath(QStringLiteral("nowhere.tsv")));
        QTRY_VERIFY(!assistant.ready());
        assistant.type("Test file", QString());
        QVERIFY(assistant.ready());
        QCOMPARE(assistant.complaint(), QString());
        assistant.type("Test file", test);
        assistant.choose("Make", QStringLiteral("Language model"));
        QTRY_VERIFY(assistant.ready());
        assistant.use();
        QCOMPARE(std::get<LanguageModelTask>(*assistant.task).test, test.toStdString());
    }
    void aTestFileWithOtherColumnsIsRefused() {
        Assistant assistant;
        assistant.dialog.setFile(file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        assistant.type("Test file", file("unlabelled.tsv", "index\tsentence\n0\tnobody said\n1\twhat this is\n"));
        QTRY_VERIFY2(assistant.complaint().contains(QStringLiteral("no column “label”")), qPrintable(assistant.complaint()));
        QVERIFY(!assistant.ready());
        // As plain text it will do: columns are of no account then.
        assistant.choose("Make", QStringLiteral("Language model"));
        QTRY_VERIFY(assistant.ready());
        QCOMPARE(assistant.complaint(), QString());
    }
    void aFileIsDropped() {
        Assistant assistant;
        const auto dropOn = [](QWidget* widget, const QString& path) {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(path)});
            QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(widget, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(widget, &drop);
            QVERIFY(drop.isAccepted());
        };
        const QString path = file("reviews.tsv", reviews(false)), test = file("heldout.tsv", reviews(false));
        dropOn(&assistant.dialog, path);
        QTRY_VERIFY(assistant.ready());
        QVERIFY(!assistant.button("Header line")->isChecked());
        auto* line = assistant.named<QLineEdit>("Test file");
        QVERIFY(!line->acceptDrops());  // so that the field around it is asked
        dropOn(line->parentWidget(), test);
        QCOMPARE(line->text(), test);
        QCOMPARE(assistant.named<QLineEdit>("File to import")->text(), path);
    }
    void everythingThatTakesTheKeyboardHasAName() {
        Assistant assistant;
        assistant.dialog.setFile(file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        for (const QWidget* widget : assistant.dialog.findChildren<QWidget*>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || qobject_cast<const QAbstractButton*>(widget)) continue;
            if (qobject_cast<const QScrollArea*>(widget) || widget->focusProxy()) continue;
            const bool inner = qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) || qobject_cast<const QHeaderView*>(widget);
            QVERIFY2(inner || !widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
    void bothThemesAreDrawn() {
        Assistant assistant;
        assistant.dialog.setFile(file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        auto* bars = assistant.named<BarList>("Rows of each label");
        const auto colours = [bars] {
            const QImage image = bars->grab().toImage();
            QSet<QRgb> seen;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) seen.insert(image.pixel(x, y));
            return seen;
        };
        QTRY_VERIFY(colours().size() >= 3);  // two bars and words, not an empty ground
        const QSet<QRgb> light = colours();
        setTheme(Theme::darkTheme());
        settle();
        const QSet<QRgb> dark = colours();
        setTheme(Theme::light());
        QVERIFY(dark.size() >= 3);
        QVERIFY(dark != light);
    }

    void theLastLineSaysWhatIsMadeOfWhat_data() {
        QTest::addColumn<ImportUse>("use");
        QTest::addColumn<bool>("header");
        QTest::addColumn<bool>("complete");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, ImportUse use, bool header, bool complete, const char* said) {
            QTest::newRow(name) << use << header << complete << QString::fromUtf8(said);
        };
        row("numbered", ImportUse::Classification, false, true,
            "Text from column 1, label from column 3 · 2 labels · 872 rows · 10 % split off for validation");
        row("named", ImportUse::Classification, true, true,
            "Text from “premise”, label from “answer” · 2 labels · 872 rows · 10 % split off for validation");
        row("a part of it", ImportUse::Classification, true, false,
            "Text from “premise”, label from “answer” · 2 labels · 872 rows looked at, there are more · 10 % split off for validation");
        row("numbered pairs", ImportUse::PairClassification, false, true,
            "Texts from column 1 and column 2, label from column 3 · 2 labels · 872 rows · 10 % split off for validation");
        row("named pairs", ImportUse::PairClassification, true, true,
            "Texts from “premise” and “hypothesis”, label from “answer” · 2 labels · 872 rows · 10 % split off for validation");
        row("sequences", ImportUse::SequencePairs, true, true,
            "Source from “premise”, target from “hypothesis” · 872 rows · 10 % split off for validation");
        row("language model", ImportUse::LanguageModel, true, true,
            "The next token at every place, in windows of 128 tokens · 10 % split off for validation");
        row("masked language model", ImportUse::MaskedLanguageModel, true, true,
            "Hidden tokens guessed from both sides, in windows of 128 tokens · 10 % split off for validation");
    }
    void theLastLineSaysWhatIsMadeOfWhat() {
        QFETCH(ImportUse, use);
        QFETCH(bool, header);
        QFETCH(bool, complete);
        QFETCH(QString, said);
        TablePreview table;
        table.header = header;
        table.names = header ? std::vector<std::string>{"premise", "hypothesis", "answer"} : std::vector<std::string>{"1", "2", "3"};
        table.columns.resize(3);
        table.columns[2].distinct = 2;
        table.rows_read = 872;
        table.complete = complete;
        ImportChoices choices;
        choices.use = use;
        choices.columns = {0, 1, 2};
        QCOMPARE(importSummary(choices, table), said);
        choices.valid = "/data/dev.tsv";
        choices.test = "/data/test.tsv";
        QVERIFY(importSummary(choices, table).endsWith(QStringLiteral(" · validation with dev.tsv · test with test.tsv")));
    }
    void columnsOfOneNameAreToldByTheirNumbers() {
        TablePreview table;
        table.header = true;
        table.names = {"text", "text", "label"};
        table.columns.resize(3);
        QCOMPARE(columnName(table, 1), QStringLiteral("2"));
        QCOMPARE(columnTitle(table, 1), QStringLiteral("Column 2"));
        QCOMPARE(columnPhrase(table, 1), QStringLiteral("column 2"));
        QCOMPARE(columnTitle(table, 2), QStringLiteral("label"));
    }
    // Nothing can be scrolled sideways, so the widest row decides.
    void theSettingsAreNeverCutOff() {
        Assistant assistant;
        assistant.dialog.setFile(file("reviews.tsv", reviews(true)));
        QTRY_VERIFY(assistant.ready());
        assistant.choose("Validation data", QStringLiteral("another file"));
        assistant.type("Validation file", m_dir.filePath(QStringLiteral("nowhere.tsv")));
        QTRY_VERIFY(!assistant.complaint().isEmpty());
        assistant.dialog.resize(assistant.dialog.minimumSizeHint());
        settle();
        const auto* scroll = assistant.dialog.findChild<QScrollArea*>();
        QVERIFY(scroll->widget()->minimumSizeHint().width() <= scroll->viewport()->width());
    }

    void whatIsDataIsToldByItsName() {
        for (const char* name : {"a.tsv", "A.CSV", "b.txt", "c.tsv.gz"}) QVERIFY(ImportAssistant::isData(QLatin1String(name)));
        for (const char* name : {"a.yaml", "run", "events.jsonl"}) QVERIFY(!ImportAssistant::isData(QLatin1String(name)));
    }
    void everyLabelKeepsARowForTraining() {
        ColumnPreview labels;
        labels.labels = {{"rare", 1}, {"few", 2}, {"many", 100}};
        const auto shares = labelShares(labels, 0.9);
        QCOMPARE(shares[0].label, std::string("many"));
        QCOMPARE(shares[0].valid, std::int64_t(90));
        QCOMPARE(shares[1].valid, std::int64_t(1));
        QCOMPARE(shares[2].train, std::int64_t(1));
        QCOMPARE(shares[2].valid, std::int64_t(0));
    }
};

int main(int argc, char** argv) { return runUiTest<TestImporter>(argc, argv); }
#include "tst_importer.moc"
