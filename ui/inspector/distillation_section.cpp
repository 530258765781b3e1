#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/origin_rows.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/slider_editor.h"
#include "ui/inspector/technique_colours.h"
#include "ui/inspector/technique_switch.h"

namespace layerlab {

namespace {

bool hasPairs(const Experiment& experiment) {
    return experiment.techniques.distillation && experiment.techniques.distillation->map == DistillationSettings::Map::Pairs;
}

}  // namespace

CollapsibleSection* makeDistillationSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(techniqueTitle(QStringLiteral("distillation")), QStringLiteral("distillation"), parent);
    section->setProperty("helpPage", QStringLiteral("distillation"));
    section->setDot([] { return techniqueColour(QStringLiteral("distillation")); });
    section->setToolTip(
        CollapsibleSection::tr("The answers of a trained teacher are learned from, beside the labels (Hinton, Vinyals and Dean 2015)."));
    addTechniqueSwitch(*section, document, "distillation", &Techniques::distillation,
                       [](const Experiment&) { return DistillationSettings{}; });
    section->add(new OriginRows(document, CollapsibleSection::tr("Teacher"), "techniques.distillation.teacher", false));
    section->add(new FieldRow(document, CollapsibleSection::tr("Soft labels"), bindKey("techniques.distillation.soft_labels"),
                              new SliderEditor(NumberEditor::Kind::Real, 0, 1, 0.05), true));
    addReal(*section, document, CollapsibleSection::tr("Temperature"), "techniques.distillation.temperature");
    addReal(*section, document, CollapsibleSection::tr("Hidden states"), "techniques.distillation.hidden");
    addReal(*section, document, CollapsibleSection::tr("Attention"), "techniques.distillation.attention");
    addReal(*section, document, CollapsibleSection::tr("Relations"), "techniques.distillation.relation");
    addChoice(*section, document, CollapsibleSection::tr("Layer map"), "techniques.distillation.map");
    showWhile(addText(*section, document, CollapsibleSection::tr("Pairs"), "techniques.distillation.pairs", true), document, hasPairs);

    Fold* more = addFold(*section, CollapsibleSection::tr("More"), QStringLiteral("distillation"));
    addSwitch(*more, document, CollapsibleSection::tr("Directions only"), "techniques.distillation.normalise_hidden");
    addChoice(*more, document, CollapsibleSection::tr("Attention of"), "techniques.distillation.attention_of");
    addChoice(*more, document, CollapsibleSection::tr("Relations of"), "techniques.distillation.relation_of");
    return section;
}

}  // namespace layerlab
