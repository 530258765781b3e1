// Parts of the shell on their own: the tour, notifications, drafts that outlive a crash, and the language.
#include "tests/ui/ui_fixture.h"

#include "engine/text.h"
#include "ui/session/draft_keeper.h"
#include "ui/session/experiment_document.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/language.h"
#include "ui/shell/notifier.h"
#include "ui/shell/run_status.h"
#include "ui/shell/tour.h"
#include "ui/shell/window_place.h"

using namespace layerlab;

namespace {

// A window with a part at each side and one that fills the middle.
struct TouredWindow : QWidget {
    QPushButton* left = part(QStringLiteral("left"));
    QPushButton* middle = part(QStringLiteral("middle"));
    QPushButton* right = part(QStringLiteral("right"));
    Tour* tour;
    TouredWindow() {
        auto* row = new QHBoxLayout(this);
        row->addWidget(left, 1);
        row->addWidget(middle, 3);
        row->addWidget(right, 1);
        for (QPushButton* button : {left, middle, right}) button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
        tour = new Tour(this);
        resize(1200, 700);
        show();
    }
    QPushButton* part(const QString& name) { return new QPushButton(name, this); }
    QList<Tour::Step> steps() const {
        return {{left, QStringLiteral("Left"), QStringLiteral("What is at the left.")},
                {middle, QStringLiteral("Middle"), QStringLiteral("What is in the middle.")},
                {right, QStringLiteral("Right"), QStringLiteral("What is at the right.")}};
    }
    QPushButton* button(const char* name) const { return tour->findChild<QPushButton*>(QString::fromLatin1(name)); }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    QRect geometryOf(const QWidget* widget) const { return {widget->mapTo(this, QPoint()), widget->size()}; }
};

class FakeSender : public NotificationSender {
public:
    explicit FakeSender(QStringList& sent) : m_sent(sent) {}
    void send(const QString& title, const QString& text) override { m_sent << title + '|' + text; }

private:
    QStringList& m_sent;
};

// An environment variable for the time of a test.
class Variable {
public:
    Variable(const char* name, const QByteArray& value) : m_name(name), m_there(qEnvironmentVariableIsSet(name)), m_before(qgetenv(name)) {
        if (value.isEmpty()) qunsetenv(name);
        else qputenv(name, value);
    }
    ~Variable() {
        if (m_there) qputenv(m_name, m_before);
        else qunsetenv(m_name);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* m_name;
    bool m_there;
    QByteArray m_before;
};

QString draftFolder() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/drafts"); }
QStringList drafts(const QString& pattern = QStringLiteral("*.json")) { return QDir(draftFolder()).entryList({pattern}, QDir::Files); }

QString yamlWithLayers(int layers) { return QStringLiteral("layerlab: 1\n# mine\nmodel: {layers: %1}\n").arg(layers); }
std::size_t layersOf(const ExperimentDocument& document) { return document.experiment().model.stack.size(); }

// Turns what a living keeper has written into what a killed program leaves: its file, and a lock of a process that is gone.
void leaveBehind(const QString& as) {
    QProcess gone;
    gone.start(QStringLiteral("true"), QStringList());
    QVERIFY(gone.waitForStarted());
    const qint64 pid = gone.processId();
    QVERIFY(gone.waitForFinished());
    const QDir folder(draftFolder());
    QVERIFY(QFile::copy(folder.filePath(drafts().constFirst()), folder.filePath(as)));
    writeFile(folder.filePath(as + QStringLiteral(".lock")), QByteArray::number(pid) + "\nLayerLabTest\n" +
                                                                 QSysInfo::machineHostName().toUtf8() + "\n" + QSysInfo::machineUniqueId() +
                                                                 "\n" + QSysInfo::bootUniqueId() + "\n");
}

}  // namespace

class TestShellParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A folder of drafts of its own: other tests of the window may run at the same time.
    void initTestCase() { QCoreApplication::setApplicationName(QStringLiteral("LayerLabShellParts")); }
    void cleanupTestCase() { QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively(); }
    void init() {
        QSettings().clear();
        QDir(draftFolder()).removeRecursively();
    }

    // ---- the tour ----

