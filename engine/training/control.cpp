#include "engine/training/control.h"

namespace layerlab {

void Control::pause() {
    const std::lock_guard lock(m_mutex);
    m_paused = true;
}

void Control::resume() {
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_steps = 0;
    m_wake.notify_all();
}

void Control::step() {
    const std::lock_guard lock(m_mutex);
    m_paused = true;
    ++m_steps;
    m_wake.notify_all();
}

void Control::stop() {
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    m_wake.notify_all();
}

bool Control::waitForTurn(const std::function<void(bool)>& changed) {
    std::unique_lock lock(m_mutex);
    if (m_stop) return false;
    if (m_paused && m_steps == 0) {
        if (!m_told) {
            m_told = true;
            lock.unlock();
            changed(true);
            lock.lock();
        }
        m_wake.wait(lock, [&] { return m_stop || !m_paused || m_steps > 0; });
        if (m_stop) return false;
    }
    if (m_paused) {
        --m_steps;  // stays paused after this step
    } else if (m_told) {
        m_told = false;
        lock.unlock();
        changed(false);
    }
    return true;
}

}  // namespace layerlab
