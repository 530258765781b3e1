#include "ui/charts/chart_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QImage>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QSlider>
#include <QSvgGenerator>
#include <QTextStream>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/legible.h"
#include "ui/charts/qcustomplot.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

QFont scaledFont(const QFont& font, double factor) {
    QFont result = font;
    if (font.pointSizeF() > 0) result.setPointSizeF(font.pointSizeF() * factor);
    else result.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factor))));
    return result;
}

// A label that gives way: it asks for its text's width, and shows what fits.
class ElidedLabel : public QLabel {
public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override { return {fontMetrics().averageCharWidth() * 3, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setPen(objectName() == QLatin1String("muted") ? theme().muted : theme().text);
        const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        painter.drawText(rect(), static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
    }
};

// Drawn, not taken from a font that may lack the sign.
QIcon downloadIcon(const QColor& color, double ratio) {
    QPixmap pixmap(QSize(16, 16) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(QPointF(8, 2.5), QPointF(8, 10));
    painter.drawPolyline(QPolygonF({QPointF(5, 7.2), QPointF(8, 10.2), QPointF(11, 7.2)}));
    painter.drawPolyline(QPolygonF({QPointF(2.8, 11), QPointF(2.8, 13.5), QPointF(13.2, 13.5), QPointF(13.2, 11)}));
    return QIcon(pixmap);
}

QIcon fitIcon(const QColor& color, double ratio) {
    QPixmap pixmap(QSize(16, 16) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(QPointF(4, 12), QPointF(12, 4));
    painter.drawPolyline(QPolygonF({QPointF(8, 3.2), QPointF(12.8, 3.2), QPointF(12.8, 8)}));
    painter.drawPolyline(QPolygonF({QPointF(3.2, 8), QPointF(3.2, 12.8), QPointF(8, 12.8)}));
    return QIcon(pixmap);
}

QString csvField(const QString& text) {
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n'))) return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

// Ticks on a linear axis, at whole numbers only where asked, labelled by a function.
class LinearTicker : public QCPAxisTicker {
public:
    bool integers = false;
    std::function<QString(double)> label;

protected:
    double getTickStep(const QCPRange& range) override {
        if (!integers) return QCPAxisTicker::getTickStep(range);
        const double wanted = std::max(1.0, range.size() / std::max(1, tickCount()));
        const double magnitude = std::pow(10.0, std::floor(std::log10(wanted)));
        for (const double factor : {1.0, 2.0, 5.0})
            if (magnitude * factor >= wanted * 0.999) return magnitude * factor;
        return magnitude * 10;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return label(tick); }
};

// Ticks on a logarithmic axis that stay useful within one decade, where a loss mostly lives.
class LogTicker : public QCPAxisTicker {
public:
    std::function<QString(double)> label;

protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override {
        if (range.lower <= 0 || range.upper <= range.lower) return {};
        const double decades = std::log10(range.upper / range.lower);
        if (decades < 1) return QCPAxisTicker::createTickVector(step, range);
        QVector<double> ticks;
        const int first = static_cast<int>(std::floor(std::log10(range.lower)));
        const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
        const int stride = std::max(1, (last - first) / std::max(1, tickCount()));
        for (int power = first; power <= last; power += stride) {
            ticks.append(std::pow(10.0, power));
            if (decades <= 3) {
                ticks.append(2 * std::pow(10.0, power));
                ticks.append(5 * std::pow(10.0, power));
            }
        }
        return ticks;
    }
    QVector<double> createSubTickVector(int, const QVector<double>&) override { return {}; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return label(tick); }
};

QString tickText(double tick) { return std::abs(tick) < 1e-12 ? QStringLiteral("0") : QString::number(tick, 'g', 5); }

}  // namespace

// A graph whose line is stroked in short pieces: one stroke of thousands of noisy points takes seconds with a pen wider
// than a device pixel, also in exports, where QCP::phFastPolylines has no effect.
class CurveGraph : public QCPGraph {
public:
    using QCPGraph::QCPGraph;

protected:
    void drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const override {
        if (painter->pen().style() == Qt::NoPen || lines.size() < 2) return;
        applyDefaultAntialiasingHint(painter);
        constexpr int piece = 24;
        const int size = static_cast<int>(lines.size());
        if (size <= 400 || painter->modes().testFlag(QCPPainter::pmVectorized)) {
            painter->drawPolyline(lines.constData(), size);
            return;
        }
        for (int at = 0; at < size - 1; at += piece) painter->drawPolyline(lines.constData() + at, std::min(piece + 1, size - at));
    }
};

// Markers, axis titles, end labels and the sentence of an empty chart: all that is placed by pixels, and so has to be
// computed at each drawing, whatever the size is then.
class ChartOverlay : public QCPAbstractItem {
public:
    explicit ChartOverlay(ChartView* view) : QCPAbstractItem(view->m_plot), m_view(view) {
        setClipToAxisRect(false);
        setSelectable(false);
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

    ChartCurve* labelAt(const QPointF& pixel) const {
        for (const auto& [rect, curve] : m_hits)
            if (rect.contains(pixel)) return curve;
        return nullptr;
    }
    void forgetLabels() { m_hits.clear(); }

protected:
    void draw(QCPPainter* painter) override {
        const Theme& t = theme();
        const QCPAxisRect* axes = m_view->m_plot->axisRect();
        const QRectF area = axes->rect();
        // An export is drawn at another size: the places on the screen stay those of the last drawing there.
        const bool on_screen = !painter->modes().testFlag(QCPPainter::pmNoCaching);
        if (on_screen) m_hits.clear();
        painter->setAntialiasing(true);
        painter->setFont(m_view->font());
        if (m_view->isEmpty()) {
            painter->setPen(t.muted);
            const QRectF room = QRectF(mParentPlot->viewport()).adjusted(16, 8, -16, -8);
            painter->drawText(room, Qt::AlignCenter | Qt::TextWordWrap, m_view->m_empty_text);
            return;
        }
        drawMarkers(painter, area);
        drawAxisTitles(painter, area);
        drawEndLabels(painter, area, on_screen);
    }

private:
    void drawMarkers(QCPPainter* painter, const QRectF& area) const {
        const QFont small = scaledFont(m_view->font(), 0.88);
        const QFontMetricsF metrics(small);
        painter->setFont(small);
        double free_from = area.left();
        for (std::size_t i = 0; i < m_view->m_markers.size(); ++i) {
            const auto& marker = m_view->m_markers[i];
            const double x = mParentPlot->xAxis->coordToPixel(marker.x);
            if (!(x >= area.left() - 0.5 && x <= area.right() + 0.5)) continue;
            painter->setPen(QPen(blended(theme().muted, theme().panel, 0.6), 1));
            const double sharp = std::floor(x) + 0.5;
            painter->drawLine(QPointF(sharp, area.top()), QPointF(sharp, area.bottom()));
            double room = area.right() - sharp - 4;
            if (i + 1 < m_view->m_markers.size())
                room = std::min(room, mParentPlot->xAxis->coordToPixel(m_view->m_markers[i + 1].x) - sharp - 8);
            if (room < metrics.averageCharWidth() * 3 || sharp < free_from) continue;
            painter->setPen(theme().muted);
            const QString name = metrics.elidedText(marker.name, Qt::ElideRight, room);
            painter->drawText(QPointF(sharp + 4, area.top() + metrics.ascent()), name);
            free_from = sharp + 4 + metrics.horizontalAdvance(name);
        }
    }

    void drawAxisTitles(QCPPainter* painter, const QRectF& area) const {
        const QFont small = scaledFont(m_view->font(), 0.88);
        const QFontMetricsF metrics(small);
        painter->setFont(small);
        painter->setPen(theme().muted);
        const QRectF all = mParentPlot->viewport();
        painter->drawText(QRectF(area.left(), all.bottom() - metrics.height() - 1, area.width(), metrics.height()),
                          Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(m_view->m_x_title, Qt::ElideRight, area.width()));
        const double left = 8;
        painter->drawText(QRectF(left, area.top() - metrics.height() - 4, all.width() - 2 * left, metrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_view->m_y_title, Qt::ElideRight, all.width() - 2 * left));
    }

    struct Label {
        ChartCurve* curve;
        QString text;
        double x, wanted, y;
    };

    void drawEndLabels(QCPPainter* painter, const QRectF& area, bool on_screen) {
        const QFont font = scaledFont(m_view->font(), 0.94);
        const QFontMetricsF metrics(font);
        const double height = metrics.height();
        std::vector<Label> labels;
        for (const auto& curve : m_view->m_curves) {
            if (!curve->look.end_label || curve->count == 0) continue;
            // In the margin, at the height where the curve ends (or the nearest in view): labels are also the legend,
            // and over the curves they could not be read.
            const double y = mParentPlot->yAxis->coordToPixel(curve->last_y);
            const double clamped = std::clamp(std::isfinite(y) ? y : area.bottom(), area.top(), area.bottom());
            labels.push_back({curve.get(), m_view->endText(*curve), area.right() + 9, clamped, clamped});
        }
        std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.wanted < b.wanted; });
        // Where not all fit, an even choice with the first and the last.
        const auto room = static_cast<std::size_t>(std::max(1.0, std::floor(area.height() / height) + 1));
        if (labels.size() > room) {
            std::vector<Label> chosen;
            for (std::size_t i = 0; i < room; ++i) chosen.push_back(labels[room == 1 ? 0 : i * (labels.size() - 1) / (room - 1)]);
            labels = std::move(chosen);
        }
        pushApart(labels, height, area.top(), area.bottom());

        painter->setFont(font);
        for (const Label& label : labels) {
            const double width = mParentPlot->viewport().right() - label.x - 3;
            const QString text = metrics.elidedText(label.text, Qt::ElideRight, std::max(0.0, width));
            const QRectF rect(label.x, label.y - height / 2, metrics.horizontalAdvance(text), height);
            const Theme& t = theme();
            const QColor ink = legible(label.curve->look.color(t), t.panel);
            painter->setPen(label.curve->shown ? ink : blended(t.muted, t.panel, 0.75));
            painter->drawText(rect.adjusted(0, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
            if (!label.curve->shown) painter->drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
            if (on_screen) m_hits.emplace_back(rect.adjusted(-4, 0, 4, 0), label.curve);
        }
    }

    // The places nearest to the wanted ones (least squares) that are at least `height` apart: neighbours that collide
    // merge into blocks around their mean.
    static void pushApart(std::vector<Label>& labels, double height, double top, double bottom) {
        struct Block {
            double sum;
            std::size_t count;
            double mean() const { return sum / static_cast<double>(count); }
        };
        std::vector<Block> blocks;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            blocks.push_back({labels[i].wanted - static_cast<double>(i) * height, 1});
            while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
                blocks[blocks.size() - 2].sum += blocks.back().sum;
                blocks[blocks.size() - 2].count += blocks.back().count;
                blocks.pop_back();
            }
        }
        std::size_t i = 0;
        const double last = static_cast<double>(labels.size()) - 1;
        for (const Block& block : blocks)
            for (std::size_t k = 0; k < block.count; ++k, ++i) {
                const double base = std::clamp(block.mean(), top, std::max(top, bottom - last * height));
                labels[i].y = base + static_cast<double>(i) * height;
            }
    }

    ChartView* m_view;
    std::vector<std::pair<QRectF, ChartCurve*>> m_hits;
};

// The vertical line at the cursor with the values there. It has a layer of its own, so that moving the mouse repaints a
// line and a box and not a million points.
class ChartCrosshair : public QCPAbstractItem {
public:
    explicit ChartCrosshair(ChartView* view) : QCPAbstractItem(view->m_plot), m_view(view) {
        setClipToAxisRect(false);
        setSelectable(false);
        setVisible(false);
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

    double x = 0;
    QPointF cursor;

protected:
    void draw(QCPPainter* painter) override {
        const Theme& t = theme();
        const QRectF area = mParentPlot->axisRect()->rect();
        painter->setAntialiasing(true);
        const double line = std::floor(mParentPlot->xAxis->coordToPixel(x)) + 0.5;
        if (!(line >= area.left() - 1 && line <= area.right() + 1)) return;
        painter->setPen(QPen(blended(t.muted, t.panel, 0.65), 1));
        painter->drawLine(QPointF(line, area.top()), QPointF(line, area.bottom()));
        for (const auto& curve : m_view->m_curves) {
            double key = 0, value = 0;
            if (!curve->shown || !curve->look.in_values || !m_view->nearest(curve.get(), x, &key, &value)) continue;
            const QPointF at(mParentPlot->xAxis->coordToPixel(key), mParentPlot->yAxis->coordToPixel(value));
            if (!area.adjusted(-1, -1, 1, 1).contains(at)) continue;
            painter->setPen(QPen(t.panel, 1.5));
            painter->setBrush(curve->look.color(t));
            painter->drawEllipse(at, 4, 4);
        }
        drawBox(painter, area, line);
    }

private:
    void drawBox(QCPPainter* painter, const QRectF& area, double line) const {
        const auto lines = m_view->tooltipAt(x);
        if (lines.isEmpty()) return;
        QFont normal = scaledFont(m_view->font(), 0.94), bold = normal;
        bold.setBold(true);
        const QFontMetricsF metrics(normal), bold_metrics(bold);
        const double height = std::ceil(metrics.height() * 1.15), mark = height * 0.85;
        const double most = std::max(80.0, area.width() - 40);
        double width = 0;
        for (const auto& l : lines)
            width = std::max(width, (l.bold ? bold_metrics : metrics).horizontalAdvance(l.text) + (l.color.isValid() ? mark : 0));
        width = std::min(width, most);
        QRectF box(0, 0, width + 20, static_cast<double>(lines.size()) * height + 12);
        box.moveTop(std::clamp(cursor.y() - box.height() / 2, 2.0, std::max(2.0, mParentPlot->viewport().height() - box.height() - 2.0)));
        box.moveLeft(line + 12);
        if (box.right() > mParentPlot->viewport().right() - 2) box.moveRight(line - 12);
        box.moveLeft(std::max(2.0, box.left()));

        const QPalette palette = theme().palette();
        const QColor paper = palette.color(QPalette::ToolTipBase), ink = palette.color(QPalette::ToolTipText);
        painter->setPen(theme().dark ? QPen(theme().border, 1) : QPen(Qt::NoPen));
        painter->setBrush(paper);
        painter->drawRoundedRect(box, 5, 5);
        double top = box.top() + 6;
        for (const auto& l : lines) {
            double left = box.left() + 10;
            if (l.color.isValid()) {
                painter->setPen(Qt::NoPen);
                painter->setBrush(legible(l.color, paper, 3));
                const double side = height * 0.42;
                painter->drawRoundedRect(QRectF(left, top + (height - side) / 2, side, side), 2, 2);
                left += mark;
            }
            painter->setFont(l.bold ? bold : normal);
            painter->setPen(ink);
            const double room = box.right() - 8 - left;
            painter->drawText(QRectF(left, top, room + 2, height), Qt::AlignLeft | Qt::AlignVCenter,
                              (l.bold ? bold_metrics : metrics).elidedText(l.text, Qt::ElideRight, room));
            top += height;
        }
    }

    ChartView* m_view;
};

// ---- construction --------------------------------------------------------------------------------------------------

ChartView::ChartView(QWidget* parent) : QWidget(parent), m_lowest_y(none), m_highest_y(none), m_lower_x(none), m_upper_x(none) {
    m_format_x = [](double x) { return stepText(std::llround(x)); };
    m_format_y = [](double y) { return valueText(y); };

    m_plot = new QCustomPlot(this);
    m_plot->setPlottingHints(QCP::phFastPolylines | QCP::phCacheLabels);
    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->setMouseTracking(true);
    m_plot->setMinimumHeight(90);
    m_plot->installEventFilter(this);
    m_plot->addLayer(QStringLiteral("crosshair"));
    m_plot->layer(QStringLiteral("crosshair"))->setMode(QCPLayer::lmBuffered);
    m_overlay = new ChartOverlay(this);
    m_overlay->setLayer(QStringLiteral("legend"));
    m_crosshair = new ChartCrosshair(this);
    m_crosshair->setLayer(QStringLiteral("crosshair"));

    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 0);
        axis->setTickLabelPadding(6);
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this] {
            if (!m_fitting) m_follow = false;
        });
    }
    m_plot->xAxis->grid()->setVisible(false);

