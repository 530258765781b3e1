#include "ui/library/grouped_runs.h"

#include <algorithm>

#include "engine/runs/statistics.h"
#include "ui/format.h"

namespace layerlab {

namespace {

const auto experiment_key = QStringLiteral("experiment");
const auto machine_key = QStringLiteral("machine");
const auto status_key = QStringLiteral("status");
const auto tags_key = QStringLiteral("tags");
const auto techniques_key = QStringLiteral("techniques");

// Numbers by size, before texts; what has no value last.
bool before(const QString& a, const QString& b) {
    if (a.isEmpty() != b.isEmpty()) return b.isEmpty();
    bool a_is_number = false, b_is_number = false;
    const double x = a.toDouble(&a_is_number), y = b.toDouble(&b_is_number);
    if (a_is_number != b_is_number) return a_is_number;
    if (a_is_number && x != y) return x < y;
    const int order = QString::localeAwareCompare(a, b);
    return order != 0 ? order < 0 : a < b;
}

}  // namespace

QStringList GroupedRuns::ownKeys() { return {experiment_key, techniques_key, status_key, tags_key, machine_key}; }

QString GroupedRuns::keyName(const QString& key) {
    if (key == experiment_key) return tr("Experiment");
    if (key == techniques_key) return tr("Techniques");
    if (key == status_key) return tr("Status");
    if (key == tags_key) return tr("Tags");
    if (key == machine_key) return tr("Machine");
    return key;
}

GroupedRuns::GroupedRuns(RunsModel& model, RunsOrder& runs) : m_model(model), m_runs(runs) {
    const auto follow = [this] {
        if (!m_key.isEmpty()) rebuild();
    };
    connect(&m_runs, &QAbstractItemModel::rowsInserted, this, follow);
    connect(&m_runs, &QAbstractItemModel::rowsRemoved, this, follow);
    connect(&m_runs, &QAbstractItemModel::modelReset, this, follow);
    connect(&m_runs, &QAbstractItemModel::layoutChanged, this, follow);
    connect(&m_runs, &QAbstractItemModel::rowsMoved, this, follow);
    connect(&m_runs, &QAbstractItemModel::dataChanged, this, &GroupedRuns::takeChange);
}

void GroupedRuns::setKey(const QString& key) {
    if (key == m_key) return;
    m_key = key;
    m_closed.clear();
    rebuild();
}

std::vector<GroupedRuns::Group> GroupedRuns::groups() const {
    std::vector<Group> all;
    QHash<QString, std::size_t> places;
    for (int row = 0; row < m_runs.rowCount(); ++row) {
        const QString value = m_model.groupValue(m_runs.mapToSource(m_runs.index(row, 0)).row(), m_key);
        const auto known = places.constFind(value);
        const std::size_t place = known != places.constEnd() ? *known : all.size();
        if (place == all.size()) {
            places.insert(value, place);
            all.push_back({value, {}});
        }
        all[place].runs.push_back(row);
    }
    std::stable_sort(all.begin(), all.end(), [](const Group& a, const Group& b) { return before(a.value, b.value); });
    return all;
}

void GroupedRuns::rebuild() {
    Q_EMIT aboutToRebuild();
    beginResetModel();
    m_groups = m_key.isEmpty() ? std::vector<Group>() : groups();
    m_rows.clear();
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        m_rows.push_back({static_cast<int>(group), -1});
        if (m_closed.contains(m_groups[group].value)) continue;
        for (const int run : m_groups[group].runs) m_rows.push_back({static_cast<int>(group), run});
    }
    endResetModel();
    Q_EMIT rebuilt();
}

