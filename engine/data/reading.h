// How data files are read in several passes: progress over all of them, and work on blocks in several threads whose results
// come back in the blocks' order, so that they do not depend on the number of threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <future>
#include <utility>

#include "engine/data/byte_source.h"
#include "engine/platform/machine.h"

namespace layerlab {

// A run folder whose vocabulary is used instead of being made anew, and whose labels where the task is the same.
struct VocabularySource {
    VocabularySource() = default;
    VocabularySource(std::filesystem::path folder, bool with_labels = true) : run(std::move(folder)), labels(with_labels) {}
    VocabularySource(const std::string& folder) : run(folder) {}
    bool empty() const { return run.empty(); }
    std::filesystem::path run;
    bool labels = true;
};

struct DataReading {
    ReadWatch watch;
    std::int64_t cache_from = 64 << 20;  // bytes of data files from which on the tokens are kept in a file
    int threads = 0;                     // 0: as many as this process may use
};

// One progress over passes that each read some bytes.
class ReadingPasses {
public:
    ReadingPasses(const ReadWatch& watch, std::int64_t all) : m_watch(watch), m_all(all) {}
    ReadWatch next(std::int64_t bytes) {
        ReadWatch pass{nullptr, m_watch.cancelled};
        const std::int64_t before = std::exchange(m_done, m_done + bytes);
        if (m_watch.progress)
            pass.progress = [progress = m_watch.progress, before, all = m_all](std::int64_t done, std::int64_t) {
                progress(std::min(before + done, all), all);
            };
        return pass;
    }

private:
    ReadWatch m_watch;
    std::int64_t m_all, m_done = 0;
};

template <class Block, class Result>
class InOrder {
public:
    InOrder(int threads, std::function<Result(const Block&)> work, std::function<void(Result&&)> take)
        : m_threads(static_cast<std::size_t>(threads > 0 ? threads : allowedThreads())), m_work(std::move(work)), m_take(std::move(take)) {}

    // Waits while every thread is busy; takes what is finished.
    void add(Block block) {
        if (m_running.size() >= m_threads) takeOne();
        m_running.push_back(std::async(std::launch::async, [this, b = std::move(block)] { return m_work(b); }));
    }
    void finish() {
        while (!m_running.empty()) takeOne();
    }

private:
    void takeOne() {
        Result result = m_running.front().get();
        m_running.pop_front();
        m_take(std::move(result));
    }
    std::size_t m_threads;
    std::function<Result(const Block&)> m_work;
    std::function<void(Result&&)> m_take;
    std::deque<std::future<Result>> m_running;
};

}  // namespace layerlab
