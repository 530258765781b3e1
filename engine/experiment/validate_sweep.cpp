#include "engine/experiment/validate_sweep.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "engine/experiment/sweep.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::size_t most_combinations = 200;
constexpr std::size_t most_tried = 1'000;  // that are tried one by one

using Axis = Sweep::Axis;
// One value's index for each axis.
using Choice = std::vector<std::size_t>;

std::string pathOf(const Axis& axis) { return sweep_grid_prefix + axis.key; }
std::string pathOf(const Axis& axis, std::size_t value) { return pathOf(axis) + "[" + std::to_string(value + 1) + "]"; }

bool isInside(const std::string& path, const std::string& key) {
    return path == key || path.starts_with(key + ".") || path.starts_with(key + "[");
}

class SweepCheck {
public:
    SweepCheck(const Experiment& experiment, std::vector<Problem>& problems)
        : m_experiment(experiment), m_sweep(*experiment.sweep), m_problems(problems) {}

    void run() {
        const std::size_t before = m_problems.size();
        lists();
        if (m_problems.size() > before) return;
        if (sweepSize(m_sweep) > most_sweep_runs)
            return error("sweep", text("sweep: more than %1 runs; take fewer values or seeds", most_sweep_runs));
        // Seeds are allowed or not whatever the grid says, so that they need not be tried.
        values();
        if (m_problems.size() == before) combinations();
    }

private:
    void error(const std::string& path, const std::string& message) { m_problems.push_back({path, message, 0, 0, false, false}); }

    // ---- what can be said without making an experiment ---------------------------------------------------------------

    void lists() {
        if (m_sweep.grid.empty() && m_sweep.seeds.empty())
            error("sweep", text("sweep: name values of at least one key in 'grid', or 'seeds'"));
        std::set<std::string> keys;
        for (const Axis& axis : m_sweep.grid) {
            const std::string path = pathOf(axis);
            if (!keys.insert(axis.key).second) error(path, text("'%1' is given twice; remove one of the two", axis.key));
            if (axis.key == "seed") error(path, text("seed: list seeds in sweep.seeds"));
            if (isInside(axis.key, "sweep") || axis.key == "layerlab" || axis.key == "name")
                error(path, text("%1: this key cannot be swept", axis.key));
            if (axis.values.empty()) error(path, text("%1: at least one value is needed", axis.key));
            std::set<std::string> values;
            for (std::size_t i = 0; i < axis.values.size(); ++i)
                if (!values.insert(axis.values[i]).second) repeated(axis, i);
        }
        std::set<std::uint64_t> seeds;
        for (std::size_t i = 0; i < m_sweep.seeds.size(); ++i)
            if (!seeds.insert(m_sweep.seeds[i]).second)
                error("sweep.seeds[" + std::to_string(i + 1) + "]", text("seeds: %1 is listed twice", m_sweep.seeds[i]));
    }

    void repeated(const Axis& axis, std::size_t value) {
        error(pathOf(axis, value), text("%1: %2 is listed twice", axis.key, axis.values[value]));
    }

    // ---- what experiments say -----------------------------------------------------------------------------------------

    SweepSettings settingsOf(const Choice& choice) const {
        SweepSettings settings;
        for (std::size_t i = 0; i < choice.size(); ++i) settings.emplace_back(m_sweep.grid[i].key, m_sweep.grid[i].values[choice[i]]);
        return settings;
    }

    // The axis that a problem of an experiment is about.
    std::optional<std::size_t> axisOf(const std::string& path) const {
        for (std::size_t i = 0; i < m_sweep.grid.size(); ++i)
            if (isInside(path, m_sweep.grid[i].key) || isInside(m_sweep.grid[i].key, path)) return i;
        return {};
    }

    // Every value once, the other axes at their first.
    void values() {
        std::size_t tried = 0;
        for (std::size_t i = 0; i < m_sweep.grid.size(); ++i) {
            std::vector<Experiment> made;
            for (std::size_t k = 0; k < m_sweep.grid[i].values.size() && tried < most_tried; ++k, ++tried) {
                if (i > 0 && k == 0) continue;  // the first values were tried with the first axis
                Choice choice(m_sweep.grid.size(), 0);
                choice[i] = k;
                const ReadResult read = withSettings(m_experiment, settingsOf(choice));
                for (const Problem& problem : read.problems)
                    if (!problem.warning) valueProblem(problem, choice);
                if (!read.ok()) continue;
                // 0.1 and 0.10 are one value.
                if (std::find(made.begin(), made.end(), read.experiment) != made.end()) repeated(m_sweep.grid[i], k);
                made.push_back(read.experiment);
            }
        }
    }

    void valueProblem(const Problem& problem, const Choice& choice) {
        const auto axis = axisOf(problem.path);
        std::string path = axis ? pathOf(m_sweep.grid[*axis], choice[*axis]) : "sweep.grid";
        // What is wrong with the key is wrong with all its values.
        if (axis && !refusesValue(m_sweep.grid[*axis].key, problem)) path = pathOf(m_sweep.grid[*axis]);
        const auto same = [&](const Problem& known) { return known.path == path && known.message == problem.message; };
        if (std::none_of(m_problems.begin(), m_problems.end(), same)) error(path, problem.message);
    }

    // A refused value is told as "rate: …"; of a key that there is not, something else is told.
    static bool refusesValue(const std::string& key, const Problem& problem) {
        return problem.message.starts_with(key.substr(key.rfind('.') + 1) + ": ");
    }

    void combinations() {
        std::size_t size = 1;
        for (const Axis& axis : m_sweep.grid) size *= axis.values.size();
        const std::size_t tried = std::min(size, most_combinations);
        for (std::size_t n = 0; n < tried; ++n) {
            // Spread evenly, first and last among them.
            std::size_t rest = tried == size ? n : n * (size - 1) / (tried - 1);
            Choice choice(m_sweep.grid.size(), 0);
            for (std::size_t i = choice.size(); i-- > 0;) {
                choice[i] = rest % m_sweep.grid[i].values.size();
                rest /= m_sweep.grid[i].values.size();
            }
            if (!combination(choice)) return;  // one is told: the others are likely to fail for the same reason
        }
    }

    bool combination(const Choice& choice) {
        const SweepSettings settings = settingsOf(choice);
        const ReadResult read = withSettings(m_experiment, settings);
        std::vector<Problem> found = read.problems;
        if (read.ok()) found = validate(read.experiment);
        const auto wrong = std::find_if(found.begin(), found.end(), [](const Problem& p) { return !p.warning; });
        if (wrong == found.end()) return true;
        std::string with;
        for (const auto& [key, value] : settings) with += (with.empty() ? "" : ", ") + key + "=" + value;
        const auto axis = axisOf(wrong->path);
        error(axis ? pathOf(m_sweep.grid[*axis], choice[*axis]) : "sweep.grid", text("with %1: %2", with, wrong->message));
        return false;
    }

    const Experiment& m_experiment;
    const Sweep& m_sweep;
    std::vector<Problem>& m_problems;
};

}  // namespace

void validateSweep(const Experiment& experiment, std::vector<Problem>& problems) {
    if (experiment.sweep) SweepCheck(experiment, problems).run();
}

}  // namespace layerlab
