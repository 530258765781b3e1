// The library in groups of any key, filtered by any key, and its archive.
#include "tests/ui/ui_fixture.h"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "engine/experiment/yaml.h"
#include "engine/runs/labels.h"
#include "engine/runs/run_folder.h"
#include "ui/library/filter_line.h"
#include "ui/library/runs_table.h"

using namespace layerlab;
using nlohmann::json;

class TestLibraryGroups : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RunsTable> m_table;
    int m_started = 0;

    std::filesystem::path library() const { return std::filesystem::path(m_dir->path().toStdString()) / "library"; }
    QString folder(const char* name) const { return QString::fromStdString((library() / name).string()); }
    void add(const char* name, double rate, double accuracy, const char* status = "finished", const RunLabels& labels = {}) {
        const std::filesystem::path run = library() / name;
        std::filesystem::create_directories(run);
        const json summary{
            {"status", status}, {"started", ++m_started}, {"accuracy_full", accuracy}, {"accuracy_half", accuracy - 0.1}, {"host", "n1"}};
        writeFileAtomically(run / "run.json", summary.dump());
        Experiment experiment;
        experiment.name = "drop";
        experiment.seed = static_cast<std::uint64_t>(m_started);
        if (rate > 0) {
            experiment.techniques.layer_drop.emplace();
            experiment.techniques.layer_drop->rate = rate;
        }
        writeFileAtomically(run / "experiment.yaml", writeExperiment(expanded(experiment), true));
        if (labels != RunLabels()) writeLabels(run, labels);
    }
    void addFive() {
        add("drop-0001", 0.5, 0.80);
        add("drop-0002", 0.1, 0.90);
        add("drop-0003", 0.1, 0.94);
        add("plain-0001", 0, 0.70);
        add("plain-0002", 0, 0.72, "failed");
    }
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
    QAbstractItemModel& model() const { return *m_table->view()->model(); }
    QStringList names() const {
        QStringList list;
        for (int row = 0; row < model().rowCount(); ++row) list << model().index(row, RunsModel::Run).data().toString();
        return list;
    }
    QString cell(int row, int column) const { return model().index(row, column).data().toString(); }
    QAction* action(const char* name) const {
        for (QAction* action : m_table->runActions())
            if (action->objectName() == QLatin1String(name)) return action;
        return nullptr;
    }
    void clickRow(int row) {
        QTest::mouseClick(m_table->view()->viewport(), Qt::LeftButton, {},
                          m_table->view()->visualRect(model().index(row, RunsModel::Run)).center());
    }
    void choose(const char* entry) {
        auto* menu = m_table->findChild<QToolButton*>(QStringLiteral("groupButton"))->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->text() == QString::fromUtf8(entry)) return action->trigger();
        QFAIL(entry);
    }
    void filter(const QString& text) {
        m_table->filterLine()->line()->clear();
        QTest::keyClicks(m_table->filterLine()->line(), text);
    }

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

    void runsStandInGroupsOfTheirOwnKeys() {
        addFive();
        open();
        choose("Experiment");
        QCOMPARE(names(),
                 (QStringList{"drop · 3 runs", "drop-0003", "drop-0002", "drop-0001", "plain · 2 runs", "plain-0002", "plain-0001"}));
        QCOMPARE(cell(0, RunsModel::FullDepth), QStringLiteral("88.0 %"));
        QCOMPARE(cell(0, RunsModel::HalfDepth), QStringLiteral("78.0 %"));
        // 80, 90 and 94 %: their mean and Student's interval, computed by hand: 88 ± 4.3027 · 7.2111 / √3.
        QCOMPARE(model().index(0, RunsModel::FullDepth).data(Qt::ToolTipRole).toString(),
                 QStringLiteral("88.0 % on average of 3 runs; 95 % interval from 70.1 % to 105.9 %"));
        choose("Status");
        QCOMPARE(names().filter(QStringLiteral(" · ")), (QStringList{"done · 4 runs", "failed · 1 run"}));
        choose("No groups");
        QCOMPARE(names().size(), 5);
        QVERIFY(!model().index(0, 0).data(RunsModel::GroupRole).isValid());
    }
    void runsStandInGroupsOfAnyKeyOfTheirExperiments() {
        addFive();
        writeFileAtomically(library() / "plain-0001" / "experiment.yaml", "layerlab: 1\ntechniques: {layer_drop: {ra");  // torn
        std::filesystem::remove(library() / "plain-0002" / "experiment.yaml");
        open();
        choose("Any other key…");
        auto* line = m_table->findChild<QLineEdit*>(QStringLiteral("groupKeyEditor"));
        QVERIFY(line && line->hasFocus());
        QTest::keyClicks(line, QStringLiteral("techniques.layer_drop.rate"));
        QTest::keyClick(line, Qt::Key_Return);
        // Numbers by their size, and those that have none at the end.
        QTRY_COMPARE(names(), (QStringList{"techniques.layer_drop.rate: 0.1 · 2 runs", "drop-0003", "drop-0002",
                                           "techniques.layer_drop.rate: 0.5 · 1 run", "drop-0001",
                                           "techniques.layer_drop.rate: not set · 2 runs", "plain-0002", "plain-0001"}));
        QCOMPARE(m_table->findChild<QToolButton*>(QStringLiteral("groupButton"))->text(), QStringLiteral("By techniques.layer_drop.rate"));
        // The order inside is the table's.
        m_table->view()->sortByColumn(RunsModel::FullDepth, Qt::AscendingOrder);
        QCOMPARE(names().mid(1, 2), (QStringList{"drop-0002", "drop-0003"}));
        // The next window has the same groups.
        open();
        QTRY_COMPARE(names().filter(QStringLiteral(" · ")).size(), 3);
        // A run that appears stands where it belongs.
        add("drop-0004", 0.5, 0.9);
        read();
        QTRY_VERIFY(names().contains(QStringLiteral("techniques.layer_drop.rate: 0.5 · 2 runs")));
    }
    void aKeyThatThereIsNotIsToldSo() {
        addFive();
        open();
        QSignalSpy failed(m_table.get(), &RunsTable::failed);
        choose("Any other key…");
        auto* line = m_table->findChild<QLineEdit*>(QStringLiteral("groupKeyEditor"));
        QTest::keyClicks(line, QStringLiteral("model.layer"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.first().first().toString().contains(QStringLiteral("model.layer")));
        QCOMPARE(names().size(), 5);
    }
    void groupsAreFoldedByMouseAndKeys() {
        addFive();
        open();
        choose("Experiment");
        clickRow(0);
        QCOMPARE(names(), (QStringList{"drop · 3 runs", "plain · 2 runs", "plain-0002", "plain-0001"}));
        m_table->view()->setFocus();
        m_table->view()->setCurrentIndex(model().index(1, RunsModel::Run));
        QTest::keyClick(m_table->view(), Qt::Key_Left);
        QCOMPARE(names(), (QStringList{"drop · 3 runs", "plain · 2 runs"}));
        QCOMPARE(m_table->view()->currentIndex().row(), 1);
        QTest::keyClick(m_table->view(), Qt::Key_Space);  // and does not overlay anything
        QCOMPARE(names().size(), 4);
        QVERIFY(m_table->overlaid().isEmpty());
        // What is asked for by name is unfolded.
        QVERIFY(m_table->select(folder("drop-0002")));
        QCOMPARE(m_table->selected(), QStringList{folder("drop-0002")});
        QCOMPARE(names().size(), 7);
    }
    void whatIsSelectedStaysSoWhileRunsMove() {
        addFive();
        open();
        choose("Status");
        QVERIFY(m_table->select(folder("plain-0001")));
        add("plain-0001", 0, 0.75, "failed");  // it failed after all
        add("drop-0009", 0.1, 0.6);
        read();
        QCOMPARE(m_table->selected(), QStringList{folder("plain-0001")});
        QCOMPARE(model().index(m_table->view()->currentIndex().row(), RunsModel::Run).data().toString(), QStringLiteral("plain-0001"));
        QVERIFY(names().contains(QStringLiteral("failed · 2 runs")));
        // A group is not selected: what is done is done with runs.
        m_table->view()->setFocus();
        m_table->view()->selectAll();
        QCOMPARE(m_table->selected().size(), 6);
        QTest::keyClick(m_table->view(), Qt::Key_Delete);
        QTRY_COMPARE(names().size(), 0);
        m_table->undoTrash();
        QTRY_COMPARE(names().size(), 8);
    }
    void theFilterKnowsAnyKey_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("found");
        QTest::newRow("equal") << "techniques.layer_drop.rate:0.1" << 2;
        QTest::newRow("the same number") << "techniques.layer_drop.rate=1e-1" << 2;
        QTest::newRow("above") << "techniques.layer_drop.rate>0.2" << 1;
        QTest::newRow("set") << "techniques.layer_drop.rate:" << 3;
        QTest::newRow("a word") << "task.kind:hops" << 5;
        QTest::newRow("not the word") << "task.kind:dyck" << 0;
        QTest::newRow("with others") << "seed>=2 drop" << 2;
    }
    void theFilterKnowsAnyKey() {
        QFETCH(QString, text);
        QFETCH(int, found);
        addFive();
        open();
        filter(text);
        QVERIFY(m_table->filterLine()->filter().notUnderstood().isEmpty());
        QTRY_COMPARE(names().size(), found);
    }
    void whatIsArchivedIsOutOfSightUntilAskedFor() {
        addFive();
        open();
        auto* button = m_table->findChild<QToolButton*>(QStringLiteral("archiveButton"));
        QVERIFY(!button->isVisible());
        QVERIFY(m_table->select(folder("drop-0002")));
        QVERIFY(action("archiveRun")->isEnabled());
        action("archiveRun")->trigger();
        QCOMPARE(names().size(), 4);
        QVERIFY(m_table->filterLine()->message().contains(QStringLiteral("4 runs")));
        QTRY_VERIFY(readLabels(library() / "drop-0002").archived);
        QVERIFY(std::filesystem::exists(library() / "drop-0002" / "run.json"));
        QVERIFY(button->isVisible());
        QCOMPARE(button->text(), QStringLiteral("Archived (1)"));
        button->click();
        QCOMPARE(names().size(), 5);
        QVERIFY(m_table->select(folder("drop-0002")));
        QVERIFY(action("archiveRun")->isChecked());
        button->click();
        QCOMPARE(names().size(), 4);
        filter(QStringLiteral("archived:yes"));
        QCOMPARE(names(), QStringList{"drop-0002"});
        filter(QStringLiteral("archived:no"));
        QCOMPARE(names().size(), 4);
        filter({});
        m_table->undoStack()->undo();
        QCOMPARE(names().size(), 5);
        QVERIFY(!button->isVisible());
        QTRY_VERIFY(!readLabels(library() / "drop-0002").archived);
        // A library of which all is archived says so by its button, not by an empty page for a first run.
        m_table->view()->selectAll();
        action("archiveRun")->trigger();
        QCOMPARE(names().size(), 0);
        QVERIFY(button->isVisible());
        auto* why = m_table->findChild<QLabel*>(QStringLiteral("nothingFound"));
        auto* clear = m_table->findChild<QPushButton*>(QStringLiteral("clearFilter"));
        QCOMPARE(why->text(), QStringLiteral("All runs are archived."));
        QVERIFY(why->isVisible() && !clear->isVisible());
        filter(QStringLiteral("zebra"));
        QCOMPARE(why->text(), QStringLiteral("No run matches the filter."));
        QVERIFY(clear->isVisible());
    }
    void namesAndNotesSurviveTheArchive() {
        add("a-0001", 0, 0.5, "finished", {"best", {}, {"keep"}, "of all"});
        open();
        QVERIFY(m_table->select(folder("a-0001")));
        action("archiveRun")->trigger();
        QTRY_VERIFY(readLabels(library() / "a-0001").archived);
        const RunLabels kept = readLabels(library() / "a-0001");
        QCOMPARE(kept.name, std::string("best"));
        QCOMPARE(kept.note, std::string("of all"));
        QCOMPARE(kept.tags, std::vector<std::string>{"keep"});
    }
};

int main(int argc, char** argv) { return runUiTest<TestLibraryGroups>(argc, argv); }

#include "tst_library_groups.moc"
