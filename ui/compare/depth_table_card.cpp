#include "ui/compare/depth_table_card.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/runs/comparison.h"
#include "ui/charts/chart_data.h"
#include "ui/charts/export_dialog.h"
#include "ui/compare/compare_words.h"
#include "ui/format.h"
#include "ui/shell/elided_label.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int widest = 26;  // characters of a column; the tooltip has the whole name

constexpr int dot_room = 14;
constexpr int padding = 8;  // of a title, as in the style sheet

// Titles with the colour of their group before them; an icon of the style would stand far away at the left edge.
class GroupHeader : public QHeaderView {
public:
    explicit GroupHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) { setSectionsClickable(true); }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override {
        QHeaderView::initStyleOptionForIndex(option, section);
        option->text = shortened(option->text, section);  // the style would cut it off
    }
    void paintSection(QPainter* painter, const QRect& rect, int section) const override {
        painter->save();
        QHeaderView::paintSection(painter, rect, section);
        painter->restore();
        const QVariant colour = model()->headerData(section, Qt::Horizontal, Qt::UserRole);
        if (!colour.isValid()) return;
        const QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const int width = fontMetrics().horizontalAdvance(shortened(title, section));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour.value<QColor>());
        painter->drawEllipse(
            QRectF(std::max(rect.left() + 1.0, rect.right() - padding - width - dot_room + 2.0), rect.center().y() - 3.5, 8, 8));
        painter->restore();
    }

private:
    QString shortened(const QString& title, int section) const {
        return fontMetrics().elidedText(title, Qt::ElideMiddle, sectionSize(section) - 2 * padding - dot_room);
    }
};

}  // namespace

// ---- model ---------------------------------------------------------------------------------------------------------

DepthTableModel::DepthTableModel(QObject* parent) : QAbstractTableModel(parent), m_comparison(std::make_shared<Comparison>()) {}

void DepthTableModel::show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks) {
    // The same cells with other figures keep selection and scrolling.
    const auto same = [](const DepthTable& a, const DepthTable& b) {
        return a.columns == b.columns && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                                                    [](const auto& one, const auto& other) { return one.depth == other.depth; });
    };
    if (same(m_comparison->table, comparison->table)) {
        m_comparison = comparison;
        m_looks = looks;
        if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        return;
    }
    beginResetModel();
    m_comparison = comparison;
    m_looks = looks;
    endResetModel();
}

int DepthTableModel::groups() const { return static_cast<int>(m_comparison->table.columns.size()); }

int DepthTableModel::depthOf(int row) const { return m_comparison->table.rows[static_cast<std::size_t>(row)].depth; }

int DepthTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_comparison->table.rows.size());
}

int DepthTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : groups() + 3; }

