#include "ui/inspector/switch_editor.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

namespace layerlab {

SwitchEditor::SwitchEditor(QWidget* parent) : FieldEditor(parent), m_switch(new ToggleSwitch(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    row->addWidget(m_switch);
    connect(m_switch, &QAbstractButton::clicked, this,
            [this](bool on) { Q_EMIT committed(on ? QStringLiteral("true") : QStringLiteral("false")); });
}

void SwitchEditor::setText(const QString& text) {
    const QSignalBlocker quiet(m_switch);
    m_switch->setChecked(text == QLatin1String("true"));
    m_switch->update();
}

}  // namespace layerlab
