#include "engine/experiment/validate_stages.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/experiment/blueprint.h"
#include "engine/experiment/composition.h"
#include "engine/experiment/teaching.h"
#include "engine/text.h"

namespace layerlab {

namespace {

using Kind = Origin::Kind;

bool isAscending(const std::vector<int>& numbers) {
    return std::adjacent_find(numbers.begin(), numbers.end(), [](int a, int b) { return a >= b; }) == numbers.end();
}

bool isPart(const std::vector<int>& some, const std::vector<int>& all) {
    return std::all_of(some.begin(), some.end(), [&](int number) { return std::find(all.begin(), all.end(), number) != all.end(); });
}

std::string listed(const std::vector<int>& numbers) {
    std::string all;
    for (const int number : numbers) all += (all.empty() ? "" : ", ") + std::to_string(number);
    return all;
}

// One stage and the model that it has.
class StageCheck {
public:
    StageCheck(const Experiment& experiment, const std::vector<Stage>& stages, const std::vector<Blueprint>& blueprints, std::size_t number,
               std::vector<Problem>& problems)
        : m_experiment(experiment),
          m_stages(stages),
          m_number(number),
          m_stage(stages[number]),
          m_techniques(m_stage.techniques),
          m_blueprints(blueprints),
          m_blueprint(blueprints[number]),
          m_before(m_stage.from.kind == Kind::Previous && number > 0 ? modelAfter(blueprints[number - 1]) : experiment.model),
          m_path(experiment.stages.empty() ? "" : "stages[" + std::to_string(number + 1) + "]."),
          m_problems(problems) {}

    void run() {
        origin();
        together();
        if (m_techniques.theseus) theseus(*m_techniques.theseus);
        if (m_techniques.ladder) ladder(*m_techniques.ladder);
        if (m_techniques.distillation) distillation(*m_techniques.distillation);
        if (m_techniques.truncation) truncation(*m_techniques.truncation);
        if (m_techniques.layer_drop) layerDrop(*m_techniques.layer_drop);
        if (m_techniques.sharing) sharing(*m_techniques.sharing);
        else sameShapes("model.stack");
        training();
    }

private:
    void error(const std::string& path, const std::string& message) { m_problems.push_back({path, message, 0, 0, false, false}); }
    void warn(const std::string& path, const std::string& message) { m_problems.push_back({path, message, 0, 0, true, false}); }
    std::string key(const char* name) const { return m_path + name; }
    const Model& measured() const { return m_blueprint.measured().model; }

    // ---- where weights come from ------------------------------------------------------------------------------------

    void origin() {
        const Kind from = m_stage.from.kind;
        if (m_number == 0 && from == Kind::Previous)
            error(key("from"), text("from: the first stage has no previous one; use scratch, or a past run as {run: FOLDER}"));
        for (const auto& [on, name] : {std::pair{m_techniques.theseus.has_value(), "theseus"},
                                       {m_techniques.ladder.has_value(), "ladder"},
                                       {m_techniques.truncation.has_value(), "truncation"}})
            if (on && from == Kind::Scratch)
                error(key("techniques.") + name, text("%1: needs a trained model to start from; set from to previous, after a stage that "
                                                      "trains it, or to a past run as {run: FOLDER}",
                                                      name));
        if (m_number == 0 || from != Kind::Previous) return;
        const Stage& before = m_stages[m_number - 1];
        if (before.techniques.ladder && !m_techniques.ladder)
            error(key("from"),
                  text("from: the ladder of stage '%1' is its side network, and this stage has none; keep ladder on, or start from "
                       "another run",
                       before.name));
        const Task &was = taskOf(m_experiment, before), &is = taskOf(m_experiment, m_stage);
        if (readsText(was) != readsText(is) || (!readsText(is) && !(was == is)))
            return error(key("task"), text("task: the stage before learned from other symbols; its model cannot go on with this task"));
        leftUntrained(was, is);
    }

    // Parts that the stage before does not hand on, in a stage that would not train them either.
    void leftUntrained(const Task& was, const Task& is) {
        if (const char* technique = freezesHead(m_techniques); technique && was.index() != is.index())
            error(
                key("techniques.") + technique + ".train_head",
                text("train_head: the stage before learned another kind of task, so the head is new, and %1 would leave it untrained; set "
                     "train_head to yes, or fine-tune in a stage between",
                     technique));
        const char* technique = freezesEmbeddings(m_techniques);
        if (!technique) return;
        int longest = taskLength(was);  // that any stage trained since there were weights
        for (std::size_t i = m_number - 1; i > 0 && m_stages[i].from.kind == Kind::Previous; --i)
            longest = std::max(longest, taskLength(taskOf(m_experiment, m_stages[i - 1])));
        if (taskLength(is) > longest)
            warn(key("task"),
                 text("task: sequences have up to %1 tokens here and had up to %2 in the stages before; %3 leaves the positions "
                      "beyond untrained",
                      taskLength(is), longest, technique));
    }