    connect(m_plot, &QCustomPlot::afterReplot, this, [this] { ++m_replots; });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, [this] { fit(); });
    connect(m_plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        m_press = event->position();
        hideCrosshair();
    });
    connect(m_plot, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        if (event->button() != Qt::LeftButton || (event->position() - m_press).manhattanLength() > QApplication::startDragDistance())
            return;
        if (ChartCurve* curve = m_overlay->labelAt(event->position())) setCurveShown(curve, !curve->shown);
        else clicked(event->position());
    });
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        const bool label = m_overlay->labelAt(event->position()) != nullptr;
        m_plot->setCursor(label ? Qt::PointingHandCursor : Qt::ArrowCursor);
        if (event->buttons() == Qt::NoButton) moveCrosshair(event->position());
    });

    m_summary_timer = new QTimer(this);
    m_summary_timer->setSingleShot(true);
    m_summary_timer->setInterval(500);
    connect(m_summary_timer, &QTimer::timeout, this, [this] {
        const QString text = summary();
        setAccessibleName(text);
        m_plot->setAccessibleName(text);
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildTitleLine();
    column->addWidget(m_plot, 1);

    applyTickers();
    applyTheme();
}

ChartView::~ChartView() { m_plot->removeEventFilter(this); }

void ChartView::buildTitleLine() {
    auto* line = new QHBoxLayout;
    line->setContentsMargins(12, 5, 6, 0);
    line->setSpacing(2);
    m_title = new ElidedLabel(this);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_detail = new ElidedLabel(this);
    m_detail->setObjectName(QStringLiteral("muted"));
    m_detail->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_detail->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    m_smoothing_box = new QWidget(this);
    auto* box = new QHBoxLayout(m_smoothing_box);
    box->setContentsMargins(0, 0, 4, 0);
    box->setSpacing(6);
    m_smoothing_label = new QLabel(m_smoothing_box);
    m_smoothing_label->setObjectName(QStringLiteral("muted"));
    m_smoothing = new QSlider(Qt::Horizontal, m_smoothing_box);
    m_smoothing->setRange(0, 99);
    m_smoothing->setPageStep(10);
    m_smoothing->setFixedWidth(fontMetrics().averageCharWidth() * 11);
    m_smoothing->setAccessibleName(tr("Smoothing of the curve"));
    m_smoothing->setToolTip(
        tr("How much of the smoothed curve is its own past: an exponential moving average whose "
           "start is corrected, as in TensorBoard. The faint line is the raw value."));
    m_smoothing_label->setBuddy(m_smoothing);
    box->addWidget(m_smoothing_label);
    box->addWidget(m_smoothing);
    m_smoothing_box->hide();
    const auto showValue = [this](int value) { m_smoothing_label->setText(tr("smoothing %1").arg(value / 100.0, 0, 'f', 2)); };
    connect(m_smoothing, &QSlider::valueChanged, this, [this, showValue](int value) {
        showValue(value);
        Q_EMIT smoothingChanged(value / 100.0);
    });
    showValue(0);

    const auto button = [this](const QString& text, const QString& name, const QString& tip) {
        auto* b = new QToolButton(this);
        b->setText(text);
        b->setAutoRaise(true);
        b->setAccessibleName(name);
        b->setToolTip(tip);
        return b;
    };
    m_log_button = button(tr("log"), tr("Logarithmic vertical axis"), tr("Logarithmic vertical axis"));
    m_log_button->setCheckable(true);
    connect(m_log_button, &QToolButton::toggled, this, &ChartView::setLogY);
    m_fit_button = button(tr("fit"), tr("Fit"), tr("Shows everything and follows the end (double-click)"));
    m_fit_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_fit_button, &QToolButton::clicked, this, &ChartView::fit);
    m_menu_button = button(QString(), tr("Export and options of this chart"), tr("Export, copy, axes, curves"));
    m_menu_button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_menu_button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    m_menu_button->setMenu(menu);

    line->addWidget(m_title);
    line->addWidget(m_detail, 1);
    line->addWidget(m_smoothing_box);
    line->addWidget(m_log_button);
    line->addWidget(m_fit_button);
    line->addWidget(m_menu_button);
    static_cast<QVBoxLayout*>(layout())->addLayout(line);
}

