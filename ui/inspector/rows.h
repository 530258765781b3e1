// Makes rows of a section from the paths of keys: editor, range, unit, choices and help all come from the key's one
// description.
#pragma once

#include <functional>
#include <string>

#include "engine/experiment/experiment.h"
#include "ui/inspector/field_row.h"

namespace layerlab {

class CollapsibleSection;
class ExperimentDocument;

FieldRow* addInteger(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addReal(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addText(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addChoice(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addSwitch(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addPath(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path,
                  const QString& dialogTitle);

// Keeps the widget visible only while the experiment asks for it.
void showWhile(QWidget* widget, ExperimentDocument& document, std::function<bool(const Experiment&)> wanted);

// A muted line of consequences, kept up to date.
QWidget* addNote(CollapsibleSection& section, ExperimentDocument& document, std::function<QString(const ExperimentDocument&)> text);

}  // namespace layerlab
