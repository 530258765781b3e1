// The YAML tab: what is offered at which place, taken by keys, and explained under the mouse.
#include "tests/ui/ui_fixture.h"

#include "engine/experiment/fields.h"
#include "ui/session/experiment_document.h"
#include "ui/shell/code_edit.h"
#include "ui/shell/completion_popup.h"
#include "ui/shell/yaml_completion.h"
#include "ui/shell/yaml_editor.h"

using namespace layerlab;

class TestYaml : public QObject {
    Q_OBJECT

    // "|" marks the cursor.
    static Completions at(QString marked) {
        const auto cursor = static_cast<int>(marked.indexOf('|'));
        return completionsAt(marked.remove('|'), cursor);
    }
    static QString offered(const Completions& completions) {
        QStringList texts;
        for (const Completion& entry : completions.entries) texts << entry.text;
        return texts.join(',');
    }

    struct Window : QWidget {
        ExperimentDocument document;
        YamlEditor* yaml;
        explicit Window(const QString& text) {
            document.setYaml(text);
            yaml = new YamlEditor(document);
            auto* column = new QVBoxLayout(this);
            column->setContentsMargins(0, 0, 0, 0);
            column->addWidget(yaml);
            resize(700, 500);
            show();
            edit()->setFocus();
            edit()->moveCursor(QTextCursor::End);
        }
        CodeEdit* edit() { return yaml->editor(); }
        CompletionPopup* popup() { return yaml->completions(); }
        QString text() { return edit()->toPlainText(); }
        void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
            QTest::keyClick(edit(), static_cast<Qt::Key>(key), modifiers);
            settle();
        }
        void type(const QString& keys) {
            QTest::keyClicks(edit(), keys);
            settle();
        }
    };

