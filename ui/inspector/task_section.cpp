#include <map>

#include "engine/experiment/fields.h"
#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/remembered.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/switch_editor.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

using Wanted = std::function<bool(const Experiment&)>;
using Rows = std::initializer_list<FieldRow*>;  // made in their order

template <class... Kinds>
Wanted of() {
    return [](const Experiment& experiment) { return (std::holds_alternative<Kinds>(experiment.task) || ...); };
}

const Wanted from_files = of<TextFileTask, LanguageModelTask, MaskedLanguageModelTask, SequencePairsTask>();
const Wanted from_tables = of<TextFileTask, SequencePairsTask>();

void show(ExperimentDocument& document, const Wanted& wanted, Rows rows) {
    for (FieldRow* row : rows) showWhile(row, document, wanted);
}

bool splitsOff(const Experiment& experiment) {
    return std::visit(
        [](const auto& task) {
            if constexpr (requires { task.valid; }) return task.valid.empty();
            else return false;
        },
        experiment.task);
}

// Changing the kind of task and back gives the values that were there.
Binding bindKind(ExperimentDocument& shown) {
    using Tasks = std::map<std::size_t, Task>;  // by kind
    Binding binding = bindKey("task.kind");
    binding.store = [remembered = Remembered<Tasks>(shown)](ExperimentDocument& document, const QString& word) {
        const Task now = shownStage(document).task;
        Tasks tasks = remembered.find().value_or(Tasks{});
        tasks[now.index()] = now;
        remembered.keep(tasks);
        for (std::size_t i = 0; i < taskKinds().size(); ++i)
            if (word.toStdString() == taskKinds()[i] && i != now.index())
                editShown(document, CollapsibleSection::tr("change task"), {},
                          [&](Experiment& experiment) { experiment.task = tasks.contains(i) ? tasks.at(i) : plainTask(i); });
        return QString();
    };
    return binding;
}

// Whether the shown stage learns something else than the experiment's task; what it was comes back when switched on again.
Binding bindOwnTask(ExperimentDocument& shown) {
    const auto stageOf = [](Experiment& experiment, int number) -> Stage& {
        return experiment.stages.at(static_cast<std::size_t>(number));
    };
    Binding binding;
    binding.path = "stages[].task";
    binding.problem = [](const ExperimentDocument& document) {
        return shownProblem(document, "stages[" + std::to_string(document.shownStage() + 1) + "].task");
    };
    binding.store = [remembered = Remembered<Task>(shown), stageOf](ExperimentDocument& document, const QString& text) {
        if (!hasStages(document.experiment())) return QString();
        document.edit(CollapsibleSection::tr("change the stage's own task"), {}, [&](Experiment& experiment) {
            Stage& stage = stageOf(experiment, document.shownStage());
            if (stage.task) remembered.keep(*stage.task);
            if (text == QLatin1String("true")) stage.task = remembered.find().value_or(experiment.task);
            else stage.task.reset();
        });
        return QString();
    };
    return binding;
}

void addOwnTask(RowHost& host, ExperimentDocument& document) {
    Binding binding = bindOwnTask(document);
    binding.load = [&document](const Experiment& experiment) {
        const auto number = static_cast<std::size_t>(document.shownStage());
        const bool own = number < experiment.stages.size() && experiment.stages[number].task;
        return own ? QStringLiteral("true") : QStringLiteral("false");
    };
    auto* row = new FieldRow(document, CollapsibleSection::tr("Own task"), binding, new SwitchEditor);
    row->setHelp(
        CollapsibleSection::tr("On: this stage learns something else than the other stages, such as masked-language pre-training, and "
                               "the fields below are its own."));
    host.add(row);
    showWhile(row, document, hasStages);
}

// What decides how hard a generated task is.
void addGeneratedRows(RowHost& host, ExperimentDocument& document) {
    show(document, of<ListopsTask>(), {addChoice(host, document, CollapsibleSection::tr("Expressions"), "task.grammar")});
    show(document, of<GroupWordsTask>(), {addChoice(host, document, CollapsibleSection::tr("Group"), "task.group")});
    show(document, of<DyckTask>(), {addInteger(host, document, CollapsibleSection::tr("Kinds of brackets"), "task.kinds")});
    show(document, of<ListopsTask, DyckTask>(), {addInteger(host, document, CollapsibleSection::tr("Deepest nesting"), "task.max_depth")});
    show(document, of<HopsTask, GroupWordsTask, DyckTask, LanguageModelTask, MaskedLanguageModelTask>(),
         {addInteger(host, document, CollapsibleSection::tr("Sequence length"), "task.length")});
    show(document, of<HopsTask, ComposedTablesTask>(), {addInteger(host, document, CollapsibleSection::tr("Symbols"), "task.symbols")});
    show(document, of<HopsTask>(), {addInteger(host, document, CollapsibleSection::tr("Most hops"), "task.max_hops")});
    show(document, of<ModularAdditionTask>(),
         {addInteger(host, document, CollapsibleSection::tr("Modulus"), "task.modulus"),
          addReal(host, document, CollapsibleSection::tr("Training part"), "task.train_share")});
    show(document, of<ComposedTablesTask>(),
         {addInteger(host, document, CollapsibleSection::tr("Tables"), "task.tables"),
          addInteger(host, document, CollapsibleSection::tr("Most lookups"), "task.max_compositions")});
}

