#include "ui/canvas/stack_layout.h"

#include <QFontInfo>
#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/experiment/blueprint.h"
#include "engine/experiment/layer_map.h"
#include "ui/canvas/map_layout.h"
#include "ui/format.h"

namespace layerlab {

namespace {

QString letters(int index) {
    QString text;
    for (++index; index > 0; index = (index - 1) / 26) text.prepend(QChar(u'A' + (index - 1) % 26));
    return text;
}

std::vector<std::pair<int, int>> runsOf(const std::vector<int>& members) {
    std::vector<std::pair<int, int>> runs;
    for (const int member : members) {
        if (!runs.empty() && runs.back().second + 1 == member) runs.back().second = member;
        else runs.emplace_back(member, member);
    }
    return runs;
}

std::vector<SharedGroup> findGroups(const WeightMap& weights) {
    using Kind = SharedGroup::Kind;
    std::map<std::pair<int, int>, std::vector<int>> layers;
    std::map<int, std::vector<int>> attentions, feed_forwards;
    for (std::size_t i = 0; i < weights.attention.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        const int attention = weights.attention[i], feed_forward = weights.feed_forward[i];
        if (attention >= 0 || feed_forward >= 0) layers[{attention, feed_forward}].push_back(number);
        if (attention >= 0) attentions[attention].push_back(number);
        if (feed_forward >= 0) feed_forwards[feed_forward].push_back(number);
    }
    std::vector<SharedGroup> groups;
    std::set<std::vector<int>> whole;
    const auto add = [&groups](Kind kind, const std::vector<int>& members) {
        SharedGroup group;
        group.kind = kind;
        group.members = members;
        group.runs = runsOf(members);
        groups.push_back(std::move(group));
    };
    for (const auto& [key, members] : layers)
        if (members.size() > 1) {
            add(Kind::Layer, members);
            whole.insert(members);
        }
    // A half is a group of its own only where it is shared by other slots than the whole layer is.
    for (const auto& [kind, halves] : {std::pair(Kind::Attention, &attentions), std::pair(Kind::FeedForward, &feed_forwards)})
        for (const auto& [key, members] : *halves)
            if (members.size() > 1 && !whole.count(members)) add(kind, members);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const SharedGroup& a, const SharedGroup& b) { return a.members.front() < b.members.front(); });
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups[i].letter = letters(static_cast<int>(i));
        groups[i].colour = static_cast<int>(i);
    }
    return groups;
}

}  // namespace

QString sizesText(const Model& model, const Slot& slot) {
    const QString attention = StackText::tr("attention %1").arg(heads(model, slot));
    const QString wide = StackText::tr("ffn %1").arg(feedForward(model, slot));
    if (slot.attention && slot.feed_forward_block) return attention + QStringLiteral(" \u00b7 ") + wide;
    if (slot.attention) return StackText::tr("attention %1 only").arg(heads(model, slot));
    if (slot.feed_forward_block) return StackText::tr("ffn %1 only").arg(feedForward(model, slot));
    return StackText::tr("passes through");
}

namespace {

QFont withHeight(const QFont& font, double pixels) {
    QFont result = font;
    const double now = std::max(1, QFontInfo(font).pixelSize());
    if (font.pointSizeF() > 0) result.setPointSizeF(std::max(1.0, font.pointSizeF() * pixels / now));
    else result.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    return result;
}

}  // namespace

int topMargin(const QFont& font) { return QFontMetrics(font).height() + 22; }
int bottomMargin(const QFont& font) { return QFontMetrics(font).height() + 18; }

QString StackSlot::badge() const { return teacher > 0 ? StackText::tr("← %1").arg(teacher) : QString(); }

QString SharedGroup::label() const {
    switch (kind) {
        case Kind::Attention:
            return StackText::tr("group %1 · attention shared").arg(letter);
        case Kind::FeedForward:
            return StackText::tr("group %1 · feed-forward shared").arg(letter);
        default:
            return StackText::tr("group %1 · shared").arg(letter);
    }
}

