// Which stage of the run on display the stack shows: the newest one, which it goes along with, or another that was chosen. It
// stands above the stack.
#pragma once

#include <QWidget>
#include <optional>

#include "engine/experiment/experiment.h"

class QComboBox;

namespace layerlab {

class ElidedLabel;

class StagePicker : public QWidget {
    Q_OBJECT

public:
    explicit StagePicker(QWidget* parent = nullptr);

    // Another run: its newest stage from now on.
    void setRun(const Experiment& experiment);
    void setNewest(int stage);  // from 0
    void showNewest() { choose(m_newest); }
    int stage() const { return m_chosen.value_or(m_newest); }
    bool showsNewest() const { return stage() == m_newest; }
    bool hasChoice() const;
    QComboBox* box() const { return m_box; }

Q_SIGNALS:
    void stageChanged();  // stage() is another one

private:
    void choose(int stage);
    void update(int before);

    QComboBox* m_box;
    ElidedLabel* m_what;
    int m_newest = 0;
    std::optional<int> m_chosen;  // another one; none: goes along
};

}  // namespace layerlab
