#include "engine/runs/number_text.h"

#include <charconv>
#include <cmath>

namespace layerlab {

std::string fixedText(double value, int decimals) {
    char shown[400];  // the largest double has 309 digits before the point
    if (!std::isfinite(value)) return "—";
    std::string digits(shown, std::to_chars(shown, shown + sizeof shown, value, std::chars_format::fixed, decimals).ptr);
    if (digits.find_first_not_of("-0.") == std::string::npos && digits.starts_with('-')) digits.erase(0, 1);  // no "-0.0"
    return digits;
}

std::string significantText(double value, int digits) {
    char shown[64];
    if (!std::isfinite(value)) return "—";
    return {shown, std::to_chars(shown, shown + sizeof shown, value, std::chars_format::general, digits).ptr};
}

std::string scaledText(double value, int digits) {
    const struct {
        double size;
        const char* unit;
    } scales[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}};
    for (const auto& scale : scales)
        if (std::abs(value) >= scale.size * 0.9995) return significantText(value / scale.size, digits) + scale.unit;
    return significantText(value, digits);
}

std::string shortMilliseconds(double value) { return fixedText(value, value < 0.9995 ? 2 : value < 99.95 ? 1 : 0); }

}  // namespace layerlab
