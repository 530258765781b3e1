#include "ui/charts/chart_view.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/chart_icons.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/chart_table.h"
#include "ui/charts/chart_tickers.h"
#include "ui/charts/curve_graph.h"
#include "ui/charts/qcustomplot.h"
#include "ui/format.h"
#include "ui/session/background_worker.h"

namespace layerlab {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// A label that gives way: it asks for its text's width, and shows what fits.
class LegendLabel : public QLabel {
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

QString tickText(double tick) { return std::abs(tick) < 1e-12 ? QStringLiteral("0") : QString::number(tick, 'g', 5); }

}  // namespace

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
            if (!m_fitting) setFollow(false);
        });
    }
    m_plot->xAxis->grid()->setVisible(false);

    connect(m_plot, &QCustomPlot::afterReplot, this, [this] { ++m_replots; });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, [this] { fit(); });
    connect(m_plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        m_press = event->position();
        hideCrosshair();
        endHover();
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
    auto* line = m_title_line = new QHBoxLayout;
    line->setContentsMargins(12, 5, 6, 0);
    line->setSpacing(2);
    m_title = new LegendLabel(this);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_detail = new LegendLabel(this);
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
    m_smoothing->setMinimumWidth(fontMetrics().averageCharWidth() * 5);
    m_smoothing->setMaximumWidth(fontMetrics().averageCharWidth() * 11);
    m_smoothing->setAccessibleName(tr("Smoothing of the curve"));
    m_smoothing->setToolTip(
        tr("How much of the smoothed curve is its own past: an exponential moving average whose "
           "start is corrected, as in TensorBoard. The faint line is the raw value."));
    m_smoothing_label->setBuddy(m_smoothing);
    box->addWidget(m_smoothing_label);
    box->addWidget(m_smoothing);
    m_smoothing_box->hide();
    const auto showValue = [this](int) { showSmoothing(); };
    connect(m_smoothing, &QSlider::valueChanged, this, [this, showValue](int value) {
        showValue(value);
        keep("smoothing", value / 100.0);
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
    m_fit_button = button(tr("fit"), tr("Fit"), QString());
    m_fit_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fit_button->setCheckable(true);
    connect(m_fit_button, &QToolButton::clicked, this, [this] {
        m_fit_button->setChecked(true);  // pressed again it fits again
        fit();
    });
    m_table_button = button(QString(), tr("Values as a table"), tr("Values as a table"));
    m_table_button->setCheckable(true);
    connect(m_table_button, &QToolButton::toggled, this, &ChartView::setTableShown);
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
    line->addWidget(m_table_button);
    line->addWidget(m_menu_button);
    static_cast<QVBoxLayout*>(layout())->addLayout(line);
    setFollow(true);
}

void ChartView::fillMenu(QMenu* menu) {
    qDeleteAll(menu->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    menu->clear();
    menu->addAction(tr("Copy picture"), this, &ChartView::copyPicture);
    menu->addAction(tr("Copy data"), this, &ChartView::copyData);
    menu->addSeparator();
    for (const auto& [suffix, text] : {std::pair("png", tr("Export PNG…")), std::pair("svg", tr("Export SVG…")),
                                       std::pair("pdf", tr("Export PDF…")), std::pair("csv", tr("Export CSV…"))}) {
        const QString ending = QLatin1String(suffix);
        menu->addAction(text, this, [this, ending] { exportWithDialog(ending); });
    }
    menu->addSeparator();
    QAction* as_table = menu->addAction(tr("Values as a table"));
    as_table->setCheckable(true);
    as_table->setChecked(m_table_shown);
    connect(as_table, &QAction::toggled, this, &ChartView::setTableShown);
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

QString ChartView::detail() const { return m_detail->text(); }

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

void ChartView::setFractionalX() {
    m_fractional_x = true;
    applyTickers();
    m_changed = true;
}

void ChartView::addControl(QWidget* control) {
    const int place = m_title_line->indexOf(m_log_button);
    m_title_line->insertSpacing(place, 4);
    m_title_line->insertWidget(place + 1, control);
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

// The number alone where the title line is narrow.
void ChartView::showSmoothing() {
    const QString value = QString::number(smoothing(), 'f', 2);
    const bool narrow = width() < fontMetrics().averageCharWidth() * 70;
    m_smoothing_label->setText(narrow ? value : tr("smoothing %1").arg(value));
}

void ChartView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showSmoothing();
}

void ChartView::setSmoothingVisible(bool visible) { m_smoothing_box->setVisible(visible); }

void ChartView::setSmoothing(double weight) { m_smoothing->setValue(static_cast<int>(std::lround(std::clamp(weight, 0.0, 0.99) * 100))); }

double ChartView::smoothing() const { return m_smoothing->value() / 100.0; }

void ChartView::setSortedValues(bool sorted) { m_sorted_values = sorted; }

void ChartView::remember() {
    const QString prefix = QStringLiteral("charts/%1/").arg(objectName());
    const QSettings settings;
    setLogX(settings.value(prefix + QLatin1String("logX"), m_log_x).toBool());
    setLogY(settings.value(prefix + QLatin1String("logY"), m_log_y).toBool());
    setTableShown(settings.value(prefix + QLatin1String("table"), m_table_shown).toBool());
    if (!m_smoothing_box->isHidden()) setSmoothing(settings.value(prefix + QLatin1String("smoothing"), smoothing()).toDouble());
    m_remembered = true;
}

void ChartView::keep(const char* key, const QVariant& value) const {
    if (m_remembered) QSettings().setValue(QStringLiteral("charts/%1/%2").arg(objectName(), QLatin1String(key)), value);
}

// ---- curves --------------------------------------------------------------------------------------------------------

namespace {

std::int64_t nextRevision() {
    static std::int64_t last = 0;
    return ++last;
}

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
    curve->revision = nextRevision();
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

void ChartView::setData(ChartCurve* curve, const QList<double>& x, const QList<double>& y) {
    curve->count = 0;
    curve->revision = nextRevision();
    QVector<QCPGraphData> points;
    points.reserve(std::min(x.size(), y.size()));
    for (qsizetype i = 0; i < std::min(x.size(), y.size()); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i])) {
            points.append(QCPGraphData(x[i], y[i]));
            count(*curve, x[i], y[i]);
        }
    curve->graph->data()->set(points, true);
    curve->graph->changedFrom(0);
    m_changed = true;
}

void ChartView::setTransformed(ChartCurve* target, const ChartCurve* source, const std::function<double(double)>& value) {
    target->count = 0;
    target->revision = nextRevision();
    QVector<QCPGraphData> points;
    const auto from = source->graph->data();
    points.reserve(from->size());
    for (auto it = from->constBegin(); it != from->constEnd(); ++it) {
        points.append(QCPGraphData(it->key, value(it->value)));
        count(*target, points.last().key, points.last().value);
    }
    target->graph->data()->set(points, true);
    target->graph->changedFrom(0);
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
    curve->graph->changedFrom(curve->graph->data()->size());
    curve->count = 0;
    curve->revision = nextRevision();
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
    for (const auto& other : m_curves) {
        if (other->look.with != curve) continue;
        other->shown = shown;
        other->graph->setVisible(shown);
    }
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
    m_table_button->setIcon(tableIcon(t.muted, devicePixelRatioF()));
    m_menu_button->setIcon(downloadIcon(t.muted, devicePixelRatioF()));
    for (const auto& curve : m_curves) applyLook(curve.get());
    applyMargins(m_plot->viewport().width());
}

void ChartView::applyLook(ChartCurve* curve) {
    const Theme& t = theme();
    const QColor color = curve->look.color(t);
    QPen pen(color, curve->look.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (!curve->look.dashes.isEmpty()) {
        pen.setCapStyle(Qt::FlatCap);  // round ones would close short gaps
        pen.setDashPattern(curve->look.dashes);
    }
    curve->graph->setPen(pen);
    curve->graph->setAntialiased(true);
    curve->graph->setLineStyle(curve->look.line ? QCPGraph::lsLine : QCPGraph::lsNone);
    const bool circle = curve->look.shape == CurveLook::Shape::Circle;
    if (curve->look.points)
        curve->graph->setScatterStyle(
            QCPScatterStyle(curve->look.shape == CurveLook::Shape::Diamond ? QCPScatterStyle::ssDiamond : QCPScatterStyle::ssCircle,
                            QPen(circle ? color : t.panel, curve->look.point_size > 6 && circle ? 1.8 : 1.3),
                            QBrush(circle ? t.panel : color), curve->look.point_size));
    else curve->graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssNone));
}

void ChartView::applyMargins(int width) {
    const QFontMetricsF small(scaledFont(font(), 0.88)), label(scaledFont(font(), 0.94));
    double right = 14;
    for (const auto& curve : m_curves)
        if (curve->look.end_label && curve->count > 0) right = std::max(right, label.horizontalAdvance(endText(*curve)) + 18);
    right = std::min(right, std::max(60.0, width * 0.4));
    const int top = static_cast<int>(std::ceil(small.height())) + 13;  // the axis title above half a tick label
    m_plot->axisRect()->setMinimumMargins(QMargins(12, top, static_cast<int>(std::ceil(right)), 4));
    m_plot->xAxis->setPadding(static_cast<int>(std::ceil(small.height())) + 1);
    m_plot->yAxis->setPadding(6);
    const bool empty = isEmpty();
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) axis->setVisible(!empty);
    m_plot->yAxis->grid()->setVisible(!empty);
}

void ChartView::applyTickers() {
    const auto labelX = [this](double tick) {
        if (m_fractional_x) return m_format_x(tick);
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
    set(m_plot->xAxis, m_log_x, !m_fractional_x, labelX);  // steps and layers: there is no half of one
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
    if (m_table_shown && isVisible()) m_table->refresh();
}

void ChartView::replotSoon() {
    if (!m_plot->isVisible()) {
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
    setFollow(true);
    m_dirty = true;
    replotSoon();
    if (m_table) m_table->scrollToBottom();
}

void ChartView::setFollow(bool follow) {
    m_fit_button->setChecked(follow);
    m_fit_button->setToolTip((follow ? tr("Shows everything and follows the end.") : tr("Show everything and follow the end again.")) +
                             QLatin1Char('\n') +
                             tr("Double-click, Home or 0. The wheel zooms, with Ctrl only across, with Shift only up and down."));
    m_follow = follow;
}

void ChartView::setTableShown(bool shown) {
    if (m_table_shown == shown) return;
    m_table_shown = shown;
    m_table_button->setChecked(shown);
    hideCrosshair();
    endHover();
    if (!m_table) {
        m_table = new ChartTable(this, this);
        m_table->setAccessibleName(tr("Values of the chart %1").arg(title()));
        connect(m_table, &ChartTable::copyAllRequested, this, &ChartView::copyData);
        layout()->addWidget(m_table);
        setTabOrder(m_plot, m_table);
    }
    QWidget* former = shown ? static_cast<QWidget*>(m_plot) : m_table;
    QWidget* wanted = shown ? static_cast<QWidget*>(m_table) : m_plot;
    const bool focus = former->hasFocus();
    former->hide();
    wanted->show();
    if (focus) wanted->setFocus();
    if (shown) m_table->refresh();
    else replotSoon();
    keep("table", shown);
}

void ChartView::setLogX(bool log) {
    if (m_log_x == log) return;
    m_log_x = log;
    m_fitting = true;
    m_plot->xAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_fitting = false;
    applyTickers();
    fit();
    keep("logX", log);
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
    keep("logY", log);
}

void ChartView::zoom(double factor) {
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        const QCPRange range = axis->range();
        axis->scaleRange(factor, axis->scaleType() == QCPAxis::stLinear ? range.center() : std::sqrt(range.lower * range.upper));
    }
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

bool ChartView::valueAt(const ChartCurve* curve, double x, double* key, double* value) const {
    if (!nearest(curve, x, key, value)) return false;
    const auto data = curve->graph->data();
    if (data->size() < 2) return true;
    const auto first = data->constBegin(), last = data->constEnd() - 1;
    return x >= first->key - ((first + 1)->key - first->key) && x <= last->key + (last->key - (last - 1)->key);
}

QList<ChartView::TooltipLine> ChartView::tooltipAt(double x) const {
    QList<TooltipLine> lines{{m_x_title.isEmpty() ? xText(x) : m_x_title + QLatin1Char(' ') + xText(x), {}, true}};
    const auto named = std::count_if(m_curves.begin(), m_curves.end(),
                                     [](const auto& curve) { return curve->shown && curve->look.in_values && curve->count > 0; });
    std::vector<std::pair<double, TooltipLine>> values;
    for (const auto& curve : m_curves) {
        double key = 0, value = 0;
        if (!curve->shown || !curve->look.in_values || !valueAt(curve.get(), x, &key, &value)) continue;
        // A box of dozens of lines says nothing: then only the curves that are named in the chart.
        if (named > 10 && !curve->look.end_label) continue;
        values.push_back({value, {curve->name + QStringLiteral("  ") + yText(value), curve->look.color(theme()), false}});
    }
    if (m_sorted_values)
        std::stable_sort(values.begin(), values.end(), [](const auto& one, const auto& other) { return one.first > other.first; });
    for (const auto& [value, line] : values) lines.append(line);
    return lines.size() > 1 ? lines : QList<TooltipLine>{};
}

void ChartView::clicked(const QPointF&) {}

double ChartView::crosshairAt(const QPointF& pixel) {
    double best = none;
    const double at = m_plot->xAxis->pixelToCoord(pixel.x());
    for (const auto& curve : m_curves) {
        double key = 0, value = 0;
        if (!curve->shown || !curve->look.in_values || !nearest(curve.get(), at, &key, &value)) continue;
        if (std::isnan(best) || std::abs(key - at) < std::abs(best - at)) best = key;
    }
    return best;
}

void ChartView::moveCrosshair(const QPointF& pixel) {
    const double best = !isEmpty() && m_plot->axisRect()->rect().contains(pixel.toPoint()) ? crosshairAt(pixel) : none;
    if (std::isnan(best)) {
        hideCrosshair();
        return endHover();
    }
    m_crosshair->x = best;
    m_crosshair->middle = pixel.y();
    m_crosshair->setVisible(true);
    m_crosshair->layer()->replot();
    m_hovering = true;
    Q_EMIT hovered(best);
}

void ChartView::endHover() {
    if (!m_hovering) return;
    m_hovering = false;
    Q_EMIT hoverEnded();
}

void ChartView::showCrosshairAt(double x) {
    if (isEmpty() || !m_plot->isVisible() || !m_plot->xAxis->range().contains(x)) return hideCrosshair();
    m_crosshair->x = x;
    m_crosshair->middle = m_plot->axisRect()->top();  // away from the middle of the curves: there is no mouse to follow
    m_crosshair->setVisible(true);
    m_crosshair->layer()->replot();
}

void ChartView::hideCrosshair() {
    if (!m_crosshair->visible()) return;
    m_crosshair->setVisible(false);
    if (m_plot->isVisible()) m_crosshair->layer()->replot();
}

bool ChartView::crosshairShown() const { return m_crosshair->visible(); }

void ChartView::linkCrosshairs(const QList<ChartView*>& charts) {
    for (ChartView* from : charts)
        for (ChartView* to : charts) {
            if (from == to) continue;
            connect(from, &ChartView::hovered, to, &ChartView::showCrosshairAt);
            connect(from, &ChartView::hoverEnded, to, &ChartView::hideCrosshair);
        }
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

// ---- events --------------------------------------------------------------------------------------------------------

bool ChartView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_plot) {
        if (event->type() == QEvent::Leave) {
            hideCrosshair();
            endHover();
        } else if (event->type() == QEvent::Wheel) {
            const auto keys = static_cast<QWheelEvent*>(event)->modifiers();
            m_plot->axisRect()->setRangeZoom(keys & Qt::ControlModifier ? Qt::Orientations(Qt::Horizontal)
                                             : keys & Qt::ShiftModifier ? Qt::Orientations(Qt::Vertical)
                                                                        : Qt::Horizontal | Qt::Vertical);
        } else if (event->type() == QEvent::Resize) {
            // After the plot has taken its new size, and before it is painted.
            QTimer::singleShot(0, this, [this] {
                applyTickers();
                applyMargins(m_plot->viewport().width());
                replotSoon();
            });
        }
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
    if (m_table_shown) m_table->refresh();
}

void ChartView::keyPressEvent(QKeyEvent* event) {
    if (m_table_shown) return QWidget::keyPressEvent(event);
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
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    hideCrosshair();
    endHover();
    menu->popup(event->globalPos());
}

}  // namespace layerlab
