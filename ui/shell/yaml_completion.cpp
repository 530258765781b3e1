#include "ui/shell/yaml_completion.h"

#include <QHash>
#include <QStringList>
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/experiment/fields.h"
#include "ui/engine_text.h"
#include "ui/inspector/field_row.h"
#include "ui/session/key_edit.h"

namespace layerlab {

namespace {

const auto item = QStringLiteral("[]");
constexpr int file_indent = 2;

// ---- what there is --------------------------------------------------------------------------------------------------

struct Node {
    enum class Kind { Value, Map, List };
    QString name, path;
    Kind kind = Kind::Map;
    std::string help;  // of maps and lists; a value's is found by its path
    std::vector<Node> children;

    const Node* child(const QString& wanted) const {
        const auto found = std::find_if(children.begin(), children.end(), [&](const Node& node) { return node.name == wanted; });
        return found == children.end() ? nullptr : &*found;
    }
    Node& add(const Key& key, Kind its_kind) {
        const QString key_name = QString::fromUtf8(key.name);
        if (const Node* known = child(key_name)) return children[static_cast<std::size_t>(known - children.data())];
        const QString prefix = path.isEmpty() ? QString() : path + (kind == Kind::List ? item : QString()) + '.';
        children.push_back({key_name, prefix + key_name, its_kind, key.help, {}});
        return children.back();
    }
};

class NodeCollector : public FieldVisitor {
public:
    explicit NodeCollector(Node& node) : m_node(node) {}
    void value(const Key& key, const Value&) override { m_node.add(key, Node::Kind::Value); }
    void group(const Key& key, bool present, const std::function<void(bool)>& toggle,
               const std::function<void(FieldVisitor&)>& fields) override {
        if (!present && toggle) toggle(true);
        NodeCollector inner(m_node.add(key, Node::Kind::Map));
        fields(inner);
    }
    void list(const Key& key, std::size_t size, const std::function<void(std::size_t)>& resize,
              const std::function<void(std::size_t, FieldVisitor&)>& fields) override {
        if (size == 0) resize(1);
        NodeCollector inner(m_node.add(key, Node::Kind::List));
        fields(0, inner);
    }

private:
    Node& m_node;
};

// Every kind of task has keys of its own. `kind`: as the text has it; unknown: the keys of all kinds.
const Node& keysOfTask(const QString& kind) {
    static const QHash<QString, Node> trees = [] {
        QHash<QString, Node> all;
        const KeyHelp* kinds = keyHelp("task.kind");
        for (const std::string& word : kinds ? kinds->choices : std::vector<std::string>{}) {
            Experiment experiment;
            if (!setKey(experiment, "task.kind", {word}).empty()) continue;
            experiment.stages.resize(1);
            // A stage may learn something else than the experiment: it has the keys of all kinds.
            for (std::size_t kind = 0; kind < kinds->choices.size(); ++kind) {
                experiment.stages.front().task = plainTask(kind);
                for (const QString& tree : {QString(), QString::fromStdString(word)}) {
                    NodeCollector collector(all[tree]);
                    describe(experiment, collector);
                }
            }
        }
        return all;
    }();
    static const Node nothing;
    const auto found = trees.constFind(trees.contains(kind) ? kind : QString());
    return found == trees.constEnd() ? nothing : *found;
}

const Node* findNode(const Node& root, const QStringList& path, bool* in_item) {
    const Node* node = &root;
    *in_item = false;
    for (const QString& part : path) {
        if (part == item) {
            if (node->kind != Node::Kind::List || *in_item) return nullptr;
            *in_item = true;
            continue;
        }
        if (node->kind == Node::Kind::List && !*in_item) return nullptr;
        node = node->child(part);
        *in_item = false;
        if (!node) return nullptr;
    }
    return node;
}

QString joined(const QStringList& path) {
    QString text;
    for (const QString& part : path) text += part == item || text.isEmpty() ? part : '.' + part;
    return text;
}

QString helpOf(const Node& node) {
    if (node.kind == Node::Kind::Value) return helpText(node.path.toStdString());
    return QStringLiteral("<p style='white-space:normal'>%1</p><p><code>%2</code></p>")
        .arg(engineText(node.help).toHtmlEscaped(), node.path.toHtmlEscaped());
}

// ---- where one is ---------------------------------------------------------------------------------------------------

bool isWord(QChar c) { return c.isLetterOrNumber() || c == '_' || c == '-' || c == '.'; }

// Goes through a text line by line and remembers its keys and, at its end, which maps and lists are open.
class Scan {
public:
    struct FoundKey {
        int container = 0;  // which map it is in, by number
        QString name, path;
        int from = 0, to = 0, value = 0;
    };
    enum class Place { Nowhere, Key, Value };

