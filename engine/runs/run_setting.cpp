#include "engine/runs/run_setting.h"

#include <algorithm>
#include <vector>

#include "engine/experiment/fields.h"

namespace layerlab {

namespace {

bool belongsToStages(const std::string& key) {
    const std::string group = key.substr(0, key.find('.'));
    return group == "techniques" || group == "train" || group == "evaluate" || group == "from";
}

}  // namespace

std::string runSetting(const Experiment& experiment, const std::string& key) {
    if (experiment.stages.empty() || !belongsToStages(key)) return getValue(experiment, key).value_or("");
    std::vector<std::string> values;
    for (std::size_t stage = 1; stage <= experiment.stages.size(); ++stage) {
        const std::string value = getValue(experiment, "stages[" + std::to_string(stage) + "]." + key).value_or("");
        if (!value.empty() && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
    std::string joined;
    for (const std::string& value : values) joined += (joined.empty() ? "" : ", ") + value;
    return joined;
}

}  // namespace layerlab
