#include <QtTest>

#include "engine/data/table_preview.h"
#include "engine/data/table_reader.h"
#include "tests/data/text_fixture.h"

using namespace layerlab;
using Separator = TextFileTask::Separator;
using Quoting = TextFileTask::Quoting;
using Rows = QVector<QStringList>;

class TestTables : public QObject {
    Q_OBJECT
    TextFolder m_folder;

    static Rows rowsOf(const std::string& file, const TableFormat& format = {}) {
        TableReader reader(file, format);
        Rows rows;
        while (reader.next()) {
            QStringList row;
            for (std::size_t c = 0; c < reader.columns(); ++c) {
                const std::string_view cell = reader.cell(c);
                row << QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
            }
            rows << row;
        }
        return rows;
    }
    std::string wrong(const std::string& file, const TableFormat& format = {}) const {
        return errorOf([&] { rowsOf(file, format); }, &m_folder);
    }

private Q_SLOTS:
    void quotesAndEscapesAreRead_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("separator");
        QTest::addColumn<int>("quoting");
        QTest::addColumn<Rows>("rows");
        const auto row = [](const char* name, const QByteArray& content, Separator separator, Quoting quoting, const Rows& rows) {
            QTest::newRow(name) << content << static_cast<int>(separator) << static_cast<int>(quoting) << rows;
        };
        using enum Separator;
        row("plain tabs", "a\tb\nc\td\n", Tab, Quoting::None, {{"a", "b"}, {"c", "d"}});
        row("no line end", "a\tb\nc\td", Tab, Quoting::None, {{"a", "b"}, {"c", "d"}});
        row("CRLF", "a\tb\r\nc\td\r\n", Tab, Quoting::Double, {{"a", "b"}, {"c", "d"}});
        row("BOM", "\xEF\xBB\xBF\"a\",b\nc,d\n", Comma, Quoting::Double, {{"a", "b"}, {"c", "d"}});
        row("empty cells", ",\n,x\n", Comma, Quoting::Double, {{"", ""}, {"", "x"}});
        row("blank lines", "a,b\n\n\r\nc,d\n", Comma, Quoting::Double, {{"a", "b"}, {"c", "d"}});
        row("semicolons", "a,1;b\n", Semicolon, Quoting::None, {{"a,1", "b"}});
        row("quoted separator", "\"a,b\",c\n", Comma, Quoting::Double, {{"a,b", "c"}});
        row("quoted line end", "\"a\nb\",c\r\nd,\"e\r\nf\"\r\n", Comma, Quoting::Double, {{"a\nb", "c"}, {"d", "e\r\nf"}});
        row("doubled quote", "\"say \"\"hi\"\"\",c\n", Comma, Quoting::Double, {{"say \"hi\"", "c"}});
        row("only quotes", "\"\",\"\"\"\"\n", Comma, Quoting::Double, {{"", "\""}});
        row("quote within a cell", "5\" disk,c\n", Comma, Quoting::Double, {{"5\" disk", "c"}});
        row("quotes are characters", "\"a\tb\"\n", Tab, Quoting::None, {{"\"a", "b\""}});
        row("quoted at the end of the file", "a,\"b\"", Comma, Quoting::Double, {{"a", "b"}});
        row("escapes", "\"a\\\"b\\n\\t\\\\c\",d\\q\n", Comma, Quoting::Backslash, {{"a\"b\n\t\\c", "d\\q"}});
        row("escapes without quotes", "a\\tb\tc\\n\n", Tab, Quoting::Backslash, {{"a\tb", "c\n"}});
        row("a backslash is a character", "a\\n,b\n", Comma, Quoting::Double, {{"a\\n", "b"}});
        row("an escaped backslash ends a cell", "\"a\\\\\",b\n", Comma, Quoting::Backslash, {{"a\\", "b"}});
        row("found: quotes", "\"a\tb\"\tc\n\"d\"\te\n", Tab, Quoting::Automatic, {{"a\tb", "c"}, {"d", "e"}});
        row("found: no quotes", "\" good\tc\n\"d\"\te\n", Tab, Quoting::Automatic, {{"\" good", "c"}, {"\"d\"", "e"}});
        row("found: escapes", "\"a \\\"b\\\" c\",d\n", Comma, Quoting::Automatic, {{"a \"b\" c", "d"}});
        row("Chinese", "好,\"电,影\"\n", Comma, Quoting::Double, {{"好", "电,影"}});
    }
    void quotesAndEscapesAreRead() {
        QFETCH(QByteArray, content);
        QFETCH(int, separator);
        QFETCH(int, quoting);
        const TableFormat format{static_cast<Separator>(separator), static_cast<Quoting>(quoting), false};
        QTEST(rowsOf(m_folder.file("table", content), format), "rows");
        QTEST(rowsOf(m_folder.packed("table.gz", content), format), "rows");
    }
    void whatIsWrittenWithQuotesComesBack() {
        // Cells of the characters that matter, over several blocks.
        const QStringList parts{"a", ",", "\"", "\n", "\r\n", "好", "\\", " ", ""};
        QByteArray content;
        Rows rows;
        quint32 state = 7;
        const auto next = [&state] { return (state = state * 1664525u + 1013904223u) >> 16; };
        for (int r = 0; r < 40'000; ++r) {
            QStringList row;
            for (int c = 0; c < 3; ++c) {
                QString cell = "x";
                for (quint32 i = next() % 12; i > 0; --i) cell += parts[static_cast<qsizetype>(next() % 9)];
                row << cell;
                content += (c ? ",\"" : "\"") + QString(cell).replace("\"", "\"\"").toUtf8() + "\"";
            }
            content += "\n";
            rows << row;
        }
        QVERIFY(content.size() > 1 << 20);
        QVERIFY(rowsOf(m_folder.file("round.csv", content)) == rows);
    }
    void theNameSaysTheSeparator() {
        QCOMPARE(rowsOf(m_folder.file("name.csv", "a,b\tc\n")), (Rows{{"a", "b\tc"}}));
        QCOMPARE(rowsOf(m_folder.file("name.tsv", "a,b\tc\n")), (Rows{{"a,b", "c"}}));
        QCOMPARE(rowsOf(m_folder.packed("name.CSV.gz", "a,b\tc\n")), (Rows{{"a", "b\tc"}}));
    }
    void columnsAreFoundByNameAndNumber() {
        const TableReader named(m_folder.file("named.tsv", "text\t2\na\tb\n"), {Separator::Tab, Quoting::None, true});
        QCOMPARE(named.column("text", "k"), std::size_t{0});
        QCOMPARE(named.column("2", "k"), std::size_t{1});
        QCOMPARE(named.column("1", "k"), std::size_t{0});
        QCOMPARE(errorOf([&] { named.column("lable", "task.label_column"); }, &m_folder),
                 std::string("named.tsv:1:1: task.label_column: no column 'lable'; the header has: text, 2"));
        QCOMPARE(errorOf([&] { named.column("3", "task.label_column"); }, &m_folder),
                 std::string("named.tsv:1:1: 2 columns; task.label_column is column 3 (columns are separated by tabs)"));
        const TableReader plain(m_folder.file("plain.csv", "a\n"), {});
        QCOMPARE(errorOf([&] { plain.column("2", "task.label_column"); }, &m_folder),
                 std::string("plain.csv:1:1: 1 column; task.label_column is column 2 (columns are separated by commas)"));
        QCOMPARE(errorOf([&] { plain.column("text", "task.text_column"); }, &m_folder),
                 std::string("plain.csv: task.text_column: no column 'text'; without a header line columns are numbers from 1"));
    }
    void badTablesAreNamed_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("header");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const QByteArray& content, const char* message, bool header = false) {
            QTest::newRow(name) << content << header << QString::fromUtf8(message);
        };
        row("empty", "", "bad.csv: the file is empty");
        row("only a mark", "\xEF\xBB\xBF", "bad.csv: the file is empty");
        row("blank lines", "\n\r\n", "bad.csv: no rows, only blank lines; name a file with rows");
        row("only a header", "a,b\n", "bad.csv: only a header line and no rows; if the line is a row, set task.header to false", true);
        row("fewer columns", "a,b\nab\n", "bad.csv:2:3: number of columns: 1 here, 2 in line 1 (columns are separated by commas)");
        row("more columns", "\na,b\na,好,c\n", "bad.csv:3:5: number of columns: 3 here, 2 in line 2 (columns are separated by commas)");
        row("NUL", QByteArray("a,b\nc\0,d\n", 9), "bad.csv:2:2: a NUL byte: this is no text file");
        row("not UTF-8", "a,b\n好\xff,d\n", "bad.csv:2:2: bytes that are not UTF-8; save the file as UTF-8");
        row("cut UTF-8", "a,b\nc,\xE5\xA5", "bad.csv:2:3: bytes that are not UTF-8; save the file as UTF-8");
        row("UTF-16",
            QByteArray("\xFF\xFE"
                       "a\0,\0",
                       6),
            "bad.csv:1:1: the text is UTF-16; save the file as UTF-8");
        row("binary",
            QByteArray("\x7f"
                       "ELF\2\1\1\0\0\0\0",
                       11),
            "bad.csv:1:8: a NUL byte: this is no text file");
        row("unclosed quote", "a,b\n\"c\nd\",\"e\nf,g\n",
            "bad.csv:3:4: the quote opened here is never closed; close it, or set task.quoting to none");
        row("after a quote", "a,b\n\"c\n\" d,e\n",
            "bad.csv:3:2: text after the closing quote; a quote within quotes is written \"\" (or set quoting to none)");
        row("a line after lines in quotes", "\"a\n\n\",b\nx\n",
            "bad.csv:4:2: number of columns: 1 here, 2 in line 1 (columns are separated by commas)");
    }
    void badTablesAreNamed() {
        QFETCH(QByteArray, content);
        QFETCH(bool, header);
        QFETCH(QString, message);
        const std::string file = m_folder.file("bad.csv", content);
        QCOMPARE(QString::fromStdString(wrong(file, {Separator::Automatic, Quoting::Double, header})), message);
    }
    void whatIsNoFileIsNamed() {
        QCOMPARE(wrong(m_folder.path("none.tsv")), std::string("none.tsv: no such file; check the path"));
        QVERIFY(QDir(QString::fromStdString(m_folder.path())).mkpath("folder"));
        QCOMPARE(wrong(m_folder.path("folder")), std::string("folder: this is a folder; a text file is expected"));
        QCOMPARE(wrong("/dev/null"), std::string("/dev/null: this is a device or a pipe; a text file is expected"));
        const std::string locked = m_folder.file("locked.tsv", "a\tb\n");
        QVERIFY(QFile::setPermissions(QString::fromStdString(locked), {}));
        if (!QFile(QString::fromStdString(locked)).open(QIODevice::ReadOnly))  // an administrator reads everything
            QCOMPARE(wrong(locked), std::string("locked.tsv: cannot be read; check its permissions"));
        QByteArray noise;
        for (int i = 0; i < 50'000; ++i) noise += QByteArray::number(i * 7919 % 65'537) + "\tx\n";
        const std::string packed = m_folder.packed("cut.gz", noise);
        QVERIFY(QFile::resize(QString::fromStdString(packed), 30'000));
        QCOMPARE(wrong(packed), std::string("cut.gz: the archive is damaged or cut off; copy it again"));
    }
    void rowsAreLimited() {
        const QByteArray most(8 << 20, 'x');
        QCOMPARE(rowsOf(m_folder.file("long.tsv", most + "\ny\n")).size(), 2);
        QCOMPARE(wrong(m_folder.file("long.tsv", "y\n" + most + "x\ny\n")),
                 std::string("long.tsv:2:1: a row of more than 8 MiB; divide it into several"));
        QCOMPARE(wrong(m_folder.file("long.tsv", "y\n" + most + most)),
                 std::string("long.tsv:2:1: a row of more than 8 MiB; divide it into several"));
        QCOMPARE(wrong(m_folder.file("long.csv", "y,z\ny,\"" + most + most + "\n")),
                 std::string("long.csv:2:3: the quote opened here is not closed within 8 MiB; close it, or set task.quoting to none"));
    }
    void readingIsFollowedAndStopped() {
        const std::string file = m_folder.file("much.tsv", QByteArray("abc\tx\n").repeated(1'000'000));
        std::int64_t last = 0, all = 0;
        bool grows = true;
        ReadWatch watch;
        watch.progress = [&](std::int64_t done, std::int64_t of) {
            grows = grows && done >= last;
            last = done;
            all = of;
        };
        TableReader reader(file, {}, watch);
        std::int64_t rows = 0;
        while (reader.next()) ++rows;
        QCOMPARE(rows, 1'000'000);
        QVERIFY(grows);
        QCOMPARE(last, 6'000'000);
        QCOMPARE(all, 6'000'000);
        int asked = 0;
        watch.cancelled = [&] { return ++asked == 3; };
        std::int64_t before = 0;
        QCOMPARE(errorOf([&] {
                     TableReader stopped(file, {}, watch);
                     while (stopped.next()) ++before;
                 }),
                 "kind " + std::to_string(static_cast<int>(ErrorKind::Cancelled)) + ": stopped");
        QVERIFY(before > 0 && before < 1'000'000);
    }

    void aPreviewSaysWhatTheColumnsAre() {
        QByteArray content = "id;review;stars\n";
        for (int i = 0; i < 300; ++i)
            content += QByteArray::number(i) + ";\"text; with " + QByteArray("many ").repeated(i % 40) + "words\";" +
                       (i % 3 ? "good" : "bad") + "\n";
        const TablePreview preview = previewTable(m_folder.file("preview.csv", content));
        QCOMPARE(preview.separator, Separator::Semicolon);
        QCOMPARE(preview.quoting, Quoting::Double);
        QVERIFY(preview.header);
        QCOMPARE(preview.names, (std::vector<std::string>{"id", "review", "stars"}));
        QCOMPARE(preview.rows_read, 300);
        QVERIFY(preview.complete);
        QCOMPARE(preview.rows.size(), TablePreview::rows_shown);
        QCOMPARE(preview.rows[1][1], std::string("text; with many words"));
        QCOMPARE(preview.text_column, 1);
        QCOMPARE(preview.label_column, 2);
        const ColumnPreview& label = preview.columns[2];
        QCOMPARE(label.distinct, 2);
        QCOMPARE(label.labels.at("bad"), 100);
        QCOMPARE(label.labels.at("good"), 200);
        const ColumnPreview& review = preview.columns[1];
        QCOMPARE(review.longest, 43);  // text ; with 39 × many words
        QCOMPARE(review.percentile_95, 41);
        QCOMPARE(review.bucket, 2);
        std::int64_t cells = 0;
        for (const auto count : review.lengths) cells += count;
        QCOMPARE(cells, 300);
        QVERIFY(review.looks_like_text && !review.looks_like_label);
    }
    void aPreviewGuesses_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("separator");
        QTest::addColumn<bool>("header");
        const auto row = [](const char* title, const char* name, const QByteArray& content, Separator separator, bool header) {
            QTest::newRow(title) << QString(name) << content << static_cast<int>(separator) << header;
        };
        const QByteArray rows = QByteArray("a good film, really\tpos\nnot a good one\tneg\n").repeated(10);
        row("tabs without a header", "a.tsv", rows, Separator::Tab, false);
        row("tabs in a .csv", "b.csv", rows, Separator::Tab, false);
        row("usual names", "c.tsv", "sentence\tlabel\n" + rows, Separator::Tab, true);
        row("names above few values", "d.tsv", "what\tsentiment\n" + rows, Separator::Tab, true);
        row("names above numbers", "e.csv", "what,points\na b,1\nc d,2\ne f,3\n", Separator::Comma, true);
        row("numbers first", "f.csv", "a b,1\nc d,2\ne f,3\n", Separator::Comma, false);
        row("prose", "g.txt", "One line, of text.\nAnother line.\n", Separator::Tab, false);
    }
    void aPreviewGuesses() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        const TablePreview preview = previewTable(m_folder.file(name, content));
        QTEST(static_cast<int>(preview.separator), "separator");
        QTEST(preview.header, "header");
    }
    void aPreviewReadsTheBeginningOnly() {
        const std::string file =
            m_folder.file("large.tsv", QByteArray("some words of a text\tx\nother words\ty\n").repeated(1'000'000) + "unfinished\n");
        std::int64_t read = 0;
        PreviewOptions options;
        options.watch.progress = [&](std::int64_t done, std::int64_t) { read = std::max(read, done); };
        const TablePreview preview = previewTable(file, options);
        QCOMPARE(preview.rows_read, TablePreview::most_rows);
        QVERIFY(!preview.complete);
        QVERIFY(read < 8 << 20);
        QVERIFY(errorOf([&] { previewTable(m_folder.path("none")); }).ends_with("no such file; check the path"));
        QCOMPARE(errorOf([&] { previewTable(m_folder.file("h.tsv", "text\tlabel\n"), {}); }, &m_folder),
                 std::string("h.tsv: only a header line and no rows; if the line is a row, set task.header to false"));
    }
    void whatIsSaidIsNotGuessed() {
        const std::string file = m_folder.file("said.tsv", "text\tlabel\na, b\t1\nc, d\t2\n");
        PreviewOptions options;
        options.separator = Separator::Tab;
        options.quoting = Quoting::Backslash;
        options.header = false;
        const TablePreview preview = previewTable(file, options);
        QCOMPARE(preview.quoting, Quoting::Backslash);
        QVERIFY(!preview.header);
        QCOMPARE(preview.names, (std::vector<std::string>{"1", "2"}));
        QCOMPARE(preview.rows_read, 3);
    }
};

QTEST_APPLESS_MAIN(TestTables)
#include "tst_tables.moc"
