// The layer stack: where everything stands, what a step repaints, and what mouse and keyboard select.
#include "tests/ui/ui_fixture.h"

#include "ui/canvas/stack_canvas.h"

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
};

int main(int argc, char** argv) { return runUiTest<TestCanvas>(argc, argv); }
#include "tst_canvas.moc"
