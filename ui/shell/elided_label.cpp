#include "ui/shell/elided_label.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme.h"

namespace layerlab {

namespace {
constexpr int parts_gap = 8;  // between the bold and the muted part
}

ElidedLabel::ElidedLabel(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred); }

void ElidedLabel::setText(const QString& bold, const QString& muted) {
    if (bold == m_bold && muted == m_muted) return;
    m_bold = bold;
    m_muted = muted;
    setAccessibleName(text());
    setToolTip(text());
    updateGeometry();
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

QString ElidedLabel::text() const { return m_muted.isEmpty() ? m_bold : m_bold.isEmpty() ? m_muted : m_bold + ' ' + m_muted; }

QFont ElidedLabel::boldFont() const {
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

QSize ElidedLabel::sizeHint() const {
    const int bold = m_bold.isEmpty() ? 0 : QFontMetrics(boldFont()).horizontalAdvance(m_bold);
    const int muted = m_muted.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_muted);
    return {bold + muted + (bold && muted ? parts_gap : 0) + 4, fontMetrics().height() + 4};
}

QSize ElidedLabel::minimumSizeHint() const { return {fontMetrics().height() * 2, fontMetrics().height() + 4}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QFontMetrics bold_metrics(boldFont());
    const QString bold = bold_metrics.elidedText(m_bold, Qt::ElideMiddle, width());
    const int bold_width = bold.isEmpty() ? 0 : bold_metrics.horizontalAdvance(bold);
    const int room = width() - bold_width - (bold_width ? parts_gap : 0);
    const QString muted = room > 0 ? fontMetrics().elidedText(m_muted, Qt::ElideRight, room) : QString();
    const int muted_width = muted.isEmpty() ? 0 : fontMetrics().horizontalAdvance(muted);
    const int all = bold_width + muted_width + (bold_width && muted_width ? parts_gap : 0);
    int x = 0;
    if (m_alignment & Qt::AlignHCenter) x = qMax(0, (width() - all) / 2);
    else if (m_alignment & Qt::AlignRight) x = qMax(0, width() - all);
    painter.setFont(boldFont());
    painter.setPen(theme().text);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, bold);
    painter.setFont(font());
    painter.setPen(theme().muted);
    painter.drawText(QRect(x + bold_width + (bold_width ? parts_gap : 0), 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, muted);
}

void ElidedLabel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    if (event->type() == QEvent::FontChange) updateGeometry();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
