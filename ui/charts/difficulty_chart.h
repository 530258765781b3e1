// Accuracy in per cent over how difficult an example is, as its task counts that (hops, depth, …), of the newest
// evaluation of the full depth, over the fading earlier ones and the newest of other runs.
#pragma once

#include <QString>
#include <map>
#include <string>
#include <vector>

#include "ui/charts/chart_view.h"
#include "ui/charts/fading_curves.h"
#include "ui/charts/run_curves.h"

namespace layerlab {

class BaselineLines;

class DifficultyChart : public ChartView {
    Q_OBJECT

public:
    explicit DifficultyChart(QWidget* parent = nullptr);

    void clear();  // overlaid runs stay
    void append(const Event& event);
    void setRun(const QString& name, int colour) { m_fading.setRun(name, colour); }
    void setOverlays(const std::vector<RunCurves>& runs);
    // Whether the run on display has a difficulty, or, without one on display, a run laid over it.
    bool hasDifficulty() const { return !m_shown.empty(); }

private:
    struct Overlay {
        QString folder, name;
        ChartCurve* curve = nullptr;
        std::string difficulty;
        std::map<std::string, NewestEvaluation> newest;
    };

    void showDifficulty();
    void showRange();

    FadingCurves m_fading{*this};
    BaselineLines* m_baselines;
    bool m_has_run = false;
    std::string m_difficulty;  // of the run on display; empty: none
    std::string m_shown;       // the difficulty that the chart is about; empty: none
    std::vector<Overlay> m_overlays;
};

}  // namespace layerlab