void ChartView::fillMenu(QMenu* menu) {
    qDeleteAll(menu->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    menu->clear();
    menu->addAction(tr("Copy picture"), this, [this] { QGuiApplication::clipboard()->setImage(picture()); });
    for (const auto& [suffix, text] : {std::pair("png", tr("Export PNG…")), std::pair("svg", tr("Export SVG…")),
                                       std::pair("pdf", tr("Export PDF…")), std::pair("csv", tr("Export CSV…"))}) {
        const QString ending = QLatin1String(suffix);
        menu->addAction(text, this, [this, ending] { saveWithDialog(ending); });
    }
    menu->addSeparator();
    QAction* log_x = menu->addAction(tr("Logarithmic horizontal axis"));
    log_x->setCheckable(true);
    log_x->setChecked(m_log_x);
    connect(log_x, &QAction::toggled, this, &ChartView::setLogX);
    QAction* log_y = menu->addAction(tr("Logarithmic vertical axis"));
    log_y->setCheckable(true);
    log_y->setChecked(m_log_y);
    connect(log_y, &QAction::toggled, this, &ChartView::setLogY);
    menu->addAction(tr("Fit"), this, &ChartView::fit);
    if (m_curves.empty()) return;
    menu->addSeparator();
    QMenu* shown = menu->addMenu(tr("Curves"));
    for (const auto& curve : m_curves) {
        if (curve->count == 0) continue;
        QAction* action = shown->addAction(curve->name);
        action->setCheckable(true);
        action->setChecked(curve->shown);
        // By look-up: curves may come and go while the menu is open.
        connect(action, &QAction::toggled, this, [this, wanted = curve.get()](bool on) {
            for (const auto& one : m_curves)
                if (one.get() == wanted) return setCurveShown(one.get(), on);
        });
    }
    shown->setEnabled(!shown->isEmpty());
}

// ---- what it says --------------------------------------------------------------------------------------------------

void ChartView::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->updateGeometry();
    m_summary_timer->start();
}

