#include <memory>

#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

bool isHops(const Experiment& experiment) { return std::holds_alternative<HopsTask>(experiment.task); }
bool isTextFile(const Experiment& experiment) { return std::holds_alternative<TextFileTask>(experiment.task); }

bool splitsOff(const Experiment& experiment) {
    const auto* file = std::get_if<TextFileTask>(&experiment.task);
    return file && file->valid.empty();
}

// Changing the kind of task and back gives the values that were there.
Binding bindKind() {
    auto hops = std::make_shared<HopsTask>();
    auto file = std::make_shared<TextFileTask>();
    Binding binding = bindKey("task.kind");
    binding.store = [hops, file](ExperimentDocument& document, const QString& word) {
        const Task& now = document.experiment().task;
        if (const auto* task = std::get_if<HopsTask>(&now)) *hops = *task;
        if (const auto* task = std::get_if<TextFileTask>(&now)) *file = *task;
        document.edit(CollapsibleSection::tr("change task"), {}, [&](Experiment& experiment) {
            if (word == QLatin1String("hops") && !isHops(experiment)) experiment.task = *hops;
            if (word == QLatin1String("text_file") && !isTextFile(experiment)) experiment.task = *file;
        });
        return QString();
    };
    return binding;
}

}  // namespace

CollapsibleSection* makeTaskSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Task"), QStringLiteral("task"), parent);
    section->setProperty("helpPage", QStringLiteral("tasks"));

    auto* kind = new ChoiceEditor;
    for (const char* word : {"hops", "text_file"}) kind->addChoice(word, choiceLabel(QStringLiteral("task.kind"), word));
    section->add(new FieldRow(document, CollapsibleSection::tr("Data"), bindKind(), kind));

    for (FieldRow* row : {addInteger(*section, document, CollapsibleSection::tr("Sequence length"), "task.length"),
                          addInteger(*section, document, CollapsibleSection::tr("Symbols"), "task.symbols"),
                          addInteger(*section, document, CollapsibleSection::tr("Most hops"), "task.max_hops")})
        showWhile(row, document, isHops);

    for (FieldRow* row :
         {addPath(*section, document, CollapsibleSection::tr("Train"), "task.train", CollapsibleSection::tr("Training examples")),
          addPath(*section, document, CollapsibleSection::tr("Validation"), "task.valid", CollapsibleSection::tr("Validation examples")),
          addPath(*section, document, CollapsibleSection::tr("Test"), "task.test", CollapsibleSection::tr("Test examples")),
          addText(*section, document, CollapsibleSection::tr("Text column"), "task.text_column"),
          addText(*section, document, CollapsibleSection::tr("Label column"), "task.label_column"),
          addSwitch(*section, document, CollapsibleSection::tr("Header line"), "task.header"),
          addInteger(*section, document, CollapsibleSection::tr("Longest text"), "task.max_length"),
          addInteger(*section, document, CollapsibleSection::tr("Vocabulary"), "task.vocabulary.size")})
        showWhile(row, document, isTextFile);

    Fold* more = addFold(*section, CollapsibleSection::tr("More"), QStringLiteral("task"));
    for (FieldRow* row : {addInteger(*more, document, CollapsibleSection::tr("Validation size"), "task.valid_examples"),
                          addInteger(*more, document, CollapsibleSection::tr("Test size"), "task.test_examples")})
        showWhile(row, document, isHops);
    for (FieldRow* row : {addInteger(*more, document, CollapsibleSection::tr("Training examples"), "task.train_examples"),
                          addChoice(*more, document, CollapsibleSection::tr("Tokens"), "task.vocabulary.kind"),
                          addSwitch(*more, document, CollapsibleSection::tr("Lower case"), "task.vocabulary.lower_case")})
        showWhile(row, document, isTextFile);
    showWhile(addReal(*more, document, CollapsibleSection::tr("Validation part"), "task.split"), document, splitsOff);
    return section;
}

}  // namespace layerlab
