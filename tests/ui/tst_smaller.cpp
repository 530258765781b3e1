// What comes after training, by mouse and keyboard in the real window with the real engine: depths by a rule and by a search, a
// route by hand, smaller models, and the answers to a text.
#include "tests/ui/ui_fixture.h"

#include "engine/engine.h"
#include "engine/experiment/blueprint.h"
#include "engine/runs/run_folder.h"
#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/format.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/smaller/answer_list.h"
#include "ui/smaller/fine_tuning.h"
#include "ui/smaller/hand_route_bar.h"
#include "ui/smaller/measure_popup.h"
#include "ui/smaller/smaller_dialog.h"
#include "ui/smaller/try_box.h"
#include "ui/smaller/variant_form.h"
#include "ui/smaller/variants_table.h"

using namespace layerlab;
using State = TrainingSession::State;

namespace {

constexpr int long_enough_ms = 60000;

const QByteArray tiny =
    "layerlab: 1\n"
    "name: small\n"
    "seed: 3\n"
    "task: {kind: hops, length: 11, max_hops: 1, valid_examples: 64, test_examples: 64}\n"
    "model: {layers: 4, hidden: 16, heads: 2, feed_forward: 32}\n"
    "train: {steps: 40, warmup_steps: 10, batch_size: 8, threads: 1}\n"
    "evaluate: {every: 40}\n";

const QByteArray ladder =
    "layerlab: 1\n"
    "name: rungs\n"
    "seed: 3\n"
    "task: {kind: hops, length: 11, max_hops: 1, valid_examples: 32, test_examples: 32}\n"
    "model: {layers: 3, hidden: 16, heads: 2, feed_forward: 32}\n"
    "train: {steps: 10, warmup_steps: 2, batch_size: 8, threads: 1}\n"
    "evaluate: {every: 10}\n"
    "stages:\n"
    "  - {name: backbone, from: scratch}\n"
    "  - {name: ladder, from: previous, techniques: {ladder: {reduction: 2}}}\n";

}  // namespace

class TestSmaller : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;

    Actions& actions() const { return m_window->actions(); }
    StackCanvas* canvas() const { return m_window->canvas(); }
    HandRoute& hand() const { return m_window->handRoute(); }
    HandRouteBar* bar() const { return m_window->findChild<HandRouteBar*>(); }
    QString library() const { return m_dir->filePath(QStringLiteral("library")); }
    QPoint scrolled(const QPoint& at) const {
        return at - QPoint(canvas()->horizontalScrollBar()->value(), canvas()->verticalScrollBar()->value());
    }
    void click(int slot) const {
        const auto index = static_cast<std::size_t>(slot - 1);
        const QPoint at =
            canvas()->twin() ? canvas()->twinLayout().items.at(index).center() : canvas()->stackLayout().boxes.at(index).center();
        QTest::mouseClick(canvas()->viewport(), Qt::LeftButton, {}, scrolled(at));
        settle();
    }
    bool idle() const { return m_window->session().state() == State::Idle; }

    void open(const QByteArray& content) {
        m_window.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        const QString path = writeFile(m_dir->filePath(QStringLiteral("small.yaml")), content);
        m_window = std::make_unique<MainWindow>(library(), path);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(!actions().smaller_model->isEnabled() && !actions().try_model->isEnabled() && !actions().measure_by->isEnabled());
        QVERIFY(bar()->isHidden());
        actions().train->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!idle(), long_enough_ms);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        QVERIFY2(m_window->notice()->message().isEmpty(), qPrintable(m_window->notice()->message()));
    }

    // What a job of one's own measures of the route.
    RouteResult measured(const Route& route) const {
        DepthsJob job;
        job.run = m_window->shownRun().folder().toStdString();
        job.routes = {route};
        job.latency = false;
        RouteResult result;
        const std::shared_ptr<Engine> engine = loadEngine();
        engine->wait(engine->submit(job, [&](const Event& event) {
            if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) result = evaluated->depths.front();
        }));
        return result;
    }