QString ChartView::title() const { return m_title->text(); }

void ChartView::setDetail(const QString& detail) {
    if (m_detail->text() == detail) return;
    m_detail->setText(detail);
    m_detail->setToolTip(detail);
}

void ChartView::setAxisTitles(const QString& x, const QString& y) {
    m_x_title = x;
    m_y_title = y;
    applyMargins(m_plot->viewport().width());
    m_changed = true;
}

void ChartView::setEmptyText(const QString& text) {
    m_empty_text = text;
    m_changed = true;
}

void ChartView::setFormats(std::function<QString(double)> x, std::function<QString(double)> y) {
    if (x) m_format_x = std::move(x);
    if (y) m_format_y = std::move(y);
    applyTickers();
    m_changed = true;
}

void ChartView::setIntegerX(bool integers) {
    m_integer_x = integers;
    applyTickers();
    m_changed = true;
}

void ChartView::setYLimits(double lowest, double highest) {
    m_lowest_y = lowest;
    m_highest_y = highest;
    m_changed = true;
}

void ChartView::setXRange(double lower, double upper) {
    m_lower_x = lower;
    m_upper_x = upper;
    m_changed = true;
}

void ChartView::setSmoothingVisible(bool visible) { m_smoothing_box->setVisible(visible); }

void ChartView::setSmoothing(double weight) { m_smoothing->setValue(static_cast<int>(std::lround(std::clamp(weight, 0.0, 0.99) * 100))); }

