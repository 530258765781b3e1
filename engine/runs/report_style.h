// The style sheets of reports.
#pragma once

#include <string>

namespace layerlab {

std::string pageStyle();   // of a page with figures in it: light, dark and on paper
std::string printStyle();  // what Qt's rich text knows

}  // namespace layerlab
