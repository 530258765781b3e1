#include "ui/inspector/slider_editor.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/inspector/wheel_guard.h"

namespace layerlab {

SliderEditor::SliderEditor(NumberEditor::Kind kind, double minimum, double maximum, double step, QWidget* parent)
    : FieldEditor(parent),
      m_kind(kind),
      m_minimum(minimum),
      m_maximum(maximum),
      m_step(step),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_number(new NumberEditor(kind, this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_slider, 1);
    row->addWidget(m_number);
    m_number->setCompact();
    m_slider->setMinimumWidth(60);
    guardWheel(m_slider);
    setBounds(minimum, maximum);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) { Q_EMIT committed(textAt(position)); });
    connect(m_number, &FieldEditor::committed, this, &FieldEditor::committed);
}

void SliderEditor::setBounds(double minimum, double maximum) {
    if (m_slider->maximum() == qRound((qMax(minimum, maximum) - minimum) / m_step) && m_minimum == minimum && m_bounded)
        return;  // nothing new: a text that is being corrected stays
    m_bounded = true;
    m_minimum = minimum;
    m_maximum = qMax(minimum, maximum);
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, qRound((m_maximum - m_minimum) / m_step));
    m_slider->setPageStep(qMax(1, m_slider->maximum() / 6));
    m_number->setRange(m_minimum, m_maximum);
    setText(m_text);
}

void SliderEditor::setText(const QString& text) {
    m_text = text;
    m_number->setText(text);
    bool fine = false;
    const double value = text.toDouble(&fine);
    const QSignalBlocker quiet(m_slider);
    // While it is dragged the slider is where the hand is.
    if (fine && !m_slider->isSliderDown()) m_slider->setValue(qRound((value - m_minimum) / m_step));
}

QString SliderEditor::textAt(int position) const {
    const double value = m_minimum + position * m_step;
    return m_kind == NumberEditor::Kind::Integer ? QString::number(qRound64(value)) : QString::number(value, 'g', 6);
}

}  // namespace layerlab
