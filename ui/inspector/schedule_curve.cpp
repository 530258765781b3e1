#include "ui/inspector/schedule_curve.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "engine/experiment/schedules.h"
#include "ui/format.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

using Kind = TheseusSettings::Schedule::Kind;

constexpr double handle_radius = 5, reach = 10;
constexpr double lowest_rate = 0.01;  // of a rule: 0 is no rate

// Two decimals are what a hand can mean.
double roundedRate(double rate, double lowest) { return std::clamp(std::round(rate * 100) / 100, lowest, 1.0); }

}  // namespace

ScheduleCurve::ScheduleCurve(ExperimentDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    setObjectName(QStringLiteral("scheduleCurve"));
    setAccessibleName(tr("Replacing rate over the steps"));
    setToolTip(
        tr("Drag the handles. Points: double click adds one, Del removes it. Keys: Tab from handle to handle, arrows move, Ins "
           "adds a point."));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&document, &ExperimentDocument::changed, this, &ScheduleCurve::follow);
    connect(&document, &ExperimentDocument::shownStageChanged, this, &ScheduleCurve::follow);
    follow();
}

void ScheduleCurve::follow() {
    const Experiment shown = shownStage(m_document);
    m_schedule.reset();
    if (shown.techniques.theseus) m_schedule = shown.techniques.theseus->schedule;
    m_steps = std::max<std::int64_t>(1, shown.train.steps);
    // Points are drawn as far as they are points.
    if (m_schedule) std::erase_if(m_schedule->points, [](const std::vector<double>& point) { return point.size() != 2; });
    m_focused = std::clamp(m_focused, 0, std::max(0, handles() - 1));
    if (m_dragged >= handles()) m_dragged = -1;
    describe();
    update();
}

void ScheduleCurve::describe() {
    QStringList said;
    for (int i = 0; i < handles(); ++i) {
        const QPointF value = handleValue(i);
        said << tr("step %1: rate %2").arg(stepText(qRound64(value.x())), QString::number(value.y(), 'g', 3));
    }
    QString text = said.join(QStringLiteral("; "));
    if (hasFocus() && m_focused < said.size()) text = tr("Handle %1 of %2, %3").arg(m_focused + 1).arg(said.size()).arg(said.at(m_focused));
    setAccessibleDescription(text);
}

void ScheduleCurve::setNow(std::optional<std::int64_t> stage_step) {
    if (stage_step == m_now) return;
    m_now = stage_step;
    update();
}

QSize ScheduleCurve::sizeHint() const { return {240, qRound(fontMetrics().height() * 7.5)}; }
QSize ScheduleCurve::minimumSizeHint() const { return {160, sizeHint().height()}; }

QRectF ScheduleCurve::plot() const {
    const double text_height = fontMetrics().height();
    const double left = fontMetrics().horizontalAdvance(QStringLiteral("0.0")) + 8;
    return QRectF(rect()).adjusted(left, handle_radius + text_height * 0.6, -handle_radius - 4, -text_height - 6);
}

double ScheduleCurve::lastStep() const {
    if (m_dragged >= 0) return m_drag_end;
    auto last = static_cast<double>(m_steps);
    if (!m_schedule) return last;
    if (m_schedule->kind != Kind::Points) return std::max(last, static_cast<double>(m_schedule->steps));
    for (const auto& point : m_schedule->points) last = std::max(last, point[0]);
    return last;
}

QPointF ScheduleCurve::place(double step, double rate) const {
    const QRectF area = plot();
    return {area.left() + area.width() * step / lastStep(), area.bottom() - area.height() * rate};
}

QPointF ScheduleCurve::valueAt(const QPointF& position) const {
    const QRectF area = plot();
    return {std::clamp((position.x() - area.left()) / std::max(1.0, area.width()), 0.0, 1.0) * lastStep(),
            std::clamp((area.bottom() - position.y()) / std::max(1.0, area.height()), 0.0, 1.0)};
}

int ScheduleCurve::handles() const {
    if (!m_schedule) return 0;
    return m_schedule->kind == Kind::Points ? static_cast<int>(m_schedule->points.size()) : 2;
}

