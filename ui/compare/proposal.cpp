#include "ui/compare/proposal.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <cmath>
#include <map>

#include "engine/runs/comparison.h"
#include "ui/charts/depth_chart.h"
#include "ui/compare/compare_words.h"
#include "ui/format.h"

namespace layerlab {

// The context of this file's words for translators.
struct ProposalText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::Proposal)
};

namespace {

struct Seen {
    std::vector<RouteResult> results;
    std::vector<std::size_t> runs;  // that each is of
};

Seen allSeen(const Comparison& comparison) {
    Seen seen;
    for (std::size_t run = 0; run < comparison.runs.size(); ++run)
        for (const RouteResult& result : comparison.runs[run].valid) {
            seen.results.push_back(result);
            seen.runs.push_back(run);
        }
    return seen;
}

Proposal proposalOf(const Comparison& comparison, const Seen& seen, std::size_t index) {
    Proposal proposal{seen.runs[index], seen.results[index], {}};
    for (const RouteResult& tested : comparison.runs[proposal.run].test)
        if (tested.slots == proposal.result.slots && tested.variant == proposal.result.variant) proposal.test_accuracy = tested.accuracy;
    return proposal;
}

}  // namespace

std::optional<Proposal> proposeRoute(const Comparison& comparison, const Target& target) {
    const Seen seen = allSeen(comparison);
    const RouteResult* best = propose(seen.results, target);
    if (!best) return {};
    return proposalOf(comparison, seen, static_cast<std::size_t>(best - seen.results.data()));
}

std::optional<Proposal> nearestRoute(const Comparison& comparison, Target::Figure figure) {
    const Seen seen = allSeen(comparison);
    const bool most = figure == Target::Figure::Accuracy;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < seen.results.size(); ++i) {
        const auto value = figureOf(seen.results[i], figure);
        if (!value) continue;
        const double than = best ? *figureOf(seen.results[*best], figure) : 0;
        if (!best || (most ? *value > than : *value < than)) best = i;
    }
    if (!best) return {};
    return proposalOf(comparison, seen, *best);
}

std::optional<Target> typedTarget(Target::Figure figure, const QString& typed) {
    static const QRegularExpression shape(QStringLiteral("^\\s*([0-9]*[.,]?[0-9]+(?:[eE][+-]?[0-9]+)?)\\s*([^0-9]*?)\\s*$"));
    const QRegularExpressionMatch match = shape.match(typed);
    if (!match.hasMatch()) return {};
    bool fine = false;
    double value = match.captured(1).replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&fine);
    const QString unit = match.captured(2);
    if (!fine || !std::isfinite(value)) return {};
    static const std::map<QString, double> counts{{QString(), 1},
                                                  {QStringLiteral("k"), 1e3},
                                                  {QStringLiteral("K"), 1e3},
                                                  {QStringLiteral("M"), 1e6},
                                                  {QStringLiteral("G"), 1e9},
                                                  {QStringLiteral("T"), 1e12}};
    static const std::map<QString, double> sizes{{QStringLiteral("B"), 1},
                                                 {QStringLiteral("kB"), 1e3},
                                                 {QStringLiteral("KB"), 1e3},
                                                 {QStringLiteral("KiB"), 1024},
                                                 {QStringLiteral("MB"), 1e6},
                                                 {QString(), 1024.0 * 1024},
                                                 {QStringLiteral("M"), 1024.0 * 1024},
                                                 {QStringLiteral("MiB"), 1024.0 * 1024},
                                                 {QStringLiteral("GB"), 1e9},
                                                 {QStringLiteral("GiB"), 1024.0 * 1024 * 1024}};
    static const std::map<QString, double> times{{QString(), 1},
                                                 {QStringLiteral("ms"), 1},
                                                 {QStringLiteral("s"), 1000},
                                                 {QStringLiteral("us"), 1e-3},
                                                 {QStringLiteral("\u00b5s"), 1e-3}};
    const auto scaled = [&value](const std::map<QString, double>& units, const QString& name) {
        const auto found = units.find(name);
        if (found == units.end()) return false;
        value *= found->second;
        return true;
    };
    bool known = false;
    switch (figure) {
        case Target::Figure::Latency:
            known = scaled(times, unit);
            break;
        case Target::Figure::Parameters:
        case Target::Figure::Flops: {
            QString prefix = unit;
            prefix.remove(QRegularExpression(QStringLiteral("(parameters?|FLOPs?|flops?)$")));
            known = scaled(counts, prefix.trimmed());
            break;
        }
        case Target::Figure::Bytes:
            known = scaled(sizes, unit);
            break;
        case Target::Figure::Accuracy:
            known = unit.isEmpty() || unit == QLatin1String("%");
            if (unit == QLatin1String("%") || value > 1) value /= 100;
            if (value > 1) return {};
            break;
    }
    if (!known) return {};
    return Target{figure, value};
}

QString figureText(Target::Figure figure, double value) {
    switch (figure) {
        case Target::Figure::Latency:
            return millisecondsText(value);
        case Target::Figure::Parameters:
            return ProposalText::tr("%1 parameters").arg(countText(value));
        case Target::Figure::Flops:
            return flopsText(value);
        case Target::Figure::Bytes:
            return bytesText(value);
        case Target::Figure::Accuracy:
            break;
    }
    return percentText(value);
}

QString proposalText(const Comparison& comparison, const Proposal& proposal) {
    const RouteResult& result = proposal.result;
    QString route = routeText(result.slots);
    if (!result.variant.empty()) route += QStringLiteral(", ") + QString::fromStdString(result.variant);
    const QString name = QString::fromStdString(comparison.runs[proposal.run].name);
    const QString accuracy =
        proposal.test_accuracy
            ? ProposalText::tr("%1, %2 on test data").arg(percentText(result.accuracy), percentText(*proposal.test_accuracy))
            : percentText(result.accuracy);
    return ProposalText::tr("%1 with %2 (%3): %4; %5").arg(name, layersText(result.depth()), route, accuracy, costsText(result));
}

}  // namespace layerlab
