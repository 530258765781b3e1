// The picture of a confusion matrix: a row for each true label, a column for each answer, every cell coloured by its share
// of the row. Cells are pointed at and reached with the arrow keys, and say in a sentence what they count.
#pragma once

#include <QFont>
#include <QPoint>
#include <QRectF>
#include <QString>
#include <QWidget>

#include "ui/charts/confusion.h"

namespace layerlab {

class ConfusionMatrix : public QWidget {
    Q_OBJECT

public:
    explicit ConfusionMatrix(QWidget* parent = nullptr);

    void setConfusion(const Confusion& confusion);
    const Confusion& confusion() const { return m_confusion; }
    void setEmptyText(const QString& text);  // shown while the matrix is empty

    // As drawn at the widget's size.
    QRectF cellRect(int label, int answer) const;
    QString cellText(int label, int answer) const;  // lines; empty where there is no room
    QString labelText(int label) const;             // the name beside its row, shortened to its room
    QString totalText(int label) const;             // how many examples have it
    QColor cellColor(int label, int answer) const;

    // Draws into `area` of something else, without the marks of mouse and keyboard.
    void draw(QPainter& painter, const QRectF& area) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void copyRequested();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Content { Nothing, Share, ShareAndCount };
    // Where things are. A header or a row of names that is narrower than its text shows every so many of them.
    struct Places {
        QRectF cells;
        double width = 0, height = 0;  // of a cell
        double names = 0, totals = 0;  // widths of the columns beside the cells
        double header = 0;             // height
        bool upright = false;          // the answers' names stand on end
        bool counts = false;           // totals as counts and shares, not as shares alone
        int every_row = 1, every_column = 1;
        Content content = Content::Nothing;
    };
    // What the mouse is over: a cell, a name of a row (answer -1) or of a column (label -1).
    struct Spot {
        int label = -1, answer = -1;
        bool operator==(const Spot&) const = default;
        bool isCell() const { return label >= 0 && answer >= 0; }
    };

    Places places(const QRectF& area) const;
    QRectF cellAt(const Places& places, int label, int answer) const;
    QString cellText(const Places& places, int label, int answer) const;
    QString totalText(const Places& places, int label) const;
    void drawNames(QPainter& painter, const Places& places) const;
    void drawCells(QPainter& painter, const Places& places) const;
    Spot spotAt(const QPointF& position) const;
    QString textOf(const Spot& spot) const;
    void setCurrent(int label, int answer);
    void tell(const Spot& spot, const QPoint& global);
    void describe();
    QFont smallFont() const;

    Confusion m_confusion;
    QString m_empty_text;
    Spot m_hovered;
    Spot m_current{0, 0};  // where the keyboard is
};

}  // namespace layerlab
