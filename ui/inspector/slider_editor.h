// A slider with its number beside it, for values that one tries out by dragging.
#pragma once

#include <QSlider>

#include "ui/inspector/number_editor.h"

namespace layerlab {

class SliderEditor : public FieldEditor {
public:
    // Values from minimum to maximum in steps; the number beside it also takes what lies between.
    SliderEditor(NumberEditor::Kind kind, double minimum, double maximum, double step, QWidget* parent = nullptr);

    void setBounds(double minimum, double maximum);
    void setText(const QString& text) override;
    QWidget* control() override { return m_number->control(); }
    QSlider* slider() { return m_slider; }

private:
    QString textAt(int position) const;

    NumberEditor::Kind m_kind;
    double m_minimum, m_maximum, m_step;
    bool m_bounded = false;
    QString m_text;
    QSlider* m_slider;
    NumberEditor* m_number;
};

}  // namespace layerlab