private Q_SLOTS:
    void thePlaceDecidesWhatIsOffered_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(expected);
        };
        row("a key at the left", "layerlab: 1\ntr|", "train");
        row("keys not yet written", "train:\n  steps: 5\n|", "layerlab,name,description,seed,task,model,from,techniques,evaluate,stages,sweep");
        row("keys written further down", "|\nname: a\nseed: 1\ntask: {}\nmodel: {}\ntechniques: {}\nevaluate: {}\nstages: []\ntrain: {}",
            "layerlab,description,from,sweep");
        row("a block", "train:\n  sch|", "schedule");
        row("the middle of a block", "techniques:\n  sha|\n  layer_drop: {rate: 0.2}\ntrain: {}", "sharing");
        row("what is there is left out", "techniques:\n  layer_drop: {rate: 0.2}\n  |", "sharing,theseus,ladder,distillation,truncation");
        row("a key is offered where it is edited", "train:\n  steps|: 4", "steps,warmup_steps");
        row("braces", "task: {kind: hops, |}", "length,symbols,max_hops,valid_examples,test_examples");
        row("the task's kind counts", "task: {kind: text_file, le|}", "max_length,train_examples");
        row("braces within braces", "evaluate: {every: 200, depths: {keep: every_other, t|}}", "to,at_most");
        row("braces over two lines", "train: {steps: 10,\n        warm|", "warmup_steps");
        row("a brace left open above", "model: {layers: 4\ntrain:\n  sch|", "schedule");
        row("a list of blocks", "model:\n  stack:\n    - heads: 4\n      sk|", "skip");
        row("the next of a list", "model:\n  stack:\n    - heads: 4\n    - hea|", "heads,head_size");
        row("a list under its key's column", "stages:\n- name: a\n  fr|", "from");
        row("a list in brackets", "model: {stack: [{heads: 4}, {sk|}]}", "skip");
        row("a list that needs a dash", "model:\n  stack:\n    sk|", "skip");
        row("braces in a list", "stages:\n  - techniques: {sh|}", "sharing");
        row("after a comment", "train:  # how\n  # long\n  sch|", "schedule");
        row("after a string with a brace", "name: \"{\"\ntra|", "train");
        row("choices", "model:\n  norm: |", "pre,post");
        row("choices by letters", "train: {schedule: co|}", "cosine,constant");
        row("choices before the space", "model:\n  norm:|", "pre,post");
        row("a word beside numbers", "train: {threads: |}", "auto");
        row("true or false", "task: {kind: text_file, header: |}", "true,false");
        row("no choices of a number", "train: {steps: |}", "");
        row("no choices of a map", "train: |", "");
        row("a comment", "# tr|", "");
        row("a comment after a value", "seed: 7  # tr|", "");
        row("a string", "name: \"tr|", "");
        row("a text of several lines", "description: >-\n  mo|", "");
        row("after a text of several lines", "description: >-\n  words\nmo|", "model");
        row("words of a text", "name: two wo|", "");
        row("under a value", "train:\n  steps: 5\n      wa|", "");
        row("in an unknown map", "unknown: {|}", "");
        row("a dash alone", "stages:\n  -|", "");
    }
    void thePlaceDecidesWhatIsOffered() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(offered(at(text)), expected);
    }

    void whatIsInsertedFitsThePlace_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("result");  // after the first entry was taken; "|": the cursor
        const auto row = [](const char* name, const char* text, const char* result) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(result);
        };
        row("a value", "train:\n  sch|", "train:\n  schedule: |");
        row("a map", "tr|", "train:\n  |");
        row("a map in a block", "evaluate:\n  de|", "evaluate:\n  depths:\n    |");
        row("a map in braces", "evaluate: {de|}", "evaluate: {depths: {|}}");
        row("a list", "model:\n  sta|", "model:\n  stack:\n    - |");
        row("a list in braces", "model: {sta|}", "model: {stack: [{|}]}");
        row("an item", "model:\n  stack:\n    sk|", "model:\n  stack:\n    - skip: |");
        row("instead of another key", "train:\n  sch|edu: linear", "train:\n  schedule|: linear");
        row("a choice", "model: {norm: po|}", "model: {norm: post|}");
        row("a choice right after the colon", "model: {norm:|}", "model: {norm: pre|}");
    }
    void whatIsInsertedFitsThePlace() {
        QFETCH(QString, text);
        QFETCH(QString, result);
        const Completions completions = at(text);
        QVERIFY(!completions.entries.isEmpty());
        const Completion entry = completions.entries.front();
        QString after = text.remove('|');
        after.replace(completions.from, completions.to - completions.from, entry.insert);
        after.insert(completions.from + entry.insert.size() - entry.back, '|');
        QCOMPARE(after, result);
    }

    void everyKeyIsOfferedWithItsHelp() {
        for (const KeyHelp& key : allKeys()) {
            const QString path = QString::fromStdString(key.path);
            const QString help = yamlKeyHelp(path);
            QVERIFY2(help.contains(path), qPrintable(path));
            // Written in braces, with the lists on the way.
            QString text;
            const QStringList parts = path.split('.');
            for (qsizetype i = 0; i + 1 < parts.size(); ++i)
                text += QString(parts[i]).replace(QLatin1String("[]"), QString()) +
                        (parts[i].endsWith(QLatin1String("[]")) ? QStringLiteral(": [{") : QStringLiteral(": {"));
            const Completions completions = completionsAt(text + parts.back(), static_cast<int>(text.size() + parts.back().size()));
            QVERIFY2(!completions.entries.isEmpty(), qPrintable(text + parts.back()));
            QCOMPARE(completions.entries.front().text, parts.back());
            QCOMPARE(completions.entries.front().help, help);
        }
    }

    void aKeyAndItsChoiceAreTakenByKeys() {
        Window window(QStringLiteral("layerlab: 1\n"));
        window.type(QStringLiteral("t"));
        QVERIFY(!window.popup()->isVisible());  // one letter is no question yet
        window.type(QStringLiteral("r"));
        QVERIFY(window.popup()->isVisible());
        window.press(Qt::Key_Return);
        QCOMPARE(window.text(), QStringLiteral("layerlab: 1\ntrain:\n  "));
        QVERIFY(!window.popup()->isVisible());
        window.type(QStringLiteral("sch"));
        window.press(Qt::Key_Tab);
        QCOMPARE(window.text(), QStringLiteral("layerlab: 1\ntrain:\n  schedule: "));
        QVERIFY(window.popup()->isVisible());
        while (!window.popup()->list()->currentItem() || window.popup()->list()->currentItem()->text() != QLatin1String("cosine")) {
            QVERIFY(window.popup()->list()->currentRow() + 1 < window.popup()->list()->count());
            window.press(Qt::Key_Down);
        }
        window.press(Qt::Key_Return);
        QCOMPARE(window.text(), QStringLiteral("layerlab: 1\ntrain:\n  schedule: cosine"));
        QTRY_COMPARE(QString::fromStdString(getValue(window.document.experiment(), "train.schedule").value()), QStringLiteral("cosine"));
        // One step back is one completion.
        window.edit()->undo();
        QCOMPARE(window.text(), QStringLiteral("layerlab: 1\ntrain:\n  schedule: "));
    }
    void askedForTheListComesAndEscapeClosesIt() {
        Window window(QStringLiteral("layerlab: 1\n"));
        const QString before = window.text();
        window.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(window.popup()->isVisible());
        QCOMPARE(window.popup()->list()->currentRow(), 0);
        window.press(Qt::Key_Up);
        QCOMPARE(window.popup()->list()->currentRow(), window.popup()->list()->count() - 1);
        window.press(Qt::Key_Escape);
        QVERIFY(!window.popup()->isVisible());
        QCOMPARE(window.text(), before);
        QVERIFY(window.edit()->hasFocus() || !window.isActiveWindow());
    }
    void returnStillEndsALineWhenChoicesCameUnasked() {
        Window window(QStringLiteral("layerlab: 1\nmodel:\n  "));
        window.type(QStringLiteral("norm: "));
        QVERIFY(window.popup()->isVisible());
        window.press(Qt::Key_Return);
        QVERIFY(!window.popup()->isVisible());
        QVERIFY2(window.text().startsWith(QLatin1String("layerlab: 1\nmodel:\n  norm: \n")), qPrintable(window.text()));
    }
    void whatIsCompleteIsNotOfferedAgain() {
        Window window(QStringLiteral("layerlab: 1\n"));
        window.type(QStringLiteral("train"));
        QVERIFY(!window.popup()->isVisible());
    }
    void aClickTakesAnEntry() {
        Window window(QStringLiteral("layerlab: 1\n"));
        window.type(QStringLiteral("te"));
        QVERIFY(window.popup()->isVisible());
        QListWidget* list = window.popup()->list();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(window.text(), QStringLiteral("layerlab: 1\ntechniques:\n  "));
    }
    void theListStaysInsideALowWindow() {
        Window window(QString(QStringLiteral("layerlab: 1\n")) + QString(40, '\n'));
        window.resize(320, 200);
        settle();
        window.edit()->moveCursor(QTextCursor::End);
        window.press(Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(window.popup()->isVisible());
        QVERIFY(window.rect().contains(window.popup()->geometry()));
    }
    void theMouseOverAKeyReadsItsHelp() {
        Window window(QStringLiteral("layerlab: 1\ntrain: {warmup_steps: 5}\n"));
        const auto help = [&](int position) {
            QTextCursor cursor = window.edit()->textCursor();
            cursor.setPosition(position);
            const QPoint where = window.edit()->cursorRect(cursor).center();
            QHelpEvent event(QEvent::ToolTip, where, window.edit()->viewport()->mapToGlobal(where));
            QApplication::sendEvent(window.edit()->viewport(), &event);
            return QToolTip::text();
        };
        QVERIFY(help(static_cast<int>(window.text().indexOf(QLatin1String("warmup"))) + 3).contains(QLatin1String("train.warmup_steps")));
        QToolTip::hideText();
        QTRY_VERIFY(!QToolTip::isVisible());
        QCOMPARE(keyPathAt(window.text(), static_cast<int>(window.text().indexOf('5'))), QString());
    }
};

int main(int argc, char** argv) { return runUiTest<TestYaml>(argc, argv); }
#include "tst_yaml.moc"
