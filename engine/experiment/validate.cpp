// What is wrong with an experiment's values taken together; single values are checked where they are described.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/data/dyck.h"
#include "engine/data/generated_data.h"
#include "engine/data/listops.h"
#include "engine/data/modular_addition.h"
#include "engine/error.h"
#include "engine/experiment/cost.h"
#include "engine/experiment/yaml.h"
#include "engine/text.h"

namespace layerlab {

namespace {

class Validator {
public:
    explicit Validator(const Experiment& experiment) : m_experiment(experiment), m_model(experiment.model) {}

    std::vector<Problem> run() {
        task();
        model();
        if (m_experiment.stages.empty()) {
            stage(m_experiment.techniques, m_experiment.train, m_experiment.evaluate, "");
        } else {
            stages();
        }
        memory();
        return std::move(m_problems);
    }

private:
    void error(const std::string& path, const std::string& message) { m_problems.push_back({path, message, 0, 0, false, false}); }
    void warn(const std::string& path, const std::string& message) { m_problems.push_back({path, message, 0, 0, true, false}); }

    // ---- task: what the values of one kind say together --------------------------------------------------------------

    void check(const ListopsTask& task) {
        refused(task.max_depth < 2 ? "task.max_depth" : "task.max_length", [&] { ListopsGenerator{task}; });
    }
    void check(const DyckTask& task) {
        refused(task.min_length > task.length ? "task.min_length" : "task.length", [&] { DyckGenerator{task}; });
    }
    void check(const ModularAdditionTask& task) {
        refused("task.train_share", [&] { listedForTraining(ModularAdditionGenerator(task)); });
    }
    void check(const TextFileTask& task) {
        trainingFile(task.train);
        if (task.text_column == task.label_column)
            error("task.label_column", text("label_column: text and label cannot be the same column"));
        if (task.text_pair_column.empty()) return;
        if (task.text_pair_column == task.text_column)
            error("task.text_pair_column", text("text_pair_column: the two texts cannot be the same column; leave it out for one text"));
        if (task.text_pair_column == task.label_column)
            error("task.text_pair_column", text("text_pair_column: text and label cannot be the same column"));
    }
    void check(const LanguageModelTask& task) {
        trainingFile(task.train);
        laterTokensHidden();
    }
    void check(const MaskedLanguageModelTask& task) { trainingFile(task.train); }
    void check(const SequencePairsTask& task) {
        trainingFile(task.train);
        if (task.source_column == task.target_column)
            error("task.target_column", text("target_column: source and target cannot be the same column"));
        laterTokensHidden();
    }
    template <class AnyTask>
    void check(const AnyTask&) {}

    void trainingFile(const std::string& train) {
        if (train.empty()) error("task.train", text("train: name the file to train on"));
    }
    void laterTokensHidden() {
        if (m_model.attention == Attention::Bidirectional)
            error("model.attention",
                  text("attention: with bidirectional attention the next token is seen, and there is nothing to predict; use automatic"));
    }
    // Says at `path` what a generator says about its settings.
    template <class Try>
    void refused(const std::string& path, const Try& attempt) {
        try {
            attempt();
        } catch (const Error& problem) {
            error(path, problem.what());
        }
    }

    void task() {
        std::visit([this](const auto& task) { check(task); }, m_experiment.task);
        if (!labelsEveryPosition(m_experiment.task) && isCausal(m_experiment) && m_model.pooling == Pooling::First)
            warn("model.pooling", text("pooling: with causal attention the first token has seen nothing of the sequence; use mean"));
    }

    // Only a warning: the experiment may be meant for another machine, and files may hold less than they might.
    void memory() {
        if (std::any_of(m_problems.begin(), m_problems.end(), [](const Problem& p) { return !p.warning; })) return;
        if (const std::string shortage = memoryShortage(m_experiment, expectedTaskSize(m_experiment.task)); !shortage.empty())
            warn("model.hidden", shortage);
    }

    // ---- model and training -----------------------------------------------------------------------------------------

    void model() {
        if (m_model.stack.empty()) return error("model.stack", text("stack: at least one slot is needed"));
        if (m_model.embedding_size > m_model.hidden)
            error("model.embedding_size", text("embedding_size: at most hidden, %1, is allowed", m_model.hidden));
        if (m_model.hidden % m_model.heads != 0) error("model.heads", indivisible(m_model.heads));
        for (std::size_t i = 0; i < m_model.stack.size(); ++i) {
            const Slot& slot = m_model.stack[i];
            if (slot.heads && m_model.hidden % *slot.heads != 0) error(at(i) + ".heads", indivisible(*slot.heads));
        }
        if (activeSlots(m_model).empty()) error("model.stack", text("stack: every slot is skipped or empty; at least one must run"));
    }

    void stages() {
        const auto& all = m_experiment.stages;
        std::set<std::string> names;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string path = "stages[" + std::to_string(i + 1) + "].";
            if (!names.insert(all[i].name).second) error(path + "name", text("name: another stage is called '%1' already", all[i].name));
            if (i == 0 && all[i].from == Stage::From::Previous)
                error(path + "from", text("from: the first stage has no previous one; use scratch"));
            stage(all[i].techniques, all[i].train, all[i].evaluate, path);
            if (i > 0) {
                const WeightMap before = weightMap(m_model, all[i - 1].techniques), now = weightMap(m_model, all[i].techniques);
                if (before.attention != now.attention || before.feed_forward != now.feed_forward)
                    error(path + "techniques",
                          text("sharing: all stages of a run share weights the same way; stage '%1' does it differently", all[i - 1].name));
                if (all[i].train.threads != all[i - 1].train.threads)
                    error(path + "train.threads", text("threads: the same for all stages of a run"));
            }
        }
    }

