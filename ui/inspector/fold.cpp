#include "ui/inspector/fold.h"

#include <QSettings>
#include <QVBoxLayout>

#include "ui/inspector/field_row.h"

namespace layerlab {

Fold::Fold(const QString& title, const QString& key, QWidget* parent)
    : QWidget(parent),
      m_key(QStringLiteral("inspector/more/") + key),
      m_header(new QToolButton(this)),
      m_body(new QWidget(this)),
      m_rows(new QVBoxLayout(m_body)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    column->addWidget(m_header, 0, Qt::AlignLeft);
    column->addWidget(m_body);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(5);
    m_header->setText(title);
    m_header->setAccessibleName(title);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setFocusPolicy(Qt::StrongFocus);
    connect(m_header, &QToolButton::clicked, this, [this] {
        setOpen(!m_open);
        QSettings().setValue(m_key, m_open);
    });
    setOpen(QSettings().value(m_key, false).toBool());
}

void Fold::add(QWidget* field) {
    m_rows->addWidget(field);
    if (auto* row = qobject_cast<FieldRow*>(field)) {
        connect(row, &FieldRow::markedWrong, this, [this] { setOpen(true); });
        if (row->isWrong()) setOpen(true);
    }
}

void Fold::setOpen(bool open) {
    m_open = open;
    m_body->setVisible(open);
    m_header->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_header->setAccessibleDescription(open ? tr("open") : tr("closed"));
}

Fold* addFold(RowHost& section, const QString& title, const QString& key) {
    auto* fold = new Fold(title, key);
    section.add(fold);
    return fold;
}

}  // namespace layerlab