QPointF ScheduleCurve::handleValue(int handle) const {
    if (m_schedule->kind == Kind::Points) {
        const auto& point = m_schedule->points.at(static_cast<std::size_t>(handle));
        return {point[0], point[1]};
    }
    if (handle == 0) return {0, m_schedule->base_rate};
    // Never: where it would have to come from.
    return {m_schedule->steps > 0 ? static_cast<double>(m_schedule->steps) : lastStep(), 1};
}

QPointF ScheduleCurve::handlePosition(int handle) const {
    const QPointF value = handleValue(handle);
    return place(value.x(), value.y());
}

int ScheduleCurve::handleAt(const QPointF& position) const {
    int nearest = -1;
    double best = reach;
    for (int i = 0; i < handles(); ++i) {
        const QPointF apart = handlePosition(i) - position;
        if (const double distance = std::hypot(apart.x(), apart.y()); distance <= best) {
            best = distance;
            nearest = i;
        }
    }
    return nearest;
}

void ScheduleCurve::edit(const QString& text, const QString& merge_key, const Schedule& schedule) {
    editShown(m_document, text, merge_key, [&schedule](Experiment& experiment) {
        if (experiment.techniques.theseus) experiment.techniques.theseus->schedule = schedule;
    });
}

void ScheduleCurve::moveHandle(int handle, const QPointF& value, const QString& merge_key) {
    Schedule schedule = *m_schedule;
    if (schedule.kind == Kind::Points) {
        auto& points = schedule.points;
        const auto i = static_cast<std::size_t>(handle);
        // Steps rise: a point stays between its neighbours.
        const double lowest = i > 0 ? points[i - 1][0] + 1 : 0;
        const double highest = i + 1 < points.size() ? points[i + 1][0] - 1 : 1e12;
        points[i] = {std::clamp(std::round(value.x()), lowest, std::max(lowest, highest)), roundedRate(value.y(), 0)};
    } else if (handle == 0) {
        schedule.base_rate = roundedRate(value.y(), lowest_rate);
    } else {
        schedule.steps = std::max<std::int64_t>(1, qRound64(value.x()));
    }
    edit(tr("change the replacing rate"), merge_key, schedule);
}

void ScheduleCurve::addPoint(const QPointF& value) {
    if (!m_schedule || m_schedule->kind != Kind::Points) return;
    Schedule schedule = *m_schedule;
    const double step = std::round(value.x());
    const auto after = std::find_if(schedule.points.begin(), schedule.points.end(), [step](const auto& point) { return point[0] >= step; });
    if (after != schedule.points.end() && (*after)[0] == step) return;
    m_focused = static_cast<int>(after - schedule.points.begin());
    schedule.points.insert(after, {step, roundedRate(value.y(), 0)});
    edit(tr("add a point to the replacing rate"), {}, schedule);
}

void ScheduleCurve::removePoint(int point) {
    if (!m_schedule || m_schedule->kind != Kind::Points || handles() < 2) return;
    Schedule schedule = *m_schedule;
    schedule.points.erase(schedule.points.begin() + point);
    edit(tr("remove a point of the replacing rate"), {}, schedule);
}

void ScheduleCurve::focusHandle(int handle) {
    m_focused = handle;
    describe();
    update();
}

// ---- hand and keys --------------------------------------------------------------------------------------------------

void ScheduleCurve::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const int handle = handleAt(event->position());
    if (handle < 0) return;
    focusHandle(handle);
    m_drag_end = lastStep();
    m_dragged = handle;
    ++m_drags;
}

void ScheduleCurve::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragged < 0) return;
    moveHandle(m_dragged, valueAt(event->position()), QStringLiteral("drag replacing rate %1").arg(m_drags));
}

void ScheduleCurve::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    m_dragged = -1;
    update();
}

void ScheduleCurve::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    m_dragged = -1;
    if (handleAt(event->position()) < 0) addPoint(valueAt(event->position()));
}

bool ScheduleCurve::event(QEvent* event) {
    // The window's commands on layers have some of these keys too.
    if (event->type() == QEvent::ShortcutOverride && handles() > 0) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
            case Qt::Key_Delete:
            case Qt::Key_Backspace:
            case Qt::Key_Insert:
            case Qt::Key_Left:
            case Qt::Key_Right:
            case Qt::Key_Up:
            case Qt::Key_Down:
                event->accept();
                return true;
            default:
                break;
        }
    }
    return QWidget::event(event);
}

