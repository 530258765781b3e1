#include "ui/sweep/sweep_heat_map.h"

#include <QComboBox>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLinearGradient>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_data.h"
#include "ui/charts/legible.h"
#include "ui/format.h"
#include "ui/inspector/wheel_guard.h"
#include "ui/sweep/colour_map.h"
#include "ui/sweep/sweep_words.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr double side = 12, gap = 6, bar_width = 12;

}  // namespace

SweepHeatMap::SweepHeatMap(QWidget* parent) : PaintedChart(parent), m_columns(new QComboBox(this)), m_rows(new QComboBox(this)) {
    setObjectName(QStringLiteral("sweepHeatMap"));
    m_columns->setObjectName(QStringLiteral("sweepColumns"));
    m_columns->setAccessibleName(tr("Key of the columns"));
    m_columns->setToolTip(tr("Which key goes from left to right"));
    m_rows->setObjectName(QStringLiteral("sweepRows"));
    m_rows->setAccessibleName(tr("Key of the rows"));
    m_rows->setToolTip(tr("Which key goes from top to bottom"));
    for (QComboBox* chooser : {m_columns, m_rows}) {
        chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        chooser->setMinimumContentsLength(8);
        guardWheel(chooser);
        connect(chooser, &QComboBox::activated, this, [this, chooser](int index) {
            int& mine = chooser == m_columns ? m_column : m_row;
            int& other = chooser == m_columns ? m_row : m_column;
            if (index == other) other = mine;  // they change places
            mine = index;
            m_columns->setCurrentIndex(m_column);
            m_rows->setCurrentIndex(m_row);
            count();
        });
    }
    auto* spaced = new QWidget(this);
    auto* line = new QHBoxLayout(spaced);
    line->setContentsMargins(2, 0, 2, 0);
    line->setSpacing(4);
    line->addWidget(m_columns);
    line->addWidget(m_rows);
    addControl(spaced);
}

void SweepHeatMap::show(const ShownSweep& sweep, int measure) {
    const bool other = sweep.folder != m_sweep.folder || sweep.state.keys != m_sweep.state.keys;
    m_sweep = sweep;
    m_axes = sweepAxes(sweep);
    m_measure = measure;
    if (other) chooseKeys();
    count();
}

void SweepHeatMap::chooseKeys() {
    const QSignalBlocker quiet_columns(m_columns), quiet_rows(m_rows);
    m_column = m_row = -1;
    m_current = {0, 0};
    for (QComboBox* chooser : {m_columns, m_rows}) {
        chooser->clear();
        for (const SweepAxis& axis : m_axes) chooser->addItem(axis.name, QString::fromStdString(axis.key));
        chooser->setVisible(m_axes.size() > 1);
    }
    if (m_axes.size() < 2) return;
    m_column = firstAxisToShow(m_axes);
    for (int i = 0; i < static_cast<int>(m_axes.size()) && m_row < 0; ++i)
        if (i != m_column) m_row = i;
    m_columns->setCurrentIndex(m_column);
    m_rows->setCurrentIndex(m_row);
}

void SweepHeatMap::count() {
    m_cells = isPossible() ? sweepCells(m_sweep, columnAxis(), rowAxis(), measure()) : SweepCells{};
    setTitle(headline(measure()));
    bool several = false;
    for (const auto& row : m_cells.cells)
        for (const Interval& cell : row) several = several || cell.count > 1;
    setDetail(several ? tr("means over the other keys") : QString());
    refresh();
}

QFont SweepHeatMap::smallFont() const {
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.92);
    return small;
}

