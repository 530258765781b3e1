// The live charts of a run: its loss, the accuracy of its newest weights by depth, how the accuracy of each depth moved,
// and, where the task has easy and difficult examples, the accuracy by difficulty. They are fed with events, of a job as it runs or of a run folder, and know nothing of either. Other runs
// can be laid over them.
#pragma once

#include <QString>
#include <QWidget>
#include <map>
#include <vector>

#include "engine/runs/event.h"
#include "ui/charts/depth_chart.h"
#include "ui/charts/depth_history_chart.h"
#include "ui/charts/difficulty_chart.h"
#include "ui/charts/loss_chart.h"
#include "ui/charts/run_curves.h"

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
    ChartView* currentChart() const { return m_current; }              // which had the keyboard last: for copying and exporting
    QSplitter* splitter() const { return m_splitter; }

Q_SIGNALS:
    void failed(const QString& message);  // of an export

private:
    void showOrHideDifficulty();

    QSplitter* m_splitter = nullptr;
    LossChart* m_loss = nullptr;
    DepthChart* m_depth = nullptr;
    DepthHistoryChart* m_history = nullptr;
    DifficultyChart* m_difficulty = nullptr;
    ChartView* m_current = nullptr;
};

}  // namespace layerlab