    void stage(const Techniques& techniques, const Train& train, const Evaluate& evaluate, const std::string& path) {
        const int slots = slotCount(m_model);
        if (techniques.layer_drop) {
            const auto& drop = *techniques.layer_drop;
            if (!drop.rates.empty() && static_cast<int>(drop.rates.size()) != slots)
                error(path + "techniques.layer_drop.per_layer",
                      text("per_layer: %1 rates for %2 slots; one a slot is needed", drop.rates.size(), slots));
            if (drop.rate > 0.5)
                warn(path + "techniques.layer_drop.rate",
                     text("rate: above 0.5 most layers are missing in most passes; 0.1 to 0.5 is usual"));
        }
        if (techniques.sharing) sharing(*techniques.sharing, path + "techniques.sharing", techniques);
        else sameShapes(techniques, "model.stack");
        if (train.warmup_steps >= train.steps)
            warn(path + "train.warmup_steps",
                 text("warmup_steps: the warm-up, %1 steps, is not over within the %2 steps of training", train.warmup_steps, train.steps));
        const int active = static_cast<int>(activeSlots(m_model).size());
        const Depths& depths = evaluate.depths;
        if (depths.to > active) error(path + "evaluate.depths.to", text("to: at most %1, the slots that run, is allowed", active));
        if (depths.from > (depths.to > 0 ? depths.to : active))
            error(path + "evaluate.depths.from", text("from: at most %1 is allowed", depths.to > 0 ? std::min(depths.to, active) : active));
    }

    void sharing(const SharingSettings& s, const std::string& path, const Techniques& techniques) {
        const int slots = slotCount(m_model);
        const int given = s.group_size.has_value() + s.groups.has_value() + !s.map.empty();
        if (given != 1)
            return error(path, given == 0 ? text("sharing: one of group_size, groups and map is needed")
                                          : text("sharing: only one of group_size, groups and map can be given"));
        if (!s.map.empty() && static_cast<int>(s.map.size()) != slots)
            return error(path + ".map", text("map: %1 names for %2 slots; one a slot is needed", s.map.size(), slots));
        if (s.groups && *s.groups > slots) error(path + ".groups", text("groups: at most %1, the number of slots, is allowed", slots));
        if (s.group_size && *s.group_size > slots)
            error(path + ".group_size", text("group_size: at most %1, the number of slots, is allowed", slots));
        else if (s.group_size && slots % *s.group_size != 0)
            warn(path + ".group_size",
                 text("group_size: %1 slots are not divisible by %2; the last group has %3", slots, *s.group_size, slots % *s.group_size));
        for (std::size_t i = 0; i < m_model.stack.size(); ++i)
            if (!m_model.stack[i].attention_weights.empty() || !m_model.stack[i].feed_forward_weights.empty())
                return error(at(i) + ".weights",
                             text("weights: slot %1 names its weights; switch techniques.sharing off, or leave the name out", i + 1));
        sameShapes(techniques, path);
    }

    // Slots can share weights only where the shapes agree.
    void sameShapes(const Techniques& techniques, const std::string& path) {
        const WeightMap weights = weightMap(m_model, techniques);
        std::map<int, std::size_t> first;
        for (std::size_t i = 0; i < m_model.stack.size(); ++i) {
            if (weights.feed_forward[i] < 0) continue;
            const auto [other, fresh] = first.try_emplace(weights.feed_forward[i], i);
            if (fresh) continue;
            const int here = feedForward(m_model, m_model.stack[i]), there = feedForward(m_model, m_model.stack[other->second]);
            if (here != there)
                return error(path, text("sharing: slots %1 and %2 share feed-forward weights but are %3 and %4 wide", other->second + 1,
                                        i + 1, there, here));
        }
    }

    static std::string at(std::size_t i) { return "model.stack[" + std::to_string(i + 1) + "]"; }

    std::string indivisible(int heads) const {
        return text("heads: hidden, %1, is not divisible by %2; %3 are", m_model.hidden, heads, divisors(m_model.hidden));
    }

    static std::string divisors(int value) {
        std::vector<int> found;
        for (int d = 1; d <= std::min(value, 64); ++d)
            if (value % d == 0) found.push_back(d);
        if (found.size() > 8) found.erase(found.begin() + 8, found.end());
        if (found.size() == 1) return std::to_string(found.front());
        std::string all_but_last;
        for (std::size_t i = 0; i + 1 < found.size(); ++i) all_but_last += (i == 0 ? "" : ", ") + std::to_string(found[i]);
        return text("%1 and %2", all_but_last, found.back());
    }

    const Experiment& m_experiment;
    const Model& m_model;
    std::vector<Problem> m_problems;
};

}  // namespace

std::vector<Problem> validate(const Experiment& experiment) { return Validator(experiment).run(); }

}  // namespace layerlab