    explicit Scan(const QString& text) : m_text(text) {
        qsizetype begin = 0;
        while (begin <= text.size()) {
            qsizetype end = text.indexOf('\n', begin);
            if (end < 0) end = text.size();
            scanLine(static_cast<int>(begin), static_cast<int>(end));
            begin = end + 1;
        }
        if (m_place == Place::Key && m_flow.isEmpty()) leave(m_column);
        if (m_hidden) m_place = Place::Nowhere;
    }

    const QList<FoundKey>& keys() const { return m_keys; }

    // Of the text's end:
    Place place() const { return m_place; }
    int word() const { return m_word; }      // where the word there begins
    int column() const { return m_column; }  // of a key in a block
    bool inFlow() const { return !m_flow.isEmpty(); }
    int container() const { return !m_flow.isEmpty() ? m_flow.back().number : m_block.isEmpty() ? 0 : m_block.back().number; }
    QStringList path() const {
        QStringList names;
        for (const Frame& frame : m_block) names << frame.name;
        for (const Frame& frame : m_flow)
            if (!frame.name.isEmpty()) names << frame.name;
        return names;
    }

private:
    struct Frame {
        int column = 0;
        QString name;  // of a block: the key, or item; in brackets: item, or the key that is being written
        int number = 0;
    };

    void scanLine(int begin, int end) {
        m_hidden = false;
        int at = begin;
        int name_end = 0, after = 0;
        // A key at the very left: a bracket above was left open.
        if (!m_flow.isEmpty() && readKey(begin, end, &name_end, &after)) m_flow.clear();
        if (!m_flow.isEmpty()) {
            scanInline(at, end);
            return;
        }
        while (at < end && m_text[at] == ' ') ++at;
        m_place = Place::Key;
        m_column = at - begin;
        m_word = at;
        if (m_scalar >= 0) {
            m_hidden = m_column > m_scalar;
            if (m_hidden || at == end) return;
            m_scalar = -1;
        }
        while (at < end && m_text[at] == '-' && (at + 1 == end || m_text[at + 1] == ' ')) {
            openItem(at - begin);
            ++at;
            m_hidden = at == end;  // nothing can follow the dash directly
            while (at < end && m_text[at] == ' ') ++at;
        }
        m_column = at - begin;
        m_word = at;
        if (!readKey(at, end, &name_end, &after)) {
            scanInline(at, end);
            return;
        }
        leave(m_column);
        const QString name = m_text.mid(at, name_end - at);
        found(at, name_end, after);
        m_block.append({m_column, name, ++m_last});
        m_place = Place::Value;
        at = after;
        while (at < end && m_text[at] == ' ') ++at;
        if (at < end && (m_text[at] == '|' || m_text[at] == '>')) {
            m_scalar = m_column;
            m_hidden = true;
            return;
        }
        scanInline(after, end);
    }

