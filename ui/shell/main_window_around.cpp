// MainWindow: what stands around the work: help, the tour, the language, exports, kept drafts, notifications.
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include "ui/canvas/stack_canvas.h"
#include "ui/charts/training_charts.h"
#include "ui/format.h"
#include "ui/help/help_window.h"
#include "ui/importer/import_assistant.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/shown_stage.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/language.h"
#include "ui/shell/main_tool_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/notifier.h"
#include "ui/shell/tour.h"
#include "ui/shell/yaml_editor.h"

namespace layerlab {

namespace {

constexpr double forget_drafts_days = 30;

QAction* actionOf(const Actions& actions, Language language) {
    switch (language) {
        case Language::English:
            return actions.language_english;
        case Language::Chinese:
            return actions.language_chinese;
        case Language::System:
            break;
    }
    return actions.language_system;
}

}  // namespace

void MainWindow::connectAround() {
    m_tour = new Tour(this);
    m_notifier = new Notifier(this);
    const char* const page = "helpPage";
    m_canvas->setProperty(page, "window");
    m_yaml->setProperty(page, "files");
    m_charts->setProperty(page, "charts");
    m_charts->depthChart()->setProperty(page, "depths");
    m_charts->difficultyChart()->setProperty(page, "tasks");
    m_charts->confusionChart()->setProperty(page, "tasks");
    m_runs->setProperty(page, "runs");

    Actions& a = *m_actions;
    const auto on = [this](QAction* action, auto&& run) { connect(action, &QAction::triggered, this, run); };
    on(a.help, [this] { showHelp(HelpWindow::pageFor(QApplication::focusWidget())); });
    on(a.help_keys, [this] { showHelp(QStringLiteral("keys")); });
    on(a.tour, [this] { startTour(); });
    on(a.language_system, [this] { chooseLanguage(static_cast<int>(Language::System)); });
    on(a.language_english, [this] { chooseLanguage(static_cast<int>(Language::English)); });
    on(a.language_chinese, [this] { chooseLanguage(static_cast<int>(Language::Chinese)); });
    actionOf(a, savedLanguage())->setChecked(true);
    on(a.fit_charts, [this] {
        for (ChartView* chart : m_charts->findChildren<ChartView*>()) chart->fit();
    });
    on(a.export_stack, [this] { exportStack(); });
    on(a.export_loss, [this] { m_charts->lossChart()->exportWithDialog(QStringLiteral("png")); });
    on(a.export_depths, [this] { m_charts->depthChart()->exportWithDialog(QStringLiteral("png")); });
    on(a.export_history, [this] { m_charts->historyChart()->exportWithDialog(QStringLiteral("png")); });
    on(a.export_difficulty, [this] { m_charts->difficultyChart()->exportWithDialog(QStringLiteral("png")); });
    on(a.export_answers, [this] { m_charts->confusionChart()->exportWithDialog(QStringLiteral("png")); });
    on(a.import_data, [this] { importData({}); });
    connect(m_inspector, &Inspector::importRequested, this, [this] { importData({}); });
    on(a.filter_runs, [this] {
        m_lower->show();
        m_lower->setCurrentWidget(m_runs);
        m_actions->runs_panel->setChecked(true);
        m_runs->focusFilter();
    });
    connect(&m_drafts, &DraftKeeper::failed, this, [this](const QString& message) { m_notice->say(NoticeBar::Kind::Warning, message); });
}

QList<QAction*> MainWindow::allCommands() const {
    QList<QAction*> all = m_actions->all();
    for (QAction* action : m_runs->runActions()) {
        if (action->menu()) all << action->menu()->actions();
        else all << action;
    }
    return all;
}

void MainWindow::showHelp(const QString& page) {
    if (!m_help) {
        m_help = new HelpWindow(this);
        m_help->setActions(allCommands());
    }
    m_help->showHelp(page);
}

void MainWindow::startTour() {
    TourTargets targets;
    targets.experiment = m_inspector_dock;
    targets.stack = m_canvas;
    targets.train = m_tool_bar->findChild<QToolButton*>(QStringLiteral("train"));
    targets.charts = m_charts_dock;
    targets.runs = m_runs;
    targets.commands = m_tool_bar->findChild<QToolButton*>(QStringLiteral("commands"));
    m_tour->start(firstTour(targets));
}

void MainWindow::welcome(bool hasFonts) {
    if (!hasFonts)
        m_notice->say(NoticeBar::Kind::Warning, tr("No font of this system has Chinese characters; install fonts-noto-cjk or "
                                                   "fonts-wqy-microhei."));
    if (!Tour::seen()) QTimer::singleShot(0, this, [this] { startTour(); });
    m_worker.post([this] {
        const QList<Draft> drafts = DraftKeeper::leftBehind();
        QMetaObject::invokeMethod(
            this, [this, drafts] { offerDrafts(drafts); }, Qt::QueuedConnection);
    });
}

void MainWindow::offerDrafts(const QList<Draft>& drafts) {
    QList<Draft> recent;
    const QDateTime now = QDateTime::currentDateTime();
    for (const Draft& draft : drafts) {
        if (draft.time.daysTo(now) <= forget_drafts_days) recent << draft;
        else DraftKeeper::remove(draft);
    }
    if (recent.isEmpty()) return;
    const Draft draft = recent.first();
    const QString ago = agoText(static_cast<double>(draft.time.secsTo(now)));
    m_notice->say(NoticeBar::Kind::Information, tr("LayerLab ended with unsaved edits of %1 (%2).").arg(draft.name, ago), tr("Restore"),
                  [this, draft] {
                      confirmUnsaved([this, draft] {
                          const QString wrong = m_document.restore(draft.yaml, draft.path);
                          if (!wrong.isEmpty()) {
                              m_notice->say(NoticeBar::Kind::Error, wrong);
                              return;
                          }
                          DraftKeeper::remove(draft);
                          setView(View::Draft);
                      });
                  });
}

void MainWindow::chooseLanguage(int language) {
    const auto chosen = static_cast<Language>(language);
    const Language before = effective();
    saveLanguage(chosen);
    actionOf(*m_actions, chosen)->setChecked(true);
    if (effective() == before) {
        m_notice->dismiss();
        return;
    }
    // In the language that the person does not have yet, as well as in this one.
    const QString words = effective() == Language::Chinese ? QStringLiteral("LayerLab 下次启动时使用中文。")
                                                           : QStringLiteral("LayerLab will start in English.");
    if (m_session.isActive()) m_notice->say(NoticeBar::Kind::Information, words);
    else
        m_notice->say(NoticeBar::Kind::Information, words,
                      effective() == Language::Chinese ? QStringLiteral("立即重新启动") : QStringLiteral("Restart now"), [this] {
                          if (m_session.isActive()) return;
                          m_restart = true;
                          close();
                      });
}

// Not modal: a training can be paused and stopped, and the help read, while a person looks at a file.
void MainWindow::importData(const QString& path) {
    if (!m_importer || m_importer->isHidden()) {  // hidden: closed, and about to be gone
        m_importer = new ImportAssistant(this);
        m_importer->setAttribute(Qt::WA_DeleteOnClose);
        m_importer->addAction(m_actions->help);  // its key works there too
        connect(m_importer, &ImportAssistant::chosen, this, [this](const Task& task) {
            setView(View::Draft);
            editShown(m_document, tr("import data"), {}, [&task](Experiment& experiment) { experiment.task = task; });
        });
    }
    m_importer->show();
    m_importer->raise();
    m_importer->activateWindow();
    if (!path.isEmpty()) m_importer->setFile(path);
}

void MainWindow::exportStack() {
    auto* dialog = new QFileDialog(this, tr("Save a picture of the stack"), {}, tr("Pictures (*.png *.svg *.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(QFileInfo(m_document.displayName()).completeBaseName() + QStringLiteral("-stack.png"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (const QString wrong = m_canvas->saveTo(path); !wrong.isEmpty()) m_notice->say(NoticeBar::Kind::Error, wrong);
    });
    dialog->open();
}

void MainWindow::tellOfTheEnd(const Event& event) {
    const double seconds = m_training_since > 0 ? event.time - m_training_since : 0;
    const QString name = QFileInfo(m_session.runFolder()).fileName();
    if (std::holds_alternative<Finished>(event.what)) {
        const RouteResult* full = nullptr;
        for (const RouteResult& result : m_charts->depthChart()->results())
            if (!full || result.depth() > full->depth()) full = &result;
        const bool shown = full && m_shown.folder() == m_session.runFolder();
        m_notifier->runEnded(tr("%1 is trained").arg(name),
                             shown ? tr("%1 at full depth, after %2").arg(percentText(full->accuracy), durationText(seconds))
                                   : tr("after %1").arg(durationText(seconds)),
                             seconds);
    } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
        m_notifier->runEnded(tr("%1 failed").arg(name), QString::fromStdString(failed->message), seconds);
    }
}

}  // namespace layerlab
