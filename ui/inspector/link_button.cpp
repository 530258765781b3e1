#include "ui/inspector/link_button.h"

#include <QEvent>

#include "ui/theme.h"

namespace layerlab {

LinkButton::LinkButton(const QString& text, QWidget* parent) : QToolButton(parent) {
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    colour();
}

void LinkButton::colour() {
    const QString style = QStringLiteral("QToolButton { color: %1; text-decoration: underline; padding: 1px; }").arg(theme().accent.name());
    if (styleSheet() != style) setStyleSheet(style);
}

void LinkButton::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QToolButton::changeEvent(event);
}

}  // namespace layerlab
