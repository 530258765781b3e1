// A few lines of a person's own words. They are taken over when the field is left.
#pragma once

#include <QPlainTextEdit>

#include "ui/inspector/field_editor.h"

namespace layerlab {

class ParagraphEditor : public FieldEditor {
public:
    explicit ParagraphEditor(QWidget* parent = nullptr);

    void setText(const QString& text) override;
    QWidget* control() override { return m_edit; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();

    QPlainTextEdit* m_edit;
    QString m_text;
};

}  // namespace layerlab
