#include "ui/inspector/field_editor.h"

#include <QEvent>

#include "ui/theme.h"

namespace layerlab {

void FieldEditor::setInvalid(bool invalid) {
    m_invalid = invalid;
    const QString style = invalid ? QStringLiteral("border: 1px solid %1; border-radius: 4px;").arg(theme().error.name()) : QString();
    // Setting an equal style sheet would polish the widget again, and that sends another PaletteChange.
    if (control()->styleSheet() != style) control()->setStyleSheet(style);
}

void FieldEditor::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && m_invalid) setInvalid(true);
    QWidget::changeEvent(event);
}

}  // namespace layerlab
