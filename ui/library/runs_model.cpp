#include "ui/library/runs_model.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <tuple>

#include "engine/runs/run_setting.h"
#include "ui/format.h"
#include "ui/library/run_filter.h"

namespace layerlab {

namespace {

// What the table shows of a run.
auto shown(const RunSummary& run) {
    return std::tie(run.name, run.status, run.started, run.seconds, run.step, run.total_steps, run.techniques, run.parameters,
                    run.accuracy_full, run.accuracy_half, run.accuracy_test, run.loss, run.latency_half_ms, run.message);
}

QVariant orUnset(const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); }

QString orDash(const std::optional<double>& value, QString (*format)(double)) { return value ? format(*value) : QStringLiteral("—"); }

QStringList texts(const std::vector<std::string>& from) {
    QStringList list;
    for (const std::string& text : from) list << QString::fromStdString(text);
    return list;
}

bool isFigure(int column) { return column >= RunsModel::Parameters && column <= RunsModel::Time; }

}  // namespace

bool canResume(const RunSummary& run) { return run.status == "stopped" || run.status == "killed"; }

bool isRunning(const RunSummary& run) { return run.status == "running" || run.status == "paused"; }

QString runName(const LibraryRun& run) { return QString::fromStdString(run.labels.name.empty() ? run.summary.name : run.labels.name); }

QString experimentName(const RunSummary& run) {
    static const QRegularExpression number(QStringLiteral("-[0-9]+$"));
    return QString::fromStdString(run.name).remove(number);
}

void RunsModel::fill(Row& row, const LibraryRun& run) const {
    row.run = run;
    row.status = statusText(run.summary);
    row.words = QStringList{runName(run),
                            QString::fromStdString(run.summary.name),
                            row.status,
                            QString::fromStdString(run.summary.techniques),
                            texts(run.labels.tags).join('\n'),
                            QString::fromStdString(run.labels.note)}
                    .join('\n');
}

int RunsModel::automaticColour(const QString& folder) {
    const auto known = m_colours.constFind(folder);
    return known != m_colours.constEnd() ? *known : *m_colours.insert(folder, static_cast<int>(m_colours.size()));
}

void RunsModel::forget(const std::vector<bool>& gone) {
    for (int last = static_cast<int>(gone.size()) - 1; last >= 0; --last) {
        if (!gone[static_cast<std::size_t>(last)]) continue;
        int first = last;
        while (first > 0 && gone[static_cast<std::size_t>(first - 1)]) --first;
        beginRemoveRows({}, first, last);
        for (int place = first; place <= last; ++place) m_known.remove(m_rows[static_cast<std::size_t>(place)]->run.folder);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        for (std::size_t place = static_cast<std::size_t>(first); place < m_rows.size(); ++place)
            m_rows[place]->place = static_cast<int>(place);
        endRemoveRows();
        last = first;
    }
}

void RunsModel::setRuns(const std::vector<LibraryRun>& runs) {
    QSet<QString> present;
    present.reserve(static_cast<qsizetype>(runs.size()));
    for (const LibraryRun& run : runs) present.insert(run.folder);
    std::vector<bool> gone(m_rows.size());
    bool any_gone = false;
    for (std::size_t place = 0; place < m_rows.size(); ++place) any_gone |= gone[place] = !present.contains(m_rows[place]->run.folder);
    if (any_gone) forget(gone);

    // Changed rows that follow each other are told in one signal.
    std::vector<bool> changed(m_rows.size());
    std::vector<std::unique_ptr<Row>> added;
    QStringList relabelled;
    for (const LibraryRun& run : runs) {
        if (Row* known = m_known.value(run.folder)) {
            if (shown(known->run.summary) == shown(run.summary) && known->run.labels == run.labels) continue;
            if (known->run.labels != run.labels) relabelled << run.folder;
            fill(*known, run);
            changed[static_cast<std::size_t>(known->place)] = true;
        } else {
            auto row = std::make_unique<Row>();
            fill(*row, run);
            row->overlaid = m_overlaid.contains(run.folder);
            added.push_back(std::move(row));
        }
    }
    for (int first = 0; first < static_cast<int>(changed.size()); ++first) {
        if (!changed[static_cast<std::size_t>(first)]) continue;
        int last = first;
        while (last + 1 < static_cast<int>(changed.size()) && changed[static_cast<std::size_t>(last + 1)]) ++last;
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
        first = last;
    }
    if (!added.empty()) {
        for (auto row = added.rbegin(); row != added.rend(); ++row) (*row)->colour = automaticColour((*row)->run.folder);  // oldest first
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        for (auto& row : added) {
            row->place = rowCount();
            relabelled << row->run.folder;
            m_known.insert(row->run.folder, row.get());
            m_rows.push_back(std::move(row));
        }
        endInsertRows();
    }
    for (const QString& folder : relabelled) Q_EMIT labelsChanged(folder);
}

void RunsModel::removeRuns(const QStringList& folders) {
    std::vector<bool> gone(m_rows.size());
    for (const QString& folder : folders)
        if (const Row* known = row(folder)) gone[static_cast<std::size_t>(known->place)] = true;
    forget(gone);
}

