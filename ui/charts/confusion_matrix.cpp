#include "ui/charts/confusion_matrix.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_overlay.h"
#include "ui/charts/legible.h"
#include "ui/format.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr double beside = 12, below = 8, gap = 6;  // at the edges, and between names and cells

}  // namespace

ConfusionMatrix::ConfusionMatrix(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ConfusionMatrix::setConfusion(const Confusion& confusion) {
    if (confusion.size() != m_confusion.size()) {
        m_current = {0, 0};
        m_hovered = {};
    }
    m_confusion = confusion;
    describe();
    update();
}

void ConfusionMatrix::setEmptyText(const QString& text) {
    m_empty_text = text;
    update();
}

QSize ConfusionMatrix::sizeHint() const { return {400, 220}; }

QSize ConfusionMatrix::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 16, 90}; }

QFont ConfusionMatrix::smallFont() const { return scaledFont(font(), 0.9); }

// ---- where things are ----------------------------------------------------------------------------------------------

ConfusionMatrix::Places ConfusionMatrix::places(const QRectF& area) const {
    Places p;
    const int n = m_confusion.size();
    if (n == 0) return p;
    const QFontMetricsF metrics(smallFont());
    const double line = metrics.height(), character = metrics.averageCharWidth();
    double widest_name = 0, widest_count = 0, widest_total = 0;
    const double widest_share =
        std::max(metrics.horizontalAdvance(wholePercentText(0.999)), metrics.horizontalAdvance(wholePercentText(1)));
    for (int label = 0; label < n; ++label) {
        widest_name = std::max(widest_name, metrics.horizontalAdvance(m_confusion.name(label)));
        widest_total = std::max(widest_total, metrics.horizontalAdvance(stepText(m_confusion.total(label))));
        for (int answer = 0; answer < n; ++answer)
            widest_count = std::max(widest_count, static_cast<double>(m_confusion.count(label, answer)));
    }
    widest_count = metrics.horizontalAdvance(stepText(static_cast<std::int64_t>(widest_count)));

    const double both = widest_total + metrics.horizontalAdvance(QStringLiteral(" \u00b7 ")) + widest_share;
    p.counts = both < area.width() * 0.24;
    p.totals = std::ceil(p.counts ? both : std::min(widest_share, area.width() * 0.24));
    const double corner = metrics.horizontalAdvance(Confusion::corner());
    p.names = std::ceil(std::min(std::max(widest_name, corner), std::max(area.width() * 0.28, character * 4)));
    const double left = area.left() + beside + p.names + gap, right = area.right() - beside - p.totals - gap;
    p.width = std::max(0.0, right - left) / n;

    p.upright = p.width < std::min(widest_name + 4, character * 6);
    p.header = (p.upright ? std::min({widest_name, area.height() * 0.25, character * 12}) : line) + gap;
    const double top = area.top() + p.header, bottom = area.bottom() - below;
    p.height = std::max(0.0, bottom - top) / n;
    p.cells = QRectF(left, top, p.width * n, p.height * n);
    const auto every = [line](double room) { return room > 0 ? std::max(1, static_cast<int>(std::ceil(line * 0.95 / room))) : 1; };
    p.every_row = every(p.height);
    p.every_column = p.upright ? every(p.width) : 1;

    if (p.height >= 2 * line + 4 && p.width >= std::max(widest_count, widest_share) + 6) p.content = Content::ShareAndCount;
    else if (p.height >= line + 1 && p.width >= widest_share + 4) p.content = Content::Share;
    return p;
}

// Whole pixels, so that the lines between cells are equally wide.
QRectF ConfusionMatrix::cellAt(const Places& p, int label, int answer) const {
    const auto edge = [](double start, double size, int i) { return std::round(start + size * i); };
    const double left = edge(p.cells.left(), p.width, answer), right = edge(p.cells.left(), p.width, answer + 1);
    const double top = edge(p.cells.top(), p.height, label), bottom = edge(p.cells.top(), p.height, label + 1);
    const double line = std::min(p.width, p.height) > 6 ? 1 : 0;
    return {left, top, std::max(0.0, right - left - line), std::max(0.0, bottom - top - line)};
}

QString ConfusionMatrix::cellText(const Places& p, int label, int answer) const {
    if (p.content == Content::Nothing || m_confusion.total(label) == 0) return {};
    const QString share = wholePercentText(m_confusion.share(label, answer));
    return p.content == Content::Share ? share : share + QLatin1Char('\n') + stepText(m_confusion.count(label, answer));
}

