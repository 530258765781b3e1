// Draws the layer stack from its layout and the state of the moment, onto a widget or a picture.
#pragma once

#include <QList>
#include <QPoint>
#include <QRegion>
#include <QString>
#include <vector>

#include "ui/canvas/stack_layout.h"

class QPainter;

namespace layerlab {

struct MapLayout;
struct MapState;
struct TeacherMap;
struct TwinLayout;
struct TwinModel;
struct TwinState;

// Everything that a drawing shows. References: a scene lives as long as one paint event.
struct StackScene {
    const StackModel& model;
    const StackLayout& layout;
    const std::vector<char>& dropped;  // by slot, from 0: left out of the step shown
    const QList<int>& selection;       // slots from 1
    QString heading{}, heading_detail{}, hint{};
    QPoint offset;          // scrolled by
    int current = 0;        // slot with the keyboard focus, 0: none
    int insertion = -1;     // the gap that shows a "+", -1: none
    int drop = -1;          // the gap that dragged slots would go to, -1: none
    bool dragging = false;  // the selection is on its way
    QString dragged{};      // what the cursor carries
    QPoint cursor{};        // in the viewport
    // With a second stack beside the first; then all three.
    const TwinModel* twin = nullptr;
    const TwinLayout* places = nullptr;
    const TwinState* state = nullptr;
    // With a teacher's layers beside the stack; then all three.
    const TeacherMap* map = nullptr;
    const MapLayout* map_places = nullptr;
    const MapState* map_state = nullptr;
};

// Draws the part `exposed` (viewport coordinates) and returns how many slots were painted.
int paintStack(QPainter& painter, const StackScene& scene, const QRegion& exposed);

}  // namespace layerlab
