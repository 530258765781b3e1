#include "ui/inspector/choice_editor.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/schedule_curve.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/smaller_models.h"
#include "ui/inspector/technique_colours.h"
#include "ui/inspector/technique_switch.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

using ScheduleKind = TheseusSettings::Schedule::Kind;

bool followsPoints(const Experiment& experiment) {
    return experiment.techniques.theseus && experiment.techniques.theseus->schedule.kind == ScheduleKind::Points;
}
bool followsRule(const Experiment& experiment) { return !followsPoints(experiment); }

// A schedule of points begins with the rate that was in force.
Binding bindScheduleKind() {
    Binding binding = bindKey("techniques.theseus.schedule.kind");
    const auto store = binding.store;
    binding.store = [store](ExperimentDocument& document, const QString& word) {
        const auto theseus = shownStage(document).techniques.theseus;
        if (word != QLatin1String("points") || !theseus || !theseus->schedule.points.empty()) return store(document, word);
        editShown(document, CollapsibleSection::tr("change schedule"), {}, [](Experiment& experiment) {
            TheseusSettings::Schedule& schedule = experiment.techniques.theseus->schedule;
            const auto steps = static_cast<double>(schedule.steps > 0 ? schedule.steps : experiment.train.steps);
            schedule.points = {{0, schedule.base_rate}, {steps, schedule.steps > 0 ? 1 : schedule.base_rate}};
            if (schedule.kind == ScheduleKind::Constant && steps > 1)
                schedule.points.insert(schedule.points.begin() + 1, {steps - 1, schedule.base_rate});
            schedule.kind = ScheduleKind::Points;
        });
        return QString();
    };
    return binding;
}

std::size_t drawnModules(const Experiment& experiment) {
    return experiment.techniques.theseus ? experiment.techniques.theseus->modules.size() : 0;
}

// Modules that were drawn say how many layers there are; another number makes equal modules again.
Binding bindSuccessorLayers() {
    Binding binding = bindKey("techniques.theseus.successor_layers");
    const auto load = binding.load;
    const auto store = binding.store;
    binding.load = [load](const Experiment& experiment) {
        const std::size_t drawn = drawnModules(experiment);
        return drawn > 0 ? QString::number(drawn) : load(experiment);
    };
    binding.store = [store](ExperimentDocument& document, const QString& text) {
        const std::size_t drawn = drawnModules(shownStage(document));
        bool number = false;
        const int layers = text.toInt(&number);
        if (drawn == 0 || !number || layers < 1) return store(document, text);
        if (static_cast<std::size_t>(layers) != drawn)
            editShown(document, CollapsibleSection::tr("change successor layers"), {}, [layers](Experiment& experiment) {
                experiment.techniques.theseus->modules.clear();
                experiment.techniques.theseus->successor_layers = layers;
            });
        return QString();
    };
    return binding;
}

QString depths(const ExperimentDocument& document) {
    if (!shownStage(document).techniques.theseus || !document.firstError().isEmpty()) return {};
    const Blueprint blueprint = shownBlueprint(document);
    return CollapsibleSection::tr("%1 layers become %2.")
        .arg(activeSlots(blueprint.encoder().model).size())
        .arg(slotCount(blueprint.measured().model));
}

}  // namespace

CollapsibleSection* makeTheseusSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(techniqueTitle(QStringLiteral("theseus")), QStringLiteral("theseus"), parent);
    section->setProperty("helpPage", QStringLiteral("theseus"));
    section->setDot([] { return techniqueColour(QStringLiteral("theseus")); });
    section->setToolTip(
        CollapsibleSection::tr("The layers of a smaller successor take the places of a trained predecessor's modules, more and more often "
                               "(Xu et al. 2020, BERT-of-Theseus)."));
    addTechniqueSwitch(*section, document, "theseus", &Techniques::theseus, [](const Experiment& experiment) {
        TheseusSettings at_first;
        at_first.schedule.steps = replacingSteps(experiment.train);
        return at_first;
    });
    addInteger(*section, document, CollapsibleSection::tr("Successor layers"), bindSuccessorLayers());
    addText(*section, document, CollapsibleSection::tr("Modules"), "techniques.theseus.modules", true);
    addChoice(*section, document, CollapsibleSection::tr("Start from"), "techniques.theseus.initialise");

    auto* kind = makeChoiceEditor("techniques.theseus.schedule.kind");
    section->add(new FieldRow(document, CollapsibleSection::tr("Replacing rate"), bindScheduleKind(), kind));
    section->add(new ScheduleCurve(document));
    for (FieldRow* row : {addReal(*section, document, CollapsibleSection::tr("Base rate"), "techniques.theseus.schedule.base_rate"),
                          addInteger(*section, document, CollapsibleSection::tr("Until 1"), "techniques.theseus.schedule.steps")})
        showWhile(row, document, followsRule);
    showWhile(addText(*section, document, CollapsibleSection::tr("Points"), "techniques.theseus.schedule.points", true), document,
              followsPoints);
    addNote(*section, document, depths)->setObjectName(QStringLiteral("theseusNote"));

    Fold* more = addFold(*section, CollapsibleSection::tr("More"), QStringLiteral("theseus"));
    addChoice(*more, document, CollapsibleSection::tr("Empty draw"), "techniques.theseus.empty_draw");
    addSwitch(*more, document, CollapsibleSection::tr("Train the head"), "techniques.theseus.train_head");
    addSwitch(*more, document, CollapsibleSection::tr("Replace embeddings"), "techniques.theseus.replace_embeddings");
    addSwitch(*more, document, CollapsibleSection::tr("Predecessor's dropout"), "techniques.theseus.predecessor_dropout");
    return section;
}

}  // namespace layerlab
