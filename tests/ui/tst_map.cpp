// The layer map of a distillation on the canvas: where the teacher's layers stand, and pairs drawn with mouse and keyboard.
#include "tests/ui/ui_fixture.h"

#include "engine/runs/run_folder.h"
#include "ui/canvas/stack_canvas.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/run_models.h"
#include "ui/shell/main_window.h"
#include "ui/shell/yaml_editor.h"

using namespace layerlab;

namespace {

using Pairs = std::vector<std::vector<int>>;

// A teacher of so many layers, and a student that keeps the first few of them.
Experiment distilled(int teacher, int student) {
    Experiment experiment;
    experiment.model.stack.resize(static_cast<std::size_t>(teacher));
    experiment.stages.resize(2);
    experiment.stages[0].name = "teacher";
    experiment.stages[0].from.kind = Origin::Kind::Scratch;
    experiment.stages[1].name = "student";
    experiment.stages[1].from.kind = Origin::Kind::Previous;
    Techniques& techniques = experiment.stages[1].techniques;
    if (student < teacher)
        for (int slot = 1; slot <= student; ++slot) {
            if (slot == 1) techniques.truncation.emplace();
            techniques.truncation->keep.push_back(slot);
        }
    techniques.distillation.emplace().hidden = 1;
    return experiment;
}

Pairs listed(const TeacherMap& map) {
    Pairs pairs;
    for (const auto& [student, teacher] : map.pairs) pairs.push_back({student, teacher});
    return pairs;
}

const char* const own_stack_yaml =
    "layerlab: 1\n"
    "name: distil\n"
    "task: {kind: hops, length: 11, max_hops: 1}\n"
    "model: {layers: 4, hidden: 16, heads: 2, feed_forward: 32}\n"
    "stages:\n"
    "  - {name: teacher, from: scratch, train: {steps: 20}}\n"
    "  - name: student\n"
    "    from: scratch\n"
    "    techniques: {distillation: {hidden: 1.0}}\n"
    "    train: {steps: 20}\n";

}  // namespace

class TestMap : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::unique_ptr<StackCanvas> m_canvas;
    std::unique_ptr<MainWindow> m_window;

    void show(const Experiment& experiment, QSize size = {640, 620}) {
        m_canvas = std::make_unique<StackCanvas>();
        m_canvas->resize(size);
        m_canvas->setExperiment(experiment, expectedTaskSize(experiment.task));
        m_canvas->setStage(1);
        m_canvas->setEditable(true);
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
        settle();
    }
    // The window with the student's stage of this file.
    void open(const QByteArray& yaml) {
        m_window = std::make_unique<MainWindow>(m_dir.filePath(QStringLiteral("library")),
                                                writeFile(m_dir.filePath(QStringLiteral("distil.yaml")), yaml));
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->document().showStage(1);
        m_window->canvas()->setFocus();
        settle();
        QVERIFY(m_window->canvas()->teacherMap());
    }
    const DistillationSettings& settings() const { return *m_window->document().experiment().stages[1].techniques.distillation; }

    static QPoint scrolled(const StackCanvas& canvas) {
        return {canvas.horizontalScrollBar()->value(), canvas.verticalScrollBar()->value()};
    }
    static QPoint handle(const StackCanvas& canvas, int student) {
        return canvas.mapLayout().handles.at(static_cast<std::size_t>(student - 1)).center() - scrolled(canvas);
    }
    static QPoint teacher(const StackCanvas& canvas, int number) {
        return canvas.mapLayout().teachers.at(static_cast<std::size_t>(number - 1)).center() - scrolled(canvas);
    }
    static void dragOnly(const StackCanvas& canvas, int student, const QPoint& to) {
        QWidget* viewport = canvas.viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, handle(canvas, student));
        QMouseEvent move(QEvent::MouseMove, to, viewport->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(viewport, &move);
    }
    static void drag(const StackCanvas& canvas, int student, const QPoint& to) {
        dragOnly(canvas, student, to);
        QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, to);
    }

