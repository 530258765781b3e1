// RunsTable: runs in groups, the archive, and what their experiments say.
#include <QAction>
#include <QActionGroup>
#include <QCompleter>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QToolButton>
#include <exception>

#include "engine/experiment/fields.h"
#include "ui/library/filter_line.h"
#include "ui/library/run_actions.h"
#include "ui/library/runs_table.h"

namespace layerlab {

namespace {

const auto group_setting = QStringLiteral("runs/group");
constexpr int experiments_at_once = 50;  // read before the table shows what they say

// Keys that runs often differ in, offered by name; any other can be typed.
QStringList usualKeys() { return {QStringLiteral("task.kind"), QStringLiteral("model.layers"), QStringLiteral("seed")}; }

bool isKnownKey(const QString& key) {
    return GroupedRuns::ownKeys().contains(key) || (!key.isEmpty() && keyHelp(key.toStdString()) != nullptr);
}

}  // namespace

void RunsTable::connectGroups() {
    m_group_button->setPopupMode(QToolButton::InstantPopup);
    m_group_button->setMenu(m_group_menu);
    m_group_button->setToolTip(tr("Show the runs in groups of one value of a key, with their means"));
    m_archive_button->setDefaultAction(m_actions->show_archived);
    connect(m_group_menu, &QMenu::aboutToShow, this, &RunsTable::fillGroupMenu);
    connect(m_actions->group, &QAction::triggered, m_group_button, &QToolButton::showMenu);
    connect(m_actions->show_archived, &QAction::toggled, this, [this](bool shown) {
        m_sorted.setArchivedShown(shown);
        showWhatThereIs();
    });
    // Labels say what is archived; a run that goes there leaves the table.
    connect(&m_model, &RunsModel::dataChanged, this, &RunsTable::showWhatThereIs);

    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (isGroup(index)) m_groups.setOpen(index.row(), !m_groups.isOpen(index.row()));
    });
    connect(&m_groups, &GroupedRuns::aboutToRebuild, this, [this] {
        if (m_view->model() != &m_groups) return;
        m_selected_before = selected();
        const QModelIndex current = m_view->currentIndex();
        m_current_before = current.isValid() ? folderAt(current) : QString();
        m_current_is_group_before = isGroup(current);
        m_current_group_before = m_current_is_group_before ? m_groups.valueAt(current.row()) : QString();
    });
    connect(&m_groups, &GroupedRuns::rebuilt, this, [this] {
        if (m_view->model() == &m_groups) showGroups();
    });
    if (const QString key = QSettings().value(group_setting).toString(); isKnownKey(key)) groupBy(key);
    else groupBy({});
}

bool RunsTable::isGroup(const QModelIndex& index) const {
    return index.isValid() && index.model() == &m_groups && m_groups.isGroup(index.row());
}

void RunsTable::followSelection() {
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsTable::updateActions);
}

void RunsTable::groupBy(const QString& key) {
    const QStringList kept = selected();
    QAbstractItemModel* wanted = key.isEmpty() ? static_cast<QAbstractItemModel*>(&m_sorted) : &m_groups;
    if (m_view->model() != wanted) {
        m_view->clearSpans();
        QItemSelectionModel* old = m_view->selectionModel();
        m_view->setModel(wanted);
        if (old != m_view->selectionModel()) delete old;
        followSelection();
    }
    m_groups.setKey(key);
    m_selected_before = kept;
    m_current_before = kept.isEmpty() ? QString() : kept.first();
    m_current_is_group_before = false;
    showGroups();
    m_group_button->setText(
        key.isEmpty() ? tr("Group by") : tr("By %1").arg(GroupedRuns::ownKeys().contains(key) ? GroupedRuns::keyName(key).toLower() : key));
    if (key.isEmpty()) QSettings().remove(group_setting);
    else QSettings().setValue(group_setting, key);
    readExperiments();
    updateActions();
}

// After all rows changed: a group's name takes the room of the columns without a figure, and what was selected is so again.
void RunsTable::showGroups() {
    m_view->clearSpans();
    QAbstractItemModel& model = *m_view->model();
    QItemSelection again;
    QModelIndex current;
    const QSet<QString> wanted(m_selected_before.begin(), m_selected_before.end());
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, RunsModel::Run);
        if (isGroup(index)) {
            m_view->setSpan(row, RunsModel::Run, 1, RunsModel::Techniques - RunsModel::Run + 1);
            if (m_current_is_group_before && m_groups.valueAt(row) == m_current_group_before) current = index;
            continue;
        }
        const QString folder = folderAt(index);
        if (wanted.contains(folder)) again.select(index, model.index(row, model.columnCount() - 1));
        if (!m_current_before.isEmpty() && folder == m_current_before) current = index;
    }
    if (current.isValid()) m_view->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    if (!again.isEmpty()) m_view->selectionModel()->select(again, QItemSelectionModel::ClearAndSelect);
    updateActions();
}

