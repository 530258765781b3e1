// A painted on/off switch: a check box that reads as "this technique is on".
#pragma once

#include <QAbstractButton>

namespace layerlab {

class ToggleSwitch : public QAbstractButton {
    Q_OBJECT

public:
    explicit ToggleSwitch(QWidget* parent = nullptr);
    // Neither on nor off: the knob stands in the middle, and a click switches on.
    void setPartlyOn(bool partly);
    bool isPartlyOn() const { return m_partly && !isChecked(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }
    void changeEvent(QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    bool m_partly = false;
};

}  // namespace layerlab
