#include "ui/canvas/twin_layout.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace layerlab {

namespace {

constexpr int full_pad = 8;     // within a module's frame
constexpr int full_apart = 12;  // between frames, and between these and what is above and below
constexpr int least_box = 62, least_middle = 58;

int scaledDown(double full, double zoom, int least) { return std::max(least, static_cast<int>(full * zoom + 1e-6)); }

// Slots of one module that follow each other; slots of no module stand by themselves.
struct Stretch {
    int first, last, module;
};

std::vector<Stretch> stretchesOf(const TwinModel& twin, int count) {
    std::vector<Stretch> stretches;
    for (int slot = 1; slot <= count; ++slot) {
        const int module = twin.kind == TwinModel::Kind::Theseus ? twin.moduleOf(slot) : -1;
        if (!stretches.empty() && stretches.back().module == module) stretches.back().last = slot;
        else stretches.push_back({slot, slot, module});
    }
    return stretches;
}

int boxWidth(const StackLayout& l, const std::vector<StackSlot>& items, double scale) {
    if (!l.texts) return static_cast<int>(std::lround(110 * scale));
    QFont bold = l.font;
    bold.setBold(true);
    const QFontMetrics metrics(l.font), bold_metrics(bold);
    int width = static_cast<int>(std::lround(120 * scale));
    for (const StackSlot& item : items) {
        int wanted =
            bold_metrics.horizontalAdvance(item.name) + metrics.horizontalAdvance(item.detail) + static_cast<int>(std::lround(46 * scale));
        if (item.frozen) wanted += metrics.height();
        if (item.rate) wanted += metrics.horizontalAdvance(QStringLiteral("0.00")) + static_cast<int>(std::lround(12 * scale));
        width = std::max(width, wanted);
    }
    return width;
}

class Arranging {
public:
    Arranging(const StackModel& model, const TwinModel& twin, StackLayout& layout, TwinLayout& places)
        : m_model(model), m_twin(twin), m_layout(layout), m_places(places), m_small(layout.small) {}

    void run(const QFont& font) {
        m_count = static_cast<int>(m_model.items.size());
        m_height = static_cast<int>(StackLayout::full_height * m_layout.zoom + 1e-6);
        m_gap = scaledDown(StackLayout::full_gap, m_layout.zoom, 2);
        m_pad = scaledDown(full_pad, m_layout.zoom, 2);
        m_apart = scaledDown(full_apart, m_layout.zoom, 3);
        m_places.label_height = theseus() && m_layout.texts ? m_small.height() : 0;
        m_stretches = stretchesOf(m_twin, m_count);
        chooseWidths();
        nameLegend();
        m_left = placeBlock(m_layout, m_left_width + m_middle + m_right_width + m_layout.badge_width);
        const int block_width = m_left_width + m_middle + m_right_width + m_layout.badge_width;
        const int stack_height = walk(0, false);
        const int top_margin = topMargin(font), bottom_margin = bottomMargin(font);
        m_layout.content = QSize(std::max(m_layout.viewport.width(), block_width + 2 * StackLayout::margin),
                                 std::max(m_layout.viewport.height(), stack_height + top_margin + bottom_margin));
        const int top = top_margin + (m_layout.content.height() - top_margin - bottom_margin - stack_height) / 2;
        m_layout.block = QRect(m_left, top, block_width, stack_height);
        m_layout.trunk_x = boxLeft() + m_box / 2;
        m_layout.bypass_x = m_left + 2;
        const int right = m_left + m_left_width + m_middle;
        m_places.right_x = right + m_right_width / 2;
        m_places.gradient_x = right + m_right_width * 3 / 4;
        m_layout.badge_x = right + m_right_width;
        m_layout.boxes.resize(static_cast<std::size_t>(m_count));
        m_layout.cells.resize(static_cast<std::size_t>(m_count));
        m_places.frames.assign(theseus() ? m_twin.modules.size() : 0, QRect());
        walk(top, true);
        if (theseus()) placeSuccessor(right);
        else placeSide(right);
        // What it costs gives way where it would cover the stack; the heading says it, too.
        if (m_layout.legendFits({}) || m_twin.costs.empty()) return;
        std::erase_if(m_layout.legend, [](const LegendEntry& entry) { return entry.kind == LegendEntry::Kind::Figure; });
        placeLegend(m_layout);
    }

private:
    bool theseus() const { return m_twin.kind == TwinModel::Kind::Theseus; }
    int boxLeft() const { return m_left + m_frame_pad; }