    void together() {
        const auto on = techniquesOn(m_techniques);
        const auto isOn = [&](const char* name) { return std::find(on.begin(), on.end(), name) != on.end(); };
        for (const Composition& pair : compositions())
            if (!pair.allowed && isOn(pair.one) && isOn(pair.other))
                error(key("techniques.") + pair.other,
                      text("%1 and %2 cannot be had in one stage: %3", pair.one, pair.other, text(pair.how)));
    }

    // ---- techniques -------------------------------------------------------------------------------------------------

    void theseus(const TheseusSettings& settings) {
        const std::string path = key("techniques.theseus.");
        const std::vector<int> slots = activeSlots(m_blueprint.encoder().model);
        const int count = static_cast<int>(slots.size());
        if (!settings.modules.empty()) {
            std::vector<int> covered;
            for (const auto& module : settings.modules) covered.insert(covered.end(), module.begin(), module.end());
            const bool empty =
                std::any_of(settings.modules.begin(), settings.modules.end(), [](const auto& module) { return module.empty(); });
            if (empty || covered != slots)
                error(path + "modules", text("modules: together they must have every slot that runs once and in order: %1", listed(slots)));
            if (settings.successor_layers > 0 && settings.successor_layers != static_cast<int>(settings.modules.size()))
                error(path + "successor_layers", text("successor_layers: %1, but %2 modules are given; leave one of the two out",
                                                      settings.successor_layers, settings.modules.size()));
        } else if (settings.successor_layers > count) {
            error(path + "successor_layers", text("successor_layers: at most %1, the predecessor's layers, is allowed", count));
        } else if (const int layers = static_cast<int>(m_blueprint.modules.size()); layers > 0 && count % layers != 0) {
            warn(path + "successor_layers",
                 text("successor_layers: %1 layers do not divide evenly into %2 modules; some replace more than others", count, layers));
        }
        schedule(settings.schedule, path + "schedule.");
    }

    void schedule(const TheseusSettings::Schedule& schedule, const std::string& path) {
        using Schedule = TheseusSettings::Schedule::Kind;
        if (schedule.kind == Schedule::Points) {
            if (schedule.points.empty()) return error(path + "points", text("points: name at least one, such as [[0, 0.3], [1000, 1]]"));
            for (std::size_t i = 0; i < schedule.points.size(); ++i) {
                const auto& point = schedule.points[i];
                if (point.size() != 2 || point[1] < 0 || point[1] > 1)
                    return error(path + "points", text("points: each is a step and a rate from 0 to 1, such as [500, 0.5]"));
                if (i > 0 && point[0] <= schedule.points[i - 1][0])
                    return error(path + "points",
                                 text("points: their steps must rise; %1 does not follow %2", static_cast<long long>(point[0]),
                                      static_cast<long long>(schedule.points[i - 1][0])));
            }
        } else if (schedule.base_rate < 0.2) {
            warn(path + "base_rate", text("base_rate: below 0.2 the successor learns in few passes; the paper uses 0.3 to 0.7"));
        }
        const bool ends_alone = schedule.kind == Schedule::Points
                                    ? schedule.points.back()[1] >= 1 && schedule.points.back()[0] < m_stage.train.steps
                                    : schedule.steps > 0 && schedule.steps < m_stage.train.steps;
        if (!ends_alone && m_number + 1 == m_stages.size())
            warn(path + "steps",
                 text("steps: the successor is never trained alone; let the rate reach 1 earlier, or add a stage that fine-tunes it"));
    }

    void ladder(const LadderSettings& settings) {
        const std::string path = key("techniques.ladder.");
        const Model& backbone = m_blueprint.encoder().model;
        if (!settings.rungs.empty() && (!isAscending(settings.rungs) || !isPart(settings.rungs, activeSlots(backbone))))
            return error(path + "rungs",
                         text("rungs: slots of the backbone that run, in order; there are %1", listed(activeSlots(backbone))));
        if (backbone.hidden % settings.reduction != 0)
            return error(path + "reduction", text("reduction: hidden, %1, is not divisible by %2", backbone.hidden, settings.reduction));
        for (const int number : m_blueprint.measured().reads)
            if (const auto& size = backbone.stack[static_cast<std::size_t>(number - 1)].head_size; size && *size % settings.reduction != 0)
                return error(path + "reduction", text("reduction: head_size, %1, is not divisible by %2", *size, settings.reduction));
        for (const Slot& slot : measured().stack) {
            if (!slot.head_size && measured().hidden % heads(measured(), slot) != 0)
                return error(path + "reduction",
                             text("reduction: the side network's width, %1, is not divisible by its %2 heads; choose a smaller one",
                                  measured().hidden, heads(measured(), slot)));
        }
        for (const int slot : m_blueprint.measured().reads)
            if (const int wide = feedForward(backbone, backbone.stack[static_cast<std::size_t>(slot - 1)]); wide % settings.reduction != 0)
                return error(path + "reduction", text("reduction: feed_forward, %1, is not divisible by %2", wide, settings.reduction));
    }

