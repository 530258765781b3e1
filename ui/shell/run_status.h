// The status bar: how far the training is, how fast, how long still, and what it costs this machine.
#pragma once

#include <QElapsedTimer>
#include <QString>
#include <QTimer>
#include <QWidget>
#include <deque>
#include <vector>

#include "engine/runs/event.h"

class QProgressBar;

namespace layerlab {

class ElidedLabel;

class RunStatus : public QWidget {
    Q_OBJECT

public:
    explicit RunStatus(QWidget* parent = nullptr);

    void begin(std::int64_t total_steps, int layers);  // a training starts; 0 steps: not known yet
    void setLayers(int layers);
    void consume(const std::vector<Event>& events);
    void setPhase(const QString& phase);        // "paused", "stopping …"; empty: it trains
    void setPreparation(const QString& phase);  // before a step: over with the next one
    void setMachine(const QString& kernels, int threads);

private:
    void showNow();
    void showRight();
    double secondsLeft() const;

    QProgressBar* m_progress;
    ElidedLabel* m_left;
    ElidedLabel* m_right;
    QTimer m_soon;  // texts change a few times a second, however fast steps are
    QTimer m_every_second;

    bool m_begun = false, m_ended = false;
    bool m_preparing = false;  // m_phase is a preparation
    QString m_phase, m_machine;
    std::int64_t m_step = 0, m_total = 0;
    int m_layers = 0, m_layers_ran = 0;
    double m_tokens_per_second = 0, m_loss = 0, m_seconds = 0;
    bool m_has_step = false;
    QElapsedTimer m_saved;
    std::deque<std::pair<double, std::int64_t>> m_pace;  // (time, step) of the last while
};

}  // namespace layerlab
