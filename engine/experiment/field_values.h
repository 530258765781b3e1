// How single values of an experiment are described: a variable with its range or its words, seen as a Value. Shared by the
// files that describe keys; nobody else needs it.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/experiment/fields.h"

namespace layerlab::values {

constexpr double huge = 1e15;  // no bound

struct Range {
    double minimum = -huge, maximum = huge;
    bool exclusive_minimum = false, exclusive_maximum = false;
};

std::string numberText(double value);  // reads back to the same number, in YAML 1.1 too
std::string join(const std::vector<std::string>& parts);
std::string rangeText(const Range& range);
std::string needsOne();

// What follows reads a text, or says what is allowed; nothing said: it is fine.
std::string readNumber(const std::string& typed, bool whole, const Range& range, double& value);
std::string readNumberOrWord(const std::string& typed, bool whole, const Range& range, const std::string& word, double& value);
std::string pick(const std::string& typed, const std::vector<std::string>& names, int& index);

Value emptyValue(ValueKind kind, const Range& range = {});
Value boolean(bool& target);
Value plainText(std::string& target);

template <class T>
std::string toText(T value) {
    if constexpr (std::is_floating_point_v<T>) return numberText(value);
    else return std::to_string(value);
}

// What a number's Value is but for reading it: the target is a T, or may be without one. word: see number().
template <class T, class Target>
Value settableNumber(Target& target, Range range, const std::string& word) {
    constexpr bool whole = std::is_integral_v<T>;
    if constexpr (std::is_same_v<T, int>) range.maximum = std::min(range.maximum, 2147483647.0);
    Value v = emptyValue(whole ? ValueKind::Integer : ValueKind::Number, range);
    if (!word.empty()) v.choices = {word};
    v.set = [&target, range, word](const std::vector<std::string>& texts) -> std::string {
        if (texts.size() != 1) return needsOne();
        double value = 0;
        std::string wrong = readNumberOrWord(texts[0], whole, range, word, value);
        if (wrong.empty()) target = static_cast<T>(value);
        return wrong;
    };
    return v;
}

// word: a text that stands for zero ("auto", "all"); empty: none.
template <class T>
Value number(T& target, const Range& range, const std::string& word = {}) {
    Value v = settableNumber<T>(target, range, word);
    v.get = [&target, word]() -> std::optional<std::vector<std::string>> {
        if (!word.empty() && target == T{}) return {{word}};
        return {{toText(target)}};
    };
    return v;
}

template <class T>
Value optionalNumber(std::optional<T>& target, const Range& range) {
    Value v = settableNumber<T>(target, range, {});
    v.get = [&target]() -> std::optional<std::vector<std::string>> {
        if (!target) return std::nullopt;
        return {{toText(*target)}};
    };
    return v;
}

// What a choice's Value is but for reading it: the target is an E, or may be without one.
template <class E, class Target>
Value settableChoice(Target& target, const std::vector<std::string>& names) {
    Value v = emptyValue(ValueKind::Choice);
    v.choices = names;
    v.set = [&target, names](const std::vector<std::string>& texts) -> std::string {
        if (texts.size() != 1) return needsOne();
        int index = 0;
        if (std::string wrong = pick(texts[0], names, index); !wrong.empty()) return wrong;
        target = static_cast<E>(index);
        return {};
    };
    return v;
}

// names: the words of the enumeration's values, in its order.
template <class E>
Value choice(E& target, const std::vector<std::string>& names) {
    Value v = settableChoice<E>(target, names);
    v.get = [&target, names]() -> std::optional<std::vector<std::string>> { return {{names[static_cast<std::size_t>(target)]}}; };
    return v;
}

template <class E>
Value optionalChoice(std::optional<E>& target, const std::vector<std::string>& names) {
    Value v = settableChoice<E>(target, names);
    v.get = [&target, names]() -> std::optional<std::vector<std::string>> {
        if (!target) return std::nullopt;
        return {{names[static_cast<std::size_t>(*target)]}};
    };
    return v;
}

// Gives an optional group its defaults, or takes it away; what it has already stays.
template <class T>
std::function<void(bool)> toggler(std::optional<T>& target) {
    return [&target](bool on) {
        if (!on) target.reset();
        else if (!target) target.emplace();
    };
}

}  // namespace layerlab::values
