// The inspector as a person uses it: typing, switching, sliding, choosing; and what it says when a value is wrong.
#include "tests/ui/ui_fixture.h"

#include "engine/experiment/fields.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/slider_editor.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/session/experiment_document.h"

using namespace layerlab;

class TestInspector : public QObject {
    Q_OBJECT
    std::unique_ptr<ExperimentDocument> m_document;
    std::unique_ptr<Inspector> m_inspector;

    template <class Control>
    Control* control(const char* path) const {
        auto* found = m_inspector->findChild<Control*>(QString::fromLatin1(path));
        if (!found) qFatal("no control %s", path);
        return found;
    }
    FieldRow* row(const char* path) const {
        for (FieldRow* row : m_inspector->findChildren<FieldRow*>())
            if (row->editor()->control()->objectName() == QLatin1String(path)) return row;
        qFatal("no row %s", path);
    }
    QLabel* complaint(const char* path) const { return row(path)->findChild<QLabel*>(QStringLiteral("error")); }
    void toggle(const QString& name) const {
        for (ToggleSwitch* one : m_inspector->findChildren<ToggleSwitch*>())
            if (one->accessibleName() == name) return QTest::mouseClick(one, Qt::LeftButton);
        qFatal("no switch %s", qPrintable(name));
    }
    void type(const char* path, const QString& text) const {
        auto* line = control<QLineEdit>(path);
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    const Experiment& experiment() const { return m_document->experiment(); }
    std::size_t layers() const { return experiment().model.stack.size(); }

private Q_SLOTS:
    void init() {
        m_document = std::make_unique<ExperimentDocument>();
        m_inspector = std::make_unique<Inspector>(*m_document);
        m_inspector->resize(340, 900);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
    }
    void cleanup() {
        m_inspector.reset();
        m_document.reset();
    }

    void everyControlHasANameAndHelp() {
        const auto rows = m_inspector->findChildren<FieldRow*>();
        QVERIFY(rows.size() > 25);
        for (FieldRow* one : rows) {
            const QWidget* control = one->editor()->control();
            const QByteArray path = control->objectName().toUtf8();
            QVERIFY(!path.isEmpty());
            QVERIFY2(!control->accessibleName().isEmpty(), path);
            QVERIFY2(!control->toolTip().isEmpty(), path);
            if (const KeyHelp* key = keyHelp(path.toStdString()); key && !key->type.empty()) {
                QVERIFY2(!key->help.empty(), path);
                QVERIFY2(control->toolTip().contains(QString::fromStdString(key->help).toHtmlEscaped()) ||
                             !control->toolTip().contains(QLatin1String("<code>")),
                         path);
            }
        }
        for (const ToggleSwitch* one : m_inspector->findChildren<ToggleSwitch*>()) QVERIFY(!one->accessibleName().isEmpty());
    }
    void slidersHaveANameOfTheirOwn() {
        for (const QSlider* slider : m_inspector->findChildren<QSlider*>()) QVERIFY(!slider->accessibleName().isEmpty());
    }

    void typingALayerCountChangesTheStack() {
        type("model.layers", QStringLiteral("12"));
        QCOMPARE(layers(), 12u);
        m_document->undoStack()->undo();
        QCOMPARE(layers(), 6u);
        QCOMPARE(control<QLineEdit>("model.layers")->text(), QStringLiteral("6"));
    }
    void arrowKeysStepWholeNumbers() {
        auto* line = control<QLineEdit>("model.layers");
        QTest::keyClick(line, Qt::Key_Up);
        QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(layers(), 8u);
        QTest::keyClick(line, Qt::Key_Down);
        QCOMPARE(layers(), 7u);
    }
    void numbersMayBeWrittenAsPeopleWriteThem_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("steps");
        QTest::newRow("plain") << QStringLiteral("12345") << 12345;
        QTest::newRow("comma") << QStringLiteral("12,345") << 12345;
        QTest::newRow("space") << QStringLiteral("12 345") << 12345;
        QTest::newRow("unit") << QStringLiteral("300 steps") << 300;
    }
    void numbersMayBeWrittenAsPeopleWriteThem() {
        QFETCH(QString, typed);
        QFETCH(int, steps);
        type("train.steps", typed);
        QCOMPARE(experiment().train.steps, std::int64_t(steps));
    }
    void theLayerDropSwitchTakesTheTechniqueInAndOut() {
        QVERIFY(!experiment().techniques.layer_drop);
        QVERIFY(!row("techniques.layer_drop.rate")->isVisible());
        toggle(QStringLiteral("LayerDrop"));
        QVERIFY(experiment().techniques.layer_drop.has_value());
        QVERIFY(row("techniques.layer_drop.rate")->isVisible());
        type("techniques.layer_drop.rate", QStringLiteral("0.35"));
        toggle(QStringLiteral("LayerDrop"));
        QVERIFY(!experiment().techniques.layer_drop);
        toggle(QStringLiteral("LayerDrop"));
        QCOMPARE(experiment().techniques.layer_drop->rate, 0.35);  // its settings come back
    }
    void movingTheRateSliderChangesTheRateInOneStep() {
        toggle(QStringLiteral("LayerDrop"));
        auto* editor = dynamic_cast<SliderEditor*>(row("techniques.layer_drop.rate")->editor());
        QVERIFY(editor);
        const int steps = m_document->undoStack()->count();
        for (int i = 0; i < 3; ++i) QTest::keyClick(editor->slider(), Qt::Key_Right);
        QCOMPARE(experiment().techniques.layer_drop->rate, 0.35);
        QCOMPARE(control<QLineEdit>("techniques.layer_drop.rate")->text(), QStringLiteral("0.35"));
        QCOMPARE(m_document->undoStack()->count(), steps + 1);
        m_document->undoStack()->undo();
        QCOMPARE(experiment().techniques.layer_drop->rate, 0.2);
        QCOMPARE(editor->slider()->value(), 4);
    }
    void theExpectedDepthFollowsTheRate() {
        toggle(QStringLiteral("LayerDrop"));
        const auto* note = m_inspector->findChild<QLabel*>(QStringLiteral("expectedDepth"));
        QVERIFY(note);
        QVERIFY2(note->text().contains(QLatin1String("4.8")), qPrintable(note->text()));  // 6 · (1 - 0.2)
        type("techniques.layer_drop.rate", QStringLiteral("0.5"));
        QVERIFY2(note->text().contains(QLatin1String("3.0")), qPrintable(note->text()));
    }
    void choosingASharingRuleSetsExactlyOneKey() {
        toggle(QStringLiteral("Parameter sharing"));
        QVERIFY(experiment().techniques.sharing->group_size == 2);
        auto* combo = control<QComboBox>("techniques.sharing.map");
        while (combo->currentData().toString() != QLatin1String("all")) {
            const int before = combo->currentIndex();
            QTest::keyClick(combo, Qt::Key_Down);
            QVERIFY(combo->currentIndex() > before);
        }
        QVERIFY(experiment().techniques.sharing->groups == 1);
        QVERIFY(!experiment().techniques.sharing->group_size);
        QVERIFY(m_document->firstError().isEmpty());
        m_document->undoStack()->undo();
        QVERIFY(experiment().techniques.sharing->groups == 2);
        QCOMPARE(combo->currentData().toString(), QStringLiteral("groups"));
    }

