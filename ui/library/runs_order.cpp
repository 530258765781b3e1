#include "ui/library/runs_order.h"

namespace layerlab {

RunsOrder::RunsOrder(RunsModel& runs) : m_runs(runs) {
    setSourceModel(&runs);
    setSortRole(RunsModel::SortRole);
    setDynamicSortFilter(true);
}

void RunsOrder::setFilter(const RunFilter& filter) {
    m_filter = filter;
    invalidateRowsFilter();
}

void RunsOrder::setArchivedShown(bool shown) {
    m_archived_shown = shown;
    invalidateRowsFilter();
}

bool RunsOrder::filterAcceptsRow(int row, const QModelIndex&) const {
    if (!m_archived_shown && !m_filter.namesArchive() && m_runs.isArchived(row)) return false;
    return m_filter.isEmpty() || m_runs.matches(row, m_filter);
}

bool RunsOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = m_runs.data(left, RunsModel::SortRole), b = m_runs.data(right, RunsModel::SortRole);
    // Asked with its sides changed when it descends.
    if (a.isValid() != b.isValid()) return a.isValid() == (sortOrder() == Qt::AscendingOrder);
    if (a.typeId() == QMetaType::QString) {
        const int order = QString::localeAwareCompare(a.toString(), b.toString());
        if (order != 0) return order < 0;
    } else if (a.isValid() && a.toDouble() != b.toDouble()) {
        return a.toDouble() < b.toDouble();
    }
    // Equal ones: the newest first, whichever direction.
    const double started_a = m_runs.data(left.siblingAtColumn(RunsModel::Run), RunsModel::SortRole).toDouble();
    const double started_b = m_runs.data(right.siblingAtColumn(RunsModel::Run), RunsModel::SortRole).toDouble();
    return sortOrder() == Qt::AscendingOrder ? started_a > started_b : started_a < started_b;
}

}  // namespace layerlab
