// StackCanvas: the layers of a distillation's teacher beside the stack: pairs drawn by hand.
#include <QApplication>
#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "ui/canvas/stack_canvas.h"

namespace layerlab {

void StackCanvas::setTeacherRun(const QString& folder, const std::optional<Model>& model) {
    if (folder == m_teacher_run && model == m_teacher_model) return;
    m_teacher_run = folder;
    m_teacher_model = model;
    endDrag(false);
    describeStage();
}

// What describeStage() does of the map.
void StackCanvas::describeMap() {
    const auto stage = static_cast<std::size_t>(m_stage);
    const QString run = teacherRunOf(m_experiment, stage);
    m_map = describeTeacherMap(m_experiment, stage, run == m_teacher_run && m_teacher_model ? &*m_teacher_model : nullptr);
    m_model.teachers = m_map ? m_map->teachers : 0;
    if (m_map)
        for (StackSlot& item : m_model.items) {
            item.teacher = m_map->mayLearn(item.number) ? m_map->teacherOf(item.number) : 0;
            m_model.any_taught = m_model.any_taught || item.teacher > 0;
        }
    if (!m_map || !m_map->mayLearn(m_handle)) m_handle = 0;
    m_map_state = MapState();
}

void StackCanvas::askForTeacher() {
    const QString run = teacherRunOf(m_experiment, static_cast<std::size_t>(m_stage));
    if (!run.isEmpty() && (run != m_teacher_run || !m_teacher_model)) Q_EMIT teacherWanted(run);
}

MapState StackCanvas::mapState() const {
    MapState state = m_map_state;
    state.editable = canMap();
    if (state.handle == 0 && state.teacher == 0 && hasFocus() && m_map) {
        state.handle = m_handle > 0 ? m_handle : m_map->mayLearn(m_current) ? m_current : 0;
        state.at_handle = m_handle > 0;
    }
    return state;
}

// ---- mouse ---------------------------------------------------------------------------------------------------------

bool StackCanvas::hoverMap(const QPoint& at) {
    if (!m_map) return false;
    const int handle = canMap() ? m_map_places.handleAt(at) : 0;
    const int teacher = m_map_places.teacherAt(at);
    if (handle != m_map_state.handle || teacher != m_map_state.teacher) {
        m_map_state.handle = handle;
        m_map_state.teacher = teacher;
        viewport()->setCursor(handle > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
        viewport()->update();
    }
    return handle > 0 || teacher > 0;
}

bool StackCanvas::pressMap(const QPoint& at) {
    if (!canMap()) return false;
    const int handle = m_map_places.handleAt(at);
    if (handle == 0) return false;
    m_pressed = Press::Handle;
    m_map_state = MapState();
    m_map_state.handle = handle;
    focusHandle(handle);
    return true;
}

void StackCanvas::dragLine(const QPoint& at) {
    if (!m_map_state.dragging && (at - m_press).manhattanLength() < QApplication::startDragDistance()) return;
    m_map_state.dragging = true;
    m_cursor = at;
    m_scroll.start();
    m_map_state.cursor = at + offset();
    const int teacher = m_map_places.teacherNear(m_map_state.cursor);
    m_map_state.teacher = m_map->mayTeach(teacher) ? teacher : 0;
    viewport()->setCursor(Qt::CrossCursor);
    viewport()->update();
}

// At a layer of the teacher: that one teaches. At the handle: nothing was meant. Elsewhere: the line was drawn away.
void StackCanvas::releaseLine(bool drop) {
    m_pressed = Press::None;
    m_scroll.stop();
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->update();
    const MapState state = std::exchange(m_map_state, MapState());
    if (!drop || !state.dragging) return;
    if (state.teacher > 0) teach(state.handle, state.teacher);
    else if (m_map_places.handleAt(state.cursor) != state.handle) teach(state.handle, 0);
}

QString StackCanvas::lineText() const {
    const QString student = tr("Layer %1").arg(m_map_state.handle);
    return m_map_state.teacher > 0 ? tr("%1 learns from layer %2").arg(student).arg(m_map_state.teacher)
                                   : tr("%1 learns from none").arg(student);
}

// ---- keyboard ------------------------------------------------------------------------------------------------------

bool StackCanvas::keyMap(int key) {
    if (m_pressed == Press::Handle && key == Qt::Key_Escape) {
        endDrag(false);
        return true;
    }
    if (!canMap() || m_pressed == Press::Handle || m_boundary >= 0) return false;
    const int student = m_handle > 0 ? m_handle : m_current;
    if (!m_map->mayLearn(student)) return false;
    switch (key) {
        case Qt::Key_BracketRight:
        case Qt::Key_Right:
            focusHandle(student);
            teach(student, teacherAfter(*m_map, student, 1));
            return true;
        case Qt::Key_BracketLeft:
        case Qt::Key_Left:
            focusHandle(student);
            teach(student, teacherAfter(*m_map, student, -1));
            return true;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (m_handle == 0) return false;
            teach(student, 0);
            return true;
        case Qt::Key_Escape:
            if (m_handle == 0) return false;
            focusHandle(0);
            return true;
        default:
            return false;
    }
}

void StackCanvas::focusHandle(int student) {
    if (student > 0 && student != m_current) moveTo(student, false);
    if (std::exchange(m_handle, student) == student) return;
    viewport()->update();
    describe();
}

// ---- what is asked for ---------------------------------------------------------------------------------------------

void StackCanvas::teach(int student, int teacher) {
    const auto pairs = withTeacher(*m_map, student, teacher);
    std::vector<std::vector<int>> now;
    for (const auto& [learns, from] : m_map->pairs) now.push_back({learns, from});
    std::stable_sort(now.begin(), now.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
    if (pairs != now) Q_EMIT pairsChanged(pairs);
}

}  // namespace layerlab
