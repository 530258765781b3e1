// Paints the runs table's cells that are more than text: the run's colour, its status, techniques and tags as chips.
#pragma once

#include <QStyledItemDelegate>

namespace layerlab {

class RunsDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int margin = 8;  // of a cell's content
    using QStyledItemDelegate::QStyledItemDelegate;
    void setOpenRun(const QString& folder) { m_open = folder; }  // its name is bold

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QString m_open;
};

}  // namespace layerlab
