#include "ui/sweep/sweep_model.h"

#include <QDir>
#include <QMimeData>
#include <algorithm>
#include <utility>

#include "engine/experiment/sweep.h"
#include "ui/format.h"
#include "ui/sweep/sweep_results.h"
#include "ui/sweep/sweep_words.h"

namespace layerlab {

namespace {

const auto mime = QStringLiteral("application/x-layerlab-sweep-run");
const auto nothing = QStringLiteral("—");

QString percentOf(const SweepEntry& entry, const char* figure) {
    const auto found = entry.figures.find(figure);
    return found == entry.figures.end() ? nothing : percentText(found->second);
}

QString secondsText(double seconds) {
    if (seconds <= 0) return nothing;
    return seconds < 10 ? SweepModel::tr("%1 s").arg(QString::number(seconds, 'f', 1)) : durationText(seconds);
}

std::vector<int> numbersOf(const ShownSweep& sweep) {
    std::vector<int> numbers;
    for (const SweepEntry& entry : sweep.state.entries) numbers.push_back(entry.number);
    return numbers;
}

}  // namespace

void SweepModel::setSweep(const ShownSweep& sweep) {
    if (sweep.folder != m_sweep.folder || sweep.state.keys != m_sweep.state.keys || sweep.state.entries.empty() ||
        m_sweep.state.entries.empty()) {
        beginResetModel();
        m_sweep = sweep;
        endResetModel();
        return;
    }
    const std::vector<int> before = numbersOf(m_sweep), after = numbersOf(sweep);
    if (before != after) {
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList kept = persistentIndexList();
        m_sweep = sweep;
        for (const QModelIndex& index : kept) {
            const int row = rowOf(before.at(static_cast<std::size_t>(index.row())));
            changePersistentIndex(index, row < 0 ? QModelIndex() : this->index(row, index.column()));
        }
        Q_EMIT layoutChanged();
        return;
    }
    m_sweep = sweep;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const SweepEntry* SweepModel::entry(int row) const {
    return row >= 0 && row < rowCount() ? &m_sweep.state.entries[static_cast<std::size_t>(row)] : nullptr;
}

int SweepModel::rowOf(int number) const {
    const auto& entries = m_sweep.state.entries;
    const auto found = std::find_if(entries.begin(), entries.end(), [number](const SweepEntry& e) { return e.number == number; });
    return found == entries.end() ? -1 : static_cast<int>(found - entries.begin());
}

int SweepModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_sweep.state.entries.size()); }

int SweepModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : keys() + ColumnCount; }

QVariant SweepModel::text(const SweepEntry& entry, int column) const {
    if (column < keys()) {
        const std::string* value = settingOf(entry, m_sweep.state.keys[static_cast<std::size_t>(column)]);
        return value ? QString::fromStdString(*value) : QString();
    }
    switch (column - keys()) {
        case Status:
            if (entry.status == SweepStatus::Running && m_sweep.stopping) return tr("stopping");
            if (entry.status == SweepStatus::Running && entry.total_steps > 0)
                return percentText(static_cast<double>(entry.step) / static_cast<double>(entry.total_steps));
            return statusText(entry.status);
        case FullDepth:
            return percentOf(entry, "accuracy_full");
        case HalfDepth:
            return percentOf(entry, "accuracy_half");
        case Seconds:
            return secondsText(entry.seconds);
        case Run:
            return entry.run.empty() ? nothing : QString::fromStdString(entry.run.filename().string());
        default:
            return {};
    }
}

QString SweepModel::toolTip(const SweepEntry& entry, int column) const {
    if (column == this->column(Run) && !entry.run.empty())
        return QDir::toNativeSeparators(QString::fromStdString(entry.run.string())) + QLatin1Char('\n') + tr("Double-click opens it.");
    QString tip = settingsText(m_sweep.asked, entry.settings);
    tip += QLatin1Char('\n') + statusText(entry.status);
    if (entry.total_steps > 0) tip += QStringLiteral(", ") + tr("step %1 of %2").arg(stepText(entry.step), stepText(entry.total_steps));
    if (!entry.message.empty()) tip += QLatin1Char('\n') + QString::fromStdString(entry.message);
    return tip;
}

QVariant SweepModel::data(const QModelIndex& index, int role) const {
    const SweepEntry* e = index.isValid() ? entry(index.row()) : nullptr;
    if (!e) return {};
    switch (role) {
        case Qt::DisplayRole:
            return text(*e, index.column());
        case Qt::ToolTipRole: {
            const QString tip = toolTip(*e, index.column());
            // A person's own words, never markup.
            return Qt::mightBeRichText(tip) ? tip.toHtmlEscaped() : tip;
        }
        case Qt::TextAlignmentRole: {
            const bool number = index.column() < keys() || (index.column() >= column(FullDepth) && index.column() <= column(Seconds));
            return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        }
        case NumberRole:
            return e->number;
        case StatusRole:
            return static_cast<int>(e->status);
        case ProgressRole:
            if ((e->status != SweepStatus::Running && e->status != SweepStatus::Stopped) || e->total_steps <= 0) return {};
            return static_cast<double>(e->step) / static_cast<double>(e->total_steps);
        case FolderRole:
            return QString::fromStdString(e->run.string());
        default:
            return {};
    }
}

QVariant SweepModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const bool key = section < keys();
    if (role == Qt::DisplayRole) {
        if (key) return QString::fromStdString(shortSweepKey(m_sweep.asked, m_sweep.state.keys[static_cast<std::size_t>(section)]));
        switch (section - keys()) {
            case Status:
                return tr("Status");
            case FullDepth:
                return tr("Full depth");
            case HalfDepth:
                return tr("Half depth");
            case Seconds:
                return tr("Time");
            case Run:
                return tr("Run");
            default:
                return {};
        }
    }
    if (role == Qt::ToolTipRole) {
        if (key) return QString::fromStdString(m_sweep.state.keys[static_cast<std::size_t>(section)]);
        if (section == column(FullDepth)) return tr("Accuracy at full depth, on validation data");
        if (section == column(HalfDepth)) return tr("Accuracy at half depth, on validation data");
        if (section == column(Seconds)) return tr("Time of training");
    }
    if (role == Qt::TextAlignmentRole) {
        const bool number = key || (section >= column(FullDepth) && section <= column(Seconds));
        return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

// ---- dragging ------------------------------------------------------------------------------------------------------

Qt::ItemFlags SweepModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const SweepEntry* e = index.isValid() ? entry(index.row()) : nullptr;
    if (e && e->status == SweepStatus::Waiting) flags |= Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    return flags;
}

QStringList SweepModel::mimeTypes() const { return {mime}; }

QMimeData* SweepModel::mimeData(const QModelIndexList& indexes) const {
    if (indexes.isEmpty()) return nullptr;
    auto* data = new QMimeData;
    data->setData(mime, QByteArray::number(indexes.first().data(NumberRole).toInt()));
    return data;
}

// On a run: takes its place. Between two: the place of the one behind, seen from where it came.
bool SweepModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex& parent) {
    if (!data->hasFormat(mime)) return false;
    const int number = data->data(mime).toInt(), from = rowOf(number);
    int to = parent.isValid() ? parent.row() : row < 0 ? rowCount() - 1 : row;
    if (!parent.isValid() && row >= 0 && to > from) --to;
    const SweepEntry* target = entry(to);
    if (from < 0 || !target || to == from) return false;
    Q_EMIT moveAsked(number, target->number);
    return false;  // nothing is taken out of here: the next look shows the new order
}

}  // namespace layerlab