    // Values, and everything within brackets.
    void scanInline(int at, int end) {
        bool fresh = true;  // quotes and brackets mean something only where a value begins
        const auto begin = [&] {
            while (at < end && m_text[at] == ' ') ++at;
            m_word = at;
            fresh = true;
            if (!m_flow.isEmpty()) m_place = m_flow.back().name.isEmpty() ? Place::Key : Place::Value;
            if (!m_flow.isEmpty() && m_flow.back().name == item) m_place = Place::Nowhere;
        };
        begin();
        while (at < end) {
            const QChar c = m_text[at];
            int name_end = 0, after = 0;
            if (c == '#' && (at == 0 || m_text[at - 1].isSpace())) {
                m_hidden = true;
                return;
            }
            if (fresh && (c == '"' || c == '\'')) {
                ++at;
                while (at < end && m_text[at] != c) at += c == '"' && m_text[at] == '\\' ? 2 : 1;
                m_hidden = at >= end;
                ++at;
                fresh = false;
            } else if (fresh && (c == '{' || c == '[')) {
                m_flow.append({0, c == '[' ? item : QString(), ++m_last});
                ++at;
                begin();
            } else if (!m_flow.isEmpty() && (c == '}' || c == ']')) {
                m_flow.removeLast();
                ++at;
                begin();
                fresh = false;
                m_place = Place::Nowhere;
            } else if (!m_flow.isEmpty() && c == ',') {
                if (m_flow.back().name != item) m_flow.back().name.clear();
                ++at;
                begin();
            } else if (fresh && !m_flow.isEmpty() && m_flow.back().name.isEmpty() && readKey(at, end, &name_end, &after)) {
                found(at, name_end, after);
                m_flow.back().name = m_text.mid(at, name_end - at);
                at = after;
                begin();
            } else {
                fresh = false;
                ++at;
            }
        }
    }

    bool readKey(int at, int end, int* name_end, int* after) const {
        int to = at;
        while (to < end && isWord(m_text[to])) ++to;
        if (to == at) return false;
        int colon = to;
        while (colon < end && m_text[colon] == ' ') ++colon;
        if (colon == end || m_text[colon] != ':') return false;
        const bool ends_key = colon + 1 == end || m_text[colon + 1] == ' ' || QStringLiteral(",}]").contains(m_text[colon + 1]);
        *name_end = to;
        *after = colon + 1;
        return ends_key;
    }

    void found(int from, int to, int value) {
        const QString name = m_text.mid(from, to - from);
        m_keys.append({container(), name, joined(path() + QStringList(name)), from, to, value});
    }

    void leave(int column) {
        while (!m_block.isEmpty() && m_block.back().column >= column) m_block.removeLast();
    }

    void openItem(int column) {
        // The dashes of a list may stand right under its key.
        while (!m_block.isEmpty() && (m_block.back().column > column || (m_block.back().column == column && m_block.back().name == item)))
            m_block.removeLast();
        m_block.append({column, item, ++m_last});
    }

