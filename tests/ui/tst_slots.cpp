// The section of the selected layers: one edit for all of them, one step back, and what it says of those that differ.
#include "tests/ui/ui_fixture.h"

#include "ui/format.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/section_header.h"
#include "ui/inspector/slot_section.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/session/experiment_document.h"
#include "ui/session/slot_selection.h"

using namespace layerlab;

class TestSlots : public QObject {
    Q_OBJECT
    std::unique_ptr<ExperimentDocument> m_document;
    std::unique_ptr<SlotSelection> m_selection;
    std::unique_ptr<Inspector> m_inspector;

    template <class Control>
    Control* control(const char* key) const {
        auto* found = section()->findChild<Control*>(QStringLiteral("model.stack[].") + QLatin1String(key));
        if (!found) qFatal("no control %s", key);
        return found;
    }
    SlotSection* section() const { return m_inspector->findChild<SlotSection*>(); }
    QString title() const { return section()->findChild<SectionHeader*>()->text(); }
    QLabel* complaint(const char* key) const {
        for (FieldRow* row : section()->findChildren<FieldRow*>())
            if (row->editor()->control() == control<QWidget>(key)) return row->findChild<QLabel*>(QStringLiteral("error"));
        qFatal("no row %s", key);
    }
    QPushButton* button(const char* name) const { return section()->findChild<QPushButton*>(QLatin1String(name)); }
    void type(const char* key, const QString& text) const {
        auto* line = control<QLineEdit>(key);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    void click(QWidget* widget) const {
        settle();  // a section that has just appeared is laid out first
        QVERIFY(widget->isVisible() && widget->isEnabled());
        QTest::mouseClick(widget, Qt::LeftButton);
    }
    const Slot& at(int number) const { return m_document->experiment().model.stack[static_cast<std::size_t>(number - 1)]; }
    int steps() const { return m_document->undoStack()->count(); }
    void prepare(const std::function<void(Experiment&)>& change) const { m_document->edit(QStringLiteral("prepare"), {}, change); }

private Q_SLOTS:
    void init() {
        m_document = std::make_unique<ExperimentDocument>();
        m_selection = std::make_unique<SlotSelection>();
        m_inspector = std::make_unique<Inspector>(*m_document, *m_selection);
        m_inspector->resize(340, 900);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
    }
    void cleanup() {
        m_inspector.reset();
        m_selection.reset();
        m_document.reset();
    }

    void theSectionComesAndGoesWithTheSelection() {
        QVERIFY(!section()->isVisible());
        m_selection->set({5});
        QVERIFY(section()->isVisible());
        QCOMPARE(title(), QStringLiteral("Layer 5"));
        m_selection->set({1, 3, 5});
        QCOMPARE(title(), QStringLiteral("3 layers selected"));
        m_selection->set({});
        QVERIFY(!section()->isVisible());
    }
    void whatWasSelectedIsSeenWithoutScrolling() {
        m_inspector->resize(340, 300);
        m_inspector->verticalScrollBar()->setValue(m_inspector->verticalScrollBar()->maximum());
        QVERIFY(m_inspector->verticalScrollBar()->value() > 0);
        m_selection->set({2});
        settle();
        QVERIFY(!section()->visibleRegion().isEmpty());
        // The stages may stand above it; its own head is in view.
        const int top = section()->mapTo(m_inspector->viewport(), QPoint()).y();
        QVERIFY(top >= 0 && top < m_inspector->viewport()->height() - section()->fontMetrics().height());
    }
    void aRunOnDisplayIsNotEdited() {
        m_selection->set({2});
        m_inspector->setSlotEditing(false);
        QVERIFY(!section()->isVisible());
        m_inspector->setSlotEditing(true);
        QVERIFY(section()->isVisible());
    }
    void askingForTheSelectedLayersPutsTheKeyboardThere() {
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
        m_selection->set({2});
        QTest::mouseClick(section()->findChild<SectionHeader*>(), Qt::LeftButton);
        QVERIFY(!control<QLineEdit>("heads")->isVisible());
        m_inspector->showSelectedSlots();
        QVERIFY(control<QLineEdit>("heads")->isVisible());
        QTRY_VERIFY(control<QLineEdit>("heads")->hasFocus());  // the rate needs LayerDrop
    }
    void slotsThatAreGoneAreNotSelected() {
        m_selection->set({5, 6});
        prepare([](Experiment& experiment) { experiment.model.stack.resize(5); });
        QCOMPARE(title(), QStringLiteral("Layer 5"));
        prepare([](Experiment& experiment) { experiment.model.stack.resize(2); });
        QVERIFY(!section()->isVisible());
    }

    void aTypedNumberGoesToAllSelectedInOneStep() {
        m_selection->set({2, 4, 5});
        QVERIFY(control<QLineEdit>("heads")->text().isEmpty());
        QVERIFY(control<QLineEdit>("heads")->placeholderText().contains(QLatin1Char('4')));  // the model's
        const Experiment before = m_document->experiment();
        type("heads", QStringLiteral("8"));
        for (const int number : {2, 4, 5}) QVERIFY(at(number).heads == 8);
        for (const int number : {1, 3, 6}) QVERIFY(!at(number).heads);
        QCOMPARE(steps(), 1);
        QCOMPARE(m_document->undoStack()->undoText(), QStringLiteral("change heads of 3 layers"));
        m_document->undoStack()->undo();
        QVERIFY(m_document->experiment() == before);
        QVERIFY(control<QLineEdit>("heads")->text().isEmpty());
    }
    void oneLayerIsNamedInItsStep() {
        m_selection->set({6});
        type("feed_forward", QStringLiteral("1,024"));
        QVERIFY(at(6).feed_forward == 1024);
        QCOMPARE(m_document->undoStack()->undoText(), QStringLiteral("change feed-forward width of layer 6"));
    }
    void editsOfTwoSelectionsAreTwoSteps() {
        m_selection->set({1});
        type("heads", QStringLiteral("2"));
        m_selection->set({2});
        type("heads", QStringLiteral("2"));
        QCOMPARE(steps(), 2);
        m_document->undoStack()->undo();
        QVERIFY(at(1).heads == 2);
    }
    void anEmptiedFieldIsTheModelsAgain() {
        prepare([](Experiment& experiment) { experiment.model.stack[1].heads = experiment.model.stack[2].heads = 8; });
        m_selection->set({2, 3});
        QCOMPARE(control<QLineEdit>("heads")->text(), QStringLiteral("8"));
        type("heads", QString());
        QVERIFY(!at(2).heads && !at(3).heads);
        QCOMPARE(steps(), 2);
    }
    void layersThatDifferShowMixedAndStayAsTheyAre() {
        prepare([](Experiment& experiment) { experiment.model.stack[1].heads = 8; });
        m_selection->set({2, 3});
        auto* line = control<QLineEdit>("heads");
        QVERIFY(line->text().isEmpty());
        QCOMPARE(line->placeholderText(), QStringLiteral("mixed"));
        QTest::keyClick(line, Qt::Key_Return);  // merely passing by
        QCOMPARE(steps(), 1);
        QVERIFY(at(2).heads == 8 && !at(3).heads);
        type("heads", QStringLiteral("2"));
        QVERIFY(at(2).heads == 2 && at(3).heads == 2);
        QCOMPARE(line->text(), QStringLiteral("2"));
    }
    void aWrongValueIsRefusedInPlace_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("typed");
        QTest::newRow("no number") << QStringLiteral("heads") << QStringLiteral("many");
        QTest::newRow("none") << QStringLiteral("heads") << QStringLiteral("0");
        QTest::newRow("half a unit") << QStringLiteral("feed_forward") << QStringLiteral("0.5");
        QTest::newRow("always dropped") << QStringLiteral("drop_rate") << QStringLiteral("1");
    }
    void aWrongValueIsRefusedInPlace() {
        QFETCH(QString, key);
        QFETCH(QString, typed);
        prepare([](Experiment& experiment) { experiment.techniques.layer_drop.emplace(); });
        const Experiment before = m_document->experiment();
        m_selection->set({1, 2});
        const QByteArray name = key.toLatin1();
        type(name, typed);
        QVERIFY(m_document->experiment() == before);
        QCOMPARE(steps(), 1);
        QVERIFY(complaint(name)->isVisible());
        QVERIFY2(complaint(name)->text().contains(QLatin1String("allowed")), qPrintable(complaint(name)->text()));
        QCOMPARE(control<QLineEdit>(name)->text(), typed);  // to be corrected
        m_selection->set({3});                              // another layer was never asked
        QVERIFY(!complaint(name)->isVisible());
        QVERIFY(control<QLineEdit>(name)->text().isEmpty());
    }
    void headsThatDoNotDivideAreMarked() {
        m_selection->set({3, 4});
        type("heads", QStringLiteral("5"));
        QVERIFY(complaint("heads")->isVisible());
        m_selection->set({1});
        QVERIFY(!complaint("heads")->isVisible());
        m_selection->set({1, 4});
        QVERIFY(complaint("heads")->isVisible());
    }