void RunsTable::fillGroupMenu() {
    m_group_menu->clear();
    auto* one_of = new QActionGroup(m_group_menu);
    const auto offer = [&](const QString& text, const QString& key) {
        QAction* action = m_group_menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_groups.key() == key);
        one_of->addAction(action);
        connect(action, &QAction::triggered, this, [this, key] { groupBy(key); });
    };
    offer(tr("No groups"), {});
    m_group_menu->addSeparator();
    for (const QString& key : GroupedRuns::ownKeys()) offer(GroupedRuns::keyName(key), key);
    m_group_menu->addSeparator();
    QStringList keys = usualKeys();
    if (!m_groups.key().isEmpty() && !GroupedRuns::ownKeys().contains(m_groups.key()) && !keys.contains(m_groups.key()))
        keys << m_groups.key();
    for (const QString& key : std::as_const(keys)) offer(key, key);
    m_group_menu->addSeparator();
    QAction* other = m_group_menu->addAction(tr("Any other key…"));
    connect(other, &QAction::triggered, this, &RunsTable::askForKey);
}

void RunsTable::askForKey() {
    QStringList keys;
    for (const KeyHelp& key : allKeys()) keys << QString::fromStdString(key.path);
    auto* line = new QLineEdit(GroupedRuns::ownKeys().contains(m_groups.key()) ? QString() : m_groups.key());
    line->setObjectName(QStringLiteral("groupKeyEditor"));
    line->setAccessibleName(tr("Key"));
    line->setPlaceholderText(QStringLiteral("techniques.layer_drop.rate"));
    line->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    auto* completer = new QCompleter(keys, line);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    line->setCompleter(completer);
    popUp(line, tr("Group by a key of the experiments"), tr("Enter keeps, Esc leaves as it was"), false, [this, line] {
        const QString key = line->text().trimmed();
        if (key.isEmpty() || isKnownKey(key)) groupBy(key);
        else Q_EMIT failed(tr("There is no key “%1”. Keys are those of the YAML, such as techniques.layer_drop.rate.").arg(key));
    });
}

void RunsTable::showGroupMenu(int row, const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString value = m_groups.valueAt(row);
    menu->addAction(tr("&Select these runs"), this, [this, value] {
        const int group = m_groups.rowOfGroup(value);
        if (group < 0) return;
        m_groups.setOpen(group, true);
        int last = group;
        while (last + 1 < m_groups.rowCount() && !m_groups.isGroup(last + 1)) ++last;
        m_view->selectionModel()->select({m_groups.index(group + 1, 0), m_groups.index(last, m_groups.columnCount() - 1)},
                                         QItemSelectionModel::ClearAndSelect);
        m_view->selectionModel()->setCurrentIndex(m_groups.index(group + 1, 0), QItemSelectionModel::NoUpdate);
    });
    menu->addSeparator();
    menu->addAction(tr("&Fold all groups"), this, [this] { m_groups.setAllOpen(false); });
    menu->addAction(tr("&Unfold all groups"), this, [this] { m_groups.setAllOpen(true); });
    menu->addSeparator();
    menu->addAction(tr("&No groups"), this, [this] { groupBy({}); });
    menu->popup(global);
}

void RunsTable::foldByKey(int key) {
    const int row = m_view->currentIndex().row();
    m_groups.setOpen(row, key == Qt::Key_Right || (key != Qt::Key_Left && !m_groups.isOpen(row)));
}

// Some at a time, so that a library of thousands is listed and labelled meanwhile.
void RunsTable::readExperiments() {
    const bool needed =
        m_filter->filter().needsSettings() || (!m_groups.key().isEmpty() && !GroupedRuns::ownKeys().contains(m_groups.key()));
    if (!needed || m_reading_experiments) return;
    const QStringList folders = m_model.withoutExperiment().mid(0, experiments_at_once);
    if (folders.isEmpty()) return;
    m_reading_experiments = true;
    m_worker.post([this, folders] {
        QHash<QString, std::shared_ptr<const Experiment>> read;
        for (const QString& folder : folders) {
            try {
                read.insert(folder, std::make_shared<const Experiment>(readRunExperiment(folder.toStdString())));
            } catch (const std::exception&) {
                read.insert(folder, nullptr);  // it has no key
            }
        }
        QMetaObject::invokeMethod(
            this,
            [this, read] {
                m_reading_experiments = false;
                m_model.setExperiments(read);
                showWhatThereIs();
                readExperiments();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace layerlab