    const QString& m_text;
    QList<FoundKey> m_keys;
    QList<Frame> m_block, m_flow;
    Place m_place = Place::Key;
    bool m_hidden = false;  // in a comment, a string or a text of several lines
    int m_word = 0, m_column = 0;
    int m_scalar = -1;  // the column of the key whose text goes on over several lines
    int m_last = 0;
};

QString wordAt(const QString& text, int at) {
    while (at < text.size() && text[at] == ' ') ++at;
    int end = at;
    while (end < text.size() && isWord(text[end])) ++end;
    return text.mid(at, end - at);
}

QString taskKind(const QString& text, const QList<Scan::FoundKey>& keys) {
    for (const Scan::FoundKey& key : keys)
        if (key.path == QLatin1String("task.kind")) return wordAt(text, key.value);
    return {};
}

Completion keyCompletion(const Node& node, bool flow, bool has_colon, int column, const QString& dash) {
    Completion entry{node.name, helpOf(node), dash + node.name, 0};
    if (has_colon) return entry;
    const QString deeper = '\n' + QString(column + dash.size() + file_indent, ' ');
    switch (node.kind) {
        case Node::Kind::Value:
            entry.insert += QStringLiteral(": ");
            break;
        case Node::Kind::Map:
            entry.insert += flow ? QStringLiteral(": {}") : ':' + deeper;
            entry.back = flow ? 1 : 0;
            break;
        case Node::Kind::List:
            entry.insert += flow ? QStringLiteral(": [{}]") : ':' + deeper + QStringLiteral("- ");
            entry.back = flow ? 2 : 0;
            break;
    }
    return entry;
}

QList<Completion> choicesOf(const Node& node, const QString& space) {
    const KeyHelp* key = node.kind == Node::Kind::Value ? keyHelp(node.path.toStdString()) : nullptr;
    if (!key) return {};
    QStringList words;
    if (key->kind == ValueKind::Boolean) words << QStringLiteral("true") << QStringLiteral("false");
    for (const std::string& choice : key->choices) words << QString::fromStdString(choice);
    QList<Completion> entries;
    for (const QString& word : words) entries.append({word, helpOf(node), space + word, 0});
    return entries;
}

}  // namespace

Completions completionsAt(const QString& text, int position) {
    Completions result;
    position = std::clamp(position, 0, static_cast<int>(text.size()));
    const QString before = text.left(position);
    const Scan here(before);
    const QString typed = before.mid(here.word());
    if (here.place() == Scan::Place::Nowhere || !std::all_of(typed.begin(), typed.end(), isWord)) return result;
    result.from = result.to = here.word();
    while (result.to < text.size() && isWord(text[result.to])) ++result.to;
    result.values = here.place() == Scan::Place::Value;

    const Scan whole(text);
    bool in_item = false;
    const Node* node = findNode(keysOfTask(taskKind(text, whole.keys())), here.path(), &in_item);
    if (!node) return result;
    QList<Completion> all;
    if (result.values) {
        all = choicesOf(*node, before.endsWith(':') ? QStringLiteral(" ") : QString());
    } else if (node->kind != Node::Kind::Value) {
        const bool needs_dash = node->kind == Node::Kind::List && !in_item;
        QStringList present;
        for (const Scan::FoundKey& key : whole.keys())
            if (key.container == here.container() && key.from != result.from) present << key.name;
        int colon = result.to;
        while (colon < text.size() && text[colon] == ' ') ++colon;
        const bool has_colon = colon < text.size() && text[colon] == ':';
        for (const Node& child : node->children)
            if (needs_dash || !present.contains(child.name))
                all << keyCompletion(child, here.inFlow(), has_colon, here.column(), needs_dash ? QStringLiteral("- ") : QString());
    }
    const auto worth = [&typed](const Completion& entry) {
        const auto found = entry.text.indexOf(typed, 0, Qt::CaseInsensitive);
        return found < 0 ? 0 : found > 0 ? 1 : entry.text.size() > typed.size() ? 2 : 3;
    };
    for (const Completion& entry : std::as_const(all))
        if (worth(entry) > 0) result.entries << entry;
    std::stable_sort(result.entries.begin(), result.entries.end(),
                     [&](const Completion& a, const Completion& b) { return worth(a) > worth(b); });
    return result;
}

QString keyPathAt(const QString& text, int position) {
    const Scan scan(text);
    for (const Scan::FoundKey& key : scan.keys())
        if (key.from <= position && position < key.to) return key.path;
    return {};
}

QString yamlKeyHelp(const QString& path) {
    QStringList parts;
    for (const QString& part : path.split('.')) {
        parts << (part.endsWith(item) ? part.chopped(item.size()) : part);
        if (part.endsWith(item)) parts << item;
    }
    bool in_item = false;
    const Node* node = path.isEmpty() ? nullptr : findNode(keysOfTask({}), parts, &in_item);
    return node ? helpOf(*node) : QString();
}

}  // namespace layerlab
