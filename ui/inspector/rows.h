// Makes rows of a section from the paths of keys: editor, range, unit, choices and help all come from the key's one
// description.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"
#include "ui/inspector/field_row.h"

namespace layerlab {

class ChoiceEditor;
class ExperimentDocument;
class RowHost;

FieldRow* addInteger(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
// A key that is stored in another way; editor and help are still those of its path.
FieldRow* addInteger(RowHost& section, ExperimentDocument& document, const QString& label, const Binding& binding);
FieldRow* addReal(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
// wide: for texts such as lists of lists.
FieldRow* addText(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path, bool wide = false);
// A drop-down of the words that a key allows.
ChoiceEditor* makeChoiceEditor(const std::string& path);
FieldRow* addChoice(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
// A list of texts in one line, separated by commas. when_empty: what an emptied line means; without it that is refused.
FieldRow* addList(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path,
                  const std::optional<std::vector<std::string>>& when_empty = {});
FieldRow* addSwitch(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path);
FieldRow* addPath(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path,
                  const QString& dialogTitle);

// Keeps the widget visible only while the experiment (with stages: as the shown one has it) asks for it.
void showWhile(QWidget* widget, ExperimentDocument& document, std::function<bool(const Experiment&)> wanted);

// A muted line of consequences, kept up to date.
QWidget* addNote(RowHost& section, ExperimentDocument& document, std::function<QString(const ExperimentDocument&)> text);

}  // namespace layerlab
