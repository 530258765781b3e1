// The depth × run table as text: for spreadsheets and for people.
#include "engine/runs/comparison.h"
#include "engine/runs/csv.h"
#include "engine/runs/number_text.h"
#include "engine/text.h"

namespace layerlab {

std::string accuracyText(const Interval& accuracy) {
    if (accuracy.count == 0) return "—";
    const std::string mean = fixedText(100 * accuracy.mean, 1);
    return accuracy.count == 1 ? mean : mean + " ± " + fixedText(100 * accuracy.half(), 1);
}

std::string latencyRangeText(const std::optional<DepthTable::Range>& latency_ms) {
    if (!latency_ms) return "—";
    const std::string low = shortMilliseconds(latency_ms->low), high = shortMilliseconds(latency_ms->high);
    return (low == high ? low : low + "–" + high) + " ms";
}

std::string countRangeText(const std::optional<DepthTable::Range>& counts) {
    if (!counts) return "—";
    const std::string low = scaledText(counts->low), high = scaledText(counts->high);
    return low == high ? low : low + "–" + high;
}

std::string toCsv(const DepthTable& table) {
    std::vector<std::string> header{"depth"};
    for (const std::string& column : table.columns)
        for (const char* figure : {"mean", "low", "high", "seeds", "latency_ms", "flops", "parameters"})
            header.push_back(column + " " + figure);
    std::string csv = csvLine(header);
    for (const DepthTable::Row& row : table.rows) {
        std::vector<std::string> fields{std::to_string(row.depth)};
        for (const DepthTable::Cell& cell : row.cells) {
            const bool known = cell.accuracy.count > 0;
            for (const double figure : {cell.accuracy.mean, cell.accuracy.low, cell.accuracy.high})
                fields.push_back(known ? csvNumber(figure) : "");
            fields.push_back(std::to_string(cell.accuracy.count));
            fields.push_back(cell.latency_ms ? csvNumber(*cell.latency_ms) : "");
            fields.push_back(known ? csvNumber(cell.flops) : "");
            fields.push_back(known ? std::to_string(cell.parameters) : "");
        }
        csv += csvLine(fields);
    }
    return csv;
}

std::string toTabbedText(const DepthTable& table) {
    std::string all = text("layers");
    for (const std::string& column : table.columns) all += "\t" + column;
    all += "\t" + text("latency") + "\t" + text("FLOPs") + "\n";
    for (const DepthTable::Row& row : table.rows) {
        all += std::to_string(row.depth);
        for (const DepthTable::Cell& cell : row.cells) all += "\t" + accuracyText(cell.accuracy);
        all += "\t" + latencyRangeText(row.latency_ms) + "\t" + countRangeText(row.flops) + "\n";
    }
    return all;
}

}  // namespace layerlab
