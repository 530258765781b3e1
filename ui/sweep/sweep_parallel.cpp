#include "ui/sweep/sweep_parallel.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_data.h"
#include "ui/charts/evenly.h"
#include "ui/charts/legible.h"
#include "ui/format.h"
#include "ui/sweep/sweep_words.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr double beside = 12, reach = 8;  // pixels from a line within which the mouse is on it
constexpr int most_result_ticks = 5;

double distanceTo(const QPointF& at, const QPointF& a, const QPointF& b) {
    const QPointF along = b - a, from = at - a;
    const double length = QPointF::dotProduct(along, along);
    const double part = length > 0 ? std::clamp(QPointF::dotProduct(from, along) / length, 0.0, 1.0) : 0.0;
    const QPointF offset = from - along * part;
    return std::hypot(offset.x(), offset.y());
}

}  // namespace

SweepParallel::SweepParallel(QWidget* parent) : PaintedChart(parent) { setObjectName(QStringLiteral("sweepParallel")); }

void SweepParallel::show(const ShownSweep& sweep, int measure) {
    const int before = highlighted();
    m_sweep = sweep;
    m_axes = sweepAxes(sweep);
    m_measure = measure;
    m_lines.clear();
    for (const SweepEntry& entry : sweep.state.entries) {
        const auto value = measured(this->measure(), entry);
        if (!value) continue;
        Line line{entry.number, *value, {}};
        for (const SweepAxis& axis : m_axes) line.choices.push_back(axis.indexOf(entry));
        if (std::find(line.choices.begin(), line.choices.end(), -1) == line.choices.end()) m_lines.push_back(std::move(line));
    }
    const bool rising = this->measure().more_is_better;
    std::stable_sort(m_lines.begin(), m_lines.end(),
                     [rising](const Line& a, const Line& b) { return rising ? a.value < b.value : a.value > b.value; });
    m_least = m_most = 0;
    if (!m_lines.empty()) {
        m_least = std::min(m_lines.front().value, m_lines.back().value);
        m_most = std::max(m_lines.front().value, m_lines.back().value);
    }
    const auto again = std::find_if(m_lines.begin(), m_lines.end(), [before](const Line& line) { return line.run == before; });
    m_highlighted = again == m_lines.end() ? -1 : static_cast<int>(again - m_lines.begin());
    setTitle(tr("%1 by all keys").arg(headline(this->measure())));
    setDetail(m_lines.empty() ? QString() : tr("a line for each run; click opens it"));
    refresh();
}

// ---- where things are ----------------------------------------------------------------------------------------------

QFont SweepParallel::smallFont() const {
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.92);
    return small;
}

SweepParallel::Places SweepParallel::places(const QRectF& area) const {
    const QFontMetricsF metrics(smallFont());
    // Values of the first axis stand at its left, those of the measure at its right, the others' at the right of their axes.
    double before = 0, after = 0;
    if (!m_axes.empty())
        for (const QString& value : m_axes.front().values) before = std::max(before, metrics.horizontalAdvance(value));
    for (const double value : {m_least, m_most}) after = std::max(after, metrics.horizontalAdvance(measureText(measure(), value)));
    Places p;
    p.left = area.left() + beside + std::min(before, area.width() * 0.2) + 8;
    p.right = area.right() - beside - after - 8;
    p.top = area.top() + metrics.height() + 16;
    p.bottom = area.bottom() - 14;
    return p;
}

double SweepParallel::share(const SweepAxis& axis, int value) const {
    if (axis.values.size() < 2) return 0.5;
    double least = axis.position(0), most = least;
    for (int i = 0; i < axis.values.size(); ++i) {
        least = std::min(least, axis.position(i));
        most = std::max(most, axis.position(i));
    }
    if (most <= least) return 0.5;
    const double at = axis.position(value);
    if (axis.isNumeric() && axis.isGeometric()) return std::log(at / least) / std::log(most / least);
    return (at - least) / (most - least);
}

double SweepParallel::share(double value) const { return m_most > m_least ? (value - m_least) / (m_most - m_least) : 0.5; }

QPolygonF SweepParallel::polyline(const Places& p, const Line& line) const {
    QPolygonF points;
    const auto height = [&p](double part) { return p.bottom - (p.bottom - p.top) * part; };
    for (std::size_t i = 0; i < m_axes.size(); ++i) points << QPointF(p.axis(i, axes()), height(share(m_axes[i], line.choices[i])));
    points << QPointF(p.axis(m_axes.size(), axes()), height(share(line.value)));
    return points;
}

QPolygonF SweepParallel::lineOf(int run) const {
    for (const Line& line : m_lines)
        if (line.run == run) return polyline(places(canvas()->rect()), line);
    return {};
}

