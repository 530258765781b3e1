// Sweeps as a person makes and runs them: a field marked in the inspector, values checked, real runs in processes of their own
// looked after by the queue, and what the charts say of them.
#include "tests/ui/ui_fixture.h"

#include <cmath>

#include "engine/experiment/sweep.h"
#include "engine/experiment/yaml.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/sweep_folder.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/segmented_switch.h"
#include "ui/sweep/sweep_edit.h"
#include "ui/sweep/sweep_heat_map.h"
#include "ui/sweep/sweep_lines_chart.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/sweep/sweep_parallel.h"
#include "ui/sweep/sweep_popup.h"
#include "ui/sweep/sweep_section.h"
#include "ui/sweep/sweep_view.h"

using namespace layerlab;
namespace fs = std::filesystem;

namespace {

constexpr int long_enough_ms = 60000;

const QByteArray tiny =
    "layerlab: 1\n"
    "name: tiny\n"
    "task: {kind: hops, length: 11, max_hops: 1, valid_examples: 16, test_examples: 16}\n"
    "model: {layers: 2, hidden: 16, heads: 2, feed_forward: 16}\n"
    "techniques: {layer_drop: {rate: 0.2}}\n"
    "train: {steps: 4, batch_size: 4, threads: 1, warmup_steps: 1, checkpoint_every: 50}\n"
    "evaluate: {every: 1000000}\n";

// Of 2 × 2 runs, without any training: the figures are known.
SweepState finishedState(const Experiment& experiment) {
    SweepState state;
    state.name = experiment.name;
    for (const auto& axis : experiment.sweep->grid) state.keys.push_back(axis.key);
    if (!experiment.sweep->seeds.empty()) state.keys.push_back("seed");
    for (SweepSettings& settings : sweepSettings(*experiment.sweep)) {
        SweepEntry entry;
        entry.number = static_cast<int>(state.entries.size()) + 1;
        entry.name = sweepPointName(experiment, settings);
        entry.settings = settings;
        entry.status = SweepStatus::Finished;
        entry.seconds = 10.0 * entry.number;
        entry.figures = {{"accuracy_full", 0.5 + 0.01 * entry.number}, {"loss", 1.0 / entry.number}};
        state.entries.push_back(entry);
    }
    return state;
}

}  // namespace

