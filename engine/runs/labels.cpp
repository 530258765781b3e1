#include "engine/runs/labels.h"

#include <exception>

#include <nlohmann/json.hpp>

#include "engine/runs/run_folder.h"

namespace layerlab {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const char* const labels_file = "labels.json";

json readObject(const fs::path& run) {
    try {
        const json object = json::parse(readFile(run / labels_file), nullptr, false);
        if (object.is_object()) return object;
    } catch (const std::exception&) {
        // No such file, or a disk that cannot read it.
    }
    return json::object();
}

std::string textOf(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void put(json& object, const char* key, json value, bool empty) {
    if (empty) object.erase(key);
    else object[key] = std::move(value);
}

}  // namespace

RunLabels readLabels(const fs::path& run) {
    const json object = readObject(run);
    RunLabels labels;
    labels.name = textOf(object, "name");
    labels.note = textOf(object, "note");
    if (const auto archived = object.find("archived"); archived != object.end() && archived->is_boolean())
        labels.archived = archived->get<bool>();
    if (const auto colour = object.find("colour"); colour != object.end() && colour->is_number_unsigned() && *colour < 1000)
        labels.colour = colour->get<int>();
    if (const auto tags = object.find("tags"); tags != object.end() && tags->is_array())
        for (const json& tag : *tags)
            if (tag.is_string()) labels.tags.push_back(tag.get<std::string>());
    return labels;
}

void writeLabels(const fs::path& run, const RunLabels& labels) {
    json object = readObject(run);
    put(object, "name", labels.name, labels.name.empty());
    put(object, "colour", static_cast<unsigned>(labels.colour.value_or(0)), !labels.colour);
    put(object, "tags", labels.tags, labels.tags.empty());
    put(object, "note", labels.note, labels.note.empty());
    put(object, "archived", true, !labels.archived);
    writeFileAtomically(run / labels_file, object.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

}  // namespace layerlab
