// The depth × run table of a comparison: accuracies with their intervals, the best of each depth in green, what a depth costs;
// to be read, selected, copied and saved.
#pragma once

#include <QAbstractTableModel>
#include <QWidget>
#include <memory>
#include <vector>

#include "ui/compare/group_looks.h"

class QTableView;
class QToolButton;

namespace layerlab {

class ElidedLabel;

class DepthTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit DepthTableModel(QObject* parent = nullptr);

    // Depths, then a column for each group, then latency and FLOPs.
    void show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    int groups() const;
    int depthOf(int row) const;

private:
    std::shared_ptr<const Comparison> m_comparison;
    std::vector<GroupLook> m_looks;
};

class DepthTableCard : public QWidget {
    Q_OBJECT

public:
    explicit DepthTableCard(QWidget* parent = nullptr);

    void show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks);
    QString csv() const;
    void copy() const;  // the selected cells, or everything where none or all are selected
    void exportWithDialog();
    QTableView* view() const { return m_view; }
    QToolButton* copyButton() const { return m_copy; }
    using QWidget::show;

Q_SIGNALS:
    void activated(int group, int depth);  // Enter or a double click on an accuracy
    void failed(const QString& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::shared_ptr<const Comparison> m_comparison;
    DepthTableModel* m_model;
    QTableView* m_view;
    QToolButton* m_copy;
    ElidedLabel* m_title;
    int m_sized = -1;  // columns whose widths were chosen
};

}  // namespace layerlab