    // What is too wide gives way: first the room between the stacks, then the texts in the boxes.
    void chooseWidths() {
        const double scale = std::max(1.0, m_layout.zoom);
        const auto scaled = [scale](double value) { return static_cast<int>(std::lround(value * scale)); };
        const bool taught = std::any_of(m_twin.items.begin(), m_twin.items.end(), [](const StackSlot& item) { return item.teacher > 0; });
        m_layout.badge_width = taught ? badgeWidth(m_layout) : 0;
        m_box = boxWidth(m_layout, m_model.items, scale);
        m_right_width = boxWidth(m_layout, m_twin.items, scale);
        m_middle = scaled(theseus() ? 118 : 150);
        m_frame_pad = theseus() ? scaled(10) : 0;
        const int room = m_layout.viewport.width() - 2 * StackLayout::margin - m_layout.badge_width;
        int over = m_box + 2 * m_frame_pad + m_middle + m_right_width - room;
        const auto give = [&over](int& width, int least) {
            const int given = std::clamp(over, 0, std::max(0, width - least));
            width -= given;
            over -= given;
        };
        give(m_middle, least_middle);
        // Both boxes shrink to what their names want before either shrinks further.
        give(m_right_width, std::min(m_right_width, scaled(120)));
        give(m_box, std::min(m_box, scaled(120)));
        if (over > 0) {
            const int half = (over + 1) / 2;
            const int all = over;
            over = half;
            give(m_right_width, least_box);
            over += all - half;
            give(m_box, least_box);
            give(m_frame_pad, 4);
        }
        m_left_width = m_box + 2 * m_frame_pad;
    }

    void nameLegend() {
        for (const auto& [what, value] : m_twin.costs) m_layout.legend.push_back({LegendEntry::Kind::Figure, what, value});
        m_layout.legend.push_back({LegendEntry::Kind::Frozen, StackText::tr("frozen")});
        m_layout.legend.push_back({LegendEntry::Kind::Trained, StackText::tr("trained")});
        m_layout.legend.push_back({LegendEntry::Kind::Gradient, StackText::tr("gradient path")});
    }

    // From the classifier down to the embeddings; the height of it all.
    int walk(int top, bool store) {
        int y = top;
        const QRect whole(m_left, y, m_left_width + m_middle + m_right_width, m_height);
        const QRect right(m_left + m_left_width + m_middle, y, m_right_width, m_height);
        if (store) m_layout.head = theseus() ? whole : right;
        y += m_height;
        if (m_count == 0) {
            y += m_gap;
            if (store) m_layout.placeholder = QRect(boxLeft(), y, m_box, m_height);
            y += m_height;
        }
        for (auto stretch = m_stretches.rbegin(); stretch != m_stretches.rend(); ++stretch) {
            const bool framed = stretch->module >= 0;
            y += theseus() ? m_apart : m_gap;
            const int frame_top = y;
            if (framed) y += m_pad + m_places.label_height;
            for (int slot = stretch->last; slot >= stretch->first; --slot) {
                if (slot < stretch->last) y += m_gap;
                if (store) {
                    const auto index = static_cast<std::size_t>(slot - 1);
                    m_layout.boxes[index] = QRect(boxLeft(), y, m_box, m_height);
                    m_layout.cells[index] = m_layout.boxes[index].adjusted(-5, -m_gap / 2 - 1, 5, m_gap / 2 + 1);
                }
                y += m_height;
            }
            if (!framed) continue;
            y += m_pad;
            if (!store) continue;
            QRect& frame = m_places.frames[static_cast<std::size_t>(stretch->module)];
            const QRect here(m_left, frame_top, m_left_width, y - frame_top);
            frame = frame.isNull() ? here : frame.united(here);
        }
        y += theseus() ? m_apart : m_gap;
        if (store) m_layout.embeddings = theseus() ? QRect(whole.left(), y, whole.width(), m_height) : QRect(boxLeft(), y, m_box, m_height);
        return y + m_height - top;
    }

    void placeSuccessor(int right) {
        const int two_lines = 2 * QFontMetrics(m_layout.font).height() + 8;
        for (std::size_t i = 0; i < m_twin.modules.size(); ++i) {
            const QRect& frame = m_places.frames[i];
            if (frame.isNull()) {
                m_places.items.emplace_back();
                m_places.rings.emplace_back();
                m_places.rows.emplace_back();
                continue;
            }
            const int height = std::min(frame.height(), m_layout.texts ? std::max(m_height, two_lines) : m_height);
            const int top = frame.top() + (frame.height() - height) / 2;
            m_places.items.emplace_back(right, top, m_right_width, height);
            const int ring =
                std::clamp(static_cast<int>(44 * m_layout.zoom), 10, std::max(10, std::min(frame.height() - 2, m_middle - 26)));
            m_places.rings.emplace_back(frame.right() + 1 + (m_middle - ring) * 2 / 5, frame.top() + (frame.height() - ring) / 2, ring,
                                        ring);
            // The path between this module and its neighbours is part of its state.
            m_places.rows.emplace_back(0, frame.top() - m_apart - 2, m_layout.content.width(), frame.height() + 2 * m_apart + 4);
        }
        for (std::size_t i = 0; i + 1 < m_places.frames.size(); ++i) {
            const QRect &below = m_places.frames[i], &above = m_places.frames[i + 1];
            const bool apart = !below.isNull() && !above.isNull() && above.bottom() < below.top();
            m_places.boundaries.push_back(apart ? QRect(QPoint(below.left(), above.bottom() + 1), QPoint(below.right(), below.top() - 1))
                                                : QRect());
        }
    }

