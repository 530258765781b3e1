#include "ui/canvas/stack_canvas.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/canvas/stack_painter.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr int paceMilliseconds = 67;  // fifteen drawings a second

}  // namespace

StackCanvas::StackCanvas(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Layer stack"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::ArrowCursor);
    m_pace.setSingleShot(true);
    m_pace.setInterval(paceMilliseconds);
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (!m_waiting) return;
        drawRoute();
        m_pace.start();
    });
    setExperiment(m_experiment, expectedTaskSize(m_experiment.task));
}

void StackCanvas::setExperiment(const Experiment& experiment, const TaskSize& size) {
    const bool other_slots = experiment.model.stack.size() != m_dropped.size();
    m_experiment = experiment;
    m_size = size;
    m_model = describeStack(experiment, size);
    if (other_slots) {
        const auto count = m_model.items.size();
        m_dropped.assign(count, 0);
        m_next.assign(count, 0);
        m_ran.assign(count, 0);
        m_steps = 0;
        m_waiting = false;
    }
    relayout();
    QList<int> kept;
    for (const int number : m_selection)
        if (number <= slotCount()) kept.append(number);
    m_current = std::min(m_current, slotCount());
    m_anchor = std::min(m_anchor, slotCount());
    select(kept, true);
    describe();
}

void StackCanvas::setHeading(const QString& bold, const QString& detail) {
    if (bold == m_heading && detail == m_heading_detail) return;
    m_heading = bold;
    m_heading_detail = detail;
    // The strip of the heading only: its detail may name the step and change often.
    viewport()->update(0, 0, viewport()->width(), QFontMetrics(m_layout.small).height() + 16);
    describe();
}

void StackCanvas::setRoute(const Route& route) {
    const auto count = m_model.items.size();
    std::vector<char> ran(count, 0);
    for (const int number : route)
        if (number >= 1 && number <= static_cast<int>(count)) ran[static_cast<std::size_t>(number - 1)] = 1;
    for (std::size_t i = 0; i < count; ++i) {
        m_ran[i] += ran[i];
        m_next[i] = !ran[i];
    }
    ++m_steps;
    if (m_pace.isActive()) {
        m_waiting = true;
        return;
    }
    drawRoute();
    m_pace.start();
}

void StackCanvas::rest() {
    std::fill(m_next.begin(), m_next.end(), 0);
    drawRoute();
}

void StackCanvas::clearRoute() {
    std::fill(m_next.begin(), m_next.end(), 0);
    std::fill(m_ran.begin(), m_ran.end(), 0);
    m_steps = 0;
    drawRoute();
}

void StackCanvas::drawRoute() {
    m_waiting = false;
    for (std::size_t i = 0; i < m_dropped.size(); ++i) {
        if (m_dropped[i] == m_next[i]) continue;
        m_dropped[i] = m_next[i];
        if (!m_model.items[i].skip) updateSlot(static_cast<int>(i) + 1);
    }
}

void StackCanvas::updateSlot(int number) {
    if (number >= 1 && number <= static_cast<int>(m_layout.cells.size()))
        viewport()->update(m_layout.cells[static_cast<std::size_t>(number - 1)].translated(-offset()));
}

std::int64_t StackCanvas::timesRan(int number) const {
    return number >= 1 && number <= slotCount() ? m_ran[static_cast<std::size_t>(number - 1)] : 0;
}

