#include "ui/shell/notice_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/shell/icons.h"
#include "ui/theme.h"

namespace layerlab {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent),
      m_symbol(new QLabel(this)),
      m_text(new QLabel(this)),
      m_remedy_button(new QPushButton(this)),
      m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("notice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 8, 5);
    row->addWidget(m_symbol);
    row->addWidget(m_text, 1);
    row->addWidget(m_remedy_button);
    row->addWidget(m_close);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss"));
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    connect(m_remedy_button, &QPushButton::clicked, this, [this] {
        const std::function<void()> remedy = m_remedy;
        dismiss();
        if (remedy) remedy();
    });
    hide();
}

void NoticeBar::say(Kind kind, const QString& message, const QString& button, std::function<void()> remedy) {
    m_kind = kind;
    m_text->setText(message);
    m_text->setAccessibleName(message);
    m_remedy_button->setText(button);
    m_remedy_button->setVisible(!button.isEmpty());
    m_remedy = std::move(remedy);
    colour();
    show();
}

void NoticeBar::dismiss() {
    m_remedy = nullptr;
    hide();
}

QString NoticeBar::message() const { return isHidden() ? QString() : m_text->text(); }

void NoticeBar::colour() {
    const QColor tint = m_kind == Kind::Error ? theme().error : m_kind == Kind::Warning ? theme().warning : theme().accent;
    const QColor panel = theme().panel;
    const auto part = [](int a, int b) { return (a * 88 + b * 12) / 100; };
    const QColor soft(part(panel.red(), tint.red()), part(panel.green(), tint.green()), part(panel.blue(), tint.blue()));
    const QString style =
        QStringLiteral("QFrame#notice { background: %1; border: none; border-bottom: 1px solid %2; }").arg(soft.name(), tint.name());
    // An equal style sheet set again would bring another PaletteChange.
    if (styleSheet() != style) setStyleSheet(style);
    const int side = fontMetrics().height() + 2;
    m_symbol->setPixmap(icon(QStringLiteral("warning"), tint).pixmap(QSize(side, side), devicePixelRatio()));
    m_symbol->setVisible(m_kind != Kind::Information);
    m_close->setIcon(icon(QStringLiteral("close")));
}

void NoticeBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QFrame::changeEvent(event);
}

}  // namespace layerlab
