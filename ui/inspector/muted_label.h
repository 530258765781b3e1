// Text in the theme's secondary colour, whichever theme is in force.
#pragma once

#include <QLabel>

namespace layerlab {

class MutedLabel : public QLabel {
    Q_OBJECT

public:
    explicit MutedLabel(const QString& text = {}, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;  // of wrapped text as high as it is at this width

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void colour();
};

}  // namespace layerlab
