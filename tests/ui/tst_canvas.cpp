// The layer stack: where everything stands, what a step repaints, and what mouse and keyboard select.
#include "tests/ui/ui_fixture.h"

#include "ui/canvas/stack_canvas.h"
#include "ui/charts/legible.h"
#include "ui/canvas/twin_model.h"
#include "ui/format.h"
#include "ui/session/shown_run.h"

using namespace layerlab;

namespace {

Experiment withLayers(int count, double rate = 0.3) {
    Experiment experiment;
    experiment.model.stack.resize(static_cast<std::size_t>(count));
    experiment.techniques.layer_drop.emplace().rate = rate;
    return experiment;
}

StackLayout layoutOf(const Experiment& experiment, QSize size, double zoom) {
    return layOut(describeStack(experiment, expectedTaskSize(experiment.task)), QApplication::font(), size, zoom);
}

Route allBut(int count, int left_out) {
    Route route;
    for (int i = 1; i <= count; ++i)
        if (i != left_out) route.push_back(i);
    return route;
}

Experiment withTheseus(int count, int successor = 0) {
    Experiment experiment;
    experiment.model.stack.resize(static_cast<std::size_t>(count));
    experiment.techniques.theseus.emplace().successor_layers = successor;
    return experiment;
}

Experiment withLadder(int count, const std::vector<int>& rungs = {}) {
    Experiment experiment;
    experiment.model.stack.resize(static_cast<std::size_t>(count));
    experiment.techniques.ladder.emplace().rungs = rungs;
    return experiment;
}

Stage stageOf(const std::string& name, Origin::Kind from) {
    Stage stage;
    stage.name = name;
    stage.from.kind = from;
    return stage;
}

// Trains six layers, replaces them by three, and trains these on.
Experiment threeStages() {
    Experiment experiment;
    experiment.stages = {stageOf("predecessor", Origin::Kind::Scratch), stageOf("replace", Origin::Kind::Previous),
                         stageOf("fine_tune", Origin::Kind::Previous)};
    experiment.stages[1].techniques.theseus.emplace();
    return experiment;
}

// Of six layers and three modules; the slots that ran follow from what was replaced.
StepFinished theseusPass(const std::vector<int>& replaced, double rate = 0.5) {
    StepFinished step;
    step.replaced = replaced;
    step.scalars["theseus.rate"] = rate;
    for (int module = 0; module < static_cast<int>(replaced.size()); ++module) {
        step.slot_gradients.push_back(replaced[static_cast<std::size_t>(module)] ? 0.25 : 0);
        if (!replaced[static_cast<std::size_t>(module)]) step.route.insert(step.route.end(), {2 * module + 1, 2 * module + 2});
    }
    return step;
}

int colours(const QImage& image) {
    QSet<QRgb> seen;
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width(); x += 3) seen.insert(image.pixel(x, y));
    return static_cast<int>(seen.size());
}

}  // namespace

class TestCanvas : public QObject {
    Q_OBJECT
    std::unique_ptr<StackCanvas> m_canvas;

    void setLayers(int count) { m_canvas->setExperiment(withLayers(count), expectedTaskSize(HopsTask{})); }
    QPoint placeOf(int number) const {
        const QPoint offset(m_canvas->horizontalScrollBar()->value(), m_canvas->verticalScrollBar()->value());
        return m_canvas->stackLayout().boxes.at(static_cast<std::size_t>(number - 1)).center() - offset;
    }
    void click(int number, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, modifiers, placeOf(number));
    }