QVariant DepthTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const DepthTable::Row& row = m_comparison->table.rows[static_cast<std::size_t>(index.row())];
    const int group = index.column() - 1;
    if (role == Qt::TextAlignmentRole) return static_cast<int>((group < 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (group < 0) return role == Qt::DisplayRole ? QVariant(row.depth) : QVariant();
    if (group >= groups()) {
        if (role != Qt::DisplayRole) return {};
        return QString::fromStdString(group == groups() ? latencyRangeText(row.latency_ms) : countRangeText(row.flops));
    }
    const DepthTable::Cell& cell = row.cells[static_cast<std::size_t>(group)];
    switch (role) {
        case Qt::DisplayRole:
            return QString::fromStdString(accuracyText(cell.accuracy));
        case Qt::ForegroundRole:
            if (cell.best) return theme().trained;
            if (cell.accuracy.count == 0) return theme().muted;
            return {};
        case Qt::FontRole: {
            if (!cell.best) return {};
            QFont bold;
            bold.setBold(true);
            return bold;
        }
        case Qt::ToolTipRole: {
            const QString name = QString::fromStdString(m_comparison->table.columns[static_cast<std::size_t>(group)]);
            if (cell.accuracy.count == 0) return tr("%1 was not measured with %2.").arg(name, layersText(row.depth));
            RouteResult costs;
            costs.parameters = cell.parameters;
            costs.flops = cell.flops;
            costs.latency_ms = cell.latency_ms;
            QStringList lines{tr("%1, %2").arg(name, layersText(row.depth)), meanText(cell.accuracy)};
            if (cell.accuracy.count > 1)
                lines << tr("95 % interval %1 to %2, %3")
                             .arg(percentText(cell.accuracy.low), percentText(cell.accuracy.high), seedsText(cell.accuracy.count));
            lines << costsText(costs);
            return lines.join(QLatin1Char('\n'));
        }
        default:
            return {};
    }
}

QVariant DepthTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return static_cast<int>((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const int group = section - 1;
    if (group >= 0 && group < groups()) {
        const auto place = static_cast<std::size_t>(group);
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return QString::fromStdString(m_comparison->table.columns[place]);
        if (role == Qt::UserRole && place < m_looks.size()) return theme().categorical(m_looks[place].colour);
        return {};
    }
    if (role != Qt::DisplayRole) return {};
    return group < 0 ? tr("layers") : group == groups() ? tr("latency") : tr("FLOPs");
}

// ---- card ----------------------------------------------------------------------------------------------------------

DepthTableCard::DepthTableCard(QWidget* parent)
    : QWidget(parent),
      m_comparison(std::make_shared<Comparison>()),
      m_model(new DepthTableModel(this)),
      m_view(new QTableView(this)),
      m_copy(new QToolButton(this)),
      m_title(new ElidedLabel(this)) {
    m_title->setText(tr("Depth × run"), tr("accuracy %, the best of a depth in green"));
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_copy->setText(tr("copy"));
    m_copy->setObjectName(QStringLiteral("copyDepthTable"));
    m_copy->setToolTip(tr("Copy the table, or the selected cells (Ctrl+C)"));
    auto* save = new QToolButton(this);
    save->setText(tr("CSV…"));
    save->setObjectName(QStringLiteral("saveDepthTable"));
    save->setToolTip(tr("Save the table as CSV: of each group mean, interval, seeds and costs"));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(12, 5, 6, 2);
    line->setSpacing(2);
    line->addWidget(m_title, 1);
    line->addWidget(m_copy);
    line->addWidget(save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_view, 1);

    m_view->setHorizontalHeader(new GroupHeader(m_view));
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Accuracy of each depth and group"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.7));
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
    m_view->installEventFilter(this);
    connect(m_copy, &QToolButton::clicked, this, &DepthTableCard::copy);
    connect(save, &QToolButton::clicked, this, &DepthTableCard::exportWithDialog);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex& index) {
        const int group = index.column() - 1;
        if (group >= 0 && group < m_model->groups()) Q_EMIT activated(group, m_model->depthOf(index.row()));
    });
}

void DepthTableCard::show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks) {
    m_comparison = comparison;
    m_model->show(comparison, looks);
    if (m_sized == m_model->columnCount()) return;
    m_sized = m_model->columnCount();
    m_view->resizeColumnsToContents();
    const int most = fontMetrics().averageCharWidth() * widest;
    for (int i = 0; i < m_sized; ++i) m_view->setColumnWidth(i, std::min(m_view->columnWidth(i) + dot_room + 4, most));
}

QString DepthTableCard::csv() const { return QString::fromStdString(toCsv(m_comparison->table)); }

void DepthTableCard::copy() const {
    const QItemSelection selection = m_view->selectionModel()->selection();
    const bool part = m_view->hasFocus() && !selection.isEmpty() &&
                      (selection.first().width() < m_model->columnCount() || selection.first().height() < m_model->rowCount()) &&
                      (selection.first().width() > 1 || selection.first().height() > 1);
    if (!part) {
        copyTable(QString::fromStdString(toTabbedText(m_comparison->table)), csv());
        return;
    }
    QString tabs, commas;
    const QItemSelectionRange range = selection.first();
    for (int row = range.top(); row <= range.bottom(); ++row)
        for (int column = range.left(); column <= range.right(); ++column) {
            const QString text = m_model->index(row, column).data().toString();
            const bool last = column == range.right();
            tabs += fieldText(text, QLatin1Char('\t')) + (last ? QLatin1Char('\n') : QLatin1Char('\t'));
            commas += fieldText(text, QLatin1Char(',')) + (last ? QLatin1Char('\n') : QLatin1Char(','));
        }
    copyTable(tabs, commas);
}

void DepthTableCard::exportWithDialog() {
    askWhereToExport(this, tr("accuracy by depth and run"), QStringLiteral("csv"), [this](const QString& path) {
        if (const QString wrong = saveText(path, csv()); !wrong.isEmpty()) Q_EMIT failed(wrong);
    });
}

bool DepthTableCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy)) {
            event->accept();
            if (event->type() == QEvent::KeyPress) copy();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DepthTableCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        m_view->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.7));
        m_sized = -1;
    }
    QWidget::changeEvent(event);
}

}  // namespace layerlab
