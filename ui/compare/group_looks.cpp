#include "ui/compare/group_looks.h"

#include <algorithm>
#include <array>

#include "engine/runs/comparison.h"
#include "ui/library/run_actions.h"

namespace layerlab {

std::vector<GroupLook> groupLooks(const Comparison& comparison, const std::function<int(const QString&)>& colourOf) {
    static const std::array<QList<double>, 5> patterns{QList<double>{}, {9, 3}, {9, 3, 2, 3}, {5, 3}, {9, 3, 2, 3, 2, 3}};
    std::vector<GroupLook> looks;
    std::array<int, palette_size> uses{};
    for (const ComparedGroup& group : comparison.groups) {
        const ComparedRun& first = comparison.runs[group.runs.front()];
        const int wanted = group.colour ? *group.colour : colourOf ? colourOf(QString::fromStdString(first.folder.string())) : 0;
        const int start = ((wanted % palette_size) + palette_size) % palette_size;
        // Blue and sky blue are near to each other: together only when nothing else is left.
        const auto crowded = [&uses](int colour) {
            const int near = colour == 0 ? 5 : colour == 5 ? 0 : -1;
            return 2 * uses[static_cast<std::size_t>(colour)] +
                   (near >= 0 && uses[static_cast<std::size_t>(near)] > uses[static_cast<std::size_t>(colour)]);
        };
        int colour = start;
        for (int i = 1; i < palette_size; ++i)
            if (const int other = (start + i) % palette_size; crowded(other) < crowded(colour)) colour = other;
        const int use = uses[static_cast<std::size_t>(colour)]++;
        looks.push_back({colour, patterns[static_cast<std::size_t>(use) % patterns.size()]});
    }
    return looks;
}

CurveLook curveLook(const GroupLook& look) {
    CurveLook curve;
    curve.color = [colour = look.colour](const Theme& t) { return t.categorical(colour); };
    curve.dashes = look.dashes;
    return curve;
}

int groupOf(const Comparison& comparison, std::size_t run) {
    for (std::size_t i = 0; i < comparison.groups.size(); ++i) {
        const auto& runs = comparison.groups[i].runs;
        if (std::find(runs.begin(), runs.end(), run) != runs.end()) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace layerlab
