#include "ui/smaller/hand_route_bar.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <cmath>

#include "ui/charts/depth_chart.h"
#include "ui/format.h"
#include "ui/shell/elided_label.h"
#include "ui/smaller/hand_route.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

const QString separator = QStringLiteral(" · ");
const QChar minus(0x2212);

// "(−38 %)": how much less it costs.
QString saving(double now, double whole) {
    if (whole <= 0) return {};
    const double share = std::round((now / whole - 1) * 100);
    const QString sign = share < 0 ? QString(minus) : QStringLiteral("+");
    return share == 0 ? QString() : QStringLiteral(" (%1%2 %)").arg(sign).arg(std::abs(share), 0, 'f', 0);
}

// "(−12.3)": percentage points.
QString difference(double now, double whole) {
    const double points = std::round((now - whole) * 1000) / 10;
    const QString sign = points < 0 ? QString(minus) : QStringLiteral("+");
    return points == 0 ? QString() : QStringLiteral(" (%1%2)").arg(sign).arg(std::abs(points), 0, 'f', 1);
}

QString costsOf(const RouteResult& result, const RouteResult* full) {
    const RouteResult& whole = full ? *full : result;
    QStringList parts;
    parts << countText(static_cast<double>(result.parameters)) +
                 saving(static_cast<double>(result.parameters), static_cast<double>(whole.parameters));
    parts << flopsText(result.flops) + saving(result.flops, whole.flops);
    if (result.latency_ms)
        parts << millisecondsText(*result.latency_ms) + (whole.latency_ms ? saving(*result.latency_ms, *whole.latency_ms) : QString());
    return parts.join(separator);
}

}  // namespace

HandRouteBar::HandRouteBar(HandRoute& route, QWidget* parent)
    : QFrame(parent),
      m_route(route),
      m_words(new ElidedLabel(this)),
      m_figures(new ElidedLabel(this)),
      m_all(new QToolButton(this)),
      m_take_out(new QPushButton(tr("Take this model out…"), this)) {
    setObjectName(QStringLiteral("handRouteBar"));
    setAccessibleName(tr("Route by hand"));
    m_words->setObjectName(QStringLiteral("handRouteWords"));
    m_figures->setObjectName(QStringLiteral("handRouteFigures"));
    m_all->setObjectName(QStringLiteral("handRouteAll"));
    m_all->setText(tr("All layers"));
    m_all->setToolTip(tr("Switch every layer on again (Esc)"));
    m_take_out->setObjectName(QStringLiteral("handRouteTakeOut"));
    m_take_out->setAutoDefault(false);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 6, 12, 6);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(1);
    grid->addWidget(m_words, 0, 0);
    grid->addWidget(m_figures, 1, 0, 1, 3);
    grid->addWidget(m_all, 0, 1);
    grid->addWidget(m_take_out, 0, 2);
    grid->setColumnStretch(0, 1);
    for (ElidedLabel* label : {m_words, m_figures}) label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // The stack must not move under the hand that clicks: the bar is as high without the buttons.
    grid->setRowMinimumHeight(0, m_take_out->sizeHint().height());
    connect(m_all, &QToolButton::clicked, &route, &HandRoute::reset);
    connect(m_take_out, &QPushButton::clicked, this, &HandRouteBar::takeOutAsked);
    connect(&route, &HandRoute::routeChanged, this, &HandRouteBar::refresh);
    connect(&route, &HandRoute::resultChanged, this, &HandRouteBar::refresh);
    refresh();
}

QString HandRouteBar::words() const { return m_words->text(); }

QString HandRouteBar::figures() const { return m_figures->text(); }

void HandRouteBar::setReasonAgainst(const QString& reason) {
    m_take_out->setEnabled(reason.isEmpty());
    m_take_out->setToolTip(reason.isEmpty() ? tr("Store these layers as a model of its own, smaller still where you like") : reason);
}

void HandRouteBar::refresh() {
    const int all = static_cast<int>(m_route.all().size()), kept = static_cast<int>(m_route.route().size());
    const bool full = m_route.isFull();
    m_all->setVisible(!full);
    m_take_out->setVisible(!full);
    const RouteResult* result = m_route.result();
    if (full) {
        m_words->setText(all == 1 ? tr("1 layer runs") : tr("All %1 layers run").arg(all),
                         all == 1 ? QString() : tr("click layers off and on"));
        if (result) m_figures->setText(percentText(result->accuracy), costsOf(*result, nullptr));
        else m_figures->setText({}, all == 1 ? QString() : tr("The accuracy and cost of those that are left appear here."));
        return;
    }
    QString state = tr("%1 of %2").arg(kept).arg(all);
    if (m_route.isMeasuring()) state += separator + (result ? tr("timing") : tr("measuring"));
    m_words->setText(kept == 1 ? tr("Layer %1").arg(m_route.route().front()) : tr("Layers %1").arg(routeText(m_route.route())), state);
    if (!m_route.problem().isEmpty()) m_figures->setText({}, m_route.problem());
    else if (result) {
        const RouteResult* whole = m_route.full();
        m_figures->setText(percentText(result->accuracy) + (whole ? difference(result->accuracy, whole->accuracy) : QString()),
                           costsOf(*result, whole));
    } else {
        m_figures->setText({}, m_route.isWaiting() ? tr("Measured as soon as the engine is free.") : QStringLiteral("…"));
    }
    m_figures->setToolTip(m_figures->text() + '\n' + tr("On validation data, by the newest weights; in brackets against every layer."));
}

void HandRouteBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme().border);
}

}  // namespace layerlab
