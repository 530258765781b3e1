#include "ui/inspector/toggle_switch.h"

#include <QEvent>
#include <QPainter>

#include "ui/theme.h"

namespace layerlab {

ToggleSwitch::ToggleSwitch(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void ToggleSwitch::setPartlyOn(bool partly) {
    m_partly = partly;
    update();
}

QSize ToggleSwitch::sizeHint() const {
    const int height = qMax(16, qRound(fontMetrics().height() * 1.05));
    return {height * 17 / 10 + 4, height + 4};  // 2 px around for the focus ring
}

void ToggleSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track = QRectF(rect()).adjusted(2, 2, -2, -2);
    const qreal radius = track.height() / 2;
    QColor colour = theme().accent;
    if (isPartlyOn()) {
        colour.setAlphaF(0.55);
    } else if (!isChecked()) {
        colour = theme().muted;
        colour.setAlphaF(underMouse() ? 0.55 : 0.4);
    }
    if (!isEnabled()) colour.setAlphaF(0.25);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(track, radius, radius);

    const qreal knob = track.height() - 4;
    const bool right = isChecked() == (layoutDirection() == Qt::LeftToRight);
    const qreal x = isPartlyOn() ? track.center().x() - knob / 2 : right ? track.right() - knob - 2 : track.left() + 2;
    painter.setBrush(Qt::white);
    painter.drawEllipse(QRectF(x, track.top() + 2, knob, knob));

    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius + 1.5, radius + 1.5);
    }
}

void ToggleSwitch::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) updateGeometry();
    if (event->type() == QEvent::PaletteChange) update();
    QAbstractButton::changeEvent(event);
}

void ToggleSwitch::enterEvent(QEnterEvent* event) {
    update();
    QAbstractButton::enterEvent(event);
}

void ToggleSwitch::leaveEvent(QEvent* event) {
    update();
    QAbstractButton::leaveEvent(event);
}

}  // namespace layerlab