double ChartView::smoothing() const { return m_smoothing->value() / 100.0; }

// ---- curves --------------------------------------------------------------------------------------------------------

namespace {

void count(ChartCurve& curve, double x, double y) {
    if (curve.count == 0) {
        curve.min_x = curve.max_x = x;
        curve.min_y = curve.max_y = y;
        curve.least_positive_x = curve.least_positive_y = 0;
    }
    ++curve.count;
    curve.min_x = std::min(curve.min_x, x);
    curve.max_x = std::max(curve.max_x, x);
    curve.min_y = std::min(curve.min_y, y);
    curve.max_y = std::max(curve.max_y, y);
    if (x > 0 && (curve.least_positive_x == 0 || x < curve.least_positive_x)) curve.least_positive_x = x;
    if (y > 0 && (curve.least_positive_y == 0 || y < curve.least_positive_y)) curve.least_positive_y = y;
    curve.last_x = x;
    curve.last_y = y;
}

}  // namespace

ChartCurve* ChartView::addCurve(const QString& name, const CurveLook& look) {
    auto curve = std::make_unique<ChartCurve>();
    curve->name = name;
    curve->look = look;
    curve->graph = new CurveGraph(m_plot->xAxis, m_plot->yAxis);
    curve->graph->setName(name);
    curve->graph->setSelectable(QCP::stNone);
    curve->graph->removeFromLegend();
    applyLook(curve.get());
    m_curves.push_back(std::move(curve));
    m_changed = true;
    return m_curves.back().get();
}

void ChartView::removeCurve(ChartCurve* curve) {
    const auto at = std::find_if(m_curves.begin(), m_curves.end(), [curve](const auto& c) { return c.get() == curve; });
    if (at == m_curves.end()) return;
    m_overlay->forgetLabels();
    m_plot->removePlottable((*at)->graph);
    m_curves.erase(at);
    m_changed = true;
}

void ChartView::removeAllCurves() {
    m_overlay->forgetLabels();
    hideCrosshair();
    for (const auto& curve : m_curves) m_plot->removePlottable(curve->graph);
    m_curves.clear();
    m_changed = true;
}

void ChartView::setData(ChartCurve* curve, const QList<double>& x, const QList<double>& y) {
    curve->count = 0;
    QVector<QCPGraphData> points;
    points.reserve(std::min(x.size(), y.size()));
    for (qsizetype i = 0; i < std::min(x.size(), y.size()); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i])) {
            points.append(QCPGraphData(x[i], y[i]));
            count(*curve, x[i], y[i]);
        }
    curve->graph->data()->set(points, true);
    m_changed = true;
}

void ChartView::addPoint(ChartCurve* curve, double x, double y) {
    if (!std::isfinite(x) || !std::isfinite(y)) return;
    curve->graph->data()->add(QCPGraphData(x, y));
    count(*curve, x, y);
    m_changed = true;
}

void ChartView::removeFrom(ChartCurve* curve, double x) {
    if (curve->count == 0 || curve->last_x < x) return;
    // removeAfter() keeps the point at x itself.
    curve->graph->data()->removeAfter(std::nextafter(x, -std::numeric_limits<double>::infinity()));
    curve->count = 0;
    const auto data = curve->graph->data();
    for (auto it = data->constBegin(); it != data->constEnd(); ++it) count(*curve, it->key, it->value);
    m_changed = true;
}

QList<std::pair<double, double>> ChartView::data(const ChartCurve* curve) const {
    QList<std::pair<double, double>> points;
    const auto data = curve->graph->data();
    points.reserve(data->size());
    for (auto it = data->constBegin(); it != data->constEnd(); ++it) points.append({it->key, it->value});
    return points;
}

void ChartView::setLook(ChartCurve* curve, const CurveLook& look) {
    curve->look = look;
    applyLook(curve);
    m_changed = true;
}

void ChartView::setName(ChartCurve* curve, const QString& name) {
    curve->name = name;
    m_changed = true;
}

void ChartView::setCurveShown(ChartCurve* curve, bool shown) {
    if (curve->shown == shown) return;
    curve->shown = shown;
    curve->graph->setVisible(shown);
    m_changed = true;
    refresh();
}

std::vector<ChartCurve*> ChartView::curves() const {
    std::vector<ChartCurve*> all;
    for (const auto& curve : m_curves) all.push_back(curve.get());
    return all;
}

void ChartView::addMarker(double x, const QString& name) {
    m_markers.push_back({x, name});
    m_changed = true;
}

void ChartView::removeAllMarkers() {
    m_changed = m_changed || !m_markers.empty();
    m_markers.clear();
}

bool ChartView::isEmpty() const {
    return std::all_of(m_curves.begin(), m_curves.end(), [](const auto& curve) { return curve->count == 0; });
}

QString ChartView::endText(const ChartCurve& curve) const {
    QString text = curve.look.end_text.isEmpty() ? curve.name : curve.look.end_text;
    // Not QString::arg: a name of a run may itself contain a percent sign and a digit.
    return text.replace(QLatin1String("%1"), yText(curve.last_y));
}

