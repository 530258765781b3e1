// The runs that the filter leaves, in the order that a person chose.
#pragma once

#include <QSortFilterProxyModel>

#include "ui/library/run_filter.h"
#include "ui/library/runs_model.h"

namespace layerlab {

class RunsOrder : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit RunsOrder(RunsModel& runs);

    void setFilter(const RunFilter& filter);
    void setArchivedShown(bool shown);  // a filter that names the archive decides for itself

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    // Figures as figures; runs without one come last in both directions.
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    RunsModel& m_runs;
    RunFilter m_filter;
    bool m_archived_shown = false;
};

}  // namespace layerlab
