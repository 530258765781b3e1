#include "ui/sweep/sweep_results.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <map>

#include "engine/experiment/sweep.h"
#include "ui/format.h"

namespace layerlab {

namespace {

struct SweepResults {
    Q_DECLARE_TR_FUNCTIONS(layerlab::SweepResults)
};

constexpr double geometric_from = 20;  // times

}  // namespace

const std::string* settingOf(const SweepEntry& entry, const std::string& key) {
    for (const auto& [name, value] : entry.settings)
        if (name == key) return &value;
    return nullptr;
}

const std::vector<SweepMeasure>& sweepMeasures() {
    static const std::vector<SweepMeasure> all{
        {"accuracy_full", SweepResults::tr("accuracy at full depth"), QStringLiteral("%"), 100, true},
        {"accuracy_half", SweepResults::tr("accuracy at half depth"), QStringLiteral("%"), 100, true},
        {"loss", SweepResults::tr("loss"), QString(), 1, false},
        {"accuracy_test", SweepResults::tr("accuracy on test data"), QStringLiteral("%"), 100, true},
        {"latency_half_ms", SweepResults::tr("latency at half depth"), QStringLiteral("ms"), 1, false},
        {"seconds", SweepResults::tr("time of training"), QStringLiteral("s"), 1, false}};
    return all;
}

std::optional<double> measured(const SweepMeasure& measure, const SweepEntry& entry) {
    if (entry.status != SweepStatus::Finished) return {};
    if (std::string(measure.figure) == "seconds") return entry.seconds > 0 ? std::optional(entry.seconds) : std::nullopt;
    const auto found = entry.figures.find(measure.figure);
    if (found == entry.figures.end() || !std::isfinite(found->second)) return {};
    return found->second * measure.scale;
}

QString measureText(const SweepMeasure& measure, double value) {
    if (measure.unit == QLatin1String("%")) return percentText(value / measure.scale);
    if (measure.unit == QLatin1String("ms")) return millisecondsText(value);
    return measure.unit.isEmpty() ? valueText(value) : valueText(value) + QLatin1Char(' ') + measure.unit;
}

QString measureTitle(const SweepMeasure& measure) {
    return measure.unit.isEmpty() ? measure.name : measure.name + QStringLiteral(", ") + measure.unit;
}

QString headline(const SweepMeasure& measure) { return measure.name.left(1).toUpper() + measure.name.mid(1); }

bool SweepAxis::isGeometric() const {
    if (numbers.size() < 2) return false;
    const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
    return *least > 0 && *most / *least > geometric_from;
}

int SweepAxis::indexOf(const SweepEntry& entry) const {
    const std::string* value = settingOf(entry, key);
    if (!value) return -1;
    const QString text = QString::fromStdString(*value);
    if (const auto index = values.indexOf(text); index >= 0 || !isNumeric()) return static_cast<int>(index);
    bool number = false;  // written another way
    const double wanted = text.toDouble(&number);
    return number ? static_cast<int>(numbers.indexOf(wanted)) : -1;
}

std::vector<SweepAxis> sweepAxes(const ShownSweep& sweep) {
    std::vector<SweepAxis> axes;
    for (const std::string& key : sweep.state.keys) {
        SweepAxis axis;
        axis.key = key;
        axis.name = QString::fromStdString(shortSweepKey(sweep.asked, key));
        for (const auto& one : sweep.asked.grid)
            if (one.key == key)
                for (const std::string& value : one.values) axis.values << QString::fromStdString(value);
        if (key == "seed")
            for (const std::uint64_t seed : sweep.asked.seeds) axis.values << QString::number(seed);
        for (const QString& value : std::as_const(axis.values)) {
            bool number = false;
            axis.numbers << value.toDouble(&number);
            if (number) continue;
            axis.numbers.clear();
            break;
        }
        axes.push_back(std::move(axis));
    }
    return axes;
}

int firstAxisToShow(const std::vector<SweepAxis>& axes) {
    const auto first = [&](auto&& wanted) {
        const auto found = std::find_if(axes.begin(), axes.end(), wanted);
        return found == axes.end() ? -1 : static_cast<int>(found - axes.begin());
    };
    if (const int numeric = first([](const SweepAxis& a) { return a.key != "seed" && a.isNumeric(); }); numeric >= 0) return numeric;
    if (const int other = first([](const SweepAxis& a) { return a.key != "seed"; }); other >= 0) return other;
    return axes.empty() ? -1 : 0;
}

std::vector<SweepLine> sweepLines(const ShownSweep& sweep, const std::vector<SweepAxis>& axes, int along, const SweepMeasure& measure) {
    if (along < 0 || along >= static_cast<int>(axes.size())) return {};
    struct Gathered {
        std::vector<double> values;
        std::vector<int> runs;
    };
    // By the values of the other axes, in the order of the grid.
    std::map<std::vector<int>, std::map<int, Gathered>> lines;
    for (const SweepEntry& entry : sweep.state.entries) {
        const auto value = measured(measure, entry);
        const int place = axes[static_cast<std::size_t>(along)].indexOf(entry);
        if (!value || place < 0) continue;
        std::vector<int> others;
        for (std::size_t i = 0; i < axes.size(); ++i)
            if (static_cast<int>(i) != along && axes[i].key != "seed") others.push_back(axes[i].indexOf(entry));
        Gathered& gathered = lines[others][place];
        gathered.values.push_back(*value);
        gathered.runs.push_back(entry.number);
    }
    std::vector<SweepLine> all;
    for (const auto& [others, spots] : lines) {
        SweepLine line;
        QStringList name;
        std::size_t other = 0;
        for (std::size_t i = 0; i < axes.size(); ++i) {
            if (static_cast<int>(i) == along || axes[i].key == "seed") continue;
            const int value = others[other++];
            if (axes[i].values.size() > 1 && value >= 0) name << axes[i].name + QLatin1Char('=') + axes[i].values[value];
        }
        line.name = name.join(QStringLiteral(", "));
        for (const auto& [place, gathered] : spots) line.spots.push_back({place, interval95(gathered.values), gathered.runs});
        const SweepAxis& axis = axes[static_cast<std::size_t>(along)];
        std::stable_sort(line.spots.begin(), line.spots.end(), [&axis](const SweepLine::Spot& a, const SweepLine::Spot& b) {
            return axis.position(a.value) < axis.position(b.value);
        });
        all.push_back(std::move(line));
    }
    return all;
}

SweepCells sweepCells(const ShownSweep& sweep, const SweepAxis& columns, const SweepAxis& rows, const SweepMeasure& measure) {
    const auto row_count = static_cast<std::size_t>(rows.values.size()), column_count = static_cast<std::size_t>(columns.values.size());
    std::vector<std::vector<std::vector<double>>> gathered(row_count, std::vector<std::vector<double>>(column_count));
    for (const SweepEntry& entry : sweep.state.entries) {
        const int row = rows.indexOf(entry), column = columns.indexOf(entry);
        const auto value = measured(measure, entry);
        if (row >= 0 && column >= 0 && value) gathered[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)].push_back(*value);
    }
    SweepCells cells;
    for (const auto& line : gathered) {
        auto& made = cells.cells.emplace_back();
        for (const auto& values : line) {
            made.push_back(interval95(values));
            if (values.empty()) continue;
            const double mean = made.back().mean;
            cells.least = cells.isEmpty ? mean : std::min(cells.least, mean);
            cells.most = cells.isEmpty ? mean : std::max(cells.most, mean);
            cells.isEmpty = false;
        }
    }
    return cells;
}

}  // namespace layerlab