// Figures move all the time while something trains: only a run that belongs to another group now changes the rows.
void GroupedRuns::takeChange(const QModelIndex& first, const QModelIndex& last) {
    if (m_key.isEmpty()) return;
    for (const Group& group : m_groups)
        for (const int run : group.runs)
            if (run >= first.row() && run <= last.row() &&
                m_model.groupValue(m_runs.mapToSource(m_runs.index(run, 0)).row(), m_key) != group.value)
                return rebuild();
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void GroupedRuns::setOpen(int row, bool open) {
    const QString value = groupOf(row).value;
    if (open == !m_closed.contains(value)) return;
    if (open) m_closed.remove(value);
    else m_closed.insert(value);
    rebuild();
}

void GroupedRuns::setAllOpen(bool open) {
    m_closed.clear();
    if (!open)
        for (const Group& group : m_groups) m_closed.insert(group.value);
    rebuild();
}

int GroupedRuns::rowOfGroup(const QString& value) const {
    for (int row = 0; row < rowCount(); ++row)
        if (isGroup(row) && valueAt(row) == value) return row;
    return -1;
}

int GroupedRuns::groupRowOf(const QString& folder) const {
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].run >= 0) continue;
        const Group& group = groupOf(static_cast<int>(row));
        if (std::any_of(group.runs.begin(), group.runs.end(),
                        [&](int run) { return m_runs.index(run, 0).data(RunsModel::FolderRole).toString() == folder; }))
            return static_cast<int>(row);
    }
    return -1;
}

int GroupedRuns::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int GroupedRuns::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_runs.columnCount(); }

QString GroupedRuns::meanText(const Group& group, int column, bool with_interval) const {
    std::vector<double> values;
    for (const int run : group.runs)
        if (const QVariant value = m_runs.index(run, column).data(RunsModel::SortRole); value.isValid()) values.push_back(value.toDouble());
    const Interval interval = interval95(values);
    if (interval.count == 0) return {};
    const auto text = [column](double value) {
        switch (column) {
            case RunsModel::Parameters:
                return countText(value);
            case RunsModel::HalfLatency:
                return millisecondsText(value);
            case RunsModel::Time:
                return durationText(value);
            default:
                return percentText(value);
        }
    };
    if (!with_interval) return text(interval.mean);
    if (interval.count == 1) return tr("%1, of one run").arg(text(interval.mean));
    return tr("%1 on average of %2 runs; 95 % interval from %3 to %4")
        .arg(text(interval.mean))
        .arg(interval.count)
        .arg(text(interval.low), text(interval.high));
}

QVariant GroupedRuns::groupData(int row, int column, int role) const {
    const Group& group = groupOf(row);
    const bool figure = column >= RunsModel::Parameters && column <= RunsModel::Time;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            if (figure) return meanText(group, column, role == Qt::AccessibleTextRole);
            if (column != RunsModel::Run) return {};
            {
                const QString value = group.value.isEmpty() ? tr("not set") : group.value;
                const QString name = ownKeys().contains(m_key) ? value : QStringLiteral("%1: %2").arg(m_key, value);
                const QString count = group.runs.size() == 1 ? tr("1 run") : tr("%1 runs").arg(group.runs.size());
                return QStringLiteral("%1 · %2").arg(name, count);
            }
        case Qt::ToolTipRole:
            if (figure) return meanText(group, column, true);
            return tr("A click, Space or Enter folds or unfolds this group; its figures are means.");
        case Qt::TextAlignmentRole:
            return headerData(column, Qt::Horizontal, role);
        case RunsModel::GroupRole:
            return isOpen(row) ? 1 : 0;
        default:
            return {};
    }
}

QVariant GroupedRuns::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    return row.run < 0 ? groupData(index.row(), index.column(), role) : m_runs.index(row.run, index.column()).data(role);
}

bool GroupedRuns::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || index.row() >= rowCount() || isGroup(index.row())) return false;
    return m_runs.setData(m_runs.index(m_rows[static_cast<std::size_t>(index.row())].run, index.column()), value, role);
}

Qt::ItemFlags GroupedRuns::flags(const QModelIndex& index) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    // A group cannot be selected: what is done, is done with runs.
    if (isGroup(index.row())) return Qt::ItemIsEnabled;
    return m_runs.flags(m_runs.index(m_rows[static_cast<std::size_t>(index.row())].run, index.column()));
}

QVariant GroupedRuns::headerData(int section, Qt::Orientation orientation, int role) const {
    return orientation == Qt::Horizontal ? m_runs.headerData(section, orientation, role) : QVariant();
}

}  // namespace layerlab
