#include "ui/charts/difficulty_chart.h"

#include <cmath>
#include <limits>

#include "ui/charts/baseline_lines.h"
#include "ui/engine_text.h"
#include "ui/format.h"

namespace layerlab {

namespace {

constexpr double noLimit = std::numeric_limits<double>::quiet_NaN();

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

void DifficultyChart::applyLooks() { m_fading.setRun(m_name, m_colour, !m_overlays.empty()); }

void DifficultyChart::clear() {
    m_fading.clear();
    m_baselines->clear();
    hideCrosshair();
    m_has_run = false;
    m_difficulty.clear();
    setDetail(QString());
    applyLooks();
    showDifficulty();
    fit();
}

void DifficultyChart::setRun(const QString& name, int colour) {
    m_name = name;
    m_colour = colour;
    applyLooks();
}

void DifficultyChart::setOverlays(const std::vector<RunCurves>& runs) {
    const auto update = [this](Overlay& overlay, const RunCurves& run) {
        if (!overlay.curve) overlay.curve = addCurve(run.name, {});
        CurveLook look = overlaidRunLook(run.colour);
        look.points = true;
        look.point_size = 4.5;
        setLook(overlay.curve, look);
        setName(overlay.curve, run.name);
        overlay.difficulty = run.difficulty;
        overlay.accuracies = run.by_difficulty;
    };
    updateOverlays(m_overlays, runs, update, [this](const Overlay& overlay) { removeCurve(overlay.curve); });
    applyLooks();
    showDifficulty();
}

void DifficultyChart::append(const Event& event) {
    if (m_baselines->take(event)) markChanged();
    if (const auto* started = std::get_if<RunStarted>(&event.what)) {
        m_has_run = true;
        m_difficulty = started->difficulty;
        showDifficulty();
        return;
    }
    const auto* evaluated = std::get_if<Evaluated>(&event.what);
    if (!evaluated || evaluated->full.by_difficulty.empty()) return;
    QList<double> x, accuracies;
    split(evaluated->full.by_difficulty, x, accuracies);
    m_fading.add(event.step, evaluated->split, x, accuracies);
    showRange();

    QStringList detail;
    if (!isValidation(*evaluated)) detail.append(tr("%1 data").arg(QString::fromStdString(evaluated->split)));
    detail.append(tr("step %1").arg(stepText(event.step)));
    setDetail(detail.join(QStringLiteral(" \u00b7 ")));
}

// Hops cannot be compared with depths: other runs are shown where their difficulty is that of the run on display.
void DifficultyChart::showDifficulty() {
    m_shown = m_difficulty;
    if (!m_has_run)
        for (const Overlay& overlay : m_overlays)
            if (m_shown.empty()) m_shown = overlay.difficulty;
    for (const Overlay& overlay : m_overlays) {
        QList<double> x, accuracies;
        if (overlay.difficulty == m_shown) split(overlay.accuracies, x, accuracies);
        setData(overlay.curve, x, accuracies);
    }
    const QString difficulty = engineText(m_shown);
    setTitle(m_shown.empty() ? tr("Accuracy by difficulty") : tr("Accuracy by difficulty: %1").arg(difficulty));
    setAxisTitles(m_shown.empty() ? tr("difficulty") : difficulty, tr("accuracy, %"));
    showRange();
}

void DifficultyChart::showRange() {
    double least = noLimit, most = noLimit;
    for (const ChartCurve* curve : curves()) {
        if (curve->count == 0) continue;
        least = std::fmin(least, curve->min_x);
        most = std::fmax(most, curve->max_x);
    }
    setXRange(least - 0.5, most + 0.5);
}

}  // namespace layerlab
