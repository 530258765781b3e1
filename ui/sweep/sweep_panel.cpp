#include "ui/sweep/sweep_panel.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/platform/machine.h"
#include "ui/format.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/wheel_guard.h"
#include "ui/library/runs_delegate.h"
#include "ui/shell/actions.h"
#include "ui/sweep/sweep_delegate.h"
#include "ui/sweep/sweep_session.h"
#include "ui/sweep/sweep_words.h"

namespace layerlab {

namespace {

constexpr int narrow_characters = 95;  // of width

}  // namespace

SweepPanel::SweepPanel(SweepSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_pages(new QStackedWidget(this)),
      m_chooser(new QComboBox),
      m_bar(new QProgressBar),
      m_left(new MutedLabel),
      m_problem(new QLabel),
      m_jobs_label(new MutedLabel(tr("Jobs"))),
      m_jobs(new QSpinBox),
      m_view(new QTableView) {
    setAccessibleName(tr("Sweeps"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    auto* empty = new MutedLabel(
        tr("A sweep trains one experiment with several values and seeds.\nRight-click a field of the inspector, choose “Sweep this "
           "field…”, then press Run sweep."));
    empty->setObjectName(QStringLiteral("noSweep"));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->addWidget(empty);
    auto* page = new QWidget;
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_pages->addWidget(page);
    buildTop();
    buildView();
    buildActions();
    connect(&m_session, &SweepSession::listed, this, &SweepPanel::list);
    connect(&m_session, &SweepSession::changed, this, &SweepPanel::follow);
    list();
    follow();
}

void SweepPanel::buildTop() {
    auto* rows = static_cast<QVBoxLayout*>(m_pages->widget(1)->layout());
    auto* line = new QHBoxLayout;
    line->setContentsMargins(10, 5, 10, 5);
    line->setSpacing(8);
    m_chooser->setObjectName(QStringLiteral("sweepChooser"));
    m_chooser->setAccessibleName(tr("Which sweep"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(8);
    guardWheel(m_chooser);
    connect(m_chooser, &QComboBox::activated, this, [this] { m_session.show(m_chooser->currentData().toString()); });
    m_bar->setObjectName(QStringLiteral("sweepProgress"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(true);
    m_bar->setAccessibleName(tr("Progress of the sweep"));
    m_bar->setMinimumWidth(fontMetrics().averageCharWidth() * 9);
    m_left->setObjectName(QStringLiteral("sweepTimeLeft"));
    m_jobs->setObjectName(QStringLiteral("sweepJobs"));
    m_jobs->setRange(1, allowedThreads());
    m_jobs->setValue(m_session.jobs());
    m_jobs->setAccessibleName(tr("Runs at a time"));
    m_jobs->setToolTip(tr("How many runs are trained at a time, each in a process of its own; at most one a processor core."));
    guardWheel(m_jobs);
    connect(m_jobs, &QSpinBox::valueChanged, this, [this](int jobs) { m_session.setJobs(jobs); });
    m_jobs_label->setBuddy(m_jobs);
    line->addWidget(m_chooser, 1);
    line->addWidget(m_bar, 2);
    line->addWidget(m_left);
    line->addWidget(m_jobs_label);
    line->addWidget(m_jobs);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    for (const char* name : {"sweepGo", "sweepStop", "sweepCancel"}) {
        auto* button = new QToolButton;
        button->setObjectName(QLatin1String(name));
        button->setFocusPolicy(Qt::StrongFocus);
        m_buttons << button;
        buttons->addWidget(button);
    }
    line->addLayout(buttons);
    rows->addLayout(line);
    m_problem->setObjectName(QStringLiteral("error"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(10, 0, 10, 4);
    m_problem->hide();
    rows->addWidget(m_problem);
}

void SweepPanel::buildView() {
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new SweepDelegate(this));
    m_view->setAccessibleName(tr("Runs of the sweep"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDragDropOverwriteMode(false);
    m_view->setDropIndicatorShown(true);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.8));
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setStretchLastSection(true);
    static_cast<QVBoxLayout*>(m_pages->widget(1)->layout())->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(&m_model, &SweepModel::moveAsked, &m_session, &SweepSession::move);
    connect(m_view, &QTableView::doubleClicked, this, [this] { m_open->trigger(); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SweepPanel::updateActions);
    connect(m_view, &QTableView::customContextMenuRequested, this, [this](const QPoint& position) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setToolTipsVisible(true);
        menu->addActions({m_open});
        menu->addSeparator();
        menu->addActions({m_up, m_down});
        menu->addSeparator();
        menu->addActions({m_retry, m_cancel, m_remove});
        menu->popup(m_view->viewport()->mapToGlobal(position));
    });
}

void SweepPanel::buildActions() {
    const auto add = [this](const QString& text, const QString& help, const QList<QKeySequence>& keys) {
        auto* action = new QAction(text, m_view);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setProperty("help", help);
        m_view->addAction(action);
        return action;
    };
    m_open = add(tr("&Open the run"), tr("Show the run's charts and stack"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    m_up = add(tr("Run &earlier"), tr("Before the waiting run above"), {QKeySequence(QStringLiteral("Alt+Up"))});
    m_down = add(tr("Run &later"), tr("After the waiting run below"), {QKeySequence(QStringLiteral("Alt+Down"))});
    m_retry = add(tr("&Try again"), tr("Go on from the last checkpoint, or begin anew"), {QKeySequence(QStringLiteral("Ctrl+Return"))});
    m_cancel = add(tr("&Cancel this run"), tr("The run is not wanted any more; a running one is stopped"), {});
    m_remove = add(tr("&Remove from the sweep"), tr("Take the run out of the sweep; what it has trained stays in the library"),
                   {QKeySequence(QStringLiteral("Del"))});
    connect(m_open, &QAction::triggered, this, [this] {
        const QString folder = m_view->currentIndex().data(SweepModel::FolderRole).toString();
        if (!folder.isEmpty()) Q_EMIT openRun(folder);
    });
    connect(m_up, &QAction::triggered, this, [this] { moveSelected(-1); });
    connect(m_down, &QAction::triggered, this, [this] { moveSelected(1); });
    connect(m_retry, &QAction::triggered, this, [this] { m_session.retry(selected()); });
    connect(m_cancel, &QAction::triggered, this, [this] { m_session.cancelRuns(selected()); });
    connect(m_remove, &QAction::triggered, this, [this] { m_session.remove(selected()); });
    updateActions();
}

void SweepPanel::setCommands(QAction* go, QAction* stop, QAction* cancel) {
    const QList<QAction*> commands{go, stop, cancel};
    for (qsizetype i = 0; i < commands.size(); ++i) {
        QToolButton* button = m_buttons.at(i);
        QAction* command = commands.at(i);
        const auto show = [button, command] {
            button->setText(command->iconText());
            button->setEnabled(command->isEnabled());
            button->setToolTip(command->toolTip());
            button->setAccessibleName(command->iconText());
        };
        connect(command, &QAction::changed, button, show);
        connect(button, &QToolButton::clicked, command, &QAction::trigger);
        show();
    }
}

// ---- what is shown -------------------------------------------------------------------------------------------------

void SweepPanel::list() {
    const QSignalBlocker quiet(m_chooser);
    m_chooser->clear();
    for (const QString& folder : m_session.sweeps()) m_chooser->addItem(nameOfSweep(folder), folder);
    const QString shown = m_session.shown().folder;
    // One that was opened from elsewhere.
    if (!shown.isEmpty() && m_chooser->findData(shown) < 0) m_chooser->addItem(nameOfSweep(shown), shown);
    m_chooser->setCurrentIndex(m_chooser->findData(shown));
    m_chooser->setToolTip(shown);
}

void SweepPanel::follow() {
    const ShownSweep& sweep = m_session.shown();
    m_pages->setCurrentIndex(sweep.exists() ? 1 : 0);
    if (m_chooser->currentData().toString() != sweep.folder) list();
    m_model.setSweep(sweep);
    m_problem->setText(sweep.problem);
    m_problem->setVisible(!sweep.problem.isEmpty());
    m_bar->setValue(qRound(sweep.progress * 1000));
    m_bar->setFormat(progressText());
    QString left;
    if (sweep.stopping) left = tr("stopping");
    else if (sweep.ours && sweep.seconds_left && (sweep.busy || !sweep.paused)) left = tr("%1 left").arg(durationText(*sweep.seconds_left));
    else if (sweep.ours && sweep.paused) left = tr("paused");
    else if (sweep.elsewhere) left = tr("run by another process");
    if (sweep.ours && sweep.paused && sweep.busy && !sweep.stopping) left = tr("paused: running ones go on");
    m_left->setText(left);
    arrange();
    if (m_jobs->value() != m_session.jobs()) {
        const QSignalBlocker quiet(m_jobs);
        m_jobs->setValue(m_session.jobs());
    }
    size();
    updateActions();
}

// What is said besides goes where there is little room; the bar's tooltip has it.
void SweepPanel::arrange() {
    const bool narrow = width() < fontMetrics().averageCharWidth() * narrow_characters;
    m_jobs_label->setHidden(narrow);
    m_left->setHidden(narrow || m_left->text().isEmpty());
    m_bar->setToolTip(m_left->text().isEmpty() ? progressText() : progressText() + QStringLiteral(", ") + m_left->text());
}

QSize SweepPanel::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 58, QWidget::minimumSizeHint().height()}; }

void SweepPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

QString SweepPanel::progressText() const {
    const ShownSweep& sweep = m_session.shown();
    const std::size_t all = sweep.state.entries.size(), finished = sweep.count(SweepStatus::Finished);
    QString text = tr("%1 of %2").arg(stepText(static_cast<std::int64_t>(finished)), runsText(all));
    if (const std::size_t failed = sweep.count(SweepStatus::Failed)) text += tr(", %1 failed").arg(failed);
    return text;
}

void SweepPanel::size() {
    const QString folder = m_session.shown().folder;
    if (folder == m_sized || m_model.rowCount() == 0) return;
    m_sized = folder;
    const QFontMetrics metrics = fontMetrics();
    const int character = metrics.averageCharWidth(), most = character * 24;
    for (int column = 0; column + 1 < m_model.columnCount(); ++column) {
        const int title = metrics.horizontalAdvance(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()) +
                          2 * RunsDelegate::margin + 6;
        const int content = static_cast<QAbstractItemView*>(m_view)->sizeHintForColumn(column);
        int least = column == m_model.column(SweepModel::Status) ? character * 12 : character * 8;
        least = qMax(least, qMin(title, most));
        m_view->setColumnWidth(column, qBound(least, content, most));
    }
}

// ---- what can be done ----------------------------------------------------------------------------------------------

QList<int> SweepPanel::selected() const {
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QList<int> numbers;
    for (const QModelIndex& row : std::as_const(rows)) numbers << row.data(SweepModel::NumberRole).toInt();
    return numbers;
}

void SweepPanel::moveSelected(int by) {
    const QList<int> numbers = selected();
    if (numbers.size() != 1) return;
    const SweepEntry* next = m_model.entry(m_model.rowOf(numbers.first()) + by);
    if (next) m_session.move(numbers.first(), next->number);
}

void SweepPanel::updateActions() {
    const QList<int> numbers = selected();
    const ShownSweep& sweep = m_session.shown();
    const QString none = numbers.isEmpty() ? tr("Select a run of the sweep first.") : QString();
    const auto any = [&](std::initializer_list<SweepStatus> statuses) {
        return std::any_of(numbers.begin(), numbers.end(), [&](int number) {
            const SweepEntry* entry = sweep.find(number);
            return entry && std::find(statuses.begin(), statuses.end(), entry->status) != statuses.end();
        });
    };
    const auto reason = [&](bool possible, const QString& why) { return none.isEmpty() && !possible ? why : none; };
    const SweepEntry* current = m_model.entry(m_view->currentIndex().row());
    const SweepEntry* one = numbers.size() == 1 ? sweep.find(numbers.first()) : nullptr;
    const auto next = [&](int by) {
        const SweepEntry* other = one ? m_model.entry(m_model.rowOf(one->number) + by) : nullptr;
        return one && one->status == SweepStatus::Waiting && other && other->status == SweepStatus::Waiting;
    };
    const QString elsewhere = sweep.elsewhere && !sweep.ours ? tr("Another process runs this sweep.") : QString();
    const auto allow = [&](QAction* action, const QString& why, bool changes = true) {
        Actions::allow(action, changes && why.isEmpty() ? elsewhere : why);
    };
    allow(m_open, reason(current && !current->run.empty(), tr("The run has not begun.")), false);
    allow(m_up, reason(next(-1), tr("Only a waiting run can change its place, among waiting ones.")));
    allow(m_down, reason(next(1), tr("Only a waiting run can change its place, among waiting ones.")));
    allow(m_retry, reason(any({SweepStatus::Failed, SweepStatus::Stopped, SweepStatus::Cancelled}),
                          tr("Only a run that failed, was stopped or cancelled can be tried again.")));
    allow(m_cancel, reason(any({SweepStatus::Waiting, SweepStatus::Running, SweepStatus::Stopped}), tr("The run has ended.")));
    allow(m_remove,
          reason(any({SweepStatus::Waiting, SweepStatus::Finished, SweepStatus::Failed, SweepStatus::Stopped, SweepStatus::Cancelled}),
                 tr("The run is being trained; cancel it first.")));
}

void SweepPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_session.setWatched(this, true);
}

void SweepPanel::hideEvent(QHideEvent* event) {
    m_session.setWatched(this, false);
    QWidget::hideEvent(event);
}

void SweepPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) m_view->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.8));
    QWidget::changeEvent(event);
}

}  // namespace layerlab
