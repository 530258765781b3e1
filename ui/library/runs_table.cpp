#include "ui/library/runs_table.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>
#include <exception>

#include "ui/inspector/muted_label.h"
#include "ui/library/runs_delegate.h"

namespace layerlab {

namespace {
constexpr int read_every_ms = 2000;
}

RunsTable::RunsTable(const QString& libraryFolder, QWidget* parent)
    : QWidget(parent),
      m_library(libraryFolder),
      m_view(new QTableView(this)),
      m_empty(new MutedLabel(tr("Runs appear here. Press Train."), this)),
      m_delegate(new RunsDelegate(this)) {
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(RunsModel::SortRole);
    m_sorted.setDynamicSortFilter(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    column->addWidget(m_empty, 1);
    m_empty->setAlignment(Qt::AlignCenter);

    m_view->setModel(&m_sorted);
    m_view->setItemDelegate(m_delegate);
    m_view->setAccessibleName(tr("Runs"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.8));
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(RunsModel::Run, Qt::DescendingOrder);
    m_view->installEventFilter(this);
    m_view->setVisible(false);

    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { Q_EMIT openRun(folderAt(index)); });
    connect(m_view, &QTableView::customContextMenuRequested, this, &RunsTable::showMenu);
    m_timer.setInterval(read_every_ms);
    connect(&m_timer, &QTimer::timeout, this, &RunsTable::refresh);
}

void RunsTable::refresh() {
    if (m_reading) return;
    m_reading = true;
    m_worker.post([this, library = m_library.toStdString()] {
        std::vector<RunSummary> runs;
        bool read = true;
        try {
            runs = listRuns(library);
        } catch (const std::exception&) {
            read = false;  // a share that is away for a moment: what was known stays
        }
        QMetaObject::invokeMethod(
            this,
            [this, runs = std::move(runs), read] {
                m_reading = false;
                if (read) take(runs);
            },
            Qt::QueuedConnection);
    });
}

void RunsTable::take(const std::vector<RunSummary>& runs) {
    m_model.setRuns(runs);
    m_view->setVisible(!runs.empty());
    m_empty->setVisible(runs.empty());
    if (!m_sized && !runs.empty()) {
        m_sized = true;
        m_view->resizeColumnsToContents();
        // Room for longer names to come, and a long name leaves room for the figures: the tooltip has it whole.
        const int character = fontMetrics().averageCharWidth();
        m_view->setColumnWidth(RunsModel::Run, qBound(character * 20, m_view->columnWidth(RunsModel::Run), character * 24));
        for (const int wide : {RunsModel::Status, RunsModel::Techniques})
            m_view->setColumnWidth(wide, qMax(m_view->columnWidth(wide), character * 12));
    }
    Q_EMIT listed();
}

void RunsTable::setOpenRun(const QString& folder) {
    m_delegate->setOpenRun(folder);
    m_view->viewport()->update();
}

void RunsTable::setResumeReason(const QString& reason_against) { m_resume_reason = reason_against; }

QString RunsTable::folderAt(const QModelIndex& index) const { return index.data(RunsModel::FolderRole).toString(); }

void RunsTable::showMenu(const QPoint& position) {
    const QModelIndex index = m_view->indexAt(position);
    if (!index.isValid()) return;
    const QString folder = folderAt(index);
    const RunSummary* run = m_model.run(folder);
    if (!run) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->setDefaultAction(menu->addAction(tr("Open"), this, [this, folder] { Q_EMIT openRun(folder); }));
    QAction* resume = menu->addAction(tr("Resume"), this, [this, folder] { Q_EMIT resumeRun(folder); });
    const QString reason = !canResume(*run) ? tr("Only a run that was stopped or broke off can be resumed.") : m_resume_reason;
    resume->setEnabled(reason.isEmpty());
    resume->setToolTip(reason);
    menu->addAction(tr("Duplicate as new experiment"), this, [this, folder] { Q_EMIT duplicateRun(folder); });
    menu->addSeparator();
    menu->addAction(tr("Open folder"), this, [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    menu->addAction(tr("Copy path"), this, [folder] { QApplication::clipboard()->setText(QDir::toNativeSeparators(folder)); });
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

bool RunsTable::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_view->currentIndex().isValid()) {
            Q_EMIT openRun(folderAt(m_view->currentIndex()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RunsTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
    m_timer.start();
}

void RunsTable::hideEvent(QHideEvent* event) {
    m_timer.stop();
    QWidget::hideEvent(event);
}

void RunsTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) m_view->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.8));
    QWidget::changeEvent(event);
}

}  // namespace layerlab
