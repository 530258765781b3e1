#include "ui/inspector/switch_editor.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/inspector/muted_label.h"

namespace layerlab {

SwitchEditor::SwitchEditor(QWidget* parent) : FieldEditor(parent), m_state(new MutedLabel({}, this)), m_switch(new ToggleSwitch(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    row->addWidget(m_state);
    row->addWidget(m_switch);
    m_state->hide();
    connect(m_switch, &QAbstractButton::clicked, this,
            [this](bool on) { Q_EMIT committed(on ? QStringLiteral("true") : QStringLiteral("false")); });
}

void SwitchEditor::setText(const QString& text) {
    const QSignalBlocker quiet(m_switch);
    const bool on = text == QLatin1String("true"), off = text == QLatin1String("false");
    m_switch->setChecked(on);
    m_switch->setPartlyOn(!on && !off);
    m_state->setText(on || off ? QString() : text);
    m_state->setVisible(!m_state->text().isEmpty());
    m_switch->update();
}

}  // namespace layerlab
