// The help as a person reads it: pages that are whole in both languages, links that lead somewhere, a search that finds.
#include "tests/ui/ui_fixture.h"

#include <QSvgRenderer>

#include "engine/experiment/composition.h"
#include "engine/experiment/fields.h"
#include "engine/experiment/yaml.h"
#include "ui/help/help_browser.h"
#include "ui/help/help_pages.h"
#include "ui/help/help_window.h"
#include "ui/shell/actions.h"
#include "ui/shell/language.h"

using namespace layerlab;

namespace {

// As it is in that language's folder, without falling back on the other one.
QString written(const QString& language, const QString& page) {
    return QString::fromUtf8(readAll(QStringLiteral(":/help/%1/%2.md").arg(language, page)));
}

bool isGenerated(const QString& page) {
    return page == QLatin1String("keys") || page == QLatin1String("commands") || page == QLatin1String("together");
}

QStringList rowOf(const QTextTable& table, int row) {
    QStringList cells;
    for (int column = 0; column < table.columns(); ++column) cells << table.cellAt(row, column).firstCursorPosition().block().text();
    return cells;
}

void read(QTextDocument& document, const QString& markdown) { document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub); }

struct Found {
    QStringList links, pictures;
};
Found linksAndPictures(const QTextDocument& document) {
    Found found;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextCharFormat format = part.fragment().charFormat();
            if (format.isImageFormat()) found.pictures << format.toImageFormat().name();
            else if (format.isAnchor() && !format.anchorHref().isEmpty()) found.links << format.anchorHref();
        }
    return found;
}

QStringList anchorsOf(const QString& markdown) {
    QTextDocument document;
    read(document, markdown);
    QStringList anchors;
    for (const HelpHeading& heading : headingsOf(document)) anchors << headingAnchor(heading.text);
    return anchors;
}

HelpBrowser* browserOf(const HelpWindow& window) { return window.findChild<HelpBrowser*>(); }
QLineEdit* searchOf(const HelpWindow& window) { return window.findChild<QLineEdit*>(); }
QTreeWidget* contentsOf(const HelpWindow& window) { return window.findChild<QTreeWidget*>(); }

QString titleShown(const HelpWindow& window) { return browserOf(window)->document()->begin().text(); }

// The heading at the top of what is seen.
QString headingSeen(const HelpWindow& window) {
    HelpBrowser* browser = browserOf(window);
    QString heading;
    for (const HelpHeading& one : headingsOf(*browser->document())) {
        QTextCursor cursor(browser->document());
        cursor.setPosition(one.position);
        if (browser->cursorRect(cursor).top() > browser->viewport()->height() / 3) break;
        heading = one.text;
    }
    return heading;
}

// Where the first link to `address` is, scrolled to.
QPoint placeOfLink(HelpBrowser* browser, const QString& address) {
    for (QTextBlock block = browser->document()->begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (part.fragment().charFormat().anchorHref() != address) continue;
            QTextCursor cursor(browser->document());
            cursor.setPosition(part.fragment().position() + 1);
            browser->setTextCursor(cursor);
            browser->ensureCursorVisible();
            return browser->cursorRect(cursor).center();
        }
    return {};
}

}  // namespace

