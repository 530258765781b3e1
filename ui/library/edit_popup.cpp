#include "ui/library/edit_popup.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <utility>

#include "ui/inspector/muted_label.h"

namespace layerlab {

EditPopup::EditPopup(const QString& title, const QString& hint, QWidget* editor, bool several_lines, QWidget* window)
    : QFrame(window), m_editor(editor), m_several_lines(several_lines) {
    setObjectName(QStringLiteral("card"));
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    auto* heading = new QLabel(title, this);
    heading->setObjectName(QStringLiteral("sectionHeader"));
    column->addWidget(heading);
    column->addWidget(editor);
    column->addWidget(new MutedLabel(hint, this));
    heading->setBuddy(editor);
    setFocusProxy(editor);
    editor->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        // Another program's window takes the focus away without choosing anything here.
        if (isVisible() && now && now != m_editor && !isAncestorOf(now)) finish(true);
    });
}

void EditPopup::openAt(const QPoint& global) {
    m_before = QApplication::focusWidget();
    adjustSize();
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    QPoint at = parentWidget()->mapFromGlobal(global);
    at.setX(qBound(room.left(), at.x(), qMax(room.left(), room.right() - width())));
    at.setY(qBound(room.top(), at.y(), qMax(room.top(), room.bottom() - height())));
    move(at);
    raise();
    show();
    m_editor->setFocus(Qt::PopupFocusReason);
}

void EditPopup::finish(bool keep) {
    if (std::exchange(m_done, true)) return;
    if (keep) Q_EMIT kept();
    const bool had_focus = m_editor->hasFocus();
    hide();
    if (had_focus && m_before) m_before->setFocus();
    deleteLater();
}

bool EditPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        const bool enter = pressed->key() == Qt::Key_Return || pressed->key() == Qt::Key_Enter;
        if (pressed->key() == Qt::Key_Escape || (enter && (!m_several_lines || pressed->modifiers() & Qt::ControlModifier))) {
            finish(enter);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace layerlab
