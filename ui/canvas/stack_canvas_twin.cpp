// StackCanvas: the successor or the side network beside the stack: its passes, and modules and rungs changed by hand.
#include <QApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/canvas/stack_canvas.h"

namespace layerlab {

// ---- passes --------------------------------------------------------------------------------------------------------

void StackCanvas::setPass(const StepFinished& step) {
    if (step.stage != m_stage) return;
    if (!m_twin) return setRoute(step.route, step.slot_gradients);
    if (m_twin->kind == TwinModel::Kind::Theseus) {
        m_left.count(step.route, {});
        for (std::size_t i = 0; i < m_right.ran.size() && i < step.replaced.size(); ++i) {
            if (!step.replaced[i]) continue;
            ++m_right.ran[i];
            if (i < step.slot_gradients.size()) m_right.gradients[i] = step.slot_gradients[i];
        }
    } else {
        m_left.count(step.route, {});
        if (step.side) m_right.count(*step.side, step.slot_gradients);
    }
    ++m_steps;
    showPass(step);
}

void StackCanvas::showPass(const StepFinished& step) {
    if (step.stage != m_stage) return;
    if (!m_twin) return showRoute(step.route);
    std::fill(m_next.begin(), m_next.end(), 1);
    for (const int number : step.route)
        if (number >= 1 && number <= slotCount()) m_next[static_cast<std::size_t>(number - 1)] = 0;
    TwinState& next = m_next_state;
    next.passing = true;
    if (m_twin->kind == TwinModel::Kind::Theseus) {
        for (std::size_t i = 0; i < next.out.size(); ++i) next.out[i] = i >= step.replaced.size() || !step.replaced[i];
        if (const auto rate = step.scalars.find("theseus.rate"); rate != step.scalars.end()) next.rate = rate->second;
    } else {
        if (step.side) {
            std::fill(next.out.begin(), next.out.end(), 1);
            for (const int number : *step.side)
                if (number >= 1 && number <= static_cast<int>(next.out.size())) next.out[static_cast<std::size_t>(number - 1)] = 0;
        }
        for (std::size_t i = 0; i < next.gates.size(); ++i)
            if (const auto gate = step.scalars.find("ladder.gate." + std::to_string(m_twin->rungs[i])); gate != step.scalars.end())
                next.gates[i] = gate->second;
    }
    drawSoon();
}

void StackCanvas::showMeasured(const Route& route) {
    if (!m_twin) return showRoute(route);
    const bool theseus = m_twin->kind == TwinModel::Kind::Theseus;
    std::fill(m_next.begin(), m_next.end(), theseus ? 1 : 0);
    for (std::size_t i = 0; i < m_next_state.out.size(); ++i)
        m_next_state.out[i] = std::find(route.begin(), route.end(), static_cast<int>(i) + 1) == route.end();
    m_next_state.passing = true;
    drawSoon();
}

void StackCanvas::drawTwin() {
    if (m_state.passing != m_next_state.passing) viewport()->update();
    const auto changed = [](double one, double other, double digits) { return std::lround(one * digits) != std::lround(other * digits); };
    for (std::size_t i = 0; i < m_state.out.size(); ++i) {
        if (m_state.out[i] != m_next_state.out[i]) updateContent(m_places.rows[i]);
        if (m_twin->kind != TwinModel::Kind::Ladder) continue;
        if (changed(m_state.gates[i], m_next_state.gates[i], 100))
            updateContent(m_places.gates[static_cast<std::size_t>(m_twin->rungs[i] - 1)]);
    }
    if (changed(m_state.rate, m_next_state.rate, 100))
        for (const QRect& ring : m_places.rings) updateContent(ring);
    m_state.passing = m_next_state.passing;
    m_state.out = m_next_state.out;
    m_state.gates = m_next_state.gates;
    m_state.rate = m_next_state.rate;
}

bool StackCanvas::leavesOutBeside(int item) const {
    return item >= 0 && item < static_cast<int>(m_next_state.out.size()) && m_next_state.passing &&
           m_next_state.out[static_cast<std::size_t>(item)];
}

std::int64_t StackCanvas::timesRanBeside(int item) const {
    return item >= 0 && item < static_cast<int>(m_right.ran.size()) ? m_right.ran[static_cast<std::size_t>(item)] : 0;
}

// ---- mouse ---------------------------------------------------------------------------------------------------------

bool StackCanvas::hoverTwin(const QPoint& at) {
    if (!m_twin) return false;
    const int boundary = canEdit() ? m_places.boundaryAt(at) : -1;
    const int rung = canEdit() ? m_places.rungAt(at) : 0;
    const bool taken = boundary >= 0 || rung > 0;
    if (boundary == m_state.boundary && rung == m_state.rung) return taken;
    m_state.boundary = boundary;
    m_state.rung = rung;
    viewport()->setCursor(boundary >= 0 ? Qt::SplitVCursor : rung > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
    return taken;
}

bool StackCanvas::pressTwin(const QPoint& at) {
    if (!m_twin || !canEdit()) return false;
    if (const int rung = m_places.rungAt(at); rung > 0) {
        m_pressed = Press::Rung;
        m_pressed_rung = rung;
        return true;
    }
    const int boundary = m_places.boundaryAt(at);
    if (boundary < 0) return false;
    m_pressed = Press::Boundary;
    focusBoundary(boundary);
    return true;
}

void StackCanvas::dragBoundary(const QPoint& at) {
    if (m_boundary_drop < 0 && (at - m_press).manhattanLength() < QApplication::startDragDistance()) return;
    m_cursor = at;
    m_scroll.start();
    const auto modules = withBoundary(m_twin->modules, m_boundary, m_layout.nearestGap(at.y() + offset().y()));
    m_boundary_drop = modules[static_cast<std::size_t>(m_boundary)].back();
    viewport()->setCursor(Qt::SplitVCursor);
    viewport()->update();
}

void StackCanvas::releaseTwin(bool drop, const QPoint& at) {
    const Press pressed = std::exchange(m_pressed, Press::None);
    const int last = std::exchange(m_boundary_drop, -1);
    m_scroll.stop();
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->update();
    if (!drop) return;
    if (pressed == Press::Boundary && last > 0) moveBoundary(m_boundary, last);
    else if (pressed == Press::Rung && m_places.rungAt(at + offset()) == m_pressed_rung) toggleRung(m_pressed_rung);
}

// ---- keyboard ------------------------------------------------------------------------------------------------------

bool StackCanvas::keyTwin(int key) {
    if (m_pressed == Press::Boundary && key == Qt::Key_Escape) {
        endDrag(false);
        return true;
    }
    if (!m_twin || !canEdit()) return false;
    if (m_twin->kind == TwinModel::Kind::Ladder) {
        if (key != Qt::Key_Space || m_current < 1) return false;
        toggleRung(m_current);
        return true;
    }
    const int last = static_cast<int>(m_twin->modules.size()) - 2;
    if (key == Qt::Key_Right && last >= 0) {
        const int module = m_current > 0 ? std::max(0, m_twin->moduleOf(m_current)) : 0;
        focusBoundary(std::min(last, m_boundary < 0 ? module : m_boundary + 1));
        return true;
    }
    if (m_boundary < 0) return false;
    switch (key) {
        case Qt::Key_Left:
            focusBoundary(m_boundary - 1);
            return true;
        case Qt::Key_Escape:
            focusBoundary(-1);
            return true;
        case Qt::Key_Up:
            moveBoundary(m_boundary, lastAfter(m_twin->modules, m_boundary, 1));
            return true;
        case Qt::Key_Down:
            moveBoundary(m_boundary, lastAfter(m_twin->modules, m_boundary, -1));
            return true;
        default:
            return false;
    }
}

void StackCanvas::focusBoundary(int below) {
    if (below == m_boundary) return;
    for (const int one : {std::exchange(m_boundary, below), below})
        if (one >= 0 && one < static_cast<int>(m_places.boundaries.size()))
            updateContent(m_places.boundaries[static_cast<std::size_t>(one)].adjusted(-3, -3, 3, 3));
    updateSlot(m_current);
    if (below >= 0 && below < static_cast<int>(m_twin->modules.size()) && !m_twin->modules[static_cast<std::size_t>(below)].empty())
        ensureSeen(m_twin->modules[static_cast<std::size_t>(below)].back());
    describe();
}

// ---- what is asked for ---------------------------------------------------------------------------------------------

void StackCanvas::moveBoundary(int below, int last) {
    const auto modules = withBoundary(m_twin->modules, below, last);
    if (modules != m_twin->modules) Q_EMIT modulesChanged(modules);
}

void StackCanvas::toggleRung(int slot) {
    if (const auto rungs = withRungToggled(*m_twin, slot)) Q_EMIT rungsChanged(*rungs);
}

}  // namespace layerlab
