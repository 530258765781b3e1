// Writing comma-separated values (RFC 4180).
#pragma once

#include <string>
#include <vector>

namespace layerlab {

// A record with its CRLF. Fields with a comma, a quote or a line break are quoted.
std::string csvLine(const std::vector<std::string>& fields);
// As few digits as read back to the same number; nothing for what is no number.
std::string csvNumber(double value);

}  // namespace layerlab
