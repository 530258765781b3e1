// Answers by label: the confusion matrix of the newest evaluation of the full depth, what it comes to in figures, and the
// facts of the data it was made of. It stands among the charts, but has no axes, so that it is no ChartView.
#pragma once

#include <QImage>
#include <QSize>
#include <QString>
#include <QWidget>
#include <string>
#include <vector>

#include "engine/runs/event.h"

class QMenu;
class QPainter;
class QToolButton;

namespace layerlab {

class ConfusionMatrix;
class ElidedLabel;

class ConfusionChart : public QWidget {
    Q_OBJECT

public:
    explicit ConfusionChart(QWidget* parent = nullptr);

    void clear();
    void append(const Event& event);
    bool hasMatrix() const;

    QString title() const;
    QString detail() const;   // which data and weights, macro-F1, Matthews correlation
    QString facts() const;    // of the data; empty: none are known
    QString summary() const;  // one line, also the accessible name
    ConfusionMatrix* matrix() const { return m_matrix; }

    // As ChartView has them: png (at twice the size), svg, pdf, csv by the file name's ending; returns what went wrong.
    QString saveTo(const QString& path, QSize size = {});
    QString csv() const;
    QImage picture(QSize size = {}, double scale = 2);
    void copyPicture();
    void copyData();
    void exportWithDialog(const QString& suffix);

Q_SIGNALS:
    void failed(const QString& message);

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void fillMenu(QMenu* menu);
    void applyTheme();
    void describe();
    void draw(QPainter& painter, const QRectF& area) const;
    QSize pictureSize(QSize wanted) const;

    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_detail = nullptr;
    ElidedLabel* m_facts = nullptr;
    ConfusionMatrix* m_matrix = nullptr;
    QToolButton* m_menu_button = nullptr;
    std::vector<std::string> m_labels;
};

}  // namespace layerlab
