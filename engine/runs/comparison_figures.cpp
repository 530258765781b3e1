#include "engine/runs/comparison_figures.h"

#include <algorithm>
#include <array>

#include "engine/runs/number_text.h"
#include "engine/text.h"

namespace layerlab {

namespace {

struct Look {
    int colour = 0;
    std::string dashes;
};

// A colour that a person gave a run holds; the others take what is left, and once all are taken differ in their dashes.
std::vector<Look> looksOf(const Comparison& comparison) {
    static const std::array dashes{"", "7 3", "7 3 2 3", "3 3"};
    const auto count = figureColours().size();
    std::vector<std::size_t> uses(count, 0);
    std::vector<Look> looks(comparison.groups.size());
    const auto give = [&](std::size_t group, std::size_t colour) {
        looks[group] = {static_cast<int>(colour), dashes[uses[colour]++ % dashes.size()]};
    };
    for (std::size_t i = 0; i < looks.size(); ++i)
        if (const auto& colour = comparison.groups[i].colour) give(i, static_cast<std::size_t>(std::max(0, *colour)) % count);
    for (std::size_t i = 0; i < looks.size(); ++i)
        if (!comparison.groups[i].colour) give(i, static_cast<std::size_t>(std::min_element(uses.begin(), uses.end()) - uses.begin()));
    return looks;
}

std::string traced(const Comparison& comparison, const std::vector<std::size_t>& runs) {
    std::string all;
    for (const std::size_t run : runs) all += (all.empty() ? "" : ", ") + comparison.runs[run].name;
    return all;
}

bool hasSeeds(const Comparison& comparison) {
    return std::any_of(comparison.points.begin(), comparison.points.end(),
                       [](const ComparedPoint& point) { return point.accuracy.count > 1; });
}

std::string splitText(const std::string& split) { return split == "test" ? text("test data") : text("validation data"); }

Figure accuracyByDepth(const Comparison& comparison, const std::vector<Look>& looks) {
    Figure figure;
    figure.title = text("Accuracy by depth");
    figure.note =
        hasSeeds(comparison) ? text("%1; mean over seeds, band: 95 % interval", splitText(comparison.split)) : splitText(comparison.split);
    figure.x = {text("layers kept"), FigureAxis::Format::Whole, false};
    figure.y.format = FigureAxis::Format::Percent;
    for (std::size_t i = 0; i < comparison.groups.size(); ++i) {
        const ComparedGroup& group = comparison.groups[i];
        if (group.accuracy_by_depth.empty()) continue;
        FigureSeries series{group.name, looks[i].colour, looks[i].dashes, true, FigureSeries::Marker::Circle, {}, {}};
        for (const auto& [depth, accuracy] : group.accuracy_by_depth) {
            const auto x = static_cast<double>(depth);
            series.points.push_back({x, accuracy.mean, text("%1, %2 layers: %3 %", group.name, depth, accuracyText(accuracy)), ""});
            if (accuracy.count > 1) series.band.push_back({x, accuracy.low, accuracy.high});
        }
        figure.series.push_back(std::move(series));
    }
    return figure;
}

FigureSeries::Marker markerOf(ComparedPoint::Kind kind) {
    return kind == ComparedPoint::Kind::Depth     ? FigureSeries::Marker::Circle
           : kind == ComparedPoint::Kind::Variant ? FigureSeries::Marker::Diamond
                                                  : FigureSeries::Marker::Triangle;
}

Figure accuracyAgainst(const Comparison& comparison, const std::vector<Look>& looks, CostAxis cost) {
    Figure figure;
    figure.title = text("Accuracy against %1", costName(cost));
    figure.note = text("%1; dashed: Pareto front, with its depths", splitText(comparison.split));
    figure.x = {cost == CostAxis::Latency  ? text("median of one pass, ms")
                : cost == CostAxis::Bytes  ? text("bytes of the weights")
                : cost == CostAxis::Memory ? text("peak of training, bytes")
                                       : costName(cost),
                FigureAxis::Format::Number, true};
    figure.y.format = FigureAxis::Format::Percent;
    const std::vector<std::size_t> front = paretoFront(comparison.points, cost);
    for (std::size_t group = 0; group < comparison.groups.size(); ++group) {
        for (const auto kind : {ComparedPoint::Kind::Depth, ComparedPoint::Kind::Variant, ComparedPoint::Kind::Chosen}) {
            FigureSeries series{comparison.groups[group].name, looks[group].colour, "", false, markerOf(kind), {}, {}};
            if (kind == ComparedPoint::Kind::Variant) series.name = text("%1, made smaller", series.name);
            if (kind == ComparedPoint::Kind::Chosen) series.name = text("%1, other routes", series.name);
            for (std::size_t i = 0; i < comparison.points.size(); ++i) {
                const ComparedPoint& point = comparison.points[i];
                const auto value = costOf(point, cost);
                if (point.group != group || point.kind != kind || !value) continue;
                const bool on_front = std::find(front.begin(), front.end(), i) != front.end();
                std::string label = std::to_string(point.depth);
                if (!point.variant.empty()) label += " " + point.variant;
                const std::string hint = text("%1: %2 layers, %3 %, %4 (%5)", comparison.groups[group].name, label,
                                              accuracyText(point.accuracy), costText(cost, *value), traced(comparison, point.runs));
                series.points.push_back({*value, point.accuracy.mean, hint, on_front ? label : std::string()});
            }
            if (!series.points.empty()) figure.series.push_back(std::move(series));
        }
    }
    for (const std::size_t i : front)
        figure.front.push_back({*costOf(comparison.points[i], cost), comparison.points[i].accuracy.mean, "", ""});
    return figure;
}

// Losses and accuracies of another task are no part of the same curve.
bool hasLastTask(const Experiment& experiment, int stage) {
    const std::vector<Stage> stages = expandedStages(experiment);
    if (stage < 0 || static_cast<std::size_t>(stage) >= stages.size()) return false;
    return taskOf(experiment, stages[static_cast<std::size_t>(stage)]) == taskOf(experiment, stages.back());
}

// One series a run; the first one of a group stands in the legend.
template <class Point, class Value>
Figure overSteps(const Comparison& comparison, const std::vector<Look>& looks, std::vector<Point> ComparedRun::*curve, Value value) {
    Figure figure;
    figure.x = {text("steps"), FigureAxis::Format::Whole, false};
    for (std::size_t i = 0; i < comparison.groups.size(); ++i) {
        bool named = false;
        for (const std::size_t index : comparison.groups[i].runs) {
            const ComparedRun& run = comparison.runs[index];
            FigureSeries series{
                named ? "" : comparison.groups[i].name, looks[i].colour, looks[i].dashes, true, FigureSeries::Marker::None, {}, {}};
            std::vector<bool> wanted;
            for (std::size_t stage = 0; stage < std::max<std::size_t>(1, expandedStages(run.experiment).size()); ++stage)
                wanted.push_back(hasLastTask(run.experiment, static_cast<int>(stage)));
            for (const Point& point : run.*curve)
                if (point.stage >= 0 && static_cast<std::size_t>(point.stage) < wanted.size() &&
                    wanted[static_cast<std::size_t>(point.stage)])
                    series.points.push_back({static_cast<double>(point.step), value(point), "", ""});
            if (series.points.empty()) continue;
            if (series.points.size() == 1) series.marker = FigureSeries::Marker::Circle;
            named = true;
            figure.series.push_back(std::move(series));
        }
    }
    return figure;
}

}  // namespace

std::string costName(CostAxis cost) {
    switch (cost) {
        case CostAxis::Latency:
            return text("latency");
        case CostAxis::Parameters:
            return text("parameters");
        case CostAxis::Flops:
            return text("FLOPs");
        case CostAxis::Bytes:
            return text("size");
        case CostAxis::Memory:
            break;
    }
    return text("memory");
}

std::string costText(CostAxis cost, double value) {
    if (cost == CostAxis::Latency) return shortMilliseconds(value) + " ms";
    if (cost == CostAxis::Parameters) return text("%1 parameters", scaledText(value));
    if (cost == CostAxis::Flops) return scaledText(value) + " FLOPs";
    const std::string scaled = scaledText(value);
    return scaled + (scaled.find(' ') == std::string::npos ? " B" : "B");
}

std::vector<Figure> comparisonFigures(const Comparison& comparison) {
    const std::vector<Look> looks = looksOf(comparison);
    std::vector<Figure> figures;
    const auto add = [&](Figure figure) {
        if (!figure.series.empty()) figures.push_back(std::move(figure));
    };
    const auto known = [&](auto condition) { return std::any_of(comparison.points.begin(), comparison.points.end(), condition); };
    add(accuracyByDepth(comparison, looks));
    if (known([](const ComparedPoint& point) { return point.mean.latency_ms.has_value(); }))
        add(accuracyAgainst(comparison, looks, CostAxis::Latency));
    add(accuracyAgainst(comparison, looks, CostAxis::Parameters));
    if (known([](const ComparedPoint& point) { return point.kind == ComparedPoint::Kind::Variant; }))
        add(accuracyAgainst(comparison, looks, CostAxis::Bytes));
    if (known([](const ComparedPoint& point) { return point.memory_bytes.has_value(); }))
        add(accuracyAgainst(comparison, looks, CostAxis::Memory));
    Figure loss = overSteps(comparison, looks, &ComparedRun::training_means, [](const TrainingPoint& point) { return point.loss; });
    loss.title = text("Training loss");
    loss.note = text("one line a run; means over hundredths of a stage");
    add(std::move(loss));
    Figure accuracy = overSteps(comparison, looks, &ComparedRun::evaluations, [](const EvaluationPoint& point) { return point.accuracy; });
    accuracy.title = text("Validation accuracy, full depth");
    accuracy.note = text("one line a run");
    accuracy.y.format = FigureAxis::Format::Percent;
    add(std::move(accuracy));
    return figures;
}

}  // namespace layerlab
