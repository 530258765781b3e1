// A YAML value as one line of text, from which it can be read back, alone or between the commas of a list.
#pragma once

#include <string>

namespace YAML {
class Node;
}

namespace layerlab {

std::string flowText(const YAML::Node& node);

}  // namespace layerlab
