// The first rows of a table that is to be imported. The heading of a column says what it is used for.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include "engine/data/table_preview.h"

namespace layerlab {

class PreviewModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit PreviewModel(QObject* parent = nullptr);

    void setTable(const TablePreview& table);
    void setUses(const QStringList& uses);  // of each column; empty: none
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString use(int column) const;

    TablePreview m_table;
    QStringList m_uses;
};

}  // namespace layerlab
