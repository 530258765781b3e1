// The way a person goes, by mouse and keyboard in the real window with the real engine: from an empty stack to a trained
// model, its depths and the files that are taken away.
#include "tests/ui/ui_fixture.h"

#include "engine/experiment/blueprint.h"
#include "engine/experiment/yaml.h"
#include "engine/runs/run_folder.h"
#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/help/help_window.h"
#include "ui/library/runs_model.h"
#include "ui/library/runs_table.h"
#include "ui/inspector/field_row.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/tour.h"

using namespace layerlab;
using State = TrainingSession::State;

namespace {

constexpr int long_enough_ms = 90000;

const QByteArray tiny =
    "layerlab: 1\n"
    "name: way\n"
    "seed: 3\n"
    "task: {kind: hops, length: 11, max_hops: 1, valid_examples: 32, test_examples: 32}\n"
    "model: {layers: 1, hidden: 16, heads: 2, feed_forward: 32}\n"
    "techniques: {layer_drop: {rate: 0.2}}\n"
    "train: {steps: 60, warmup_steps: 10, batch_size: 8, threads: 1}\n"
    "evaluate: {every: 30}\n";

}  // namespace

class TestWholeWay : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;

    void open(const QByteArray& content = tiny) {
        m_window.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        const QString path = writeFile(m_dir->filePath(QStringLiteral("way.yaml")), content);
        m_window = std::make_unique<MainWindow>(m_dir->filePath(QStringLiteral("library")), path);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    Actions& actions() const { return m_window->actions(); }
    StackCanvas* canvas() const { return m_window->canvas(); }
    const Experiment& draft() const { return m_window->document().experiment(); }
    QPoint placeOf(int number) const {
        const QPoint offset(canvas()->horizontalScrollBar()->value(), canvas()->verticalScrollBar()->value());
        return canvas()->stackLayout().boxes.at(static_cast<std::size_t>(number - 1)).center() - offset;
    }
    void click(int number, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::mouseClick(canvas()->viewport(), Qt::LeftButton, modifiers, placeOf(number));
        settle();
    }
    void key(int code, Qt::KeyboardModifiers modifiers = {}) const {
        canvas()->setFocus();
        QTest::keyClick(canvas(), static_cast<Qt::Key>(code), modifiers);
        settle();
    }
    void press(const char* name) const {
        auto* button = m_window->findChild<QToolButton*>(QLatin1String(name));
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    template <class Done>
    void saveWith(QAction* action, const QString& path, Done&& done) const {
        action->trigger();
        QFileDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_window->findChild<QFileDialog*>()) && dialog->isVisible());
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(done());
        QTRY_VERIFY(!m_window->findChild<QFileDialog*>());
    }

