// The whole window, from the press of Train to the run on disk, with the real engine; and what it asks, refuses and says.
#include "tests/ui/ui_fixture.h"

#include <filesystem>

#include "engine/runs/run_folder.h"
#include "tests/runs/run_fixture.h"
#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/help/help_window.h"
#include "ui/importer/import_assistant.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/schedule_curve.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/library/runs_model.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/code_edit.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/run_status.h"
#include "ui/shell/stage_picker.h"
#include "ui/shell/yaml_editor.h"
#include "ui/smaller/hand_route_bar.h"

using namespace layerlab;
using State = TrainingSession::State;

namespace {

constexpr int long_enough_ms = 90000;

QByteArray experimentYaml(const QByteArray& steps) {
    return "layerlab: 1\n"
           "name: quick\n"
           "seed: 3\n"
           "task: {kind: hops, length: 11, max_hops: 1, valid_examples: 32, test_examples: 32}\n"
           "model: {layers: 3, hidden: 16, heads: 2, feed_forward: 32}\n"
           "techniques: {layer_drop: {rate: 0.3}}\n"
           "train: {steps: " +
           steps +
           ", warmup_steps: 10, batch_size: 8, threads: 1, checkpoint_every: 20}\n"
           "evaluate: {every: 20}\n";
}

QMessageBox* question(const MainWindow& window) {
    for (QMessageBox* box : window.findChildren<QMessageBox*>())
        if (box->isVisible()) return box;
    return nullptr;
}

bool press(QMessageBox* box, const QString& text) {
    for (QAbstractButton* button : box->buttons())
        if (button->text().remove('&') == text) {
            QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
    return false;
}

bool press(QMessageBox* box, QMessageBox::StandardButton which) {
    QAbstractButton* button = box->button(which);
    if (button) QTest::mouseClick(button, Qt::LeftButton);
    return button != nullptr;
}

std::vector<std::string> checkpoints(const QString& run) {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(run.toStdString() + "/checkpoints", error))
        found.push_back(entry.path().filename().string());
    return found;
}

QString status(const QString& run) {
    const auto summary = readSummary(run.toStdString());
    return summary ? QString::fromStdString(summary->status) : QString();
}

int pointsOf(const ChartView& chart, const QString& name) {
    for (const ChartCurve* curve : chart.curves())
        if (curve->name == name) return static_cast<int>(curve->count);
    return -1;
}

}  // namespace

class TestWindow : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MainWindow> m_window;
    std::int64_t m_last_step = 0;

    QString library() const { return m_dir->filePath(QStringLiteral("library")); }
    QString file(const char* name, const QByteArray& content) const {
        return writeFile(m_dir->filePath(QString::fromLatin1(name)), content);
    }
    void open(const QByteArray& content) { open(content.isEmpty() ? QString() : file("quick.yaml", content)); }
    void open(const QString& path) {
        m_window.reset();
        m_last_step = 0;
        m_window = std::make_unique<MainWindow>(library(), path);
        m_window->resize(1440, 900);
        m_window->show();
        connect(&m_window->session(), &TrainingSession::events, this, [this](const std::vector<Event>& events) {
            for (const Event& event : events)
                if (std::holds_alternative<StepFinished>(event.what)) m_last_step = event.step;
        });
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void press(const QAction* action) const {
        for (QToolButton* button : m_window->findChildren<QToolButton*>())
            if (button->defaultAction() == action) {
                QVERIFY2(button->isVisible(), qPrintable(action->text()));
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        QFAIL("no such button");
    }
    State state() const { return m_window->session().state(); }
    QString statusBarText() const {
        QStringList texts;
        for (const ElidedLabel* label : m_window->findChild<RunStatus*>()->findChildren<ElidedLabel*>()) texts << label->text();
        return texts.join(' ');
    }
    QMenu* machineMenu() const {
        for (QToolButton* button : m_window->findChildren<QToolButton*>())
            if (button->menu() && button->text().startsWith(QLatin1String("CPU"))) {
                Q_EMIT button->menu()->aboutToShow();
                return button->menu();
            }
        qFatal("no menu of the machine");
    }
    void chooseInMachineMenu(const QString& text) const {
        for (QAction* action : machineMenu()->actions())
            if (action->text() == text) return action->trigger();
        QFAIL("no such entry");
    }
    const QAbstractItemModel& runs() const { return *m_window->runsTable()->view()->model(); }
    QString runsText(int row, int column) const { return runs().index(row, column).data().toString(); }
    void drop(const QString& path) const {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        const QPoint at(200, 200);
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &dropped);
        QVERIFY(dropped.isAccepted());
    }
    // Everything that the keyboard reaches and a screen reader has no word for.
    QStringList nameless() const {
        QStringList found;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisibleTo(m_window.get()) || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() ||
                qobject_cast<QMenuBar*>(widget) || widget->window() != m_window.get())
                continue;
            if (const auto* bar = qobject_cast<QTabBar*>(widget); bar && bar->count() > 0 && !bar->tabText(0).isEmpty()) continue;
            const QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
            if (spoken && !spoken->text(QAccessible::Name).trimmed().isEmpty()) continue;
            const QWidget* parent = widget->parentWidget();
            found << QStringLiteral("%1 '%2' in %3 '%4'")
                         .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                              QLatin1String(parent->metaObject()->className()), parent->objectName());
        }
        return found;
    }
    static void checkTexts(const QList<QAction*>& actions) {
        for (const QAction* action : actions) {
            if (action->isSeparator()) continue;
            QVERIFY(!action->text().trimmed().isEmpty());
            if (const auto* menu = action->menu<QMenu*>()) checkTexts(menu->actions());
        }
    }

    static void pressUse(const ImportAssistant& assistant) {
        QPushButton* use = nullptr;
        for (QPushButton* button : assistant.findChildren<QPushButton*>())
            if (button->text().remove('&') == QLatin1String("Use")) use = button;
        QVERIFY(use);
        QTRY_VERIFY(use->isEnabled());
        QTest::mouseClick(use, Qt::LeftButton);
    }

