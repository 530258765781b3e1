#include "ui/inspector/collapsible_section.h"

#include <QEvent>
#include <QPainter>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/inspector/section_header.h"
#include "ui/inspector/toggle_switch.h"
#include "ui/theme.h"

namespace layerlab {

CollapsibleSection::CollapsibleSection(const QString& title, const QString& key, QWidget* parent)
    : QWidget(parent),
      m_key(QStringLiteral("inspector/open/") + key),
      m_header(new SectionHeader(title, this)),
      m_body(new QWidget(this)),
      m_fields(new QVBoxLayout(m_body)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 5);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_body);
    m_fields->setContentsMargins(14, 0, 14, 6);
    m_fields->setSpacing(5);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_header->setChecked(QSettings().value(m_key, true).toBool());
    connect(m_header, &QAbstractButton::toggled, this, [this](bool open) {
        QSettings().setValue(m_key, open);
        refresh();
    });
    refresh();
}

void CollapsibleSection::setDot(std::function<QColor()> colour) { m_header->setDot(std::move(colour)); }

ToggleSwitch* CollapsibleSection::addSwitch(const QString& accessibleName) {
    m_switch = new ToggleSwitch(m_header);
    m_switch->setAccessibleName(accessibleName);
    m_header->setSwitch(m_switch);
    connect(m_switch, &QAbstractButton::toggled, this, &CollapsibleSection::refresh);
    // What is switched on wants to be seen.
    connect(m_switch, &QAbstractButton::clicked, this, [this](bool on) {
        if (on) m_header->setChecked(true);
    });
    refresh();
    return m_switch;
}

void CollapsibleSection::add(QWidget* field) { m_fields->addWidget(field); }

void CollapsibleSection::setTitle(const QString& title) {
    m_header->setText(title);
    m_header->setAccessibleName(title);
}

void CollapsibleSection::unfold() { m_header->setChecked(true); }

void CollapsibleSection::foldAtFirst() {
    if (QSettings().contains(m_key)) return;
    const QSignalBlocker quiet(m_header);
    m_header->setChecked(false);
    refresh();
}

void CollapsibleSection::refresh() { m_body->setVisible(m_header->isChecked() && (!m_switch || m_switch->isChecked())); }

void CollapsibleSection::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(theme().border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void CollapsibleSection::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
