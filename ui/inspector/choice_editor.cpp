#include "ui/inspector/choice_editor.h"

#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/inspector/wheel_guard.h"

namespace layerlab {

ChoiceEditor::ChoiceEditor(QWidget* parent) : FieldEditor(parent), m_combo(new QComboBox(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_combo);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(8);
    guardWheel(m_combo);
    // activated: only what the person picked.
    connect(m_combo, &QComboBox::activated, this, [this](int index) { Q_EMIT committed(m_combo->itemData(index).toString()); });
}

void ChoiceEditor::addChoice(const QString& word, const QString& shown) {
    const QSignalBlocker quiet(m_combo);
    if (const int index = m_combo->findData(word); index >= 0) m_combo->setItemText(index, shown);
    else m_combo->addItem(shown, word);
}

void ChoiceEditor::setPlaceholder(const QString& placeholder) { m_combo->setPlaceholderText(placeholder); }

void ChoiceEditor::setText(const QString& text) {
    const QSignalBlocker quiet(m_combo);
    m_combo->setCurrentIndex(m_combo->findData(text));
}

}  // namespace layerlab
