#include "ui/library/runs_model.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "ui/format.h"

namespace layerlab {

namespace {

// What the table shows of a run.
auto shown(const RunSummary& run) {
    return std::tie(run.name, run.status, run.seconds, run.step, run.total_steps, run.techniques, run.parameters, run.accuracy_full,
                    run.accuracy_half, run.latency_half_ms, run.message);
}

QString folderOf(const RunSummary& run) { return QString::fromStdString(run.folder.string()); }

QString orDash(const std::optional<double>& value, QString (*format)(double)) { return value ? format(*value) : QStringLiteral("—"); }

}  // namespace

bool canResume(const RunSummary& run) { return run.status == "stopped" || run.status == "killed"; }

QString runName(const RunSummary& run) { return QString::fromStdString(run.folder.filename().string()); }

void RunsModel::setRuns(const std::vector<RunSummary>& runs) {
    std::set<std::filesystem::path> present;
    for (const RunSummary& run : runs) present.insert(run.folder);
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        if (present.contains(m_rows[static_cast<std::size_t>(row)].run.folder)) continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    const auto count = static_cast<int>(runs.size());
    for (int place = 0; place < count; ++place) {
        const RunSummary& run = runs[static_cast<std::size_t>(place)];
        const int colour = count - 1 - place;
        const auto known = std::find_if(m_rows.begin(), m_rows.end(), [&run](const Row& row) { return row.run.folder == run.folder; });
        if (known == m_rows.end()) {
            const int row = std::min(place, static_cast<int>(m_rows.size()));
            beginInsertRows({}, row, row);
            m_rows.insert(m_rows.begin() + row, Row{run, colour});
            endInsertRows();
        } else if (shown(known->run) != shown(run) || known->colour != colour) {
            known->run = run;
            known->colour = colour;
            const auto row = static_cast<int>(known - m_rows.begin());
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

const RunSummary* RunsModel::run(const QString& folder) const {
    for (const Row& row : m_rows)
        if (folderOf(row.run) == folder) return &row.run;
    return nullptr;
}

int RunsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString RunsModel::statusText(const RunSummary& run) const {
    const QString part =
        run.total_steps > 0 ? QString::number(std::min<std::int64_t>(100, run.step * 100 / run.total_steps)) + '%' : QString();
    if (run.status == "running") return part.isEmpty() ? tr("training") : tr("training %1").arg(part);
    if (run.status == "finished") return tr("done");
    if (run.status == "stopped") return part.isEmpty() ? tr("stopped") : tr("stopped at %1").arg(part);
    if (run.status == "killed") return part.isEmpty() ? tr("broke off") : tr("broke off at %1").arg(part);
    if (run.status == "failed") return part.isEmpty() ? tr("failed") : tr("failed at %1").arg(part);
    return QString::fromStdString(run.status);
}

QVariant RunsModel::text(const RunSummary& run, int column) const {
    switch (column) {
        case Run:
            return runName(run);
        case Status:
            return statusText(run);
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
        case HalfLatency:
            return orDash(run.latency_half_ms, millisecondsText);
        case Time:
            return durationText(run.seconds);
        default:
            return {};
    }
}

QVariant RunsModel::sortValue(const RunSummary& run, int column) const {
    switch (column) {
        case Run:
            return run.started;  // by age: names of one experiment are in that order anyway
        case Status:
            return statusText(run);
        case Techniques:
            return QString::fromStdString(run.techniques);
        case Parameters:
            return static_cast<qlonglong>(run.parameters);
        case FullDepth:
            return run.accuracy_full.value_or(-1);
        case HalfDepth:
            return run.accuracy_half.value_or(-1);
        case HalfLatency:
            return run.latency_half_ms.value_or(-1);
        case Time:
            return run.seconds;
        default:
            return {};
    }
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return text(row.run, index.column());
        case Qt::ToolTipRole:
            if (index.column() == Status && !row.run.message.empty()) return QString::fromStdString(row.run.message);
            if (index.column() == Run) return folderOf(row.run);
            return text(row.run, index.column());
        case Qt::TextAlignmentRole:
            return static_cast<int>(Qt::AlignVCenter | (index.column() >= Parameters ? Qt::AlignRight : Qt::AlignLeft));
        case SortRole:
            return sortValue(row.run, index.column());
        case FolderRole:
            return folderOf(row.run);
        case ColourRole:
            return row.colour;
        case StatusRole:
            return QString::fromStdString(row.run.status);
        default:
            return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignVCenter | (section >= Parameters ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case Parameters:
                return tr("Distinct weights: shared layers count once");
            case FullDepth:
                return tr("Validation accuracy with all layers");
            case HalfDepth:
                return tr("Validation accuracy with half of the layers");
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
            return tr("Full depth");
        case HalfDepth:
            return tr("Half depth");
        case HalfLatency:
            return tr("Latency ½");
        case Time:
            return tr("Time");
        default:
            return {};
    }
}

}  // namespace layerlab
