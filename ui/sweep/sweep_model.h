// The runs of a sweep as a table, in the order in which they are run. New looks at them change rows in place, so that selection
// and scrolling stay where they are.
#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QString>

#include "ui/sweep/shown_sweep.h"

namespace layerlab {

class SweepModel : public QAbstractTableModel {
    Q_OBJECT

public:
    // After a column for each key.
    enum Column { Status, FullDepth, HalfDepth, Seconds, Run, ColumnCount };
    // ProgressRole: of a running or stopped one, 0 … 1; of others invalid.
    enum Role { NumberRole = Qt::UserRole, StatusRole, ProgressRole, FolderRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setSweep(const ShownSweep& sweep);
    int keys() const { return static_cast<int>(m_sweep.state.keys.size()); }
    int column(Column column) const { return keys() + column; }
    const SweepEntry* entry(int row) const;
    int rowOf(int number) const;  // -1: gone

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // Waiting runs are dragged among each other; the model asks, and the sweep's next look moves them.
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

Q_SIGNALS:
    void moveAsked(int number, int to_place_of);

private:
    QVariant text(const SweepEntry& entry, int column) const;
    QString toolTip(const SweepEntry& entry, int column) const;

    ShownSweep m_sweep;
};

}  // namespace layerlab
