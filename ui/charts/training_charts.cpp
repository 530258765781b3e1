#include "ui/charts/training_charts.h"

#include <QApplication>
#include <QSplitter>
#include <QVBoxLayout>
#include <numeric>

namespace layerlab {

TrainingCharts::TrainingCharts(QWidget* parent) : QWidget(parent) {
    m_loss = new LossChart(this);
    m_depth = new DepthChart(this);
    m_history = new DepthHistoryChart(this);
    m_difficulty = new DifficultyChart(this);
    m_current = m_loss;
    m_loss->setObjectName(QStringLiteral("lossChart"));
    m_depth->setObjectName(QStringLiteral("depthChart"));
    m_history->setObjectName(QStringLiteral("historyChart"));
    m_difficulty->setObjectName(QStringLiteral("difficultyChart"));
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    const QList<ChartView*> charts{m_loss, m_depth, m_history, m_difficulty};
    for (ChartView* chart : charts) {
        m_splitter->addWidget(chart);
        connect(chart, &ChartView::failed, this, &TrainingCharts::failed);
    }
    m_difficulty->hide();
    ChartView::linkCrosshairs({m_loss, m_history});
    connect(qApp, &QApplication::focusChanged, this, [this, charts](QWidget*, QWidget* now) {
        for (ChartView* chart : charts)
            if (now && chart->isAncestorOf(now)) m_current = chart;
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

void TrainingCharts::clear() {
    m_loss->clear();
    m_depth->clear();
    m_history->clear();
    m_difficulty->clear();
}

void TrainingCharts::append(const Event& event) {
    m_loss->append(event);
    m_depth->append(event);
    m_history->append(event);
    m_difficulty->append(event);
}

void TrainingCharts::refresh() {
    showOrHideDifficulty();
    m_loss->refresh();
    m_depth->refresh();
    m_history->refresh();
    m_difficulty->refresh();
}

void TrainingCharts::showOrHideDifficulty() {
    const bool wanted = m_difficulty->hasDifficulty();
    if (wanted != m_difficulty->isHidden()) return;
    if (!wanted) {
        m_difficulty->hide();
        if (m_current == m_difficulty) m_current = m_loss;
        return;
    }
    // It takes its share of what the others have.
    QList<int> heights = m_splitter->sizes();
    const int all = std::accumulate(heights.begin(), heights.end(), 0), share = all / static_cast<int>(heights.size());
    m_difficulty->show();
    if (all == 0) return;
    for (int& height : heights) height -= height * share / all;
    heights.last() = share;
    m_splitter->setSizes(heights);
}

void TrainingCharts::remember() {
    m_loss->remember();
    m_depth->remember();
    m_history->remember();
    m_difficulty->remember();
}

void TrainingCharts::setRun(const QString& name, int colour) {
    m_loss->setRun(name, colour);
    m_depth->setRun(name, colour);
    m_history->setRun(name, colour);
    m_difficulty->setRun(name, colour);
    refresh();
}

void TrainingCharts::setOverlays(const std::vector<RunCurves>& runs) {
    m_loss->setOverlays(runs);
    m_depth->setOverlays(runs);
    m_history->setOverlays(runs);
    m_difficulty->setOverlays(runs);
    refresh();
}

}  // namespace layerlab