QString StackCanvas::describeSlot(int number) const {
    if (number < 1 || number > slotCount()) return {};
    const auto index = static_cast<std::size_t>(number - 1);
    const StackSlot& item = m_model.items[index];
    const Slot& slot = m_experiment.model.stack[index];
    const Techniques techniques = shownTechniques(m_experiment);
    QStringList lines{item.name};

    const auto parameters =
        cost(m_experiment, techniques, m_size, {number}).parameters - cost(m_experiment, techniques, m_size, {}).parameters;
    lines.append(tr("%1 parameters").arg(countText(static_cast<double>(parameters))));
    for (const SharedGroup& group : m_model.groups) {
        if (!std::binary_search(group.members.begin(), group.members.end(), number)) continue;
        QStringList others;
        for (const int member : group.members)
            if (member != number) others.append(QString::number(member));
        const QString list = others.mid(0, 12).join(QStringLiteral(", ")) + (others.size() > 12 ? QStringLiteral(", \u2026") : QString());
        switch (group.kind) {
            case SharedGroup::Kind::Layer:
                lines.append(tr("the same weights as layer %1").arg(list));
                break;
            case SharedGroup::Kind::Attention:
                lines.append(tr("the same attention as layer %1").arg(list));
                break;
            case SharedGroup::Kind::FeedForward:
                lines.append(tr("the same feed-forward as layer %1").arg(list));
                break;
        }
    }
    const Model& model = m_experiment.model;
    if (slot.attention) {
        const int count = heads(model, slot);
        lines.append(count > 0 && model.hidden % count == 0 ? tr("attention: %1 heads of %2").arg(count).arg(model.hidden / count)
                                                            : tr("attention: %1 heads").arg(count));
    } else {
        lines.append(tr("no attention"));
    }
    lines.append(slot.feed_forward_block ? tr("feed-forward: %1 → %2 → %1").arg(model.hidden).arg(feedForward(model, slot))
                                         : tr("no feed-forward"));
    if (item.rate) lines.append(tr("LayerDrop rate %1").arg(*item.rate, 0, 'f', 2));
    if (slot.frozen) lines.append(tr("frozen: runs, does not learn"));
    if (slot.skip) lines.append(tr("skipped: never runs"));
    else if (m_steps > 0)
        lines.append(tr("ran in %1 of %2 steps (%3)")
                         .arg(stepText(m_ran[index]), stepText(m_steps),
                              percentText(static_cast<double>(m_ran[index]) / static_cast<double>(m_steps))));
    return lines.join(QLatin1Char('\n'));
}

// ---- layout and zoom -----------------------------------------------------------------------------------------------

QPoint StackCanvas::offset() const { return {horizontalScrollBar()->value(), verticalScrollBar()->value()}; }

double StackCanvas::wantedZoom(int height) const {
    const double fit = fitZoom(slotCount(), height, font());
    switch (m_mode) {
        case ZoomMode::Whole:
            return fit;
        case ZoomMode::Readable:
            return std::max(fit, legibleZoom(font()));
        default:
            return m_zoom;
    }
}

