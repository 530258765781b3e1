#include "ui/inspector/paragraph_editor.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace layerlab {

namespace {
constexpr int lines = 4;
}

ParagraphEditor::ParagraphEditor(QWidget* parent) : FieldEditor(parent), m_edit(new QPlainTextEdit(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit);
    m_edit->setTabChangesFocus(true);
    m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * lines + 14);
    m_edit->setMinimumWidth(60);
    m_edit->installEventFilter(this);
}

void ParagraphEditor::setText(const QString& text) {
    m_text = text;
    if (m_edit->toPlainText() != text) m_edit->setPlainText(text);
}

void ParagraphEditor::commit() {
    if (m_edit->toPlainText() != m_text) Q_EMIT committed(m_edit->toPlainText());
}

bool ParagraphEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut) commit();
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() & Qt::ControlModifier) {
            commit();
            return true;
        }
    }
    return FieldEditor::eventFilter(watched, event);
}

}  // namespace layerlab
