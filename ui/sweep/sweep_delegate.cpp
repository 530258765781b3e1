#include "ui/sweep/sweep_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/charts/legible.h"
#include "ui/library/runs_delegate.h"
#include "ui/sweep/sweep_model.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int margin = RunsDelegate::margin;

bool isStatus(const QModelIndex& index) {
    const auto* model = qobject_cast<const SweepModel*>(index.model());
    return model && index.column() == model->column(SweepModel::Status);
}

QColor colourOf(SweepStatus status) {
    switch (status) {
        case SweepStatus::Running:
            return theme().trained;
        case SweepStatus::Failed:
            return theme().error;
        case SweepStatus::Finished:
            return theme().text;
        default:
            return theme().muted;
    }
}

}  // namespace

void SweepDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    cell.text.clear();
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    QRectF inside = QRectF(option.rect).adjusted(margin, 0, -margin, 0);
    const auto status = static_cast<SweepStatus>(index.data(SweepModel::StatusRole).toInt());
    QColor colour = text == QStringLiteral("—") ? theme().muted : theme().text;
    if (isStatus(index)) {
        colour = colourOf(status);
        const QVariant progress = index.data(SweepModel::ProgressRole);
        if (progress.isValid()) {
            const QRectF bar(inside.left(), inside.bottom() - 6, inside.width(), 3);
            painter->setPen(Qt::NoPen);
            painter->setBrush(blended(colour, theme().panel, 0.2));
            painter->drawRoundedRect(bar, 1.5, 1.5);
            painter->setBrush(colour);
            painter->drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * qBound(0.0, progress.toDouble(), 1.0), bar.height()), 1.5,
                                     1.5);
            inside.setBottom(inside.bottom() - 4);
        }
    }
    painter->setFont(option.font);
    painter->setPen(colour);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(inside, static_cast<int>(alignment) | Qt::TextSingleLine,
                      QFontMetricsF(option.font).elidedText(text, Qt::ElideMiddle, inside.width()));
    painter->restore();
}

QSize SweepDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.rwidth() += 2 * margin - 6;  // the style's own margins are not used
    size.setHeight(qMax(size.height(), qRound(option.fontMetrics.height() * 1.8)));
    return size;
}

}  // namespace layerlab