void RunsModel::setLabels(const QString& folder, const RunLabels& labels) {
    Row* known = m_known.value(folder);
    if (!known || known->run.labels == labels) return;
    LibraryRun run = known->run;
    run.labels = labels;
    fill(*known, run);
    Q_EMIT dataChanged(index(known->place, 0), index(known->place, ColumnCount - 1));
    Q_EMIT labelsChanged(folder);
}

void RunsModel::setOverlaid(const QStringList& folders) {
    m_overlaid = folders;
    const QSet<QString> wanted(folders.begin(), folders.end());
    for (const auto& row : m_rows) {
        if (row->overlaid == wanted.contains(row->run.folder)) continue;
        row->overlaid = !row->overlaid;
        Q_EMIT dataChanged(index(row->place, Run), index(row->place, Run));
    }
}

void RunsModel::setExperiments(const QHash<QString, std::shared_ptr<const Experiment>>& experiments) {
    int first = rowCount(), last = -1;
    for (auto it = experiments.constBegin(); it != experiments.constEnd(); ++it) {
        Row* known = m_known.value(it.key());
        if (!known) continue;
        known->experiment_known = true;
        known->experiment = it.value();
        known->settings.clear();
        first = std::min(first, known->place);
        last = std::max(last, known->place);
    }
    if (last >= 0) Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

QStringList RunsModel::withoutExperiment() const {
    QStringList folders;
    for (const auto& row : m_rows)
        if (!row->experiment_known) folders << row->run.folder;
    return folders;
}

const RunsModel::Row* RunsModel::row(const QString& folder) const { return m_known.value(folder); }

const LibraryRun* RunsModel::find(const QString& folder) const {
    const Row* known = row(folder);
    return known ? &known->run : nullptr;
}

const RunSummary* RunsModel::run(const QString& folder) const {
    const Row* known = row(folder);
    return known ? &known->run.summary : nullptr;
}

int RunsModel::colour(const QString& folder) const {
    const Row* known = row(folder);
    return known ? known->run.labels.colour.value_or(known->colour) : 0;
}

QString RunsModel::displayName(const QString& folder) const {
    const Row* known = row(folder);
    return known ? runName(known->run) : QFileInfo(folder).fileName();
}

QStringList RunsModel::knownTags() const {
    QSet<QString> tags;
    for (const auto& row : m_rows)
        for (const std::string& tag : row->run.labels.tags) tags.insert(QString::fromStdString(tag));
    QStringList sorted = tags.values();
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

bool RunsModel::anyHas(Column column) const {
    return std::any_of(m_rows.begin(), m_rows.end(), [column](const auto& row) {
        const LibraryRun& run = row->run;
        if (column == TestAccuracy) return run.summary.accuracy_test.has_value();
        return column == Tags ? !run.labels.tags.empty() : !run.labels.note.empty();
    });
}

bool RunsModel::matches(int row, const RunFilter& filter) const {
    const Row& candidate = *m_rows[static_cast<std::size_t>(row)];
    return filter.matches(candidate.run, candidate.status, candidate.words, [this, row](const QString& key) { return setting(row, key); });
}

int RunsModel::archivedCount() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const auto& row) { return row->run.labels.archived; }));
}

QString RunsModel::setting(int row, const QString& key) const {
    const Row& of = *m_rows[static_cast<std::size_t>(row)];
    if (!of.experiment) return {};
    const auto known = of.settings.constFind(key);
    return known != of.settings.constEnd()
               ? *known
               : *of.settings.insert(key, QString::fromStdString(runSetting(*of.experiment, key.toStdString())));
}

QString RunsModel::groupValue(int row, const QString& key) const {
    const LibraryRun& run = m_rows[static_cast<std::size_t>(row)]->run;
    if (key == QLatin1String("status")) return statusText(run.summary.status);
    if (key == QLatin1String("techniques")) return text(*m_rows[static_cast<std::size_t>(row)], Techniques).toString();
    if (key == QLatin1String("tags")) return texts(run.labels.tags).join(QStringLiteral(", "));
    if (key == QLatin1String("machine")) return QString::fromStdString(run.summary.host);
    if (key == QLatin1String("experiment")) return experimentName(run.summary);
    return setting(row, key);
}

int RunsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString RunsModel::statusText(const std::string& status) {
    if (status == "running") return tr("training");
    if (status == "paused") return tr("paused");
    if (status == "finished") return tr("done");
    if (status == "stopped") return tr("stopped");
    if (status == "killed") return tr("broke off");
    if (status == "failed") return tr("failed");
    return QString::fromStdString(status);
}

QString RunsModel::statusText(const RunSummary& run) const {
    const QString part =
        run.total_steps > 0 ? QString::number(std::min<std::int64_t>(100, run.step * 100 / run.total_steps)) + '%' : QString();
    if (part.isEmpty() || run.status == "finished") return statusText(run.status);
    if (run.status == "running") return tr("training %1").arg(part);
    if (run.status == "paused") return tr("paused at %1").arg(part);
    if (run.status == "stopped") return tr("stopped at %1").arg(part);
    if (run.status == "killed") return tr("broke off at %1").arg(part);
    if (run.status == "failed") return tr("failed at %1").arg(part);
    return statusText(run.status);
}

