#include "ui/inspector/muted_label.h"

#include <QEvent>

#include "ui/theme.h"

namespace layerlab {

MutedLabel::MutedLabel(const QString& text, QWidget* parent) : QLabel(text, parent) { colour(); }

void MutedLabel::colour() {
    const QString style = QStringLiteral("color: %1;").arg(theme().muted.name());
    if (styleSheet() != style) setStyleSheet(style);
}

void MutedLabel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QLabel::changeEvent(event);
}

}  // namespace layerlab
