#include "ui/inspector/inspector.h"

#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/sections.h"

namespace layerlab {

Inspector::Inspector(ExperimentDocument& document, QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Inspector"));
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("inspectorPage"));
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (auto* make : {makeTaskSection, makeModelSection, makeLayerDropSection, makeSharingSection, makeTrainingSection, makeDepthsSection})
        column->addWidget(make(document, page));
    column->addStretch();
    setWidget(page);
    setMinimumWidth(page->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
}

}  // namespace layerlab
