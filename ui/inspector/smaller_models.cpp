#include "ui/inspector/smaller_models.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "engine/experiment/blueprint.h"
#include "ui/format.h"
#include "ui/inspector/stage_edit.h"
#include "ui/session/stack_edit.h"

namespace layerlab {

namespace {

struct SmallerText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::SmallerText)
};

constexpr double ladder_rate_factor = 10, ladder_rate = 3e-3;  // Sung et al.: 3e-3 where full fine-tuning has 3e-4

bool startsFromNothing(const Stage& stage) { return stage.from.kind == Origin::Kind::Scratch; }

// Whether a stage leaves a model that the next one can make smaller.
bool leavesModel(const Stage& stage) {
    return !stage.techniques.theseus && !stage.techniques.ladder && !(stage.techniques.truncation && startsFromNothing(stage));
}

std::string baseName(Smaller kind) {
    switch (kind) {
        case Smaller::Theseus:
        case Smaller::LayerDrop:
            return "predecessor";
        case Smaller::Ladder:
            return "backbone";
        case Smaller::Distil:
            return "teacher";
        case Smaller::Truncate:
            break;
    }
    return "train";
}

bool isRecipeName(const std::string& name) { return name == "train" || name == "predecessor" || name == "backbone" || name == "teacher"; }

// Goes on with the model of `base`: its data, its evaluation, its training but for the steps.
Stage follower(const Experiment& experiment, const Stage& base, const char* name, std::int64_t steps) {
    Stage stage = base;
    stage.name = freeStageName(experiment, name);
    stage.from = {Origin::Kind::Previous, {}, {}};
    stage.techniques = {};
    stage.train.steps = std::max<std::int64_t>(1, steps);
    stage.train.warmup_steps = std::min(stage.train.warmup_steps, stage.train.steps / 10);
    return stage;
}

int lastTheseus(const Experiment& experiment) {
    for (std::size_t i = experiment.stages.size(); i-- > 0;)
        if (experiment.stages[i].techniques.theseus) return static_cast<int>(i);
    return -1;
}

int dropInSuccessor(Experiment& experiment) {
    const int replaces = lastTheseus(experiment);
    if (replaces < 0) return 0;
    auto next = static_cast<std::size_t>(replaces) + 1;
    const auto canDrop = [](const Stage& stage) {
        return stage.from.kind == Origin::Kind::Previous && !stage.techniques.theseus && !stage.techniques.ladder;
    };
    if (next >= experiment.stages.size() || !canDrop(experiment.stages[next])) {
        addStage(experiment, replaces);
        experiment.stages[next].name.clear();
        experiment.stages[next].name = freeStageName(experiment, "fine_tune");
        experiment.stages[next].techniques = {};
    }
    if (!experiment.stages[next].techniques.layer_drop) experiment.stages[next].techniques.layer_drop.emplace();
    fitDepths(experiment);
    return static_cast<int>(next);
}

}  // namespace

int fittingReduction(const Model& model) {
    const auto divides = [&](int by) {
        if (model.hidden % by != 0) return false;
        const int width = model.hidden / by;
        return std::all_of(model.stack.begin(), model.stack.end(), [&](const Slot& slot) {
            return feedForward(model, slot) % by == 0 && width % std::max(1, heads(model, slot)) == 0;
        });
    };
    int by = LadderSettings{}.reduction;
    while (by > 1 && !divides(by)) --by;
    return by;
}

std::int64_t replacingSteps(const Train& train) { return std::max<std::int64_t>(1, train.steps * 3 / 5); }

QString reasonAgainst(Smaller kind, const Experiment& experiment) {
    if (experiment.model.stack.empty()) return SmallerText::tr("The model has no layers yet.");
    if (kind == Smaller::LayerDrop && lastTheseus(experiment) < 0) return SmallerText::tr("There is no stage with Theseus replacement.");
    return {};
}