private Q_SLOTS:
    void panelsPutAsideComeBackAsWideAsTheyWere() {
        open(QByteArray());
        settle();
        const QWidget* charts = m_window->charts();
        const int before = charts->width();
        QVERIFY(before > 400);
        m_window->actions().compare_tab->trigger();
        settle();
        QVERIFY(!charts->isVisible());
        m_window->actions().stack_tab->trigger();
        settle();
        QCOMPARE(charts->width(), before);
        // Also in the next window, where this one is closed while it compares.
        m_window->actions().compare_tab->trigger();
        settle();
        m_window->close();
        open(QByteArray());
        settle();
        QVERIFY(m_window->charts()->isVisible());
        QVERIFY2(std::abs(m_window->charts()->width() - before) <= 8, qPrintable(QString::number(m_window->charts()->width())));
    }
    void aWindowOfALargerScreenComesBackInsideThisOne() {
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        QWidget larger;
        larger.setGeometry(QRect(screen.topLeft(), screen.size() * 1.3));
        QSettings().setValue(QStringLiteral("window/geometry"), larger.saveGeometry());
        const MainWindow window(library());
        const QSize least = window.minimumSizeHint();
        QVERIFY2(window.height() <= qMax(least.height(), screen.height()), qPrintable(QString::number(window.height())));
        QVERIFY2(window.width() <= qMax(least.width(), screen.width()), qPrintable(QString::number(window.width())));
    }
    void aSmallWindowShowsItsChartsWhole() {
        open(QByteArray());
        m_window->resize(1100, 800);
        settle();
        QVERIFY2(m_window->minimumSizeHint().width() <= 1100, qPrintable(QString::number(m_window->minimumSizeHint().width())));
        const QWidget* charts = m_window->charts();
        const QRect seen(charts->mapTo(m_window.get(), QPoint()), charts->size());
        QVERIFY2(seen.right() < m_window->width(), qPrintable(QString::number(seen.right())));
        QVERIFY(charts->width() >= m_window->charts()->splitter()->minimumSizeHint().width());
        QCOMPARE(m_window->width(), 1100);
    }
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        QSettings().clear();
        setTheme(Theme::light());
    }
    void cleanup() {
        m_window.reset();  // stops what still trains
        m_dir.reset();
    }

    void trainingGoesFromThePressOfTheButtonToARunOnDisk() {
        open(experimentYaml("60"));
        std::int64_t routes = 0;
        connect(&m_window->shownRun(), &ShownRun::appended, this, [&] { routes = qMax(routes, m_window->canvas()->stepsSeen()); });
        QTRY_VERIFY_WITH_TIMEOUT(runs().rowCount() == 0, 5000);
        auto* train = m_window->findChild<QToolButton*>(QStringLiteral("train"));
        QVERIFY(train && train->isVisible());
        QTest::mouseClick(train, Qt::LeftButton);
        QVERIFY(m_window->session().isActive());
        QVERIFY(!m_window->actions().train->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isActive(), long_enough_ms);
        QVERIFY2(m_window->notice()->message().isEmpty(), qPrintable(m_window->notice()->message()));

        QCOMPARE(m_last_step, std::int64_t(60));
        QCOMPARE(pointsOf(*m_window->charts()->lossChart(), QStringLiteral("train")), 60);
        QCOMPARE(pointsOf(*m_window->charts()->lossChart(), QStringLiteral("valid")), 3);
        QCOMPARE(m_window->charts()->depthChart()->results().size(), std::size_t(3));
        QCOMPARE(pointsOf(*m_window->charts()->historyChart(), QStringLiteral("depth 3")), 3);
        QVERIFY(routes > 0);
        QTRY_VERIFY2(statusBarText().contains(QLatin1String("60 / 60")), qPrintable(statusBarText()));
        QTRY_VERIFY2(statusBarText().contains(QLatin1String("finished")), qPrintable(statusBarText()));

        QTRY_COMPARE(runs().rowCount(), 1);
        QTRY_COMPARE(runs().index(0, 0).data(RunsModel::StatusRole).toString(), QStringLiteral("finished"));
        QVERIFY(runsText(0, RunsModel::Run).startsWith(QLatin1String("quick")));
        QVERIFY(runsText(0, RunsModel::Techniques).contains(QLatin1String("LayerDrop")));

        const QString run = m_window->session().runFolder();
        QCOMPARE(runs().index(0, 0).data(RunsModel::FolderRole).toString(), run);
        QCOMPARE(status(run), QStringLiteral("finished"));
        QVERIFY(!checkpoints(run).empty());
        QVERIFY(readRunExperiment(run.toStdString()).model == m_window->document().experiment().model);
        int steps = 0;
        for (const Event& event : readEvents(run.toStdString())) steps += std::holds_alternative<StepFinished>(event.what);
        QCOMPARE(steps, 60);
    }
    // Routes come in batches, and the last batch also says that the run is over.
    void theLastStepsOfARunAreCountedToo() {
        open(experimentYaml("60"));
        ShownRun& run = m_window->shownRun();
        run.startLive(m_window->document().experiment());
        m_window->actions().show_run->trigger();
        std::int64_t counted = -1;
        connect(&run, &ShownRun::appended, this, [&] { counted = m_window->canvas()->stepsSeen(); });
        run.consume({stepEvent(1, 1, {1, 2, 3}), stepEvent(2, 1, {1, 3})});
        QCOMPARE(counted, std::int64_t(2));
        run.consume({stepEvent(3, 1, {2, 3}), Event{3, 2000, Finished{1.0}}});
        QCOMPARE(counted, std::int64_t(3));
    }

    void theCurveShowsTheTrainingOnlyWhereItIsItsOwn() {
        open(experimentYaml("60").replace("techniques: {layer_drop: {rate: 0.3}}\n", "") +
             "stages:\n  - {name: one, from: scratch}\n"
             "  - {name: two, from: previous, techniques: {theseus: {successor_layers: 1}}, train: {steps: 50}}\n");
        m_window->document().showStage(1);
        const auto* curve = m_window->findChild<ScheduleCurve*>();
        QVERIFY(curve && !curve->now());
        ShownRun& run = m_window->shownRun();
        run.startLive(m_window->document().experiment());
        Event step = stepEvent(63, 1, {1, 2, 3});
        std::get<StepFinished>(step.what).stage = 1;
        run.consume({{60, 1000, StageStarted{1, "two", 50, {}}}, step});
        QCOMPARE(curve->now(), std::optional<std::int64_t>(2));
        for (const char* key : {"stages[2].train.steps", "stages[2].techniques.theseus.schedule.steps"}) {
            QCOMPARE(m_window->document().setPath(key, {"40"}), QString());
            QVERIFY2(!curve->now(), key);
            m_window->actions().undo->trigger();
            QCOMPARE(curve->now(), std::optional<std::int64_t>(2));
        }
        m_window->document().showStage(0);
        QVERIFY(!curve->now());
        m_window->document().showStage(1);
        QVERIFY(curve->now());
        run.consume({{63, 2000, Stopped{}}});
        QVERIFY(!curve->now());
        // Nor after one that ended without an event.
        run.startLive(m_window->document().experiment());
        run.consume({{60, 3000, StageStarted{1, "two", 50, {}}}, step});
        QVERIFY(curve->now());
        run.endLive();
        QVERIFY(!curve->now());
    }

    void pauseStepAndStopDoWhatTheySay() {
        open(experimentYaml("1000000"));
        Actions& actions = m_window->actions();
        press(actions.train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 3, long_enough_ms);
        QCOMPARE(state(), State::Running);
        press(actions.pause);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Paused, long_enough_ms);
        QCOMPARE(actions.pause->iconText(), QStringLiteral("Resume"));
        QTRY_VERIFY2(statusBarText().contains(QLatin1String("paused")), qPrintable(statusBarText()));
        const std::int64_t paused_at = m_last_step;

        press(actions.step);
        QTRY_COMPARE_WITH_TIMEOUT(m_last_step, paused_at + 1, long_enough_ms);
        QTRY_COMPARE(state(), State::Paused);
        press(actions.step);
        QTRY_COMPARE_WITH_TIMEOUT(m_last_step, paused_at + 2, long_enough_ms);

        press(actions.pause);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > paused_at + 5, long_enough_ms);
        QCOMPARE(state(), State::Running);
        QCOMPARE(actions.pause->iconText(), QStringLiteral("Pause"));

        press(actions.stop);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Idle, long_enough_ms);
        const QString run = m_window->session().runFolder();
        QCOMPARE(status(run), QStringLiteral("stopped"));
        QVERIFY(!checkpoints(run).empty());
        QTRY_VERIFY2(statusBarText().contains(QLatin1String("stopped")), qPrintable(statusBarText()));
        QVERIFY(actions.train->isEnabled());
        QVERIFY(actions.resume_run->isEnabled());

        // And it goes on from there.
        const std::int64_t stopped_at = m_last_step;
        actions.resume_run->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(state() == State::Running && m_last_step > stopped_at, long_enough_ms);
        QCOMPARE(m_window->session().runFolder(), run);
    }
    void aRunStoppedInItsSecondStageGoesOnThere() {
        open(experimentYaml("1000000") + "stages:\n  - {name: one, from: scratch, train: {steps: 20}}\n  - {name: two, from: previous}\n");
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 25, long_enough_ms);
        QCOMPARE(m_window->shownRun().stage(), 1);
        QCOMPARE(m_window->canvas()->stage(), 1);
        press(m_window->actions().stop);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Idle, long_enough_ms);
        const QString run = m_window->session().runFolder();
        QCOMPARE(status(run), QStringLiteral("stopped"));
        QVERIFY(!m_window->shownRun().isLive());

        const std::int64_t stopped_at = m_last_step;
        m_window->actions().resume_run->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(state() == State::Running && m_last_step > stopped_at + 5, long_enough_ms);
        QCOMPARE(m_window->session().runFolder(), run);
        QVERIFY(m_window->shownRun().isLive());
        QCOMPARE(m_window->shownRun().stage(), 1);
        QCOMPARE(m_window->canvas()->stage(), 1);
        QTRY_COMPARE(pointsOf(*m_window->charts()->lossChart(), QStringLiteral("train")), static_cast<int>(m_last_step));
        press(m_window->actions().stop);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Idle, long_enough_ms);
        int began = 0;
        std::int64_t step = 0;
        for (const Event& event : readEvents(run.toStdString())) {
            began += std::holds_alternative<StageStarted>(event.what);
            const auto* finished = std::get_if<StepFinished>(&event.what);
            if (!finished) continue;
            QCOMPARE(event.step, ++step);
            QCOMPARE(finished->stage, step <= 20 ? 0 : 1);
        }
        QCOMPARE(began, 2);  // no stage was trained again
        QCOMPARE(step, m_last_step);
    }
    void everyStageOfARunCanBeLookedAt() {
        open(experimentYaml("1000000") +
             "stages:\n  - {name: one, from: scratch, train: {steps: 20}}\n"
             "  - {name: replace, from: previous, techniques: {theseus: {schedule: {kind: constant, base_rate: 0.5, steps: 100}}}, "
             "train: {steps: 20}}\n"
             "  - {name: three, from: previous}\n");
        auto* picker = m_window->findChild<StagePicker*>();
        QVERIFY(!picker->isVisible());
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 45, long_enough_ms);
        StackCanvas* canvas = m_window->canvas();
        QVERIFY(picker->isVisible());
        QCOMPARE(picker->box()->count(), 3);
        QCOMPARE(picker->box()->currentText(), QStringLiteral("3 of 3: three"));
        QVERIFY(!canvas->twin());
        const auto choose = [&](int stage) {
            picker->box()->setFocus();
            QTest::keyClick(picker->box(), Qt::Key_Home);
            for (int i = 0; i < stage; ++i) QTest::keyClick(picker->box(), Qt::Key_Down);
        };
        choose(1);
        QCOMPARE(canvas->stage(), 1);
        QVERIFY(canvas->twin());
        // Its last step, while a later one trains, whose steps do not reach it.
        const std::int64_t then = m_last_step;
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > then + 3, long_enough_ms);
        QCOMPARE(canvas->stage(), 1);
        QCOMPARE(canvas->newestPass().rate, 0.5);  // as its last step had it
        press(m_window->actions().stop);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Idle, long_enough_ms);
        QCOMPARE(canvas->stage(), 1);
        // Layers are left out of what the run leaves, so not here.
        auto* by_hand = m_window->findChild<HandRouteBar*>();
        QVERIFY(!by_hand->isVisible());
        choose(2);
        QCOMPARE(canvas->stage(), 2);
        QTRY_VERIFY(by_hand->isVisible());
        // A depth that is clicked is one of the model that the run leaves.
        choose(0);
        QVERIFY(!m_window->charts()->depthChart()->results().empty());
        Q_EMIT m_window->charts()->depthChart()->depthClicked(m_window->charts()->depthChart()->results().front().depth());
        QCOMPARE(canvas->stage(), 2);
        // The draft has its own.
        choose(0);
        m_window->actions().show_draft->trigger();
        QVERIFY(!picker->isVisible());
        m_window->actions().show_run->trigger();
        QVERIFY(picker->isVisible());
        QCOMPARE(canvas->stage(), 0);
    }
    void theRunsStackSaysWhatItsDataHave() {
        QFile table(m_dir->filePath(QStringLiteral("labels.tsv")));
        QVERIFY(table.open(QIODevice::WriteOnly));
        for (int i = 0; i < 60; ++i) table.write(QByteArray("a word ") + "abcd"[i % 4] + '\t' + "wxyz"[i % 4] + '\n');
        table.close();
        QByteArray yaml = experimentYaml("1000000");
        const auto task = yaml.indexOf("task:");
        QVERIFY(task >= 0);
        yaml.replace(task, yaml.indexOf('\n', task) - task, "task: {kind: text_file, train: " + table.fileName().toUtf8() + "}");
        open(yaml);
        QCOMPARE(m_window->document().taskSize().labels, 2);  // what is expected
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 2, long_enough_ms);
        QTRY_COMPARE(m_window->shownRun().taskSize().labels, 4);
        QCOMPARE(m_window->shownRun().taskSize().vocabulary, 10);  // five special tokens and five words
        const std::int64_t counted = m_window->canvas()->stepsSeen();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas()->stepsSeen() > counted, long_enough_ms);
    }
    void oneStepFromIdleTrainsOneStepAndPauses() {
        open(experimentYaml("1000000"));
        press(m_window->actions().step);
        QTRY_COMPARE_WITH_TIMEOUT(m_last_step, std::int64_t(1), long_enough_ms);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Paused, long_enough_ms);
        settle();
        QCOMPARE(m_last_step, std::int64_t(1));
    }
    void editsWhileTrainingGoToTheDraftOnly() {
        open(experimentYaml("1000000"));
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 0, long_enough_ms);
        QCOMPARE(m_window->document().setPath("model.layers", {"5"}), QString());
        QCOMPARE(m_window->document().experiment().model.stack.size(), std::size_t(5));
        QCOMPARE(m_window->canvas()->stackLayout().boxes.size(), std::size_t(5));
        QCOMPARE(m_window->shownRun().experiment().model.stack.size(), std::size_t(3));
        const std::int64_t then = m_last_step;
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > then, long_enough_ms);  // nor does it disturb the training
        QCOMPARE(readRunExperiment(m_window->session().runFolder().toStdString()).model.stack.size(), std::size_t(3));
        m_window->actions().show_run->trigger();
        QCOMPARE(m_window->canvas()->stackLayout().boxes.size(), std::size_t(3));
        m_window->actions().show_draft->trigger();
        QCOMPARE(m_window->canvas()->stackLayout().boxes.size(), std::size_t(5));
    }
    void closingWhileTrainingAsksAndStopsWithACheckpoint() {
        open(experimentYaml("1000000"));
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 0, long_enough_ms);
        const QString run = m_window->session().runFolder();

        QVERIFY(!m_window->close());
        QTRY_VERIFY(question(*m_window));
        QVERIFY(::press(question(*m_window), QStringLiteral("Keep training")));
        QTRY_VERIFY(!question(*m_window));
        QVERIFY(m_window->isVisible());
        QVERIFY(m_window->session().isActive());

        QVERIFY(!m_window->close());
        QTRY_VERIFY(question(*m_window));
        QVERIFY(::press(question(*m_window), QStringLiteral("Stop and close")));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), long_enough_ms);
        QVERIFY(!m_window->session().isActive());
        QCOMPARE(status(run), QStringLiteral("stopped"));
        QVERIFY(!checkpoints(run).empty());
    }
    void aRestartThatIsCalledOffIsForgotten_data() {
        QTest::addColumn<bool>("unsaved");
        QTest::newRow("unsaved changes") << true;
        QTest::newRow("a training") << false;
    }
    void aRestartThatIsCalledOffIsForgotten() {
        QFETCH(bool, unsaved);
        open(experimentYaml("1000000"));
        m_window->actions().language_chinese->trigger();
        QPushButton* again = nullptr;
        for (QPushButton* button : m_window->notice()->findChildren<QPushButton*>())
            if (button->text().contains(QStringLiteral("重新启动"))) again = button;
        QVERIFY(again && again->isVisible());
        if (unsaved) {
            QCOMPARE(m_window->document().setPath("model.layers", {"4"}), QString());
            QTest::mouseClick(again, Qt::LeftButton);
            QTRY_VERIFY(question(*m_window));
            QVERIFY(::press(question(*m_window), QMessageBox::Cancel));
        } else {
            // It begins while the other question stands.
            QCOMPARE(m_window->document().setPath("model.layers", {"4"}), QString());
            QTest::mouseClick(again, Qt::LeftButton);
            QTRY_VERIFY(question(*m_window));
            m_window->startTraining();
            QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 0, long_enough_ms);
            QVERIFY(::press(question(*m_window), QMessageBox::Discard));
            QTRY_VERIFY(question(*m_window) && question(*m_window)->text().contains(QLatin1String("Stop the training")));
            QVERIFY(::press(question(*m_window), QStringLiteral("Keep training")));
        }
        QTRY_VERIFY(!question(*m_window));
        QVERIFY(m_window->isVisible());
        QVERIFY(!m_window->startsAgain());
    }
    void anIdleWindowWithNothingUnsavedClosesAtOnce() {
        open(experimentYaml("60"));
        QVERIFY(m_window->close());
        QVERIFY(!m_window->isVisible());
    }
    void openingAPastRunReplaysIt() {
        open(experimentYaml("60"));
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step == 60 && !m_window->session().isActive(), long_enough_ms);
        open(QByteArray());
        QVERIFY(!m_window->shownRun().exists());
        QTRY_COMPARE(runs().rowCount(), 1);
        QTableView* view = m_window->runsTable()->view();
        QTRY_VERIFY(view->isVisible());
        const QPoint at = view->visualRect(runs().index(0, RunsModel::Run)).center();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at);
        QTRY_VERIFY(m_window->shownRun().exists());
        QTRY_COMPARE(pointsOf(*m_window->charts()->lossChart(), QStringLiteral("train")), 60);
        QCOMPARE(m_window->charts()->depthChart()->results().size(), std::size_t(3));
        QCOMPARE(m_window->canvas()->stackLayout().boxes.size(), std::size_t(3));
        QCOMPARE(m_window->document().experiment().model.stack.size(), std::size_t(6));  // the draft is another
        QVERIFY(!m_window->shownRun().isLive());
        QVERIFY(!m_window->actions().resume_run->isEnabled());  // it came to its end
        m_window->actions().duplicate_run->trigger();
        QCOMPARE(m_window->document().experiment().model.stack.size(), std::size_t(3));
    }

    void aRunThatCannotBeReadLeavesTheTrainingOnDisplay() {
        const std::filesystem::path broken = makeRun(library().toStdString(), {"broken", 1, {}});
        open(experimentYaml("1000000"));
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 0, long_enough_ms);
        const QString run = m_window->session().runFolder();
        QTRY_COMPARE(runs().rowCount(), 2);
        writeFile(QString::fromStdString((broken / "experiment.yaml").string()), "layerlab: 1\nmodel: [");
        QTableView* view = m_window->runsTable()->view();
        const int row = runs().index(0, 0).data(RunsModel::FolderRole).toString() == run ? 1 : 0;
        const QPoint at = view->visualRect(runs().index(row, RunsModel::Run)).center();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at);
        QTRY_VERIFY2(m_window->notice()->message().contains(QLatin1String("broken")), qPrintable(m_window->notice()->message()));
        QVERIFY(m_window->shownRun().isLive());
        QCOMPARE(m_window->shownRun().folder(), run);
        const int drawn = pointsOf(*m_window->charts()->lossChart(), QStringLiteral("train"));
        const std::int64_t counted = m_window->canvas()->stepsSeen();
        QTRY_VERIFY_WITH_TIMEOUT(pointsOf(*m_window->charts()->lossChart(), QStringLiteral("train")) > drawn, long_enough_ms);
        QVERIFY(m_window->canvas()->stepsSeen() > counted);
    }
    void aTrainingThatWasStoppedBeforeItBeganIsOver() {
        const QString run = QString::fromStdString(makeRun(library().toStdString(), {"early", 1, {}}).string());
        open(QByteArray());
        Q_EMIT m_window->runsTable()->resumeRun(run);
        press(m_window->actions().stop);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Idle, long_enough_ms);
        QTRY_VERIFY(m_window->shownRun().exists() && !m_window->shownRun().isLoading());
        QVERIFY(!m_window->shownRun().isLive());
        QVERIFY2(m_window->actions().smaller_model->isEnabled(), qPrintable(Actions::reasonAgainst(m_window->actions().smaller_model)));
    }

    void unsavedChangesAreAskedAboutBeforeNew() {
        open(experimentYaml("60"));
        const QString path = m_window->document().path();
        const auto layers = [this] { return m_window->document().experiment().model.stack.size(); };
        m_window->document().setPath("model.layers", {"4"});
        m_window->actions().new_experiment->trigger();
        QTRY_VERIFY(question(*m_window));
        QVERIFY(::press(question(*m_window), QMessageBox::Cancel));
        QTRY_VERIFY(!question(*m_window));
        QCOMPARE(layers(), std::size_t(4));

        m_window->actions().new_experiment->trigger();
        QTRY_VERIFY(question(*m_window));
        QVERIFY(::press(question(*m_window), QMessageBox::Save));
        QTRY_VERIFY(m_window->document().path().isEmpty());
        QCOMPARE(layers(), std::size_t(6));
        QCOMPARE(readExperimentFile(path.toStdString()).experiment.model.stack.size(), std::size_t(4));

        m_window->document().setPath("model.layers", {"9"});
        m_window->actions().new_experiment->trigger();
        QTRY_VERIFY(question(*m_window));
        QVERIFY(::press(question(*m_window), QMessageBox::Discard));
        QTRY_COMPARE(layers(), std::size_t(6));
        m_window->actions().new_experiment->trigger();  // nothing unsaved: no question
        QVERIFY(!question(*m_window));
    }

    void thePaletteListsEveryCommandAndRunsOne() {
        open(QByteArray());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<CommandPalette*>();
        QTRY_VERIFY(palette->isVisible());
        auto* list = palette->findChild<QTreeWidget*>();
        QSet<QObject*> listed;
        for (int row = 0; row < list->topLevelItemCount(); ++row)
            listed << list->topLevelItem(row)->data(0, Qt::UserRole).value<QObject*>();
        for (QAction* action : m_window->actions().all()) QVERIFY2(listed.contains(action), qPrintable(action->text()));

        QVERIFY(!theme().dark);
        auto* line = palette->findChild<QLineEdit*>();
        QTest::keyClicks(line, QStringLiteral("switch theme"));
        QVERIFY(list->topLevelItemCount() >= 1);
        QCOMPARE(list->currentItem()->data(0, Qt::UserRole).value<QObject*>(), static_cast<QObject*>(m_window->actions().toggle_theme));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(theme().dark);
        QVERIFY(!palette->isVisible());
    }
    void everyCommandHasAText() {
        open(QByteArray());
        for (const QAction* action : m_window->actions().all()) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
        }
        checkTexts(m_window->menuBar()->actions());
    }
    void shortcutsAreNotUsedTwice() {
        open(QByteArray());
        QHash<QKeySequence, QString> taken;
        for (const QAction* action : m_window->actions().all())
            for (const QKeySequence& keys : action->shortcuts()) {
                QVERIFY2(!taken.contains(keys), qPrintable(action->text() + " / " + taken.value(keys)));
                taken.insert(keys, action->text());
            }
    }
    void threadsOfAllStagesAreChosenInTheToolBar() {
        open(experimentYaml("60") + "stages:\n  - {name: one, from: scratch}\n  - {name: two, from: previous}\n");
        m_window->document().showStage(1);
        chooseInMachineMenu(QStringLiteral("Threads: auto"));
        const Experiment& draft = m_window->document().experiment();
        QCOMPARE(draft.stages.size(), std::size_t(2));
        for (const Stage& stage : draft.stages) QCOMPARE(stage.train.threads, 0);
        chooseInMachineMenu(QStringLiteral("1 thread"));
        for (const Stage& stage : draft.stages) QCOMPARE(stage.train.threads, 1);
        QCOMPARE(draft.train.threads, 1);
        for (const QAction* action : machineMenu()->actions()) QCOMPARE(action->isChecked(), action->text() == QLatin1String("1 thread"));
        // As the file has it, so says the tool bar.
        m_window->document().edit(QStringLiteral("prepare"), {}, [](Experiment& edited) {
            edited.train.threads = 7;
            for (Stage& stage : edited.stages) stage.train.threads = 3;
        });
        QVERIFY(machineMenu());
        bool three = false;
        for (const QToolButton* button : m_window->findChildren<QToolButton*>())
            three = three || button->text().startsWith(QStringLiteral("CPU · 3 threads"));
        QVERIFY(three);
    }
    void whatIsTypedCountsForTheCommandsOfTheToolBar() {
        open(experimentYaml("60"));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        Actions& actions = m_window->actions();
        const auto steps = [this] { return m_window->document().experiment().train.steps; };
        auto* line = m_window->findChild<QLineEdit*>(QStringLiteral("train.steps"));
        QVERIFY(line);
        for (CollapsibleSection* section : m_window->findChildren<CollapsibleSection*>()) section->unfold();
        settle();
        const auto typeSteps = [line](const QString& text) {
            line->setFocus();
            QTRY_VERIFY(line->hasFocus());
            line->selectAll();
            QTest::keyClicks(line, text);
        };
        QCOMPARE(m_window->document().setPath("model.hidden", {"32"}), QString());
        typeSteps(QStringLiteral("77"));
        press(actions.undo);
        QCOMPARE(steps(), std::int64_t(60));
        QCOMPARE(m_window->document().experiment().model.hidden, 32);  // the edit before it stays
        QVERIFY(line->hasFocus());                                     // and so does the keyboard
        press(actions.redo);
        QCOMPARE(steps(), std::int64_t(77));

        press(actions.undo);
        typeSteps(QStringLiteral("78"));
        press(actions.redo);  // of what was undone nothing is left
        QCOMPARE(steps(), std::int64_t(78));

        typeSteps(QStringLiteral("79"));
        chooseInMachineMenu(QStringLiteral("Threads: auto"));
        QCOMPARE(steps(), std::int64_t(79));
        QCOMPARE(m_window->document().experiment().train.threads, 0);

        typeSteps(QStringLiteral("80"));
        actions.revert->trigger();
        QCOMPARE(steps(), std::int64_t(60));
        actions.undo->trigger();
        QCOMPARE(steps(), std::int64_t(80));
    }
    void yamlThatWasJustTypedIsWhatUndoUndoes() {
        open(experimentYaml("60"));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->actions().yaml_tab->trigger();
        CodeEdit* editor = m_window->yamlEditor()->editor();
        QTRY_VERIFY(editor->hasFocus());
        const Experiment before = m_window->document().experiment();
        QCOMPARE(m_window->document().setPath("model.hidden", {"32"}), QString());
        m_window->actions().yaml_tab->trigger();
        const Experiment edited = m_window->document().experiment();
        const QString text = editor->toPlainText();
        editor->setPlainText(QString(text).replace(QLatin1String("steps: 60"), QLatin1String("steps: 61")));
        press(m_window->actions().undo);
        QVERIFY(m_window->document().experiment() == edited);
        QTest::qWait(600);  // longer than typing takes to be taken over
        QVERIFY(m_window->document().experiment() == edited);
        QCOMPARE(editor->toPlainText(), text);
        press(m_window->actions().undo);
        QVERIFY(m_window->document().experiment() == before);
    }
    void commandsThatCannotApplySayWhy() {
        open(experimentYaml("60"));
        Actions& actions = m_window->actions();
        const auto reasonsAreGiven = [&actions] {
            int disabled = 0;
            for (const QAction* action : actions.all()) {
                if (action->isEnabled()) continue;
                ++disabled;
                const QString reason = Actions::reasonAgainst(action);
                if (reason.isEmpty() || !action->toolTip().contains(reason)) return -1;
            }
            return disabled;
        };
        for (const QAction* action :
             {actions.pause, actions.stop, actions.undo, actions.redo, actions.resume_run, actions.duplicate_run, actions.show_run})
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        QVERIFY(reasonsAreGiven() >= 7);
        QVERIFY(actions.train->isEnabled());
        m_window->document().setPath("model.heads", {"3"});  // of hidden 16
        QVERIFY(!actions.train->isEnabled());
        QVERIFY(actions.train->toolTip().contains(QLatin1String("heads")));
        QVERIFY(reasonsAreGiven() >= 1);
        m_window->document().undoStack()->undo();
        QVERIFY(actions.train->isEnabled());
    }
    void everythingTheKeyboardReachesHasAName() {
        open(experimentYaml("60"));
        QTRY_COMPARE_WITH_TIMEOUT(nameless().join('\n'), QString(), 5000);
        m_window->actions().yaml_tab->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(nameless().join('\n'), QString(), 5000);
    }

    void aDroppedFileIsOpened() {
        open(QByteArray());
        const QString path = file("dropped.yaml", experimentYaml("77"));
        drop(path);
        QTRY_COMPARE(m_window->document().path(), path);
        QCOMPARE(m_window->document().experiment().train.steps, std::int64_t(77));
        QVERIFY(!m_window->document().isModified());
    }
    void windowsBesideTheWorkLeaveATrainingInReach() {
        open(experimentYaml("1000000"));
        press(m_window->actions().train);
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > 0, long_enough_ms);
        for (QAction* about : {m_window->actions().about, m_window->actions().about_qt}) {
            about->trigger();
            about->trigger();  // the same box comes to the front
            QCOMPARE(m_window->findChildren<QMessageBox*>().size(), 1);
            QMessageBox* box = question(*m_window);
            QVERIFY(box);
            QCOMPARE(box->windowModality(), Qt::NonModal);
            QVERIFY(!QApplication::activeModalWidget());
            QVERIFY(!box->informativeText().isEmpty());
            QVERIFY(::press(box, QMessageBox::Ok));
            QTRY_VERIFY(m_window->findChildren<QMessageBox*>().isEmpty());
        }
        m_window->actions().import_data->trigger();
        m_window->actions().import_data->trigger();
        QCOMPARE(m_window->findChildren<ImportAssistant*>().size(), 1);
        auto* assistant = m_window->findChild<ImportAssistant*>();
        QVERIFY(assistant->isVisible());
        QCOMPARE(assistant->windowModality(), Qt::NonModal);
        QVERIFY(!QApplication::activeModalWidget());

        const std::int64_t then = m_last_step;
        QTRY_VERIFY_WITH_TIMEOUT(m_last_step > then, long_enough_ms);
        press(m_window->actions().stop);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Idle, long_enough_ms);
        QVERIFY(assistant->isVisible());
    }
    void aDroppedTableIsImportedAndTheAssistantHasHelp() {
        open(QByteArray());
        QByteArray table = "sentence\tlabel\n";
        for (int i = 0; i < 20; ++i) table += "what the review says\t" + QByteArray(i % 2 ? "good\n" : "bad\n");
        const QString path = file("reviews.tsv", table);
        drop(path);
        QTRY_VERIFY(m_window->findChild<ImportAssistant*>());
        const QPointer<ImportAssistant> assistant = m_window->findChild<ImportAssistant*>();
        QVERIFY(QTest::qWaitForWindowActive(assistant.data()));
        QTest::keyClick(assistant.data(), Qt::Key_F1);
        QTRY_VERIFY(m_window->help() && m_window->help()->isVisible());
        QCOMPARE(m_window->help()->page(), QStringLiteral("tasks"));
        pressUse(*assistant);
        QTRY_VERIFY(!assistant);
        const auto* task = std::get_if<TextFileTask>(&m_window->document().experiment().task);
        QVERIFY(task);
        QCOMPARE(task->train, path.toStdString());
        m_window->actions().undo->trigger();
        QVERIFY(!std::holds_alternative<TextFileTask>(m_window->document().experiment().task));
    }
    void importedDataBelongToTheShownStagesOwnTask() {
        open(experimentYaml("60") + "stages:\n  - {name: one, from: scratch}\n  - {name: two, from: previous}\n");
        m_window->document().showStage(1);
        auto* own = m_window->findChild<ToggleSwitch*>(QStringLiteral("stages[].task"));
        QVERIFY(own && own->isVisible());
        QTest::mouseClick(own, Qt::LeftButton);
        QByteArray table;
        for (int i = 0; i < 20; ++i) table += "what the review says\t" + QByteArray(i % 2 ? "good\n" : "bad\n");
        drop(file("reviews.tsv", table));
        QTRY_VERIFY(m_window->findChild<ImportAssistant*>());
        auto* assistant = m_window->findChild<ImportAssistant*>();
        pressUse(*assistant);
        const Experiment& draft = m_window->document().experiment();
        QVERIFY(std::holds_alternative<HopsTask>(draft.task));
        QVERIFY(draft.stages[1].task && std::holds_alternative<TextFileTask>(*draft.stages[1].task));
    }
    void aPastRunWithoutAFolderIsAskedForBeforeTraining() {
        open(experimentYaml("60"));
        auto* from = m_window->findChild<QComboBox*>(QStringLiteral("from"));
        QVERIFY(from);
        QTest::keyClick(from, Qt::Key_End);
        QCOMPARE(from->currentData().toString(), QStringLiteral("run"));
        press(m_window->actions().train);
        QVERIFY(!m_window->session().isActive());
        QVERIFY2(m_window->notice()->message().contains(QLatin1String("choose the folder of a run")),
                 qPrintable(m_window->notice()->message()));
        QTest::keyClick(from, Qt::Key_Home);
        press(m_window->actions().train);
        QVERIFY(m_window->session().isActive());
        QVERIFY(m_window->notice()->message().isEmpty());
    }
    void aBrokenFileIsRefusedInTheNoticeBar() {
        open(experimentYaml("60"));
        const Experiment before = m_window->document().experiment();
        const QString path = m_window->document().path();
        drop(file("broken.yaml", "layerlab: 1\nmodel: {layers: many}\n"));
        QTRY_VERIFY(!m_window->notice()->message().isEmpty());
        QVERIFY2(m_window->notice()->message().contains(QLatin1String("broken.yaml:2:")), qPrintable(m_window->notice()->message()));
        QVERIFY(m_window->notice()->isVisible());
        QVERIFY(m_window->document().experiment() == before);
        QCOMPARE(m_window->document().path(), path);
        drop(file("fine.yaml", experimentYaml("61")));
        QTRY_COMPARE(m_window->document().experiment().train.steps, std::int64_t(61));
        QVERIFY(m_window->notice()->message().isEmpty());  // what is mended is not complained of
    }
    void aFolderThatIsNoRunIsRefusedInTheNoticeBar() {
        open(experimentYaml("60"));
        drop(m_dir->path());
        QTRY_VERIFY(!m_window->notice()->message().isEmpty());
        QVERIFY(!m_window->shownRun().exists());
    }
    void textThatCannotBeReadStopsTrainingAndKeepsTheDraft() {
        open(experimentYaml("60"));
        const Experiment before = m_window->document().experiment();
        m_window->actions().yaml_tab->trigger();
        CodeEdit* editor = m_window->yamlEditor()->editor();
        const QString good = editor->toPlainText();
        QCOMPARE(good, QString::fromUtf8(experimentYaml("60")));
        editor->setPlainText(QStringLiteral("layerlab: 1\nmodel: ["));
        QTRY_VERIFY(m_window->yamlEditor()->hasInvalidText());
        QVERIFY(m_window->document().experiment() == before);
        QVERIFY(!m_window->actions().train->isEnabled());
        QVERIFY(m_window->actions().train->toolTip().contains(QLatin1String("YAML")));
        m_window->startTraining();
        QVERIFY(!m_window->session().isActive());
        editor->setPlainText(QString(good).replace(QLatin1String("layers: 3"), QLatin1String("layers: 4")));
        QTRY_COMPARE(m_window->document().experiment().model.stack.size(), std::size_t(4));
        QVERIFY(m_window->actions().train->isEnabled());
        QCOMPARE(m_window->canvas()->stackLayout().boxes.size(), std::size_t(4));
    }
};

int main(int argc, char** argv) { return runUiTest<TestWindow>(argc, argv); }
#include "tst_window.moc"
