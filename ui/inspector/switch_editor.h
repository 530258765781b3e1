// A switch for a key that is true or false, or for several such keys that differ.
#pragma once

#include "ui/inspector/field_editor.h"
#include "ui/inspector/toggle_switch.h"

namespace layerlab {

class MutedLabel;

class SwitchEditor : public FieldEditor {
public:
    explicit SwitchEditor(QWidget* parent = nullptr);

    void setText(const QString& text) override;  // "true" or "false"; else partly on, and the text says why
    QWidget* control() override { return m_switch; }
    void setInvalid(bool) override {}  // it has no wrong position

private:
    MutedLabel* m_state;
    ToggleSwitch* m_switch;
};

}  // namespace layerlab
