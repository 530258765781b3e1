// Draws the teacher's layers beside the student's stack, and the lines along which layers learn from layers.
#pragma once

#include <QPoint>
#include <QRegion>

#include "ui/canvas/map_layout.h"
#include "ui/canvas/stack_painter.h"

namespace layerlab {

// What of the map mouse and keyboard change.
struct MapState {
    bool editable = false;
    int handle = 0;          // of the student's slot that is under the mouse, dragged or has the keyboard; 0: none
    int teacher = 0;         // under the mouse, or where a dragged line would end; 0: none
    bool at_handle = false;  // the keyboard is at the handle itself
    bool dragging = false;
    QPoint cursor;  // where a dragged line ends now, in content coordinates
};

// The painter stands in content coordinates; `exposed` is in the viewport's.
void paintMap(QPainter& painter, const StackScene& scene, const QRegion& exposed);

}  // namespace layerlab
