// Numbers as text for people and for SVG, the same whatever the locale.
#pragma once

#include <string>

namespace layerlab {

std::string fixedText(double value, int decimals);      // "3.14"
std::string significantText(double value, int digits);  // at most so many digits: "3.14", "120", "0.0005"
std::string scaledText(double value, int digits = 3);   // "2.41 M", "0.5", "940"
std::string shortMilliseconds(double value);            // "4.1", "0.82", "120"; without the unit

}  // namespace layerlab
