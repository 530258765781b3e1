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
#include "engine/experiment/validate_stages.h"
#include "engine/experiment/validate_sweep.h"
#include "engine/experiment/yaml.h"
#include "engine/text.h"

namespace layerlab {

namespace {

class Validator {
public:
    explicit Validator(const Experiment& experiment) : m_experiment(experiment), m_model(experiment.model) {}

    std::vector<Problem> run() {
        task();
        stageTasks();
        model();
        if (!m_model.stack.empty()) validateStages(m_experiment, m_problems);
        memory();
        if (!hasErrors(m_problems)) validateSweep(m_experiment, m_problems);
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
        if (!labelsEveryPosition(m_experiment.task) && isCausal(m_model, m_experiment.task) && m_model.pooling == Pooling::First)
            warn("model.pooling", text("pooling: with causal attention the first token has seen nothing of the sequence; use mean"));
    }

    void stageTasks() {
        for (std::size_t i = 0; i < m_experiment.stages.size(); ++i) {
            if (!m_experiment.stages[i].task) continue;
            Experiment alone = m_experiment;
            alone.task = *m_experiment.stages[i].task;
            Validator validator(alone);
            validator.task();
            for (Problem problem : validator.m_problems) {
                if (problem.path.starts_with("task.")) problem.path = "stages[" + std::to_string(i + 1) + "]." + problem.path;
                m_problems.push_back(std::move(problem));
            }
        }
    }

    // Only a warning: the experiment may be meant for another machine, and files may hold less than they might.
    void memory() {
        if (hasErrors(m_problems)) return;
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
            if (slot.heads && !slot.head_size && m_model.hidden % *slot.heads != 0) error(at(i) + ".heads", indivisible(*slot.heads));
        }
        if (activeSlots(m_model).empty()) error("model.stack", text("stack: every slot is skipped or empty; at least one must run"));
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
