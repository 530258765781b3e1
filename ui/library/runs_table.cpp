#include "ui/library/runs_table.h"

#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QSettings>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/format.h"
#include "ui/inspector/muted_label.h"
#include "ui/library/filter_line.h"
#include "ui/library/run_actions.h"
#include "ui/library/runs_delegate.h"

namespace layerlab {

namespace {

constexpr int read_every_ms = 2000;
constexpr int rows_measured = 50;  // for the columns' widths

// What QSettings call a column that can be hidden.
QString columnKey(int column) {
    static const char* const names[] = {"run", "status", "techniques", "params", "full", "half", "test", "latency", "time", "tags", "note"};
    static_assert(std::size(names) == RunsModel::ColumnCount);
    return QStringLiteral("runs/columns/") + QLatin1String(names[column]);
}

// What folds or unfolds a group.
bool foldsGroups(int key) {
    return key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Left || key == Qt::Key_Right;
}

}  // namespace

RunsTable::RunsTable(const QString& libraryFolder, QWidget* parent)
    : QWidget(parent),
      m_library(libraryFolder),
      m_sorted(m_model),
      m_groups(m_model, m_sorted),
      m_filter(new FilterLine(this)),
      m_view(new QTableView(this)),
      m_empty(new MutedLabel(tr("Runs appear here. Press Train."), this)),
      m_nothing_found(new QWidget(this)),
      m_group_button(m_filter->addButton("groupButton")),
      m_archive_button(m_filter->addButton("archiveButton")),
      m_group_menu(new QMenu(m_group_button)),
      m_delegate(new RunsDelegate(this)),
      m_actions(new RunActions(m_view)),
      m_reader(std::make_shared<LibraryReader>(libraryFolder.toStdString())),
      m_edits(m_model, m_worker) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_nothing_found, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    auto* found = new QVBoxLayout(m_nothing_found);
    m_why_nothing = new MutedLabel({}, m_nothing_found);
    m_why_nothing->setObjectName(QStringLiteral("nothingFound"));
    m_clear_filter = new QPushButton(tr("Clear filter"), m_nothing_found);
    m_clear_filter->setObjectName(QStringLiteral("clearFilter"));
    found->addStretch();
    found->addWidget(m_why_nothing, 0, Qt::AlignHCenter);
    found->addWidget(m_clear_filter, 0, Qt::AlignHCenter);
    found->addStretch();
    buildView();
    connectActions();
    connectGroups();

    connect(m_clear_filter, &QPushButton::clicked, this, [this] {
        m_filter->clear();
        m_view->setFocus();
    });
    connect(m_filter, &FilterLine::filterChanged, this, [this] {
        m_sorted.setFilter(m_filter->filter());
        showWhatThereIs();
        readExperiments();
    });
    connect(m_filter, &FilterLine::left, this, [this] {
        m_view->setFocus();
        if (!m_view->currentIndex().isValid()) m_view->setCurrentIndex(m_view->model()->index(0, RunsModel::Run));
    });
    // A new label may bring a run into the filter, or take it out.
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&m_sorted, changed, this, &RunsTable::showWhatThereIs);
    connect(&m_model, &RunsModel::labelsChanged, this, &RunsTable::labelsChanged);
    connect(&m_model, &RunsModel::renameAsked, &m_edits, &LibraryEdits::rename);
    connect(&m_edits, &LibraryEdits::moved, this, &RunsTable::refresh);
    connect(&m_edits, &LibraryEdits::trashed, this, &RunsTable::trashed);
    connect(&m_edits, &LibraryEdits::failed, this, &RunsTable::failed);
    m_timer.setInterval(read_every_ms);
    connect(&m_timer, &QTimer::timeout, this, &RunsTable::refresh);
    showWhatThereIs();
    showColumns();
    updateActions();
}

void RunsTable::buildView() {
    m_view->setModel(&m_sorted);
    m_view->setItemDelegate(m_delegate);
    m_view->setAccessibleName(tr("Runs"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.8));
    QHeaderView* header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setResizeContentsPrecision(rows_measured);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(RunsModel::Run, Qt::DescendingOrder);
    m_view->installEventFilter(this);

    connect(header, &QHeaderView::customContextMenuRequested, this, &RunsTable::showColumnMenu);
    connect(m_view, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        if (const QString folder = folderAt(index); !folder.isEmpty()) Q_EMIT openRun(folder);
    });
    connect(m_view, &QTableView::customContextMenuRequested, this, &RunsTable::showMenu);
    followSelection();
}

void RunsTable::refresh() {
    if (m_reading) return;
    m_reading = true;
    m_worker.post([this, reader = m_reader, changes = m_edits.changes()] {
        auto runs = reader->read();
        QMetaObject::invokeMethod(
            this,
            [this, changes, runs = std::move(runs)] {
                m_reading = false;
                if (changes != m_edits.changes()) refresh();  // read before what was changed since
                else if (runs) take(*runs);
            },
            Qt::QueuedConnection);
    });
}

