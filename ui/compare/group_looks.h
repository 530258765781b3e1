// The colour and the line of each group of a comparison: the runs table's colours, made distinct within the comparison.
#pragma once

#include <QList>
#include <QString>
#include <functional>
#include <vector>

#include "ui/charts/chart_view.h"

namespace layerlab {

struct Comparison;

struct GroupLook {
    int colour = 0;        // an index of Theme::categorical
    QList<double> dashes;  // solid for the first group of a colour; see CurveLook
};

// The colour of a group is that of its first run (`colourOf` a folder), or the next free one where an earlier group has it;
// when all are taken, a pattern of the line tells groups of one colour apart.
std::vector<GroupLook> groupLooks(const Comparison& comparison, const std::function<int(const QString&)>& colourOf);
// Of a curve with the group's colour and line.
CurveLook curveLook(const GroupLook& look);
// The group that a run of Comparison::runs is in; -1: it is in none, because it cannot be read.
int groupOf(const Comparison& comparison, std::size_t run);

}  // namespace layerlab
