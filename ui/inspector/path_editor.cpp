#include "ui/inspector/path_editor.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>

namespace layerlab {

PathEditor::PathEditor(const QString& dialogTitle, QWidget* parent)
    : FieldEditor(parent), m_title(dialogTitle), m_line(new QLineEdit(this)), m_button(new QToolButton(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_line, 1);
    row->addWidget(m_button);
    m_button->setText(QStringLiteral("…"));
    m_button->setFixedWidth(fontMetrics().averageCharWidth() * 4);
    m_button->setToolTip(tr("Browse"));
    m_button->setAccessibleName(tr("Browse: %1").arg(dialogTitle));
    m_line->setMinimumWidth(60);
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (m_line->text().trimmed() != m_text) Q_EMIT committed(m_line->text().trimmed());
    });
    connect(m_button, &QToolButton::clicked, this, &PathEditor::browse);
}

void PathEditor::setText(const QString& text) {
    m_text = text;
    if (m_line->text() == text) return;
    m_line->setText(text);
    // The file's name matters more than the folders before it.
    if (!m_line->hasFocus()) m_line->end(false);
}

void PathEditor::browse() {
    const QString start = m_text.isEmpty() ? QString() : QFileInfo(m_text).absolutePath();
    const QString file = QFileDialog::getOpenFileName(this, m_title, start, tr("Tables and text (*.tsv *.csv *.txt);;All files (*)"));
    if (!file.isEmpty()) Q_EMIT committed(file);
}

}  // namespace layerlab
