// What a person chooses about routes and smaller models, as plain values; and which of what was measured fits a target. No
// tensors in here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/runs/event.h"

namespace layerlab {

// How routes are searched for on data: every subset of the slots where there are at most `exhaustive` of them, else from
// the full route down, one slot fewer at a time, keeping the `beam` best routes of each depth (1: greedy).
struct Search {
    int exhaustive = 12;  // 2^12 - 1 routes
    int beam = 4;
    int from = 1, to = 0;  // depths; to 0: all slots
};

// What a slot contributes: 1 minus the cosine between its input and its output (Sajjad et al. 2020, section 3.4), the mean
// over the data, at the first token of each sequence (their [CLS]), or over all real positions.
struct Contribution {
    enum class Positions { First, All };
    Positions positions = Positions::All;
};

// How weights are stored, and computed with where the processor can.
enum class Precision { Float32, Float16, BFloat16, Int8, Int2, Binary };
std::string precisionName(Precision precision);  // "fp32", "fp16", "bf16", "int8", "int2", "binary"
std::optional<Precision> precisionNamed(const std::string& name);
const std::vector<Precision>& allPrecisions();

// How a model is made smaller without training.
struct Variant {
    Precision precision = Precision::Float32;
    bool embeddings = false;  // int8, int2 and binary: the embedding tables, too
    double sparsity = 0;      // share of the weights of layers, smallest first, that become zero
    bool per_matrix = false;  // that share of every matrix, instead of all together
    double heads = 0;         // share of attention heads, weakest first, that are taken out
    double units = 0;         // share of feed-forward units that are taken out
    bool operator==(const Variant&) const = default;
};
// "int8", "sparsity 0.5, int8", "heads 0.25"; "fp32" where nothing is changed.
std::string variantName(const Variant& variant);

// What a route must keep to: at most so much latency (ms), parameters, FLOPs or bytes; or at least so much accuracy.
struct Target {
    enum class Figure { Latency, Parameters, Flops, Bytes, Accuracy };
    Figure figure = Figure::Parameters;
    double value = 0;
};
// "latency_ms=3", "parameters=1.2e6", "flops=1e8", "bytes=4e6", "accuracy=0.9". Throws Error(BadInput) saying what is allowed.
Target targetFrom(const std::string& text);
// What a result has of a figure; nothing where it was not measured.
std::optional<double> figureOf(const RouteResult& result, Target::Figure figure);
// The result that keeps to the target best: the most accurate of those within it (of equals the one with fewer parameters);
// for an accuracy the one with the fewest parameters, of equals the faster one. nullptr: there is none.
const RouteResult* propose(const std::vector<RouteResult>& results, const Target& target);

// The results that no other one beats in both: at least as accurate and at most as costly, and better in one. By rising
// cost. Results without the figure are left out.
std::vector<std::size_t> paretoFront(const std::vector<RouteResult>& results, Target::Figure cost);

}  // namespace layerlab
