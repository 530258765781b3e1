#include "engine/training/run_writer.h"

#include <unistd.h>

#include <chrono>
#include <fstream>

#include "engine/platform/clock.h"

namespace layerlab {

using nlohmann::json;

namespace {

constexpr std::chrono::seconds heartbeat{5};

}  // namespace

RunWriter::RunWriter(const std::filesystem::path& run) : m_run(run), m_log(run) {
    std::ifstream in(run / "run.json");
    if (in) m_summary = json::parse(in, nullptr, false);
    if (!m_summary.is_object()) m_summary = json::object();
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    m_summary["host"] = host;
    m_summary["pid"] = static_cast<std::int64_t>(::getpid());
    if (!m_summary.contains("started")) m_summary["started"] = secondsSince1970();
    m_heart = std::thread([this] {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, heartbeat, [this] { return m_end; })) write();
    });
}

RunWriter::~RunWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_end = true;
        m_wake.notify_all();
    }
    m_heart.join();
}

void RunWriter::set(const json& keys, bool immediately) {
    const std::lock_guard lock(m_mutex);
    m_summary.update(keys);
    if (immediately) write();
}

void RunWriter::write() {
    m_summary["heartbeat"] = secondsSince1970();
    try {
        writeFileAtomically(m_run / "run.json", m_summary.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
    } catch (const Error&) {
        // A full disk shows where it matters, at events and checkpoints; a missed heartbeat alone is no reason to stop.
    }
}

}  // namespace layerlab
