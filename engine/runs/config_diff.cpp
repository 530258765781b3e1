#include "engine/runs/config_diff.h"

#include <algorithm>
#include <map>
#include <sstream>

#include <yaml-cpp/yaml.h>

#include "engine/experiment/yaml.h"

namespace layerlab {

namespace {

using Lines = std::vector<std::string>;

// A run's file lists its stages and beside them what they inherited. A run of one stage is best read without the list, another
// one without what all stages have said for themselves.
bool isOneStage(const Experiment& experiment) {
    if (experiment.stages.empty()) return true;
    return experiment.stages.size() == 1 && experiment.stages.front().name == "train" && !experiment.stages.front().task;
}

Experiment withoutStages(Experiment experiment) {
    if (experiment.stages.empty()) return experiment;
    Stage stage = std::move(experiment.stages.front());
    experiment.stages.clear();
    experiment.from = std::move(stage.from);
    experiment.techniques = std::move(stage.techniques);
    experiment.train = std::move(stage.train);
    experiment.evaluate = std::move(stage.evaluate);
    return experiment;
}

Experiment onlyStages(const Experiment& experiment) {
    Experiment staged = expanded(experiment);
    staged.techniques = {};
    staged.train = {};
    staged.evaluate = {};
    return staged;
}

Experiment unnamed(Experiment experiment) {
    experiment.name.clear();
    experiment.description.clear();
    experiment.sweep.reset();
    return experiment;
}

Lines linesOf(const std::string& text) {
    Lines lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string without(const std::string& yaml, const std::vector<std::string>& keys) {
    std::string kept;
    bool leave_out = false;
    for (const std::string& line : linesOf(yaml)) {
        if (!line.empty() && line.front() != ' ' && line.front() != '-')
            leave_out = std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return line.starts_with(key + ":"); });
        if (!leave_out) kept += line + "\n";
    }
    return kept;
}

// Longest common subsequence by dynamic programming; files of an experiment have a few hundred lines. Far longer ones (slots by
// the thousand) are compared from both ends only.
std::vector<DiffLine> lineDiff(const Lines& left, const Lines& right) {
    std::size_t begin = 0, end_left = left.size(), end_right = right.size();
    while (begin < end_left && begin < end_right && left[begin] == right[begin]) ++begin;
    while (end_left > begin && end_right > begin && left[end_left - 1] == right[end_right - 1]) --end_left, --end_right;
    std::vector<DiffLine> lines;
    for (std::size_t i = 0; i < begin; ++i) lines.push_back({' ', left[i]});
    const std::size_t rows = end_left - begin, columns = end_right - begin;
    std::vector<std::uint32_t> common;  // [i · (columns + 1) + j]: of what follows i and j
    if (constexpr std::size_t largest = 16'000'000; rows * columns <= largest) {
        common.assign((rows + 1) * (columns + 1), 0);
        for (std::size_t i = rows; i-- > 0;)
            for (std::size_t j = columns; j-- > 0;)
                common[i * (columns + 1) + j] = left[begin + i] == right[begin + j]
                                                    ? common[(i + 1) * (columns + 1) + j + 1] + 1
                                                    : std::max(common[(i + 1) * (columns + 1) + j], common[i * (columns + 1) + j + 1]);
    }
    std::size_t i = 0, j = 0;
    while (i < rows || j < columns) {
        if (!common.empty() && i < rows && j < columns && left[begin + i] == right[begin + j]) {
            lines.push_back({' ', left[begin + i]});
            ++i, ++j;
        } else if (i < rows &&
                   (j == columns || common.empty() || common[(i + 1) * (columns + 1) + j] >= common[i * (columns + 1) + j + 1])) {
            lines.push_back({'-', left[begin + i++]});
        } else {
            lines.push_back({'+', right[begin + j++]});
        }
    }
    for (std::size_t k = end_left; k < left.size(); ++k) lines.push_back({' ', left[k]});
    return lines;
}

// One setting a line, whatever the file looks like, so that lines can be compared; only slots and lists of values keep theirs.
void spread(YAML::Node node, bool slots = false) {
    if (node.IsMap()) {
        node.SetStyle(slots || node.size() == 0 ? YAML::EmitterStyle::Flow : YAML::EmitterStyle::Block);
        for (const auto& entry : node) spread(entry.second, slots || entry.first.Scalar() == "stack");
    } else if (node.IsSequence()) {
        const bool plain = std::all_of(node.begin(), node.end(), [](const YAML::Node& item) { return item.IsScalar(); });
        node.SetStyle(plain ? YAML::EmitterStyle::Flow : YAML::EmitterStyle::Block);
        for (const auto& item : node) spread(item, slots);
    }
}

std::string spreadText(const std::string& yaml) {
    const YAML::Node root = YAML::Load(yaml);
    spread(root);
    YAML::Emitter out;
    out.SetIndent(2);
    out << root;
    return std::string(out.c_str()) + "\n";
}

std::size_t indentOf(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

}  // namespace

std::string plainConfig(const Experiment& experiment) {
    // A stage that starts from another run's weights says so in the list alone.
    if (isOneStage(experiment) && expandedStages(experiment).front().from == Origin{})
        return spreadText(without(writeExperiment(withoutStages(experiment), true), {"stages"}));
    return spreadText(without(writeExperiment(onlyStages(experiment), true), {"from", "techniques", "train", "evaluate"}));
}

std::vector<DiffLine> configDiff(const Experiment& left, const Experiment& right, int context) {
    const std::vector<DiffLine> all = lineDiff(linesOf(plainConfig(unnamed(left))), linesOf(plainConfig(unnamed(right))));
    std::vector<bool> shown(all.size(), false);
    bool any = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].mark == ' ') continue;
        any = true;
        const auto around = static_cast<std::size_t>(std::max(0, context));
        for (std::size_t j = i - std::min(i, around); j < std::min(all.size(), i + around + 1); ++j) shown[j] = true;
        std::size_t indent = indentOf(all[i].text);
        for (std::size_t j = i; j-- > 0 && indent > 0;)
            if (indentOf(all[j].text) < indent) shown[j] = true, indent = indentOf(all[j].text);
    }
    std::vector<DiffLine> lines;
    if (!any) return lines;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (shown[i]) lines.push_back(all[i]);
        else if (lines.empty() || lines.back().mark != '@') lines.push_back({'@', ""});
    }
    return lines;
}