int SweepParallel::lineAt(const QPointF& at) const {
    const Places p = places(canvas()->rect());
    int best = -1;
    double distance = reach;
    for (int i = 0; i < lineCount(); ++i) {
        const QPolygonF points = polyline(p, m_lines[static_cast<std::size_t>(i)]);
        for (qsizetype k = 0; k + 1 < points.size(); ++k) {
            const double d = distanceTo(at, points[k], points[k + 1]);
            if (d > distance) continue;  // of equally near ones the one on top
            best = i;
            distance = d;
        }
    }
    return best;
}

// ---- drawing -------------------------------------------------------------------------------------------------------

void SweepParallel::draw(QPainter& painter, const QRectF& area) const {
    if (m_lines.empty()) {
        painter.setFont(font());
        painter.setPen(theme().muted);
        painter.drawText(area.adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("A line for each run appears here as runs with this figure finish."));
        return;
    }
    const Places p = places(area);
    painter.setBrush(Qt::NoBrush);
    const bool crowded = m_lines.size() > 60;
    for (const Line& line : m_lines) {
        // Better is brighter on dark and nearer to the end of the scale on light, whichever way the measure goes.
        const double good = measure().more_is_better ? share(line.value) : 1 - share(line.value);
        const QColor colour = blended(theme().sequential(good), theme().panel, m_highlighted < 0 ? 0.9 : 0.22);
        painter.setPen(QPen(colour, crowded ? 1.1 : 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(polyline(p, line));
    }
    drawAxes(painter, p, area);
}

void SweepParallel::drawAxes(QPainter& painter, const Places& p, const QRectF& area) const {
    painter.setFont(smallFont());
    const QFontMetricsF metrics(smallFont());
    const double line = metrics.height(), spacing = axes() < 2 ? p.right - p.left : (p.right - p.left) / static_cast<double>(axes() - 1);
    const auto height = [&p](double part) { return p.bottom - (p.bottom - p.top) * part; };
    // A figure on a patch of the panel, so that lines do not run through it.
    const auto figure = [&](double x, double y, const QString& text, bool before, double room) {
        const QString shown = metrics.elidedText(text, Qt::ElideMiddle, room);
        const double width = metrics.horizontalAdvance(shown);
        const QRectF place(before ? x - 6 - width : x + 6, y - line / 2, width, line);
        QColor patch = theme().panel;
        patch.setAlphaF(0.8F);
        painter.fillRect(place.adjusted(-2, 0, 2, 0), patch);
        painter.setPen(theme().text);
        painter.drawText(place, Qt::TextSingleLine | Qt::TextDontClip | Qt::AlignVCenter, shown);
        painter.setPen(QPen(theme().muted, 1));
        painter.drawLine(QPointF(x - 3, y), QPointF(x + 3, y));
    };
    for (std::size_t i = 0; i < axes(); ++i) {
        const double x = std::round(p.axis(i, axes())) + 0.5;
        painter.setPen(QPen(theme().muted, 1));
        painter.drawLine(QPointF(x, p.top), QPointF(x, p.bottom));
        const bool result = i == m_axes.size();
        QFont bold = smallFont();
        bold.setBold(true);
        const QString name = result ? measure().name : m_axes[i].name;
        // The outer names begin and end with the picture, the others stand over their axes.
        // The measure's name may be long: it begins where the name before it ends.
        double before = 0;
        if (result && i > 1) before = std::min(spacing * 0.47, QFontMetricsF(bold).horizontalAdvance(m_axes[i - 1].name) / 2);
        else if (result && i == 1) before = std::min(spacing * 0.47, QFontMetricsF(bold).horizontalAdvance(m_axes[0].name));
        const double left = i == 0 ? area.left() + beside : result ? x - spacing + before + 10 : x - spacing * 0.47;
        const double right = result ? area.right() - beside : x + spacing * 0.47;
        const double width = right - left;
        painter.setFont(bold);
        painter.setPen(result ? theme().text : theme().muted);
        const auto alignment = i == 0 ? Qt::AlignLeft : result ? Qt::AlignRight : Qt::AlignHCenter;
        painter.drawText(QRectF(left, p.top - line - 12, width, line), static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip,
                         QFontMetricsF(bold).elidedText(name, Qt::ElideMiddle, width));
        painter.setFont(smallFont());
        if (result) {
            const int ticks = m_most > m_least ? std::clamp(static_cast<int>((p.bottom - p.top) / (2 * line)), 2, most_result_ticks) : 1;
            for (int tick = 0; tick < ticks; ++tick) {
                const double part = ticks == 1 ? 0.5 : static_cast<double>(tick) / (ticks - 1);
                figure(x, height(part), measureText(measure(), m_most > m_least ? m_least + (m_most - m_least) * part : m_least), false,
                       1000);
            }
            continue;
        }
        // From the top down, leaving out what would stand on the figure above.
        std::vector<int> order;
        for (int value = 0; value < m_axes[i].values.size(); ++value) order.push_back(value);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return share(m_axes[i], a) > share(m_axes[i], b); });
        double last = -1e9;
        for (const int value : order) {
            const double y = height(share(m_axes[i], value));
            if (y - last < line * 0.95) continue;
            last = y;
            figure(x, y, m_axes[i].values[value], i == 0, i == 0 ? p.left - beside : spacing * 0.7);
        }
    }
}

