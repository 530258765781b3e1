#include "ui/charts/training_charts.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace layerlab {

namespace {

// Scrolls up and down only: never narrower than what is in it.
class ChartColumn : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

    QSize minimumSizeHint() const override {
        const QSize least = QScrollArea::minimumSizeHint();
        if (!widget()) return least;
        const int bar = verticalScrollBar()->sizeHint().width();  // which comes and goes with the height
        return {widget()->minimumSizeHint().width() + bar, least.height()};
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

}  // namespace

TrainingCharts::TrainingCharts(QWidget* parent) : QWidget(parent) {
    m_loss = new LossChart(this);
    m_depth = new DepthChart(this);
    m_history = new DepthHistoryChart(this);
    m_difficulty = new DifficultyChart(this);
    m_confusion = new ConfusionChart(this);
    m_technique = new TechniqueChart(this);
    m_loss->setObjectName(QStringLiteral("lossChart"));
    m_depth->setObjectName(QStringLiteral("depthChart"));
    m_history->setObjectName(QStringLiteral("historyChart"));
    m_difficulty->setObjectName(QStringLiteral("difficultyChart"));
    m_confusion->setObjectName(QStringLiteral("confusionChart"));
    m_technique->setObjectName(QStringLiteral("techniqueChart"));
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    for (ChartView* chart : {static_cast<ChartView*>(m_loss), static_cast<ChartView*>(m_depth), static_cast<ChartView*>(m_history),
                             static_cast<ChartView*>(m_difficulty), static_cast<ChartView*>(m_technique)}) {
        m_splitter->addWidget(chart);
        connect(chart, &ChartView::failed, this, &TrainingCharts::failed);
    }
    m_splitter->addWidget(m_confusion);
    connect(m_confusion, &ConfusionChart::failed, this, &TrainingCharts::failed);
    for (int i = 0; i < m_splitter->count(); ++i) m_splitter->widget(i)->setMinimumHeight(fontMetrics().height() * 10);
    m_difficulty->hide();
    m_technique->hide();
    m_confusion->hide();
    ChartView::linkCrosshairs({m_loss, m_history, m_technique});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    // Charts that would be too low to be read are scrolled to instead.
    auto* scroll = new ChartColumn(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_splitter);
    column->addWidget(scroll);
}

void TrainingCharts::clear() {
    m_loss->clear();
    m_depth->clear();
    m_history->clear();
    m_difficulty->clear();
    m_technique->clear();
    m_confusion->clear();
}

void TrainingCharts::append(const Event& event) {
    m_loss->append(event);
    m_depth->append(event);
    m_history->append(event);
    m_difficulty->append(event);
    m_technique->append(event);
    m_confusion->append(event);
}

void TrainingCharts::refresh() {
    showWhile(m_difficulty->hasDifficulty(), m_difficulty);
    showWhile(m_technique->hasValues(), m_technique);
    showWhile(m_confusion->hasMatrix(), m_confusion);
    m_loss->refresh();
    m_depth->refresh();
    m_history->refresh();
    m_difficulty->refresh();
    m_technique->refresh();
}

void TrainingCharts::showWhile(bool wanted, QWidget* chart) {
    if (wanted != chart->isHidden()) return;
    if (!wanted) return chart->hide();
    // It takes its share of what the others have.
    QList<int> heights = m_splitter->sizes();
    int all = 0, shown = 1;
    for (int i = 0; i < heights.size(); ++i) {
        if (m_splitter->widget(i)->isHidden()) heights[i] = 0;
        else ++shown;
        all += heights[i];
    }
    chart->show();
    if (all == 0) return;
    const int share = all / shown;
    for (int& height : heights) height -= height * share / all;
    heights[m_splitter->indexOf(chart)] = share;
    m_splitter->setSizes(heights);
}

void TrainingCharts::remember() {
    m_loss->remember();
    m_depth->remember();
    m_history->remember();
    m_difficulty->remember();
    m_technique->remember();
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
