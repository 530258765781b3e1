#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/technique_colours.h"
#include "ui/inspector/technique_switch.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

QString kept(const ExperimentDocument& document) {
    if (!shownStage(document).techniques.truncation || !document.firstError().isEmpty()) return {};
    QStringList numbers;
    for (const int slot : shownBlueprint(document).starts) numbers << QString::number(slot);
    return CollapsibleSection::tr("Layers that stay: %1.").arg(numbers.join(QStringLiteral(", ")));
}

}  // namespace

CollapsibleSection* makeTruncationSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(techniqueTitle(QStringLiteral("truncation")), QStringLiteral("truncation"), parent);
    section->setProperty("helpPage", QStringLiteral("truncation"));
    section->setDot([] { return techniqueColour(QStringLiteral("truncation")); });
    section->setToolTip(CollapsibleSection::tr(
        "Some layers of a trained model are kept and fine-tuned, the others dropped for good (Sajjad et al. 2020)."));
    addTechniqueSwitch(*section, document, "truncation", &Techniques::truncation, [](const Experiment&) { return TruncationSettings{}; });
    addList(*section, document, CollapsibleSection::tr("Keep"), "techniques.truncation.keep", std::vector<std::string>{});
    addNote(*section, document, kept)->setObjectName(QStringLiteral("truncationNote"));
    return section;
}

}  // namespace layerlab