void SweepParallel::drawMarks(QPainter& painter, const QRectF& area) const {
    if (m_highlighted < 0) return;
    const Line& line = m_lines[static_cast<std::size_t>(m_highlighted)];
    const double good = measure().more_is_better ? share(line.value) : 1 - share(line.value);
    const QPolygonF points = polyline(places(area), line);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().panel, 5.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(points);
    painter.setPen(QPen(theme().sequential(good), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(points);
    painter.setBrush(theme().sequential(good));
    for (const QPointF& point : points) painter.drawEllipse(point, 2.5, 2.5);
    drawAxes(painter, places(area), area);  // figures stay readable under the line
}

// ---- mouse and keyboard --------------------------------------------------------------------------------------------

QString SweepParallel::sentence(int run) const {
    const SweepEntry* entry = m_sweep.find(run);
    if (!entry) return {};
    const auto value = measured(measure(), *entry);
    const QString settings = settingsText(m_sweep.asked, entry->settings);
    return value ? tr("%1: %2").arg(settings, measureText(measure(), *value)) : settings;
}

void SweepParallel::highlight(int line) {
    if (line == m_highlighted) return;
    m_highlighted = line;
    canvas()->setCursor(line >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    canvas()->setAccessibleDescription(line >= 0 ? sentence(highlighted()) : QString());
    canvas()->update();
}

void SweepParallel::hoverAt(const QPointF& at, const QPoint& global) {
    const int line = lineAt(at);
    if (line == m_highlighted) return;
    highlight(line);
    QToolTip::showText(global, line >= 0 ? sentence(highlighted()) : QString(), canvas());
}

void SweepParallel::hoverEnded() { highlight(-1); }

void SweepParallel::clickAt(const QPointF& at) {
    const int line = lineAt(at);
    if (line < 0) return;
    const SweepEntry* entry = m_sweep.find(m_lines[static_cast<std::size_t>(line)].run);
    if (entry && !entry->run.empty()) Q_EMIT openRun(QString::fromStdString(entry->run.string()));
}

// Through the runs, from the best down and back.
bool SweepParallel::keyAt(QKeyEvent* event) {
    if (m_lines.empty()) return false;
    const int last = lineCount() - 1;
    switch (event->key()) {
        case Qt::Key_Right:
        case Qt::Key_Down:
            highlight(m_highlighted < 0 ? last : std::max(0, m_highlighted - 1));
            break;
        case Qt::Key_Left:
        case Qt::Key_Up:
            highlight(m_highlighted < 0 ? last : std::min(last, m_highlighted + 1));
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter: {
            const SweepEntry* entry = m_sweep.find(highlighted());
            if (!entry || entry->run.empty()) return false;
            Q_EMIT openRun(QString::fromStdString(entry->run.string()));
            return true;
        }
        default:
            return false;
    }
    const QPolygonF points = lineOf(highlighted());
    QToolTip::showText(canvas()->mapToGlobal(points.last().toPoint()), sentence(highlighted()), canvas());
    return true;
}

// ---- as text -------------------------------------------------------------------------------------------------------

QList<QStringList> SweepParallel::rows() const {
    QStringList titles;
    for (const SweepAxis& axis : m_axes) titles << QString::fromStdString(axis.key);
    titles << measureTitle(measure()) << tr("run");
    QList<QStringList> all{titles};
    for (auto line = m_lines.rbegin(); line != m_lines.rend(); ++line) {
        QStringList row;
        for (std::size_t i = 0; i < m_axes.size(); ++i) row << m_axes[i].values[line->choices[i]];
        const SweepEntry* entry = m_sweep.find(line->run);
        row << numberText(line->value) << (entry ? QString::fromStdString(entry->run.filename().string()) : QString());
        all << row;
    }
    return all;
}

QString SweepParallel::summary() const {
    if (m_lines.empty()) return title();
    return tr("%1 of %2; best: %3").arg(measure().name, runsText(m_lines.size()), sentence(m_lines.back().run));
}

}  // namespace layerlab