QVariant RunsModel::text(const Row& row, int column) const {
    const RunSummary& run = row.run.summary;
    switch (column) {
        case Run:
            return runName(row.run);
        case Status:
            return row.status;
        case Techniques: {
            const QString names = QString::fromStdString(run.techniques);
            return names.isEmpty() ? tr("none") : names;
        }
        case Parameters:
            return run.parameters > 0 ? countText(static_cast<double>(run.parameters)) : QStringLiteral("—");
        case FullDepth:
            return orDash(run.accuracy_full, percentText);
        case HalfDepth:
            return orDash(run.accuracy_half, percentText);
        case TestAccuracy:
            return orDash(run.accuracy_test, percentText);
        case HalfLatency:
            return orDash(run.latency_half_ms, millisecondsText);
        case Time:
            return durationText(run.seconds);
        case Tags:
            return texts(row.run.labels.tags).join(QStringLiteral(", "));
        case Note:
            return QString::fromStdString(row.run.labels.note).simplified();
        default:
            return {};
    }
}

QVariant RunsModel::sortValue(const Row& row, int column) const {
    const RunSummary& run = row.run.summary;
    switch (column) {
        case Run:
            return run.started;  // by age: names of one experiment are in that order anyway
        case Status:
            return row.status;
        case Parameters:
            return run.parameters > 0 ? QVariant(static_cast<double>(run.parameters)) : QVariant();
        case FullDepth:
            return orUnset(run.accuracy_full);
        case HalfDepth:
            return orUnset(run.accuracy_half);
        case TestAccuracy:
            return orUnset(run.accuracy_test);
        case HalfLatency:
            return orUnset(run.latency_half_ms);
        case Time:
            return run.seconds;
        case Techniques:
            return run.techniques.empty() ? QVariant() : QVariant(QString::fromStdString(run.techniques));
        case Tags:
        case Note: {
            const QVariant value = text(row, column);
            return value.toString().isEmpty() ? QVariant() : value;
        }
        default:
            return {};
    }
}

QString RunsModel::toolTip(const Row& row, int column) const {
    if (column == Status && !row.run.summary.message.empty()) return QString::fromStdString(row.run.summary.message);
    if (column == Note) return QString::fromStdString(row.run.labels.note);
    if (column != Run) return text(row, column).toString();
    return row.overlaid ? row.run.folder + '\n' + tr("Overlaid in the charts") : row.run.folder;
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = *m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return text(row, column);
        case Qt::EditRole:
            return column == Run ? text(row, column) : QVariant();
        case Qt::AccessibleTextRole:
            if (column == Run && row.overlaid) return tr("%1, overlaid in the charts").arg(runName(row.run));
            return text(row, column);
        case Qt::ToolTipRole:
            return toolTip(row, column);
        case Qt::TextAlignmentRole:
            return static_cast<int>(Qt::AlignVCenter | (isFigure(column) ? Qt::AlignRight : Qt::AlignLeft));
        case SortRole:
            return sortValue(row, column);
        case FolderRole:
            return row.run.folder;
        case ColourRole:
            return row.run.labels.colour.value_or(row.colour);
        case StatusRole:
            return QString::fromStdString(row.run.summary.status);
        case OverlaidRole:
            return row.overlaid;
        case ArchivedRole:
            return row.run.labels.archived;
        case TagsRole:
            return texts(row.run.labels.tags);
        default:
            return {};
    }
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || index.row() >= rowCount() || index.column() != Run || role != Qt::EditRole) return false;
    const QString folder = m_rows[static_cast<std::size_t>(index.row())]->run.folder;
    Q_EMIT renameAsked(folder, value.toString());
    return true;
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Run ? flags | Qt::ItemIsEditable : flags;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignVCenter | (isFigure(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case Run:
                return tr("Sorts by the time of their start");
            case Parameters:
                return tr("Distinct weights: shared layers count once");
            case FullDepth:
                return tr("Validation accuracy with all layers");
            case HalfDepth:
                return tr("Validation accuracy with half of the layers");
            case TestAccuracy:
                return tr("Accuracy on the test data with all layers, of the weights that did best on the validation data");
            case HalfLatency:
                return tr("Latency with half of the layers");
            case Time:
                return tr("Time spent training");
            default:
                return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Run:
            return tr("Run");
        case Status:
            return tr("Status");
        case Techniques:
            return tr("Techniques");
        case Parameters:
            return tr("Params");
        case FullDepth:
            return tr("Full\ndepth");
        case HalfDepth:
            return tr("Half\ndepth");
        case TestAccuracy:
            return tr("Test");
        case HalfLatency:
            return tr("Latency\n½");
        case Time:
            return tr("Time");
        case Tags:
            return tr("Tags");
        case Note:
            return tr("Note");
        default:
            return {};
    }
}

}  // namespace layerlab
