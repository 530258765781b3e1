#include "engine/experiment/teaching.h"

#include <algorithm>

#include "engine/experiment/layer_map.h"
#include "engine/text.h"

namespace layerlab {

namespace {

using RelationOf = DistillationSettings::RelationOf;

bool runs(const std::vector<int>& slots, int slot) { return std::find(slots.begin(), slots.end(), slot) != slots.end(); }

bool anyAttends(const StackBlueprint& stack) {
    const std::vector<int> slots = activeSlots(stack.model);
    return std::any_of(slots.begin(), slots.end(), [&](int slot) { return attends(stack, slot); });
}

std::string whyNotPaired(const StackBlueprint& own, const DistillationSettings& settings, const StackBlueprint& other) {
    const std::vector<int> own_slots = activeSlots(own.model), other_slots = activeSlots(other.model);
    const auto pairs = layerMap(settings, own_slots, other_slots);
    bool any = false, attention = false;
    for (const auto& [slot, from] : pairs) {
        if (!runs(own_slots, slot))
            return text("the distillation's pair [%1, %2] names slot %1 of the student, which does not run", slot, from);
        if (!runs(other_slots, from))
            return text("the distillation's pair [%1, %2] names slot %2 of the teacher, which does not run", slot, from);
        any = true;
        attention = attention || (attends(own, slot) && attends(other, from));
    }
    if (settings.hidden > 0 && !any) return text("no slot of the student has a teacher's slot to learn from; choose another map");
    if (settings.attention > 0 && !attention)
        return text("no two slots of the distillation's map both have attention; choose another map, or set attention to 0");
    return {};
}

}  // namespace

bool attends(const StackBlueprint& stack, int slot) { return stack.weights.attention[static_cast<std::size_t>(slot - 1)] >= 0; }

std::string whyNotTaught(const Blueprint& student, const DistillationSettings& settings, const Blueprint& teacher) {
    const bool layers = settings.hidden > 0 || settings.attention > 0;
    const bool values = settings.relation > 0 && settings.relation_of == RelationOf::Values;
    if (student.causal != teacher.causal)
        return text("one of teacher and student reads only what stands before, the other everything; give both the same attention");
    if (settings.soft_labels > 0 && labelsEveryPosition(student.task) != labelsEveryPosition(teacher.task))
        return text("one of teacher and student labels every position, the other whole sequences; soft labels need the same of both");
    if (student.isLadder() && (layers || settings.relation > 0))
        return text("a ladder learns from soft labels only; set hidden, attention and relation to 0");
    if (!student.modules.empty() && (layers || values))
        return text(
            "while modules are replaced, only soft labels and relations of the batch can be learned from; distil layers in a stage "
            "that fine-tunes the successor");
    if (layers)
        if (std::string why = whyNotPaired(student.measured(), settings, teacher.measured()); !why.empty()) return why;
    if (values && (!anyAttends(student.measured()) || !anyAttends(teacher.measured())))
        return text("relations of values need a slot with attention in both teacher and student");
    return {};
}

}  // namespace layerlab
