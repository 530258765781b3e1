#include "ui/inspector/section_header.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include "ui/theme.h"

namespace layerlab {

namespace {
constexpr int side = 14;  // the inspector's margin
constexpr int dot = 8;
}  // namespace

SectionHeader::SectionHeader(const QString& title, QWidget* parent) : QAbstractButton(parent) {
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(side, 0, side, 0);
    row->addStretch();
}

void SectionHeader::setDot(std::function<QColor()> colour) {
    m_dot = std::move(colour);
    update();
}

void SectionHeader::setSwitch(QWidget* toggle) {
    m_switch = toggle;
    layout()->addWidget(toggle);
}

QSize SectionHeader::sizeHint() const { return {200, qRound(fontMetrics().height() * 2.1)}; }

void SectionHeader::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal left = side;
    const qreal middle = height() / 2.0;
    if (m_dot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot());
        painter.drawEllipse(QRectF(left, middle - dot / 2.0, dot, dot));
        left += dot + 8;
    }
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(theme().text);
    const qreal right = width() - side - (m_switch ? m_switch->width() + 6 : 16);
    const QRectF place(left, 0, qMax<qreal>(0, right - left), height());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, qRound(place.width())));
    if (!m_switch) {
        const qreal size = 3.5, x = width() - side - size - 1;
        QPainterPath arrow;
        if (isChecked()) {
            arrow.moveTo(x - size, middle - size / 2);
            arrow.lineTo(x + size, middle - size / 2);
            arrow.lineTo(x, middle + size);
        } else {
            arrow.moveTo(x - size / 2, middle - size);
            arrow.lineTo(x - size / 2, middle + size);
            arrow.lineTo(x + size, middle);
        }
        painter.fillPath(arrow, theme().muted);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(3.5, 2.5, -3.5, -2.5), 4, 4);
    }
}

void SectionHeader::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    if (event->type() == QEvent::FontChange) updateGeometry();
    QAbstractButton::changeEvent(event);
}

}  // namespace layerlab
