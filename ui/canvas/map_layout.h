// Where the teacher's layers stand beside the student's stack, and where each layer of the student is taken to be led to one of
// them. The stack is a StackLayout as any other, which left room for this (StackLayout::map_width).
#pragma once

#include <QPoint>
#include <QRect>
#include <vector>

#include "ui/canvas/stack_layout.h"
#include "ui/canvas/teacher_map.h"

namespace layerlab {

// Content coordinates, like those of StackLayout.
struct MapLayout {
    std::vector<QRect> handles;   // by the student's slot, from 0; null: it never runs
    std::vector<QRect> teachers;  // by the teacher's slot, from 0
    QRect title;                  // the teacher's name
    QRect area;                   // all of it
    bool texts = false;           // the boxes are high enough for their numbers
    int numbers_every = 1;        // else numbers stand beside every so manieth one

    int handleAt(const QPoint& point) const;   // the student's slot, from 1; 0: none
    int teacherAt(const QPoint& point) const;  // the teacher's slot, from 1; 0: none
    // The nearest one of the column for what is dragged there; 0: beside the column.
    int teacherNear(const QPoint& point) const;
    QPointF from(int teacher) const;  // where its lines begin
    QPointF to(int student) const;    // and where they end
};

// The width that the teacher's column and the lines want at this zoom, and the least that they can do with.
int mapWidth(const StackLayout& layout, bool least);
// The height without which the teacher's layers cannot be told apart.
int mapHeight(const StackLayout& layout, int teachers);
MapLayout layOut(const TeacherMap& map, const StackLayout& layout);

}  // namespace layerlab