QString SharedGroup::shortLabel() const { return StackText::tr("group %1").arg(letter); }

std::vector<int> teachersOf(const Experiment& experiment, std::size_t stage) {
    const std::vector<Stage> stages = expandedStages(experiment);
    const auto& settings = stages[stage].techniques.distillation;
    const std::vector<Blueprint> blueprints = blueprintsOf(experiment);
    const StackBlueprint& student = blueprints[stage].measured();
    std::vector<int> teachers(student.model.stack.size(), 0);
    if (!settings || (settings->hidden <= 0 && settings->attention <= 0)) return teachers;
    std::vector<int> slots_of_teacher;
    if (settings->map != DistillationSettings::Map::Pairs) {
        if (settings->teacher.kind != Origin::Kind::Previous || stage == 0) return teachers;
        slots_of_teacher = activeSlots(blueprints[stage - 1].measured().model);
    }
    for (const auto& [slot, teacher] : layerMap(*settings, activeSlots(student.model), slots_of_teacher))
        if (slot >= 1 && slot <= static_cast<int>(teachers.size())) teachers[static_cast<std::size_t>(slot - 1)] = teacher;
    return teachers;
}

StackModel describeStack(const Experiment& experiment, const TaskSize& size, std::size_t stage) {
    const Blueprint blueprint = blueprintOf(experiment, stage);
    const Techniques techniques = expandedStages(experiment)[stage].techniques;
    const Model& model = blueprint.encoder().model;
    const WeightMap& weights = blueprint.encoder().weights;
    // Beside a successor or a side network the stack is frozen, and what drops or learns is there.
    const bool beside = blueprint.stacks.size() > 1;
    const std::vector<int> teachers = beside ? std::vector<int>(model.stack.size(), 0) : teachersOf(experiment, stage);
    StackModel result;
    result.drops = !beside && techniques.layer_drop.has_value();
    const std::vector<double> rates = dropRates(model, techniques);
    for (std::size_t i = 0; i < model.stack.size(); ++i) {
        const Slot& slot = model.stack[i];
        StackSlot item;
        item.number = static_cast<int>(i) + 1;
        item.name = StackText::tr("Layer %1").arg(item.number);
        item.detail = sizesText(model, slot);
        if (result.drops && i < rates.size()) item.rate = rates[i];
        item.skip = slot.skip;
        item.frozen = slot.frozen || beside;
        item.teacher = teachers[i];
        result.any_skip = result.any_skip || slot.skip;
        result.any_frozen = result.any_frozen || item.frozen;
        result.any_taught = result.any_taught || item.teacher > 0;
        result.items.push_back(std::move(item));
    }
    result.groups = findGroups(weights);
    // The whole layer's group decides the colour before a half's.
    for (const bool whole : {true, false})
        for (std::size_t g = 0; g < result.groups.size(); ++g)
            if ((result.groups[g].kind == SharedGroup::Kind::Layer) == whole)
                for (const int member : result.groups[g].members)
                    if (StackSlot& item = result.items[static_cast<std::size_t>(member - 1)]; item.group < 0)
                        item.group = static_cast<int>(g);

    const int embedding = embeddingSize(model);
    const QString width =
        embedding == model.hidden ? QString::number(model.hidden) : StackText::tr("%1 → %2").arg(embedding).arg(model.hidden);
    if (size.vocabulary > 0) result.embeddings = StackText::tr("Embeddings · vocab %1 · %2").arg(stepText(size.vocabulary), width);
    else result.embeddings = StackText::tr("Embeddings · %1").arg(width);
    if (size.labels <= 0) result.head = StackText::tr("Classifier");
    else if (labelsEveryPosition(blueprint.task)) result.head = StackText::tr("Classifier · %1 classes at every position").arg(size.labels);
    else result.head = StackText::tr("Classifier · %1 classes").arg(size.labels);
    return result;
}

