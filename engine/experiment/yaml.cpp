#include "engine/experiment/yaml.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include <yaml-cpp/yaml.h>

#include "engine/error.h"
#include "engine/experiment/fields.h"
#include "engine/experiment/flow_text.h"
#include "engine/experiment/sweep.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::size_t largest_file = 4u << 20;
constexpr std::size_t longest_list = 10'000;
constexpr std::size_t most_values = 1'000'000;  // each use of an alias counts: a short file can stand for a very long one
constexpr int deepest_nesting = 100;

// ---- spelling -------------------------------------------------------------------------------------------------------

std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t next = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = row[j];
            row[j] = next;
        }
    }
    return row[b.size()];
}

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
    std::string best;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    if (word.size() > 100) return best;
    for (const auto& candidate : known)
        if (const auto distance = editDistance(word, candidate); distance < least) least = distance, best = candidate;
    return best;
}

}  // namespace

std::string flowText(const YAML::Node& node) {
    YAML::Emitter out;
    out.SetSeqFormat(YAML::Flow);
    out.SetMapFormat(YAML::Flow);
    // As the one entry of a list: a text that holds a comma or a bracket is quoted there.
    out << YAML::BeginSeq << node << YAML::EndSeq;
    std::string line = out.c_str();
    std::replace(line.begin(), line.end(), '\n', ' ');  // the emitter breaks long lines
    const auto first = line.find_first_not_of(' ', 1), last = line.find_last_not_of(' ', line.size() - 2);
    return line.substr(first, last - first + 1);
}

namespace {

// ---- reading --------------------------------------------------------------------------------------------------------

struct Context {
    std::vector<Problem> problems;
    std::map<std::string, YAML::Mark> marks;  // of every value that was in the file
    std::vector<std::string> overridden;
    std::size_t values = 0;

    // False once there are more values than any experiment has; that is said once.
    bool hasRoomFor(std::size_t count, const YAML::Mark& mark) {
        if (values > most_values) return false;
        values += count;
        if (values > most_values) problem("", mark, text("more than %1 values, aliases counted each time; write fewer", most_values));
        return values <= most_values;
    }
    void problem(const std::string& path, const YAML::Mark& mark, const std::string& message) {
        Problem p{path, message, mark.line + 1, mark.column + 1, false, isOverridden(path)};
        if (mark.line < 0) p.line = p.column = 0;
        problems.push_back(std::move(p));
    }
    bool isOverridden(const std::string& path) const {
        return std::any_of(overridden.begin(), overridden.end(),
                           [&](const std::string& o) { return path == o || path.starts_with(o + ".") || path.starts_with(o + "["); });
    }
};

class Reader : public FieldVisitor {
public:
    // map: the YAML map to read; path: "train." or "".
    Reader(Context& context, const YAML::Node& map, std::string path) : m_context(context), m_path(std::move(path)) {
        if (!m_context.hasRoomFor(map.size(), map.Mark())) return;
        for (const auto& pair : map) {
            const std::string name = pair.first.IsScalar() ? pair.first.Scalar() : std::string{};
            if (name.empty()) {
                m_context.problem(m_path, pair.first.Mark(), text("a key must be a plain word"));
            } else if (!m_nodes.try_emplace(name, pair.second).second) {
                m_context.problem(m_path + name, pair.first.Mark(), text("'%1' is given twice; remove one of the two", name));
            } else {
                m_keys.emplace_back(name, pair.first.Mark());
            }
        }
    }

