#include "ui/canvas/stack_canvas.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QFile>
#include <QFileInfo>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPaintEvent>
#include <QPdfWriter>
#include <QScrollBar>
#include <QSvgGenerator>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

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
    m_scroll.setInterval(30);
    connect(&m_scroll, &QTimer::timeout, this, &StackCanvas::scrollWhileDragging);
    viewport()->setMouseTracking(true);
    setExperiment(m_experiment, expectedTaskSize(m_experiment.task));
}

void StackCanvas::setExperiment(const Experiment& experiment, const TaskSize& size) {
    endDrag(false);
    const bool other_slots = experiment.model.stack.size() != m_dropped.size();
    m_experiment = experiment;
    m_size = size;
    m_model = describeStack(experiment, size);
    if (other_slots) {
        const auto count = m_model.items.size();
        m_dropped.assign(count, 0);
        m_next.assign(count, 0);
        m_ran.assign(count, 0);
        m_gradients.assign(count, std::numeric_limits<double>::quiet_NaN());
        m_insertion = -1;
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

void StackCanvas::setProblems(const std::vector<Problem>& problems) {
    std::vector<QString> wrong(m_model.items.size());
    const std::string prefix = "model.stack[";
    for (const Problem& problem : problems) {
        if (problem.warning || !problem.path.starts_with(prefix)) continue;
        const auto number = static_cast<std::size_t>(std::strtol(problem.path.c_str() + prefix.size(), nullptr, 10));
        if (number >= 1 && number <= wrong.size() && wrong[number - 1].isEmpty())
            wrong[number - 1] = QString::fromStdString(problem.message);
    }
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        if (m_model.items[i].problem == wrong[i]) continue;
        m_model.items[i].problem = wrong[i];
        updateSlot(static_cast<int>(i) + 1);
    }
}

void StackCanvas::setEditable(bool editable) {
    if (editable == m_editable) return;
    m_editable = editable;
    endDrag(false);
    m_insertion = -1;
    viewport()->update();
}

void StackCanvas::setRoute(const Route& route, const std::vector<double>& gradients) {
    const auto count = static_cast<int>(m_model.items.size());
    for (std::size_t i = 0; i < route.size(); ++i) {
        if (route[i] < 1 || route[i] > count) continue;
        const auto index = static_cast<std::size_t>(route[i] - 1);
        ++m_ran[index];
        if (i < gradients.size()) m_gradients[index] = gradients[i];
    }
    ++m_steps;
    showRoute(route);
}

void StackCanvas::showRoute(const Route& route) {
    std::fill(m_next.begin(), m_next.end(), 1);
    for (const int number : route)
        if (number >= 1 && number <= slotCount()) m_next[static_cast<std::size_t>(number - 1)] = 0;
    if (m_pace.isActive()) {
        m_waiting = true;
        return;
    }
    drawRoute();
    m_pace.start();
}

bool StackCanvas::leavesOut(int number) const {
    return number >= 1 && number <= slotCount() && m_next[static_cast<std::size_t>(number - 1)];
}

void StackCanvas::rest() {
    std::fill(m_next.begin(), m_next.end(), 0);
    drawRoute();
}

void StackCanvas::clearRoute() {
    std::fill(m_next.begin(), m_next.end(), 0);
    std::fill(m_ran.begin(), m_ran.end(), 0);
    std::fill(m_gradients.begin(), m_gradients.end(), std::numeric_limits<double>::quiet_NaN());
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

    if (!item.problem.isEmpty()) lines.append(item.problem);
    const Cost with = cost(m_experiment, techniques, m_size, {number}), without = cost(m_experiment, techniques, m_size, {});
    lines.append(tr("%1 parameters, %2 for a sequence")
                     .arg(countText(static_cast<double>(with.parameters - without.parameters)), flopsText(with.flops - without.flops)));
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
    if (std::isfinite(m_gradients[index])) lines.append(tr("gradient norm %1 when it last ran").arg(valueText(m_gradients[index])));
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

// Moves the keyboard without selecting, so that slots apart from each other can be chosen with Space.
void StackCanvas::focusSlot(int number) {
    if (slotCount() == 0) return;
    number = std::clamp(number, 1, slotCount());
    updateSlot(std::exchange(m_current, number));
    updateSlot(number);
    ensureSeen(number);
    describe();
}

void StackCanvas::toggleCurrent() {
    if (m_current < 1 || m_current > slotCount()) return;
    QList<int> toggled = m_selection;
    if (!toggled.removeOne(m_current)) toggled.append(m_current);
    m_anchor = m_current;
    select(toggled, true);
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
    if (m_current > 0 && !m_selection.contains(m_current)) parts.append(tr("at layer %1").arg(m_current));
    setAccessibleDescription(parts.join(QStringLiteral("; ")));
}

// ---- painting ------------------------------------------------------------------------------------------------------

void StackCanvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    const bool whole = m_editable && slotCount() > 0;
    const StackScene scene{m_model,
                           m_layout,
                           m_dropped,
                           m_selection,
                           m_heading,
                           m_heading_detail,
                           whole ? tr("Ctrl+wheel zooms · drag to reorder · Ctrl+D duplicates · S shares · Del removes")
                                 : tr("Ctrl+wheel zooms · drag pans · double-click fits"),
                           offset(),
                           hasFocus() ? m_current : 0,
                           m_insertion,
                           m_dragging ? m_drop : -1,
                           m_dragging,
                           m_dragging ? carriedText() : QString(),
                           m_cursor};
    m_painted += paintStack(painter, scene, event->region());
}

QString StackCanvas::carriedText() const {
    const QString what = m_selection.size() == 1 ? tr("Layer %1").arg(m_selection.front()) : tr("%1 layers").arg(m_selection.size());
    return m_copying ? tr("copy %1").arg(what) : what;
}

QImage StackCanvas::render(QSize size, double scale) const {
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    draw(painter, size);
    return image;
}

void StackCanvas::draw(QPainter& painter, QSize size) const {
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
    const StackScene scene{m_model, layout, m_next, nothing, m_heading, m_heading_detail, {}, {}};
    paintStack(painter, scene, QRect(QPoint(), layout.viewport));
}

QString StackCanvas::saveTo(const QString& path, QSize size) const {
    if (size.isEmpty()) size = QSize(720, std::clamp(160 + slotCount() * 24, 640, 2000));
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QString failed = tr("Cannot write %1: choose a folder that can be written to.").arg(path);
    if (suffix == QLatin1String("png")) return render(size, 2).save(path, "PNG") ? QString() : failed;
    QFile file(path);
    if (suffix != QLatin1String("svg") && suffix != QLatin1String("pdf"))
        return tr("Cannot write %1: a stack can be saved as png, svg or pdf.").arg(path);
    if (!file.open(QIODevice::WriteOnly)) return failed;
    QPainter painter;
    QSvgGenerator svg;
    QPdfWriter pdf(&file);
    if (suffix == QLatin1String("svg")) {
        svg.setOutputDevice(&file);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(), size));
        svg.setResolution(logicalDpiX());  // text as large as on the screen
        svg.setTitle(m_heading);
        if (!painter.begin(&svg)) return failed;
    } else {
        pdf.setResolution(logicalDpiX());
        pdf.setPageSize(QPageSize(QSizeF(size) * 72.0 / logicalDpiX(), QPageSize::Point));
        pdf.setPageMargins({});
        pdf.setTitle(m_heading);
        if (!painter.begin(&pdf)) return failed;
    }
    draw(painter, size);
    return painter.end() && file.flush() ? QString() : failed;
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
    m_press = at;
    m_press_offset = offset();
    m_panning = false;
    m_pressed_slot = 0;
    if (event->button() == Qt::MiddleButton) m_pressed = Press::Ground;
    if (event->button() != Qt::LeftButton) return;
    const int number = m_layout.slotAt(at + offset());
    if (number == 0) {
        if (m_editable && m_layout.boxes.empty() && m_layout.placeholder.contains(at + offset())) Q_EMIT insertionRequested(0);
        else if (m_insertion >= 0) Q_EMIT insertionRequested(std::exchange(m_insertion, -1));
        else m_pressed = Press::Ground;
        return;
    }
    m_pressed = Press::Slot;
    if (event->modifiers() & Qt::ShiftModifier) {
        if (m_anchor == 0) m_anchor = number;
        moveTo(number, true);
    } else if (event->modifiers() & Qt::ControlModifier) {
        QList<int> toggled = m_selection;
        // A press with Ctrl on a selected slot may begin a drag that copies: it is taken out at the release.
        if (m_selection.contains(number)) m_pressed_slot = -number;
        else toggled.append(number);
        updateSlot(m_current);
        m_current = m_anchor = number;
        select(toggled, true);
        updateSlot(number);
    } else if (m_editable && m_selection.contains(number) && m_selection.size() > 1) {
        m_pressed_slot = number;  // several may be about to be dragged
    } else {
        moveTo(number, false);
    }
}

void StackCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const QPoint moved = at - m_press;
    switch (m_pressed) {
        case Press::None:
            hover(at);
            return;
        case Press::Slot:
            if (m_dragging) drag(at);
            else if (m_editable && !m_selection.isEmpty() && moved.manhattanLength() >= QApplication::startDragDistance()) {
                m_dragging = true;
                m_scroll.start();
                drag(at);
            }
            return;
        case Press::Ground:
            break;
    }
    if (!m_panning && moved.manhattanLength() < QApplication::startDragDistance()) return;
    if (!m_panning) {
        m_panning = true;
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    horizontalScrollBar()->setValue(m_press_offset.x() - moved.x());
    verticalScrollBar()->setValue(m_press_offset.y() - moved.y());
}

void StackCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const Press pressed = std::exchange(m_pressed, Press::None);
    viewport()->setCursor(Qt::ArrowCursor);
    const bool with_keys = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (m_dragging) {
        m_copying = event->modifiers() & Qt::ControlModifier;
        endDrag(true);
    } else if (pressed == Press::Slot && m_pressed_slot > 0) {
        moveTo(m_pressed_slot, false);
    } else if (pressed == Press::Slot && m_pressed_slot < 0) {
        QList<int> rest = m_selection;
        rest.removeOne(-m_pressed_slot);
        select(rest, true);
    } else if (pressed == Press::Ground && !m_panning && event->button() == Qt::LeftButton && !with_keys) {
        select({}, true);  // a click on nothing selects nothing
    }
    m_panning = false;
}

void StackCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const QPoint at = event->position().toPoint() + offset();
    if (const int number = m_layout.slotAt(at); number > 0) {
        Q_EMIT slotActivated(number);
        return;
    }
    if (m_insertion >= 0) return;
    // Where the readable zoom scrolls, the next double-click shows the whole, and the one after that returns.
    if (m_mode == ZoomMode::Whole && legibleZoom(font()) > m_layout.zoom) resetZoom();
    else fitToHeight();
}

// ---- dragging and inserting ----------------------------------------------------------------------------------------

void StackCanvas::hover(const QPoint& at) {
    const int insertion = m_editable ? m_layout.insertionAt(at + offset()) : -1;
    if (insertion == m_insertion) return;
    m_insertion = insertion;
    viewport()->setCursor(insertion >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

void StackCanvas::drag(const QPoint& at) {
    m_cursor = at;
    m_copying = QApplication::keyboardModifiers() & Qt::ControlModifier;
    m_drop = m_layout.nearestGap(at.y() + offset().y());
    viewport()->setCursor(m_copying ? Qt::DragCopyCursor : Qt::ClosedHandCursor);
    viewport()->update();
}

void StackCanvas::scrollWhileDragging() {
    const int beyond = m_cursor.y() < 16 ? m_cursor.y() - 16 : std::max(0, m_cursor.y() - viewport()->height() + 16);
    if (beyond == 0) return;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond);
    drag(m_cursor);
}

void StackCanvas::endDrag(bool drop) {
    if (!std::exchange(m_dragging, false)) return;
    m_scroll.stop();
    m_pressed = Press::None;
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->update();
    if (!drop || m_drop < 0) return;
    const QList<int> numbers = m_selection;
    const int gap = std::exchange(m_drop, -1);
    if (m_copying) {
        Q_EMIT copyRequested(numbers, gap);
        return;
    }
    // Beside or among themselves is where they are, if they are together.
    const bool together = numbers.back() - numbers.front() + 1 == numbers.size();
    if (together && gap >= numbers.front() - 1 && gap <= numbers.back()) return;
    Q_EMIT moveRequested(numbers, gap);
}

void StackCanvas::leaveEvent(QEvent* event) {
    QAbstractScrollArea::leaveEvent(event);
    if (!m_dragging) hover({-1, -1});
}

void StackCanvas::contextMenuEvent(QContextMenuEvent* event) {
    if (m_commands.isEmpty()) return;
    QPoint at = event->pos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        const int number = m_layout.slotAt(at + offset());
        if (number > 0 && !m_selection.contains(number)) moveTo(number, false);
    } else if (m_current > 0) {
        at = m_layout.boxes[static_cast<std::size_t>(m_current - 1)].center() - offset();
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (QAction* command : m_commands) {
        if (command) menu->addAction(command);
        else menu->addSeparator();
    }
    menu->popup(viewport()->mapToGlobal(at));
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
            case Qt::Key_Up:
                focusSlot(m_current + 1);
                return;
            case Qt::Key_Down:
                focusSlot(m_current - 1);
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
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current > 0) {
                if (!m_selection.contains(m_current)) moveTo(m_current, false);
                Q_EMIT slotActivated(m_current);
            } else {
                event->ignore();
            }
            return;
        case Qt::Key_Space:
            toggleCurrent();
            return;
        case Qt::Key_Escape:
            if (m_dragging) endDrag(false);
            else if (m_selection.isEmpty()) event->ignore();
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
