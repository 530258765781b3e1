// Where everything of the layer stack stands, without a widget or a painter: what is said of each slot (StackModel,
// once an experiment) and the rectangles of it all (StackLayout, once an experiment and size). The painter draws these,
// the canvas hits them, tests measure them.
#pragma once

#include <QCoreApplication>
#include <QFont>
#include <QList>
#include <QPoint>
#include <QRect>
#include <QSize>
#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "engine/experiment/cost.h"
#include "engine/experiment/experiment.h"

namespace layerlab {

// The context of the canvas's words for translators.
struct StackText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::StackText)
};

struct StackSlot {
    int number = 0;              // from 1
    QString name, detail;        // "Layer 7", "attention 4 · ffn 512"
    std::optional<double> rate;  // LayerDrop's, where it is on
    bool skip = false, frozen = false;
    int group = -1;         // the group whose colour its edge takes; -1: shares nothing
    int teacher = 0;        // distillation: the teacher's slot that it learns from; 0: none
    QString problem;        // what is wrong with it; empty: nothing
    QString badge() const;  // "← 4"
};

// Slots that run with the same weights, or the same half of them.
struct SharedGroup {
    enum class Kind { Layer, Attention, FeedForward };
    Kind kind = Kind::Layer;
    QString letter;                         // A, B, … AA; in the order of their first slots
    int colour = 0;                         // Theme::categorical
    std::vector<int> members;               // slots from 1, ascending
    std::vector<std::pair<int, int>> runs;  // first and last slot of each stretch without a hole
    QString label() const;                  // "group A · shared"
    QString shortLabel() const;             // "group A"
};

struct StackModel {
    std::vector<StackSlot> items;
    std::vector<SharedGroup> groups;
    QString embeddings, head;
    bool drops = false;  // LayerDrop is on
    bool any_skip = false, any_frozen = false, any_taught = false;
    int teachers = 0;  // slots of the teacher that are drawn beside the stack
};

// Of what a stage (from 0) begins with: without a technique that adds a second stack, all there is.
StackModel describeStack(const Experiment& experiment, const TaskSize& size, std::size_t stage = 0);
// "attention 4 · ffn 512"
QString sizesText(const Model& model, const Slot& slot);
// Whether slots' states or attentions are compared with the teacher's; and of every slot of the measured stack, from 0, the
// slot of the stage before that teaches it (0: none). A teacher that is a run is known by pairs only.
std::vector<int> teachersOf(const Experiment& experiment, std::size_t stage);

struct StackBracket {
    std::size_t group = 0;  // into StackModel::groups
    QRect spine;            // the bracket itself; its right edge is the vertical line
    int label_x = 0;
    QString label;  // elided to its room; may be the letter alone
};

struct LegendEntry {
    enum class Kind { Runs, Dropped, Skipped, Frozen, Trained, Gradient, Figure };
    Kind kind;
    QString text;
    QString value = {};  // of a figure
};

// Content coordinates (before scrolling), except where said otherwise.
struct StackLayout {
    double zoom = 1;
    bool texts = true;  // false: boxes too low for more than colour and number
    QFont font;         // of the boxes
    QFont small;        // of brackets, legend, heading, hint
    QSize viewport;
    QSize content;  // at least the viewport
    QRect embeddings, head;
    QRect placeholder;         // stands where the first slot would, while there is none
    std::vector<QRect> boxes;  // by slot, from 0
    std::vector<QRect> cells;  // all that a slot ever paints: its box, bypass and half the gaps around it;
                               // cells touch and never overlap, so that one can be repainted alone
    int trunk_x = 0;
    int bypass_x = 0;
    int badge_x = 0, badge_width = 0;  // where the teacher's slots are named; no width: there are none
    int map_x = 0, map_width = 0;      // where they and the lines from them are drawn (MapLayout); no width: nowhere
    QRect block;                       // the stack with its bypasses and brackets
    std::vector<StackBracket> brackets;
    std::vector<LegendEntry> legend;
    QRect legend_rect;  // in the viewport; the painter leaves it out where it would cover the stack

    static constexpr double least_zoom = 0.25, most_zoom = 3;
    static constexpr int full_height = 36, full_gap = 10;
    static constexpr int margin = 16;  // beside the block

    // Slot from 1 at a place of the content, 0: none.
    int slotAt(const QPoint& point) const;
    // Gaps are counted by the slots below them: 0 is above the embeddings, the number of slots below the classifier.
    int nearestGap(int y) const;
    QRect gapRect(int gap) const;
    // The gap whose "+" is at a place, -1: none.
    int insertionAt(const QPoint& point) const;
    // Whether the legend covers no part of the stack at this scroll position.
    bool legendFits(const QPoint& offset) const;
};

// The zoom at which `count` slots fill the height; never above 1.
double fitZoom(int count, int height, const QFont& font);
// The same of a stack that is `natural` pixels high at a zoom of 1, and `fixed` pixels more at any.
double fitZoomOf(double natural, double fixed, int height, const QFont& font);
// The smallest zoom at which a box's text is readable.
double legibleZoom(const QFont& font);
StackLayout layOut(const StackModel& model, const QFont& font, QSize viewport, double zoom);

// What every layout begins with: zoom, fonts, and whether boxes are high enough for texts.
StackLayout beginLayout(const QFont& font, QSize viewport, double zoom);
// Places the legend at the top right; the left edge of a block of this width, centred in what the legend leaves if there is
// enough, else in the whole.
int placeBlock(StackLayout& layout, int block_width);
void placeLegend(StackLayout& layout);  // only the legend, after its entries changed
int topMargin(const QFont& font);
int bottomMargin(const QFont& font);
int badgeWidth(const StackLayout& layout);

}  // namespace layerlab
