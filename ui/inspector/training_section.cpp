#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/fold.h"
#include "ui/inspector/remembered.h"
#include "ui/inspector/rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/switch_editor.h"
#include "ui/inspector/warning_note.h"
#include "ui/session/experiment_document.h"
#include "ui/session/key_edit.h"
#include "ui/session/run_threads.h"

namespace layerlab {

namespace {

bool stopsEarly(const Experiment& experiment) { return experiment.train.early_stop.has_value(); }

// Whether the group has a value is the switch; its settings come back when switched on again.
Binding bindEarlyStop(ExperimentDocument& shown) {
    Binding binding;
    binding.path = "train.early_stop";
    binding.load = [](const Experiment& experiment) { return stopsEarly(experiment) ? QStringLiteral("true") : QStringLiteral("false"); };
    binding.store = [remembered = Remembered<EarlyStop>(shown)](ExperimentDocument& document, const QString& text) {
        editShown(document, CollapsibleSection::tr("change early stopping"), {}, [&](Experiment& experiment) {
            if (const auto& now = experiment.train.early_stop) remembered.keep(*now);
            if (text == QLatin1String("true")) experiment.train.early_stop = remembered.find().value_or(EarlyStop{});
            else experiment.train.early_stop.reset();
        });
        return QString();
    };
    return binding;
}

// All stages have the same, whichever is shown.
Binding bindThreads() {
    Binding binding = bindKey("train.threads");
    const auto text = binding.load;
    binding.load = [text](Experiment experiment) {
        experiment.train.threads = runThreads(experiment);
        return text(experiment);
    };
    binding.store = [](ExperimentDocument& document, const QString& typed) {
        Experiment checked;
        const std::string wrong = setKey(checked, "train.threads", {typed.toStdString()});
        if (wrong.empty()) changeRunThreads(document, checked.train.threads);
        return QString::fromStdString(wrong);
    };
    return binding;
}

}  // namespace

CollapsibleSection* makeTrainingSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Training"), QStringLiteral("training"), parent);
    section->setProperty("helpPage", QStringLiteral("figures"));
    addInteger(*section, document, CollapsibleSection::tr("Steps"), "train.steps");
    addInteger(*section, document, CollapsibleSection::tr("Batch size"), "train.batch_size");
    addReal(*section, document, CollapsibleSection::tr("Learning rate"), "train.learning_rate");
    addInteger(*section, document, CollapsibleSection::tr("Warm-up"), "train.warmup_steps");
    addChoice(*section, document, CollapsibleSection::tr("Schedule"), "train.schedule");
    addInteger(*section, document, CollapsibleSection::tr("Seed"), "seed");
    addInteger(*section, document, CollapsibleSection::tr("Threads"), bindThreads());

    auto* early = new SwitchEditor;
    auto* early_row = new FieldRow(document, CollapsibleSection::tr("Stop early"), bindEarlyStop(document), early);
    early_row->setHelp(CollapsibleSection::tr("Ends training when validation no longer gets better."));
    section->add(early_row);
    for (FieldRow* row : {addChoice(*section, document, CollapsibleSection::tr("Watch"), "train.early_stop.metric"),
                          addInteger(*section, document, CollapsibleSection::tr("Patience"), "train.early_stop.patience")})
        showWhile(row, document, stopsEarly);

    addWarnings(*section, document, "train");

    Fold* more = addFold(*section, CollapsibleSection::tr("More"), QStringLiteral("training"));
    addChoice(*more, document, CollapsibleSection::tr("Optimizer"), "train.optimizer");
    addReal(*more, document, CollapsibleSection::tr("Weight decay"), "train.weight_decay");
    addReal(*more, document, CollapsibleSection::tr("Gradient clip"), "train.gradient_clip");
    addReal(*more, document, CollapsibleSection::tr("Beta 1"), "train.beta1");
    addReal(*more, document, CollapsibleSection::tr("Beta 2"), "train.beta2");
    addReal(*more, document, CollapsibleSection::tr("Epsilon"), "train.epsilon");
    addInteger(*more, document, CollapsibleSection::tr("Checkpoint every"), "train.checkpoint_every");
    section->foldAtFirst();
    return section;
}

}  // namespace layerlab