SweepHeatMap::Places SweepHeatMap::places(const QRectF& area) const {
    Places p;
    const QFontMetricsF metrics(smallFont());
    const double line = metrics.height();
    const auto widest = [&](const QStringList& texts) {
        double width = 0;
        for (const QString& text : texts) width = std::max(width, metrics.horizontalAdvance(text));
        return width;
    };
    p.names = std::ceil(std::clamp(std::max(widest(rowAxis().values), metrics.horizontalAdvance(rowAxis().name)), line,
                                   std::max(line, area.width() * 0.26)));
    const double figures = std::ceil(std::max(metrics.horizontalAdvance(measureText(measure(), m_cells.least)),
                                              metrics.horizontalAdvance(measureText(measure(), m_cells.most))));
    const bool bar = area.width() > p.names + figures + 160;
    const double left = area.left() + side + p.names + gap;
    const double right = area.right() - side - (bar ? figures + bar_width + 4 + 2 * gap : 0);
    const auto columns = static_cast<double>(columnAxis().values.size()), row_count = static_cast<double>(rowAxis().values.size());
    p.width = std::max(0.0, right - left) / columns;
    const double widest_column = widest(columnAxis().values);
    p.upright = p.width < widest_column + 4;
    const double header = (p.upright ? std::min(widest_column, area.height() * 0.3) : line) + line + gap;  // names, and the key's
    const double top = area.top() + header + gap, bottom = area.bottom() - side;
    p.height = std::max(0.0, bottom - top) / row_count;
    p.cells = QRectF(left, top, p.width * columns, p.height * row_count);
    if (bar) p.bar = QRectF(p.cells.right() + 2 * gap, top, bar_width, p.cells.height());
    const auto every = [line](double room) { return room > 0 ? std::max(1, static_cast<int>(std::ceil(line * 0.95 / room))) : 1; };
    p.every_row = every(p.height);
    p.every_column = p.upright ? every(p.width) : 1;
    p.texts = p.height >= line + 1 && p.width >= figures + 4;
    return p;
}

// Whole pixels, so that the lines between cells are equally wide.
QRectF SweepHeatMap::cellAt(const Places& p, int row, int column) const {
    const auto edge = [](double start, double size, int i) { return std::round(start + size * i); };
    const double left = edge(p.cells.left(), p.width, column), right = edge(p.cells.left(), p.width, column + 1);
    const double top = edge(p.cells.top(), p.height, row), bottom = edge(p.cells.top(), p.height, row + 1);
    const double line = std::min(p.width, p.height) > 6 ? 1 : 0;
    return {left, top, std::max(0.0, right - left - line), std::max(0.0, bottom - top - line)};
}

QRectF SweepHeatMap::cellRect(int row, int column) const { return isPossible() ? cellAt(places(canvas()->rect()), row, column) : QRectF(); }

QString SweepHeatMap::cellText(int row, int column) const {
    if (m_cells.isEmpty || !places(canvas()->rect()).texts || m_cells.at(row, column).count == 0) return {};
    return measureText(measure(), m_cells.at(row, column).mean);
}

QColor SweepHeatMap::cellColour(int row, int column) const {
    const Interval cell = m_cells.at(row, column);
    if (cell.count == 0) return theme().window;
    const double range = m_cells.most - m_cells.least;
    return viridis(range > 0 ? (cell.mean - m_cells.least) / range : 0.5);
}

QString SweepHeatMap::sentence(int row, int column) const {
    const Interval cell = m_cells.at(row, column);
    const QString where =
        QStringLiteral("%1=%2, %3=%4").arg(columnAxis().name, columnAxis().values[column], rowAxis().name, rowAxis().values[row]);
    if (cell.count == 0) return tr("%1: no run has finished").arg(where);
    const QString mean = measureText(measure(), cell.mean);
    if (cell.count == 1) return tr("%1: %2").arg(where, mean);
    return tr("%1: %2, mean of %3").arg(where, mean, runsText(cell.count));
}

// ---- drawing -------------------------------------------------------------------------------------------------------