    void theTourIsWalkedByClicks() {
        TouredWindow window;
        QSignalSpy finished(window.tour, &Tour::finished);
        QVERIFY(!Tour::seen());
        window.tour->start(window.steps());
        QVERIFY(window.tour->isVisible());
        QCOMPARE(window.tour->current(), 0);
        QVERIFY(!window.button("tourBack")->isEnabled());
        window.click("tourNext");
        QCOMPARE(window.tour->current(), 1);
        QCOMPARE(window.tour->accessibleName(), QStringLiteral("Middle"));
        window.click("tourBack");
        QCOMPARE(window.tour->current(), 0);
        window.click("tourNext");
        window.click("tourNext");
        QCOMPARE(window.tour->current(), 2);
        QCOMPARE(finished.count(), 0);
        window.click("tourNext");
        QCOMPARE(finished.count(), 1);
        QVERIFY(!window.tour->isVisible());
        QVERIFY(Tour::seen());
    }
    void theTourIsWalkedAndSkippedByKeys() {
        TouredWindow window;
        window.tour->start(window.steps());
        QTest::keyClick(window.button("tourNext"), Qt::Key_Right);
        QCOMPARE(window.tour->current(), 1);
        QTest::keyClick(window.button("tourNext"), Qt::Key_Left);
        QCOMPARE(window.tour->current(), 0);
        QTest::keyClick(window.button("tourNext"), Qt::Key_Left);
        QCOMPARE(window.tour->current(), 0);
        QTest::keyClick(window.button("tourNext"), Qt::Key_Return);
        QCOMPARE(window.tour->current(), 1);
        QTest::keyClick(window.button("tourNext"), Qt::Key_Escape);
        QVERIFY(!window.tour->isVisible());
        window.tour->start(window.steps());  // again, when asked for
        QCOMPARE(window.tour->current(), 0);
        window.click("tourSkip");
        QVERIFY(!window.tour->isVisible());
    }
    void theKeyboardComesBackAfterTheTour() {
        TouredWindow window;
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.middle->setFocus();
        window.tour->start(window.steps());
        QVERIFY(window.button("tourNext")->hasFocus());
        window.click("tourSkip");
        QVERIFY(window.middle->hasFocus());
    }
    void theWindowStaysUsableDuringTheTour() {
        TouredWindow window;
        QSignalSpy clicks(window.left, &QPushButton::clicked);
        window.tour->start(window.steps());
        settle();
        // Through the window, as a real click comes: the highlight must not take it.
        const QPoint corner = window.geometryOf(window.left).topLeft() + QPoint(4, 4);
        QCOMPARE(window.childAt(corner), window.left);
        QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {}, corner);
        QCOMPARE(clicks.count(), 1);
        QVERIFY(window.tour->isVisible());
    }
    void theCardStandsBesideItsTargetAndInsideTheWindow_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("long_text");
        QTest::newRow("large") << QSize(1200, 700) << false;
        QTest::newRow("long text") << QSize(1200, 700) << true;
        QTest::newRow("small") << QSize(420, 300) << false;
        QTest::newRow("small, long text") << QSize(420, 300) << true;
    }
    void theCardStandsBesideItsTargetAndInsideTheWindow() {
        QFETCH(QSize, size);
        QFETCH(bool, long_text);
        TouredWindow window;
        QList<Tour::Step> steps = window.steps();
        if (long_text)
            for (Tour::Step& step : steps) step.text = QStringLiteral("Ein längerer Satz in einer anderen Sprache. ").repeated(6);
        window.tour->start(steps);
        window.resize(size);
        settle();
        for (const QPushButton* target : {window.left, window.middle, window.right}) {
            const QRect card = window.geometryOf(window.tour);
            QVERIFY(window.rect().contains(card));
            // Beside the middle part there is no room for it.
            if (size.width() > 1000 && target != window.middle)
                QVERIFY2(!card.intersects(window.geometryOf(target)), qPrintable(target->text()));
            if (target != window.right) window.click("tourNext");
            settle();
        }
    }
    void theCardFollowsItsTarget() {
        TouredWindow window;
        window.tour->start(window.steps());
        window.click("tourNext");
        window.click("tourNext");
        settle();
        const int before = window.tour->geometry().right();
        window.resize(1000, 700);
        QTRY_VERIFY(window.tour->geometry().right() < before);
        QVERIFY(!window.geometryOf(window.tour).intersects(window.geometryOf(window.right)));
    }
    void whatIsHiddenOrGoneIsLeftOut() {
        TouredWindow window;
        window.middle->hide();
        window.tour->start(window.steps());
        window.click("tourNext");
        QCOMPARE(window.tour->current(), 2);
        window.click("tourBack");
        QCOMPARE(window.tour->current(), 0);
        window.left->hide();  // while it is shown
        QTRY_COMPARE(window.tour->current(), 2);
        QSignalSpy finished(window.tour, &Tour::finished);
        delete window.right;
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!window.tour->isVisible());
        window.tour->start({});
        QCOMPARE(finished.count(), 2);
    }
    void theFirstTourSpeaksOfEveryPart() {
        TouredWindow window;
        const QList<Tour::Step> steps = firstTour({window.left, window.middle, window.left, window.right, window.middle, window.right});
        QCOMPARE(steps.size(), 6);
        for (const Tour::Step& step : steps) {
            QVERIFY(step.target);
            QVERIFY(!step.title.isEmpty() && !step.text.isEmpty());
        }
        for (const char* name : {"tourNext", "tourBack", "tourSkip"}) QVERIFY(window.button(name));
    }

    // ---- the status bar ----

    void aPreparationIsOverWithTheNextStep() {
        RunStatus status;
        status.begin(100, 6);
        const auto text = [&status] {
            QStringList texts;
            for (const ElidedLabel* label : status.findChildren<ElidedLabel*>()) texts << label->text();
            return texts.join(' ');
        };
        status.setPreparation(QStringLiteral("preparing 98 %"));
        QTRY_VERIFY2(text().contains(QLatin1String("preparing 98 %")), qPrintable(text()));
        status.consume({stepEvent(1, 0.5), stepEvent(2, 0.4)});
        QTRY_VERIFY2(text().contains(QLatin1String("left")), qPrintable(text()));
        QVERIFY2(!text().contains(QLatin1String("preparing")), qPrintable(text()));
        // Who stops has been told so, and a last step does not take it back.
        status.setPreparation(QStringLiteral("preparing 98 %"));
        status.setPhase(QStringLiteral("stopping"));
        status.consume({stepEvent(3, 0.4)});
        QTRY_VERIFY2(text().contains(QLatin1String("step 3 / 100")), qPrintable(text()));
        QVERIFY2(text().contains(QLatin1String("stopping")), qPrintable(text()));
    }
    void theStatusBarSaysTheLossThatTheChartDraws() {
        RunStatus status;
        status.begin(100, 6);
        const auto text = [&status] {
            QStringList texts;
            for (const ElidedLabel* label : status.findChildren<ElidedLabel*>()) texts << label->text();
            return texts.join(' ');
        };
        Event empty{1, 1001, StepFinished{}};
        status.consume({empty});
        QTRY_VERIFY2(text().contains(QLatin1String("step 1 / 100")), qPrintable(text()));
        QVERIFY2(!text().contains(QLatin1String("loss")), qPrintable(text()));
        Event step = stepEvent(2, 0.25);
        std::get<StepFinished>(step.what).losses["soft_labels"] = 4;  // a further term, before its weight
        status.consume({step});
        QTRY_VERIFY2(text().contains(QLatin1String("loss 0.25")), qPrintable(text()));
        empty.step = 3;
        status.consume({empty});
        QTRY_VERIFY2(text().contains(QLatin1String("step 3 / 100")), qPrintable(text()));
        QVERIFY2(text().contains(QLatin1String("loss 0.25")), qPrintable(text()));
        status.begin(100, 6);
        status.consume({empty});
        QTRY_VERIFY2(text().contains(QLatin1String("step 3 / 100")), qPrintable(text()));
        QVERIFY2(!text().contains(QLatin1String("loss")), qPrintable(text()));
    }

    // ---- the window's place ----

    void aWindowComesBackInsideTheScreen_data() {
        QTest::addColumn<QRect>("window");
        QTest::addColumn<QRect>("placed");
        QTest::newRow("inside") << QRect(100, 100, 800, 600) << QRect(100, 100, 800, 600);
        QTest::newRow("of a larger screen") << QRect(0, 40, 1600, 900) << QRect(8, 40, 1284, 660);
        QTest::newRow("too far right") << QRect(900, 100, 800, 600) << QRect(492, 100, 800, 600);
        QTest::newRow("too low") << QRect(100, 500, 800, 600) << QRect(100, 100, 800, 600);
        QTest::newRow("too far left and high") << QRect(-300, -50, 800, 600) << QRect(8, 40, 800, 600);
        QTest::newRow("on a screen that is gone") << QRect(2400, 1200, 1280, 400) << QRect(12, 300, 1280, 400);
    }
    void aWindowComesBackInsideTheScreen() {
        QFETCH(QRect, window);
        QFETCH(QRect, placed);
        const QRect available = QRect(0, 0, 1300, 708).adjusted(8, 40, -8, -8);
        QCOMPARE(placedWithin(window, available), placed);
        QVERIFY(available.contains(placed));
    }

    // ---- notifications ----

    void aLongRunIsToldOfWhileTheWindowIsInTheBackground() {
        QWidget window;
        QStringList sent;
        Notifier notifier(&window, std::make_unique<FakeSender>(sent));
        notifier.runEnded(QStringLiteral("hops-0001"), QStringLiteral("finished"), 31);
        QCOMPARE(sent, QStringList{QStringLiteral("hops-0001|finished")});
        notifier.runEnded(QStringLiteral("hops-0002"), QStringLiteral("finished"), 29);
        QCOMPARE(sent.size(), 1);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        notifier.runEnded(QStringLiteral("hops-0003"), QStringLiteral("finished"), 3000);
        QCOMPARE(sent.size(), 1);
    }
    void pressingTheNotificationRaisesTheWindow() {
        QWidget window;
        QStringList sent;
        auto owned = std::make_unique<FakeSender>(sent);
        const FakeSender* sender = owned.get();
        Notifier notifier(&window, std::move(owned));
        window.showMinimized();
        sender->pressed();
        QVERIFY(!window.isMinimized());
        QVERIFY(window.isVisible());
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }

    // ---- drafts ----

    void anUnsavedDraftIsKeptWhileItIsUnsaved() {
        QTemporaryDir dir;
        ExperimentDocument document;
        DraftKeeper keeper(document);
        document.setYaml(yamlWithLayers(9));
        QTRY_COMPARE(drafts().size(), 1);
        QVERIFY(QString::fromUtf8(readAll(draftFolder() + '/' + drafts().constFirst())).contains(QLatin1String("layers: 9")));
        QVERIFY(DraftKeeper::leftBehind().isEmpty());  // this program lives
        QCOMPARE(document.saveAs(dir.filePath(QStringLiteral("mine.yaml"))), QString());
        QTRY_COMPARE(drafts().size(), 0);
        document.setYaml(yamlWithLayers(10));
        QTRY_COMPARE(drafts().size(), 1);
        keeper.discard();
        QCOMPARE(drafts(QStringLiteral("*")), QStringList());
    }
    void withoutChangesNothingIsWritten() {
        ExperimentDocument document;
        DraftKeeper keeper(document);
        document.newFrom(Experiment());
        keeper.flush();
        QCOMPARE(drafts(QStringLiteral("*")), QStringList());
    }
    void anEndUnaskedKeepsWhatIsUnsaved() {
        ExperimentDocument document;
        {
            DraftKeeper keeper(document);
            document.setYaml(yamlWithLayers(9));
            keeper.flush();
            QVERIFY(DraftKeeper::leftBehind().isEmpty());
        }
        const QList<Draft> left = DraftKeeper::leftBehind();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.front().yaml, yamlWithLayers(9));
    }
    void whatAKilledProgramLeftIsRecovered() {
        ExperimentDocument document;
        DraftKeeper keeper(document);
        document.setYaml(yamlWithLayers(9));
        QTRY_COMPARE(drafts().size(), 1);
        leaveBehind(QStringLiteral("killed.json"));
        keeper.discard();

        const QList<Draft> left = DraftKeeper::leftBehind();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.front().name, document.displayName());
        QVERIFY(left.front().path.isEmpty());
        QVERIFY(left.front().time.isValid());
        ExperimentDocument recovered;
        QCOMPARE(recovered.restore(left.front().yaml, left.front().path), QString());
        QVERIFY(recovered.experiment() == document.experiment());
        QCOMPARE(recovered.yaml(), yamlWithLayers(9));  // comments too
        QVERIFY(recovered.isModified());
        DraftKeeper::remove(left.front());
        QVERIFY(DraftKeeper::leftBehind().isEmpty());
        QCOMPARE(drafts(QStringLiteral("*")), QStringList());
    }
    void aRecoveredDraftIsAnEditOfItsFile() {
        QTemporaryDir dir;
        const QString path = writeFile(dir.filePath(QStringLiteral("mine.yaml")), yamlWithLayers(3).toUtf8());
        {
            ExperimentDocument document;
            QCOMPARE(document.open(path), QString());
            DraftKeeper keeper(document);
            document.setYaml(yamlWithLayers(5));
            keeper.flush();
        }
        const QList<Draft> left = DraftKeeper::leftBehind();
        QCOMPARE(left.size(), 1);
        ExperimentDocument recovered;
        QCOMPARE(recovered.restore(left.front().yaml, left.front().path), QString());
        QCOMPARE(recovered.path(), path);
        QCOMPARE(layersOf(recovered), std::size_t(5));
        recovered.undoStack()->undo();
        QCOMPARE(layersOf(recovered), std::size_t(3));
        QVERIFY(QFile::remove(path));
        ExperimentDocument without_file;
        QCOMPARE(without_file.restore(left.front().yaml, left.front().path), QString());
        QCOMPARE(layersOf(without_file), std::size_t(5));
    }
    void theLastFileIsRemembered() {
        QTemporaryDir dir;
        const QString path = writeFile(dir.filePath(QStringLiteral("mine.yaml")), yamlWithLayers(3).toUtf8());
        QCOMPARE(DraftKeeper::lastFile(), QString());
        ExperimentDocument document;
        DraftKeeper keeper(document);
        QCOMPARE(document.open(path), QString());
        QCOMPARE(DraftKeeper::lastFile(), path);
        document.newFrom(Experiment());  // an experiment without a file is no file
        QCOMPARE(DraftKeeper::lastFile(), path);
    }

    // ---- language ----

    void theEnvironmentNamesTheLanguage_data() {
        QTest::addColumn<QByteArray>("all");
        QTest::addColumn<QByteArray>("lang");
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<bool>("chinese");
        const auto row = [](const char* name, const char* all, const char* lang, const char* language, bool chinese) {
            QTest::newRow(name) << QByteArray(all) << QByteArray(lang) << QByteArray(language) << chinese;
        };
        row("nothing", "", "", "", false);
        row("Chinese", "", "zh_CN.UTF-8", "", true);
        row("German", "", "de_DE.UTF-8", "", false);
        row("LC_ALL before LANG", "zh_CN.UTF-8", "en_US.UTF-8", "", true);
        row("LC_ALL plain", "C.UTF-8", "zh_CN.UTF-8", "", false);
        row("LANGUAGE before LANG", "", "en_US.UTF-8", "zh_CN:en", true);
        row("LANGUAGE asks for English", "", "zh_CN.UTF-8", "en:zh_CN", false);
        row("LANGUAGE: the first there is", "", "de_DE.UTF-8", "de:zh_CN:en", true);
        row("LANGUAGE in the plain locale", "C", "", "zh_CN", false);
    }
    void theEnvironmentNamesTheLanguage() {
        QFETCH(QByteArray, all);
        QFETCH(QByteArray, lang);
        QFETCH(QByteArray, language);
        QFETCH(bool, chinese);
        const Variable a("LC_ALL", all), m("LC_MESSAGES", {}), l("LANG", lang), g("LANGUAGE", language);
        QCOMPARE(effective(), chinese ? Language::Chinese : Language::English);
        // The person's choice goes before.
        saveLanguage(chinese ? Language::English : Language::Chinese);
        QCOMPARE(effective(), chinese ? Language::English : Language::Chinese);
        saveLanguage(Language::System);
        QCOMPARE(savedLanguage(), Language::System);
        QCOMPARE(effective(), chinese ? Language::Chinese : Language::English);
    }
    void cataloguesComeAndGoWithTheLanguage() {
        saveLanguage(Language::Chinese);
        QCOMPARE(installTranslators(*qApp), QFile::exists(QStringLiteral(":/translations/layerlab_zh_CN.qm")));
        installTranslators(*qApp);  // again: instead of the first
        const auto installed = qApp->findChildren<QTranslator*>(QString(), Qt::FindDirectChildrenOnly).size();
        QVERIFY(installed <= 3);
        saveLanguage(Language::English);
        QVERIFY(installTranslators(*qApp));
        QVERIFY(qApp->findChildren<QTranslator*>(QString(), Qt::FindDirectChildrenOnly).isEmpty());
        QCOMPARE(QString::fromStdString(text("any number")), QStringLiteral("any number"));
    }
    void chineseGetsAFontThatHasIt() {
        const QFont before = QApplication::font();
        saveLanguage(Language::English);
        QVERIFY(ensureChineseFont());
        QCOMPARE(QApplication::font(), before);
        saveLanguage(Language::Chinese);
        const bool there = ensureChineseFont();
        if (there) {
            QCOMPARE(QApplication::font().families().size(), 2);
            QCOMPARE(QApplication::font().family(), before.family());
            QVERIFY(QRawFont::fromFont(QFont(QApplication::font().families().constLast())).supportsCharacter(uint(0x5C42)));
        } else {
            for (const QString& family : QFontDatabase::families(QFontDatabase::SimplifiedChinese))
                QVERIFY(!QRawFont::fromFont(QFont(family)).supportsCharacter(uint(0x5C42)));
        }
        QApplication::setFont(before);
    }
};

int main(int argc, char** argv) { return runUiTest<TestShellParts>(argc, argv); }
#include "tst_shell_parts.moc"