private Q_SLOTS:
    void cleanup() {
        m_canvas.reset();
        m_window.reset();
        setTheme(Theme::light());
    }

    // ---- what is shown -------------------------------------------------------------------------------------------------
    void theTeachersLayersStandBesideTheStudents() {
        show(distilled(6, 3));
        QVERIFY(m_canvas->teacherMap());
        QCOMPARE(m_canvas->teacherMap()->name, QStringLiteral("teacher"));
        QCOMPARE(listed(*m_canvas->teacherMap()), (Pairs{{1, 2}, {2, 4}, {3, 6}}));  // uniform
        QCOMPARE(m_canvas->mapLayout().teachers.size(), std::size_t(6));
        QCOMPARE(m_canvas->mapLayout().handles.size(), std::size_t(3));
        m_canvas->setStage(0);
        QVERIFY(!m_canvas->teacherMap());
        QCOMPARE(m_canvas->stackLayout().map_width, 0);
    }
    void whereNoLayersAreComparedThereIsNoMap() {
        Experiment experiment = distilled(6, 3);
        experiment.stages[1].techniques.distillation->hidden = 0;
        show(experiment);
        QVERIFY(!m_canvas->teacherMap());
        experiment.stages[1].techniques.distillation->attention = 1;
        m_canvas->setExperiment(experiment, expectedTaskSize(experiment.task));
        QVERIFY(m_canvas->teacherMap());
    }
    void nothingOverlaps_data() {
        QTest::addColumn<int>("teachers");
        QTest::addColumn<int>("students");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("zoom");
        for (const auto& [teachers, students] : {std::pair(6, 3), std::pair(4, 4), std::pair(48, 2), std::pair(48, 48), std::pair(1, 1)})
            for (const QSize size : {QSize(640, 620), QSize(260, 200), QSize(2000, 1400)})
                for (const double zoom : {0.25, 1.0, 3.0})
                    QTest::addRow("%d to %d in %dx%d at %g", teachers, students, size.width(), size.height(), zoom)
                        << teachers << students << size << zoom;
    }
    void nothingOverlaps() {
        QFETCH(int, teachers);
        QFETCH(int, students);
        QFETCH(QSize, size);
        QFETCH(double, zoom);
        const Experiment experiment = distilled(teachers, students);
        const auto map = describeTeacherMap(experiment, 1, nullptr);
        QVERIFY(map);
        StackModel model = describeStack(experiment, expectedTaskSize(experiment.task), 1);
        model.teachers = map->teachers;
        const StackLayout stack = layOut(model, QApplication::font(), size, zoom);
        const MapLayout layout = layOut(*map, stack);
        const QRect content(QPoint(), stack.content);
        QVERIFY(content.contains(layout.title));
        for (std::size_t i = 0; i < layout.teachers.size(); ++i) {
            const QRect& box = layout.teachers[i];
            QVERIFY(box.isValid() && content.contains(box));
            QVERIFY(!box.intersects(layout.title));
            if (i > 0) QVERIFY(box.bottom() < layout.teachers[i - 1].top());
            QCOMPARE(layout.teacherAt(box.center()), static_cast<int>(i) + 1);
            QCOMPARE(layout.teacherNear(box.center()), static_cast<int>(i) + 1);
            for (const QRect& handle : layout.handles) QVERIFY(box.right() < handle.left());
        }
        for (std::size_t i = 0; i < layout.handles.size(); ++i) {
            QVERIFY(layout.handles[i].right() < stack.boxes[i].left());
            QCOMPARE(layout.handleAt(layout.handles[i].center()), static_cast<int>(i) + 1);
            QVERIFY(stack.cells[i].left() > layout.teachers[0].right());  // a slot is repainted alone
        }
    }
    void equalDepthsStandLevel() {
        show(distilled(4, 4));
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(m_canvas->mapLayout().teachers[i].center().y() - m_canvas->stackLayout().boxes[i].center().y()) <= 1);
    }
    void fortyEightTeachersAreSeenAtOnce() {
        show(distilled(48, 6));
        QCOMPARE(m_canvas->verticalScrollBar()->maximum(), 0);
        QVERIFY(m_canvas->mapLayout().numbers_every > 1 && !m_canvas->mapLayout().texts);
    }
    void linesAreDrawnInBothThemes() {
        for (const bool dark : {false, true}) {
            setTheme(dark ? Theme::darkTheme() : Theme::light());
            show(distilled(6, 3));
            // Between a teacher and the student it teaches, in the colour of what is frozen.
            const MapLayout& layout = m_canvas->mapLayout();
            const QPointF from = layout.from(6), to = layout.to(3);
            const QImage image = m_canvas->viewport()->grab().toImage();
            const double scale = image.devicePixelRatio();
            int blue = 0;
            for (int y = static_cast<int>(std::min(from.y(), to.y())) - 3; y <= static_cast<int>(std::max(from.y(), to.y())) + 3; ++y) {
                const QColor pixel = image.pixelColor(QPointF((from.x() + to.x()) / 2 * scale, y * scale).toPoint());
                const QColor ground = theme().window;
                blue += (pixel.blue() - pixel.red()) - (ground.blue() - ground.red()) > 40;
            }
            QVERIFY(blue >= 1);
        }
    }

    // ---- a run as the teacher -------------------------------------------------------------------------------------------
    void aRunsLayersAreAskedFor() {
        Experiment experiment = distilled(6, 3);
        experiment.stages[1].techniques.distillation->teacher = {Origin::Kind::Run, "/runs/big-0001/", {}};
        m_canvas = std::make_unique<StackCanvas>();
        QSignalSpy wanted(m_canvas.get(), &StackCanvas::teacherWanted);
        m_canvas->setExperiment(experiment, expectedTaskSize(experiment.task));
        m_canvas->setStage(1);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("/runs/big-0001/"));
        QVERIFY(!m_canvas->teacherMap());
        Model model;
        model.stack.resize(12);
        m_canvas->setTeacherRun(QStringLiteral("/runs/big-0001/"), model);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(m_canvas->teacherMap()->name, QStringLiteral("big-0001"));
        QCOMPARE(listed(*m_canvas->teacherMap()), (Pairs{{1, 4}, {2, 8}, {3, 12}}));
        QVERIFY(m_canvas->describeSlot(2).contains(QStringLiteral("layer 8 of the teacher")));
    }
    void aRunIsReadBesideTheWindow() {
        const std::filesystem::path run = m_dir.filePath(QStringLiteral("big-0001")).toStdString();
        std::filesystem::create_directories(run);
        Experiment experiment;
        experiment.model.stack.resize(9);
        writeFileAtomically(run / "experiment.yaml", writeExperiment(experiment, true));
        RunModels models;
        QSignalSpy read(&models, &RunModels::read);
        models.ask(QString::fromStdString(run.string()));
        QCOMPARE(read.count(), 0);  // not while it is asked
        QVERIFY(read.wait());
        const auto model = read[0][1].value<std::optional<Model>>();
        QVERIFY(model && model->stack.size() == 9);
        models.ask(QString::fromStdString(run.string()));
        QCOMPARE(read.count(), 2);  // known
        models.ask(QStringLiteral("/nowhere"));
        QVERIFY(read.wait());
        QVERIFY(!read[2][1].value<std::optional<Model>>());
    }
    void theWindowReadsTheRun() {
        const std::filesystem::path run = m_dir.filePath(QStringLiteral("wide-0001")).toStdString();
        std::filesystem::create_directories(run);
        Experiment experiment;
        experiment.model.stack.resize(7);
        writeFileAtomically(run / "experiment.yaml", writeExperiment(experiment, true));
        open(own_stack_yaml);
        m_window->document().edit(QStringLiteral("teacher"), {}, [&](Experiment& edited) {
            edited.stages[1].techniques.distillation->teacher = {Origin::Kind::Run, run.string(), {}};
        });
        QTRY_VERIFY(m_window->canvas()->teacherMap());
        QCOMPARE(m_window->canvas()->teacherMap()->teachers, 7);
    }

    // ---- drawing --------------------------------------------------------------------------------------------------------
    void draggingToATeachersLayerMakesThePair() {
        open(own_stack_yaml);
        StackCanvas& canvas = *m_window->canvas();
        const int before = m_window->document().undoStack()->count();
        drag(canvas, 3, teacher(canvas, 1));
        QCOMPARE(settings().map, DistillationSettings::Map::Pairs);
        QCOMPARE(settings().pairs, (Pairs{{1, 1}, {2, 2}, {3, 1}, {4, 4}}));
        QCOMPARE(m_window->document().undoStack()->count(), before + 1);
        const QString yaml = m_window->document().yaml();
        QVERIFY2(yaml.contains(QStringLiteral("map: pairs")) && yaml.contains(QStringLiteral("pairs: [[1, 1], [2, 2], [3, 1], [4, 4]]")),
                 qPrintable(yaml));
        QVERIFY(m_window->document().firstError().isEmpty());
        QCOMPARE(canvas.teacherMap()->teacherOf(3), 1);
        drag(canvas, 3, teacher(canvas, 1));  // as it is
        QCOMPARE(m_window->document().undoStack()->count(), before + 1);
        m_window->document().undoStack()->undo();
        QCOMPARE(settings().map, DistillationSettings::Map::Uniform);
        QCOMPARE(canvas.teacherMap()->teacherOf(3), 3);
    }
    void draggingAwayLetsItLearnFromNone() {
        open(own_stack_yaml);
        StackCanvas& canvas = *m_window->canvas();
        drag(canvas, 2, handle(canvas, 2) + QPoint(3, 1));  // not meant
        QCOMPARE(settings().map, DistillationSettings::Map::Uniform);
        drag(canvas, 2, {20, canvas.viewport()->height() / 2});
        QCOMPARE(settings().pairs, (Pairs{{1, 1}, {3, 3}, {4, 4}}));
        QCOMPARE(canvas.teacherMap()->teacherOf(2), 0);
        QCOMPARE(int(m_window->document().experiment().model.stack.size()), 4);
        drag(canvas, 2, teacher(canvas, 4));  // and back
        QCOMPARE(settings().pairs, (Pairs{{1, 1}, {2, 4}, {3, 3}, {4, 4}}));
    }
    void escapeEndsADrag() {
        open(own_stack_yaml);
        StackCanvas& canvas = *m_window->canvas();
        dragOnly(canvas, 2, teacher(canvas, 4));
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, teacher(canvas, 4));
        QCOMPARE(settings().map, DistillationSettings::Map::Uniform);
    }
    // The student's stack follows from the stage before; whom it learns from is its own.
    void aTruncatedStudentIsPairedToo() {
        show(distilled(6, 3));
        QVERIFY(!m_canvas->showsOwnStack());
        QSignalSpy changes(m_canvas.get(), &StackCanvas::pairsChanged);
        drag(*m_canvas, 1, teacher(*m_canvas, 6));
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].value<Pairs>(), (Pairs{{1, 6}, {2, 4}, {3, 6}}));
        m_canvas->setEditable(false);  // a run is looked at
        drag(*m_canvas, 1, teacher(*m_canvas, 2));
        QTest::keyClick(m_canvas.get(), Qt::Key_BracketRight);
        QCOMPARE(changes.count(), 1);
    }
    void whatNeverRunsNeitherTeachesNorLearns() {
        Experiment experiment = distilled(6, 6);
        experiment.stages[1].from.kind = Origin::Kind::Scratch;
        experiment.model.stack[2].skip = true;
        show(experiment);
        QSignalSpy changes(m_canvas.get(), &StackCanvas::pairsChanged);
        QVERIFY(m_canvas->mapLayout().handles[2].isNull());
        QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, m_canvas->stackLayout().boxes[2].center() - scrolled(*m_canvas));
        QTest::keyClick(m_canvas.get(), Qt::Key_BracketRight);
        QCOMPARE(changes.count(), 0);
        QCOMPARE(teacherAfter(*m_canvas->teacherMap(), 2, 1), 4);  // over the slot that does not run
        drag(*m_canvas, 1, teacher(*m_canvas, 3));
        QCOMPARE(changes.count(), 1);  // drawn away: nobody teaches there
        QCOMPARE(changes[0][0].value<Pairs>().front(), (std::vector<int>{2, 2}));
    }

    // ---- keyboard -------------------------------------------------------------------------------------------------------
    void theKeyboardMovesTheTeacher_data() {
        QTest::addColumn<int>("up");
        QTest::addColumn<int>("down");
        QTest::newRow("brackets") << int(Qt::Key_BracketRight) << int(Qt::Key_BracketLeft);
        QTest::newRow("arrows") << int(Qt::Key_Right) << int(Qt::Key_Left);
    }
    void theKeyboardMovesTheTeacher() {
        QFETCH(int, up);
        QFETCH(int, down);
        open(own_stack_yaml);
        StackCanvas& canvas = *m_window->canvas();
        QUndoStack* undo = m_window->document().undoStack();
        const int before = undo->count();
        QTest::keyClick(&canvas, Qt::Key_Up);
        QTest::keyClick(&canvas, Qt::Key_Up);
        QTest::keyClick(&canvas, Qt::Key(up));
        QCOMPARE(settings().pairs, (Pairs{{1, 1}, {2, 3}, {3, 3}, {4, 4}}));
        QCOMPARE(canvas.focusedHandle(), 2);
        QVERIFY2(canvas.accessibleDescription().contains(QStringLiteral("layer 2 learns from layer 3 of the teacher")),
                 qPrintable(canvas.accessibleDescription()));
        QTest::keyClick(&canvas, Qt::Key(down));
        QTest::keyClick(&canvas, Qt::Key(down));
        QTest::keyClick(&canvas, Qt::Key(down));  // there is no lower one
        QCOMPARE(canvas.teacherMap()->teacherOf(2), 1);
        QCOMPARE(undo->count(), before + 3);
        undo->undo();
        QCOMPARE(canvas.teacherMap()->teacherOf(2), 2);
        QTest::keyClick(&canvas, Qt::Key_Down);
        QCOMPARE(canvas.focusedHandle(), 0);
    }
    void deleteTakesAwayTheLineAndNotTheLayer() {
        open(own_stack_yaml);
        StackCanvas& canvas = *m_window->canvas();
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, handle(canvas, 2));
        QCOMPARE(canvas.focusedHandle(), 2);
        QTest::keyClick(&canvas, Qt::Key_Delete);
        QCOMPARE(settings().pairs, (Pairs{{1, 1}, {3, 3}, {4, 4}}));
        QCOMPARE(int(m_window->document().experiment().model.stack.size()), 4);
        QTest::keyClick(&canvas, Qt::Key_BracketLeft);  // from none: the highest
        QCOMPARE(canvas.teacherMap()->teacherOf(2), 4);
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QCOMPARE(canvas.focusedHandle(), 0);
        QTest::keyClick(&canvas, Qt::Key_Delete);  // at the layer again
        QCOMPARE(int(m_window->document().experiment().model.stack.size()), 3);
    }
};

int main(int argc, char** argv) { return runUiTest<TestMap>(argc, argv); }
#include "tst_map.moc"
