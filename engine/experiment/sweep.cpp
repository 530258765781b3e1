#include "engine/experiment/sweep.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <yaml-cpp/yaml.h>

#include "engine/error.h"
#include "engine/experiment/field_values.h"
#include "engine/experiment/flow_text.h"
#include "engine/experiment/yaml.h"
#include "engine/text.h"

namespace layerlab {

namespace {

// With a longer name than this a run's folder would lose what tells it from others.
constexpr std::size_t longest_name = 76;
constexpr std::size_t longest_typed = 1'000'000;

std::string joined(const std::vector<std::string>& parts, const char* open, const char* close) {
    return open + values::join(parts) + close;
}

std::string expectedValues() {
    return text("a list such as [0, 0.1, 0.2] is expected, or a range: {from: 0, to: 0.5, by: 0.1} or {from: 1e-4, to: 1e-2, times: 10}");
}

// As few digits as tell it from its neighbours, so that three times 0.1 is 0.3.
std::string rangeNumber(double value) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.12g", value);
    return std::strchr(digits, 'e') ? values::numberText(std::strtod(digits, nullptr)) : digits;
}

// {from, to, by} or {from, to, times}, both ends included.
std::string readRange(const YAML::Node& map, std::vector<std::string>& read) {
    double from = 0, to = 0, step = 0;
    bool has_from = false, has_to = false;
    std::string kind;
    for (const auto& pair : map) {
        const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
        const bool is_step = key == "by" || key == "times";
        if (key != "from" && key != "to" && !is_step) return text("unknown key '%1'; allowed here: %2", key, "from, to, by, times");
        double& target = key == "from" ? from : key == "to" ? to : step;
        if (!pair.second.IsScalar()) return expectedValues();
        if (std::string wrong = values::readNumber(pair.second.Scalar(), false, {}, target); !wrong.empty()) return key + ": " + wrong;
        if (is_step && !kind.empty()) return text("a range has either 'by' or 'times'");
        has_from |= key == "from";
        has_to |= key == "to";
        if (is_step) kind = key;
    }
    if (!has_from || !has_to || kind.empty()) return expectedValues();
    const bool times = kind == "times";
    if (times && (from <= 0 || to <= 0 || step <= 0 || step == 1)) return text("times: all three numbers are above 0, and times is not 1");
    if (!times && step == 0) return text("by: 0 leads nowhere");
    const double steps = times ? std::log(to / from) / std::log(step) : (to - from) / step;
    if (steps < 0) return text("this range never comes from %1 to %2; change the sign of 'by', or turn 'times' over", from, to);
    if (steps >= static_cast<double>(most_sweep_runs)) return text("this range has more than %1 values", most_sweep_runs);
    const auto count = static_cast<int>(std::floor(steps + 1e-9));
    for (int i = 0; i <= count; ++i) read.push_back(rangeNumber(times ? from * std::pow(step, i) : from + i * step));
    return {};
}

std::string readValues(const YAML::Node& node, std::vector<std::string>& values) {
    std::vector<std::string> read;
    if (node.IsMap()) {
        if (std::string wrong = readRange(node, read); !wrong.empty()) return wrong;
    } else if (node.IsSequence()) {
        if (node.size() > most_sweep_runs) return text("the list is too long");
        for (const auto& element : node) {
            if (element.IsNull()) return text("a value is missing in the list");
            read.push_back(flowText(element));
        }
    } else if (node.IsScalar()) {
        read.push_back(flowText(node));
    } else {
        return expectedValues();
    }
    values = std::move(read);
    return {};
}

// What is typed without brackets is a list all the same. Nothing where it is not YAML.
std::optional<YAML::Node> typedNode(const std::string& typed) {
    const auto first = typed.find_first_not_of(' ');
    if (first == std::string::npos || typed.size() > longest_typed) return {};
    try {
        // In two pairs of brackets, so that a bracket too many shows.
        const YAML::Node outer = YAML::Load("[[" + typed + "\n]]");
        if (!outer.IsSequence() || outer.size() != 1 || !outer[0].IsSequence()) return {};
        const YAML::Node node = outer[0];
        // "[1, 2]" and "{from: 1, to: 2, by: 1}" are the list and the range themselves.
        const bool wrapped = node.size() == 1 && (node[0].IsSequence() || (node[0].IsMap() && node[0]["from"]));
        return wrapped ? YAML::Node(node[0]) : node;
    } catch (const YAML::Exception&) {
        return {};
    }
}

}  // namespace

std::size_t sweepSize(const Sweep& sweep) {
    std::size_t size = std::max<std::size_t>(1, sweep.seeds.size());
    for (const auto& axis : sweep.grid) {
        size *= axis.values.size();
        if (size > most_sweep_runs) return most_sweep_runs + 1;
    }
    return size;
}

std::vector<SweepSettings> sweepSettings(const Sweep& sweep) {
    if (sweepSize(sweep) > most_sweep_runs) throw Error(ErrorKind::BadInput, text("a sweep has at most %1 runs", most_sweep_runs));
    std::vector<SweepSettings> all{{}};
    const auto multiply = [&all](const std::string& key, const std::vector<std::string>& values) {
        std::vector<SweepSettings> longer;
        longer.reserve(all.size() * values.size());
        for (const SweepSettings& before : all) {
            for (const std::string& value : values) {
                longer.push_back(before);
                longer.back().emplace_back(key, value);
            }
        }
        all = std::move(longer);
    };
    for (const auto& axis : sweep.grid) multiply(axis.key, axis.values);
    std::vector<std::string> seeds;
    for (const std::uint64_t seed : sweep.seeds) seeds.push_back(std::to_string(seed));
    if (!seeds.empty()) multiply("seed", seeds);
    return all;
}

