#include "ui/charts/legible.h"

#include <algorithm>
#include <cmath>

namespace layerlab {

namespace {

double luminance(const QColor& color) {
    const auto linear = [](double channel) { return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blended(const QColor& ink, const QColor& paper, double part) {
    const auto channel = [part](int i, int p) { return std::clamp(static_cast<int>(std::lround(p + (i - p) * part)), 0, 255); };
    return QColor(channel(ink.red(), paper.red()), channel(ink.green(), paper.green()), channel(ink.blue(), paper.blue()));
}

QColor legible(const QColor& ink, const QColor& paper, double least) {
    const QColor end = luminance(paper) > 0.18 ? QColor(Qt::black) : QColor(Qt::white);
    QColor color = ink;
    for (int i = 1; i <= 20 && contrast(color, paper) < least; ++i) color = blended(end, ink, i / 20.0);
    return color;
}

}  // namespace layerlab
