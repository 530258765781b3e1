// The path of a data file or of a folder, with a button that looks for it.
#pragma once

#include <QLineEdit>
#include <QToolButton>

#include "ui/inspector/field_editor.h"

namespace layerlab {

class PathEditor : public FieldEditor {
    Q_OBJECT

public:
    enum class Kind { DataFile, Folder };
    PathEditor(Kind kind, const QString& dialogTitle, QWidget* parent = nullptr);

    void setText(const QString& text) override;
    QWidget* control() override { return m_line; }
    QToolButton* button() { return m_button; }

private:
    void browse();

    Kind m_kind;
    QString m_title;
    QString m_text;
    QLineEdit* m_line;
    QToolButton* m_button;
};

}  // namespace layerlab