    void valuesThatDoNotFitAreMarkedInPlaceUntilUndone() {
        auto* line = control<QLineEdit>("model.heads");
        QVERIFY(!complaint("model.heads")->isVisible());
        type("model.heads", QStringLiteral("5"));
        QCOMPARE(experiment().model.heads, 5);
        QVERIFY(complaint("model.heads")->isVisible());
        QVERIFY2(complaint("model.heads")->text().contains(QLatin1String("64")), qPrintable(complaint("model.heads")->text()));
        QVERIFY(line->styleSheet().contains(theme().error.name()));
        QVERIFY(!line->accessibleDescription().isEmpty());
        m_document->undoStack()->undo();
        QVERIFY(!complaint("model.heads")->isVisible());
        QVERIFY(line->styleSheet().isEmpty());
        QVERIFY(line->accessibleDescription().isEmpty());
        QCOMPARE(line->text(), QStringLiteral("4"));
    }
    void whatIsNoNumberIsRefusedInPlace() {
        type("model.heads", QStringLiteral("many"));
        QCOMPARE(experiment().model.heads, 4);
        QVERIFY(!m_document->undoStack()->canUndo());
        QVERIFY(complaint("model.heads")->isVisible());
        QCOMPARE(control<QLineEdit>("model.heads")->text(), QStringLiteral("many"));  // to be corrected
        type("model.heads", QStringLiteral("8"));
        QCOMPARE(experiment().model.heads, 8);
        QVERIFY(!complaint("model.heads")->isVisible());
    }
    void theCostLineFollowsTheLayers() {
        const auto* line = m_inspector->findChild<QLabel*>(QStringLiteral("costLine"));
        QVERIFY(line);
        const QString six = line->text();
        type("model.layers", QStringLiteral("24"));
        QVERIFY(line->text() != six);
        QVERIFY(line->text().contains(QLatin1String("parameters")));
        type("model.heads", QStringLiteral("5"));
        QVERIFY(!line->text().contains(QLatin1String("parameters")));  // nothing is claimed of an impossible model
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QCOMPARE(line->text(), six);
    }

    void theWheelOverAFieldWithoutFocusChangesNothing() {
        toggle(QStringLiteral("LayerDrop"));
        m_inspector->setFocus();
        const Experiment before = experiment();
        int tried = 0;
        for (QWidget* one : m_inspector->findChildren<QWidget*>()) {
            if (!one->isVisible() || one->hasFocus()) continue;
            if (!qobject_cast<QComboBox*>(one) && !qobject_cast<QSlider*>(one) && !qobject_cast<QLineEdit*>(one)) continue;
            wheel(one, 120);
            wheel(one, -120);
            wheel(one, -120);
            ++tried;
            QVERIFY2(experiment() == before, qPrintable(one->objectName()));
        }
        QVERIFY(tried >= 8);
    }
    void theWheelOverTheFocusedFieldStepsIt() {
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
        auto* line = control<QLineEdit>("model.layers");
        line->setFocus();
        QTRY_VERIFY(line->hasFocus());
        wheel(line, 120);
        QCOMPARE(layers(), 7u);
    }
};

int main(int argc, char** argv) { return runUiTest<TestInspector>(argc, argv); }
#include "tst_inspector.moc"
