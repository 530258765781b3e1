// A button that reads as a link: what can be done about the message above it.
#pragma once

#include <QToolButton>

namespace layerlab {

class LinkButton : public QToolButton {
    Q_OBJECT

public:
    explicit LinkButton(const QString& text, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();
};

}  // namespace layerlab