void SweepHeatMap::draw(QPainter& painter, const QRectF& area) const {
    if (m_cells.isEmpty) {
        painter.setFont(font());
        painter.setPen(theme().muted);
        const QString text = !m_sweep.exists() || isPossible()
                                 ? tr("Cells are coloured here as runs with this figure finish.")
                                 : tr("A heat map needs two keys. This sweep has one: sweep a second field, or name seeds.");
        painter.drawText(area.adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, text);
        return;
    }
    const Places p = places(area);
    painter.setFont(smallFont());
    drawNames(painter, p, area);
    for (int row = 0; row < rowAxis().values.size(); ++row)
        for (int column = 0; column < columnAxis().values.size(); ++column) {
            const QRectF cell = cellAt(p, row, column);
            const Interval value = m_cells.at(row, column);
            const QColor paper = cellColour(row, column);
            painter.fillRect(cell, paper);
            if (value.count == 0) {
                painter.setPen(QPen(theme().border, 1));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
            } else if (p.texts) {
                const QColor white(0xff, 0xff, 0xff), black(0x10, 0x14, 0x18);
                painter.setPen(contrast(white, paper) >= contrast(black, paper) ? white : black);
                painter.drawText(cell, Qt::AlignCenter | Qt::TextDontClip, measureText(measure(), value.mean));
            }
        }
    drawBar(painter, p);
}

void SweepHeatMap::drawNames(QPainter& painter, const Places& p, const QRectF& area) const {
    const QFontMetricsF metrics(smallFont());
    const double line = metrics.height();
    const auto write = [&](const QRectF& room, const QString& text, Qt::Alignment alignment) {
        painter.drawText(room, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
                         metrics.elidedText(text, Qt::ElideMiddle, room.width() + 0.5));
    };
    const double names_left = p.cells.left() - gap - p.names;
    painter.setPen(theme().muted);
    write(QRectF(p.cells.left(), area.top() + 2, p.cells.width(), line), columnAxis().name, Qt::AlignHCenter);
    write(QRectF(names_left, p.cells.top() - gap / 2 - line, p.names, line), rowAxis().name, Qt::AlignRight);
    painter.setPen(theme().text);
    for (int row = 0; row < rowAxis().values.size(); row += p.every_row)
        write(QRectF(names_left, p.cells.top() + p.height * (row + 0.5) - line / 2, p.names, line), rowAxis().values[row], Qt::AlignRight);
    for (int column = 0; column < columnAxis().values.size(); column += p.every_column) {
        const double middle = p.cells.left() + p.width * (column + 0.5);
        if (!p.upright) {
            write(QRectF(middle - p.width / 2 + 1, p.cells.top() - gap / 2 - line, p.width - 2, line), columnAxis().values[column],
                  Qt::AlignHCenter);
            continue;
        }
        painter.save();
        painter.translate(middle, p.cells.top() - gap / 2);
        painter.rotate(-90);
        write(QRectF(0, -line / 2, p.cells.top() - gap - area.top() - line - 2, line), columnAxis().values[column], Qt::AlignLeft);
        painter.restore();
    }
}

void SweepHeatMap::drawBar(QPainter& painter, const Places& p) const {
    if (p.bar.isEmpty() || m_cells.most <= m_cells.least) return;
    QLinearGradient gradient(p.bar.bottomLeft(), p.bar.topLeft());
    constexpr int stops = 16;
    for (int i = 0; i <= stops; ++i) gradient.setColorAt(static_cast<double>(i) / stops, viridis(static_cast<double>(i) / stops));
    painter.fillRect(p.bar, gradient);
    const QFontMetricsF metrics(smallFont());
    painter.setPen(theme().muted);
    const double left = p.bar.right() + 4, line = metrics.height();
    const auto write = [&](double top, double value) {
        painter.drawText(QPointF(left, top + metrics.ascent()), measureText(measure(), value));
    };
    write(p.bar.top(), m_cells.most);
    if (p.bar.height() > 4 * line) write(p.bar.center().y() - line / 2, (m_cells.most + m_cells.least) / 2);
    if (p.bar.height() > 2 * line) write(p.bar.bottom() - line, m_cells.least);
}

