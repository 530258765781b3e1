#include "ui/importer/preview_model.h"

#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr qsizetype cell_characters = 300, tip_characters = 1500;

}  // namespace

PreviewModel::PreviewModel(QObject* parent) : QAbstractTableModel(parent) {}

void PreviewModel::setTable(const TablePreview& table) {
    beginResetModel();
    m_table = table;
    m_uses.clear();
    endResetModel();
}

void PreviewModel::setUses(const QStringList& uses) {
    if (uses == m_uses) return;
    m_uses = uses;
    if (columnCount() == 0) return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::ForegroundRole});
}

QString PreviewModel::use(int column) const { return column < m_uses.size() ? m_uses[column] : QString(); }

int PreviewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size()); }

int PreviewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size()); }

QVariant PreviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::ForegroundRole) return use(index.column()).isEmpty() ? QVariant(theme().muted) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const auto& row = m_table.rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    if (column >= row.size()) return {};
    const QString cell = QString::fromStdString(row[column].substr(0, static_cast<std::size_t>(tip_characters) * 4));
    if (role == Qt::ToolTipRole) {
        const QString start = cell.size() > tip_characters ? cell.left(tip_characters) + QStringLiteral("…") : cell;
        return QStringLiteral("<p>%1</p>").arg(start.toHtmlEscaped());  // a paragraph is broken into lines
    }
    return cell.left(cell_characters).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const auto column = static_cast<std::size_t>(section);
    const QString name = column < m_table.names.size() ? QString::fromStdString(m_table.names[column]) : QString::number(section + 1);
    if (role == Qt::DisplayRole) return use(section).isEmpty() ? name : tr("%1 · %2").arg(name.left(cell_characters), use(section));
    if (role == Qt::ToolTipRole) return tr("Click to choose what this column is used for.");
    if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

}  // namespace layerlab