    void value(const Key& key, const Value& v) override {
        const YAML::Node* node = take(key.name);
        if (!node) return;
        const std::string path = m_path + key.name;
        const auto wrong = [&](const std::string& message) {
            m_context.problem(path, node->Mark(), std::string(key.name) + ": " + message);
        };
        std::vector<std::string> texts;
        if (node->IsScalar()) {
            texts.push_back(node->Scalar());
        } else if (node->IsSequence() && v.list) {
            if (node->size() > longest_list) return wrong(text("the list is too long"));
            if (!m_context.hasRoomFor(node->size(), node->Mark())) return;
            for (const auto& element : *node) {
                if (!element.IsScalar()) return wrong(text("a list of plain values is expected"));
                texts.push_back(element.Scalar());
            }
        } else if (v.flow && (node->IsSequence() || node->IsMap())) {
            texts.push_back(flowText(*node));
            markParts(path, *node);
        } else if (node->IsNull()) {
            return wrong(text("has no value"));
        } else {
            return wrong(node->IsMap() ? text("one value is expected here, not a map") : text("one value is expected here, not a list"));
        }
        if (const std::string message = v.set(texts); !message.empty()) wrong(message);
    }

    void group(const Key& key, bool, const std::function<void(bool)>& toggle, const std::function<void(FieldVisitor&)>& fields) override {
        const YAML::Node* node = take(key.name);
        if (!node) return;
        const bool off = node->IsNull() || (node->IsScalar() && (node->Scalar() == "off" || node->Scalar() == "false"));
        if (off && toggle) return toggle(false);
        if (off && node->IsNull()) return;
        if (!node->IsMap()) {
            m_context.problem(m_path + key.name, node->Mark(), std::string(key.name) + ": " + text("a map of keys is expected"));
            return;
        }
        if (toggle) toggle(true);
        Reader inner(m_context, *node, m_path + key.name + ".");
        fields(inner);
        inner.finish();
    }

    void list(const Key& key, std::size_t, const std::function<void(std::size_t)>& resize,
              const std::function<void(std::size_t, FieldVisitor&)>& fields) override {
        const YAML::Node* node = take(key.name);
        if (!node) return;
        const std::string path = m_path + key.name;
        if (!node->IsSequence() || node->size() == 0 || node->size() > longest_list) {
            m_context.problem(path, node->Mark(),
                              std::string(key.name) + ": " + text("a list of 1 to %1 entries is expected", longest_list));
            return;
        }
        if (!m_context.hasRoomFor(node->size(), node->Mark())) return;
        resize(0);
        resize(node->size());
        for (std::size_t i = 0; i < node->size(); ++i) {
            const YAML::Node element = (*node)[i];
            const std::string inner_path = path + "[" + std::to_string(i + 1) + "]";
            m_context.marks[inner_path] = element.Mark();
            if (element.IsNull() || (element.IsMap() && element.size() == 0)) continue;
            if (!element.IsMap()) {
                m_context.problem(inner_path, element.Mark(), std::string(key.name) + ": " + text("each entry is a map of keys"));
                continue;
            }
            Reader inner(m_context, element, inner_path + ".");
            fields(i, inner);
            inner.finish();
        }
    }

    bool has(const std::string& key) const { return m_nodes.count(key) > 0; }

    // Reports the keys that nothing asked for.
    void finish() {
        for (const auto& [name, mark] : m_keys) {
            if (std::find(m_known.begin(), m_known.end(), name) != m_known.end()) continue;
            m_context.problem(m_path + name, mark, unknown(name));
        }
    }

private:
    const YAML::Node* take(const char* name) {
        m_known.emplace_back(name);
        const auto found = m_nodes.find(name);
        if (found == m_nodes.end()) return nullptr;
        m_context.marks[m_path + name] = found->second.Mark();
        return &found->second;
    }

    // Where the entries of a value are that is read as one text, and theirs.
    void markParts(const std::string& path, const YAML::Node& node) {
        std::size_t number = 0;
        for (auto it = node.begin(); it != node.end(); ++it) {
            if (node.IsMap() && !it->first.IsScalar()) continue;
            const YAML::Node part = node.IsMap() ? it->second : YAML::Node(*it);
            const std::string part_path = node.IsMap() ? path + "." + it->first.Scalar() : path + "[" + std::to_string(++number) + "]";
            m_context.marks[part_path] = part.Mark();
            if (node.IsMap() && part.IsSequence()) markParts(part_path, part);
        }
    }

