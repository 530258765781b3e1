#include "ui/compare/compare_training_chart.h"

#include <QComboBox>
#include <QSet>
#include <QSettings>
#include <algorithm>
#include <cmath>

#include "engine/runs/comparison.h"
#include "ui/charts/smoothing.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr std::size_t most_named = 12;  // runs that each have their name at the curve's end; of more only one a group
const auto choice_key = QStringLiteral("compare/training");

// Whether the accuracy of a stage means what that of the last one means.
std::vector<bool> comparableStages(const Experiment& experiment) {
    const std::vector<Stage> stages = expandedStages(experiment);
    std::vector<bool> comparable;
    for (const Stage& stage : stages)
        comparable.push_back(stage.task.value_or(experiment.task) == stages.back().task.value_or(experiment.task));
    return comparable;
}

}  // namespace

CompareTrainingChart::CompareTrainingChart(QWidget* parent)
    : ChartView(parent), m_comparison(std::make_shared<Comparison>()), m_chooser(new QComboBox(this)) {
    setObjectName(QStringLiteral("compareTraining"));
    m_chooser->addItems({tr("loss by step"), tr("loss by time"), tr("accuracy by step"), tr("accuracy by time")});
    m_chooser->setAccessibleName(tr("What the curves show"));
    m_chooser->setToolTip(
        tr("Training loss, or the accuracy of the full depth on validation data, over steps or over the time of training "
           "without pauses."));
    m_chooser->setCurrentIndex(std::clamp(QSettings().value(choice_key, 0).toInt(), 0, m_chooser->count() - 1));
    addControl(m_chooser);
    setTitle(tr("Training"));
    setSmoothing(0.9);
    setSortedValues(true);
    connect(this, &ChartView::smoothingChanged, this, &CompareTrainingChart::draw);
    connect(m_chooser, &QComboBox::currentIndexChanged, this, [this](int index) {
        QSettings().setValue(choice_key, index);
        draw();
        fit();
    });
    draw();
}

bool CompareTrainingChart::byTime() const { return m_chooser->currentIndex() % 2 == 1; }

bool CompareTrainingChart::ofAccuracy() const { return m_chooser->currentIndex() >= 2; }

void CompareTrainingChart::show(const std::shared_ptr<const Comparison>& comparison, const std::vector<GroupLook>& looks) {
    m_comparison = comparison;
    m_looks = looks;
    draw();
}

void CompareTrainingChart::draw() {
    QSet<QString> hidden;
    for (const ChartCurve* curve : m_curves)
        if (!curve->shown) hidden << curve->name;
    for (ChartCurve* curve : m_curves) removeCurve(curve);
    m_curves.clear();
    setSmoothingVisible(!ofAccuracy());
    const auto value =
        ofAccuracy() ? [](double percent) { return percentText(percent / 100); } : [](double loss) { return valueText(loss); };
    setFormats(
        byTime() ? [](double seconds) { return durationText(seconds); } : [](double step) { return stepText(std::llround(step)); }, value);
    setAxisTitles(byTime() ? tr("time of training") : tr("step"), ofAccuracy() ? tr("accuracy, %") : tr("loss, nats"));
    setEmptyText(ofAccuracy() ? tr("Accuracy appears here at the first evaluation.") : tr("Loss appears here when these runs train."));
    setYLimits(ofAccuracy() ? 0 : no_limit, ofAccuracy() ? 100 : no_limit);
    setXRange(0, no_limit);

    for (std::size_t group = 0; group < m_comparison->groups.size(); ++group) {
        const ComparedGroup& members = m_comparison->groups[group];
        for (const std::size_t index : members.runs) {
            const ComparedRun& run = m_comparison->runs[index];
            CurveLook look = curveLook(m_looks[group]);
            look.width = 1.5;
            look.end_label = m_comparison->runs.size() <= most_named || index == members.runs.front();
            QList<double> x, y;
            if (ofAccuracy()) {
                look.points = true;
                look.point_size = 4;
                const std::vector<bool> comparable = comparableStages(run.experiment);
                for (const EvaluationPoint& point : run.evaluations) {
                    const auto stage = static_cast<std::size_t>(point.stage);
                    if (stage < comparable.size() && !comparable[stage]) continue;
                    x << (byTime() ? point.seconds : static_cast<double>(point.step));
                    y << point.accuracy * 100;
                }
            } else {
                Smoothing smoothed(smoothing());
                for (const TrainingPoint& point : run.training) {
                    if (!std::isfinite(point.loss)) continue;
                    x << (byTime() ? point.seconds : static_cast<double>(point.step));
                    y << smoothed.next(point.loss);
                }
            }
            ChartCurve* curve = addCurve(QString::fromStdString(run.name), look);
            setData(curve, x, y);
            m_curves.push_back(curve);
            if (hidden.contains(curve->name)) setCurveShown(curve, false);
        }
    }
    refresh();
}

// Runs end at different times and are evaluated at different steps: what a curve does not reach is not told.
QList<ChartView::TooltipLine> CompareTrainingChart::tooltipAt(double x) const {
    QList<TooltipLine> lines = ChartView::tooltipAt(x);
    if (!lines.isEmpty() && byTime()) lines.first().text = durationText(x);
    return lines;
}

}  // namespace layerlab
