// The runs of a library as a table. New readings of the disk change rows in place, so that selection, sorting and
// scrolling stay where they are.
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <vector>

#include "engine/runs/run_folder.h"

namespace layerlab {

class RunsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Run, Status, Techniques, Parameters, FullDepth, HalfDepth, HalfLatency, Time, ColumnCount };
    enum Role { SortRole = Qt::UserRole, FolderRole, ColourRole, StatusRole };

    using QAbstractTableModel::QAbstractTableModel;

    // newest first, as listRuns() gives them.
    void setRuns(const std::vector<RunSummary>& runs);
    const RunSummary* run(const QString& folder) const;
    QString statusText(const RunSummary& run) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        RunSummary run;
        int colour = 0;  // by age, so that a run keeps its colour while others come
    };
    QVariant text(const RunSummary& run, int column) const;
    QVariant sortValue(const RunSummary& run, int column) const;

    std::vector<Row> m_rows;
};

// Whether the run can go on from a checkpoint.
bool canResume(const RunSummary& run);
QString runName(const RunSummary& run);  // "hops-0007", the folder's name

}  // namespace layerlab
