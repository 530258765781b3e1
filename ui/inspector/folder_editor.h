// A folder's path with a button that looks for it.
#pragma once

#include <QLineEdit>
#include <QToolButton>

#include "ui/inspector/field_editor.h"

namespace layerlab {

class FolderEditor : public FieldEditor {
    Q_OBJECT

public:
    explicit FolderEditor(const QString& dialogTitle, QWidget* parent = nullptr);

    void setText(const QString& text) override;
    QWidget* control() override { return m_line; }
    QToolButton* button() { return m_button; }

private:
    void browse();

    QString m_title;
    QString m_text;
    QLineEdit* m_line;
    QToolButton* m_button;
};

}  // namespace layerlab