std::string shortSweepKey(const Sweep& sweep, const std::string& key) {
    const auto cut = [](const std::string& whole) {
        const auto dot = whole.find('.');
        return dot == std::string::npos ? whole : whole.substr(dot + 1);
    };
    const std::string shorter = cut(key);
    const auto same =
        std::count_if(sweep.grid.begin(), sweep.grid.end(), [&](const Sweep::Axis& axis) { return cut(axis.key) == shorter; });
    return same > 1 ? key : shorter;
}

std::string sweepPointName(const Experiment& experiment, const SweepSettings& settings) {
    std::string name = experiment.name;
    for (const auto& [key, value] : settings) name += " " + (experiment.sweep ? shortSweepKey(*experiment.sweep, key) : key) + "=" + value;
    return name.size() <= longest_name ? name : experiment.name + " sweep";
}

SweepPoint sweepPoint(const Experiment& experiment, const SweepSettings& settings) {
    ReadResult read = withSettings(experiment, settings);
    if (!read.ok()) {
        const auto wrong = std::find_if(read.problems.begin(), read.problems.end(), [](const Problem& p) { return !p.warning; });
        throw Error(ErrorKind::BadInput, wrong->path.empty() ? wrong->message : wrong->path + ": " + wrong->message);
    }
    SweepPoint point{settings, sweepPointName(experiment, settings), std::move(read.experiment)};
    point.experiment.name = point.name;
    return point;
}

std::vector<SweepPoint> sweepPoints(const Experiment& experiment) {
    std::vector<SweepPoint> points;
    for (const SweepSettings& settings : sweepSettings(experiment.sweep.value_or(Sweep{})))
        points.push_back(sweepPoint(experiment, settings));
    return points;
}

std::string readSweepValues(const std::string& typed, std::vector<std::string>& values) {
    const auto node = typedNode(typed);
    return node ? readValues(*node, values) : expectedValues();
}

std::string sweepValuesText(const std::vector<std::string>& values) { return joined(values, "[", "]"); }

std::string readSweepSeeds(const std::string& typed, std::uint64_t first_seed, std::vector<std::uint64_t>& seeds) {
    constexpr values::Range allowed{0, 9e15};
    const std::string expected = text("a list of seeds is expected, such as [1, 2, 3], or how many");
    YAML::Node node;
    try {
        node = YAML::Load(typed);
    } catch (const YAML::Exception&) {
        return expected;
    }
    std::vector<std::uint64_t> read;
    double value = 0;
    if (node.IsScalar()) {
        if (std::string wrong = values::readNumber(node.Scalar(), true, {1, static_cast<double>(most_sweep_runs)}, value); !wrong.empty())
            return wrong;
        for (int i = 0; i < static_cast<int>(value); ++i) read.push_back(first_seed + static_cast<std::uint64_t>(i));
    } else if (node.IsSequence() && node.size() <= most_sweep_runs) {
        for (const auto& element : node) {
            if (!element.IsScalar()) return expected;
            if (std::string wrong = values::readNumber(element.Scalar(), true, allowed, value); !wrong.empty()) return wrong;
            read.push_back(static_cast<std::uint64_t>(value));
        }
    } else {
        return expected;
    }
    seeds = std::move(read);
    return {};
}

std::string sweepSeedsText(const std::vector<std::uint64_t>& seeds) {
    std::vector<std::string> texts;
    for (const std::uint64_t seed : seeds) texts.push_back(std::to_string(seed));
    return joined(texts, "[", "]");
}

std::string readSweepGrid(const std::string& typed, std::vector<Sweep::Axis>& grid) {
    const std::string expected = text("a map from keys to lists is expected, such as {train.learning_rate: [0.001, 0.01]}");
    YAML::Node node;
    try {
        node = YAML::Load(typed);
    } catch (const YAML::Exception&) {
        return expected;
    }
    if (node.IsNull()) return grid.clear(), std::string();
    if (!node.IsMap()) return expected;
    std::vector<Sweep::Axis> read;
    for (const auto& pair : node) {
        if (!pair.first.IsScalar()) return text("a key must be a plain word");
        Sweep::Axis axis{pair.first.Scalar(), {}};
        if (std::string wrong = readValues(pair.second, axis.values); !wrong.empty()) return axis.key + ": " + wrong;
        if (std::any_of(read.begin(), read.end(), [&](const Sweep::Axis& other) { return other.key == axis.key; }))
            return text("'%1' is given twice; remove one of the two", axis.key);
        read.push_back(std::move(axis));
    }
    grid = std::move(read);
    return {};
}

std::string sweepGridText(const std::vector<Sweep::Axis>& grid) {
    YAML::Emitter out;
    out << YAML::Flow << YAML::BeginMap;
    for (const auto& axis : grid) out << YAML::Key << axis.key << YAML::Value << YAML::Load(sweepValuesText(axis.values));
    out << YAML::EndMap;
    std::string line = out.c_str();
    std::replace(line.begin(), line.end(), '\n', ' ');  // the emitter breaks long lines
    return line;
}

std::pair<std::string, std::string> gridSetting(const std::string& typed) {
    const auto equals = typed.find('=');
    std::vector<std::string> values;
    if (equals == std::string::npos || equals == 0)
        throw Error(ErrorKind::BadInput,
                    text("--grid %1: key=value,value,… is expected, such as techniques.layer_drop.rate=0,0.1,0.2", typed));
    if (const std::string wrong = readSweepValues(typed.substr(equals + 1), values); !wrong.empty())
        throw Error(ErrorKind::BadInput, "--grid " + typed + ": " + wrong);
    return {sweep_grid_prefix + typed.substr(0, equals), sweepValuesText(values)};
}

}  // namespace layerlab
