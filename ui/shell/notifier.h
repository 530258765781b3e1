// Tells a person who does something else that a long run has ended: the task bar's mark, and a desktop notification
// which raises the window when it is pressed.
#pragma once

#include <QObject>
#include <QPointer>
#include <QString>
#include <QWidget>
#include <functional>
#include <memory>

namespace layerlab {

// Where notifications go; tests put their own in its place.
class NotificationSender {
public:
    virtual ~NotificationSender() = default;
    virtual void send(const QString& title, const QString& text) = 0;
    std::function<void()> pressed;  // called when the person presses a notification
};

class Notifier : public QObject {
    Q_OBJECT

public:
    // sender: null for the desktop's.
    explicit Notifier(QWidget* window, std::unique_ptr<NotificationSender> sender = nullptr);
    ~Notifier() override;

    // Says nothing while the window is in front, or after a run of less than half a minute.
    void runEnded(const QString& title, const QString& text, double seconds);

private:
    void raiseWindow();

    QWidget* m_window;
    std::unique_ptr<NotificationSender> m_sender;
};

}  // namespace layerlab
