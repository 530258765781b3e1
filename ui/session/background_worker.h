// One thread for what may wait for a disk (run folders on a network share), so that the window never does.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace layerlab {

// Tasks run one after the other. Results go back with QMetaObject::invokeMethod(owner, …, Qt::QueuedConnection); the
// owner keeps its worker as its last member, so that the thread has ended before the owner goes.
class BackgroundWorker {
public:
    BackgroundWorker();
    ~BackgroundWorker();  // drops tasks not begun, waits for the one that runs
    BackgroundWorker(const BackgroundWorker&) = delete;
    BackgroundWorker& operator=(const BackgroundWorker&) = delete;

    void post(std::function<void()> task);

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks;
    bool m_ending = false;
    std::thread m_thread;
};

}  // namespace layerlab
