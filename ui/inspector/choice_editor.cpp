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
    m_combo->addItem(shown, word);
}

void ChoiceEditor::setRarely(const QString& word, const QString& shown) {
    m_rare_word = word;
    m_rare_shown = shown;
}

void ChoiceEditor::setText(const QString& text) {
    const QSignalBlocker quiet(m_combo);
    const int rare = m_rare_word.isEmpty() ? -1 : m_combo->findData(m_rare_word);
    if (text == m_rare_word && rare < 0 && !m_rare_word.isEmpty()) m_combo->addItem(m_rare_shown, m_rare_word);
    else if (text != m_rare_word && rare >= 0) m_combo->removeItem(rare);
    m_combo->setCurrentIndex(m_combo->findData(text));
}

}  // namespace layerlab
