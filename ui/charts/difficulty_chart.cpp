#include "ui/charts/difficulty_chart.h"

#include <cmath>
#include <limits>

#include "ui/charts/baseline_lines.h"
#include "ui/engine_text.h"
#include "ui/format.h"

namespace layerlab {

namespace {

void split(const std::map<int, double>& accuracies, QList<double>& x, QList<double>& percent) {
    for (const auto& [difficulty, accuracy] : accuracies) {
        x.append(difficulty);
        percent.append(accuracy * 100);
    }
}

}  // namespace

DifficultyChart::DifficultyChart(QWidget* parent) : ChartView(parent), m_baselines(new BaselineLines(*this)) {
    setTitle(tr("Accuracy by difficulty"));
    setAxisTitles(tr("difficulty"), tr("accuracy, %"));
    setEmptyText(tr("The accuracy of easy and of difficult examples appears here at the first evaluation."));
    setFormats({}, [](double percent) { return percentText(percent / 100); });
    setIntegerX(true);
    setYLimits(0, 100);
    setSortedValues(true);
}

void DifficultyChart::clear() {
    m_fading.clear();
    m_baselines->clear();
    hideCrosshair();
    m_has_run = false;
    m_difficulty.clear();
    setDetail(QString());
    showDifficulty();
    fit();
}

void DifficultyChart::setOverlays(const std::vector<RunCurves>& runs) {
    const auto update = [this](Overlay& overlay, const RunCurves& run) {
        if (!overlay.curve) overlay.curve = addCurve(run.name, {});
        setLook(overlay.curve, overlaidPointsLook(run.colour));
        overlay.difficulty = run.difficulty;
        overlay.newest = run.newest;
    };
    updateOverlays(m_overlays, runs, update, [this](const Overlay& overlay) { removeCurve(overlay.curve); });
    m_fading.setAmongOthers(!m_overlays.empty());
    showDifficulty();
}

void DifficultyChart::append(const Event& event) {
    if (m_baselines->take(event)) markChanged();
    if (const TaskFacts* task = taskFacts(event)) {
        // Accuracies of a stage whose task counts something else.
        if (m_has_run && task->difficulty != m_difficulty) {
            m_fading.clear();
            setDetail(QString());
        }
        m_has_run = true;
        m_difficulty = task->difficulty;
        showDifficulty();
        return;
    }
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated || evaluated->full.by_difficulty.empty()) return;
    QList<double> x, accuracies;
    split(evaluated->full.by_difficulty, x, accuracies);
    const std::string before = m_fading.split();
    m_fading.add(event.step, evaluated->split, x, accuracies);
    if (evaluated->split != before) showDifficulty();
    else showRange();
    setDetail(measuredOn(*evaluated, event.step).join(QStringLiteral(" \u00b7 ")));
}

// Hops cannot be compared with depths: other runs are shown where their difficulty is that of the run on display.
void DifficultyChart::showDifficulty() {
    m_shown = m_difficulty;
    if (!m_has_run)
        for (const Overlay& overlay : m_overlays)
            if (m_shown.empty()) m_shown = overlay.difficulty;
    for (const Overlay& overlay : m_overlays) {
        const Comparable shown = comparable(overlay.newest, m_fading.split(), overlay.name);
        QList<double> x, accuracies;
        if (shown.values && overlay.difficulty == m_shown) split(shown.values->by_difficulty, x, accuracies);
        setName(overlay.curve, shown.name);
        setData(overlay.curve, x, accuracies);
    }
    const QString difficulty = engineText(m_shown);
    setTitle(m_shown.empty() ? tr("Accuracy by difficulty") : tr("Accuracy by difficulty: %1").arg(difficulty));
    setAxisTitles(m_shown.empty() ? tr("difficulty") : difficulty, tr("accuracy, %"));
    showRange();
}

void DifficultyChart::showRange() {
    double least = no_limit, most = no_limit;
    for (const ChartCurve* curve : curves()) {
        if (curve->count == 0) continue;
        least = std::fmin(least, curve->min_x);
        most = std::fmax(most, curve->max_x);
    }
    setXRange(least - 0.5, most + 0.5);
}

}  // namespace layerlab