    void distillation(const DistillationSettings& settings) {
        const std::string path = key("techniques.distillation.");
        if (settings.teacher.kind != Kind::Run && m_number == 0)
            error(path + "teacher",
                  text("teacher: the first stage has no previous one; name a past run as {run: FOLDER}, or add a stage before"));
        const bool states = settings.hidden > 0 || settings.attention > 0;
        const bool relation = settings.relation > 0;
        if (m_techniques.ladder && (states || relation))
            error(path + "soft_labels",
                  text("distillation: beside a ladder only soft labels can be learned; set hidden, attention and relation to 0"));
        if (m_techniques.theseus && (states || (relation && settings.relation_of == DistillationSettings::RelationOf::Values)))
            error(path + "soft_labels", text("distillation: beside theseus only soft labels and relations of the batch can be learned; set "
                                             "hidden and attention to 0"));
        if (settings.soft_labels <= 0 && !states && !relation)
            error(path + "soft_labels", text("soft_labels: every weight is 0, so that nothing is learned from the teacher"));
        pairs(settings, path, states);
        if (settings.teacher.kind != Kind::Previous || m_number == 0 || hasErrors(m_problems)) return;
        const Blueprint& teacher = m_blueprints[m_number - 1];
        if (const std::string why = whyNotTaught(m_blueprint, settings, teacher); !why.empty())
            return error(path + "teacher", text("distillation: %1", why));
        if (settings.soft_labels > 0 && taskOf(m_experiment, m_stages[m_number - 1]).index() != taskOf(m_experiment, m_stage).index())
            error(path + "teacher", text("teacher: the stage before answers another kind of task; soft labels need the same of both"));
    }

    void pairs(const DistillationSettings& settings, const std::string& path, bool states) {
        if (settings.map != DistillationSettings::Map::Pairs || !states) return;
        if (settings.pairs.empty()) return error(path + "pairs", text("pairs: name at least one, such as [[1, 2]]"));
        const std::vector<int> slots = activeSlots(measured());
        for (const auto& pair : settings.pairs) {
            if (pair.size() != 2) return error(path + "pairs", text("pairs: each is a student slot and a teacher slot, such as [1, 2]"));
            if (!isPart({pair[0]}, slots))
                return error(path + "pairs", text("pairs: the student has no slot %1 that runs; there are %2", pair[0], listed(slots)));
        }
    }

    void truncation(const TruncationSettings& settings) {
        const std::string path = key("techniques.truncation.keep");
        if (settings.keep.empty()) return;
        if (!isAscending(settings.keep) || settings.keep.back() > slotCount(m_before))
            error(path, text("keep: slots from 1 to %1, in order", slotCount(m_before)));
    }

    void layerDrop(const LayerDropSettings& drop) {
        const int slots = slotCount(measured());
        if (!drop.rates.empty() && static_cast<int>(drop.rates.size()) != slots)
            error(key("techniques.layer_drop.per_layer"),
                  text("per_layer: %1 rates for %2 slots; one a slot is needed", drop.rates.size(), slots));
        if (drop.rate > 0.5)
            warn(key("techniques.layer_drop.rate"), text("rate: above 0.5 most layers are missing in most passes; 0.1 to 0.5 is usual"));
    }

    void sharing(const SharingSettings& s) {
        const std::string path = key("techniques.sharing");
        const int slots = slotCount(measured());
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
        if (m_stage.from.kind == Kind::Previous && m_number > 0) {
            // Beside a successor or a side network it is these that share.
            const Model& kept = m_blueprint.encoder().model;
            const WeightMap named = weightMap(kept, {});
            if (!m_techniques.theseus && !m_techniques.ladder && (isShared(named.attention) || isShared(named.feed_forward)) &&
                sharedAnew(kept, s) != named)
                error(key("techniques"), text("sharing: all stages of a run share weights the same way; stage '%1' does it differently",
                                              m_stages[m_number - 1].name));
        } else if (!m_techniques.theseus && !m_techniques.ladder) {
            for (std::size_t i = 0; i < m_experiment.model.stack.size(); ++i)
                if (!m_experiment.model.stack[i].attention_weights.empty() || !m_experiment.model.stack[i].feed_forward_weights.empty())
                    return error("model.stack[" + std::to_string(i + 1) + "].weights",
                                 text("weights: slot %1 names its weights; switch techniques.sharing off, or leave the name out", i + 1));
        }
        sameShapes(path);
    }

