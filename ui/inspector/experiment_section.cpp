#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/paragraph_editor.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

CollapsibleSection* makeExperimentSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("About the experiment"), QStringLiteral("experiment"), parent);
    section->setProperty("helpPage", QStringLiteral("files"));
    addText(*section, document, CollapsibleSection::tr("Name"), "name");
    section->add(new FieldRow(document, CollapsibleSection::tr("Description"), bindKey("description"), new ParagraphEditor, true));
    section->foldAtFirst();
    return section;
}

}  // namespace layerlab
