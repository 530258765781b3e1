#include "ui/library/runs_delegate.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>

#include "ui/inspector/technique_colours.h"
#include "ui/library/runs_model.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int margin = RunsDelegate::margin;
constexpr int dot = 8;
constexpr int ring = 13;  // around the dot of a run that is overlaid in the charts
constexpr int chip_padding = 7;
constexpr int chip_gap = 6;

void drawDot(QPainter* painter, const QRectF& cell, const QColor& colour) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawEllipse(QRectF(cell.left(), cell.center().y() - dot / 2.0, dot, dot));
}

void drawRing(QPainter* painter, const QRectF& cell, const QColor& colour) {
    painter->setPen(QPen(colour, 1.5));
    painter->setBrush(Qt::NoBrush);
    const QPointF centre(cell.left() + dot / 2.0, cell.center().y());
    painter->drawEllipse(centre, ring / 2.0, ring / 2.0);
}

void drawChevron(QPainter* painter, const QRectF& cell, bool open) {
    painter->setPen(QPen(theme().muted, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    const QPointF centre(cell.left() + dot / 2.0, cell.center().y());
    const qreal r = dot / 2.0;
    if (open)
        painter->drawPolyline(
            QPolygonF{{centre.x() - r, centre.y() - r / 2}, {centre.x(), centre.y() + r / 2}, {centre.x() + r, centre.y() - r / 2}});
    else
        painter->drawPolyline(
            QPolygonF{{centre.x() - r / 2, centre.y() - r}, {centre.x() + r / 2, centre.y()}, {centre.x() - r / 2, centre.y() + r}});
}

bool hasChips(int column) { return column == RunsModel::Techniques || column == RunsModel::Tags; }

QStringList chips(const QModelIndex& index) {
    if (index.column() == RunsModel::Tags) return index.data(RunsModel::TagsRole).toStringList();
    return index.data().toString().split(QStringLiteral(" · "), Qt::SkipEmptyParts);
}

QFont chipFont(const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.9);
    return small;
}

void drawChips(QPainter* painter, QRectF cell, const QModelIndex& index, const QFont& font) {
    const QFont small = chipFont(font);
    const QFontMetricsF metrics(small);
    painter->setFont(small);
    for (const QString& name : chips(index)) {
        const qreal room = cell.width() - 2 * chip_padding;
        if (room < metrics.averageCharWidth() * 3) return;
        const QString text = metrics.elidedText(name, Qt::ElideRight, room);
        const qreal width = metrics.horizontalAdvance(text) + 2 * chip_padding;
        const qreal height = metrics.height() + 2;
        const QRectF chip(cell.left(), cell.center().y() - height / 2, width, height);
        const QColor colour = index.column() == RunsModel::Tags ? theme().muted : techniqueColour(name);
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
    const QVariant open_group = index.data(RunsModel::GroupRole);
    if (open_group.isValid()) {
        font.setBold(index.column() == RunsModel::Run);
        if (index.column() == RunsModel::Run) {
            drawChevron(painter, inside, open_group.toBool());
            inside.setLeft(inside.left() + dot + 7);
        }
        painter->setFont(font);
        painter->setPen(index.column() == RunsModel::Run ? theme().text : theme().muted);
        painter->drawText(inside, index.data(Qt::TextAlignmentRole).toInt(),
                          QFontMetricsF(font).elidedText(text, Qt::ElideRight, inside.width()));
        painter->restore();
        return;
    }
    QColor colour = index.data(RunsModel::ArchivedRole).toBool() ? theme().muted : theme().text;
    const QString status = index.data(RunsModel::StatusRole).toString();
    bool plain = true;
    if (index.column() == RunsModel::Run) {
        const QColor own = theme().categorical(index.data(RunsModel::ColourRole).toInt());
        drawDot(painter, inside, own);
        if (index.data(RunsModel::OverlaidRole).toBool()) drawRing(painter, inside, own);
        inside.setLeft(inside.left() + dot + 7);
        font.setBold(!m_open.isEmpty() && index.data(RunsModel::FolderRole).toString() == m_open);
    } else if (index.column() == RunsModel::Status) {
        if (status == QLatin1String("running")) {
            colour = theme().trained;
            drawDot(painter, inside, colour);
            inside.setLeft(inside.left() + dot + 6);
        } else if (status != QLatin1String("finished") && status != QLatin1String("paused")) {
            colour = theme().error;
        }
    } else if (hasChips(index.column()) && text != RunsModel::tr("none")) {
        drawChips(painter, inside, index, option.font);
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
    if (hasChips(index.column())) {
        const QFontMetrics metrics(chipFont(option.font));
        int width = 2 * margin;
        for (const QString& name : chips(index)) width += metrics.horizontalAdvance(name) + 2 * chip_padding + chip_gap;
        size.setWidth(width);
    } else {
        const bool marked = index.column() == RunsModel::Run || index.column() == RunsModel::Status;
        size.rwidth() += 2 * margin + (marked ? dot + 7 : 0) - 6;  // the style's own margins are not used
    }
    size.setHeight(qMax(size.height(), qRound(option.fontMetrics.height() * 1.8)));
    return size;
}

QWidget* RunsDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const {
    auto* editor = new QLineEdit(parent);
    editor->setAccessibleName(tr("Name of the run"));
    return editor;
}

void RunsDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    // A new reading of the disk leaves alone what is being typed.
    if (const auto* line = qobject_cast<QLineEdit*>(editor); line && line->isModified()) return;
    QStyledItemDelegate::setEditorData(editor, index);
}

void RunsDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
    editor->setGeometry(option.rect.adjusted(margin + dot + 1, 0, 0, 0));
}

}  // namespace layerlab