int StackLayout::slotAt(const QPoint& point) const {
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (boxes[i].adjusted(-1, -1, 1, 1).contains(point)) return static_cast<int>(i) + 1;
    return 0;
}

int StackLayout::nearestGap(int y) const {
    return static_cast<int>(std::count_if(boxes.begin(), boxes.end(), [y](const QRect& box) { return box.center().y() > y; }));
}

QRect StackLayout::gapRect(int gap) const {
    const int above = gap < static_cast<int>(boxes.size()) ? boxes[static_cast<std::size_t>(gap)].bottom() : head.bottom();
    const int below = gap > 0 ? boxes[static_cast<std::size_t>(gap - 1)].top() : embeddings.top();
    const QRect& wide = boxes.empty() ? head : boxes.front();
    return QRect(QPoint(wide.left(), above + 1), QPoint(wide.right(), below - 1));
}

int StackLayout::insertionAt(const QPoint& point) const {
    if (!texts || boxes.empty() || std::abs(point.x() - trunk_x) > boxes.front().width() / 8) return -1;
    for (int gap = 0; gap <= static_cast<int>(boxes.size()); ++gap)
        if (gapRect(gap).contains(point)) return gap;
    return -1;
}

bool StackLayout::legendFits(const QPoint& offset) const {
    return legend.size() > 1 && legend_rect.left() > 8 && !block.translated(-offset).adjusted(-8, -8, 8, 8).intersects(legend_rect);
}

double fitZoom(int count, int height, const QFont& font) {
    const int places = std::max(1, count);
    const double natural = (places + 2) * StackLayout::full_height + (places + 1) * StackLayout::full_gap;
    return fitZoomOf(natural, 0, height, font);
}

double fitZoomOf(double natural, double fixed, int height, const QFont& font) {
    const double room = height - topMargin(font) - bottomMargin(font) - fixed;
    return std::clamp(room / natural, StackLayout::least_zoom, 1.0);
}

double legibleZoom(const QFont& font) { return std::min(1.0, (QFontMetrics(font).height() + 3.0) / StackLayout::full_height); }

StackLayout beginLayout(const QFont& font, QSize viewport, double zoom) {
    StackLayout l;
    l.zoom = std::clamp(zoom, StackLayout::least_zoom, StackLayout::most_zoom);
    l.viewport = viewport;
    const int height = static_cast<int>(StackLayout::full_height * l.zoom + 1e-6);
    l.texts = height >= 15;
    const double base = std::max(1, QFontInfo(font).pixelSize());
    l.font = withHeight(font, std::min(base * std::max(1.0, l.zoom), height * (l.texts ? 0.62 : 0.8)));
    l.small = withHeight(font, base * 0.92);
    return l;
}

int badgeWidth(const StackLayout& layout) { return QFontMetrics(layout.small).horizontalAdvance(StackText::tr("← %1").arg(88)) + 20; }

void placeLegend(StackLayout& l) {
    const QFontMetrics small(l.small);
    int legend_width = 0;
    for (const LegendEntry& entry : l.legend) {
        const bool figure = entry.kind == LegendEntry::Kind::Figure;
        legend_width = std::max(legend_width, small.horizontalAdvance(entry.text) + (figure ? small.horizontalAdvance(entry.value) : 0));
    }
    const int line = small.height() + 4;
    const QSize legend(legend_width + 58, static_cast<int>(l.legend.size() + 1) * line + 20);
    l.legend_rect = QRect(QPoint(l.viewport.width() - legend.width() - 14, 12), legend);
}

int placeBlock(StackLayout& l, int block_width) {
    placeLegend(l);
    int left = (l.viewport.width() - block_width) / 2;
    if (l.legend.size() > 1 && left + block_width + 8 >= l.legend_rect.left()) {
        const int shifted = l.legend_rect.left() - 12 - block_width;
        if (shifted >= StackLayout::margin) left = shifted;
    }
    return std::max(StackLayout::margin, left);
}

