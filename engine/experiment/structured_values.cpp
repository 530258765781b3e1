#include "engine/experiment/structured_values.h"

#include <yaml-cpp/yaml.h>

#include "engine/text.h"

namespace layerlab::values {

namespace {

const std::vector<std::string> weights_words{"best", "final"};

// What stands in brackets or braces, as YAML reads it; nothing where it cannot.
std::optional<YAML::Node> flowNode(const std::string& typed, char first, char last) {
    const auto begin = typed.find_first_not_of(' '), end = typed.find_last_not_of(' ');
    if (begin == std::string::npos || typed[begin] != first || typed[end] != last || typed.size() > 100'000) return {};
    try {
        return YAML::Load(typed);
    } catch (const YAML::Exception&) {
        return {};
    }
}

template <class T>
Value listsOf(std::vector<std::vector<T>>& target, Range range) {
    constexpr bool whole = std::is_integral_v<T>;
    Value v = emptyValue(ValueKind::Text);
    v.flow = true;
    v.get = [&target]() -> std::optional<std::vector<std::string>> {
        if (target.empty()) return std::nullopt;
        std::string all;
        for (const auto& inner : target) {
            std::vector<std::string> parts;
            for (const T value : inner) parts.push_back(toText(value));
            all += (all.empty() ? "[" : ", [") + join(parts) + "]";
        }
        return {{"[" + all + "]"}};
    };
    v.set = [&target, range](const std::vector<std::string>& texts) -> std::string {
        const std::string expected = text("lists of numbers in a list are expected, such as [[1, 2], [3, 4]]");
        if (texts.empty() || (texts.size() == 1 && texts[0].empty())) return target.clear(), std::string();
        const auto node = texts.size() == 1 ? flowNode(texts[0], '[', ']') : std::nullopt;
        if (!node || !node->IsSequence()) return expected;
        std::vector<std::vector<T>> read;
        for (const auto& inner : *node) {
            if (!inner.IsSequence()) return expected;
            read.emplace_back();
            for (const auto& element : inner) {
                double value = 0;
                if (!element.IsScalar()) return expected;
                if (std::string wrong = readNumber(element.Scalar(), whole, range, value); !wrong.empty()) return wrong;
                read.back().push_back(static_cast<T>(value));
            }
        }
        target = std::move(read);
        return {};
    };
    return v;
}

}  // namespace

Value lists(std::vector<std::vector<int>>& target, Range range) { return listsOf(target, range); }
Value lists(std::vector<std::vector<double>>& target, Range range) { return listsOf(target, range); }

Value numbers(std::vector<int>& target, Range range, const std::string& word) {
    Value v = emptyValue(ValueKind::Integer, range);
    v.list = true;
    if (!word.empty()) v.choices = {word};
    v.get = [&target, word]() -> std::optional<std::vector<std::string>> {
        if (target.empty()) return word.empty() ? std::nullopt : std::optional<std::vector<std::string>>{{word}};
        std::vector<std::string> texts;
        for (const int value : target) texts.push_back(std::to_string(value));
        return texts;
    };
    v.set = [&target, range, word](const std::vector<std::string>& texts) -> std::string {
        std::vector<int> read;
        if (texts.empty() && !word.empty()) return text("name at least one, or say %1", word);
        if (texts.size() != 1 || word.empty() || texts[0] != word) {
            for (const auto& typed : texts) {
                double value = 0;
                if (std::string wrong = readNumber(typed, true, range, value); !wrong.empty())
                    return word.empty() ? wrong : text("%1, or %2", wrong, word);
                read.push_back(static_cast<int>(value));
            }
        }
        target = std::move(read);
        return {};
    };
    return v;
}

Value origin(Origin& target, bool scratch_allowed) {
    Value v = emptyValue(ValueKind::Choice);
    v.flow = true;
    if (scratch_allowed) v.choices.push_back("scratch");
    v.choices.push_back("previous");
    v.get = [&target]() -> std::optional<std::vector<std::string>> {
        if (target.kind == Origin::Kind::Scratch) return {{"scratch"}};
        if (target.kind == Origin::Kind::Previous) return {{"previous"}};
        YAML::Emitter out;
        out << YAML::Flow << YAML::BeginMap << YAML::Key << "run" << YAML::Value << target.run;
        if (target.weights == Origin::Weights::Final) out << YAML::Key << "weights" << YAML::Value << "final";
        if (target.stage > 0) out << YAML::Key << "stage" << YAML::Value << target.stage;
        out << YAML::EndMap;
        return {{out.c_str()}};
    };
    v.set = [&target, words = v.choices](const std::vector<std::string>& texts) -> std::string {
        if (texts.size() != 1) return needsOne();
        for (const auto& word : words)
            if (texts[0] == word) {
                target = {word == "scratch" ? Origin::Kind::Scratch : Origin::Kind::Previous, {}, {}};
                return {};
            }
        const auto node = flowNode(texts[0], '{', '}');
        if (!node || !node->IsMap()) return text("'%1' is not allowed; allowed: %2", texts[0], join(words) + ", {run: FOLDER}");
        Origin read{Origin::Kind::Run, {}, {}};
        for (const auto& pair : *node) {
            const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
            if (!pair.second.IsScalar() || (key != "run" && key != "weights" && key != "stage"))
                return text("unknown key '%1'; allowed here: %2", key, "run, weights, stage");
            if (key == "run") {
                read.run = pair.second.Scalar();
            } else if (key == "stage") {
                double number = 0;
                if (std::string wrong = readNumber(pair.second.Scalar(), true, {1, 32}, number); !wrong.empty()) return "stage: " + wrong;
                read.stage = static_cast<int>(number);
            } else {
                int index = 0;
                if (std::string wrong = pick(pair.second.Scalar(), weights_words, index); !wrong.empty()) return "weights: " + wrong;
                read.weights = static_cast<Origin::Weights>(index);
            }
        }
        if (read.run.empty()) return text("run: name the folder of a run");
        target = read;
        return {};
    };
    return v;
}

}  // namespace layerlab::values
