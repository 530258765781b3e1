#include "app/results_table.h"

#include <algorithm>
#include <cstdio>
#include <sstream>

#include "app/terminal.h"
#include "engine/error.h"

namespace layerlab {

namespace {

std::string slotsText(const RouteResult& result) {
    std::string slots;
    for (const int slot : result.slots) slots += (slots.empty() ? "" : " ") + std::to_string(slot);
    return slots;
}

std::string latencyText(const RouteResult& result) {
    char milliseconds[32] = "-";
    if (result.latency_ms) std::snprintf(milliseconds, sizeof milliseconds, "%.2f ms", *result.latency_ms);
    return milliseconds;
}

std::string bytesText(const RouteResult& result) {
    if (!result.bytes) return "-";
    char size[32];
    std::snprintf(size, sizeof size, "%.3f MB", static_cast<double>(*result.bytes) / 1e6);
    return size;
}

}  // namespace

void printResults(const std::vector<RouteResult>& results, bool variants) {
    if (variants) {
        std::size_t width = 8;
        for (const RouteResult& result : results) width = std::max(width, result.variant.size());
        const int column = static_cast<int>(width);
        std::printf("%-*s  %8s  %8s  %12s  %12s  %10s\n", column, "variant", "accuracy", "loss", "parameters", "size", "latency");
        for (const RouteResult& result : results)
            std::printf("%-*s  %6.1f %%  %8.4f  %12s  %12s  %10s\n", column, result.variant.empty() ? "as it is" : result.variant.c_str(),
                        100 * result.accuracy, result.loss, countText(static_cast<double>(result.parameters)).c_str(),
                        bytesText(result).c_str(), latencyText(result).c_str());
        return;
    }
    std::printf("%5s  %8s  %8s  %12s  %10s  %10s  %s\n", "depth", "accuracy", "loss", "parameters", "FLOPs", "latency", "slots");
    for (const RouteResult& depth : results)
        std::printf("%5d  %6.1f %%  %8.4f  %12s  %10s  %10s  %s\n", depth.depth(), 100 * depth.accuracy, depth.loss,
                    countText(static_cast<double>(depth.parameters)).c_str(), countText(depth.flops).c_str(), latencyText(depth).c_str(),
                    slotsText(depth).c_str());
}

Route routeFrom(const std::string& typed, const std::string& option) {
    std::string spaced = typed;
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    std::istringstream in(spaced);
    Route route;
    for (std::string word; in >> word;) {
        std::size_t used = 0;
        int slot = 0;
        try {
            slot = std::stoi(word, &used);
        } catch (const std::exception&) {
            used = 0;
        }
        if (used != word.size() || slot < 1)
            throw Error(ErrorKind::BadInput, option + ": '" + word + "' is no slot; slots count from 1, such as 1,3,5");
        route.push_back(slot);
    }
    if (route.empty()) throw Error(ErrorKind::BadInput, option + ": name at least one slot, such as 1,3,5");
    if (!std::is_sorted(route.begin(), route.end()) || std::adjacent_find(route.begin(), route.end()) != route.end())
        throw Error(ErrorKind::BadInput, option + " " + typed + ": slots run in their order, each once");
    return route;
}

std::optional<Target> targetFromOptions(const std::string& at_most, const std::string& at_least) {
    if (at_most.empty() && at_least.empty()) return {};
    if (!at_most.empty() && !at_least.empty()) throw Error(ErrorKind::BadInput, "--at-most and --at-least: one target at a time");
    const Target target = targetFrom(at_most.empty() ? at_least : at_most);
    if ((target.figure == Target::Figure::Accuracy) == at_least.empty())
        throw Error(ErrorKind::BadInput, at_least.empty()
                                             ? "--at-most bounds latency_ms, parameters, flops or bytes; accuracy is for --at-least"
                                             : "--at-least bounds accuracy; " + at_least + " is for --at-most");
    return target;
}

std::string proposal(const std::vector<RouteResult>& results, const Target& target) {
    const RouteResult* best = propose(results, target);
    if (!best) return "No route that was measured keeps to that.";
    char accuracy[32];
    std::snprintf(accuracy, sizeof accuracy, "%.1f %%", 100 * best->accuracy);
    return "Proposed: slots " + slotsText(*best) + (best->variant.empty() ? "" : " as " + best->variant) + ", " + accuracy + ", " +
           countText(static_cast<double>(best->parameters)) + " parameters" + (best->latency_ms ? ", " + latencyText(*best) : "") + ".";
}

}  // namespace layerlab