void ScheduleCurve::keyPressEvent(QKeyEvent* event) {
    if (handles() == 0) return QWidget::keyPressEvent(event);
    const double by = event->modifiers() & Qt::ControlModifier ? 10 : 1;
    const double step = std::max(1.0, std::round(lastStep() / 100)) * by;
    QPointF value = handleValue(m_focused);
    switch (event->key()) {
        case Qt::Key_Left:
            value.rx() -= step;
            break;
        case Qt::Key_Right:
            value.rx() += step;
            break;
        case Qt::Key_Up:
            value.ry() += 0.01 * by;
            break;
        case Qt::Key_Down:
            value.ry() -= 0.01 * by;
            break;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            return removePoint(m_focused);
        case Qt::Key_Insert: {
            const QPointF next = m_focused + 1 < handles() ? handleValue(m_focused + 1) : QPointF(lastStep(), value.y());
            return addPoint((value + next) / 2);
        }
        default:
            return QWidget::keyPressEvent(event);
    }
    moveHandle(m_focused, {std::max(0.0, value.x()), value.y()}, QStringLiteral("replacing rate %1").arg(m_focused));
}

bool ScheduleCurve::focusNextPrevChild(bool next) {
    const int handle = m_focused + (next ? 1 : -1);
    if (handle < 0 || handle >= handles()) return QWidget::focusNextPrevChild(next);
    focusHandle(handle);
    return true;
}

void ScheduleCurve::focusInEvent(QFocusEvent* event) {
    if (event->reason() == Qt::TabFocusReason) m_focused = 0;
    if (event->reason() == Qt::BacktabFocusReason) m_focused = std::max(0, handles() - 1);
    describe();
    QWidget::focusInEvent(event);
}

void ScheduleCurve::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    if (event->type() == QEvent::FontChange) updateGeometry();
    QWidget::changeEvent(event);
}

// ---- painting -------------------------------------------------------------------------------------------------------

void ScheduleCurve::paintEvent(QPaintEvent*) {
    if (!m_schedule) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    const double text_height = fontMetrics().height();
    painter.setPen(theme().grid);
    for (const double rate : {0.0, 0.5, 1.0}) painter.drawLine(place(0, rate), place(lastStep(), rate));
    painter.setPen(theme().muted);
    for (const double rate : {0.0, 0.5, 1.0})
        painter.drawText(QRectF(0, place(0, rate).y() - text_height / 2, area.left() - 6, text_height), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(rate));
    const QRectF below(area.left(), area.bottom() + 4, area.width(), text_height);
    painter.drawText(below, Qt::AlignLeft, QStringLiteral("0"));
    painter.drawText(below, Qt::AlignHCenter, tr("step"));
    painter.drawText(below, Qt::AlignRight, stepText(qRound64(lastStep())));

    // Past the stage's last step nothing is trained any more.
    if (const double end = place(static_cast<double>(m_steps), 0).x(); end < area.right() - 1) {
        painter.setPen(QPen(theme().muted, 1, Qt::DotLine));
        painter.drawLine(QPointF(end, area.top()), QPointF(end, area.bottom()));
    }
    QPainterPath curve;
    for (int x = 0; x <= qRound(area.width()); ++x) {
        const double step = lastStep() * x / std::max(1.0, area.width());
        const QPointF at(area.left() + x, place(0, replacingRate(*m_schedule, qRound64(step))).y());
        if (x == 0) curve.moveTo(at);
        else curve.lineTo(at);
    }
    painter.setPen(QPen(theme().trained, 2));
    painter.drawPath(curve);
    if (m_now && *m_now >= 0 && static_cast<double>(*m_now) <= lastStep()) {
        const QPointF at = place(static_cast<double>(*m_now), replacingRate(*m_schedule, *m_now));
        painter.setPen(QPen(theme().muted, 1, Qt::DashLine));
        painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().trained);
        painter.drawEllipse(at, handle_radius, handle_radius);
    }
    for (int i = 0; i < handles(); ++i) {
        const bool focused = hasFocus() && i == m_focused;
        painter.setBrush(focused ? theme().accent_soft : theme().panel);
        painter.setPen(QPen(focused ? theme().accent : theme().trained, 2));
        painter.drawEllipse(handlePosition(i), handle_radius, handle_radius);
    }
}

}  // namespace layerlab
