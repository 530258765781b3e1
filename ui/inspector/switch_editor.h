// A switch for a key that is true or false.
#pragma once

#include "ui/inspector/field_editor.h"
#include "ui/inspector/toggle_switch.h"

namespace layerlab {

class SwitchEditor : public FieldEditor {
public:
    explicit SwitchEditor(QWidget* parent = nullptr);

    void setText(const QString& text) override;  // "true" or "false"
    QWidget* control() override { return m_switch; }
    void setInvalid(bool) override {}  // it has no wrong position

private:
    ToggleSwitch* m_switch;
};

}  // namespace layerlab
