#include "ui/inspector/path_editor.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>

namespace layerlab {

PathEditor::PathEditor(Kind kind, const QString& dialogTitle, QWidget* parent)
    : FieldEditor(parent), m_kind(kind), m_title(dialogTitle), m_line(new QLineEdit(this)), m_button(new QToolButton(this)) {
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
    // The name at its end matters more than the folders before it.
    if (!m_line->hasFocus()) m_line->end(false);
}

void PathEditor::browse() {
    auto* dialog = new QFileDialog(this, m_title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_kind == Kind::Folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        if (!m_text.isEmpty()) dialog->setDirectory(m_text);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilter(tr("Tables and text (*.tsv *.csv *.txt);;All files (*)"));
        if (!m_text.isEmpty()) dialog->setDirectory(QFileInfo(m_text).absolutePath());
    }
    connect(dialog, &QFileDialog::fileSelected, this, &PathEditor::committed);
    dialog->open();
}

}  // namespace layerlab
