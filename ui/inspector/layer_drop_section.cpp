#include <QLocale>

#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/slider_editor.h"
#include "ui/inspector/technique_colours.h"
#include "ui/inspector/technique_switch.h"

namespace layerlab {

namespace {

const auto own_rates = QStringLiteral("list");

bool hasOneRate(const Experiment& experiment) {
    return experiment.techniques.layer_drop && experiment.techniques.layer_drop->rates.empty();
}

// A list of rates is written in YAML; here it has a name, and picking a rule replaces it.
Binding bindPerLayer() {
    Binding binding = bindKey("techniques.layer_drop.per_layer");
    const auto word = binding.load;
    const auto store = binding.store;
    binding.load = [word](const Experiment& experiment) {
        const auto& drop = experiment.techniques.layer_drop;
        return drop && !drop->rates.empty() ? own_rates : word(experiment);
    };
    binding.store = [store](ExperimentDocument& document, const QString& text) {
        return text == own_rates ? QString() : store(document, text);
    };
    return binding;
}

QString expectedDepth(const ExperimentDocument& document) {
    const Experiment& experiment = document.experiment();
    const std::vector<int> active = activeSlots(experiment.model);
    const std::vector<double> rates = dropRates(experiment.model, experiment.techniques);
    double expected = 0;
    for (const int slot : active) expected += 1 - rates.at(static_cast<std::size_t>(slot) - 1);
    return CollapsibleSection::tr("expected depth %1 of %2").arg(QLocale::c().toString(expected, 'f', 1)).arg(active.size());
}

}  // namespace

CollapsibleSection* makeLayerDropSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("LayerDrop"), QStringLiteral("layer_drop"), parent);
    section->setDot([] { return techniqueColour(QStringLiteral("layer_drop")); });
    section->setToolTip(
        CollapsibleSection::tr("Leaves layers out of training passes at random, so that the model can "
                               "be pruned to any depth afterwards (Fan, Grave and Joulin 2019)."));
    addTechniqueSwitch(
        *section, document, CollapsibleSection::tr("LayerDrop"), LayerDropSettings{},
        [](Experiment & experiment) -> auto& { return experiment.techniques.layer_drop; });

    auto* rate = new SliderEditor(NumberEditor::Kind::Real, 0, 0.9, 0.05);
    auto* rate_row = new FieldRow(document, CollapsibleSection::tr("Rate"), bindKey("techniques.layer_drop.rate"), rate, true);
    section->add(rate_row);
    showWhile(rate_row, document, hasOneRate);

    auto* rule = new ChoiceEditor;
    const auto path = QStringLiteral("techniques.layer_drop.per_layer");
    for (const char* word : {"uniform", "linear"}) rule->addChoice(word, choiceLabel(path, word));
    rule->setRarely(own_rates, CollapsibleSection::tr("a rate for each"));
    section->add(new FieldRow(document, CollapsibleSection::tr("Per layer"), bindPerLayer(), rule));
    addNote(*section, document, expectedDepth)->setObjectName(QStringLiteral("expectedDepth"));
    return section;
}

}  // namespace layerlab
