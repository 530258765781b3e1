#include "engine/runs/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace layerlab {

double tQuantile975(std::size_t df) {
    static constexpr std::array table{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                      2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                                      2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    df = std::max<std::size_t>(1, df);
    if (df <= table.size()) return table[df - 1];
    const double z = 1.959963985, n = static_cast<double>(df);
    const double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z;
    return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n) + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n);
}

Interval interval95(const std::vector<double>& values) {
    std::vector<double> known;
    std::copy_if(values.begin(), values.end(), std::back_inserter(known), [](double value) { return std::isfinite(value); });
    if (known.empty()) return {};
    const auto n = static_cast<double>(known.size());
    double sum = 0, squares = 0;
    for (const double value : known) sum += value;
    const double mean = sum / n;
    if (known.size() == 1) return {mean, mean, mean, 1};
    for (const double value : known) squares += (value - mean) * (value - mean);
    const double half = tQuantile975(known.size() - 1) * std::sqrt(squares / (n - 1)) / std::sqrt(n);
    return {mean, mean - half, mean + half, known.size()};
}

}  // namespace layerlab