class TestSweepView : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;

    QString library() const { return m_dir->filePath(QStringLiteral("library")); }
    void open(const QByteArray& content = tiny) {
        m_window.reset();
        const QString path = writeFile(m_dir->filePath(QStringLiteral("tiny.yaml")), content);
        m_window = std::make_unique<MainWindow>(library(), path);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    Actions& actions() const { return m_window->actions(); }
    const Experiment& draft() const { return m_window->document().experiment(); }
    SweepPanel* panel() const { return m_window->sweepPanel(); }
    SweepView* results() const { return m_window->sweepView(); }
    const ShownSweep& shown() const { return m_window->sweeps().shown(); }
    std::size_t count(SweepStatus status) const { return shown().count(status); }

    FieldRow* row(const char* path) const {
        for (FieldRow* row : m_window->findChildren<FieldRow*>())
            if (row->path() == path) return row;
        qFatal("no row %s", path);
    }
    // As a person asks for it with the mouse, or with the menu key.
    QMenu* contextMenu(const char* path) const {
        QWidget* control = row(path)->editor()->control();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, control->rect().center(), control->mapToGlobal(control->rect().center()));
        QApplication::sendEvent(control, &event);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }
    static QAction* sweepIn(QMenu* menu) {
        for (QAction* action : menu->actions())
            if (action->objectName() == QLatin1String("sweepField")) return action;
        return nullptr;
    }
    SweepPopup* popup() const {
        for (SweepPopup* one : m_window->findChildren<SweepPopup*>())
            if (one->isVisible()) return one;
        return nullptr;
    }
    void openPopup(const char* path) const {
        QMenu* menu = contextMenu(path);
        QVERIFY(menu);
        QAction* sweep = sweepIn(menu);
        QVERIFY(sweep && sweep->isEnabled());
        menu->close();
        sweep->trigger();
        QVERIFY(popup());
    }
    void sweepField(const char* path, const QString& values) const {
        openPopup(path);
        auto* line = popup()->findChild<QLineEdit*>(QStringLiteral("sweepValues"));
        line->selectAll();
        QTest::keyClicks(line, values);
        QVERIFY2(popup()->complaint().isEmpty(), qPrintable(popup()->complaint()));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!popup());
    }
    void typeSeeds(const QString& seeds) const {
        auto* line = m_window->findChild<QLineEdit*>(QStringLiteral("sweep.seeds"));
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, seeds);
        QTest::keyClick(line, Qt::Key_Return);
    }
    static bool complains(const QWidget* part) {
        const auto labels = part->findChildren<QLabel*>(QStringLiteral("error"));
        return std::any_of(labels.begin(), labels.end(), [](const QLabel* one) { return !one->isHidden() && !one->text().isEmpty(); });
    }
    QToolButton* button(const char* name) const { return panel()->findChild<QToolButton*>(QLatin1String(name)); }
    void press(const char* name) const {
        QVERIFY2(button(name)->isVisible() && button(name)->isEnabled(), qPrintable(button(name)->toolTip()));
        QTest::mouseClick(button(name), Qt::LeftButton);
    }
    QList<int> order() const {
        QList<int> numbers;
        for (int row = 0; row < panel()->model().rowCount(); ++row) numbers << panel()->model().entry(row)->number;
        return numbers;
    }
    void select(int number) const {
        m_window->activateWindow();  // its menus were active last
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        panel()->view()->setFocus();
        panel()->view()->selectRow(panel()->model().rowOf(number));
    }
    void start() const {
        QVERIFY2(actions().run_sweep->isEnabled(), qPrintable(actions().run_sweep->toolTip()));
        actions().run_sweep->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(shown().exists() && shown().ours, 10000);
    }
    // A sweep in the library whose runs are done, without having been trained.
    QString leaveSweep(const QByteArray& sweep, const std::function<void(SweepState&)>& change = {}) const {
        const ReadResult read = readExperiment((tiny + sweep).toStdString());
        if (!read.ok()) qFatal("%s", read.problems.front().message.c_str());
        const fs::path folder = createSweepFolder(library().toStdString(), read.experiment);
        SweepState state = finishedState(read.experiment);
        if (change) change(state);
        writeSweep(folder, state);
        return QString::fromStdString(folder.string());
    }

