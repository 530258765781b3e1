// The inspector as a person uses it: typing, switching, sliding, choosing; and what it says when a value is wrong.
#include "tests/ui/ui_fixture.h"

#include <set>

#include "engine/experiment/cost.h"
#include "engine/experiment/fields.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/schedule_curve.h"
#include "ui/inspector/slider_editor.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/session/experiment_document.h"
#include "ui/session/key_edit.h"
#include "ui/session/slot_selection.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/presets.h"

using namespace layerlab;

class TestInspector : public QObject {
    Q_OBJECT
    std::unique_ptr<ExperimentDocument> m_document;
    std::unique_ptr<SlotSelection> m_selection;
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
    // By keys, as a person who does not touch the mouse.
    void choose(const char* path, const QString& word) const {
        auto* combo = control<QComboBox>(path);
        QVERIFY2(combo->findData(word) >= 0, path);
        while (combo->currentData().toString() != word) {
            const int before = combo->currentIndex();
            QTest::keyClick(combo, before < combo->findData(word) ? Qt::Key_Down : Qt::Key_Up);
            QVERIFY(combo->currentIndex() != before);
        }
    }
    Fold* foldOf(const char* path) const {
        for (QWidget* one = row(path)->parentWidget(); one; one = one->parentWidget())
            if (auto* fold = qobject_cast<Fold*>(one)) return fold;
        qFatal("%s is in no fold", path);
    }
    QString estimate(const char* name) const { return m_inspector->findChild<ElidedLabel*>(QLatin1String(name))->text(); }
    QString trainingEstimate() const { return m_inspector->findChild<QLabel*>(QStringLiteral("trainingEstimate"))->text(); }
    void applyPreset(const QString& name) const {
        for (QAction* action : control<QToolButton>("presets")->menu()->actions())
            if (action->text() == name) return action->trigger();
        qFatal("no preset %s", qPrintable(name));
    }
    std::size_t layers() const { return experiment().model.stack.size(); }
    const ToggleSwitch* switchOf(const QString& name) const {
        for (const ToggleSwitch* one : m_inspector->findChildren<ToggleSwitch*>())
            if (one->accessibleName() == name) return one;
        qFatal("no switch %s", qPrintable(name));
    }
    void addTwoStages() const {
        Experiment staged;
        Stage first, second;
        first.name = "broad";
        first.techniques.layer_drop.emplace().rate = 0.35;
        first.train.steps = 123;
        second.name = "fine";
        second.from.kind = Origin::Kind::Previous;
        staged.stages = {first, second};
        m_document->newFrom(staged);
    }
    void makeSmaller(int entry) const { control<QToolButton>("makeSmaller")->menu()->actions().at(entry)->trigger(); }
    QStringList stageNames() const {
        QStringList names;
        for (const Stage& stage : experiment().stages) names << QString::fromStdString(stage.name);
        return names;
    }
    // Laid out, as a person sees it.
    ScheduleCurve* shownCurve() const {
        settle();
        auto* curve = control<ScheduleCurve>("scheduleCurve");
        if (!curve->isVisible() || curve->width() < 150) qFatal("the curve is not shown");
        return curve;
    }
    static void drag(QWidget* widget, QPoint from, const QList<QPoint>& to) {
        QTest::mousePress(widget, Qt::LeftButton, {}, from);
        for (const QPoint& at : to) {
            QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(widget, &move);
        }
        QTest::mouseRelease(widget, Qt::LeftButton, {}, to.last());
    }

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
        QSettings().clear();
    }

    // A layout may learn of a scroll bar after it asked for heights: wrapped text then insists on the lines that it has.
    void wrappedNotesInsistOnTheirLines() {
        MutedLabel note(QStringLiteral("about 41.4 MiB of memory to train, 32 sequences at a time"));
        note.setWordWrap(true);
        for (const int width : {80, 120, 200, 500}) {
            note.resize(width, 20);
            QVERIFY(note.minimumSizeHint().height() >= note.heightForWidth(width));
        }
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
    void everythingThatTakesFocusHasAName() {
        for (const QWidget* one : m_inspector->findChildren<QWidget*>()) {
            if (one->focusPolicy() == Qt::NoFocus || one->inherits("QComboBoxListView") || qobject_cast<const QMenu*>(one)) continue;
            if (one->inherits("QAbstractItemView") || one->objectName().startsWith(QLatin1String("qt_"))) continue;
            QVERIFY2(!one->accessibleName().isEmpty(), qPrintable(one->objectName() + ' ' + one->metaObject()->className()));
        }
    }
    void everySectionNamesItsHelpPage() {
        const auto sections = m_inspector->findChildren<CollapsibleSection*>();
        QVERIFY(sections.size() >= 8);
        for (const CollapsibleSection* section : sections) QVERIFY(!section->property("helpPage").toString().isEmpty());
    }
    void everyKeyCanBeReached() {
        // The format's version is no wish of a person's; slots' weights are named by the buttons that share them, stages in
        // their list. A stage's other keys are the fields that a short experiment has.
        const std::set<std::string> elsewhere{"layerlab",
                                              "model.stack[].weights",
                                              "model.stack[].attention_weights",
                                              "model.stack[].feed_forward_weights",
                                              "stages[].name",
                                              "sweep.grid",
                                              "sweep.seeds"};
        std::set<QString> names;
        for (FieldRow* one : m_inspector->findChildren<FieldRow*>()) names.insert(one->editor()->control()->objectName());
        for (const KeyHelp& key : allKeys()) {
            if (elsewhere.contains(key.path)) continue;
            const std::string stage = "stages[].";
            const std::string field = key.path.starts_with(stage) ? key.path.substr(stage.size()) : key.path;
            QVERIFY2(names.contains(QString::fromStdString(field)), key.path.c_str());
        }
    }
    // Each by its own widget, of a stage that has it: what is asked for is written, and nothing else.
    void aFieldChangesItsKeyAndNoOther_data() {
        QTest::addColumn<int>("smaller");  // the entry of "Make smaller…" whose second stage has the field
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("before");  // "key=value" that makes the field matter
        const auto add = [](int smaller, const char* path, const char* value, const char* before = "") {
            QTest::addRow("%s: %s", path, value)
                << smaller << QString::fromLatin1(path) << QString::fromLatin1(value) << QString::fromLatin1(before);
        };
        for (const char* start : {"module_starts", "module_ends", "spread", "random"}) add(0, "techniques.theseus.initialise", start);
        for (const char* draw : {"redraw", "force"}) add(0, "techniques.theseus.empty_draw", draw);
        add(0, "techniques.theseus.predecessor_dropout", "false");
        add(0, "techniques.theseus.replace_embeddings", "true");
        add(0, "techniques.theseus.train_head", "true");
        add(0, "techniques.theseus.schedule.kind", "constant");
        add(0, "techniques.theseus.schedule.base_rate", "0.5", "techniques.theseus.schedule.kind=constant");
        add(0, "techniques.theseus.schedule.steps", "never", "techniques.theseus.schedule.kind=constant");
        add(1, "techniques.ladder.reduction", "4");
        for (const char* kind : {"fixed", "sum", "schedule"}) add(1, "techniques.ladder.gate.kind", kind);
        add(1, "techniques.ladder.gate.temperature", "0.5");
        add(1, "techniques.ladder.gate.start", "-1.5", "techniques.ladder.gate.kind=fixed");
        add(1, "techniques.ladder.gate.schedule", "hyperbolic", "techniques.ladder.gate.kind=schedule");
        add(1, "techniques.ladder.fuse", "after");
        for (const char* start : {"random", "magnitude"}) add(1, "techniques.ladder.initialise", start);
        add(1, "techniques.ladder.samples", "64");
        add(1, "techniques.ladder.train_head", "false");
        add(1, "techniques.ladder.backbone_dropout", "true");
        add(1, "techniques.ladder.cache", "off");
        add(2, "techniques.distillation.soft_labels", "0.25");
        add(2, "techniques.distillation.temperature", "3");
        for (const char* weight : {"hidden", "attention", "relation"})
            add(2, qPrintable(QStringLiteral("techniques.distillation.%1").arg(QLatin1String(weight))), "1.5");
        add(3, "techniques.truncation.keep", "1,2,5");
        add(3, "train.early_stop.metric", "loss", "train.early_stop.patience=5");
        add(3, "train.early_stop.patience", "3", "train.early_stop.metric=accuracy");
    }
    void aFieldChangesItsKeyAndNoOther() {
        QFETCH(int, smaller);
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, before);
        makeSmaller(smaller);
        const std::string stage = "stages[2].", key = stage + path.toStdString();
        if (!before.isEmpty())
            QCOMPARE(m_document->setPath(stage + before.section('=', 0, 0).toStdString(), {before.section('=', 1).toStdString()}),
                     QString());
        FieldRow* field = row(qPrintable(path));
        QVERIFY2(!field->isHidden(), "it does not matter here");
        const Experiment start = experiment();
        Experiment expected = start;
        std::vector<std::string> values;
        for (const QString& one : value.split(',')) values.push_back(one.toStdString());
        QCOMPARE(setKey(expected, key, values), std::string());
        QVERIFY(!(expected == start));

        QWidget* control = field->editor()->control();
        if (auto* toggle = qobject_cast<ToggleSwitch*>(control)) toggle->click();
        else if (qobject_cast<QComboBox*>(control)) choose(qPrintable(path), value);
        else type(qPrintable(path), value);
        QVERIFY2(experiment() == expected, qPrintable(m_document->yaml()));
        QVERIFY2(m_document->firstError().isEmpty(), qPrintable(m_document->firstError()));
        while (!(experiment() == start)) {
            QVERIFY(m_document->undoStack()->canUndo());
            m_document->undoStack()->undo();
        }
    }
    void stoppingEarlyIsSwitchedOnAndOff() {
        auto* early = control<ToggleSwitch>("train.early_stop");
        QVERIFY(row("train.early_stop.patience")->isHidden());
        early->click();
        QVERIFY(experiment().train.early_stop == EarlyStop{});
        QVERIFY(!row("train.early_stop.patience")->isHidden());
        early->click();
        QVERIFY(!experiment().train.early_stop);
    }
    void tooltipsTeachRangeDefaultAndKey() {
        const QString help = control<QLineEdit>("model.dropout")->toolTip();
        for (const char* part : {"Fan et al.", "from 0 to 1", "default 0.1", "model.dropout"})
            QVERIFY2(help.contains(QLatin1String(part)), qPrintable(help));
    }

    void typingALayerCountChangesTheStack() {
        type("model.layers", QStringLiteral("12"));
        QCOMPARE(layers(), 12u);
        m_document->undoStack()->undo();
        QCOMPARE(layers(), 6u);
        QCOMPARE(control<QLineEdit>("model.layers")->text(), QStringLiteral("6"));
    }
    void layersComeAndGoAtTheTopAndListsFollow() {
        m_document->edit(QStringLiteral("prepare"), {}, [](Experiment& experiment) {
            experiment.model.stack[0].heads = 2;
            experiment.techniques.layer_drop.emplace().rates = {0.1, 0.2, 0.3, 0.1, 0.2, 0.3};
        });
        type("model.layers", QStringLiteral("3"));
        QCOMPARE(experiment().techniques.layer_drop->rates, (std::vector<double>{0.1, 0.2, 0.3}));
        type("model.layers", QStringLiteral("5"));
        QCOMPARE(layers(), 5u);
        QVERIFY(experiment().model.stack[0].heads == 2);
        QVERIFY(!experiment().model.stack[4].heads);
        QCOMPARE(experiment().techniques.layer_drop->rates.size(), 5u);
        QVERIFY(m_document->firstError().isEmpty());
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
    void settingsComeBackInTheirOwnStageAndFileOnly() {
        const auto theseusModules = [this](int stage) {
            return experiment().stages[static_cast<std::size_t>(stage)].techniques.theseus->modules;
        };
        const std::vector<std::vector<int>> four{{1, 2}, {3, 4, 5, 6}};
        addTwoStages();
        auto* list = control<QListWidget>("stages");
        list->setCurrentRow(1);
        toggle(QStringLiteral("Theseus replacement"));
        type("techniques.theseus.modules", QStringLiteral("[[1, 2], [3, 4, 5, 6]]"));
        toggle(QStringLiteral("Theseus replacement"));
        QTest::mouseClick(control<ToggleSwitch>("train.early_stop"), Qt::LeftButton);
        type("train.early_stop.patience", QStringLiteral("9"));
        QTest::mouseClick(control<ToggleSwitch>("train.early_stop"), Qt::LeftButton);
        QTest::mouseClick(control<ToggleSwitch>("stages[].task"), Qt::LeftButton);
        type("task.max_hops", QStringLiteral("5"));
        QTest::mouseClick(control<ToggleSwitch>("stages[].task"), Qt::LeftButton);

        // Another stage begins anew.
        list->setCurrentRow(0);
        toggle(QStringLiteral("LayerDrop"));
        toggle(QStringLiteral("Theseus replacement"));
        QVERIFY(theseusModules(0).empty());
        toggle(QStringLiteral("Theseus replacement"));
        QTest::mouseClick(control<ToggleSwitch>("train.early_stop"), Qt::LeftButton);
        QCOMPARE(experiment().stages[0].train.early_stop->patience, EarlyStop{}.patience);
        QTest::mouseClick(control<ToggleSwitch>("stages[].task"), Qt::LeftButton);
        QVERIFY(*experiment().stages[0].task == experiment().task);

        // The same one has them back.
        list->setCurrentRow(1);
        toggle(QStringLiteral("Theseus replacement"));
        QVERIFY(theseusModules(1) == four);
        QTest::mouseClick(control<ToggleSwitch>("train.early_stop"), Qt::LeftButton);
        QCOMPARE(experiment().stages[1].train.early_stop->patience, 9);
        QTest::mouseClick(control<ToggleSwitch>("stages[].task"), Qt::LeftButton);
        QCOMPARE(std::get<HopsTask>(*experiment().stages[1].task).max_hops, 5);
        choose("task.kind", QStringLiteral("dyck"));
        type("task.kinds", QStringLiteral("9"));
        choose("task.kind", QStringLiteral("hops"));

        // Of another file nothing is known, whatever its stages are called.
        addTwoStages();
        list->setCurrentRow(1);
        toggle(QStringLiteral("Theseus replacement"));
        QVERIFY(theseusModules(1).empty());
        QTest::mouseClick(control<ToggleSwitch>("train.early_stop"), Qt::LeftButton);
        QCOMPARE(experiment().stages[1].train.early_stop->patience, EarlyStop{}.patience);
        QTest::mouseClick(control<ToggleSwitch>("stages[].task"), Qt::LeftButton);
        QVERIFY(*experiment().stages[1].task == experiment().task);
        choose("task.kind", QStringLiteral("dyck"));
        QVERIFY(std::get<DyckTask>(*experiment().stages[1].task) == DyckTask{});
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
    void theEstimatesFollowTheFields() {
        const QString parameters = estimate("parametersEstimate"), size = estimate("sizeEstimate"), training = trainingEstimate();
        QVERIFY2(parameters.contains(QLatin1String("parameters")), qPrintable(parameters));
        QVERIFY2(size.contains(QLatin1String("iB")) && size.contains(QLatin1String("FLOP")), qPrintable(size));
        type("model.layers", QStringLiteral("24"));
        QVERIFY(estimate("parametersEstimate") != parameters);
        QVERIFY(estimate("sizeEstimate") != size);
        QVERIFY(trainingEstimate() != training);
        m_document->undoStack()->undo();
        type("train.batch_size", QStringLiteral("64"));
        QCOMPARE(estimate("parametersEstimate"), parameters);  // the batch costs memory only
        QVERIFY(trainingEstimate() != training);
        type("model.heads", QStringLiteral("5"));
        QVERIFY(m_inspector->findChild<ElidedLabel*>(QStringLiteral("sizeEstimate"))->isHidden());  // nothing of an impossible model
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QVERIFY(!m_inspector->findChild<ElidedLabel*>(QStringLiteral("sizeEstimate"))->isHidden());
        QCOMPARE(trainingEstimate(), training);
    }

    void rarerFieldsWaitUnderAFold() {
        Fold* fold = foldOf("model.embedding_size");
        QVERIFY(!row("model.embedding_size")->isVisible());
        QTest::mouseClick(fold->header(), Qt::LeftButton);
        QVERIFY(row("model.embedding_size")->isVisible());
        QTest::keyClick(fold->header(), Qt::Key_Space);
        QVERIFY(!row("model.embedding_size")->isVisible());
    }
    void aWrongValueOpensItsFold() {
        m_document->edit(QStringLiteral("prepare"), {}, [](Experiment& experiment) { experiment.model.embedding_size = 100; });
        QVERIFY(foldOf("model.embedding_size")->isOpen());
        QVERIFY(complaint("model.embedding_size")->isVisible());
    }
    void everyKindOfTaskShowsItsKeysAndNoOthers() {
        const auto rows = m_inspector->findChildren<FieldRow*>();
        foldOf("task.split")->setOpen(true);
        for (const std::string& kind : taskKinds()) {
            choose("task.kind", QString::fromStdString(kind));
            QCOMPARE(*getValue(experiment(), "task.kind"), kind);
            for (FieldRow* one : rows) {
                const std::string path = one->editor()->control()->objectName().toStdString();
                if (!path.starts_with("task.")) continue;
                QVERIFY2(one->isVisibleTo(m_inspector.get()) == getValue(experiment(), path).has_value(), (kind + ": " + path).c_str());
            }
        }
    }
    void changingTheKindOfTaskAndBackKeepsItsValues() {
        type("task.max_hops", QStringLiteral("5"));
        choose("task.kind", QStringLiteral("dyck"));
        type("task.kinds", QStringLiteral("9"));
        choose("task.kind", QStringLiteral("sequence_pairs"));
        type("task.train", QStringLiteral("pairs.tsv"));
        choose("task.kind", QStringLiteral("dyck"));
        QCOMPARE(std::get<DyckTask>(experiment().task).kinds, 9);
        choose("task.kind", QStringLiteral("sequence_pairs"));
        QCOMPARE(std::get<SequencePairsTask>(experiment().task).train, std::string("pairs.tsv"));
        choose("task.kind", QStringLiteral("hops"));
        QCOMPARE(std::get<HopsTask>(experiment().task).max_hops, 5);
    }
    void whatTwoFieldsSayTogetherIsSaidBesideOneOfThem() {
        choose("task.kind", QStringLiteral("dyck"));
        foldOf("task.min_length")->setOpen(false);
        type("task.length", QStringLiteral("10"));
        QVERIFY(foldOf("task.min_length")->isOpen());  // 16 brackets at least and 10 at most
        QVERIFY2(complaint("task.min_length")->text().contains(QLatin1String("16 to 10")),
                 qPrintable(complaint("task.min_length")->text()));
        type("task.min_length", QStringLiteral("8"));
        QVERIFY(!complaint("task.min_length")->isVisible());
    }
    void validationPartMattersOnlyWithoutAFile() {
        foldOf("task.split")->setOpen(true);
        QVERIFY(!row("task.split")->isVisible());
        choose("task.kind", QStringLiteral("text_file"));
        QVERIFY(row("task.split")->isVisible());
        type("task.valid", QStringLiteral("dev.tsv"));
        QVERIFY(!row("task.split")->isVisible());
    }
    void aRateForEachLayerIsTypedAsAList() {
        toggle(QStringLiteral("LayerDrop"));
        QTest::keyClick(control<QComboBox>("techniques.layer_drop.per_layer"), Qt::Key_End);
        QCOMPARE(experiment().techniques.layer_drop->rates, std::vector<double>(6, 0.2));  // begins with what was in force
        type("techniques.layer_drop.per_layer", QStringLiteral("0, 0.1 0.2 0.3 0.4, 0.5"));
        QCOMPARE(experiment().techniques.layer_drop->rates, (std::vector<double>{0, 0.1, 0.2, 0.3, 0.4, 0.5}));
        const Experiment before = experiment();
        type("techniques.layer_drop.per_layer", QStringLiteral("0.1, often"));
        QVERIFY(experiment() == before);
        choose("techniques.layer_drop.per_layer", QStringLiteral("learned"));
        QVERIFY(experiment().techniques.layer_drop->rates.empty());
        QVERIFY(learnsRates(experiment().techniques));
        choose("techniques.layer_drop.per_layer", QStringLiteral("uniform"));
        QVERIFY(!learnsRates(experiment().techniques));
    }
    void groupsCanBeNamedLayerByLayer() {
        toggle(QStringLiteral("Parameter sharing"));
        QTest::keyClick(control<QComboBox>("techniques.sharing.map"), Qt::Key_End);
        QCOMPARE(experiment().techniques.sharing->map, (std::vector<std::string>{"a", "a", "b", "b", "c", "c"}));
        type("techniques.sharing.map", QStringLiteral("a,b,a,b,a,b"));
        QCOMPARE(experiment().techniques.sharing->map, (std::vector<std::string>{"a", "b", "a", "b", "a", "b"}));
        QVERIFY(m_document->firstError().isEmpty());
    }
    void theDescriptionMayHaveSeveralLines() {
        auto* edit = control<QPlainTextEdit>("description");
        QTest::keyClicks(edit, QStringLiteral("How deep"));
        QTest::keyClick(edit, Qt::Key_Return);
        QTest::keyClicks(edit, QStringLiteral("must it be?"));
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(QString::fromStdString(experiment().description), QStringLiteral("How deep\nmust it be?"));
    }

    void theShownStageIsEditedAndTheOthersAreNot() {
        addTwoStages();
        auto* list = control<QListWidget>("stages");
        QCOMPARE(list->count(), 2);
        QVERIFY(row("techniques.layer_drop.rate")->isVisible());
        QCOMPARE(control<QLineEdit>("techniques.layer_drop.rate")->text(), QStringLiteral("0.35"));
        list->setCurrentRow(1);
        QCOMPARE(m_document->shownStage(), 1);
        QVERIFY(!row("techniques.layer_drop.rate")->isVisible());
        QVERIFY(control<QLineEdit>("train.steps")->text().startsWith(QLatin1String("2000")));
        const Experiment before = experiment();
        type("train.steps", QStringLiteral("77"));
        toggle(QStringLiteral("Parameter sharing"));
        QCOMPARE(experiment().stages[1].train.steps, std::int64_t(77));
        QVERIFY(experiment().stages[1].techniques.sharing->group_size == 2);
        QVERIFY(experiment().stages[0] == before.stages[0]);
        QVERIFY(experiment().train == before.train);
        QVERIFY(experiment().techniques == before.techniques);
        list->setCurrentRow(0);
        QVERIFY(control<QLineEdit>("train.steps")->text().startsWith(QLatin1String("123")));
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QVERIFY(experiment() == before);
    }
    void threadsAreTheSameForAllStages() {
        addTwoStages();
        control<QListWidget>("stages")->setCurrentRow(1);
        type("train.threads", QStringLiteral("2"));
        for (const Stage& stage : experiment().stages) QCOMPARE(stage.train.threads, 2);
        QCOMPARE(experiment().train.threads, 2);
        QCOMPARE(m_document->firstError(), QString());
        type("train.threads", QStringLiteral("-1"));
        QVERIFY(!complaint("train.threads")->text().isEmpty());
        QCOMPARE(experiment().stages[1].train.threads, 2);
        type("train.threads", QStringLiteral("auto"));
        for (const Stage& stage : experiment().stages) QCOMPARE(stage.train.threads, 0);
        // Of a file that disagrees with itself the first stage counts.
        m_document->edit(QStringLiteral("prepare"), {}, [](Experiment& edited) { edited.stages[0].train.threads = 3; });
        QCOMPARE(control<QLineEdit>("train.threads")->text(), QStringLiteral("3"));
    }
    void whatIsWrongInAStageIsSaidInItsFields() {
        addTwoStages();
        control<QListWidget>("stages")->setCurrentRow(1);
        type("evaluate.depths.to", QStringLiteral("9"));
        QVERIFY(complaint("evaluate.depths.to")->isVisibleTo(row("evaluate.depths.to")));
        control<QListWidget>("stages")->setCurrentRow(0);
        QVERIFY(!complaint("evaluate.depths.to")->isVisibleTo(row("evaluate.depths.to")));
        QVERIFY(!control<QListWidget>("stages")->item(1)->toolTip().isEmpty());
        QVERIFY(control<QListWidget>("stages")->item(0)->toolTip().isEmpty());
    }
    void stagesAreAddedRemovedMovedAndUndone() {
        auto* list = control<QListWidget>("stages");
        QCOMPARE(list->count(), 1);
        QVERIFY(!control<QToolButton>("removeStage")->isEnabled());
        toggle(QStringLiteral("LayerDrop"));
        type("train.steps", QStringLiteral("300"));
        const Experiment plain = experiment();
        QTest::mouseClick(control<QToolButton>("addStage"), Qt::LeftButton);
        QCOMPARE(list->count(), 2);
        QCOMPARE(m_document->shownStage(), 1);
        QVERIFY(experiment().stages[1].from.kind == Origin::Kind::Previous);
        QCOMPARE(experiment().stages[1].train.steps, std::int64_t(300));
        QVERIFY(experiment().stages[1].techniques.layer_drop.has_value());
        QCOMPARE(m_document->firstError(), QString());

        type("train.steps", QStringLiteral("44"));
        QTest::mouseClick(control<QToolButton>("moveStageUp"), Qt::LeftButton);
        QCOMPARE(m_document->shownStage(), 0);
        QCOMPARE(experiment().stages[0].train.steps, std::int64_t(44));
        QCOMPARE(m_document->firstError(), QString());  // the first stage still starts from scratch
        QVERIFY(!control<QToolButton>("moveStageUp")->isEnabled());
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(experiment().stages[1].train.steps, std::int64_t(44));
        QTest::keyClick(list, Qt::Key_Delete);
        QVERIFY(experiment() == plain);  // of two stages the one left is a short experiment
        QCOMPARE(list->count(), 1);
        m_document->undoStack()->undo();
        QCOMPARE(list->count(), 2);
        while (experiment().stages.size() == 2) m_document->undoStack()->undo();
        QVERIFY(experiment() == plain);
        QCOMPARE(m_document->shownStage(), 0);
    }
    void aStageIsRenamedInPlace() {
        addTwoStages();
        auto* list = control<QListWidget>("stages");
        const auto rename = [list](const QString& name) {
            list->editItem(list->item(1));
            QLineEdit* line = nullptr;
            for (QLineEdit* one : list->viewport()->findChildren<QLineEdit*>())
                if (one->isVisible()) line = one;
            QVERIFY(line);
            line->setText(name);
            QTest::keyClick(line, Qt::Key_Return);
            settle();
        };
        rename(QStringLiteral("tuned"));
        QCOMPARE(experiment().stages[1].name, std::string("tuned"));
        rename(QStringLiteral("broad"));  // the other one's
        QCOMPARE(experiment().stages[1].name, std::string("tuned"));
        QCOMPARE(list->item(1)->text(), QStringLiteral("tuned"));
        m_document->undoStack()->undo();
        QCOMPARE(list->item(1)->text(), QStringLiteral("fine"));
    }
    void aLongNameOfAStageGivesWayToItsMark() {
        addTwoStages();
        auto* list = control<QListWidget>("stages");
        const auto mark = [list] {
            settle();
            const QRect row = list->visualItemRect(list->item(0));
            const int width = list->fontMetrics().horizontalAdvance(choiceLabel(QStringLiteral("from"), QStringLiteral("scratch"))) + 8;
            return list->viewport()->grab(QRect(row.right() - width, row.top(), width, row.height())).toImage();
        };
        const QImage plain = mark();
        QVERIFY(!plain.isNull());
        m_document->edit(QStringLiteral("prepare"), {}, [](Experiment& edited) { edited.stages[0].name = std::string(90, 'm'); });
        QCOMPARE(list->item(0)->text().size(), 90);
        QVERIFY(mark() == plain);
    }
    void aStageMayHaveATaskOfItsOwn() {
        addTwoStages();
        const Experiment before = experiment();
        QTest::mouseClick(control<ToggleSwitch>("stages[].task"), Qt::LeftButton);
        QVERIFY(experiment().stages[0].task.has_value());
        type("task.max_hops", QStringLiteral("5"));
        QCOMPARE(std::get<HopsTask>(*experiment().stages[0].task).max_hops, 5);
        QVERIFY(experiment().task == before.task);
        control<QListWidget>("stages")->setCurrentRow(1);
        QVERIFY(!control<ToggleSwitch>("stages[].task")->isChecked());
        // Two generated tasks that differ: said beside the switch of the stage that comes later.
        QVERIFY(!complaint("stages[].task")->text().isEmpty());
        type("task.max_hops", QStringLiteral("5"));
        QCOMPARE(std::get<HopsTask>(experiment().task).max_hops, 5);
        QCOMPARE(m_document->firstError(), QString());
    }

    void makeSmallerMakesStagesThatFit_data() {
        QTest::addColumn<int>("entry");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<int>("shown");
        QTest::newRow("theseus") << 0 << QStringList{"predecessor", "replace", "fine_tune"} << 1;
        QTest::newRow("ladder") << 1 << QStringList{"backbone", "ladder"} << 1;
        QTest::newRow("distil") << 2 << QStringList{"teacher", "student"} << 1;
        QTest::newRow("truncate") << 3 << QStringList{"train", "truncate"} << 1;
    }
    void makeSmallerMakesStagesThatFit() {
        QFETCH(int, entry);
        QFETCH(QStringList, names);
        QFETCH(int, shown);
        toggle(QStringLiteral("LayerDrop"));
        toggle(QStringLiteral("Parameter sharing"));
        type("evaluate.depths.to", QStringLiteral("6"));
        const Experiment before = experiment();
        const int steps = m_document->undoStack()->count();
        makeSmaller(entry);
        QCOMPARE(stageNames(), names);
        QCOMPARE(m_document->shownStage(), shown);
        QCOMPARE(m_document->firstError(), QString());
        QCOMPARE(m_document->undoStack()->count(), steps + 1);
        const ReadResult read = readExperiment(m_document->yaml().toStdString());
        QVERIFY2(read.ok(), qPrintable(m_document->yaml()));
        QVERIFY2(read.experiment == experiment(), qPrintable(m_document->yaml()));
        QVERIFY(experiment().stages[0].techniques == before.techniques);  // the model is trained as before
        m_document->undoStack()->undo();
        QVERIFY(experiment() == before);
    }
    void theRecipesScaleToTheModelsOwnSteps() {
        type("train.steps", QStringLiteral("3000"));
        makeSmaller(0);
        const auto& stages = experiment().stages;
        QCOMPARE(stages[0].train.steps, std::int64_t(3000));
        QCOMPARE(stages[1].train.steps + stages[2].train.steps, std::int64_t(3000));
        QCOMPARE(stages[1].techniques.theseus->schedule.steps, std::int64_t(1200));
        QCOMPARE(stages[1].train.learning_rate, 1e-3);
        control<QListWidget>("stages")->setCurrentRow(0);
        type("train.learning_rate", QStringLiteral("1e-4"));
        makeSmaller(1);  // of the predecessor: what came after it goes
        QCOMPARE(stageNames(), (QStringList{"backbone", "ladder"}));
        QCOMPARE(experiment().stages[1].train.learning_rate, 1e-3);
        QCOMPARE(experiment().stages[1].techniques.ladder->reduction, 8);
    }
    void layerDropFollowsTheseusWhereThereIsOne() {
        auto* menu = control<QToolButton>("makeSmaller")->menu();
        Q_EMIT menu->aboutToShow();
        QVERIFY(!menu->actions().at(4)->isEnabled());
        makeSmaller(0);
        Q_EMIT menu->aboutToShow();
        QVERIFY(menu->actions().at(4)->isEnabled());
        makeSmaller(4);
        QCOMPARE(stageNames(), (QStringList{"predecessor", "replace", "fine_tune"}));
        QCOMPARE(m_document->shownStage(), 2);
        QVERIFY(experiment().stages[2].techniques.layer_drop.has_value());
        QCOMPARE(m_document->firstError(), QString());
        const auto* note = m_inspector->findChild<QLabel*>(QStringLiteral("expectedDepth"));
        QVERIFY2(note->text().contains(QLatin1String("2.4 of 3")), qPrintable(note->text()));  // of the successor
    }

    void aTechniqueThatNeedsATrainedModelOffersToTrainOne_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("name");
        QTest::newRow("theseus") << QStringLiteral("theseus") << QStringLiteral("Theseus replacement");
        QTest::newRow("ladder") << QStringLiteral("ladder") << QStringLiteral("Ladder side-tuning");
        QTest::newRow("truncation") << QStringLiteral("truncation") << QStringLiteral("Truncation");
        QTest::newRow("distillation") << QStringLiteral("distillation") << QStringLiteral("Distillation");
    }
    void aTechniqueThatNeedsATrainedModelOffersToTrainOne() {
        QFETCH(QString, key);
        QFETCH(QString, name);
        auto* offer = m_inspector->findChild<QToolButton*>("trainBefore " + key);
        QVERIFY(offer && !offer->isVisible());
        toggle(name);
        QVERIFY(!m_document->firstError().isEmpty());
        QVERIFY(offer->isVisible());
        QTest::mouseClick(offer, Qt::LeftButton);
        QCOMPARE(m_document->firstError(), QString());
        QVERIFY(experiment().stages.size() >= 2);
        QVERIFY(!offer->isVisible());
        QVERIFY(getValue(experiment(), "stages[2].name").has_value());
        QCOMPARE(m_document->shownStage(), 1);
        m_document->undoStack()->undo();
        QVERIFY(experiment().stages.empty());
    }
    void techniquesThatExcludeEachOtherSayWhy() {
        toggle(QStringLiteral("Theseus replacement"));
        for (const char* other : {"Ladder side-tuning", "Truncation", "LayerDrop"}) {
            const ToggleSwitch* one = switchOf(QString::fromLatin1(other));
            QVERIFY2(!one->isEnabled(), other);
            QVERIFY2(one->toolTip().contains(QLatin1String("Theseus replacement")), qPrintable(one->toolTip()));
        }
        QVERIFY(switchOf(QStringLiteral("Parameter sharing"))->isEnabled());
        QVERIFY(switchOf(QStringLiteral("Distillation"))->isEnabled());
        toggle(QStringLiteral("Ladder side-tuning"));
        QVERIFY(!experiment().techniques.ladder);
        toggle(QStringLiteral("Theseus replacement"));
        toggle(QStringLiteral("Ladder side-tuning"));
        QVERIFY(experiment().techniques.ladder.has_value());
    }
    void warningsStandWhereTheyCanBeHeeded() {
        addTwoStages();
        const auto warning = [this](const char* key) { return control<QLabel>((std::string("warning ") + key).c_str()); };
        QVERIFY(warning("stages")->isHidden() && warning("techniques.layer_drop")->isHidden());
        type("techniques.layer_drop.rate", QStringLiteral("0.7"));
        QCOMPARE(m_document->firstError(), QString());
        QVERIFY2(warning("techniques.layer_drop")->text().contains(QStringLiteral("above 0.5")),
                 qPrintable(warning("techniques.layer_drop")->text()));
        QVERIFY(!warning("techniques.layer_drop")->isHidden());
        QVERIFY(warning("stages")->isHidden());  // said below already
        m_document->showStage(1);
        QVERIFY(warning("techniques.layer_drop")->isHidden());
        QVERIFY2(warning("stages")->text().startsWith(QStringLiteral("Stage broad: ")), qPrintable(warning("stages")->text()));
        type("train.steps", QStringLiteral("50"));
        QVERIFY2(warning("train")->text().contains(QStringLiteral("warmup_steps")), qPrintable(warning("train")->text()));
        m_document->showStage(0);
        QVERIFY(warning("stages")->text().startsWith(QStringLiteral("Stage fine: ")));
        type("techniques.layer_drop.rate", QStringLiteral("0.3"));
        QVERIFY(warning("techniques.layer_drop")->isHidden());
    }
    void listsAreTypedAsTheFileHasThem() {
        makeSmaller(0);
        type("techniques.theseus.modules", QStringLiteral("[[1], [2, 3], [4, 5, 6]]"));
        QCOMPARE(experiment().stages[1].techniques.theseus->modules, (std::vector<std::vector<int>>{{1}, {2, 3}, {4, 5, 6}}));
        QCOMPARE(m_document->firstError(), QString());
        type("techniques.theseus.modules", QStringLiteral("[[1, 3], [2]]"));
        QVERIFY(!complaint("techniques.theseus.modules")->text().isEmpty());
        m_document->undoStack()->undo();
        control<QListWidget>("stages")->setCurrentRow(0);
        makeSmaller(1);
        type("techniques.ladder.rungs", QStringLiteral("2, 4, 6"));
        QCOMPARE(experiment().stages[1].techniques.ladder->rungs, (std::vector<int>{2, 4, 6}));
        const auto* kept = m_inspector->findChild<QLabel*>(QStringLiteral("keptStatesNote"));
        QVERIFY(kept && kept->text().startsWith(QLatin1String("Nothing is kept")));  // what is generated does not come again
        const auto* note = m_inspector->findChild<QLabel*>(QStringLiteral("ladderNote"));
        QVERIFY2(note->text().contains(QLatin1String("3 of 6")), qPrintable(note->text()));
        type("techniques.ladder.rungs", QStringLiteral("all"));
        QVERIFY(experiment().stages[1].techniques.ladder->rungs.empty());
    }

    void aPastRunIsNamedByItsFolder() {
        QTemporaryDir dir;
        writeFile(dir.filePath(QStringLiteral("experiment.yaml")), "layerlab: 1\n");
        QVERIFY(!row("from.run")->isVisible());
        choose("from", QStringLiteral("run"));
        QVERIFY(row("from.run")->isVisible());
        QVERIFY(!complaint("from.run")->text().isEmpty());
        QVERIFY(experiment().from.kind != Origin::Kind::Run);  // nothing a file could say yet
        type("from.run", dir.filePath(QStringLiteral("missing")));
        QVERIFY2(complaint("from.run")->text().contains(QLatin1String("missing")), qPrintable(complaint("from.run")->text()));
        type("from.run", dir.path());
        QCOMPARE(QString::fromStdString(experiment().from.run), QDir::cleanPath(dir.path()));
        QVERIFY(experiment().from.weights == Origin::Weights::Best);
        choose("from.weights", QStringLiteral("final"));
        QVERIFY(experiment().from.weights == Origin::Weights::Final);
        QVERIFY2(m_document->yaml().contains(QLatin1String("weights: final")), qPrintable(m_document->yaml()));
        type("from.stage", QStringLiteral("2"));
        QCOMPARE(experiment().from.stage, 2);
        type("from.stage", QStringLiteral("first"));
        QCOMPARE(experiment().from.stage, 2);
        auto* stage = control<QLineEdit>("from.stage");
        stage->setFocus();
        stage->selectAll();
        QTest::keyClick(stage, Qt::Key_Delete);
        QTest::keyClick(stage, Qt::Key_Return);
        QCOMPARE(experiment().from.stage, 0);
        QVERIFY(readExperiment(m_document->yaml().toStdString()).experiment == experiment());
        choose("from", QStringLiteral("scratch"));
        QVERIFY(experiment().from == Origin{});
        QVERIFY(!row("from.run")->isVisible());
    }

    void aPastRunWithoutAFolderIsForgottenWithWhatItWasChosenFor() {
        const auto* kind = control<QComboBox>("from");
        const auto chosen = [kind] { return kind->currentData().toString(); };
        choose("from", QStringLiteral("previous"));
        choose("from", QStringLiteral("run"));
        QCOMPARE(chosen(), QStringLiteral("run"));
        QVERIFY2(m_inspector->unfinished().contains(QLatin1String("Weights from")), qPrintable(m_inspector->unfinished()));
        type("train.steps", QStringLiteral("77"));  // an edit of something else
        QCOMPARE(chosen(), QStringLiteral("run"));
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();  // of "previous"
        QCOMPARE(chosen(), QStringLiteral("scratch"));
        QVERIFY(!row("from.run")->isVisible());
        QCOMPARE(m_inspector->unfinished(), QString());

        choose("from", QStringLiteral("run"));
        m_document->newFrom(Experiment());
        QCOMPARE(chosen(), QStringLiteral("scratch"));
        QVERIFY(complaint("from.run")->text().isEmpty());
        QCOMPARE(m_inspector->unfinished(), QString());

        // A teacher matters only while there is distillation.
        toggle(QStringLiteral("Distillation"));
        choose("techniques.distillation.teacher", QStringLiteral("run"));
        QVERIFY(m_inspector->unfinished().contains(QLatin1String("Teacher")));
        toggle(QStringLiteral("Distillation"));
        QCOMPARE(m_inspector->unfinished(), QString());
    }

    void theReplacingRateIsDraggedIntoShapeInOneStep() {
        makeSmaller(0);
        ScheduleCurve* curve = shownCurve();
        QCOMPARE(curve->handles(), 2);
        const int count = m_document->undoStack()->count();
        const QPoint end = curve->handlePosition(1).toPoint();
        drag(curve, end, {end - QPoint(20, 0), end - QPoint(60, 30)});
        const auto schedule = [this] { return experiment().stages[1].techniques.theseus->schedule; };
        QVERIFY(schedule().steps < 799 && schedule().steps > 0);
        QCOMPARE(m_document->undoStack()->count(), count + 1);
        QCOMPARE(schedule().base_rate, 0.3);
        const QPoint start = curve->handlePosition(0).toPoint();
        drag(curve, start, {start - QPoint(0, 10), start - QPoint(0, 20)});
        QVERIFY(schedule().base_rate > 0.3 && schedule().base_rate <= 1);
        QCOMPARE(m_document->undoStack()->count(), count + 2);
        m_document->undoStack()->undo();
        m_document->undoStack()->undo();
        QCOMPARE(schedule().steps, std::int64_t(799));
    }
    void theReplacingRateIsMovedByKeys() {
        makeSmaller(0);
        ScheduleCurve* curve = shownCurve();
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
        curve->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(curve->hasFocus());
        QTest::keyClick(curve, Qt::Key_Up);
        QTest::keyClick(curve, Qt::Key_Up);
        QCOMPARE(experiment().stages[1].techniques.theseus->schedule.base_rate, 0.32);
        QTest::keyClick(curve, Qt::Key_Tab);
        QVERIFY(curve->hasFocus());
        QCOMPARE(curve->focusedHandle(), 1);
        QTest::keyClick(curve, Qt::Key_Left);
        QCOMPARE(experiment().stages[1].techniques.theseus->schedule.steps, std::int64_t(799 - 13));
        QTest::keyClick(curve, Qt::Key_Tab);
        QVERIFY(!curve->hasFocus());
    }
    void pointsOfTheReplacingRateComeAndGo() {
        makeSmaller(0);
        QTest::keyClick(control<QComboBox>("techniques.theseus.schedule.kind"), Qt::Key_End);
        ScheduleCurve* curve = shownCurve();
        const auto points = [this] { return experiment().stages[1].techniques.theseus->schedule.points; };
        QCOMPARE(curve->handles(), 2);
        QCOMPARE(points().back(), (std::vector<double>{799, 1}));  // the curve stays what it was
        const QPoint between = ((curve->handlePosition(0) + curve->handlePosition(1)) / 2).toPoint();
        QTest::mouseDClick(curve, Qt::LeftButton, {}, between);
        QCOMPARE(points().size(), std::size_t(3));
        QVERIFY(points()[1][0] > 300 && points()[1][0] < 500);
        QCOMPARE(m_document->firstError(), QString());
        // A point does not pass its neighbours.
        const QPoint middle = curve->handlePosition(1).toPoint();
        drag(curve, middle, {middle + QPoint(5, 0), curve->rect().bottomRight()});
        QCOMPARE(points()[1], (std::vector<double>{798, 0}));
        QTest::keyClick(curve, Qt::Key_Delete);
        QCOMPARE(points().size(), std::size_t(2));
        QTest::keyClick(curve, Qt::Key_Delete);
        QTest::keyClick(curve, Qt::Key_Delete);
        QCOMPARE(points().size(), std::size_t(1));  // the last one stays
    }
    void theCurveShowsHowFarTrainingIs() {
        makeSmaller(0);
        ScheduleCurve* curve = shownCurve();
        const QImage without = curve->grab().toImage();
        m_inspector->showStageStep(500);
        QVERIFY(curve->grab().toImage() != without);
        m_inspector->showStageStep({});
        QVERIFY(curve->grab().toImage() == without);
    }

    void presetsHaveTheirPapersShapes_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("layers");
        QTest::addColumn<int>("hidden");
        QTest::addColumn<int>("heads");
        QTest::newRow("tiny") << QStringLiteral("BERT-tiny") << 2 << 128 << 2;
        QTest::newRow("mini") << QStringLiteral("BERT-mini") << 4 << 256 << 4;
        QTest::newRow("small") << QStringLiteral("BERT-small") << 4 << 512 << 8;
        QTest::newRow("medium") << QStringLiteral("BERT-medium") << 8 << 512 << 8;
        QTest::newRow("base") << QStringLiteral("BERT-base") << 12 << 768 << 12;
        QTest::newRow("drop") << QStringLiteral("48-layer LayerDrop") << 48 << 64 << 4;
    }
    void presetsHaveTheirPapersShapes() {
        QFETCH(QString, name);
        QFETCH(int, layers);
        QFETCH(int, hidden);
        QFETCH(int, heads);
        applyPreset(name);
        const Model& model = experiment().model;
        QCOMPARE(slotCount(model), layers);
        QCOMPARE(model.hidden, hidden);
        QCOMPARE(model.heads, heads);
        QCOMPARE(model.feed_forward, 4 * hidden);
        QCOMPARE(embeddingSize(model), hidden);
    }
    void aPresetChangesModelAndTechniquesInOneStep() {
        toggle(QStringLiteral("LayerDrop"));
        type("train.steps", QStringLiteral("77"));
        type("evaluate.depths.to", QStringLiteral("6"));
        const Experiment before = experiment();
        const int steps = m_document->undoStack()->count();
        applyPreset(QStringLiteral("BERT-mini"));
        QCOMPARE(m_document->undoStack()->undoText(), QStringLiteral("apply preset BERT-mini"));
        QCOMPARE(m_document->undoStack()->count(), steps + 1);
        QVERIFY(!experiment().techniques.layer_drop);
        QVERIFY(experiment().task == before.task);
        QVERIFY(experiment().train == before.train);
        QCOMPARE(m_document->firstError(), QString());  // depth 6 of 4 layers is not asked for any more
        m_document->undoStack()->undo();
        QVERIFY(experiment() == before);
    }
    void everyPresetFitsEveryTask() {
        for (const Preset& preset : modelPresets()) {
            QVERIFY(!preset.name.isEmpty() && !preset.description.isEmpty());
            for (std::size_t kind = 0; kind < taskKinds().size(); ++kind) {
                Experiment tried;
                tried.task = plainTask(kind);
                if (getValue(tried, "task.train")) QVERIFY(setKey(tried, "task.train", {"train.tsv"}).empty());
                preset.apply(tried);
                for (const Problem& problem : validate(tried)) QVERIFY2(problem.warning, problem.message.c_str());
            }
        }
    }
    void aPresetIsTheModelThatTheFirstStageTrains() {
        addTwoStages();
        m_document->edit(QStringLiteral("prepare"), {}, [](Experiment& edited) {
            edited.stages[1].techniques.layer_drop.emplace().rates = {0.1, 0.2, 0.3, 0.1, 0.2, 0.3};
            for (Stage& stage : edited.stages) {
                stage.techniques.sharing.emplace().groups = 6;
                stage.evaluate.depths.to = 6;
            }
        });
        const Experiment before = experiment();
        applyPreset(QStringLiteral("ALBERT-like"));
        QVERIFY(experiment().stages[0].techniques.sharing && experiment().stages[0].techniques.sharing->groups == 1);
        QVERIFY(!experiment().stages[0].techniques.layer_drop);
        QVERIFY(experiment().techniques == before.techniques);  // which stages do not use
        QCOMPARE(experiment().stages[1].techniques.layer_drop->rates.size(), std::size_t(12));
        QCOMPARE(m_document->firstError(), QString());
        const WeightMap weights = blueprintOf(experiment()).encoder().weights;
        QCOMPARE(weights.attention, std::vector<int>(12, 0));

        applyPreset(QStringLiteral("48-layer LayerDrop"));
        QCOMPARE(experiment().stages[0].techniques.layer_drop->rate, 0.2);
        QVERIFY(!experiment().stages[0].techniques.sharing);
        applyPreset(QStringLiteral("BERT-tiny"));
        QCOMPARE(layers(), 2u);
        for (const Stage& stage : experiment().stages) QVERIFY(stage.evaluate.depths.to <= 2);
        QCOMPARE(m_document->firstError(), QString());
        for (int i = 0; i < 3; ++i) m_document->undoStack()->undo();
        QVERIFY(experiment() == before);

        // A side network shares among itself, also beside the backbone of a past run.
        m_document->edit(QStringLiteral("prepare"), {}, [](Experiment& edited) {
            edited.stages[1].techniques = {};
            edited.stages[1].techniques.ladder.emplace();
            edited.stages[1].from = {Origin::Kind::Run, "/some/run", {}};
        });
        applyPreset(QStringLiteral("ALBERT-like"));
        QVERIFY(experiment().stages[0].techniques.sharing);
        QVERIFY(!experiment().stages[1].techniques.sharing);
    }
    void everyPresetFitsEveryWayToMakeAModelSmaller() {
        for (int entry = 0; entry < 4; ++entry) {
            m_document->newFrom(Experiment());
            toggle(QStringLiteral("Parameter sharing"));
            makeSmaller(entry);
            for (const QAction* preset : control<QToolButton>("presets")->menu()->actions()) {
                applyPreset(preset->text());
                QVERIFY2(m_document->firstError().isEmpty(), qPrintable(preset->text() + ": " + m_document->firstError()));
            }
        }
    }
    void presetsSayHowLargeTheyAre() {
        auto* menu = control<QToolButton>("presets")->menu();
        Q_EMIT menu->aboutToShow();
        for (const QAction* action : menu->actions())
            QVERIFY2(action->toolTip().contains(QLatin1String("parameters")), qPrintable(action->text()));
    }
    void theAlbertPresetHasTheWeightsOfOneLayer() {
        applyPreset(QStringLiteral("ALBERT-like"));
        const auto parameters = [this](const std::vector<int>& route) {
            return cost(experiment(), experiment().techniques, m_document->taskSize(), route).parameters;
        };
        QCOMPARE(parameters(activeSlots(experiment().model)), parameters({1}));
        QCOMPARE(parameters({1}) - parameters({}), std::int64_t(789'760));  // of a BERT layer 256 wide
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
