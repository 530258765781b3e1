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

void StackCanvas::Column::reset(std::size_t count) {
    ran.assign(count, 0);
    gradients.assign(count, std::numeric_limits<double>::quiet_NaN());
}

void StackCanvas::Column::count(const Route& route, const std::vector<double>& slot_gradients) {
    for (std::size_t i = 0; i < route.size(); ++i) {
        if (route[i] < 1 || route[i] > static_cast<int>(ran.size())) continue;
        const auto index = static_cast<std::size_t>(route[i] - 1);
        ++ran[index];
        if (i < slot_gradients.size()) gradients[index] = slot_gradients[i];
    }
}

void StackCanvas::setExperiment(const Experiment& experiment, const TaskSize& size) {
    endDrag(false);
    m_experiment = experiment;
    m_given_size = size;
    describeStage();
}

void StackCanvas::setStage(int stage) {
    if (stage == m_wanted_stage) return;
    endDrag(false);
    m_wanted_stage = stage;
    describeStage();
}

void StackCanvas::describeStage() {
    const std::vector<Stage> stages = expandedStages(m_experiment);
    const int before = std::exchange(m_stage, std::clamp(m_wanted_stage, 0, static_cast<int>(stages.size()) - 1));
    const auto number = static_cast<std::size_t>(m_stage);
    m_blueprint = blueprintOf(m_experiment, number);
    const bool own = m_blueprint.encoder().model.stack == m_experiment.model.stack;
    m_size = stages[number].task ? expectedTaskSize(m_blueprint.task) : m_given_size;
    m_model = describeStack(m_experiment, m_size, number);
    m_twin = describeTwin(m_experiment, number, m_blueprint, m_size);
    if (m_twin) {
        m_model.head = twinHead(*m_twin, m_blueprint, m_model.head);
        m_model.embeddings = twinEmbeddings(*m_twin, m_model.embeddings);
    }
    describeMap();
    const std::size_t beside = m_twin ? m_twin->items.size() : 0;
    if (m_stage != before || m_model.items.size() != m_dropped.size() || beside != m_right.ran.size()) {
        m_dropped.assign(m_model.items.size(), 0);
        m_next.assign(m_model.items.size(), 0);
        m_left.reset(m_model.items.size());
        m_right.reset(beside);
        m_state = m_next_state = TwinState();
        m_insertion = -1;
        m_steps = 0;
        m_waiting = false;
    }
    if (m_twin && !m_next_state.passing) {
        m_next_state.out.assign(beside, 0);
        m_next_state.gates.assign(beside, m_twin->gate);
        m_next_state.rate = m_twin->rate;
        m_state.out = m_next_state.out;
        m_state.gates = m_next_state.gates;
        m_state.rate = m_next_state.rate;
    }
    if (m_boundary + 1 >= static_cast<int>(m_twin ? m_twin->modules.size() : 0)) m_boundary = -1;
    relayout();
    QList<int> kept;
    // Numbers of another stack say nothing about the experiment's slots.
    if (own && m_own)
        for (const int slot : m_selection)
            if (slot <= slotCount()) kept.append(slot);
    m_current = std::min(m_current, slotCount());
    m_anchor = std::min(m_anchor, slotCount());
    select(kept, true);
    m_own = own;
    describe();
    askForTeacher();
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
        if (!m_own) break;  // they name the experiment's slots
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

void StackCanvas::setChoosing(bool choosing) {
    if (choosing == m_choosing) return;
    m_choosing = choosing;
    viewport()->update();
}

Route StackCanvas::measuredSlots() const { return activeSlots(m_blueprint.measured().model); }

// A slot of the stack, or of what stands beside it where that is what is measured.
int StackCanvas::chosenAt(const QPoint& at) const {
    if (!m_choosing) return 0;
    const int slot = m_twin ? m_places.itemAt(at) + 1 : m_layout.slotAt(at);
    const Route can = measuredSlots();
    return std::find(can.begin(), can.end(), slot) != can.end() ? slot : 0;
}

// The keyboard is always at a slot of the first stack: beside it stands its module's successor, or the side slot that reads it.
int StackCanvas::chosenByKey() const {
    if (!m_choosing || m_current < 1) return 0;
    const int slot = !m_twin                                    ? m_current
                     : m_twin->kind == TwinModel::Kind::Theseus ? m_twin->moduleOf(m_current) + 1
                                                                : m_twin->itemAt(m_current) + 1;
    const Route can = measuredSlots();
    return std::find(can.begin(), can.end(), slot) != can.end() ? slot : 0;
}

void StackCanvas::setHeader(QWidget* header) { setFrame(m_header, header); }
void StackCanvas::setFooter(QWidget* footer) { setFrame(m_footer, footer); }

void StackCanvas::setFrame(QWidget*& place, QWidget* widget) {
    place = widget;
    widget->setParent(this);
    widget->hide();
    widget->installEventFilter(this);
}

bool StackCanvas::eventFilter(QObject* watched, QEvent* event) {
    if ((watched == m_header || watched == m_footer) &&
        (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent || event->type() == QEvent::LayoutRequest))
        placeFrame();
    return QAbstractScrollArea::eventFilter(watched, event);
}

void StackCanvas::placeFrame() {
    const auto heightOf = [](const QWidget* widget) {
        return !widget || widget->isHidden() ? 0 : widget->sizeHint().expandedTo(widget->minimumSize()).height();
    };
    const int top = heightOf(m_header), bottom = heightOf(m_footer);
    if (viewportMargins() != QMargins(0, top, 0, bottom)) setViewportMargins(0, top, 0, bottom);
    if (m_header) m_header->setGeometry(0, 0, width(), top);
    if (m_footer) m_footer->setGeometry(0, height() - bottom, width(), bottom);
}

void StackCanvas::setRoute(const Route& route, const std::vector<double>& gradients) {
    m_left.count(route, gradients);
    ++m_steps;
    showRoute(route);
}

void StackCanvas::showRoute(const Route& route) {
    std::fill(m_next.begin(), m_next.end(), 1);
    for (const int number : route)
        if (number >= 1 && number <= slotCount()) m_next[static_cast<std::size_t>(number - 1)] = 0;
    if (m_twin && m_twin->kind == TwinModel::Kind::Theseus) {
        // A module of which no slot ran was replaced.
        for (std::size_t i = 0; i < m_twin->modules.size(); ++i)
            m_next_state.out[i] =
                std::any_of(m_twin->modules[i].begin(), m_twin->modules[i].end(), [this](int slot) { return !leavesOut(slot); });
        m_next_state.passing = true;
    }
    drawSoon();
}

void StackCanvas::drawSoon() {
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
    std::fill(m_next_state.out.begin(), m_next_state.out.end(), 0);
    m_next_state.passing = false;
    drawRoute();
}

void StackCanvas::clearRoute() {
    m_left.reset(m_left.ran.size());
    m_right.reset(m_right.ran.size());
    m_steps = 0;
    if (m_twin) {
        std::fill(m_next_state.gates.begin(), m_next_state.gates.end(), m_twin->gate);
        m_next_state.rate = m_twin->rate;
    }
    rest();
}

void StackCanvas::drawRoute() {
    m_waiting = false;
    for (std::size_t i = 0; i < m_dropped.size(); ++i) {
        if (m_dropped[i] == m_next[i]) continue;
        m_dropped[i] = m_next[i];
        if (!m_model.items[i].skip) updateSlot(static_cast<int>(i) + 1);
    }
    if (m_twin) drawTwin();
}

void StackCanvas::updateSlot(int number) {
    if (number >= 1 && number <= static_cast<int>(m_layout.cells.size()))
        updateContent(m_layout.cells[static_cast<std::size_t>(number - 1)]);
}

void StackCanvas::updateContent(const QRect& rect) { viewport()->update(rect.translated(-offset())); }

std::int64_t StackCanvas::timesRan(int number) const {
    return number >= 1 && number <= slotCount() ? m_left.ran[static_cast<std::size_t>(number - 1)] : 0;
}

// ---- layout and zoom -----------------------------------------------------------------------------------------------

QPoint StackCanvas::offset() const { return {horizontalScrollBar()->value(), verticalScrollBar()->value()}; }

double StackCanvas::fittingZoom(int height) const {
    return m_twin ? fitZoom(m_model, *m_twin, height, font()) : fitZoom(slotCount(), height, font());
}

StackLayout StackCanvas::arranged(QSize size, double zoom, TwinLayout& places) const {
    return m_twin ? layOut(m_model, *m_twin, font(), size, zoom, places) : layOut(m_model, font(), size, zoom);
}

double StackCanvas::wantedZoom(int height) const {
    const double fit = fittingZoom(height);
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
    m_layout = arranged(viewport()->size(), m_zoom, m_places);
    m_map_places = mapPlaces(m_layout);
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
    if (!m_own) return;
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
    // Slots of a stack that follows from others are not the experiment's: they are looked at only.
    if (tell && m_own) Q_EMIT selectionChanged(m_selection);
}

void StackCanvas::moveTo(int number, bool extend) {
    number = std::clamp(number, 1, std::max(1, slotCount()));
    if (slotCount() == 0) return;
    focusBoundary(-1);
    focusHandle(0);
    if (m_map) viewport()->update();  // its line is marked
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
    focusHandle(0);
    if (m_map) viewport()->update();
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

// ---- painting ------------------------------------------------------------------------------------------------------

void StackCanvas::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    TwinState state = m_state;
    if (m_boundary >= 0 && (hasFocus() || m_pressed == Press::Boundary)) state.boundary = m_boundary;
    state.editable = canEdit();
    const MapState map_state = mapState();
    const StackScene scene{m_model,
                           m_layout,
                           m_dropped,
                           m_selection,
                           m_heading,
                           headingDetail(m_layout),
                           hint(),
                           offset(),
                           hasFocus() ? m_current : 0,
                           m_insertion,
                           m_dragging            ? m_drop
                           : m_boundary_drop > 0 ? m_boundary_drop
                                                 : -1,
                           m_dragging,
                           m_dragging             ? carriedText()
                           : m_map_state.dragging ? lineText()
                                                  : QString(),
                           m_cursor,
                           m_twin ? &*m_twin : nullptr,
                           &m_places,
                           &state,
                           m_map ? &*m_map : nullptr,
                           &m_map_places,
                           &map_state};
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
    TwinLayout places;
    StackLayout layout = arranged(size, fittingZoom(size.height()), places);
    const double shrink = std::max(
        {1.0, layout.content.height() / static_cast<double>(size.height()), layout.content.width() / static_cast<double>(size.width())});
    if (shrink > 1) {
        const QSize larger(static_cast<int>(std::ceil(size.width() * shrink)), static_cast<int>(std::ceil(size.height() * shrink)));
        layout = arranged(larger, fittingZoom(larger.height()), places);
        painter.scale(1 / shrink, 1 / shrink);
    }
    const QList<int> nothing;
    StackScene scene{m_model, layout, m_next, nothing, m_heading, headingDetail(layout), {}, {}};
    scene.twin = m_twin ? &*m_twin : nullptr;
    scene.places = &places;
    scene.state = &m_next_state;
    const MapLayout map_places = mapPlaces(layout);
    const MapState map_state;
    scene.map = m_map ? &*m_map : nullptr;
    scene.map_places = &map_places;
    scene.map_state = &map_state;
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
    placeFrame();
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

bool StackCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && m_handle > 0 && canMap()) {
        // At a handle these take away its line; elsewhere they are the shortcuts that take away layers.
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool StackCanvas::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QRect place;
        const QString words = toolTipAt(help->pos() + offset(), place);
        if (words.isEmpty()) QToolTip::hideText();
        else QToolTip::showText(help->globalPos(), words, viewport(), place.translated(-offset()));
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
    const bool with_keys = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (m_pressed_choice = with_keys ? 0 : chosenAt(at + offset()); m_pressed_choice > 0) {
        m_pressed = Press::Choice;
        if (number > 0) focusSlot(number);
        return;
    }
    if (number == 0) {
        if (pressTwin(at + offset()) || pressMap(at + offset())) return;
        if (canEdit() && m_layout.boxes.empty() && m_layout.placeholder.contains(at + offset())) Q_EMIT insertionRequested(0);
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
    } else if (canEdit() && m_selection.contains(number) && m_selection.size() > 1) {
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
            else if (canEdit() && !m_selection.isEmpty() && moved.manhattanLength() >= QApplication::startDragDistance()) {
                m_dragging = true;
                m_scroll.start();
                drag(at);
            }
            return;
        case Press::Boundary:
            dragBoundary(at);
            return;
        case Press::Rung:
        case Press::Choice:
            return;
        case Press::Handle:
            dragLine(at);
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
    if (pressed == Press::Boundary || pressed == Press::Rung) {
        m_pressed = pressed;
        releaseTwin(true, event->position().toPoint());
    } else if (pressed == Press::Handle) {
        releaseLine(true);
    } else if (pressed == Press::Choice) {
        if (chosenAt(event->position().toPoint() + offset()) == m_pressed_choice) Q_EMIT slotToggled(m_pressed_choice);
    } else if (m_dragging) {
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
    if (chosenAt(at) > 0) return mousePressEvent(event);  // two clicks in a row are two clicks
    if (const int number = m_layout.slotAt(at); number > 0) {
        Q_EMIT slotActivated(number);
        return;
    }
    if (m_map && m_map_places.area.contains(at)) return;
    if (m_insertion >= 0 || (m_twin && (m_places.rungAt(at) > 0 || m_places.boundaryAt(at) >= 0))) return;
    // Where the readable zoom scrolls, the next double-click shows the whole, and the one after that returns.
    if (m_mode == ZoomMode::Whole && legibleZoom(font()) > m_layout.zoom) resetZoom();
    else fitToHeight();
}

// ---- dragging and inserting ----------------------------------------------------------------------------------------

void StackCanvas::hover(const QPoint& at) {
    const bool taken = hoverTwin(at + offset()) || hoverMap(at + offset());
    const int insertion = canEdit() && !taken ? m_layout.insertionAt(at + offset()) : -1;
    if (insertion == m_insertion) return;
    m_insertion = insertion;
    if (taken) return viewport()->update();
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
    if (m_pressed == Press::Boundary) dragBoundary(m_cursor);
    else if (m_pressed == Press::Handle) dragLine(m_cursor);
    else drag(m_cursor);
}

void StackCanvas::endDrag(bool drop) {
    if (m_pressed == Press::Boundary || m_pressed == Press::Rung) return releaseTwin(false, {});
    if (m_pressed == Press::Handle) return releaseLine(false);
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
    if (m_pressed == Press::Boundary && event->key() != Qt::Key_Escape) return;  // the hand has it
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    if (!(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier)) &&
        (keyTwin(event->key()) || keyMap(event->key())))
        return;
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
            if (const int slot = chosenByKey(); slot > 0) Q_EMIT slotToggled(slot);
            else toggleCurrent();
            return;
        case Qt::Key_Escape:
            if (m_dragging) endDrag(false);
            else if (!m_selection.isEmpty()) select({}, true);
            else if (m_choosing) Q_EMIT wholeRouteWanted();
            else event->ignore();
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
