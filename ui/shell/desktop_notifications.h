// Notifications of the desktop (org.freedesktop.Notifications) over the session bus. Without a bus nothing happens.
#pragma once

#include <QObject>
#include <QSet>

#include "ui/shell/notifier.h"

namespace layerlab {

class DesktopNotifications : public QObject, public NotificationSender {
    Q_OBJECT

public:
    void send(const QString& title, const QString& text) override;

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);

private:
    bool m_listening = false;
    QSet<uint> m_ours;  // the signals tell of every program's notifications
};

}  // namespace layerlab
