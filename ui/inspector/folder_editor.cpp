#include "ui/inspector/folder_editor.h"

#include <QFileDialog>
#include <QHBoxLayout>

namespace layerlab {

FolderEditor::FolderEditor(const QString& dialogTitle, QWidget* parent)
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
    connect(m_button, &QToolButton::clicked, this, &FolderEditor::browse);
}

void FolderEditor::setText(const QString& text) {
    m_text = text;
    if (m_line->text() == text) return;
    m_line->setText(text);
    // The folder's name matters more than those before it.
    if (!m_line->hasFocus()) m_line->end(false);
}

void FolderEditor::browse() {
    auto* dialog = new QFileDialog(this, m_title, m_text);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &FolderEditor::committed);
    dialog->open();
}

}  // namespace layerlab