    std::string unknown(const std::string& name) const {
        if (const std::string near = nearest(name, m_known); !near.empty()) return text("unknown key '%1'; did you mean '%2'?", name, near);
        if (const std::string place = placeOf(name); !place.empty() && place + "." != m_path)
            return text("unknown key '%1'; it belongs in '%2'", name, place);
        std::string allowed;
        for (const auto& key : m_known) allowed += (allowed.empty() ? "" : ", ") + key;
        return text("unknown key '%1'; allowed here: %2", name, allowed);
    }

    static std::string placeOf(const std::string& name) {
        for (const auto& key : allKeys())
            // Of a value, or of a map of keys.
            if (const auto at = (key.path + ".").find("." + name + "."); at != std::string::npos) return key.path.substr(0, at);
        return {};
    }

    Context& m_context;
    std::string m_path;
    std::map<std::string, YAML::Node> m_nodes;
    std::vector<std::pair<std::string, YAML::Mark>> m_keys;
    std::vector<std::string> m_known;
};

// ---- before YAML: what yaml-cpp says badly or not at all -------------------------------------------------------------

std::string tooDeep() { return text("nested more than %1 deep; is a bracket not closed?", deepest_nesting); }

std::optional<Problem> checkBytes(const std::string& yaml) {
    if (yaml.size() > largest_file) return Problem{"", text("larger than 4 MiB: this is no experiment file"), 0, 0, false, false};
    int line = 1, depth = 0;
    bool indentation = true;
    std::size_t line_start = 0;
    for (std::size_t i = 0; i < yaml.size(); ++i) {
        const auto c = static_cast<unsigned char>(yaml[i]);
        const int column = static_cast<int>(i - line_start) + 1;
        if (c == '\n') {
            ++line, line_start = i + 1, indentation = true;
            continue;
        }
        if (c == '\t' && indentation)
            return Problem{"", text("a tab is used for indentation; YAML allows only spaces"), line, column, false, false};
        if (c != ' ') indentation = false;
        if (c < 0x20 && c != '\t' && c != '\r')
            return Problem{"", text("a control character: this is no text file"), line, column, false, false};
        // Those in texts and comments count too: no text opens so many without closing them.
        if ((c == '[' || c == '{') && ++depth > deepest_nesting) return Problem{"", tooDeep(), line, column, false, false};
        if ((c == ']' || c == '}') && depth > 0) --depth;
        if (c >= 0x80) {
            const int more = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 ? 2 : c >= 0xC2 ? 1 : 0;
            bool fine = more > 0 && c < 0xF5;
            for (int k = 1; fine && k <= more; ++k)
                fine = i + static_cast<std::size_t>(k) < yaml.size() &&
                       (static_cast<unsigned char>(yaml[i + static_cast<std::size_t>(k)]) & 0xC0) == 0x80;
            if (!fine) return Problem{"", text("bytes that are not UTF-8; save the file as UTF-8"), line, column, false, false};
            i += static_cast<std::size_t>(more);
        }
    }
    return std::nullopt;
}

// Puts the value of one --set into the tree. path: "train.steps", "model.stack[2].heads".
void setByPath(YAML::Node root, const std::string& path, const YAML::Node& value) {
    YAML::Node node = root;
    std::size_t at = 0;
    while (at <= path.size()) {
        // A swept key stands in the grid in one piece.
        const bool swept = at > 0 && path.compare(0, at, sweep_grid_prefix) == 0;
        std::size_t end = swept ? std::string::npos : path.find_first_of(".[", at);
        const std::string name = path.substr(at, end == std::string::npos ? end : end - at);
        if (name.empty()) throw Error(ErrorKind::BadInput, text("not a path of keys"));
        int index = -1;
        if (end != std::string::npos && path[end] == '[') {
            const std::size_t close = path.find(']', end);
            const std::string digits = close == std::string::npos ? "" : path.substr(end + 1, close - end - 1);
            if (std::from_chars(digits.data(), digits.data() + digits.size(), index).ec != std::errc() || index < 1)
                throw Error(ErrorKind::BadInput, text("entries count from 1, as in stack[1]"));
            end = close + 1 < path.size() ? close + 1 : std::string::npos;
        }
        if (node.IsDefined() && !node.IsMap() && !node.IsNull()) throw Error(ErrorKind::BadInput, text("'%1' is not inside a map", name));
        const bool last = end == std::string::npos;
        if (index > 0) {
            YAML::Node list = node[name];
            if (!list.IsSequence() || static_cast<std::size_t>(index) > list.size())
                throw Error(ErrorKind::BadInput, text("the file has no %1[%2]", name, index));
            if (last) list[index - 1] = value;
            else node.reset(list[index - 1]);
        } else if (last) {
            node[name] = value;
        } else {
            if (!node[name].IsMap()) node[name] = YAML::Node(YAML::NodeType::Map);
            node.reset(node[name]);
        }
        if (last) return;
        at = end + 1;
    }
}

YAML::Node parseText(const std::string& yaml) { return YAML::Load(yaml); }

// yaml-cpp takes the end of a file for the end of a quoted text, but not the mark of a document's end.
YAML::Node parseFile(const std::string& yaml) { return YAML::Load(yaml + (yaml.ends_with('\n') ? "...\n" : "\n...\n")); }

// Where the text begins whose closing quote is missing: it reaches to the end of the file, so it is the last one.
YAML::Mark openedQuote(const std::string& yaml) {
    try {
        YAML::Node last = YAML::Load(yaml + "\n");
        while ((last.IsMap() || last.IsSequence()) && last.size() > 0) {
            auto element = last.begin();
            std::advance(element, last.size() - 1);
            last.reset(last.IsMap() ? element->second : YAML::Node(*element));
        }
        return last.Mark();
    } catch (const YAML::Exception&) {
        return YAML::Mark::null_mark();
    }
}

// What is wrong and what to do, for what yaml-cpp says in words of its own.
const char* inPlainWords(const std::string& said) {
    namespace their = YAML::ErrorMsg;
    struct Meaning {
        std::vector<const char*> beginnings;
        const char* meaning;
    };
    static const std::vector<Meaning> meanings{
        {{their::EOF_IN_SCALAR, their::DOC_IN_SCALAR}, words("the quote opened here is never closed; close it")},
        {{their::END_OF_MAP_FLOW}, words("a '{' before this place is not closed; write '}' where its keys end")},
        {{their::END_OF_SEQ_FLOW}, words("a '[' before this place is not closed; write ']' where the list ends")},
        {{their::FLOW_END}, words("this bracket closes nothing, or not the last one opened; correct it, or quote the text")},
        {{their::MAP_VALUE, their::MAP_KEY},
         words("a ':' cannot stand here; put the text in quotes, or correct the indentation or the line above")},
        {{their::END_OF_MAP, their::END_OF_SEQ, their::BLOCK_ENTRY},
         words("this does not continue what stands above; correct the indentation, or put the text in quotes")},
        {{their::UNKNOWN_TOKEN}, words("a value cannot begin with this character; put it in quotes")},
        {{their::UNKNOWN_ANCHOR}, words("nothing before has this name with &; define it, or put the text in quotes")},
        {{their::ALIAS_NOT_FOUND, their::ANCHOR_NOT_FOUND, their::CHAR_IN_ALIAS, their::CHAR_IN_ANCHOR},
         words("a name is expected after * and &; put a text that begins with one in quotes")},
        {{their::INVALID_ESCAPE, their::INVALID_HEX, their::INVALID_UNICODE},
         words("unknown characters after a backslash; within double quotes write \\\\ for one backslash")},
        {{their::CHAR_IN_BLOCK}, words("a text after | or > begins on the next line, indented")},
    };
    for (const Meaning& one : meanings)
        for (const char* beginning : one.beginnings)
            if (said.starts_with(beginning)) return one.meaning;
    return words("this cannot be read; check quotes, brackets and indentation here");
}

Problem syntaxProblem(const YAML::Exception& error, const std::string& yaml) {
    YAML::Mark mark = error.mark;
    if (error.msg == YAML::ErrorMsg::DOC_IN_SCALAR)
        if (const YAML::Mark opened = openedQuote(yaml); !opened.is_null()) mark = opened;
    Problem problem{"", text("not YAML: %1", text(inPlainWords(error.msg))), mark.line + 1, mark.column + 1, false, false};
    if (error.msg == YAML::ErrorMsg::BAD_FILE) problem.message = tooDeep();
    if (mark.line < 0) problem.line = problem.column = 0;
    return problem;
}

// Where a problem of validate() is in the file: its own key, else the nearest one around it.
void locate(Problem& problem, const Context& context) {
    std::string path = problem.path;
    problem.overridden = context.isOverridden(path);
    while (true) {
        if (const auto mark = context.marks.find(path); mark != context.marks.end() && mark->second.line >= 0) {
            problem.line = mark->second.line + 1;
            problem.column = mark->second.column + 1;
            return;
        }
        const std::size_t cut = path.find_last_of(".[");
        if (cut == std::string::npos) return;
        path.resize(cut);
    }
}

void makeAbsolute(std::string& path, const std::string& base) {
    if (path.empty() || base.empty()) return;
    const std::filesystem::path p(path);
    if (p.is_relative()) path = (std::filesystem::path(base) / p).lexically_normal().string();
}

template <class AnyTask>
void makePathsAbsolute(AnyTask& task, const std::string& base) {
    if constexpr (requires { task.train; })  // read from files
        for (std::string* path : {&task.train, &task.valid, &task.test}) makeAbsolute(*path, base);
}

// A value of an axis may name a file or a run, too.
void makePathsAbsolute(Sweep::Axis& axis, const std::string& base) {
    const std::string name = axis.key.substr(axis.key.rfind('.') + 1);
    const bool file = axis.key.ends_with("task." + name) && (name == "train" || name == "valid" || name == "test");
    if (!file && name != "from" && name != "teacher") return;
    for (std::string& value : axis.values) {
        YAML::Node node = YAML::Load(value);
        YAML::Node path = node.IsMap() ? node["run"] : node;
        if (!path.IsScalar() || (!file && !node.IsMap())) continue;
        std::string absolute = path.Scalar();
        makeAbsolute(absolute, base);
        path = absolute;
        value = flowText(node);
    }
}

}  // namespace

