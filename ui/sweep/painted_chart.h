// A chart that is no set of curves: a title line with controls over a picture that is painted, a table in its place when asked,
// and the same ways out as every chart has. What is painted and what its cells say is its subclass's.
#pragma once

#include <QImage>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QKeyEvent;
class QMenu;
class QPainter;
class QTableWidget;
class QToolButton;

namespace layerlab {

class ElidedLabel;

class PaintedChart : public QWidget {
    Q_OBJECT

public:
    explicit PaintedChart(QWidget* parent = nullptr);

    QString title() const;
    // png (at twice the size), svg, pdf, csv by the file name's ending; works without being shown. Returns what went wrong, or
    // nothing.
    QString saveTo(const QString& path, QSize size = {});
    QString csv() const;
    QImage picture(QSize size = {}, double scale = 2);
    void copyPicture();
    void copyData();
    void exportWithDialog(const QString& suffix);
    void setTableShown(bool shown);
    bool tableShown() const { return m_table_shown; }
    QTableWidget* table() const { return m_table; }
    QWidget* canvas() const { return m_canvas; }  // where it is painted

    virtual QString summary() const = 0;  // one line, also the accessible name
    // The values as a table, the first row its titles.
    virtual QList<QStringList> rows() const = 0;

Q_SIGNALS:
    void failed(const QString& message);

protected:
    void setTitle(const QString& title);
    void setDetail(const QString& detail);
    void addControl(QWidget* control);  // in the title line, before the chart's own buttons
    void refresh();                     // what is painted has changed

    virtual void draw(QPainter& painter, const QRectF& area) const = 0;
    virtual void drawMarks(QPainter&, const QRectF&) const {}  // of mouse and keyboard: not exported
    virtual void hoverAt(const QPointF&, const QPoint&) {}     // position on the canvas, and on the screen
    virtual void hoverEnded() {}
    virtual void clickAt(const QPointF&) {}
    virtual bool keyAt(QKeyEvent*) { return false; }  // whether it was used
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fillMenu(QMenu* menu);
    void applyTheme();
    void fillTable();
    void drawAll(QPainter& painter, const QRectF& area) const;
    QSize pictureSize(QSize wanted) const;
    QString text(QChar separator) const;

    ElidedLabel* m_title;
    ElidedLabel* m_detail;
    QHBoxLayout* m_line;
    QToolButton* m_table_button;
    QToolButton* m_menu_button;
    QWidget* m_canvas;
    QTableWidget* m_table = nullptr;
    bool m_table_shown = false;
};

}  // namespace layerlab
