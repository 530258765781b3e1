#include "ui/session/key_edit.h"

#include "engine/experiment/fields.h"

namespace layerlab {

namespace {

class KeySetter : public FieldVisitor {
public:
    KeySetter(const std::string& wanted, std::string prefix, const std::vector<std::string>& texts, std::string& wrong, bool& found)
        : m_wanted(wanted), m_prefix(std::move(prefix)), m_texts(texts), m_wrong(wrong), m_found(found) {}

    void value(const Key& key, const Value& value) override {
        // The first description of a key counts: a later short form may read what the first has just written.
        if (m_found || m_prefix + key.name != m_wanted) return;
        m_found = true;
        m_wrong = value.set(m_texts);
    }

    void group(const Key& key, bool present, const std::function<void(bool)>& toggle,
               const std::function<void(FieldVisitor&)>& fields) override {
        const std::string prefix = m_prefix + key.name + ".";
        if (!m_wanted.starts_with(prefix)) return;
        if (!present && toggle) toggle(true);
        KeySetter inner(m_wanted, prefix, m_texts, m_wrong, m_found);
        fields(inner);
    }

    void list(const Key& key, std::size_t size, const std::function<void(std::size_t)>&,
              const std::function<void(std::size_t, FieldVisitor&)>& fields) override {
        for (std::size_t i = 0; i < size; ++i) {
            const std::string prefix = m_prefix + key.name + "[" + std::to_string(i + 1) + "].";
            if (!m_wanted.starts_with(prefix)) continue;
            KeySetter inner(m_wanted, prefix, m_texts, m_wrong, m_found);
            fields(i, inner);
        }
    }

private:
    const std::string& m_wanted;
    std::string m_prefix;
    const std::vector<std::string>& m_texts;
    std::string& m_wrong;
    bool& m_found;
};

}  // namespace

std::string setKey(Experiment& experiment, const std::string& path, const std::vector<std::string>& texts) {
    // On a copy: a value that is refused must not leave a half-made map behind.
    Experiment changed = experiment;
    std::string wrong;
    bool found = false;
    KeySetter setter(path, "", texts, wrong, found);
    describe(changed, setter);
    if (!found) return "there is no key " + path + " here";
    if (wrong.empty()) experiment = std::move(changed);
    return wrong;
}

}  // namespace layerlab
