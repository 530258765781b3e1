#include "ui/smaller/variants_table.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <algorithm>

#include "ui/format.h"
#include "ui/theme.h"

namespace layerlab {

VariantsTable::VariantsTable(QWidget* parent) : QTableWidget(0, ColumnTotal, parent) {
    setObjectName(QStringLiteral("variantsTable"));
    setAccessibleName(tr("Smaller models"));
    setHorizontalHeaderLabels({tr("model"), tr("accuracy"), tr("loss"), tr("parameters"), tr("size"), tr("latency")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().height() * 1.7));
    QHeaderView* header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(Name, QHeaderView::Stretch);
    for (int column = 0; column < ColumnTotal; ++column)
        horizontalHeaderItem(column)->setTextAlignment((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    horizontalHeaderItem(Size)->setToolTip(tr("Of the weights as they are stored"));
    horizontalHeaderItem(Latency)->setToolTip(tr("Median of 20 passes of one sequence, on this machine, with the run's threads"));
}

void VariantsTable::clearResults() {
    m_results.clear();
    setRowCount(0);
}

void VariantsTable::add(const Evaluated& evaluated) {
    const auto put = [this](RouteResult result) {
        const auto same = std::find_if(m_results.begin(), m_results.end(),
                                       [&result](const RouteResult& other) { return other.variant == result.variant; });
        const auto row = static_cast<int>(same - m_results.begin());
        if (same != m_results.end()) *same = std::move(result);
        else {
            m_results.push_back(std::move(result));
            setRowCount(rowCount() + 1);
        }
        fill(row);
    };
    put(evaluated.full);
    for (const RouteResult& result : evaluated.depths) put(result);
}

void VariantsTable::fill(int row) {
    const RouteResult& result = m_results[static_cast<std::size_t>(row)];
    const RouteResult& whole = m_results.front();
    const auto cell = [this, row](Column column, const QString& text, const QString& tip = {}) {
        auto* item = new QTableWidgetItem(text);
        item->setTextAlignment((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        item->setToolTip(tip);
        setItem(row, column, item);
        return item;
    };
    const QString name = result.variant.empty() ? tr("fp32, as it is") : QString::fromStdString(result.variant);
    cell(Name, name, name);
    cell(Accuracy, percentText(result.accuracy),
         row == 0 ? QString() : tr("%1 points against the model as it is").arg((result.accuracy - whole.accuracy) * 100, 0, 'f', 1));
    cell(Loss, valueText(result.loss));
    const auto nonzero = result.metrics.find("nonzero_parameters");
    const QString parameters = countText(static_cast<double>(result.parameters));
    if (nonzero == result.metrics.end()) cell(Parameters, parameters);
    else
        cell(Parameters, tr("%1 of %2").arg(countText(nonzero->second), parameters),
             tr("%1 weights of %2 are not zero").arg(countText(nonzero->second), parameters));
    if (result.bytes) {
        const double bytes = static_cast<double>(*result.bytes);
        const QString share = whole.bytes && row > 0 ? percentText(bytes / static_cast<double>(*whole.bytes)) : QString();
        cell(Size, bytesText(bytes), share.isEmpty() ? QString() : tr("%1 of the model as it is").arg(share));
    }
    if (result.latency_ms) cell(Latency, millisecondsText(*result.latency_ms));
    else
        cell(Latency, tr("widened to fp32"), tr("Stored small; this machine computes it in fp32, so that no speed is claimed"))
            ->setForeground(palette().placeholderText());
}

void VariantsTable::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) return QTableWidget::keyPressEvent(event);
    QStringList lines;
    for (int row = 0; row < rowCount(); ++row) {
        if (selectionModel()->hasSelection() && !selectionModel()->isRowSelected(row)) continue;
        QStringList cells;
        for (int column = 0; column < ColumnTotal; ++column) cells << (item(row, column) ? item(row, column)->text() : QString());
        lines << cells.join('\t');
    }
    QApplication::clipboard()->setText(lines.join('\n'));
}

}  // namespace layerlab
