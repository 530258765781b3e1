// Counts as horizontal bars, a name before each and its figure after it. A bar has two parts, so that one list shows
// both how frequent labels are and how they are split.
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace layerlab {

class BarList : public QWidget {
    Q_OBJECT

public:
    struct Bar {
        QString name;
        double first = 0, second = 0;
        QString figure;
    };

    explicit BarList(const QString& name, QWidget* parent = nullptr);

    void setBars(std::vector<Bar> bars);  // no more than a dozen are drawn
    const std::vector<Bar>& bars() const { return m_bars; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int rowHeight() const;
    int shown() const;  // bars that are drawn

    QString m_name;
    std::vector<Bar> m_bars;
};

}  // namespace layerlab
