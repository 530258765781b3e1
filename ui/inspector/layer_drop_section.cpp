#include <QLocale>

#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/slider_editor.h"
#include "ui/inspector/technique_colours.h"
#include "ui/inspector/technique_switch.h"

namespace layerlab {

namespace {

const auto own_rates = QStringLiteral("list");
const char* const per_layer = "techniques.layer_drop.per_layer";

bool hasOneRate(const Experiment& experiment) {
    return experiment.techniques.layer_drop && experiment.techniques.layer_drop->rates.empty();
}

bool hasOwnRates(const Experiment& experiment) {
    return experiment.techniques.layer_drop && !experiment.techniques.layer_drop->rates.empty();
}

// The file has one key for a rule's name and for a list of rates; here the list is a rule too, which begins with the
// rates that are in force.
Binding bindPerLayer() {
    Binding binding = bindKey(per_layer);
    binding.problem = [](const ExperimentDocument&) { return QString(); };  // the rates' own row has it
    const auto word = binding.load;
    const auto store = binding.store;
    binding.load = [word](const Experiment& experiment) { return hasOwnRates(experiment) ? own_rates : word(experiment); };
    binding.store = [store](ExperimentDocument& document, const QString& text) {
        if (text != own_rates) return store(document, text);
        if (hasOwnRates(shownStage(document))) return QString();
        Model plain = shownBlueprint(document).measured().model;  // what single slots say comes on top of the list
        editShown(document, CollapsibleSection::tr("change per layer"), {}, [&plain](Experiment& experiment) {
            for (Slot& slot : plain.stack) slot.drop_rate.reset();
            experiment.techniques.layer_drop->rates = dropRates(plain, experiment.techniques);
        });
        return QString();
    };
    return binding;
}

QString expectedDepth(const ExperimentDocument& document) {
    const Model model = shownBlueprint(document).measured().model;  // of a ladder, the side network
    const std::vector<int> active = activeSlots(model);
    const std::vector<double> rates = dropRates(model, shownStage(document).techniques);
    double expected = 0;
    for (const int slot : active) expected += 1 - rates.at(static_cast<std::size_t>(slot) - 1);
    return CollapsibleSection::tr("expected depth %1 of %2").arg(QLocale::c().toString(expected, 'f', 1)).arg(active.size());
}

}  // namespace

CollapsibleSection* makeLayerDropSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("LayerDrop"), QStringLiteral("layer_drop"), parent);
    section->setProperty("helpPage", QStringLiteral("layer_drop"));
    section->setDot([] { return techniqueColour(QStringLiteral("layer_drop")); });
    section->setToolTip(
        CollapsibleSection::tr("Leaves layers out of training passes at random, so that the model can "
                               "be pruned to any depth afterwards (Fan, Grave and Joulin 2019)."));
    addTechniqueSwitch(*section, document, "layer_drop", &Techniques::layer_drop, [](const Experiment&) { return LayerDropSettings{}; });

    auto* rate = new SliderEditor(NumberEditor::Kind::Real, 0, 0.9, 0.05);
    auto* rate_row = new FieldRow(document, CollapsibleSection::tr("Rate"), bindKey("techniques.layer_drop.rate"), rate, true);
    section->add(rate_row);
    showWhile(rate_row, document, hasOneRate);

    auto* rule = new ChoiceEditor;
    for (const char* word : {"uniform", "linear", "learned"}) rule->addChoice(word, choiceLabel(QLatin1String(per_layer), word));
    rule->addChoice(own_rates, CollapsibleSection::tr("a rate for each"));
    section->add(new FieldRow(document, CollapsibleSection::tr("Per layer"), bindPerLayer(), rule));
    showWhile(addList(*section, document, CollapsibleSection::tr("Rates"), per_layer), document, hasOwnRates);
    addNote(*section, document, expectedDepth)->setObjectName(QStringLiteral("expectedDepth"));
    return section;
}

}  // namespace layerlab