private Q_SLOTS:
    void whatAStageCostsIsSaidBesideTheStackOrAbove() {
        Experiment experiment = withLayers(4);
        experiment.techniques.ladder.emplace().reduction = 4;
        StackCanvas canvas;
        canvas.setExperiment(experiment, expectedTaskSize(experiment.task));
        canvas.setHeading(QStringLiteral("Draft"), QStringLiteral("file.yaml"));
        canvas.resize(1100, 700);
        canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&canvas));
        const auto figures = [&] {
            QStringList all;
            for (const LegendEntry& entry : canvas.stackLayout().legend)
                if (entry.kind == LegendEntry::Kind::Figure) all << entry.text + ' ' + entry.value;
            return all;
        };
        QCOMPARE(figures().size(), 3);
        QVERIFY2(figures().contains(QStringLiteral("Rungs 4 of 4")), qPrintable(figures().join(';')));
        QCOMPARE(canvas.headingDetail(canvas.stackLayout()), QStringLiteral("file.yaml"));
        const StageCost cost = stageCost(expandedStages(experiment).front(), blueprintOf(experiment), expectedTaskSize(experiment.task));
        const QString share = percentText(static_cast<double>(cost.trained) / static_cast<double>(cost.parameters));
        QVERIFY2(figures().first().contains(share), qPrintable(figures().first() + share));
        canvas.resize(520, 400);
        QTRY_VERIFY(figures().isEmpty());
        QVERIFY(canvas.headingDetail(canvas.stackLayout()).contains(QStringLiteral("Trained weights ") + share));
        QVERIFY(canvas.headingDetail(canvas.stackLayout()).endsWith(QStringLiteral("file.yaml")));
    }
    void theTechniqueSaysWhatItLeavesFrozen() {
        Experiment experiment = withLayers(4);
        TheseusSettings& theseus = experiment.techniques.theseus.emplace();
        const TaskSize size = expectedTaskSize(experiment.task);
        const auto twin = [&] { return *describeTwin(experiment, 0, blueprintOf(experiment), size); };
        QCOMPARE(twinHead(twin(), blueprintOf(experiment), QStringLiteral("Classifier")), QStringLiteral("Classifier (frozen)"));
        QCOMPARE(twinEmbeddings(twin(), QStringLiteral("Embeddings")), QStringLiteral("Embeddings (frozen)"));
        theseus.train_head = theseus.replace_embeddings = true;
        QCOMPARE(twinHead(twin(), blueprintOf(experiment), QStringLiteral("Classifier")), QStringLiteral("Classifier"));
        QCOMPARE(twinEmbeddings(twin(), QStringLiteral("Embeddings")), QStringLiteral("Embeddings"));
    }
    void init() {
        m_canvas = std::make_unique<StackCanvas>();
        m_canvas->resize(640, 620);
        setLayers(6);
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
        settle();
    }
    void cleanup() {
        m_canvas.reset();
        setTheme(Theme::light());
    }

    void boxesNeverOverlap_data() {
        QTest::addColumn<int>("slots_wanted");
        QTest::addColumn<QSize>("size");
        for (const int count : {1, 2, 6, 48, 96})
            for (const QSize size : {QSize(640, 620), QSize(260, 200), QSize(2000, 1400)})
                QTest::addRow("%d slots in %dx%d", count, size.width(), size.height()) << count << size;
    }
    void boxesNeverOverlap() {
        QFETCH(int, slots_wanted);
        QFETCH(QSize, size);
        Experiment experiment = withLayers(slots_wanted);
        experiment.techniques.sharing.emplace().groups = 1;
        const QFont font = QApplication::font();
        for (const double zoom : {fitZoom(slots_wanted, size.height(), font), legibleZoom(font), 1.0, 2.5}) {
            const StackLayout layout = layoutOf(experiment, size, zoom);
            QCOMPARE(layout.boxes.size(), std::size_t(slots_wanted));
            std::vector<QRect> all{layout.embeddings};
            all.insert(all.end(), layout.boxes.begin(), layout.boxes.end());
            all.push_back(layout.head);
            for (std::size_t i = 0; i < all.size(); ++i) {
                QVERIFY(all[i].isValid());
                QVERIFY(QRect(QPoint(), layout.content).contains(all[i]));
                if (i > 0) QVERIFY(all[i].bottom() < all[i - 1].top());  // upwards, in the order of the model
            }
            for (std::size_t i = 0; i < layout.cells.size(); ++i) {
                QVERIFY(layout.cells[i].contains(layout.boxes[i]));
                for (std::size_t j = i + 1; j < layout.cells.size(); ++j) QVERIFY(!layout.cells[i].intersects(layout.cells[j]));
                if (i > 0) QCOMPARE(layout.cells[i].bottom() + 1, layout.cells[i - 1].top());
                QCOMPARE(layout.slotAt(layout.boxes[i].center()), static_cast<int>(i) + 1);
            }
        }
    }
    void fittedStacksNeedNoScrolling() {
        for (const int count : {1, 2, 6, 12}) {
            const QSize size(640, 620);
            const StackLayout layout = layoutOf(withLayers(count), size, fitZoom(count, size.height(), QApplication::font()));
            QVERIFY(layout.content.height() <= size.height());
        }
    }
    void layersThatShareWeightsAreBracketed() {
        Experiment experiment = withLayers(6);
        QVERIFY(layoutOf(experiment, {900, 620}, 1).brackets.empty());
        experiment.techniques.sharing.emplace().group_size = 2;
        const StackModel model = describeStack(experiment, expectedTaskSize(experiment.task));
        QCOMPARE(model.groups.size(), std::size_t(3));
        QVERIFY(model.groups[0].members == std::vector<int>({1, 2}));
        QVERIFY(model.groups[2].members == std::vector<int>({5, 6}));
        const StackLayout layout = layOut(model, QApplication::font(), {900, 620}, 1);
        QCOMPARE(layout.brackets.size(), std::size_t(3));
        for (const StackBracket& bracket : layout.brackets) {
            QVERIFY(!bracket.label.isEmpty());
            for (const int member : model.groups[bracket.group].members) {
                const QRect& box = layout.boxes[static_cast<std::size_t>(member - 1)];
                QVERIFY(bracket.spine.top() <= box.center().y() && box.center().y() <= bracket.spine.bottom());
                QVERIFY(!bracket.spine.intersects(box));
            }
        }
        // One group with a hole: two stretches.
        experiment.techniques.sharing = SharingSettings{};
        experiment.techniques.sharing->map = {"a", "a", "b", "a", "a", "c"};
        QCOMPARE(layoutOf(experiment, {900, 620}, 1).brackets.size(), std::size_t(2));
    }

    void aStepRepaintsOnlyTheSlotsThatChanged() {
        const int before = m_canvas->paintedSlots();
        QVERIFY(before >= 6);
        m_canvas->setRoute(allBut(6, 3));
        QTRY_COMPARE(m_canvas->paintedSlots(), before + 1);
        settle();
        QCOMPARE(m_canvas->paintedSlots(), before + 1);
        m_canvas->setRoute(allBut(6, 5));  // 3 runs again, 5 does not
        QTRY_COMPARE(m_canvas->paintedSlots(), before + 3);
        m_canvas->setRoute(allBut(6, 5));
        settle();
        QCOMPARE(m_canvas->paintedSlots(), before + 3);
    }
    void aThousandRoutesASecondAreAllCountedAndFewArePainted() {
        const int before = m_canvas->paintedSlots();
        std::int64_t routes = 0, without_three = 0;
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 1000) {
            const bool leave_out = (routes++ / 7) % 2 == 0;
            without_three += leave_out;
            m_canvas->setRoute(allBut(6, leave_out ? 3 : 0));
            QCoreApplication::processEvents();
        }
        const double drawings = 15.0 * static_cast<double>(clock.elapsed()) / 1000 + 2;
        const int painted = m_canvas->paintedSlots() - before;
        QVERIFY(routes > 100);
        QVERIFY2(painted > 0 && painted <= drawings, qPrintable(QString::number(painted)));
        QCOMPARE(m_canvas->stepsSeen(), routes);
        QCOMPARE(m_canvas->timesRan(3), routes - without_three);
        QCOMPARE(m_canvas->timesRan(1), routes);
    }
    void theLastRouteIsDrawnHoweverFastTheyCame() {
        const int before = m_canvas->paintedSlots();
        for (int i = 0; i < 50; ++i) m_canvas->setRoute(allBut(6, 2));
        m_canvas->setRoute(allBut(6, 4));
        // 2 goes at once; it comes back and 4 goes when the pause between drawings is over.
        QTRY_COMPARE(m_canvas->paintedSlots(), before + 3);
    }
    void aDroppedLayerLooksDifferent() {
        const QSize size(640, 620);
        const QImage runs = m_canvas->render(size, 1);
        m_canvas->setRoute(allBut(6, 3));
        const QImage dropped = m_canvas->render(size, 1);
        QVERIFY(runs != dropped);
        m_canvas->clearRoute();
        QVERIFY(m_canvas->render(size, 1) == runs);
        QCOMPARE(m_canvas->stepsSeen(), std::int64_t(0));
    }

    void hoveringTellsAboutTheLayer() {
        m_canvas->setRoute(allBut(6, 2));
        m_canvas->setRoute(allBut(6, 4));
        const QPoint at = placeOf(2);
        QHelpEvent help(QEvent::ToolTip, at, m_canvas->viewport()->mapToGlobal(at));
        QApplication::sendEvent(m_canvas->viewport(), &help);
        QTRY_VERIFY(QToolTip::isVisible());
        QCOMPARE(QToolTip::text(), m_canvas->describeSlot(2));
        const QString text = m_canvas->describeSlot(2);
        for (const char* part : {"Layer 2", "parameters", "4 heads of 16", "64 → 256 → 64", "LayerDrop rate 0.30", "1 of 2 steps"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
        QCOMPARE(m_canvas->describeSlot(7), QString());
        QToolTip::hideText();
    }

    void clicksSelect() {
        QList<int> told;
        connect(m_canvas.get(), &StackCanvas::selectionChanged, this, [&told](const QList<int>& now) { told = now; });
        click(2);
        QCOMPARE(m_canvas->selection(), QList<int>({2}));
        QCOMPARE(told, QList<int>({2}));
        click(5, Qt::ControlModifier);
        QCOMPARE(m_canvas->selection(), QList<int>({2, 5}));
        click(2, Qt::ControlModifier);
        QCOMPARE(m_canvas->selection(), QList<int>({5}));
        click(3, Qt::ShiftModifier);
        QVERIFY(m_canvas->selection().contains(3));
        click(1);
        QCOMPARE(m_canvas->selection(), QList<int>({1}));
        QCOMPARE(told, QList<int>({1}));
        QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, QPoint(3, 3));
        QCOMPARE(m_canvas->selection(), QList<int>());
    }
    void arrowKeysMoveTheSelection() {
        click(2);
        QTest::keyClick(m_canvas.get(), Qt::Key_Up);
        QCOMPARE(m_canvas->selection(), QList<int>({3}));
        QTest::keyClick(m_canvas.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(m_canvas->selection(), QList<int>({3, 4}));
        QTest::keyClick(m_canvas.get(), Qt::Key_End);
        QCOMPARE(m_canvas->selection(), QList<int>({6}));
        QTest::keyClick(m_canvas.get(), Qt::Key_Up);
        QCOMPARE(m_canvas->selection(), QList<int>({6}));  // there is nothing above
        QTest::keyClick(m_canvas.get(), Qt::Key_Home);
        QTest::keyClick(m_canvas.get(), Qt::Key_Down);
        QCOMPARE(m_canvas->selection(), QList<int>({1}));
        QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
        QCOMPARE(m_canvas->selection(), QList<int>());
    }
    void fewerLayersTakeTheirSelectionAlong() {
        m_canvas->setSelection({2, 5, 99});
        QCOMPARE(m_canvas->selection(), QList<int>({2, 5}));
        setLayers(3);
        QCOMPARE(m_canvas->selection(), QList<int>({2}));
        m_canvas->setRoute({1, 2, 3, 4, 5, 6});  // of the stack that was there before
        QCOMPARE(m_canvas->timesRan(3), std::int64_t(1));
        QCOMPARE(m_canvas->timesRan(6), std::int64_t(0));
    }
    void theKeyboardSelectionOfAHighStackIsScrolledIntoView() {
        setLayers(96);
        m_canvas->setZoom(1);
        settle();
        QVERIFY(m_canvas->verticalScrollBar()->maximum() > 0);
        QTest::keyClick(m_canvas.get(), Qt::Key_End);
        QVERIFY(m_canvas->viewport()->rect().contains(placeOf(96)));
        QTest::keyClick(m_canvas.get(), Qt::Key_Home);
        QVERIFY(m_canvas->viewport()->rect().contains(placeOf(1)));
    }

    void picturesAreNeverBlank_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("slots_wanted");
        for (const bool dark : {false, true})
            for (const int count : {1, 6, 96}) QTest::addRow("%s, %d", dark ? "dark" : "light", count) << dark << count;
    }
    void picturesAreNeverBlank() {
        QFETCH(bool, dark);
        QFETCH(int, slots_wanted);
        if (dark) setTheme(Theme::darkTheme());
        Experiment experiment = withLayers(slots_wanted);
        experiment.name = std::string(400, 'n');
        experiment.techniques.sharing.emplace().groups = 1;
        experiment.model.stack.front().frozen = true;
        experiment.model.stack.back().skip = slots_wanted > 1;
        m_canvas->setExperiment(experiment, expectedTaskSize(experiment.task));
        m_canvas->setHeading(QString(300, 'H'), QString(300, 'd'));
        settle();
        const QImage image = m_canvas->render({600, 800}, 2);
        QCOMPARE(image.size(), QSize(1200, 1600));
        QVERIFY(colours(image) > 10);
        QVERIFY(colours(m_canvas->grab().toImage()) > 10);
        const QColor corner = image.pixelColor(1, 1599);
        QCOMPARE(corner.lightness() < 128, dark);
    }

    // ---- editing ----
    QPoint inGap(int gap) const {
        const QPoint offset(m_canvas->horizontalScrollBar()->value(), m_canvas->verticalScrollBar()->value());
        return m_canvas->stackLayout().gapRect(gap).center() - offset;
    }
    void dragTo(int number, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QWidget* viewport = m_canvas->viewport();
        const QPoint from = placeOf(number);
        QTest::mousePress(viewport, Qt::LeftButton, modifiers, from);
        for (const QPoint& at : {from + (to - from) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(viewport, &move);
        }
        QTest::mouseRelease(viewport, Qt::LeftButton, modifiers, to);
    }
    void draggingASlotAsksForItsNewPlace() {
        m_canvas->setEditable(true);
        QSignalSpy moves(m_canvas.get(), &StackCanvas::moveRequested);
        QSignalSpy copies(m_canvas.get(), &StackCanvas::copyRequested);
        dragTo(2, inGap(5));
        QCOMPARE(moves.count(), 1);
        QCOMPARE(moves[0][0].value<QList<int>>(), QList<int>{2});
        QCOMPARE(moves[0][1].toInt(), 5);
        // To where it is: nothing to do.
        dragTo(2, inGap(2));
        dragTo(2, inGap(1));
        QCOMPARE(moves.count(), 1);
        // Several that are selected go together, a copy with Ctrl.
        m_canvas->setSelection({1, 3});
        dragTo(3, inGap(6));
        QCOMPARE(moves.count(), 2);
        QCOMPARE(moves[1][0].value<QList<int>>(), (QList<int>{1, 3}));
        m_canvas->setSelection({4});
        dragTo(4, inGap(0), Qt::ControlModifier);
        QCOMPARE(copies.count(), 1);
        QCOMPARE(copies[0][1].toInt(), 0);
        QCOMPARE(moves.count(), 2);
    }
    void escapeEndsADragWithoutAMove() {
        m_canvas->setEditable(true);
        QSignalSpy moves(m_canvas.get(), &StackCanvas::moveRequested);
        QWidget* viewport = m_canvas->viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, placeOf(2));
        QMouseEvent move(QEvent::MouseMove, inGap(5), viewport->mapToGlobal(inGap(5)), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(viewport, &move);
        QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, inGap(5));
        QCOMPARE(moves.count(), 0);
        QCOMPARE(m_canvas->selection(), QList<int>{2});
    }
    void aRunsStackCannotBeDragged() {
        QSignalSpy moves(m_canvas.get(), &StackCanvas::moveRequested);
        dragTo(2, inGap(5));
        QCOMPARE(moves.count(), 0);
    }
    void aGapOffersToInsertALayer() {
        m_canvas->setEditable(true);
        QSignalSpy insertions(m_canvas.get(), &StackCanvas::insertionRequested);
        QWidget* viewport = m_canvas->viewport();
        QTest::mouseMove(viewport, inGap(3));
        QTest::mouseClick(viewport, Qt::LeftButton, {}, inGap(3));
        QCOMPARE(insertions.count(), 1);
        QCOMPARE(insertions[0][0].toInt(), 3);
    }
    void anEmptyStackSaysHowToBegin() {
        Experiment empty;
        empty.model.stack.clear();
        m_canvas->setExperiment(empty, expectedTaskSize(HopsTask{}));
        m_canvas->setEditable(true);
        const StackLayout& layout = m_canvas->stackLayout();
        QVERIFY(!layout.placeholder.intersects(layout.head) && !layout.placeholder.intersects(layout.embeddings));
        QSignalSpy insertions(m_canvas.get(), &StackCanvas::insertionRequested);
        QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, layout.placeholder.center());
        QCOMPARE(insertions.count(), 1);
        QTest::keyClick(m_canvas.get(), Qt::Key_Up);
        QTest::keyClick(m_canvas.get(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY(m_canvas->selection().isEmpty());
    }
    void aClickOnOneOfSeveralSelectsItAlone() {
        m_canvas->setEditable(true);
        m_canvas->setSelection({1, 2, 3});
        click(2);
        QCOMPARE(m_canvas->selection(), QList<int>{2});
        m_canvas->setSelection({1, 2, 3});
        click(2, Qt::ControlModifier);
        QCOMPARE(m_canvas->selection(), (QList<int>{1, 3}));
    }
    void theKeyboardChoosesSlotsThatAreApart() {
        m_canvas->setFocus();
        QTest::keyClick(m_canvas.get(), Qt::Key_Home);
        QTest::keyClick(m_canvas.get(), Qt::Key_Up, Qt::ControlModifier);
        QTest::keyClick(m_canvas.get(), Qt::Key_Up, Qt::ControlModifier);
        QTest::keyClick(m_canvas.get(), Qt::Key_Space);
        QCOMPARE(m_canvas->selection(), (QList<int>{1, 3}));
        QSignalSpy activated(m_canvas.get(), &StackCanvas::slotActivated);
        QTest::keyClick(m_canvas.get(), Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].toInt(), 3);
    }
    void aSlotWithAProblemSaysIt() {
        Experiment wrong = withLayers(6);
        wrong.model.stack[3].heads = 3;
        m_canvas->setExperiment(wrong, expectedTaskSize(HopsTask{}));
        const QImage before = m_canvas->grab().toImage();
        m_canvas->setProblems(validate(wrong));
        QVERIFY(m_canvas->describeSlot(4).contains(QStringLiteral("not divisible by 3")));
        QVERIFY(!m_canvas->describeSlot(3).contains(QStringLiteral("not divisible")));
        QVERIFY(m_canvas->grab().toImage() != before);
    }
    void hoveringTellsTheGradientOfTheLastStep() {
        m_canvas->setRoute({1, 2}, {0.5, 0.25});
        m_canvas->setRoute({2}, {0.75});
        QVERIFY(m_canvas->describeSlot(1).contains(QStringLiteral("gradient norm 0.5")));
        QVERIFY(m_canvas->describeSlot(2).contains(QStringLiteral("gradient norm 0.75")));
        QVERIFY(!m_canvas->describeSlot(3).contains(QStringLiteral("gradient")));
        QVERIFY(m_canvas->describeSlot(1).contains(QStringLiteral("FLOP")));
    }

    // ---- stages ----
    QPoint scrolled() const { return {m_canvas->horizontalScrollBar()->value(), m_canvas->verticalScrollBar()->value()}; }
    void setStages(const Experiment& experiment, int stage = 0) {
        m_canvas->setExperiment(experiment, expectedTaskSize(experiment.task));
        m_canvas->setStage(stage);
        settle();
    }
    void thereIsNoStageBeyondTheLast() {
        m_canvas->setStage(7);
        QCOMPARE(m_canvas->stage(), 0);
        setStages(threeStages(), 7);
        QCOMPARE(m_canvas->stage(), 2);
        m_canvas->setStage(-1);
        QCOMPARE(m_canvas->stage(), 0);
    }
    void eachStageShowsTheModelItTrains() {
        setStages(threeStages(), 0);
        QCOMPARE(m_canvas->stackLayout().boxes.size(), std::size_t(6));
        QVERIFY(!m_canvas->twin());
        QVERIFY(m_canvas->showsOwnStack());
        m_canvas->setStage(1);
        QCOMPARE(m_canvas->stackLayout().boxes.size(), std::size_t(6));
        QCOMPARE(m_canvas->twin()->items.size(), std::size_t(3));
        QVERIFY(m_canvas->showsOwnStack());
        m_canvas->setStage(2);
        QCOMPARE(m_canvas->stackLayout().boxes.size(), std::size_t(3));
        QVERIFY(!m_canvas->twin());
        QVERIFY(!m_canvas->showsOwnStack());
    }
    void aModelThatFollowsFromOtherStagesIsNotEdited() {
        setStages(threeStages(), 2);
        m_canvas->setEditable(true);
        QVERIFY2(m_canvas->hint().contains(QStringLiteral("'fine_tune' follows from the stages before")), qPrintable(m_canvas->hint()));
        QSignalSpy moves(m_canvas.get(), &StackCanvas::moveRequested);
        QSignalSpy insertions(m_canvas.get(), &StackCanvas::insertionRequested);
        QSignalSpy selections(m_canvas.get(), &StackCanvas::selectionChanged);
        dragTo(1, inGap(3));
        QTest::mouseMove(m_canvas->viewport(), inGap(1));
        QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, inGap(1));
        QCOMPARE(moves.count() + insertions.count() + selections.count(), 0);
        m_canvas->setStage(0);
        QVERIFY(!m_canvas->hint().contains(QStringLiteral("follows")));
        dragTo(1, inGap(3));
        QCOMPARE(moves.count(), 1);
    }
    void aTruncatedStackSaysWhichLayersItKept() {
        Experiment experiment;
        experiment.techniques.truncation.emplace().keep = {1, 4, 6};
        setStages(experiment);
        QVERIFY(!m_canvas->showsOwnStack());
        QVERIFY(m_canvas->describeSlot(2).contains(QStringLiteral("layer 4 of the model before")));
    }
    void distillationNamesTheTeachersSlots() {
        Experiment experiment;
        experiment.stages = {stageOf("teacher", Origin::Kind::Scratch), stageOf("student", Origin::Kind::Previous)};
        experiment.stages[1].techniques.truncation.emplace().keep = {1, 2, 3};
        DistillationSettings& distillation = experiment.stages[1].techniques.distillation.emplace();
        setStages(experiment, 1);
        QVERIFY(teachersOf(experiment, 1) == std::vector<int>({0, 0, 0}));  // soft labels compare no layers
        QCOMPARE(m_canvas->stackLayout().badge_width, 0);
        distillation.hidden = 1;
        setStages(experiment, 1);
        QVERIFY(teachersOf(experiment, 1) == std::vector<int>({2, 4, 6}));
        const StackLayout& layout = m_canvas->stackLayout();
        QVERIFY(layout.badge_width > 0 && layout.badge_x + layout.badge_width <= layout.boxes[0].left());
        QVERIFY(m_canvas->describeSlot(2).contains(QStringLiteral("layer 4 of the teacher")));
        distillation.map = DistillationSettings::Map::Pairs;
        distillation.pairs = {{1, 6}};
        QVERIFY(teachersOf(experiment, 1) == std::vector<int>({6, 0, 0}));
    }
    void aRunSaysWhichStageItIsIn() {
        ShownRun run;
        run.startLive(threeStages());
        QCOMPARE(run.stage(), 0);
        int heard = -1, at_events = -1;
        connect(&run, &ShownRun::stageChanged, this, [&] { heard = run.stage(); });
        connect(&run, &ShownRun::appended, this, [&] { at_events = heard; });
        run.consume({{0, 1, StageStarted{0, "predecessor", 10, {}}}, stepEvent(1, 1, {1, 2})});
        QCOMPARE(heard, -1);
        QVERIFY(run.pass() && run.pass()->route == Route({1, 2}));
        StepFinished step = theseusPass({1, 0, 1});
        step.stage = 1;
        run.consume({{10, 2, StageFinished{0, "steps"}}, {10, 2, StageStarted{1, "replace", 10, {}}}, {11, 2, step}});
        QCOMPARE(run.stage(), 1);
        QCOMPARE(at_events, 1);  // whoever draws the events already shows the stage
        QVERIFY(run.pass()->replaced == std::vector<int>({1, 0, 1}));
        run.consume({{11, 3, Finished{}}});
        QVERIFY(!run.pass());
        QCOMPARE(run.stage(), 1);
    }

    // ---- Theseus ----
    void bothStacksStandApart_data() {
        QTest::addColumn<bool>("ladder");
        QTest::addColumn<int>("slots_wanted");
        QTest::addColumn<QSize>("size");
        for (const bool ladder : {false, true})
            for (const int count : {1, 12, 48})
                for (const QSize size : {QSize(640, 620), QSize(260, 200), QSize(2000, 1400)})
                    QTest::addRow("%s, %d in %dx%d", ladder ? "ladder" : "theseus", count, size.width(), size.height())
                        << ladder << count << size;
    }
    void bothStacksStandApart() {
        QFETCH(bool, ladder);
        QFETCH(int, slots_wanted);
        QFETCH(QSize, size);
        const Experiment experiment = ladder ? withLadder(slots_wanted) : withTheseus(slots_wanted);
        const StackModel model = describeStack(experiment, expectedTaskSize(experiment.task));
        const auto twin = describeTwin(experiment, 0, blueprintOf(experiment), expectedTaskSize(experiment.task));
        QVERIFY(twin);
        const QFont font = QApplication::font();
        for (const double zoom : {fitZoom(model, *twin, size.height(), font), legibleZoom(font), 1.0, 2.5}) {
            TwinLayout places;
            const StackLayout layout = layOut(model, *twin, font, size, zoom, places);
            const QRect content(QPoint(), layout.content);
            std::vector<QRect> left{layout.embeddings};
            left.insert(left.end(), layout.boxes.begin(), layout.boxes.end());
            left.push_back(layout.head);
            for (std::size_t i = 0; i < left.size(); ++i) {
                QVERIFY(left[i].isValid() && content.contains(left[i]));
                if (i > 0) QVERIFY(left[i].bottom() < left[i - 1].top());
            }
            QCOMPARE(places.items.size(), twin->items.size());
            for (std::size_t i = 0; i < places.items.size(); ++i) {
                const QRect& item = places.items[i];
                QVERIFY(item.isValid() && content.contains(item) && places.rows[i].contains(item));
                QVERIFY(item.bottom() < layout.embeddings.top() && item.top() > layout.head.bottom());
                QCOMPARE(places.itemAt(item.center()), static_cast<int>(i));
                for (const QRect& box : layout.boxes) QVERIFY(!box.intersects(item) && box.right() < item.left());
                if (i > 0) QVERIFY(item.bottom() < places.items[i - 1].top());
            }
            for (std::size_t i = 0; i < places.frames.size(); ++i) {
                for (const int slot : twin->modules[i])
                    QVERIFY(places.frames[i].contains(layout.boxes[static_cast<std::size_t>(slot - 1)]));
                if (i > 0) QVERIFY(places.frames[i].bottom() < places.frames[i - 1].top());
                QVERIFY(places.rings[i].left() > places.frames[i].right() && places.rings[i].right() < places.items[i].left());
            }
            for (std::size_t i = 0; i < places.gates.size(); ++i) {
                QVERIFY(places.rungs[i].contains(places.gates[i]));
                QCOMPARE(places.rungAt(places.gates[i].center()), static_cast<int>(i) + 1);
            }
        }
    }
    void fittedTwinsNeedNoScrolling() {
        const QFont font = QApplication::font();
        for (const Experiment& experiment : {withTheseus(12), withLadder(12)}) {
            const StackModel model = describeStack(experiment, expectedTaskSize(experiment.task));
            const auto twin = describeTwin(experiment, 0, blueprintOf(experiment), expectedTaskSize(experiment.task));
            TwinLayout places;
            QVERIFY(layOut(model, *twin, font, {640, 620}, fitZoom(model, *twin, 620, font), places).content.height() <= 620);
        }
    }
    void aPassLightsTheModulesThatRanAndTheLayersThatReplacedOthers() {
        setStages(withTheseus(6));
        QVERIFY(passPath(m_canvas->stackLayout(), *m_canvas->twin(), m_canvas->twinLayout(), m_canvas->newestPass()).empty());
        m_canvas->setPass(theseusPass({1, 0, 1}, 0.62));
        QVERIFY(m_canvas->leavesOut(1) && m_canvas->leavesOut(2) && !m_canvas->leavesOut(3) && !m_canvas->leavesOut(4) &&
                m_canvas->leavesOut(6));
        QVERIFY(!m_canvas->leavesOutBeside(0) && m_canvas->leavesOutBeside(1) && !m_canvas->leavesOutBeside(2));
        QCOMPARE(m_canvas->newestPass().rate, 0.62);
        const auto& places = m_canvas->twinLayout();
        const auto path = passPath(m_canvas->stackLayout(), *m_canvas->twin(), places, m_canvas->newestPass());
        // Up the right column, over to the left for the middle module, and back.
        QList<double> columns;
        for (const QPointF& point : path)
            if (columns.isEmpty() || columns.last() != point.x()) columns << point.x();
        const double left = m_canvas->stackLayout().trunk_x, right = places.right_x;
        QCOMPARE(columns, (QList<double>{right, left, right}));
        for (std::size_t i = 1; i < path.size(); ++i) QVERIFY(path[i].y() <= path[i - 1].y());
        const auto back = gradientPath(m_canvas->stackLayout(), *m_canvas->twin(), places, m_canvas->newestPass());
        QCOMPARE(back.back(), QPointF(right, places.items[0].top()));  // down to the lowest layer that learns
        m_canvas->setPass(theseusPass({0, 0, 0}));
        QVERIFY(gradientPath(m_canvas->stackLayout(), *m_canvas->twin(), places, m_canvas->newestPass()).empty());
        m_canvas->setPass(theseusPass({1, 1, 1}));
        QCOMPARE(m_canvas->stepsSeen(), std::int64_t(3));
        QCOMPARE(m_canvas->timesRanBeside(0), std::int64_t(2));
        QCOMPARE(m_canvas->timesRan(1), std::int64_t(1));
        QVERIFY(m_canvas->describeBeside(0).contains(QStringLiteral("gradient norm 0.25")));
        QVERIFY(m_canvas->describeBeside(1).contains(QStringLiteral("replaces layer 3, 4")));
        m_canvas->rest();
        QVERIFY(!m_canvas->leavesOut(1) && !m_canvas->leavesOutBeside(1));
        m_canvas->clearRoute();
        QCOMPARE(m_canvas->timesRanBeside(0), std::int64_t(0));
    }
    void stepsOfAnotherStageAreNotDrawn() {
        setStages(threeStages(), 1);
        StepFinished step = theseusPass({1, 0, 1});
        m_canvas->setPass(step);
        QCOMPARE(m_canvas->stepsSeen(), std::int64_t(0));
        step.stage = 1;
        m_canvas->setPass(step);
        QCOMPARE(m_canvas->stepsSeen(), std::int64_t(1));
        m_canvas->setStage(2);
        QCOMPARE(m_canvas->stepsSeen(), std::int64_t(0));
    }
    void aPassRepaintsOnlyTheModulesThatChanged() {
        setStages(withTheseus(6));
        m_canvas->setPass(theseusPass({0, 0, 0}));
        settle();
        const int before = m_canvas->paintedSlots();
        m_canvas->setPass(theseusPass({0, 0, 1}));
        QTRY_VERIFY(m_canvas->paintedSlots() > before);
        settle();
        QVERIFY2(m_canvas->paintedSlots() - before < 9, qPrintable(QString::number(m_canvas->paintedSlots() - before)));
        const int after = m_canvas->paintedSlots();
        m_canvas->setPass(theseusPass({0, 0, 1}));
        settle();
        QCOMPARE(m_canvas->paintedSlots(), after);
    }
    void aRouteOfTheSuccessorIsShownOnIt() {
        setStages(withTheseus(6));
        m_canvas->showMeasured({1, 2, 3});
        for (int slot = 1; slot <= 6; ++slot) QVERIFY(m_canvas->leavesOut(slot));
        for (int item = 0; item < 3; ++item) QVERIFY(!m_canvas->leavesOutBeside(item));
        QCOMPARE(m_canvas->stepsSeen(), std::int64_t(0));
    }
    void aBoundaryBetweenModulesIsDragged() {
        setStages(withTheseus(6));
        QSignalSpy changes(m_canvas.get(), &StackCanvas::modulesChanged);
        QSignalSpy moves(m_canvas.get(), &StackCanvas::moveRequested);
        const auto drag = [this](std::size_t boundary, const QPoint& to) {
            QWidget* viewport = m_canvas->viewport();
            const QPoint from = m_canvas->twinLayout().boundaries[boundary].center() - scrolled();
            QTest::mousePress(viewport, Qt::LeftButton, {}, from);
            QMouseEvent move(QEvent::MouseMove, to, viewport->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(viewport, &move);
            QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
        };
        drag(0, inGap(3));
        QCOMPARE(changes.count(), 0);  // a run is not edited
        m_canvas->setEditable(true);
        drag(0, inGap(3));
        QCOMPARE(changes.count(), 1);
        QVERIFY(changes[0][0].value<std::vector<std::vector<int>>>() == (std::vector<std::vector<int>>{{1, 2, 3}, {4}, {5, 6}}));
        drag(0, inGap(6));  // each module keeps a layer
        QVERIFY(changes[1][0].value<std::vector<std::vector<int>>>() == (std::vector<std::vector<int>>{{1, 2, 3}, {4}, {5, 6}}));
        drag(1, inGap(3));
        QVERIFY(changes[2][0].value<std::vector<std::vector<int>>>() == (std::vector<std::vector<int>>{{1, 2}, {3}, {4, 5, 6}}));
        drag(1, inGap(4));  // where it is
        QCOMPARE(changes.count(), 3);
        QCOMPARE(moves.count(), 0);
    }
    void keysDoNotDisturbABoundaryThatIsDragged_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::newRow("Home") << int(Qt::Key_Home) << int(Qt::NoModifier);
        QTest::newRow("End") << int(Qt::Key_End) << int(Qt::NoModifier);
        QTest::newRow("page up") << int(Qt::Key_PageUp) << int(Qt::NoModifier);
        QTest::newRow("left of the lowest") << int(Qt::Key_Left) << int(Qt::NoModifier);
        QTest::newRow("up") << int(Qt::Key_Up) << int(Qt::NoModifier);
        QTest::newRow("Shift and Home") << int(Qt::Key_Home) << int(Qt::ShiftModifier);
    }
    void keysDoNotDisturbABoundaryThatIsDragged() {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        setStages(withTheseus(6));
        m_canvas->setEditable(true);
        QSignalSpy changes(m_canvas.get(), &StackCanvas::modulesChanged);
        QWidget* viewport = m_canvas->viewport();
        const auto moveTo = [viewport](const QPoint& to) {
            QMouseEvent move(QEvent::MouseMove, to, viewport->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(viewport, &move);
        };
        QTest::mousePress(viewport, Qt::LeftButton, {}, m_canvas->twinLayout().boundaries[0].center() - scrolled());
        QTest::keyClick(m_canvas.get(), static_cast<Qt::Key>(key), Qt::KeyboardModifiers(modifiers));
        moveTo(inGap(1));
        moveTo(inGap(3));
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, inGap(3));
        QCOMPARE(changes.count(), 1);
        QVERIFY(changes[0][0].value<std::vector<std::vector<int>>>() == (std::vector<std::vector<int>>{{1, 2, 3}, {4}, {5, 6}}));
    }
    void theKeyboardMovesABoundary() {
        setStages(withTheseus(6));
        m_canvas->setEditable(true);
        QSignalSpy changes(m_canvas.get(), &StackCanvas::modulesChanged);
        QTest::keyClick(m_canvas.get(), Qt::Key_Right);
        QCOMPARE(m_canvas->focusedBoundary(), 0);
        QTest::keyClick(m_canvas.get(), Qt::Key_Right);
        QTest::keyClick(m_canvas.get(), Qt::Key_Right);
        QCOMPARE(m_canvas->focusedBoundary(), 1);  // there is no third
        QVERIFY(m_canvas->accessibleDescription().contains(QStringLiteral("between modules 2 and 3")));
        QTest::keyClick(m_canvas.get(), Qt::Key_Up);
        QVERIFY(changes[0][0].value<std::vector<std::vector<int>>>() == (std::vector<std::vector<int>>{{1, 2}, {3, 4, 5}, {6}}));
        QTest::keyClick(m_canvas.get(), Qt::Key_Down);
        QVERIFY(changes[1][0].value<std::vector<std::vector<int>>>() == (std::vector<std::vector<int>>{{1, 2}, {3}, {4, 5, 6}}));
        QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
        QCOMPARE(m_canvas->focusedBoundary(), -1);
        QTest::keyClick(m_canvas.get(), Qt::Key_Up);
        QCOMPARE(changes.count(), 2);
        QCOMPARE(m_canvas->selection(), QList<int>{1});
    }

    // ---- ladder ----
    void gatesAndTheSideNetworksRouteAreShown() {
        setStages(withLadder(6, {2, 4, 6}));
        QCOMPARE(m_canvas->newestPass().gates.size(), std::size_t(3));
        QCOMPARE(m_canvas->newestPass().gates[0], 0.5);  // α starts at 0
        StepFinished step;
        step.route = {1, 2, 3, 4, 5, 6};
        step.side = Route{1, 3};
        step.slot_gradients = {0.5, 0.75};
        step.scalars = {{"ladder.gate.2", 0.56}, {"ladder.gate.4", 0.62}, {"ladder.gate.6", 0.83}};
        m_canvas->setPass(step);
        QVERIFY(m_canvas->newestPass().gates == std::vector<double>({0.56, 0.62, 0.83}));
        QVERIFY(!m_canvas->leavesOutBeside(0) && m_canvas->leavesOutBeside(1) && !m_canvas->leavesOutBeside(2));
        QCOMPARE(m_canvas->timesRanBeside(1), std::int64_t(0));
        QVERIFY(m_canvas->describeBeside(2).contains(QStringLiteral("gradient norm 0.75")));
        QVERIFY(m_canvas->describeBeside(2).contains(QStringLiteral("gate μ 0.83")));
    }
    void rungsAreClickedOnAndOff() {
        setStages(withLadder(6));
        QSignalSpy changes(m_canvas.get(), &StackCanvas::rungsChanged);
        const auto press = [this](int slot) {
            const QPoint at = m_canvas->twinLayout().gates[static_cast<std::size_t>(slot - 1)].center() - scrolled();
            QTest::mouseClick(m_canvas->viewport(), Qt::LeftButton, {}, at);
        };
        press(2);
        QCOMPARE(changes.count(), 0);  // a run is not edited
        m_canvas->setEditable(true);
        press(2);
        QVERIFY(changes[0][0].value<std::vector<int>>() == std::vector<int>({1, 3, 4, 5, 6}));
        m_canvas->setExperiment(withLadder(6, {1, 3, 4, 5, 6}), expectedTaskSize(HopsTask{}));
        press(2);
        QVERIFY(changes[1][0].value<std::vector<int>>().empty());  // all
        // The last rung stays: none would mean all.
        m_canvas->setExperiment(withLadder(6, {3}), expectedTaskSize(HopsTask{}));
        press(3);
        QCOMPARE(changes.count(), 2);
        press(6);
        QVERIFY(changes[2][0].value<std::vector<int>>() == std::vector<int>({3, 6}));
        // A slot that never runs has none.
        Experiment skipping = withLadder(6);
        skipping.model.stack[4].skip = true;
        setStages(skipping);
        QVERIFY(m_canvas->twinLayout().rungs[4].isNull());
        m_canvas->setSelection({5});
        QTest::keyClick(m_canvas.get(), Qt::Key_Space);
        QCOMPARE(changes.count(), 3);
    }
    void spaceTogglesTheRungOfTheLayerWithTheKeyboard() {
        setStages(withLadder(6));
        m_canvas->setEditable(true);
        QSignalSpy changes(m_canvas.get(), &StackCanvas::rungsChanged);
        click(4);
        QTest::keyClick(m_canvas.get(), Qt::Key_Space);
        QVERIFY(changes[0][0].value<std::vector<int>>() == std::vector<int>({1, 2, 3, 5, 6}));
        QCOMPARE(m_canvas->selection(), QList<int>{4});
        m_canvas->setEditable(false);
        QTest::keyClick(m_canvas.get(), Qt::Key_Space);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(m_canvas->selection(), QList<int>());
    }
    void whatADraftHasWrongIsLeftOut() {
        Experiment ladder = withLadder(6, {2, 9, 6});
        Experiment theseus = withTheseus(6);
        theseus.techniques.theseus->modules = {{1, 2}, {}, {3, 40}};
        for (const Experiment& experiment : {ladder, theseus, withTheseus(0), withLadder(0), withTheseus(3, 9)}) {
            m_canvas->setEditable(true);
            setStages(experiment);
            m_canvas->setPass(theseusPass({1, 0, 1}));
            QTest::keyClick(m_canvas.get(), Qt::Key_Right);
            QTest::keyClick(m_canvas.get(), Qt::Key_Up);
            QTest::keyClick(m_canvas.get(), Qt::Key_Space);
            for (int item = 0; item < static_cast<int>(m_canvas->twin()->items.size()); ++item)
                QVERIFY(!m_canvas->describeBeside(item).isEmpty());
            QVERIFY(colours(m_canvas->render({600, 500}, 1)) > 3);
            QVERIFY(colours(m_canvas->grab().toImage()) > 3);
        }
    }
    void whatIsFrozenIsBlueAndWhatLearnsIsGreen_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void whatIsFrozenIsBlueAndWhatLearnsIsGreen() {
        QFETCH(bool, dark);
        if (dark) setTheme(Theme::darkTheme());
        for (const Experiment& experiment : {withTheseus(12), withLadder(12)}) {
            setStages(experiment);
            const QImage image = m_canvas->grab().toImage();
            const auto filled = [&](const QRect& rect, const QColor& hue) {
                const QColor seen = image.pixelColor(QPoint(rect.left() + 4, rect.center().y()) - scrolled());
                const QColor wanted = blended(hue, theme().raised, dark ? 0.22 : 0.11);
                return std::abs(seen.red() - wanted.red()) + std::abs(seen.green() - wanted.green()) +
                           std::abs(seen.blue() - wanted.blue()) <
                       6;
            };
            QVERIFY(filled(m_canvas->stackLayout().boxes[3], theme().frozen));
            QVERIFY(filled(m_canvas->twinLayout().items[1], theme().trained));
        }
    }
};

int main(int argc, char** argv) { return runUiTest<TestCanvas>(argc, argv); }
#include "tst_canvas.moc"
