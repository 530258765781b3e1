#include "ui/shell/notifier.h"

#include <QApplication>

#include "ui/shell/desktop_notifications.h"

namespace layerlab {

namespace {
constexpr double long_run_seconds = 30;
}

Notifier::Notifier(QWidget* window, std::unique_ptr<NotificationSender> sender)
    : QObject(window), m_window(window), m_sender(sender ? std::move(sender) : std::make_unique<DesktopNotifications>()) {
    m_sender->pressed = [this] { raiseWindow(); };
}

Notifier::~Notifier() = default;

void Notifier::runEnded(const QString& title, const QString& text, double seconds) {
    if (seconds < long_run_seconds || m_window->isActiveWindow()) return;
    QApplication::alert(m_window);
    m_sender->send(title, text);
}

void Notifier::raiseWindow() {
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

}  // namespace layerlab