bool ReadResult::ok() const {
    return std::all_of(problems.begin(), problems.end(), [](const Problem& p) { return p.warning; });
}

namespace {

// Problems of reading are left in the context.
Experiment read(const std::string& yaml, const std::string& base, const std::vector<std::pair<std::string, std::string>>& overrides,
                Context& context) {
    Experiment experiment;
    try {
        YAML::Node root = parseFile(yaml);
        if (!root.IsMap()) {
            context.problems.push_back(
                {"", text("this is no experiment: a map of keys such as 'task:' and 'model:' is expected"), 1, 1, false, false});
            return experiment;
        }
        for (const auto& [path, value] : overrides) {
            try {
                setByPath(root, path, parseText(value));
                context.overridden.push_back(path);
            } catch (const YAML::Exception&) {
                context.problems.push_back({path, text("'%1' is not a YAML value", value), 0, 0, false, true});
            } catch (const Error& error) {
                context.problems.push_back({path, error.what(), 0, 0, false, true});
            }
        }
        Reader reader(context, root, "");
        describe(experiment, reader);
        reader.finish();
        if (const YAML::Node model = root["model"]; model.IsMap() && model["layers"] && model["stack"])
            context.problem("model.layers", model["layers"].Mark(), text("layers: leave it out where the slots are listed in 'stack'"));
        if (!reader.has("layerlab"))
            context.problems.push_back(
                {"layerlab", text("the first key must be 'layerlab: 1', the version of the format"), 1, 1, false, false});
    } catch (const YAML::Exception& error) {
        context.problems.push_back(syntaxProblem(error, yaml));
    }
    const auto absolute = [&](Task& task) { std::visit([&](auto& kind) { makePathsAbsolute(kind, base); }, task); };
    absolute(experiment.task);
    for (Stage& stage : experiment.stages)
        if (stage.task) absolute(*stage.task);
    for (Origin* origin : origins(experiment)) makeAbsolute(origin->run, base);
    if (experiment.sweep)
        for (Sweep::Axis& axis : experiment.sweep->grid) makePathsAbsolute(axis, base);
    return experiment;
}

}  // namespace

