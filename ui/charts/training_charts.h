// The three live charts of a run: its loss, the accuracy of its newest weights by depth, and how the accuracy of each
// depth moved. They are fed with events, of a job as it runs or of a run folder, and know nothing of either.
#pragma once

#include <QString>
#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "engine/runs/event.h"
#include "ui/charts/chart_view.h"

class QSplitter;

namespace layerlab {

// "every_other" → "every other layer", for people.
QString strategyText(const std::string& strategy);

// Training loss (raw and smoothed) and validation loss by step.
class LossChart : public ChartView {
    Q_OBJECT

public:
    explicit LossChart(QWidget* parent = nullptr);

    void clear();
    void append(const Event& event);

private:
    struct Stage {
        double step;
        QString name;
    };

    void start();
    void smoothPoint(double x, double y);
    void smoothAll();
    void truncate(double from);
    void showStages();

    ChartCurve* m_raw = nullptr;
    ChartCurve* m_smooth = nullptr;
    ChartCurve* m_valid = nullptr;
    std::vector<Stage> m_stages;
    double m_average = 0;  // of the smoothing, before its start is corrected
    double m_missing = 1;  // weight^n: the part of the average that no value has filled yet
};

// Accuracy in per cent over the number of layers kept, of the newest evaluation, over the fading earlier ones.
class DepthChart : public ChartView {
    Q_OBJECT

public:
    explicit DepthChart(QWidget* parent = nullptr);

    void clear();  // references stay
    void append(const Event& event);
    // Another run, drawn grey and dashed; no results: taken away.
    void setReference(const QString& name, const std::vector<RouteResult>& results);
    const std::vector<RouteResult>& results() const { return m_results; }  // of the newest evaluation
    QString summary() const override;

Q_SIGNALS:
    void depthClicked(int depth);

protected:
    QList<TooltipLine> tooltipAt(double x) const override;
    void clicked(const QPointF& pixel) override;

private:
    struct Earlier {
        std::int64_t step;
        std::string split;
        QList<double> depths, accuracies;
    };

    void start();
    void showEarlier();
    void showRange();

    std::vector<RouteResult> m_results;
    std::vector<Earlier> m_evaluations;  // the newest is the last
    std::vector<ChartCurve*> m_earlier;
    ChartCurve* m_current = nullptr;
    std::map<QString, ChartCurve*> m_references;
    int m_most = 0;  // the greatest depth seen
};

// The accuracy in per cent of each depth by step.
class DepthHistoryChart : public ChartView {
    Q_OBJECT

public:
    explicit DepthHistoryChart(QWidget* parent = nullptr);

    void clear();
    void append(const Event& event);

private:
    void relabel();

    std::map<int, ChartCurve*> m_depths;
};

class TrainingCharts : public QWidget {
    Q_OBJECT

public:
    explicit TrainingCharts(QWidget* parent = nullptr);

    void clear();
    void append(const Event& event);
    void refresh();

    LossChart* lossChart() const { return m_loss; }
    DepthChart* depthChart() const { return m_depth; }
    DepthHistoryChart* historyChart() const { return m_history; }
    QSplitter* splitter() const { return m_splitter; }

private:
    QSplitter* m_splitter = nullptr;
    LossChart* m_loss = nullptr;
    DepthChart* m_depth = nullptr;
    DepthHistoryChart* m_history = nullptr;
};

}  // namespace layerlab
