// Follows the events of a run that another process writes: each reading gives what was appended since the one before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/runs/event.h"

namespace layerlab {

class EventTail {
public:
    explicit EventTail(std::filesystem::path run) : m_path(std::move(run) / "events.jsonl") {}

    struct Reading {
        // Whether `events` are all of the run instead of what is new: at the first reading, when the file was cut or
        // replaced, and when the run went on from an earlier step, so that later ones no longer count.
        bool whole = false;
        std::vector<Event> events;  // resolved() where whole
    };
    // A last line without an end is left for the next reading. Throws Error(Io).
    Reading read();

private:
    bool grewFrom(std::uint64_t device, std::uint64_t inode, std::uint64_t size) const;
    std::vector<Event> readOn();

    std::filesystem::path m_path;
    bool m_begun = false;
    std::uint64_t m_device = 0, m_inode = 0;
    std::uint64_t m_offset = 0;  // the start of the first line that was not read whole
    std::uint64_t m_seen = 0;    // the file's size at the last reading
    std::int64_t m_step = 0;     // the newest
};

}  // namespace layerlab
