// The live charts of a run: its loss, the accuracy of its newest weights by depth, how the accuracy of each depth moved;
// the accuracy by difficulty, where the task has easy and difficult examples; how each label is answered, where there are
// labels and few of them; and what a technique emits, where it does. They are fed with events, of a job as it runs or of a
// run folder, and know nothing of either. Other runs can be laid over the curves.
#pragma once

#include <QString>
#include <QWidget>
#include <map>
#include <vector>

#include "engine/runs/event.h"
#include "ui/charts/confusion_chart.h"
#include "ui/charts/depth_chart.h"
#include "ui/charts/depth_history_chart.h"
#include "ui/charts/difficulty_chart.h"
#include "ui/charts/loss_chart.h"
#include "ui/charts/run_curves.h"
#include "ui/charts/technique_chart.h"

class QSplitter;

namespace layerlab {

class TrainingCharts : public QWidget {
    Q_OBJECT

public:
    explicit TrainingCharts(QWidget* parent = nullptr);

    void clear();  // the displayed run's curves; overlaid runs stay
    void append(const Event& event);
    void refresh();
    void remember();  // axes, smoothing and tables are as they were left, and are kept

    void setRun(const QString& name, int colour);          // the run on display; colour: an index of Theme::categorical
    void setOverlays(const std::vector<RunCurves>& runs);  // other runs, in place of the former ones; without this one

    LossChart* lossChart() const { return m_loss; }
    DepthChart* depthChart() const { return m_depth; }
    DepthHistoryChart* historyChart() const { return m_history; }
    DifficultyChart* difficultyChart() const { return m_difficulty; }  // hidden while the run has no difficulty
    ConfusionChart* confusionChart() const { return m_confusion; }     // hidden while the run has no confusion matrix
    TechniqueChart* techniqueChart() const { return m_technique; }     // hidden while the run has no replacing rate and no gates
    QSplitter* splitter() const { return m_splitter; }

Q_SIGNALS:
    void failed(const QString& message);  // of an export

private:
    void showWhile(bool wanted, QWidget* chart);

    QSplitter* m_splitter = nullptr;
    LossChart* m_loss = nullptr;
    DepthChart* m_depth = nullptr;
    DepthHistoryChart* m_history = nullptr;
    DifficultyChart* m_difficulty = nullptr;
    ConfusionChart* m_confusion = nullptr;
    TechniqueChart* m_technique = nullptr;
};

}  // namespace layerlab