QString ConfusionMatrix::totalText(const Places& p, int label) const {
    const std::int64_t all = m_confusion.all();
    if (all == 0) return {};
    const QString share = wholePercentText(static_cast<double>(m_confusion.total(label)) / static_cast<double>(all));
    return p.counts ? stepText(m_confusion.total(label)) + QStringLiteral(" \u00b7 ") + share : share;
}

QRectF ConfusionMatrix::cellRect(int label, int answer) const { return cellAt(places(rect()), label, answer); }

QString ConfusionMatrix::cellText(int label, int answer) const { return cellText(places(rect()), label, answer); }

QString ConfusionMatrix::totalText(int label) const { return totalText(places(rect()), label); }

QString ConfusionMatrix::labelText(int label) const {
    return QFontMetricsF(smallFont()).elidedText(m_confusion.name(label), Qt::ElideRight, places(rect()).names);
}

// Nothing is the panel itself; a single example among thousands is not nothing.
QColor ConfusionMatrix::cellColor(int label, int answer) const {
    const double share = m_confusion.share(label, answer);
    return blended(theme().accent, theme().panel, share > 0 ? 0.08 + 0.92 * share : 0.02);
}

// ---- drawing -------------------------------------------------------------------------------------------------------

void ConfusionMatrix::draw(QPainter& painter, const QRectF& area) const {
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_confusion.isEmpty()) {
        painter.setFont(font());
        painter.setPen(theme().muted);
        painter.drawText(area.adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_empty_text);
        return;
    }
    const Places p = places(area);
    painter.setFont(smallFont());
    drawNames(painter, p);
    drawCells(painter, p);
}

void ConfusionMatrix::drawNames(QPainter& painter, const Places& p) const {
    const QFontMetricsF metrics(smallFont());
    const int n = m_confusion.size();
    const double line = metrics.height();
    const double names_left = p.cells.left() - gap - p.names, totals_left = p.cells.right() + gap;
    const auto write = [&](const QRectF& room, const QString& text, Qt::Alignment alignment) {
        painter.drawText(room, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
                         metrics.elidedText(text, Qt::ElideRight, room.width() + 0.5));
    };
    painter.setPen(theme().muted);
    const double header_line = p.cells.top() - gap / 2 - line;
    write(QRectF(names_left, header_line, p.names, line), Confusion::corner(), Qt::AlignRight);
    write(QRectF(totals_left, header_line, p.totals, line), tr("total"), Qt::AlignRight);
    for (int label = 0; label < n; label += p.every_row) {
        const double middle = p.cells.top() + p.height * (label + 0.5);
        write(QRectF(totals_left, middle - line / 2, p.totals, line), totalText(p, label), Qt::AlignRight);
    }
    painter.setPen(theme().text);
    for (int label = 0; label < n; label += p.every_row) {
        const double middle = p.cells.top() + p.height * (label + 0.5);
        write(QRectF(names_left, middle - line / 2, p.names, line), m_confusion.name(label), Qt::AlignRight);
    }
    for (int answer = 0; answer < n; answer += p.every_column) {
        const double middle = p.cells.left() + p.width * (answer + 0.5);
        if (!p.upright) {
            write(QRectF(middle - p.width / 2 + 1, header_line, p.width - 2, line), m_confusion.name(answer), Qt::AlignHCenter);
            continue;
        }
        painter.save();
        painter.translate(middle, p.cells.top() - gap / 2);
        painter.rotate(-90);
        write(QRectF(0, -line / 2, p.header - gap, line), m_confusion.name(answer), Qt::AlignLeft);
        painter.restore();
    }
}

void ConfusionMatrix::drawCells(QPainter& painter, const Places& p) const {
    const QFontMetricsF metrics(smallFont());
    for (int label = 0; label < m_confusion.size(); ++label)
        for (int answer = 0; answer < m_confusion.size(); ++answer) {
            const QRectF cell = cellAt(p, label, answer);
            const QColor paper = cellColor(label, answer), ink = legible(theme().text, paper);
            painter.fillRect(cell, paper);
            // Right answers are framed: where they are is not told by the colour alone.
            if (label == answer && std::min(p.width, p.height) > 6) {
                painter.setPen(QPen(blended(ink, paper, 0.5), 1));
                painter.setBrush(Qt::NoBrush);
                painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5));
            }
            const QStringList lines = cellText(p, label, answer).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
            double top = cell.center().y() - metrics.height() * static_cast<double>(lines.size()) / 2;
            for (qsizetype i = 0; i < lines.size(); ++i, top += metrics.height()) {
                painter.setPen(ink);
                painter.drawText(QRectF(cell.left(), top, cell.width(), metrics.height()), Qt::AlignCenter | Qt::TextDontClip, lines[i]);
            }
        }
}

