#include "engine/experiment/field_values.h"

#include <charconv>
#include <cmath>
#include <cstdint>

#include "engine/text.h"

namespace layerlab::values {

namespace {

template <class T>
bool parse(const std::string& typed, T& value) {
    const char* begin = typed.data();
    const char* end = begin + typed.size();
    if (begin != end && *begin == '+') ++begin;
    const auto result = std::from_chars(begin, end, value);
    return result.ec == std::errc() && result.ptr == end && begin != end;
}

bool parseInteger(std::string typed, std::int64_t& value) {
    std::erase(typed, '_');
    if (parse(typed, value)) return true;
    double number = 0;  // 1e4 is a whole number too
    if (!parse(typed, number) || number != std::floor(number) || std::abs(number) > huge) return false;
    value = static_cast<std::int64_t>(number);
    return true;
}

bool inside(double v, const Range& r) {
    return std::isfinite(v) && (r.exclusive_minimum ? v > r.minimum : v >= r.minimum) &&
           (r.exclusive_maximum ? v < r.maximum : v <= r.maximum);
}

}  // namespace

std::string numberText(double value) {
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    std::string digits(buffer, end);
    // A number without point or exponent reads back as an integer elsewhere; 1 is fine, 1e-05 is not YAML 1.1's float.
    if (const auto e = digits.find('e'); e != std::string::npos && digits.find('.') == std::string::npos) digits.insert(e, ".0");
    return digits;
}

std::string join(const std::vector<std::string>& parts) {
    std::string joined;
    for (const auto& part : parts) joined += (joined.empty() ? "" : ", ") + part;
    return joined;
}

std::string rangeText(const Range& r) {
    const bool low = r.minimum > -huge, high = r.maximum < huge;
    const auto end = [](double value, bool exclusive) {
        return exclusive ? text("%1 (not itself)", numberText(value)) : numberText(value);
    };
    if (low && high) return text("from %1 to %2", end(r.minimum, r.exclusive_minimum), end(r.maximum, r.exclusive_maximum));
    if (low) return r.exclusive_minimum ? text("above %1", numberText(r.minimum)) : text("at least %1", numberText(r.minimum));
    if (high) return r.exclusive_maximum ? text("below %1", numberText(r.maximum)) : text("at most %1", numberText(r.maximum));
    return text("any number");
}

std::string needsOne() { return text("one value is expected here, not a list"); }

std::string readNumber(const std::string& typed, bool whole, const Range& range, double& value) {
    bool fine = false;
    if (whole) {
        std::int64_t integer = 0;
        fine = parseInteger(typed, integer);
        value = static_cast<double>(integer);
    } else {
        fine = parse(typed, value);
    }
    if (!fine)
        return whole ? text("'%1' is not a whole number; %2 is allowed", typed, rangeText(range))
                     : text("'%1' is not a number; %2 is allowed", typed, rangeText(range));
    if (!inside(value, range)) return text("%1 is out of range; %2 is allowed", typed, rangeText(range));
    return {};
}

std::string readNumberOrWord(const std::string& typed, bool whole, const Range& range, const std::string& word, double& value) {
    if (!word.empty() && typed == word) return value = 0, std::string{};
    std::string wrong = readNumber(typed, whole, range, value);
    return word.empty() || wrong.empty() ? wrong : text("%1, or %2", wrong, word);
}

std::string pick(const std::string& typed, const std::vector<std::string>& names, int& index) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == typed) return index = static_cast<int>(i), std::string{};
    return text("'%1' is not allowed; allowed: %2", typed, join(names));
}

Value emptyValue(ValueKind kind, const Range& range) {
    Value v;
    v.kind = kind;
    v.minimum = range.minimum;
    v.maximum = range.maximum;
    v.exclusive_minimum = range.exclusive_minimum;
    v.exclusive_maximum = range.exclusive_maximum;
    return v;
}

Value boolean(bool& target) {
    Value v = emptyValue(ValueKind::Boolean);
    v.get = [&target]() -> std::optional<std::vector<std::string>> { return {{target ? "true" : "false"}}; };
    v.set = [&target](const std::vector<std::string>& texts) -> std::string {
        if (texts.size() != 1) return needsOne();
        for (const char* yes : {"true", "yes", "on", "True"})
            if (texts[0] == yes) return target = true, std::string{};
        for (const char* no : {"false", "no", "off", "False"})
            if (texts[0] == no) return target = false, std::string{};
        return text("'%1' is not allowed; true or false is", texts[0]);
    };
    return v;
}

Value plainText(std::string& target) {
    Value v = emptyValue(ValueKind::Text);
    v.get = [&target]() -> std::optional<std::vector<std::string>> { return {{target}}; };
    v.set = [&target](const std::vector<std::string>& texts) -> std::string {
        if (texts.size() != 1) return needsOne();
        target = texts[0];
        return {};
    };
    return v;
}

}  // namespace layerlab::values