// ---- view ----------------------------------------------------------------------------------------------------------

void ChartView::applyTheme() {
    const Theme& t = theme();
    m_plot->setBackground(QBrush(t.panel));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabelFont(scaledFont(font(), 0.9));
        axis->setTickLabelColor(t.muted);
        axis->setTickPen(Qt::NoPen);
        axis->setBasePen(QPen(t.border, 1));
        axis->grid()->setPen(QPen(t.grid, 1));
        axis->grid()->setZeroLinePen(QPen(t.grid, 1));
    }
    m_plot->yAxis->setBasePen(Qt::NoPen);
    m_fit_button->setIcon(fitIcon(t.muted, devicePixelRatioF()));
    m_menu_button->setIcon(downloadIcon(t.muted, devicePixelRatioF()));
    for (const auto& curve : m_curves) applyLook(curve.get());
    applyMargins(m_plot->viewport().width());
}

void ChartView::applyLook(ChartCurve* curve) {
    const Theme& t = theme();
    const QColor color = curve->look.color(t);
    QPen pen(color, curve->look.width, curve->look.dashed ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (curve->look.dashed) pen.setDashPattern({4, 3});
    curve->graph->setPen(pen);
    curve->graph->setAntialiased(true);
    if (curve->look.points)
        curve->graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(color, 1.8), QBrush(t.panel), 7.5));
    else curve->graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssNone));
}

void ChartView::applyMargins(int width) {
    const QFontMetricsF small(scaledFont(font(), 0.88)), label(scaledFont(font(), 0.94));
    double right = 14;
    for (const auto& curve : m_curves)
        if (curve->look.end_label && curve->count > 0) right = std::max(right, label.horizontalAdvance(endText(*curve)) + 18);
    right = std::min(right, std::max(60.0, width * 0.4));
    const int top = static_cast<int>(std::ceil(small.height())) + 8;
    m_plot->axisRect()->setMinimumMargins(QMargins(12, top, static_cast<int>(std::ceil(right)), 4));
    m_plot->xAxis->setPadding(static_cast<int>(std::ceil(small.height())) + 1);
    m_plot->yAxis->setPadding(6);
    const bool empty = isEmpty();
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) axis->setVisible(!empty);
    m_plot->yAxis->grid()->setVisible(!empty);
}

void ChartView::applyTickers() {
    const auto labelX = [this](double tick) {
        if (tick != std::floor(tick)) return tickText(tick);
        return m_integer_x ? QString::number(tick) : m_format_x(tick);
    };
    const auto set = [](QCPAxis* axis, bool log, bool integers, const std::function<QString(double)>& text) {
        if (log) {
            auto ticker = QSharedPointer<LogTicker>::create();
            ticker->label = text;
            axis->setTicker(ticker);
        } else {
            auto ticker = QSharedPointer<LinearTicker>::create();
            ticker->integers = integers;
            ticker->label = text;
            axis->setTicker(ticker);
        }
    };
    set(m_plot->xAxis, m_log_x, true, labelX);  // steps and layers: there is no half of one
    set(m_plot->yAxis, m_log_y, false, tickText);
    spaceTicks(m_plot->viewport().size());
}

// As many ticks as have room on a chart of this size.
void ChartView::spaceTicks(QSize size) {
    const QFontMetricsF metrics(font());
    const double label = m_integer_x ? metrics.averageCharWidth() * 4.5 : metrics.averageCharWidth() * 11;
    m_plot->xAxis->ticker()->setTickCount(std::clamp(static_cast<int>(size.width() / label), 2, m_integer_x ? 24 : 10));
    m_plot->yAxis->ticker()->setTickCount(std::clamp(static_cast<int>(size.height() / (metrics.height() * 2.8)), 2, 8));
}

void ChartView::applyFit() {
    double left = none, right = none, bottom = none, top = none;
    const auto take = [](double& least, double& most, double low, double high) {
        least = std::isnan(least) ? low : std::min(least, low);
        most = std::isnan(most) ? high : std::max(most, high);
    };
    bool points = false;
    for (const auto& curve : m_curves) {
        if (!curve->shown || curve->count == 0) continue;
        points = points || curve->look.points;
        if (!m_log_x) take(left, right, curve->min_x, curve->max_x);
        else if (curve->least_positive_x > 0) take(left, right, curve->least_positive_x, curve->max_x);
        if (!m_log_y) take(bottom, top, curve->min_y, curve->max_y);
        else if (curve->least_positive_y > 0) take(bottom, top, curve->least_positive_y, curve->max_y);
    }
    if (!std::isnan(m_lower_x) && !std::isnan(left) && (!m_log_x || m_lower_x > 0)) left = std::min(left, m_lower_x);
    if (!std::isnan(m_upper_x) && !std::isnan(right)) right = std::max(right, m_upper_x);

    m_fitting = true;
    if (!std::isnan(left)) {
        if (right <= left) right = m_log_x ? left * 10 : left + 1;
        // A circle at the last value must not be cut in half.
        if (points && std::isnan(m_upper_x)) right = m_log_x ? right * std::pow(right / left, 0.015) : right + (right - left) * 0.015;
        m_plot->xAxis->setRange(left, right);
    }
    if (!std::isnan(bottom)) {
        if (m_log_y) {
            const double factor = std::pow(std::max(top / bottom, 1.1), 0.06);
            m_plot->yAxis->setRange(bottom / factor, top * factor);
        } else {
            double margin = (top - bottom) * 0.07;
            if (margin <= 0) margin = std::max(std::abs(top) * 0.1, 1e-6);
            bottom -= margin;
            top += margin;
            // A value at the limit itself keeps a little room, so that its circle is whole.
            const double room = (top - bottom) * 0.03;
            if (!std::isnan(m_lowest_y)) bottom = std::max(bottom, m_lowest_y - room);
            if (!std::isnan(m_highest_y)) top = std::min(top, m_highest_y + room);
            if (top > bottom) m_plot->yAxis->setRange(bottom, top);
        }
    }
    m_fitting = false;
}

