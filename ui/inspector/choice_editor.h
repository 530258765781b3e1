// A drop-down of the words that a key allows, named for people.
#pragma once

#include <QComboBox>

#include "ui/inspector/field_editor.h"

namespace layerlab {

class ChoiceEditor : public FieldEditor {
public:
    explicit ChoiceEditor(QWidget* parent = nullptr);

    void addChoice(const QString& word, const QString& shown);  // renames a word that is there
    void setPlaceholder(const QString& placeholder);            // for a text that is none of the words

    void setText(const QString& text) override;
    QWidget* control() override { return m_combo; }

private:
    QComboBox* m_combo;
};

}  // namespace layerlab
