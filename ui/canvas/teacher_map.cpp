#include "ui/canvas/teacher_map.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

#include "engine/experiment/blueprint.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/layer_map.h"

namespace layerlab {

namespace {

bool has(const std::vector<int>& slots, int slot) { return std::binary_search(slots.begin(), slots.end(), slot); }

// The stage's settings, where they compare layers.
std::optional<DistillationSettings> comparing(const std::vector<Stage>& stages, std::size_t stage) {
    if (stage >= stages.size()) return {};
    const auto& settings = stages[stage].techniques.distillation;
    return settings && (settings->hidden > 0 || settings->attention > 0) ? settings : std::nullopt;
}

}  // namespace

int TeacherMap::teacherOf(int student) const {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [student](const auto& pair) { return pair.first == student; });
    return found == pairs.end() ? 0 : found->second;
}

std::vector<int> TeacherMap::studentsOf(int teacher) const {
    std::vector<int> students;
    for (const auto& [student, from] : pairs)
        if (from == teacher) students.push_back(student);
    return students;
}

bool TeacherMap::mayLearn(int student) const { return has(may_learn, student); }
bool TeacherMap::mayTeach(int teacher) const { return has(may_teach, teacher); }

QString teacherRunOf(const Experiment& experiment, std::size_t stage) {
    const auto settings = comparing(expandedStages(experiment), stage);
    return settings && settings->teacher.kind == Origin::Kind::Run ? QString::fromStdString(settings->teacher.run) : QString();
}

std::optional<TeacherMap> describeTeacherMap(const Experiment& experiment, std::size_t stage, const Model* run_model) {
    const std::vector<Stage> stages = expandedStages(experiment);
    const auto settings = comparing(stages, stage);
    if (!settings) return {};
    const std::vector<Blueprint> blueprints = blueprintsOf(experiment);
    if (blueprints[stage].stacks.size() > 1) return {};
    TeacherMap map;
    Model teacher;
    if (settings->teacher.kind == Origin::Kind::Run) {
        if (!run_model) return {};
        teacher = *run_model;
        map.name = QFileInfo(QDir(QString::fromStdString(settings->teacher.run)).path()).fileName();
    } else {
        if (settings->teacher.kind != Origin::Kind::Previous || stage == 0) return {};
        teacher = blueprints[stage - 1].measured().model;
        map.name = QString::fromStdString(stages[stage - 1].name);
    }
    map.teachers = slotCount(teacher);
    if (map.teachers == 0) return {};
    map.may_teach = activeSlots(teacher);
    map.may_learn = activeSlots(blueprints[stage].measured().model);
    map.pairs = layerMap(*settings, map.may_learn, map.may_teach);
    return map;
}

std::vector<std::vector<int>> withTeacher(const TeacherMap& map, int student, int teacher) {
    std::vector<std::vector<int>> pairs;
    for (const auto& [learns, from] : map.pairs)
        if (learns != student) pairs.push_back({learns, from});
    if (teacher > 0) pairs.push_back({student, teacher});
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
    return pairs;
}

int teacherAfter(const TeacherMap& map, int student, int by) {
    if (map.may_teach.empty()) return 0;
    const int now = map.teacherOf(student);
    if (now == 0) return by > 0 ? map.may_teach.front() : map.may_teach.back();
    const auto& slots = map.may_teach;
    // A pair typed by hand may name a slot that does not run: its neighbours are next.
    const auto at = by > 0 ? std::upper_bound(slots.begin(), slots.end(), now) - 1 : std::lower_bound(slots.begin(), slots.end(), now);
    const auto place = std::clamp<std::ptrdiff_t>((at - slots.begin()) + by, 0, static_cast<std::ptrdiff_t>(slots.size()) - 1);
    return slots[static_cast<std::size_t>(place)];
}

}  // namespace layerlab
