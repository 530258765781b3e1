#include "ui/inspector/rows.h"

#include <QRegularExpression>

#include "engine/experiment/fields.h"
#include "ui/engine_text.h"
#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/number_editor.h"
#include "ui/inspector/path_editor.h"
#include "ui/inspector/row_host.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/switch_editor.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

// The words that stand for a number, as the window says them.
QString shownWord(const QString& word) {
    if (word == QLatin1String("hidden")) return FieldRow::tr("as hidden");
    if (word == QLatin1String("all")) return FieldRow::tr("all");
    if (word == QLatin1String("auto")) return FieldRow::tr("auto");
    if (word == QLatin1String("half")) return FieldRow::tr("half");
    if (word == QLatin1String("never")) return FieldRow::tr("never");
    return word;
}

FieldRow* addNumber(NumberEditor::Kind kind, RowHost& section, ExperimentDocument& document, const QString& label, const Binding& binding) {
    auto* editor = new NumberEditor(kind);
    if (const KeyHelp* key = keyHelp(binding.path)) {
        editor->setRange(key->minimum, key->maximum);
        // Of the units only the short ones fit into a field; the tooltip has them all.
        if (key->unit == "steps" || key->unit == "tokens") editor->setUnit(engineText(key->unit));
        for (const std::string& word : key->choices) {
            const QString plain = QString::fromStdString(word);
            editor->setWord(plain, shownWord(plain));
        }
    }
    auto* row = new FieldRow(document, label, binding, editor);
    section.add(row);
    return row;
}

}  // namespace

FieldRow* addInteger(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    return addInteger(section, document, label, bindKey(path));
}

FieldRow* addInteger(RowHost& section, ExperimentDocument& document, const QString& label, const Binding& binding) {
    return addNumber(NumberEditor::Kind::Integer, section, document, label, binding);
}

FieldRow* addReal(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    return addNumber(NumberEditor::Kind::Real, section, document, label, bindKey(path));
}

FieldRow* addText(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path, bool wide) {
    auto* row = new FieldRow(document, label, bindKey(path), new NumberEditor(NumberEditor::Kind::Words), wide);
    section.add(row);
    return row;
}

FieldRow* addList(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path,
                  const std::optional<std::vector<std::string>>& when_empty) {
    Binding binding = bindKey(path);
    binding.store = [path, when_empty](ExperimentDocument& edited, const QString& text) {
        static const QRegularExpression between(QStringLiteral("[\\s,;\\[\\]]+"));
        std::vector<std::string> items;
        for (const QString& item : text.split(between, Qt::SkipEmptyParts)) items.push_back(item.toStdString());
        if (items.empty() && when_empty) return setShown(edited, path, *when_empty);
        return items.empty() ? FieldRow::tr("Name one for each layer, with commas between.") : setShown(edited, path, items);
    };
    auto* row = new FieldRow(document, label, binding, new NumberEditor(NumberEditor::Kind::Words), true);
    section.add(row);
    return row;
}

ChoiceEditor* makeChoiceEditor(const std::string& path) {
    auto* editor = new ChoiceEditor;
    if (const KeyHelp* key = keyHelp(path))
        for (const std::string& word : key->choices) {
            const QString plain = QString::fromStdString(word);
            editor->addChoice(plain, choiceLabel(QString::fromStdString(path), plain));
        }
    return editor;
}

FieldRow* addChoice(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    auto* row = new FieldRow(document, label, bindKey(path), makeChoiceEditor(path));
    section.add(row);
    return row;
}

FieldRow* addSwitch(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path) {
    auto* row = new FieldRow(document, label, bindKey(path), new SwitchEditor);
    section.add(row);
    return row;
}

FieldRow* addPath(RowHost& section, ExperimentDocument& document, const QString& label, const std::string& path,
                  const QString& dialogTitle) {
    auto* row = new FieldRow(document, label, bindKey(path), new PathEditor(PathEditor::Kind::DataFile, dialogTitle), true);
    section.add(row);
    return row;
}

void showWhile(QWidget* widget, ExperimentDocument& document, std::function<bool(const Experiment&)> wanted) {
    const auto apply = [widget, &document, wanted = std::move(wanted)] {
        const Experiment& experiment = document.experiment();
        widget->setVisible(hasStages(experiment) ? wanted(shownStage(document)) : wanted(experiment));
    };
    QObject::connect(&document, &ExperimentDocument::changed, widget, apply);
    QObject::connect(&document, &ExperimentDocument::shownStageChanged, widget, apply);
    apply();
}

QWidget* addNote(RowHost& section, ExperimentDocument& document, std::function<QString(const ExperimentDocument&)> text) {
    auto* label = new MutedLabel;
    label->setWordWrap(true);
    section.add(label);
    const auto apply = [label, &document, text = std::move(text)] { label->setText(text(document)); };
    // After the problems are known: a note on an impossible model would be nonsense.
    QObject::connect(&document, &ExperimentDocument::problemsChanged, label, apply);
    QObject::connect(&document, &ExperimentDocument::shownStageChanged, label, apply);
    apply();
    return label;
}

}  // namespace layerlab
