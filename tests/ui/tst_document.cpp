// The document: one value behind three views, changed only by what can be undone.
#include "tests/ui/ui_fixture.h"

#include <random>

#include "ui/session/experiment_document.h"

using namespace layerlab;

class TestDocument : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    static void setLayers(ExperimentDocument& document, int count, const QString& key = {}) {
        document.edit(QStringLiteral("layers"), key, [count](Experiment& e) { e.model.stack.resize(static_cast<std::size_t>(count)); });
    }
    static std::size_t layers(const ExperimentDocument& document) { return document.experiment().model.stack.size(); }
    // What the YAML view shows is the value that the other views show.
    static bool viewsAgree(const ExperimentDocument& document) {
        return readExperiment(document.yaml().toStdString()).experiment == document.experiment();
    }

private Q_SLOTS:
    void anEditIsUndoneAndRedone() {
        ExperimentDocument document;
        QSignalSpy changes(&document, &ExperimentDocument::changed);
        setLayers(document, 9);
        QCOMPARE(layers(document), 9u);
        QVERIFY(document.isModified());
        document.undoStack()->undo();
        QCOMPARE(layers(document), 6u);
        QVERIFY(!document.isModified());
        document.undoStack()->redo();
        QCOMPARE(layers(document), 9u);
        QCOMPARE(changes.count(), 3);
    }
    void anEditThatChangesNothingIsNoStep() {
        ExperimentDocument document;
        setLayers(document, 6);
        QCOMPARE(document.setPath("model.hidden", {"64"}), QString());
        document.setYaml(document.yaml());
        QVERIFY(!document.undoStack()->canUndo());
    }
    void editsOfOneDragAreOneStep() {
        ExperimentDocument document;
        for (const int count : {7, 8, 9, 10}) setLayers(document, count, QStringLiteral("drag"));
        QCOMPARE(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QCOMPARE(layers(document), 6u);
        document.undoStack()->redo();
        QCOMPARE(layers(document), 10u);
    }
    void editsOfDifferentFieldsAreStepsOfTheirOwn() {
        ExperimentDocument document;
        setLayers(document, 7, QStringLiteral("one"));
        setLayers(document, 8, QStringLiteral("other"));
        setLayers(document, 9);
        setLayers(document, 10);
        QCOMPARE(document.undoStack()->count(), 4);
        document.undoStack()->undo();
        QCOMPARE(layers(document), 9u);
    }
    void aDragBackToTheStartLeavesNothingToUndo() {
        ExperimentDocument document;
        setLayers(document, 7, QStringLiteral("drag"));
        setLayers(document, 6, QStringLiteral("drag"));
        QVERIFY(!document.undoStack()->canUndo());
        QVERIFY(!document.isModified());
    }
    void unreadableYamlKeepsTheValueAndSaysWhere() {
        ExperimentDocument document;
        setLayers(document, 9);
        const Experiment before = document.experiment();
        const auto problems = document.setYaml(QStringLiteral("layerlab: 1\nmodel: {layers: many}\n"));
        QVERIFY(document.experiment() == before);
        QCOMPARE(document.undoStack()->count(), 1);
        QVERIFY(!problems.empty());
        QVERIFY(!problems.front().warning);
        QCOMPARE(problems.front().line, 2);
        QVERIFY(!problems.front().message.empty());
        QVERIFY(!document.setYaml(QStringLiteral("model: [")).empty());
        QVERIFY(document.experiment() == before);
    }
    void aRefusedKeyKeepsTheValueAndSaysWhy() {
        ExperimentDocument document;
        const Experiment before = document.experiment();
        QVERIFY(!document.setPath("model.hidden", {"wide"}).isEmpty());
        QVERIFY(!document.setPath("model.no_such_key", {"1"}).isEmpty());
        QVERIFY(document.experiment() == before);
        QVERIFY(!document.undoStack()->canUndo());
    }
    void valuesThatDoNotFitTogetherAreReportedAtTheirKey() {
        ExperimentDocument document;
        QCOMPARE(document.firstError(), QString());
        QCOMPARE(document.setPath("model.heads", {"5"}), QString());
        QVERIFY(!document.problemAt("model.heads").isEmpty());
        QVERIFY(document.problemAt("model.hidden").isEmpty());
        QVERIFY(document.firstError().contains(QLatin1String("model.heads")));
        document.undoStack()->undo();
        QCOMPARE(document.firstError(), QString());
    }
    void thePersonsTextStaysAsLongAsItSaysTheValue() {
        ExperimentDocument document;
        const auto text = QStringLiteral("# mine\nlayerlab: 1\nmodel: {layers: 4}\n");
        QVERIFY(document.setYaml(text).empty());
        QCOMPARE(document.yaml(), text);
        QCOMPARE(layers(document), 4u);
        setLayers(document, 5);
        QVERIFY(!document.yaml().contains(QLatin1String("# mine")));
        QVERIFY(viewsAgree(document));
        document.undoStack()->undo();
        QCOMPARE(document.yaml(), text);
    }

    void randomEditsUndoToTheFirstAndRedoToTheLast_data() {
        QTest::addColumn<uint>("seed");
        for (uint seed = 1; seed <= 5; ++seed) QTest::addRow("seed %u", seed) << seed;
    }
    void randomEditsUndoToTheFirstAndRedoToTheLast() {
        QFETCH(uint, seed);
        std::mt19937 random(seed);
        const auto below = [&random](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
        ExperimentDocument document;
        const Experiment first = document.experiment();
        const auto editIt = [&document](const std::function<void(Experiment&)>& change) {
            document.edit(QStringLiteral("edit"), {}, change);
        };
        for (int i = 0; i < 60; ++i) {
            switch (below(9)) {
                case 0:
                    setLayers(document, 1 + below(20));
                    break;
                case 1:
                    editIt([&](Experiment& e) {
                        if (!e.techniques.layer_drop) e.techniques.layer_drop.emplace();
                        e.techniques.layer_drop->rate = below(19) * 0.05;
                    });
                    break;
                case 2:
                    editIt([&](Experiment& e) {
                        if (e.techniques.layer_drop) e.techniques.layer_drop.reset();
                        else e.techniques.layer_drop.emplace();
                    });
                    break;
                case 3:
                    editIt([&](Experiment& e) {
                        if (e.techniques.sharing) {
                            e.techniques.sharing.reset();
                            return;
                        }
                        e.techniques.sharing.emplace().groups = 1;
                    });
                    break;
                case 4:
                    editIt([&](Experiment& e) {
                        if (std::holds_alternative<HopsTask>(e.task)) {
                            TextFileTask task;
                            task.train = "/data/train.tsv";
                            e.task = task;
                        } else {
                            e.task = HopsTask{};
                        }
                    });
                    break;
                case 5:
                    editIt([&](Experiment& e) { e.name = "n\u00e4me: #" + std::to_string(below(100)); });
                    break;
                case 6:
                    QCOMPARE(document.setPath("train.learning_rate", {std::to_string(1 + below(9)) + "e-4"}), QString());
                    break;
                case 7:
                    QCOMPARE(document.setPath("model.heads", {std::to_string(1 << below(4))}), QString());
                    break;
                default: {
                    Experiment written = document.experiment();
                    written.train.steps = 1 + below(100000);
                    const QString text = QStringLiteral("# edit %1\n").arg(i) + QString::fromStdString(writeExperiment(written));
                    for (const Problem& problem : document.setYaml(text)) QVERIFY2(problem.warning, problem.message.c_str());
                    QVERIFY(document.experiment() == written);
                }
            }
            QVERIFY2(viewsAgree(document), qPrintable(document.yaml()));
        }
        const Experiment last = document.experiment();
        const QString last_text = document.yaml();
        int steps = 0;
        while (document.undoStack()->canUndo()) {
            document.undoStack()->undo();
            ++steps;
            QVERIFY2(viewsAgree(document), qPrintable(document.yaml()));
        }
        QVERIFY(steps >= 10);
        QVERIFY(document.experiment() == first);
        QVERIFY(!document.isModified());
        while (document.undoStack()->canRedo()) document.undoStack()->redo();
        QVERIFY(document.experiment() == last);
        QCOMPARE(document.yaml(), last_text);
    }

    void theShownStageIsClampedAndIsNoEdit() {
        ExperimentDocument document;
        QSignalSpy shown(&document, &ExperimentDocument::shownStageChanged);
        document.showStage(3);
        QCOMPARE(document.shownStage(), 0);
        QCOMPARE(shown.count(), 0);
        document.edit(QStringLiteral("stages"), {}, [](Experiment& e) {
            e.stages.resize(3);
            e.stages[1].name = "second";
            e.stages[2].name = "third";
        });
        document.showStage(2);
        QCOMPARE(document.shownStage(), 2);
        QCOMPARE(shown.count(), 1);
        QCOMPARE(document.undoStack()->count(), 1);
        // Whoever is told of the change asks for the stage that is shown: it is there.
        int seen = -1;
        connect(&document, &ExperimentDocument::changed, &document, [&] { seen = document.shownStage(); });
        document.edit(QStringLiteral("fewer"), {}, [](Experiment& e) { e.stages.pop_back(); });
        QCOMPARE(seen, 1);
        QCOMPARE(shown.count(), 2);
        document.undoStack()->undo();
        QCOMPARE(document.shownStage(), 1);
        document.newFrom(document.experiment());
        QCOMPARE(document.shownStage(), 0);
        QCOMPARE(shown.count(), 3);
    }
    void aGestureIsOneStepHoweverManyEditsItHas() {
        ExperimentDocument document;
        setLayers(document, 7, QStringLiteral("drag layers 1"));
        setLayers(document, 8, QStringLiteral("drag layers 1"));
        setLayers(document, 9, QStringLiteral("drag layers 2"));
        QCOMPARE(document.undoStack()->count(), 2);
        document.undoStack()->undo();
        QCOMPARE(layers(document), 8u);
    }

    void aSavedFileOpensAsTheSameExperiment() {
        ExperimentDocument document;
        setLayers(document, 11);
        document.edit(QStringLiteral("name"), {}, [](Experiment& e) { e.name = "täst: \"quoted\" #1"; });
        const QString path = m_dir.filePath(QStringLiteral("säved.yaml"));
        QCOMPARE(document.saveAs(path), QString());
        QVERIFY(!document.isModified());
        QCOMPARE(document.displayName(), QStringLiteral("säved.yaml"));
        ExperimentDocument other;
        QCOMPARE(other.open(path), QString());
        QVERIFY(other.experiment() == document.experiment());
        QVERIFY(!other.isModified());
        QVERIFY(!other.undoStack()->canUndo());
    }
    void savingWhereNothingCanBeWrittenLosesNothing() {
        ExperimentDocument document;
        setLayers(document, 8);
        const Experiment before = document.experiment();
        // Below a file there can be no file, whoever asks.
        const QString file = writeFile(m_dir.filePath(QStringLiteral("plain")), "x");
        for (const QString& path : {file + QStringLiteral("/x.yaml"), m_dir.filePath(QStringLiteral("no/such/x.yaml"))}) {
            QVERIFY2(!document.saveAs(path).isEmpty(), qPrintable(path));
            QVERIFY(document.experiment() == before);
            QVERIFY(document.isModified());
            QVERIFY(document.path().isEmpty());
            QVERIFY(document.undoStack()->canUndo());
        }
        QVERIFY(!document.save().isEmpty());  // no name yet
    }
    void openingABrokenFileKeepsTheDocument() {
        ExperimentDocument document;
        setLayers(document, 8);
        const QString path = writeFile(m_dir.filePath(QStringLiteral("broken.yaml")), "layerlab: 1\nmodel: {layers: -3}\n");
        const QString wrong = document.open(path);
        QVERIFY2(wrong.contains(QLatin1String("broken.yaml:2:")), qPrintable(wrong));
        QVERIFY(!document.open(m_dir.filePath(QStringLiteral("missing.yaml"))).isEmpty());
        QCOMPARE(layers(document), 8u);
        QVERIFY(document.path().isEmpty());
        QVERIFY(document.isModified());
    }
    void commentsThatSavingWouldLoseAreKeptBesideTheFile() {
        const QByteArray text = "# why four layers\nlayerlab: 1\nmodel: {layers: 4}\n";
        const QString path = writeFile(m_dir.filePath(QStringLiteral("comments.yaml")), text);
        ExperimentDocument document;
        QCOMPARE(document.open(path), QString());
        QCOMPARE(document.save(), QString());
        QCOMPARE(readAll(path), text);
        QVERIFY(!QFile::exists(path + '~'));
        setLayers(document, 5);
        QCOMPARE(document.save(), QString());
        QCOMPARE(readAll(path + '~'), text);
        QCOMPARE(readExperimentFile(path.toStdString()).experiment.model.stack.size(), 5u);
    }
    void anotherProgramsChangeIsNoticed() {
        ExperimentDocument document;
        const QString path = m_dir.filePath(QStringLiteral("shared.yaml"));
        QCOMPARE(document.saveAs(path), QString());
        QVERIFY(!document.changedOnDisk());
        writeFile(path, "layerlab: 1\n# another hand\n");
        QVERIFY(document.changedOnDisk());
        QCOMPARE(document.save(), QString());
        QVERIFY(!document.changedOnDisk());
    }
};

int main(int argc, char** argv) { return runUiTest<TestDocument>(argc, argv); }
#include "tst_document.moc"