ReadResult readExperiment(const std::string& yaml, const std::string& base,
                          const std::vector<std::pair<std::string, std::string>>& overrides) {
    ReadResult result;
    if (const auto problem = checkBytes(yaml)) {
        result.problems.push_back(*problem);
        return result;
    }
    Context context;
    result.experiment = read(yaml, base, overrides, context);
    if (context.problems.empty()) {
        for (Problem problem : validate(result.experiment)) {
            locate(problem, context);
            context.problems.push_back(problem);
        }
    }
    std::stable_sort(context.problems.begin(), context.problems.end(),
                     [](const Problem& a, const Problem& b) { return std::pair(a.line, a.column) < std::pair(b.line, b.column); });
    // What stands in one place and is used in many is wrong once.
    const auto same = [](const Problem& a, const Problem& b) {
        return a.line > 0 && a.line == b.line && a.column == b.column && a.message == b.message;
    };
    context.problems.erase(std::unique(context.problems.begin(), context.problems.end(), same), context.problems.end());
    result.problems = std::move(context.problems);
    return result;
}

std::optional<Problem> readExperimentText(const std::string& file, std::string& yaml) {
    const auto failure = [](const std::string& message) { return Problem{"", message, 0, 0, false, false}; };
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) return failure(text("this is a folder; an experiment file is expected"));
    if (!std::filesystem::exists(file, ignored)) return failure(text("no such file; check the path"));
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure(text("cannot be read; check its permissions"));
    yaml.assign(largest_file + 2, '\0');
    in.read(yaml.data(), static_cast<std::streamsize>(yaml.size()));
    yaml.resize(static_cast<std::size_t>(in.gcount()));
    if (yaml.empty()) return failure(text("the file is empty"));
    return {};
}

