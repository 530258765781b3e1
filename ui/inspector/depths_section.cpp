#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

CollapsibleSection* makeDepthsSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Depths to compare"), QStringLiteral("depths"), parent);
    section->setProperty("helpPage", QStringLiteral("depths"));
    addChoice(*section, document, CollapsibleSection::tr("Keep"), "evaluate.depths.keep");
    addInteger(*section, document, CollapsibleSection::tr("Evaluate every"), "evaluate.every");
    Fold* more = addFold(*section, CollapsibleSection::tr("More"), QStringLiteral("depths"));
    addInteger(*more, document, CollapsibleSection::tr("Smallest depth"), "evaluate.depths.from");
    addInteger(*more, document, CollapsibleSection::tr("Largest depth"), "evaluate.depths.to");
    addInteger(*more, document, CollapsibleSection::tr("Depths at most"), "evaluate.depths.at_most");
    return section;
}

}  // namespace layerlab
