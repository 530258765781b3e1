// Paints the queue's cells that are more than text: how far a run is, as a bar behind its figure.
#pragma once

#include <QStyledItemDelegate>

namespace layerlab {

class SweepDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace layerlab
