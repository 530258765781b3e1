#include "engine/runs/event_tail.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "engine/runs/run_folder.h"
#include "engine/text.h"

namespace layerlab {

using nlohmann::json;

bool EventTail::grewFrom(std::uint64_t device, std::uint64_t inode, std::uint64_t size) const {
    return m_begun && device == m_device && inode == m_inode && size >= m_seen;
}

std::vector<Event> EventTail::readOn() {
    std::ifstream in(m_path, std::ios::binary);
    if (!in || !in.seekg(static_cast<std::streamoff>(m_offset))) throw Error(ErrorKind::Io, text("cannot read %1", m_path.string()));
    std::vector<Event> events;
    std::string line;
    while (std::getline(in, line)) {
        if (in.eof()) break;  // still being written, or torn
        m_offset += line.size() + 1;
        const json object = json::parse(line, nullptr, false);
        if (!object.is_object()) continue;
        try {
            events.push_back(eventFromJson(object));
        } catch (const Error&) {
            // Written by a newer version: the rest of the file still counts.
        }
    }
    return events;
}

EventTail::Reading EventTail::read() {
    struct stat file {};
    if (::stat(m_path.c_str(), &file) != 0) throw Error(ErrorKind::Io, text("cannot read %1", m_path.string()));
    const auto device = static_cast<std::uint64_t>(file.st_dev), inode = static_cast<std::uint64_t>(file.st_ino);
    const auto size = static_cast<std::uint64_t>(file.st_size);
    Reading reading;
    if (grewFrom(device, inode, size)) {
        if (size == m_seen) return reading;
        reading.events = readOn();
        reading.whole = std::any_of(reading.events.begin(), reading.events.end(), [step = m_step](const Event& event) mutable {
            if (std::holds_alternative<Resumed>(event.what) && event.step < step) return true;
            step = std::max(step, event.step);
            return false;
        });
    } else {
        reading.whole = true;
    }
    if (reading.whole) {
        m_begun = false;  // should this reading fail, the next begins again
        m_offset = 0;
        reading.events = resolved(readOn());
        m_step = 0;
    }
    m_begun = true;
    m_device = device;
    m_inode = inode;
    m_seen = std::max(size, m_offset);
    for (const Event& event : reading.events) m_step = std::max(m_step, event.step);
    return reading;
}

}  // namespace layerlab
