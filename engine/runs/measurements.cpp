#include "engine/runs/measurements.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/platform/files.h"
#include "engine/text.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const char* const measured_file = "measured.jsonl";

}  // namespace

void appendMeasurement(const fs::path& run, const Event& event) {
    const fs::path path = run / measured_file;
    const int file = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) throwIoError(words("cannot write"), path);
    // A line that another process was killed in must not take this one with it.
    char last = '\n';
    if (const off_t size = ::lseek(file, 0, SEEK_END); size > 0) [[maybe_unused]]
        const ssize_t one = ::pread(file, &last, 1, size - 1);
    const std::string line = (last == '\n' ? "" : "\n") + toJson(event).dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    try {
        writeAll(file, line.data(), line.size(), path);  // one write: others append too
    } catch (...) {
        ::close(file);
        throw;
    }
    ::close(file);
}

std::vector<Event> readMeasurements(const fs::path& run) {
    std::vector<Event> events;
    std::ifstream in(run / measured_file, std::ios::binary);
    std::string line;
    while (std::getline(in, line)) {
        const json object = json::parse(line, nullptr, false);
        if (!object.is_object()) continue;
        try {
            Event event = eventFromJson(object);
            if (std::holds_alternative<Evaluated>(event.what)) events.push_back(std::move(event));
        } catch (const Error&) {
            // Of another version, or torn: the others still count.
        }
    }
    return events;
}

std::vector<RouteResult> knownResults(const std::vector<Event>& events, const std::vector<Event>& measurements, const std::string& split) {
    // The weights a run ended with are those of its last evaluation on validation data; on test data those that were chosen.
    std::int64_t step = -1;
    int stage = 0;
    const Event* last = nullptr;
    for (const Event& event : events) {
        const auto* evaluated = std::get_if<Evaluated>(&event.what);
        if (evaluated && evaluated->split == split) last = &event, stage = evaluated->stage;
        if (std::holds_alternative<StepFinished>(event.what)) step = event.step;
    }
    std::vector<RouteResult> known;
    std::map<std::pair<Route, std::string>, std::size_t> places;
    const auto take = [&](const RouteResult& result) {
        const auto [place, fresh] = places.try_emplace({result.slots, result.variant}, known.size());
        if (fresh) return known.push_back(result);
        RouteResult& before = known[place->second];
        RouteResult now = result;
        if (!now.latency_ms) now.latency_ms = before.latency_ms;
        if (!now.bytes) now.bytes = before.bytes;
        before = std::move(now);
    };
    const auto takeAll = [&](const Evaluated& evaluated) {
        for (const RouteResult& depth : evaluated.depths) take(depth);
        if (!evaluated.full.slots.empty()) take(evaluated.full);
    };
    if (last && (split == "test" || step < 0 || last->step == step)) takeAll(std::get<Evaluated>(last->what));
    for (const Event& event : measurements) {
        const auto& evaluated = std::get<Evaluated>(event.what);
        if (evaluated.split == split && evaluated.stage == stage && (step < 0 || event.step == step || split == "test")) takeAll(evaluated);
    }
    return known;
}

}  // namespace layerlab
