// Which stage of the run on display the stack shows: the newest one, which it goes along with, or another that was chosen.
#pragma once

#include <QComboBox>
#include <optional>

#include "engine/experiment/experiment.h"

namespace layerlab {

class StagePicker : public QComboBox {
    Q_OBJECT

public:
    explicit StagePicker(QWidget* parent = nullptr);

    // Another run: its newest stage from now on.
    void setRun(const Experiment& experiment);
    void setNewest(int stage);  // from 0
    void showNewest();          // and go along with it again
    int stage() const { return m_chosen.value_or(m_newest); }
    bool showsNewest() const { return stage() == m_newest; }
    bool hasChoice() const { return count() > 1; }

Q_SIGNALS:
    void stageChanged();  // stage() is another one

private:
    void choose(int stage);
    void fill(const QStringList& names);
    void update(int before);

    int m_newest = 0;
    std::optional<int> m_chosen;  // another one; none: goes along
};

}  // namespace layerlab
