// The runs in groups of one value each: of their experiment's name, their status, or any key. A group is a row of its own with its
// means, above its runs; it can be folded.
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <vector>

#include "ui/library/runs_order.h"

namespace layerlab {

class GroupedRuns : public QAbstractTableModel {
    Q_OBJECT

public:
    // What runs can be grouped by beside the keys of experiments: RunsModel::groupValue() knows them.
    static QStringList ownKeys();
    static QString keyName(const QString& key);  // "Status"; of an experiment's key the key

    // The filter and the order inside the groups are `runs`'s.
    GroupedRuns(RunsModel& model, RunsOrder& runs);

    void setKey(const QString& key);  // empty: no group at all, and no rows
    const QString& key() const { return m_key; }

    bool isGroup(int row) const { return m_rows[static_cast<std::size_t>(row)].run < 0; }
    bool isOpen(int row) const { return !m_closed.contains(groupOf(row).value); }
    void setOpen(int row, bool open);
    void setAllOpen(bool open);
    const QString& valueAt(int row) const { return groupOf(row).value; }  // of the group, or of the one that the run is in
    int rowOfGroup(const QString& value) const;                           // -1: there is none
    int groupRowOf(const QString& folder) const;                          // of a run; -1: it is filtered away

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override { m_runs.sort(column, order); }

Q_SIGNALS:
    void aboutToRebuild();  // all rows change: what is selected is to be remembered
    void rebuilt();

private:
    struct Row {
        int group = 0;  // in m_groups
        int run = -1;   // in m_runs; -1: the group itself
    };
    struct Group {
        QString value;
        std::vector<int> runs;  // in m_runs
    };
    const Group& groupOf(int row) const { return m_groups[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)].group)]; }
    std::vector<Group> groups() const;
    void rebuild();
    void takeChange(const QModelIndex& first, const QModelIndex& last);
    QVariant groupData(int row, int column, int role) const;
    QString meanText(const Group& group, int column, bool with_interval) const;

    RunsModel& m_model;
    RunsOrder& m_runs;
    QString m_key;
    std::vector<Group> m_groups;
    std::vector<Row> m_rows;
    QSet<QString> m_closed;  // by value; also of groups that are away for now
};

}  // namespace layerlab