private Q_SLOTS:
    void initTestCase() { open(tiny); }
    void cleanupTestCase() {
        m_window.reset();
        m_dir.reset();
    }
    void init() {
        if (QTest::currentTestFunction() != QLatin1String("theSideSlotsOfALadderAreClickedOff")) hand().reset();
    }

    void aRuleAndASearchAreChosenForTheDepths() {
        QVERIFY(actions().measure_by->isEnabled());
        const auto popup = [this] { return m_window->findChild<MeasurePopup*>(); };
        actions().measure_by->trigger();
        QVERIFY(popup() && popup()->isVisible());
        for (const Strategy strategy : allStrategies()) {
            auto* button = popup()->findChild<QRadioButton*>(QStringLiteral("keep_") + QString::fromStdString(strategyName(strategy)));
            QVERIFY2(button && !button->toolTip().isEmpty(), strategyName(strategy).c_str());
            QCOMPARE(button->isEnabled(), strategy != Strategy::DropRate);  // trained without LayerDrop
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!popup());
        QVERIFY(idle());

        actions().measure_by->trigger();
        popup()->findChild<QRadioButton*>(QStringLiteral("keep_last"))->click();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(m_window->session().state(), State::Measuring);
        QVERIFY(!actions().train->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        const DepthChart* chart = m_window->charts()->depthChart();
        QCOMPARE(chart->results().size(), std::size_t(4));
        QCOMPARE(chart->results()[1].slots, (Route{3, 4}));
        QVERIFY(chart->results()[1].latency_ms);

        QTRY_VERIFY(!popup());
        actions().measure_by->trigger();
        popup()->findChild<QRadioButton*>(QStringLiteral("keep_search"))->click();
        auto* from = popup()->findChild<QSpinBox*>(QStringLiteral("depthsFrom"));
        auto* to = popup()->findChild<QSpinBox*>(QStringLiteral("depthsTo"));
        QCOMPARE(to->value(), 4);
        from->setValue(4);
        to->setValue(2);
        QCOMPARE(from->value(), 2);  // neither passes the other
        to->setValue(4);
        popup()->findChild<QPushButton*>(QStringLiteral("measureNow"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        QCOMPARE(chart->results().size(), std::size_t(3));
        QCOMPARE(chart->results().front().depth(), 2);
        const auto curves = chart->curves();
        const auto test =
            std::find_if(curves.begin(), curves.end(), [](const ChartCurve* c) { return c->name == QLatin1String("test data"); });
        QVERIFY(test != curves.end());
        QCOMPARE((*test)->count, std::int64_t(3));
        QVERIFY2(m_window->notice()->message().isEmpty(), qPrintable(m_window->notice()->message()));

        QTRY_VERIFY(!popup());
        actions().measure_by->trigger();
        popup()->findChild<QRadioButton*>(QStringLiteral("keep_first"))->click();
        popup()->findChild<QSpinBox*>(QStringLiteral("depthsTo"))->setValue(3);
        popup()->findChild<QSpinBox*>(QStringLiteral("depthsFrom"))->setValue(2);
        popup()->findChild<QPushButton*>(QStringLiteral("measureNow"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        QCOMPARE(chart->results().size(), std::size_t(2));
        QCOMPARE(chart->results().front().slots, (Route{1, 2}));
        QCOMPARE(chart->results().back().slots, (Route{1, 2, 3}));
    }

    void aMeasurementEndsByEscape() {
        DepthsJob job;
        job.run = m_window->shownRun().folder().toStdString();
        m_window->session().measureDepths(job);
        QCOMPARE(m_window->session().state(), State::Measuring);
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QVERIFY(m_window->session().state() == State::Stopping || idle());
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
    }

    void layersAreClickedOffAndMeasured() {
        QVERIFY(bar()->isVisible());
        QVERIFY(hand().isFull());
        click(2);
        click(3);
        QCOMPARE(hand().route(), (Route{1, 4}));
        QVERIFY(canvas()->leavesOut(2) && canvas()->leavesOut(3) && !canvas()->leavesOut(1));
        QVERIFY(canvas()->selection().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(hand().result(), long_enough_ms);
        QVERIFY(idle());  // a question leaves the training's buttons alone
        QTRY_VERIFY_WITH_TIMEOUT(hand().result()->latency_ms, long_enough_ms);
        const RouteResult own = measured({1, 4});
        QCOMPARE(hand().result()->accuracy, own.accuracy);
        QCOMPARE(hand().result()->loss, own.loss);
        QCOMPARE(hand().result()->parameters, own.parameters);
        QCOMPARE(hand().result()->flops, own.flops);
        QVERIFY2(bar()->figures().contains(percentText(own.accuracy)), qPrintable(bar()->figures()));
        QVERIFY2(bar()->figures().contains(countText(static_cast<double>(own.parameters))), qPrintable(bar()->figures()));
        QVERIFY2(bar()->figures().contains(flopsText(own.flops)), qPrintable(bar()->figures()));
        QVERIFY2(bar()->figures().contains(millisecondsText(*hand().result()->latency_ms)), qPrintable(bar()->figures()));
        QVERIFY(hand().full() && hand().full()->parameters > own.parameters);

        // Space at a layer does the same; Escape brings all of them back.
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Space);  // at layer 3, clicked last
        QCOMPARE(hand().route(), (Route{1, 3, 4}));
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QVERIFY(hand().isFull());
        QVERIFY(!canvas()->leavesOut(2));
        // The last layer stays.
        for (const int slot : {1, 2, 3, 4}) click(slot);
        QCOMPARE(hand().route(), Route{4});
        hand().reset();

        // In the draft a click selects.
        actions().show_draft->trigger();
        QVERIFY(bar()->isHidden());
        click(2);
        QCOMPARE(canvas()->selection(), QList<int>{2});
        QVERIFY(hand().isFull());
        actions().show_run->trigger();
        QVERIFY(bar()->isVisible());
    }

    void formatsAreMeasuredAndASmallerModelIsStored() {
        click(1);
        click(2);
        auto* take_out = bar()->takeOut();
        QVERIFY(take_out->isVisible() && take_out->isEnabled());
        QTest::mouseClick(take_out, Qt::LeftButton);
        SmallerDialog* dialog = m_window->smallerDialog();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->form()->route(), (Route{3, 4}));

        dialog->findChild<QPushButton*>(QStringLiteral("smallerMeasure"))->click();
        QCOMPARE(m_window->session().state(), State::Measuring);
        QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("smallerStore"))->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        VariantsTable* table = dialog->table();
        QCOMPARE(table->rowCount(), 6);
        const RouteResult own = measured({3, 4});
        QCOMPARE(table->results().front().accuracy, own.accuracy);
        QCOMPARE(table->item(0, VariantsTable::Accuracy)->text(), percentText(own.accuracy));
        const auto row = [table](const char* variant) {
            for (std::size_t i = 0; i < table->results().size(); ++i)
                if (table->results()[i].variant == variant) return static_cast<int>(i);
            return -1;
        };
        for (const char* variant : {"fp16", "bf16", "int8", "int2", "binary"}) QVERIFY2(row(variant) > 0, variant);
        QVERIFY(*table->results()[static_cast<std::size_t>(row("binary"))].bytes < *table->results().front().bytes);
        QVERIFY(table->item(row("binary"), VariantsTable::Latency)->text().contains(QLatin1String("fp32")));
        QVERIFY(table->item(0, VariantsTable::Latency)->text().contains(QLatin1String("ms")));

        dialog->findChild<QPushButton*>(QStringLiteral("smallerCurve"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        QCOMPARE(dialog->chart()->curves().size(), std::size_t(1));
        const auto points = dialog->chart()->data(dialog->chart()->curves().front());
        QCOMPARE(points.size(), qsizetype(10));
        QCOMPARE(points.front().second, own.accuracy * 100);

        auto* format = dialog->findChild<QComboBox*>(QStringLiteral("smallerFormat"));
        format->setCurrentIndex(format->findData(static_cast<int>(Precision::Float16)));
        dialog->findChild<QPushButton*>(QStringLiteral("smallerStore"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        const QString folder = dialog->storedFolder();
        QVERIFY2(!folder.isEmpty(), qPrintable(dialog->message()));
        QVERIFY(folder.startsWith(library()));
        QTRY_COMPARE_WITH_TIMEOUT(m_window->runsTable()->selected(), QStringList{folder}, long_enough_ms);
        QCOMPARE(slotCount(readRunExperiment(folder.toStdString()).model), 2);

        auto* tune = dialog->findChild<QPushButton*>(QStringLiteral("smallerFineTune"));
        QVERIFY(tune->isVisible());
        tune->click();
        QTRY_COMPARE(QString::fromStdString(m_window->document().experiment().from.run), folder);
        QCOMPARE(slotCount(m_window->document().experiment().model), 2);
        QCOMPARE(m_window->document().experiment().train.steps, std::int64_t(10));
        QVERIFY2(m_window->document().firstError().isEmpty(), qPrintable(m_window->document().firstError()));

        const QString before = m_window->shownRun().folder();
        dialog->findChild<QPushButton*>(QStringLiteral("smallerOpen"))->click();
        QTRY_COMPARE(m_window->shownRun().folder(), folder);
        QTRY_COMPARE(canvas()->measuredSlots(), (Route{1, 2}));
        QVERIFY(hand().isFull());
        dialog->close();
        QTRY_VERIFY(!m_window->shownRun().isLoading());
        Q_EMIT m_window->runsTable()->openRun(before);
        QTRY_COMPARE(canvas()->measuredSlots().size(), std::size_t(4));
    }

    void aTextIsAnsweredByTheRouteShown() {
        QTRY_VERIFY(actions().try_model->isEnabled());
        actions().try_model->trigger();
        TryBox* box = m_window->tryBox();
        QVERIFY(box && box->isVisible());
        QVERIFY(box->second()->isHidden());
        box->text()->setFocus();
        QTest::keyClicks(box->text(), QStringLiteral("1 hop a b a b"));
        QTRY_COMPARE_WITH_TIMEOUT(box->answers()->predicted().tokens.size(), std::size_t(5), long_enough_ms);
        QCOMPARE(box->answers()->predicted().answers.size(), std::size_t(5));
        const auto sum = [](const Predicted::Answer& answer) {
            double all = 0;
            for (const auto& [label, probability] : answer.likely) all += probability;
            return all;
        };
        QVERIFY(std::abs(sum(box->answers()->predicted().answers.back()) - 1) < 1e-6);
        const double whole = box->answers()->predicted().answers.back().likely.front().second;

        // By another route the same text has other answers.
        hand().toggle(2);
        hand().toggle(3);
        QTRY_VERIFY_WITH_TIMEOUT(box->answers()->predicted().answers.back().likely.front().second != whole, long_enough_ms);

        box->text()->setPlainText(QStringLiteral("1 hop zebra"));
        QTRY_VERIFY_WITH_TIMEOUT(box->message().contains(QLatin1String("zebra")), long_enough_ms);
        QVERIFY(box->answers()->predicted().answers.empty());
        box->close();
    }

    void aTrainingTakesThePlaceOfAQuestion() {
        hand().toggle(1);
        QTRY_VERIFY_WITH_TIMEOUT(hand().result(), long_enough_ms);
        hand().reset();
        actions().show_draft->trigger();
        DepthsJob job;
        job.run = m_window->shownRun().folder().toStdString();
        const TrainingSession::Question question = m_window->session().ask(job);
        QVERIFY(question != 0);
        QSignalSpy answers(&m_window->session(), &TrainingSession::answered);
        m_window->session().measureDepths(job);
        QCOMPARE(m_window->session().ask(job), TrainingSession::Question(0));
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        QVERIFY(!answers.isEmpty());
        const auto events = answers.last().at(1).value<std::vector<Event>>();
        QVERIFY(std::holds_alternative<Stopped>(events.back().what) || std::holds_alternative<Finished>(events.back().what));
    }

    void theSideSlotsOfALadderAreClickedOff() {
        open(ladder);
        QVERIFY(canvas()->twin().has_value());
        QCOMPARE(canvas()->measuredSlots(), (Route{1, 2, 3}));
        click(2);
        QCOMPARE(hand().route(), (Route{1, 3}));
        QVERIFY(canvas()->leavesOutBeside(1) && !canvas()->leavesOutBeside(0));
        QTRY_VERIFY_WITH_TIMEOUT(hand().result(), long_enough_ms);
        QCOMPARE(hand().result()->accuracy, measured({1, 3}).accuracy);
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Home);  // selects layer 1 of the backbone, which the first side slot reads
        QTest::keyClick(canvas(), Qt::Key_Space);
        QCOMPARE(hand().route(), Route{3});
        actions().smaller_model->trigger();
        SmallerDialog* dialog = m_window->smallerDialog();
        QCOMPARE(dialog->form()->route(), Route{3});
        dialog->findChild<QPushButton*>(QStringLiteral("smallerStore"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), long_enough_ms);
        QVERIFY2(!dialog->storedFolder().isEmpty(), qPrintable(dialog->message()));
        dialog->findChild<QPushButton*>(QStringLiteral("smallerFineTune"))->click();
        QTRY_COMPARE(QString::fromStdString(m_window->document().experiment().from.run), dialog->storedFolder());
        QVERIFY2(m_window->document().firstError().isEmpty(), qPrintable(m_window->document().firstError()));
    }
};

int main(int argc, char** argv) { return runUiTest<TestSmaller>(argc, argv); }
#include "tst_smaller.moc"
