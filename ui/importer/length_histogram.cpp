#include "ui/importer/length_histogram.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "engine/data/table_preview.h"
#include "ui/format.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr std::size_t most_lengths = 48;

}  // namespace

LengthHistogram::LengthHistogram(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Lengths of the texts"));
}

void LengthHistogram::setColumn(const ColumnPreview& column) {
    m_longest = column.longest;
    m_most_are_shorter = column.percentile_95;
    // As few bars as can be told apart.
    const std::size_t together = std::max<std::size_t>(1, (column.lengths.size() + most_lengths - 1) / most_lengths);
    m_bucket = column.bucket * static_cast<int>(together);
    m_counts.assign((column.lengths.size() + together - 1) / together, 0);
    for (std::size_t i = 0; i < column.lengths.size(); ++i) m_counts[i / together] += column.lengths[i];
    setAccessibleDescription(
        tr("95 of 100 texts have at most %1 words, the longest %2").arg(stepText(m_most_are_shorter), stepText(m_longest)));
    setToolTip(accessibleDescription());
    update();
}

QSize LengthHistogram::sizeHint() const { return {fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 5}; }

void LengthHistogram::paintEvent(QPaintEvent*) {
    const std::int64_t most = m_counts.empty() ? 0 : *std::max_element(m_counts.begin(), m_counts.end());
    if (most <= 0) return;
    const Theme& t = theme();
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    const QRectF area(0, 2, width(), height() - metrics.height() - 4);
    const double step = area.width() / static_cast<double>(m_counts.size());
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] == 0) continue;
        const double tall = std::max(1.0, area.height() * static_cast<double>(m_counts[i]) / static_cast<double>(most));
        painter.fillRect(QRectF(static_cast<double>(i) * step, area.bottom() - tall, std::max(1.0, step - 1), tall), t.accent);
    }
    painter.fillRect(QRectF(0, area.bottom(), width(), 1), t.border);

    const double place = (m_most_are_shorter + 1.0) / (static_cast<double>(m_bucket) * static_cast<double>(m_counts.size()));
    const double x = area.width() * std::clamp(place, 0.0, 1.0);
    painter.setPen(QPen(t.warning, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QString mark = tr("95 %: %1 words").arg(stepText(m_most_are_shorter)), end = stepText(m_longest);
    painter.setPen(t.muted);
    // Words of two fonts are a little wider than their parts; so is what elidedText() asks for.
    const int wide = metrics.horizontalAdvance(mark) + metrics.averageCharWidth() / 2, end_wide = metrics.horizontalAdvance(end);
    const int left = std::clamp(static_cast<int>(x) - wide / 2, 0, std::max(0, width() - wide));
    const QRect line(0, height() - metrics.height(), width(), metrics.height());
    painter.drawText(line.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(mark, Qt::ElideRight, width() - left));
    if (left + wide + metrics.averageCharWidth() < width() - end_wide) painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, end);
}

void LengthHistogram::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    if (event->type() == QEvent::FontChange) updateGeometry();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
