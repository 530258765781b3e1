// Text that stands in HTML, XML or SVG.
#pragma once

#include <string>

namespace layerlab {

// & < > " ' as entities; characters that XML does not have (control characters, bytes that are not UTF-8) become U+FFFD.
std::string escaped(const std::string& text);

}  // namespace layerlab