void RunsTable::take(const std::vector<LibraryRun>& runs) {
    m_model.setRuns(runs);
    readExperiments();
    showWhatThereIs();
    showColumns();
    if (!m_sized && !runs.empty()) {
        m_sized = true;
        // Figures as narrow as they and their titles are; a long name leaves room for them: the tooltip has it whole.
        const QFontMetrics metrics = fontMetrics();
        const int character = metrics.averageCharWidth();
        for (int column = 0; column < RunsModel::ColumnCount; ++column) {
            int title = 0;
            for (const QString& line : m_sorted.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().split(QLatin1Char('\n')))
                title = qMax(title, metrics.horizontalAdvance(line) + 2 * RunsDelegate::margin + 2);
            const int content = static_cast<QAbstractItemView*>(m_view)->sizeHintForColumn(column);
            const bool figure = column >= RunsModel::Parameters && column <= RunsModel::Time;
            // Shown once a run has been tested, and wide enough for that.
            if (column == RunsModel::TestAccuracy)
                title = qMax(title, metrics.horizontalAdvance(percentText(1)) + 2 * RunsDelegate::margin);
            const int least = column == RunsModel::Run ? character * 20 : figure ? title : qMax(title, character * 15);
            m_view->setColumnWidth(column, qBound(least, content, qMax(least, character * 24)));
        }
    }
    // A run that went away elsewhere cannot be drawn any more.
    QStringList still_there = m_overlaid;
    still_there.removeIf([this](const QString& folder) {
        return !m_model.find(folder) && QDir::cleanPath(QFileInfo(folder).path()) == QDir::cleanPath(m_library);
    });
    setOverlaid(still_there);
    giveOwnColour(m_open);
    updateActions();
    Q_EMIT listed();
}

void RunsTable::showWhatThereIs() {
    const int archived = m_model.archivedCount();
    const bool out_of_sight = !m_actions->show_archived->isChecked() && !m_filter->filter().namesArchive();
    const int all = m_model.rowCount() - (out_of_sight ? archived : 0), shown = m_sorted.rowCount();
    m_archive_button->setVisible(archived > 0);
    m_actions->show_archived->setIconText(tr("Archived (%1)").arg(archived));
    m_filter->setVisible(m_model.rowCount() > 0);
    m_filter->setCounts(shown, all);
    m_view->setVisible(shown > 0);
    m_empty->setVisible(m_model.rowCount() == 0);
    const bool filtered = !m_filter->filter().isEmpty();
    m_why_nothing->setText(filtered ? tr("No run matches the filter.") : tr("All runs are archived."));
    m_clear_filter->setVisible(filtered);
    m_nothing_found->setVisible(m_model.rowCount() > 0 && shown == 0);
}

void RunsTable::showColumns() {
    const QSettings settings;
    for (int column = RunsModel::Status; column < RunsModel::ColumnCount; ++column) {
        const bool optional = column == RunsModel::TestAccuracy || column == RunsModel::Tags || column == RunsModel::Note;
        const bool wanted = !optional || m_model.anyHas(static_cast<RunsModel::Column>(column));
        const bool shown = settings.value(columnKey(column), wanted).toBool();
        if (m_view->isColumnHidden(column) == shown) m_view->setColumnHidden(column, !shown);
    }
}

void RunsTable::showColumnMenu(const QPoint& position) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = RunsModel::Status; column < RunsModel::ColumnCount; ++column) {
        QAction* action = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        connect(action, &QAction::triggered, this, [this, column](bool shown) {
            QSettings().setValue(columnKey(column), shown);
            showColumns();
        });
    }
    menu->popup(m_view->horizontalHeader()->mapToGlobal(position));
}

void RunsTable::setOpenRun(const QString& folder) {
    m_open = folder;
    m_delegate->setOpenRun(folder);
    m_view->viewport()->update();
    giveOwnColour(folder);
}

void RunsTable::setResumeReason(const QString& reason_against) {
    m_resume_reason = reason_against;
    updateActions();
}

void RunsTable::focusFilter() {
    m_filter->line()->setFocus(Qt::ShortcutFocusReason);
    m_filter->line()->selectAll();
}

void RunsTable::setOverlaid(const QStringList& folders) {
    QStringList wanted = folders;
    wanted.removeDuplicates();
    if (wanted == m_overlaid) return;
    const QStringList before = std::exchange(m_overlaid, wanted);
    m_model.setOverlaid(m_overlaid);
    for (const QString& folder : std::as_const(m_overlaid))
        if (!before.contains(folder)) giveOwnColour(folder);
    updateActions();
    Q_EMIT overlaysChanged(m_overlaid);
}

// Runs drawn together differ in colour. What the library chooses is kept as a label, so that it holds tomorrow; what a
// person chose is left alone.
void RunsTable::giveOwnColour(const QString& folder) {
    const LibraryRun* run = m_model.find(folder);
    if (!run || run->labels.colour || (m_overlaid.isEmpty() && folder == m_open)) return;
    QSet<int> taken;
    for (const QString& other : m_overlaid + QStringList(m_open))
        if (other != folder && m_model.find(other)) taken << m_model.colour(other) % palette_size;
    if (!taken.contains(m_model.colour(folder) % palette_size)) return;
    for (int colour = 0; colour < palette_size; ++colour) {
        if (taken.contains(colour)) continue;
        m_edits.keepColour(folder, colour);
        return;
    }
}

bool RunsTable::eventFilter(QObject* watched, QEvent* event) {
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (watched == m_view && (override || event->type() == QEvent::KeyPress)) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (isGroup(m_view->currentIndex()) && foldsGroups(key->key())) {
            event->accept();
            if (!override) foldByKey(key->key());
            return true;
        }
        const bool undo = key->matches(QKeySequence::Undo), redo = key->matches(QKeySequence::Redo);
        // What was done here last is undone here; before that the keys are the window's.
        if ((undo || redo) && undoStack()->count() > 0) {
            event->accept();
            if (!override) undo ? undoStack()->undo() : undoStack()->redo();
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
    if (event->type() == QEvent::PaletteChange) m_actions->recolour();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
