#include "ui/canvas/twin_model.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

#include "engine/experiment/composition.h"
#include "engine/experiment/schedules.h"
#include "ui/format.h"

namespace layerlab {

namespace {

StackSlot itemOf(int number, const QString& name, const QString& detail) {
    StackSlot item;
    item.number = number;
    item.name = name;
    item.detail = detail;
    return item;
}

double firstGate(const LadderSettings::Gate& gate, std::int64_t steps) {
    if (gate.kind == LadderSettings::Gate::Kind::Schedule) return scheduledGate(gate.schedule, 0, std::max<std::int64_t>(1, steps));
    return gate.temperature > 0 ? 1 / (1 + std::exp(-gate.start / gate.temperature)) : 0.5;
}

TwinModel theseusOf(const Stage& stage, const Blueprint& blueprint) {
    TwinModel twin;
    const TheseusSettings& settings = *stage.techniques.theseus;
    const Model& predecessor = blueprint.encoder().model;
    const int count = slotCount(predecessor);
    twin.modules = blueprint.modules;
    for (std::vector<int>& module : twin.modules) std::erase_if(module, [count](int slot) { return slot < 1 || slot > count; });
    twin.rate = replacingRate(settings.schedule, 0);
    const std::vector<int> starts = theseusStarts(settings, predecessor);
    for (std::size_t i = 0; i < twin.modules.size(); ++i) {
        QString detail;
        if (settings.initialise == TheseusSettings::Initialise::Random) detail = StackText::tr("random start");
        else if (starts.size() == twin.modules.size()) detail = StackText::tr("initialised from layer %1").arg(starts[i]);
        const int number = static_cast<int>(i) + 1;
        twin.items.push_back(itemOf(number, StackText::tr("Successor %1").arg(number), detail));
    }
    return twin;
}

TwinModel ladderOf(const Stage& stage, const Blueprint& blueprint) {
    TwinModel twin;
    twin.kind = TwinModel::Kind::Ladder;
    const LadderSettings& settings = *stage.techniques.ladder;
    const Model &backbone = blueprint.encoder().model, &side = blueprint.measured().model;
    twin.may = activeSlots(backbone);
    twin.gated = settings.gate.kind != LadderSettings::Gate::Kind::Sum;
    twin.gate = firstGate(settings.gate, stage.train.steps);
    twin.entry = StackText::tr("down ÷%1").arg(settings.reduction);
    const bool drops = stage.techniques.layer_drop.has_value();
    const std::vector<double> rates = drops ? dropRates(side, stage.techniques) : std::vector<double>();
    for (const int slot : blueprint.measured().reads) {
        if (slot < 1 || slot > slotCount(backbone)) continue;
        const std::size_t at = twin.items.size();
        if (at >= side.stack.size()) break;
        StackSlot item = itemOf(static_cast<int>(at) + 1, StackText::tr("Side %1").arg(slot), sizesText(side, side.stack[at]));
        if (at < rates.size()) item.rate = rates[at];
        twin.items.push_back(std::move(item));
        twin.rungs.push_back(slot);
    }
    return twin;
}

QString twoDigits(double share) { return QLocale::c().toString(share, 'f', 2); }

void addCosts(TwinModel& twin, const StageCost& cost, const Stage& stage, const Blueprint& blueprint) {
    const auto add = [&twin](const QString& what, const QString& value) { twin.costs.emplace_back(what, value); };
    if (cost.parameters > 0)
        add(StackText::tr("Trained weights"), percentText(static_cast<double>(cost.trained) / static_cast<double>(cost.parameters)));
    if (cost.full_memory > 0) add(StackText::tr("Training memory"), StackText::tr("%1 ×").arg(twoDigits(cost.memory / cost.full_memory)));
    if (twin.kind == TwinModel::Kind::Ladder) {
        add(StackText::tr("Rungs"), StackText::tr("%1 of %2").arg(twin.rungs.size()).arg(activeSlots(blueprint.encoder().model).size()));
        return;
    }
    const auto& schedule = stage.techniques.theseus->schedule;
    add(StackText::tr("Replacing rate"),
        StackText::tr("%1 to %2").arg(twoDigits(replacingRate(schedule, 0)), twoDigits(replacingRate(schedule, stage.train.steps))));
}

}  // namespace

int TwinModel::moduleOf(int slot) const {
    for (std::size_t i = 0; i < modules.size(); ++i)
        if (std::find(modules[i].begin(), modules[i].end(), slot) != modules[i].end()) return static_cast<int>(i);
    return -1;
}

int TwinModel::itemAt(int slot) const {
    const auto at = std::find(rungs.begin(), rungs.end(), slot);
    return at == rungs.end() ? -1 : static_cast<int>(at - rungs.begin());
}

std::optional<TwinModel> describeTwin(const Experiment& experiment, std::size_t stage, const Blueprint& blueprint, const TaskSize& size) {
    const Stage now = expandedStages(experiment)[stage];
    if (blueprint.stacks.size() < 2) return {};
    TwinModel twin = now.techniques.theseus ? theseusOf(now, blueprint) : ladderOf(now, blueprint);
    twin.head_frozen = freezesHead(now.techniques);
    twin.embeddings_frozen = freezesEmbeddings(now.techniques);
    addCosts(twin, stageCost(now, blueprint, size), now, blueprint);
    const std::vector<int> teachers = teachersOf(experiment, stage);
    for (std::size_t i = 0; i < twin.items.size() && i < teachers.size(); ++i) twin.items[i].teacher = teachers[i];
    return twin;
}

QString twinHead(const TwinModel& twin, const Blueprint& blueprint, const QString& head) {
    const QString its = twin.head_frozen ? StackText::tr("%1 (frozen)").arg(head) : head;
    if (twin.kind == TwinModel::Kind::Theseus) return its;
    const int narrow = std::max(1, blueprint.measured().model.hidden);
    return StackText::tr("up ×%1 → %2").arg(blueprint.encoder().model.hidden / narrow).arg(its);
}

QString twinEmbeddings(const TwinModel& twin, const QString& embeddings) {
    // A ladder's are blue, as its backbone is.
    const bool said = twin.embeddings_frozen && twin.kind == TwinModel::Kind::Theseus;
    return said ? StackText::tr("%1 (frozen)").arg(embeddings) : embeddings;
}

std::vector<std::vector<int>> withBoundary(std::vector<std::vector<int>> modules, int below, int last) {
    if (below < 0 || below + 1 >= static_cast<int>(modules.size())) return modules;
    std::vector<int>&under = modules[static_cast<std::size_t>(below)], &over = modules[static_cast<std::size_t>(below) + 1];
    std::vector<int> both = under;
    both.insert(both.end(), over.begin(), over.end());
    std::sort(both.begin(), both.end());
    if (both.size() < 2) return modules;
    const auto wanted = std::count_if(both.begin(), both.end(), [last](int slot) { return slot <= last; });
    const auto kept = std::clamp<std::ptrdiff_t>(wanted, 1, static_cast<std::ptrdiff_t>(both.size()) - 1);
    under.assign(both.begin(), both.begin() + kept);
    over.assign(both.begin() + kept, both.end());
    return modules;
}

int lastAfter(const std::vector<std::vector<int>>& modules, int below, int by) {
    if (below < 0 || below + 1 >= static_cast<int>(modules.size())) return 0;
    const std::vector<int>&under = modules[static_cast<std::size_t>(below)], &over = modules[static_cast<std::size_t>(below) + 1];
    std::vector<int> both = under;
    both.insert(both.end(), over.begin(), over.end());
    std::sort(both.begin(), both.end());
    if (both.empty()) return 0;
    const auto at = static_cast<std::ptrdiff_t>(under.size()) - 1 + by;
    return both[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, static_cast<std::ptrdiff_t>(both.size()) - 1))];
}

std::optional<std::vector<int>> withRungToggled(const TwinModel& ladder, int slot) {
    if (ladder.kind != TwinModel::Kind::Ladder || std::find(ladder.may.begin(), ladder.may.end(), slot) == ladder.may.end()) return {};
    std::vector<int> rungs = ladder.rungs;
    if (std::erase(rungs, slot) == 0) rungs.push_back(slot);
    if (rungs.empty()) return {};
    std::sort(rungs.begin(), rungs.end());
    if (rungs == ladder.may) rungs.clear();
    return rungs;
}

}  // namespace layerlab
