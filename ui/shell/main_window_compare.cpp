// MainWindow: runs beside each other, and reports of them.
#include <QDesktopServices>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QSettings>
#include <QSplitter>
#include <QStandardPaths>
#include <QTabWidget>
#include <QUrl>
#include <algorithm>
#include <map>
#include <utility>

#include "ui/canvas/stack_canvas.h"
#include "ui/compare/compare_view.h"
#include "ui/compare/report_file.h"
#include "ui/library/runs_table.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/stage_picker.h"
#include "ui/shell/notice_bar.h"

namespace layerlab {

namespace {

const auto report_folder_key = QStringLiteral("report/folder");
constexpr int low_runs = 9;  // lines of text: the filter, the titles and some runs

// Runs of the library that share an experiment's name or a tag with one of these, where that brings at least one more. What was
// archived stays where it is.
QList<RunFamily> familiesOf(const RunsTable& library, const QStringList& compared) {
    QStringList names, tags;
    library.runsWhere([&](const LibraryRun& run) {
        if (!compared.contains(run.folder)) return false;
        names << experimentName(run.summary);
        for (const std::string& tag : run.labels.tags) tags << QString::fromStdString(tag);
        return true;
    });
    names.removeDuplicates();
    tags.removeDuplicates();
    QList<RunFamily> families;
    const auto add = [&](const QString& title, const QStringList& folders) {
        const bool more = std::any_of(folders.begin(), folders.end(), [&](const QString& folder) { return !compared.contains(folder); });
        if (more) families << RunFamily{title.arg(folders.size()), folders};
    };
    for (const QString& name : std::as_const(names))
        add(MainWindow::tr("All %1 runs named %2").arg(QStringLiteral("%1"), name),
            library.runsWhere([&name](const LibraryRun& run) { return !run.labels.archived && experimentName(run.summary) == name; }));
    for (const QString& tag : std::as_const(tags))
        add(MainWindow::tr("All %1 runs tagged %2").arg(QStringLiteral("%1"), tag),
            library.runsWhere([wanted = tag.toStdString()](const LibraryRun& run) {
                const auto& its = run.labels.tags;
                return !run.labels.archived && std::find(its.begin(), its.end(), wanted) != its.end();
            }));
    return families;
}

}  // namespace

void MainWindow::connectCompare() {
    m_compare->setProperty("helpPage", "compare");
    m_compare->setColours([this](const QString& folder) { return m_runs->colour(folder); });
    m_compare->setFamilies([this](const QStringList& compared) { return familiesOf(*m_runs, compared); });
    m_compare->setCommands(m_runs->compareAction(), m_actions->export_report);
    connect(m_runs, &RunsTable::compareRuns, this, &MainWindow::compareRuns);
    connect(m_runs, &RunsTable::labelsChanged, this, [this](const QString& folder) {
        if (m_compare->runs().contains(folder)) m_compare->refreshLooks();
    });
    // A run that was thrown away cannot be compared any more.
    connect(m_runs, &RunsTable::listed, this, [this] {
        QStringList left = m_compare->runs();
        left.removeIf([this](const QString& folder) {
            return !m_runs->run(folder) && QDir::cleanPath(QFileInfo(folder).path()) == QDir::cleanPath(m_library);
        });
        m_compare->setRuns(left);
    });
    connect(m_compare, &CompareView::runsChanged, this, &MainWindow::updateReport);
    connect(m_actions->export_report, &QAction::triggered, this, &MainWindow::exportReport);
    connect(m_compare, &CompareView::failed, this, [this](const QString& message) { m_notice->say(NoticeBar::Kind::Error, message); });
    connect(m_compare, &CompareView::routeChosen, this, &MainWindow::showRoute);
    connect(&m_shown, &ShownRun::routeChanged, this, [this] {
        if (m_route_next.empty() || m_shown.isLoading()) return;  // of the run before
        const Route route = std::exchange(m_route_next, {});
        if (m_shown.isLive() || m_shown.isFollowed()) return;  // a training draws its own
        m_hand_route.setRoute(route);
    });
    connect(&m_shown, &ShownRun::failed, this, [this] { m_route_next.clear(); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() == m_compare) makeRoomToCompare();
        else giveRoomBack();
    });
    connect(m_actions->compare_tab, &QAction::triggered, this, [this] {
        m_tabs->setCurrentWidget(m_compare);
        m_compare->setFocus();
    });
}

