// The header of an inspector section: a dot in the technique's colour, the title, and an arrow or a switch. Pressing
// it folds the section.
#pragma once

#include <QAbstractButton>
#include <functional>

namespace layerlab {

class SectionHeader : public QAbstractButton {
    Q_OBJECT

public:
    explicit SectionHeader(const QString& title, QWidget* parent = nullptr);

    void setDot(std::function<QColor()> colour);  // asked when painted, so that themes may change
    void setSwitch(QWidget* toggle);              // stands at the right, in place of the arrow
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::function<QColor()> m_dot;
    QWidget* m_switch = nullptr;
};

}  // namespace layerlab