void StackCanvas::relayout() {
    // The height without scroll bars decides the zoom: else a bar could appear because of the zoom that it caused.
    m_zoom = wantedZoom(maximumViewportSize().height());
    m_layout = layOut(m_model, font(), viewport()->size(), m_zoom);
    // Asked anew for each bar: one that appears makes the viewport smaller, and this function runs within itself.
    const auto beyond = [this] { return m_layout.content - viewport()->size(); };
    const bool at_bottom = verticalScrollBar()->maximum() == 0;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(StackLayout::full_height);
    verticalScrollBar()->setRange(0, std::max(0, beyond().height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(20);
    horizontalScrollBar()->setRange(0, std::max(0, beyond().width()));
    // A stack that begins to scroll shows its first layers first.
    if (at_bottom) verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void StackCanvas::setZoom(double zoom) {
    m_mode = ZoomMode::Free;
    m_zoom = std::clamp(zoom, StackLayout::least_zoom, StackLayout::most_zoom);
    relayout();
}

void StackCanvas::fitToHeight() {
    m_mode = ZoomMode::Whole;
    relayout();
}

void StackCanvas::resetZoom() {
    m_mode = ZoomMode::Readable;
    relayout();
}

void StackCanvas::zoomAt(double factor, const QPoint& anchor) {
    const QRect before = m_layout.block;
    const QPoint content = anchor + offset();
    const double y = before.height() > 0 ? (content.y() - before.top()) / static_cast<double>(before.height()) : 0;
    const double x = before.width() > 0 ? (content.x() - before.left()) / static_cast<double>(before.width()) : 0;
    setZoom(m_zoom * factor);
    // What was below the cursor stays there.
    const QRect after = m_layout.block;
    verticalScrollBar()->setValue(static_cast<int>(std::lround(after.top() + y * after.height())) - anchor.y());
    horizontalScrollBar()->setValue(static_cast<int>(std::lround(after.left() + x * after.width())) - anchor.x());
}

// ---- selection -----------------------------------------------------------------------------------------------------

void StackCanvas::setSelection(const QList<int>& selection) {
    QList<int> valid;
    for (const int number : selection)
        if (number >= 1 && number <= slotCount()) valid.append(number);
    if (!valid.isEmpty()) m_current = m_anchor = valid.back();
    select(valid, true);
}

void StackCanvas::selectAll() {
    QList<int> all;
    for (int number = 1; number <= slotCount(); ++number) all.append(number);
    select(all, true);
}

void StackCanvas::select(const QList<int>& selection, bool tell) {
    QList<int> sorted = selection;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (sorted == m_selection) return;
    for (int number = 1; number <= slotCount(); ++number)
        if (sorted.contains(number) != m_selection.contains(number)) updateSlot(number);
    m_selection = sorted;
    describe();
    if (tell) Q_EMIT selectionChanged(m_selection);
}

void StackCanvas::moveTo(int number, bool extend) {
    number = std::clamp(number, 1, std::max(1, slotCount()));
    if (slotCount() == 0) return;
    updateSlot(m_current);
    m_current = number;
    if (extend && m_anchor > 0) {
        QList<int> range;
        for (int i = std::min(m_anchor, number); i <= std::max(m_anchor, number); ++i) range.append(i);
        select(range, true);
    } else {
        m_anchor = number;
        select({number}, true);
    }
    updateSlot(number);
    ensureSeen(number);
}

void StackCanvas::ensureSeen(int number) {
    const QRect cell = m_layout.cells[static_cast<std::size_t>(number - 1)];
    QScrollBar* bar = verticalScrollBar();
    const int margin = cell.height();
    if (cell.top() - margin < bar->value()) bar->setValue(cell.top() - margin);
    else if (cell.bottom() + margin > bar->value() + viewport()->height()) bar->setValue(cell.bottom() + margin - viewport()->height());
}

void StackCanvas::describe() {
    QStringList parts;
    if (!m_heading.isEmpty()) parts.append(m_heading);
    parts.append(tr("%1 layers").arg(slotCount()));
    if (m_selection.size() == 1)
        parts.append(tr("selected: layer %1, %2")
                         .arg(m_selection.front())
                         .arg(m_model.items[static_cast<std::size_t>(m_selection.front() - 1)].detail));
    else if (m_selection.size() > 1) parts.append(tr("%1 layers selected").arg(m_selection.size()));
    setAccessibleDescription(parts.join(QStringLiteral("; ")));
}

// ---- painting ------------------------------------------------------------------------------------------------------

void StackCanvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const StackScene scene{m_model,
                           m_layout,
                           m_dropped,
                           m_selection,
                           m_heading,
                           m_heading_detail,
                           tr("Ctrl+wheel zooms · drag pans · double-click fits"),
                           offset(),
                           hasFocus() ? m_current : 0};
    m_painted += paintStack(painter, scene, event->region());
}

QImage StackCanvas::render(QSize size, double scale) const {
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    // A stack too high for the picture at the smallest zoom is laid out larger and drawn smaller.
    const double zoom = fitZoom(slotCount(), size.height(), font());
    StackLayout layout = layOut(m_model, font(), size, zoom);
    const double shrink = std::max(
        {1.0, layout.content.height() / static_cast<double>(size.height()), layout.content.width() / static_cast<double>(size.width())});
    if (shrink > 1) {
        const QSize larger(static_cast<int>(std::ceil(size.width() * shrink)), static_cast<int>(std::ceil(size.height() * shrink)));
        layout = layOut(m_model, font(), larger, fitZoom(slotCount(), larger.height(), font()));
        painter.scale(1 / shrink, 1 / shrink);
    }
    const QList<int> nothing;
    const StackScene scene{m_model, layout, m_next, nothing, m_heading, m_heading_detail, {}, {}, 0};
    paintStack(painter, scene, QRect(QPoint(), layout.viewport));
    return image;
}

// ---- events --------------------------------------------------------------------------------------------------------

void StackCanvas::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

void StackCanvas::scrollContentsBy(int, int) {
    // Heading, legend and hint stand still, so nothing can be shifted.
    viewport()->update();
}

void StackCanvas::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) relayout();
    else if (event->type() == QEvent::PaletteChange) viewport()->update();
}

