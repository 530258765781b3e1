// A line of text that shortens with "…" instead of pushing its neighbours; the tooltip then has all of it.
#pragma once

#include <QWidget>

namespace layerlab {

class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& bold, const QString& muted = {});
    void setAlignment(Qt::Alignment alignment);
    QString text() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QFont boldFont() const;
    QString m_bold, m_muted;
    Qt::Alignment m_alignment = Qt::AlignLeft;
};

}  // namespace layerlab
