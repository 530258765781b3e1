// The Engine behind engine.h: one long-lived thread that works through a queue of jobs. One thread, because each thread
// that runs tensors owns a pool of OpenMP threads of its own.
#include <ATen/Version.h>
#include <torch/torch.h>
#include <torch/version.h>

#include <algorithm>
#include <deque>
#include <map>
#include <thread>

#include "engine/bench.h"
#include "engine/depths/measure.h"
#include "engine/depths/predict.h"
#include "engine/depths/shrink.h"
#include "engine/engine.h"
#include "engine/platform/clock.h"
#include "engine/platform/machine.h"
#include "engine/text.h"
#include "engine/training/control.h"
#include "engine/training/trainer.h"

namespace layerlab {

namespace {

struct QueuedJob {
    JobId id = 0;
    Job job;
    EventSink sink;
    std::shared_ptr<Control> control;
};

class EngineThread : public Engine {
public:
    explicit EngineThread(std::string kernels) : m_kernels(std::move(kernels)), m_thread([this] { work(); }) {}

    ~EngineThread() override {
        {
            const std::lock_guard lock(m_mutex);
            m_end = true;
            for (auto& [id, control] : m_controls) control->stop();
            m_wake.notify_all();
        }
        m_thread.join();
    }

    JobId submit(Job job, EventSink sink) override {
        const std::lock_guard lock(m_mutex);
        const auto* training = std::get_if<TrainJob>(&job);
        auto control = std::make_shared<Control>(training && training->start_paused);
        m_queue.push_back({++m_last, std::move(job), std::move(sink), control});
        m_controls[m_last] = control;
        m_wake.notify_all();
        return m_last;
    }

    void pause(JobId id) override { with(id, &Control::pause); }
    void resume(JobId id) override { with(id, &Control::resume); }
    void step(JobId id) override { with(id, &Control::step); }
    void stop(JobId id) override { with(id, &Control::stop); }

    void wait(JobId id) override {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [&] { return !m_controls.count(id); });
    }

    MachineReport machine() override {
        MachineReport report;
        report.kernels = m_kernels;
        report.threads = allowedThreads();
        report.libtorch = TORCH_VERSION;
        report.cuda = torch::hasCUDA();
        // The one place where every version of LibTorch says which of its own kernels it uses.
        const std::string config = at::show_config(), key = "CPU capability usage: ";
        if (const auto from = config.find(key); from != std::string::npos)
            report.vectors = config.substr(from + key.size(), config.find('\n', from) - from - key.size());
        return report;
    }

private:
    void with(JobId id, void (Control::*what)()) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_controls.find(id); found != m_controls.end()) ((*found->second).*what)();
    }

    void work() {
        for (;;) {
            QueuedJob next;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [&] { return m_end || !m_queue.empty(); });
                if (m_queue.empty()) return;
                next = std::move(m_queue.front());
                m_queue.pop_front();
            }
            run(next);
            const std::lock_guard lock(m_mutex);
            m_controls.erase(next.id);
            m_wake.notify_all();
        }
    }

    // Whatever goes wrong becomes an event with words for a person.
    void run(const QueuedJob& job) {
        const auto say = [&](auto what) { job.sink({m_last_step, secondsSince1970(), std::move(what)}); };
        const EventSink sink = [&](const Event& event) {
            m_last_step = event.step;
            job.sink(event);
        };
        m_last_step = 0;
        try {
            if (job.control->stopping()) return say(Stopped{});
            if (const auto* training = std::get_if<TrainJob>(&job.job)) {
                m_runs.close();
                return train(*training, m_kernels, *job.control, sink);
            }
            const double start = secondsSince1970();
            if (const auto* depths = std::get_if<DepthsJob>(&job.job)) measureDepths(*depths, m_runs, *job.control, sink);
            if (const auto* shrinking = std::get_if<ShrinkJob>(&job.job)) shrink(*shrinking, m_runs, *job.control, sink);
            if (const auto* predicting = std::get_if<PredictJob>(&job.job)) predict(*predicting, m_runs, *job.control, sink);
            if (const auto* timing = std::get_if<BenchJob>(&job.job)) bench(*timing, *job.control, sink);
            say(Finished{secondsSince1970() - start});
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::Cancelled) say(Stopped{});
            else say(Failed{error.kind(), error.what()});
        } catch (const std::bad_alloc&) {
            say(Failed{ErrorKind::Io, text("out of memory; lower batch_size, hidden or layers")});
        } catch (const c10::Error& error) {
            std::string message = error.what_without_backtrace();
            const bool memory = message.find("allocate") != std::string::npos || message.find("out of memory") != std::string::npos;
            message = message.substr(0, message.find('\n'));
            say(memory ? Failed{ErrorKind::Io, text("out of memory; lower batch_size, hidden or layers")}
                       : Failed{ErrorKind::Internal, text("an internal computation failed: %1", message)});
        } catch (const std::exception& error) {
            say(Failed{ErrorKind::Internal, text("an internal error: %1", error.what())});
        }
    }

    std::string m_kernels;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<QueuedJob> m_queue;
    std::map<JobId, std::shared_ptr<Control>> m_controls;
    JobId m_last = 0;
    bool m_end = false;
    // Used by the engine thread only:
    std::int64_t m_last_step = 0;  // of the job that runs
    OpenRuns m_runs;
    std::thread m_thread;
};

}  // namespace

}  // namespace layerlab

// What loadEngine() looks for.
extern "C" __attribute__((visibility("default"))) layerlab::Engine* layerlab_create_engine(const char* kernels) {
    return new layerlab::EngineThread(kernels);
}