ReadResult readExperimentFile(const std::string& file, const std::vector<std::pair<std::string, std::string>>& overrides) {
    std::string yaml;
    if (const auto problem = readExperimentText(file, yaml)) return {{}, {*problem}};
    std::error_code ignored;
    return readExperiment(yaml, std::filesystem::absolute(std::filesystem::path(file), ignored).parent_path().string(), overrides);
}

std::string toText(const Problem& problem, const std::string& file) {
    std::string place = file;
    if (problem.overridden) place = "--set " + problem.path;
    else if (problem.line > 0) place += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
    return place + ": " + (problem.warning ? text("warning: %1", problem.message) : problem.message);
}

// ---- writing and differences ----------------------------------------------------------------------------------------

namespace {

using Flat = std::vector<std::pair<std::string, std::string>>;

class Flattener : public FieldVisitor {
public:
    Flattener(Flat& flat, std::string prefix) : m_flat(flat), m_prefix(std::move(prefix)) {}
    void value(const Key& key, const Value& v) override {
        const auto texts = v.get();
        if (!texts) return;
        std::string joined;
        for (const auto& t : *texts) joined += (joined.empty() ? "" : ", ") + t;
        m_flat.emplace_back(m_prefix + key.name, texts->size() > 1 ? "[" + joined + "]" : joined);
    }
    void group(const Key& key, bool present, const std::function<void(bool)>&, const std::function<void(FieldVisitor&)>& fields) override {
        if (!present) return;
        Flattener inner(m_flat, m_prefix + key.name + ".");
        fields(inner);
    }
    void list(const Key& key, std::size_t size, const std::function<void(std::size_t)>&,
              const std::function<void(std::size_t, FieldVisitor&)>& fields) override {
        for (std::size_t i = 0; i < size; ++i) {
            Flattener inner(m_flat, m_prefix + key.name + "[" + std::to_string(i + 1) + "].");
            fields(i, inner);
        }
    }

private:
    Flat& m_flat;
    std::string m_prefix;
};

Flat flatten(const Experiment& experiment) {
    Experiment copy = experiment;
    Flat flat;
    Flattener flattener(flat, "");
    describe(copy, flattener);
    return flat;
}

Techniques plainTechniques(const Techniques& techniques) {
    Techniques plain;
    if (techniques.layer_drop) plain.layer_drop.emplace();
    if (techniques.sharing) plain.sharing.emplace();
    if (techniques.theseus) plain.theseus.emplace();
    if (techniques.ladder) plain.ladder.emplace();
    if (techniques.distillation) plain.distillation.emplace();
    if (techniques.truncation) plain.truncation.emplace();
    return plain;
}

// What a file that says nothing more than the task's kind and which techniques and stages there are would mean.
Experiment plainLike(const Experiment& experiment) {
    Experiment plain;
    plain.task = plainTask(experiment.task.index());
    plain.model.stack.assign(experiment.model.stack.size(), Slot{});
    plain.techniques = plainTechniques(experiment.techniques);
    if (experiment.train.early_stop) plain.train.early_stop.emplace();
    return plain;
}

class Writer : public FieldVisitor {
public:
    Writer(YAML::Emitter& out, const std::map<std::string, std::string>& plain, bool all, std::string prefix)
        : m_out(out), m_plain(plain), m_all(all), m_prefix(std::move(prefix)) {}

