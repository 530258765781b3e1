#include <QLocale>
#include <cmath>

#include "engine/experiment/cost.h"
#include "ui/format.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/smaller_models.h"
#include "ui/inspector/technique_colours.h"
#include "ui/inspector/technique_switch.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

using GateKind = LadderSettings::Gate::Kind;

const LadderSettings* ladderOf(const Experiment& experiment) {
    return experiment.techniques.ladder ? &*experiment.techniques.ladder : nullptr;
}

bool hasAlpha(const Experiment& experiment) {
    const LadderSettings* ladder = ladderOf(experiment);
    return !ladder || ladder->gate.kind == GateKind::Learned || ladder->gate.kind == GateKind::Fixed;
}
bool hasSchedule(const Experiment& experiment) {
    const LadderSettings* ladder = ladderOf(experiment);
    return ladder && ladder->gate.kind == GateKind::Schedule;
}
bool measuresImportance(const Experiment& experiment) {
    const LadderSettings* ladder = ladderOf(experiment);
    return !ladder || ladder->initialise == LadderSettings::Initialise::Fisher;
}

QString consequences(const ExperimentDocument& document) {
    const Experiment shown = shownStage(document);
    if (!shown.techniques.ladder || !document.firstError().isEmpty()) return {};
    const Blueprint blueprint = shownBlueprint(document);
    QString text = CollapsibleSection::tr("%1 of %2 layers have a rung; the side network is %3 wide.")
                       .arg(blueprint.measured().reads.size())
                       .arg(activeSlots(blueprint.encoder().model).size())
                       .arg(blueprint.measured().model.hidden);
    const LadderSettings::Gate& gate = shown.techniques.ladder->gate;
    if (hasAlpha(shown))
        text += ' ' + CollapsibleSection::tr("The side state's share μ starts at %1.")
                          .arg(QLocale::c().toString(1 / (1 + std::exp(-gate.start / gate.temperature)), 'f', 2));
    return text;
}

QString keptStates(const ExperimentDocument& document) {
    const Experiment shown = shownStage(document);
    const LadderSettings* ladder = ladderOf(shown);
    if (!ladder || ladder->cache == LadderSettings::Cache::Off || !document.firstError().isEmpty()) return {};
    if (ladder->backbone_dropout)
        return CollapsibleSection::tr("Nothing is kept: with dropout the backbone's states differ from pass to pass.");
    if (!examplesComeAgain(shown.task)) return CollapsibleSection::tr("Nothing is kept: sequences of this task do not come again.");
    const Blueprint blueprint = shownBlueprint(document);
    return CollapsibleSection::tr(
               "%1 for a sequence of full length, %2 with what is free on this machine; from the second time on a sequence costs the "
               "side network alone. More than one epoch is needed for it.")
        .arg(bytesText(keptStateBytes(blueprint, taskLength(shown.task))), bytesText(keptStateLimit()));
}

}  // namespace

CollapsibleSection* makeLadderSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(techniqueTitle(QStringLiteral("ladder")), QStringLiteral("ladder"), parent);
    section->setProperty("helpPage", QStringLiteral("ladder"));
    section->setDot([] { return techniqueColour(QStringLiteral("ladder")); });
    section->setToolTip(
        CollapsibleSection::tr("A small side network reads the states of a frozen backbone, into which no gradient goes "
                               "(Sung, Cho and Bansal 2022, Ladder Side-Tuning)."));
    addTechniqueSwitch(*section, document, "ladder", &Techniques::ladder, [](const Experiment& experiment) {
        LadderSettings at_first;
        at_first.reduction = fittingReduction(experiment.model);
        return at_first;
    });
    addList(*section, document, CollapsibleSection::tr("Rungs"), "techniques.ladder.rungs", std::vector<std::string>{"all"});
    addInteger(*section, document, CollapsibleSection::tr("Reduction"), "techniques.ladder.reduction");
    addChoice(*section, document, CollapsibleSection::tr("Gates"), "techniques.ladder.gate.kind");
    for (FieldRow* row : {addReal(*section, document, CollapsibleSection::tr("Temperature"), "techniques.ladder.gate.temperature"),
                          addReal(*section, document, CollapsibleSection::tr("Start α"), "techniques.ladder.gate.start")})
        showWhile(row, document, hasAlpha);
    showWhile(addChoice(*section, document, CollapsibleSection::tr("Share"), "techniques.ladder.gate.schedule"), document, hasSchedule);
    addChoice(*section, document, CollapsibleSection::tr("Start from"), "techniques.ladder.initialise");
    showWhile(addInteger(*section, document, CollapsibleSection::tr("Samples"), "techniques.ladder.samples"), document, measuresImportance);
    addNote(*section, document, consequences)->setObjectName(QStringLiteral("ladderNote"));

    Fold* more = addFold(*section, CollapsibleSection::tr("More"), QStringLiteral("ladder"));
    addChoice(*more, document, CollapsibleSection::tr("Fuse"), "techniques.ladder.fuse");
    addSwitch(*more, document, CollapsibleSection::tr("Train the head"), "techniques.ladder.train_head");
    addSwitch(*more, document, CollapsibleSection::tr("Backbone's dropout"), "techniques.ladder.backbone_dropout");
    addChoice(*more, document, CollapsibleSection::tr("Keep states"), "techniques.ladder.cache");
    addNote(*more, document, keptStates)->setObjectName(QStringLiteral("keptStatesNote"));
    return section;
}

}  // namespace layerlab
