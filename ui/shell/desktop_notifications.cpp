#include "ui/shell/desktop_notifications.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QVariantMap>

namespace layerlab {

namespace {

const auto service = QStringLiteral("org.freedesktop.Notifications");
const auto object = QStringLiteral("/org/freedesktop/Notifications");
const auto press = QStringLiteral("default");

// Asked for a bus that is not there, libdbus starts one, and the window would wait for it.
bool busExists() {
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")) return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus"));
}

}  // namespace

void DesktopNotifications::send(const QString& title, const QString& text) {
    if (!busExists()) return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    if (!m_listening) {
        // Without service or path: whoever serves notifications may be started only by the call below.
        bus.connect({}, object, service, QStringLiteral("ActionInvoked"), this, SLOT(actionInvoked(uint, QString)));
        bus.connect({}, object, service, QStringLiteral("NotificationClosed"), this, SLOT(notificationClosed(uint, uint)));
        m_listening = true;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(service, object, service, QStringLiteral("Notify"));
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("org.layerlab.LayerLab")},
                            {QStringLiteral("category"), QStringLiteral("transfer.complete")}};
    // The text may hold markup, which a run's name is not meant to be.
    call << QStringLiteral("LayerLab") << 0u << QStringLiteral("layerlab") << title << text.toHtmlEscaped()
         << QStringList{press, tr("Show the window")} << hints << -1;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (!reply.isError()) m_ours << reply.value();
        watcher->deleteLater();
    });
}

void DesktopNotifications::actionInvoked(uint id, const QString& action) {
    if (m_ours.contains(id) && action == press && pressed) pressed();
}

void DesktopNotifications::notificationClosed(uint id, uint) { m_ours.remove(id); }

}  // namespace layerlab
