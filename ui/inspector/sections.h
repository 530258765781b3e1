// The sections of the inspector, each made in a file of its own (task_section.cpp, model_section.cpp, …).
#pragma once

class QWidget;

namespace layerlab {

class CollapsibleSection;
class ExperimentDocument;

CollapsibleSection* makeStageSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeTaskSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeModelSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeLayerDropSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeSharingSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeTheseusSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeLadderSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeDistillationSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeTruncationSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeTrainingSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeDepthsSection(ExperimentDocument& document, QWidget* parent);
CollapsibleSection* makeExperimentSection(ExperimentDocument& document, QWidget* parent);

}  // namespace layerlab
