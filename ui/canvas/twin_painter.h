// Draws a stage with two stacks: what is frozen in blue, what is trained in green, the path of the pass and that of the
// gradient. The frame around it (heading, legend, hint) is stack_painter.h's.
#pragma once

#include <QRegion>
#include <vector>

#include "ui/canvas/stack_painter.h"
#include "ui/canvas/twin_layout.h"

namespace layerlab {

// What of the second stack changes from step to step.
struct TwinState {
    bool passing = false;       // a pass is shown; else the stage is at rest
    std::vector<char> out;      // by item, from 0: left out of the pass (of Theseus: its module ran the predecessor's slots)
    std::vector<double> gates;  // ladder: by item
    double rate = 0;            // Theseus
    int boundary = -1;          // with the keyboard focus, or under the mouse: the module below it; -1: none
    int rung = 0;               // under the mouse: the backbone's slot; 0: none
    bool editable = false;      // modules and rungs can be changed
};

// Where a Theseus pass goes, from the embeddings up, in content coordinates; none at rest.
std::vector<QPointF> passPath(const StackLayout& layout, const TwinModel& twin, const TwinLayout& places, const TwinState& state);
// And where the gradient of that pass goes, from the classifier down to the lowest slot that learns.
std::vector<QPointF> gradientPath(const StackLayout& layout, const TwinModel& twin, const TwinLayout& places, const TwinState& state);

// The painter stands in content coordinates; `exposed` is in the viewport's. Returns how many slots were painted.
int paintTwin(QPainter& painter, const StackScene& scene, const QRegion& exposed);

}  // namespace layerlab