private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        QSettings().setValue(QStringLiteral("sweep/jobs"), 2);
    }
    void cleanup() {
        m_window.reset();
        m_dir.reset();
        QSettings().clear();
    }

    // ---- the inspector ----

    void aFieldIsSweptByItsMenuAndSaysSo() {
        open();
        auto* mark = row("model.dropout")->findChild<QToolButton*>(QStringLiteral("sweepMark"));
        QVERIFY(mark && mark->isHidden());
        sweepField("model.dropout", QStringLiteral("0, 0.1, 0.2"));
        QVERIFY(draft().sweep.has_value());
        QCOMPARE(draft().sweep->grid.size(), std::size_t{1});
        QCOMPARE(draft().sweep->grid[0].key, std::string("model.dropout"));
        QCOMPARE(draft().sweep->grid[0].values, (std::vector<std::string>{"0", "0.1", "0.2"}));
        QVERIFY(!mark->isHidden());
        QCOMPARE(mark->text(), QStringLiteral("×3"));
        QVERIFY(m_window->document().yaml().contains(QLatin1String("sweep:")));
        QVERIFY(m_window->document().yaml().contains(QLatin1String("model.dropout: [0, 0.1, 0.2]")));
        QVERIFY(actions().train->toolTip().contains(QLatin1String("alone")));
        const auto* axis = m_window->findChild<SweepSection*>()->findChild<ElidedLabel*>(QStringLiteral("axisValues"));
        QVERIFY(axis && axis->text().contains(QLatin1String("0, 0.1, 0.2")));
        m_window->document().undoStack()->undo();
        QVERIFY(!draft().sweep);
        QVERIFY(mark->isHidden());
        QVERIFY(!m_window->document().yaml().contains(QLatin1String("sweep:")));
        QVERIFY(!actions().train->toolTip().contains(QLatin1String("alone")));
        m_window->document().undoStack()->redo();
        QVERIFY(!mark->isHidden());
        // The text tab is the same experiment.
        QVERIFY(m_window->document().setYaml(QString::fromUtf8(tiny + "sweep: {grid: {train.steps: [4, 5]}}\n")).empty());
        QVERIFY(mark->isHidden());
        QVERIFY(!row("train.steps")->findChild<QToolButton*>(QStringLiteral("sweepMark"))->isHidden());
    }
    void wrongValuesSayWhyAndChangeNothing_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("why");
        QTest::newRow("out of range") << QByteArray("model.dropout") << QStringLiteral("0, 2") << QStringLiteral("from 0 to 1");
        QTest::newRow("no number") << QByteArray("model.heads") << QStringLiteral("2, many") << QStringLiteral("many");
        QTest::newRow("not whole") << QByteArray("train.steps") << QStringLiteral("4, 4.5") << QStringLiteral("4.5");
        QTest::newRow("twice") << QByteArray("train.steps") << QStringLiteral("4, 4") << QStringLiteral("twice");
        QTest::newRow("nothing") << QByteArray("train.steps") << QStringLiteral(" ") << QStringLiteral("at least one");
    }
    void wrongValuesSayWhyAndChangeNothing() {
        QFETCH(QByteArray, path);
        QFETCH(QString, typed);
        QFETCH(QString, why);
        open();
        openPopup(path);
        auto* line = popup()->findChild<QLineEdit*>(QStringLiteral("sweepValues"));
        line->selectAll();
        QTest::keyClicks(line, typed);
        QVERIFY2(popup()->complaint().contains(why), qPrintable(popup()->complaint()));
        QVERIFY(!popup()->findChild<QPushButton*>(QStringLiteral("sweepAccept"))->isEnabled());
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(popup());
        QVERIFY(!draft().sweep);
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!popup());
        QVERIFY(!draft().sweep);
    }
    void aRangeIsWrittenOutAsValues_data() {
        QTest::addColumn<QStringList>("range");
        QTest::addColumn<bool>("factor");
        QTest::addColumn<QString>("values");
        QTest::newRow("step") << QStringList{"0", "0.3", "0.1"} << false << QStringLiteral("0, 0.1, 0.2, 0.3");
        QTest::newRow("factor") << QStringList{"0.001", "0.1", "10"} << true << QStringLiteral("0.001, 0.01, 0.1");
    }
    void aRangeIsWrittenOutAsValues() {
        QFETCH(QStringList, range);
        QFETCH(bool, factor);
        QFETCH(QString, values);
        open();
        openPopup("train.learning_rate");
        const auto field = [this](const char* name) { return popup()->findChild<QLineEdit*>(QLatin1String(name)); };
        auto* kind = popup()->findChild<QComboBox*>(QStringLiteral("sweepStepKind"));
        kind->setCurrentIndex(factor ? 1 : 0);
        QTest::keyClicks(field("sweepFrom"), range[0]);
        QTest::keyClicks(field("sweepTo"), range[1]);
        QTest::keyClicks(field("sweepStep"), range[2]);
        QCOMPARE(field("sweepValues")->text(), values);
        if (factor) {
            QTest::keyClick(field("sweepStep"), Qt::Key_Return);
            QCOMPARE(draft().sweep->grid[0].values.size(), std::size_t{3});
            return;
        }
        // A learning rate of 0 is none: the range says so, as the list would.
        QVERIFY(!popup()->complaint().isEmpty());
        field("sweepTo")->setText(QString());
        QTest::keyClicks(field("sweepTo"), QStringLiteral("-1"));
        QVERIFY2(popup()->complaint().contains(QLatin1String("never comes")), qPrintable(popup()->complaint()));
    }
    void choicesAreTickedAndTheKeyboardServesToo() {
        open();
        QWidget* control = row("model.norm")->editor()->control();
        control->setFocus();
        QTest::keyClick(control, Qt::Key_W, Qt::AltModifier);
        QVERIFY(popup());
        auto* post = popup()->findChild<QCheckBox*>(QStringLiteral("sweepChoice:post"));
        QVERIFY(post && post->isChecked());
        QTest::keyClick(post, Qt::Key_Return);
        QCOMPARE(draft().sweep->grid[0].values, (std::vector<std::string>{"pre", "post"}));
        // Edited from the section, and taken away there.
        auto* section = m_window->findChild<SweepSection*>();
        QTest::mouseClick(section->findChild<QToolButton*>(QStringLiteral("editAxis")), Qt::LeftButton);
        QVERIFY(popup());
        popup()->findChild<QCheckBox*>(QStringLiteral("sweepChoice:pre"))->click();
        QTest::mouseClick(popup()->findChild<QPushButton*>(QStringLiteral("sweepAccept")), Qt::LeftButton);
        QCOMPARE(draft().sweep->grid[0].values, std::vector<std::string>{"post"});
        QTest::mouseClick(section->findChild<QToolButton*>(QStringLiteral("removeAxis")), Qt::LeftButton);
        QVERIFY(!draft().sweep);
        m_window->document().undoStack()->undo();
        QVERIFY(draft().sweep.has_value());
    }
    void whatCannotBeSweptSaysWhy() {
        open();
        QMenu* menu = contextMenu("seed");
        QVERIFY(menu);
        QAction* sweep = sweepIn(menu);
        QVERIFY(sweep && !sweep->isEnabled());
        QVERIFY2(sweep->toolTip().contains(QLatin1String("Seeds are listed")), qPrintable(sweep->toolTip()));
        menu->close();
        QVERIFY(!row("name")->findChild<QToolButton*>(QStringLiteral("sweepMark")));  // words
    }
    void theSectionCountsRunsAndReadsSeeds() {
        open();
        auto* section = m_window->findChild<SweepSection*>();
        auto* run = section->findChild<QPushButton*>(QStringLiteral("runSweep"));
        auto* size = section->findChild<QLabel*>(QStringLiteral("sweepSize"));
        QVERIFY(!run->isEnabled() && run->toolTip().contains(QLatin1String("no sweep")));
        QVERIFY(!actions().run_sweep->isEnabled());
        sweepField("model.dropout", QStringLiteral("0, 0.1"));
        QCOMPARE(size->text(), QStringLiteral("2 runs"));
        QVERIFY(run->isEnabled());
        typeSeeds(QStringLiteral("3"));
        QCOMPARE(draft().sweep->seeds, (std::vector<std::uint64_t>{1, 2, 3}));
        QCOMPARE(section->findChild<QLineEdit*>(QStringLiteral("sweep.seeds"))->text(), QStringLiteral("1, 2, 3"));
        QCOMPARE(size->text(), QStringLiteral("6 runs"));
        typeSeeds(QStringLiteral("5, 7"));
        QCOMPARE(draft().sweep->seeds, (std::vector<std::uint64_t>{5, 7}));
        typeSeeds(QStringLiteral("some"));
        QCOMPARE(draft().sweep->seeds, (std::vector<std::uint64_t>{5, 7}));
        QVERIFY(complains(section));
        typeSeeds(QString());
        QVERIFY(draft().sweep->seeds.empty() && !complains(section));
        m_window->document().undoStack()->undo();
        QCOMPARE(draft().sweep->seeds, (std::vector<std::uint64_t>{5, 7}));
        // Values that fit their key and not the model are said where they stand.
        sweepField("model.heads", QStringLiteral("2, 3"));
        QVERIFY(!m_window->document().firstError().isEmpty());
        QVERIFY(!run->isEnabled());
        QVERIFY(complains(section));
        // The draft alone has heads that fit.
        QVERIFY(m_window->document().trainingError().isEmpty());
        QVERIFY(m_window->actions().train->isEnabled());
    }

    // ---- the queue ----

    void aSweepIsRunToItsEndAndARunIsOpened() {
        open();
        sweepField("techniques.layer_drop.rate", QStringLiteral("0, 0.3"));
        typeSeeds(QStringLiteral("2"));
        auto* run = m_window->findChild<SweepSection*>()->findChild<QPushButton*>(QStringLiteral("runSweep"));
        run->click();
        QTRY_VERIFY_WITH_TIMEOUT(shown().exists(), 10000);
        QVERIFY(panel()->isVisible() && results()->isVisible());
        QVERIFY(!actions().run_sweep->isEnabled() || shown().unfinished() == 0);
        QTRY_COMPARE_WITH_TIMEOUT(count(SweepStatus::Finished), std::size_t{4}, long_enough_ms);
        QTRY_VERIFY(!m_window->sweeps().isActive());
        QCOMPARE(panel()->progressText(), QStringLiteral("4 of 4 runs"));
        QVERIFY(!button("sweepGo")->isEnabled() && button("sweepGo")->toolTip().contains(QLatin1String("ended")));
        QVERIFY(actions().run_sweep->isEnabled());
        const SweepModel& model = panel()->model();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.columnCount(), 2 + SweepModel::ColumnCount);
        for (int row = 0; row < 4; ++row) {
            QCOMPARE(model.index(row, model.column(SweepModel::Status)).data().toString(), QStringLiteral("finished"));
            QVERIFY(model.index(row, model.column(SweepModel::FullDepth)).data().toString().contains('%'));
        }
        // The charts have what the runs say.
        const auto& lines = results()->lines()->lines();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].spots.size(), std::size_t{2});
        QCOMPARE(lines[0].spots[0].interval.count, std::size_t{2});
        double sum = 0;
        for (const SweepEntry& entry : shown().state.entries)
            if (entry.settings[0].second == "0") sum += entry.figures.at("accuracy_full");
        QVERIFY(std::abs(lines[0].spots[0].interval.mean - 100 * sum / 2) < 1e-9);
        QCOMPARE(results()->parallel()->lineCount(), 4);

        // How long they took tells how long the next sweep may take.
        const auto* size = m_window->findChild<QLabel*>(QStringLiteral("sweepSize"));
        QTRY_VERIFY2(size->text().contains(QLatin1String("about")), qPrintable(size->text()));

        const QModelIndex cell = model.index(2, 0);
        panel()->view()->scrollTo(cell);
        const QPoint at = panel()->view()->visualRect(cell).center();
        QTest::mouseClick(panel()->view()->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(panel()->view()->viewport(), Qt::LeftButton, {}, at);
        const QString folder = QString::fromStdString(model.entry(2)->run.string());
        QTRY_COMPARE(m_window->shownRun().folder(), folder);
        QCOMPARE(readRunExperiment(folder.toStdString()).stages.front().techniques.layer_drop->rate, 0.3);
    }
    void waitingRunsAreMovedCancelledRemovedAndTriedAgain() {
        open(QByteArray(tiny).replace("steps: 4", "steps: 100000"));
        QSettings().setValue(QStringLiteral("sweep/jobs"), 1);
        m_window->sweeps().setJobs(1);
        sweepField("techniques.layer_drop.rate", QStringLiteral("0, 0.1, 0.2, 0.3, 0.4"));
        start();
        QTRY_COMPARE(count(SweepStatus::Running), std::size_t{1});
        QCOMPARE(order(), (QList<int>{1, 2, 3, 4, 5}));
        select(5);
        QTest::keyClick(panel()->view(), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(order(), (QList<int>{1, 2, 3, 5, 4}));
        QCOMPARE(panel()->view()->currentIndex().row(), 3);  // the selection goes with it
        QTest::keyClick(panel()->view(), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(order(), (QList<int>{1, 2, 5, 3, 4}));
        QTest::keyClick(panel()->view(), Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(order(), (QList<int>{1, 2, 3, 5, 4}));
        // By dragging: what the view does when it is let go.
        auto* model = const_cast<SweepModel*>(&panel()->model());
        std::unique_ptr<QMimeData> dragged(model->mimeData({model->index(4, 0)}));
        QVERIFY(!model->dropMimeData(dragged.get(), Qt::MoveAction, -1, -1, model->index(1, 0)));
        QTRY_COMPARE(order(), (QList<int>{1, 4, 2, 3, 5}));
        QVERIFY(!(model->flags(model->index(0, 0)) & Qt::ItemIsDragEnabled));  // it runs
        select(1);
        settle();
        const QList<QAction*> of_run = panel()->runActions();
        QVERIFY(!of_run[1]->isEnabled() && !of_run[1]->toolTip().isEmpty());
        QVERIFY(!of_run[5]->isEnabled());  // cannot be removed while it runs
        select(2);
        QTest::keyClick(panel()->view(), Qt::Key_Delete);
        QTRY_COMPARE(order(), (QList<int>{1, 4, 3, 5}));
        select(3);
        of_run[4]->trigger();
        QTRY_COMPARE(count(SweepStatus::Cancelled), std::size_t{1});
        of_run[3]->trigger();
        QTRY_COMPARE(count(SweepStatus::Cancelled), std::size_t{0});
        press("sweepCancel");
        QTRY_COMPARE_WITH_TIMEOUT(count(SweepStatus::Cancelled), std::size_t{4}, long_enough_ms);
        QTRY_VERIFY(!m_window->sweeps().isActive());
    }
    void aSweepIsPausedStoppedAndContinued() {
        open(QByteArray(tiny).replace("steps: 4", "steps: 400"));
        sweepField("techniques.layer_drop.rate", QStringLiteral("0, 0.3"));
        typeSeeds(QStringLiteral("1, 2"));
        m_window->sweeps().setJobs(1);
        start();
        QTRY_COMPARE(count(SweepStatus::Running), std::size_t{1});
        press("sweepGo");
        QTRY_VERIFY(shown().paused);
        QCOMPARE(button("sweepGo")->text(), QStringLiteral("Resume"));
        // What runs goes on to its end, and nothing follows.
        QTRY_COMPARE_WITH_TIMEOUT(count(SweepStatus::Finished), std::size_t{1}, long_enough_ms);
        QTest::qWait(500);
        QCOMPARE(count(SweepStatus::Waiting), std::size_t{3});
        press("sweepGo");
        QTRY_COMPARE(count(SweepStatus::Running), std::size_t{1});
        press("sweepStop");
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->sweeps().isActive() && !shown().ours, long_enough_ms);
        QCOMPARE(button("sweepGo")->text(), QStringLiteral("Continue"));
        const std::size_t left = shown().unfinished();
        QVERIFY(left >= 2);
        const QString folder = shown().folder;

        // Another program finds it, and offers to continue.
        open(tiny);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->notice()->isVisible(), 10000);
        QVERIFY2(m_window->notice()->message().contains(QLatin1String("tiny-sweep-0001")), qPrintable(m_window->notice()->message()));
        QCOMPARE(shown().folder, folder);
        QPushButton* go_on = nullptr;
        for (QPushButton* one : m_window->notice()->findChildren<QPushButton*>())
            if (one->isVisible()) go_on = one;
        QVERIFY(go_on);
        QTest::mouseClick(go_on, Qt::LeftButton);
        QTRY_VERIFY(panel()->isVisible() && shown().ours);
        m_window->sweeps().setJobs(2);
        QTRY_COMPARE_WITH_TIMEOUT(count(SweepStatus::Finished), std::size_t{4}, long_enough_ms);
        QCOMPARE(listRuns(library().toStdString()).size(), std::size_t{4});
    }
    void closingAsksAndStopsTheRunsCleanly() {
        open(QByteArray(tiny).replace("steps: 4", "steps: 100000"));
        sweepField("techniques.layer_drop.rate", QStringLiteral("0, 0.3"));
        m_window->document().save();
        start();
        QTRY_COMPARE(count(SweepStatus::Running), std::size_t{2});
        QTRY_VERIFY_WITH_TIMEOUT(!shown().state.entries[0].run.empty() && shown().state.entries[0].step > 0, long_enough_ms);
        const fs::path run = shown().state.entries[0].run, sweep = shown().folder.toStdString();
        m_window->close();
        auto* box = m_window->findChild<QMessageBox*>();
        QTRY_VERIFY(box && box->isVisible());
        QVERIFY(box->text().contains(QLatin1String("sweep")));
        for (QAbstractButton* one : box->buttons())
            if (box->buttonRole(one) == QMessageBox::RejectRole) one->click();
        settle();
        QVERIFY(m_window->isVisible() && m_window->sweeps().isActive());
        m_window->close();
        for (QMessageBox* one : m_window->findChildren<QMessageBox*>())
            for (QAbstractButton* choice : one->buttons())
                if (one->isVisible() && one->buttonRole(choice) == QMessageBox::AcceptRole) choice->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), long_enough_ms);
        m_window.reset();
        QCOMPARE(readSummary(run)->status, std::string("stopped"));
        for (const SweepEntry& entry : readSweep(sweep).entries) QVERIFY(entry.pid == 0);
    }

    // ---- results ----

    void chartsHaveTheRightNumbers() {
        leaveSweep("sweep: {grid: {train.learning_rate: [0.001, 0.01], model.norm: [pre, post]}, seeds: [1, 2, 3]}\n");
        open();
        actions().sweep_tab->trigger();
        QTRY_VERIFY(shown().exists());
        QVERIFY(results()->isVisible());
        // 12 runs: rate 0.001 has 1–6, of these pre 1–3, post 4–6; the accuracy is 50 + number.
        const SweepLinesChart* lines = results()->lines();
        QCOMPARE(lines->keyChooser()->currentData().toString(), QStringLiteral("train.learning_rate"));
        QCOMPARE(lines->lines().size(), std::size_t{2});
        QCOMPARE(lines->lines()[0].name, QStringLiteral("norm=pre"));
        const Interval first = lines->lines()[0].spots[0].interval;
        QCOMPARE(first.count, std::size_t{3});
        QCOMPARE(first.mean, 52.0);
        QVERIFY(std::abs(first.half() - 4.303 / std::sqrt(3.0)) < 1e-3);
        QCOMPARE(lines->lines()[1].spots[1].interval.mean, 61.0);
        const auto points = lines->data(lines->means()[1]);
        QCOMPARE(points.size(), 2);
        QCOMPARE(points[1].first, 0.01);
        QCOMPARE(points[1].second, 61.0);

        SweepHeatMap* heat = results()->heatMap();
        QCOMPARE(heat->cells().at(0, 0).mean, 52.0);
        QCOMPARE(heat->cells().at(1, 0).mean, 55.0);
        QCOMPARE(heat->cells().at(0, 1).mean, 58.0);
        results()->picture()->chosen(1);
        settle();
        QCOMPARE(heat->cellText(1, 0), QStringLiteral("55.0 %"));
        QVERIFY(heat->cellColour(0, 0).lightnessF() < heat->cellColour(1, 1).lightnessF());
        QCOMPARE(heat->rows().size(), 3);
        QCOMPARE(heat->rows()[2][1], QStringLiteral("55"));
        heat->columnChooser()->setCurrentIndex(1);
        Q_EMIT heat->columnChooser()->activated(1);  // was the rows' key: they change places
        QCOMPARE(heat->rowChooser()->currentIndex(), 0);
        QCOMPARE(heat->cells().at(0, 1).mean, 55.0);

        results()->setMeasure(2);  // loss: 1 / number
        QVERIFY(std::abs(heat->cells().at(0, 0).mean - (1.0 + 0.5 + 1.0 / 3) / 3) < 1e-9);
        results()->setMeasure(5);
        QCOMPARE(heat->cells().at(0, 0).mean, 20.0);
        results()->setMeasure(3);  // none was tested
        QVERIFY(heat->cells().isEmpty);
        QVERIFY(results()->lines()->lines().empty());
        QCOMPARE(results()->parallel()->lineCount(), 0);
    }
    void parallelCoordinatesBringARunForwardAndOpenIt() {
        const QString folder =
            leaveSweep("sweep: {grid: {train.learning_rate: [0.001, 0.01], model.norm: [pre, post]}}\n", [](SweepState& state) {
                for (SweepEntry& entry : state.entries) entry.run = "/nowhere/run-" + std::to_string(entry.number);
            });
        open();
        QSignalSpy opened(results(), &SweepView::openRun);
        actions().sweep_tab->trigger();
        QTRY_VERIFY(shown().exists());
        results()->picture()->chosen(2);
        settle();
        SweepParallel* parallel = results()->parallel();
        QVERIFY(parallel->isVisible());
        QCOMPARE(parallel->lineCount(), 4);
        const QPolygonF line = parallel->lineOf(4);
        QCOMPARE(line.size(), 3);
        QCOMPARE(line[0].y(), parallel->lineOf(3)[0].y());  // the same learning rate
        QVERIFY(line[2].y() < parallel->lineOf(3)[2].y());  // better: higher
        const QPoint at = (line[2] * 0.9 + line[1] * 0.1).toPoint();
        QTest::mouseMove(parallel->canvas(), at);
        QTRY_COMPARE(parallel->highlighted(), 4);
        QVERIFY2(parallel->sentence(4).contains(QLatin1String("learning_rate=0.01, norm=post: 54.0 %")), qPrintable(parallel->sentence(4)));
        QTest::mouseClick(parallel->canvas(), Qt::LeftButton, {}, at);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.last().first().toString(), QStringLiteral("/nowhere/run-4"));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(parallel->canvas(), &leave);
        QCOMPARE(parallel->highlighted(), -1);
        parallel->canvas()->setFocus();
        QTest::keyClick(parallel->canvas(), Qt::Key_Down);
        QCOMPARE(parallel->highlighted(), 4);  // the best
        QTest::keyClick(parallel->canvas(), Qt::Key_Down);
        QCOMPARE(parallel->highlighted(), 3);
        QCOMPARE(parallel->rows().size(), 5);
        QCOMPARE(parallel->rows()[1].last(), QStringLiteral("run-4"));
        QVERIFY(!folder.isEmpty());
    }
    void picturesAreExported_data() {
        QTest::addColumn<int>("picture");
        QTest::newRow("lines") << 0;
        QTest::newRow("heat map") << 1;
        QTest::newRow("parallel") << 2;
    }
    void picturesAreExported() {
        QFETCH(int, picture);
        leaveSweep("sweep: {grid: {train.learning_rate: [0.001, 0.01], model.norm: [pre, post]}, seeds: [1, 2]}\n");
        open();
        actions().sweep_tab->trigger();
        QTRY_VERIFY(shown().exists());
        results()->picture()->chosen(picture);
        settle();
        for (const char* suffix : {"png", "svg", "pdf", "csv"}) {
            const QString path = m_dir->filePath(QStringLiteral("chart.") + QLatin1String(suffix));
            const QString wrong = picture == 0   ? results()->lines()->saveTo(path)
                                  : picture == 1 ? results()->heatMap()->saveTo(path)
                                                 : results()->parallel()->saveTo(path);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            QVERIFY(QFileInfo(path).size() > 40);
        }
        QCOMPARE(readAll(m_dir->filePath(QStringLiteral("chart.csv"))).count('\n'), picture == 2 ? 9 : 3);
        QVERIFY(!QImage(m_dir->filePath(QStringLiteral("chart.png"))).isNull());
        const QString nowhere = m_dir->filePath(QStringLiteral("no/folder.png"));
        QVERIFY(!(picture == 2 ? results()->parallel()->saveTo(nowhere) : results()->heatMap()->saveTo(nowhere)).isEmpty());
    }
    void theWindowStaysAsNarrowAsItWas() {
        leaveSweep("sweep: {grid: {train.learning_rate: [0.001, 0.01], model.norm: [pre, post]}, seeds: [1, 2]}\n");
        open();
        actions().sweeps_panel->trigger();
        QTRY_VERIFY(shown().exists());
        settle();
        QVERIFY2(results()->minimumSizeHint().width() < 400, qPrintable(QString::number(results()->minimumSizeHint().width())));
        QVERIFY2(panel()->minimumSizeHint().width() < 400, qPrintable(QString::number(panel()->minimumSizeHint().width())));
    }
    void withoutASweepThereIsNothingInTheWay() {
        open();
        QTest::qWait(400);
        settle();
        QVERIFY(!panel()->isVisible() && !results()->isVisible());
        QVERIFY(m_window->runsTable()->isVisible());
        actions().sweeps_panel->trigger();
        QVERIFY(panel()->isVisible());
        QVERIFY(panel()->findChild<QLabel*>(QStringLiteral("noSweep"))->isVisible());
        QVERIFY(!button("sweepGo")->isEnabled());
    }
};

int main(int argc, char** argv) { return runUiTest<TestSweepView>(argc, argv); }
#include "tst_sweep.moc"
