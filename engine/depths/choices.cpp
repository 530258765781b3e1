#include "engine/depths/choices.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

#include "engine/error.h"
#include "engine/experiment/field_values.h"
#include "engine/text.h"

namespace layerlab {

namespace {

const std::vector<std::string> precision_names{"fp32", "fp16", "bf16", "int8", "int2", "binary"};
// In the order of Target::Figure.
const std::vector<std::string> figure_names{"latency_ms", "parameters", "flops", "bytes", "accuracy"};

std::string shareText(double share) {
    char figure[32];
    std::snprintf(figure, sizeof figure, "%.4g", share);
    return figure;
}

double orInfinity(const std::optional<double>& value) { return value.value_or(std::numeric_limits<double>::infinity()); }

}  // namespace

std::string precisionName(Precision precision) { return precision_names[static_cast<std::size_t>(precision)]; }

std::optional<Precision> precisionNamed(const std::string& name) {
    for (const Precision precision : allPrecisions())
        if (precisionName(precision) == name) return precision;
    return {};
}

const std::vector<Precision>& allPrecisions() {
    static const std::vector<Precision> all{Precision::Float32, Precision::Float16, Precision::BFloat16,
                                            Precision::Int8,    Precision::Int2,    Precision::Binary};
    return all;
}

std::string variantName(const Variant& variant) {
    std::vector<std::string> parts;
    if (variant.heads > 0) parts.push_back("heads " + shareText(variant.heads));
    if (variant.units > 0) parts.push_back("units " + shareText(variant.units));
    if (variant.sparsity > 0)
        parts.push_back((variant.per_matrix ? "sparsity of each matrix " : "sparsity ") + shareText(variant.sparsity));
    if (variant.precision != Precision::Float32 || parts.empty())
        parts.push_back(precisionName(variant.precision) + (variant.embeddings ? " with embeddings" : ""));
    return values::join(parts);
}

Target targetFrom(const std::string& typed) {
    const auto equals = typed.find('=');
    const std::string name = typed.substr(0, equals);
    const auto found = std::find(figure_names.begin(), figure_names.end(), name);
    if (equals == std::string::npos || found == figure_names.end())
        throw Error(ErrorKind::BadInput, text("'%1' is no target; a figure with its bound is, such as latency_ms=3; figures: %2", typed,
                                              values::join(figure_names)));
    Target target{static_cast<Target::Figure>(found - figure_names.begin()), 0};
    const char *begin = typed.data() + equals + 1, *end = typed.data() + typed.size();
    const auto [stopped, error] = std::from_chars(begin, end, target.value);
    if (error != std::errc() || stopped != end || !std::isfinite(target.value) || target.value < 0)
        throw Error(ErrorKind::BadInput, text("%1: '%2' is no number of at least 0", name, typed.substr(equals + 1)));
    if (target.figure == Target::Figure::Accuracy && target.value > 1)
        throw Error(ErrorKind::BadInput, text("accuracy is a share from 0 to 1; write 0.9 for 90 %"));
    return target;
}

std::optional<double> figureOf(const RouteResult& result, Target::Figure figure) {
    switch (figure) {
        case Target::Figure::Latency:
            return result.latency_ms;
        case Target::Figure::Parameters:
            return static_cast<double>(result.parameters);
        case Target::Figure::Flops:
            return result.flops;
        case Target::Figure::Bytes:
            if (result.bytes) return static_cast<double>(*result.bytes);
            return {};
        case Target::Figure::Accuracy:
            break;
    }
    return result.accuracy;
}

const RouteResult* propose(const std::vector<RouteResult>& results, const Target& target) {
    const RouteResult* best = nullptr;
    const bool cheapest = target.figure == Target::Figure::Accuracy;
    const auto better = [&](const RouteResult& a, const RouteResult& b) {
        if (cheapest) {
            if (a.parameters != b.parameters) return a.parameters < b.parameters;
            const double at = orInfinity(a.latency_ms), bt = orInfinity(b.latency_ms);
            if (at != bt) return at < bt;
            return a.accuracy > b.accuracy;
        }
        if (a.accuracy != b.accuracy) return a.accuracy > b.accuracy;
        return a.parameters < b.parameters;
    };
    for (const RouteResult& result : results) {
        const std::optional<double> figure = figureOf(result, target.figure);
        if (!figure || (cheapest ? *figure < target.value : *figure > target.value)) continue;
        if (!best || better(result, *best)) best = &result;
    }
    return best;
}

std::vector<std::size_t> paretoFront(const std::vector<RouteResult>& results, Target::Figure cost) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < results.size(); ++i)
        if (figureOf(results[i], cost)) order.push_back(i);
    const auto costOf = [&](std::size_t i) { return *figureOf(results[i], cost); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return costOf(a) != costOf(b) ? costOf(a) < costOf(b) : results[a].accuracy > results[b].accuracy;
    });
    std::vector<std::size_t> front;
    for (const std::size_t i : order)
        if (front.empty() || results[i].accuracy > results[front.back()].accuracy) front.push_back(i);
    return front;
}

}  // namespace layerlab
