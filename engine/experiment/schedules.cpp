#include "engine/experiment/schedules.h"

#include <algorithm>

namespace layerlab {

using Gate = LadderSettings::Gate;

double replacingRate(const TheseusSettings::Schedule& schedule, std::int64_t step) {
    using Kind = TheseusSettings::Schedule::Kind;
    const auto at = static_cast<double>(step);
    if (schedule.kind == Kind::Points && !schedule.points.empty()) {
        const auto& points = schedule.points;
        if (at <= points.front()[0]) return points.front()[1];
        for (std::size_t i = 1; i < points.size(); ++i)
            if (at < points[i][0]) {
                const double share = (at - points[i - 1][0]) / (points[i][0] - points[i - 1][0]);
                return points[i - 1][1] + share * (points[i][1] - points[i - 1][1]);
            }
        return points.back()[1];
    }
    if (schedule.steps <= 0) return schedule.base_rate;
    if (schedule.kind == Kind::Constant) return step < schedule.steps ? schedule.base_rate : 1.0;
    return std::min(1.0, schedule.base_rate + (1 - schedule.base_rate) * at / static_cast<double>(schedule.steps));
}

double scheduledGate(Gate::Schedule schedule, std::int64_t step, std::int64_t steps) {
    const double done = static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(steps - 1, 1));
    if (schedule == Gate::Schedule::Linear) return 0.1 + 0.8 * std::min(done, 1.0);
    return std::clamp(1 / (1 + 10 * done), 0.1, 0.9);
}

}  // namespace layerlab
