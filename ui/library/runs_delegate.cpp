#include "ui/library/runs_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/inspector/technique_colours.h"
#include "ui/library/runs_model.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int margin = 8;
constexpr int dot = 8;
constexpr int chip_padding = 7;
constexpr int chip_gap = 6;

void drawDot(QPainter* painter, const QRectF& cell, const QColor& colour) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawEllipse(QRectF(cell.left(), cell.center().y() - dot / 2.0, dot, dot));
}

QStringList chips(const QString& techniques) { return techniques.split(QStringLiteral(" · "), Qt::SkipEmptyParts); }

QFont chipFont(const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

void drawChips(QPainter* painter, QRectF cell, const QString& techniques, const QFont& font) {
    const QFont small = chipFont(font);
    const QFontMetricsF metrics(small);
    painter->setFont(small);
    for (const QString& name : chips(techniques)) {
        const qreal room = cell.width() - 2 * chip_padding;
        if (room < metrics.averageCharWidth() * 3) return;
        const QString text = metrics.elidedText(name, Qt::ElideRight, room);
        const qreal width = metrics.horizontalAdvance(text) + 2 * chip_padding;
        const qreal height = metrics.height() + 2;
        const QRectF chip(cell.left(), cell.center().y() - height / 2, width, height);
        const QColor colour = techniqueColour(name);
        QColor soft = colour;
        soft.setAlphaF(theme().dark ? 0.25 : 0.15);
        painter->setPen(Qt::NoPen);
        painter->setBrush(soft);
        painter->drawRoundedRect(chip, height / 2, height / 2);
        // Darkened on light, so that the word can be read on its tint.
        painter->setPen(theme().dark ? colour.lighter(120) : colour.darker(150));
        painter->drawText(chip, Qt::AlignCenter, text);
        cell.setLeft(chip.right() + chip_gap);
    }
}

}  // namespace

void RunsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
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
    QFont font = option.font;
    QColor colour = theme().text;
    const QString status = index.data(RunsModel::StatusRole).toString();
    bool plain = true;
    if (index.column() == RunsModel::Run) {
        drawDot(painter, inside, theme().categorical(index.data(RunsModel::ColourRole).toInt()));
        inside.setLeft(inside.left() + dot + 7);
        font.setBold(!m_open.isEmpty() && index.data(RunsModel::FolderRole).toString() == m_open);
    } else if (index.column() == RunsModel::Status) {
        if (status == QLatin1String("running")) {
            colour = theme().trained;
            drawDot(painter, inside, colour);
            inside.setLeft(inside.left() + dot + 6);
        } else if (status != QLatin1String("finished")) {
            colour = theme().error;
        }
    } else if (index.column() == RunsModel::Techniques && text != RunsModel::tr("none")) {
        drawChips(painter, inside, text, option.font);
        plain = false;
    }
    if (text == RunsModel::tr("none") || text == QStringLiteral("—")) colour = theme().muted;
    if (plain) {
        painter->setFont(font);
        painter->setPen(colour);
        const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
        painter->drawText(inside, static_cast<int>(alignment), QFontMetricsF(font).elidedText(text, Qt::ElideRight, inside.width()));
    }
    painter->restore();
}

QSize RunsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.column() == RunsModel::Techniques) {
        const QFontMetrics metrics(chipFont(option.font));
        int width = 2 * margin;
        for (const QString& name : chips(index.data().toString())) width += metrics.horizontalAdvance(name) + 2 * chip_padding + chip_gap;
        size.setWidth(width);
    } else {
        size.rwidth() += 2 * margin + dot;
    }
    size.setHeight(qMax(size.height(), qRound(option.fontMetrics.height() * 1.8)));
    return size;
}

}  // namespace layerlab