void ConfusionMatrix::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    draw(painter, rect());
    if (m_confusion.isEmpty()) return;
    const Places p = places(rect());
    painter.setBrush(Qt::NoBrush);
    const auto mark = [&](const Spot& spot, double width) {
        const QRectF cell = cellAt(p, spot.label, spot.answer);
        painter.setPen(QPen(legible(theme().text, cellColor(spot.label, spot.answer)), width));
        painter.drawRect(cell.adjusted(width / 2, width / 2, -width / 2, -width / 2));
    };
    if (m_hovered.isCell()) mark(m_hovered, 1);
    if (hasFocus()) mark(m_current, 2);
}

// ---- mouse and keyboard --------------------------------------------------------------------------------------------

ConfusionMatrix::Spot ConfusionMatrix::spotAt(const QPointF& position) const {
    if (m_confusion.isEmpty()) return {};
    const Places p = places(rect());
    if (p.width <= 0 || p.height <= 0) return {};
    const double column = (position.x() - p.cells.left()) / p.width, row = (position.y() - p.cells.top()) / p.height;
    const bool in_columns = column >= 0 && column < m_confusion.size(), in_rows = row >= 0 && row < m_confusion.size();
    Spot spot;
    if (in_rows) spot.label = static_cast<int>(row);
    if (in_columns && (in_rows || row < 0)) spot.answer = static_cast<int>(column);
    return spot;
}

QString ConfusionMatrix::textOf(const Spot& spot) const {
    if (spot.isCell()) return m_confusion.sentence(spot.label, spot.answer);
    if (spot.label >= 0) return m_confusion.labelSentence(spot.label);
    if (spot.answer >= 0) return m_confusion.answerSentence(spot.answer);
    return {};
}

void ConfusionMatrix::tell(const Spot& spot, const QPoint& global) {
    const QString text = textOf(spot);
    // A label is a person's own text, never markup.
    QToolTip::showText(global, Qt::mightBeRichText(text) ? QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()) : text, this);
}

void ConfusionMatrix::mouseMoveEvent(QMouseEvent* event) {
    const Spot spot = spotAt(event->position());
    if (spot == m_hovered) return;
    m_hovered = spot;
    tell(spot, event->globalPosition().toPoint());
    update();
}

void ConfusionMatrix::mousePressEvent(QMouseEvent* event) {
    if (const Spot spot = spotAt(event->position()); spot.isCell()) setCurrent(spot.label, spot.answer);
    QWidget::mousePressEvent(event);
}

void ConfusionMatrix::leaveEvent(QEvent* event) {
    m_hovered = {};
    update();
    QWidget::leaveEvent(event);
}

void ConfusionMatrix::setCurrent(int label, int answer) {
    const int last = m_confusion.size() - 1;
    if (last < 0) return;
    m_current = {std::clamp(label, 0, last), std::clamp(answer, 0, last)};
    describe();
    update();
}

void ConfusionMatrix::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) return Q_EMIT copyRequested();
    Spot to = m_current;
    switch (event->key()) {
        case Qt::Key_Left:
            --to.answer;
            break;
        case Qt::Key_Right:
            ++to.answer;
            break;
        case Qt::Key_Up:
            --to.label;
            break;
        case Qt::Key_Down:
            ++to.label;
            break;
        case Qt::Key_Home:
            to.answer = 0;
            break;
        case Qt::Key_End:
            to.answer = m_confusion.size() - 1;
            break;
        default:
            return QWidget::keyPressEvent(event);
    }
    if (m_confusion.isEmpty()) return;
    setCurrent(to.label, to.answer);
    tell(m_current, mapToGlobal(cellRect(m_current.label, m_current.answer).bottomLeft().toPoint()));
}

// A screen reader says the cell that the keyboard is on.
void ConfusionMatrix::describe() {
    const QString text = m_confusion.isEmpty() ? m_empty_text : m_confusion.sentence(m_current.label, m_current.answer);
    if (text != accessibleDescription()) setAccessibleDescription(text);
}

void ConfusionMatrix::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void ConfusionMatrix::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

bool ConfusionMatrix::event(QEvent* event) {
    // Copying here goes before a shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) event->accept();
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        tell(spotAt(help->pos()), help->globalPos());
        return true;
    }
    return QWidget::event(event);
}

void ConfusionMatrix::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) updateGeometry();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) update();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