class TestHelp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        QSettings().clear();
        saveLanguage(Language::English);  // whatever this machine speaks
        setTheme(Theme::light());
    }

    void everyLinkAndPictureOfAPageLeadsSomewhere_data() {
        QTest::addColumn<QString>("markdown");
        for (const QString& page : helpPages()) {
            if (isGenerated(page)) {
                QTest::newRow(qPrintable(page)) << helpMarkdown(page, false, {});
                continue;
            }
            for (const QString& language : {QStringLiteral("en"), QStringLiteral("zh")})
                QTest::newRow(qPrintable(language + '/' + page)) << written(language, page);
        }
    }
    void everyLinkAndPictureOfAPageLeadsSomewhere() {
        QFETCH(QString, markdown);
        QVERIFY(!markdown.isEmpty());
        QTextDocument document;
        read(document, markdown);
        const Found found = linksAndPictures(document);
        for (const QString& picture : found.pictures) {
            QVERIFY2(picture.startsWith(QLatin1String("../images/")), qPrintable(picture));
            const QByteArray svg = readAll(QStringLiteral(":/help/images/") + picture.section('/', -1));
            QVERIFY2(QSvgRenderer(svg).isValid(), qPrintable(picture));
        }
        for (const QString& link : found.links) {
            const QUrl url(link);
            if (!url.scheme().isEmpty()) {
                QCOMPARE(url.scheme(), QStringLiteral("https"));
                continue;
            }
            QVERIFY2(url.path().endsWith(QLatin1String(".md")), qPrintable(link));
            const QString page = url.path().chopped(3);
            QVERIFY2(helpPages().contains(page), qPrintable(link));
            // Links name the English headings in every language.
            if (url.hasFragment())
                QVERIFY2(anchorsOf(helpMarkdown(page, false, {})).contains(url.fragment(QUrl::FullyDecoded)), qPrintable(link));
        }
    }

    void aChinesePageHasTheHeadingsTablesAndPicturesOfTheEnglishOne_data() {
        QTest::addColumn<QString>("page");
        for (const QString& page : helpPages())
            if (!isGenerated(page)) QTest::newRow(qPrintable(page)) << page;
    }
    void aChinesePageHasTheHeadingsTablesAndPicturesOfTheEnglishOne() {
        QFETCH(QString, page);
        QTextDocument english, chinese;
        read(english, written(QStringLiteral("en"), page));
        read(chinese, written(QStringLiteral("zh"), page));
        const QList<HelpHeading> here = headingsOf(english), there = headingsOf(chinese);
        QCOMPARE(there.size(), here.size());
        for (int i = 0; i < here.size(); ++i) QCOMPARE(there[i].level, here[i].level);
        QCOMPARE(linksAndPictures(chinese).pictures, linksAndPictures(english).pictures);
        const auto rows = [](const QTextDocument& document) {
            QList<int> counts;
            for (QTextFrame* frame : document.rootFrame()->childFrames())
                if (const auto* table = qobject_cast<QTextTable*>(frame)) counts << table->rows();
            return counts;
        };
        QCOMPARE(rows(chinese), rows(english));
        static const QRegularExpression ideograph(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
        QVERIFY(chinese.toPlainText().count(ideograph) > 100);
    }

    void thePageOfKeysNamesEveryKeyOnce() {
        QTextDocument document;
        read(document, keysMarkdown());
        const QString text = document.toPlainText();
        const QStringList lines = text.split('\n');
        for (const KeyHelp& key : allKeys())
            QVERIFY2(lines.count(QString::fromStdString(key.path)) == 1, qPrintable(QString::fromStdString(key.path)));
        QVERIFY(text.contains(QLatin1String("[UNK]")));  // not taken for a link
        QVERIFY(text.contains(QLatin1String("from 0 to 1 (not itself)")));
    }

    void everyTechniqueHasAPageThatNamesItsKeys() {
        QStringList techniques;
        for (const KeyHelp& key : allKeys()) {
            const QStringList parts = QString::fromStdString(key.path).split('.');
            if (parts.size() < 3 || parts[0] != QLatin1String("techniques")) continue;
            techniques << parts[1];
            QVERIFY2(helpPages().contains(parts[1]), qPrintable(parts[1]));
            QVERIFY2(written(QStringLiteral("en"), parts[1]).contains(QString::fromStdString(key.path)), key.path.c_str());
        }
        QVERIFY(techniques.size() >= 2);
    }

    void thePageOfTechniquesHasARowForEveryPair() {
        QTextDocument document;
        read(document, compositionsMarkdown());
        QList<const QTextTable*> tables;
        for (QTextFrame* frame : document.rootFrame()->childFrames())
            if (const auto* table = qobject_cast<QTextTable*>(frame)) tables << table;
        QCOMPARE(tables.size(), 2);
        const QTextTable &matrix = *tables[0], &pairs = *tables[1];

        // Every pair stands in the matrix twice, the same both ways; nothing goes with itself.
        QCOMPARE(matrix.rows(), matrix.columns());
        const int techniques = matrix.rows() - 1;
        QCOMPARE(static_cast<int>(compositions().size()), techniques * (techniques - 1) / 2);
        int yes = 0, no = 0;
        for (int row = 1; row <= techniques; ++row) {
            const QStringList cells = rowOf(matrix, row);
            QCOMPARE(cells[0], rowOf(matrix, 0)[row]);
            QCOMPARE(cells[row], QStringLiteral("—"));
            for (int column = 1; column <= techniques; ++column) QCOMPARE(cells[column], rowOf(matrix, column)[row]);
            yes += static_cast<int>(cells.count(QStringLiteral("yes")));
            no += static_cast<int>(cells.count(QStringLiteral("no")));
        }
        const auto allowed = static_cast<int>(
            std::count_if(compositions().begin(), compositions().end(), [](const Composition& pair) { return pair.allowed; }));
        QCOMPARE(yes, 2 * allowed);
        QCOMPARE(no, 2 * (static_cast<int>(compositions().size()) - allowed));

        QCOMPARE(pairs.rows() - 1, static_cast<int>(compositions().size()));
        for (int row = 1; row < pairs.rows(); ++row) {
            const Composition& pair = compositions().at(static_cast<std::size_t>(row - 1));
            const QStringList cells = rowOf(pairs, row);
            QCOMPARE(cells[1], pair.allowed ? QStringLiteral("yes") : QStringLiteral("no"));
            QCOMPARE(cells[2], QString::fromUtf8(pair.how));
        }
    }

    void everyTechniqueIsInThePageOfTechniques() {
        QTextDocument document;
        read(document, compositionsMarkdown());
        const QStringList links = linksAndPictures(document).links;
        for (const KeyHelp& key : allKeys()) {
            const QStringList parts = QString::fromStdString(key.path).split('.');
            if (parts.size() < 3 || parts[0] != QLatin1String("techniques")) continue;
            QVERIFY2(links.contains(parts[1] + QStringLiteral(".md")), qPrintable(parts[1]));
        }
    }

    void everyExampleOfAPageCanBeTrained_data() {
        QTest::addColumn<QString>("example");
        static const QRegularExpression block(QStringLiteral("```yaml\\n(layerlab: 1\\n.*?)```"),
                                              QRegularExpression::DotMatchesEverythingOption);
        for (const QString& page : helpPages())
            for (const QString& language : {QStringLiteral("en"), QStringLiteral("zh")}) {
                int number = 0;
                for (auto found = block.globalMatch(written(language, page)); found.hasNext();)
                    QTest::addRow("%s/%s %d", qPrintable(language), qPrintable(page), ++number) << found.next().captured(1);
            }
    }
    void everyExampleOfAPageCanBeTrained() {
        QFETCH(QString, example);
        const ReadResult result = readExperiment(example.toStdString());
        for (const Problem& problem : result.problems) QVERIFY2(problem.warning, problem.message.c_str());
    }

    void thePageOfCommandsNamesEveryCommandWithItsKeys() {
        QWidget window;
        const Actions actions(&window);
        QTextDocument document;
        read(document, commandsMarkdown(actions.all()));
        const QStringList lines = document.toPlainText().split('\n');
        for (const QAction* action : actions.all()) {
            QString name = action->text();
            QVERIFY2(lines.contains(name.remove('&')), qPrintable(name));
            if (!action->shortcut().isEmpty())
                QVERIFY2(document.toPlainText().contains(action->shortcut().toString(QKeySequence::NativeText)), qPrintable(name));
        }
    }

    void theWindowOpensAtTheHeadingAskedFor() {
        HelpWindow window;
        window.showHelp(QStringLiteral("layer_drop"), QStringLiteral("what-it-does"));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(titleShown(window), QStringLiteral("LayerDrop"));
        QTRY_COMPARE(headingSeen(window), QStringLiteral("What it does"));
        QVERIFY(window.windowTitle().contains(QLatin1String("LayerDrop")));
        window.showHelp(QStringLiteral("no_such_page"));
        QCOMPARE(window.page(), QStringLiteral("first_steps"));
    }

    void aLinkIsFollowedAndBackAndForwardReturn() {
        HelpWindow window;
        window.showHelp();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        HelpBrowser* browser = browserOf(window);
        const QPoint link = placeOfLink(browser, QStringLiteral("tasks.md#labelled-text"));
        QVERIFY(!link.isNull());
        const int scrolled = browser->verticalScrollBar()->value();
        QTest::mouseClick(browser->viewport(), Qt::LeftButton, {}, link);
        QCOMPARE(window.page(), QStringLiteral("tasks"));
        QTRY_COMPARE(headingSeen(window), QStringLiteral("Labelled text"));
        QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(window.page(), QStringLiteral("first_steps"));
        QCOMPARE(browser->verticalScrollBar()->value(), scrolled);
        QTest::keyClick(&window, Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(window.page(), QStringLiteral("tasks"));
    }

    // Parsing every page takes a while; the one asked for does not wait for it.
    void thePageIsThereBeforeTheContents() {
        HelpWindow window;
        window.showHelp(QStringLiteral("sharing"));
        QCOMPARE(contentsOf(window)->topLevelItemCount(), 0);
        QCOMPARE(titleShown(window), QStringLiteral("Parameter sharing"));
        QVERIFY(window.windowTitle().contains(QLatin1String("Parameter sharing")));
        QTRY_COMPARE(contentsOf(window)->topLevelItemCount(), helpPages().size());
        // The contents have found the place of the page.
        QVERIFY(contentsOf(window)->currentItem());
        QCOMPARE(contentsOf(window)->currentItem()->text(0), QStringLiteral("Parameter sharing"));
    }

    void whatIsTypedBeforeTheContentsAreThereIsSearchedInThem() {
        HelpWindow window;
        window.showHelp();
        searchOf(window)->setText(QStringLiteral("SafeTensors"));
        QCOMPARE(contentsOf(window)->topLevelItemCount(), 0);
        bool says_so = false;
        for (const QLabel* label : window.findChildren<QLabel*>()) says_so |= label->text() == QStringLiteral("Reading…");
        QVERIFY(says_so);
        QTRY_COMPARE(contentsOf(window)->topLevelItemCount(), 1);
        for (const QLabel* label : window.findChildren<QLabel*>()) QVERIFY(label->text() != QStringLiteral("Reading…"));
    }

    void otherCommandsAreListedAtOnce() {
        HelpWindow window;
        QAction first(QStringLiteral("Sing aloud")), second(QStringLiteral("Whistle softly"));
        window.setActions({&first});
        window.showHelp(QStringLiteral("commands"));
        QVERIFY(browserOf(window)->toPlainText().contains(first.text()));
        window.setActions({&second});
        QVERIFY(browserOf(window)->toPlainText().contains(second.text()));
        QVERIFY(!browserOf(window)->toPlainText().contains(first.text()));
        // The search knows the new ones, not those that were being read when they came.
        searchOf(window)->setText(QStringLiteral("whistle softly"));
        QTRY_COMPARE(contentsOf(window)->topLevelItemCount(), 1);
        searchOf(window)->setText(QStringLiteral("sing aloud"));
        QCOMPARE(contentsOf(window)->topLevelItemCount(), 0);
    }

    void theContentsLeadToEverySection() {
        HelpWindow window;
        window.showHelp();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTreeWidget* contents = contentsOf(window);
        QTRY_COMPARE(contents->topLevelItemCount(), helpPages().size());
        QTreeWidgetItem* sharing = contents->topLevelItem(static_cast<int>(helpPages().indexOf(QStringLiteral("sharing"))));
        QCOMPARE(sharing->text(0), QStringLiteral("Parameter sharing"));
        contents->setCurrentItem(sharing->child(1));
        QCOMPARE(window.page(), QStringLiteral("sharing"));
        QTRY_COMPARE(headingSeen(window), sharing->child(1)->text(0));
    }

    void theSearchFiltersPagesAndJumpsFromPlaceToPlace() {
        HelpWindow window;
        window.showHelp();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
        QLineEdit* line = searchOf(window);
        QTRY_VERIFY(line->hasFocus());
        QTreeWidget* contents = contentsOf(window);
        QTRY_COMPARE(contents->topLevelItemCount(), helpPages().size());
        QTest::keyClicks(line, QStringLiteral("SafeTensors"));
        QCOMPARE(contents->topLevelItemCount(), 1);
        QVERIFY(contents->topLevelItem(0)->child(0)->text(0).contains(QLatin1String("safetensors")));
        QCOMPARE(window.page(), QStringLiteral("first_steps"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(window.page(), QStringLiteral("files"));
        HelpBrowser* browser = browserOf(window);
        const QList<QTextEdit::ExtraSelection> marks = browser->extraSelections();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.front().cursor.selectedText(), QStringLiteral("safetensors"));
        QVERIFY(browser->viewport()->rect().contains(browser->cursorRect(marks.front().cursor)));
        line->clear();
        QTest::keyClicks(line, QStringLiteral("no such thing anywhere"));
        QCOMPARE(contents->topLevelItemCount(), 0);
        line->clear();
        QCOMPARE(contents->topLevelItemCount(), helpPages().size());
        QVERIFY(browser->extraSelections().isEmpty());
    }

    void everyWordTypedMustOccur() {
        QCOMPARE(helpMatches(QStringLiteral("One rate, two Rates"), QStringLiteral("rate")).size(), 2);
        QCOMPARE(helpMatches(QStringLiteral("One rate, two Rates"), QStringLiteral("rate one")).size(), 3);
        QCOMPARE(helpMatches(QStringLiteral("One rate, two Rates"), QStringLiteral("rate three")).size(), 0);
    }

    void picturesAreNoWiderThanThePage() {
        HelpWindow window;
        window.showHelp(QStringLiteral("sharing"));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto pictureWidth = [&window] {
            double width = 0;
            const QTextDocument& document = *browserOf(window)->document();
            for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
                for (auto part = block.begin(); !part.atEnd(); ++part)
                    if (part.fragment().charFormat().isImageFormat()) width = part.fragment().charFormat().toImageFormat().width();
            return width;
        };
        window.resize(1600, 700);
        settle();
        const double wide = pictureWidth();
        QVERIFY(wide > 400);
        window.resize(560, 500);
        settle();
        QVERIFY(pictureWidth() < wide);
        QVERIFY(pictureWidth() <= browserOf(window)->viewport()->width());
    }

    void aChangeOfThemeRecoloursThePageInPlace() {
        HelpWindow window;
        window.showHelp(QStringLiteral("depths"), QStringLiteral("settings"));
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        HelpBrowser* browser = browserOf(window);
        const int scrolled = browser->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        const auto linkColour = [browser] {
            for (QTextBlock block = browser->document()->begin(); block.isValid(); block = block.next())
                for (auto part = block.begin(); !part.atEnd(); ++part)
                    if (part.fragment().charFormat().isAnchor()) return part.fragment().charFormat().foreground().color();
            return QColor();
        };
        QCOMPARE(linkColour(), Theme::light().accent);
        setTheme(Theme::darkTheme());
        settle();
        QCOMPARE(linkColour(), Theme::darkTheme().accent);
        QCOMPARE(browser->verticalScrollBar()->value(), scrolled);
    }

    void helpIsAboutWhatHasTheFocus() {
        QWidget section;
        section.setProperty("helpPage", QStringLiteral("sharing"));
        auto* row = new QWidget(&section);
        auto* field = new QLineEdit(row);
        QCOMPARE(HelpWindow::pageFor(field), QStringLiteral("sharing"));
        row->setProperty("helpPage", QStringLiteral("depths"));
        QCOMPARE(HelpWindow::pageFor(field), QStringLiteral("depths"));
        const QWidget other;
        QCOMPARE(HelpWindow::pageFor(&other), QStringLiteral("first_steps"));
        QCOMPARE(HelpWindow::pageFor(nullptr), QStringLiteral("first_steps"));
    }

    void escapeClosesAndThePlaceOnTheScreenIsRemembered() {
        {
            HelpWindow window;
            window.showHelp();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            window.resize(640, 480);
            settle();
            QTest::keyClick(&window, Qt::Key_Escape);
            QTRY_VERIFY(!window.isVisible());
        }
        const HelpWindow again;
        QCOMPARE(again.size(), QSize(640, 480));
    }

    void whatTakesTheFocusHasAName() {
        HelpWindow window;
        window.showHelp();
        for (const QWidget* widget : window.findChildren<QWidget*>())
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible() && !qobject_cast<const QSplitterHandle*>(widget) &&
                !widget->objectName().startsWith(QLatin1String("qt_")))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
};

int main(int argc, char** argv) { return runUiTest<TestHelp>(argc, argv); }
#include "tst_help.moc"
