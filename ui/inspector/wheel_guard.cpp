#include "ui/inspector/wheel_guard.h"

#include <QEvent>

namespace layerlab {

namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel) return false;
        if (auto* widget = qobject_cast<QWidget*>(watched); !widget || widget->hasFocus()) return false;
        event->ignore();  // so that it is offered to the parent
        return true;
    }
};

}  // namespace

void guardWheel(QWidget* editor) {
    editor->setFocusPolicy(Qt::StrongFocus);  // by click and Tab, not by the wheel
    editor->installEventFilter(new WheelGuard(editor));
}

}  // namespace layerlab