void MainWindow::compareRuns(const QStringList& folders) {
    m_compare->addRuns(folders);
    m_tabs->setCurrentWidget(m_compare);
}

// Four cards need the width of the window; the panels beside them are about the draft and the run on display.
void MainWindow::makeRoomToCompare() {
    for (QDockWidget* dock : {m_inspector_dock, m_charts_dock}) {
        if (dock->isHidden() || dock->isFloating()) continue;
        putAside(dock);
    }
    const QList<int> heights = m_splitter->sizes();
    const int few_rows = fontMetrics().height() * low_runs;
    if (m_lower->isHidden() || heights.value(1) <= few_rows) return;
    m_heights_before = heights;
    m_splitter->setSizes({heights[0] + heights[1] - few_rows, few_rows});
}

void MainWindow::putAside(QDockWidget* dock) {
    if (m_aside.isEmpty()) m_state_before = saveState();
    m_aside.insert(dock, dock->width());
    dock->hide();
}

void MainWindow::giveRoomBack() {
    const QHash<QDockWidget*, int> aside = std::exchange(m_aside, {});
    for (QDockWidget* dock : aside.keys()) dock->show();
    // A panel that comes back has its least width until it is told another one.
    if (!aside.isEmpty()) resizeDocks(aside.keys(), aside.values(), Qt::Horizontal);
    if (const QList<int> heights = std::exchange(m_heights_before, {}); !heights.isEmpty()) m_splitter->setSizes(heights);
}

void MainWindow::showRoute(const QString& folder, const Route& route) {
    if (QFileInfo(m_shown.folder()) != QFileInfo(folder) || m_shown.isLive() || m_shown.isFollowed()) {
        m_route_next = route;
        openRun(folder);
        return;
    }
    showOnStack(route);
}

// A route is one of the model that the run leaves, whichever stage was looked at.
void MainWindow::showOnStack(const Route& route) {
    setView(View::Run);
    m_tabs->setCurrentWidget(m_canvas);
    m_stage_picker->showNewest();
    m_hand_route.setRoute(route);
}

void MainWindow::updateReport() {
    const bool anything = !m_compare->runs().isEmpty() || !m_shown.folder().isEmpty();
    Actions::allow(m_actions->export_report, anything ? QString() : tr("Compare runs, or open one, first."));
}

void MainWindow::exportReport() {
    const bool compared = !m_compare->runs().isEmpty();
    const QStringList folders = compared ? m_compare->runs() : QStringList(m_shown.folder());
    const QString name = folders.size() == 1 ? m_runs->displayName(folders.first()) : tr("%1 runs").arg(folders.size());
    auto* dialog = new QFileDialog(this, tr("Report of %1").arg(name), {}, tr("Web page (*.html);;PDF (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    dialog->setDirectory(
        QSettings().value(report_folder_key, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString());
    dialog->selectFile(folders.size() == 1 ? name + QStringLiteral("-report.html") : QStringLiteral("comparison-report.html"));
    // Another kind of file gives the name another ending.
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        const QString suffix = filter.contains(QLatin1String("*.pdf")) ? QStringLiteral("pdf") : QStringLiteral("html");
        dialog->setDefaultSuffix(suffix);
        const QFileInfo chosen(dialog->selectedFiles().value(0));
        if (!chosen.fileName().isEmpty()) dialog->selectFile(chosen.completeBaseName() + QLatin1Char('.') + suffix);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, folders, split = m_compare->split()](const QString& path) {
        QSettings().setValue(report_folder_key, QFileInfo(path).absolutePath());
        m_notice->say(NoticeBar::Kind::Information, tr("Writing the report…"));
        m_worker.post([this, folders, split, path] {
            const QString wrong = saveReport(folders, split, path);
            QMetaObject::invokeMethod(
                this,
                [this, path, wrong] {
                    if (!wrong.isEmpty()) return m_notice->say(NoticeBar::Kind::Error, wrong);
                    m_notice->say(NoticeBar::Kind::Information, tr("The report is in %1.").arg(QDir::toNativeSeparators(path)), tr("Open"),
                                  [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
                },
                Qt::QueuedConnection);
        });
    });
    dialog->open();
}

}  // namespace layerlab