    void value(const Key& key, const Value& v) override {
        const auto texts = v.get();
        if (!texts) return;
        const std::string path = m_prefix + key.name;
        if (path == "model.layers" && m_list_stack) return;
        std::string joined;
        for (const auto& t : *texts) joined += (joined.empty() ? "" : ", ") + t;
        if (texts->size() > 1) joined = "[" + joined + "]";
        const bool always = path == "layerlab" || path == "name" || path == "seed" || path == "task.kind" || path == "model.layers" ||
                            path.ends_with("].name") || path.ends_with("].from") || path == "techniques.layer_drop.rate";
        const auto known = m_plain.find(path);
        // A full listing still leaves out empty texts, and of a slot all that it inherits or does not have.
        if (m_all ? joined.empty() || (known != m_plain.end() && known->second == joined && path.starts_with("model.stack["))
                  : !always && known != m_plain.end() && known->second == joined)
            return;
        m_out << YAML::Key << key.name << YAML::Value;
        if (texts->size() > 1 || (v.list && v.kind != ValueKind::Choice)) {
            m_out << YAML::Flow << YAML::BeginSeq;
            for (const auto& t : *texts) m_out << t;
            m_out << YAML::EndSeq;
        } else if (v.flow && (texts->front().starts_with('[') || texts->front().starts_with('{'))) {
            m_out << YAML::Flow << YAML::Load(texts->front());
        } else {
            m_out << texts->front();
        }
        ++m_written;
    }

    void group(const Key& key, bool present, const std::function<void(bool)>&, const std::function<void(FieldVisitor&)>& fields) override {
        if (!present) {
            // What would be inherited must be switched off in words.
            const std::string inherited = m_prefix + key.name + ".";
            if (const auto next = m_plain.lower_bound(inherited); next != m_plain.end() && next->first.starts_with(inherited)) {
                m_out << YAML::Key << key.name << YAML::Value << "off";
                ++m_written;
            }
            return;
        }
        // Written to a piece of its own first: an empty group is left out (unless the group's presence is what counts).
        YAML::Emitter piece;
        Writer probe(piece, m_plain, m_all, m_prefix + key.name + ".");
        probe.m_list_stack = m_list_stack;
        piece << YAML::BeginMap;
        fields(probe);
        piece << YAML::EndMap;
        const bool matters = m_prefix.ends_with("techniques.") || std::string(key.name) == "early_stop" ||
                             (m_prefix.starts_with("stages[") && std::string(key.name) == "techniques");
        if (probe.m_written == 0 && !matters) return;
        m_out << YAML::Key << key.name << YAML::Value;
        if (probe.m_written == 0) m_out << YAML::Flow;
        m_out << YAML::BeginMap;
        Writer inner(m_out, m_plain, m_all, m_prefix + key.name + ".");
        inner.m_list_stack = m_list_stack;
        fields(inner);
        m_out << YAML::EndMap;
        ++m_written;
    }