    void aSwitchSetsAllSelected() {
        m_selection->set({1, 2});
        QVERIFY(control<ToggleSwitch>("attention")->isChecked());
        click(control<ToggleSwitch>("attention"));
        QVERIFY(!at(1).attention && !at(2).attention && at(3).attention);
        m_document->undoStack()->undo();
        QVERIFY(at(1).attention && at(2).attention);
        QVERIFY(control<ToggleSwitch>("attention")->isChecked());
    }
    void aMixedSwitchIsPartlyOnAndAClickSwitchesOn() {
        prepare([](Experiment& experiment) { experiment.model.stack[0].frozen = true; });
        m_selection->set({1, 2, 3});
        auto* frozen = control<ToggleSwitch>("frozen");
        QVERIFY(frozen->isPartlyOn());
        click(frozen);
        for (const int number : {1, 2, 3}) QVERIFY(at(number).frozen);
        QVERIFY(!frozen->isPartlyOn() && frozen->isChecked());
        QCOMPARE(steps(), 2);
        m_document->undoStack()->undo();
        QVERIFY(frozen->isPartlyOn());
    }
    void aChoiceMayBeTheModels() {
        m_selection->set({1, 2});
        auto* combo = control<QComboBox>("activation");
        QCOMPARE(combo->currentIndex(), 0);
        QVERIFY2(combo->currentText().contains(QLatin1String("GELU")), qPrintable(combo->currentText()));
        while (combo->currentData().toString() != QLatin1String("relu")) {
            const int before = combo->currentIndex();
            QTest::keyClick(combo, Qt::Key_Down);
            QVERIFY(combo->currentIndex() > before);
        }
        QVERIFY(at(1).activation == Activation::Relu && at(2).activation == Activation::Relu);
        m_selection->set({2, 3});
        QCOMPARE(combo->currentIndex(), -1);
        QCOMPARE(combo->placeholderText(), QStringLiteral("mixed"));
        m_selection->set({1, 2});
        QTest::keyClick(combo, Qt::Key_Home);
        QVERIFY(!at(1).activation && !at(2).activation);
    }
    void theRateNeedsLayerDrop() {
        m_selection->set({1, 6});
        auto* rate = control<QLineEdit>("drop_rate");
        QVERIFY(!rate->isEnabled());
        QVERIFY2(rate->toolTip().contains(QLatin1String("LayerDrop is switched on")), qPrintable(rate->toolTip()));
        QVERIFY(rate->placeholderText().contains(QLatin1String("off")));
        prepare([](Experiment& experiment) {
            experiment.techniques.layer_drop.emplace().rate = 0.3;
            experiment.techniques.layer_drop->per_layer = LayerDropSettings::PerLayer::Linear;
        });
        QVERIFY(rate->isEnabled());
        QCOMPARE(rate->placeholderText(), QStringLiteral("0.05 … 0.3"));
        type("drop_rate", QStringLiteral("0,4"));
        QVERIFY(at(1).drop_rate == 0.4 && at(6).drop_rate == 0.4);
    }