void addFileRows(RowHost& host, ExperimentDocument& document) {
    show(document, from_files,
         {addPath(host, document, CollapsibleSection::tr("Train"), "task.train", CollapsibleSection::tr("Training examples")),
          addPath(host, document, CollapsibleSection::tr("Validation"), "task.valid", CollapsibleSection::tr("Validation examples")),
          addPath(host, document, CollapsibleSection::tr("Test"), "task.test", CollapsibleSection::tr("Test examples"))});
    show(document, of<TextFileTask>(),
         {addText(host, document, CollapsibleSection::tr("Text column"), "task.text_column"),
          addText(host, document, CollapsibleSection::tr("Label column"), "task.label_column")});
    show(document, of<SequencePairsTask>(),
         {addText(host, document, CollapsibleSection::tr("Source column"), "task.source_column"),
          addText(host, document, CollapsibleSection::tr("Target column"), "task.target_column")});
    show(document, from_tables, {addSwitch(host, document, CollapsibleSection::tr("Header line"), "task.header")});
    show(document, of<MaskedLanguageModelTask>(), {addReal(host, document, CollapsibleSection::tr("Masked part"), "task.mask_share")});
    show(document, of<TextFileTask, SequencePairsTask, ListopsTask>(),
         {addInteger(host, document, CollapsibleSection::tr("Longest sequence"), "task.max_length")});
    show(document, from_files,
         {addChoice(host, document, CollapsibleSection::tr("Tokens"), "task.vocabulary.kind"),
          addInteger(host, document, CollapsibleSection::tr("Vocabulary"), "task.vocabulary.size")});
}

void addRarerRows(RowHost& host, ExperimentDocument& document) {
    show(document, of<ListopsTask>(),
         {addInteger(host, document, CollapsibleSection::tr("Most arguments"), "task.max_arguments"),
          addReal(host, document, CollapsibleSection::tr("Operators"), "task.operator_probability"),
          addSwitch(host, document, CollapsibleSection::tr("Operator first"), "task.operator_root"),
          addSwitch(host, document, CollapsibleSection::tr("Extra brackets"), "task.binary_brackets")});
    show(document, of<DyckTask>(), {addInteger(host, document, CollapsibleSection::tr("Shortest"), "task.min_length")});
    show(document, of<ComposedTablesTask>(), {addChoice(host, document, CollapsibleSection::tr("Order"), "task.order")});
    show(document, of<HopsTask, ListopsTask, GroupWordsTask, DyckTask, ComposedTablesTask>(),
         {addInteger(host, document, CollapsibleSection::tr("Validation size"), "task.valid_examples"),
          addInteger(host, document, CollapsibleSection::tr("Test size"), "task.test_examples")});
    show(document, of<TextFileTask>(), {addText(host, document, CollapsibleSection::tr("Second text"), "task.text_pair_column")});
    show(document, from_tables,
         {addChoice(host, document, CollapsibleSection::tr("Columns"), "task.separator"),
          addChoice(host, document, CollapsibleSection::tr("Quotes"), "task.quoting"),
          addInteger(host, document, CollapsibleSection::tr("Training examples"), "task.train_examples")});
    show(document, from_files, {addSwitch(host, document, CollapsibleSection::tr("Lower case"), "task.vocabulary.lower_case")});
    show(document, splitsOff, {addReal(host, document, CollapsibleSection::tr("Validation part"), "task.split")});
}

}  // namespace

CollapsibleSection* makeTaskSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Task"), QStringLiteral("task"), parent);
    section->setProperty("helpPage", QStringLiteral("tasks"));

    addOwnTask(*section, document);
    auto* kind = new ChoiceEditor;
    for (const std::string& word : taskKinds()) {
        const QString plain = QString::fromStdString(word);
        kind->addChoice(plain, choiceLabel(QStringLiteral("task.kind"), plain));
    }
    section->add(new FieldRow(document, CollapsibleSection::tr("Data"), bindKind(document), kind));

    addGeneratedRows(*section, document);
    addFileRows(*section, document);
    // modular_addition has no rarer rows.
    Fold* more = addFold(*section, CollapsibleSection::tr("More"), QStringLiteral("task"));
    addRarerRows(*more, document);
    showWhile(more, document, [](const Experiment& experiment) { return !of<ModularAdditionTask>()(experiment); });
    return section;
}

}  // namespace layerlab
