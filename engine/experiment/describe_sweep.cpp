#include "engine/experiment/describe_sweep.h"

#include "engine/experiment/field_values.h"
#include "engine/experiment/sweep.h"
#include "engine/text.h"

namespace layerlab {

using namespace values;

namespace {

Value grid(Sweep& sweep) {
    Value v = emptyValue(ValueKind::Text);
    v.flow = true;
    v.get = [&sweep]() -> std::optional<std::vector<std::string>> {
        if (sweep.grid.empty()) return std::nullopt;
        return {{sweepGridText(sweep.grid)}};
    };
    v.set = [&sweep](const std::vector<std::string>& texts) -> std::string {
        return texts.size() == 1 ? readSweepGrid(texts[0], sweep.grid) : needsOne();
    };
    return v;
}

Value seeds(Sweep& sweep, std::uint64_t seed) {
    Value v = emptyValue(ValueKind::Integer, {0, 9e15});
    v.flow = true;
    v.get = [&sweep]() -> std::optional<std::vector<std::string>> {
        if (sweep.seeds.empty()) return std::nullopt;
        return {{sweepSeedsText(sweep.seeds)}};
    };
    v.set = [&sweep, seed](const std::vector<std::string>& texts) -> std::string {
        return texts.size() == 1 ? readSweepSeeds(texts[0], seed, sweep.seeds) : needsOne();
    };
    return v;
}

}  // namespace

void describeSweep(Sweep& sweep, std::uint64_t seed, FieldVisitor& v) {
    v.value({"grid", words("Keys with the values that each takes: {techniques.layer_drop.rate: [0, 0.1, 0.2]}. A range is {from: 0, to: "
                           "0.5, by: 0.1} or {from: 1e-4, to: 1e-2, times: 10}. Every combination is a run.")},
            grid(sweep));
    v.value({"seeds", words("Every combination is trained with each of these seeds: a list, or how many, counted up from the experiment's "
                            "seed.")},
            seeds(sweep, seed));
}

}  // namespace layerlab