    // Slots can share weights only where the shapes agree.
    void sameShapes(const std::string& path) {
        for (const StackBlueprint& stack : m_blueprint.stacks) {
            const Model& model = stack.model;
            const auto wide = [&](const Slot& slot) { return feedForward(model, slot); };
            if (const auto two = unlike(model, stack.weights.feed_forward, wide))
                return error(path, text("sharing: slots %1 and %2 share feed-forward weights but are %3 and %4 wide", two->first + 1,
                                        two->second + 1, wide(model.stack[two->first]), wide(model.stack[two->second])));
            const auto together = [&](const Slot& slot) { return std::int64_t{heads(model, slot)} * headSize(model, slot); };
            if (const auto two = unlike(model, stack.weights.attention, together))
                return error(path,
                             text("sharing: slots %1 and %2 share attention weights but their heads are %3 and %4 wide together",
                                  two->first + 1, two->second + 1, together(model.stack[two->first]), together(model.stack[two->second])));
        }
    }

    // The first two slots (from 0) that share a half but differ in a size.
    template <class Size>
    static std::optional<std::pair<std::size_t, std::size_t>> unlike(const Model& model, const std::vector<int>& halves, const Size& size) {
        std::map<int, std::size_t> first;
        for (std::size_t i = 0; i < halves.size(); ++i) {
            if (halves[i] < 0) continue;
            const auto [other, fresh] = first.try_emplace(halves[i], i);
            if (!fresh && size(model.stack[other->second]) != size(model.stack[i])) return std::pair{other->second, i};
        }
        return {};
    }

    void training() {
        const Train& train = m_stage.train;
        if (train.warmup_steps >= train.steps)
            warn(key("train.warmup_steps"),
                 text("warmup_steps: the warm-up, %1 steps, is not over within the %2 steps of training", train.warmup_steps, train.steps));
        if (m_number > 0 && train.threads != m_stages[m_number - 1].train.threads)
            error(key("train.threads"), text("threads: the same for all stages of a run"));
        if (m_blueprint.one_depth) return;
        const int active = static_cast<int>(activeSlots(measured()).size());
        const Depths& depths = m_stage.evaluate.depths;
        if (depths.keep == Strategy::DropRate && !m_techniques.layer_drop)
            error(key("evaluate.depths.keep"), text("keep: drop_rate goes by LayerDrop's rates, which is off"));
        if (const auto& drop = m_techniques.layer_drop; drop && drop->rates.empty() &&
                                                        drop->per_layer == LayerDropSettings::PerLayer::Learned && active > 0 &&
                                                        drop->rate * active >= active - 1)
            error(key("techniques.layer_drop.rate"),
                  text("rate: learned rates have it as their mean, and none may be 1: below %1 with %2 slots", (active - 1.0) / active,
                       active));
        if (depths.keep == Strategy::Search)
            error(key("evaluate.depths.keep"), text("keep: a search takes too long while training; measure the run by it afterwards: "
                                                    "layerlab-cli depths RUN --keep search"));
        if (depths.to > active) error(key("evaluate.depths.to"), text("to: at most %1, the slots that run, is allowed", active));
        if (depths.from > (depths.to > 0 ? depths.to : active))
            error(key("evaluate.depths.from"), text("from: at most %1 is allowed", depths.to > 0 ? std::min(depths.to, active) : active));
    }

    const Experiment& m_experiment;
    const std::vector<Stage>& m_stages;
    std::size_t m_number;
    const Stage& m_stage;
    const Techniques& m_techniques;
    const std::vector<Blueprint>& m_blueprints;
    const Blueprint& m_blueprint;
    Model m_before;  // what the stage begins with, before slots are left out
    std::string m_path;
    std::vector<Problem>& m_problems;
};

}  // namespace

void validateStages(const Experiment& experiment, std::vector<Problem>& problems) {
    constexpr std::size_t most_stages = 32;
    if (experiment.stages.size() > most_stages) {
        problems.push_back({"stages", text("stages: at most %1 are allowed", most_stages), 0, 0, false, false});
        return;
    }
    if (!experiment.stages.empty() && experiment.from != Origin{})
        problems.push_back({"from", text("from: where there are stages, give it to the first of them"), 0, 0, false, false});
    const std::vector<Stage> stages = expandedStages(experiment);
    const std::vector<Blueprint> blueprints = blueprintsOf(experiment);
    std::set<std::string> names;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (!names.insert(stages[i].name).second)
            problems.push_back({"stages[" + std::to_string(i + 1) + "].name",
                                text("name: another stage is called '%1' already", stages[i].name), 0, 0, false, false});
        StageCheck(experiment, stages, blueprints, i, problems).run();
        // What follows a stage that cannot be would only repeat its mistakes.
        if (std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return !p.warning && p.path.starts_with("stages["); }))
            return;
    }
}

}  // namespace layerlab