void ChartView::refresh() {
    if (!m_changed) return;
    m_changed = false;
    if (!m_summary_timer->isActive()) m_summary_timer->start();
    m_dirty = true;
    replotSoon();
}

void ChartView::replotSoon() {
    if (!isVisible()) {
        m_dirty = true;
        return;
    }
    if (m_dirty) {
        m_dirty = false;
        if (m_follow) applyFit();
        applyMargins(m_plot->viewport().width());
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void ChartView::fit() {
    m_follow = true;
    m_dirty = true;
    replotSoon();
}

void ChartView::setLogX(bool log) {
    if (m_log_x == log) return;
    m_log_x = log;
    m_fitting = true;
    m_plot->xAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_fitting = false;
    applyTickers();
    fit();
}

void ChartView::setLogY(bool log) {
    if (m_log_y == log) return;
    m_log_y = log;
    m_fitting = true;
    m_plot->yAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_fitting = false;
    m_log_button->setChecked(log);
    applyTickers();
    fit();
}

void ChartView::zoom(double factor) {
    m_plot->xAxis->scaleRange(factor);
    m_plot->yAxis->scaleRange(factor);
    replotSoon();
}

void ChartView::pan(double horizontal, double vertical) {
    const auto move = [](QCPAxis* axis, double part) {
        const QCPRange range = axis->range();
        if (axis->scaleType() == QCPAxis::stLinear) axis->moveRange(range.size() * part);
        else axis->moveRange(std::pow(range.upper / range.lower, part));
    };
    if (horizontal != 0) move(m_plot->xAxis, horizontal);
    if (vertical != 0) move(m_plot->yAxis, vertical);
    replotSoon();
}

QPointF ChartView::toPixel(double x, double y) const { return {m_plot->xAxis->coordToPixel(x), m_plot->yAxis->coordToPixel(y)}; }

bool ChartView::nearest(const ChartCurve* curve, double x, double* key, double* value) const {
    const auto data = curve->graph->data();
    if (data->isEmpty()) return false;
    auto at = data->findBegin(x, false);
    if (at == data->constEnd()) --at;
    if (at != data->constBegin() && std::abs((at - 1)->key - x) <= std::abs(at->key - x)) --at;
    *key = at->key;
    *value = at->value;
    return true;
}

QList<ChartView::TooltipLine> ChartView::tooltipAt(double x) const {
    QList<TooltipLine> lines{{m_x_title.isEmpty() ? xText(x) : m_x_title + QLatin1Char(' ') + xText(x), {}, true}};
    const auto named = std::count_if(m_curves.begin(), m_curves.end(),
                                     [](const auto& curve) { return curve->shown && curve->look.in_values && curve->count > 0; });
    for (const auto& curve : m_curves) {
        double key = 0, value = 0;
        if (!curve->shown || !curve->look.in_values || !nearest(curve.get(), x, &key, &value)) continue;
        // A box of dozens of lines says nothing: then only the curves that are named in the chart.
        if (named > 10 && !curve->look.end_label) continue;
        lines.append({curve->name + QStringLiteral("  ") + yText(value), curve->look.color(theme()), false});
    }
    return lines.size() > 1 ? lines : QList<TooltipLine>{};
}

void ChartView::clicked(const QPointF&) {}

void ChartView::moveCrosshair(const QPointF& pixel) {
    if (isEmpty() || !m_plot->axisRect()->rect().contains(pixel.toPoint())) return hideCrosshair();
    const double at = m_plot->xAxis->pixelToCoord(pixel.x());
    double best = none;
    for (const auto& curve : m_curves) {
        double key = 0, value = 0;
        if (!curve->shown || !curve->look.in_values || !nearest(curve.get(), at, &key, &value)) continue;
        if (std::isnan(best) || std::abs(key - at) < std::abs(best - at)) best = key;
    }
    if (std::isnan(best)) return hideCrosshair();
    m_crosshair->x = best;
    m_crosshair->cursor = pixel;
    m_crosshair->setVisible(true);
    m_crosshair->layer()->replot();
}

void ChartView::hideCrosshair() {
    if (!m_crosshair->visible()) return;
    m_crosshair->setVisible(false);
    if (isVisible()) m_crosshair->layer()->replot();
}

QString ChartView::summary() const {
    QStringList parts;
    for (const auto& curve : m_curves)
        if (curve->shown && curve->look.in_values && curve->count > 0) parts.append(tr("%1 %2").arg(curve->name, yText(curve->last_y)));
    if (parts.isEmpty()) return tr("%1: %2").arg(title(), m_empty_text);
    double last = none;
    for (const auto& curve : m_curves)
        if (curve->count > 0) last = std::isnan(last) ? curve->last_x : std::max(last, curve->last_x);
    return tr("%1 at %2 %3: %4").arg(title(), m_x_title, xText(last), parts.join(QStringLiteral(", ")));
}

// ---- export --------------------------------------------------------------------------------------------------------

// Draws with the title inside the picture; on the screen it stands above, beside the controls.
void ChartView::withTitle(QSize size, const std::function<void()>& draw) {
    const bool crosshair = m_crosshair->visible();
    m_crosshair->setVisible(false);
    if (m_follow) applyFit();
    applyMargins(size.width());
    spaceTicks(size);
    auto* element = new QCPTextElement(m_plot, title());
    QFont bold = font();
    bold.setBold(true);
    element->setFont(bold);
    element->setTextColor(theme().text);
    element->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    element->setMargins(QMargins(12, 8, 12, 0));
    m_plot->plotLayout()->insertRow(0);
    m_plot->plotLayout()->addElement(0, 0, element);
    draw();
    m_plot->plotLayout()->remove(element);
    m_plot->plotLayout()->simplify();
    m_crosshair->setVisible(crosshair);
    applyMargins(m_plot->viewport().width());
    spaceTicks(m_plot->viewport().size());
    // The layout was left as it was for the picture's size.
    if (isVisible()) m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString ChartView::saveTo(const QString& path, QSize size) {
    if (!size.isValid() || size.isEmpty()) size = isVisible() ? m_plot->size().expandedTo(QSize(480, 300)) : QSize(800, 450);
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QString failed = tr("Cannot write %1.").arg(path);
    QString error;
    if (suffix == QLatin1String("csv")) {
        QFile file(path);
        const QByteArray text = csv().toUtf8();
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.flush())
            error = tr("Cannot write %1: %2").arg(path, file.errorString());
    } else if (suffix == QLatin1String("png")) {
        withTitle(size, [&] {
            if (!m_plot->savePng(path, size.width(), size.height(), 2)) error = failed;
        });
    } else if (suffix == QLatin1String("pdf")) {
        withTitle(size, [&] {
            if (!m_plot->savePdf(path, size.width(), size.height(), QCP::epAllowCosmetic, QStringLiteral("LayerLab"), title()))
                error = failed;
        });
    } else if (suffix == QLatin1String("svg")) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) return tr("Cannot write %1: %2").arg(path, file.errorString());
        withTitle(size, [&] {
            QSvgGenerator generator;
            generator.setOutputDevice(&file);
            generator.setSize(size);
            generator.setResolution(logicalDpiX());  // text as large as on the screen
            generator.setViewBox(QRect(QPoint(), size));
            generator.setTitle(title());
            generator.setDescription(summary());
            QCPPainter painter;
            if (!painter.begin(&generator)) {
                error = failed;
                return;
            }
            painter.setMode(QCPPainter::pmVectorized);
            m_plot->toPainter(&painter, size.width(), size.height());
            painter.end();
        });
        if (error.isEmpty() && !file.flush()) error = tr("Cannot write %1: %2").arg(path, file.errorString());
    } else {
        error = tr("Cannot write %1: a chart can be saved as png, svg, pdf or csv.").arg(path);
    }
    return error;
}