    void placeSide(int right) {
        const int left = boxLeft() + m_box + 1;
        m_places.entry = QRect(right, m_layout.embeddings.top(), m_right_width, m_height);
        const int pill_width =
            std::min(m_layout.texts ? m_small.horizontalAdvance(QStringLiteral("\u03bc 0.00")) + 10 : m_height + 4, m_middle - 14);
        const int pill_height = std::min(m_height, m_layout.texts ? m_small.height() + 6 : m_height);
        for (const StackSlot& item : m_model.items) {
            const QRect& box = m_layout.boxes[static_cast<std::size_t>(item.number - 1)];
            const bool may = std::find(m_twin.may.begin(), m_twin.may.end(), item.number) != m_twin.may.end();
            m_places.rungs.push_back(may ? QRect(QPoint(left, box.top()), QPoint(right - 1, box.bottom())) : QRect());
            m_places.gates.push_back(
                may ? QRect(right - 8 - pill_width, box.top() + (box.height() - pill_height) / 2, pill_width, pill_height) : QRect());
        }
        for (const int slot : m_twin.rungs) {
            const QRect& box = m_layout.boxes[static_cast<std::size_t>(slot - 1)];
            m_places.items.emplace_back(right, box.top(), m_right_width, box.height());
            m_places.rows.emplace_back(left - 1, box.top() - m_gap, m_layout.content.width() - left + 1, box.height() + 2 * m_gap);
        }
    }

    const StackModel& m_model;
    const TwinModel& m_twin;
    StackLayout& m_layout;
    TwinLayout& m_places;
    QFontMetrics m_small;
    std::vector<Stretch> m_stretches;
    int m_count = 0, m_height = 0, m_gap = 0, m_pad = 0, m_apart = 0;
    int m_box = 0, m_left_width = 0, m_middle = 0, m_right_width = 0, m_frame_pad = 0, m_left = 0;
};

}  // namespace

int TwinLayout::itemAt(const QPoint& point) const {
    for (std::size_t i = 0; i < items.size(); ++i)
        if (!items[i].isNull() && items[i].adjusted(-1, -1, 1, 1).contains(point)) return static_cast<int>(i);
    return -1;
}

int TwinLayout::boundaryAt(const QPoint& point) const {
    for (std::size_t i = 0; i < boundaries.size(); ++i)
        if (!boundaries[i].isNull() && boundaries[i].adjusted(0, -2, 0, 2).contains(point)) return static_cast<int>(i);
    return -1;
}

int TwinLayout::rungAt(const QPoint& point) const {
    for (std::size_t i = 0; i < rungs.size(); ++i)
        if (!rungs[i].isNull() && rungs[i].contains(point)) return static_cast<int>(i) + 1;
    return 0;
}

double fitZoom(const StackModel& model, const TwinModel& twin, int height, const QFont& font) {
    const int count = static_cast<int>(model.items.size());
    if (twin.kind == TwinModel::Kind::Ladder || count == 0) return fitZoom(count, height, font);
    const std::vector<Stretch> stretches = stretchesOf(twin, count);
    double natural = (count + 2) * StackLayout::full_height + static_cast<double>(stretches.size() + 1) * full_apart;
    double fixed = 0;
    for (const Stretch& stretch : stretches) {
        natural += (stretch.last - stretch.first) * StackLayout::full_gap;
        if (stretch.module < 0) continue;
        natural += 2 * full_pad;
        fixed += QFontMetrics(font).height();
    }
    return fitZoomOf(natural, fixed, height, font);
}

StackLayout layOut(const StackModel& model, const TwinModel& twin, const QFont& font, QSize viewport, double zoom, TwinLayout& places) {
    StackLayout layout = beginLayout(font, viewport, zoom);
    places = TwinLayout();
    Arranging(model, twin, layout, places).run(font);
    return layout;
}

}  // namespace layerlab