std::vector<DifferingKey> differingKeys(const Comparison& comparison) {
    std::vector<std::size_t> readable;
    for (std::size_t i = 0; i < comparison.runs.size(); ++i)
        if (comparison.runs[i].problem.empty()) readable.push_back(i);
    if (readable.size() < 2) return {};
    const bool simple =
        std::all_of(readable.begin(), readable.end(), [&](std::size_t i) { return isOneStage(comparison.runs[i].experiment); });
    const auto prepared = [&](std::size_t i) {
        const Experiment experiment = unnamed(comparison.runs[i].experiment);
        return simple ? withoutStages(experiment) : onlyStages(experiment);
    };
    std::vector<DifferingKey> keys;
    std::map<std::string, std::size_t> places;
    const Experiment first = prepared(readable.front());
    for (std::size_t r = 1; r < readable.size(); ++r) {
        for (const Difference& difference : differences(first, prepared(readable[r]))) {
            const auto [place, fresh] = places.try_emplace(difference.path, keys.size());
            if (fresh) {
                // Runs that do not differ from the first one have its value.
                keys.push_back({difference.path, std::vector<std::string>(comparison.runs.size())});
                for (const std::size_t run : readable) keys.back().values[run] = difference.left;
            }
            keys[place->second].values[readable[r]] = difference.right;
        }
    }
    return keys;
}

}  // namespace layerlab