int makeSmaller(Experiment& experiment, Smaller kind, int shown) {
    if (!reasonAgainst(kind, experiment).isEmpty()) return shown;
    if (kind == Smaller::LayerDrop) return dropInSuccessor(experiment);
    const Techniques seeds = expandedStages(experiment).at(static_cast<std::size_t>(shown)).techniques;
    writeOutStages(experiment);
    auto& stages = experiment.stages;
    auto number = static_cast<std::size_t>(shown);
    while (number > 0 && !leavesModel(stages[number])) --number;
    stages.resize(number + 1);
    Stage& trains = stages[number];
    if (!leavesModel(trains)) trains.techniques.theseus.reset(), trains.techniques.ladder.reset(), trains.techniques.truncation.reset();
    if (number == 0 && trains.techniques.distillation && trains.techniques.distillation->teacher.kind != Origin::Kind::Run)
        trains.techniques.distillation.reset();
    if (isRecipeName(trains.name)) {
        trains.name.clear();
        trains.name = freeStageName(experiment, baseName(kind));
    }
    experiment.techniques = trains.techniques;
    const Stage base = trains;
    const std::int64_t steps = base.train.steps;
    const Model model = modelAfter(blueprintOf(experiment, number));
    if (kind == Smaller::Theseus) {
        // The rising rate is a warm-up of its own (Xu et al., section 3.3; their code has none).
        Stage replace = follower(experiment, base, "replace", steps * 2 / 3);
        replace.train.warmup_steps = 0;
        replace.techniques.theseus = seeds.theseus.value_or(TheseusSettings{});
        if (!seeds.theseus) replace.techniques.theseus->schedule.steps = replacingSteps(replace.train);
        stages.push_back(replace);
        stages.push_back(follower(experiment, base, "fine_tune", steps - replace.train.steps));
    } else if (kind == Smaller::Ladder) {
        Stage ladder = follower(experiment, base, "ladder", steps);
        const double rate = base.train.learning_rate;
        ladder.train.learning_rate = std::max(rate, std::min(ladder_rate_factor * rate, ladder_rate));
        ladder.techniques.ladder = seeds.ladder.value_or(LadderSettings{});
        if (!seeds.ladder) ladder.techniques.ladder->reduction = fittingReduction(model);
        stages.push_back(ladder);
    } else if (kind == Smaller::Distil) {
        Stage student = follower(experiment, base, "student", steps);
        student.techniques.distillation = seeds.distillation.value_or(DistillationSettings{});
        const std::vector<int> slots = activeSlots(model);
        student.techniques.truncation.emplace().keep = chooseRoute(Strategy::EveryOther, slots, static_cast<int>(slots.size() + 1) / 2);
        stages.push_back(student);
    } else {
        Stage truncate = follower(experiment, base, "truncate", steps);
        truncate.techniques.truncation = seeds.truncation.value_or(TruncationSettings{});
        stages.push_back(truncate);
    }
    fitDepths(experiment);
    return static_cast<int>(number) + 1;
}

QString smallerHelp(Smaller kind, const Experiment& experiment, int shown) {
    if (const QString reason = reasonAgainst(kind, experiment); !reason.isEmpty()) return reason.toHtmlEscaped();
    Experiment tried = experiment;
    makeSmaller(tried, kind, shown);
    QStringList lines;
    for (const Stage& stage : tried.stages)
        lines << SmallerText::tr("%1: %2 steps, learning rate %3")
                     .arg(QString::fromStdString(stage.name), stepText(stage.train.steps))
                     .arg(stage.train.learning_rate)
                     .toHtmlEscaped();
    QString why;
    switch (kind) {
        case Smaller::Theseus:
            why = SmallerText::tr(
                "Half as many layers take the places of modules more and more often, then are trained alone "
                "(Xu et al. 2020). As in the paper the learning rate stays the predecessor's; the rate begins at 0.3 "
                "and is 1 after three fifths of the replacing steps. Together as many steps as the predecessor had.");
            break;
        case Smaller::Ladder:
            why = SmallerText::tr(
                "A narrow side network learns on the frozen backbone's states (Sung et al. 2022). Its learning rate is "
                "ten times the backbone's, but not above the paper's 0.003; its width an eighth, or what divides.");
            break;
        case Smaller::Distil:
            why = SmallerText::tr(
                "Every other layer is kept and learns from the whole model's answers (Sanh et al. 2019), half by them and "
                "half by the labels, at temperature 2, with the teacher's steps and learning rate.");
            break;
        case Smaller::Truncate:
            why = SmallerText::tr(
                "The first half of the layers is kept and fine-tuned with the same steps and learning rate: what the other "
                "ways have to beat (Sajjad et al. 2020).");
            break;
        case Smaller::LayerDrop:
            why = SmallerText::tr(
                "The successor is fine-tuned with LayerDrop at 0.2, so that it can be pruned to any depth "
                "(Fan et al. 2019).");
            break;
    }
    return QStringLiteral("<p style='white-space:normal'>%1</p><p>%2</p>").arg(why.toHtmlEscaped(), lines.join(QStringLiteral("<br>")));
}

int trainBefore(Experiment& experiment, int stage) {
    const Techniques techniques = expandedStages(experiment).at(static_cast<std::size_t>(stage)).techniques;
    if (experiment.stages.size() < 2) {
        if (techniques.theseus) return makeSmaller(experiment, Smaller::Theseus, stage);
        if (techniques.ladder) return makeSmaller(experiment, Smaller::Ladder, stage);
        if (techniques.truncation && !techniques.distillation) return makeSmaller(experiment, Smaller::Truncate, stage);
    }
    return insertTrainingBefore(experiment, stage);
}

}  // namespace layerlab
