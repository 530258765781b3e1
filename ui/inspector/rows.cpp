#include "ui/inspector/rows.h"

#include "engine/experiment/fields.h"
#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/number_editor.h"
#include "ui/inspector/path_editor.h"
#include "ui/inspector/switch_editor.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

FieldRow* addNumber(NumberEditor::Kind kind, CollapsibleSection& section, ExperimentDocument& document, const QString& label,
                    const std::string& path) {
    auto* editor = new NumberEditor(kind);
    if (const KeyHelp* key = keyHelp(path)) {
        editor->setRange(key->minimum, key->maximum);
        // Of the units only the short ones fit into a field; the tooltip has them all.
        if (key->unit == "steps" || key->unit == "tokens") editor->setUnit(QString::fromStdString(key->unit));
        for (const std::string& word : key->choices) {
            const QString plain = QString::fromStdString(word);
            editor->setWord(plain, word == "hidden" ? FieldRow::tr("as hidden") : plain);
        }
    }
    auto* row = new FieldRow(document, label, bindKey(path), editor);
    section.add(row);
    return row;
}

}  // namespace

FieldRow* addInteger(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    return addNumber(NumberEditor::Kind::Integer, section, document, label, path);
}

FieldRow* addReal(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    return addNumber(NumberEditor::Kind::Real, section, document, label, path);
}

FieldRow* addText(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    auto* row = new FieldRow(document, label, bindKey(path), new NumberEditor(NumberEditor::Kind::Words));
    section.add(row);
    return row;
}

FieldRow* addChoice(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    auto* editor = new ChoiceEditor;
    if (const KeyHelp* key = keyHelp(path))
        for (const std::string& word : key->choices) {
            const QString plain = QString::fromStdString(word);
            editor->addChoice(plain, choiceLabel(QString::fromStdString(path), plain));
        }
    auto* row = new FieldRow(document, label, bindKey(path), editor);
    section.add(row);
    return row;
}

FieldRow* addSwitch(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    auto* row = new FieldRow(document, label, bindKey(path), new SwitchEditor);
    section.add(row);
    return row;
}

FieldRow* addPath(CollapsibleSection& section, ExperimentDocument& document, const QString& label, const std::string& path,
                  const QString& dialogTitle) {
    auto* row = new FieldRow(document, label, bindKey(path), new PathEditor(dialogTitle), true);
    section.add(row);
    return row;
}

void showWhile(QWidget* widget, ExperimentDocument& document, std::function<bool(const Experiment&)> wanted) {
    const auto apply = [widget, &document, wanted = std::move(wanted)] { widget->setVisible(wanted(document.experiment())); };
    QObject::connect(&document, &ExperimentDocument::changed, widget, apply);
    apply();
}

QWidget* addNote(CollapsibleSection& section, ExperimentDocument& document, std::function<QString(const ExperimentDocument&)> text) {
    auto* label = new MutedLabel;
    label->setWordWrap(true);
    section.add(label);
    const auto apply = [label, &document, text = std::move(text)] { label->setText(text(document)); };
    // After the problems are known: a note on an impossible model would be nonsense.
    QObject::connect(&document, &ExperimentDocument::problemsChanged, label, apply);
    apply();
    return label;
}

}  // namespace layerlab
