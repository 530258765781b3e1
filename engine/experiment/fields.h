// One description of every key of the experiment file. describe(experiment, visitor) names each key once with its type,
// range, default and help text; reading, writing, differences, --set, tooltips and the inspector are visitors.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

struct Key {
    const char* name;
    const char* help;  // one or two sentences, English, marked by words(); names the paper where there is one
    const char* unit = "";
};

enum class ValueKind { Integer, Number, Boolean, Text, Choice };

// A scalar or list of scalars somewhere in an experiment, seen as texts. `get` gives nothing where the value is unset.
// `set` takes texts of the right kind and range and says what is wrong, or nothing.
struct Value {
    ValueKind kind = ValueKind::Text;
    bool list = false;
    bool flow = false;  // may also be a map or a list of lists, which is one text then, as YAML writes it in a line: [[1, 2], [3]]
    double minimum = 0, maximum = 0;  // of numbers
    bool exclusive_minimum = false, exclusive_maximum = false;
    std::vector<std::string> choices;  // of a Choice; of others: words accepted besides (e.g. "auto")
    std::function<std::optional<std::vector<std::string>>()> get;
    std::function<std::string(const std::vector<std::string>&)> set;
};

class FieldVisitor {
public:
    virtual ~FieldVisitor() = default;
    virtual void value(const Key& key, const Value& value) = 0;
    // A map. `present`: whether it has a value now; toggle(true) gives it one, toggle(false) takes it away (nullptr: it
    // always has one). A reader calls toggle(true) before it reads a file's fields.
    virtual void group(const Key& key, bool present, const std::function<void(bool)>& toggle,
                       const std::function<void(FieldVisitor&)>& fields) = 0;
    // A list of maps. fields(i, visitor) describes element i; resize makes room.
    virtual void list(const Key& key, std::size_t size, const std::function<void(std::size_t)>& resize,
                      const std::function<void(std::size_t, FieldVisitor&)>& fields) = 0;
};

void describe(Experiment& experiment, FieldVisitor& visitor);

// The words of the key task.kind, in the order of the alternatives of Task; and the task that a kind alone means.
const std::vector<std::string>& taskKinds();
Task plainTask(std::size_t kind);

// What a key means, for tooltips and the help page. path: "techniques.layer_drop.rate". help and unit are English, for the
// window to translate; type and range are in the language of the catalogue.
struct KeyHelp {
    std::string path, help, unit, type, range, fallback;
    std::vector<std::string> choices;
    double minimum = 0, maximum = 0;
    ValueKind kind = ValueKind::Text;
};
const std::vector<KeyHelp>& allKeys();
const KeyHelp* keyHelp(const std::string& path);  // nullptr: no such key

// Reads or writes one value by its path: the way --set, the inspector and sweeps reach a key.
std::optional<std::string> getValue(const Experiment& experiment, const std::string& path);

}  // namespace layerlab