void SweepHeatMap::drawMarks(QPainter& painter, const QRectF& area) const {
    if (m_cells.isEmpty) return;
    const Places p = places(area);
    painter.setBrush(Qt::NoBrush);
    const auto mark = [&](const QPoint& place, double width) {
        const QRectF cell = cellAt(p, place.y(), place.x());
        painter.setPen(QPen(theme().panel, width + 2));
        painter.drawRect(cell.adjusted(width, width, -width, -width));
        painter.setPen(QPen(theme().text, width));
        painter.drawRect(cell.adjusted(width, width, -width, -width));
    };
    if (m_hovered.x() >= 0) mark(m_hovered, 1);
    if (canvas()->hasFocus()) mark(m_current, 2);
}

// ---- mouse and keyboard --------------------------------------------------------------------------------------------

void SweepHeatMap::hoverAt(const QPointF& at, const QPoint& global) {
    QPoint place(-1, -1);
    if (!m_cells.isEmpty) {
        const Places p = places(canvas()->rect());
        if (p.cells.contains(at))
            place = {std::min(static_cast<int>((at.x() - p.cells.left()) / p.width), static_cast<int>(columnAxis().values.size()) - 1),
                     std::min(static_cast<int>((at.y() - p.cells.top()) / p.height), static_cast<int>(rowAxis().values.size()) - 1)};
    }
    if (place == m_hovered) return;
    m_hovered = place;
    QToolTip::showText(global, place.x() < 0 ? QString() : sentence(place.y(), place.x()), canvas());
    canvas()->update();
}

void SweepHeatMap::hoverEnded() {
    m_hovered = {-1, -1};
    canvas()->update();
}

bool SweepHeatMap::keyAt(QKeyEvent* event) {
    if (m_cells.isEmpty) return false;
    QPoint to = m_current;
    switch (event->key()) {
        case Qt::Key_Left:
            --to.rx();
            break;
        case Qt::Key_Right:
            ++to.rx();
            break;
        case Qt::Key_Up:
            --to.ry();
            break;
        case Qt::Key_Down:
            ++to.ry();
            break;
        default:
            return false;
    }
    m_current = {std::clamp(to.x(), 0, static_cast<int>(columnAxis().values.size()) - 1),
                 std::clamp(to.y(), 0, static_cast<int>(rowAxis().values.size()) - 1)};
    const QString text = sentence(m_current.y(), m_current.x());
    canvas()->setAccessibleDescription(text);
    QToolTip::showText(canvas()->mapToGlobal(cellRect(m_current.y(), m_current.x()).bottomLeft().toPoint()), text, canvas());
    canvas()->update();
    return true;
}

// ---- as text -------------------------------------------------------------------------------------------------------

QList<QStringList> SweepHeatMap::rows() const {
    if (!isPossible()) return {};
    QList<QStringList> all{{rowAxis().name + QStringLiteral(" \\ ") + columnAxis().name}};
    all.first() << columnAxis().values;
    for (int row = 0; row < rowAxis().values.size(); ++row) {
        QStringList line{rowAxis().values[row]};
        for (int column = 0; column < columnAxis().values.size(); ++column) {
            const Interval cell = m_cells.at(row, column);
            line << (cell.count == 0 ? QString() : numberText(cell.mean));
        }
        all << line;
    }
    return all;
}

QString SweepHeatMap::summary() const {
    if (m_cells.isEmpty) return title();
    QString text = tr("%1 by %2 and %3").arg(measure().name, columnAxis().name, rowAxis().name);
    int best_row = -1, best_column = -1;
    for (int row = 0; row < rowAxis().values.size(); ++row)
        for (int column = 0; column < columnAxis().values.size(); ++column) {
            if (m_cells.at(row, column).count == 0) continue;
            const bool better =
                best_row < 0 || (measure().more_is_better ? m_cells.at(row, column).mean > m_cells.at(best_row, best_column).mean
                                                          : m_cells.at(row, column).mean < m_cells.at(best_row, best_column).mean);
            if (better) best_row = row, best_column = column;
        }
    return text + QStringLiteral("; ") + tr("best: %1").arg(sentence(best_row, best_column));
}

}  // namespace layerlab
