// What a person may ask of a running job, from any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace layerlab {

class Control {
public:
    explicit Control(bool paused = false) : m_paused(paused) {}
    void pause();
    void resume();
    void step();  // one step, then paused again
    void stop();
    bool stopping() const { return m_stop; }

    // Called before every step: returns when the step may run, or false when the job is to stop. changed(true) is called
    // once when a pause begins, changed(false) when it ends.
    bool waitForTurn(const std::function<void(bool)>& changed);

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::atomic<bool> m_stop = false;
    bool m_paused = false;
    bool m_told = false;  // whether the pause was reported
    int m_steps = 0;      // single steps asked for
};

}  // namespace layerlab
