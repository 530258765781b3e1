#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

CollapsibleSection* makeDepthsSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Depths to compare"), QStringLiteral("depths"), parent);
    addChoice(*section, document, CollapsibleSection::tr("Keep"), "evaluate.depths.keep");
    addInteger(*section, document, CollapsibleSection::tr("Evaluate every"), "evaluate.every");
    return section;
}

}  // namespace layerlab
