// Seconds of training, as the events of a run tell them.
#pragma once

#include <algorithm>
#include <optional>
#include <variant>

#include "engine/runs/event.h"

namespace layerlab {

// To be asked at each event, in order: the time between events without pauses, and without what lies between being stopped and
// resumed. Before RunStarted and Resumed nothing was trained, however long it took.
class TrainingClock {
public:
    double at(const Event& event) {
        const bool idle = std::holds_alternative<Resumed>(event.what) || std::holds_alternative<RunStarted>(event.what);
        if (m_last && !idle) m_seconds += std::max(0.0, event.time - *m_last);
        m_last = event.time;
        return m_seconds;
    }

private:
    std::optional<double> m_last;
    double m_seconds = 0;
};

}  // namespace layerlab
