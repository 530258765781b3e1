// The runs of a library as a table. New readings of the disk change rows in place, so that selection, sorting and
// scrolling stay where they are.
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "engine/experiment/experiment.h"
#include "ui/library/library_reader.h"

namespace layerlab {

class RunFilter;

class RunsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Run, Status, Techniques, Parameters, FullDepth, HalfDepth, TestAccuracy, HalfLatency, Time, Tags, Note, ColumnCount };
    // SortRole: a number or a text; invalid where the run has no such figure. GroupRole: of a row that is a group, whether it is open
    // (GroupedRuns); of a run invalid.
    enum Role { SortRole = Qt::UserRole, FolderRole, ColourRole, StatusRole, OverlaidRole, TagsRole, ArchivedRole, GroupRole };

    using QAbstractTableModel::QAbstractTableModel;

    // newest first, as LibraryReader gives them.
    void setRuns(const std::vector<LibraryRun>& runs);
    void removeRuns(const QStringList& folders);
    void setLabels(const QString& folder, const RunLabels& labels);
    void setOverlaid(const QStringList& folders);
    // What the runs were asked for: known only where somebody asked for a key of it. Null: it cannot be read.
    void setExperiments(const QHash<QString, std::shared_ptr<const Experiment>>& experiments);
    QStringList withoutExperiment() const;  // folders of runs whose experiment was not given yet

    const LibraryRun* find(const QString& folder) const;
    const RunSummary* run(const QString& folder) const;
    // Of the palette. Without a label by age, and kept while other runs come and go.
    int colour(const QString& folder) const;
    QString displayName(const QString& folder) const;
    QStringList knownTags() const;
    bool anyHas(Column column) const;  // TestAccuracy, Tags, Note
    bool isArchived(int row) const { return m_rows[static_cast<std::size_t>(row)]->run.labels.archived; }
    int archivedCount() const;
    bool matches(int row, const RunFilter& filter) const;
    // As YAML, "" where the run has none, or is not known yet: setExperiments().
    QString setting(int row, const QString& key) const;
    // key: of GroupedRuns::ownKeys(), or of the experiment.
    QString groupValue(int row, const QString& key) const;
    QString statusText(const RunSummary& run) const;       // "stopped at 40%"
    static QString statusText(const std::string& status);  // "stopped"

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;  // asks for a rename
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void renameAsked(const QString& folder, const QString& name);
    void labelsChanged(const QString& folder);  // name, colour, tags or note; also of a run that is new

private:
    struct Row {
        LibraryRun run;
        int place = 0;   // in m_rows
        int colour = 0;  // without a label
        bool overlaid = false;
        QString status;  // as worded
        QString words;   // what the filter looks in
        bool experiment_known = false;
        std::shared_ptr<const Experiment> experiment;
        mutable QHash<QString, QString> settings;  // looked up so far: looking is slow
    };
    void fill(Row& row, const LibraryRun& run) const;
    void forget(const std::vector<bool>& gone);
    int automaticColour(const QString& folder);
    QVariant text(const Row& row, int column) const;
    QVariant sortValue(const Row& row, int column) const;
    QString toolTip(const Row& row, int column) const;
    const Row* row(const QString& folder) const;

    std::vector<std::unique_ptr<Row>> m_rows;
    QHash<QString, Row*> m_known;
    QHash<QString, int> m_colours;  // also of runs that are gone: one that comes back has its own again
    QStringList m_overlaid;
};

// Whether the run can go on from a checkpoint.
bool canResume(const RunSummary& run);
bool isRunning(const RunSummary& run);          // in some process
QString runName(const LibraryRun& run);         // its label, else "hops-0007", the folder's name
QString experimentName(const RunSummary& run);  // "hops": runs are named after their experiment, with a number

}  // namespace layerlab