private Q_SLOTS:
    void cleanup() {
        m_window.reset();
        m_dir.reset();
        setTheme(Theme::light());
    }

    void aModelIsMadeSmallerByClicking_data() {
        QTest::addColumn<QString>("way");
        QTest::addColumn<int>("layers");  // that are left
        QTest::addColumn<QString>("figure");
        QTest::newRow("Theseus") << QStringLiteral("Theseus") << 2 << QStringLiteral("theseus.rate");
        QTest::newRow("ladder") << QStringLiteral("Ladder") << 4 << QStringLiteral("ladder.gate.4");
        QTest::newRow("distillation") << QStringLiteral("Distil") << 2 << QString();
        QTest::newRow("truncation") << QStringLiteral("Truncate") << 2 << QString();
    }
    // One press makes the stages, one press trains them all.
    void aModelIsMadeSmallerByClicking() {
        QFETCH(QString, way);
        QFETCH(int, layers);
        QFETCH(QString, figure);
        open(QByteArray(tiny).replace("layers: 1", "layers: 4").replace("techniques: {layer_drop: {rate: 0.2}}\n", ""));
        auto* smaller = m_window->findChild<QToolButton*>(QStringLiteral("makeSmaller"));
        QVERIFY(smaller && smaller->menu());
        QAction* chosen = nullptr;
        for (QAction* action : smaller->menu()->actions())
            if (action->text().contains(way)) chosen = action;
        QVERIFY(chosen && chosen->isEnabled());
        chosen->trigger();
        QVERIFY(draft().stages.size() >= 2);
        QCOMPARE(m_window->document().shownStage(), 1);
        QVERIFY2(m_window->document().firstError().isEmpty(), qPrintable(m_window->document().firstError()));
        QCOMPARE(canvas()->twin().has_value(), !figure.isEmpty());
        m_window->document().undoStack()->undo();
        QVERIFY(draft().stages.empty());
        m_window->document().undoStack()->redo();

        press("train");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().isActive(), long_enough_ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().state() == State::Idle, long_enough_ms);
        QVERIFY2(m_window->notice()->message().isEmpty(), qPrintable(m_window->notice()->message()));
        const std::filesystem::path run = m_window->shownRun().folder().toStdString();
        const Experiment trained = readRunExperiment(run);
        QCOMPARE(slotCount(modelAfter(blueprintOf(trained))), layers);
        bool told = figure.isEmpty();
        for (const Event& event : readEvents(run))
            if (const auto* step = std::get_if<StepFinished>(&event.what)) told = told || step->scalars.count(figure.toStdString());
        QVERIFY(told);
        QCOMPARE(readSummary(run)->status, std::string("finished"));
        QCOMPARE(m_window->charts()->techniqueChart()->isHidden(), figure.isEmpty());
        QCOMPARE(m_window->shownRun().stage(), static_cast<int>(trained.stages.size()) - 1);
    }

    void fromAnEmptyStackToThePrunedModelsFiles() {
        open();
        const Experiment first = draft();

        // Nothing is left of the stack; it says how to begin.
        click(1);
        key(Qt::Key_Delete);
        QCOMPARE(slotCount(draft().model), 0);
        QVERIFY(!actions().train->isEnabled());
        QTest::mouseClick(canvas()->viewport(), Qt::LeftButton, {}, canvas()->stackLayout().placeholder.center());
        QCOMPARE(slotCount(draft().model), 1);

        // Four layers, the upper two with the same weights, the lowest without its feed-forward half.
        key(Qt::Key_D, Qt::ControlModifier);
        key(Qt::Key_D, Qt::ControlModifier);
        key(Qt::Key_Insert);
        QCOMPARE(slotCount(draft().model), 4);
        click(3);
        click(4, Qt::ShiftModifier);
        key(Qt::Key_S);
        QCOMPARE(weightMap(draft().model, {}).attention, (std::vector<int>{0, 1, 2, 2}));
        key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(slotCount(draft().model), 6);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(slotCount(draft().model), 4);
        m_window->selection().set({1});
        key(Qt::Key_K);
        QVERIFY(draft().model.stack[0].skip);
        key(Qt::Key_K);
        QVERIFY(!draft().model.stack[0].skip);
        const Experiment made = draft();

        // All the way back and forth again.
        QUndoStack* undo = m_window->document().undoStack();
        while (undo->canUndo()) actions().undo->trigger();
        QVERIFY(draft() == first);
        while (undo->canRedo()) actions().redo->trigger();
        QVERIFY(draft() == made);

        // The text says the same, and is what is saved.
        saveWith(actions().save_as, m_dir->filePath(QStringLiteral("made.yaml")),
                 [this] { return QFile::exists(m_dir->filePath(QStringLiteral("made.yaml"))); });
        const ReadResult saved = readExperimentFile(m_dir->filePath(QStringLiteral("made.yaml")).toStdString());
        QVERIFY(saved.ok());
        QVERIFY(saved.experiment == made);
        QVERIFY(!m_window->document().isModified());

        press("train");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().isActive(), long_enough_ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().state() == State::Idle, long_enough_ms);
        QVERIFY2(m_window->notice()->message().isEmpty(), qPrintable(m_window->notice()->message()));
        QVERIFY(m_window->shownRun().exists());
        // What is shown is the run, which nothing edits.
        QVERIFY(!actions().slot_delete->isEnabled());
        QVERIFY(!Actions::reasonAgainst(actions().slot_delete).isEmpty());

        // Every depth of the trained model, with its cost.
        QVERIFY(actions().measure_depths->isEnabled());
        actions().measure_depths->trigger();
        QCOMPARE(m_window->session().state(), State::Measuring);
        QVERIFY(!actions().train->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().state() == State::Idle, long_enough_ms);
        DepthChart* chart = m_window->charts()->depthChart();
        QCOMPARE(chart->results().size(), std::size_t(4));
        for (const RouteResult& result : chart->results()) QVERIFY(result.latency_ms && *result.latency_ms > 0);

        // A depth that is chosen is shown on the stack.
        Q_EMIT chart->depthClicked(2);
        settle();
        int left_out = 0;
        for (int number = 1; number <= 4; ++number) left_out += canvas()->leavesOut(number);
        QCOMPARE(left_out, 2);

        const QString csv = m_dir->filePath(QStringLiteral("depths.csv"));
        QVERIFY(chart->saveTo(csv).isEmpty());
        QCOMPARE(readAll(csv).count('\n'), 5);  // a title and four depths
        for (const char* suffix : {"png", "svg", "pdf"}) {
            const QString picture = m_dir->filePath(QStringLiteral("stack.") + QLatin1String(suffix));
            QVERIFY2(canvas()->saveTo(picture).isEmpty(), suffix);
            QVERIFY(QFileInfo(picture).size() > 1000);
        }
        saveWith(actions().export_stack, m_dir->filePath(QStringLiteral("by-dialog.png")),
                 [this] { return QFileInfo(m_dir->filePath(QStringLiteral("by-dialog.png"))).size() > 1000; });
        QVERIFY(!canvas()->saveTo(m_dir->filePath(QStringLiteral("no/folder/x.png"))).isEmpty());

        // The run is the start of the next experiment.
        actions().duplicate_run->trigger();
        QTRY_VERIFY(m_window->document().path().isEmpty());
        QCOMPARE(draft().model, made.model);
    }

    void draggingOnTheCanvasMovesALayer() {
        open("layerlab: 1\nmodel: {hidden: 16, heads: 2, stack: [{feed_forward: 10}, {feed_forward: 20}, {feed_forward: 30}]}\n");
        QWidget* viewport = canvas()->viewport();
        const QPoint from = placeOf(1), to = placeOf(3) - QPoint(0, 30);
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        for (const QPoint& at : {from - QPoint(0, 20), to}) {
            QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(viewport, &move);
        }
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
        QCOMPARE(*draft().model.stack[2].feed_forward, 10);
        QCOMPARE(m_window->selection().numbers(), QList<int>{3});
        QCOMPARE(canvas()->selection(), QList<int>{3});
        actions().undo->trigger();
        QCOMPARE(*draft().model.stack[0].feed_forward, 10);
    }

    void aBoundaryDraggedOnTheCanvasReachesTheDraft() {
        open(
            "layerlab: 1\nmodel: {layers: 6, hidden: 16, heads: 2}\nstages:\n  - {name: predecessor, from: scratch}\n"
            "  - {name: replace, from: previous, techniques: {theseus: {successor_layers: 3}}}\n");
        m_window->document().showStage(1);
        settle();
        QCOMPARE(canvas()->twinLayout().boundaries.size(), std::size_t(2));
        QWidget* viewport = canvas()->viewport();
        const QPoint offset(canvas()->horizontalScrollBar()->value(), canvas()->verticalScrollBar()->value());
        const QPoint from = canvas()->twinLayout().boundaries[0].center() - offset,
                     to = canvas()->stackLayout().gapRect(3).center() - offset;
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        for (const QPoint& at : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(viewport, &move);
        }
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
        const auto modules = [this] { return draft().stages[1].techniques.theseus->modules; };
        QVERIFY(modules() == (std::vector<std::vector<int>>{{1, 2, 3}, {4}, {5, 6}}));
        QCOMPARE(draft().stages[1].techniques.theseus->successor_layers, 0);  // as many as there are modules
        QVERIFY2(m_window->document().firstError().isEmpty(), qPrintable(m_window->document().firstError()));
        QVERIFY(canvas()->twin()->modules == modules());
        // The field says how many there are; another number makes them equal again.
        const auto layers = [this] {
            for (FieldRow* row : m_window->findChildren<FieldRow*>())
                if (row->path() == "techniques.theseus.successor_layers") return row->findChild<QLineEdit*>();
            return static_cast<QLineEdit*>(nullptr);
        };
        QVERIFY(layers());
        QCOMPARE(layers()->text(), QStringLiteral("3"));
        const auto type = [&](const char* number) {
            layers()->setFocus();
            layers()->selectAll();
            QTest::keyClicks(layers(), QString::fromLatin1(number));
            QTest::keyClick(layers(), Qt::Key_Return);
        };
        type("3");
        QCOMPARE(modules().size(), std::size_t(3));
        type("2");
        QVERIFY(modules().empty());
        QCOMPARE(draft().stages[1].techniques.theseus->successor_layers, 2);
        QVERIFY2(m_window->document().firstError().isEmpty(), qPrintable(m_window->document().firstError()));
        actions().undo->trigger();
        QCOMPARE(modules().size(), std::size_t(3));
        actions().undo->trigger();
        QVERIFY(modules().empty());
        QCOMPARE(draft().stages[1].techniques.theseus->successor_layers, 3);
    }

    void aRungClickedOnTheCanvasReachesTheDraft() {
        open(
            "layerlab: 1\nmodel: {layers: 4, hidden: 16, heads: 2, feed_forward: 32}\nstages:\n  - {name: backbone, from: scratch}\n"
            "  - {name: ladder, from: previous, techniques: {ladder: {reduction: 2}}}\n");
        m_window->document().showStage(1);
        settle();
        const auto click_rung = [this](int slot) {
            const QPoint offset(canvas()->horizontalScrollBar()->value(), canvas()->verticalScrollBar()->value());
            const QPoint at = canvas()->twinLayout().gates.at(static_cast<std::size_t>(slot - 1)).center() - offset;
            QTest::mouseClick(canvas()->viewport(), Qt::LeftButton, {}, at);
            settle();
        };
        const auto rungs = [this] { return draft().stages[1].techniques.ladder->rungs; };
        click_rung(2);
        QCOMPARE(rungs(), (std::vector<int>{1, 3, 4}));
        QVERIFY2(m_window->document().firstError().isEmpty(), qPrintable(m_window->document().firstError()));
        click_rung(1);
        QCOMPARE(rungs(), (std::vector<int>{3, 4}));
        QCOMPARE(canvas()->twin()->rungs, rungs());
        actions().undo->trigger();
        actions().undo->trigger();
        QVERIFY(rungs().empty());
    }

    void theSelectedLayersAreEditedInTheInspector() {
        open("layerlab: 1\nmodel: {layers: 4, hidden: 16, heads: 2}\n");
        click(2);
        click(3, Qt::ControlModifier);
        QTest::mouseDClick(canvas()->viewport(), Qt::LeftButton, {}, placeOf(3));
        click(2);
        click(3, Qt::ControlModifier);
        QLineEdit* heads = nullptr;
        for (auto* line : m_window->findChildren<QLineEdit*>())
            if (line->objectName().endsWith(QLatin1String("heads")) && line->objectName().contains(QLatin1String("stack"))) heads = line;
        QVERIFY(heads && heads->isVisible());
        heads->setFocus();
        heads->selectAll();
        QTest::keyClicks(heads, QStringLiteral("4"));
        QTest::keyClick(heads, Qt::Key_Return);
        QCOMPARE(draft().model.stack[1].heads, std::optional(4));
        QCOMPARE(draft().model.stack[2].heads, std::optional(4));
        QVERIFY(!draft().model.stack[0].heads);
        actions().undo->trigger();
        QVERIFY(!draft().model.stack[1].heads && !draft().model.stack[2].heads);
    }

    void whatCommandsCanDoFollowsTheStackWhileTheSelectionStays() {
        open("layerlab: 1\nmodel: {layers: 3, hidden: 16, heads: 2}\n");
        click(1);
        click(2, Qt::ShiftModifier);
        QVERIFY(!actions().unshare->isEnabled());
        key(Qt::Key_S);
        QCOMPARE(weightMap(draft().model, {}).attention, (std::vector<int>{0, 0, 1}));
        QVERIFY(actions().unshare->isEnabled());
        key(Qt::Key_S, Qt::ShiftModifier);
        QCOMPARE(weightMap(draft().model, {}).attention, (std::vector<int>{0, 1, 2}));
        QVERIFY(!actions().unshare->isEnabled());

        click(3);
        QVERIFY(!actions().slot_up->isEnabled());
        QCOMPARE(m_window->document().setPath("model.layers", {"4"}), QString());
        QCOMPARE(m_window->selection().numbers(), QList<int>{3});
        QVERIFY(actions().slot_up->isEnabled());
        actions().undo->trigger();
        QCOMPARE(slotCount(draft().model), 3);
        QVERIFY(!actions().slot_up->isEnabled());
        QVERIFY(Actions::reasonAgainst(actions().slot_up).contains(QLatin1String("top")));
    }

    void lettersTypedIntoFieldsAreNoCommands() {
        open();
        key(Qt::Key_D, Qt::ControlModifier);
        m_window->selection().set({1});
        const Experiment before = draft();
        auto* steps = m_window->findChild<QLineEdit*>(QStringLiteral("seed"));
        QVERIFY(steps);
        for (const int letter : {Qt::Key_S, Qt::Key_K, Qt::Key_F, Qt::Key_A, Qt::Key_E, Qt::Key_Delete})
            QTest::keyClick(steps, static_cast<Qt::Key>(letter));
        QVERIFY(draft() == before);
    }

    void revertBringsTheSavedFileBackAndCanBeUndone() {
        open();
        QVERIFY(!actions().revert->isEnabled());
        key(Qt::Key_Insert);
        QCOMPARE(slotCount(draft().model), 2);
        QVERIFY(actions().revert->isEnabled());
        actions().revert->trigger();
        QCOMPARE(slotCount(draft().model), 1);
        QVERIFY(!m_window->document().isModified());
        actions().undo->trigger();
        QCOMPARE(slotCount(draft().model), 2);
        QVERIFY(m_window->document().isModified());
        while (m_window->document().undoStack()->canUndo()) actions().undo->trigger();
    }

    void hiddenChartsAreNotDrawn() {
        open();
        actions().charts_panel->trigger();
        QTRY_VERIFY(!m_window->charts()->isVisible());
        const auto replots = [this] {
            return m_window->charts()->lossChart()->replots() + m_window->charts()->depthChart()->replots() +
                   m_window->charts()->historyChart()->replots();
        };
        settle();  // what was queued before they were hidden
        const std::int64_t before = replots();
        press("train");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().isActive(), long_enough_ms);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().state() == State::Idle, long_enough_ms);
        QCOMPARE(replots(), before);
        QVERIFY(m_window->charts()->lossChart()->data(m_window->charts()->lossChart()->curves().front()).size() == 60);
        actions().charts_panel->trigger();
        QTRY_VERIFY(replots() > before);
    }

    void helpOpensAtThePageOfWhatHasTheKeyboard() {
        open();
        canvas()->setFocus();
        actions().help->trigger();
        QVERIFY(m_window->help() && m_window->help()->isVisible());
        QCOMPARE(m_window->help()->page(), QStringLiteral("window"));
        m_window->help()->close();
        m_window->activateWindow();
        m_window->runsTable()->filterLine();
        actions().help_keys->trigger();
        QCOMPARE(m_window->help()->page(), QStringLiteral("keys"));
    }

    void theTourComesOnceAndCanBeAskedForAgain() {
        QSettings().remove(QStringLiteral("tour"));
        open();
        QVERIFY(m_window->tour()->current() < 0);
        m_window->welcome();
        QTRY_COMPARE(m_window->tour()->current(), 0);
        QTest::keyClick(m_window->tour(), Qt::Key_Escape);
        QVERIFY(m_window->tour()->current() < 0);
        open();
        m_window->welcome();
        settle();
        QVERIFY(m_window->tour()->current() < 0);
        actions().tour->trigger();
        QCOMPARE(m_window->tour()->current(), 0);
    }

    void aMissingFontIsSaidAtTheStart() {
        open();
        Tour::markSeen();
        m_window->welcome();
        QVERIFY(!m_window->notice()->message().contains(QLatin1String("font")));
        m_window->welcome(false);
        QVERIFY(m_window->notice()->message().contains(QLatin1String("fonts-noto-cjk")));
    }

    // Menus can be gone through by keys: every entry has a shortcut or a mnemonic, and no two of a menu the same.
    void everyCommandCanBeReachedByKeys() {
        open();
        std::function<void(const QList<QAction*>&, const QString&)> check = [&check](const QList<QAction*>& entries, const QString& menu) {
            QHash<QChar, QString> taken;
            for (QAction* action : entries) {
                if (action->isSeparator()) continue;
                const QKeySequence mnemonic = QKeySequence::mnemonic(action->text());
                QVERIFY2(!mnemonic.isEmpty() || !action->shortcut().isEmpty(), qPrintable(menu + '/' + action->text()));
                if (!mnemonic.isEmpty()) {
                    const QChar letter = mnemonic.toString().back();
                    QVERIFY2(!taken.contains(letter), qPrintable(menu + ": " + action->text() + " and " + taken.value(letter)));
                    taken.insert(letter, action->text());
                }
                if (auto* inner = action->menu<QMenu*>()) check(inner->actions(), action->text());
            }
        };
        check(m_window->menuBar()->actions(), QString());
    }
};

int main(int argc, char** argv) { return runUiTest<TestWholeWay>(argc, argv); }
#include "tst_whole_way.moc"