StackLayout layOut(const StackModel& model, const QFont& font, QSize viewport, double zoom) {
    StackLayout l = beginLayout(font, viewport, zoom);
    const int count = static_cast<int>(model.items.size());
    // Rounded down: a stack fitted to the height must not be a pixel too high for it.
    const int height = static_cast<int>(StackLayout::full_height * l.zoom + 1e-6);
    const int gap = std::max(2, static_cast<int>(StackLayout::full_gap * l.zoom + 1e-6));
    const int pitch = height + gap;
    const double scale = std::max(1.0, l.zoom);
    QFont bold = l.font;
    bold.setBold(true);
    const QFontMetrics metrics(l.font), bold_metrics(bold), small(l.small);

    // Widths. The box is as wide as its widest text wants; where that is more than there is, brackets shrink to letters
    // first, then the texts in the boxes are elided.
    const auto scaled = [scale](double value) { return static_cast<int>(std::lround(value * scale)); };
    int wanted = scaled(l.texts ? 210 : 130);
    if (l.texts) {
        for (const StackSlot& item : model.items) {
            int width = scaled(8 + 12 + 26 + 12) + bold_metrics.horizontalAdvance(item.name) + metrics.horizontalAdvance(item.detail);
            if (item.rate) width += scaled(12) + metrics.horizontalAdvance(QStringLiteral("0.00"));
            if (item.frozen) width += metrics.height();
            wanted = std::max(wanted, width);
        }
        for (const QString& text : {model.embeddings, model.head}) wanted = std::max(wanted, metrics.horizontalAdvance(text) + scaled(28));
    }
    l.badge_width = model.any_taught || model.teachers > 0 ? badgeWidth(l) : 0;
    int bypass = (model.drops || model.any_skip ? scaled(22) : 0) + l.badge_width;
    const int margin = StackLayout::margin;

    // Brackets go to the first column in which none of their stretches meets another's.
    std::vector<int> column(model.groups.size(), 0);
    std::vector<std::set<int>> taken;
    for (std::size_t g = 0; g < model.groups.size(); ++g) {
        const auto& members = model.groups[g].members;
        std::size_t c = 0;
        while (c < taken.size() && std::any_of(members.begin(), members.end(), [&](int member) { return taken[c].count(member) > 0; })) ++c;
        if (c == taken.size()) taken.emplace_back();
        taken[c].insert(members.begin(), members.end());
        column[g] = static_cast<int>(c);
    }
    const int spine = 9, before = 12, after = 8;
    enum class Labels { Full, Letter };
    const auto labelOf = [&](std::size_t g, bool longest, Labels labels) {
        if (labels == Labels::Letter) return model.groups[g].letter;
        return longest ? model.groups[g].label() : model.groups[g].shortLabel();
    };
    const auto columnWidths = [&](Labels labels) {
        std::vector<int> widths(taken.size(), 0);
        for (std::size_t g = 0; g < model.groups.size(); ++g) {
            int& width = widths[static_cast<std::size_t>(column[g])];
            width = std::max(width, before + spine + after + small.horizontalAdvance(labelOf(g, true, labels)));
        }
        return widths;
    };
    const auto sum = [](const std::vector<int>& values) {
        int total = 0;
        for (const int value : values) total += value;
        return total;
    };
    Labels labels = l.texts ? Labels::Full : Labels::Letter;
    std::vector<int> widths = columnWidths(labels);
    const auto room = [&] { return viewport.width() - 2 * margin - bypass - sum(widths); };
    if (labels == Labels::Full && room() < std::min(wanted, scaled(200))) {
        labels = Labels::Letter;
        widths = columnWidths(labels);
    }
    if (model.teachers > 0) {
        const int least = mapWidth(l, true);
        l.map_width = std::clamp(room() - std::min(wanted, scaled(200)), least, std::max(least, mapWidth(l, false)));
        bypass += l.map_width;
    }
    const int box_width = std::clamp(room(), std::min(wanted, model.teachers > 0 ? 100 : 130), wanted);
    const int block_width = bypass + box_width + sum(widths);

    l.legend.push_back({LegendEntry::Kind::Runs, StackText::tr("runs every step")});
    if (model.drops) l.legend.push_back({LegendEntry::Kind::Dropped, StackText::tr("dropped this step")});
    if (model.any_skip) l.legend.push_back({LegendEntry::Kind::Skipped, StackText::tr("skipped")});
    if (model.any_frozen) l.legend.push_back({LegendEntry::Kind::Frozen, StackText::tr("frozen")});
    const int left = placeBlock(l, block_width);

    const int places = std::max(1, count);  // an empty stack keeps room for its first slot
    const int stack_height = (places + 2) * height + (places + 1) * gap;
    const int top_margin = topMargin(font), bottom_margin = bottomMargin(font);
    const int needed = std::max(stack_height, model.teachers > 0 ? mapHeight(l, model.teachers) : 0);
    l.content =
        QSize(std::max(viewport.width(), block_width + 2 * margin), std::max(viewport.height(), needed + top_margin + bottom_margin));
    const int top = top_margin + (l.content.height() - top_margin - bottom_margin - stack_height) / 2;

    const int box_left = left + bypass;
    l.trunk_x = box_left + box_width / 2;
    l.map_x = left;
    l.badge_x = left + l.map_width;
    l.bypass_x = l.badge_x + l.badge_width + 2;
    l.head = QRect(box_left, top, box_width, height);
    l.embeddings = QRect(box_left, top + (places + 1) * pitch, box_width, height);
    if (count == 0) l.placeholder = QRect(box_left, top + pitch, box_width, height);
    l.boxes.resize(model.items.size());
    l.cells.resize(model.items.size());
    const int above = gap - gap / 2;
    for (int i = 0; i < count; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const int y = top + (count - i) * pitch;
        l.boxes[index] = QRect(box_left, y, box_width, height);
        l.cells[index] = QRect(l.badge_x - 5, y - above, bypass - l.map_width + box_width + 10, pitch);
    }
    l.block = QRect(left, top, block_width, stack_height);

    std::vector<int> starts;
    int x = box_left + box_width;
    for (const int width : widths) {
        starts.push_back(x + before);
        x += width;
    }
    for (std::size_t g = 0; g < model.groups.size(); ++g) {
        const SharedGroup& group = model.groups[g];
        std::size_t longest = 0;
        for (std::size_t r = 1; r < group.runs.size(); ++r)
            if (group.runs[r].second - group.runs[r].first > group.runs[longest].second - group.runs[longest].first) longest = r;
        for (std::size_t r = 0; r < group.runs.size(); ++r) {
            const QRect first = l.boxes[static_cast<std::size_t>(group.runs[r].first - 1)];
            const QRect last = l.boxes[static_cast<std::size_t>(group.runs[r].second - 1)];
            const auto c = static_cast<std::size_t>(column[g]);
            const int inset = std::min(4, height / 6);
            StackBracket bracket;
            bracket.group = g;
            bracket.spine = QRect(QPoint(starts[c], last.top() + inset), QPoint(starts[c] + spine, first.bottom() - inset));
            bracket.label_x = bracket.spine.right() + after;
            const int right = c + 1 < starts.size() ? starts[c + 1] - 4 : std::max(l.content.width(), viewport.width());
            bracket.label = small.elidedText(labelOf(g, r == longest, labels), Qt::ElideRight, right - bracket.label_x);
            l.brackets.push_back(std::move(bracket));
        }
    }
    return l;
}

}  // namespace layerlab
