#include "ui/inspector/muted_label.h"

#include <QEvent>
#include <QResizeEvent>

#include "ui/theme.h"

namespace layerlab {

MutedLabel::MutedLabel(const QString& text, QWidget* parent) : QLabel(text, parent) { colour(); }

void MutedLabel::colour() {
    const QString style = QStringLiteral("color: %1;").arg(theme().muted.name());
    if (styleSheet() != style) setStyleSheet(style);
}

QSize MutedLabel::minimumSizeHint() const {
    QSize least = QLabel::minimumSizeHint();
    if (wordWrap() && testAttribute(Qt::WA_Resized)) least.setHeight(qMax(least.height(), heightForWidth(width())));
    return least;
}

// Layouts ask for a height before a scroll bar takes its width: text that then wraps needs another line.
void MutedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    if (wordWrap() && event->oldSize().width() != width()) updateGeometry();
}

void MutedLabel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QLabel::changeEvent(event);
}

}  // namespace layerlab
