// What the charts of a sweep draw, as numbers: the measures to choose from, the axes, means and intervals over seeds along one
// axis, and means over the cells of two. Only runs that have finished count.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <string>
#include <vector>

#include "engine/runs/statistics.h"
#include "ui/sweep/shown_sweep.h"

namespace layerlab {

struct SweepMeasure {
    const char* figure;  // of SweepEntry::figures; "seconds": the time of training
    QString name;        // "accuracy at full depth"
    QString unit;        // of its axis: "%", "ms", "s"; may be empty
    double scale = 1;    // of its axis: 100 for percentages
    bool more_is_better = true;
};
const std::vector<SweepMeasure>& sweepMeasures();
// In the axis's unit; nothing where the run has none or has not finished.
std::optional<double> measured(const SweepMeasure& measure, const SweepEntry& entry);
QString measureText(const SweepMeasure& measure, double value);  // "97.2 %"; value in the axis's unit
QString measureTitle(const SweepMeasure& measure);               // "accuracy at full depth, %"
QString headline(const SweepMeasure& measure);                   // "Accuracy at full depth"

// What it has for a key of the grid; null: nothing.
const std::string* settingOf(const SweepEntry& entry, const std::string& key);

struct SweepAxis {
    std::string key;
    QString name;           // without its beginning
    QStringList values;     // as the sweep lists them
    QList<double> numbers;  // the same, where all are numbers; else empty
    bool isNumeric() const { return !numbers.isEmpty(); }
    bool isGeometric() const;  // numbers above 0 that span more than a factor of 20
    double position(int value) const { return isNumeric() ? numbers[value] : value; }
    int indexOf(const SweepEntry& entry) const;  // which value it has; -1: none of them
};
// In the order of the grid; seeds, where the sweep has them, last.
std::vector<SweepAxis> sweepAxes(const ShownSweep& sweep);
// The first numeric one that is no seed, else the first that is none, else the seeds'. -1: there are none.
int firstAxisToShow(const std::vector<SweepAxis>& axes);

// One line of the chart: the runs that agree in everything but the axis and the seed.
struct SweepLine {
    struct Spot {
        int value = 0;  // of the axis
        Interval interval;
        std::vector<int> runs;  // SweepEntry::number
        bool operator==(const Spot&) const = default;
    };
    QString name;  // "reduction=8"; empty where there is one line only
    std::vector<Spot> spots;
    bool operator==(const SweepLine&) const = default;
};
std::vector<SweepLine> sweepLines(const ShownSweep& sweep, const std::vector<SweepAxis>& axes, int along, const SweepMeasure& measure);

// Means over everything that the two axes do not say. cells[row][column]; count 0: no run has finished there.
struct SweepCells {
    std::vector<std::vector<Interval>> cells;
    double least = 0, most = 0;  // of the means
    bool isEmpty = true;
    Interval at(int row, int column) const { return cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]; }
};
SweepCells sweepCells(const ShownSweep& sweep, const SweepAxis& columns, const SweepAxis& rows, const SweepMeasure& measure);

}  // namespace layerlab
