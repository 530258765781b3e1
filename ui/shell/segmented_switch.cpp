#include "ui/shell/segmented_switch.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace layerlab {

SegmentedSwitch::SegmentedSwitch(const QStringList& segments, QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 2, 8, 2);
    row->setSpacing(2);
    for (const QString& segment : segments) {
        auto* button = new QToolButton(this);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_group->addButton(button, static_cast<int>(m_buttons.size()));
        m_buttons << button;
        row->addWidget(button);
        setText(static_cast<int>(m_buttons.size()) - 1, segment);
    }
    m_group->setExclusive(true);
    if (!m_buttons.isEmpty()) m_buttons.first()->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedSwitch::chosen);
}

void SegmentedSwitch::setText(int segment, const QString& text) {
    QToolButton* button = m_buttons.at(segment);
    const QFontMetrics metrics = button->fontMetrics();
    button->setText(metrics.elidedText(text, Qt::ElideMiddle, metrics.height() * 8));
    button->setAccessibleName(text);
    button->setToolTip(text);
}

void SegmentedSwitch::setCurrent(int segment) { m_buttons.at(segment)->setChecked(true); }

int SegmentedSwitch::current() const { return m_group->checkedId(); }

}  // namespace layerlab
