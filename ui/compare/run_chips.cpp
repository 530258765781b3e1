#include "ui/compare/run_chips.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "ui/shell/elided_label.h"
#include "ui/shell/icons.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int gap = 6;
constexpr int most_lines = 2;  // seen at once

// The colour of a run, or a warning.
class Mark : public QWidget {
public:
    Mark(int colour, QWidget* parent) : QWidget(parent), m_colour(colour) {
        const int side = fontMetrics().height();
        setFixedSize(m_colour < 0 ? side : 10, side);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_colour < 0) {
            icon(QStringLiteral("warning"), theme().error).paint(&painter, rect());
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().categorical(m_colour));
        painter.drawEllipse(QRectF(0.5, height() / 2.0 - 4.5, 9, 9));
    }

private:
    int m_colour;
};

}  // namespace

RunChips::RunChips(QWidget* parent) : QScrollArea(parent) {
    setObjectName(QStringLiteral("runChips"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    setWidget(new QWidget(this));
}

void RunChips::setChips(const QList<RunChip>& chips) {
    if (chips == m_chips) return;
    m_chips = chips;
    rebuild();
}

void RunChips::rebuild() {
    // A chip that was pressed must outlive its own click; the keyboard goes on to the chip that takes its place.
    qsizetype focused = -1;
    for (qsizetype i = 0; i < m_widgets.size(); ++i) {
        if (m_widgets[i]->findChild<QToolButton*>()->hasFocus()) focused = i;
        m_widgets[i]->hide();
        m_widgets[i]->deleteLater();
    }
    m_widgets.clear();
    const int character = fontMetrics().averageCharWidth();
    for (const RunChip& chip : std::as_const(m_chips)) {
        auto* frame = new QFrame(widget());
        frame->setObjectName(QStringLiteral("card"));
        auto* row = new QHBoxLayout(frame);
        row->setContentsMargins(8, 1, 2, 1);
        row->setSpacing(6);
        row->addWidget(new Mark(chip.colour, frame));
        auto* name = new ElidedLabel(frame);
        name->setText({}, chip.name);
        name->setMaximumWidth(character * 34);
        name->setToolTip(chip.tip.isEmpty() ? chip.name : chip.name + QLatin1Char('\n') + chip.tip);
        row->addWidget(name);
        auto* cross = new QToolButton(frame);
        cross->setText(QStringLiteral("\u00d7"));
        cross->setAutoRaise(true);
        cross->setFocusPolicy(Qt::StrongFocus);
        cross->setAccessibleName(tr("Take %1 out of the comparison").arg(chip.name));
        cross->setToolTip(cross->accessibleName());
        connect(cross, &QToolButton::clicked, this, [this, folder = chip.folder] { Q_EMIT removed(folder); });
        row->addWidget(cross);
        frame->show();
        m_widgets << frame;
    }
    arrange();
    if (focused >= 0 && !m_widgets.isEmpty())
        m_widgets[qMin(focused, m_widgets.size() - 1)]->findChild<QToolButton*>()->setFocus(Qt::OtherFocusReason);
}

void RunChips::arrange() {
    const int width = viewport()->width();
    int x = 0, y = 0, height = 0, lines = 1;
    for (QWidget* chip : std::as_const(m_widgets)) {
        const QSize size = chip->sizeHint().boundedTo(QSize(qMax(60, width), 1000));
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += height + gap;
            ++lines;
        }
        chip->setGeometry(QRect(QPoint(x, y), size));
        x += size.width() + gap;
        height = qMax(height, size.height());
    }
    widget()->resize(width, y + height);
    if (m_lines == lines) return;
    m_lines = lines;
    updateGeometry();
}

QSize RunChips::sizeHint() const {
    int line = m_widgets.isEmpty() ? fontMetrics().height() + 12 : 0;
    for (const QWidget* chip : m_widgets) line = qMax(line, chip->sizeHint().height());
    const int shown = qMin(m_lines, most_lines);
    // A part of the line that follows says that there is more.
    return {fontMetrics().averageCharWidth() * 40, shown * (line + gap) - gap + (m_lines > most_lines ? line / 2 : 0)};
}

QSize RunChips::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 16, sizeHint().height()}; }

void RunChips::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrange();
}

void RunChips::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange && widget()) rebuild();
    QScrollArea::changeEvent(event);
}

}  // namespace layerlab
