#include "ui/canvas/map_layout.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>

namespace layerlab {

namespace {

constexpr int full_column = 46, least_column = 30;
constexpr int full_lines = 66, least_lines = 28;
constexpr int wanted_pitch = 16, least_pitch = 6;

double leastPitch(const StackLayout& layout) { return least_pitch * std::max(1.0, layout.zoom); }
int titleHeight(const StackLayout& layout) { return QFontMetrics(layout.small).height() + 4; }

}  // namespace

int MapLayout::handleAt(const QPoint& point) const {
    for (std::size_t i = 0; i < handles.size(); ++i)
        if (!handles[i].isNull() && handles[i].contains(point)) return static_cast<int>(i) + 1;
    return 0;
}

int MapLayout::teacherAt(const QPoint& point) const {
    for (std::size_t i = 0; i < teachers.size(); ++i)
        if (teachers[i].adjusted(0, -1, 0, 1).contains(point)) return static_cast<int>(i) + 1;
    return 0;
}

int MapLayout::teacherNear(const QPoint& point) const {
    if (teachers.empty()) return 0;
    const int reach = 12;
    const QRect& first = teachers.front();
    if (point.x() < first.left() - reach || point.x() > first.right() + reach) return 0;
    if (point.y() < teachers.back().top() - reach || point.y() > first.bottom() + reach) return 0;
    const auto distance = [&point](const QRect& box) { return std::abs(box.top() + box.bottom() - 2 * point.y()); };
    const auto nearest =
        std::min_element(teachers.begin(), teachers.end(), [&](const QRect& a, const QRect& b) { return distance(a) < distance(b); });
    return static_cast<int>(nearest - teachers.begin()) + 1;
}

QPointF MapLayout::from(int teacher) const {
    if (teacher < 1 || teacher > static_cast<int>(teachers.size())) return {};
    const QRect& box = teachers[static_cast<std::size_t>(teacher - 1)];
    return {box.right() + 1.0, box.top() + box.height() / 2.0};
}

QPointF MapLayout::to(int student) const {
    if (student < 1 || student > static_cast<int>(handles.size())) return {};
    const QRect& handle = handles[static_cast<std::size_t>(student - 1)];
    return {static_cast<double>(handle.left()), handle.top() + handle.height() / 2.0};
}

int mapWidth(const StackLayout& layout, bool least) {
    const double scale = std::max(1.0, layout.zoom);
    return least ? least_column + least_lines : static_cast<int>(std::lround((full_column + full_lines) * scale));
}

int mapHeight(const StackLayout& layout, int teachers) {
    return static_cast<int>(std::ceil(leastPitch(layout) * teachers)) + titleHeight(layout);
}

MapLayout layOut(const TeacherMap& map, const StackLayout& layout) {
    MapLayout places;
    if (layout.map_width <= 0 || layout.boxes.empty() || map.teachers <= 0) return places;
    const int title = titleHeight(layout);
    const int height = layout.boxes.front().height();
    const double pitch_of_student = layout.boxes.size() > 1 ? layout.boxes[0].top() - layout.boxes[1].top() : height + 4;

    // Beside the student's layers where there is room, which makes equal depths stand level; else as high as the stack; else
    // higher, as far as all of it can be seen at once; else as high as it has to be.
    const double slots_top = layout.boxes.back().top(), slots_bottom = layout.boxes.front().bottom() + 1;
    const double gap_of_student = std::max(1.0, pitch_of_student - height);
    // Heading and hint stand above and below all of it.
    const double line = QFontMetrics(layout.small).height(), above = line + 14 + title, below = line + 12;
    double pitch = (slots_bottom - slots_top + gap_of_student) / map.teachers;
    if (pitch < pitch_of_student - 0.5) {
        const double beside = layout.block.height() - title, seen = layout.content.height() - above - below;
        const double wanted = std::max(beside / map.teachers, wanted_pitch * layout.zoom);
        pitch = std::max(leastPitch(layout), std::min({pitch_of_student, wanted, std::max(beside, seen) / map.teachers}));
    }
    const double all = pitch * map.teachers;
    double top = (slots_top + slots_bottom) / 2 - all / 2;
    if (top < layout.block.top() + title && all <= layout.block.height() - title) top = layout.block.top() + title;
    // Within the content, which has room for it (mapHeight).
    top = std::max(std::min(top, layout.content.height() - below - all), above);

    const double box = std::max(3.0, std::min<double>(height, pitch - std::max(1.0, std::min(gap_of_student, pitch * 0.22))));
    const QFontMetrics metrics(layout.small);
    places.texts = box >= metrics.height() * 0.85;
    const double share = static_cast<double>(full_column) / (full_column + full_lines);
    const int column = std::max(least_column, static_cast<int>(std::lround(layout.map_width * share)));
    int left = layout.map_x, width = column;
    if (!places.texts) {
        // Numbers stand beside what is too low for them.
        const int number = metrics.horizontalAdvance(QString::number(map.teachers)) + 5;
        left += std::min(number, column / 2 + 4);
        width = layout.map_x + column - left;
        while (pitch * places.numbers_every < metrics.height())
            places.numbers_every += places.numbers_every == 1 ? 1 : places.numbers_every == 2 ? 3 : 5;
    }
    for (int i = 0; i < map.teachers; ++i) {
        const double y = top + (map.teachers - 1 - i) * pitch + (pitch - box) / 2;
        places.teachers.emplace_back(left, static_cast<int>(std::lround(y)), width, std::max(3, static_cast<int>(box)));
    }
    for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
        const QRect& student = layout.boxes[i];
        places.handles.push_back(map.mayLearn(static_cast<int>(i) + 1)
                                     ? QRect(layout.badge_x, student.top(), layout.badge_width - 12, student.height())
                                     : QRect());
    }
    places.title = QRect(layout.map_x, places.teachers.back().top() - title, layout.map_width + layout.badge_width - 12, title);
    places.area = QRect(layout.map_x, places.title.top(), layout.map_width, places.teachers.front().bottom() + 1 - places.title.top())
                      .united(QRect(QPoint(layout.map_x, layout.boxes.back().top()),
                                    QPoint(layout.map_x + layout.map_width + layout.badge_width, layout.boxes.front().bottom())))
                      .adjusted(-4, -4, 4, 4);
    return places;
}

}  // namespace layerlab
