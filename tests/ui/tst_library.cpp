// The library of runs: found, sorted, labelled, overlaid, thrown away and brought back; and runs that others train.
#include "tests/ui/ui_fixture.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/experiment/yaml.h"
#include "engine/runs/labels.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/trash.h"
#include "ui/library/filter_line.h"
#include "ui/library/run_actions.h"
#include "ui/library/runs_table.h"
#include "ui/session/overlaid_runs.h"
#include "ui/session/shown_run.h"
#include "ui/shell/actions.h"
#include "ui/shell/examples.h"

using namespace layerlab;
using nlohmann::json;

namespace {

QAbstractItemModel& modelOf(RunsTable& table) { return *table.view()->model(); }

QString cell(RunsTable& table, int row, int column) { return modelOf(table).index(row, column).data().toString(); }

QStringList names(RunsTable& table) {
    QStringList list;
    for (int row = 0; row < modelOf(table).rowCount(); ++row) list << cell(table, row, RunsModel::Run);
    return list;
}

json runningHere() {
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    return {{"status", "running"}, {"host", host}, {"pid", static_cast<std::int64_t>(::getpid())}};
}

void appendEvent(const std::filesystem::path& run, const Event& event) {
    std::ofstream(run / "events.jsonl", std::ios::binary | std::ios::app) << toJson(event).dump() << "\n";
}

LibraryRun synthetic(int number) {
    LibraryRun run;
    run.folder = QStringLiteral("/library/run-%1").arg(number);
    run.summary.folder = run.folder.toStdString();
    run.summary.name = "run-" + std::to_string(number);
    run.summary.status = "finished";
    run.summary.started = number;
    run.summary.techniques = "LayerDrop 0.2";
    run.summary.accuracy_full = number / 5000.0;
    return run;
}

}  // namespace

class TestLibrary : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RunsTable> m_table;
    int m_started = 0;

    std::filesystem::path library() const { return std::filesystem::path(m_dir->path().toStdString()) / "library"; }
    QString folder(const char* name) const { return QString::fromStdString((library() / name).string()); }
    // Later ones are newer.
    std::filesystem::path add(const char* name, json summary = {{"status", "finished"}}, const RunLabels& labels = {}) {
        const std::filesystem::path run = library() / name;
        std::filesystem::create_directories(run);
        summary["started"] = ++m_started;
        writeFileAtomically(run / "run.json", summary.dump());
        if (labels != RunLabels()) writeLabels(run, labels);
        return run;
    }
    // Waits until the table shows a reading of the disk as it is now.
    void read() {
        QSignalSpy listed(m_table.get(), &RunsTable::listed);
        m_table->refresh();
        QTRY_VERIFY(!listed.isEmpty());
    }
    void open() {
        m_table = std::make_unique<RunsTable>(QString::fromStdString(library().string()));
        m_table->resize(1100, 500);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
        read();
    }
    int rowOf(const char* name) const { return static_cast<int>(names(*m_table).indexOf(QLatin1String(name))); }
    void select(const QList<const char*>& wanted) {
        QTableView* view = m_table->view();
        view->setFocus();
        view->clearSelection();
        for (const char* name : wanted) {
            const QModelIndex index = modelOf(*m_table).index(rowOf(name), RunsModel::Run);
            QVERIFY2(index.isValid(), name);
            QTest::mouseClick(view->viewport(), Qt::LeftButton,
                              view->selectionModel()->hasSelection() ? Qt::ControlModifier : Qt::NoModifier,
                              view->visualRect(index).center());
        }
        QCOMPARE(view->selectionModel()->selectedRows().size(), wanted.size());
    }
    QAction* action(const char* name) const {
        for (QAction* action : m_table->runActions())
            if (action->objectName() == QLatin1String(name)) return action;
        return nullptr;
    }
    void filter(const QString& text) {
        QLineEdit* line = m_table->filterLine()->line();
        line->clear();
        QTest::keyClicks(line, text);
    }
    RunLabels labels(const char* name) const { return readLabels(library() / name); }

