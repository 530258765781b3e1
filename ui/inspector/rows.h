// Makes rows of a section from the paths of keys: editor, range, unit, choices and help all come from the key's one
// description.
#pragma once

#include <functional>
#include <string>

#include "engine/experiment/experiment.h"
#include "ui/inspector/field_row.h"

namespace layerlab {

class ExperimentDocument;
class RowHost;

FieldRow* addInteger(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addReal(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addText(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addChoice(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
// A list of texts in one line, separated by commas.
FieldRow* addList(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addSwitch(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addPath(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path,
                  const QString& dialogTitle);

// Keeps the widget visible only while the experiment (with stages: as its first stage has it) asks for it.
void showWhile(QWidget* widget, ExperimentDocument& document, std::function<bool(const Experiment&)> wanted);

// A muted line of consequences, kept up to date.
QWidget* addNote(RowHost& section, ExperimentDocument& document, std::function<QString(const ExperimentDocument&)> text);

}  // namespace layerlab
