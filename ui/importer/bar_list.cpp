#include "ui/importer/bar_list.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/format.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int most_bars = 12;

}  // namespace

BarList::BarList(const QString& name, QWidget* parent) : QWidget(parent), m_name(name) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(name);
}

void BarList::setBars(std::vector<Bar> bars) {
    m_bars = std::move(bars);
    QStringList said;
    for (int i = 0; i < shown(); ++i)
        said << tr("%1: %2").arg(m_bars[static_cast<std::size_t>(i)].name, m_bars[static_cast<std::size_t>(i)].figure);
    setAccessibleName(m_name);
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int BarList::shown() const { return std::min(static_cast<int>(m_bars.size()), most_bars); }

int BarList::rowHeight() const { return fontMetrics().height() + 5; }

QSize BarList::sizeHint() const {
    const bool more = static_cast<int>(m_bars.size()) > most_bars;
    return {fontMetrics().averageCharWidth() * 36, (shown() + (more ? 1 : 0)) * rowHeight()};
}

QSize BarList::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 20, sizeHint().height()}; }

bool BarList::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = help->pos().y() / rowHeight();
        if (row >= 0 && row < shown()) {
            const Bar& bar = m_bars[static_cast<std::size_t>(row)];
            QToolTip::showText(help->globalPos(), QStringLiteral("<p>%1</p>").arg(tr("%1: %2").arg(bar.name, bar.figure).toHtmlEscaped()),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void BarList::paintEvent(QPaintEvent*) {
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics metrics = fontMetrics();
    double most = 0;
    int names = 0, figures = 0;
    for (int i = 0; i < shown(); ++i) {
        const Bar& bar = m_bars[static_cast<std::size_t>(i)];
        most = std::max(most, bar.first + bar.second);
        names = std::max(names, metrics.horizontalAdvance(bar.name));
        figures = std::max(figures, metrics.horizontalAdvance(bar.figure));
    }
    const int height = rowHeight(), gap = metrics.averageCharWidth();
    // A little more than the letters need: elidedText() asks for it.
    names = std::min(names + gap / 2, width() * 2 / 5);
    figures = std::min(figures + gap / 2, width() * 2 / 5);
    const double room = std::max(0, width() - names - figures - 2 * gap);
    for (int i = 0; i < shown(); ++i) {
        const Bar& bar = m_bars[static_cast<std::size_t>(i)];
        const int top = i * height;
        painter.setPen(t.text);
        painter.drawText(QRect(0, top, names, height), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(bar.name, Qt::ElideRight, names));
        painter.setPen(t.muted);
        painter.drawText(QRect(width() - figures, top, figures, height), Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(bar.figure, Qt::ElideRight, figures));
        if (most <= 0) continue;
        const double thick = std::max(4.0, height * 0.5);
        const QRectF first(names + gap, top + (height - thick) / 2, room * bar.first / most, thick);
        painter.fillRect(first, t.accent);
        painter.fillRect(QRectF(first.right(), first.top(), room * bar.second / most, thick), t.warning);
    }
    const int left_out = static_cast<int>(m_bars.size()) - shown();
    if (left_out <= 0) return;
    painter.setPen(t.muted);
    painter.drawText(QRect(0, shown() * height, width(), height), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(tr("… and %1 more").arg(stepText(left_out)), Qt::ElideRight, width()));
}

void BarList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    if (event->type() == QEvent::FontChange) updateGeometry();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
