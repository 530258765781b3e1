// Numbers for people: "2.41 M", "4.1 ms", "0.31 GFLOP", "3:29", "12 s ago". Digits are grouped by thin spaces.
#pragma once

#include <QString>
#include <cstdint>

namespace layerlab {

QString countText(double count);                // 2.41 M, 12.3 k, 940
QString stepText(std::int64_t step);            // 6 400
QString bytesText(double bytes);                // 9.6 MiB
QString flopsText(double flops);                // 0.31 GFLOP
QString millisecondsText(double milliseconds);  // 4.1 ms
QString percentText(double fraction);           // 71.8 %
QString durationText(double seconds);           // 3:29, 1:02:03
QString rateText(double per_second);            // 41 300
QString valueText(double value);                // 0.912, 1.2e-05: three to four significant digits
QString agoText(double seconds);                // just now, 12 s ago, 3 min ago
QString threadsText(int threads);               // 1 thread, 2 threads

}  // namespace layerlab