    void sharingNeedsTwoLayers() {
        m_selection->set({2});
        QVERIFY(!button("share")->isEnabled());
        QVERIFY(button("share")->toolTip().contains(QLatin1String("two layers")));
        QVERIFY(!button("ownWeights")->isEnabled());
        m_selection->set({2, 3});
        QVERIFY(button("share")->isEnabled());
    }
    void sharedLayersNameTheSameWeightsUntilTheyGetTheirOwn() {
        const Experiment before = m_document->experiment();
        m_selection->set({1, 4});
        click(button("share"));
        const Model& model = m_document->experiment().model;
        WeightMap weights = weightMap(model, {});
        QCOMPARE(weights.attention[0], weights.attention[3]);
        QCOMPARE(weights.feed_forward[0], weights.feed_forward[3]);
        QVERIFY(weights.attention[0] != weights.attention[1]);
        click(button("ownWeights"));
        QVERIFY(m_document->experiment() == before);
        click(button("shareAttention"));
        weights = weightMap(model, {});
        QCOMPARE(weights.attention[0], weights.attention[3]);
        QVERIFY(weights.feed_forward[0] != weights.feed_forward[3]);
        m_document->undoStack()->undo();
        click(button("shareFeedForward"));
        weights = weightMap(model, {});
        QVERIFY(weights.attention[0] != weights.attention[3]);
        QCOMPARE(weights.feed_forward[0], weights.feed_forward[3]);
    }
    void allOwnSettingsGoAtOnce() {
        prepare([](Experiment& experiment) {
            experiment.model.stack[0].heads = 8;
            experiment.model.stack[1].norm = Norm::Post;
            experiment.model.stack[1].frozen = true;
        });
        m_selection->set({3});
        QVERIFY(!button("asModel")->isEnabled());
        m_selection->set({1, 2});
        click(button("asModel"));
        QVERIFY(!at(1).heads && !at(2).norm);
        QVERIFY(at(2).frozen);  // no setting of the model's
        QCOMPARE(steps(), 2);
    }
    void theCostIsThatOfTheSelectedLayers() {
        const auto* note = section()->findChild<QLabel*>(QStringLiteral("slotCost"));
        m_selection->set({1});
        // 4 d² + 4 d + 2 d for attention, 2 d f + f + d + 2 d for feed-forward, at d = 64 and f = 256.
        QVERIFY2(note->text().startsWith(countText(49'984)), qPrintable(note->text()));
        m_selection->set({1, 2});
        QVERIFY2(note->text().startsWith(countText(99'968)), qPrintable(note->text()));
        click(button("share"));
        QVERIFY2(note->text().startsWith(countText(49'984)), qPrintable(note->text()));
    }
    void everythingThatTakesFocusHasANameAndAReason() {
        m_selection->set({1, 2});
        for (FieldRow* row : section()->findChildren<FieldRow*>()) {
            const QWidget* field = row->editor()->control();
            QVERIFY2(!field->accessibleName().isEmpty() && !field->toolTip().isEmpty(), qPrintable(field->objectName()));
        }
        const auto buttons = section()->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 5);
        for (const QPushButton* one : buttons) QVERIFY(!one->accessibleName().isEmpty() && !one->toolTip().isEmpty());
    }
};

int main(int argc, char** argv) { return runUiTest<TestSlots>(argc, argv); }
#include "tst_slots.moc"
