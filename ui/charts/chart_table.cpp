#include "ui/charts/chart_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/chart_data.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/curve_graph.h"

namespace layerlab {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool before(const QCPGraphData& point, double x) { return point.key < x; }

int countBefore(const QCPGraphDataContainer& points, double x) {
    return static_cast<int>(std::lower_bound(points.constBegin(), points.constEnd(), x, before) - points.constBegin());
}

}  // namespace

// ---- model ---------------------------------------------------------------------------------------------------------

ChartTableModel::ChartTableModel(const ChartView* chart, QObject* parent) : QAbstractTableModel(parent), m_chart(chart) {}

void ChartTableModel::refresh() {
    std::vector<Column> now;
    for (const ChartCurve* curve : m_chart->curves())
        if (curve->count > 0) now.push_back({curve->name, curve->revision, curve->graph->data(), static_cast<int>(curve->count)});
    const bool same = std::equal(now.begin(), now.end(), m_columns.begin(), m_columns.end(),
                                 [](const Column& a, const Column& b) { return a.revision == b.revision && a.name == b.name; });
    if (!same) {
        beginResetModel();
        m_columns = std::move(now);
        m_extras.clear();
        m_longest = 0;
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            if (m_columns[i].seen > m_columns[m_longest].seen) m_longest = i;
        m_rows = merge(-infinity, 0, m_extras);
        endResetModel();
        return;
    }
    // Only the ends of the curves are new.
    double from = infinity;
    for (std::size_t i = 0; i < now.size(); ++i)
        if (now[i].seen > m_columns[i].seen) from = std::min(from, (now[i].points->constBegin() + m_columns[i].seen)->key);
    if (from == infinity) return;
    const auto kept = std::lower_bound(m_extras.begin(), m_extras.end(), from, [](const Extra& extra, double x) { return extra.x < x; });
    std::vector<Extra> extras(m_extras.begin(), kept);
    const int first = countBefore(*m_columns[m_longest].points, from) + static_cast<int>(extras.size());
    const int rows = merge(from, first, extras);
    const int former = m_rows;
    if (rows > former) beginInsertRows({}, former, rows - 1);
    m_columns = std::move(now);
    m_extras = std::move(extras);
    m_rows = rows;
    if (rows > former) endInsertRows();
    if (first < former) Q_EMIT dataChanged(index(first, 0), index(former - 1, columnCount() - 1));
}

int ChartTableModel::merge(double x, int row, std::vector<Extra>& extras) const {
    struct Place {
        Points::const_iterator at, end;
    };
    std::vector<Place> places;
    for (const Column& column : m_columns)
        places.push_back({std::lower_bound(column.points->constBegin(), column.points->constEnd(), x, before), column.points->constEnd()});
    for (;; ++row) {
        double next = infinity;
        for (const Place& place : places)
            if (place.at != place.end) next = std::min(next, place.at->key);
        if (next == infinity) return row;
        if (const Place& longest = places[m_longest]; longest.at == longest.end || longest.at->key != next) extras.push_back({next, row});
        for (Place& place : places)
            if (place.at != place.end && place.at->key == next) ++place.at;
    }
}

int ChartTableModel::firstRow(double x) const {
    const auto extra = std::lower_bound(m_extras.begin(), m_extras.end(), x, [](const Extra& e, double key) { return e.x < key; });
    return countBefore(*m_columns[m_longest].points, x) + static_cast<int>(extra - m_extras.begin());
}

int ChartTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }

int ChartTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || m_columns.empty() ? 0 : static_cast<int>(m_columns.size()) + 1;
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const {
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole || !index.isValid() || m_columns.empty()) return {};
    const int row = index.row();
    const auto after = std::upper_bound(m_extras.begin(), m_extras.end(), row, [](int r, const Extra& extra) { return r < extra.row; });
    double x = 0;
    if (after != m_extras.begin() && (after - 1)->row == row) {
        x = (after - 1)->x;
    } else {
        // The curve may have lost points since the last refresh.
        const Points& longest = *m_columns[m_longest].points;
        const int at = row - static_cast<int>(after - m_extras.begin());
        if (at < 0 || at >= longest.size()) return {};
        x = (longest.constBegin() + at)->key;
    }
    if (index.column() == 0) return keyText(x);
    // Of several points at one x, the n-th stands in the n-th row of that x.
    const Points& points = *m_columns[static_cast<std::size_t>(index.column()) - 1].points;
    const int at = countBefore(points, x) + row - firstRow(x);
    if (at < 0 || at >= points.size() || (points.constBegin() + at)->key != x) return {};
    return numberText((points.constBegin() + at)->value);
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    if (section > 0) return m_columns[static_cast<std::size_t>(section) - 1].name;
    return m_chart->xTitle().isEmpty() ? QStringLiteral("x") : m_chart->xTitle();
}

// ---- view ----------------------------------------------------------------------------------------------------------

ChartTable::ChartTable(const ChartView* chart, QWidget* parent) : QTableView(parent), m_model(new ChartTableModel(chart, this)) {
    setModel(m_model);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);  // Tab leaves the table, as it leaves the plot
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    horizontalHeader()->setHighlightSections(false);
    applySizes();
}

void ChartTable::applySizes() {
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    horizontalHeader()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 16);
}

void ChartTable::refresh() {
    const bool at_end = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    m_model->refresh();
    if (at_end) scrollToBottom();
}

// As text with tabs, which spreadsheets take; cells between selected ones are left empty.
void ChartTable::copySelection() const {
    const QItemSelection selection = selectionModel()->selection();
    if (selection.isEmpty()) return;
    int top = selection.first().top(), bottom = top, left = selection.first().left(), right = left;
    for (const QItemSelectionRange& range : selection) {
        top = std::min(top, range.top());
        bottom = std::max(bottom, range.bottom());
        left = std::min(left, range.left());
        right = std::max(right, range.right());
    }
    QString text;
    for (int row = top; row <= bottom; ++row) {
        for (int column = left; column <= right; ++column) {
            if (column > left) text += QLatin1Char('\t');
            const QModelIndex index = m_model->index(row, column);
            if (selection.size() == 1 || selection.contains(index)) text += index.data().toString();
        }
        text += QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

bool ChartTable::event(QEvent* event) {
    // Copying here goes before a shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) event->accept();
    return QTableView::event(event);
}

void ChartTable::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) return QTableView::keyPressEvent(event);
    const QItemSelection selection = selectionModel()->selection();
    const bool all =
        selection.size() == 1 && selection.first().height() == m_model->rowCount() && selection.first().width() == m_model->columnCount();
    if (all) Q_EMIT copyAllRequested();
    else copySelection();
}

void ChartTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) applySizes();
}

}  // namespace layerlab
