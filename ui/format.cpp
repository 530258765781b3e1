#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>

namespace layerlab {

// The context of this file's words for translators.
struct FormatText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::FormatText)
};

namespace {

const QChar thinSpace(0x2009);
const QString nothing = QStringLiteral("\u2014");

QString grouped(std::int64_t number) {
    QString digits = QString::number(number);
    const int first = number < 0 ? 1 : 0;
    for (int i = static_cast<int>(digits.size()) - 3; i > first; i -= 3) digits.insert(i, thinSpace);
    return digits;
}

// Three significant digits, without an exponent, for 0 ≤ value < 1000.
QString three(double value) {
    const int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return QString::number(value, 'f', decimals);
}

struct Scaled {
    double value;
    int power;
};

// The largest power that leaves at least 1; rounding up to the next unit ("1000 k") moves on to it ("1.00 M").
Scaled scaled(double value, double base, int powers) {
    int power = 0;
    while (power < powers && std::abs(value) >= base * (base > 1000 ? 1.0 : 0.9995)) {
        value /= base;
        ++power;
    }
    return {value, power};
}

}  // namespace

QString countText(double count) {
    if (!std::isfinite(count)) return nothing;
    const std::array units{"", "k", "M", "G", "T"};
    const Scaled s = scaled(count, 1000, 4);
    if (s.power == 0) return QString::number(count, 'f', count == std::floor(count) ? 0 : 1);
    const QString digits = (s.value < 0 ? QStringLiteral("-") : QString()) + three(std::abs(s.value));
    return digits + QLatin1Char(' ') + QLatin1String(units[static_cast<std::size_t>(s.power)]);
}

QString stepText(std::int64_t step) { return grouped(step); }

QString bytesText(double bytes) {
    if (!std::isfinite(bytes)) return nothing;
    const std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    const Scaled s = scaled(bytes, 1024, 4);
    const int decimals = s.power == 0 || s.value >= 99.95 ? 0 : 1;
    return QString::number(s.value, 'f', decimals) + QLatin1Char(' ') + QLatin1String(units[static_cast<std::size_t>(s.power)]);
}

QString flopsText(double flops) {
    if (!std::isfinite(flops)) return nothing;
    // "0.31 GFLOP" compares better with its neighbours than "310 MFLOP", so the GFLOP begins at a tenth.
    const std::array<std::pair<double, const char*>, 4> units{{{1e12, "TFLOP"}, {1e9, "GFLOP"}, {1e6, "MFLOP"}, {1e3, "kFLOP"}}};
    for (const auto& [size, name] : units) {
        const double threshold = size == 1e9 ? size / 10 : size;
        if (flops >= threshold * 0.9995) return three(flops / size) + QLatin1Char(' ') + QLatin1String(name);
    }
    return QString::number(flops, 'f', 0) + QStringLiteral(" FLOP");
}

QString millisecondsText(double milliseconds) {
    if (!std::isfinite(milliseconds)) return nothing;
    if (milliseconds >= 10000) return QString::number(milliseconds / 1000, 'f', 1) + QStringLiteral(" s");
    const int decimals = milliseconds >= 99.95 ? 0 : milliseconds >= 0.9995 ? 1 : 2;
    return QString::number(milliseconds, 'f', decimals) + QStringLiteral(" ms");
}

QString percentText(double fraction) {
    return std::isfinite(fraction) ? QString::number(fraction * 100, 'f', 1) + QStringLiteral(" %") : nothing;
}

QString durationText(double seconds) {
    if (!std::isfinite(seconds)) return nothing;
    const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
    const auto two = [](std::int64_t value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    const std::int64_t hours = whole / 3600, minutes = whole / 60 % 60;
    if (hours > 0) return QString::number(hours) + QLatin1Char(':') + two(minutes) + QLatin1Char(':') + two(whole % 60);
    return QString::number(minutes) + QLatin1Char(':') + two(whole % 60);
}

QString rateText(double per_second) {
    if (!std::isfinite(per_second)) return nothing;
    if (per_second < 99.95) return QString::number(per_second, 'f', 1);
    // Three significant digits: the last ones of a rate only flicker.
    const double unit = std::pow(10.0, std::floor(std::log10(per_second)) - 2);
    return grouped(static_cast<std::int64_t>(std::llround(per_second / unit) * std::max(1.0, unit)));
}

QString valueText(double value) {
    if (std::isnan(value)) return nothing;
    if (std::isinf(value)) return value > 0 ? QStringLiteral("\u221e") : QStringLiteral("-\u221e");
    const double size = std::abs(value);
    if (size == 0) return QStringLiteral("0");
    if (size < 1e-3 || size >= 1e6) return QString::number(value, 'e', 1);
    if (size < 1) return QString::number(value, 'f', size >= 0.0995 ? 3 : size >= 0.00995 ? 4 : 5);
    const int decimals = size < 9.9995 ? 3 : size < 99.995 ? 2 : size < 999.95 ? 1 : 0;
    return QString::number(value, 'f', decimals);
}

QString agoText(double seconds) {
    if (!std::isfinite(seconds)) return nothing;
    if (seconds < 2) return FormatText::tr("just now");
    if (seconds < 60) return FormatText::tr("%1 s ago").arg(static_cast<int>(seconds));
    if (seconds < 3600) return FormatText::tr("%1 min ago").arg(static_cast<int>(seconds / 60));
    if (seconds < 86400) return FormatText::tr("%1 h ago").arg(static_cast<int>(seconds / 3600));
    const int days = static_cast<int>(seconds / 86400);
    return days == 1 ? FormatText::tr("1 day ago") : FormatText::tr("%1 days ago").arg(days);
}

QString threadsText(int threads) {
    return threads == 1 ? QCoreApplication::translate("layerlab::Format", "1 thread")
                        : QCoreApplication::translate("layerlab::Format", "%1 threads").arg(threads);
}

}  // namespace layerlab
