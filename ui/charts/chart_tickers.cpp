#include "ui/charts/chart_tickers.h"

#include <algorithm>
#include <cmath>

namespace layerlab {

double LinearTicker::getTickStep(const QCPRange& range) {
    if (!integers) return QCPAxisTicker::getTickStep(range);
    const double wanted = std::max(1.0, range.size() / std::max(1, tickCount()));
    const double magnitude = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (magnitude * factor >= wanted * 0.999) return magnitude * factor;
    return magnitude * 10;
}

QVector<double> LogTicker::createTickVector(double step, const QCPRange& range) {
    if (range.lower <= 0 || range.upper <= range.lower) return {};
    const double decades = std::log10(range.upper / range.lower);
    if (decades < 1) return QCPAxisTicker::createTickVector(step, range);
    QVector<double> ticks;
    const int first = static_cast<int>(std::floor(std::log10(range.lower)));
    const int last = static_cast<int>(std::ceil(std::log10(range.upper)));
    const int stride = std::max(1, (last - first) / std::max(1, tickCount()));
    for (int power = first; power <= last; power += stride) {
        ticks.append(std::pow(10.0, power));
        if (decades <= 3) {
            ticks.append(2 * std::pow(10.0, power));
            ticks.append(5 * std::pow(10.0, power));
        }
    }
    return ticks;
}

}  // namespace layerlab