QImage ChartView::picture(QSize size, double scale) {
    if (!size.isValid() || size.isEmpty()) size = isVisible() ? m_plot->size() : QSize(800, 450);
    QImage image;
    withTitle(size, [&] { image = m_plot->toPixmap(size.width(), size.height(), scale).toImage(); });
    return image;
}

// One row for each x, one column for each curve, empty where a curve has no value there.
QString ChartView::csv() const {
    struct Column {
        const ChartCurve* curve;
        QCPGraphDataContainer::const_iterator at, end;
    };
    std::vector<Column> columns;
    for (const auto& curve : m_curves)
        if (curve->count > 0) {
            const auto data = curve->graph->data();
            columns.push_back({curve.get(), data->constBegin(), data->constEnd()});
        }
    QString text;
    QTextStream out(&text);
    out << csvField(m_x_title.isEmpty() ? QStringLiteral("x") : m_x_title);
    for (const Column& column : columns) out << ',' << csvField(column.curve->name);
    out << '\n';
    for (;;) {
        double x = none;
        for (const Column& column : columns)
            if (column.at != column.end && (std::isnan(x) || column.at->key < x)) x = column.at->key;
        if (std::isnan(x)) return text;
        out << QString::number(x, 'g', 15);
        for (Column& column : columns) {
            out << ',';
            if (column.at != column.end && column.at->key == x) out << QString::number((column.at++)->value, 'g', 9);
        }
        out << '\n';
    }
}

void ChartView::saveWithDialog(const QString& suffix) {
    QString name = title().toLower();
    name.replace(QLatin1Char(' '), QLatin1Char('-'));
    QString path = QFileDialog::getSaveFileName(this, tr("Export chart"), name + QLatin1Char('.') + suffix,
                                                tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty()) path += QLatin1Char('.') + suffix;
    const QString error = saveTo(path);
    if (!error.isEmpty()) QMessageBox::warning(this, tr("Export chart"), error);
}

// ---- events --------------------------------------------------------------------------------------------------------

bool ChartView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot) {
        if (event->type() == QEvent::Leave) hideCrosshair();
        else if (event->type() == QEvent::Resize)
            // After the plot has taken its new size, and before it is painted.
            QTimer::singleShot(0, this, [this] {
                applyTickers();
                applyMargins(m_plot->viewport().width());
                replotSoon();
            });
    }
    return QWidget::eventFilter(watched, event);
}

void ChartView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (!m_plot || !m_menu_button) return;
    switch (event->type()) {
        case QEvent::FontChange: {
            QFont bold = font();
            bold.setBold(true);
            m_title->setFont(bold);
            applyTickers();
        }
            [[fallthrough]];
        case QEvent::PaletteChange:
        case QEvent::StyleChange:
            applyTheme();
            m_dirty = true;
            replotSoon();
            break;
        default:
            break;
    }
}

void ChartView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_dirty = m_dirty || m_changed;
    m_changed = false;
    if (m_dirty) replotSoon();
}

void ChartView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoom(0.8);
            break;
        case Qt::Key_Minus:
            zoom(1.25);
            break;
        case Qt::Key_Left:
            pan(-0.1, 0);
            break;
        case Qt::Key_Right:
            pan(0.1, 0);
            break;
        case Qt::Key_Up:
            pan(0, 0.1);
            break;
        case Qt::Key_Down:
            pan(0, -0.1);
            break;
        case Qt::Key_Home:
        case Qt::Key_0:
            fit();
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

void ChartView::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    fillMenu(&menu);
    hideCrosshair();
    menu.exec(event->globalPos());
}

}  // namespace layerlab