bool StackCanvas::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int number = m_layout.slotAt(help->pos() + offset());
        if (number > 0) {
            const QRect box = m_layout.boxes[static_cast<std::size_t>(number - 1)].translated(-offset());
            QToolTip::showText(help->globalPos(), describeSlot(number), viewport(), box);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void StackCanvas::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    if (event->angleDelta().y() != 0) zoomAt(std::pow(1.15, event->angleDelta().y() / 120.0), event->position().toPoint());
    event->accept();
}

void StackCanvas::mousePressEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const int number = event->button() == Qt::LeftButton ? m_layout.slotAt(at + offset()) : 0;
    if (number == 0) {
        if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
            m_pressed = true;
            m_panning = false;
            m_press = at;
            m_press_offset = offset();
        }
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier) {
        if (m_anchor == 0) m_anchor = number;
        moveTo(number, true);
    } else if (event->modifiers() & Qt::ControlModifier) {
        QList<int> toggled = m_selection;
        if (!toggled.removeOne(number)) toggled.append(number);
        updateSlot(m_current);
        m_current = m_anchor = number;
        select(toggled, true);
        updateSlot(number);
    } else {
        moveTo(number, false);
    }
}

void StackCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) return;
    const QPoint moved = event->position().toPoint() - m_press;
    if (!m_panning && moved.manhattanLength() < QApplication::startDragDistance()) return;
    if (!m_panning) {
        m_panning = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    horizontalScrollBar()->setValue(m_press_offset.x() - moved.x());
    verticalScrollBar()->setValue(m_press_offset.y() - moved.y());
}

void StackCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed) return;
    m_pressed = false;
    viewport()->setCursor(Qt::ArrowCursor);
    // A click on nothing selects nothing.
    if (!m_panning && event->button() == Qt::LeftButton && !(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)))
        select({}, true);
    m_panning = false;
}

void StackCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    // Where the readable zoom scrolls, the next double-click shows the whole, and the one after that returns.
    if (m_mode == ZoomMode::Whole && legibleZoom(font()) > m_layout.zoom) resetZoom();
    else fitToHeight();
}

void StackCanvas::keyPressEvent(QKeyEvent* event) {
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    if (event->modifiers() & Qt::ControlModifier) {
        switch (event->key()) {
            case Qt::Key_Plus:
            case Qt::Key_Equal:
                zoomAt(1.15, viewport()->rect().center());
                return;
            case Qt::Key_Minus:
                zoomAt(1 / 1.15, viewport()->rect().center());
                return;
            case Qt::Key_0:
                resetZoom();
                return;
            case Qt::Key_A:
                selectAll();
                return;
            default:
                event->ignore();
                return;
        }
    }
    // Up is towards the classifier: higher numbers.
    switch (event->key()) {
        case Qt::Key_Up:
            moveTo(m_current == 0 ? 1 : m_current + 1, extend);
            return;
        case Qt::Key_Down:
            moveTo(m_current == 0 ? slotCount() : m_current - 1, extend);
            return;
        case Qt::Key_Home:
            moveTo(1, extend);
            return;
        case Qt::Key_End:
            moveTo(slotCount(), extend);
            return;
        case Qt::Key_PageUp:
            moveTo((m_current == 0 ? 1 : m_current) + 8, extend);
            return;
        case Qt::Key_PageDown:
            moveTo((m_current == 0 ? slotCount() : m_current) - 8, extend);
            return;
        case Qt::Key_Escape:
            if (m_selection.isEmpty()) event->ignore();
            else select({}, true);
            return;
        default:
            event->ignore();
    }
}

void StackCanvas::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    updateSlot(m_current);
}

void StackCanvas::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    updateSlot(m_current);
}

}  // namespace layerlab
