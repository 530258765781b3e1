// StackCanvas: what it says in words: tooltips, the hint, and what a screen reader reads.
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/canvas/stack_canvas.h"
#include "ui/format.h"

namespace layerlab {

namespace {

// What one slot of a stack costs, as if the stack were a model of its own.
QString costSentence(const StackBlueprint& stack, const Task& task, const TaskSize& size, int number) {
    Blueprint alone;
    alone.task = task;
    alone.stacks.push_back({stack.name, stack.model, stack.weights, {}});
    const Cost with = cost(alone, size, {number}), without = cost(alone, size, {});
    return StackCanvas::tr("%1 parameters, %2 for a sequence")
        .arg(countText(static_cast<double>(with.parameters - without.parameters)), flopsText(with.flops - without.flops));
}

QString sizesSentences(const Model& model, const Slot& slot) {
    QStringList lines;
    if (slot.attention) {
        const int count = heads(model, slot);
        lines.append(count > 0 && (slot.head_size || model.hidden % count == 0)
                         ? StackCanvas::tr("attention: %1 heads of %2").arg(count).arg(headSize(model, slot))
                         : StackCanvas::tr("attention: %1 heads").arg(count));
    } else {
        lines.append(StackCanvas::tr("no attention"));
    }
    lines.append(slot.feed_forward_block ? StackCanvas::tr("feed-forward: %1 → %2 → %1").arg(model.hidden).arg(feedForward(model, slot))
                                         : StackCanvas::tr("no feed-forward"));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

QString StackCanvas::describeSlot(int number) const {
    if (number < 1 || number > slotCount()) return {};
    const auto index = static_cast<std::size_t>(number - 1);
    const StackSlot& item = m_model.items[index];
    const Model& model = m_blueprint.encoder().model;
    const Slot& slot = model.stack[index];
    QStringList lines{item.name};

    if (!item.problem.isEmpty()) lines.append(item.problem);
    if (m_blueprint.truncated && index < m_blueprint.starts.size())
        lines.append(tr("layer %1 of the model before").arg(m_blueprint.starts[index]));
    lines.append(costSentence(m_blueprint.encoder(), m_blueprint.task, m_size, number));
    for (const SharedGroup& group : m_model.groups) {
        if (!std::binary_search(group.members.begin(), group.members.end(), number)) continue;
        QStringList others;
        for (const int member : group.members)
            if (member != number) others.append(QString::number(member));
        const QString list = others.mid(0, 12).join(QStringLiteral(", ")) + (others.size() > 12 ? QStringLiteral(", \u2026") : QString());
        switch (group.kind) {
            case SharedGroup::Kind::Layer:
                lines.append(tr("the same weights as layer %1").arg(list));
                break;
            case SharedGroup::Kind::Attention:
                lines.append(tr("the same attention as layer %1").arg(list));
                break;
            case SharedGroup::Kind::FeedForward:
                lines.append(tr("the same feed-forward as layer %1").arg(list));
                break;
        }
    }
    lines.append(sizesSentences(model, slot));
    if (item.rate) lines.append(tr("LayerDrop rate %1").arg(*item.rate, 0, 'f', 2));
    if (item.frozen) lines.append(tr("frozen: runs, does not learn"));
    if (item.teacher > 0) lines.append(tr("learns from layer %1 of the teacher").arg(item.teacher));
    if (slot.skip) lines.append(tr("skipped: never runs"));
    else if (m_steps > 0)
        lines.append(tr("ran in %1 of %2 steps (%3)")
                         .arg(stepText(m_left.ran[index]), stepText(m_steps),
                              percentText(static_cast<double>(m_left.ran[index]) / static_cast<double>(m_steps))));
    if (std::isfinite(m_left.gradients[index]))
        lines.append(tr("gradient norm %1 when it last ran").arg(valueText(m_left.gradients[index])));
    return lines.join(QLatin1Char('\n'));
}

QString StackCanvas::describeBeside(int item) const {
    if (!m_twin || item < 0 || item >= static_cast<int>(m_twin->items.size())) return {};
    const auto index = static_cast<std::size_t>(item);
    const StackSlot& said = m_twin->items[index];
    const StackBlueprint& stack = m_blueprint.measured();
    QStringList lines{said.name};
    const bool theseus = m_twin->kind == TwinModel::Kind::Theseus;
    if (theseus) {
        QStringList numbers;
        for (const int slot : m_twin->modules[index]) numbers.append(QString::number(slot));
        lines.append(tr("replaces layer %1").arg(numbers.join(QStringLiteral(", "))));
        if (!said.detail.isEmpty()) lines.append(said.detail);
        lines.append(tr("replacing rate %1").arg(percentText(m_next_state.rate)));
    } else {
        lines.append(tr("reads layer %1").arg(m_twin->rungs[index]));
        if (m_twin->gated) lines.append(tr("gate μ %1: the side state's share").arg(m_next_state.gates[index], 0, 'f', 2));
        else lines.append(tr("the layer's state is added to the side's"));
    }
    if (index < stack.model.stack.size() && m_twin->items.size() == stack.model.stack.size()) {
        lines.append(costSentence(stack, m_blueprint.task, m_size, item + 1));
        lines.append(sizesSentences(stack.model, stack.model.stack[index]));
    }
    if (said.rate) lines.append(tr("LayerDrop rate %1").arg(*said.rate, 0, 'f', 2));
    if (said.teacher > 0) lines.append(tr("learns from layer %1 of the teacher").arg(said.teacher));
    if (m_steps > 0)
        lines.append(tr("ran in %1 of %2 steps (%3)")
                         .arg(stepText(m_right.ran[index]), stepText(m_steps),
                              percentText(static_cast<double>(m_right.ran[index]) / static_cast<double>(m_steps))));
    if (std::isfinite(m_right.gradients[index]))
        lines.append(tr("gradient norm %1 when it last ran").arg(valueText(m_right.gradients[index])));
    return lines.join(QLatin1Char('\n'));
}

QString StackCanvas::toolTipAt(const QPoint& at, QRect& place) const {
    if (const int number = m_layout.slotAt(at); number > 0) {
        place = m_layout.boxes[static_cast<std::size_t>(number - 1)];
        return describeSlot(number);
    }
    if (m_map) {
        if (const int student = m_map_places.handleAt(at); student > 0) {
            place = m_map_places.handles[static_cast<std::size_t>(student - 1)];
            const int teacher = m_map->teacherOf(student);
            const QString now = teacher > 0 ? tr("layer %1 learns from layer %2 of the teacher").arg(student).arg(teacher)
                                            : tr("layer %1 learns from no layer of the teacher").arg(student);
            return canMap() ? now + QLatin1Char('\n') + tr("drag to a layer of the teacher, or away") : now;
        }
        if (const int teacher = m_map_places.teacherAt(at); teacher > 0) {
            place = m_map_places.teachers[static_cast<std::size_t>(teacher - 1)];
            QStringList students;
            for (const int student : m_map->studentsOf(teacher)) students.append(QString::number(student));
            return tr("layer %1 of the teacher (%2)").arg(teacher).arg(m_map->name) + QLatin1Char('\n') +
                   (!m_map->mayTeach(teacher) ? tr("skipped: never runs")
                    : students.isEmpty()      ? tr("teaches no layer")
                                              : tr("teaches layer %1").arg(students.join(QStringLiteral(", "))));
        }
        if (m_map_places.title.contains(at)) {
            place = m_map_places.title;
            return tr("the teacher: %1, %2 layers").arg(m_map->name).arg(m_map->teachers);
        }
    }
    if (!m_twin) return {};
    if (const int item = m_places.itemAt(at); item >= 0) {
        place = m_places.items[static_cast<std::size_t>(item)];
        return describeBeside(item);
    }
    if (const int slot = m_places.rungAt(at); slot > 0) {
        place = m_places.rungs[static_cast<std::size_t>(slot - 1)];
        const int item = m_twin->itemAt(slot);
        if (item >= 0) return describeBeside(item) + (canEdit() ? QLatin1Char('\n') + tr("click to detach this rung") : QString());
        return canEdit() ? tr("click to attach a rung to layer %1").arg(slot) : tr("layer %1 has no rung").arg(slot);
    }
    if (const int below = m_places.boundaryAt(at); below >= 0 && canEdit()) {
        place = m_places.boundaries[static_cast<std::size_t>(below)];
        return tr("drag to give modules %1 and %2 other layers").arg(below + 1).arg(below + 2);
    }
    return {};
}

QString StackCanvas::hint() const {
    if (m_choosing && slotCount() > 0)
        return m_twin ? tr("Click a layer of the right stack off or on, or Space · Esc: all of them · Ctrl+wheel zooms")
                      : tr("Click layers off and on, or Space · Esc: all of them · Ctrl+wheel zooms · drag pans");
    if (canMap() && slotCount() > 0)
        return tr("Drag from ← to a layer of the teacher, or [ and ] at a layer · Del at a line removes it · Ctrl+wheel zooms");
    if (m_editable && !m_own) {
        const QString name = QString::fromStdString(expandedStages(m_experiment)[static_cast<std::size_t>(m_stage)].name);
        return m_stage > 0 ? tr("The model of stage '%1' follows from the stages before it.").arg(name)
                           : tr("The model of stage '%1' is what truncation leaves.").arg(name);
    }
    if (m_twin && canEdit() && slotCount() > 0) return twinHint();
    return m_editable && slotCount() > 0 ? tr("Ctrl+wheel zooms · drag to reorder · Ctrl+D duplicates · S shares · Del removes")
                                         : tr("Ctrl+wheel zooms · drag pans · double-click fits");
}

QString StackCanvas::twinHint() const {
    return m_twin->kind == TwinModel::Kind::Theseus
               ? tr("Drag a module's edge, or → and then ↑ ↓ · drag layers to reorder · Ctrl+wheel zooms")
               : tr("Click a rung, or Space at a layer, attaches or detaches it · Ctrl+wheel zooms");
}

void StackCanvas::describe() {
    QStringList parts;
    if (!m_heading.isEmpty()) parts.append(m_heading);
    parts.append(tr("%1 layers").arg(slotCount()));
    if (m_selection.size() == 1)
        parts.append(tr("selected: layer %1, %2")
                         .arg(m_selection.front())
                         .arg(m_model.items[static_cast<std::size_t>(m_selection.front() - 1)].detail));
    else if (m_selection.size() > 1) parts.append(tr("%1 layers selected").arg(m_selection.size()));
    if (m_twin)
        parts.append(m_twin->kind == TwinModel::Kind::Theseus ? tr("beside a successor of %1 layers").arg(m_twin->items.size())
                                                              : tr("beside a side network of %1 layers").arg(m_twin->items.size()));
    if (m_boundary >= 0) parts.append(tr("at the boundary between modules %1 and %2").arg(m_boundary + 1).arg(m_boundary + 2));
    else if (m_handle > 0)
        parts.append(m_map->teacherOf(m_handle) > 0
                         ? tr("layer %1 learns from layer %2 of the teacher").arg(m_handle).arg(m_map->teacherOf(m_handle))
                         : tr("layer %1 learns from no layer of the teacher").arg(m_handle));
    else if (m_current > 0 && !m_selection.contains(m_current)) parts.append(tr("at layer %1").arg(m_current));
    setAccessibleDescription(parts.join(QStringLiteral("; ")));
}

QString StackCanvas::headingDetail(const StackLayout& layout) const {
    const bool in_legend = std::any_of(layout.legend.begin(), layout.legend.end(),
                                       [](const LegendEntry& entry) { return entry.kind == LegendEntry::Kind::Figure; });
    if (!m_twin || in_legend) return m_heading_detail;
    QStringList parts;
    for (const auto& [what, value] : m_twin->costs) parts << tr("%1 %2", "a figure's name and value").arg(what, value);
    if (!m_heading_detail.isEmpty()) parts << m_heading_detail;
    return parts.join(QStringLiteral(" · "));
}

}  // namespace layerlab
