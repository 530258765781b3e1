// A drop-down of the words that a key allows, named for people.
#pragma once

#include <QComboBox>

#include "ui/inspector/field_editor.h"

namespace layerlab {

class ChoiceEditor : public FieldEditor {
public:
    explicit ChoiceEditor(QWidget* parent = nullptr);

    void addChoice(const QString& word, const QString& shown);
    // A word that is only offered while it is in force, such as "a list" that was written in YAML.
    void setRarely(const QString& word, const QString& shown);

    void setText(const QString& text) override;
    QWidget* control() override { return m_combo; }

private:
    QComboBox* m_combo;
    QString m_rare_word, m_rare_shown;
};

}  // namespace layerlab
