// How long the texts of a column are, as a histogram with a line at the length that 95 of 100 do not exceed.
#pragma once

#include <QWidget>
#include <cstdint>
#include <vector>

namespace layerlab {

struct ColumnPreview;

class LengthHistogram : public QWidget {
    Q_OBJECT

public:
    explicit LengthHistogram(QWidget* parent = nullptr);

    void setColumn(const ColumnPreview& column);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int m_bucket = 1;
    std::vector<std::int64_t> m_counts;
    int m_longest = 0, m_most_are_shorter = 0;  // words
};

}  // namespace layerlab
