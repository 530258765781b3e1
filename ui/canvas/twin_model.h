// What is said of a stage whose technique puts a second stack beside the first: Theseus a successor beside its predecessor, a
// ladder a side network beside its backbone. And how modules and rungs change by hand. No widget and no painter.
#pragma once

#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "engine/experiment/blueprint.h"
#include "engine/experiment/cost.h"
#include "ui/canvas/stack_layout.h"

namespace layerlab {

struct TwinModel {
    enum class Kind { Theseus, Ladder };
    Kind kind = Kind::Theseus;
    std::vector<StackSlot> items;  // the slots beside: of Theseus one a module, of a ladder one a rung

    std::vector<std::vector<int>> modules;  // Theseus: the slots (from 1, of those that there are) of each module
    double rate = 0;                        // of replacing, at the stage's first step

    std::vector<int> rungs;  // ladder: the backbone's slot that each item reads
    std::vector<int> may;    // ladder: the slots that may have a rung
    bool gated = true;       // false: a plain sum
    double gate = 0.5;       // the side state's share at the stage's first step
    QString entry;           // what leads into the side network

    bool head_frozen = false, embeddings_frozen = false;
    std::vector<std::pair<QString, QString>> costs;  // figures and their values, as they are shown

    // The module that a slot is in, -1: none.
    int moduleOf(int slot) const;
    // The item that reads a slot, -1: none.
    int itemAt(int slot) const;
};

// Nothing where the stage's model is one stack. What a draft has wrong (slots that are not there) is left out. size: of the stage's
// task.
std::optional<TwinModel> describeTwin(const Experiment& experiment, std::size_t stage, const Blueprint& blueprint, const TaskSize& size);
// What stands in the places of the classifier and of the embeddings.
QString twinHead(const TwinModel& twin, const Blueprint& blueprint, const QString& head);
QString twinEmbeddings(const TwinModel& twin, const QString& embeddings);

// The modules with the boundary above module `below` (from 0) moved: the slots of it and of the next one up to `last` are its
// own, those above the next one's. Each keeps at least one.
std::vector<std::vector<int>> withBoundary(std::vector<std::vector<int>> modules, int below, int last);
// Its last slot, when the boundary moves up or down by so many slots.
int lastAfter(const std::vector<std::vector<int>>& modules, int below, int by);

// The rungs with that of `slot` attached or detached; empty: all slots have one. Nothing where it cannot be: the slot never
// runs, or the last rung would go.
std::optional<std::vector<int>> withRungToggled(const TwinModel& ladder, int slot);

}  // namespace layerlab