private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_started = 0;
        QSettings().clear();
    }
    void cleanup() {
        m_table.reset();
        m_dir.reset();
    }

    void theFilterFinds_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        QTest::addColumn<QStringList>("not_understood");
        const QStringList all{"theseus-0004", "kept", "plain-0002", "drop-0001"};
        const auto row = [&](const char* text, const QStringList& found, const QStringList& unknown = {}) {
            QTest::newRow(*text ? text : "nothing") << QString::fromUtf8(text) << found << unknown;
        };
        row("", all);
        row("DROP", {"kept", "drop-0001"});  // by name and by technique
        row("seed 7", {"plain-0002"});       // words anywhere in the note
        row("\"of 7\"", {"plain-0002"});
        row("\"7 of\"", {});
        row("status:done", {"plain-0002", "drop-0001"});
        row("status:finished", {"plain-0002", "drop-0001"});
        row("status:failed", {"theseus-0004"});
        row("status:running", {"kept"});
        row("training", {"kept"});
        row("tag:base", {"plain-0002"});
        row("tag:\"to keep\"", {"kept"});
        row("tag:", {"kept", "plain-0002"});
        row("name:theseus", {"theseus-0004"});
        row("name:other-0003", {"kept"});  // the folder's name still counts
        row("note:seed", {"plain-0002"});
        row("technique:share", {"kept"});
        row("accuracy>0.9", {"drop-0001"});
        row("accuracy > 90%", {"drop-0001"});
        row("accuracy>=90", {"drop-0001"});
        row("accuracy<0.9", {"plain-0002"});  // those without one are not below
        row("half<0.7", {"drop-0001"});
        row("test>80%", {"drop-0001"});
        row("test<0.9", {"drop-0001"});
        row("params<2M", {"drop-0001"});
        row("params>=2M", {"plain-0002"});
        row("latency<5ms", {"drop-0001"});
        row("latency<1s", {"plain-0002", "drop-0001"});
        row("time>1min", {"plain-0002"});
        row("accuracy>0.1 status:done drop", {"drop-0001"});
        row("speed>3", all, {"speed>3"});
        row("accuracy>lots plain", {"plain-0002"}, {"accuracy>lots"});
        row("colour:red", all, {"colour:red"});
        row("params<5parsecs", all, {"params<5parsecs"});
    }
    void theFilterFinds() {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        QFETCH(QStringList, not_understood);
        add("drop-0001", {{"status", "finished"},
                          {"techniques", "LayerDrop 0.2"},
                          {"accuracy_full", 0.92},
                          {"accuracy_half", 0.6},
                          {"accuracy_test", 0.88},
                          {"parameters", 1270000},
                          {"latency_half_ms", 4.1},
                          {"seconds", 30}});
        add("plain-0002",
            {{"status", "finished"}, {"accuracy_full", 0.5}, {"parameters", 2410000}, {"latency_half_ms", 9}, {"seconds", 90}},
            {{}, {}, {"baseline"}, "seed\nof 7"});
        json running = runningHere();
        running["techniques"] = "LayerDrop 0.1 · share ×2";
        add("other-0003", running, {"kept", {}, {"to keep"}, {}});
        add("theseus-0004", {{"status", "failed"}});
        open();
        filter(text);
        QCOMPARE(names(*m_table), found);
        QCOMPARE(m_table->filterLine()->filter().notUnderstood(), not_understood);
        const QString message = m_table->filterLine()->message();
        const auto counted = found.size() == 4 ? QStringLiteral("4 runs") : QStringLiteral("%1 of 4 runs").arg(found.size());
        QVERIFY2(message.contains(counted), qPrintable(message));
        for (const QString& term : not_understood) QVERIFY2(message.contains(term), qPrintable(message));
        QCOMPARE(message.contains(QLatin1String("not understood")), !not_understood.isEmpty());
    }
    void anEmptyResultSaysSoAndIsCleared() {
        add("a-0001");
        open();
        m_table->focusFilter();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("zebra"));
        QVERIFY(!m_table->view()->isVisible());
        auto* clear = m_table->findChild<QPushButton*>(QStringLiteral("clearFilter"));
        QVERIFY(clear->isVisible());
        QTest::mouseClick(clear, Qt::LeftButton);
        QVERIFY(m_table->view()->isVisible());
        QCOMPARE(names(*m_table), QStringList{"a-0001"});
    }

    void unsetFiguresComeLastInBothDirections() {
        add("low", {{"status", "finished"}, {"accuracy_full", 0.09}});
        add("unset", {{"status", "running"}, {"pid", 0}});
        add("high", {{"status", "finished"}, {"accuracy_full", 0.7}});
        add("middle", {{"status", "finished"}, {"accuracy_full", 0.1}});
        open();
        QCOMPARE(names(*m_table), (QStringList{"middle", "high", "unset", "low"}));  // newest first
        m_table->view()->sortByColumn(RunsModel::FullDepth, Qt::AscendingOrder);
        QCOMPARE(names(*m_table), (QStringList{"low", "middle", "high", "unset"}));
        m_table->view()->sortByColumn(RunsModel::FullDepth, Qt::DescendingOrder);
        QCOMPARE(names(*m_table), (QStringList{"high", "middle", "low", "unset"}));
    }

    void accuracyOnTestDataHasAColumnOnceARunHasOne() {
        add("a-0001", {{"status", "finished"}, {"accuracy_full", 0.9}});
        open();
        QVERIFY(m_table->view()->isColumnHidden(RunsModel::TestAccuracy));
        add("b-0002", {{"status", "finished"}, {"accuracy_full", 0.8}, {"accuracy_test", 0.763}});
        add("c-0003", {{"status", "finished"}, {"accuracy_full", 0.7}, {"accuracy_test", 1}});
        read();
        QTableView* view = m_table->view();
        QVERIFY(!view->isColumnHidden(RunsModel::TestAccuracy));
        QCOMPARE(modelOf(*m_table).headerData(RunsModel::TestAccuracy, Qt::Horizontal).toString(), QStringLiteral("Test"));
        QCOMPARE(cell(*m_table, rowOf("b-0002"), RunsModel::TestAccuracy), QStringLiteral("76.3 %"));
        QCOMPARE(cell(*m_table, rowOf("a-0001"), RunsModel::TestAccuracy), QStringLiteral("—"));
        QVERIFY(view->columnWidth(RunsModel::TestAccuracy) >= view->fontMetrics().horizontalAdvance(QStringLiteral("100.0 %")));
        view->sortByColumn(RunsModel::TestAccuracy, Qt::DescendingOrder);
        QCOMPARE(names(*m_table), (QStringList{"c-0003", "b-0002", "a-0001"}));
        // It comes to a run that was listed without: the row is told anew.
        writeFileAtomically(library() / "a-0001" / "run.json", R"({"status": "finished", "accuracy_test": 0.95, "started": 1})");
        read();
        QCOMPARE(cell(*m_table, rowOf("a-0001"), RunsModel::TestAccuracy), QStringLiteral("95.0 %"));
        QCOMPARE(names(*m_table), (QStringList{"c-0003", "a-0001", "b-0002"}));
    }
    void columnsHiddenBeforeThereWasATestColumnStayHidden() {
        QSettings().setValue(QStringLiteral("runs/columns/latency"), false);
        QSettings().setValue(QStringLiteral("runs/columns/note"), true);
        add("a-0001", {{"status", "finished"}, {"accuracy_test", 0.5}});
        open();
        QVERIFY(m_table->view()->isColumnHidden(RunsModel::HalfLatency));
        QVERIFY(!m_table->view()->isColumnHidden(RunsModel::TestAccuracy));
        QVERIFY(!m_table->view()->isColumnHidden(RunsModel::Time));
        QVERIFY(!m_table->view()->isColumnHidden(RunsModel::Note));
    }

    void f2RenamesInPlaceAndUndoTakesItBack() {
        add("a-0001");
        add("b-0002");
        open();
        select({"a-0001"});
        QTest::keyClick(m_table->view(), Qt::Key_F2);
        auto* editor = m_table->view()->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor && editor->isVisible());
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("deep and narrow"));
        read();  // which leaves alone what is typed
        QCOMPARE(editor->text(), QStringLiteral("deep and narrow"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(names(*m_table), (QStringList{"b-0002", "deep and narrow"}));
        QCOMPARE(m_table->displayName(folder("a-0001")), QStringLiteral("deep and narrow"));
        QTRY_COMPARE(labels("a-0001").name, std::string("deep and narrow"));
        QTest::keyClick(m_table->view(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(names(*m_table), (QStringList{"b-0002", "a-0001"}));
        QTRY_COMPARE(labels("a-0001").name, std::string());
        m_table->undoStack()->redo();
        QTRY_COMPARE(labels("a-0001").name, std::string("deep and narrow"));
    }
    void aChangeThatTheDiskRefusesIsTakenBack() {
        const std::filesystem::path run = add("a-0001");
        open();
        QSignalSpy failed(m_table.get(), &RunsTable::failed);
        select({"a-0001"});
        std::filesystem::create_directory(run / "labels.json");  // nothing can be written under this name
        QTest::keyClick(m_table->view(), Qt::Key_F2);
        auto* editor = m_table->view()->viewport()->findChild<QLineEdit*>();
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("x"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(names(*m_table), QStringList{"a-0001"});
        QVERIFY(!m_table->undoStack()->canUndo());
    }
    void runsAreColoured() {
        add("a-0001");
        add("b-0002");
        open();
        QVERIFY(m_table->colour(folder("a-0001")) != m_table->colour(folder("b-0002")));
        QSignalSpy changed(m_table.get(), &RunsTable::labelsChanged);
        const int before = m_table->colour(folder("b-0002"));
        select({"a-0001", "b-0002"});
        QMenu* menu = action("openRun") ? m_table->runActions().at(4)->menu<QMenu*>() : nullptr;
        QVERIFY(menu);
        menu->actions().at(6)->trigger();
        QCOMPARE(m_table->colour(folder("a-0001")), 6);
        QCOMPARE(m_table->colour(folder("b-0002")), 6);
        QCOMPARE(changed.size(), 2);
        QTRY_COMPARE(labels("b-0002").colour, std::optional(6));
        m_table->undoStack()->undo();
        QCOMPARE(m_table->colour(folder("b-0002")), before);
        QTRY_COMPARE(labels("b-0002").colour, std::nullopt);
    }
    void tagsOfSeveralRunsAreEditedTogether() {
        add("a-0001", {{"status", "finished"}}, {{}, {}, {"both", "mine"}, {}});
        add("b-0002", {{"status", "finished"}}, {{}, {}, {"both"}, {}});
        add("c-0003");
        open();
        QVERIFY(!m_table->view()->isColumnHidden(RunsModel::Tags));
        QVERIFY(m_table->view()->isColumnHidden(RunsModel::Note));
        select({"a-0001", "b-0002"});
        action("tagRun")->trigger();
        auto* line = m_table->findChild<QLineEdit*>(QStringLiteral("tagsEditor"));
        QVERIFY(line && line->hasFocus());
        QCOMPARE(line->text(), QStringLiteral("both"));
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("new, to keep,new"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(cell(*m_table, rowOf("a-0001"), RunsModel::Tags), QStringLiteral("mine, new, to keep"));
        QCOMPARE(cell(*m_table, rowOf("b-0002"), RunsModel::Tags), QStringLiteral("new, to keep"));
        QTRY_COMPARE(labels("b-0002").tags, (std::vector<std::string>{"new", "to keep"}));
        m_table->undoStack()->undo();
        QCOMPARE(cell(*m_table, rowOf("a-0001"), RunsModel::Tags), QStringLiteral("both, mine"));
        QTRY_COMPARE(labels("b-0002").tags, std::vector<std::string>{"both"});
    }
    void knownTagsAreOffered() {
        add("a-0001", {{"status", "finished"}}, {{}, {}, {"baseline"}, {}});
        add("b-0002");
        open();
        select({"b-0002"});
        action("tagRun")->trigger();
        auto* line = m_table->findChild<QLineEdit*>(QStringLiteral("tagsEditor"));
        QTest::keyClicks(line, QStringLiteral("first, bas"));
        QTRY_VERIFY(line->completer()->popup()->isVisible());
        QTest::keyClick(line->completer()->popup(), Qt::Key_Down);
        QTest::keyClick(line->completer()->popup(), Qt::Key_Return);
        QCOMPARE(line->text(), QStringLiteral("first, baseline"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(cell(*m_table, rowOf("b-0002"), RunsModel::Tags), QStringLiteral("first, baseline"));
    }
    void aNoteIsKeptOrLeft() {
        add("a-0001");
        open();
        const auto editor = [this] { return m_table->findChild<QPlainTextEdit*>(QStringLiteral("noteEditor")); };
        select({"a-0001"});
        action("noteRun")->trigger();
        QVERIFY(editor());
        QTest::keyClicks(editor(), QStringLiteral("unwanted"));
        QTest::keyClick(editor(), Qt::Key_Escape);
        QTRY_VERIFY(!editor());
        QVERIFY(!m_table->undoStack()->canUndo());
        action("noteRun")->trigger();
        QTest::keyClicks(editor(), QStringLiteral("too slow"));
        QTest::keyClick(editor(), Qt::Key_Return);
        QTest::keyClicks(editor(), QStringLiteral("try half"));
        m_table->filterLine()->line()->setFocus();  // going elsewhere loses no words
        QTRY_VERIFY(!editor());
        QCOMPARE(cell(*m_table, 0, RunsModel::Note), QStringLiteral("too slow try half"));
        QVERIFY(!m_table->view()->isColumnHidden(RunsModel::Note));
        QTRY_COMPARE(labels("a-0001").note, std::string("too slow\ntry half"));
        m_table->undoStack()->undo();
        QTRY_COMPARE(labels("a-0001").note, std::string());
    }
    void columnsThatWereChosenAreRemembered() {
        add("a-0001");
        open();
        QHeaderView* header = m_table->view()->horizontalHeader();
        Q_EMIT header->customContextMenuRequested(QPoint(20, 5));
        auto* menu = m_table->findChild<QMenu*>();
        QVERIFY(menu);
        for (QAction* column : menu->actions())
            if (column->text() == QLatin1String("Note") || column->text() == QLatin1String("Time")) column->trigger();
        menu->close();
        QVERIFY(!header->isSectionHidden(RunsModel::Note));
        QVERIFY(header->isSectionHidden(RunsModel::Time));
        open();
        QVERIFY(!m_table->view()->isColumnHidden(RunsModel::Note));
        QVERIFY(m_table->view()->isColumnHidden(RunsModel::Time));
        QVERIFY(m_table->view()->isColumnHidden(RunsModel::Tags));
    }

    void deletedRunsComeBack() {
        add("a-0001");
        add("b-0002");
        add("c-0003");
        open();
        QSignalSpy trashed(m_table.get(), &RunsTable::trashed);
        select({"a-0001", "c-0003"});
        QTest::keyClick(m_table->view(), Qt::Key_Delete);
        QCOMPARE(names(*m_table), QStringList{"b-0002"});
        QTRY_COMPARE(trashed.size(), 1);
        QCOMPARE(trashed.first().first().toStringList().size(), 2);
        QCOMPARE(listTrash(library()).size(), std::size_t(2));
        QVERIFY(!std::filesystem::exists(library() / "a-0001"));
        const int colour = m_table->colour(folder("b-0002"));
        m_table->undoStack()->undo();
        QTRY_COMPARE(names(*m_table), (QStringList{"c-0003", "b-0002", "a-0001"}));
        QVERIFY(listTrash(library()).empty());
        QCOMPARE(m_table->colour(folder("b-0002")), colour);
        m_table->undoStack()->redo();
        QCOMPARE(names(*m_table), QStringList{"b-0002"});
        QTRY_COMPARE(listTrash(library()).size(), std::size_t(2));
    }
    void theLastDeletionIsTakenBackWhateverCameAfter() {
        add("a-0001");
        add("b-0002");
        open();
        select({"a-0001"});
        QTest::keyClick(m_table->view(), Qt::Key_Delete);
        select({"b-0002"});
        m_table->runActions().at(4)->menu<QMenu*>()->actions().at(2)->trigger();
        m_table->undoTrash();
        QTRY_COMPARE(names(*m_table), (QStringList{"b-0002", "a-0001"}));
        QCOMPARE(m_table->colour(folder("b-0002")), 2);
        m_table->undoTrash();  // nothing is left to bring back
        m_table->undoStack()->undo();
        QTRY_COMPARE(labels("b-0002").colour, std::nullopt);
        QVERIFY(std::filesystem::exists(library() / "a-0001"));
    }
    void aRunThatIsTrainedIsNotDeleted() {
        add("a-0001", runningHere());
        open();
        select({"a-0001"});
        QVERIFY(!action("trashRun")->isEnabled());
        QVERIFY(Actions::reasonAgainst(action("trashRun")).contains(QLatin1String("a-0001")));
        QTest::keyClick(m_table->view(), Qt::Key_Delete);
        read();
        QCOMPARE(names(*m_table), QStringList{"a-0001"});
    }
    void theTrashIsEmptiedAfterAQuestion() {
        add("a-0001");
        add("b-0002");
        open();
        select({"a-0001"});
        QTest::keyClick(m_table->view(), Qt::Key_Delete);
        QTRY_COMPARE(listTrash(library()).size(), std::size_t(1));
        const auto question = [this] { return m_table->findChild<QMessageBox*>(); };
        action("emptyRunsTrash")->trigger();
        QTRY_VERIFY(question() && question()->isVisible());
        QTest::mouseClick(question()->button(QMessageBox::Cancel), Qt::LeftButton);
        QTRY_VERIFY(!question());
        QCOMPARE(listTrash(library()).size(), std::size_t(1));
        action("emptyRunsTrash")->trigger();
        QTRY_VERIFY(question() && question()->isVisible());
        for (QAbstractButton* button : question()->buttons())
            if (question()->buttonRole(button) == QMessageBox::DestructiveRole) QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(listTrash(library()).empty());
        QVERIFY(!m_table->undoStack()->canUndo());
    }
    void actionsOfNothingSayWhy() {
        add("a-0001");
        add("b-0002");
        open();
        m_table->view()->clearSelection();
        QSignalSpy opened(m_table.get(), &RunsTable::openRun);
        for (const QAction* each : m_table->runActions()) {
            if (each == action("emptyRunsTrash") || each == action("groupRuns") || each == action("showArchived")) continue;
            QVERIFY2(!each->isEnabled() && !Actions::reasonAgainst(each).isEmpty(), qPrintable(each->text()));
        }
        select({"a-0001", "b-0002"});
        QVERIFY(!action("renameRun")->isEnabled());
        QVERIFY(action("trashRun")->isEnabled());
        select({"b-0002"});
        QVERIFY(!action("resumeRun")->isEnabled());
        QTest::keyClick(m_table->view(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first().first().toString(), folder("b-0002"));
    }

    void spaceOverlaysRunsInColoursOfTheirOwn() {
        add("a-0001", {{"status", "finished"}}, {{}, 3, {}, {}});
        add("b-0002", {{"status", "finished"}}, {{}, 0, {}, {}});
        add("c-0003");
        add("d-0004");
        open();
        // The third by age has colour 2, the fourth 3: that of the first, which is on display.
        QCOMPARE(m_table->colour(folder("d-0004")), 3);
        m_table->setOpenRun(folder("a-0001"));
        QSignalSpy changed(m_table.get(), &RunsTable::overlaysChanged);
        select({"c-0003", "d-0004"});
        QTest::keyClick(m_table->view(), Qt::Key_Space);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_table->overlaid(), (QStringList{folder("d-0004"), folder("c-0003")}));
        QVERIFY(modelOf(*m_table).index(rowOf("c-0003"), RunsModel::Run).data(RunsModel::OverlaidRole).toBool());
        const QSet<int> colours{m_table->colour(folder("a-0001")), m_table->colour(folder("c-0003")), m_table->colour(folder("d-0004"))};
        QCOMPARE(colours.size(), 3);
        QTRY_COMPARE(labels("d-0004").colour, std::optional(m_table->colour(folder("d-0004"))));
        QVERIFY(!m_table->undoStack()->canUndo());
        QCOMPARE(m_table->colour(folder("a-0001")), 3);

        select({"c-0003"});
        QVERIFY(action("overlayRun")->isChecked());
        QTest::keyClick(m_table->view(), Qt::Key_Space);
        QCOMPARE(m_table->overlaid(), QStringList{folder("d-0004")});
        QVERIFY(!action("overlayRun")->isChecked());
        select({"d-0004"});
        QTest::keyClick(m_table->view(), Qt::Key_Delete);
        QVERIFY(m_table->overlaid().isEmpty());
    }

    void thousandsOfRunsAreReadAgainWithoutASignal() {
        std::vector<LibraryRun> runs;
        for (int number = 5000; number > 0; --number) runs.push_back(synthetic(number));
        RunsModel model;
        RunsOrder order(model);
        order.sort(RunsModel::FullDepth, Qt::DescendingOrder);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setRuns(runs);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(order.index(0, RunsModel::Run).data().toString(), QStringLiteral("run-5000"));
        model.setRuns(runs);
        QCOMPARE(inserted.size() + removed.size(), 1);
        QVERIFY(changed.isEmpty());

        const int colour = model.colour(synthetic(4000).folder);
        runs[10].summary.accuracy_full = 2;
        runs[11].labels.name = "named";
        model.setRuns(runs);
        QCOMPARE(changed.size(), 1);  // neighbours in one signal
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 10);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 11);
        QCOMPARE(order.index(0, RunsModel::Run).data().toString(), QStringLiteral("run-4990"));

        runs.erase(runs.end() - 100, runs.end());
        runs.insert(runs.begin(), synthetic(5001));
        changed.clear();
        model.setRuns(runs);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(model.rowCount(), 4901);
        QVERIFY(changed.isEmpty());
        QCOMPARE(model.colour(synthetic(4000).folder), colour);
    }
    void onlyFilesThatChangedAreOpened() {
        const std::filesystem::path first = add("a-0001");
        add("b-0002", {{"status", "finished"}}, {"named", {}, {}, {}});
        LibraryReader reader(library());
        QCOMPARE(reader.read()->size(), std::size_t(2));
        QCOMPARE(reader.filesOpened(), 3);
        reader.read();
        QCOMPARE(reader.filesOpened(), 3);
        writeLabels(first, {"first", {}, {}, {}});
        const auto runs = reader.read();
        QCOMPARE(reader.filesOpened(), 4);
        QCOMPARE(runs->back().labels.name, std::string("first"));
        moveToTrash(first);
        QCOMPARE(reader.read()->size(), std::size_t(1));
        QCOMPARE(LibraryReader(library() / "nowhere").read()->size(), std::size_t(0));
    }

    void aRunOfAnotherProcessIsFollowed() {
        const std::filesystem::path run = add("a-0001", runningHere());
        writeFileAtomically(run / "experiment.yaml", writeExperiment(defaultExperiment(), true));
        appendEvent(run, stepEvent(1, 0.9, {1, 2}));
        ShownRun shown;
        std::size_t replaced = 0;
        std::vector<Event> appended;
        connect(&shown, &ShownRun::replaced, this, [&](const std::vector<Event>& events) { replaced = events.size(); });
        connect(&shown, &ShownRun::appended, this,
                [&](const std::vector<Event>& events) { appended.insert(appended.end(), events.begin(), events.end()); });
        QSignalSpy failed(&shown, &ShownRun::failed);
        shown.open(QString::fromStdString(run.string()));
        QTRY_VERIFY2(shown.exists(), failed.isEmpty() ? "" : qPrintable(failed.first().first().toString()));
        QCOMPARE(replaced, std::size_t(1));
        QVERIFY(shown.isFollowed());
        QVERIFY(!shown.isLive());

        appendEvent(run, stepEvent(2, 0.8, {1, 2}));
        std::ofstream(run / "events.jsonl", std::ios::app) << "{\"event\": \"step_fin";
        QTRY_COMPARE(appended.size(), std::size_t(1));
        QCOMPARE(shown.route(), (Route{1, 2}));
        std::ofstream(run / "events.jsonl", std::ios::app) << "\n";
        appendEvent(run, stepEvent(3, 0.7, {1}));
        appendEvent(run, {3, 1010, Finished{2}});
        QTRY_COMPARE(appended.size(), std::size_t(3));
        QVERIFY(!shown.isFollowed());
        QVERIFY(shown.route().empty());
    }
    void followingEndsWithTheProcessOrWithAnotherRun() {
        const std::filesystem::path run = add("a-0001", runningHere());
        writeFileAtomically(run / "experiment.yaml", writeExperiment(defaultExperiment(), true));
        appendEvent(run, stepEvent(1, 0.9, {1, 2}));
        ShownRun shown;
        QSignalSpy followed(&shown, &ShownRun::followedChanged);
        shown.open(QString::fromStdString(run.string()));
        QTRY_VERIFY(shown.isFollowed());
        writeFileAtomically(run / "run.json", R"({"status": "running", "host": "elsewhere", "heartbeat": 1})");  // long silent
        QTRY_VERIFY(!shown.isFollowed());
        QCOMPARE(followed.size(), 2);
        writeFileAtomically(run / "run.json", runningHere().dump());
        shown.open(QString::fromStdString(run.string()));
        QTRY_VERIFY(shown.isFollowed());
        // What is said of the run before is said while the next one is still being read.
        bool loading = false;
        const auto watch = connect(&shown, &ShownRun::routeChanged, this, [&] {
            if (shown.folder() == QString::fromStdString(run.string())) loading = shown.isLoading();
        });
        const std::filesystem::path other = add("b-0002");
        writeFileAtomically(other / "experiment.yaml", writeExperiment(defaultExperiment(), true));
        appendEvent(other, stepEvent(1, 0.9));
        shown.open(QString::fromStdString(other.string()));
        QVERIFY(shown.isFollowed());
        QTRY_VERIFY(!shown.isFollowed());
        QVERIFY(loading && !shown.isLoading());
        disconnect(watch);
        shown.open(QString::fromStdString(run.string()));
        QTRY_VERIFY(shown.isFollowed());
        shown.startLive(defaultExperiment());
        QVERIFY(!shown.isFollowed());
    }
    void followingEndsWhenTheFolderIsGone() {
        const std::filesystem::path run = add("a-0001", runningHere());
        writeFileAtomically(run / "experiment.yaml", writeExperiment(defaultExperiment(), true));
        appendEvent(run, stepEvent(1, 0.9, {1, 2}));
        ShownRun shown;
        QSignalSpy vanished(&shown, &ShownRun::vanished);
        shown.open(QString::fromStdString(run.string()));
        QTRY_VERIFY(shown.isFollowed());
        std::filesystem::rename(run, run.parent_path() / "away");
        QTRY_VERIFY(!shown.isFollowed());
        QCOMPARE(vanished.size(), 1);
        QVERIFY(shown.exists());  // what was read of it stays
    }
    void aRunThatCannotBeReadLeavesWhatIsShown() {
        const std::filesystem::path run = add("a-0001", runningHere());
        writeFileAtomically(run / "experiment.yaml", writeExperiment(defaultExperiment(), true));
        appendEvent(run, stepEvent(1, 0.9, {1, 2}));
        const QString followed = QString::fromStdString(run.string());
        ShownRun shown;
        std::size_t appended = 0;
        connect(&shown, &ShownRun::appended, this, [&](const std::vector<Event>& events) { appended += events.size(); });
        QSignalSpy failed(&shown, &ShownRun::failed);
        shown.open(followed);
        QTRY_VERIFY(shown.isFollowed());
        for (const bool live : {false, true}) {
            shown.open(folder("nowhere"), live);
            QTRY_COMPARE(failed.size(), live ? 2 : 1);
            QCOMPARE(shown.folder(), followed);
            QVERIFY(shown.isFollowed() && !shown.isLive());
        }
        appendEvent(run, stepEvent(2, 0.8, {1, 2}));
        QTRY_COMPARE(appended, std::size_t(1));

        shown.startLive(defaultExperiment());
        RunStarted started;
        started.run = "/runs/b-0002";
        shown.consume({{0, 1000, started}, stepEvent(1, 0.9, {1, 2})});
        shown.open(folder("nowhere"));
        shown.consume({stepEvent(2, 0.8, {1})});
        QCOMPARE(appended, std::size_t(4));  // it goes on meanwhile
        QTRY_COMPARE(failed.size(), 3);
        QVERIFY(shown.isLive());
        QCOMPARE(shown.folder(), QStringLiteral("/runs/b-0002"));
        shown.consume({stepEvent(3, 0.7, {1, 2})});
        QCOMPARE(appended, std::size_t(5));
        QCOMPARE(shown.route(), (Route{1, 2}));
    }
    void aTrainingThatEndsWithoutAWordIsLiveNoLonger() {
        const std::filesystem::path run = add("a-0001");
        writeFileAtomically(run / "experiment.yaml", writeExperiment(defaultExperiment(), true));
        appendEvent(run, stepEvent(1, 0.9, {1, 2}));
        const Event end{1, 1002, Stopped{}};
        appendEvent(run, end);
        ShownRun shown;
        shown.open(QString::fromStdString(run.string()), true);
        shown.endLive();  // stopped before it began
        QTRY_VERIFY(!shown.isLoading());
        QVERIFY(shown.exists() && !shown.isLive());
        // It ended while its folder was read, which has its end already.
        shown.open(QString::fromStdString(run.string()), true);
        shown.consume({end});
        QTRY_VERIFY(!shown.isLoading());
        QSignalSpy routes(&shown, &ShownRun::routeChanged);
        shown.endLive();
        QVERIFY(!shown.isLive());
        QCOMPARE(routes.size(), 1);
        shown.endLive();
        QCOMPARE(routes.size(), 1);
    }
    void overlaidRunsAreReadAndGrow() {
        const std::filesystem::path first = add("a-0001"), second = add("b-0002");
        appendEvent(first, stepEvent(1, 0.9));
        appendEvent(second, stepEvent(1, 0.5));
        appendEvent(second, stepEvent(2, 0.4));
        const QString a = folder("a-0001"), b = folder("b-0002");
        OverlaidRuns overlaid;
        QSignalSpy changed(&overlaid, &OverlaidRuns::changed);
        QSignalSpy failed(&overlaid, &OverlaidRuns::failed);
        overlaid.setFolders({b, a});
        QTRY_VERIFY(overlaid.runs().size() == 2 && overlaid.runs()[1].steps.size() == 1);
        QCOMPARE(overlaid.runs()[0].folder, b);
        QCOMPARE(overlaid.runs()[0].steps.size(), 2);
        appendEvent(first, stepEvent(2, 0.8));
        QTRY_COMPARE(overlaid.runs()[1].steps.size(), 2);
        overlaid.setFolders({a});
        QCOMPARE(overlaid.runs().size(), std::size_t(1));
        overlaid.setFolders({a, b});
        QCOMPARE(overlaid.runs()[1].steps.size(), 2);  // still known
        QVERIFY(failed.isEmpty());
        overlaid.setFolders({folder("nowhere")});
        QTRY_COMPARE(failed.size(), 1);
        overlaid.setFolders({});
        QVERIFY(overlaid.runs().empty());
    }
};

int main(int argc, char** argv) { return runUiTest<TestLibrary>(argc, argv); }

#include "tst_library.moc"
