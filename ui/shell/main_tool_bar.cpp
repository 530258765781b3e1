#include "ui/shell/main_tool_bar.h"

#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include "ui/shell/actions.h"
#include "ui/shell/elided_label.h"
#include "ui/theme.h"

namespace layerlab {

namespace {
const auto menu_arrow = QStringLiteral(" ▾");
}

MainToolBar::MainToolBar(const Actions& actions, QMenu* examples, QMenu* exports, QMenu* machine, QWidget* parent)
    : QToolBar(tr("Tool bar"), parent), m_title(new ElidedLabel(this)), m_machine(new QToolButton(this)) {
    setObjectName(QStringLiteral("mainToolBar"));
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    const int side = qRound(fontMetrics().height() * 0.95);
    setIconSize({side, side});

    auto* wordmark = new QLabel(QStringLiteral("LayerLab"), this);
    QFont bold = wordmark->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.08);
    wordmark->setFont(bold);
    wordmark->setContentsMargins(6, 0, 10, 0);
    addWidget(wordmark);

    addMenu(tr("New"), tr("New experiment"), tr("Start from an example"), examples);
    add(actions.open, Qt::ToolButtonTextOnly);
    add(actions.save, Qt::ToolButtonTextOnly);
    add(actions.undo, Qt::ToolButtonIconOnly);
    add(actions.redo, Qt::ToolButtonIconOnly);

    auto* gap = new QWidget(this);
    gap->setFixedWidth(fontMetrics().height());
    addWidget(gap);
    add(actions.train, Qt::ToolButtonTextBesideIcon, "train");
    for (QAction* action : {actions.pause, actions.step, actions.stop}) {
        QToolButton* button = add(action, Qt::ToolButtonTextBesideIcon);
        button->setProperty("outlined", true);
    }

    // The title takes what is left and gives it first.
    m_title->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_title->setAlignment(Qt::AlignHCenter);
    addWidget(m_title);

    add(actions.commands, Qt::ToolButtonIconOnly, "commands");
    addMenu(tr("Export"), tr("Export"), tr("Save the experiment, the stack or a chart as a file"), exports);
    m_machine->setMenu(machine);
    m_machine->setPopupMode(QToolButton::InstantPopup);
    m_machine->setFocusPolicy(Qt::TabFocus);
    addWidget(m_machine);
    add(actions.toggle_theme, Qt::ToolButtonIconOnly);
    colour();
}

QToolButton* MainToolBar::addMenu(const QString& text, const QString& name, const QString& help, QMenu* menu) {
    auto* button = new QToolButton(this);
    button->setText(text + menu_arrow);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
    addWidget(button);
    return button;
}

QToolButton* MainToolBar::add(QAction* action, Qt::ToolButtonStyle style, const char* object_name) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    button->setObjectName(QString::fromLatin1(object_name));
    addWidget(button);
    return button;
}

void MainToolBar::setDocument(const QString& name, bool modified) { m_title->setText(name, modified ? tr("• edited") : QString()); }

void MainToolBar::setMachine(const QString& text, const QString& details) {
    m_machine->setText(text + menu_arrow);
    m_machine->setAccessibleName(text);
    m_machine->setToolTip(details);
}

void MainToolBar::colour() {
    const QString style = QStringLiteral(
                              "QToolButton[outlined=\"true\"] { border: 1px solid %1; border-radius: 5px; margin: 0 2px; "
                              "padding: 4px 9px; } "
                              "QToolButton#train { border-radius: 5px; padding: 4px 11px; margin: 0 2px; }")
                              .arg(theme().border.name());
    // An equal style sheet set again would bring another PaletteChange.
    if (styleSheet() != style) setStyleSheet(style);
}

void MainToolBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QToolBar::changeEvent(event);
}

}  // namespace layerlab
