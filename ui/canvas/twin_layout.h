// Where a stage with two stacks stands: the predecessor's modules, the rates and the successor; or the backbone, the rungs and
// the side network. The left stack is a StackLayout as any other, so that selecting and scrolling work on it unchanged.
#pragma once

#include <QPoint>
#include <QRect>
#include <vector>

#include "ui/canvas/stack_layout.h"
#include "ui/canvas/twin_model.h"

namespace layerlab {

// Content coordinates, like those of StackLayout.
struct TwinLayout {
    std::vector<QRect> items;       // by slot beside, from 0; null: nothing to stand beside
    std::vector<QRect> rows;        // all that the state of an item ever changes
    std::vector<QRect> frames;      // Theseus: around each module; null: it has no slot
    std::vector<QRect> rings;       // Theseus: where each module's replacing rate stands
    std::vector<QRect> boundaries;  // Theseus: between each module and the next; null: they do not touch
    int label_height = 0;           // of the names of the modules, 0: they have none
    std::vector<QRect> rungs;       // ladder: by the backbone's slot, from 0: what is clicked; null: it never runs
    std::vector<QRect> gates;       // ladder: where its gate, or the "+", stands
    QRect entry;                    // ladder
    int right_x = 0;                // the path through the right column
    int gradient_x = 0;             // ladder: the way back

    int itemAt(const QPoint& point) const;      // from 0, -1: none
    int boundaryAt(const QPoint& point) const;  // the module below it, from 0; -1: none
    int rungAt(const QPoint& point) const;      // the backbone's slot, from 1; 0: none
};

double fitZoom(const StackModel& model, const TwinModel& twin, int height, const QFont& font);
StackLayout layOut(const StackModel& model, const TwinModel& twin, const QFont& font, QSize viewport, double zoom, TwinLayout& places);

}  // namespace layerlab