    void list(const Key& key, std::size_t size, const std::function<void(std::size_t)>&,
              const std::function<void(std::size_t, FieldVisitor&)>& fields) override {
        const bool slots = m_prefix + key.name == "model.stack";
        if (size == 0 || (slots && !m_list_stack)) return;
        m_out << YAML::Key << key.name << YAML::Value << YAML::BeginSeq;
        for (std::size_t i = 0; i < size; ++i) {
            if (slots) m_out << YAML::Flow;
            m_out << YAML::BeginMap;
            Writer inner(m_out, m_plain, m_all, m_prefix + key.name + "[" + std::to_string(i + 1) + "].");
            inner.m_list_stack = m_list_stack;
            fields(i, inner);
            m_out << YAML::EndMap;
        }
        m_out << YAML::EndSeq;
        ++m_written;
    }

    bool m_list_stack = false;  // the slots differ, so they are listed instead of counted

private:
    YAML::Emitter& m_out;
    const std::map<std::string, std::string>& m_plain;
    bool m_all;
    std::string m_prefix;
    int m_written = 0;
};

}  // namespace

namespace {

// list_stack: the slots are listed even where they are alike.
std::string write(const Experiment& experiment, bool all, bool list_stack) {
    Experiment copy = all ? expanded(experiment) : experiment;
    Experiment plain = plainLike(copy);
    // A stage's defaults are the experiment's values; which techniques it has is always written.
    plain.stages.assign(copy.stages.size(), Stage{"", {}, {}, {}, copy.train, copy.evaluate});
    for (std::size_t i = 0; i < copy.stages.size(); ++i) plain.stages[i].techniques = plainTechniques(copy.stages[i].techniques);
    std::map<std::string, std::string> values;
    for (const auto& [path, text] : flatten(plain)) values[path] = text;

    YAML::Emitter out;
    out.SetIndent(2);
    out << YAML::BeginMap;
    Writer writer(out, values, all, "");
    writer.m_list_stack =
        list_stack || std::any_of(copy.model.stack.begin(), copy.model.stack.end(), [](const Slot& slot) { return slot != Slot{}; });
    describe(copy, writer);
    out << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

}  // namespace

std::string writeExperiment(const Experiment& experiment, bool all) { return write(experiment, all, false); }

ReadResult withSettings(const Experiment& experiment, const std::vector<std::pair<std::string, std::string>>& settings) {
    Experiment alone = experiment;
    alone.sweep.reset();
    const bool of_slots =
        std::any_of(settings.begin(), settings.end(), [](const auto& one) { return one.first.starts_with("model.stack["); });
    Context context;
    ReadResult result;
    result.experiment = read(write(alone, false, of_slots), {}, settings, context);
    result.problems = std::move(context.problems);
    return result;
}

std::vector<Difference> differences(const Experiment& left, const Experiment& right) {
    std::map<std::string, std::string> a, b;
    const Flat flat_left = flatten(left), flat_right = flatten(right);
    for (const auto& [path, text] : flat_left) a[path] = text;
    for (const auto& [path, text] : flat_right) b[path] = text;
    std::vector<Difference> found;
    for (const auto& [path, text] : flat_left)
        if (const auto other = b.find(path); other == b.end() || other->second != text)
            found.push_back({path, text, other == b.end() ? "" : other->second});
    for (const auto& [path, text] : flat_right)
        if (!a.count(path)) found.push_back({path, "", text});
    return found;
}

}  // namespace layerlab
