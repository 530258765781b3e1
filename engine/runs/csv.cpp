#include "engine/runs/csv.h"

#include <cmath>

#include "engine/text.h"

namespace layerlab {

std::string csvLine(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) line += ',';
        if (fields[i].find_first_of(",\"\r\n") == std::string::npos) {
            line += fields[i];
            continue;
        }
        line += '"';
        for (const char c : fields[i]) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

std::string csvNumber(double value) { return std::isfinite(value) ? textArgument(value) : std::string(); }

}  // namespace layerlab
